/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "session-fixture.h"

#include <libdex.h>
#include <string.h>

#include "cck-inspector.h"
#include "cck-oauth-error.h"
#include "cck-practice-visitor.h"

/* What a public native client owes, rule by rule, where no other file has it. */

typedef struct
{
  Fixture    *fixture;
  const char *query; /* appended to the callback, after the right state and iss */
  gboolean    pasted;
  GError     *error;
} Forger;

/* The answer to the address, as a provider might give it. The parameters are in the address only where
 * nothing was pushed. */
static char *
dup_callback (const char *uri,
              const char *query)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GHashTable) parameters
    = g_uri_parse_params (g_uri_get_query (parsed), -1, "&", G_URI_PARAMS_NONE, NULL);

  return g_strdup_printf ("%s?state=%s&%s",
                          (char *) g_hash_table_lookup (parameters, "redirect_uri"),
                          (char *) g_hash_table_lookup (parameters, "state"), query);
}

static void
forge_cb (CckSignIn  *sign_in,
          const char *uri,
          Forger     *forger)
{
  g_autofree char *callback = dup_callback (uri, forger->query);

  forger->pasted = cck_sign_in_paste_callback (sign_in, callback, &forger->error);
  if (!forger->pasted)
    cck_sign_in_cancel (sign_in);
}

/* A provider whose endpoints the person named: nothing is pushed, and no issuer was announced. */
static void
name_endpoints (Fixture *fixture)
{
  const char *issuer = cck_practice_provider_get_issuer (fixture->practice);
  g_autofree char *authorize = g_strconcat (issuer, "/authorize", NULL);
  g_autofree char *token = g_strconcat (issuer, "/token", NULL);
  g_autofree char *jwks = g_strconcat (issuer, "/jwks", NULL);

  g_object_set (fixture->provider, "authorization-endpoint", authorize, "token-endpoint", token,
                "jwks-uri", jwks, NULL);
}

static void
forge (Forger  *forger,
       GError **error)
{
  g_autoptr (CckSignIn) sign_in = NULL;

  name_endpoints (forger->fixture);
  sign_in = cck_sign_in_new (forger->fixture->session, forger->fixture->provider);
  g_signal_connect (sign_in, "open-uri", G_CALLBACK (forge_cb), forger);
  g_assert_null (fixture_await_account (cck_sign_in_run (sign_in), error));
  g_assert_cmpuint (fixture_statistics (forger->fixture).token_requests, ==, 0);
  g_assert_cmpuint (fixture_n_accounts (forger->fixture), ==, 0);
}

/* A right state with neither code nor error is no answer: the sign-in goes on waiting. */
static void
test_14_empty_answer (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  Forger forger = { fixture, "x=y", FALSE, NULL };
  g_autoptr (GError) error = NULL;

  forge (&forger, &error);
  g_assert_false (forger.pasted);
  g_assert_error (forger.error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_ANSWER_NOT_OURS);
  g_assert_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_CANCELLED);
  g_error_free (forger.error);
}

static void
test_15_another_issuer (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  Forger forger = { fixture, "code=x&iss=https%3A%2F%2Fevil.example", FALSE, NULL };
  g_autoptr (GError) error = NULL;

  forge (&forger, &error);
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_WRONG_ISSUER_IN_ANSWER);
}

static void
visited_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  cck_practice_provider_visit_finish (CCK_PRACTICE_PROVIDER (object), result, NULL);
}

/* The provider's file is edited while the person is in the browser: the code still goes to the issuer
 * of this transaction, and the account is that one's. */
static void
edit_cb (CckSignIn  *sign_in,
         const char *uri,
         Fixture    *fixture)
{
  g_object_set (fixture->provider, "issuer", "https://evil.example", "client-id", "evil", NULL);
  cck_practice_provider_visit_async (fixture->practice, uri, NULL, visited_cb, NULL);
}

static void
test_16_edited_while_waiting (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckSignIn) sign_in = cck_sign_in_new (fixture->session, fixture->provider);
  g_autoptr (CckAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  g_signal_connect (sign_in, "open-uri", G_CALLBACK (edit_cb), fixture);
  account = fixture_await_account (cck_sign_in_run (sign_in), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_statistics (fixture).code_exchanges, ==, 1);
  g_assert_cmpstr (cck_account_get_issuer (account), ==,
                   cck_practice_provider_get_issuer (fixture->practice));
  g_assert_cmpstr (cck_account_get_client_id (account), ==, CCK_PRACTICE_CLIENT_ID);

  /* And no token of it goes to the provider that is there now. */
  g_assert_false (fixture_await (cck_session_refresh (fixture->session, account), &error));
  g_assert_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_SIGN_IN_AGAIN);
}

static void
test_17_contradictions (void)
{
  static const char *queries[] = { "code=a&code=b", "code=a&error=access_denied" };

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (Fixture) fixture = fixture_new ();
      Forger forger = { fixture, queries[i], FALSE, NULL };
      g_autoptr (GError) error = NULL;

      forge (&forger, &error);
      g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_BROWSER_REPLY);
    }
}

/* The description is the provider's: it is shown as text, without what would move a cursor. */
static void
test_17_untrusted_text (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  Forger forger = { fixture, "error=access_denied&error_description=no%1B%5B2J%0Away", FALSE, NULL };
  g_autoptr (GError) error = NULL;

  forge (&forger, &error);
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_DECLINED);
  g_assert_null (strchr (error->message, '\x1b'));
  g_assert_null (strchr (error->message, '\n'));
}

typedef struct
{
  GPtrArray *shown;
  guint      token_requests;
} Watcher;

static void
watch_cb (const CckSessionTraceLine *line,
          gpointer                   user_data)
{
  Watcher *watcher = user_data;

  watcher->token_requests += g_str_has_suffix (line->uri, "/token");
  g_ptr_array_add (watcher->shown, g_strdup (line->uri));
  for (gsize i = 0; i < line->n_parameters; i++)
    g_ptr_array_add (watcher->shown, g_strdup (line->parameters[i].value));
  for (gsize i = 0; i < line->n_members; i++)
    g_ptr_array_add (watcher->shown, g_strdup (line->members[i].value));
}

/* One request with the code, and the trace shows neither it, nor the verifier, nor any token. */
static void
test_18_code_is_used_once_and_not_shown (void)
{
  static const char *members[] = { "access_token", "id_token", "refresh_token" };
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_free);
  Watcher watcher = { shown, 0 };
  g_autoptr (CckAccount) account = NULL;
  g_autofree char *stored = NULL;
  g_autoptr (CckJson) json = NULL;

  cck_session_set_trace (fixture->session, watch_cb, &watcher);
  account = fixture_sign_in (fixture);
  g_assert_cmpuint (watcher.token_requests, ==, 1);

  stored = fixture_dup_stored (fixture, account);
  json = cck_json_parse (stored, strlen (stored), CCK_JSON_OBJECT, NULL);
  for (guint i = 0; i < shown->len; i++)
    {
      const char *text = g_ptr_array_index (shown, i);

      for (gsize j = 0; text != NULL && j < G_N_ELEMENTS (members); j++)
        g_assert_null (strstr (text, cck_json_get_member_string (cck_json_get_root (json),
                                                                 members[j])));
    }
}

/* RFC 9068 §6: what an access token says is advice to a client, and is called that. */
static void
test_23_access_token_is_advice (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autoptr (CckInspection) inspection = NULL;

  inspection = fixture_await_inspection (
    cck_session_inspect_account (fixture->session, account, CCK_TOKEN_ACCESS), NULL);
  g_assert_cmpint (cck_verdict_get_result (cck_inspection_get_verdict (inspection)), !=,
                   CCK_VERDICT_VALID);
}

static char *
mint_unknown (Fixture    *fixture,
              const char *header)
{
  g_autoptr (CckJwk) key = cck_jwk_generate (CCK_ALGORITHM_ES256, NULL);
  g_autofree char *claims
    = g_strdup_printf ("{\"iss\":\"%s\",\"sub\":\"x\"}",
                       cck_practice_provider_get_issuer (fixture->practice));

  return cck_jwt_sign (header, claims, key, NULL);
}

/* An invented kid makes one more request for the keys, and a hundred of them no more in that
 * minute. */
static void
test_31_unknown_kids (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  CckInspectOptions options = CCK_INSPECT_OPTIONS_INIT;
  guint64 before = fixture_statistics (fixture).jwks_requests;

  options.provider = fixture->provider;
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *header = g_strdup_printf ("{\"alg\":\"ES256\",\"kid\":\"k%u\"}", i);
      g_autofree char *token = mint_unknown (fixture, header);
      g_autoptr (CckInspection) inspection = fixture_await_inspection (
        cck_session_inspect_text (fixture->session, token, -1, &options), NULL);

      g_assert_cmpint (cck_verdict_get_result (cck_inspection_get_verdict (inspection)), !=,
                       CCK_VERDICT_VALID);
    }

  g_assert_cmpuint (fixture_statistics (fixture).jwks_requests, ==, before + 1);
}

/* RFC 8725 §3.10: an address that a token names is asked for nothing. */
static void
test_33_addresses_in_a_token (void)
{
  static const char *names[] = { "jku", "x5u" };
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  guint64 before = fixture_statistics (fixture).requests;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *header
        = g_strdup_printf ("{\"alg\":\"ES256\",\"%s\":\"%s/jwks\"}", names[i],
                           cck_practice_provider_get_issuer (fixture->practice));
      g_autofree char *token = mint_unknown (fixture, header);
      g_autoptr (CckInspection) inspection = fixture_await_inspection (
        cck_session_inspect_text (fixture->session, token, -1, NULL), NULL);

      g_assert_nonnull (inspection);
    }

  g_assert_cmpuint (fixture_statistics (fixture).requests, ==, before);
}

/* OIDC Core §3.1.3.7 (7): another algorithm than the registered one is refused, a good signature or
 * not. */
static void
test_30_registered_algorithm (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckSignIn) sign_in = fixture_sign_in_new (fixture);
  g_autoptr (GError) error = NULL;

  g_object_set (fixture->provider, "id-token-algorithm", "ES256", NULL);
  g_assert_null (fixture_await_account (cck_sign_in_run (sign_in), &error));
  g_assert_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_CHECK_FAILED);
  g_assert_cmpstr (
    cck_check_get_id (cck_verdict_get_failed (cck_sign_in_get_verdict (sign_in))), ==, "algorithm");
}

/* A level that was asked for and is not in the token. */
static void
test_30_demanded_level (void)
{
  static const char *parameters[] = { "authorization:acr_values=phr", NULL };
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckSignIn) sign_in = NULL;
  g_autoptr (GError) error = NULL;

  g_object_set (fixture->provider, "parameters", parameters, NULL);
  sign_in = fixture_sign_in_new (fixture);
  g_assert_null (fixture_await_account (cck_sign_in_run (sign_in), &error));
  g_assert_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_CHECK_FAILED);
  g_assert_cmpstr (
    cck_check_get_id (cck_verdict_get_failed (cck_sign_in_get_verdict (sign_in))), ==, "acr");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/session/rules/rule-14-empty-answer", test_14_empty_answer);
  g_test_add_func ("/session/rules/rule-15-another-issuer", test_15_another_issuer);
  g_test_add_func ("/session/rules/rule-16-edited-while-waiting", test_16_edited_while_waiting);
  g_test_add_func ("/session/rules/rule-17-contradictions", test_17_contradictions);
  g_test_add_func ("/session/rules/rule-17-untrusted-text", test_17_untrusted_text);
  g_test_add_func ("/session/rules/rule-18-code-is-used-once-and-not-shown",
                   test_18_code_is_used_once_and_not_shown);
  g_test_add_func ("/session/rules/rule-23-access-token-is-advice", test_23_access_token_is_advice);
  g_test_add_func ("/session/rules/rule-30-registered-algorithm", test_30_registered_algorithm);
  g_test_add_func ("/session/rules/rule-30-demanded-level", test_30_demanded_level);
  g_test_add_func ("/session/rules/rule-31-unknown-kids", test_31_unknown_kids);
  g_test_add_func ("/session/rules/rule-33-addresses-in-a-token", test_33_addresses_in_a_token);

  return g_test_run ();
}
