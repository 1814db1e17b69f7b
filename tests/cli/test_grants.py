#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The other ways to sign in, and what can be asked of the provider afterwards, on the practice provider."""

import http.server
import json
import re
import threading
import time

import tap
from running import FOLDER, SECRET, assert_equal, assert_in, assert_not_in, cck, file, start
from signing import add, browser, keyring, practice, sign_in

provider, issuer = practice()
recorder = file("recorder.py", f"import sys\nopen('{FOLDER}/opened', 'w').write(sys.argv[-1])\n")
add("Acme", issuer)


# The clients that the practice provider knows, by how they prove who they are, and what everybody knows to be their secret.
HELP = cck("help", "practice").out
CLIENTS = {method: name for name, method in re.findall(r"^  ([\w-]+) +(client_secret_\w+|private_key_jwt)", HELP, re.MULTILINE)}
KNOWN = re.search(r"Their secret.*\n  (.+)\n", HELP)[1]
KEY = file("key.jwk", re.search(r"The key.*\n  (.+)\n", HELP)[1])


def _a_device_shows_a_code_and_waits():
    events = cck("sign-in", "Acme", "--device", "--browser", browser, "--json").events
    device, callback, done = events
    assert_equal(set(device), {"event", "user_code", "verification_uri", "verification_uri_complete", "expires_in", "interval"}, "members")
    assert_equal((device["event"], callback, done["event"]), ("device", {"event": "callback"}, "signed-in"), "events")
    assert_equal((done["subject"], done["verdict"]["verdict"]), ("alice", "valid"), "who, and the verdict")
    (account,) = cck("accounts", "--json").json
    assert_equal(account["grant"], "device_code", "grant")
    shown = cck("sign-in", "Acme", "--device", "--browser", browser).out
    for words in "On any device", "type this code", "Signed in as":
        assert_in(words, shown, "standard output")
    cck("sign-out", "Acme")


def _a_device_that_nobody_answers_ends():
    device, failed = cck("sign-in", "Acme", "--device", "--timeout", "2", "--json", expect=6).events
    assert_equal((device["event"], failed["event"], failed["error"]["code"]), ("device", "failed", "timed-out"), "events")
    running = start("sign-in", "Acme", "--device", "--json")
    assert_equal(json.loads(running.stdout.readline())["event"], "device", "first event")
    running.terminate()
    out, _ = running.communicate(timeout=20)
    assert_equal((running.returncode, json.loads(out)["error"]["code"]), (6, "cancelled"), "after SIGTERM")


def _a_client_signs_in_as_itself():
    for method, client_id in CLIENTS.items():
        key = method == "private_key_jwt"
        add("Robot", issuer, "--client-auth", method, *(["--key-file", KEY] if key else ["--client-secret-file", "-"]), client_id=client_id,
            input="" if key else KNOWN)
        (done,) = cck("sign-in", "Robot", "--client-credentials", "--json").events
        assert_equal((done["event"], done["verdict"]), ("signed-in", None), method)
        (account,) = cck("accounts", "--json").json
        assert_equal((account["grant"], account["has_id_token"]), ("client_credentials", False), "the account")
        assert_in("eyJ", cck("token", "Robot").out, "its token")
        cck("provider", "remove", "Robot")
    assert_equal(len(CLIENTS), 4, "ways to prove who one is")


def _a_client_without_a_secret_is_nobody():
    (failed,) = cck("sign-in", "Acme", "--client-credentials", "--json", expect=1).events
    assert_equal((failed["event"], failed["error"]["code"]), ("failed", "unsupported"), "the event")


def _userinfo_says_who_it_is():
    sign_in("Acme")
    answer = cck("userinfo", "Acme", "--json").json
    assert_equal(set(answer), {"account", "verdict", "claims"}, "members")
    assert_equal((answer["claims"]["sub"], answer["account"].split("/")[0]), ("alice", "Acme"), "who")
    assert_in("alice", cck("userinfo", "Acme").out, "standard output")


def _introspection_says_whether_it_is_active():
    answer = cck("introspect", "Acme", "--json").json
    assert_equal(set(answer), {"account", "active", "verdict", "response"}, "members")
    assert_equal((answer["active"], answer["response"]["active"]), (True, True), "active")
    assert_in("is active", cck("introspect", "Acme").out, "standard output")


def _a_token_is_exchanged_and_kept_nowhere():
    before = keyring.tokens()
    token = cck("exchange", "Acme", "--audience", "other").out
    assert_equal(cck("inspect", "--json", input=token, expect=1).json["payload"]["aud"], "other", "whom it is for")
    document = cck("exchange", "Acme", "--audience", "other", "--json").json
    assert_equal(set(document), {"access_token", "token_type", "expires_at", "scope"}, "members")
    assert_equal(keyring.tokens(), before, "tokens in the keyring")


def _nothing_that_is_traced_is_a_secret():
    """With all that can be switched on: --verbose, and the debug lines of every library."""
    said, secrets = "", set()
    for command in (["sign-in", "Acme", "--browser", browser], ["token", "Acme"], ["refresh", "Acme"], ["userinfo", "Acme"],
                    ["introspect", "Acme"], ["exchange", "Acme", "--audience", "other"], ["provider", "check", "Acme"],
                    ["inspect", "--account", "Acme"], ["history"], ["snippet", "Acme", "curl"]):
        result = cck(*command, "--verbose", G_MESSAGES_DEBUG="all")
        said += result.err + (result.out if command[0] not in ("token", "exchange") else "")
        secrets |= set(keyring.tokens()) | ({result.out.strip()} if command[0] == "exchange" else set())
    assert_equal(len(secrets) >= 6, True, "secrets to look for")
    for secret in secrets:
        for part in secret, secret.split(".")[-1]:
            assert_not_in(part, said, "what was said")


def _revoking_keeps_the_account():
    result = cck("revoke", "Acme", "--json").json
    assert_equal({name: result[name] for name in ("removed", "revocation_supported", "revoked", "end_session_uri", "error")},
                 {"removed": False, "revocation_supported": True, "revoked": True, "end_session_uri": None, "error": None}, "what became of it")
    (account,) = cck("accounts", "--json").json
    assert_equal((account["state"] != "signed-in", keyring.items()), (True, 0), "the account, and the secrets in the keyring")
    result = cck("token", "Acme", expect=3)
    assert_equal(result.out, "", "standard output")
    assert_in("cck sign-in", result.err, "the next step")
    result = cck("sign-out", "Acme", "--json").json
    assert_equal((result["removed"], result["error"]), (True, None), "signing out of what was revoked")
    sign_in("Acme")
    assert_equal(len(cck("accounts", "--json").json), 1, "accounts after signing in again")


def _the_session_there_is_ended_too():
    result = cck("sign-out", "Acme", "--end-session", "--browser", f"python3 '{recorder}'", "--json").json
    assert_in("/", result["end_session_uri"], "the address")
    opened = FOLDER / "opened"
    deadline = time.monotonic() + 20
    while not (opened.exists() and opened.read_text(encoding="utf-8")) and time.monotonic() < deadline:
        pass
    assert_equal(opened.read_text(encoding="utf-8"), result["end_session_uri"], "what the browser was given")
    sign_in("Acme")
    shown = cck("sign-out", "Acme", "--end-session", "--no-browser").out
    assert_in("end the session there", shown, "standard output")


def _a_check_up_is_a_line_a_check():
    report = cck("provider", "check", "Acme", "--json").json
    assert_equal(set(report), {"provider", "verdict", "checks"}, "members")
    assert_equal((report["provider"], report["verdict"] != "not-valid"), ("Acme", True), "the result")
    assert_equal(set(report["checks"][0]), {"id", "outcome", "expected", "found", "rule", "explanation"}, "a check's members")
    assert_equal(len(cck("provider", "check", "Acme").out.splitlines()) > len(report["checks"]), True, "lines")


def _a_provider_that_is_not_there_fails_its_check_up():
    gone, address = practice()
    add("Gone", address)
    gone.terminate()
    gone.wait(20)
    assert_equal(cck("provider", "check", "Gone", "--json", expect=4).json["verdict"], "not-valid", "verdict")
    cck("provider", "remove", "Gone")


class Plain(http.server.BaseHTTPRequestHandler):
    """A provider that offers the least that there can be."""

    def do_GET(self):
        here = f"http://127.0.0.1:{self.server.server_port}"
        body = json.dumps({"issuer": here, "authorization_endpoint": f"{here}/authorize", "token_endpoint": f"{here}/token",
                           "jwks_uri": f"{here}/keys", "response_types_supported": ["code"], "subject_types_supported": ["public"],
                           "id_token_signing_alg_values_supported": ["RS256"], "code_challenge_methods_supported": ["S256"]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


def _what_is_asked_for_and_not_offered_fails_before_the_browser():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Plain)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for option in [["--par"], ["--dpop"]]:
        add("Plain", f"http://127.0.0.1:{server.server_port}", *option)
        (failed,) = cck("sign-in", "Plain", "--no-browser", "--json", expect=1).events
        assert_equal((failed["event"], failed["error"]["code"]), ("failed", "unsupported"), option[0])
        cck("provider", "remove", "Plain")
    add("Plain", f"http://127.0.0.1:{server.server_port}")
    (failed,) = cck("sign-in", "Plain", "--device", "--json", expect=1).events
    assert_equal(failed["error"]["code"], "unsupported", "--device")
    cck("provider", "remove", "Plain")
    server.shutdown()


def _a_client_is_registered():
    register = ["provider", "register", "Own", "--issuer", issuer, "--allow-http-loopback", "--initial-access-token-file", "-"]
    result = cck(*register, "--json", "--verbose", input=SECRET)
    assert_not_in(SECRET, result.err + result.out, "the output")
    assert_equal((result.json["name"], bool(result.json["client_id"])), ("Own", True), "the provider")
    assert_equal(cck(*register, "--json", input=SECRET, expect=2).json["error"]["code"], "name-taken", "a second time")
    assert_equal(sign_in("Own")[-1]["event"], "signed-in", "last event")
    cck("provider", "remove", "Own")
    assert_equal(keyring.items(), 0, "secrets in the keyring")


def _what_cannot_be_registered_is_said_and_leaves_nothing():
    before = cck("provider", "list", "--json").json
    gone, address = practice()
    gone.terminate()
    gone.wait(20)
    for words, arguments, status in (("does not go with registering", ["--issuer", issuer, "--client-id", "c"], 2),
                                     ("--issuer is missing", [], 2),
                                     ("http", ["--issuer", issuer], 2),         # plain HTTP was not allowed
                                     ("", ["--issuer", address, "--allow-http-loopback"], 4)):
        assert_in(words, cck("provider", "register", "X", *arguments, expect=status).err, " ".join(arguments))
    assert_equal((cck("provider", "list", "--json").json, keyring.items()), (before, 0), "what is left")


tap.run(
    _a_device_shows_a_code_and_waits,
    _a_device_that_nobody_answers_ends,
    _a_client_signs_in_as_itself,
    _a_client_without_a_secret_is_nobody,
    _userinfo_says_who_it_is,
    _introspection_says_whether_it_is_active,
    _a_token_is_exchanged_and_kept_nowhere,
    _nothing_that_is_traced_is_a_secret,
    _revoking_keeps_the_account,
    _the_session_there_is_ended_too,
    _a_check_up_is_a_line_a_check,
    _a_provider_that_is_not_there_fails_its_check_up,
    _what_is_asked_for_and_not_offered_fails_before_the_browser,
    _a_client_is_registered,
    _what_cannot_be_registered_is_said_and_leaves_nothing,
)
