/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows of the catalogue of attacks that are about encrypted tokens, by their number. */

#include <string.h>

#include "cck-base64url.h"
#include "cck-jose-error.h"
#include "cck-jwt.h"
#include "cck-key-management-private.h"
#include "cck-verdict.h"
#include "test-jwe-tokens.h"
#include "test-tokens.h"
#include "test-vectors.h"

#define NAMES "\"alg\":\"dir\",\"enc\":\"A128GCM\""

static void
is_malformed (const char *text,
              gssize      length)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cck_jwe_parse (text, length, &error));
  g_assert_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_MALFORMED);
}

static void
test_a24_segments (void)
{
  g_autofree char *token = test_jwe_seal (TEST_JWE_HEADER, "x", 1);
  g_autofree char *six = g_strconcat (token, ".AA", NULL);
  g_autofree char *dots = g_strnfill (1000 * 1000, '.');
  char *last = strrchr (token, '.');

  is_malformed (six, -1);
  is_malformed (token, last - token);
  is_malformed (dots, -1);
  is_malformed ("{\"protected\":\"e30\",\"ciphertext\":\"AA\",\"tag\":\"AA\",\"iv\":\"AA\"}", -1);
  is_malformed (token, (gssize) strlen (token) + 1);
}

/* The case of claimcheck-open.json with this id. */
static const CckJsonValue *
find_case (CckJson    *json,
           const char *id)
{
  const CckJsonValue *item;
  CckJsonIter iter;

  cck_json_iter_init (&iter, cck_json_get_root (json));
  while (cck_json_iter_next (&iter, NULL, NULL, &item))
    if (cck_json_equals (cck_json_get_member (item, "id"), id))
      return item;

  g_assert_not_reached ();
}

static CckJwks *
read_set (const CckJsonValue *item,
          const char         *name)
{
  g_autofree char *text = cck_json_dup_compact (cck_json_get_member (item, name));
  g_autoptr (GError) error = NULL;
  CckJwks *jwks = cck_jwks_new_from_data (text, strlen (text), &error);

  g_assert_no_error (error);
  return jwks;
}

static GBytes *
decrypt_case (const CckJsonValue  *item,
              const char          *keys,
              GError             **error)
{
  g_autoptr (CckJwks) jwks = read_set (item, keys);
  g_autoptr (CckJwe) jwe = cck_jwe_parse (cck_json_get_member_string (item, "token"), -1, error);

  g_assert_nonnull (jwe);
  return cck_jwe_decrypt (jwe, jwks, error);
}

/* Whether what came out of a JWE is a token that is believed. */
static gboolean
is_believed (GBytes             *content,
             const CckJsonValue *item)
{
  g_autoptr (CckJwt) jwt = NULL;
  g_autoptr (CckJwks) jwks = read_set (item, "jwks");
  CckExpectations expected = CCK_EXPECTATIONS_INIT;
  g_autoptr (CckVerdict) verdict = NULL;
  gsize size;
  const char *data = g_bytes_get_data (content, &size);

  jwt = cck_jwt_parse (data, (gssize) size, CCK_JWT_FLAGS_NONE, NULL);
  if (jwt == NULL)
    return FALSE;

  expected.profile = CCK_PROFILE_ID_TOKEN;
  expected.issuer = cck_json_get_member_string (item, "expected_iss");
  expected.audience = cck_json_get_member_string (item, "expected_aud");
  cck_json_get_member_int64 (item, "now", &expected.now);
  cck_json_get_member_int64 (item, "leeway", &expected.leeway);
  verdict = cck_verdict_new (jwt, jwks, &expected);
  return cck_verdict_is_accepted (verdict);
}

static void
test_a30_nested (void)
{
  g_autoptr (CckJson) json = load_vectors ("claimcheck-open.json");
  const CckJsonValue *item = find_case (json, "open-jwe-01");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = decrypt_case (item, "decrypt_keys", &error);

  g_assert_no_error (error);
  g_assert_true (is_believed (content, item));
}

/* Whoever has the public key can have written these. */
static void
test_a39_bare_claims (void)
{
  g_autoptr (CckJson) json = load_vectors ("claimcheck-open.json");
  const CckJsonValue *item = find_case (json, "open-jwe-02");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = decrypt_case (item, "decrypt_keys", &error);

  g_assert_no_error (error);
  g_assert_nonnull (strstr (g_bytes_get_data (content, NULL), "\"iss\""));
  g_assert_false (is_believed (content, item));
}

static void
test_a39_alg_none (void)
{
  g_autofree char *claims = test_claims (NULL, NULL);
  g_autofree char *header = cck_base64url_encode ("{\"alg\":\"none\"}", 14);
  g_autofree char *payload = cck_base64url_encode (claims, strlen (claims));
  g_autofree char *inside = g_strdup_printf ("%s.%s.", header, payload);
  g_autofree char *token = test_jwe_seal ("{" NAMES ",\"cty\":\"JWT\"}", inside, strlen (inside));
  const CckExpectations expected = test_expectations ();
  g_autoptr (CckJwk) jwk = test_jwe_key ("");
  g_autoptr (CckVerdict) verdict = NULL;

  test_jwe_opens (token, jwk, inside, strlen (inside));
  verdict = test_judge (inside, test_key (CCK_ALGORITHM_ES256), &expected);
  g_assert_true (verdict == NULL || !cck_verdict_is_accepted (verdict));
}

/* Encrypted for the key that signs: it is published, and opens nothing. */
static void
test_a39_encrypted_for_the_signer (void)
{
  g_autoptr (CckJson) json = load_vectors ("claimcheck-open.json");
  g_autoptr (GError) error = NULL;

  g_assert_null (decrypt_case (find_case (json, "open-jwe-03"), "jwks", &error));
  g_assert_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_KEY_UNUSABLE);
  g_assert_nonnull (strstr (error->message, "private"));
}

/* A JWE is no JWS, whoever offers it. */
static void
test_a39_as_a_signature (void)
{
  g_autofree char *token = test_jwe_seal (TEST_JWE_HEADER, "{}", 2);
  g_autoptr (GError) error = NULL;

  g_assert_null (cck_jwt_parse (token, -1, CCK_JWT_FLAGS_NONE, &error));
  g_assert_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_ENCRYPTED);
}

static void
refuse_rounds (const char *p2c,
               int         code)
{
  g_autofree char *header = g_strdup_printf ("{\"alg\":\"PBES2-HS512+A256KW\",\"enc\":\"A128GCM\","
                                             "\"p2s\":\"AAAAAAAAAAAAAAAA\"%s}", p2c);
  g_autofree char *token = test_jwe_seal (header, "x", 1), *message = NULL;
  g_autoptr (CckJwk) jwk = cck_jwk_new_secret ("password", 8);

  message = test_jwe_refused (token, jwk, code);
  g_test_message ("%s", message);
}

/* With the rounds made, these would take from minutes to years. */
static void
test_a40_rounds (void)
{
  refuse_rounds (",\"p2c\":2147483647", CCK_JOSE_ERROR_TOO_LARGE);
  refuse_rounds (",\"p2c\":4294967297", CCK_JOSE_ERROR_TOO_LARGE);
  refuse_rounds (",\"p2c\":9223372036854775807", CCK_JOSE_ERROR_TOO_LARGE);
  refuse_rounds (",\"p2c\":1200001", CCK_JOSE_ERROR_TOO_LARGE);
  refuse_rounds (",\"p2c\":9223372036854775808", CCK_JOSE_ERROR_MALFORMED);
  refuse_rounds (",\"p2c\":1e9", CCK_JOSE_ERROR_MALFORMED);
  refuse_rounds (",\"p2c\":0", CCK_JOSE_ERROR_MALFORMED);
  refuse_rounds (",\"p2c\":-1", CCK_JOSE_ERROR_MALFORMED);
  refuse_rounds (",\"p2c\":\"1000\"", CCK_JOSE_ERROR_MALFORMED);
  refuse_rounds ("", CCK_JOSE_ERROR_MALFORMED);
  refuse_rounds (",\"p2c\":1000", CCK_JOSE_ERROR_ENCRYPTED);
  refuse_rounds (",\"p2c\":1200000", CCK_JOSE_ERROR_ENCRYPTED);
}

static void
test_a40_vector (void)
{
  g_autoptr (CckJson) json = load_vectors ("claimcheck-open.json");
  g_autoptr (GError) error = NULL;

  g_assert_null (decrypt_case (find_case (json, "open-jwe-04"), "decrypt_keys", &error));
  g_assert_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_TOO_LARGE);
}

static void
test_a40_salt (void)
{
  static const char * const salts[] = { "", ",\"p2s\":7", ",\"p2s\":\"AAAAAAAAAA\"" };
  g_autoptr (CckJwk) jwk = cck_jwk_new_secret ("password", 8);

  for (guint i = 0; i < G_N_ELEMENTS (salts); i++)
    {
      g_autofree char *header = g_strdup_printf ("{\"alg\":\"PBES2-HS256+A128KW\","
                                                 "\"enc\":\"A128GCM\",\"p2c\":1000%s}", salts[i]);
      g_autofree char *token = test_jwe_seal (header, "x", 1);
      g_autofree char *message = test_jwe_refused (token, jwk, CCK_JOSE_ERROR_MALFORMED);

      g_assert_nonnull (strstr (message, "“p2s”"));
    }
}

static char *
seal_packed (gsize size)
{
  g_autofree char *zeros = g_malloc0 (size);
  g_autoptr (GBytes) packed = test_jwe_deflate (zeros, size);

  return test_jwe_seal ("{" NAMES ",\"zip\":\"DEF\"}", g_bytes_get_data (packed, NULL),
                        g_bytes_get_size (packed));
}

static void
test_a41_bomb (void)
{
  static const gsize sizes[] = { CCK_JWE_MAX_UNPACKED_SIZE + 1, 100 * 1000 * 1000 };
  g_autoptr (CckJwk) jwk = test_jwe_key ("");

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *token = seal_packed (sizes[i]);
      g_autofree char *message = test_jwe_refused (token, jwk, CCK_JOSE_ERROR_TOO_LARGE);

      g_assert_nonnull (strstr (message, "250000"));
    }
}

static void
test_a41_up_to_the_bound (void)
{
  g_autofree char *zeros = g_malloc0 (CCK_JWE_MAX_UNPACKED_SIZE);
  g_autofree char *token = seal_packed (CCK_JWE_MAX_UNPACKED_SIZE);
  g_autoptr (CckJwk) jwk = test_jwe_key ("");

  test_jwe_opens (token, jwk, zeros, CCK_JWE_MAX_UNPACKED_SIZE);
}

/* Not packed at all, though it says so: nothing but the one failure. */
static void
test_a41_not_deflate (void)
{
  g_autofree char *token = test_jwe_seal ("{" NAMES ",\"zip\":\"DEF\"}", "\xff\xff", 2);
  g_autoptr (CckJwk) jwk = test_jwe_key ("");
  g_autofree char *message = test_jwe_refused (token, jwk, CCK_JOSE_ERROR_ENCRYPTED);

  g_assert_nonnull (message);
}

static const char * const points[] = {
  /* off the curve */
  "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"gTli65eTQ7z-Bh147ff8K3m7k2UiDiG2LpYkWAaFJCc\","
  "\"y\":\"cLAnjKa4bzjD7DJVPwa9EPrRzMG7rOTtpZwbCz2qXJQ\"}",
  /* (0, 0) */
  "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\","
  "\"y\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}",
  /* on another curve */
  "{\"kty\":\"EC\",\"crv\":\"P-384\",\"x\":\"uBo4kHPw6kbjx5l0xowrd_oYzBmaz-GKFZu4xAFFkbYiWgutEK6iu"
  "EDsQ6wNdNg3\",\"y\":\"sp3p5SGhZVC2faXumI-e9JU2Mo8KpoYrFDr5yPNVtW4PgEwZOyQTA-JdaY8tb7E0\"}",
  "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08\"}",
  "{\"kty\":\"oct\",\"k\":\"AAAA\"}",
  "{}",
};

static void
test_a42_invalid_points (void)
{
  const char *text = "{\"kty\":\"EC\",\"crv\":\"P-256\","
                     "\"x\":\"weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ\","
                     "\"y\":\"e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck\","
                     "\"d\":\"VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw\"}";
  g_autoptr (CckJwk) jwk = cck_jwk_new_from_text (text, strlen (text), NULL);
  g_autofree char *said = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      g_autoptr (CckJwk) epk = cck_jwk_new_from_text (points[i], strlen (points[i]), NULL);
      g_autofree char *header = g_strdup_printf ("{\"alg\":\"ECDH-ES\",\"enc\":\"A128GCM\","
                                                 "\"epk\":%s}", points[i]);
      g_autofree char *token = test_jwe_seal (header, "x", 1);
      g_autofree char *message = test_jwe_refused (token, jwk, CCK_JOSE_ERROR_ENCRYPTED);
      guint8 secret[CCK_KEY_AGREEMENT_MAX_SIZE];
      gsize size;

      g_assert_true (epk == NULL || !cck_key_agree (jwk, epk, secret, &size));
      g_assert_true (said == NULL || g_str_equal (said, message));
      g_set_str (&said, message);
    }
}

/* RFC 7748 §6.1: a point that leaves no secret, whatever the private key is. */
static void
test_a42_small_order (void)
{
  const char *text = "{\"kty\":\"OKP\",\"crv\":\"X25519\","
                     "\"x\":\"3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08\","
                     "\"d\":\"XasIfmJKikt54X-Lg4AO5m87sSkmGLb9HC-LJ_-I4Os\"}";
  const char *zero = "{\"kty\":\"OKP\",\"crv\":\"X25519\","
                     "\"x\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}";
  g_autoptr (CckJwk) mine = cck_jwk_new_from_text (text, strlen (text), NULL);
  g_autoptr (CckJwk) theirs = cck_jwk_new_from_text (zero, strlen (zero), NULL);
  guint8 secret[CCK_KEY_AGREEMENT_MAX_SIZE];
  gsize size;

  g_assert_true (cck_key_agree (mine, mine, secret, &size));
  g_assert_false (cck_key_agree (mine, theirs, secret, &size));
}

/* A tag, an IV or a key that was cut, or that is too much: all said the same way. */
static void
test_a42_lengths (void)
{
  g_autofree char *token = test_jwe_seal (TEST_JWE_HEADER, "content", 7);
  g_auto (GStrv) parts = g_strsplit (token, ".", -1);
  g_autoptr (CckJwk) jwk = test_jwe_key ("");
  const struct { guint part; const char *text; } changes[] = {
    { 4, "" }, { 4, "AAAA" }, { 4, "AAAAAAAAAAAAAAAAAAAAAAAA" }, { 4, NULL },
    { 3, "" }, { 2, "" }, { 2, "AAAAAAAAAAAAAAAAAAAAAA" }, { 1, "AAAA" },
  };
  g_autofree char *said = NULL, *cut = g_strndup (parts[4], 16);

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_auto (GStrv) changed = g_strdupv (parts);
      g_autofree char *joined = NULL, *message = NULL;

      /* The first 96 bits of the right tag are a tag that GCM as such knows. */
      g_set_str (&changed[changes[i].part], changes[i].text != NULL ? changes[i].text : cut);
      joined = g_strjoinv (".", changed);
      message = test_jwe_refused (joined, jwk, CCK_JOSE_ERROR_ENCRYPTED);
      g_assert_true (said == NULL || g_str_equal (said, message));
      g_set_str (&said, message);
    }
}

static void
test_a42_rsa1_5 (void)
{
  g_autofree char *token = test_jwe_seal ("{\"alg\":\"RSA1_5\",\"enc\":\"A128GCM\"}", "x", 1);
  g_autoptr (CckJwk) jwk = cck_jwk_generate (CCK_ALGORITHM_RS256, NULL);
  g_autofree char *message = test_jwe_refused (token, jwk, CCK_JOSE_ERROR_UNSUPPORTED);

  g_assert_nonnull (strstr (message, "RSA-OAEP-256"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/jose/jwe/attacks/A24/segments", test_a24_segments);
  g_test_add_func ("/jose/jwe/attacks/A30/nested-is-judged", test_a30_nested);
  g_test_add_func ("/jose/jwe/attacks/A39/bare-claims", test_a39_bare_claims);
  g_test_add_func ("/jose/jwe/attacks/A39/alg-none-inside", test_a39_alg_none);
  g_test_add_func ("/jose/jwe/attacks/A39/encrypted-for-the-signer",
                   test_a39_encrypted_for_the_signer);
  g_test_add_func ("/jose/jwe/attacks/A39/offered-as-a-signature", test_a39_as_a_signature);
  g_test_add_func ("/jose/jwe/attacks/A40/rounds", test_a40_rounds);
  g_test_add_func ("/jose/jwe/attacks/A40/vector", test_a40_vector);
  g_test_add_func ("/jose/jwe/attacks/A40/salt", test_a40_salt);
  g_test_add_func ("/jose/jwe/attacks/A41/bomb", test_a41_bomb);
  g_test_add_func ("/jose/jwe/attacks/A41/up-to-the-bound", test_a41_up_to_the_bound);
  g_test_add_func ("/jose/jwe/attacks/A41/not-deflate", test_a41_not_deflate);
  g_test_add_func ("/jose/jwe/attacks/A42/invalid-points", test_a42_invalid_points);
  g_test_add_func ("/jose/jwe/attacks/A42/points-of-small-order", test_a42_small_order);
  g_test_add_func ("/jose/jwe/attacks/A42/lengths", test_a42_lengths);
  g_test_add_func ("/jose/jwe/attacks/A42/rsa1_5", test_a42_rsa1_5);

  return g_test_run ();
}
