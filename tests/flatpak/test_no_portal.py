#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Flatpak on a desktop without portals: nothing opens the browser or gives a key for the encrypted file, and each is said."""

from sandbox import data, desktop, withhold_portals      # first: it makes the desktop

import tap
from cck import assert_equal, cck
from desktop import wait_until
from providers import PracticeProvider
from visitor import visit

withhold_portals()
provider = PracticeProvider(desktop, 300, "--auto-approve")

from driver import clipboard  # noqa: E402
from window import Window  # noqa: E402

window = Window(desktop)


def _a_browser_that_does_not_open_is_told_of_and_the_link_is_copied():
    window.add_provider(provider, "Acme")
    window.says("The browser did not open. Copy the link and open it yourself.")
    window.press("Copy Link")
    visit(wait_until(lambda: clipboard() if clipboard().startswith(provider.issuer) else None, "the link on the clipboard"))
    window.find("button", "Copy Access Token")


def _the_window_says_that_tokens_are_kept_until_it_closes():
    window.says("No keyring. Tokens are kept until Claimcheck closes")
    desktop.add_secrets(window.copy_token())


def _no_file_has_a_token():
    assert_equal(list(data.rglob("*.keyring")), [], "encrypted files")
    return desktop.leaks()


def _the_command_line_says_why_it_has_none():
    result = cck(desktop, "token", "Acme", expect=5)
    assert_equal(result.out, "", "standard output")
    if "keyring" not in result.err:
        return f"it says {result.err[-300:]!r}"
    return []


def _closed_it_has_forgotten_them():
    global window       # noqa: PLW0603
    assert_equal(window.close(), 0, "exit status")
    window = Window(desktop)
    window.find("button", "Sign In")
    if window.root.find_all("button", "Copy Access Token"):
        return "a token that is gone is offered"
    return []


def _no_program_complains():
    assert_equal(window.close(), 0, "exit status")
    provider.stop()
    return desktop.complaints()


tap.story(
    _a_browser_that_does_not_open_is_told_of_and_the_link_is_copied,
    _the_window_says_that_tokens_are_kept_until_it_closes,
    _no_file_has_a_token,
    _the_command_line_says_why_it_has_none,
    _closed_it_has_forgotten_them,
    _no_program_complains,
)
