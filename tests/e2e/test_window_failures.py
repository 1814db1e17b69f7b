#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong at a provider that lies, or with a locked keyring, as the window tells it; with nothing lost and nothing stored."""

import os
import urllib.parse
from pathlib import Path

import tap
from cck import assert_equal, assert_in, cck
from desktop import Desktop, wait_until
from keyring import Keyring
from providers import STATE_DIFFERS, OidcProvider

desktop = Desktop()
keyring = Keyring(desktop.bus_address)
provider = OidcProvider(desktop, 300)

from driver import clipboard  # noqa: E402
from window import Window  # noqa: E402

window = Window(desktop)


def accounts():
    return cck(desktop, "accounts", "--json").json


def nothing_is_stored():
    assert_equal(accounts(), [], "accounts")
    assert_equal(keyring.items(), 0, "secrets in the keyring")


def after_a_lie(number, order, sentence):
    def check():
        desktop.order(order)
        if number == 0:
            window.add_provider(provider, "Acme")
        else:
            window.press("Try Again")
        window.says("Sign-In Failed")
        window.says(sentence)
        nothing_is_stored()
    check.__name__ = f"an ID token with a wrong {order} stores nothing"
    return check


def _another_state_is_refused_and_the_sign_in_goes_on():
    seen = len(desktop.pages_file.read_text())
    desktop.order("state")
    window.press("Try Again")
    page = wait_until(lambda: desktop.pages_file.read_text()[seen:], "the page in the browser")
    desktop.order("")
    assert_in(STATE_DIFFERS, page, "the page")
    window.says("Waiting for the Browser")
    nothing_is_stored()


def listening_port():
    """Where the window waits for the browser: a pushed request does not say it in the link."""
    process = Path("/proc", str(window.program.process.pid))
    sockets = {os.readlink(file) for file in (process / "fd").iterdir()}
    for line in (process / "net/tcp").read_text().splitlines()[1:]:
        field = line.split()
        if field[3] == "0A" and f"socket:[{field[9]}]" in sockets:
            return int(field[1].split(":")[1], 16)
    raise AssertionError("the window does not listen")


def _a_pasted_answer_of_another_state_is_refused():
    window.press("Copy Link")
    wait_until(lambda: urllib.parse.urlsplit(clipboard()).query, "the link on the clipboard")
    window.press("Paste Callback…")
    window.write("Address", f"http://127.0.0.1:{listening_port()}/callback?code=any&state=of-another-sign-in")
    window.press("Continue")
    window.says(STATE_DIFFERS)
    window.press("Back")
    window.root.gone("text", "Address")
    nothing_is_stored()


def _a_cancelled_sign_in_stores_nothing():
    window.press("Cancel")
    window.root.gone("button", "Open Again")
    nothing_is_stored()


def _a_locked_keyring_is_said_before_the_browser_opens():
    asked = provider.program.out.read_text()
    keyring.lock()
    window.sign_in_to_another_account("Acme")
    window.says("The keyring is locked.")
    keyring.unlock()
    nothing_is_stored()
    assert_equal(provider.program.out.read_text(), asked, "what the provider saw")


def _an_honest_sign_in_works():
    window.press("Close")
    window.sign_in_to_another_account("Acme")
    window.find("button", "Copy Access Token")
    assert_equal(keyring.items(), 1, "secrets in the keyring")


def _a_locked_keyring_loses_nothing():
    before = window.copy_token()
    desktop.add_secrets(before)
    keyring.lock()
    window.press("Refresh")
    window.says("The keyring is locked")
    assert_equal(len(accounts()), 1, "accounts")
    keyring.unlock()
    assert_equal(keyring.items(), 1, "secrets in the keyring")
    wait_until(lambda: not window.root.find_all("button", "Unlock"), "the banner to go")
    window.press("Refresh")
    wait_until(lambda: accounts()[0]["rotation_count"] == 1, "the rotation")


def _nothing_secret_lies_about():
    assert_equal(window.close(), 0, "exit status")
    if len(desktop.secrets()) < 20:
        return "the test knows too few secrets to look for"
    return desktop.leaks()


def _no_program_complains():
    provider.stop()
    return desktop.complaints()


tap.run(
    *(after_a_lie(number, *lie) for number, lie in enumerate(provider.lies.items())),
    _another_state_is_refused_and_the_sign_in_goes_on,
    _a_pasted_answer_of_another_state_is_refused,
    _a_cancelled_sign_in_stores_nothing,
    _a_locked_keyring_is_said_before_the_browser_opens,
    _an_honest_sign_in_works,
    _a_locked_keyring_loses_nothing,
    _nothing_secret_lies_about,
    _no_program_complains,
)
