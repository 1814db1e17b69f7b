#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Signing in and what comes after it, with a real keyring and the practice provider; the browser is a few lines."""

import http.client
import json
import re
import signal
import socket
import time

import tap
from running import FOLDER, SECRET, Terminal, assert_equal, assert_in, assert_not_in, cck, file, start
from signing import BROWSER, add, browser, keyring, practice

provider, issuer = practice()
seen = {}


def _sign_in_is_three_events():
    add("Acme", issuer)
    result = cck("sign-in", "Acme", "--browser", browser, "--json")
    opened, callback, done = result.events
    assert_equal(opened["event"], "open", "first event")
    for parameter in "client_id=claimcheck-practice", "request_uri=":      # the rest was pushed
        assert_in(parameter, opened["uri"], "the address")
    assert_equal(callback, {"event": "callback"}, "second event")
    assert_equal(set(done), {"event", "account", "subject", "expires_at", "granted_scope", "verdict"}, "members")
    assert_equal((done["subject"], done["verdict"]["verdict"]), ("alice", "valid"), "who, and the verdict")
    assert_in("Acme/", done["account"], "the account's name")
    assert_equal(keyring.items(), 1, "secrets in the keyring")
    seen["account"] = done["account"]


def _the_account_is_listed():
    (account,) = cck("accounts", "--json").json
    assert_equal((account["account"], account["state"]), (seen["account"], "signed-in"), "the account")
    assert_equal(cck("accounts").out.count("\n"), 1, "lines for people")


def _a_token_in_each_format():
    token = cck("token", "Acme").out
    assert_equal(bool(re.fullmatch(r"[\w.~+/=-]+\n", token)), True, "the token and a newline")
    token = token.strip()
    (account,) = cck("accounts", "--json").json
    assert_equal(cck("token", seen["account"], "--format", "raw").out, f"{token}\n", "raw, by the whole name")
    assert_equal(cck("token", "acme", "--format", "header").out, f"Authorization: Bearer {token}\n", "header")
    assert_equal(cck("token", "Acme", "--format", "env").out, f"export CCK_ACCESS_TOKEN='{token}'\n", "env")
    assert_equal(cck("token", "Acme", "--format", "git").out, f"username=oauth2\npassword={token}\n", "git")
    document = cck("token", "Acme", "--format", "json").json
    assert_equal(document, {"access_token": token, "token_type": "Bearer", "expires_at": account["expires_at"],
                            "scope": account["granted_scope"]}, "json")
    assert_equal(cck("token", "Acme", "--json").json, document, "--json")
    credential = cck("token", "Acme", "--format", "kubectl", "--type", "id").json
    assert_equal((credential["apiVersion"], credential["kind"]), ("client.authentication.k8s.io/v1", "ExecCredential"), "kubectl")
    assert_equal(credential["status"]["token"].count("."), 2, "dots in the ID token")
    assert_equal(bool(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", credential["status"]["expirationTimestamp"])), True, "expiry")


def _a_fresh_token_needs_no_request():
    traced = cck("token", "Acme", "--verbose", G_MESSAGES_DEBUG="").err
    assert_not_in("http://", traced, "the trace")


def _a_token_is_never_on_standard_error():
    token = cck("token", "Acme").out.strip()
    for command in ["token", "Acme", "-v"], ["refresh", "Acme", "-v"], ["inspect", "--account", "Acme", "-v"], ["accounts", "-v"]:
        result = cck(*command)
        assert_not_in(token, result.err, f"standard error of cck {command[0]}")


def _the_claims_are_checked():
    result = cck("inspect", "--account", "Acme", "--json")
    assert_equal((result.json["verdict"], result.json["payload"]["sub"]), ("valid", "alice"), "verdict and subject")
    assert_equal(cck("inspect", "--account", "Acme").out.splitlines()[0], "✓ Valid", "the first line")
    token = cck("token", "Acme", "--type", "id").out
    assert_equal(cck("inspect", "--provider", "Acme", "--json", input=token).json["verdict"], "valid", "verdict by provider")
    assert_in("cck inspect --provider Acme", cck("inspect", input=token, expect=1).out, "the suggestion")


def _a_refresh_rotates():
    before = cck("token", "Acme").out
    assert_equal(cck("refresh", "Acme", "--json").json["rotation_count"] > 0, True, "a rotation")
    assert_in("new refresh token", cck("refresh", "Acme").out, "the sentence")
    if cck("token", "Acme").out == before:
        return "the token is still the same"
    assert_equal(cck("token", "Acme", "--min-valid", "100000").out == before, False, "what came although it lives too short")
    return None


def _two_accounts_need_their_names():
    cck("sign-in", "Acme", "--browser", browser, "--login-hint", "bob")
    names = [account["account"] for account in cck("accounts", "--json").json]
    assert_equal(len(names), 2, "accounts")
    result = cck("token", "Acme", expect=2)
    assert_equal(result.out, "", "standard output")
    for name in names:
        assert_in(name.split("/")[1], result.err, "the sentence")
        cck("token", name)
    (other,) = set(names) - {seen["account"]}
    cck("sign-out", other)


def _ctrl_c_ends_a_sign_in():
    for number in signal.SIGINT, signal.SIGTERM:
        running = start("sign-in", "Acme", "--no-browser", "--json")
        assert_equal(json.loads(running.stdout.readline())["event"], "open", "first event")
        running.send_signal(number)
        out, _ = running.communicate(timeout=20)
        assert_equal(running.returncode, 6, "exit status")
        failed = json.loads(out)
        assert_equal((failed["event"], failed["error"]["code"]), ("failed", "cancelled"), "last event")


def _ctrl_c_does_not_wait_for_a_provider_that_says_nothing():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        add("Silent", f"http://127.0.0.1:{silent.getsockname()[1]}")
        for command in ["provider", "check", "Silent"], ["sign-in", "Silent", "--no-browser"]:
            running = start(*command)
            connection, _ = silent.accept()         # it has asked
            begin = time.monotonic()
            running.send_signal(signal.SIGINT)
            running.communicate(timeout=20)
            assert_equal((running.returncode, time.monotonic() - begin < 2), (6, True), "exit status, and soon")
            connection.close()
        cck("provider", "remove", "Silent")


def _a_sign_in_ends_by_itself():
    events = cck("sign-in", "Acme", "--no-browser", "--timeout", "1", "--json", expect=6).events
    assert_equal(events[-1]["error"]["code"], "timed-out", "code")


def _a_browser_that_is_not_there_is_told_of():
    result = cck("sign-in", "Acme", "--browser", "no-such-browser --new", "--timeout", "1", expect=6)
    assert_in("browser could not be opened", result.err, "standard error")
    assert_in("http://127.0.0.1", result.out, "the address is still there")


def _what_the_browser_prints_goes_nowhere():
    talker = file("talker.py", f"print('chatter')\nimport sys\nprint('chatter', file=sys.stderr)\n{BROWSER.read_text()}")
    applications = FOLDER / "data/applications"
    applications.mkdir()
    applications.joinpath("talker.desktop").write_text(
        f"[Desktop Entry]\nType=Application\nName=Talker\nExec=python3 {talker} %u\nMimeType=x-scheme-handler/http;\n",
        encoding="utf-8")
    (FOLDER / "config/mimeapps.list").write_text("[Default Applications]\nx-scheme-handler/http=talker.desktop\n", encoding="utf-8")
    for options in [], ["--browser", f"python3 '{talker}'"]:
        result = cck("sign-in", "Acme", "--json", *options)
        assert_equal(result.events[-1]["event"], "signed-in", "last event")
        assert_not_in("chatter", result.out + result.err, "the output")


def _a_shell_is_not_between():
    mark = file("mark", "")
    mark.unlink()
    cck("sign-in", "Acme", "--browser", f"true ; touch {mark} #", "--timeout", "1", expect=6)
    assert_equal(mark.exists(), False, "a file that a shell would have made")


def _a_lie_of_the_provider_is_told_and_nothing_is_kept():
    for kind, check in ("signature", "signature"), ("nonce", "nonce"), ("expired", "expiry"):
        liar, address = practice("--misbehave", kind)
        add("Liar", address)
        *_, failed = cck("sign-in", "Liar", "--browser", browser, "--json", expect=1).events
        assert_equal((failed["event"], failed["error"]["code"]), ("failed", "check-failed"), kind)
        assert_equal([one["outcome"] for one in failed["verdict"]["checks"] if one["id"] == check], ["failed"], check)
        assert_equal(keyring.items(), 1, "secrets in the keyring")
        cck("provider", "remove", "Liar")
        liar.terminate()


def _a_client_secret_goes_to_the_keyring():
    add("Secretive", issuer, "--client-secret-file", "-", "--client-auth", "client_secret_post", input=f"{SECRET}\n")
    assert_equal(keyring.items(), 2, "secrets in the keyring")
    assert_not_in(SECRET, cck("provider", "show", "Secretive", "--json").out, "cck provider show")
    cck("provider", "remove", "Secretive")
    assert_equal(keyring.items(), 1, "secrets in the keyring")


def _a_client_secret_is_asked_for_and_not_shown():
    terminal = Terminal("provider", "add", "Asked", "--issuer", issuer, "--client-id", "c", "--allow-http-loopback",
                        "--client-auth", "client_secret_basic")
    terminal.expect("Client secret:")
    terminal.type(f"{SECRET}\n")
    assert_equal(terminal.end(), 0, "exit status")
    assert_in("Added “Asked”", terminal.shown, "the terminal")
    assert_not_in(SECRET, terminal.shown, "the terminal")
    assert_equal(keyring.items(), 2, "secrets in the keyring")
    cck("provider", "remove", "Asked")


def _ctrl_c_at_a_question_changes_nothing():
    terminal = Terminal("provider", "add", "Asked", "--issuer", issuer, "--client-id", "c", "--allow-http-loopback",
                        "--client-secret-file", "-")
    terminal.expect("Client secret:")
    terminal.type("\x03")
    assert_equal(terminal.end(), 6, "exit status")
    assert_equal(len(cck("provider", "list", "--json").json), 1, "providers")


def _a_removal_asks_a_person():
    for answer, status, providers in ("n", 6, 1), ("", 6, 1):
        terminal = Terminal("provider", "remove", "Acme")
        terminal.expect("[y/N]")
        terminal.type(f"{answer}\n")
        assert_equal(terminal.end(), status, "exit status")
        assert_equal(len(cck("provider", "list", "--json").json), providers, "providers")


def _the_last_address_can_be_pasted():
    terminal = Terminal("sign-in", "Acme", "--no-browser")
    terminal.expect("press Return")
    address = re.search(r"http://\S+", terminal.shown).group()
    terminal.type("http://127.0.0.1/callback?code=a&state=b\n")
    terminal.expect("cck: ")
    connection = http.client.HTTPConnection(address.split("/")[2])
    connection.request("GET", address[address.index("/", 8):])
    terminal.type(connection.getresponse().headers["Location"] + "\n")
    assert_equal(terminal.end(), 0, "exit status")
    assert_in("Signed in as", terminal.shown, "the terminal")


def _a_preference_can_forbid_tokens():
    settings = FOLDER / "config/glib-2.0/settings/keyfile"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text("[io/github/claimcheck/Claimcheck]\nallow-command-line-tokens=false\n", encoding="utf-8")
    result = cck("token", "Acme", GSETTINGS_BACKEND="keyfile", expect=2)
    assert_equal(result.out, "", "standard output")
    assert_in("preferences", result.err, "the sentence")
    cck("token", "Acme")


def _a_locked_keyring_is_status_5():
    keyring.lock()
    for command in "token", "refresh", "sign-out":
        result = cck(command, "Acme", expect=5)
        assert_equal(result.out, "", f"what cck {command} prints")
        assert_in("keyring is locked", result.err, f"what cck {command} says")
    keyring.unlock()
    assert_equal(len(cck("accounts", "--json").json), 1, "accounts")
    cck("token", "Acme")


def _a_provider_that_is_gone_keeps_the_account():
    passing, address = practice("--access-lifetime", "5")
    add("Passing", address)
    cck("sign-in", "Passing", "--browser", browser)
    passing.terminate()
    passing.wait(20)
    result = cck("token", "Passing", expect=4)
    assert_equal(result.out, "", "standard output")
    assert_equal(len(cck("accounts", "--json").json), 2, "accounts")
    result = cck("sign-out", "Passing", "--json", expect=4)
    assert_equal((result.json["removed"], result.json["revoked"]), (True, False), "what became of it")
    assert_equal(set(result.json["error"]), {"code", "message", "next"}, "the error's members")
    assert_equal(len(cck("accounts", "--json").json), 1, "accounts")


def _sign_out_revokes_and_forgets():
    result = cck("sign-out", "Acme", "--json").json
    assert_equal(result, {"account": seen["account"], "removed": True, "revocation_supported": True, "revoked": True,
                          "lives_until": None, "end_session_uri": None, "error": None},
                 "what became of it")
    assert_equal(cck("accounts", "--json").json, [], "accounts")
    assert_equal(keyring.items(), 0, "secrets in the keyring")
    provider.terminate()
    assert_equal(provider.wait(20), 0, "exit status of the provider")


tap.run(
    _sign_in_is_three_events,
    _the_account_is_listed,
    _a_token_in_each_format,
    _a_fresh_token_needs_no_request,
    _a_token_is_never_on_standard_error,
    _the_claims_are_checked,
    _a_refresh_rotates,
    _two_accounts_need_their_names,
    _ctrl_c_ends_a_sign_in,
    _ctrl_c_does_not_wait_for_a_provider_that_says_nothing,
    _a_sign_in_ends_by_itself,
    _a_browser_that_is_not_there_is_told_of,
    _what_the_browser_prints_goes_nowhere,
    _a_shell_is_not_between,
    _a_lie_of_the_provider_is_told_and_nothing_is_kept,
    _a_client_secret_goes_to_the_keyring,
    _a_client_secret_is_asked_for_and_not_shown,
    _ctrl_c_at_a_question_changes_nothing,
    _a_removal_asks_a_person,
    _the_last_address_can_be_pasted,
    _a_preference_can_forbid_tokens,
    _a_locked_keyring_is_status_5,
    _a_provider_that_is_gone_keeps_the_account,
    _sign_out_revokes_and_forgets,
)
