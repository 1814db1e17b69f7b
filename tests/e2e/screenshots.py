#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""screenshots.py FOLDER: the pictures for README.md and the software centres, from the running application."""

import sys
from pathlib import Path

from desktop import Desktop, wait_until
from keyring import Keyring

FOLDER = Path(sys.argv[1])

desktop = Desktop()
desktop.servant(["xcompmgr"])
keyring = Keyring(desktop.bus_address)

import picture  # noqa: E402
from driver import xdotool  # noqa: E402
from window import Window  # noqa: E402


def take(window, name):
    xdotool("mousemove", "1270", "890")
    picture.take(window.number, FOLDER / f"{name}.png")


def at_the_practice_provider(scheme, columns=920, rows=640):
    """A window with an account in it, as it comes up the first time."""
    (desktop.home / ".config/glib-2.0/settings/keyfile").unlink(missing_ok=True)
    window = Window(desktop, ADW_DEBUG_COLOR_SCHEME=scheme)
    xdotool("windowsize", window.number, str(columns), str(rows))
    window.says("No Providers Yet")
    if scheme == "prefer-light" and columns > 360:
        take(window, "empty")
    window.press("Try the Practice Provider")
    window.find("button", "Copy Access Token")
    window.press("ID Token" if columns > 360 else "ID", role="radio button")
    window.says("Alice Example")
    return window


light = at_the_practice_provider("prefer-light")
take(light, "account")
light.press("Checks", role="page tab")
light.says("Signature: passed")
take(light, "checks")
light.press("Raw", role="page tab")
take(light, "raw")
token = light.copy_token()
wait_until(lambda: "Access token copied. Clears in 30 s" not in light.root.texts(), "the toast to go")
xdotool("mousemove", "--window", light.number, "100", "70", "click", "1")
light.write("Token", token)
light.press("Check Against Provider")
light.press("Checks", role="page tab")
light.says("Signature: passed")
take(light, "inspector")
light.close()

dark = at_the_practice_provider("prefer-dark")
take(dark, "dark")
dark.close()

narrow = at_the_practice_provider("prefer-light", 360, 640)
take(narrow, "narrow")
narrow.close()
