# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Claimcheck's window, by what a person does with it. Import it once a Desktop stands."""

import os
import re

from displays import display
from driver import application, clipboard, focus_window, keys, type_words
from waiting import wait_until

JWT = re.compile(r"eyJ[\w-]+\.[\w-]+\.[\w-]+")
PROGRAM = os.environ["CLAIMCHECK"]


class Window:
    def __init__(self, desktop, **environment):
        self.program = desktop.start("claimcheck", PROGRAM, **environment)
        self.root = application()
        self.number = focus_window()

    def resize(self, width, height=640):
        """Drag its corner until it is so large."""
        display().resize(self.number, width, height)
        wait_until(lambda: self.size() == (width, height), f"a window of {width}×{height}")

    def size(self):
        """Without the shadow."""
        left, top, width, height = self.find("frame").place()
        return width + 2 * left, height + 2 * top

    def leave(self):
        """Go on with something else: the window is neither seen nor has it the keyboard."""
        display().leave(self.number)
        wait_until(lambda: not self.find("frame").has("ACTIVE"), "the window to be left")

    def come_back(self):
        display().focus(self.number)
        wait_until(lambda: self.find("frame").has("ACTIVE"), "the window to have the keyboard")

    def kill(self):
        """End the process at once, as a crash or an empty battery does."""
        self.program.process.kill()
        self.program.process.wait()
        wait_until(lambda: display().window() is None, "the window to go")

    def find(self, *what, **options):
        return self.root.find(*what, **options)

    def says(self, words, **options):
        return self.root.says(words, **options)

    def press(self, name, role="button"):
        button = self.find(role, name)
        wait_until(lambda: button.has("SENSITIVE"), f"{role} {name!r} to be sensitive")
        button.press()

    def write(self, entry, words):
        self.find("text", entry).set_text(words)

    def is_narrow(self):
        """Whether the list and what it leads to are two pages."""
        return not (self.root.find_all("list", "Accounts") and self.root.find_all("button", "Copy Access Token"))

    def go_back(self):
        """To the whole list of accounts, where that is a page of its own."""
        if self.root.find_all("button", "Back"):
            self.press("Back")
            self.find("list", "Accounts")
        if self.root.find_all("entry", "Search Accounts"):
            keys("ctrl+f", "Escape")
            self.root.gone("entry", "Search Accounts")

    def open(self, row):
        """What this row of the list leads to: found by its name, as whoever has many of them does."""
        self.go_back()
        keys("ctrl+f")
        entry = self.find("entry", "Search Accounts")
        wait_until(lambda: any(thing.has("FOCUSED") for thing in entry.everything()), "the keyboard to be in the search")
        type_words(row)
        keys("Return")

    def open_inspector(self):
        """By the mouse, or by its key where there is no mouse."""
        self.go_back()
        if hasattr(display(), "click"):
            left, top, width, height = self.find("list item", "Token Inspector").place()
            frame_left, frame_top, *_ = self.find("frame").place()
            display().click(self.number, left - frame_left + width // 2, top - frame_top + height // 2)
        else:
            keys("ctrl+i")

    def add_provider(self, provider, name):
        """From the empty window or the sidebar to the browser."""
        keys("ctrl+n")
        self.write("Issuer URL", provider.issuer)
        self.press("Continue")
        self.write("Name", name)
        self.write("Client ID", provider.client_id)
        self.write("Scopes", provider.scope)
        self.press("Save and Sign In")

    def show(self, view):
        """One of the views of an account."""
        keys("alt+" + str(["Claims", "Checks", "Raw", "History"].index(view) + 1))

    def copy_token(self):
        """The access token, from the clipboard: both providers give JWTs."""
        focus_window()
        self.press("Copy Access Token")
        return wait_until(lambda: JWT.fullmatch(clipboard()), "a token on the clipboard")[0]

    def choose(self, menu, index):
        """An item of a menu, by its place: GTK gives the items no accessible name."""
        self.press(menu, role="toggle button")
        items = wait_until(lambda: self.root.find_all("menu item"), "the menu")
        items[index].press()

    def sign_in_to_another_account(self, provider):
        self.choose(f"{provider} Menu", 0)

    def close(self):
        """Close the window as a person does; the program's exit status."""
        focus_window()
        keys("ctrl+w")
        return self.program.end()
