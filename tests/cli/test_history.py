#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What cck history tells, and that nobody changes it unseen."""

import sqlite3
import time

import tap
from running import FOLDER, assert_equal, assert_in, assert_not_in, cck
from signing import add, keyring, practice, sign_in

DATABASE = FOLDER / "data/claimcheck/history.db"


def events(*arguments):
    return [entry["event"] for entry in cck("history", *arguments, "--json").json]


def _nothing_has_happened_at_first():
    assert_equal(cck("history", "--json").json, [], "entries")
    assert_equal(cck("history").out, "", "standard output")
    assert_equal(cck("history", "--verify", "--json").json["finding"], "intact", "finding")


def _what_is_done_is_there_the_newest_first():
    add("Acme", practice()[1])
    sign_in("Acme")
    cck("token", "Acme")
    cck("refresh", "Acme")
    found = events()
    for event in "signed-in", "used", "refreshed", "rotated":
        assert_in(event, found, "events")
    assert_equal(found.index("refreshed") < found.index("signed-in"), True, "the newest first")
    (entry,) = [one for one in cck("history", "--json").json if one["event"] == "used"]
    assert_equal(set(entry), {"number", "time", "event", "account", "provider", "token", "how", "fingerprint", "kid", "alg",
                              "expires_at", "scope", "difference"}, "members")
    assert_equal((entry["token"], entry["how"], entry["account"].split("/")[0]), ("access", "printed", "Acme"), "values")
    numbers = [one["number"] for one in cck("history", "--json").json]
    assert_equal(numbers, sorted(numbers, reverse=True), "numbers")


def _no_token_is_in_it():
    tokens = keyring.tokens()
    assert_equal(len(tokens) >= 3, True, "tokens in the keyring")
    shown = cck("history").out + cck("history", "--json").out
    stored = b"".join(path.read_bytes() for path in DATABASE.parent.glob("history.db*"))
    for token in tokens:
        assert_not_in(token, shown, "what is shown")
        assert_not_in(token.encode(), stored, "the database")


def _a_time_and_an_account_select():
    assert_equal(events("--since", "1h"), events(), "the last hour")
    assert_equal(events("--since", str(int(time.time()) + 60)), [], "since a minute from now")
    assert_equal(events("--since", "2000-01-01"), events(), "since long ago")
    assert_equal(events("Acme"), events(), "one account")
    assert_equal(cck("history", "Nobody", "--json", expect=2).json["error"]["code"], "not-found", "code")


def _an_account_that_is_gone_is_found_by_its_name():
    (name,) = [account["account"] for account in cck("accounts", "--json").json]
    cck("sign-out", name)
    assert_in("signed-out", events(name), "events")
    assert_in("revoked", events(name), "events")
    assert_equal(events("Acme"), events(name), "by the name of its provider")
    assert_equal(cck("history", "Acm", "--json", expect=2).json["error"]["code"], "not-found", "a part of a name")


def _a_changed_line_is_found():
    assert_equal(cck("history", "--verify", "--json").json["finding"], "intact", "finding")
    assert_in("✓", cck("history", "--verify").out, "the sentence")
    with sqlite3.connect(DATABASE) as database:
        (table,) = [name for name, in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
                    if "how" in [column[1] for column in database.execute(f"PRAGMA table_info({name})")]]
        database.execute(f"UPDATE {table} SET how = 'copied' WHERE how = 'printed'")
    report = cck("history", "--verify", "--json", expect=1).json
    assert_equal(set(report), {"finding", "message", "number", "rows", "first", "last", "pruned", "pruned_at", "set_aside"}, "members")
    assert_equal((report["finding"], report["number"] > 0), ("changed", True), "finding")
    assert_in("✗", cck("history", "--verify", expect=1).out, "the sentence")


tap.run(
    _nothing_has_happened_at_first,
    _what_is_done_is_there_the_newest_first,
    _no_token_is_in_it,
    _a_time_and_an_account_select,
    _an_account_that_is_gone_is_found_by_its_name,
    _a_changed_line_is_found,
)
