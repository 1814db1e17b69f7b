/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The attacks A01 to A25 as they are sent, on keys and signatures; what only concerns a part
 * stands in that part's tests. */

#include <string.h>

#include "cck-base64url.h"
#include "cck-signature.h"
#include "test-tokens.h"

#define ES256 CCK_ALGORITHM_ES256
#define RS256 CCK_ALGORITHM_RS256

static char *
good_token (CckAlgorithm algorithm)
{
  return test_token (algorithm, test_claims (NULL, NULL));
}

static char *
unsigned_token (const char *header)
{
  g_autofree char *claims = test_claims (NULL, NULL);
  g_autofree char *first = cck_base64url_encode (header, strlen (header));
  g_autofree char *second = cck_base64url_encode (claims, strlen (claims));

  return g_strconcat (first, ".", second, ".", NULL);
}

static void
test_a01 (void)
{
  static const char * const names[] = { "none", "None", "NONE", "nOnE", "", " none", "none\\u0000" };
  CckExpectations expected = test_expectations ();
  g_autofree char *none = unsigned_token ("{\"alg\":\"none\"}");
  g_autoptr (CckVerdict) verdict = test_judge (none, test_key (ES256), &expected);

  g_assert_cmpstr (cck_check_get_explanation (cck_verdict_get_failed (verdict)), ==,
                   "The token is not signed. Anyone could have written it.");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *header = g_strdup_printf ("{\"alg\":\"%s\"}", names[i]);
      g_autofree char *empty = unsigned_token (header);

      test_refused (empty, test_key (ES256));
      test_refuse_header (ES256, header);
    }
}

static void
test_a02 (void)
{
  g_autofree char *token = good_token (RS256);
  CckExpectations expected = test_expectations ();
  g_autoptr (CckVerdict) verdict = NULL;

  strrchr (token, '.')[1] = '\0';
  verdict = test_judge (token, test_key (RS256), &expected);
  test_outcome (verdict, "signature", CCK_OUTCOME_FAILED);
  g_assert_cmpint (cck_verdict_get_result (verdict), ==, CCK_VERDICT_NOT_VALID);
  *strrchr (token, '.') = '\0';
  test_refused (token, test_key (RS256));
}

/* A MAC keyed with whatever of the public key can be had. */
static void
test_a03 (void)
{
  g_autofree char *jwk = cck_jwk_to_json (test_key (RS256), FALSE);
  g_autofree char *thumbprint = cck_jwk_dup_thumbprint (test_key (RS256));
  const char *secrets[] = { jwk, thumbprint };
  g_autofree char *header = g_strdup_printf ("{\"alg\":\"HS256\",\"kid\":\"%s\"}",
                                             cck_jwk_get_kid (test_key (RS256), NULL));
  g_autofree char *claims = test_claims (NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      g_autoptr (CckJwk) secret = cck_jwk_new_secret (secrets[i], strlen (secrets[i]));
      g_autofree char *token = test_sign_raw (CCK_ALGORITHM_HS256, secret, header, claims);
      g_autofree char *nameless = test_sign_raw (CCK_ALGORITHM_HS256, secret, "{\"alg\":\"HS256\"}",
                                                 claims);

      test_refused (token, test_key (RS256));
      test_refused (nameless, test_key (RS256));
    }
}

static void
test_a04 (void)
{
  static const CckAlgorithm rsa[] = { RS256, CCK_ALGORITHM_RS384, CCK_ALGORITHM_RS512,
                                      CCK_ALGORITHM_PS256, CCK_ALGORITHM_PS384, CCK_ALGORITHM_PS512 };
  g_autofree char *key = cck_jwk_to_json (test_key (RS256), TRUE);
  g_autofree char *open_key = NULL;
  g_autoptr (CckJwk) jwk = NULL;
  g_autofree char *claims = test_claims (NULL, NULL);
  char *alg = strstr (key, ",\"alg\":\"RS256\"");

  /* The same key without an algorithm of its own: only the signature can tell. */
  *alg = '\0';
  open_key = g_strconcat (key, alg + strlen (",\"alg\":\"RS256\""), NULL);
  jwk = cck_jwk_new_from_text (open_key, strlen (open_key), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rsa); i++)
    for (guint j = 0; j < G_N_ELEMENTS (rsa); j++)
      {
        g_autofree char *header = g_strdup_printf ("{\"alg\":\"%s\"}", cck_algorithm_get_name (rsa[i]));
        g_autofree char *token = test_sign_raw (rsa[j], jwk, header, claims);
        CckExpectations expected = test_expectations ();
        g_autoptr (CckVerdict) verdict = test_judge (token, jwk, &expected);

        g_assert_true (cck_verdict_is_accepted (verdict) == (i == j));
      }
  test_refuse_header (ES256, "{\"alg\":\"ES384\"}");
  test_refuse_header (RS256, "{\"alg\":\"PS256\"}");
}

static void
test_a05 (void)
{
  static const char * const headers[] = {
    "{}", "{\"alg\":null}", "{\"alg\":7}", "{\"alg\":[\"ES256\"]}", "{\"alg\":{}}", "{\"alg\":\"es256\"}",
    "{\"alg\":\"ES256\\u0000\"}", "{\"alg\":\"ES256 \"}", "{\"alg\":\"ES256K\"}", "{\"alg\":\"RSA-OAEP\"}",
    "{\"ALG\":\"ES256\"}", "{\"alg\":\"HS256/ES256\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    test_refuse_header (ES256, headers[i]);
  test_accept_header (ES256, "{\"alg\":\"ES256\"}");
  test_accept_header (ES256, " { \"a\\u006cg\" : \"ES\\u0032\\u00356\" } ");
}

static void
test_a06 (void)
{
  static const char * const allowed[] = { "RS256", "PS256", NULL };
  CckExpectations expected = test_expectations ();
  g_autofree char *token = good_token (ES256);
  g_autoptr (CckVerdict) verdict = NULL;

  expected.algorithms = allowed;
  verdict = test_judge (token, test_key (ES256), &expected);
  test_outcome (verdict, "algorithm", CCK_OUTCOME_FAILED);
  g_assert_cmpint (cck_verdict_get_result (verdict), ==, CCK_VERDICT_NOT_VALID);
}

/* The attacker's own key, in the header in every way; ours is in the set. */
static void
test_a07 (void)
{
  g_autoptr (CckJwk) attacker = cck_jwk_generate (ES256, NULL);
  g_autofree char *jwk = cck_jwk_to_json (attacker, FALSE);
  g_autofree char *claims = test_claims (NULL, NULL);
  const char *kids[] = { cck_jwk_get_kid (attacker, NULL), cck_jwk_get_kid (test_key (ES256), NULL) };

  for (guint i = 0; i < G_N_ELEMENTS (kids); i++)
    {
      g_autofree char *header = g_strdup_printf ("{\"alg\":\"ES256\",\"kid\":\"%s\",\"jwk\":%s,"
                                                 "\"x5c\":[\"MIIB\"]}", kids[i], jwk);
      g_autofree char *token = test_sign_raw (ES256, attacker, header, claims);

      test_refused (token, test_key (ES256));
    }
}

static void
test_a08 (void)
{
  static const char * const addresses[] = {
    "https://attacker.example/jwks", "http://127.0.0.1:9/", "file:///etc/passwd",
    "https://issuer.example@attacker.example/",
  };
  g_autoptr (CckJwk) attacker = cck_jwk_generate (ES256, NULL);
  g_autofree char *claims = test_claims (NULL, NULL);

  /* This layer is linked with nothing that could fetch; the address is no reason to believe. */
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autofree char *header = g_strdup_printf ("{\"alg\":\"ES256\",\"jku\":\"%s\",\"x5u\":\"%s\"}",
                                                 addresses[i], addresses[i]);
      g_autofree char *token = test_sign_raw (ES256, attacker, header, claims);

      test_refused (token, test_key (ES256));
    }
}

static void
test_a09 (void)
{
  const char *kid = cck_jwk_get_kid (test_key (ES256), NULL);
  g_autofree char *upper = g_ascii_strup (kid, -1);
  g_autofree char *zero = g_strdup_printf ("{\"alg\":\"ES256\",\"kid\":\"%s\\u0000\"}", kid);
  g_autofree char *other_case = g_strdup_printf ("{\"alg\":\"ES256\",\"kid\":\"%s\"}", upper);
  g_autofree char *prefix = g_strdup_printf ("{\"alg\":\"ES256\",\"kid\":\"%.10s\"}", kid);

  test_refuse_header (ES256, zero);
  test_refuse_header (ES256, other_case);
  test_refuse_header (ES256, prefix);
  test_refuse_header (ES256, "{\"alg\":\"ES256\",\"kid\":\"../../dev/null\"}");
  test_refuse_header (ES256, "{\"alg\":\"ES256\",\"kid\":\"' OR 1=1 --\"}");
  test_refuse_header (ES256, "{\"alg\":\"ES256\",\"kid\":7}");
  test_refuse_header (ES256, "{\"alg\":\"ES256\",\"kid\":null}");
  test_refuse_header (ES256, "{\"alg\":\"ES256\",\"kid\":\"\"}");
}

static void
test_a10 (void)
{
  g_autoptr (CckJwk) other = cck_jwk_generate (ES256, NULL);
  g_autofree char *header = g_strdup_printf ("{\"alg\":\"ES256\",\"kid\":\"%s\"}",
                                             cck_jwk_get_kid (test_key (ES256), NULL));
  g_autofree char *claims = test_claims (NULL, NULL);
  g_autofree char *token = test_sign_raw (ES256, other, header, claims);
  g_autofree char *first = cck_jwk_to_json (test_key (ES256), FALSE);
  g_autofree char *second = cck_jwk_to_json (other, FALSE);
  g_autofree char *set = g_strdup_printf ("{\"keys\":[%s,%s]}", first, second);
  g_autoptr (CckJwks) jwks = cck_jwks_new_from_data (set, strlen (set), NULL);
  g_autoptr (CckJwt) jwt = cck_jwt_parse (token, -1, CCK_JWT_FLAGS_NONE, NULL);
  CckExpectations expected = test_expectations ();
  g_autoptr (CckVerdict) verdict = cck_verdict_new (jwt, jwks, &expected);

  test_outcome (verdict, "signature", CCK_OUTCOME_FAILED);
  g_assert_false (cck_verdict_key_is_unknown (verdict));
}

/* Our key with @members added. */
static gboolean
key_is_usable (const char *members)
{
  g_autofree char *key = cck_jwk_to_json (test_key (ES256), FALSE);
  const char *bare = strstr (key, "\"crv\"");
  g_autofree char *text = g_strdup_printf ("{\"kty\":\"EC\",%s,%s", members, bare);
  g_autoptr (CckJwk) jwk = cck_jwk_new_from_text (text, strlen (text), NULL);

  return jwk != NULL && cck_jwk_fits (jwk, ES256, NULL);
}

static void
refuse_key (const char *members)
{
  g_assert_false (key_is_usable (members));
}

static void
test_a11 (void)
{
  refuse_key ("\"use\":\"enc\"");
  refuse_key ("\"use\":7");
  refuse_key ("\"key_ops\":[\"sign\"]");
  refuse_key ("\"key_ops\":[]");
  refuse_key ("\"use\":\"sig\",\"key_ops\":[\"deriveKey\"]");
  refuse_key ("\"alg\":\"ES384\"");
  refuse_key ("\"alg\":\"ECDH-ES\"");
  refuse_key ("\"alg\":null");
  g_assert_true (key_is_usable ("\"use\":\"sig\""));
  g_assert_true (key_is_usable ("\"key_ops\":[\"verify\"],\"alg\":\"ES256\""));
}

static void
refuse_rsa (const guint8 *n,
            gsize         size,
            const char   *e)
{
  g_autofree char *modulus = cck_base64url_encode (n, size);
  g_autofree char *text = g_strdup_printf ("{\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"%s\"}", modulus, e);
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();

  g_assert_null (cck_jwk_new_from_text (text, strlen (text), &error));
  g_test_message ("%s", error->message);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, G_USEC_PER_SEC / 2);
}

static void
test_a12_a13 (void)
{
  g_autofree guint8 *n = g_malloc (4096);
  g_autofree guint8 *e = g_malloc (2048);
  g_autofree char *huge = NULL;

  memset (n, 0xff, 4096);
  memset (e, 0xff, 2048);
  huge = cck_base64url_encode (e, 2048);
  refuse_rsa (n, 64, "AQAB");   /* 512 bits */
  refuse_rsa (n, 255, "AQAB");  /* 2040 bits */
  refuse_rsa (n, 4096, "AQAB"); /* 32768 bits */
  refuse_rsa (n, 256, "");      /* 0 */
  refuse_rsa (n, 256, "AQ");    /* 1 */
  refuse_rsa (n, 256, "Ag");    /* 2 */
  refuse_rsa (n, 256, "AQAA");  /* 65536 */
  refuse_rsa (n, 256, huge);
  n[255] = 0xfe;
  refuse_rsa (n, 256, "AQAB");  /* even */
}

static void
refuse_point (const char *crv,
              gsize       size,
              guint8      fill)
{
  g_autofree guint8 *coordinate = g_malloc (size);
  g_autofree char *number = NULL, *text = NULL;

  memset (coordinate, fill, size);
  number = cck_base64url_encode (coordinate, size);
  text = g_strdup_printf ("{\"kty\":\"EC\",\"crv\":\"%s\",\"x\":\"%s\",\"y\":\"%s\"}", crv, number, number);
  g_assert_null (cck_jwk_new_from_text (text, strlen (text), NULL));
}

static void
test_a14 (void)
{
  static const struct { const char *crv; gsize size; } curves[] = {
    { "P-256", 32 }, { "P-384", 48 }, { "P-521", 66 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (curves); i++)
    {
      refuse_point (curves[i].crv, curves[i].size, 0);
      refuse_point (curves[i].crv, curves[i].size, 1);
      refuse_point (curves[i].crv, curves[i].size, 0xff);
      refuse_point (curves[i].crv, curves[i].size - 1, 1);
      refuse_point (curves[i].crv, curves[i].size + 1, 1);
    }
}

static void
test_a15 (void)
{
  g_autoptr (CckJwk) shorter = cck_jwk_new_secret ("0123456789012345678901234567890", 31);
  g_autoptr (CckJwk) enough = cck_jwk_new_secret ("01234567890123456789012345678901", 32);
  g_autoptr (CckJwk) empty = cck_jwk_new_secret ("", 0);

  g_assert_false (cck_jwk_fits (shorter, CCK_ALGORITHM_HS256, NULL));
  g_assert_false (cck_jwk_fits (empty, CCK_ALGORITHM_HS256, NULL));
  g_assert_true (cck_jwk_fits (enough, CCK_ALGORITHM_HS256, NULL));
  g_assert_false (cck_jwk_fits (enough, CCK_ALGORITHM_HS384, NULL));
}

static gboolean
verifies (CckAlgorithm  algorithm,
          const guint8 *signature,
          gsize         length)
{
  return cck_signature_verify (algorithm, test_key (algorithm), "text", 4, signature, length, NULL);
}

static void
test_a16 (void)
{
  static const CckAlgorithm algorithms[] = { ES256, CCK_ALGORITHM_ES384, CCK_ALGORITHM_ES512 };
  static const gsize sizes[] = { 64, 96, 132 };

  for (guint i = 0; i < G_N_ELEMENTS (algorithms); i++)
    {
      guint8 signature[132] = { 0 };

      g_assert_false (verifies (algorithms[i], signature, sizes[i]));
      signature[sizes[i] - 1] = 1;
      g_assert_false (verifies (algorithms[i], signature, sizes[i]));
      signature[sizes[i] / 2 - 1] = 1;
      g_assert_false (verifies (algorithms[i], signature, sizes[i]));
      memset (signature, 0xff, sizeof signature);
      g_assert_false (verifies (algorithms[i], signature, sizes[i]));
    }
}

static void
test_a17 (void)
{
  g_autoptr (GBytes) good = cck_signature_sign (ES256, test_key (ES256), "text", 4, NULL);
  const guint8 *raw = g_bytes_get_data (good, NULL);
  guint8 changed[66] = { 0 };

  g_assert_true (verifies (ES256, raw, 64));
  memcpy (changed, raw + 32, 32);
  memcpy (changed + 32, raw, 32);
  g_assert_false (verifies (ES256, changed, 64));
  g_assert_false (verifies (ES256, raw, 63));
  memcpy (changed, raw, 64);
  g_assert_false (verifies (ES256, changed, 65));
  g_assert_false (verifies (ES256, raw, 0));
  g_assert_false (verifies (ES256, NULL, 0));
}

/* Signs until the sizes of all kinds have been seen: zeros in front, top bits set. */
static void
test_a18 (void)
{
  guint zeros = 0, tops = 0;

  for (guint i = 0; i < 4000 && (zeros < 2 || tops < 2); i++)
    {
      g_autoptr (GBytes) bytes = cck_signature_sign (ES256, test_key (ES256), "text", 4, NULL);
      const guint8 *raw = g_bytes_get_data (bytes, NULL);

      zeros += raw[0] == 0 || raw[32] == 0;
      tops += raw[0] >= 0x80 && raw[32] >= 0x80;
      g_assert_true (verifies (ES256, raw, 64));
    }
  g_assert_cmpuint (zeros, >, 0);
  g_assert_cmpuint (tops, >, 0);
}

static void
test_a19 (void)
{
  static const CckAlgorithm algorithms[] = { CCK_ALGORITHM_ED25519, CCK_ALGORITHM_ED448 };

  for (guint i = 0; i < G_N_ELEMENTS (algorithms); i++)
    {
      g_autoptr (GBytes) good = cck_signature_sign (algorithms[i], test_key (algorithms[i]), "text", 4,
                                                    NULL);
      g_autofree guint8 *raw = g_memdup2 (g_bytes_get_data (good, NULL), g_bytes_get_size (good));
      gsize size = g_bytes_get_size (good);

      g_assert_true (verifies (algorithms[i], raw, size));
      raw[size - 1] ^= 0x80;
      g_assert_false (verifies (algorithms[i], raw, size));
      raw[size - 1] ^= 0x81;
      g_assert_false (verifies (algorithms[i], raw, size));
      raw[size - 1] ^= 0x01;
      g_assert_false (verifies (algorithms[i], raw, size - 1));
    }
}

static void
test_a20_a21 (void)
{
  static const CckAlgorithm algorithms[] = { RS256, CCK_ALGORITHM_PS256 };

  for (guint i = 0; i < G_N_ELEMENTS (algorithms); i++)
    {
      guint8 forged[257];

      /* The padded hash as if it were the signature, one, and zero. */
      memset (forged, 0, sizeof forged);
      g_assert_false (verifies (algorithms[i], forged, 256));
      forged[255] = 1;
      g_assert_false (verifies (algorithms[i], forged, 256));
      memset (forged, 0xff, sizeof forged);
      forged[0] = 0;
      forged[1] = 1;
      g_assert_false (verifies (algorithms[i], forged, 256));
      g_assert_false (verifies (algorithms[i], forged, 255));
      g_assert_false (verifies (algorithms[i], forged, 257));
    }
}

static void
test_a22 (void)
{
  CckAlgorithm hs256 = CCK_ALGORITHM_HS256;
  g_autoptr (GBytes) good = cck_signature_sign (hs256, test_key (hs256), "text", 4, NULL);
  const guint8 *mac = g_bytes_get_data (good, NULL);

  g_assert_true (verifies (hs256, mac, 32));
  for (gsize length = 0; length < 32; length++)
    g_assert_false (verifies (hs256, mac, length));
}

static void
test_a23 (void)
{
  static const char * const tails[] = { "=", "==", " ", "\n", "%20", "!", "+", "/", "A" };
  g_autofree char *token = good_token (ES256);
  g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);
  g_autofree char *marked = g_strconcat ("\xef\xbb\xbf", token, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *longer = g_strconcat (token, tails[i], NULL);

      test_refused (longer, test_key (ES256));
    }
  test_refused (bearer, test_key (ES256));
  test_refused (marked, test_key (ES256));
}

static void
test_a24 (void)
{
  g_autofree char *token = good_token (ES256);
  g_autofree char *four = g_strconcat (token, ".", NULL);
  g_autofree char *five = g_strconcat (token, "..", NULL);
  g_autofree char *json = g_strdup_printf ("{\"payload\":\"e30\",\"signatures\":[\"%s\"]}", token);

  test_refused (four, test_key (ES256));
  test_refused (five, test_key (ES256));
  test_refused (json, test_key (ES256));
  *strrchr (token, '.') = '\0';
  test_refused (token, test_key (ES256));
}

static void
test_a25 (void)
{
  g_autofree char *payload = test_claims ("azp", "\"client\",\"azp\":\"client\"", NULL);
  g_autofree char *token = test_sign_raw (ES256, test_key (ES256), "{\"alg\":\"ES256\"}", payload);
  g_autoptr (CckJwt) shown = cck_jwt_parse (token, -1, CCK_JWT_KEEP_DUPLICATES, NULL);
  g_autoptr (CckJwks) jwks = test_set (test_key (ES256));
  CckExpectations expected = test_expectations ();
  g_autoptr (CckVerdict) verdict = NULL;

  test_refuse_header (ES256, "{\"alg\":\"ES256\",\"alg\":\"ES256\"}");
  test_refuse_header (ES256, "{\"alg\":\"ES256\",\"\\u0061lg\":\"none\"}");
  test_refused (token, test_key (ES256));

  /* Shown, both of them, and not believed. */
  g_assert_nonnull (shown);
  verdict = cck_verdict_new (shown, jwks, &expected);
  test_outcome (verdict, "names", CCK_OUTCOME_FAILED);
  g_assert_cmpint (cck_verdict_get_result (verdict), ==, CCK_VERDICT_NOT_VALID);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/jose/attacks/A01-none-is-no-signature", test_a01);
  g_test_add_func ("/jose/attacks/A02-a-removed-signature-is-told", test_a02);
  g_test_add_func ("/jose/attacks/A03-a-public-key-is-no-secret", test_a03);
  g_test_add_func ("/jose/attacks/A04-algorithms-are-not-interchanged", test_a04);
  g_test_add_func ("/jose/attacks/A05-an-algorithm-is-an-exact-text", test_a05);
  g_test_add_func ("/jose/attacks/A06-only-registered-algorithms", test_a06);
  g_test_add_func ("/jose/attacks/A07-a-key-in-the-token-is-not-used", test_a07);
  g_test_add_func ("/jose/attacks/A08-an-address-in-the-token-is-not-asked", test_a08);
  g_test_add_func ("/jose/attacks/A09-a-kid-is-a-name-and-nothing-else", test_a09);
  g_test_add_func ("/jose/attacks/A10-no-fallback-to-another-key", test_a10);
  g_test_add_func ("/jose/attacks/A11-a-key-is-for-one-use", test_a11);
  g_test_add_func ("/jose/attacks/A12-A13-weak-and-costly-rsa-is-refused", test_a12_a13);
  g_test_add_func ("/jose/attacks/A14-a-point-is-on-its-curve", test_a14);
  g_test_add_func ("/jose/attacks/A15-a-secret-is-as-long-as-its-hash", test_a15);
  g_test_add_func ("/jose/attacks/A16-psychic-signatures", test_a16);
  g_test_add_func ("/jose/attacks/A17-ecdsa-is-raw-and-of-exact-length", test_a17);
  g_test_add_func ("/jose/attacks/A18-zeros-and-top-bits-are-accepted", test_a18);
  g_test_add_func ("/jose/attacks/A19-eddsa-is-reduced", test_a19);
  g_test_add_func ("/jose/attacks/A20-A21-forged-padding", test_a20_a21);
  g_test_add_func ("/jose/attacks/A22-a-cut-mac", test_a22);
  g_test_add_func ("/jose/attacks/A23-nothing-around-a-token", test_a23);
  g_test_add_func ("/jose/attacks/A24-three-segments", test_a24);
  g_test_add_func ("/jose/attacks/A25-duplicate-names", test_a25);

  return g_test_run ();
}
