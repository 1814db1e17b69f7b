#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""F1 leads to words: in the window where nothing else can show them, else in the desktop's help viewer."""

import os
import shutil
import subprocess
from pathlib import Path

import tap
from desktop import Desktop, wait_until

TOP = Path(__file__).parents[2]
BUS_NAME = "io.github.claimcheck.Claimcheck"
desktop = Desktop()

from driver import focus_window, keys  # noqa: E402
from keyring import Keyring  # noqa: E402
from window import Window  # noqa: E402

keyring = Keyring(desktop.bus_address)
window = None
asked = desktop.folder / "asked"


def ask(page):
    """As a row of the window does, or another program over D-Bus."""
    subprocess.run(["gdbus", "call", "--session", "--dest", BUS_NAME, "--object-path", "/" + BUS_NAME.replace(".", "/"),
                    "--method", "org.gtk.Actions.Activate", "help", f"[<'{page}'>]", "{}"], check=True, capture_output=True)


def read(words):
    """What the dialog says; then away with it."""
    window.says(words)
    keys("Escape")
    wait_until(lambda: not any(words in text for text in window.root.texts()), "the dialog to be gone")


def _f1_shows_the_help_in_the_window():
    global window
    window = Window(desktop, CLAIMCHECK_HELP=str(TOP / "help"))
    window.says("No Providers Yet")
    focus_window()
    keys("F1")
    read("Claimcheck signs you in at the providers that you work with")


def _a_check_leads_to_its_section():
    ask("checks#issuer")
    read("The token names exactly the issuer that was expected, to the last slash.")


def _help_that_is_not_there_is_the_first_page():
    ask("nothing#of-the-kind")
    read("It needs no account anywhere.")


def _a_viewer_that_can_show_it_is_preferred():
    applications = Path(os.environ["XDG_DATA_HOME"], "applications")
    (applications / "test-viewer.desktop").write_text(
        f"[Desktop Entry]\nType=Application\nName=Viewer\nExec=sh -c 'echo \"$1\" >>{asked}' sh %u\n"
        "MimeType=x-scheme-handler/help;\n")
    with open(Path(os.environ["XDG_CONFIG_HOME"], "mimeapps.list"), "a", encoding="utf-8") as chosen:
        chosen.write("x-scheme-handler/help=test-viewer.desktop\n")
    shutil.copytree(TOP / "help" / "C", Path(os.environ["XDG_DATA_HOME"], "help", "C", "claimcheck"))
    window.close()

    again = Window(desktop, CLAIMCHECK_HELP=str(TOP / "help"))
    again.says("No Providers Yet")
    focus_window()
    keys("F1")
    wait_until(asked.exists, "the viewer")
    ask("errors#keyring-locked")
    lines = wait_until(lambda: (found := asked.read_text().split())[1:] and found, "the second page")
    again.close()
    expected = ["help:claimcheck", "help:claimcheck/errors#keyring-locked"]
    return [] if lines == expected else f"the viewer was given {lines}"


def _nothing_complains():
    return desktop.complaints()


tap.run(
    _f1_shows_the_help_in_the_window,
    _a_check_leads_to_its_section,
    _help_that_is_not_there_is_the_first_page,
    _a_viewer_that_can_show_it_is_preferred,
    _nothing_complains,
)
