/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-checkup.h"
#include "cck-metadata-private.h"
#include "cck-oauth-error.h"
#include "cck-test-main.h"
#include "cck-test-provider.h"

#define NOW 1700000000
#define GOOD                                                                                      \
  ",\"jwks_uri\":\"" CCK_TEST_ISSUER "/jwks\","                                                   \
  "\"revocation_endpoint\":\"" CCK_TEST_ISSUER "/revoke\","                                       \
  "\"introspection_endpoint\":\"" CCK_TEST_ISSUER "/introspect\","                                \
  "\"end_session_endpoint\":\"" CCK_TEST_ISSUER "/logout\","                                      \
  "\"pushed_authorization_request_endpoint\":\"" CCK_TEST_ISSUER "/par\","                        \
  "\"code_challenge_methods_supported\":[\"S256\"],\"response_types_supported\":[\"code\"],"      \
  "\"grant_types_supported\":[\"authorization_code\",\"refresh_token\"],"                         \
  "\"id_token_signing_alg_values_supported\":[\"RS256\",\"ES256\"],"                              \
  "\"token_endpoint_auth_methods_supported\":[\"none\",\"private_key_jwt\"],"                     \
  "\"dpop_signing_alg_values_supported\":[\"ES256\"],"                                            \
  "\"authorization_response_iss_parameter_supported\":true"

static GPtrArray *
check_up (const char *members)
{
  g_autoptr (CckMetadata) metadata = cck_test_provider_new_metadata (members);
  CckCheckupInput input = CCK_CHECKUP_INPUT_INIT;

  input.metadata = metadata;
  input.issuer = CCK_TEST_ISSUER;

  return cck_checkup_new (&input);
}

static const CckCheck *
find (GPtrArray *rows, const char *id)
{
  for (guint i = 0; i < rows->len; i++)
    {
      if (strcmp (cck_check_get_id (g_ptr_array_index (rows, i)), id) == 0)
        return g_ptr_array_index (rows, i);
    }

  g_error ("no row %s", id);
}

static void
assert_outcome (GPtrArray *rows, const char *id, CckOutcome outcome)
{
  const CckCheck *row = find (rows, id);

  g_test_message ("%s: %s, %s", id, cck_outcome_get_name (cck_check_get_outcome (row)),
                  cck_check_get_explanation (row));
  g_assert_cmpstr (cck_outcome_get_name (cck_check_get_outcome (row)), ==,
                   cck_outcome_get_name (outcome));
}

static void
test_good_provider (void)
{
  g_autoptr (GPtrArray) rows = check_up (GOOD);

  for (guint i = 0; i < rows->len; i++)
    {
      const CckCheck *row = g_ptr_array_index (rows, i);
      CckOutcome outcome = cck_check_get_outcome (row);

      g_test_message ("%s: %s", cck_check_get_id (row), cck_check_get_explanation (row));
      g_assert_true (outcome == CCK_OUTCOME_PASSED || outcome == CCK_OUTCOME_NOT_CHECKED);
      g_assert_true (g_str_has_prefix (cck_check_get_rule (row), "RFC ") ||
                     g_str_has_prefix (cck_check_get_rule (row), "OIDC "));
      g_assert_nonnull (strstr (cck_check_get_rule (row), "§"));
      g_assert_cmpstr (cck_check_get_title (row), !=, "");
      g_assert_true (g_str_has_suffix (cck_check_get_explanation (row), "."));
    }
}

/* One member of the document is another, and one row says so. */
static void
test_document (void)
{
  static const struct
  {
    const char *members;
    const char *id;
    CckOutcome outcome;
  } cases[] = {
    { NULL, "metadata", CCK_OUTCOME_PASSED },
    { NULL, "issuer", CCK_OUTCOME_PASSED },
    { NULL, "https", CCK_OUTCOME_PASSED },
    { NULL, "pkce", CCK_OUTCOME_WARNING },
    { ",\"code_challenge_methods_supported\":[\"S256\",\"plain\"]", "pkce", CCK_OUTCOME_WARNING },
    { ",\"code_challenge_methods_supported\":[\"plain\"]", "pkce", CCK_OUTCOME_FAILED },
    { ",\"code_challenge_methods_supported\":[]", "pkce", CCK_OUTCOME_FAILED },
    { NULL, "issuer-in-response", CCK_OUTCOME_WARNING },
    { NULL, "response-types", CCK_OUTCOME_WARNING },
    { ",\"response_types_supported\":[\"code\",\"code id_token\"]", "response-types",
      CCK_OUTCOME_PASSED },
    { ",\"response_types_supported\":[\"code\",\"token\"]", "response-types",
      CCK_OUTCOME_WARNING },
    { ",\"response_types_supported\":[\"code\",\"id_token token\"]", "response-types",
      CCK_OUTCOME_WARNING },
    { ",\"response_types_supported\":[\"id_token\"]", "response-types", CCK_OUTCOME_FAILED },
    { NULL, "grant-types", CCK_OUTCOME_WARNING },
    { ",\"grant_types_supported\":[\"authorization_code\",\"implicit\"]", "grant-types",
      CCK_OUTCOME_WARNING },
    { ",\"grant_types_supported\":[\"authorization_code\",\"password\"]", "grant-types",
      CCK_OUTCOME_FAILED },
    { NULL, "refresh", CCK_OUTCOME_NOT_CHECKED },
    { ",\"grant_types_supported\":[\"authorization_code\"]", "refresh", CCK_OUTCOME_WARNING },
    { NULL, "signing-algorithms", CCK_OUTCOME_NOT_CHECKED },
    { ",\"id_token_signing_alg_values_supported\":[\"RS256\",\"none\"]", "signing-algorithms",
      CCK_OUTCOME_FAILED },
    { ",\"id_token_signing_alg_values_supported\":[\"HS256\"]", "signing-algorithms",
      CCK_OUTCOME_FAILED },
    { ",\"id_token_signing_alg_values_supported\":[\"RS256\",\"HS256\"]", "signing-algorithms",
      CCK_OUTCOME_WARNING },
    { NULL, "client-authentication", CCK_OUTCOME_WARNING },
    { ",\"token_endpoint_auth_methods_supported\":[\"client_secret_post\"]",
      "client-authentication", CCK_OUTCOME_WARNING },
    { NULL, "par", CCK_OUTCOME_PASSED },
    { ",\"require_pushed_authorization_requests\":true", "par", CCK_OUTCOME_FAILED },
    { NULL, "dpop", CCK_OUTCOME_WARNING },
    { ",\"dpop_signing_alg_values_supported\":[\"none\"]", "dpop", CCK_OUTCOME_FAILED },
    { ",\"tls_client_certificate_bound_access_tokens\":true", "dpop", CCK_OUTCOME_PASSED },
    { NULL, "request-objects", CCK_OUTCOME_PASSED },
    { ",\"request_parameter_supported\":true,"
      "\"request_object_signing_alg_values_supported\":[\"none\"]", "request-objects",
      CCK_OUTCOME_WARNING },
    { NULL, "revocation", CCK_OUTCOME_WARNING },
    { NULL, "introspection", CCK_OUTCOME_PASSED },
    { NULL, "end-session", CCK_OUTCOME_PASSED },
    { NULL, "keys", CCK_OUTCOME_NOT_CHECKED },
    { NULL, "pkce-enforced", CCK_OUTCOME_NOT_CHECKED },
    { NULL, "redirect-matching", CCK_OUTCOME_NOT_CHECKED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) rows = check_up (cases[i].members);

      g_test_message ("%s", cases[i].members != NULL ? cases[i].members : "nothing");
      assert_outcome (rows, cases[i].id, cases[i].outcome);
    }
}

static void
test_what_was_found_is_shown (void)
{
  g_autoptr (GPtrArray) rows = check_up (
      ",\"code_challenge_methods_supported\":[\"plain\",\"\\u202eS256\"]");
  const CckCheck *row = find (rows, "pkce");

  g_assert_cmpstr (cck_check_get_expected (row), ==, "S256");
  g_assert_cmpstr (cck_check_get_found (row), ==, "plain, \\u202ES256");
}

static void
test_plain_http (void)
{
  static const CckMetadataEndpoints endpoints = { .token_endpoint = "http://127.0.0.1:1/token" };
  g_autoptr (CckMetadata) metadata =
      cck_metadata_new_manual ("http://127.0.0.1:1", &endpoints, CCK_HTTP_ALLOW_LOOPBACK, NULL);
  CckCheckupInput input = CCK_CHECKUP_INPUT_INIT;
  g_autoptr (GPtrArray) rows = NULL;

  input.metadata = metadata;
  input.issuer = "http://127.0.0.1:1";
  rows = cck_checkup_new (&input);

  assert_outcome (rows, "https", CCK_OUTCOME_WARNING);
}

/* Nothing is held against a provider that was never asked. */
static void
test_typed_endpoints (void)
{
  static const CckMetadataEndpoints endpoints = { .token_endpoint = CCK_TEST_ISSUER "/token" };
  g_autoptr (CckMetadata) metadata =
      cck_metadata_new_manual (CCK_TEST_ISSUER, &endpoints, CCK_HTTP_NONE, NULL);
  CckCheckupInput input = CCK_CHECKUP_INPUT_INIT;
  g_autoptr (GPtrArray) rows = NULL;

  input.metadata = metadata;
  input.issuer = CCK_TEST_ISSUER;
  rows = cck_checkup_new (&input);

  assert_outcome (rows, "metadata", CCK_OUTCOME_NOT_CHECKED);
  assert_outcome (rows, "https", CCK_OUTCOME_PASSED);
  assert_outcome (rows, "pkce", CCK_OUTCOME_NOT_CHECKED);
  assert_outcome (rows, "grant-types", CCK_OUTCOME_NOT_CHECKED);
  assert_outcome (rows, "revocation", CCK_OUTCOME_WARNING);
}

static void
test_no_metadata (void)
{
  g_autoptr (GError) mismatch = g_error_new (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_ISSUER_MISMATCH,
                                             "It calls itself X.");
  CckCheckupInput input = CCK_CHECKUP_INPUT_INIT;
  g_autoptr (GPtrArray) rows = NULL;

  input.issuer = CCK_TEST_ISSUER;
  input.metadata_error = mismatch;
  rows = cck_checkup_new (&input);

  assert_outcome (rows, "metadata", CCK_OUTCOME_FAILED);
  assert_outcome (rows, "issuer", CCK_OUTCOME_FAILED);
  assert_outcome (rows, "pkce", CCK_OUTCOME_NOT_CHECKED);
  assert_outcome (rows, "revocation", CCK_OUTCOME_NOT_CHECKED);
  assert_outcome (rows, "clock", CCK_OUTCOME_NOT_CHECKED);
  g_assert_cmpstr (cck_check_get_explanation (find (rows, "issuer")), ==, "It calls itself X.");
}

static void
test_observations (void)
{
  static const struct
  {
    gint64 lifetime;
    CckObserved rotates;
    CckOutcome lifetime_outcome;
    CckOutcome rotation_outcome;
  } cases[] = {
    { -1, CCK_OBSERVED_UNKNOWN, CCK_OUTCOME_NOT_CHECKED, CCK_OUTCOME_NOT_CHECKED },
    { 900, CCK_OBSERVED_YES, CCK_OUTCOME_PASSED, CCK_OUTCOME_PASSED },
    { 3600, CCK_OBSERVED_NO, CCK_OUTCOME_PASSED, CCK_OUTCOME_WARNING },
    { 3601, CCK_OBSERVED_NO, CCK_OUTCOME_WARNING, CCK_OUTCOME_WARNING },
    { 60, CCK_OBSERVED_YES, CCK_OUTCOME_PASSED, CCK_OUTCOME_PASSED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CckCheckupInput input = CCK_CHECKUP_INPUT_INIT;
      g_autoptr (GPtrArray) rows = NULL;

      input.issuer = CCK_TEST_ISSUER;
      input.access_token_lifetime = cases[i].lifetime;
      input.rotates = cases[i].rotates;
      rows = cck_checkup_new (&input);
      assert_outcome (rows, "lifetime", cases[i].lifetime_outcome);
      assert_outcome (rows, "rotation", cases[i].rotation_outcome);
    }
}

static void
test_freshness_and_clock (void)
{
  static const struct
  {
    gint64 date;
    gint64 max_age;
    CckOutcome clock;
    CckOutcome freshness;
  } cases[] = {
    { 0, -1, CCK_OUTCOME_NOT_CHECKED, CCK_OUTCOME_PASSED },
    { NOW - 30, 86400, CCK_OUTCOME_PASSED, CCK_OUTCOME_PASSED },
    { NOW + 31, 86401, CCK_OUTCOME_WARNING, CCK_OUTCOME_WARNING },
    { NOW - 301, 0, CCK_OUTCOME_FAILED, CCK_OUTCOME_PASSED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CckMetadata) metadata = cck_test_provider_new_metadata (GOOD);
      CckCheckupInput input = CCK_CHECKUP_INPUT_INIT;
      g_autoptr (GPtrArray) rows = NULL;

      cck_metadata_set_freshness (metadata, cases[i].date, cases[i].max_age);
      input.metadata = metadata;
      input.issuer = CCK_TEST_ISSUER;
      input.metadata_received = NOW;
      rows = cck_checkup_new (&input);
      assert_outcome (rows, "clock", cases[i].clock);
      assert_outcome (rows, "freshness", cases[i].freshness);
    }
}

static GPtrArray *
check_keys (const char *format, ...) G_GNUC_PRINTF (1, 2);

static GPtrArray *
check_keys (const char *format, ...)
{
  CckCheckupInput input = CCK_CHECKUP_INPUT_INIT;
  g_autoptr (CckJwks) jwks = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  jwks = cck_jwks_new_from_data (text, strlen (text), &error);
  g_assert_no_error (error);
  input.issuer = CCK_TEST_ISSUER;
  input.jwks = jwks;

  return cck_checkup_new (&input);
}

static char *
new_key (CckAlgorithm algorithm, gboolean with_private)
{
  g_autoptr (CckJwk) jwk = cck_jwk_generate (algorithm, NULL);

  return cck_jwk_to_json (jwk, with_private);
}

static void
test_keys (void)
{
  g_autofree char *rsa = new_key (CCK_ALGORITHM_RS256, FALSE);
  g_autofree char *ec = new_key (CCK_ALGORITHM_ES256, FALSE);
  g_autofree char *leaked = new_key (CCK_ALGORITHM_ES256, TRUE);
  g_autoptr (GPtrArray) two = check_keys ("{\"keys\":[%s,%s]}", rsa, ec);
  g_autoptr (GPtrArray) private = check_keys ("{\"keys\":[%s]}", leaked);
  g_autoptr (GPtrArray) twice = check_keys ("{\"keys\":[%s,%s]}", ec, ec);
  g_autoptr (GPtrArray) secret =
      check_keys ("{\"keys\":[{\"kty\":\"oct\",\"k\":\"%s\"}]}",
                  "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
  g_autoptr (GPtrArray) weak =
      check_keys ("{\"keys\":[{\"kty\":\"RSA\",\"n\":\"wQ\",\"e\":\"AQAB\"}]}");
  g_autoptr (GPtrArray) unknown = check_keys ("{\"keys\":[{\"kty\":\"XYZ\"}]}");
  g_autoptr (GPtrArray) empty = check_keys ("{\"keys\":[]}");

  assert_outcome (two, "keys", CCK_OUTCOME_PASSED);
  assert_outcome (two, "key", CCK_OUTCOME_PASSED);
  g_assert_nonnull (strstr (cck_check_get_found (find (two, "key")), "RSA, 2048 bits"));
  g_assert_cmpstr (cck_check_get_found (find (two, "keys")), ==, "2/2");
  assert_outcome (private, "key", CCK_OUTCOME_FAILED);
  assert_outcome (twice, "key", CCK_OUTCOME_WARNING);
  assert_outcome (secret, "key", CCK_OUTCOME_FAILED);
  assert_outcome (secret, "keys", CCK_OUTCOME_FAILED);
  assert_outcome (weak, "key", CCK_OUTCOME_FAILED);
  assert_outcome (unknown, "key", CCK_OUTCOME_WARNING);
  assert_outcome (empty, "keys", CCK_OUTCOME_FAILED);
}

static void
test_unreachable_keys (void)
{
  g_autoptr (GError) error = g_error_new (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_SERVER, "Fault.");
  CckCheckupInput input = CCK_CHECKUP_INPUT_INIT;
  g_autoptr (GPtrArray) rows = NULL;

  input.issuer = CCK_TEST_ISSUER;
  input.jwks_error = error;
  rows = cck_checkup_new (&input);

  assert_outcome (rows, "keys", CCK_OUTCOME_FAILED);
}

static void
test_too_many_keys (void)
{
  g_autofree char *key = new_key (CCK_ALGORITHM_ES256, FALSE);
  g_autoptr (GString) keys = g_string_new (key);
  g_autoptr (GPtrArray) rows = NULL;
  guint n_rows = 0;

  for (guint i = 1; i < 1000; i++)
    g_string_append_printf (keys, ",%s", key);
  rows = check_keys ("{\"keys\":[%s]}", keys->str);

  for (guint i = 0; i < rows->len; i++)
    n_rows += strcmp (cck_check_get_id (g_ptr_array_index (rows, i)), "key") == 0;
  g_assert_cmpuint (n_rows, ==, 32);
  assert_outcome (rows, "keys", CCK_OUTCOME_WARNING);
}

int
main (int argc, char *argv[])
{
  cck_test_init (&argc, &argv);

  g_test_add_func ("/oauth/checkup/good-provider", test_good_provider);
  g_test_add_func ("/oauth/checkup/document", test_document);
  g_test_add_func ("/oauth/checkup/what-was-found-is-shown", test_what_was_found_is_shown);
  g_test_add_func ("/oauth/checkup/plain-http", test_plain_http);
  g_test_add_func ("/oauth/checkup/typed-endpoints", test_typed_endpoints);
  g_test_add_func ("/oauth/checkup/no-metadata", test_no_metadata);
  g_test_add_func ("/oauth/checkup/observations", test_observations);
  g_test_add_func ("/oauth/checkup/freshness-and-clock", test_freshness_and_clock);
  g_test_add_func ("/oauth/checkup/keys", test_keys);
  g_test_add_func ("/oauth/checkup/unreachable-keys", test_unreachable_keys);
  g_test_add_func ("/oauth/checkup/too-many-keys", test_too_many_keys);

  return g_test_run ();
}
