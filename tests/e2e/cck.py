# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Running cck as a person or a script does."""

import json
import os
import sys
from pathlib import Path

from desktop import without_debug

HERE = Path(__file__).parent
PROGRAM = os.environ["CCK"]


class Result:
    def __init__(self, program):
        self.program = program
        self.status = program.end()
        self.out, self.err = program.out.read_text(), program.err.read_text()

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def events(self):
        return [json.loads(line) for line in self.out.splitlines()]


def cck(desktop, *arguments, expect=0, given=None):
    """Run a command to its end, with the text GIVEN on standard input; it must end with the expected exit status."""
    name = "cck-" + "-".join(str(one) for one in arguments[:2]).replace("/", "_")
    result = Result(desktop.start(name, PROGRAM, *arguments, given=given))
    if result.status != expect:
        raise AssertionError(f"cck {' '.join(map(str, arguments))} ended with {result.status}, not {expect}:\n"
                             f"{result.out}\n{without_debug(result.err)}")
    return result


def add_provider(desktop, provider, name, *options):
    cck(desktop, "provider", "add", name, "--issuer", provider.issuer, "--client-id", provider.client_id,
        "--scope", provider.scope, "--allow-http-loopback", *options)


def sign_in(desktop, name, user="alice", expect=0):
    """cck sign-in --no-browser: the address it prints is opened by hand. Its events, and the words on the last page."""
    running = desktop.start("cck-sign-in", PROGRAM, "sign-in", name, "--no-browser", "--json", "--timeout", "60")
    opened = json.loads(running.line('{"event":"open"'))
    page = open_in_browser(desktop, opened["uri"], user)
    result = Result(running)
    if result.status != expect:
        raise AssertionError(f"cck sign-in ended with {result.status}, not {expect}:\n{result.out}\n{without_debug(result.err)}")
    return result.events, page


def sign_in_on_a_device(desktop, name, provider, user="alice", expect=0):
    """cck sign-in --device: the address it prints is opened in a browser, which could be anywhere. Its events."""
    running = desktop.start("cck-sign-in-device", PROGRAM, "sign-in", name, "--device", "--json", "--timeout", "60")
    shown = json.loads(running.line('{"event":"device"'))
    open_in_browser(desktop, shown["verification_uri_complete"], user, until=provider.device_declined if user == "nobody" else provider.device_done)
    result = Result(running)
    if result.status != expect:
        raise AssertionError(f"cck sign-in --device ended with {result.status}, not {expect}:\n{result.out}\n{without_debug(result.err)}")
    return result.events


def open_in_browser(desktop, uri, user="alice", until=""):
    browser = desktop.start("browser", sys.executable, HERE / "browser.py", uri, TEST_USER=user, TEST_UNTIL=until)
    if browser.end() != 0:
        raise AssertionError(f"the browser could not sign in:\n{browser.err.read_text()[-3000:]}")
    return browser.out.read_text()


def assert_equal(found, expected, what):
    if found != expected:
        raise AssertionError(f"{what}: found {found!r}, expected {expected!r}")


def assert_in(part, whole, what):
    if part not in whole:
        raise AssertionError(f"{what}: {part!r} is not in {whole!r}")
