#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""10,000 hostile requests at the loopback listener while a real sign-in waits; then the sign-in completes."""

import json
import re
import socket
import sys
from pathlib import Path

import tap
from cck import PROGRAM, Result, add_provider, assert_equal, cck
from desktop import Desktop, wait_until
from hostile import Attacker
from keyring import Keyring
from providers import PracticeProvider
from visitor import visit

REQUESTS = 10000
# What the process may grow by once it is warm. The sanitizer's quarantine is kept small, or it would be all that is measured.
GROWTH = 8 * 1024

desktop = Desktop()
keyring = Keyring(desktop.bus_address)
provider = PracticeProvider(desktop, 300, "--auto-approve")
with socket.create_server(("127.0.0.1", 0)) as free:
    port = free.getsockname()[1]
add_provider(desktop, provider, "Acme", "--redirect-port", str(port))
waiting = desktop.start("cck-sign-in", PROGRAM, "sign-in", "Acme", "--no-browser", "--json", "--timeout", "280",
                        ASAN_OPTIONS="quarantine_size_mb=2")
uri = json.loads(waiting.line('{"event":"open"'))["uri"]
attacker = Attacker(port, "/callback")


def resident():
    """Kilobytes of memory of the waiting cck."""
    status = Path(f"/proc/{waiting.process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1])


def open_files():
    return len(list(Path(f"/proc/{waiting.process.pid}/fd").iterdir()))


def _ten_thousand_hostile_requests_change_nothing():
    attacker.send(1500)
    attacker.pipeline(500)
    warm, files = resident(), open_files()
    attacker.send(6500)
    attacker.pipeline(1400)
    attacker.occupy(100)
    attacker.let_go()
    grown = resident() - warm
    print(f"# {attacker.sent} requests, {attacker.answers} answers {dict(sorted(attacker.statuses.items()))}, "
          f"{warm} kB after 2,000, {grown:+d} kB after all", file=sys.stderr)
    assert_equal(waiting.process.poll(), None, "cck is still waiting")
    assert_equal(waiting.out.read_text().count("\n"), 1, "events so far")
    if attacker.sent != REQUESTS:
        return f"only {attacker.sent} requests were sent"
    if {status for status in attacker.statuses if not status.startswith("4")}:
        return f"an answer was not a refusal: {attacker.statuses}"
    if grown > GROWTH:
        return f"the memory grew by {grown} kB"
    wait_until(lambda: open_files() <= files + 2, "the connections to be closed")
    return []


def _slow_connections_are_cut_off_and_others_get_through():
    attacker.occupy(64)         # twice as many as it takes
    for connection in attacker.slow:
        connection.settimeout(20)
        try:
            while connection.recv(4096):
                pass
        except ConnectionResetError:
            pass
    attacker.let_go()


def _the_sign_in_then_completes():
    page = visit(uri)
    assert_equal("close this tab" in page, True, "the last page")
    result = Result(waiting)
    assert_equal(result.status, 0, "exit status")
    assert_equal([event["event"] for event in result.events], ["open", "callback", "signed-in"], "events")
    desktop.add_secrets(*keyring.tokens())


def _the_port_is_closed_afterwards():
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except ConnectionRefusedError:
        return []
    return "something still listens"


def _nothing_secret_lies_about():
    return desktop.leaks()


def _no_program_complains():
    provider.stop()
    cck(desktop, "accounts")
    return desktop.complaints()


tap.run(
    _ten_thousand_hostile_requests_change_nothing,
    _slow_connections_are_cut_off_and_others_get_through,
    _the_sign_in_then_completes,
    _the_port_is_closed_afterwards,
    _nothing_secret_lies_about,
    _no_program_complains,
)
