#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The eye that the other tests have on all that runs: what is planted, it finds."""

import subprocess
import sys
from pathlib import Path

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


def complaints_of(name, words):
    """What is found in the output of a program that logs through GLib and is killed while it runs on."""
    log = f"GLib.log_variant({words[0]!r}, GLib.LogLevelFlags.{words[1]}, GLib.Variant('a{{sv}}', {{'MESSAGE': GLib.Variant('s', {words[2]!r})}}))"
    program = desktop.start(name, sys.executable, "-c", f"import signal, sys\nfrom gi.repository import GLib\n{log}\nprint('said', flush=True)\nsignal.pause()")
    program.line("said")
    program.process.kill()
    program.process.wait()
    return [line for line in desktop.complaints() if line.startswith(program.name)]


def a_complaint_is_found(domain, level):
    def check():
        found = complaints_of("complainer", (domain, level, "no such child"))
        return [] if len(found) == 1 and "no such child" in found[0] else f"found {found}"
    check.__name__ = f"a {level[6:]} of {domain or 'nobody'} is found though its program is killed".lower()
    return check


def _what_is_no_complaint_is_none():
    return complaints_of("talker", ("Gtk", "LEVEL_MESSAGE", "all is well")) + complaints_of("talker", ("Gtk", "LEVEL_DEBUG", "WARNING"))


def _a_complaint_of_what_the_bus_starts_is_found():
    service = desktop.home / ".local/share/dbus-1/services/io.github.claimcheck.Planted.service"
    service.parent.mkdir(parents=True)
    words = "(claimcheck:1): Gtk-WARNING **: 10:00:00.000: started by the bus"
    service.write_text(f"[D-BUS Service]\nName=io.github.claimcheck.Planted\nExec=/bin/sh -c \"echo '{words}' >&2\"\n")
    subprocess.run(["gdbus", "call", "--session", "--dest", "org.freedesktop.DBus", "--object-path", "/", "--method",
                    "org.freedesktop.DBus.ReloadConfig"], check=True, capture_output=True)
    subprocess.run(["gdbus", "call", "--session", "--dest", "io.github.claimcheck.Planted", "--object-path", "/", "--method",
                    "org.freedesktop.DBus.Peer.Ping"], check=False, capture_output=True)
    wait_until(lambda: any("Gtk-WARNING **: 10:00:00.000: started by the bus" in line for line in desktop.complaints()),
               "the complaint to be found")


def _every_test_looks_for_complaints():
    tests = [file for file in Path(__file__).parent.glob("test_*.py") if "Desktop(" in file.read_text()]
    return [f"{file.name} does not" for file in tests if "desktop.complaints()" not in file.read_text()]


tap.run(
    _nothing_is_found_where_nothing_is,
    _a_secret_in_the_output_is_found,
    _a_secret_in_a_file_is_found,
    _a_secret_in_the_arguments_is_found,
    _a_secret_in_the_keyring_is_none_of_these,
    *(a_complaint_is_found(domain, level) for domain in ("Gtk", None) for level in ("LEVEL_WARNING", "LEVEL_CRITICAL")),
    _what_is_no_complaint_is_none,
    _a_complaint_of_what_the_bus_starts_is_found,
    _every_test_looks_for_complaints,
)
