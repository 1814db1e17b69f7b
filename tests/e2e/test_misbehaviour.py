#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every kind of misbehaviour that the practice provider knows, met by cck with a real keyring: what it says, and what is there afterwards.

The table says for each kind where it shows. The kinds themselves are read from the program, so a new one without a row fails.
"""

import http.client
import json
import os
import random
import re
import signal
import socket
import sys
import time
import urllib.parse
from dataclasses import dataclass

import tap
from cck import PROGRAM, Result, assert_equal, assert_in
from desktop import Desktop, wait_until
from keyring import Keyring
from providers import PracticeProvider

LIFETIME = 900
TIMEOUT = 2                     # seconds for a request, where one never ends
MOST_MEMORY = 256 * 1024        # KiB, whatever is sent
SETTINGS = "[io/github/claimcheck/Claimcheck]\nrequest-timeout={}\n"


@dataclass
class Row:
    """What cck makes of a kind: the command at which it shows, its exit status and code, and more by that command."""
    at: str
    status: int = 0
    code: str = ""
    check: str = ""             # the check of the ID token that fails
    asked: int | None = None    # how often the token endpoint is asked
    opens: bool = True          # the browser is sent to the provider first
    provider: tuple = ()        # options of cck provider add
    practice: tuple = ()        # options of cck practice


def accepted(**more):
    return Row("sign-in", asked=1, **more)


def checked(check, **more):
    return Row("sign-in", 1, "check-failed", check=check, asked=1, **more)


def refused(code, asked=1, **more):
    return Row("sign-in", 1, code, asked=asked, **more)


def waited():
    return Row("waiting", 6, "cancelled", asked=0)


def refreshed():
    return Row("refresh")


def refresh_refused(code="check-failed"):
    return Row("refresh-refused", 1, code)


def failing(where, code, status=4):
    """One endpoint gives an answer that is none."""
    return Row(where, status, code, asked=int(where != "metadata"), opens=where != "metadata")


# An answer of any endpoint, and what is said of it.
FAULTS = {"huge": "too-large", "slow": "no-answer", "cut": "network", "html": "bad-answer", "redirect": "redirected", "500": "server-error",
          "503": "rate-limited", "429": "rate-limited", "duplicate": "bad-answer"}

ROWS = {
    "none": checked("signature"),
    "signature": checked("signature"),
    "signature-rs256": checked("signature"),
    "signature-es256": checked("signature", practice=("--id-token-alg", "ES256")),
    "signature-hs256": checked("algorithm"),
    "algorithm": checked("algorithm", provider=("--id-token-algorithm", "RS256")),
    "no-kid": accepted(),
    "no-kid-several": accepted(),
    "new-keys": accepted(),
    "new-keys-signing": accepted(),
    "issuer": checked("issuer"),
    "audience": checked("audience"),
    "audience-other": checked("authorized-party"),
    "audience-list": accepted(),
    "nonce": checked("nonce"),
    "expired": checked("expiry"),
    "at-hash": checked("at-hash"),
    "c-hash": checked("c-hash"),
    "no-issuer": checked("issuer"),
    "no-audience": checked("audience"),
    "no-subject": checked("subject"),
    "no-expiry": checked("expiry"),
    "no-issued-at": checked("issued-at"),
    "no-nonce": checked("nonce"),
    "state": waited(),
    "no-state": waited(),
    "response-issuer": refused("wrong-issuer-in-reply", asked=0),
    "no-response-issuer": refused("wrong-issuer-in-reply", asked=0),
    "token-type-case": accepted(),
    "token-type": refused("bad-token"),
    "no-expires-in": accepted(),
    "expires-in-text": accepted(),
    "no-id-token": refused("missing-id-token"),
    "refresh-id-token": refreshed(),
    "refresh-no-id-token": refreshed(),
    "refresh-issuer": refresh_refused(),
    "refresh-subject": refresh_refused(),
    "refresh-audience": refresh_refused(),
    "refresh-nonce": refresh_refused(),
    "refresh-auth-time": refresh_refused(),
    "no-rotation": refreshed(),
    "no-refresh-token": refreshed(),
    "invalid-grant": Row("ended", 3, "sign-in-again"),
    "userinfo-subject": Row("userinfo", 1, "other-person"),
    "userinfo-signed": Row("userinfo"),
    "userinfo-signature": Row("userinfo", 1, "not-verified"),
    "userinfo-none": Row("userinfo", 1, "not-verified"),
    "metadata-issuer": refused("issuer-differs", asked=0, opens=False),
    "jwks-elsewhere": accepted(),
    **{f"{where}-{fault}": failing(where, code) for where in ("token", "metadata", "jwks", "userinfo") for fault, code in FAULTS.items()},
    # The same origin, so these are followed (rule 20), to where nothing is.
    "metadata-redirect": failing("metadata", "no-configuration", status=1),
    "jwks-redirect": failing("jwks", "bad-answer"),
}
ROWS["busy"] = ROWS.pop("token-503")
# An account that was told when to come again may not ask sooner, so these kinds have one of their own.
HURT = [kind for kind in ROWS if kind == "busy" or kind.endswith(("-503", "-429"))]

desktop = Desktop()
keyring = Keyring(desktop.bus_address)
printed, figures = [], []
settings = desktop.home / ".config/glib-2.0/settings/keyfile"
settings.parent.mkdir(parents=True)


def free_port():
    """A port below those that are given to clients, so that it stays free while one provider ends and the next begins."""
    while True:
        port = random.randrange(20000, 32000)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port


PORT = free_port()


def practice(*options):
    return PracticeProvider(desktop, LIFETIME, "--auto-approve", "--port", PORT, *options)


def count(provider, path):
    return provider.program.out.read_text().count(f'"path":"{path}"')


class Measured(Result):
    """A program that has ended, with the time that it took and the most memory that it had."""

    def __init__(self, program, begin):
        ended = wait_until(lambda: (found := os.wait4(program.process.pid, os.WNOHANG)) and found[0] and found, f"{program.name} to end")
        program.process.returncode = os.waitstatus_to_exitcode(ended[1])
        super().__init__(program)
        self.seconds, self.memory = time.monotonic() - begin, ended[2].ru_maxrss
        figures.append((self.memory, program.name))


def start(*arguments):
    # Freed memory that AddressSanitizer holds back is none of the program's.
    sanitizer = os.environ.get("ASAN_OPTIONS", "") + ":quarantine_size_mb=4"
    return desktop.start("cck-" + arguments[0], PROGRAM, *arguments, "--verbose", ASAN_OPTIONS=sanitizer.lstrip(":"))


def run(*arguments, expect=0):
    begin = time.monotonic()
    program = start(*arguments)
    if arguments[0] == "token":
        printed.append(program)
    result = Measured(program, begin)
    assert_equal(result.status, expect, f"exit status of cck {' '.join(map(str, arguments))}, which said {result.out}")
    return result


def token(name, *options):
    out = run("token", name, *options).out.strip()
    desktop.add_secrets(out, *keyring.tokens())
    return out


def add(name, *options):
    run("provider", "add", name, "--issuer", f"http://127.0.0.1:{PORT}", "--client-id", PracticeProvider.client_id,
        "--scope", PracticeProvider.scope, "--allow-http-loopback", *options)


def get(uri):
    """One GET: the status, and where it leads."""
    parts = urllib.parse.urlsplit(uri)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
    connection.request("GET", f"{parts.path}?{parts.query}")
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.getheader("Location")


def has_ended(program):
    return os.waitid(os.P_PID, program.process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def callback_of(running):
    """Let a provider that signs in at once do so; the address that it sends the browser to. None where nothing is to be opened."""
    wait_until(lambda: '{"event":"open"' in running.out.read_text() or has_ended(running), "an address, or the end")
    if '{"event":"open"' not in running.out.read_text():
        return None
    _, callback = get(json.loads(running.line('{"event":"open"'))["uri"])
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(callback).query)
    desktop.add_secrets(*query.get("code", []), *query.get("state", []))
    return callback


def sign_in(*names, expect=0, opens=True):
    """Sign in at all of these at once: the last event of each, and what it took."""
    begin, results = time.monotonic(), []
    started = [start("sign-in", name, "--no-browser", "--json", "--timeout", "60") for name in names]
    for running in started:
        callback = callback_of(running)
        assert_equal(callback is not None, opens, "an address is opened")
        if callback:
            get(callback)
    for running in started:
        result = Measured(running, begin)
        assert_equal(result.status, expect, f"exit status of cck sign-in, which said {result.out}")
        results.append((result.events[-1], result))
    desktop.add_secrets(*keyring.tokens())
    return results


def account(name):
    return next((one for one in run("accounts", "--json").json if one["account"].startswith(name + "/")), None)


def kept():
    """All that is there: the accounts, and what the keyring holds."""
    return run("accounts", "--json").json, sorted(map(str, keyring.tokens())), keyring.items()


def assert_failure(error, row, result, kind):
    """The code, a sentence and a next step; within the bounds."""
    assert_equal(error["code"], row.code, f"code of {error}")
    for words in (error["message"], error["next"]):
        if not words.endswith("."):
            raise AssertionError(f"no sentence: {words!r}")
    if result.memory > MOST_MEMORY:
        raise AssertionError(f"cck took {result.memory} KiB of memory")
    # Not before the time is up, and soon after it: starting and ending take a moment, too, and there are two well-known addresses.
    if kind.endswith("-slow") and not TIMEOUT <= result.seconds < 2 * TIMEOUT + 10:
        raise AssertionError(f"it took {result.seconds:.1f} s where {TIMEOUT} s are allowed")


def refuse_sign_in(kind, row, provider):
    """Signing in fails, the first time and later on, and changes nothing of what is there."""
    names = [kind] if row.provider else ["New", kind if kind in HURT else "Kept"]
    before = kept()
    for event, result in sign_in(*names, expect=row.status, opens=row.opens):
        assert_equal(event["event"], "failed", "last event")
        assert_failure(event["error"], row, result, kind)
        if row.check:
            failed = [check["id"] for check in event["verdict"]["checks"] if check["outcome"] == "failed"]
            assert_equal(failed[0], row.check, f"the check that fails, of {failed}")
    assert_equal(kept(), before, "what is there afterwards")
    assert_equal(provider.token_requests(), row.asked * len(names), "token requests")
    return names[-1]


def at_sign_in(kind, row, provider):
    if row.status:
        refuse_sign_in(kind, row, provider)
        return
    for number in (1, 2):       # new keys are new twice
        ((event, _),) = sign_in("Other")
        assert_equal(event["event"], "signed-in", "last event")
        assert_in(event["verdict"]["verdict"], ("valid", "valid-with-warnings"), "verdict")
        assert_equal((event["subject"], provider.token_requests()), ("alice", number), "who, and the token requests")
    assert_in(token("Other"), keyring.values("access_token"), "the token")
    ACCEPTED.get(kind, lambda *_: None)(event, provider)


def _says_bearer_and_dpop(_event, _provider):
    assert_in("Authorization: Bearer ", token("Other", "--format", "header"), "the header")
    sign_in("Bound")
    assert_in("Authorization: DPoP ", token("Bound", "--format", "header"), "the header of a bound one")


def _expires_in_time(event, _provider):
    assert_equal(LIFETIME - 60 < event["expires_at"] - time.time() <= LIFETIME, True, f"expires_at {event['expires_at']}")


def _expires_when_nobody_said(event, _provider):
    assert_equal(event["expires_at"], None, "expires_at")
    assert_equal(token("Other"), token("Other"), "the token, which is not refreshed each time")


def _asks_elsewhere(_event, provider):
    assert_equal(count(provider, "/jwks"), 0, "requests at the usual address")


# What more is true after a sign-in that is accepted.
ACCEPTED = {"token-type-case": _says_bearer_and_dpop, "expires-in-text": _expires_in_time, "no-expires-in": _expires_when_nobody_said, "jwks-elsewhere": _asks_elsewhere}


def at_waiting(_kind, row, provider):
    """Nothing happens, still listening."""
    before = kept()
    running = start("sign-in", "New", "--no-browser", "--json", "--timeout", "60")
    callback = callback_of(running)
    for _ in range(3):
        assert_equal(get(callback)[0], 400, "status of the answer")
    assert_equal(running.process.poll(), None, "cck is still waiting")
    running.process.send_signal(signal.SIGINT)
    result = Result(running)
    assert_equal((result.status, [event["event"] for event in result.events]), (row.status, ["open", "failed"]), "how it ends")
    assert_equal(result.events[-1]["error"]["code"], row.code, "code")
    assert_equal((kept(), provider.token_requests()), (before, 0), "what is there, and the token requests")


def at_refresh(kind, _row, provider):
    """Twice, so that what the first one left is good."""
    sign_in("Other")
    held, refresh_token, id_token = token("Other"), refresh_token_of("Other"), token("Other", "--type", "id")
    for number in (2, 3):
        run("refresh", "Other", "--json")
        assert_equal(provider.token_requests(), number, "token requests")
        before, held = (held, refresh_token, id_token), token("Other")
        refresh_token, id_token = refresh_token_of("Other"), token("Other", "--type", "id")
        assert_equal(held != before[0], True, "another token")
        assert_equal(refresh_token != before[1], kind not in ("no-rotation", "no-refresh-token"), "another refresh token")
        assert_equal(id_token != before[2], kind != "refresh-no-id-token", "another ID token")


def refresh_token_of(name):
    found = [json.loads(bytes(value)) for _, _, value, _ in keyring.secrets(name).values()]
    return next((one["refresh_token"] for one in found if "refresh_token" in one), None)


def at_refresh_refused(kind, row, provider):
    """The token that was there stays, and so does the session: the refresh token that came is good, for the same sentence again."""
    sign_in("Other")
    held, id_token, refresh_token = token("Other"), token("Other", "--type", "id"), refresh_token_of("Other")
    for number in (2, 3):
        result = run("refresh", "Other", "--json", expect=row.status)
        assert_failure(result.json["error"], row, result, kind)
        assert_equal(provider.token_requests(), number, "token requests")
    assert_equal((token("Other"), token("Other", "--type", "id")), (held, id_token), "the tokens that were there")
    assert_equal((account("Other")["state"], account("Other")["subject"]), ("signed-in", "alice"), "the account")
    assert_equal(refresh_token_of("Other") not in (None, refresh_token), True, "another refresh token is kept, for the first one is spent")
    assert_equal(count(provider, "/revoke"), 0, "revocations")


def at_ended(kind, row, provider):
    """The session ends, the account stays, and that token is never sent again."""
    sign_in("Other")
    result = run("refresh", "Other", "--json", expect=row.status)
    assert_failure(result.json["error"], row, result, kind)
    assert_equal((account("Other")["state"], refresh_token_of("Other")), ("sign-in-again", None), "the account, and its refresh token")
    for command in (["refresh", "Other"], ["token", "Other", "--min-valid", "3000"]):
        assert_equal(run(*command, expect=row.status).out, "", f"what cck {command[0]} prints")
    assert_equal(provider.token_requests(), 2, "token requests")
    ((event, _),) = sign_in("Other")
    assert_equal((event["event"], account("Other")["state"]), ("signed-in", "signed-in"), "after signing in again")


def at_userinfo(kind, row, provider):
    name = kind if kind in HURT else "Other"
    sign_in(name)
    held = token(name)
    result = run("userinfo", name, "--json", expect=row.status)
    if row.status:
        assert_equal(list(result.json), ["error"], "what is told")
        assert_failure(result.json["error"], row, result, kind)
    else:
        assert_equal((result.json["claims"]["sub"], result.json["verdict"]["verdict"]), ("alice", "valid"), f"who, and the verdict {result.out}")
    assert_equal((token(name), account(name)["state"], provider.token_requests()), (held, "signed-in", 1), "the session")


def at_endpoint(kind, row, provider):
    """Whoever needs the endpoint is told, within the bounds; the session stays."""
    name = refuse_sign_in(kind, row, provider)
    if row.at == "jwks":        # which are asked for once the refresh token was spent: refresh-refused has that
        return
    before, asked = kept(), provider.token_requests()
    result = run("refresh", name, "--json", expect=row.status)
    assert_failure(result.json["error"], row, result, kind)
    assert_equal((kept(), provider.token_requests() - asked), (before, row.asked), "the session, and the token requests")
    if kind in ("busy", "token-429"):
        error = run("refresh", name, "--json", expect=4).json["error"]
        assert_equal((error["code"], provider.token_requests() - asked), ("wait", 1), "too soon, and the token requests")
    assert_in(token(name), keyring.values("access_token"), "the token that was there")


SCENES = {"sign-in": at_sign_in, "waiting": at_waiting, "refresh": at_refresh, "refresh-refused": at_refresh_refused, "ended": at_ended,
          "userinfo": at_userinfo, "token": at_endpoint, "metadata": at_endpoint, "jwks": at_endpoint}


def misbehaviour(kind):
    def check():
        row = ROWS[kind]
        if kind.endswith("-slow"):
            settings.write_text(SETTINGS.format(TIMEOUT))
        provider = practice("--misbehave", kind, *row.practice)
        try:
            SCENES[row.at](kind, row, provider)
        finally:
            provider.stop()
            settings.unlink(missing_ok=True)
    check.__name__ = kind
    return check


def kinds_in(page):
    return re.findall(r"^  ([a-z0-9-]+) {2,}\S", page.partition("Kinds of --misbehave:")[2], re.MULTILINE)


def _help_lists_the_kinds():
    assert_equal(kinds_in(run("practice", "--help").out), KINDS, "kinds in cck practice --help")


def _every_kind_has_a_row():
    assert_equal(sorted(set(KINDS) ^ set(ROWS)), [], "kinds without a row, and rows without a kind")


def _the_history_is_intact():
    assert_equal(run("history", "--verify", "--json").json["finding"], "intact", "finding")


def _nothing_secret_lies_about():
    if len(desktop.secrets()) < 200:
        return "the test knows too few secrets to look for"
    return desktop.leaks(but=printed)


def _no_program_complains():
    print("# the most memory was {} KiB, of {}".format(*max(figures)), file=sys.stderr)
    return desktop.complaints()


KINDS = kinds_in(run("help", "practice").out)
# "New" never signs in; "Kept" is signed in before, and stays so; "Other" signs in and is changed.
NAMES = ["New", "Kept", "Other", "Bound", *HURT, *(kind for kind, row in ROWS.items() if row.provider)]
honest = practice()
for name_ in NAMES:
    add(name_, *ROWS.get(name_, accepted()).provider, *(["--dpop"] if name_ == "Bound" else []))
sign_in("Kept", *HURT)
honest.stop()

tap.run(
    _help_lists_the_kinds,
    _every_kind_has_a_row,
    *(misbehaviour(kind) for kind in KINDS if kind in ROWS),
    _the_history_is_intact,
    _nothing_secret_lies_about,
    _no_program_complains,
)
