#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many processes and sudden ends around a rotation: one refresh at the provider, and no session lost that it still honours."""

import json
import os
import random
import sys
import time

import tap
from cck import PROGRAM, Result, add_provider, assert_equal, cck
from desktop import Desktop, wait_until
from keyring import Keyring
from providers import PracticeProvider
from visitor import fetch_json, visit

LIFETIME = 90
MOMENTS = int(os.environ.get("TEST_MOMENTS", "200"))

desktop = Desktop()
keyring = Keyring(desktop.bus_address)
provider = PracticeProvider(desktop, LIFETIME, "--auto-approve")
introspection = fetch_json(f"{provider.issuer}/.well-known/openid-configuration")["introspection_endpoint"]
printed = []


def sign_in():
    running = desktop.start("cck-sign-in", PROGRAM, "sign-in", "Acme", "--no-browser", "--json", "--timeout", "60")
    visit(json.loads(running.line('{"event":"open"'))["uri"])
    assert_equal(Result(running).status, 0, "exit status of cck sign-in")


def refresh_token():
    (kept,) = keyring.values("refresh_token")
    desktop.add_secrets(*keyring.tokens())
    return kept


def honoured(token):
    """Whether the provider would still take this refresh token."""
    return fetch_json(introspection, {"token": token, "client_id": provider.client_id})["active"]


def at_once(count):
    """Start COUNT times cck token, all with a token that is too old for them; how often the provider was asked."""
    remaining = LIFETIME - 4
    wait_until(lambda: cck(desktop, "accounts", "--json").json[0]["expires_at"] - time.time() < remaining - 1,
               "a token that is a bit old")
    before = provider.token_requests()
    started = [desktop.start("cck-token", PROGRAM, "token", "Acme", "--min-valid", remaining) for _ in range(count)]
    results = [Result(one) for one in started]
    printed.extend(started)
    desktop.add_secrets(*(result.out.strip() for result in results))
    assert_equal([result.status for result in results], [0] * count, "exit statuses")
    assert_equal(len({result.out for result in results}), 1, "different tokens")
    return provider.token_requests() - before


def _two_processes_at_once_make_one_refresh():
    assert_equal(at_once(2), 1, "token requests")


def _ten_processes_at_once_make_one_refresh():
    assert_equal(at_once(10), 1, "token requests")


def kill_during_refresh(moment):
    """kill -9 that many seconds after cck refresh began. Whether the provider was asked in vain: its answer was on the wire."""
    held, asked = refresh_token(), provider.token_requests()
    running = desktop.start("cck-refresh", PROGRAM, "refresh", "Acme")
    time.sleep(moment)          # the moment itself is what is tried
    running.process.kill()
    running.process.wait()
    kept = refresh_token()
    if honoured(kept):
        return False
    # The keyring has the token that was sent, and the provider has spent it: nobody could have saved the next one.
    assert_equal(kept, held, "the refresh token in the keyring after a loss")
    wait_until(lambda: provider.token_requests() == asked + 1, "the provider to say that it was asked")
    return True


def _no_kill_loses_a_session_that_the_provider_honours():
    begin = time.monotonic()
    cck(desktop, "refresh", "Acme")
    whole = time.monotonic() - begin
    # Spread evenly over the command's life, in an order that has nothing to do with it.
    moments = [whole * 1.1 * (number + 0.5) / MOMENTS for number in range(MOMENTS)]
    random.Random(1).shuffle(moments)
    on_the_wire = 0
    before = provider.token_requests()
    for number, moment in enumerate(moments):
        if kill_during_refresh(moment):
            on_the_wire += 1
            assert_equal(cck(desktop, "refresh", "Acme", expect=3).out, "", "what cck refresh prints after a loss")
            sign_in()
        elif number % 20 == 0:
            cck(desktop, "refresh", "Acme")
    rotations = provider.token_requests() - before
    print(f"# kill -9 at {MOMENTS} moments of the {whole * 1000:.0f} ms of cck refresh: {rotations} token requests, "
          f"{on_the_wire} answers lost on the wire, no other session lost", file=sys.stderr)
    if rotations < MOMENTS // 10:
        return f"only {rotations} token requests: the kills came too early to mean anything"
    # Some 5 in 100 fall between the provider's answer and the keyring's. Waiting for anything there would make them many.
    if on_the_wire > MOMENTS * 15 // 100:
        return f"{on_the_wire} answers were lost on the wire: they are saved too late"
    cck(desktop, "refresh", "Acme")
    assert_equal(len(cck(desktop, "accounts", "--json").json), 1, "accounts")
    assert_equal(keyring.items(), 1, "secrets in the keyring")
    return []


def _nothing_secret_lies_about():
    return desktop.leaks(but=printed)


def _no_program_complains():
    provider.stop()
    return desktop.complaints()


add_provider(desktop, provider, "Acme")
sign_in()
tap.run(
    _two_processes_at_once_make_one_refresh,
    _ten_processes_at_once_make_one_refresh,
    _no_kill_loses_a_session_that_the_provider_honours,
    _nothing_secret_lies_about,
    _no_program_complains,
)
