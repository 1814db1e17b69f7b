#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""seeds.py TESTS-DATA FOLDER: the first inputs of every fuzz target, out of the test vectors, one folder a target."""

import base64
import hashlib
import json
import shutil
import sys
from pathlib import Path

data, folder = Path(sys.argv[1]), Path(sys.argv[2])
SMALL = 16 * 1024          # larger inputs make a fuzzer slow and say nothing new


def add(target, seed):
    """One file, named after what is in it, so that the same seed is there once."""
    seed = seed.encode("utf-8", "surrogatepass") if isinstance(seed, str) else seed
    if len(seed) <= SMALL:
        (folder / target / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)


def load(path):
    return json.loads((data / path).read_text())


def decoded(segment):
    try:
        return base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4))
    except ValueError:
        return b""


def signed(token):
    """A compact token for the target jwt, and what it holds for those of its parts."""
    add("jwt", token)
    segments = token.split(".")
    if len(segments) != 3:
        return
    header, payload = decoded(segments[0]), decoded(segments[1])
    add("json", header)
    add("json", payload)
    add("claims", payload)


def encrypted(token):
    add("jwe", token)
    add("json", decoded(token.split(".")[0]))


def keys(value):
    """Every key and key set below a vector."""
    if isinstance(value, dict):
        if "kty" in value or "keys" in value:
            add("keys", json.dumps(value))
        for item in value.values():
            keys(item)
    elif isinstance(value, list):
        for item in value:
            keys(item)


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)


def every_nth(items, wanted):
    """At most about so many of them, from all over."""
    items = list(items)
    return items[::max(1, len(items) // wanted)]


def base64url_seeds():
    for length in range(8):
        add("base64url", "A" * length)
    for text in ("Zm9v", "Zg==", "Zh", "Zm8\n", "-_-_", "+/+/", "Zm9vYmE", "é", "\0AAA"):
        add("base64url", text)
    for vector in every_nth(load("claimcheck-open.json"), 24):
        for segment in vector["token"].split("."):
            add("base64url", segment)


def json_seeds():
    for text in ('{}', '[]', '{"a":1,"a":2}', '{"a":1,"\\u0061":2}', '9007199254740993', '1e400', '-0', '0.10', '"\\ud800"',
                 '"\\u0000"', '{"\\u0000":1}', '[1,]', '{}x', '\ufeff{}', '"\\uD83D\\uDE00"', 'NaN', '/**/{}', '[' * 65 + ']' * 65,
                 '[' * 60 + ']' * 60, '{"a":{"b":[1,2,{"c":null}]},"d":true}', '123456789012345678901234567890', '1E-5'):
        add("json", text)
    for path in sorted((data / "libjwt").glob("*.json")):
        add("json", path.read_bytes())


def token_seeds():
    vectors = load("claimcheck-open.json")
    for vector in vectors:
        if vector["class"].startswith("valid") or vector["expect"] == "either":
            signed(vector["token"])
    for vector in every_nth(vectors, 130):
        signed(vector["token"])
        keys(vector["jwks"])
    for group in load("wycheproof/json_web_signature_test.json")["testGroups"]:
        for test in every_nth(group["tests"], 4):
            if isinstance(test["jws"], str):
                signed(test["jws"])
    for path in ("rfc/rfc7515_appendix_a.json", "rfc/rfc9449_dpop.json", "rfc/rfc8037_ed25519.json"):
        for text in strings(load(path)):
            if text.startswith("eyJ") and text.count(".") == 2:
                signed(text)


def encrypted_seeds():
    for vector in load("jwe/peers.json")["vectors"]:
        encrypted(vector["jwe"])
    for vector in load("rfc/jwe_appendices.json")["compact"]:
        encrypted(vector["jwe"])
    for group in load("wycheproof/json_web_encryption_test.json")["testGroups"]:
        for test in every_nth(group["tests"], 2):
            if isinstance(test["jwe"], str):
                encrypted(test["jwe"])


def key_seeds():
    for path in ("rfc7520/jwk", "libjwt"):
        for name in sorted((data / path).glob("*.json")):
            add("keys", name.read_bytes())
            keys(json.loads(name.read_text()))
    for path in ("rfc/rfc7517_appendix.json", "rfc/rfc7638_thumbprints.json", "jwe/peers.json", "wycheproof/json_web_key_test.json"):
        keys(load(path))


def file_seeds():
    """Keys and certificates as PEM and DER."""
    for path in sorted((data / "wycheproof-raw").glob("*.json")):
        for group in every_nth(json.loads(path.read_text())["testGroups"], 3):
            for name, value in group.items():
                if name.endswith("Pem"):
                    add("keys", value)
                elif name.endswith("Der"):
                    add("keys", bytes.fromhex(value))
    for path in ("rfc/rfc7517_appendix.json", "libjwt/ec_key_x5c_bad_x5t.json"):
        for text in strings(load(path)):
            if text.startswith("MII"):
                add("keys", base64.b64decode(text))
                add("keys", f"-----BEGIN CERTIFICATE-----\n{text}\n-----END CERTIFICATE-----\n")


GOOD_CLAIMS = {
    "iss": "https://issuer.example", "sub": "someone", "aud": "client", "exp": 1700000900, "iat": 1700000000,
    "nonce": "n-0S6_WzA2Mj", "auth_time": 1699999900,
}


def claim_seeds():
    for change in ({}, {"exp": 1600000000}, {"nbf": 1800000000}, {"iat": 1800000000}, {"iss": "https://issuer.example/"},
                   {"aud": "other"}, {"nonce": "other"}, {"azp": "other"}, {"sub": ""}, {"aud": ["client", "other"], "azp": "client"}, {"exp": 1700000900.5}, {"exp": "1700000900"}, {"nbf": 1700000000},
                   {"jti": "1", "client_id": "client", "scope": "openid email"}, {"scp": ["a", "b"]}, {"aud": []}, {"exp": 1e300},
                   {"cnf": {"jkt": "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"}}, {"email": "someone@example.com"},
                   {"sub": "a\u202eb\u0000c"}, {"iat": -1}, {"acr": "urn:mace:incommon:iap:silver", "amr": ["pwd", "otp"]},
                   {"events": {"http://schemas.openid.net/event/backchannel-logout": {}}, "sid": "1"},
                   {"at_hash": "77QmUPtjPfzWtF2AnpK9RQ", "c_hash": "LDktKdoQak3Pk0cnXxCltA"}):
        add("claims", json.dumps({**GOOD_CLAIMS, **change}))
    for missing in GOOD_CLAIMS:
        add("claims", json.dumps({name: value for name, value in GOOD_CLAIMS.items() if name != missing}))


def callback_seeds():
    for text in ("", "state={state}", "state={state}&code=secret-SplxlOBeZQQYbYS6WxSbIA&iss=https%3A%2F%2Fissuer.example",
                 "code=secret-SplxlOBeZQQYbYS6WxSbIA&state={state}", "state={state}&code=a&iss=https%3A%2F%2Fattacker.example",
                 "state={state}&error=access_denied&error_description=No+thanks&iss=https%3A%2F%2Fissuer.example",
                 "state={state}&error=server_error&error_uri=https%3A%2F%2Fissuer.example%2Fhelp&iss=https%3A%2F%2Fissuer.example",
                 "state={state}&state={state}&code=a", "state={state}&code=secret-a&code=secret-b&iss=https%3A%2F%2Fissuer.example",
                 "state={state}&code=a&error=b&iss=https%3A%2F%2Fissuer.example", "state=other&code=secret-a", "code=a", "&&=&=a&b=&&",
                 "state={state}&code=%00&iss=https%3A%2F%2Fissuer.example", "state={state}&code=%zz", "state={state}&code=%c3%28",
                 "st%61te={state}&co%64e=a+b&iss=https%3A%2F%2Fissuer.example", "state={state}%00&code=a",
                 "error=temporarily_unavailable&state={state}&iss=https%3A%2F%2Fissuer.example&error_description=%E2%80%AE"):
        add("callback", text)


def provider_seeds():
    """Files that earlier versions wrote, and what the tests of *.claimcheck files refuse."""
    for path in (data.parent / "store" / "data").rglob("*.json"):
        add("provider", path.read_text())
    one = {"format": 1, "name": "Acme", "issuer": "https://acme.example/", "client_id": "c"}
    for change in ({}, {"format": 2}, {"format": 99}, {"client_secret": "x"}, {"x": [{"refresh_token": "x"}]}, {"x": {"kty": "EC", "d": "x"}},
                   {"x_note": "-----BEGIN RSA PRIVATE KEY-----"}, {"audience": "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.AA"},
                   {"parameters": ["authorization:acr_values=gold", "token:password=x"]}, {"jwks_uri": "https://acme.example/?api_key=a"},
                   {"redirect_ports": "8400,8401", "redirect_host": "::1"}, {"redirect_ports": "0,1"}, {"response_mode": "form_post", "dpop": True},
                   {"token_endpoint": "https://evil.example/t", "authorization_endpoint": "http://127.0.0.1/a", "allow_http_loopback": True},
                   {"name": "a\u202eb"}, {"name": 7}, {"ca_certificates": "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----"}):
        add("provider", json.dumps({**one, **change}))


def answer_seeds():
    issuer = "https://issuer.example"
    endpoint = {name: f"{issuer}/{name}" for name in ("authorization_endpoint", "token_endpoint", "jwks_uri", "registration_endpoint")}
    token = {"access_token": "planted.a", "token_type": "Bearer", "expires_in": 900, "scope": "openid"}
    managed = {"registration_client_uri": f"{issuer}/r/1", "registration_access_token": "planted.r"}
    for answer in (
        {"issuer": issuer, **endpoint, "scopes_supported": ["openid"], "require_pushed_authorization_requests": True},
        {"issuer": issuer, **endpoint, "mtls_endpoint_aliases": {"token_endpoint": "https://m.example/t"}, "userinfo_endpoint": None},
        {"issuer": issuer, "token_endpoint": "http://issuer.example/t"},
        {"issuer": f"{issuer}/{{tenantid}}/v2.0", **endpoint},
        {**token, "id_token": "planted.i", "refresh_token": "planted.r"},
        {**token, "token_type": "N_A", "issued_token_type": "urn:ietf:params:oauth:token-type:saml2", "expires_in": "60"},
        {**token, "expires_in": 1e308, "scope": ["openid", "email"], "refresh_token": ""},
        {"active": True, "sub": "alice", "exp": 1700000900},
        {"active": "true"},
        {"client_id": "c", "client_secret": "planted.s", "client_secret_expires_at": 0, **managed},
        {"client_id": "c", "token_endpoint_auth_method": "none", "redirect_uris": ["http://127.0.0.1/"], **managed},
        {"error": "invalid_grant", "error_description": "planted.d"},
    ):
        add("answers", json.dumps(answer))


if folder.exists():
    shutil.rmtree(folder)
for name in ("answers", "base64url", "json", "keys", "jwt", "jwe", "claims", "callback", "provider"):
    (folder / name).mkdir(parents=True)
for make in (answer_seeds, base64url_seeds, json_seeds, token_seeds, encrypted_seeds, key_seeds, file_seeds, claim_seeds, callback_seeds, provider_seeds):
    make()
for one in sorted(folder.iterdir()):
    if not any(one.iterdir()):
        sys.exit(f"seeds.py: no seed for {one.name}")
(folder.parent / "seeds-made").write_text("")
