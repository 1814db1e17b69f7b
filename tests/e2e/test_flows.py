#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a client may do at oidc-provider beyond code and refresh, each as a user does it, with cck alone."""

import json
import subprocess

import tap
from certificates import make_certificates
from cck import HERE, PROGRAM, Result, assert_equal, assert_in, cck, sign_in, sign_in_on_a_device
from desktop import Desktop
from keyring import Keyring
from providers import OidcProvider

RESOURCE = "urn:claimcheck:test-api"
SECRET = "only: for tests+%&, and 32 bytes or longer"

desktop = Desktop()
keyring = Keyring(desktop.bus_address)
keys = desktop.folder / "keys"
make_certificates(keys)
subprocess.run(["node", HERE / "client-keys.mjs", keys], check=True)
(keys / "secret").write_text(SECRET + "\n")
plain = OidcProvider(desktop, 300, OP_CLIENT_JWKS=str(keys / "jwks.json"), OP_DPOP_NONCE="1")
secure = OidcProvider(desktop, 300, OP_TLS=str(keys))
printed = []
desktop.add_secrets(SECRET, json.loads((keys / "key.jwk").read_text())["d"],
                    *((keys / name).read_text().splitlines()[1] for name in ("key.pem", "client.key")))


def add(name, client_id, *options, provider=plain, scope="openid profile email offline_access api:read"):
    cck(desktop, "provider", "add", name, "--issuer", provider.issuer, "--client-id", client_id, "--scope", scope,
        "--allow-http-loopback", *options)


def token(account, *options, expect=0):
    result = cck(desktop, "token", account, "--verbose", *options, expect=expect)
    printed.append(result.program)
    desktop.add_secrets(result.out.strip(), *keyring.tokens())
    return result.out


def signed_in(events):
    assert_equal(events[-1]["event"], "signed-in", f"last event of {events}")
    return events[-1]


# How a confidential client shows who it is, by the name of the client there, and what cck provider add is told.
METHODS = {
    "basic": ("--client-auth", "client_secret_basic", "--client-secret-file", keys / "secret"),
    "post": ("--client-auth", "client_secret_post", "--client-secret-file", keys / "secret"),
    "secret-jwt": ("--client-auth", "client_secret_jwt", "--client-secret-file", keys / "secret"),
    "key-jwt": ("--client-auth", "private_key_jwt", "--key-file", keys / "key.jwk"),
}


def client_credentials(name, options, provider=plain):
    def check():
        add(name, name, *options, provider=provider, scope="api:read")
        event = signed_in(cck(desktop, "sign-in", name, "--client-credentials", "--json", "--verbose").events)
        assert_equal(event["granted_scope"], "api:read", "granted scope")
        told = cck(desktop, "introspect", name, "--json", "--verbose").json["response"]
        assert_equal((told["active"], told["client_id"]), (True, name), "what the provider knows of the token")
        token(name)
    check.__name__ = f"client credentials with {name}"
    return check


def _a_key_in_pem_serves_as_well():
    add("pem", "key-jwt", "--client-auth", "private_key_jwt", "--key-file", keys / "key.pem", scope="api:read")
    signed_in(cck(desktop, "sign-in", "pem", "--client-credentials", "--json").events)


def _a_wrong_secret_is_said():
    (keys / "wrong").write_text("another secret, which is as long as that")
    add("wrong", "basic", "--client-auth", "client_secret_basic", "--client-secret-file", keys / "wrong", scope="api:read")
    result = cck(desktop, "sign-in", "wrong", "--client-credentials", "--json", expect=1)
    assert_equal(result.events[-1]["error"]["code"], "wrong-client", "code")


def _a_server_of_an_unknown_authority_is_refused():
    add("untrusted", "tls", "--client-auth", "tls_client_auth", "--key-file", keys / "identity.pem", provider=secure, scope="api:read")
    result = cck(desktop, "sign-in", "untrusted", "--client-credentials", "--json", expect=4)
    assert_in("certificate", result.events[-1]["error"]["message"].lower(), "the sentence")


def _the_device_flow_in_a_browser_elsewhere():
    add("Device", "native")
    event = signed_in(sign_in_on_a_device(desktop, "Device", plain))
    assert_equal(event["subject"], "alice", "subject")
    assert_equal(event["verdict"]["verdict"], "valid", "verdict")
    token("Device", "--min-valid", "3000")


def _who_declines_on_the_device_is_not_signed_in():
    events = sign_in_on_a_device(desktop, "Device", plain, user="nobody", expect=1)
    assert_equal(events[-1]["error"]["message"], "Sign-in was declined at the provider.", "the sentence")


def _a_pushed_request():
    add("Pushed", "native-par", "--par")
    before = plain.count("PUSHED 201")
    signed_in(sign_in(desktop, "Pushed")[0])
    assert_equal(plain.count("PUSHED 201"), before + 1, "pushed requests")


def _tokens_bound_to_a_key():
    add("Bound", "native-dpop", "--dpop")
    signed_in(sign_in(desktop, "Bound")[0])
    assert_equal(token("Bound", "--format", "header").split()[:2], ["Authorization:", "DPoP"], "the header")
    before = token("Bound")
    if token("Bound", "--min-valid", "3000") == before:
        return "the refresh brought no other token"
    assert_equal(cck(desktop, "userinfo", "Bound", "--json", "--verbose").json["claims"]["sub"], "alice", "sub of the user information")
    return []


def _signed_user_information():
    add("Signed", "native-signed")
    signed_in(sign_in(desktop, "Signed")[0])
    assert_equal(cck(desktop, "userinfo", "Signed", "--json").json["claims"]["sub"], "alice", "sub")


def _a_signed_request_with_a_key_as_client_authentication():
    add("Request", "key-jar", "--client-auth", "private_key_jwt", "--key-file", keys / "key.jwk", "--request-object")
    signed_in(sign_in(desktop, "Request")[0])
    token("Request", "--min-valid", "3000")


def _an_access_token_for_the_resource_that_was_named():
    add("Resource", "native-par", "--resource", RESOURCE)
    signed_in(sign_in(desktop, "Resource")[0])
    shown = cck(desktop, "inspect", "-", "--provider", "Resource", "--profile", "at+jwt", "--audience", RESOURCE, "--json",
                given=token("Resource")).json
    assert_equal(shown["payload"]["aud"], RESOURCE, "aud")
    assert_equal(shown["verdict"].startswith("valid"), True, f"verdict {shown}")


def _introspection_and_revocation():
    assert_equal(cck(desktop, "introspect", "Request", "--json").json["active"], True, "active")
    held = token("Request")
    cck(desktop, "revoke", "Request", "--verbose")
    assert_equal(plain.count("REVOCATION 200") > 0, True, "revocations")
    assert_equal(token("Request", expect=3), "", "what cck token prints")
    (account,) = [one for one in cck(desktop, "accounts", "--json").json if one["account"].startswith("Request/")]
    assert_equal(account["subject"], "alice", "the account that stays")
    desktop.add_secrets(held.strip())


def _a_provider_that_introspects_no_such_token_is_told_of():
    error = json.loads(cck(desktop, "introspect", "Resource", "--json", expect=1).out)["error"]
    assert_in("introspect", error["message"], "the sentence")


def _a_reused_refresh_token_ends_the_family_and_is_said():
    old = keyring.secrets("Signed")
    token("Signed", "--min-valid", "3000")
    keyring.put_back(old)
    result = cck(desktop, "refresh", "Signed", "--json", expect=3)
    assert_equal(json.loads(result.out)["error"]["code"], "refresh-token-reused", "code")
    # The provider has ended what was rotated since, too: that is what its alarm is for.
    assert_equal(token("Signed", "--min-valid", "3000", expect=3), "", "what cck token prints")


def _a_client_that_registers_itself():
    before = plain.count("REGISTRATION 201")
    cck(desktop, "provider", "register", "Registered", "--issuer", plain.issuer, "--scope", "openid offline_access",
        "--allow-http-loopback")
    assert_equal(plain.count("REGISTRATION 201"), before + 1, "registrations")
    signed_in(sign_in(desktop, "Registered")[0])


def _the_providers_own_sign_out_is_opened():
    running = desktop.start("cck-sign-out", PROGRAM, "sign-out", "Registered", "--end-session", "--browser", "true", "--json")
    shown = Result(running)
    assert_equal(shown.status, 0, f"exit status of {shown.out} {shown.err[-300:]}")
    assert_in("/session/end", shown.json["end_session_uri"], "the address")


def _a_provider_is_checked():
    shown = cck(desktop, "provider", "check", "Bound", "--json", "--verbose").json
    outcomes = {check["id"]: check["outcome"] for check in shown["checks"]}
    assert_equal(outcomes.get("pkce"), "passed", f"pkce in {outcomes}")


def _nothing_secret_lies_about():
    if len(desktop.secrets()) < 40:
        return "the test knows too few secrets to look for"
    return desktop.leaks(but=printed)


def _no_program_complains():
    plain.stop()
    secure.stop()
    return desktop.complaints()


tap.run(
    *(client_credentials(name, options) for name, options in METHODS.items()),
    _a_key_in_pem_serves_as_well,
    _a_wrong_secret_is_said,
    client_credentials("tls", ("--client-auth", "tls_client_auth", "--key-file", keys / "identity.pem", "--ca-file", keys / "ca.pem"),
                       provider=secure),
    _a_server_of_an_unknown_authority_is_refused,
    _the_device_flow_in_a_browser_elsewhere,
    _who_declines_on_the_device_is_not_signed_in,
    _a_pushed_request,
    _tokens_bound_to_a_key,
    _signed_user_information,
    _a_signed_request_with_a_key_as_client_authentication,
    _an_access_token_for_the_resource_that_was_named,
    _introspection_and_revocation,
    _a_provider_that_introspects_no_such_token_is_told_of,
    _a_reused_refresh_token_ends_the_family_and_is_said,
    _a_client_that_registers_itself,
    _the_providers_own_sign_out_is_opened,
    _a_provider_is_checked,
    _nothing_secret_lies_about,
    _no_program_complains,
)
