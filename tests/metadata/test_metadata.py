#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a software centre and the desktop are told: Flathub's rules for quality, and that it agrees with what is there."""

import colorsys
import configparser
import datetime
import os
import re
import shutil
import struct
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import tap

TOP = Path(__file__).parents[2]
DATA = TOP / "data"
ID = "io.github.claimcheck.Claimcheck"
METAINFO = ElementTree.parse(DATA / f"{ID}.metainfo.xml.in").getroot()
DESKTOP = configparser.ConfigParser(interpolation=None, delimiters="=")
DESKTOP.optionxform = str
DESKTOP.read(DATA / f"{ID}.desktop.in", encoding="utf-8")
ENTRY = DESKTOP["Desktop Entry"]
MANUAL = DATA / "claimcheck.1"
RAW = f"https://raw.githubusercontent.com/claimcheck/claimcheck/v{os.environ['VERSION']}/"
CAPTION_LENGTH = 80
# Of a whole picture, with the window's shadow; the window itself has to fit into it.
PICTURE_SIZE = (1000, 700)


def plain(element):
    return " ".join("".join(element.itertext()).split())


def words(path):
    return plain(METAINFO.find(path))


def _the_name_is_short():
    return [] if len(words("name")) <= 15 else f"{len(words('name'))} characters"


def _the_summary_is_a_slogan():
    summary = words("summary")
    wrong = []
    if not 10 <= len(summary) <= 35:
        wrong.append(f"{len(summary)} characters, not 10 to 35")
    if summary.endswith(".") or not summary[0].isupper() or summary.istitle():
        wrong.append("it is written in sentence case, without a full stop")
    if re.match(r"(a|an|the)\b", summary, re.IGNORECASE) or words("name").lower() in summary.lower():
        wrong.append("it begins with an article, or repeats the name")
    return wrong


def _the_description_can_be_scanned():
    description = METAINFO.find("description")
    wrong = []
    if len(description.findall(".//li")) > 10:
        wrong.append("more than 10 items")
    if "://" in plain(description):
        wrong.append("it holds an address")
    if words("summary").lower() in plain(description).lower():
        wrong.append("it repeats the summary")
    return wrong


def rgb(colour):
    return [int(colour[place:place + 2], 16) / 255 for place in (1, 3, 5)]


def _the_colours_let_the_icon_stand_out():
    colours = {element.get("scheme_preference"): element.text for element in METAINFO.findall("branding/color")}
    icon = rgb(re.search(r'offset="0.09" stop-color="(#\w+)"',
                         (DATA / "icons/hicolor/scalable/apps" / f"{ID}.svg").read_text(encoding="utf-8"))[1])
    wrong = [] if set(colours) == {"light", "dark"} else [f"there are colours for {sorted(colours)}"]
    for scheme, colour in colours.items():
        _, lightness, saturation = colorsys.rgb_to_hls(*rgb(colour))
        if saturation < 0.25:
            wrong.append(f"{colour} is grey")
        if (lightness > 0.6) != (scheme == "light"):
            wrong.append(f"{colour} is not for the {scheme} style")
        if sum((a - b) ** 2 for a, b in zip(rgb(colour), icon)) ** 0.5 < 0.5:
            wrong.append(f"{colour} is too much like the icon")
    return wrong


def size(path):
    header = path.read_bytes()[:24]
    assert header[:8] == b"\x89PNG\r\n\x1a\n", path
    return struct.unpack(">II", header[16:24])


def _the_screenshots_are_there_and_fit():
    shown = METAINFO.findall("screenshots/screenshot")
    wrong = [] if 3 <= len(shown) <= 6 else [f"{len(shown)} screenshots, not 3 to 6"]
    if [shot.get("type") for shot in shown] != ["default"] + [None] * (len(shown) - 1):
        wrong.append("the first is the default one, and no other")
    for shot in shown:
        address = shot.findtext("image")
        path = TOP / address.removeprefix(RAW)
        if not address.startswith(RAW) or not path.is_file():
            wrong.append(f"{address}: not a picture of this release")
        elif size(path) > PICTURE_SIZE or size(path)[1] > PICTURE_SIZE[1]:
            wrong.append(f"{path.name}: {size(path)}, more than {PICTURE_SIZE}")
        if "empty" in address:
            wrong.append(f"{path.name}: an empty window says nothing")
    return wrong


def _the_captions_are_one_phrase_each():
    captions = [plain(shot.find("caption")) for shot in METAINFO.findall("screenshots/screenshot")]
    return [f"“{caption}”" for caption in captions
            if caption.endswith(".") or not caption[:1].isupper() or len(caption) > CAPTION_LENGTH
            or captions.count(caption) > 1]


def _every_address_that_is_asked_for_is_given():
    given = [element.get("type") for element in METAINFO.findall("url")]
    asked = {"homepage", "bugtracker", "help", "faq", "translate", "contribute", "vcs-browser"}
    return ([f"no {kind}" for kind in sorted(asked - set(given))]
            + [f"{element.text} is not https" for element in METAINFO.iter("url") if not element.text.startswith("https://")])


def news():
    """Of each release in NEWS.md: its version and date, the first paragraph, and the list after it."""
    parts = re.split(r"^## ", (TOP / "NEWS.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    for part in parts:
        version, date = re.match(r"(\S+) \((\S+)\)\n", part).groups()
        paragraph, items = part.split("\n### ")[0].split("\n\n")[1:3]
        yield version, date, " ".join(paragraph.split()), [" ".join(item.split()) for item in re.split(r"^- ", items, flags=re.MULTILINE)[1:]]


def _the_releases_are_those_of_the_news():
    told = [(release.get("version"), release.get("date"), plain(release.find("description/p")),
             [plain(item) for item in release.findall("description//li")]) for release in METAINFO.findall("releases/release")]
    return [f"NEWS.md: {a}\nmetainfo: {b}" for a, b in zip(news(), told) if a != b] + (
        [] if len(list(news())) == len(told) else ["not as many releases"])


def _the_newest_release_is_this_one():
    release = METAINFO.find("releases/release")
    wrong = [] if release.get("version") == os.environ["VERSION"] else [f"{release.get('version')}, not {os.environ['VERSION']}"]
    if datetime.date.fromisoformat(release.get("date")) > datetime.date.today():
        wrong.append(f"{release.get('date')} is yet to come")
    return wrong


def _what_it_provides_is_what_is_installed():
    mime = ElementTree.parse(DATA / f"{ID}.mime.xml").find("{*}mime-type").get("type")
    service = re.search(r"^Name=(.*)$", (DATA / f"{ID}.service.in").read_text(encoding="utf-8"), re.MULTILINE)[1]
    provides = METAINFO.find("provides")
    wrong = []
    if {element.text for element in provides.findall("binary")} != {"claimcheck", "cck"}:
        wrong.append("binaries")
    if provides.findtext("mediatype") != mime or ENTRY["MimeType"] != f"{mime};":
        wrong.append(f"media type: {mime}")
    if provides.findtext("dbus") != service or service != ID:
        wrong.append(f"D-Bus name: {service}")
    if METAINFO.findtext("launchable") != f"{ID}.desktop" or METAINFO.findtext("id") != ID:
        wrong.append("id or desktop file")
    return wrong


def _the_least_width_is_the_windows():
    least = METAINFO.findtext("requires/display_length")
    template = (TOP / "src" / "ui" / "cck-window.blp").read_text(encoding="utf-8")
    found = re.search(r"^  width-request: (\d+);", template, re.MULTILINE)[1]
    return [] if least == found else f"{least}, and the window is at least {found} wide"


def _it_is_found_by_the_desktop_files_words():
    # In the metainfo they would come before those, and hide the translated ones.
    wrong = [] if METAINFO.find("keywords") is None else ["keywords in the metainfo"]
    if ENTRY["Keywords"].count(";") < 5:
        wrong.append("hardly any keywords")
    categories = set(ENTRY["Categories"].strip(";").split(";")) - {"GTK", "GNOME"}
    if {element.text for element in METAINFO.findall("categories/category")} != categories:
        wrong.append(f"the desktop file is in the categories {sorted(categories)}")
    return wrong


def _the_desktop_file_starts_one_window_over_d_bus():
    asked = {"DBusActivatable": "true", "StartupNotify": "true", "SingleMainWindow": "true", "Terminal": "false",
             "Icon": ID, "X-GNOME-UsesNotifications": "true"}
    return [f"{key} is {ENTRY.get(key)}, not {value}" for key, value in asked.items() if ENTRY.get(key) != value]


def _every_desktop_action_is_one_of_the_applications():
    actions = ENTRY["Actions"].strip(";").split(";")
    sources = "".join(path.read_text(encoding="utf-8") for path in (TOP / "src" / "ui").glob("cck-app*.c"))
    wrong = [f"{action} has no group" for action in actions if f"Desktop Action {action}" not in DESKTOP]
    return wrong + [f"no application action is called {action}" for action in actions
                    if not re.search(rf'"{action}"', sources)]


def _the_icons_are_drawn_for_their_size():
    wrong = []
    for folder, side in (("scalable", 128), ("symbolic", 16)):
        for path in (DATA / "icons" / "hicolor" / folder / "apps").iterdir():
            root = ElementTree.parse(path).getroot()
            if root.get("viewBox") != f"0 0 {side} {side}" or root.get("width") != str(side):
                wrong.append(f"{path.name} is not drawn on {side} by {side}")
            tags = {element.tag.rpartition("}")[2] for element in root.iter() if isinstance(element.tag, str)}
            wrong += [f"{path.name}: <{tag}>" for tag in tags & {"filter", "image", "text", "style", "foreignObject"}]
            if folder == "symbolic" and len({element.get("fill") for element in root.iter() if element.get("fill")}) != 1:
                wrong.append(f"{path.name} has more than one colour")
    return wrong


def _the_manual_has_every_option_and_no_other():
    out = subprocess.run([os.environ["CLAIMCHECK"], "--help-all"], capture_output=True, text=True, check=True).stdout
    offered = set(re.findall(r"^  (?:-\w, )?--([\w-]+)", out, re.MULTILINE))
    described = set(re.findall(r"^\.It Fl (?:\w , Fl )?-([\w-]+)", MANUAL.read_text(encoding="utf-8"), re.MULTILINE))
    assert "help" in offered, out
    return [f"--{option} is not described" for option in sorted(offered - described)] + [
        f"there is no --{option}" for option in sorted(described - offered)]


def said_of_the_manual(*command):
    if shutil.which(command[0]) is None:
        raise tap.Skip(f"{command[0]} is not installed")
    done = subprocess.run([*command, MANUAL], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def _the_manual_is_well_formed():
    return said_of_the_manual("mandoc", "-T", "lint", "-W", "warning")


def _the_manual_reads_well_elsewhere():
    return said_of_the_manual("groff", "-mdoc", "-ww", "-z", "-Tutf8")


tap.run(
    _the_name_is_short,
    _the_summary_is_a_slogan,
    _the_description_can_be_scanned,
    _the_colours_let_the_icon_stand_out,
    _the_screenshots_are_there_and_fit,
    _the_captions_are_one_phrase_each,
    _every_address_that_is_asked_for_is_given,
    _the_releases_are_those_of_the_news,
    _the_newest_release_is_this_one,
    _what_it_provides_is_what_is_installed,
    _the_least_width_is_the_windows,
    _it_is_found_by_the_desktop_files_words,
    _the_desktop_file_starts_one_window_over_d_bus,
    _every_desktop_action_is_one_of_the_applications,
    _the_icons_are_drawn_for_their_size,
    _the_manual_has_every_option_and_no_other,
    _the_manual_is_well_formed,
    _the_manual_reads_well_elsewhere,
)
