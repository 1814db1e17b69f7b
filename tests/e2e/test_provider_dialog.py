#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adding a provider where not all goes well, and letting the provider register the client: the window's dialog, as a person meets it."""

import json
import os
import socket

import tap
from cck import assert_equal, assert_in, cck
from desktop import Desktop, wait_until
from keyring import Keyring
from providers import PracticeProvider

desktop = Desktop()
keyring = Keyring(desktop.bus_address)
provider = PracticeProvider(desktop, 300)

# An administrator has set up one that asks its clients for a secret.
theirs = desktop.folder / "system/claimcheck/providers"
theirs.mkdir(parents=True)
(theirs / "corporate.json").write_text(json.dumps({
    "format": 1, "name": "Corporate", "issuer": provider.issuer, "client_id": "claimcheck-practice-basic",
    "client_auth": "client_secret_basic", "allow_http_loopback": True}))

from driver import focus_window, keys  # noqa: E402
from window import Window  # noqa: E402

window = Window(desktop, XDG_DATA_DIRS=f"{desktop.folder}/system:{os.environ.get('XDG_DATA_DIRS', '/usr/share')}")


def text_of(entry):
    return window.find("text", entry).text()


def go_back():
    window.press("Back")
    window.find("button", "Continue")


def _nothing_entered_is_asked_for_at_its_field():
    keys("ctrl+n")
    window.press("Continue")
    window.says("Enter the provider’s issuer URL")
    window.write("Issuer URL", "not an address")
    window.press("Continue")
    window.says("This is no web address.")


def _an_address_that_nobody_answers_at_has_two_ways_on():
    window.write("Issuer URL", "http://127.0.0.1:9")
    window.press("Continue")
    window.says("could not be reached")
    window.press("Try Again")
    window.says("could not be reached")
    window.press("Enter Manually")
    window.find("text", "Token Endpoint")
    window.press("Save and Sign In")
    window.says("Enter the client ID")
    go_back()


def _a_lookup_that_takes_long_can_be_stopped():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        window.write("Issuer URL", f"http://127.0.0.1:{silent.getsockname()[1]}")
        window.press("Continue")
        window.says("Looking Up the Provider…")
        window.press("Stop")
        window.root.gone("button", "Stop")
        wait_until(lambda: window.find("button", "Continue").has("SENSITIVE"), "Continue to be sensitive")


def _what_was_typed_stays_when_going_back():
    window.write("Issuer URL", provider.issuer)
    window.press("Continue")
    window.write("Client ID", "typed-by-hand")
    go_back()
    window.press("Continue")
    assert_equal(text_of("Client ID"), "typed-by-hand", "the client ID")
    assert_in("openid", text_of("Scopes"), "the scopes")


def _closing_asks_where_something_would_be_lost():
    go_back()
    window.press("Cancel")
    window.says("Discard Changes?")
    window.press("Keep Editing")
    window.root.gone("button", "Keep Editing")
    window.press("Continue")
    assert_equal(text_of("Client ID"), "typed-by-hand", "the client ID")


def _the_provider_registers_the_client():
    window.write("Client ID", "")
    window.write("Name", "Acme")
    for switch in window.root.find_all("check box", "Register Automatically"):
        if "toggle" in switch.actions():
            switch.press()
    window.root.gone("text", "Client ID")
    window.find("text", "Initial Access Token (Optional)")
    window.press("Register and Sign In")
    window.find("button", "Copy Access Token")
    desktop.add_secrets(window.copy_token(), *keyring.tokens())
    mine = [one for one in cck(desktop, "provider", "list", "--json").json if one["name"] == "Acme"]
    assert_equal(len(mine), 1, "providers")
    if mine[0]["client_id"] in ("typed-by-hand", provider.client_id):
        return "the provider gave no client ID of its own"


def _nothing_typed_closes_without_a_question():
    focus_window()
    keys("ctrl+n")
    window.find("text", "Issuer URL")
    keys("Escape")
    window.root.gone("text", "Issuer URL")


def _an_administrators_provider_takes_its_secret():
    before = keyring.items()
    window.choose("Corporate Menu", 4)
    window.says("Its secret is yours to give.")
    window.press("Save")
    window.says("Enter the client secret")
    window.write("Client Secret", "practice-secret-that-is-long-enough")
    desktop.add_secrets("practice-secret-that-is-long-enough")
    window.press("Save")
    wait_until(lambda: keyring.items() == before + 1, "the secret in the keyring")


def _and_gives_it_back():
    before = keyring.items()
    window.root.gone("button", "Save")
    window.choose("Corporate Menu", 4)
    window.find("button", "Remove from the Keyring")
    keys("alt+f")                       # its mnemonic: such a row offers no action
    window.root.gone("button", "Remove from the Keyring")
    window.press("Save")
    wait_until(lambda: keyring.items() == before - 1, "the secret to leave the keyring")


def _nothing_secret_lies_about():
    assert_equal(window.close(), 0, "exit status")
    return desktop.leaks()


def _no_program_complains():
    provider.stop()
    return desktop.complaints()


tap.run(
    _nothing_entered_is_asked_for_at_its_field,
    _an_address_that_nobody_answers_at_has_two_ways_on,
    _a_lookup_that_takes_long_can_be_stopped,
    _what_was_typed_stays_when_going_back,
    _closing_asks_where_something_would_be_lost,
    _the_provider_registers_the_client,
    _nothing_typed_closes_without_a_question,
    _an_administrators_provider_takes_its_secret,
    _and_gives_it_back,
    _nothing_secret_lies_about,
    _no_program_complains,
)
