#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_person.py WIDTH DISPLAY: a person's whole way through the window, from the first frame to signing out.

WIDTH is that of the window: at 900 the list stands beside the account, at 360 each is a page of its own and the way leads back
and forth. DISPLAY is x11 or wayland.
"""

import sys
import time

import tap
from cck import assert_equal, assert_in, cck
from desktop import Desktop, wait_until
from displays import Wayland, X11
from keyring import Keyring
from providers import OidcProvider

WIDTH = int(sys.argv[1])
NARROW = WIDTH < 620
AWAY = NARROW or sys.argv[2] == "wayland"       # whether the person does something else when the clipboard is cleared
CLEARED_AFTER = 15                              # seconds; the least that the preferences offer

desktop = Desktop({"x11": X11, "wayland": Wayland}[sys.argv[2]])
desktop.set("clipboard-timeout", str(CLEARED_AFTER))
keyring = Keyring(desktop.bus_address)
provider = OidcProvider(desktop, 300)

from driver import clipboard  # noqa: E402
from window import JWT, Window  # noqa: E402

window = Window(desktop)
window.resize(WIDTH)
copied = {}


def accounts():
    return cck(desktop, "accounts", "--json").json


def requests(kind):
    return provider.program.out.read_text().count(kind)


def _the_empty_window_says_how_to_begin():
    window.says("No Providers Yet")
    window.says("Add an OpenID Connect or OAuth provider to sign in and inspect its tokens.")


def _a_provider_is_found_by_its_issuer():
    window.press("Add Provider…")
    window.write("Issuer URL", provider.issuer)
    window.press("Continue")
    window.says("Found at the Provider")
    for found in (f"{provider.issuer}/auth", f"{provider.issuer}/token", f"{provider.issuer}/jwks", "Supported"):
        window.find("label", found)
    window.write("Name", "Acme")
    window.write("Client ID", provider.client_id)
    window.write("Scopes", provider.scope)


def _it_is_signed_in_to_in_the_browser():
    window.press("Save and Sign In")
    window.find("button", "Copy Access Token")
    assert_in("You can close this tab", desktop.pages_file.read_text(), "the page in the browser")
    assert_equal((requests("TOKEN authorization_code 200"), keyring.items()), (1, 1), "sign-ins and secrets in the keyring")
    assert_equal(window.is_narrow(), NARROW, "the list is a page of its own")


def _the_way_leads_to_the_list_and_back():
    if NARROW:
        window.go_back()
        assert_equal(window.root.find_all("button", "Copy Access Token"), [], "buttons of the account beside the list")
    (row,) = [row for row in window.root.find_all("list item") if row.name.startswith("alice")]
    assert_in("Expires in", row.name, "the account in the list")
    window.open("alice")
    window.find("button", "Copy Access Token")


def _the_claims_can_be_read():
    window.show("Claims")
    window.says("alice")
    window.says(provider.issuer)
    window.press("ID" if NARROW else "ID Token", role="radio button")
    window.says("alice@example")


def _the_verdict_says_what_was_checked():
    window.show("Checks")
    window.find("label", "Valid")
    for check in ("Signature", "Issuer", "Audience", "Nonce"):
        window.says(f"{check}: passed")


def _the_access_token_is_copied():
    copied["token"] = window.copy_token()
    copied["at"] = time.monotonic()
    window.says(f"Access token copied. Clears in {CLEARED_AFTER} s")
    desktop.add_secrets(copied["token"])


def _the_tokens_are_refreshed():
    window.press("Refresh")
    wait_until(lambda: accounts()[0]["rotation_count"] == 1, "the rotation")


def _the_history_shows_the_rotation():
    window.show("History")
    for line in ("Signed in", "Access token copied", "Tokens refreshed", "Refresh token rotated"):
        window.says(line)


def _a_token_that_somebody_changed_fails_at_its_signature():
    header, payload, signature = copied["token"].split(".")
    changed = f"{header}.{payload}.{'B' if signature[0] == 'A' else 'A'}{signature[1:]}"
    desktop.add_secrets(changed)
    window.open_inspector()
    window.write("Token", changed)
    window.press("Check Against Provider")
    window.show("Checks")
    window.find("label", "Not Valid")
    window.says("Signature: failed")
    window.says("Signature does not match key “test-key”. The token was changed or comes from another issuer.")


def _the_clipboard_is_empty_after_the_deadline():
    if AWAY:
        window.leave()
    wait_until(lambda: not JWT.search(clipboard()), "an empty clipboard", patience=CLEARED_AFTER + 20)
    lasted = time.monotonic() - copied["at"]
    assert_equal(clipboard(), "", "what another program pastes")
    window.come_back()
    if lasted < CLEARED_AFTER - 1:
        return f"the token was cleared after {lasted:.1f} s already"
    return []


def _what_is_revoked_is_signed_in_to_again():
    window.open("alice")
    window.choose("More Actions", -2)
    window.says("Apps using this session will be signed out.")
    window.press("Revoke")
    window.says("Tokens revoked")
    provider.program.line("REVOCATION 200")
    window.press("Sign In")
    window.find("button", "Copy Access Token")
    assert_equal((len(accounts()), keyring.items()), (1, 1), "accounts and secrets in the keyring")


def _signing_out_leaves_nothing():
    desktop.add_secrets(*keyring.tokens())
    window.choose("More Actions", -1)
    window.press("Sign Out")
    wait_until(lambda: keyring.items() == 0 and accounts() == [], "nothing to be left")


def _the_window_closes():
    assert_equal(window.close(), 0, "exit status")


def _nothing_secret_lies_about():
    if len(desktop.secrets()) < 9:
        return "the test knows too few secrets to look for"
    return desktop.leaks()


def _no_program_complains():
    provider.stop()
    return desktop.complaints()


tap.story(
    _the_empty_window_says_how_to_begin,
    _a_provider_is_found_by_its_issuer,
    _it_is_signed_in_to_in_the_browser,
    _the_way_leads_to_the_list_and_back,
    _the_claims_can_be_read,
    _the_verdict_says_what_was_checked,
    _the_access_token_is_copied,
    _the_tokens_are_refreshed,
    _the_history_shows_the_rotation,
    _a_token_that_somebody_changed_fails_at_its_signature,
    _the_clipboard_is_empty_after_the_deadline,
    _what_is_revoked_is_signed_in_to_again,
    _signing_out_leaves_nothing,
    _the_window_closes,
    _nothing_secret_lies_about,
    _no_program_complains,
)
