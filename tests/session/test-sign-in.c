/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "session-fixture.h"

#include <libdex.h>
#include <string.h>

#include "cck-oauth-error.h"
#include "cck-practice-misbehaviour.h"
#include "cck-problem.h"

static void
assert_nothing_kept (Fixture *fixture)
{
  GListModel *accounts = G_LIST_MODEL (cck_session_get_accounts (fixture->session));

  g_assert_cmpuint (g_list_model_get_n_items (accounts), ==, 0);
}

static void
test_whole_way (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckSignIn) sign_in = fixture_sign_in_new (fixture);
  g_autoptr (CckAccount) account = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *stored = NULL;

  account = fixture_await_account (cck_sign_in_run (sign_in), &error);
  g_assert_no_error (error);

  g_assert_cmpint (cck_sign_in_get_state (sign_in), ==, CCK_SIGN_IN_DONE);
  g_assert_cmpint (cck_account_get_state (account), ==, CCK_ACCOUNT_SIGNED_IN);
  g_assert_true (cck_account_get_has_refresh_token (account));
  g_assert_cmpint (cck_account_get_expires_at (account), ==,
                   FIXTURE_START + CCK_PRACTICE_ACCESS_LIFETIME);
  g_assert_true (cck_verdict_is_accepted (cck_sign_in_get_verdict (sign_in)));

  stored = fixture_dup_stored (fixture, account);
  g_assert_nonnull (strstr (stored, "refresh_token"));
}

static void
test_twice_is_one_account (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) first = fixture_sign_in (fixture);
  g_autoptr (CckAccount) second = fixture_sign_in (fixture);

  g_assert_true (first == second);
}

static void
test_two_people_are_two_accounts (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) alice = fixture_sign_in (fixture);
  g_autoptr (CckSignIn) sign_in = fixture_sign_in_new (fixture);
  g_autoptr (CckAccount) bob = NULL;
  g_autoptr (GError) error = NULL;

  cck_sign_in_set_login_hint (sign_in, "bob");
  bob = fixture_await_account (cck_sign_in_run (sign_in), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cck_account_get_id (alice), !=, cck_account_get_id (bob));
}

static void
test_somebody_else_is_refused (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) alice = fixture_sign_in (fixture);
  g_autoptr (CckSignIn) sign_in = fixture_sign_in_new (fixture);
  g_autofree char *before = fixture_dup_stored (fixture, alice);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  cck_sign_in_set_account (sign_in, alice);
  cck_sign_in_set_login_hint (sign_in, "bob");
  g_assert_null (fixture_await_account (cck_sign_in_run (sign_in), &error));
  g_assert_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_OTHER_SUBJECT);

  after = fixture_dup_stored (fixture, alice);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (
    g_list_model_get_n_items (G_LIST_MODEL (cck_session_get_accounts (fixture->session))), ==, 1);
}

typedef struct
{
  CckPracticeMisbehaviour kind;
  const char             *check;
} Misbehaviour;

static void
test_bad_id_token (gconstpointer data)
{
  const Misbehaviour *misbehaviour = data;
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckSignIn) sign_in = fixture_sign_in_new (fixture);
  g_autoptr (GError) error = NULL;
  const CckCheck *failed;

  cck_practice_provider_set_misbehaviour (fixture->practice, misbehaviour->kind);
  g_assert_null (fixture_await_account (cck_sign_in_run (sign_in), &error));

  g_assert_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_CHECK_FAILED);
  g_assert_cmpint (cck_sign_in_get_state (sign_in), ==, CCK_SIGN_IN_FAILED);
  failed = cck_verdict_get_failed (cck_sign_in_get_verdict (sign_in));
  g_assert_cmpstr (cck_check_get_id (failed), ==, misbehaviour->check);
  g_assert_cmpstr (error->message, ==, cck_check_get_explanation (failed));
  assert_nothing_kept (fixture);
}

static void
test_metadata_of_another_issuer (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckSignIn) sign_in = fixture_sign_in_new (fixture);
  g_autoptr (GError) error = NULL;

  cck_practice_provider_set_misbehaviour (fixture->practice,
                                          CCK_PRACTICE_MISBEHAVE_METADATA_ISSUER);
  g_assert_null (fixture_await_account (cck_sign_in_run (sign_in), &error));

  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_ISSUER_MISMATCH);
  g_assert_cmpuint (fixture_statistics (fixture).authorizations, ==, 0);
}

static void
test_answer_of_another_issuer (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckSignIn) sign_in = fixture_sign_in_new (fixture);
  g_autoptr (GError) error = NULL;

  cck_practice_provider_set_misbehaviour (fixture->practice,
                                          CCK_PRACTICE_MISBEHAVE_RESPONSE_ISSUER);
  g_assert_null (fixture_await_account (cck_sign_in_run (sign_in), &error));

  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_WRONG_ISSUER_IN_ANSWER);
  g_assert_cmpuint (fixture_statistics (fixture).token_requests, ==, 0);
  assert_nothing_kept (fixture);
}

static void
cancel_when_waiting_cb (CckSignIn *sign_in)
{
  if (cck_sign_in_get_state (sign_in) == CCK_SIGN_IN_WAITING)
    cck_sign_in_cancel (sign_in);
}

static void
test_cancel (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckSignIn) sign_in = cck_sign_in_new (fixture->session, fixture->provider);
  g_autoptr (GError) error = NULL;

  g_signal_connect (sign_in, "notify::state", G_CALLBACK (cancel_when_waiting_cb), NULL);
  g_assert_null (fixture_await_account (cck_sign_in_run (sign_in), &error));

  g_assert_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_CANCELLED);
  assert_nothing_kept (fixture);
}

static void
cancel_in_state_cb (CckSignIn  *sign_in,
                    GParamSpec *pspec,
                    gpointer    user_data)
{
  if (cck_sign_in_get_state (sign_in) == (CckSignInState) GPOINTER_TO_INT (user_data))
    cck_sign_in_cancel (sign_in);
}

/* A request that is under way when it is cancelled: nothing is kept, and nothing goes on turning. */
static void
test_cancel_in_state (gconstpointer data)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckSignIn) sign_in = fixture_sign_in_new (fixture);
  g_autoptr (GError) error = NULL;
  guint turns = 0;

  g_signal_connect (sign_in, "notify::state", G_CALLBACK (cancel_in_state_cb), (gpointer) data);
  g_assert_null (fixture_await_account (cck_sign_in_run (sign_in), &error));
  g_assert_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_CANCELLED);
  assert_nothing_kept (fixture);

  while (turns < 5000 && g_main_context_iteration (NULL, FALSE))
    turns++;
  g_assert_cmpuint (turns, <, 5000);
}

static void
cancel_soon_cb (CckSignIn  *sign_in,
                GParamSpec *pspec,
                gpointer    user_data)
{
  if (cck_sign_in_get_state (sign_in) == CCK_SIGN_IN_EXCHANGING)
    g_timeout_add_once (50, (GSourceOnceFunc) cck_sign_in_cancel, sign_in);
}

/* While a slow answer is being read. */
static void
test_cancel_while_reading (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckSignIn) sign_in = fixture_sign_in_new (fixture);
  g_autoptr (GError) error = NULL;
  guint turns = 0;

  cck_practice_provider_set_misbehaviour (fixture->practice, CCK_PRACTICE_MISBEHAVE_TOKEN_SLOW);
  g_signal_connect (sign_in, "notify::state", G_CALLBACK (cancel_soon_cb), NULL);
  g_assert_null (fixture_await_account (cck_sign_in_run (sign_in), &error));
  g_assert_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_CANCELLED);
  assert_nothing_kept (fixture);

  while (turns < 5000 && g_main_context_iteration (NULL, FALSE))
    turns++;
  g_assert_cmpuint (turns, <, 5000);
}

static void
keep_uri_cb (CckSignIn   *sign_in,
             const char  *uri,
             char       **kept)
{
  *kept = g_strdup (uri);
  cck_sign_in_cancel (sign_in);
}

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
trace_cb (const CckSessionTraceLine *line,
          gpointer                   user_data)
{
  char **prompt = user_data;

  for (gsize i = 0; g_str_has_suffix (line->uri, "/par") && i < line->n_parameters; i++)
    {
      if (g_str_equal (line->parameters[i].name, "prompt"))
        *prompt = g_strdup (line->parameters[i].value);
    }
}

static void
test_another_account_is_chosen (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckSignIn) sign_in = cck_sign_in_new (fixture->session, fixture->provider);
  g_autofree char *prompt = NULL;
  g_autofree char *uri = NULL;

  cck_session_set_trace (fixture->session, trace_cb, &prompt);
  cck_sign_in_set_another (sign_in, TRUE);
  g_signal_connect (sign_in, "open-uri", G_CALLBACK (keep_uri_cb), &uri);
  g_assert_false (fixture_await (cck_sign_in_run (sign_in), NULL));
  g_assert_cmpstr (prompt, ==, "select_account");
}

static void
test_another_account_is_asked_for (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckSignIn) sign_in = cck_sign_in_new (fixture->session, fixture->provider);
  g_autofree char *uri = NULL;

  /* Without what the provider publishes: nothing is pushed, and every provider knows "login". */
  name_endpoints (fixture);
  cck_sign_in_set_another (sign_in, TRUE);
  g_signal_connect (sign_in, "open-uri", G_CALLBACK (keep_uri_cb), &uri);
  g_assert_false (fixture_await (cck_sign_in_run (sign_in), NULL));
  g_assert_nonnull (strstr (uri, "&prompt=login"));
}

static void
test_deadline (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckSignIn) sign_in = cck_sign_in_new (fixture->session, fixture->provider);
  g_autoptr (GError) error = NULL;

  cck_sign_in_set_timeout (sign_in, 0);
  g_assert_null (fixture_await_account (cck_sign_in_run (sign_in), &error));

  g_assert_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_TIMED_OUT);
}

/* A pasted address that is not the answer leaves the sign-in waiting; it is then cancelled. */
static void
paste_stranger_cb (CckSignIn  *sign_in,
                   const char *uri,
                   gpointer    user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (cck_sign_in_paste_callback (
    sign_in, "http://127.0.0.1:1/callback?code=c&state=guessed", &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_ANSWER_NOT_OURS);
  g_assert_cmpint (cck_sign_in_get_state (sign_in), ==, CCK_SIGN_IN_WAITING);
  *(gboolean *) user_data = TRUE;
  cck_sign_in_cancel (sign_in);
}

static void
test_pasted_stranger (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckSignIn) sign_in = cck_sign_in_new (fixture->session, fixture->provider);
  g_autoptr (GError) error = NULL;
  gboolean pasted = FALSE;

  g_signal_connect (sign_in, "open-uri", G_CALLBACK (paste_stranger_cb), &pasted);
  g_assert_null (fixture_await_account (cck_sign_in_run (sign_in), &error));

  g_assert_true (pasted);
  g_assert_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  static const Misbehaviour misbehaviours[] = {
    { CCK_PRACTICE_MISBEHAVE_SIGNATURE, "signature" },
    { CCK_PRACTICE_MISBEHAVE_ISSUER, "issuer" },
    { CCK_PRACTICE_MISBEHAVE_AUDIENCE, "audience" },
    { CCK_PRACTICE_MISBEHAVE_NONCE, "nonce" },
    { CCK_PRACTICE_MISBEHAVE_EXPIRED, "expiry" },
  };

  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/session/sign-in/whole-way", test_whole_way);
  g_test_add_func ("/session/sign-in/twice-is-one-account", test_twice_is_one_account);
  g_test_add_func ("/session/sign-in/two-people-are-two-accounts",
                   test_two_people_are_two_accounts);
  g_test_add_func ("/session/sign-in/somebody-else-is-refused", test_somebody_else_is_refused);
  for (gsize i = 0; i < G_N_ELEMENTS (misbehaviours); i++)
    {
      g_autofree char *path = g_strconcat ("/session/sign-in/bad-id-token/",
                                           misbehaviours[i].check, NULL);

      g_test_add_data_func (path, &misbehaviours[i], test_bad_id_token);
    }
  g_test_add_func ("/session/sign-in/metadata-of-another-issuer",
                   test_metadata_of_another_issuer);
  g_test_add_func ("/session/sign-in/rule-15-answer-of-another-issuer",
                   test_answer_of_another_issuer);
  g_test_add_func ("/session/sign-in/another-account-is-chosen", test_another_account_is_chosen);
  g_test_add_func ("/session/sign-in/another-account-is-asked-for",
                   test_another_account_is_asked_for);
  g_test_add_func ("/session/sign-in/cancel", test_cancel);
  g_test_add_data_func ("/session/sign-in/cancel-while-preparing",
                        GINT_TO_POINTER (CCK_SIGN_IN_PREPARING), test_cancel_in_state);
  g_test_add_data_func ("/session/sign-in/cancel-while-exchanging",
                        GINT_TO_POINTER (CCK_SIGN_IN_EXCHANGING), test_cancel_in_state);
  g_test_add_func ("/session/sign-in/cancel-while-reading", test_cancel_while_reading);
  g_test_add_func ("/session/sign-in/deadline", test_deadline);
  g_test_add_func ("/session/sign-in/pasted-stranger", test_pasted_stranger);

  return g_test_run ();
}
