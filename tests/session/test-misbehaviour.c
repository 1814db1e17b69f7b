/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "session-fixture.h"

#include <libdex.h>

#include "cck-enquiry.h"
#include "cck-practice-misbehaviour.h"
#include "cck-problem.h"

/* One test a row of the table of all that a provider can do wrong, with what a careful client makes of
 * it, and what is left afterwards. */

/* What is done with the provider while it misbehaves. */
typedef enum
{
  STAGE_SIGN_IN,
  STAGE_REFRESH,
  STAGE_USERINFO,
} Stage;

static Stage
stage_of (const char *name)
{
  if (g_str_has_prefix (name, "userinfo-"))
    return STAGE_USERINFO;

  if (g_str_has_prefix (name, "refresh-") || g_str_equal (name, "no-rotation")
      || g_str_equal (name, "no-refresh-token") || g_str_equal (name, "invalid-grant"))
    return STAGE_REFRESH;

  return STAGE_SIGN_IN;
}

static gboolean
is_about_an_answer (const char *name)
{
  return g_str_has_prefix (name, "token-") || g_str_equal (name, "busy");
}

/* A byte a second is given up at the deadline; the others answer at once. */
static void
set_deadline (Fixture    *fixture,
              const char *name)
{
  if (g_str_has_suffix (name, "-slow"))
    cck_session_set_request_timeout (fixture->session, 1);
}

/* What the client is registered with decides which algorithm is a wrong one. */
static void
register_algorithm (Fixture    *fixture,
                    const char *name)
{
  if (g_str_equal (name, "algorithm"))
    g_object_set (fixture->provider, "id-token-algorithm", "RS256", NULL);
  if (g_str_equal (name, "signature-es256"))
    cck_practice_provider_set_id_token_algorithm (fixture->practice, "ES256");
}

static void
assert_no_session (Fixture *fixture)
{
  g_autofree char *history = fixture_dup_history (fixture);

  g_assert_cmpuint (fixture_n_accounts (fixture), ==, 0);
  g_assert_true (*history == '\0' || g_str_equal (history, "check-failed"));
}

/* An answer that is none can be tried again; one that is wrong can not. */
static int
exit_status_of (const char             *name,
                CckPracticeExpectation  expectation)
{
  static const char *suffixes[] = {
    "-huge", "-slow", "-cut", "-html", "-redirect", "-500", "-503", "-429", "-duplicate",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      if (g_str_has_suffix (name, suffixes[i]))
        return 4;
    }

  return expectation == CCK_PRACTICE_EXPECT_ERROR ? 4 : 1;
}

static void
assert_exit_status (const GError            *error,
                    CckPracticeMisbehaviour  kind)
{
  const char *name = cck_practice_misbehaviour_get_name (kind);
  g_autoptr (CckProblem) problem = cck_problem_new_from_error (error);

  /* It stays on the same origin, so it is followed (PROTOCOL 20), to where nothing is. */
  if (kind == CCK_PRACTICE_MISBEHAVE_METADATA_REDIRECT)
    {
      g_assert_cmpstr (problem->code, ==, "no-configuration");
      return;
    }

  g_assert_cmpint (problem->exit_status, ==,
                   exit_status_of (name, cck_practice_misbehaviour_get_expectation (kind)));
}

static void
answered_cb (CckPracticeProvider *practice,
             const char          *method,
             const char          *path,
             guint                status,
             gpointer             user_data)
{
  CckSignIn *sign_in = user_data;

  if (g_str_equal (path, "/authorize"))
    g_timeout_add_once (200, (GSourceOnceFunc) cck_sign_in_cancel, sign_in);
}

static void
callback_cb (CckSignIn *sign_in,
             gboolean  *came)
{
  *came = TRUE;
}

/* PROTOCOL 14: nothing happens, and the listener goes on listening until it is cancelled. */
static void
assert_goes_on_waiting (Fixture   *fixture,
                        CckSignIn *sign_in)
{
  g_autoptr (GError) error = NULL;
  gboolean came = FALSE;

  g_signal_connect (sign_in, "callback", G_CALLBACK (callback_cb), &came);
  g_signal_connect (fixture->practice, "answered", G_CALLBACK (answered_cb), sign_in);
  g_assert_null (fixture_await_account (cck_sign_in_run (sign_in), &error));
  g_assert_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_CANCELLED);
  g_assert_false (came);
  g_assert_cmpuint (fixture_statistics (fixture).token_requests, ==, 0);
  assert_no_session (fixture);
}

static void
test_sign_in (Fixture                 *fixture,
              CckPracticeMisbehaviour  kind,
              CckPracticeExpectation   expectation)
{
  g_autoptr (CckSignIn) sign_in = fixture_sign_in_new (fixture);
  g_autoptr (CckAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  cck_practice_provider_set_misbehaviour (fixture->practice, kind);
  if (expectation == CCK_PRACTICE_EXPECT_WAIT)
    {
      assert_goes_on_waiting (fixture, sign_in);
      return;
    }

  account = fixture_await_account (cck_sign_in_run (sign_in), &error);
  if (expectation == CCK_PRACTICE_EXPECT_ACCEPT)
    {
      g_assert_no_error (error);
      g_assert_cmpint (cck_account_get_state (account), ==, CCK_ACCOUNT_SIGNED_IN);
      return;
    }

  g_assert_null (account);
  g_assert_nonnull (error);
  assert_exit_status (error, kind);
  assert_no_session (fixture);
}

/* What was there stays: the access token and the ID token, and a refresh token that may be a new one
 * (RFC 9700 §4.14.2: the old one is spent). */
static void
assert_session_stays (Fixture    *fixture,
                      CckAccount *account,
                      const char *before)
{
  g_autofree char *token = fixture_dup_access_token (fixture, account);

  g_assert_cmpstr (token, ==, before);
  g_assert_cmpint (cck_account_get_state (account), ==, CCK_ACCOUNT_SIGNED_IN);
  g_assert_true (cck_account_get_has_refresh_token (account));
}

static void
test_refresh (Fixture                 *fixture,
              CckPracticeMisbehaviour  kind,
              CckPracticeExpectation   expectation)
{
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autofree char *before = fixture_dup_access_token (fixture, account);
  g_autoptr (CckToken) token = NULL;
  g_autoptr (GError) error = NULL;

  cck_practice_provider_set_misbehaviour (fixture->practice, kind);
  token = fixture_await_token (cck_session_refresh (fixture->session, account), &error);

  switch (expectation)
    {
    case CCK_PRACTICE_EXPECT_ACCEPT:
      g_assert_no_error (error);
      g_assert_cmpstr (cck_token_get_text (token), !=, before);
      break;

    case CCK_PRACTICE_EXPECT_SIGN_IN:
      g_assert_nonnull (error);
      g_assert_cmpint (cck_account_get_state (account), ==, CCK_ACCOUNT_SIGN_IN_AGAIN);
      break;

    case CCK_PRACTICE_EXPECT_REFUSE:
    case CCK_PRACTICE_EXPECT_DISCARD:
    case CCK_PRACTICE_EXPECT_WAIT:
    case CCK_PRACTICE_EXPECT_ERROR:
    default:
      assert_exit_status (error, kind);
      assert_session_stays (fixture, account, before);
      break;
    }
}

static void
test_userinfo (Fixture                 *fixture,
               CckPracticeMisbehaviour  kind,
               CckPracticeExpectation   expectation)
{
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autofree char *before = fixture_dup_access_token (fixture, account);
  g_autoptr (CckEnquiry) enquiry = NULL;
  g_autoptr (GError) error = NULL;

  cck_practice_provider_set_misbehaviour (fixture->practice, kind);
  enquiry = fixture_await_boxed (cck_session_userinfo (fixture->session, account), &error);

  if (expectation == CCK_PRACTICE_EXPECT_ACCEPT)
    {
      g_assert_no_error (error);
      g_assert_cmpstr (cck_json_get_member_string (
                         cck_json_get_root (cck_enquiry_get_json (enquiry)), "sub"),
                       ==, cck_account_get_subject (account));
    }
  else
    {
      g_assert_null (enquiry);
      assert_exit_status (error, kind);
    }

  assert_session_stays (fixture, account, before);
}

static void
test_row (gconstpointer data)
{
  CckPracticeMisbehaviour kind = GPOINTER_TO_INT (data);
  const char *name = cck_practice_misbehaviour_get_name (kind);
  CckPracticeExpectation expectation = cck_practice_misbehaviour_get_expectation (kind);
  g_autoptr (Fixture) fixture = fixture_new ();

  set_deadline (fixture, name);
  register_algorithm (fixture, name);

  switch (stage_of (name))
    {
    case STAGE_SIGN_IN:
      test_sign_in (fixture, kind, expectation);
      break;

    case STAGE_REFRESH:
      test_refresh (fixture, kind, expectation);
      break;

    case STAGE_USERINFO:
    default:
      test_userinfo (fixture, kind, expectation);
      break;
    }
}

/* A token endpoint that answers like this to a refresh ends no session. */
static void
test_row_at_a_refresh (gconstpointer data)
{
  CckPracticeMisbehaviour kind = GPOINTER_TO_INT (data);
  g_autoptr (Fixture) fixture = fixture_new ();

  set_deadline (fixture, cck_practice_misbehaviour_get_name (kind));
  test_refresh (fixture, kind, cck_practice_misbehaviour_get_expectation (kind));
}

static void
add_rows (void)
{
  const char *name, *description;

  for (guint i = 0; cck_practice_misbehaviour_list (i, &name, &description); i++)
    {
      gpointer kind = GINT_TO_POINTER ((int) i + 1);
      g_autofree char *path = g_strconcat ("/session/misbehaviour/", name, NULL);

      g_test_add_data_func (path, kind, test_row);
      if (is_about_an_answer (name))
        {
          g_autofree char *at_refresh = g_strconcat (path, "-at-a-refresh", NULL);

          g_test_add_data_func (at_refresh, kind, test_row_at_a_refresh);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  add_rows ();

  return g_test_run ();
}
