# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The two kinds of display that the window is tried on, and what a person has at each: a keyboard, another program to paste in."""

import json
import os
import subprocess

from waiting import wait_until

APPLICATION = "io.github.claimcheck.Claimcheck"


def output(*command, timeout=None, **options):
    """What a helper prints; nothing where it fails, as it does while there is no window or no selection yet."""
    try:
        return subprocess.run(command, check=False, capture_output=True, text=True, timeout=timeout, **options).stdout
    except subprocess.TimeoutExpired:
        return ""


class X11:
    """Xvfb with openbox."""

    environment = {"GDK_BACKEND": "x11"}
    absent = ("WAYLAND_DISPLAY", "SWAYSOCK")

    @staticmethod
    def start(desktop):
        read, write = os.pipe()
        desktop.servant(["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x900x24", "-nolisten", "tcp", "-noreset"],
                             pass_fds=[write], stdout=subprocess.DEVNULL)
        os.close(write)
        with open(read, encoding="ascii") as ready:
            os.environ["DISPLAY"] = ":" + ready.readline().strip()
        desktop.servant(["openbox", "--sm-disable"], stdout=subprocess.DEVNULL)

    @staticmethod
    def window():
        """The number of the application's window; None before its first frame."""
        return next(iter(output("xdotool", "search", "--onlyvisible", "--class", "claimcheck").split()), None)

    @staticmethod
    def focus(window):
        output("xdotool", "windowactivate", window)

    @staticmethod
    def leave(window):
        """Put the window aside: focus() brings it back."""
        output("xdotool", "windowminimize", window)

    @staticmethod
    def resize(window, width, height):
        """So large without the shadow around it, which is part of the window here."""
        shadow = 10
        output("xdotool", "windowsize", window, str(width + shadow), str(height + shadow))

    @staticmethod
    def keys(*names):
        output("xdotool", "key", "--clearmodifiers", *names)

    @staticmethod
    def type(words):
        output("xdotool", "type", words)

    @staticmethod
    def click(window, x, y):
        output("xdotool", "mousemove", "--window", window, str(x), str(y), "click", "1")

    @staticmethod
    def clipboard():
        return output("xclip", "-selection", "clipboard", "-out", timeout=10)


class Wayland:
    """Sway without a screen: it has a keyboard that programs can play, and a clipboard that they can read."""

    environment = {"GDK_BACKEND": "wayland", "WLR_BACKENDS": "headless", "WLR_LIBINPUT_NO_DEVICES": "1", "WLR_RENDERER": "pixman"}
    absent = ("DISPLAY", "WAYLAND_DISPLAY", "SWAYSOCK")

    @staticmethod
    def start(desktop):
        configuration, names = desktop.folder / "sway", desktop.folder / "sway-names"
        configuration.write_text("xwayland disable\noutput HEADLESS-1 resolution 1280x900\ndefault_border none\n"
                                 f'for_window [app_id=".*"] floating enable\nexec echo $WAYLAND_DISPLAY $SWAYSOCK > {names}\n')
        desktop.servant(["sway", "--config", str(configuration)], stdout=subprocess.DEVNULL)
        names = wait_until(lambda: names.exists() and names.read_text().split(), "sway")
        os.environ.update(zip(("WAYLAND_DISPLAY", "SWAYSOCK"), names, strict=True))
        # Without a keyboard plugged in no window ever has the focus. This one types nothing, and stays.
        desktop.servant(["wtype", "-s", "1000000000"], stdout=subprocess.DEVNULL)
        wait_until(lambda: "keyboard" in output("swaymsg", "-t", "get_seats"), "the keyboard")

    @staticmethod
    def window():
        """Sway's criterion for the application's window, which it lists from its first frame on; None before."""
        def found(node):
            return node.get("app_id") == APPLICATION or any(map(found, node["nodes"] + node["floating_nodes"]))
        return f"[app_id={APPLICATION}]" if found(json.loads(output("swaymsg", "-t", "get_tree"))) else None

    @staticmethod
    def focus(window):
        output("swaymsg", f"{window} focus")

    @staticmethod
    def resize(window, width, height):
        output("swaymsg", f"{window} resize set {width} {height}")

    @staticmethod
    def keys(*names):
        for name in names:
            *modifiers, key = name.split("+")
            output("wtype", *(word for one in modifiers for word in ("-M", one)), "-k", key)

    @staticmethod
    def type(words):
        output("wtype", words)

    @staticmethod
    def leave(_window):
        """Look at another workspace: focus() leads back."""
        output("swaymsg", "workspace another")

    @staticmethod
    def clipboard():
        return output("wl-paste", "--no-newline", timeout=10)


def display():
    """The one that this test's desktop has."""
    return Wayland if "WAYLAND_DISPLAY" in os.environ else X11
