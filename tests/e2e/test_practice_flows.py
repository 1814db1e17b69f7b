#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a client may do at the practice provider, each as a user does it, with cck alone: with a browser where a person is asked."""

import http.client
import json
import os
import pty
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.parse
import urllib.request
from pathlib import Path

import tap
from cck import HERE, PROGRAM, Result, assert_equal, assert_in, cck, open_in_browser
from cck import sign_in as sign_in_with_pages
from cck import sign_in_on_a_device
from desktop import Desktop, wait_until
from keyring import Keyring
from providers import OidcProvider, PracticeProvider
from visitor import fetch_json, visit

LIFETIME = 600
LOOPBACK = ["127.0.0.1", "::1"]
RESOURCE = "https://api.example.com/v1"

desktop = Desktop()
keyring = Keyring(desktop.bus_address)
# One asks who is there, the other signs in at once; both want a nonce in each DPoP proof.
asking = PracticeProvider(desktop, LIFETIME, "--dpop-nonce", "--device-interval", "1")
asking.device_done, asking.device_declined = "Your Device Is Signed In", "You Did Not Allow It"
quick = PracticeProvider(desktop, LIFETIME, "--dpop-nonce", "--auto-approve")
endpoints = fetch_json(f"{quick.issuer}/.well-known/openid-configuration")

# What everybody knows to be the clients' secret and key; here nobody else may show it.
known = cck(desktop, "help", "practice")
printed = [known.program]
SECRET = re.search(r"Their secret.*\n  (.+)\n", known.out)[1]
KEY = re.search(r"The key.*\n  (.+)\n", known.out)[1]
secret_file, key_file = desktop.folder / "secret", desktop.folder / "key.jwk"
secret_file.write_text(SECRET + "\n")
key_file.write_text(KEY)
desktop.add_secrets(SECRET, json.loads(KEY)["d"])


def run(*arguments, expect=0, given=None):
    result = cck(desktop, *arguments, "--verbose", expect=expect, given=given)
    desktop.add_secrets(*keyring.tokens())
    return result


def add(name, *options, provider=quick, client_id=PracticeProvider.client_id, scope=PracticeProvider.scope):
    run("provider", "add", name, "--issuer", provider.issuer, "--client-id", client_id, "--scope", scope, "--allow-http-loopback", *options)


def token(account, *options, command="token", expect=0):
    """What it prints, which nothing else may."""
    program = desktop.start(f"cck-{command}", PROGRAM, command, account, "--verbose", *options)
    printed.append(program)
    result = Result(program)
    desktop.add_secrets(result.out.strip(), *keyring.tokens())
    assert_equal(result.status, expect, f"exit status of cck {command}, which said {result.err[-500:]}")
    return result.out.strip()


def count(path, provider=quick, status=""):
    return provider.program.out.read_text().count(f'"path":"{path}","status":{status}')


def signed_in(events):
    desktop.add_secrets(*keyring.tokens())
    assert_equal(events[-1]["event"], "signed-in", f"last event of {events}")
    return events[-1]


def begin(name, *options):
    """A sign-in that has its listener, and the address to open."""
    running = desktop.start("cck-sign-in", PROGRAM, "sign-in", name, "--no-browser", "--json", "--timeout", "60", "--verbose", *options)
    return running, json.loads(running.line('{"event":"open"'))["uri"]


def callback_from(uri):
    """Where the provider that signs in at once sends the browser to."""
    parts = urllib.parse.urlsplit(uri)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
    connection.request("GET", f"{parts.path}?{parts.query}")
    callback = urllib.parse.urlsplit(connection.getresponse().getheader("Location"))
    query = urllib.parse.parse_qs(callback.query)
    desktop.add_secrets(*query["code"], *query["state"])
    return callback


def sign_in(name, *options):
    running, uri = begin(name, *options)
    visit(uri)
    result = Result(running)
    assert_equal(result.status, 0, f"exit status of cck sign-in, which said {result.out}")
    return signed_in(result.events)


def inspect(account, *options, expect=0):
    """The access token of an account, looked at as the one it is for would."""
    return run("inspect", "-", "--provider", account, "--profile", "at+jwt", "--json", *options, given=token(account), expect=expect).json


def _the_device_flow_in_a_browser_elsewhere():
    add("Device", provider=asking)
    event = signed_in(sign_in_on_a_device(desktop, "Device", asking))
    assert_equal((event["subject"], event["verdict"]["verdict"]), ("alice", "valid"), "who, and the verdict")
    held = token("Device")
    assert_equal(token("Device", "--min-valid", "3000") != held, True, "another token after a refresh")


def _who_declines_on_the_device_is_not_signed_in():
    add("Nobody", provider=asking)
    error = sign_in_on_a_device(desktop, "Nobody", asking, user="nobody", expect=1)[-1]["error"]
    assert_equal((error["code"], error["message"]), ("declined", "Sign-in was declined at the provider."), "the failure")


# How a confidential client shows who it is, and what cck provider add is told.
METHODS = {
    "practice-basic": ("--client-auth", "client_secret_basic", "--client-secret-file", secret_file),
    "practice-post": ("--client-auth", "client_secret_post", "--client-secret-file", secret_file),
    "practice-secret-jwt": ("--client-auth", "client_secret_jwt", "--client-secret-file", secret_file),
    "practice-key-jwt": ("--client-auth", "private_key_jwt", "--key-file", key_file),
}


def client_credentials(client_id):
    def check():
        add(client_id, *METHODS[client_id], client_id=client_id, scope="practice.read")
        event = signed_in(run("sign-in", client_id, "--client-credentials", "--json").events)
        assert_equal((event["granted_scope"], event["verdict"]), ("practice.read", None), "granted scope, and no ID token to judge")
        told = run("introspect", client_id, "--json").json
        assert_equal((told["active"], told["response"]["client_id"]), (True, client_id), "what the provider knows of the token")
        assert_equal(token(client_id, "--min-valid", "3000") != token(client_id, "--min-valid", "3000"), True, "asked anew where one is too old")
    check.__name__ = f"client credentials with {client_id}"
    return check


def _a_wrong_secret_is_said():
    wrong = desktop.folder / "wrong"
    wrong.write_text("another secret, which is as long as that")
    desktop.add_secrets(wrong.read_text())
    add("Wrong", "--client-auth", "client_secret_basic", "--client-secret-file", wrong, client_id="practice-basic", scope="practice.read")
    result = run("sign-in", "Wrong", "--client-credentials", "--json", expect=1)
    assert_equal(result.events[-1]["error"]["code"], "wrong-client", "code")


def _a_pushed_request():
    add("Pushed", "--par", provider=asking)
    before = count("/par", asking, 201)
    events, page = sign_in_with_pages(desktop, "Pushed")
    assert_equal(set(urllib.parse.parse_qs(urllib.parse.urlsplit(events[0]["uri"]).query)), {"client_id", "request_uri"}, "what the address holds")
    assert_equal((signed_in(events)["subject"], count("/par", asking, 201)), ("alice", before + 1), "who, and the pushed requests")
    assert_in("close this tab", page, "the last page")


def _an_answer_that_comes_as_a_form():
    add("Form", "--response-mode", "form_post", provider=asking)
    events, page = sign_in_with_pages(desktop, "Form")
    assert_equal(signed_in(events)["verdict"]["verdict"], "valid", "verdict")
    assert_in("close this tab", page, "the last page")


def _tokens_bound_to_a_key():
    add("Bound", "--dpop")
    sign_in("Bound")
    assert_equal(token("Bound", "--format", "header").split()[:2], ["Authorization:", "DPoP"], "the header")
    held = token("Bound")
    assert_equal(token("Bound", "--min-valid", "3000") != held, True, "another token after a refresh")
    assert_equal(run("userinfo", "Bound", "--json").json["claims"]["sub"], "alice", "sub of the user information")
    assert_equal(len(inspect("Bound", "--audience", quick.issuer)["payload"]["cnf"]["jkt"]), 43, "the thumbprint in the token")
    assert_equal(count("/token", status=400) > 0, True, "an answer that wants a nonce")


def _a_signed_request_with_a_key_as_client_authentication():
    add("Request", *METHODS["practice-key-jwt"], "--request-object", client_id="practice-key-jwt")
    sign_in("Request")
    held = token("Request")
    assert_equal(token("Request", "--min-valid", "3000") != held, True, "another token after a refresh")


def _an_access_token_for_the_resource_that_was_named():
    add("Resource", "--resource", RESOURCE)
    sign_in("Resource")
    for _ in range(2):
        shown = inspect("Resource", "--audience", RESOURCE)
        assert_equal((shown["payload"]["aud"], shown["verdict"].split("-")[0]), (RESOURCE, "valid"), "aud, and the verdict")
        token("Resource", "--min-valid", "3000")
    assert_equal(inspect("Resource", "--audience", "https://other.example.com/", expect=1)["verdict"], "not-valid", "for anybody else")


def _a_token_is_exchanged_and_kept_nowhere():
    add("Acme")
    sign_in("Acme")
    before = sorted(keyring.tokens())
    exchanged = token("Acme", "--audience", "other", command="exchange")
    shown = run("inspect", "-", "--provider", "Acme", "--profile", "at+jwt", "--audience", "other", "--json", given=exchanged).json
    assert_equal((shown["payload"]["aud"], shown["payload"]["sub"]), ("other", "alice"), "whom it is for and about")
    assert_equal(sorted(keyring.tokens()), before, "tokens in the keyring")


def _introspection():
    told = run("introspect", "Acme", "--json").json
    assert_equal((told["active"], told["response"]["sub"]), (True, "alice"), "active, and about whom")


def _signed_user_information():
    request = urllib.request.Request(endpoints["registration_endpoint"], headers={"Content-Type": "application/json"}, data=json.dumps(
        {"redirect_uris": ["http://127.0.0.1/callback"], "token_endpoint_auth_method": "none", "application_type": "native",
         "userinfo_signed_response_alg": "ES256", "id_token_signed_response_alg": "ES256"}).encode())
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=30) as answer:
        client = json.load(answer)
    desktop.add_secrets(client["registration_access_token"])
    add("Signed", "--id-token-algorithm", "ES256", client_id=client["client_id"])
    sign_in("Signed")
    told = run("userinfo", "Signed", "--json").json
    outcomes = {check["id"]: check["outcome"] for check in told["verdict"]["checks"]}
    assert_equal((told["claims"]["sub"], *(outcomes[name] for name in ("signature", "issuer", "audience"))),
                 ("alice", "passed", "passed", "passed"), "who, and what is checked")


def _a_client_that_registers_itself():
    before = count("/register", status=201)
    run("provider", "register", "Registered", "--issuer", quick.issuer, "--scope", "openid offline_access", "--allow-http-loopback")
    assert_equal(count("/register", status=201), before + 1, "registrations")
    sign_in("Registered")
    assert_equal(run("userinfo", "Registered", "--json").json["claims"]["sub"], "alice", "sub")


def _keys_are_changed_between_two_sign_ins():
    def kids():
        return {key["kid"] for key in fetch_json(endpoints["jwks_uri"])["keys"]}

    def kid(event):
        return next(check["found"] for check in event["verdict"]["checks"] if check["id"] == "key-id")

    first, before = kid(sign_in("Acme")), kids()
    quick.program.process.send_signal(signal.SIGUSR1)
    wait_until(lambda: kids() - before, "new keys")
    event = sign_in("Acme")
    assert_equal((event["verdict"]["verdict"], kid(event) != first, kid(event) in kids() - before), ("valid", True, True), "verdict, and the new key")


def listens(host, port):
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        return probe.connect_ex((host, port)) == 0


def redirected_to(host, authority):
    def check():
        name = f"At {host}"
        add(name, "--redirect-host", host)
        running, uri = begin(name)
        callback = callback_from(uri)
        assert_equal(callback.netloc, f"{authority}:{callback.port}", "where the browser is sent to")
        assert_equal([one for one in LOOPBACK if listens(one, callback.port)], [host], "where it listens")
        visit(callback.geturl())
        signed_in(Result(running).events)
        assert_equal([one for one in LOOPBACK if listens(one, callback.port)], [], "where it still listens")
    check.__name__ = f"a redirect to {host}"
    return check


def _a_redirect_to_localhost_is_heard_in_both_families():
    """At oidc-provider: ours has no such redirect (RFC 8252 §8.3)."""
    other = OidcProvider(desktop, LIFETIME)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    add("Localhost", "--redirect-host", "localhost", "--redirect-port", port, provider=other, client_id="native", scope=other.scope)
    for host in LOOPBACK:
        running, uri = begin("Localhost")
        assert_equal([one for one in LOOPBACK if listens(one, port)], LOOPBACK, "where it listens")
        browser = desktop.start("browser", sys.executable, HERE / "browser.py", uri, TEST_LOCALHOST=f"[{host}]" if ":" in host else host)
        assert_equal(browser.end(), 0, "exit status of the browser")
        assert_equal(signed_in(Result(running).events)["subject"], "alice", f"who, by way of {host}")
        assert_equal([one for one in LOOPBACK if listens(one, port)], [], "where it still listens")
    other.stop()


def _one_of_the_ports_that_are_registered():
    with socket.socket() as first, socket.socket() as second:
        for one in (first, second):
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            one.bind(("127.0.0.1", 0))
        ports = [one.getsockname()[1] for one in (first, second)]
        first.listen()
        add("Port", "--redirect-port", ports[0])
        add("Ports", "--redirect-port", f"{ports[0]},{ports[1]}")
        failed = run("sign-in", "Port", "--no-browser", "--json", expect=2).events
        assert_equal([(event["event"], event["error"]["code"]) for event in failed], [("failed", "port-busy")], "where the only port is taken")
        assert_in(str(ports[0]), failed[0]["error"]["message"], "the sentence")
        second.close()
        running, uri = begin("Ports")
        assert_equal(callback_from(uri).port, ports[1], "the next of the list")
        running.stop()
    running, uri = begin("Port")
    callback = callback_from(uri)
    assert_equal(callback.port, ports[0], "the port once it is free")
    visit(callback.geturl())
    result = Result(running)
    assert_equal(signed_in(result.events)["subject"], "alice", "who")


def _the_address_is_pasted_back():
    """The browser is on another computer, where nothing listens: a person at a terminal brings the last address."""
    master, terminal = pty.openpty()
    running = desktop.start("cck-sign-in", PROGRAM, "sign-in", "Acme", "--no-browser", "--verbose", given=terminal)
    os.close(terminal)
    uri = running.line("  http").strip()
    wait_until(lambda: "Paste the address" in running.out.read_text(), "the offer to paste")
    callback = callback_from(uri)
    wrong = callback._replace(query=re.sub(r"state=[^&]+", "state=another-one", callback.query))
    for address in ("nonsense", wrong.geturl()):
        before = running.err.read_text().count("cck: ")
        os.write(master, f"{address}\n".encode())
        wait_until(lambda: running.err.read_text().count("cck: ") > before, f"a word about {address[:30]}")
        assert_equal(running.process.poll(), None, "still waiting")
    os.write(master, f"{callback.geturl()}\n".encode())
    result = Result(running)
    os.close(master)
    assert_equal(result.status, 0, f"exit status, after {result.out}")
    assert_in("Signed in as “Acme/alice@example.com”", result.out, "standard output")
    assert_equal(token("Acme") in keyring.values("access_token"), True, "the token")


def _a_provider_is_handed_on_without_its_secret():
    exported = desktop.home / "acme.claimcheck"
    run("provider", "export", "practice-basic", "--output", exported)
    assert_equal(json.loads(exported.read_text()), json.loads(run("provider", "export", "practice-basic").out), "the file, and what is printed")
    run("provider", "import", exported, "--name", "Imported", "--client-secret-file", secret_file)
    again = json.loads(run("provider", "export", "Imported").out)
    original = json.loads(exported.read_text())
    assert_equal({name for name in original | again if original.get(name) != again.get(name)} <= {"name"}, True, f"differences of {again}")
    signed_in(run("sign-in", "Imported", "--client-credentials", "--json").events)
    assert_equal(run("provider", "import", exported, "--json", "--client-secret-file", secret_file, expect=2).json["error"]["code"],
                 "name-taken", "a second one of the same name")


def _a_provider_is_checked():
    shown = run("provider", "check", "Acme", "--json").json
    outcomes = {check["id"]: check["outcome"] for check in shown["checks"]}
    assert_equal((outcomes["pkce"], shown["verdict"] != "not-valid", [name for name, outcome in outcomes.items() if outcome == "failed"]),
                 ("passed", True, []), f"pkce, the verdict, and what fails in {outcomes}")


def _a_snippet_runs_and_holds_no_token():
    folder = desktop.folder / "bin"
    folder.mkdir()
    (folder / "cck").symlink_to(PROGRAM)
    programs = {"curl": ["sh"], "python": ["python3"], "fetch": ["node", "--input-type=module"]}
    uri = endpoints["userinfo_endpoint"]
    for kind, program in {**programs, "httpie": None}.items():
        snippet = run("snippet", "Acme", kind, uri, "--json").json["snippet"]
        assert_in("cck", snippet, f"the lines for {kind}")
        for secret in map(str, keyring.tokens()):
            assert_equal(secret in snippet, False, f"a token in the lines for {kind}")
        if program:
            shown = subprocess.run(program, input=snippet, capture_output=True, text=True, check=False,
                                   env={**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"})
            assert_in('"sub":"alice"', shown.stdout, f"what the lines for {kind} print, and {shown.stderr[-500:]}")


def _revoking_keeps_the_account():
    held = count("/revoke", status=200)
    told = run("revoke", "Registered", "--json").json
    assert_equal((told["revoked"], told["removed"], told["error"]), (True, False, None), "what became of it")
    assert_equal(count("/revoke", status=200) > held, True, "revocations at the provider")
    assert_equal(token("Registered", expect=3), "", "what cck token prints")
    assert_equal([one["state"] for one in run("accounts", "--json").json if one["account"].startswith("Registered/")], ["sign-in-again"], "the account")


def _the_providers_own_sign_out_is_opened():
    told = run("sign-out", "Acme", "--end-session", "--no-browser", "--json").json
    assert_equal((told["removed"], told["revoked"]), (True, True), "what became of it")
    assert_in("/logout", told["end_session_uri"], "the address")
    assert_in("You Are Signed Out", open_in_browser(desktop, told["end_session_uri"], until="You Are Signed Out"), "the page")
    assert_equal([one for one in run("accounts", "--json").json if one["account"].startswith("Acme/")], [], "accounts")
    assert_equal(token("Acme", expect=2), "", "what cck token prints")


def _the_history_tells_it_all_and_is_verified():
    for name in ("Acme/alice@example.com", "Acme"):         # which is signed out
        lines = run("history", name, "--json").json
        found = {line["event"] for line in lines}
        assert_equal({"issued", "revoked", "signed-in", "signed-out"} <= found, True, f"events of {name}, {sorted(found)}")
    assert_equal([line["number"] for line in lines], sorted((line["number"] for line in lines), reverse=True), "order")
    everything = {line["event"] for line in run("history", "--json").json}
    assert_equal({"issued", "refreshed", "rotated", "keys-changed", "revoked", "signed-out"} <= everything, True, f"events {sorted(everything)}")
    assert_equal(run("history", "--verify", "--json").json["finding"], "intact", "finding")


def _a_history_that_somebody_edited_is_found_out():
    (path,) = Path(os.environ["XDG_DATA_HOME"]).rglob("history.db")
    with sqlite3.connect(path) as database:
        (table,) = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%fingerprint%'")]
        database.execute(f"UPDATE {table} SET fingerprint = '0000000000000000' WHERE rowid = (SELECT min(rowid) + 3 FROM {table})")
    database.close()
    assert_equal(run("history", "--verify", "--json", expect=1).json["finding"] != "intact", True, "finding")


def _nothing_secret_lies_about():
    if len(desktop.secrets()) < 80:
        return "the test knows too few secrets to look for"
    return desktop.leaks(but=printed)


def _no_program_complains():
    for provider in (asking, quick):
        provider.stop()
    return desktop.complaints()


tap.run(
    _the_device_flow_in_a_browser_elsewhere,
    _who_declines_on_the_device_is_not_signed_in,
    *(client_credentials(client_id) for client_id in METHODS),
    _a_wrong_secret_is_said,
    _a_pushed_request,
    _an_answer_that_comes_as_a_form,
    _tokens_bound_to_a_key,
    _a_signed_request_with_a_key_as_client_authentication,
    _an_access_token_for_the_resource_that_was_named,
    _a_token_is_exchanged_and_kept_nowhere,
    _introspection,
    _signed_user_information,
    _a_client_that_registers_itself,
    _keys_are_changed_between_two_sign_ins,
    redirected_to("127.0.0.1", "127.0.0.1"),
    redirected_to("::1", "[::1]"),
    _a_redirect_to_localhost_is_heard_in_both_families,
    _one_of_the_ports_that_are_registered,
    _the_address_is_pasted_back,
    _a_provider_is_handed_on_without_its_secret,
    _a_provider_is_checked,
    _a_snippet_runs_and_holds_no_token,
    _revoking_keeps_the_account,
    _the_providers_own_sign_out_is_opened,
    _the_history_tells_it_all_and_is_verified,
    _a_history_that_somebody_edited_is_found_out,
    _nothing_secret_lies_about,
    _no_program_complains,
)
