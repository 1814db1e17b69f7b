#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The help has a section for whatever a person can meet, and every link in it and to it leads somewhere."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import tap

TOP = Path(__file__).parents[2]
FOLDER = TOP / "help" / "C"
MALLARD = "{http://projectmallard.org/1.0/}"
FILES = {path.stem: path for path in sorted(FOLDER.glob("*.page"))}
PAGES = {name: ElementTree.parse(path).getroot() for name, path in FILES.items()}
# What src/ui/cck-help-reader.c shows as what it is.
ELEMENTS = {"page", "section", "info", "title", "desc", "p", "list", "steps", "terms", "item", "screen", "note", "link",
            "app", "cmd", "code", "em", "file", "gui", "guiseq", "input", "key", "keyseq", "output", "sys"}
SOURCES = [*sorted((TOP / "src" / "ui").glob("*.blp")), *sorted((TOP / "src" / "ui").glob("*.c"))]


def sections(page):
    return [section.get("id") for section in PAGES[page].iter(MALLARD + "section")]


NAMES = set(PAGES) | {f"{page}#{section}" for page in PAGES for section in sections(page)}


def text(element):
    return " ".join("".join(element.itertext()).split())


def compare(page, expected):
    """What of these has no section, and which section is of none of these."""
    found = sections(page)
    return ([f"{page}.page has no section “{name}”" for name in sorted(set(expected) - set(found))]
            + [f"{page}.page: there is no “{name}” any more" for name in sorted(set(found) - set(expected))])


def _every_check_has_its_section():
    table = (TOP / "src" / "jose" / "cck-check.c").read_text(encoding="utf-8")
    ids = re.findall(r'\[CCK_CHECK_\w+\] = \{\s*"([a-z-]+)"', table)
    assert len(ids) > 20, ids
    return compare("checks", ids)


def _every_check_is_called_there_what_the_window_calls_it():
    table = (TOP / "src" / "jose" / "cck-check.c").read_text(encoding="utf-8")
    titles = dict(re.findall(r'\[CCK_CHECK_\w+\] = \{\s*"([a-z-]+)", N_\("([^"]+)"\)', table))
    return [f"checks#{section.get('id')} is “{text(section.find(MALLARD + 'title'))}”, not “{titles[section.get('id')]}”"
            for section in PAGES["checks"].iter(MALLARD + "section")
            if text(section.find(MALLARD + "title")) != titles[section.get("id")]]


def _every_line_of_a_check_up_has_its_section():
    kinds = {}
    for name in ("cck-checkup.c", "cck-checkup-keys.c"):
        source = (TOP / "src" / "oauth" / name).read_text(encoding="utf-8")
        kinds |= dict(re.findall(r'\{ "([a-z-]+)", N_\("([^"]+)"\), "', source))
    assert len(kinds) > 20, kinds
    titles = {section.get("id"): text(section.find(MALLARD + "title")) for section in PAGES["check-up"].iter(MALLARD + "section")}
    return compare("check-up", kinds) + [f"check-up#{name} is “{title}”, not “{kinds[name]}”"
                                         for name, title in titles.items() if kinds.get(name, title) != title]


def _every_error_has_its_section():
    out = subprocess.run([os.environ["CCK"], "help", "--json"], capture_output=True, text=True, check=True).stdout
    return compare("errors", [code["code"] for code in json.loads(out)["codes"]])


def _every_preset_has_its_section():
    presets = {path.stem: json.loads(path.read_text(encoding="utf-8"))["name"]
               for path in (TOP / "data" / "presets").glob("*.json")}
    wrong = compare("redirect-uri", [*presets, "other"])
    for section in PAGES["redirect-uri"].iter(MALLARD + "section"):
        title = text(section.find(MALLARD + "title"))
        if section.get("id") in presets and presets[section.get("id")] != title:
            wrong.append(f"redirect-uri#{section.get('id')} is “{title}”, not “{presets[section.get('id')]}”")
    return wrong


def _an_exact_redirect_uri_is_given_where_a_provider_compares_it():
    wrong = []
    for path in sorted((TOP / "data" / "presets").glob("*.json")):
        preset = json.loads(path.read_text(encoding="utf-8"))
        words = text(PAGES["redirect-uri"].find(f".//{MALLARD}section[@id='{path.stem}']"))
        provider = preset["provider"]
        ports = provider.get("redirect_ports", "0")
        uri = f"http://{provider.get('redirect_host', '127.0.0.1')}{'' if ports == '0' else ':' + ports}/callback"
        if path.stem not in ("google", "practice") and uri not in words:
            wrong.append(f"redirect-uri#{path.stem} does not say {uri}")
    return wrong


def _every_setting_has_its_section():
    schema = ElementTree.parse(TOP / "data" / "io.github.claimcheck.Claimcheck.gschema.xml")
    state = text(PAGES["administrators"].find(f".//{MALLARD}section[@id='state']"))
    keys = [key.get("name") for key in schema.iter("key") if not re.search(rf"\b{key.get('name')}\b", state)]
    return compare("administrators", [*keys, "providers", "locks", "state"])


def _every_link_leads_somewhere():
    wrong = []
    for page, root in PAGES.items():
        for link in root.iter(MALLARD + "link"):
            target = link.get("xref")
            if target is None:
                if not link.get("href", "").startswith("https://"):
                    wrong.append(f"{page}: a link without an address")
            elif target not in NAMES and f"{page}{target}" not in NAMES:
                wrong.append(f"{page}: there is no {target}")
            elif link.get("type") is None and not text(link):
                wrong.append(f"{page}: the link to {target} has no text")
    return wrong


def _every_page_is_listed_on_the_first():
    guides = {page: [link.get("xref") for link in root.iter(MALLARD + "link") if link.get("type") == "guide"]
              for page, root in PAGES.items()}
    listed = {f"index#{section}" for section in sections("index")}
    wrong = [f"{page} is listed nowhere" for page, found in guides.items()
             if page != "index" and not set(found) & listed]
    return wrong + [f"{guide} lists nothing" for guide in listed if not any(guide in found for found in guides.values())]


def _every_row_that_asks_for_help_gets_it():
    """Targets of app.help in templates and sources; "#%s" stands for any section of that page."""
    wrong, found = [], 0
    for path in SOURCES:
        source = path.read_text(encoding="utf-8")
        targets = re.findall(r"app\.help(?:::|\(')([\w#%-]*)", source)
        for match in re.finditer(r'"app\.help"', source):
            near = source[max(0, match.start() - 300):match.end() + 300]
            targets += re.findall(r'(?:action-)?target:\s*"([\w#%-]*)"', near)
            targets += re.findall(r'"((?:%s)[\w#%%-]*)"' % "|".join(map(re.escape, PAGES)), near)
        found += len(targets)
        for target in targets:
            page, _, section = target.partition("#")
            if target and target not in NAMES and not (section == "%s" and page in PAGES and sections(page)):
                wrong.append(f"{path.name} asks for the help “{target}”, which is not there")
    assert found > 0
    return wrong


def _nothing_is_written_that_the_window_can_not_show():
    wrong = []
    for page, root in PAGES.items():
        for element in root.iter():
            name = element.tag.removeprefix(MALLARD)
            if name not in ELEMENTS:
                wrong.append(f"{page}: <{name}> is not shown as such")
            if name == "section" and len(list(element.iter(MALLARD + "section"))) > 1:
                wrong.append(f"{page}: section {element.get('id')} has sections of its own")
            if name == "item" and len(element.findall(MALLARD + "p")) != 1:
                wrong.append(f"{page}: an item is one paragraph")
    return wrong


def _every_page_is_installed():
    listed = set(re.findall(r"'([\w-]+)\.page'", (TOP / "help" / "meson.build").read_text(encoding="utf-8")))
    return [f"{page}.page is not in help/meson.build, or not there" for page in sorted(listed ^ set(PAGES))]


def spoken():
    """Whatever the programs say, untranslated; "…" stands for what differs."""
    for path in [*sorted((TOP / "src").rglob("*.c")), *sorted((TOP / "src" / "ui").glob("*.blp"))]:
        source = re.sub(r"G_\w+_FORMAT|PRI[diu]\d+", '"u"', path.read_text(encoding="utf-8"))
        for marked in re.findall(r'\bN?C?_ ?\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)', source):
            words = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', marked)).replace('\\"', '"')
            yield re.sub(r"%[-#0 +]?[\d.*]*[lzh]*[sudixc]", "…", words)


SPOKEN = set(spoken())
LABELS = {words.replace("_", "").rstrip("…") for words in SPOKEN}


def _what_the_help_names_is_in_the_window():
    return [f"{page}: “{text(label)}” is on no button or heading" for page, root in PAGES.items()
            for label in root.iter(MALLARD + "gui") if text(label).rstrip("…") not in LABELS]


def section_of(name, heading):
    return (TOP / name).read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]


def _the_readme_has_the_messages_as_they_are():
    rows = re.findall(r"^\| ([^*|-][^|]*?) \|", section_of("README.md", "When something fails"), re.MULTILINE)
    assert len(rows) > 20, rows
    return [f"no program says “{row}”" for row in rows if row not in SPOKEN | {"the message"}]


def _what_the_readme_names_is_in_the_window():
    named = {name for part in ("Your first token in five steps", "When something fails")
             for name in re.findall(r"\*\*([^*|]+)\*\*", section_of("README.md", part))}
    parts = {"Adding a provider", "Signing in", "Later", "Inspecting", "F1"}
    return [f"“{name}” is on no button or heading" for name in sorted(named - parts) if name.rstrip("….") not in LABELS]


def yelp_check(what, *arguments):
    if shutil.which("yelp-check") is None:
        raise tap.Skip("yelp-check is not installed")
    done = subprocess.run(["yelp-check", what, *arguments], capture_output=True, text=True, check=False, cwd=FOLDER)
    return done.stdout + done.stderr if done.returncode or done.stdout else ""


def _it_is_valid_mallard():
    return yelp_check("validate", "--strict", *map(str, FILES.values()))


def _a_viewer_finds_every_link_and_page():
    return yelp_check("links", ".") + yelp_check("orphans", ".") + yelp_check("ids", ".")


tap.run(
    _every_check_has_its_section,
    _every_check_is_called_there_what_the_window_calls_it,
    _every_line_of_a_check_up_has_its_section,
    _every_error_has_its_section,
    _every_preset_has_its_section,
    _an_exact_redirect_uri_is_given_where_a_provider_compares_it,
    _every_setting_has_its_section,
    _every_link_leads_somewhere,
    _every_page_is_listed_on_the_first,
    _every_row_that_asks_for_help_gets_it,
    _nothing_is_written_that_the_window_can_not_show,
    _every_page_is_installed,
    _what_the_help_names_is_in_the_window,
    _the_readme_has_the_messages_as_they_are,
    _what_the_readme_names_is_in_the_window,
    _it_is_valid_mallard,
    _a_viewer_finds_every_link_and_page,
)
