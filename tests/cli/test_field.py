#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What went wrong in other tools of the kind, where no other test stands for it; tests/README.md is the whole list."""

import os
import signal

import tap
from running import FOLDER, SECRET, assert_equal, assert_in, cck, encode, file, outcomes, token
from signing import BROWSER, add, browser, keyring, practice

from gi.repository import GLib

LAUNCHES = FOLDER / "launches"
SESSION = "/org/freedesktop/secrets/collection/session"
NOW = 1800000000


def systems_browser():
    """A browser that the desktop opens, and that keeps count of how often."""
    visitor = file("counted.py", f"open({str(LAUNCHES)!r}, 'a').write('opened\\n')\n{BROWSER.read_text()}")
    applications = FOLDER / "data/applications"
    applications.mkdir(parents=True)
    applications.joinpath("counted.desktop").write_text(
        f"[Desktop Entry]\nType=Application\nName=Counted\nExec=python3 {visitor} %u\nMimeType=x-scheme-handler/http;\n",
        encoding="utf-8")
    (FOLDER / "config/mimeapps.list").write_text("[Default Applications]\nx-scheme-handler/http=counted.desktop\n", encoding="utf-8")


def alias(collection):
    keyring.call("org.freedesktop.Secret.Service", "SetAlias", GLib.Variant("(so)", ("default", collection)))


def _a_browser_that_stays_open_is_not_waited_for():
    _, issuer = practice()
    add("Acme", issuer)
    number = FOLDER / "pid"
    stays = file("stays.py", f"import os, signal\nopen({str(number)!r}, 'w').write(str(os.getpid()))\n{BROWSER.read_text()}signal.pause()\n")
    try:
        result = cck("sign-in", "Acme", "--json", "--browser", f"python3 '{stays}'")
    finally:
        os.kill(int(number.read_text()), signal.SIGKILL)        # raises where it was gone already
    assert_equal(result.events[-1]["event"], "signed-in", "last event")


def _a_refresh_that_fails_opens_no_browser():
    systems_browser()
    lying, lies = practice("--misbehave", "invalid-grant")
    gone, silent = practice()
    add("Refusing", lies)
    add("Gone", silent)
    for name in "Refusing", "Gone":
        cck("sign-in", name)
    gone.terminate()
    gone.wait(20)
    for name, status in ("Refusing", 3), ("Gone", 4):
        for command in ["refresh", name], ["token", name, "--min-valid", "100000"]:
            assert_equal(cck(*command, expect=status).out, "", f"what cck {command[0]} {name} prints")
    cck("sign-in", "Refusing")                              # whatever was opened before this has been counted by now
    assert_equal(LAUNCHES.read_text().count("opened"), 3, "how often the browser was opened, by three sign-ins")


def _secrets_are_in_the_collection_that_is_the_default():
    """KeePassXC’s is not named “login”: what counts is the alias."""
    _, issuer = practice()
    add("Elsewhere", issuer)
    before = keyring.items()
    alias(SESSION)
    result = cck("sign-in", "Elsewhere", "--browser", browser, "--json")
    assert_equal(result.events[-1]["event"], "signed-in", "last event")
    assert_equal((len(keyring.property(SESSION, "Items")), keyring.items() - before), (1, 0), "secrets in the default collection, in the other")
    cck("token", "Elsewhere")
    cck("provider", "remove", "Elsewhere")
    alias("/org/freedesktop/secrets/collection/login")
    assert_equal(len(keyring.property(SESSION, "Items")), 0, "secrets in the default collection afterwards")


def _everything_that_is_wrong_is_told_at_once():
    claims = {"iss": "https://other.example", "aud": "somebody", "exp": NOW - 3600, "nbf": NOW + 3600, "iat": NOW + 3600}
    key = file("key.jwk", {"kty": "oct", "alg": "HS256", "k": encode(b"another secret of more than 32 bytes")})
    found = outcomes(cck("inspect", "--key", key, "--issuer", "https://issuer.example", "--audience", "client", "--at", NOW, "--json",
                         input=token(claims), expect=1))
    assert_equal({name: found.get(name) for name in ("signature", "issuer", "audience", "expiry", "not-before")},
                 dict.fromkeys(("signature", "issuer", "audience", "expiry", "not-before"), "failed"), "outcomes")


def _a_crit_that_nobody_knows_is_not_valid():
    text = token({"exp": NOW + 60}, header='{"alg":"HS256","crit":["example"],"example":true}')
    key = file("good.jwk", {"kty": "oct", "alg": "HS256", "k": encode(SECRET.encode())})
    result = cck("inspect", "--key", key, "--at", NOW, input=text, expect=1)
    assert_in("example", result.out, "the name of what is not known")
    assert_equal("✓" in result.out.splitlines()[0], False, "a tick in the first line")


tap.run(
    _a_browser_that_stays_open_is_not_waited_for,
    _a_refresh_that_fails_opens_no_browser,
    _secrets_are_in_the_collection_that_is_the_default,
    _everything_that_is_wrong_is_told_at_once,
    _a_crit_that_nobody_knows_is_not_valid,
)
