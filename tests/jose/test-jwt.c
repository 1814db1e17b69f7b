/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-jose-error.h"
#include "cck-members-private.h"
#include "test-tokens.h"

static void
assert_error_text (const char *token,
                   gssize      length,
                   CckJoseError code,
                   const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckJwt) jwt = cck_jwt_parse (token, length, CCK_JWT_FLAGS_NONE, &error);

  g_assert_null (jwt);
  g_assert_error (error, CCK_JOSE_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, expected));
}

static void
test_errors_point (void)
{
  const CckJoseError malformed = CCK_JOSE_ERROR_MALFORMED;

  assert_error_text ("", -1, malformed, "no dots");
  assert_error_text ("abc", -1, malformed, "no dots");
  assert_error_text ("a.b", -1, malformed, "three parts");
  assert_error_text ("a.b.c.d", -1, malformed, "three parts");
  assert_error_text ("a.b.c.d.e.f", -1, malformed, "more than five");
  assert_error_text ("..", -1, malformed, "The header is empty.");
  assert_error_text ("e30.e3 .", -1, malformed,
                     "The payload is not valid Base64URL (character 3).");
  assert_error_text ("e30=.e30.", -1, malformed,
                     "The header is not valid Base64URL (character 4).");
  assert_error_text ("e30.e30.A", -1, malformed,
                     "The signature is not valid Base64URL (character 1).");
  assert_error_text ("e30.e30.AA\n", -1, malformed, "The signature is not valid Base64URL");
  assert_error_text ("W10.e30.", -1, malformed, "The header can’t be read.");
  assert_error_text ("e30.W10.", -1, malformed, "The payload can’t be read.");
  assert_error_text ("e30.e31.", -1, malformed, "character 3");
  assert_error_text ("e30.e30.\0AAAA", 13, malformed, "(character 1)");
  assert_error_text ("e30.e30.e30.e30.e30", -1, CCK_JOSE_ERROR_ENCRYPTED, "JWE");
}

/* CVE-2025-30204: a hundred thousand dots cost no more than their reading. */
static void
test_dots (void)
{
  g_autofree char *dots = g_strnfill (100000, '.');

  assert_error_text (dots, -1, CCK_JOSE_ERROR_MALFORMED, "more than five");
}

static void
test_too_large (void)
{
  g_autofree char *text = g_strnfill (CCK_JWT_MAX_SIZE + 1, 'A');

  assert_error_text (text, -1, CCK_JOSE_ERROR_TOO_LARGE, "bytes");
}

static void
test_parts (void)
{
  g_autofree char *token = test_token (CCK_ALGORITHM_ES256, test_claims ("half", "1.5", NULL));
  g_autoptr (CckJwt) jwt = cck_jwt_parse (token, -1, CCK_JWT_FLAGS_NONE, NULL);
  const char *input;
  gint64 seconds;
  gsize length;

  g_assert_nonnull (jwt);
  g_assert_cmpstr (cck_jwt_get_text (jwt, NULL), ==, token);
  g_assert_cmpstr (cck_jwt_get_alg (jwt), ==, "ES256");
  g_assert_cmpstr (cck_jwt_get_typ (jwt), ==, "JWT");
  g_assert_cmpstr (cck_jwt_get_kid (jwt), ==,
                   cck_jwk_get_kid (test_key (CCK_ALGORITHM_ES256), NULL));
  input = cck_jwt_get_signing_input (jwt, &length);
  g_assert_cmpmem (input, length, token, (gsize) (strrchr (token, '.') - token));
  g_assert_nonnull (cck_jwt_get_signature (jwt, &length));
  g_assert_cmpuint (length, ==, 64);
  g_assert_true (cck_json_equals (cck_jwt_get_claim (jwt, "sub"), "alice"));
  g_assert_true (cck_jwt_get_time (jwt, "exp", &seconds));
  g_assert_cmpint (seconds, ==, 1700000600);
  g_assert_true (cck_jwt_get_time (jwt, "half", &seconds));
  g_assert_cmpint (seconds, ==, 1);
  g_assert_false (cck_jwt_get_time (jwt, "sub", &seconds));
  g_assert_false (cck_jwt_get_time (jwt, "none", &seconds));
}

static void
test_dates (void)
{
  g_autofree char *token = test_token (CCK_ALGORITHM_ES256,
                                       test_claims ("a", "253402300799", "b", "253402300800",
                                                    "c", "1e308", "d", "-1e308",
                                                    "e", "9223372036854775807", NULL));
  g_autoptr (CckJwt) jwt = cck_jwt_parse (token, -1, CCK_JWT_FLAGS_NONE, NULL);
  gint64 seconds;

  g_assert_true (cck_jwt_get_time (jwt, "a", &seconds));
  g_assert_false (cck_jwt_get_time (jwt, "b", &seconds));
  g_assert_false (cck_jwt_get_time (jwt, "c", &seconds));
  g_assert_false (cck_jwt_get_time (jwt, "d", &seconds));
  g_assert_false (cck_jwt_get_time (jwt, "e", &seconds));
}

static void
test_forms (void)
{
  g_autofree char *token = test_token (CCK_ALGORITHM_ES256, test_claims (NULL, NULL));

  g_assert_true (cck_jwt_looks_like (token));
  g_assert_false (cck_jwt_looks_like (NULL));
  g_assert_false (cck_jwt_looks_like (""));
  g_assert_false (cck_jwt_looks_like ("ya29.a0AfH6SMBx.rest"));
  g_assert_false (cck_jwt_looks_like ("gho_16C7e42F292c6912E7710c838347Ae178B4a"));
  g_assert_false (cck_jwt_looks_like ("e30.e30."));
  /* {"alg":"dir","enc":"A128GCM"} */
  g_assert_cmpint (cck_token_form_of ("eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AA.AA.AA", -1), ==,
                   CCK_TOKEN_FORM_ENCRYPTED);
}

static CckProfile
guess (const char *header,
       char       *claims)
{
  g_autofree char *payload = claims;
  g_autofree char *token = test_sign_raw (CCK_ALGORITHM_ES256, test_key (CCK_ALGORITHM_ES256),
                                          header, payload);
  g_autoptr (CckJwt) jwt = cck_jwt_parse (token, -1, CCK_JWT_ANY_PAYLOAD, NULL);

  return cck_jwt_guess_profile (jwt);
}

static void
test_guess (void)
{
  g_assert_cmpint (guess ("{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}", test_claims (NULL, NULL)), ==,
                   CCK_PROFILE_AT_JWT);
  g_assert_cmpint (guess ("{\"alg\":\"ES256\",\"typ\":\"application/AT+JWT\"}",
                          test_claims (NULL, NULL)), ==, CCK_PROFILE_AT_JWT);
  g_assert_cmpint (guess ("{\"alg\":\"ES256\"}", test_claims ("nonce", "\"n\"", NULL)), ==,
                   CCK_PROFILE_ID_TOKEN);
  g_assert_cmpint (guess ("{\"alg\":\"ES256\"}", test_claims ("scope", "\"s\"", NULL)), ==,
                   CCK_PROFILE_JWT);
  g_assert_cmpint (guess ("{\"alg\":\"ES256\"}", test_claims ("token_use", "\"id\"", NULL)), ==,
                   CCK_PROFILE_ID_TOKEN);
  g_assert_cmpint (guess ("{\"alg\":\"ES256\"}",
                          test_claims ("typ", "\"ID\"", "scope", "\"s\"", NULL)), ==,
                   CCK_PROFILE_ID_TOKEN);
  g_assert_cmpint (guess ("{\"alg\":\"ES256\"}", g_strdup ("text")), ==, CCK_PROFILE_JWS);
}

static void
test_sign_refused (void)
{
  g_autoptr (GError) error = NULL;
  CckJwk *jwk = test_key (CCK_ALGORITHM_ES256);

  g_assert_null (cck_jwt_sign ("{\"alg\":\"none\"}", "{}", jwk, &error));
  g_assert_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  g_assert_null (cck_jwt_sign ("{\"alg\":\"ES384\"}", "{}", jwk, &error));
  g_assert_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_KEY_UNUSABLE);
  g_clear_error (&error);
  g_assert_null (cck_jwt_sign ("{\"alg\":\"ES256\"}", "[]", jwk, &error));
  g_assert_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_MALFORMED);
}

/* Names are compared as words: none passes for another that only begins or ends like it. */
static void
test_members (void)
{
  const char *text = "{\"alg\\u0000\":1,\"is\":2,\"issu\":3,\"phone_nunber\":4,\"phone_number_\":5,\"Phone_number\":6,"
                     "\"given_na\":7,\"given_name\\u0000\":8,\"su\\u0000\":9,\"\":10,\"aud\":11,\"birthdate\":12}";
  g_autoptr (CckJson) json = cck_json_parse (text, strlen (text), CCK_JSON_OBJECT, NULL);
  CckMembers members;

  cck_members_init (&members, cck_json_get_root (json));
  for (CckMember member = CCK_MEMBER_NONE; member < CCK_N_MEMBERS; member++)
    g_assert_true ((members.values[member] != NULL) ==
                   (member == CCK_MEMBER_AUD || member == CCK_MEMBER_BIRTHDATE));
  for (CckMember member = CCK_MEMBER_NONE + 1; member < CCK_N_MEMBERS; member++)
    {
      g_autofree char *one = g_strdup_printf ("{\"%s\":1}", cck_member_get_name (member));
      g_autoptr (CckJson) parsed = cck_json_parse (one, strlen (one), CCK_JSON_OBJECT, NULL);

      cck_members_init (&members, cck_json_get_root (parsed));
      g_assert_nonnull (members.values[member]);
    }
}

/* So many that some have the hash of the name that they begin like. */
static void
test_similar_members (void)
{
  g_autoptr (GString) text = g_string_new ("{\"\":0");
  g_autoptr (CckJson) json = NULL;
  CckMembers members;

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (text, ",\"phone_nu%04u\":1,\"family_n%03u\":1", i, i % 1000);
  g_string_append_c (text, '}');
  json = cck_json_parse (text->str, text->len, CCK_JSON_OBJECT | CCK_JSON_KEEP_DUPLICATES, NULL);
  g_assert_nonnull (json);
  cck_members_init (&members, cck_json_get_root (json));
  for (CckMember member = CCK_MEMBER_NONE; member < CCK_N_MEMBERS; member++)
    g_assert_null (members.values[member]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/jose/jwt/A24-errors-name-the-segment-and-the-character", test_errors_point);
  g_test_add_func ("/jose/jwt/A24-many-dots-are-refused-in-linear-time", test_dots);
  g_test_add_func ("/jose/jwt/size-is-bounded", test_too_large);
  g_test_add_func ("/jose/jwt/parts-are-what-was-signed", test_parts);
  g_test_add_func ("/jose/jwt/A46-dates-out-of-range-are-no-dates", test_dates);
  g_test_add_func ("/jose/jwt/forms-are-told-apart", test_forms);
  g_test_add_func ("/jose/jwt/profiles-are-guessed", test_guess);
  g_test_add_func ("/jose/jwt/only-what-fits-is-signed", test_sign_refused);
  g_test_add_func ("/jose/jwt/names-of-claims-are-whole", test_members);
  g_test_add_func ("/jose/jwt/names-of-claims-may-be-alike", test_similar_members);

  return g_test_run ();
}
