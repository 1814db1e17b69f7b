/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-oauth-error.h"
#include "cck-sensitive.h"
#include "cck-test-main.h"
#include "cck-token-set.h"

#define NOW 1700000000

static CckTokenSet *
parse_code_answer (const char *text, const char *scope, GError **error)
{
  g_autoptr (GBytes) document = g_bytes_new (text, strlen (text));

  return cck_token_set_parse (document, scope, "the-nonce", TRUE, NOW, error);
}

static CckTokenSet *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  CckTokenSet *tokens = parse_code_answer (text, NULL, &error);

  g_assert_no_error (error);

  return tokens;
}

static void
assert_refused (const char *text, CckOauthError code)
{
  g_autofree char *shown = g_strescape (text, NULL);
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", shown);
  g_assert_null (parse_code_answer (text, "openid", &error));
  g_assert_error (error, CCK_OAUTH_ERROR, (int) code);
}

static void
test_whole_answer (void)
{
  g_autoptr (CckTokenSet) tokens =
      parse ("{\"access_token\":\"a.b-c_d~e+f/g==\",\"token_type\":\"Bearer\",\"expires_in\":900,"
             "\"refresh_token\":\"r r\",\"id_token\":\"i.i.i\",\"scope\":\"openid email\"}");

  g_assert_cmpstr (cck_token_set_get_access_token (tokens), ==, "a.b-c_d~e+f/g==");
  g_assert_cmpstr (cck_token_set_get_refresh_token (tokens), ==, "r r");
  g_assert_cmpstr (cck_token_set_get_id_token (tokens), ==, "i.i.i");
  g_assert_cmpstr (cck_token_set_get_scope (tokens), ==, "openid email");
  g_assert_cmpstr (cck_token_set_get_nonce (tokens), ==, "the-nonce");
  g_assert_cmpstr (cck_token_set_get_token_type (tokens), ==, "Bearer");
  g_assert_cmpint (cck_token_set_get_issued_at (tokens), ==, NOW);
  g_assert_cmpint (cck_token_set_get_expires_at (tokens), ==, NOW + 900);
  g_assert_false (cck_token_set_get_rotated (tokens));
}

static void
test_token_type (void)
{
  static const char *const accepted[] = { "Bearer", "bearer", "BEARER", "bEARER" };
  static const char *const refused[] = {
    "\"mac\"", "\"DPoP\"", "\"Bearer \"", "\"\"", "7", "null",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (accepted); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("{\"access_token\":\"a\",\"token_type\":\"%s\"}", accepted[i]);
      g_autoptr (CckTokenSet) tokens = parse (text);

      g_assert_cmpstr (cck_token_set_get_token_type (tokens), ==, "Bearer");
    }

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("{\"access_token\":\"a\",\"token_type\":%s}", refused[i]);

      assert_refused (text, CCK_OAUTH_ERROR_BAD_TOKEN);
    }
  assert_refused ("{\"access_token\":\"a\"}", CCK_OAUTH_ERROR_BAD_TOKEN);
}

static void
test_lifetime (void)
{
  static const struct
  {
    const char *expires_in;
    gint64 expires_at;
  } cases[] = {
    { "900", NOW + 900 },
    { "\"900\"", NOW + 900 },
    { "0", NOW },
    { "900.5", NOW + 900 },
    { "9e2", NOW + 900 },
    { "-1", 0 },
    { "\"-1\"", 0 },
    { "\"\"", 0 },
    { "\" 900\"", 0 },
    { "\"+900\"", 0 },
    { "\"900 seconds\"", 0 },
    { "\"an hour\"", 0 },
    { "null", 0 },
    { "true", 0 },
    { "[900]", 0 },
    { "{}", 0 },
    { "1e300", 0 },
    { "99999999999", 0 },
    { "9223372036854775807", 0 },
    { "\"9223372036854775808\"", 0 },
    { "99999999999999999999999", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;
      g_autoptr (CckTokenSet) tokens = NULL;

      text = g_strdup_printf (
          "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":%s}",
          cases[i].expires_in);
      g_test_message ("%s", cases[i].expires_in);
      tokens = parse (text);
      g_assert_cmpint (cck_token_set_get_expires_at (tokens), ==, cases[i].expires_at);
    }
}

static void
test_no_lifetime (void)
{
  g_autoptr (CckTokenSet) tokens = parse ("{\"access_token\":\"a\",\"token_type\":\"Bearer\"}");

  g_assert_cmpint (cck_token_set_get_expires_at (tokens), ==, 0);
}

static void
test_access_token (void)
{
  static const char *const refused[] = {
    "\"\"", "\"a b\"", "\"a\\nb\"", "\"a\\u0000b\"", "\"a\\\"b\"", "\"a=b\"", "\"=\"",
    "\"\\u00e4\"", "\"a,b\"", "null", "7", "[\"a\"]", "{}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("{\"access_token\":%s,\"token_type\":\"Bearer\"}", refused[i]);

      assert_refused (text, CCK_OAUTH_ERROR_BAD_TOKEN);
    }
  assert_refused ("{\"token_type\":\"Bearer\"}", CCK_OAUTH_ERROR_BAD_TOKEN);
  assert_refused ("{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"refresh_token\":\"a\\nb\"}",
                  CCK_OAUTH_ERROR_BAD_TOKEN);
  assert_refused ("{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"refresh_token\":7}",
                  CCK_OAUTH_ERROR_BAD_TOKEN);
}

/* RFC 9068 §6: whatever it looks like, only its own server may say what it means. */
static void
test_opaque_access_token (void)
{
  static const char *const tokens[] = {
    "eyJhbGciOiJub25lIn0.eyJleHAiOjEsInNjb3BlIjoiYWRtaW4ifQ.", "a.b.c", "e30.e30.e30",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("{\"access_token\":\"%s\",\"token_type\":\"Bearer\"}", tokens[i]);
      g_autoptr (GBytes) document = g_bytes_new (text, strlen (text));
      g_autoptr (CckTokenSet) set =
          cck_token_set_parse (document, "email", NULL, FALSE, 1700000000, NULL);

      g_assert_cmpstr (cck_token_set_get_access_token (set), ==, tokens[i]);
      g_assert_cmpstr (cck_token_set_get_scope (set), ==, "email");
      g_assert_cmpint (cck_token_set_get_expires_at (set), ==, 0);
    }
}

static void
test_granted_scope (void)
{
  static const struct
  {
    const char *member;
    const char *scope;
  } cases[] = {
    { "", "email profile" },
    { ",\"scope\":\"email\"", "email" },
    { ",\"scope\":\"email admin\"", "email admin" },
    { ",\"scope\":[\"email\",\"admin\"]", "email admin" },
    { ",\"scope\":\"\"", "" },
    { ",\"scope\":7", "email profile" },
    { ",\"scope\":\"a\\nb\"", "email profile" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"access_token\":\"a\",\"token_type\":\"Bearer\"%s}", cases[i].member);
      g_autoptr (CckTokenSet) tokens = parse_code_answer (text, "email profile", NULL);

      g_assert_cmpstr (cck_token_set_get_scope (tokens), ==, cases[i].scope);
    }
}

static void
test_strict_json (void)
{
  static const char *const texts[] = {
    "", "<!DOCTYPE html><title>Sign in</title>", "{\"access_token\":\"a\",",
    "{\"access_token\":\"a\",\"token_type\":\"Bearer\"} x",
    "{\"access_token\":\"a\",\"token_type\":\"Bearer\",}",
    "{'access_token':'a','token_type':'Bearer'}",
    "{\"access_token\":\"a\",\"access_token\":\"b\",\"token_type\":\"Bearer\"}",
    "/* */{\"access_token\":\"a\",\"token_type\":\"Bearer\"}",
    "\xef\xbb\xbf{\"access_token\":\"a\",\"token_type\":\"Bearer\"}",
    "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"x\":\"\xff\"}",
    "[]", "\"a\"", "access_token=a&token_type=bearer",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], CCK_OAUTH_ERROR_BAD_ANSWER);
}

static void
test_missing_id_token (void)
{
  g_autoptr (GBytes) document = NULL;
  g_autoptr (CckTokenSet) refreshed = NULL;
  static const char text[] =
      "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"scope\":\"openid email\"}";

  assert_refused (text, CCK_OAUTH_ERROR_MISSING_ID_TOKEN);
  assert_refused ("{\"access_token\":\"a\",\"token_type\":\"Bearer\"}",
                  CCK_OAUTH_ERROR_MISSING_ID_TOKEN);
  assert_refused ("{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":null}",
                  CCK_OAUTH_ERROR_MISSING_ID_TOKEN);

  /* OpenID Connect Core §12.2: a refresh may leave it out. */
  document = g_bytes_new_static (text, strlen (text));
  refreshed = cck_token_set_parse (document, "openid", NULL, FALSE, NOW, NULL);
  g_assert_nonnull (refreshed);
}

static void
test_merge_keeps (void)
{
  g_autoptr (CckTokenSet) old =
      parse ("{\"access_token\":\"a1\",\"token_type\":\"Bearer\",\"expires_in\":900,"
             "\"refresh_token\":\"r1\",\"id_token\":\"i1\",\"scope\":\"openid email\"}");
  g_autoptr (CckTokenSet) fresh =
      parse ("{\"access_token\":\"a2\",\"token_type\":\"Bearer\",\"expires_in\":60}");
  g_autoptr (CckTokenSet) merged = cck_token_set_merge (old, fresh);

  g_assert_cmpstr (cck_token_set_get_access_token (merged), ==, "a2");
  g_assert_cmpstr (cck_token_set_get_refresh_token (merged), ==, "r1");
  g_assert_cmpstr (cck_token_set_get_id_token (merged), ==, "i1");
  g_assert_cmpstr (cck_token_set_get_scope (merged), ==, "openid email");
  g_assert_cmpstr (cck_token_set_get_nonce (merged), ==, "the-nonce");
  g_assert_cmpint (cck_token_set_get_expires_at (merged), ==, NOW + 60);
  g_assert_false (cck_token_set_get_rotated (merged));
}

static void
test_merge_rotates (void)
{
  g_autoptr (CckTokenSet) old =
      parse ("{\"access_token\":\"a1\",\"token_type\":\"Bearer\",\"refresh_token\":\"r1\"}");
  g_autoptr (CckTokenSet) rotated =
      parse ("{\"access_token\":\"a2\",\"token_type\":\"Bearer\",\"refresh_token\":\"r2\"}");
  g_autoptr (CckTokenSet) same =
      parse ("{\"access_token\":\"a2\",\"token_type\":\"Bearer\",\"refresh_token\":\"r1\"}");
  g_autoptr (CckTokenSet) merged = cck_token_set_merge (old, rotated);
  g_autoptr (CckTokenSet) kept = cck_token_set_merge (old, same);

  g_assert_cmpstr (cck_token_set_get_refresh_token (merged), ==, "r2");
  g_assert_true (cck_token_set_get_rotated (merged));
  g_assert_false (cck_token_set_get_rotated (kept));
}

static void
test_secret_text (void)
{
  g_autoptr (CckTokenSet) tokens =
      parse ("{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":900,"
             "\"refresh_token\":\"r\\\"\\\\ \",\"id_token\":\"i\",\"scope\":\"openid\"}");
  g_autoptr (CckSensitive) text = cck_token_set_to_secret_json (tokens);
  g_autoptr (GError) error = NULL;
  g_autoptr (CckTokenSet) again = cck_token_set_from_secret_json (text, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (cck_token_set_get_access_token (again), ==, "a");
  g_assert_cmpstr (cck_token_set_get_refresh_token (again), ==, "r\"\\ ");
  g_assert_cmpstr (cck_token_set_get_id_token (again), ==, "i");
  g_assert_cmpstr (cck_token_set_get_scope (again), ==, "openid");
  g_assert_cmpstr (cck_token_set_get_nonce (again), ==, "the-nonce");
  g_assert_cmpint (cck_token_set_get_expires_at (again), ==, NOW + 900);
  g_assert_cmpint (cck_token_set_get_issued_at (again), ==, NOW);
}

static void
test_bad_secret_text (void)
{
  static const char *const texts[] = {
    "", "null", "{}", "nothing",
    "{\"format\":2,\"access_token\":\"a\",\"scope\":\"\",\"expires_at\":0,\"issued_at\":0}",
    "{\"format\":\"1\",\"access_token\":\"a\",\"scope\":\"\",\"expires_at\":0,\"issued_at\":0}",
    "{\"format\":1,\"scope\":\"\",\"expires_at\":0,\"issued_at\":0}",
    "{\"format\":1,\"access_token\":\"a\",\"scope\":\"\",\"issued_at\":0}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cck_token_set_from_secret_json (texts[i], &error));
      g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_SECRET_TEXT);
    }
}

static void
test_without_refresh_token (void)
{
  g_autoptr (CckTokenSet) tokens =
      parse ("{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"refresh_token\":\"r\"}");
  g_autoptr (CckTokenSet) rest = cck_token_set_with_refresh_token (tokens, NULL);
  g_autofree char *fingerprint = cck_token_set_dup_refresh_fingerprint (tokens);

  g_assert_cmpuint (strlen (fingerprint), ==, 16);
  g_assert_null (cck_token_set_get_refresh_token (rest));
  g_assert_null (cck_token_set_dup_refresh_fingerprint (rest));
  g_assert_cmpstr (cck_token_set_get_access_token (rest), ==, "a");
}

int
main (int argc, char *argv[])
{
  cck_test_init (&argc, &argv);

  g_test_add_func ("/oauth/protocol/rule-21-token-type", test_token_type);
  g_test_add_func ("/oauth/protocol/rule-21-lifetime", test_lifetime);
  g_test_add_func ("/oauth/protocol/rule-21-no-lifetime", test_no_lifetime);
  g_test_add_func ("/oauth/protocol/rule-21-access-token", test_access_token);
  g_test_add_func ("/oauth/protocol/rule-23-access-token-is-opaque", test_opaque_access_token);
  g_test_add_func ("/oauth/protocol/rule-22-granted-scope", test_granted_scope);
  g_test_add_func ("/oauth/protocol/rule-25-merge-keeps", test_merge_keeps);
  g_test_add_func ("/oauth/protocol/rule-25-merge-rotates", test_merge_rotates);
  g_test_add_func ("/oauth/protocol/rule-35-strict-json", test_strict_json);
  g_test_add_func ("/oauth/protocol/rule-36-missing-id-token", test_missing_id_token);
  g_test_add_func ("/oauth/token-set/whole-answer", test_whole_answer);
  g_test_add_func ("/oauth/token-set/secret-text", test_secret_text);
  g_test_add_func ("/oauth/token-set/bad-secret-text", test_bad_secret_text);
  g_test_add_func ("/oauth/token-set/without-refresh-token", test_without_refresh_token);

  return g_test_run ();
}
