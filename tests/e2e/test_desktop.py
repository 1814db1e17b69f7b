#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The eye that the other tests have on all that runs: what is planted, it finds."""

import subprocess
import sys

import tap
from desktop import Desktop, wait_until
from keyring import Keyring

SECRET = "a-secret-of-this-test-only"

desktop = Desktop()


def leaks():
    return " ".join(desktop.leaks())


def _nothing_is_found_where_nothing_is():
    desktop.add_secrets(SECRET)
    return desktop.leaks() + desktop.complaints()


def _a_secret_in_the_output_is_found():
    desktop.start("teller", sys.executable, "-c", "print('a-secret-of-' + 'this-test-only')").end()
    return [] if "the output of 0-teller (out)" in leaks() else leaks() or "not found"


def _a_secret_in_a_file_is_found():
    (desktop.home / ".config/settings").write_text(f"token={SECRET}\n")
    return [] if "the file .config/settings" in leaks() else leaks() or "not found"


def _a_secret_in_the_arguments_is_found():
    holder = desktop.start("holder", sys.executable, "-c", "import signal; signal.pause()", SECRET)
    wait_until(lambda: "the arguments of" in leaks(), "the secret to be found")
    holder.stop()


def _a_secret_in_the_keyring_is_none_of_these():
    keyring = Keyring(desktop.bus_address)
    before = desktop.leaks()
    subprocess.run(["secret-tool", "store", "--label=test", "kind", "test"], input='{"access_token":"only-in-the-keyring"}',
                   text=True, check=True, capture_output=True)
    wait_until(lambda: keyring.tokens() == ["only-in-the-keyring"], "the secret in the keyring")
    desktop.add_secrets("only-in-the-keyring")
    return [leak for leak in desktop.leaks() if leak not in before]


def _a_complaint_is_found():
    words = "(claimcheck:1): Gtk-WARNING **: 10:00:00.000: no such child"
    desktop.start("complainer", sys.executable, "-c", f"import sys; sys.stderr.write({words!r})").end()
    return [] if any("no such child" in line for line in desktop.complaints()) else "not found"


tap.run(
    _nothing_is_found_where_nothing_is,
    _a_secret_in_the_output_is_found,
    _a_secret_in_a_file_is_found,
    _a_secret_in_the_arguments_is_found,
    _a_secret_in_the_keyring_is_none_of_these,
    _a_complaint_is_found,
)
