# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Claimcheck's window, by what a person does with it. Import it once a Desktop stands."""

import os
import re

from desktop import wait_until
from driver import application, clipboard, focus_window, keys

JWT = re.compile(r"eyJ[\w-]+\.[\w-]+\.[\w-]+")
PROGRAM = os.environ["CLAIMCHECK"]


class Window:
    def __init__(self, desktop, **environment):
        self.program = desktop.start("claimcheck", PROGRAM, **environment)
        self.root = application()
        self.number = focus_window()

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
