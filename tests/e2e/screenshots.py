#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""screenshots.py FOLDER: the pictures for README.md and the software centres, from the running application."""

import sys
import time
from pathlib import Path

from desktop import Desktop
from keyring import Keyring

FOLDER = Path(sys.argv[1])

desktop = Desktop()
desktop.servant(["xcompmgr"])
keyring = Keyring(desktop.bus_address)

import picture  # noqa: E402
from driver import keys, xdotool  # noqa: E402
from window import Window  # noqa: E402


def take(window, name):
    """A picture, once the window has settled: nothing tells when the last frame is drawn, so it gets a moment."""
    xdotool("mousemove", "1270", "890")
    time.sleep(0.6)
    picture.take(window.number, FOLDER / f"{name}.png")


def width(window, columns, rows):
    xdotool("windowsize", window.number, str(columns), str(rows))


def tour(scheme, suffix=""):
    """From the empty window to a checked token at the practice provider."""
    window = Window(desktop, ADW_DEBUG_COLOR_SCHEME=scheme)
    window.says("No Providers Yet")
    take(window, f"empty{suffix}")
    window.press("Try the Practice Provider")
    window.find("button", "Copy Access Token")
    window.press("ID Token", role="radio button")
    window.show("Claims")
    window.says("Alice Example")
    take(window, f"claims{suffix}")
    window.show("Checks")
    window.says("Signature: passed")
    take(window, f"checks{suffix}")
    return window


light = tour("prefer-light")
light.show("Raw")
take(light, "raw")
keys("ctrl+i")
take(light, "inspector")
light.close()

dark = tour("prefer-dark", "-dark")
width(dark, 360, 640)
take(dark, "narrow-dark")
dark.close()

for width_name, scheme in (("narrow", "prefer-light"),):
    window = Window(desktop, ADW_DEBUG_COLOR_SCHEME=scheme)
    width(window, 360, 640)
    take(window, f"{width_name}-empty")
    window.press("Try the Practice Provider")
    window.find("button", "Copy Access Token")
    take(window, width_name)
    window.close()
