#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job with cck alone, at the provider named on the command line: practice or oidc-provider."""

import json
import sys
import time

import tap
from cck import HERE, PROGRAM, Result, add_provider, assert_equal, assert_in, cck, sign_in
from desktop import Desktop, wait_until
from keyring import Keyring
from providers import PROVIDERS

LIFETIME = 90

desktop = Desktop()
keyring = Keyring(desktop.bus_address)
provider = PROVIDERS[sys.argv[1]](desktop, LIFETIME)
printed = []            # the programs that were asked to print a token


def token(*options):
    result = cck(desktop, "token", "Acme", *options)
    printed.append(result.program)
    desktop.add_secrets(result.out.strip(), *keyring.tokens())
    return result.out


def _a_provider_is_added_without_a_request():
    add_provider(desktop, provider, "Acme")
    (listed,) = cck(desktop, "provider", "list", "--json").json
    assert_equal(listed["issuer"], provider.issuer, "issuer")


def _sign_in_through_the_browser():
    events, page = sign_in(desktop, "Acme")
    assert_equal([event["event"] for event in events], ["open", "callback", "signed-in"], "events")
    assert_equal(events[-1]["subject"], "alice", "subject")
    assert_equal(events[-1]["verdict"]["verdict"], "valid", "verdict")
    assert_in("close this tab", page, "the last page")
    assert_equal(keyring.items(), 1, "secrets in the keyring")


def _the_account_is_listed():
    (account,) = cck(desktop, "accounts", "--json").json
    assert_in("Acme/", account["account"], "account")
    assert_equal(account["subject"], "alice", "subject")


def _token_prints_the_token_and_a_newline():
    out = token()
    assert_equal(out.count("\n"), 1, "lines")
    assert_equal(token("--format", "header"), f"Authorization: Bearer {out}", "header")
    assert_equal(json.loads(token("--format", "json"))["access_token"], out.strip(), "json")


def _the_claims_are_read_and_checked():
    shown = cck(desktop, "inspect", "--account", "Acme", "--json").json
    assert_equal(shown["verdict"], "valid", "verdict")
    assert_equal(shown["payload"]["sub"], "alice", "sub")
    assert_equal(shown["payload"]["iss"], provider.issuer, "iss")
    outcomes = {check["id"]: check["outcome"] for check in shown["checks"]}
    for name in ("signature", "issuer", "expiry"):
        assert_equal(outcomes.get(name), "passed", name)


def _a_token_that_lives_too_short_is_refreshed_and_rotated():
    first = token()
    second = token("--min-valid", "3600")
    third = token("--min-valid", "3600")            # works only with the refresh token that came last
    assert_equal(len({first, second, third}), 3, "different tokens")
    (account,) = cck(desktop, "accounts", "--json").json
    assert_equal(account["rotation_count"], 2, "rotations")
    assert_equal(token(), third, "the token that is kept")
    assert_equal(keyring.items(), 1, "secrets in the keyring")


def _a_trace_tells_the_requests_and_no_secret():
    traced = cck(desktop, "refresh", "Acme", "--verbose")
    assert_in("/token", traced.err, "the trace")            # what else is in it, the search at the end looks at
    token()


def _two_at_once_make_one_refresh():
    remaining = LIFETIME - 4
    before = provider.token_requests()
    wait_until(lambda: cck(desktop, "accounts", "--json").json[0]["expires_at"] - time.time() < remaining - 1,
               "a token that is a bit old")
    both = [desktop.start("cck-token", PROGRAM, "token", "Acme", "--min-valid", remaining) for _ in range(2)]
    results = [Result(one) for one in both]
    printed.extend(both)
    desktop.add_secrets(*(result.out.strip() for result in results))
    assert_equal([result.status for result in results], [0, 0], "exit statuses")
    assert_equal(results[0].out, results[1].out, "the two tokens")
    assert_equal(provider.token_requests(), before + 1, "token requests")


def _sign_out_revokes_and_forgets():
    cck(desktop, "sign-out", "Acme")
    assert_equal(cck(desktop, "accounts", "--json").json, [], "accounts")
    assert_equal(keyring.items(), 0, "secrets in the keyring")
    if provider.name == "oidc-provider":
        provider.program.line("REVOCATION 200")
    assert_equal(cck(desktop, "token", "Acme", expect=2).out, "", "what cck token prints")


def _the_browser_is_the_one_that_was_named():
    result = cck(desktop, "sign-in", "Acme", "--browser", f"{sys.executable} {HERE / 'browser.py'}", "--json")
    assert_equal(result.events[-1]["event"], "signed-in", "last event")


def _the_browser_is_the_systems():
    result = cck(desktop, "sign-in", "Acme", "--json")
    assert_equal(result.events[-1]["event"], "signed-in", "last event")


def _a_provider_is_removed_with_its_accounts():
    cck(desktop, "provider", "remove", "Acme")
    assert_equal(cck(desktop, "accounts", "--json").json, [], "accounts")
    assert_equal(keyring.items(), 0, "secrets in the keyring")


def _nothing_secret_lies_about():
    if len(desktop.secrets()) < 12:
        return "the test knows too few secrets to look for"
    return desktop.leaks(but=printed)


def _no_program_complains():
    wait_until(lambda: provider.stop() or True, "the provider to end")
    return desktop.complaints()


tap.run(
    _a_provider_is_added_without_a_request,
    _sign_in_through_the_browser,
    _the_account_is_listed,
    _token_prints_the_token_and_a_newline,
    _the_claims_are_read_and_checked,
    _a_token_that_lives_too_short_is_refreshed_and_rotated,
    _a_trace_tells_the_requests_and_no_secret,
    _two_at_once_make_one_refresh,
    _sign_out_revokes_and_forgets,
    _the_browser_is_the_one_that_was_named,
    _the_browser_is_the_systems,
    _a_provider_is_removed_with_its_accounts,
    _nothing_secret_lies_about,
    _no_program_complains,
)
