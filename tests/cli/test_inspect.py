#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""cck inspect on tokens of the standards and of our own making."""

import base64
import functools
import json
import subprocess
from pathlib import Path

import tap
from running import FOLDER, SECRET, assert_equal, assert_in, assert_not_in, cck, encode, file, outcomes, token

# RFC 7515, appendix A.2 and A.3; RFC 8037, appendix A.4.
RS256_KEY = {"kty": "RSA", "e": "AQAB",
             "n": "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS"
                  "-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2Cap"
                  "Hg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4"
                  "FRWyuXpoQ"}
RS256 = ("eyJhbGciOiJSUzI1NiJ9."
         "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
         "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1d"
         "nZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwu"
         "sC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw")
ES256_KEY = {"kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
             "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}
ES256 = ("eyJhbGciOiJFUzI1NiJ9."
         "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
         "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q")
EDDSA_KEY = {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
EDDSA = ("eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
         "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg")

DATA = Path(__file__).parents[1] / "data"
NOW = 1800000000
CLAIMS = {"iss": "https://issuer.example", "aud": "client", "sub": "alice", "exp": NOW + 600, "iat": NOW}
secret_file = file("secret", SECRET + "\n")
expectations = ["--secret-file", secret_file, "--issuer", CLAIMS["iss"], "--audience", "client", "--at", NOW]


def _a_signature_of_rfc_7515_is_good():
    for key, text in (RS256_KEY, RS256), (ES256_KEY, ES256):
        result = cck("inspect", "--key", file("key", key), "--profile", "jws", "--json", input=text)
        assert_equal(outcomes(result)["signature"], "passed", "signature")
        assert_equal(result.json["payload"]["iss"], "joe", "iss")


def _a_signature_of_rfc_8037_is_good():
    result = cck("inspect", "--key", file("key", EDDSA_KEY), "--profile", "jws", "--json", input=EDDSA)
    assert_equal(outcomes(result)["signature"], "passed", "signature")
    assert_equal(result.json["payload"], None, "a payload that is no JSON")


def _the_wrong_key_is_not_good():
    result = cck("inspect", "--jwks", file("jwks", {"keys": [EDDSA_KEY]}), "--json", input=ES256, expect=1)
    assert_equal(result.json["verdict"], "not-valid", "verdict")


def _everything_checked_is_valid():
    result = cck("inspect", *expectations, "--json", input=token(CLAIMS))
    assert_equal(result.json["verdict"], "valid", "verdict")
    assert_equal(set(result.json), {"kind", "verdict", "checks", "header", "payload"}, "members")
    assert_equal(set(result.json["checks"][0]), {"id", "outcome", "expected", "found", "rule", "explanation"}, "a check's members")
    assert_equal(result.json["payload"], CLAIMS, "payload")


def _each_expectation_counts():
    for option, value, check in (("--issuer", "https://other.example", "issuer"), ("--audience", "other", "audience"),
                                 ("--nonce", "n", "nonce"), ("--at", NOW + 3600, "expiry"),
                                 ("--algorithms", "RS256", "algorithm")):
        result = cck("inspect", *expectations, option, value, "--json", input=token(CLAIMS), expect=1)
        assert_equal(result.json["verdict"], "not-valid", f"verdict with {option}")
        assert_equal(outcomes(result)[check], "failed", check)


def _a_level_and_an_age_count_where_they_are_asked():
    text = token({**CLAIMS, "acr": "gold", "auth_time": NOW - 1000})
    for options, outcome in ((["--acr-values", "silver gold"], "passed"), (["--acr-values", "platinum"], "failed")):
        assert_equal(outcomes(cck("inspect", *expectations, "--profile", "id_token", *options, "--json", input=text,
                                  expect=outcome == "failed"))["acr"], outcome, "acr")
    for seconds, outcome in (2000, "passed"), (100, "failed"):
        result = cck("inspect", *expectations, "--profile", "id_token", "--max-age", seconds, "--json", input=text, expect=outcome == "failed")
        assert_equal(outcomes(result)["auth-time"], outcome, "auth-time")


def proof(claims):
    """A DPoP proof with a key of its own (RFC 9449 §4.2)."""
    key, data, signature = (str(FOLDER / name) for name in ("proof.pem", "proof.data", "proof.sig"))
    run = functools.partial(subprocess.run, check=True, capture_output=True)
    run(["openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", key])
    public = run(["openssl", "pkey", "-in", key, "-pubout", "-outform", "DER"]).stdout
    jwk = {"kty": "EC", "crv": "P-256", "x": encode(public[-64:-32]), "y": encode(public[-32:])}
    signed = f"{encode(json.dumps({'typ': 'dpop+jwt', 'alg': 'ES256', 'jwk': jwk}).encode())}.{encode(json.dumps(claims).encode())}"
    Path(data).write_text(signed, encoding="ascii")
    run(["openssl", "dgst", "-sha256", "-sign", key, "-out", signature, data])
    shown = run(["openssl", "asn1parse", "-inform", "DER", "-in", signature], text=True).stdout
    r, s = (bytes.fromhex(line.rsplit(":", 1)[1].zfill(64)) for line in shown.splitlines() if "INTEGER" in line)
    return f"{signed}.{encode(r + s)}"


def _a_proof_is_held_to_its_request():
    text = proof({"jti": "once", "htm": "POST", "htu": "https://api.example/a", "iat": NOW})
    request = ["--http-method", "POST", "--http-uri", "https://api.example/a?b=c"]
    result = cck("inspect", "--at", NOW, *request, "--json", input=text)
    assert_equal([outcomes(result)[check] for check in ("signature", "method", "target")], ["passed"] * 3, "checks")
    for option, value, check in ("--http-method", "GET", "method"), ("--http-uri", "https://api.example/b", "target"):
        assert_equal(outcomes(cck("inspect", "--at", NOW, *request, option, value, "--json", input=text, expect=1))[check], "failed", check)


def _a_changed_token_is_not_valid():
    header, _, signature = token(CLAIMS).split(".")
    changed = f"{header}.{encode(json.dumps({**CLAIMS, 'sub': 'mallory'}).encode())}.{signature}"
    result = cck("inspect", *expectations, input=changed, expect=1)
    assert_in("Not Valid", result.out.splitlines()[0], "the first line")
    assert_in("not to be believed", result.out, "the claims' heading")


def _without_keys_nothing_is_believed():
    result = cck("inspect", "--json", input=token(CLAIMS), expect=1)
    assert_equal(outcomes(result)["signature"], "not-checked", "signature")
    shown = cck("inspect", input=token(CLAIMS), expect=1).out
    assert_in("not verified", shown, "the claims' heading")
    assert_equal("✓" in shown.splitlines()[0], False, "a tick in the first line")


def _the_time_and_the_tolerance_are_given():
    late = token({**CLAIMS, "exp": NOW - 100})
    assert_equal(outcomes(cck("inspect", *expectations, "--json", input=late, expect=1))["expiry"], "failed", "expiry")
    cck("inspect", *expectations, "--leeway", "200", input=late)
    cck("inspect", *expectations, "--at", "2027-01-15T07:55:00Z", input=late)


def _numbers_and_strings_stay_as_they_are():
    payload = '{"big":12345678901234567890123,"exact":1.10,"float":1E2,"text":"\\u00e9 \\"/"}'
    out = cck("inspect", "--json", input=token(payload), expect=1).out
    for digits in '"big":12345678901234567890123', '"exact":1.10', '"float":1E2':
        assert_in(digits, out, "standard output")
    assert_equal(json.loads(out)["payload"]["text"], 'é "/', "text")


def _nothing_of_a_token_deceives_the_reader():
    shown = cck("inspect", input=token({"iss": "\u202egood\u001b[2J\n✓ Valid", "sub": "a"}), expect=1).out
    for character in "\u202e", "\u001b":
        assert_not_in(character, shown, "standard output")
    assert_in("\\u202E", shown, "standard output")
    assert_equal([line for line in shown.splitlines() if line.startswith("✓ Valid")], [], "lines that a token made")


def _what_surrounds_a_token_is_forgiven():
    for text in f"  {token(CLAIMS)}\n", f"Bearer {token(CLAIMS)}", json.dumps({"access_token": token(CLAIMS)}):
        assert_equal(cck("inspect", *expectations, "--json", input=text).json["verdict"], "valid", "verdict")


def _a_file_is_read_as_well():
    path = file("token", token(CLAIMS))
    assert_equal(cck("inspect", path, *expectations, "--json").json["verdict"], "valid", "verdict")


def _bad_input_is_pointed_at():
    header, payload, signature = token(CLAIMS).split(".")
    for text, words in (
            (f"{header}.{payload[:10]}!{payload[11:]}.{signature}", "The payload is not valid Base64URL (character 11)"),
            (f"{encode(b'{')}.{payload}.{signature}", "header"),
            (f"{encode(b'{}')}.{encode(b'[1,]')}.{signature}", "payload"),
            ("", "")):
        result = cck("inspect", "--json", input=text, expect=2)
        assert_in(words, result.json["error"]["message"], "the sentence")
        assert_not_in(signature, result.err, "standard error")


def _a_member_twice_is_not_valid():
    result = cck("inspect", *expectations, "--json", input=token('{"iss":"good","iss":"evil"}'), expect=1)
    assert_equal(result.json["verdict"], "not-valid", "verdict")


def _an_opaque_token_says_so():
    result = cck("inspect", "--json", input="2YotnFZFEjr1zCsicMWpAA", expect=1)
    assert_equal(result.json, {"kind": "opaque", "verdict": "not-fully-checked", "checks": [], "header": None, "payload": None},
                 "the document")
    assert_in("Only the provider can read it", cck("inspect", input="2YotnFZFEjr1zCsicMWpAA", expect=1).out, "the sentence")


def _a_token_as_an_argument_is_refused_and_not_repeated():
    result = cck("inspect", token(CLAIMS), expect=2)
    assert_in("other programs can read", result.err, "the sentence")
    assert_not_in(token(CLAIMS), result.err, "standard error")


def _files_that_are_no_keys_are_named():
    for content, words in (("{", "nonsense"), ("-----BEGIN PUBLIC KEY-----\n", "PEM"), ('{"kty":1', "nonsense")):
        result = cck("inspect", "--key", file("nonsense", content), input=token(CLAIMS), expect=2)
        assert_in(words, result.err, "standard error")
    assert_in("can’t be read", cck("inspect", FOLDER / "missing", expect=2).err, "standard error")
    assert_in("no secret", cck("inspect", "--secret-file", file("empty", "\n"), input="", expect=2).err, "standard error")


def _a_key_may_be_pem_or_der():
    point = b"".join(base64.urlsafe_b64decode(ES256_KEY[name] + "=") for name in "xy")
    der = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004") + point
    pem = "-----BEGIN PUBLIC KEY-----\n" + base64.encodebytes(der).decode() + "-----END PUBLIC KEY-----\n"
    (FOLDER / "key.der").write_bytes(der)
    for path in file("key.pem", pem), FOLDER / "key.der":
        result = cck("inspect", "--key", path, "--profile", "jws", "--json", input=ES256)
        assert_equal(outcomes(result)["signature"], "passed", "signature")


def _other_families_are_named():
    for text, kind, words in (
            ("v4.public.eyJzdWIiOiJhIn0", "paseto", "PASETO"), ("v2.local.QAxIpVe-ECVNI1z4.UGFyYWdvbg", "paseto", "PASETO"),
            (f"{token(CLAIMS)}~WyJhIiwiYiIsImMiXQ~", "sd-jwt", "before the first"),
            ("biscuit:En4KFAoEbmFtZQ", "biscuit", "Biscuit"),
            (base64.urlsafe_b64encode(b"0021location https://example.com\n0016identifier abc\n").decode(), "macaroon", "macaroon"),
            (json.dumps({"payload": "e30", "protected": "e30", "signature": "AA"}), "jws-json", "JSON serialization"),
            (json.dumps({"protected": "e30", "encrypted_key": "AA", "iv": "AA", "ciphertext": "AA", "tag": "AA"}), "jwe-json",
             "JSON serialization")):
        result = cck("inspect", "--json", input=text, expect=1)
        assert_equal((result.json["kind"], result.json["verdict"]), (kind, "not-fully-checked"), "the kind")
        assert_in(words, cck("inspect", input=text, expect=1).out, "the sentence")


def _what_is_encrypted_is_opened_and_not_believed():
    vectors = json.loads(DATA.joinpath("jwe", "peers.json").read_text(encoding="utf-8"))
    vector = next(one for one in vectors["vectors"] if one["key"] == "oct-256")
    result = cck("inspect", "--key", file("oct", vectors["keys"]["oct-256"]), input=vector["jwe"], expect=1)
    assert_in("proves nothing: what was inside is not signed", " ".join(result.out.split()), "the sentence")
    result = cck("inspect", "--key", file("other", vectors["keys"]["oct-512"]), input=vector["jwe"], expect=1)
    assert_in("does not open it", result.out, "the sentence")
    result = cck("inspect", "--json", input=vector["jwe"], expect=1)
    assert_equal((result.json["kind"], result.json["payload"]), ("encrypted", None), "without a key")


def _a_signed_token_inside_is_checked():
    nested = json.loads(next(DATA.glob("rfc7520/jwe/6.*.json")).read_text(encoding="utf-8"))
    opener = nested["encrypt"]["input"]["key"]
    signer = {name: nested["sign"]["input"]["key"][name] for name in ("kty", "n", "e", "kid")}
    path = file("both", {"keys": [opener, signer]})
    result = cck("inspect", "--key", path, "--at", "1300819370", "--issuer", "hobbiton.example", "--json",
                 input=nested["encrypt"]["output"]["compact"], expect=1)
    assert_equal(outcomes(result)["signature"], "passed", "the signature inside")
    assert_equal((result.json["kind"], result.json["payload"]["iss"]), ("encrypted", "hobbiton.example"), "what was inside")


def _too_much_is_refused():
    assert_in("more than", cck("inspect", input="a" * (2 << 20), expect=2).err, "standard error")


def _bytes_that_are_no_text_are_refused():
    cck("inspect", input=b"\xff\xfe\x00", expect=2)


def _a_batch_is_a_line_for_a_line():
    keys = {"keys": [{"kty": "oct", "k": encode(SECRET.encode())}]}
    case = {"jwks": keys, "now": NOW, "leeway": 60, "profile": "id_token", "expected_iss": CLAIMS["iss"], "expected_aud": "client"}
    cases = [{"id": "good", "token": token(CLAIMS), **case},
             {"id": "late", "token": token(CLAIMS), **case, "now": NOW + 3600},
             {"id": "zero", "token": token(CLAIMS) + "\0", **case},
             {"id": "line end", "token": token(CLAIMS) + "\n", **case},
             {"id": "text", "token": token(CLAIMS), **case, "jwks": None, "jwks_text": json.dumps(keys)},
             {"id": "again", "token": token(CLAIMS), **case}]
    results = cck("inspect", "--batch", input="".join(json.dumps(one) + "\n" for one in cases)).events
    assert_equal([(one["id"], one["result"]) for one in results],
                 [("good", "valid"), ("late", "invalid"), ("zero", "invalid"), ("line end", "invalid"), ("text", "valid"),
                  ("again", "valid")], "results")
    assert_equal((results[0]["reason"], bool(results[1]["reason"])), (None, True), "reasons")
    assert_equal([check["outcome"] for check in results[1]["checks"] if check["id"] == "expiry"], ["failed"], "expiry")


def _a_batch_goes_on_after_a_broken_line():
    result = cck("inspect", "--batch", input='{"id":1\n\n{"id":"b","token":"x","now":1}', expect=2)
    assert_equal([(one["id"], one["result"]) for one in result.events], [(None, "invalid"), ("b", "invalid")], "results")
    assert_in("Line 1", result.events[0]["reason"], "the reason")


def _a_batch_agrees_with_the_vectors():
    vectors = json.loads(Path(__file__).parents[1].joinpath("data", "claimcheck-open.json").read_text(encoding="utf-8"))
    results = cck("inspect", "--batch", input="".join(json.dumps(one) + "\n" for one in vectors)).events
    assert_equal([one["id"] for one in results], [one["id"] for one in vectors], "the order")
    return [f"{case['id']} is {result['result']}, not {case['expect']}" for case, result in zip(vectors, results, strict=True)
            if case["expect"] not in ("either", result["result"])]


tap.run(
    _a_signature_of_rfc_7515_is_good,
    _a_signature_of_rfc_8037_is_good,
    _the_wrong_key_is_not_good,
    _everything_checked_is_valid,
    _each_expectation_counts,
    _a_level_and_an_age_count_where_they_are_asked,
    _a_proof_is_held_to_its_request,
    _a_changed_token_is_not_valid,
    _without_keys_nothing_is_believed,
    _the_time_and_the_tolerance_are_given,
    _numbers_and_strings_stay_as_they_are,
    _nothing_of_a_token_deceives_the_reader,
    _what_surrounds_a_token_is_forgiven,
    _a_file_is_read_as_well,
    _bad_input_is_pointed_at,
    _a_member_twice_is_not_valid,
    _an_opaque_token_says_so,
    _a_token_as_an_argument_is_refused_and_not_repeated,
    _files_that_are_no_keys_are_named,
    _a_key_may_be_pem_or_der,
    _other_families_are_named,
    _what_is_encrypted_is_opened_and_not_believed,
    _a_signed_token_inside_is_checked,
    _too_much_is_refused,
    _bytes_that_are_no_text_are_refused,
    _a_batch_is_a_line_for_a_line,
    _a_batch_goes_on_after_a_broken_line,
    _a_batch_agrees_with_the_vectors,
)
