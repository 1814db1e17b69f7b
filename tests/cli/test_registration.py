#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a provider is registered: every option, what is changed, what is handed on, and where the secrets are."""

import base64
import json
import subprocess

import tap
from running import FOLDER, SECRET, Terminal, assert_equal, assert_in, assert_not_in, cck, file
from signing import keyring, practice

ISSUER = "https://issuer.example"
base = ["--issuer", ISSUER, "--client-id", "client"]


def openssl(*arguments):
    return subprocess.run(["openssl", *arguments], capture_output=True, text=True, check=True, cwd=FOLDER).stdout


KEY = openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256")
key_file = file("key.pem", KEY)
CERTIFICATE = openssl("req", "-x509", "-key", key_file, "-subj", "/CN=client", "-days", "2")
authority = file("authority.pem", CERTIFICATE)
identity = file("identity.pem", CERTIFICATE + KEY)


def jwk():
    """The same key as a JWK."""
    der = base64.b64decode("".join(line for line in openssl("ec", "-in", key_file, "-outform", "PEM").splitlines() if "-" not in line))
    public = base64.b64decode("".join(openssl("pkey", "-in", key_file, "-pubout").splitlines()[1:-1]))

    def encode(data):
        return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
    return {"kty": "EC", "crv": "P-256", "d": encode(der[7:39]), "x": encode(public[-64:-32]), "y": encode(public[-32:]), "alg": "ES256"}


def files():
    return "".join(path.read_text(encoding="utf-8") for path in FOLDER.joinpath("data/claimcheck").rglob("*.json"))


def _everything_that_can_be_said_of_a_provider_is_kept():
    endpoints = {f"{name}-endpoint": f"{ISSUER}/{name}" for name in (
        "authorization", "token", "userinfo", "revocation", "introspection", "device-authorization", "end-session",
        "pushed-authorization-request")}
    options = [word for name, uri in endpoints.items() for word in (f"--{name}", uri)]
    added = cck("provider", "add", "Full", *base, *options, "--jwks-uri", f"{ISSUER}/keys", "--redirect-host", "::1",
                "--redirect-port", "8400,8401", "--redirect-path", "/here", "--resource", "https://a.example", "--audience", "api",
                "--param", "token:x=y", "--param", "refresh:z=1", "--ca-file", authority, "--dpop", "--par",
                "--request-object", "--client-auth", "private_key_jwt", "--key-file", key_file, "--response-mode", "form_post",
                "--id-token-algorithm", "ES256", "--json").json
    assert_equal({name: added[name.replace("-", "_")] for name in endpoints}, endpoints, "endpoints")
    for name, value in {"jwks_uri": f"{ISSUER}/keys", "client_auth": "private_key_jwt", "audience": "api", "dpop": True, "par": True,
                        "request_object": True, "response_mode": "form_post", "id_token_algorithm": "ES256",
                        "resource": ["https://a.example"], "parameters": ["token:x=y", "refresh:z=1"],
                        "redirect_uri": "http://[::1]:8400/here\nhttp://[::1]:8401/here"}.items():
        assert_equal(added[name], value, name)
    assert_in("BEGIN CERTIFICATE", added["ca_certificates"], "certificates")
    assert_equal(cck("provider", "show", "Full", "--json").json, added, "cck provider show")
    shown = cck("provider", "show", "Full").out
    for words in "1, for this provider alone", "bound to a key (DPoP)", "have to be pushed", f"{ISSUER}/device-authorization":
        assert_in(words, shown, "cck provider show")
    assert_equal(keyring.items(), 1, "secrets in the keyring")
    assert_not_in("PRIVATE KEY", files(), "the files")
    cck("provider", "remove", "Full")
    assert_equal(keyring.items(), 0, "secrets in the keyring")


def _each_client_authentication_takes_what_it_needs():
    secret, key, jwk_file = file("secret", f"{SECRET}\n"), key_file, file("key.jwk", jwk())
    for method, option, path in (("client_secret_basic", "--client-secret-file", secret), ("client_secret_post", "--client-secret-file", secret),
                                 ("client_secret_jwt", "--client-secret-file", secret), ("private_key_jwt", "--key-file", key),
                                 ("private_key_jwt", "--key-file", jwk_file), ("tls_client_auth", "--key-file", identity)):
        added = cck("provider", "add", "One", *base, "--client-auth", method, option, path, "--json").json
        assert_equal((added["client_auth"], keyring.items()), (method, 1), method)
        cck("provider", "remove", "One")
    assert_equal(cck("provider", "add", "One", *base, "--json").json["client_auth"], "none", "without anything")
    cck("provider", "remove", "One")
    assert_equal(cck("provider", "add", "One", *base, "--key-file", key, "--json").json["client_auth"], "private_key_jwt", "with a key alone")
    cck("provider", "remove", "One")


def _a_key_that_is_none_is_refused():
    for content, method in (("nonsense", "private_key_jwt"), (CERTIFICATE, "private_key_jwt"), (KEY, "tls_client_auth")):
        result = cck("provider", "add", "One", *base, "--client-auth", method, "--key-file", file("bad", content), expect=2)
        assert_not_in("PRIVATE KEY", result.err, "standard error")
        assert_equal((keyring.items(), cck("provider", "list", "--json").json), (0, []), "what is left")


def _an_authority_is_a_certificate_and_no_key():
    for content in (KEY, CERTIFICATE + KEY, "nonsense", ""):
        cck("provider", "add", "One", *base, "--ca-file", file("bad", content), expect=2)
    assert_equal(cck("provider", "list", "--json").json, [], "providers")


def _what_is_given_is_changed_and_nothing_else():
    before = cck("provider", "add", "Acme", *base, "--dpop", "--audience", "api", "--param", "token:x=y", "--json").json
    after = cck("provider", "edit", "acme", "--scope", "openid email", "--no-dpop", "--audience", "", "--par", "--json").json
    assert_equal(after, {**before, "scope": "openid email", "dpop": False, "audience": None, "par": True}, "the provider")
    assert_equal(cck("provider", "show", "Acme", "--json").json, after, "cck provider show")
    assert_equal(cck("provider", "edit", "Acme", "--name", "Bcme", "--json").json, {**after, "name": "Bcme"}, "with a new name")
    assert_in("Changed “Acme”", cck("provider", "edit", "Bcme", "--name", "Acme").out, "the sentence")
    for wrong in ["--issuer", "http://issuer.example"], ["--client-auth", "private_key_jwt"], ["--redirect-port", "x"], ["--name", ""]:
        cck("provider", "edit", "Acme", *wrong, expect=2)
        assert_equal(cck("provider", "show", "Acme", "--json").json, after, f"after {wrong}")


def _a_secret_stays_while_its_kind_does():
    cck("provider", "edit", "Acme", "--client-secret-file", "-", input=SECRET)
    assert_equal((cck("provider", "show", "Acme", "--json").json["client_auth"], keyring.items()), ("client_secret_basic", 1), "with a secret")
    cck("provider", "edit", "Acme", "--client-auth", "client_secret_post")
    assert_equal(keyring.items(), 1, "secrets in the keyring")
    cck("provider", "edit", "Acme", "--key-file", key_file)
    assert_equal(cck("provider", "show", "Acme", "--json").json["client_auth"], "private_key_jwt", "with a key")
    assert_in("does not go with", cck("provider", "edit", "Acme", "--client-secret-file", "-", "--client-auth", "none", input=SECRET,
                                      expect=2).err, "none with a secret")


def _a_provider_is_handed_on_without_its_secrets():
    exported = cck("provider", "export", "Acme").out
    for word in "PRIVATE", SECRET, '"id"':
        assert_not_in(word, exported, "the file")
    path = FOLDER / "acme.claimcheck"
    assert_equal(cck("provider", "export", "Acme", "--output", path, "--json").json, {"exported": "Acme", "file": str(path)}, "the document")
    assert_equal(json.loads(path.read_text(encoding="utf-8")), json.loads(exported), "the file")
    before = cck("provider", "show", "Acme", "--json").json
    take = ["provider", "import", path, "--key-file", key_file, "--json"]
    assert_equal(cck(*take, expect=2).json["error"]["code"], "name-taken", "code")
    cck("provider", "remove", "Acme")
    assert_in("needs --key-file", cck("provider", "import", path, expect=2).err, "the secret is not in the file")
    assert_equal((cck("provider", "list", "--json").json, keyring.items()), ([], 0), "what is left")
    imported = cck(*take).json
    assert_equal({**imported, "id": before["id"]}, before, "what came back")
    assert_equal(keyring.items(), 1, "secrets in the keyring")
    cck("provider", "remove", "Acme")
    assert_equal(cck(*take, "--name", "Own", "--client-id", "mine").json["client_id"], "mine", "an option beside the file")
    cck("provider", "remove", "Own")
    assert_in("Added “Acme”", cck("provider", "import", "-", "--client-auth", "none", input=exported).out, "from standard input")
    cck("provider", "remove", "Acme")


def _what_looks_like_a_secret_is_not_handed_on():
    cck("provider", "add", "Leaky", *base, "--param", "token:api_key=0123456789abcdef0123456789abcdef")
    result = cck("provider", "export", "Leaky", expect=2)
    assert_equal(result.out, "", "standard output")
    assert_in("api_key", result.err, "the sentence")
    assert_not_in("0123456789abcdef", result.err, "standard error")
    cck("provider", "remove", "Leaky")


def _a_file_with_a_secret_or_nonsense_is_refused():
    good = {"format": 1, "name": "Other", "issuer": ISSUER, "client_id": "client"}
    for content in ({**good, "client_secret": SECRET}, {**good, "issuer": "http://issuer.example"}, [], "{", {**good, "format": 99}):
        result = cck("provider", "import", file("bad", content), expect=2)
        assert_not_in(SECRET, result.err, "standard error")
    cck("provider", "import", FOLDER / "missing", expect=2)
    assert_in("more than", cck("provider", "import", "-", input=" " * (1 << 20), expect=2).err, "the sentence")
    assert_equal(cck("provider", "list", "--json").json, [], "providers")


def _what_is_unusual_in_a_file_is_asked_about():
    cck("provider", "add", "Acme", *base, "--ca-file", authority)
    path = FOLDER / "unusual.claimcheck"
    cck("provider", "export", "Acme", "-o", path)
    cck("provider", "remove", "Acme")
    for answer, status, providers in ("n", 6, 0), ("y", 0, 1):
        terminal = Terminal("provider", "import", path)
        terminal.expect("[y/N]")
        terminal.type(f"{answer}\n")
        assert_equal((terminal.end(), len(cck("provider", "list", "--json").json)), (status, providers), answer)
    cck("provider", "remove", "Acme")


def _a_preset_is_where_one_begins():
    assert_in("keycloak", cck("help", "provider", "add").out, "the list")
    added = cck("provider", "add", "Realm", "--preset", "keycloak", "--word", "host=login.example.com", "--word", "realm=staff",
                "--client-id", "client", "--scope", "openid email", "--json").json
    assert_equal((added["name"], added["issuer"], added["scope"]), ("Realm", "https://login.example.com/realms/staff", "openid email"),
                 "the provider")
    cck("provider", "remove", "Realm")
    for wrong in (["--preset", "nonsense"], ["--preset", "keycloak"], ["--word", "host=a"],
                  ["--preset", "keycloak", "--word", "host=login.example.com", "--word", "realm=../x"]):
        cck("provider", "add", "Realm", *wrong, "--client-id", "client", expect=2)


def _an_administrators_provider_takes_its_secret_alone():
    system = FOLDER / "system/claimcheck/providers"
    system.mkdir(parents=True)
    cck("provider", "add", "Office", *base, "--client-auth", "client_secret_basic", "--client-secret-file", file("secret", SECRET))
    (path,) = FOLDER.joinpath("data/claimcheck/providers").glob("*.json")
    (system / path.name).write_bytes(path.read_bytes())
    cck("provider", "remove", "Office")
    theirs = {"XDG_DATA_DIRS": str(FOLDER / "system")}
    before, content = cck("provider", "show", "Office", "--json", **theirs).json, (system / path.name).read_bytes()
    for options in ([], ["--scope", "openid all"], ["--client-secret-file", file("secret", SECRET), "--scope", "openid all"],
                    ["--client-secret-file", file("secret", SECRET), "--name", "Mine"]):
        assert_equal(cck("provider", "edit", "Office", *options, "--json", expect=2, **theirs).json["error"]["code"], "read-only", options)
        assert_equal(keyring.items(), 0, "secrets in the keyring")
    cck("provider", "edit", "Office", "--key-file", key_file, expect=2, **theirs)
    assert_equal(keyring.items(), 0, "secrets in the keyring")
    assert_in("kept in the keyring", cck("provider", "edit", "Office", "--client-secret-file", file("secret", SECRET), **theirs).out, "what is said")
    assert_equal(keyring.items(), 1, "secrets in the keyring")
    assert_equal(cck("provider", "remove", "Office", "--json", expect=2, **theirs).json["error"]["code"], "read-only", "removal")
    assert_equal((keyring.items(), cck("provider", "show", "Office", "--json", **theirs).json), (1, before), "afterwards")
    assert_equal((system / path.name).read_bytes(), content, "the administrator's file")


def _what_was_registered_is_deleted_there_too():
    running, issuer = practice()
    options = "--issuer", issuer, "--scope", "openid", "--allow-http-loopback"
    cck("provider", "register", "Ours", *options)
    assert_equal(cck("provider", "remove", "Ours", "--json").json,
                 {"removed": "Ours", "registered": True, "deregistered": True, "error": None}, "what became of it")
    cck("provider", "register", "Ours", *options)
    assert_in("deleted", cck("provider", "remove", "Ours").out, "what is said")
    cck("provider", "register", "Ours", *options)
    running.terminate()
    deleted = [line for line in map(json.loads, running.stdout) if line["status"] == 204]
    assert_equal([line["path"] for line in deleted], ["/register", "/register"], "deletions")
    items = keyring.items()
    gone = cck("provider", "remove", "Ours", "--json", expect=4).json
    assert_equal((gone["registered"], gone["deregistered"], gone["error"]["code"]), (True, False, "network"), "what became of it")
    assert_equal(cck("provider", "list", "--json").json, [], "providers")
    assert_equal(keyring.items() < items, True, "its secrets are gone")


tap.run(
    _everything_that_can_be_said_of_a_provider_is_kept,
    _each_client_authentication_takes_what_it_needs,
    _a_key_that_is_none_is_refused,
    _an_authority_is_a_certificate_and_no_key,
    _what_is_given_is_changed_and_nothing_else,
    _a_secret_stays_while_its_kind_does,
    _a_provider_is_handed_on_without_its_secrets,
    _what_looks_like_a_secret_is_not_handed_on,
    _a_file_with_a_secret_or_nonsense_is_refused,
    _what_is_unusual_in_a_file_is_asked_about,
    _a_preset_is_where_one_begins,
    _an_administrators_provider_takes_its_secret_alone,
    _what_was_registered_is_deleted_there_too,
)
