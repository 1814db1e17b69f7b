#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job in the window, at the provider named on the command line: practice or oidc-provider."""

import sys

import tap
from cck import assert_equal, cck
from desktop import Desktop, wait_until
from keyring import Keyring
from providers import PROVIDERS

LIFETIME = 12           # seconds; a token is refreshed when a fifth of them is left

desktop = Desktop()
keyring = Keyring(desktop.bus_address)
provider = PROVIDERS[sys.argv[1]](desktop, LIFETIME)

from driver import keys, xdotool  # noqa: E402
from window import Window  # noqa: E402

window = Window(desktop)
tokens = []


def copy():
    token = window.copy_token()
    desktop.add_secrets(token)
    desktop.add_secrets(*keyring.tokens())
    return token


def other_than(known):
    token = copy()
    return None if token in known else token


def rotations():
    return cck(desktop, "accounts", "--json").json[0]["rotation_count"]


def _the_empty_window_says_how_to_begin():
    window.says("No Providers Yet")
    for name in ("Add Provider…", "Try the Practice Provider", "Inspect a Token"):
        window.find("button", name)


def _a_provider_is_added_by_its_issuer_and_signed_in_to():
    window.add_provider(provider, "Acme")
    window.find("button", "Copy Access Token")
    assert_equal(keyring.items(), 1, "secrets in the keyring")
    assert_equal(provider.token_requests(), 1, "token requests")


def _the_claims_can_be_read():
    window.show("Claims")
    window.says("alice")
    window.says(provider.issuer)


def _the_verdict_says_what_was_checked():
    window.show("Checks")
    window.says("Signature: passed")
    window.press("ID Token", role="radio button")
    window.find("label", "Valid")
    window.says("Audience: passed")


def _the_token_is_copied():
    tokens.append(copy())
    window.says("Access token copied. Clears in 30 s")


def _it_is_refreshed_before_it_ends():
    before = provider.token_requests()
    wait_until(lambda: provider.token_requests() > before, "a refresh by itself", patience=LIFETIME + 10)
    wait_until(lambda: rotations() >= 1, "the rotation")
    tokens.append(wait_until(lambda: other_than(tokens), "another token on the clipboard"))


def _it_is_refreshed_by_hand():
    before = rotations()
    window.press("Refresh")
    wait_until(lambda: rotations() > before, "the rotation")
    tokens.append(wait_until(lambda: other_than(tokens), "another token on the clipboard"))


def _the_provider_is_asked_who_this_is():
    window.show("Claims")
    window.press("UserInfo", role="radio button")
    window.says("alice")
    window.press("Introspection", role="radio button")
    window.says({"practice": "The provider says that this token is active.",
                 "oidc-provider": "The provider does not introspect this kind of token."}[provider.name])
    window.press("Access Token", role="radio button")


def _the_history_tells_what_happened():
    window.show("History")
    for line in ("Signed in", "Access token copied", "Tokens refreshed", "Refresh token rotated"):
        window.says(line)


def _what_is_revoked_is_signed_in_to_again():
    window.choose("More Actions", -2)
    window.press("Revoke")
    window.says("Tokens revoked")
    if provider.name == "oidc-provider":
        provider.program.line("REVOCATION 200")
    window.press("Sign In")
    window.find("button", "Copy Access Token")
    tokens.append(copy())


def _the_sidebar_is_searched():
    keys("ctrl+f")
    xdotool("type", "nobody")
    window.says("No Results")
    keys("ctrl+a")
    xdotool("type", "ACME")
    window.root.gone("label", "No Results")
    keys("Escape")


def _closed_and_started_again_it_is_still_signed_in():
    global window       # noqa: PLW0603    (the next tests go on in the new one)
    assert_equal(window.close(), 0, "exit status")
    codes = keyring.items()
    window = Window(desktop)
    window.find("button", "Copy Access Token")
    window.show("Claims")
    window.says("alice")
    assert_equal(keyring.items(), codes, "secrets in the keyring")
    copy()


def _sign_out_revokes_and_forgets():
    window.choose("More Actions", -1)
    window.press("Sign Out")
    wait_until(lambda: keyring.items() == 0, "an empty keyring")
    if provider.name == "oidc-provider":
        provider.program.line("REVOCATION 200")
    wait_until(lambda: cck(desktop, "accounts", "--json").json == [], "no account")
    assert_equal(window.close(), 0, "exit status")


def _nothing_secret_lies_about():
    if len(desktop.secrets()) < 9:
        return "the test knows too few secrets to look for"
    return desktop.leaks()


def _no_program_complains():
    provider.stop()
    return desktop.complaints()


tap.run(
    _the_empty_window_says_how_to_begin,
    _a_provider_is_added_by_its_issuer_and_signed_in_to,
    _the_claims_can_be_read,
    _the_verdict_says_what_was_checked,
    _the_token_is_copied,
    _it_is_refreshed_before_it_ends,
    _it_is_refreshed_by_hand,
    _the_provider_is_asked_who_this_is,
    _the_history_tells_what_happened,
    _what_is_revoked_is_signed_in_to_again,
    _the_sidebar_is_searched,
    _closed_and_started_again_it_is_still_signed_in,
    _sign_out_revokes_and_forgets,
    _nothing_secret_lies_about,
    _no_program_complains,
)
