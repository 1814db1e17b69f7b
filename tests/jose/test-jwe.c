/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-base64url.h"
#include "cck-jose-error.h"
#include "test-jwe-tokens.h"

#define CONTENT "what is inside"

static char *
seal (const char *header)
{
  return test_jwe_seal (header, CONTENT, strlen (CONTENT));
}

static void
opens (const char *header)
{
  g_autoptr (CckJwk) jwk = test_jwe_key ("");
  g_autofree char *token = seal (header);

  test_jwe_opens (token, jwk, CONTENT, strlen (CONTENT));
}

/* The token would open, so it is refused for its header. */
static void
refuses (const char *header,
         int         code,
         const char *what)
{
  g_autoptr (CckJwk) jwk = test_jwe_key ("");
  g_autofree char *token = seal (header);
  g_autofree char *message = test_jwe_refused (token, jwk, code);

  g_test_message ("%s", message);
  g_assert_nonnull (strstr (message, what));
}

static void
refuses_text (const char *text,
              const char *what)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cck_jwe_parse (text, -1, &error));
  g_assert_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_MALFORMED);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, what));
}

static void
test_header (void)
{
  const char *header = "{\"alg\":\"dir\",\"enc\":\"A128GCM\",\"kid\":\"k1\",\"typ\":\"JWT\","
                       "\"cty\":\"application/JWT\"}";
  g_autofree char *token = seal (header);
  g_autoptr (CckJwe) jwe = cck_jwe_parse (token, -1, NULL);
  GBytes *bytes = cck_jwe_get_header_bytes (jwe);

  g_assert_cmpstr (cck_jwe_get_alg (jwe), ==, "dir");
  g_assert_cmpstr (cck_jwe_get_enc (jwe), ==, "A128GCM");
  g_assert_cmpstr (cck_jwe_get_kid (jwe), ==, "k1");
  g_assert_cmpstr (cck_jwe_get_typ (jwe), ==, "JWT");
  g_assert_cmpstr (cck_jwe_get_content_type (jwe), ==, "application/JWT");
  g_assert_true (cck_jwe_is_nested (jwe));
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                   header, strlen (header));
  g_assert_nonnull (cck_json_get_member (cck_json_get_root (cck_jwe_get_header (jwe)), "cty"));
}

static void
test_not_nested (void)
{
  g_autofree char *token = seal ("{\"alg\":\"dir\",\"enc\":\"A128GCM\",\"cty\":\"jwk+json\"}");
  g_autoptr (CckJwe) jwe = cck_jwe_parse (token, -1, NULL);

  g_assert_false (cck_jwe_is_nested (jwe));
}

static void
test_faults_are_placed (void)
{
  refuses_text ("", "five parts");
  refuses_text ("....", "header is empty");
  refuses_text ("e30=.AA.AA.AA.AA", "header is not valid Base64URL (character 4)");
  refuses_text ("e30.A.AA.AA.AA", "encrypted key is not valid Base64URL (character 1)");
  refuses_text ("e30.AA.A+.AA.AA", "initialization vector is not valid Base64URL (character 2)");
  refuses_text ("e30.AA.AA.AAA\n.AA", "ciphertext is not valid Base64URL (character 4)");
  refuses_text ("e30.AA.AA.AA.AB", "authentication tag is not valid Base64URL (character 2)");
  refuses_text ("e30.AA.AA.AA.AA", "“alg”");
  refuses_text ("W10.AA.AA.AA.AA", "header can’t be read");
}

static void
test_names (void)
{
  opens (TEST_JWE_HEADER);
  refuses ("{\"alg\":\"DIR\",\"enc\":\"A128GCM\"}", CCK_JOSE_ERROR_UNSUPPORTED, "“DIR”");
  refuses ("{\"alg\":\"none\",\"enc\":\"A128GCM\"}", CCK_JOSE_ERROR_UNSUPPORTED, "“none”");
  refuses ("{\"alg\":\"HS256\",\"enc\":\"A128GCM\"}", CCK_JOSE_ERROR_UNSUPPORTED, "“HS256”");
  refuses ("{\"alg\":\"dir\",\"enc\":\"A128\"}", CCK_JOSE_ERROR_UNSUPPORTED, "“A128”");
  refuses ("{\"alg\":\"dir\",\"enc\":\"a128gcm\"}", CCK_JOSE_ERROR_UNSUPPORTED, "“a128gcm”");
  refuses ("{\"alg\":[\"dir\"],\"enc\":\"A128GCM\"}", CCK_JOSE_ERROR_MALFORMED, "“alg”");
  refuses ("{\"alg\":\"dir\",\"enc\":1}", CCK_JOSE_ERROR_MALFORMED, "“enc”");
  refuses ("{\"alg\":\"dir\\u0000\",\"enc\":\"A128GCM\"}", CCK_JOSE_ERROR_MALFORMED, "“alg”");
  refuses ("{\"alg\":\"\\u202edir\",\"enc\":\"A128GCM\"}", CCK_JOSE_ERROR_UNSUPPORTED, "\\u202E");
  refuses ("{\"alg\":\"dir\",\"alg\":\"dir\",\"enc\":\"A128GCM\"}", CCK_JOSE_ERROR_MALFORMED,
           "twice");
}

static void
test_parameters (void)
{
  opens ("{\"alg\":\"dir\",\"enc\":\"A128GCM\",\"unknown\":{\"a\":1},\"jku\":\"https://e.example\"}");
  refuses ("{\"alg\":\"dir\",\"enc\":\"A128GCM\",\"crit\":[\"exp\"],\"exp\":1}",
           CCK_JOSE_ERROR_UNSUPPORTED, "crit");
  refuses ("{\"alg\":\"dir\",\"enc\":\"A128GCM\",\"crit\":[]}",
           CCK_JOSE_ERROR_UNSUPPORTED, "crit");
  refuses ("{\"alg\":\"dir\",\"enc\":\"A128GCM\",\"kid\":7}", CCK_JOSE_ERROR_MALFORMED, "“kid”");
  refuses ("{\"alg\":\"dir\",\"enc\":\"A128GCM\",\"cty\":null}", CCK_JOSE_ERROR_MALFORMED,
           "“cty”");
  refuses ("{\"alg\":\"dir\",\"enc\":\"A128GCM\",\"zip\":true}", CCK_JOSE_ERROR_MALFORMED,
           "“zip”");
  refuses ("{\"alg\":\"dir\",\"enc\":\"A128GCM\",\"zip\":\"GZ\"}", CCK_JOSE_ERROR_UNSUPPORTED,
           "“GZ”");
  refuses ("{\"alg\":\"dir\",\"enc\":\"A128GCM\",\"zip\":\"DEF\\u0000\"}",
           CCK_JOSE_ERROR_UNSUPPORTED, "packed");
  refuses ("{\"alg\":\"ECDH-ES\",\"enc\":\"A128GCM\"}", CCK_JOSE_ERROR_MALFORMED, "“epk”");
  refuses ("{\"alg\":\"ECDH-ES\",\"enc\":\"A128GCM\",\"epk\":{},\"apu\":\"=\"}",
           CCK_JOSE_ERROR_MALFORMED, "“apu”");
  refuses ("{\"alg\":\"ECDH-ES\",\"enc\":\"A128GCM\",\"epk\":{},\"apv\":1}",
           CCK_JOSE_ERROR_MALFORMED, "“apv”");
}

/* The token is for the key, but the key says otherwise, or can't be it. */
static void
refuses_key (const char *more,
             const char *what)
{
  g_autoptr (CckJwk) jwk = test_jwe_key (more);
  g_autofree char *token = seal (TEST_JWE_HEADER);
  g_autofree char *message = test_jwe_refused (token, jwk, CCK_JOSE_ERROR_KEY_UNUSABLE);
  g_autoptr (CckJwe) jwe = cck_jwe_parse (token, -1, NULL);

  g_test_message ("%s", message);
  g_assert_nonnull (strstr (message, what));
  g_assert_false (cck_jwe_fits (jwe, jwk, NULL));
}

static void
takes_key (const char *more)
{
  g_autoptr (CckJwk) jwk = test_jwe_key (more);
  g_autofree char *token = seal (TEST_JWE_HEADER);
  g_autoptr (CckJwe) jwe = cck_jwe_parse (token, -1, NULL);

  test_jwe_opens (token, jwk, CONTENT, strlen (CONTENT));
  g_assert_true (cck_jwe_fits (jwe, jwk, NULL));
}

static void
test_key_purpose (void)
{
  takes_key (",\"use\":\"enc\"");
  takes_key (",\"alg\":\"dir\"");
  takes_key (",\"alg\":\"A128GCM\"");
  takes_key (",\"key_ops\":[\"encrypt\",\"decrypt\"]");
  refuses_key (",\"use\":\"sig\"", "“sig”");
  refuses_key (",\"use\":\"\"", "use");
  refuses_key (",\"alg\":\"A128KW\"", "“A128KW”");
  refuses_key (",\"alg\":\"HS256\"", "“HS256”");
  refuses_key (",\"key_ops\":[\"encrypt\",\"unwrapKey\"]", "“key_ops”");
  refuses_key (",\"key_ops\":[]", "“key_ops”");
}

static void
test_key_size (void)
{
  g_autoptr (CckJwk) jwk = test_jwe_key ("");
  static const char * const headers[][2] = {
    { "{\"alg\":\"dir\",\"enc\":\"A256GCM\"}", "256" },
    { "{\"alg\":\"dir\",\"enc\":\"A256CBC-HS512\"}", "512" },
    { "{\"alg\":\"A192KW\",\"enc\":\"A128GCM\"}", "192" },
    { "{\"alg\":\"A256GCMKW\",\"enc\":\"A128GCM\"}", "256" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *token = seal (headers[i][0]);
      g_autofree char *message = test_jwe_refused (token, jwk, CCK_JOSE_ERROR_KEY_UNUSABLE);

      g_assert_nonnull (strstr (message, headers[i][1]));
    }
}

static void
refuses_type (const char *alg,
              CckJwk     *jwk,
              const char *what)
{
  g_autofree char *header = g_strdup_printf ("{\"alg\":\"%s\",\"enc\":\"A128GCM\",\"epk\":{}}", alg);
  g_autofree char *token = seal (header);
  g_autofree char *message = test_jwe_refused (token, jwk, CCK_JOSE_ERROR_KEY_UNUSABLE);

  g_test_message ("%s", message);
  g_assert_nonnull (strstr (message, what));
}

static void
test_key_type (void)
{
  g_autoptr (CckJwk) signs = cck_jwk_generate (CCK_ALGORITHM_EDDSA, NULL);
  g_autoptr (CckJwk) secret = test_jwe_key ("");
  const char *text = "{\"kty\":\"OKP\",\"crv\":\"X25519\","
                     "\"x\":\"3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08\"}";
  g_autoptr (CckJwk) published = cck_jwk_new_from_text (text, strlen (text), NULL);

  refuses_type ("ECDH-ES", signs, "Ed25519");
  refuses_type ("ECDH-ES", secret, "secret");
  refuses_type ("ECDH-ES", published, "private");
  refuses_type ("RSA-OAEP", secret, "secret");
  refuses_type ("dir", published, "X25519");
  g_assert_false (cck_jwk_fits (published, CCK_ALGORITHM_EDDSA, NULL));
}

static GBytes *
open_with_set (const char  *kid,
               const char  *keys,
               GError     **error)
{
  g_autofree char *header = g_strdup_printf ("{\"alg\":\"dir\",\"enc\":\"A128GCM\"%s}", kid);
  g_autofree char *k = cck_base64url_encode (TEST_JWE_SECRET, strlen (TEST_JWE_SECRET));
  g_auto (GStrv) parts = g_strsplit (keys, "GOOD", -1);
  g_autofree char *good = g_strdup_printf ("\"kty\":\"oct\",\"k\":\"%s\"", k);
  g_autofree char *set = g_strjoinv (good, parts);
  g_autofree char *token = seal (header);
  g_autoptr (CckJwks) jwks = cck_jwks_new_from_data (set, strlen (set), NULL);
  g_autoptr (CckJwe) jwe = cck_jwe_parse (token, -1, NULL);

  return cck_jwe_decrypt (jwe, jwks, error);
}

#define OTHER "\"kty\":\"oct\",\"k\":\"AAAAAAAAAAAAAAAAAAAAAA\""

static void
set_opens (const char *kid,
           const char *keys)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = open_with_set (kid, keys, &error);

  g_assert_no_error (error);
  g_assert_nonnull (content);
}

static void
set_refuses (const char *kid,
             const char *keys,
             int         code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (open_with_set (kid, keys, &error));
  g_assert_error (error, CCK_JOSE_ERROR, code);
  g_test_message ("%s", error->message);
}

static void
test_key_choice (void)
{
  const char *kid = ",\"kid\":\"one\"";

  set_opens ("", "{GOOD}");
  set_opens ("", "{\"keys\":[{\"kty\":\"new\"},{" OTHER "},{GOOD,\"kid\":\"any\"}]}");
  set_opens (kid, "{\"keys\":[{" OTHER ",\"kid\":\"two\"},{GOOD,\"kid\":\"one\"}]}");
  set_opens (kid, "{\"keys\":[{" OTHER ",\"kid\":\"one\"},{GOOD,\"kid\":\"one\"}]}");
  set_opens (kid, "{\"keys\":[{" OTHER ",\"kid\":\"two\"},{GOOD}]}");
  set_refuses (kid, "{\"keys\":[{" OTHER ",\"kid\":\"one\"},{GOOD}]}", CCK_JOSE_ERROR_ENCRYPTED);
  set_refuses (kid, "{\"keys\":[{GOOD,\"kid\":\"ONE\"}]}", CCK_JOSE_ERROR_NO_MATCHING_KEY);
  set_refuses (kid, "{\"keys\":[{GOOD,\"kid\":\"one\\u0000\"}]}", CCK_JOSE_ERROR_NO_MATCHING_KEY);
  set_refuses (kid, "{\"keys\":[{GOOD,\"kid\":\"one\",\"use\":\"sig\"}]}",
               CCK_JOSE_ERROR_KEY_UNUSABLE);
  set_refuses ("", "{\"keys\":[]}", CCK_JOSE_ERROR_NO_MATCHING_KEY);
  set_refuses ("", "{\"keys\":[{" OTHER "}]}", CCK_JOSE_ERROR_ENCRYPTED);
}

static void
test_tries_are_bounded (void)
{
  g_autoptr (GString) keys = g_string_new ("{\"keys\":[");

  for (guint i = 0; i < 16; i++)
    g_string_append (keys, "{" OTHER "},");
  g_string_append (keys, "{GOOD}]}");

  set_refuses ("", keys->str, CCK_JOSE_ERROR_ENCRYPTED);
}

/* More than half of the rounds that are made, so there is one try, and it goes to the first key. */
static void
test_rounds_are_shared (void)
{
  static const char token[] =
    "eyJhbGciOiJQQkVTMi1IUzI1NitBMTI4S1ciLCJlbmMiOiJBMTI4R0NNIiwicDJjIjo2MDAwMDEsInAy"
    "cyI6IklHaWl2aTJYcFVEaFAxOE1xNkt3ckEifQ.6AfVRilyE1ohWeFlFv2rp8FoZidEi1Pk.srNSEerp"
    "K5Ubp4z6.d3zqfMOG6GY5jcdNVBg.rwQVGqMHncoojTlOSabzhQ";
  g_autofree char *right = cck_base64url_encode (TEST_JWE_SECRET, strlen (TEST_JWE_SECRET));
  g_autoptr (CckJwe) jwe = cck_jwe_parse (token, -1, NULL);

  for (guint wrong_first = 0; wrong_first < 2; wrong_first++)
    {
      g_autofree char *set = g_strdup_printf (
        "{\"keys\":[{\"kty\":\"oct\",\"k\":\"%s\"},{\"kty\":\"oct\",\"k\":\"%s\"}]}",
        wrong_first ? "AAAA" : right, wrong_first ? right : "AAAA");
      g_autoptr (CckJwks) keys = cck_jwks_new_from_data (set, strlen (set), NULL);
      g_autoptr (GBytes) content = cck_jwe_decrypt (jwe, keys, NULL);

      g_assert_true ((content != NULL) == (wrong_first == 0));
    }
}

static void
test_empty_content (void)
{
  g_autoptr (CckJwk) jwk = test_jwe_key ("");
  g_autofree char *token = test_jwe_seal (TEST_JWE_HEADER, "", 0);

  test_jwe_opens (token, jwk, "", 0);
}

static void
test_too_large (void)
{
  g_autofree char *text = g_strnfill (CCK_JWE_MAX_SIZE + 1, 'A');
  g_autoptr (GError) error = NULL;

  g_assert_null (cck_jwe_parse (text, -1, &error));
  g_assert_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_TOO_LARGE);
}

/* Sealed with the right key by a library that takes such vectors; RFC 7518 §5.3 does not. */
static void
test_vector_length (void)
{
  static const char * const tokens[] = {
    "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..c2l4dGVlbiA.gldfw9K2AQngCXgULq0."
    "YhmHJw0wScV6hUo6ykEdZA",
    "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..c2l4dGVlbiBieXRlcyBpdg.OA_40jFA_VFjV0KsN4k."
    "KHMVZdVesbqhnbw4lItDsw",
  };
  g_autoptr (CckJwk) jwk = test_jwe_key ("");

  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autofree char *message = test_jwe_refused (tokens[i], jwk, CCK_JOSE_ERROR_ENCRYPTED);

      g_assert_nonnull (message);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/jose/jwe/header", test_header);
  g_test_add_func ("/jose/jwe/header/not-nested", test_not_nested);
  g_test_add_func ("/jose/jwe/parse/faults-are-placed", test_faults_are_placed);
  g_test_add_func ("/jose/jwe/parse/too-large", test_too_large);
  g_test_add_func ("/jose/jwe/header/names-are-exact", test_names);
  g_test_add_func ("/jose/jwe/header/parameters", test_parameters);
  g_test_add_func ("/jose/jwe/key/purpose", test_key_purpose);
  g_test_add_func ("/jose/jwe/key/size", test_key_size);
  g_test_add_func ("/jose/jwe/key/type", test_key_type);
  g_test_add_func ("/jose/jwe/key/choice", test_key_choice);
  g_test_add_func ("/jose/jwe/key/tries-are-bounded", test_tries_are_bounded);
  g_test_add_func ("/jose/jwe/key/rounds-are-shared", test_rounds_are_shared);
  g_test_add_func ("/jose/jwe/content/empty", test_empty_content);
  g_test_add_func ("/jose/jwe/content/vector-length", test_vector_length);

  return g_test_run ();
}
