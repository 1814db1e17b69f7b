/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "session-fixture.h"

#include <libdex.h>
#include <string.h>

#include "cck-enquiry.h"
#include "cck-exchanger.h"
#include "cck-oauth-error.h"
#include "cck-problem.h"

/* What can be asked with a session (PROTOCOL 28): userinfo, introspection, exchange, and its end. */

static const char *
text_of (CckEnquiry *enquiry,
         const char *name)
{
  return cck_json_get_member_string (cck_json_get_root (cck_enquiry_get_json (enquiry)), name);
}

static void
test_userinfo (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autoptr (CckEnquiry) enquiry = NULL;
  g_autoptr (GError) error = NULL;

  enquiry = fixture_await_boxed (cck_session_userinfo (fixture->session, account), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text_of (enquiry, "sub"), ==, cck_account_get_subject (account));
  g_assert_null (cck_enquiry_get_verdict (enquiry));
}

static void
test_userinfo_with_an_ended_token (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autoptr (CckEnquiry) enquiry = NULL;
  g_autoptr (GError) error = NULL;

  cck_clock_set (fixture->clock, FIXTURE_START + CCK_PRACTICE_ACCESS_LIFETIME);
  enquiry = fixture_await_boxed (cck_session_userinfo (fixture->session, account), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_statistics (fixture).refreshes, ==, 1);
}

static void
test_userinfo_of_somebody_else (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autofree char *before = fixture_dup_stored (fixture, account);
  g_autofree char *after = NULL;
  g_autofree char *history = NULL;
  g_autoptr (CckProblem) problem = NULL;
  g_autoptr (GError) error = NULL;

  cck_practice_provider_set_misbehaviour (fixture->practice, CCK_PRACTICE_MISBEHAVE_SUBJECT);
  g_assert_null (fixture_await_boxed (cck_session_userinfo (fixture->session, account), &error));
  problem = cck_problem_new_from_error (error);
  g_assert_cmpstr (problem->code, ==, "other-person");
  after = fixture_dup_stored (fixture, account);
  g_assert_cmpstr (before, ==, after);
  history = fixture_dup_history (fixture);
  g_assert_true (g_str_has_suffix (history, "check-failed"));
}

static void
test_signed_userinfo (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autoptr (CckEnquiry) enquiry = NULL;
  g_autoptr (GError) error = NULL;

  cck_practice_provider_set_misbehaviour (fixture->practice,
                                          CCK_PRACTICE_MISBEHAVE_USERINFO_SIGNED);
  enquiry = fixture_await_boxed (cck_session_userinfo (fixture->session, account), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text_of (enquiry, "sub"), ==, cck_account_get_subject (account));
  g_assert_nonnull (cck_enquiry_get_verdict (enquiry));
}

static void
test_introspection (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autoptr (CckEnquiry) active = NULL;
  g_autoptr (CckEnquiry) ended = NULL;
  g_autoptr (GError) error = NULL;

  active = fixture_await_boxed (cck_session_introspect (fixture->session, account), &error);
  g_assert_no_error (error);
  g_assert_true (cck_enquiry_get_active (active));

  /* It is asked about as it is, not renewed first. */
  cck_clock_set (fixture->clock, FIXTURE_START + CCK_PRACTICE_ACCESS_LIFETIME + 60);
  ended = fixture_await_boxed (cck_session_introspect (fixture->session, account), &error);
  g_assert_no_error (error);
  g_assert_false (cck_enquiry_get_active (ended));
  g_assert_cmpuint (fixture_statistics (fixture).refreshes, ==, 0);
}

static void
test_exchange (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (CckToken) token = NULL;
  g_autoptr (GError) error = NULL;
  CckExchangeOptions options = { .audience = "https://api.example/" };

  fixture_use_client (fixture, CCK_PRACTICE_CLIENT_ID_BASIC, CCK_PROVIDER_AUTH_CLIENT_SECRET_BASIC,
                      CCK_PRACTICE_CLIENT_SECRET);
  account = fixture_sign_in (fixture);
  before = fixture_dup_stored (fixture, account);
  token = fixture_await_token (cck_session_exchange (fixture->session, account, &options), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_statistics (fixture).exchanges, ==, 1);

  after = fixture_dup_stored (fixture, account);
  g_assert_cmpstr (before, ==, after);
  g_assert_null (strstr (after, cck_token_get_text (token)));
}

static void
test_revoke (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autoptr (CckSignOutResult) result = NULL;
  g_autoptr (CckProblem) problem = NULL;
  g_autofree char *history = NULL;
  g_autoptr (GError) error = NULL;

  result = fixture_await_sign_out (cck_session_revoke (fixture->session, account), &error);
  g_assert_no_error (error);
  g_assert_true (result->told);
  g_assert_cmpuint (fixture_statistics (fixture).revocations, >, 0);
  g_assert_cmpuint (fixture_n_accounts (fixture), ==, 1);
  g_assert_cmpint (cck_account_get_state (account), ==, CCK_ACCOUNT_SIGN_IN_AGAIN);
  g_assert_null (fixture_dup_stored (fixture, account));
  history = fixture_dup_history (fixture);
  g_assert_true (g_str_has_suffix (history, "revoked revoked"));

  g_assert_null (fixture_await_token (
    cck_session_get_token (fixture->session, account, CCK_TOKEN_ACCESS, 60), &error));
  problem = cck_problem_new_from_error (error);
  g_assert_cmpint (problem->exit_status, ==, 3);
}

/* A second time there is nothing left to tell the provider. */
static void
test_sign_out_after_revoke (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autoptr (CckSignOutResult) again = NULL;
  g_autoptr (CckSignOutResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (fixture_await (cck_session_revoke (fixture->session, account), &error));
  again = fixture_await_sign_out (cck_session_revoke (fixture->session, account), &error);
  g_assert_no_error (error);
  g_assert_true (again->nothing_left);
  result = fixture_await_sign_out (cck_session_sign_out (fixture->session, account), &error);
  g_assert_no_error (error);
  g_assert_no_error (result->error);
  g_assert_true (result->nothing_left);
  g_assert_true (result->told);
  g_assert_cmpuint (fixture_n_accounts (fixture), ==, 0);
}

/* What can't be revoked now can be later: it is still there. */
static void
test_revoke_without_the_provider (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autofree char *before = fixture_dup_stored (fixture, account);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  cck_practice_provider_stop (fixture->practice);
  g_assert_null (fixture_await_sign_out (cck_session_revoke (fixture->session, account), &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_NETWORK);
  after = fixture_dup_stored (fixture, account);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (cck_account_get_state (account), ==, CCK_ACCOUNT_SIGNED_IN);
}

/* RP-Initiated Logout §2, and no token in an address. */
static void
test_end_session_address (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autoptr (CckSignOutResult) result = NULL;
  g_autoptr (GError) error = NULL;

  result = fixture_await_sign_out (cck_session_sign_out (fixture->session, account), &error);
  g_assert_no_error (error);
  g_assert_nonnull (result->end_session_uri);
  g_assert_nonnull (strstr (result->end_session_uri, "client_id=" CCK_PRACTICE_CLIENT_ID));
  g_assert_null (strstr (result->end_session_uri, "id_token_hint"));
  g_assert_null (strstr (result->end_session_uri, "eyJ"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/session/asks/rule-28-userinfo", test_userinfo);
  g_test_add_func ("/session/asks/userinfo-with-an-ended-token", test_userinfo_with_an_ended_token);
  g_test_add_func ("/session/asks/rule-28-userinfo-of-somebody-else",
                   test_userinfo_of_somebody_else);
  g_test_add_func ("/session/asks/rule-28-signed-userinfo", test_signed_userinfo);
  g_test_add_func ("/session/asks/rule-28-introspection", test_introspection);
  g_test_add_func ("/session/asks/rule-28-exchange", test_exchange);
  g_test_add_func ("/session/asks/rule-28-revoke", test_revoke);
  g_test_add_func ("/session/asks/sign-out-after-revoke", test_sign_out_after_revoke);
  g_test_add_func ("/session/asks/revoke-without-the-provider", test_revoke_without_the_provider);
  g_test_add_func ("/session/asks/rule-28-end-session-address", test_end_session_address);

  return g_test_run ();
}
