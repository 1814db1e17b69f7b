#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""cck provider, cck practice and cck demo, where there is no keyring and no browser."""

import json
import os
import signal
import unicodedata
import urllib.request

import tap
from running import FOLDER, SECRET, Terminal, assert_equal, assert_in, assert_not_in, cck, start

ISSUER = "https://issuer.example"
add = ["provider", "add", "--issuer", ISSUER, "--client-id", "client"]


def files():
    return sorted(path.name for path in FOLDER.joinpath("data").rglob("*.json"))


def _there_is_nothing_at_first():
    assert_equal(cck("provider", "list", "--json").json, [], "providers")
    assert_equal(cck("accounts", "--json").json, [], "accounts")
    assert_equal(cck("provider", "list").out, "", "standard output")
    assert_in("no provider yet", cck("provider", "list").err, "the sentence")


def _a_provider_is_added():
    result = cck(*add, "Acme", "--scope", "openid email", "--redirect-port", "8400", "--audience", "api",
                 "--resource", "https://a.example", "--resource", "https://b.example",
                 "--param", "authorization:hd=example.com", "--json")
    added = result.json
    assert_equal((added["name"], added["issuer"], added["client_id"], added["client_auth"]),
                 ("Acme", ISSUER, "client", "none"), "what was added")
    assert_equal(added["scope"], "openid email", "scope")
    assert_equal(added["redirect_uri"], "http://127.0.0.1:8400/callback", "redirect URI")
    assert_equal(added["resource"], ["https://a.example", "https://b.example"], "resource")
    assert_equal(added["parameters"], ["authorization:hd=example.com"], "parameters")
    assert_equal(cck("provider", "show", "acme", "--json").json, added, "cck provider show")
    assert_equal(cck("provider", "list", "--json").json, [added], "cck provider list")


def _lines_in_a_pipe_have_tabs():
    assert_equal(cck("provider", "list").out, f"Acme\t{ISSUER}\t0\n", "cck provider list")
    assert_in("Client ID\tclient\n", cck("provider", "show", "Acme").out, "cck provider show")


def _columns_stand_below_each_other():
    """On a terminal, where a letter may take two places and an accent none."""
    for name in "日本語", "e\u0301e\u0301e\u0301", "Ärger":
        cck(*add, name)
    terminal = Terminal("provider", "list")
    assert_equal(terminal.end(), 0, "exit status")
    lines = [line for line in terminal.shown.splitlines() if "https:" in line or "Issuer" in line]
    assert_equal(len(lines), 5, "lines")
    places = [sum(0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
                  for letter in line[:line.index("https:" if "https:" in line else "Issuer")]) for line in lines]
    assert_equal(len(set(places)), 1, f"places where the second column begins: {places}")
    for name in "日本語", "e\u0301e\u0301e\u0301", "Ärger":
        cck("provider", "remove", name)


def _a_name_is_taken_once():
    assert_equal(cck(*add, "ACME", "--json", expect=2).json["error"]["code"], "name-taken", "code")
    assert_equal(len(cck("provider", "list", "--json").json), 1, "providers")


def _a_wrong_provider_is_not_added():
    for arguments, words in (
            (["X", "--issuer", "http://issuer.example"], "Issuer"),
            (["X", "--redirect-port", "99999"], "Redirect port"),
            (["X", "--redirect-host", "192.0.2.1"], "Redirect host"),
            (["X", "--param", "authorization:state=mine"], "state"),
            (["X", "--client-auth", "secret"], "--client-auth takes"),
            (["X", "--client-auth", "private_key_jwt"], "needs --key-file"),
            (["X", "--client-auth", "tls_client_auth"], "needs --key-file"),
            (["X", "--client-auth", "client_secret_basic", "--key-file", "-"], "does not go with a key"),
            (["X", "--client-auth", "client_secret_post"], "needs --client-secret-file"),
            (["X", "--client-auth", "none", "--client-secret-file", "-"], "does not go with")):
        assert_in(words, cck(*add, *arguments, expect=2).err, " ".join(arguments))
    assert_equal(len(cck("provider", "list", "--json").json), 1, "providers")


def _a_secret_without_a_keyring_leaves_nothing():
    before = files()
    result = cck(*add, "Secretive", "--client-secret-file", "-", input=f"{SECRET}\n", expect=5)
    assert_in("keyring", result.err, "the sentence")
    assert_not_in(SECRET, result.out + result.err, "the output")
    assert_equal(files(), before, "files")


def _a_sign_in_without_a_keyring_says_so_before_anything():
    (event,) = cck("sign-in", "Acme", "--no-browser", "--json", expect=5).events
    assert_equal(event["event"], "failed", "the only event")
    assert_equal(event["error"]["code"], "keyring-missing", "code")


def _an_account_that_is_not_there_is_named():
    for command in (["token", "Acme"], ["refresh", "Acme"], ["sign-out", "Acme"], ["inspect", "--account", "Acme"]):
        result = cck(*command, expect=2)
        assert_equal(result.out, "", f"what cck {command[0]} prints")
        assert_in("Acme", result.err, f"what cck {command[0]} says")


def _a_broken_file_is_told_of_and_left():
    broken = FOLDER / "data/claimcheck/providers/broken.json"
    broken.write_text("{", encoding="utf-8")
    result = cck("provider", "list", "--json")
    assert_equal(len(result.json), 1, "providers")
    assert_in("broken.json", result.err, "standard error")
    assert_equal(broken.read_text(encoding="utf-8"), "{", "the file")
    broken.unlink()


def _a_provider_is_removed():
    assert_in("Acme", cck("provider", "remove", "Acme").out, "the sentence")
    assert_equal(cck("provider", "list", "--json").json, [], "providers")
    assert_equal(cck("provider", "remove", "Acme", "--json", expect=2).json["error"]["code"], "not-found", "code")
    assert_equal(files(), [], "files")


def _the_practice_provider_answers_until_it_is_told_to_end():
    running = start("practice", "--json", "--access-lifetime", "60")
    ready = json.loads(running.stdout.readline())
    assert_equal((ready["event"], ready["client_id"]), ("listening", "claimcheck-practice"), "the first event")
    with urllib.request.urlopen(f"{ready['issuer']}/.well-known/openid-configuration") as answer:
        assert_equal(json.load(answer)["issuer"], ready["issuer"], "issuer")
    request = json.loads(running.stdout.readline())
    assert_equal(request, {"event": "request", "method": "GET", "path": "/.well-known/openid-configuration", "status": 200},
                 "the second event")
    running.send_signal(signal.SIGINT)
    assert_equal(running.wait(20), 0, "exit status")


def _a_busy_port_is_named():
    running = start("practice", "--json")
    port = json.loads(running.stdout.readline())["issuer"].rsplit(":", 1)[1]
    assert_in(port, cck("practice", "--port", port, expect=2).err, "the sentence")
    running.terminate()
    assert_equal(running.wait(20), 0, "exit status")


def _the_demo_goes_the_whole_way_and_leaves_nothing():
    before = files()
    result = cck("demo")
    for words in "Signed in", "Valid", "is refused", "Refreshed", "rotated", "Signed out":
        assert_in(words, result.out, "standard output")
    assert_equal(files(), before, "files")
    assert_equal(os.listdir(FOLDER / "tmp"), [], "temporary files")
    events = [event["event"] for event in cck("demo", "--json").events]
    assert_equal(events, ["provider", "added", "open", "signed-in", "verdict", "inspected", "refused", "refreshed", "rotated",
                          "signed-out"], "events")


def _a_proxy_is_not_asked_for_this_computer():
    cck("demo", http_proxy="http://127.0.0.1:1", https_proxy="http://127.0.0.1:1", all_proxy="http://127.0.0.1:1")


def _a_trace_tells_of_requests_without_secrets():
    traced = cck("demo", "--verbose", G_MESSAGES_DEBUG="").err
    for words in "> POST http://127.0.0.1", "< 200 application/json", "grant_type=authorization_code, code, ", "token_type=Bearer":
        assert_in(words, traced, "the trace")
    for word in "code=", "verifier=", "eyJ", "refresh_token=", "access_token=":
        assert_not_in(word, traced, "the trace")


tap.run(
    _there_is_nothing_at_first,
    _a_provider_is_added,
    _lines_in_a_pipe_have_tabs,
    _columns_stand_below_each_other,
    _a_name_is_taken_once,
    _a_wrong_provider_is_not_added,
    _a_secret_without_a_keyring_leaves_nothing,
    _a_sign_in_without_a_keyring_says_so_before_anything,
    _an_account_that_is_not_there_is_named,
    _a_broken_file_is_told_of_and_left,
    _a_provider_is_removed,
    _the_practice_provider_answers_until_it_is_told_to_end,
    _a_busy_port_is_named,
    _the_demo_goes_the_whole_way_and_leaves_nothing,
    _a_proxy_is_not_asked_for_this_computer,
    _a_trace_tells_of_requests_without_secrets,
)
