#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job at oauth2-mock-server, which calls itself by `localhost`, announces little and rotates nothing."""

import json

import tap
from cck import PROGRAM, Result, add_provider, assert_equal, cck
from desktop import Desktop
from keyring import Keyring
from providers import MockServer
from visitor import visit

desktop = Desktop()
keyring = Keyring(desktop.bus_address)
provider = MockServer(desktop, 3600)
printed = []


def token(*options, expect=0):
    result = cck(desktop, "token", "Mock", *options, expect=expect)
    printed.append(result.program)
    desktop.add_secrets(result.out.strip(), *keyring.tokens())
    return result.out


def _sign_in_with_code_and_pkce():
    add_provider(desktop, provider, "Mock")
    running = desktop.start("cck-sign-in", PROGRAM, "sign-in", "Mock", "--no-browser", "--json", "--timeout", "60", "--verbose")
    visit(json.loads(running.line('{"event":"open"'))["uri"])
    result = Result(running)
    assert_equal(result.status, 0, f"exit status of cck sign-in, after {result.out}")
    assert_equal(result.events[-1]["subject"], "johndoe", "subject")
    assert_equal(result.events[-1]["verdict"]["verdict"].startswith("valid"), True, "verdict")


def _what_is_not_rotated_is_kept():
    before = token()
    asked = provider.token_requests()
    # It gives refresh tokens, takes them, and says nothing of a new one or the same: the session goes on either way.
    cck(desktop, "refresh", "Mock", "--verbose")
    assert_equal(provider.token_requests(), asked + 1, "token requests")
    cck(desktop, "refresh", "Mock")
    token()
    if not before.strip():
        return "no token"
    return []


def _user_information_introspection_and_revocation():
    assert_equal(cck(desktop, "userinfo", "Mock", "--json").json["claims"]["sub"], "johndoe", "sub")
    assert_equal(cck(desktop, "introspect", "Mock", "--json").json["active"], True, "active")
    cck(desktop, "revoke", "Mock")
    assert_equal(token(expect=3), "", "what cck token prints")


def _client_credentials():
    secret = desktop.folder / "secret"
    secret.write_text("a secret of the tests, which is long")
    desktop.add_secrets(secret.read_text())
    cck(desktop, "provider", "add", "Machine", "--issuer", provider.issuer, "--client-id", "machine", "--scope", "api:read",
        "--allow-http-loopback", "--client-auth", "client_secret_post", "--client-secret-file", secret)
    result = cck(desktop, "sign-in", "Machine", "--client-credentials", "--json")
    assert_equal(result.events[-1]["event"], "signed-in", "last event")


def _nothing_secret_lies_about():
    if len(desktop.secrets()) < 5:
        return "the test knows too few secrets to look for"
    return desktop.leaks(but=printed)


def _no_program_complains():
    provider.stop()
    return desktop.complaints()


tap.run(
    _sign_in_with_code_and_pkce,
    _what_is_not_rotated_is_kept,
    _user_information_introspection_and_revocation,
    _client_credentials,
    _nothing_secret_lies_about,
    _no_program_complains,
)
