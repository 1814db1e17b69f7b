#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong at a provider that lies, or with a locked keyring, as cck tells it; with nothing lost and nothing stored."""

import json
import signal

import tap
from cck import PROGRAM, Result, add_provider, assert_equal, assert_in, cck, open_in_browser, sign_in
from desktop import Desktop
from keyring import Keyring
from providers import OidcProvider

desktop = Desktop()
keyring = Keyring(desktop.bus_address)
provider = OidcProvider(desktop, 300)
printed = []

# What the provider does to the ID token, and the sentence that tells of it.
LIES = {
    "signature": "Signature does not match key “test-key”. The token was changed or comes from another issuer.",
    "issuer": f"The token comes from “{provider.issuer}/other”, not from “{provider.issuer}”.",
    "audience": "The token is meant for “another-client”, not for “native”.",
    "nonce": "nonce",
    "expiry": "expired",
}


def token():
    result = cck(desktop, "token", "Acme")
    printed.append(result.program)
    desktop.add_secrets(result.out.strip())
    return result.out


def after_a_lie(order, words):
    """Sign in while the provider lies: it fails with the sentence, as a check that failed."""
    desktop.order(order)
    try:
        events, _ = sign_in(desktop, "Acme", expect=1)
    finally:
        desktop.order("")
    assert_equal(events[-1]["event"], "failed", "last event")
    error = events[-1]["error"]
    assert_in(words.lower(), error["message"].lower(), "the sentence")
    assert_equal(error["code"], "check-failed", "code")
    if not error["next"].endswith("."):
        raise AssertionError(f"the next step is no sentence: {error['next']!r}")


def first_sign_in(order, words):
    def check():
        after_a_lie(order, words)
        assert_equal(cck(desktop, "accounts", "--json").json, [], "accounts")
        assert_equal(keyring.items(), 0, "secrets in the keyring")
    check.__name__ = f"an ID token with a wrong {order} stores nothing"
    return check


def later_sign_in(order, words):
    def check():
        before = token()
        after_a_lie(order, words)
        assert_equal(token(), before, "the token that was there")
        assert_equal(keyring.items(), 1, "secrets in the keyring")
    check.__name__ = f"an ID token with a wrong {order} loses nothing"
    return check


def _another_state_is_refused_and_the_sign_in_goes_on():
    desktop.order("state")
    running = desktop.start("cck-sign-in", PROGRAM, "sign-in", "Acme", "--no-browser", "--json", "--timeout", "120")
    uri = json.loads(running.line('{"event":"open"'))["uri"]
    page = open_in_browser(desktop, uri)
    desktop.order("")
    assert_in("The browser reply does not belong to this sign-in. Nothing was saved.", page, "the page")
    assert_equal(running.process.poll(), None, "cck is still waiting")
    assert_equal(keyring.items(), 0, "secrets in the keyring")
    running.process.send_signal(signal.SIGINT)
    result = Result(running)
    assert_equal(result.status, 6, "exit status after Ctrl+C")
    assert_equal(result.events[-1]["event"], "failed", "last event")
    assert_equal(cck(desktop, "accounts", "--json").json, [], "accounts")


def _somebody_who_declines_stores_nothing():
    running = desktop.start("cck-sign-in", PROGRAM, "sign-in", "Acme", "--no-browser", "--json", "--timeout", "120")
    uri = json.loads(running.line('{"event":"open"'))["uri"]
    open_in_browser(desktop, uri, user="nobody")
    result = Result(running)
    assert_equal(result.status, 1, "exit status")
    assert_equal(result.events[-1]["error"]["message"], "Sign-in was declined at the provider.", "the sentence")
    assert_equal(keyring.items(), 0, "secrets in the keyring")


def _a_locked_keyring_is_said_before_the_browser_opens():
    keyring.lock()
    result = cck(desktop, "sign-in", "Acme", "--no-browser", "--json", expect=5)
    keyring.unlock()
    (event,) = result.events
    assert_equal(event["event"], "failed", "the only event")
    assert_in("The keyring is locked", event["error"]["message"], "the sentence")
    assert_equal(cck(desktop, "accounts", "--json").json, [], "accounts")


def _an_honest_sign_in_works():
    events, _ = sign_in(desktop, "Acme")
    assert_equal(events[-1]["event"], "signed-in", "last event")


def _a_locked_keyring_loses_nothing():
    before = token()
    keyring.lock()
    for command in (["token", "Acme"], ["refresh", "Acme"], ["sign-in", "Acme", "--no-browser"]):
        result = cck(desktop, *command, expect=5)
        assert_equal(result.out, "", f"what cck {command[0]} prints")
        assert_in("The keyring is locked", result.err, f"what cck {command[0]} says")
    assert_equal(keyring.is_locked(), True, "still locked")
    keyring.unlock()
    assert_equal(token(), before, "the token that was there")


def _nothing_secret_lies_about():
    if len(desktop.secrets()) < 20:
        return "the test knows too few secrets to look for"
    return desktop.leaks(but=printed)


def _no_program_complains():
    provider.stop()
    return desktop.complaints()


add_provider(desktop, provider, "Acme")
tap.run(
    *(first_sign_in(*lie) for lie in LIES.items()),
    _another_state_is_refused_and_the_sign_in_goes_on,
    _somebody_who_declines_stores_nothing,
    _a_locked_keyring_is_said_before_the_browser_opens,
    _an_honest_sign_in_works,
    *(later_sign_in(*lie) for lie in LIES.items()),
    _a_locked_keyring_loses_nothing,
    _nothing_secret_lies_about,
    _no_program_complains,
)
