#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ten cck and the window at once, adding, refreshing and removing for a minute: nothing is lost, nothing is there twice."""

import json
import os
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import tap
from cck import PROGRAM, Result, add_provider, assert_equal, cck
from desktop import Desktop
from keyring import Keyring
from providers import PracticeProvider
from visitor import fetch_json, visit

WORKERS = 10
SECONDS = float(os.environ.get("TEST_SECONDS", "60"))
SHARED = "Shared"

desktop = Desktop()
keyring = Keyring(desktop.bus_address)
provider = PracticeProvider(desktop, 300, "--auto-approve")

from driver import focus_window, keys  # noqa: E402
from window import Window  # noqa: E402

starting = threading.Lock()         # of the desktop's list of programs, which is no list for threads
printed = []
turns = []
done = {"sign-ins": 0, "refreshes": 0, "removals": 0}


def run(*arguments, expect=(0,)):
    with starting:
        program = desktop.start("cck-crowd", PROGRAM, *arguments)
    result = Result(program)
    if result.status not in expect:
        raise AssertionError(f"cck {' '.join(arguments)} ended with {result.status}: {result.out[-500:]} {result.err[-1500:]}")
    return result


def sign_in(name):
    with starting:
        program = desktop.start("cck-sign-in", PROGRAM, "sign-in", name, "--no-browser", "--json", "--timeout", "120")
    visit(json.loads(program.line('{"event":"open"'))["uri"])
    assert_equal(Result(program).status, 0, f"exit status of the sign-in at {name}")
    done["sign-ins"] += 1


def add(name):
    run("provider", "add", name, "--issuer", provider.issuer, "--client-id", provider.client_id, "--scope", provider.scope,
        "--allow-http-loopback")


def work(number, end):
    """One person at a terminal: a provider that stays, others that come and go, and the account that all of them refresh."""
    add(f"Mine {number}")
    sign_in(f"Mine {number}")
    turn = 0
    while time.monotonic() < end:
        turn += 1
        add(f"Passing {number}")
        sign_in(f"Passing {number}")
        run("refresh", SHARED)
        run("refresh", f"Mine {number}")
        done["refreshes"] += 2
        run("provider", "edit", f"Mine {number}", "--redirect-path", f"/turn/{turn}")
        run("provider", "remove", f"Passing {number}")
        done["removals"] += 1
    return turn


def look_at_the_window(end):
    """The window's person refreshes too, again and again, by the keyboard: the button is busy most of the time."""
    focus_window()
    while time.monotonic() < end:
        keys("F5")
        time.sleep(1)           # a person's pace
    return 0


def _ten_programs_and_the_window_for_a_minute():
    add_provider(desktop, provider, SHARED)
    sign_in(SHARED)
    window = Window(desktop)
    window.find("button", "Copy Access Token")
    end = time.monotonic() + SECONDS
    with ThreadPoolExecutor(WORKERS + 1) as pool:
        people = [pool.submit(work, number, end) for number in range(WORKERS)] + [pool.submit(look_at_the_window, end)]
        turns.extend([person.result() for person in people][:-1])
    print(f"# {SECONDS:g} s: turns {turns}, {done}", file=sys.stderr)
    assert_equal(min(turns) > 0, True, "a turn for everybody")
    window.find("button", "Copy Access Token")
    assert_equal(window.close(), 0, "exit status of the window")
    return [f"{number} never changed" for number, turn in enumerate(turns) if turn == 0]


def _every_provider_and_account_is_there_once():
    expected = sorted([SHARED, *(f"Mine {number}" for number in range(WORKERS))])
    assert_equal(sorted(one["name"] for one in cck(desktop, "provider", "list", "--json").json), expected, "providers")
    accounts = [one["account"] for one in cck(desktop, "accounts", "--json").json]
    assert_equal(sorted(name.split("/")[0] for name in accounts), expected, "accounts")
    assert_equal(keyring.items(), len(expected), "secrets in the keyring")


def _the_last_change_of_each_provider_stayed():
    files = (desktop.home / ".local/share/claimcheck/providers").glob("*.json")
    paths = {one["name"]: one.get("redirect_path") for one in map(json.loads, (file.read_text() for file in files))}
    return [f"Mine {number} has the path {paths[f'Mine {number}']}, not /turn/{turn}" for number, turn in enumerate(turns)
            if paths[f"Mine {number}"] != f"/turn/{turn}"]


def _every_session_is_one_that_the_provider_honours():
    introspection = fetch_json(f"{provider.issuer}/.well-known/openid-configuration")["introspection_endpoint"]
    kept = keyring.values("refresh_token")
    desktop.add_secrets(*keyring.tokens())
    dead = [token for token in kept
            if not fetch_json(introspection, {"token": token, "client_id": provider.client_id})["active"]]
    return [f"{len(dead)} of {len(kept)} refresh tokens are dead"] if dead else []


def _the_history_is_whole():
    cck(desktop, "history", "--verify")
    rows = cck(desktop, "history", "--json").json
    kinds = [row["event"] for row in rows]
    if kinds.count("refreshed") < done["refreshes"]:
        return f"{kinds.count('refreshed')} rows for {done['refreshes']} refreshes"
    return []


def _nothing_secret_lies_about():
    return desktop.leaks(but=printed)


def _no_program_complains():
    provider.stop()
    return desktop.complaints()


tap.run(
    _ten_programs_and_the_window_for_a_minute,
    _every_provider_and_account_is_there_once,
    _the_last_change_of_each_provider_stayed,
    _every_session_is_one_that_the_provider_honours,
    _the_history_is_whole,
    _nothing_secret_lies_about,
    _no_program_complains,
)
