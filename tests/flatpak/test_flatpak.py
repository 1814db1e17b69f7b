#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Flatpak in its sandbox: the browser through the OpenURI portal, the callback on loopback, the tokens in the encrypted file."""

import os
import subprocess
from pathlib import Path

from sandbox import APPLICATION, data, desktop, flatpak, start_portals      # first: it makes the desktop

import tap
from cck import assert_equal, cck
from keyring import Keyring
from providers import OidcProvider, PracticeProvider

start_portals()
keyring = Keyring(desktop.bus_address)

from driver import keys  # noqa: E402
from window import Window  # noqa: E402

window = None
printed = []


def token(account):
    result = cck(desktop, "token", account)
    printed.append(result.program)
    desktop.add_secrets(result.out.strip())
    return result.out.strip()


def encrypted_files():
    return list(data.rglob("*.keyring"))


def sign_in(provider, name):
    window.add_provider(provider, name)
    window.find("button", "Copy Access Token")


def _the_permissions_are_the_golden_list():
    """What the manifest asks for is held against the same list in tests/house."""
    assert_equal(flatpak("info", "--show-permissions", APPLICATION).split(), ["[Context]", "shared=network;ipc;", "sockets=x11;wayland;fallback-x11;", "devices=dri;"], "permissions")


def _the_window_starts():
    global window       # noqa: PLW0603    (the next tests go on in it)
    window = Window(desktop)
    window.says("No Providers Yet")


def _sign_in_at_the_practice_provider_through_the_portal():
    sign_in(PracticeProvider(desktop, 300), "Practice")
    window.show("Claims")
    window.says("alice")


def _sign_in_at_oidc_provider_through_the_portal():
    sign_in(OidcProvider(desktop, 300), "Other")
    window.show("Claims")
    window.says("alice@example.org")


def _a_picture_is_kept():
    folder = os.environ.get("TEST_PICTURES")
    if folder:
        picture = Path(folder, "flatpak.png")
        subprocess.run(["import", "-window", window.number, picture], check=True)
        assert_equal(picture.stat().st_size > 10000, True, "a picture")


def _the_token_is_copied():
    desktop.add_secrets(window.copy_token())
    window.says("Access token copied. Clears in 30 s")


def _started_again_it_is_still_signed_in():
    global window       # noqa: PLW0603
    assert_equal(window.close(), 0, "exit status")
    window = Window(desktop)
    window.find("button", "Copy Access Token")


def _the_command_line_inside_prints_the_token():
    assert_equal(len(cck(desktop, "accounts", "--json").json), 2, "accounts")
    assert_equal(token("Other").count("."), 2, "dots in the token")


def _the_tokens_are_in_the_encrypted_file_alone():
    assert_equal(len(encrypted_files()), 1, "encrypted files")
    content = encrypted_files()[0].read_bytes()
    for secret in desktop.secrets():
        if secret in content:
            return "a token stands in it as it is"
    # The desktop's own keyring has the portal's secret for this application, and nothing of ours.
    assert_equal(keyring.tokens(), [], "tokens in the desktop's own keyring")
    return []


def _the_window_says_where_they_are():
    keys("ctrl+comma")
    window.says("Encrypted file (Flatpak)")
    keys("Escape")


def _the_help_is_shown_in_the_window():
    """No help viewer of the desktop can read what is in a sandbox."""
    keys("F1")
    window.says("Claimcheck signs you in at the providers that you work with")
    keys("Escape")


def _nothing_secret_lies_about():
    if len(desktop.secrets()) < 5:
        return "the test knows too few secrets to look for"
    return desktop.leaks(but=printed)


def _no_program_complains():
    assert_equal(window.close(), 0, "exit status")
    return desktop.complaints()


tap.run(
    _the_permissions_are_the_golden_list,
    _the_window_starts,
    _sign_in_at_the_practice_provider_through_the_portal,
    _sign_in_at_oidc_provider_through_the_portal,
    _a_picture_is_kept,
    _the_token_is_copied,
    _started_again_it_is_still_signed_in,
    _the_command_line_inside_prints_the_token,
    _the_tokens_are_in_the_encrypted_file_alone,
    _the_window_says_where_they_are,
    _the_help_is_shown_in_the_window,
    _nothing_secret_lies_about,
    _no_program_complains,
)
