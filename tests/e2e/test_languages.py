#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window in the invented language named on the command line (languages.py), from the start to the claims: every word has been
through a translator's hands, none is glued to another, and nothing that is said needs English."""

import os
import re
import subprocess
import sys
from pathlib import Path

import catalog
import languages
import tap
from cck import assert_equal
from desktop import Desktop
from keyring import Keyring

LANGUAGE = sys.argv[1]

# The toolkit's own words, and what a token says, as it stands in it.
TOOLKITS = {"Close", "Back", "Search", "Clear", "Undo", "Dismiss"}
DATA = re.compile(r"[a-z]+([_-][a-z]+)*|(at\+)?[A-Za-z]+SHA?\d*|http://127\.0\.0\.1:\d+\S*|\S+@example\.com|[\w+/.-]*\d[\w+/.-]*|[-\d\s:.,+]*|\{.*\}|eyJ.*|\W*", re.DOTALL)
BRACKETED = re.compile(rf"{catalog.OPEN}.*{catalog.CLOSE}", re.DOTALL)
GLUED = re.compile(rf"{catalog.CLOSE}[\s:,.;–—-]*{catalog.OPEN}")

desktop = Desktop()
keyring = Keyring(desktop.bus_address)

import driver  # noqa: E402
from window import Window  # noqa: E402

driver.language = LANGUAGE
window = Window(desktop, **languages.environment(LANGUAGE, desktop.folder))


def untranslated():
    """What is shown and no translator has seen: neither in brackets nor data with brackets around the words."""
    wrong = []
    # A header's name is what GTK reads out of the things in it.
    shown = {words for thing in window.root.everything() if thing.role != "row header" for words in (thing.name, thing.text()) if words}
    for words in sorted(shown):
        bare = BRACKETED.sub("", words).strip(" ,·")
        if bare and bare not in TOOLKITS and not DATA.fullmatch(bare):
            wrong.append(f"nobody can translate “{words[:200]}”")
        if GLUED.search(words) and not re.match(r"⟦[^⟧]*⟦", words):
            wrong.append(f"glued from pieces: “{words[:200]}”")
    return wrong


def picture(name):
    folder = os.environ.get("TEST_PICTURES")
    if folder:
        subprocess.run(["import", "-window", window.number, Path(folder, f"{LANGUAGE}-{name}.png")], check=True)


def left(thing):
    return thing.place()[0]


def _the_empty_window():
    window.says("No Providers Yet")
    picture("empty")
    return untranslated()


def _signed_in_at_the_practice_provider():
    window.press("Try the Practice Provider")
    window.find("button", "Copy Access Token")


def _the_claims():
    window.show("Claims")
    window.says("alice")
    picture("claims")
    return untranslated()


def _the_checks():
    window.show("Checks")
    window.says("Signature")
    picture("checks")
    return untranslated()


def _the_history_that_practising_does_not_leave():
    window.show("History")
    window.says("No History")
    picture("history")
    return untranslated()


def _the_layout_is_in_the_languages_direction():
    """The sidebar is where a line begins: what copies a token is beyond it."""
    provider = window.find("button", "Add Provider")
    copy = window.find("button", "Copy Access Token")
    assert_equal(left(provider) < left(copy), LANGUAGE == "en_XA", "the sidebar is on the left")


def _no_program_complains():
    assert_equal(window.close(), 0, "exit status")
    return desktop.complaints()


tap.run(
    _the_empty_window,
    _signed_in_at_the_practice_provider,
    _the_claims,
    _the_checks,
    _the_history_that_practising_does_not_leave,
    _the_layout_is_in_the_languages_direction,
    _no_program_complains,
)
