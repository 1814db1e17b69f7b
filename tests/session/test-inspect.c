/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "session-fixture.h"

#include <libdex.h>
#include <string.h>

#include "cck-inspector.h"
#include "cck-jose-error.h"
#include "cck-oauth-error.h"
#include "cck-problem.h"
#include "cck-registration.h"
#include "cck-removal.h"
#include "cck-store-error.h"
#include "cck-token-input.h"
#include "cck-token-part.h"

#define TOKEN "eyJhbGciOiJub25lIn0.eyJzdWIiOiJib2IifQ."
/* {"sub":"bob","logout_token":TOKEN} */
#define TOKEN_IN_A_CLAIM                                                                           \
  "eyJhbGciOiJub25lIn0.eyJzdWIiOiJib2IiLCJsb2dvdXRfdG9rZW4iOiJleUpoYkdjaU9pSnViMjVsSW4wLmV5SnpkV0lp" \
  "T2lKaWIySWlmUS4ifQ."

static void
assert_parts (const char *text,
              const char *names)
{
  g_autoptr (GPtrArray) parts = cck_token_part_list (text, -1);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      CckTokenPart *part = parts->pdata[i];

      g_string_append_printf (found, "%s%s", i > 0 ? ", " : "", part->name);
      g_assert_cmpstr (cck_secret_get_text (part->token), ==, TOKEN);
    }

  g_assert_cmpstr (found->str, ==, names);
}

static void
test_tokens_inside_are_found (void)
{
  assert_parts (TOKEN, "");
  assert_parts ("opaque", "");
  assert_parts ("", "");
  assert_parts ("{\"access_token\":\"opaque\",\"expires_in\":3600}", "");
  assert_parts (" {\"access_token\":\"" TOKEN "\",\"id_token\":\"" TOKEN "\"}",
                "access_token, id_token");
  assert_parts ("Bearer " TOKEN "~WyJzYWx0IiwibmFtZSIsIkJvYiJd~", "Signed Part");
  assert_parts (TOKEN "~WyJzYWx0IiwibmFtZSIsIkJvYiJd~" TOKEN, "Signed Part, Key Binding");
  assert_parts (TOKEN_IN_A_CLAIM, "logout_token");
}

static void
test_tokens_inside_are_bounded (void)
{
  g_autoptr (GString) text = g_string_new ("{\"a\":\"" TOKEN "\"");
  g_autoptr (GPtrArray) parts = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, ",\"t%u\":\"" TOKEN "\"", i);

  g_string_append_c (text, '}');
  parts = cck_token_part_list (text->str, -1);
  g_assert_cmpuint (parts->len, ==, CCK_TOKEN_PARTS);
}

static void
test_id_token_is_valid (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autoptr (CckInspection) inspection = NULL;
  g_autoptr (GError) error = NULL;

  inspection = fixture_await_inspection (
    cck_session_inspect_account (fixture->session, account, CCK_TOKEN_ID), &error);
  g_assert_no_error (error);
  g_assert_cmpint (cck_inspection_get_kind (inspection), ==, CCK_INSPECTION_JWT);
  g_assert_true (cck_verdict_is_accepted (cck_inspection_get_verdict (inspection)));
}

static void
test_id_token_is_valid_after_a_refresh (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autoptr (CckInspection) inspection = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (fixture_await (cck_session_refresh (fixture->session, account), &error));
  inspection = fixture_await_inspection (
    cck_session_inspect_account (fixture->session, account, CCK_TOKEN_ID), &error);
  g_assert_no_error (error);
  g_assert_true (cck_verdict_is_accepted (cck_inspection_get_verdict (inspection)));
}

static void
test_access_token_of_unknown_audience_is_not_fully_checked (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autoptr (CckInspection) inspection = NULL;
  g_autoptr (GError) error = NULL;

  inspection = fixture_await_inspection (
    cck_session_inspect_account (fixture->session, account, CCK_TOKEN_ACCESS), &error);
  g_assert_no_error (error);
  g_assert_cmpint (cck_verdict_get_result (cck_inspection_get_verdict (inspection)), ==,
                   CCK_VERDICT_NOT_FULLY_CHECKED);
}

static void
test_offline_is_not_valid_and_not_failed (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autoptr (CckSession) later = NULL;
  g_autoptr (CckAccount) same = NULL;
  g_autoptr (CckInspection) inspection = NULL;
  g_autoptr (GError) error = NULL;

  cck_practice_provider_stop (fixture->practice);
  later = cck_session_new_with_keyring (fixture->data_dir, fixture->clock, fixture->keyring);
  same = g_list_model_get_item (G_LIST_MODEL (cck_session_get_accounts (later)), 0);
  inspection = fixture_await_inspection (
    cck_session_inspect_account (later, same, CCK_TOKEN_ID), &error);
  g_assert_no_error (error);
  g_assert_cmpint (cck_verdict_get_result (cck_inspection_get_verdict (inspection)), ==,
                   CCK_VERDICT_NOT_FULLY_CHECKED);
}

static CckInspection *
inspect (Fixture                  *fixture,
         const char               *text,
         const CckInspectOptions  *options,
         GError                  **error)
{
  return fixture_await_inspection (
    cck_session_inspect_text (fixture->session, text, -1, options), error);
}

static void
test_pasted_makes_no_request (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = cck_practice_provider_mint (fixture->practice, "{\"sub\":\"x\"}", NULL);
  guint64 before = fixture_statistics (fixture).requests;
  g_autoptr (CckInspection) inspection = NULL;
  g_autoptr (GError) error = NULL;

  inspection = inspect (fixture, token, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cck_verdict_get_result (cck_inspection_get_verdict (inspection)), ==,
                   CCK_VERDICT_NOT_FULLY_CHECKED);
  g_assert_cmpuint (fixture_statistics (fixture).requests, ==, before);
}

/* RFC 8725 §3.10: the token's own issuer is asked for keys only because the person said so. */
static void
test_unknown_issuer_when_asked (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *claims = g_strdup_printf ("{\"iss\":\"%s\",\"sub\":\"x\"}",
                                             cck_practice_provider_get_issuer (fixture->practice));
  g_autofree char *token = cck_practice_provider_mint (fixture->practice, claims, NULL);
  CckInspectOptions options = CCK_INSPECT_OPTIONS_INIT;
  g_autoptr (CckInspection) inspection = NULL;
  g_autoptr (GError) error = NULL;
  CckVerdict *verdict;

  options.fetch_unknown_issuer = TRUE;
  inspection = inspect (fixture, token, &options, &error);
  g_assert_no_error (error);
  verdict = cck_inspection_get_verdict (inspection);
  g_assert_cmpint (cck_check_get_outcome (cck_verdict_find_check (verdict, "signature")), ==,
                   CCK_OUTCOME_PASSED);
  g_assert_true (cck_session_find_issuer (fixture->session, inspection) == fixture->provider);
}

static CckProvider *
add_namesake (Fixture    *fixture,
              const char *name,
              const char *jwks_uri)
{
  CckProvider *provider = cck_provider_copy (fixture->provider);
  g_autoptr (GError) error = NULL;

  g_object_set (provider, "id", NULL, "name", name, "jwks-uri", jwks_uri, NULL);
  fixture_await (cck_session_add_provider (fixture->session, provider, NULL), &error);
  g_assert_no_error (error);

  return provider;
}

/* Somebody's file may name an issuer and say where its keys are. It is not asked about that one's
 * tokens, even if it was here first. */
static void
test_namesake_is_not_the_issuer (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *claims = g_strdup_printf (
    "{\"iss\":\"%s\"}", cck_practice_provider_get_issuer (fixture->practice));
  g_autoptr (CckJwk) jwk = cck_jwk_generate (CCK_ALGORITHM_ES256, NULL);
  g_autofree char *token = cck_jwt_sign ("{\"alg\":\"ES256\"}", claims, jwk, NULL);
  g_autoptr (CckInspection) inspection = inspect (fixture, token, NULL, NULL);
  g_autoptr (CckProvider) namesake = NULL;
  g_autoptr (CckProvider) issuer = NULL;

  namesake = add_namesake (fixture, "A", "https://keys.example/jwks");
  fixture_await (cck_session_remove_provider (fixture->session, fixture->provider), NULL);
  /* Alone it is most likely a provider without a configuration. */
  g_assert_true (cck_session_find_issuer (fixture->session, inspection) == namesake);

  issuer = add_namesake (fixture, "Z", NULL);
  g_assert_true (cck_session_find_issuer (fixture->session, inspection) == issuer);
}

/* A key that everybody can fetch authenticates nobody, whatever the provider announces. The check is
 * on the algorithm, before any key is looked for. */
static void
test_published_secret_is_no_secret (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *issuer = g_strdup (cck_practice_provider_get_issuer (fixture->practice));
  g_autofree char *claims = g_strdup_printf ("{\"iss\":\"%s\",\"sub\":\"x\"}", issuer);
  g_autoptr (CckJwk) jwk = cck_jwk_generate (CCK_ALGORITHM_HS256, NULL);
  g_autofree char *token = cck_jwt_sign ("{\"alg\":\"HS256\"}", claims, jwk, NULL);
  CckInspectOptions options = CCK_INSPECT_OPTIONS_INIT;
  g_autoptr (CckInspection) inspection = NULL;
  g_autoptr (GError) error = NULL;
  CckVerdict *verdict;

  options.provider = fixture->provider;
  inspection = inspect (fixture, token, &options, &error);
  g_assert_no_error (error);
  verdict = cck_inspection_get_verdict (inspection);
  g_assert_cmpint (cck_verdict_get_result (verdict), ==, CCK_VERDICT_NOT_VALID);
  g_assert_cmpint (cck_check_get_outcome (cck_verdict_find_check (verdict, "algorithm")), ==,
                   CCK_OUTCOME_FAILED);
}

static void
test_bad_options_are_named (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  CckInspectOptions options = CCK_INSPECT_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;

  options.profile = "saml";
  g_assert_null (inspect (fixture, "a.b.c", &options, &error));
  g_assert_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_BAD_INPUT);
  g_assert_nonnull (strstr (error->message, "saml"));
  g_clear_error (&error);

  options.profile = NULL;
  options.algorithms = "RS256,none";
  g_assert_null (inspect (fixture, "a.b.c", &options, &error));
  g_assert_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_BAD_INPUT);
}

static void
test_input_forms (void)
{
  static const struct
  {
    const char *text;
    const char *token;
    gboolean    says_so;
  } forms[] = {
    { "a.b.c", "a.b.c", FALSE },
    { " \n a.b.c\r\n", "a.b.c", TRUE },
    { "Bearer a.b.c", "a.b.c", TRUE },
    { "authorization: bearer  a.b.c", "a.b.c", TRUE },
    { "\"a.b.c\"", "a.b.c", TRUE },
    { "{\"access_token\":\"x\",\"id_token\":\"a.b.c\"}", "a.b.c", TRUE },
    { "{\"access_token\":\"x\"}", "x", TRUE },
    { "a b", "a b", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *trimmed = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (CckSecret) token = cck_token_input_parse (forms[i].text, -1, &trimmed, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (cck_secret_get_text (token), ==, forms[i].token);
      g_assert_cmpint (trimmed != NULL, ==, forms[i].says_so);
    }
}

static void
test_input_errors (void)
{
  static const struct
  {
    const char *text;
    gssize      length;
  } broken[] = {
    { "", 0 }, { "  \n", 3 }, { "a\0b", 3 }, { "{\"x\":1}", -1 }, { "{\"id_token\":", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *trimmed = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_null (cck_token_input_parse (broken[i].text, broken[i].length, &trimmed, &error));
      g_assert_nonnull (error);
    }
}

/* Every code of every layer has words and an exit status of its own. */
static void
test_problems_are_complete (void)
{
  const struct
  {
    GQuark domain;
    int    last;
  } domains[] = {
    { CCK_SESSION_ERROR, CCK_SESSION_ERROR_BAD_INPUT },
    { CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_NO_RANDOM },
    { CCK_STORE_ERROR, CCK_STORE_ERROR_BUSY },
    { CCK_JOSE_ERROR, CCK_JOSE_ERROR_CRYPTO },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (domains); i++)
    {
      for (int code = 0; code <= domains[i].last; code++)
        {
          g_autoptr (GError) error = g_error_new_literal (domains[i].domain, code, "What.");
          g_autoptr (CckProblem) problem = cck_problem_new_from_error (error);

          g_assert_cmpstr (problem->code, !=, "failed");
          g_assert_cmpstr (problem->message, ==, "What.");
          g_assert_cmpint (problem->exit_status, >=, 1);
          g_assert_cmpint (problem->exit_status, <=, 6);
          g_assert_true (g_str_has_suffix (problem->next, "."));
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/session/inspect/tokens-inside-are-found", test_tokens_inside_are_found);
  g_test_add_func ("/session/inspect/tokens-inside-are-bounded", test_tokens_inside_are_bounded);
  g_test_add_func ("/session/inspect/namesake-is-not-the-issuer", test_namesake_is_not_the_issuer);
  g_test_add_func ("/session/inspect/id-token-is-valid", test_id_token_is_valid);
  g_test_add_func ("/session/inspect/id-token-is-valid-after-a-refresh",
                   test_id_token_is_valid_after_a_refresh);
  g_test_add_func ("/session/inspect/access-token-of-unknown-audience",
                   test_access_token_of_unknown_audience_is_not_fully_checked);
  g_test_add_func ("/session/inspect/offline", test_offline_is_not_valid_and_not_failed);
  g_test_add_func ("/session/inspect/pasted-makes-no-request", test_pasted_makes_no_request);
  g_test_add_func ("/session/inspect/unknown-issuer-when-asked", test_unknown_issuer_when_asked);
  g_test_add_func ("/session/inspect/rule-30-published-secret-is-no-secret",
                   test_published_secret_is_no_secret);
  g_test_add_func ("/session/inspect/bad-options-are-named", test_bad_options_are_named);
  g_test_add_func ("/session/input/forms", test_input_forms);
  g_test_add_func ("/session/input/errors", test_input_errors);
  g_test_add_func ("/session/problem/complete", test_problems_are_complete);

  return g_test_run ();
}
