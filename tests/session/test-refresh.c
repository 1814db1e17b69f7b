/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "session-fixture.h"

#include <libdex.h>
#include <string.h>

#include "cck-auto-refresh.h"
#include "cck-oauth-error.h"
#include "cck-practice-misbehaviour.h"
#include "cck-registration.h"
#include "cck-removal.h"
#include "cck-store-error.h"

static void
move_clock (Fixture *fixture,
            gint64   seconds)
{
  cck_clock_set (fixture->clock, cck_clock_get_now (fixture->clock) + seconds);
}

static void
test_fresh_token_makes_no_request (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  guint64 before = fixture_statistics (fixture).requests;
  g_autoptr (CckToken) token = NULL;
  g_autoptr (GError) error = NULL;

  token = fixture_await_token (cck_session_get_token (fixture->session, account, CCK_TOKEN_ACCESS,
                                                      60),
                               &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cck_token_get_type_name (token), ==, "Bearer");
  g_assert_cmpuint (fixture_statistics (fixture).requests, ==, before);
}

static void
test_ended_token_is_renewed (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autofree char *fingerprint = g_strdup (cck_account_get_refresh_fingerprint (account));
  g_autoptr (CckToken) token = NULL;
  g_autoptr (GError) error = NULL;

  move_clock (fixture, CCK_PRACTICE_ACCESS_LIFETIME - 30);
  token = fixture_await_token (cck_session_get_token (fixture->session, account, CCK_TOKEN_ACCESS,
                                                      60),
                               &error);
  g_assert_no_error (error);
  g_assert_cmpint (cck_token_get_expires_at (token), ==,
                   cck_clock_get_now (fixture->clock) + CCK_PRACTICE_ACCESS_LIFETIME);
  g_assert_cmpuint (cck_account_get_rotation_count (account), ==, 1);
  g_assert_cmpstr (cck_account_get_refresh_fingerprint (account), !=, fingerprint);
}

/* RFC 9700 §4.14.2: the second use of a refresh token ends the session, so there is only one. */
static void
test_many_at_once_make_one_request (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  DexFuture *futures[10];

  move_clock (fixture, CCK_PRACTICE_ACCESS_LIFETIME);
  for (gsize i = 0; i < G_N_ELEMENTS (futures); i++)
    futures[i] = cck_session_get_token (fixture->session, account, CCK_TOKEN_ACCESS, 60);

  for (gsize i = 0; i < G_N_ELEMENTS (futures); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CckToken) token = fixture_await_token (futures[i], &error);

      g_assert_no_error (error);
      g_assert_nonnull (token);
    }

  g_assert_cmpuint (fixture_statistics (fixture).refreshes, ==, 1);
  g_assert_cmpuint (fixture_statistics (fixture).reuses, ==, 0);
}

static void
test_refresh_by_hand_joins (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  DexFuture *first = cck_session_refresh (fixture->session, account);
  DexFuture *second = cck_session_refresh (fixture->session, account);
  g_autoptr (CckToken) a = NULL;
  g_autoptr (CckToken) b = NULL;
  g_autoptr (CckToken) c = NULL;
  g_autoptr (GError) error = NULL;

  a = fixture_await_token (first, &error);
  g_assert_no_error (error);
  b = fixture_await_token (second, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_statistics (fixture).refreshes, ==, 1);

  c = fixture_await_token (cck_session_refresh (fixture->session, account), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_statistics (fixture).refreshes, ==, 2);
}

/* A page that is closed drops its future; what the provider answered is saved all the same. */
static void
test_dropped_future_is_saved (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  DexPromise *closed = dex_promise_new ();
  DexFuture *page;

  move_clock (fixture, CCK_PRACTICE_ACCESS_LIFETIME);
  page = dex_future_first (cck_session_get_token (fixture->session, account, CCK_TOKEN_ACCESS, 60),
                           dex_ref (DEX_FUTURE (closed)), NULL);
  while (fixture_statistics (fixture).refreshes == 0)
    g_main_context_iteration (NULL, TRUE);
  dex_promise_reject (closed, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "closed"));
  dex_unref (closed);
  dex_unref (page);

  while (cck_account_get_rotation_count (account) == 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (fixture_statistics (fixture).refreshes, ==, 1);
}

/* RFC 9700 §4.14.2: a refresh whose ID token is refused has spent the refresh token all the same; the
 * next one sends the new one, and what was there before stays in use. */
static void
test_a_renewal_is_known_while_it_lasts (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autoptr (CckToken) token = NULL;
  g_autoptr (GError) error = NULL;
  DexFuture *future;

  g_assert_false (cck_session_is_renewing (fixture->session));
  future = cck_session_refresh (fixture->session, account);
  while (!cck_session_is_renewing (fixture->session))
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (dex_future_is_pending (future));
  token = fixture_await_token (future, &error);
  g_assert_no_error (error);
  g_assert_false (cck_session_is_renewing (fixture->session));
}

static void
test_a_refresh_token_is_given_as_it_is (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  guint64 before = fixture_statistics (fixture).requests;
  g_autofree char *stored = fixture_dup_stored (fixture, account);
  g_autoptr (CckToken) token = NULL;
  g_autoptr (GError) error = NULL;

  move_clock (fixture, CCK_PRACTICE_ACCESS_LIFETIME);
  token = fixture_await_token (cck_session_get_token (fixture->session, account, CCK_TOKEN_REFRESH,
                                                      60),
                               &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (stored, cck_token_get_text (token)));
  g_assert_cmpint (cck_token_get_expires_at (token), ==, 0);
  g_assert_cmpuint (fixture_statistics (fixture).requests, ==, before);
}

static void
test_refused_id_token_keeps_the_rotation (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autoptr (CckToken) before = NULL;
  g_autoptr (CckToken) after = NULL;
  g_autoptr (GError) error = NULL;

  before = fixture_await_token (
    cck_session_get_token (fixture->session, account, CCK_TOKEN_ACCESS, 0), &error);
  cck_practice_provider_set_misbehaviour (fixture->practice, CCK_PRACTICE_MISBEHAVE_ISSUER);
  g_assert_false (fixture_await (cck_session_refresh (fixture->session, account), &error));
  g_assert_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_CHECK_FAILED);
  g_clear_error (&error);
  after = fixture_await_token (
    cck_session_get_token (fixture->session, account, CCK_TOKEN_ACCESS, 0), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cck_token_get_text (before), ==, cck_token_get_text (after));

  cck_practice_provider_set_misbehaviour (fixture->practice, CCK_PRACTICE_MISBEHAVE_NOT);
  g_assert_true (fixture_await (cck_session_refresh (fixture->session, account), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_statistics (fixture).reuses, ==, 0);
  g_assert_cmpuint (cck_account_get_rotation_count (account), ==, 2);
}

/* RFC 9700 §4.4: tokens go to the issuer that gave them, whoever the provider's file names now. */
static void
test_edited_provider_gets_no_old_token (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  guint64 requests = fixture_statistics (fixture).requests;
  g_autoptr (GError) error = NULL;

  g_object_set (fixture->provider, "client-id", "another", NULL);
  g_assert_false (fixture_await (cck_session_refresh (fixture->session, account), &error));
  g_assert_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_SIGN_IN_AGAIN);
  g_clear_error (&error);

  g_assert_true (fixture_await (cck_session_sign_out (fixture->session, account), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_statistics (fixture).requests, ==, requests);
}

/* A provider that gives tokens of no length is not asked again and again by itself. */
static void
count_cb (CckAutoRefresh *auto_refresh,
          CckAccount     *account,
          GError         *error,
          guint          *failures)
{
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_NETWORK);
  (*failures)++;
}

static void
wait_for (guint *count,
          guint  expected)
{
  while (*count < expected)
    g_main_context_iteration (NULL, TRUE);
}

/* After a failure it waits, and longer after the next one; any change of the account makes it look at
 * the clock again, and still wait. */
static void
test_auto_refresh_backs_off (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autoptr (CckAutoRefresh) auto_refresh = cck_auto_refresh_new (fixture->session);
  guint failures = 0;

  g_signal_connect (auto_refresh, "failed", G_CALLBACK (count_cb), &failures);
  cck_practice_provider_stop (fixture->practice);
  move_clock (fixture, CCK_PRACTICE_ACCESS_LIFETIME);
  g_object_set (auto_refresh, "enabled", TRUE, NULL);
  wait_for (&failures, 1);

  move_clock (fixture, 14);
  cck_account_set_label (account, "looked at again");
  for (guint i = 0; i < 5000; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (failures, ==, 1);

  /* 15 seconds and up to a quarter more. */
  move_clock (fixture, 5);
  cck_account_set_label (account, "and again");
  wait_for (&failures, 2);
  g_assert_cmpint (cck_account_get_state (account), ==, CCK_ACCOUNT_SIGNED_IN);
}

/* The network that it failed without is back: that is not waited out. */
static void
test_auto_refresh_tries_again_with_the_network (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autoptr (CckAutoRefresh) auto_refresh = cck_auto_refresh_new (fixture->session);
  guint failures = 0;

  g_signal_connect (auto_refresh, "failed", G_CALLBACK (count_cb), &failures);
  cck_practice_provider_stop (fixture->practice);
  move_clock (fixture, CCK_PRACTICE_ACCESS_LIFETIME);
  g_object_set (auto_refresh, "enabled", TRUE, NULL);
  wait_for (&failures, 1);

  g_signal_emit_by_name (g_network_monitor_get_default (), "network-changed", FALSE);
  move_clock (fixture, 3);
  cck_account_set_label (account, "looked at again");
  for (guint i = 0; i < 5000; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (failures, ==, 1);

  g_signal_emit_by_name (g_network_monitor_get_default (), "network-changed", TRUE);
  move_clock (fixture, 3);
  cck_account_set_label (account, "and again");
  wait_for (&failures, 2);
}

static void
run_main_loop (void)
{
  for (guint i = 0; i < 5000; i++)
    g_main_context_iteration (NULL, FALSE);
}

/* A network that comes and goes every three seconds is no reason to ask every three seconds. */
static void
test_flapping_network_makes_no_storm (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autoptr (CckAutoRefresh) auto_refresh = cck_auto_refresh_new (fixture->session);
  guint failures = 0;

  g_signal_connect (auto_refresh, "failed", G_CALLBACK (count_cb), &failures);
  cck_practice_provider_stop (fixture->practice);
  move_clock (fixture, CCK_PRACTICE_ACCESS_LIFETIME);
  g_object_set (auto_refresh, "enabled", TRUE, NULL);
  wait_for (&failures, 1);

  for (guint i = 0; i < 20; i++)
    {
      g_signal_emit_by_name (g_network_monitor_get_default (), "network-changed", TRUE);
      move_clock (fixture, 3);
      g_object_notify (G_OBJECT (account), "label");
      run_main_loop ();
    }

  g_assert_cmpuint (failures, >=, 2);
  g_assert_cmpuint (failures, <=, 5);
}

/* A machine that was a day ahead is set right: what was waited for then has no meaning any more, and
 * tokens of tomorrow have ended for all we know. */
static void
test_clock_set_back_stops_nothing (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autoptr (CckAutoRefresh) auto_refresh = cck_auto_refresh_new (fixture->session);

  move_clock (fixture, CCK_PRACTICE_ACCESS_LIFETIME);
  g_object_set (auto_refresh, "enabled", TRUE, NULL);
  while (cck_account_get_rotation_count (account) == 0)
    g_main_context_iteration (NULL, TRUE);
  run_main_loop ();

  move_clock (fixture, -86400);
  g_object_notify (G_OBJECT (account), "label");
  for (guint i = 0; i < 100 && cck_account_get_rotation_count (account) == 1; i++)
    run_main_loop ();
  g_assert_cmpuint (cck_account_get_rotation_count (account), ==, 2);
  g_assert_cmpint (cck_account_get_issued_at (account), ==, cck_clock_get_now (fixture->clock));
}

static void
test_auto_refresh_has_an_interval (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = NULL;
  g_autoptr (CckAutoRefresh) auto_refresh = cck_auto_refresh_new (fixture->session);

  cck_practice_provider_set_access_lifetime (fixture->practice, 1);
  account = fixture_sign_in (fixture);
  g_object_set (auto_refresh, "enabled", TRUE, NULL);
  while (cck_account_get_rotation_count (account) == 0)
    g_main_context_iteration (NULL, TRUE);

  for (guint i = 0; i < 5000; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (fixture_statistics (fixture).refreshes, ==, 1);
}

static void
test_network_failure_keeps_the_session (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autofree char *before = fixture_dup_stored (fixture, account);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  cck_practice_provider_stop (fixture->practice);
  g_assert_null (fixture_await_token (cck_session_refresh (fixture->session, account), &error));

  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_NETWORK);
  after = fixture_dup_stored (fixture, account);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (cck_account_get_state (account), ==, CCK_ACCOUNT_SIGNED_IN);
}

static void
test_retry_after_is_remembered (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autoptr (GError) error = NULL;
  guint64 requests;

  cck_practice_provider_set_misbehaviour (fixture->practice, CCK_PRACTICE_MISBEHAVE_BUSY);
  g_assert_null (fixture_await_token (cck_session_refresh (fixture->session, account), &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_RATE_LIMITED);
  g_clear_error (&error);

  cck_practice_provider_set_misbehaviour (fixture->practice, CCK_PRACTICE_MISBEHAVE_NOT);
  requests = fixture_statistics (fixture).requests;
  g_assert_null (fixture_await_token (cck_session_refresh (fixture->session, account), &error));
  g_assert_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_WAIT);
  g_assert_cmpuint (fixture_statistics (fixture).requests, ==, requests);
  g_clear_error (&error);

  move_clock (fixture, 7);
  g_assert_true (fixture_await (cck_session_refresh (fixture->session, account), &error));
  g_assert_no_error (error);
}

/* The refresh token is sent a second time behind the application's back, so the provider ends the
 * family; then the session is over, and nothing is sent again. */
static void
test_invalid_grant_ends_the_session (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autofree char *stored = NULL;
  g_autoptr (GError) error = NULL;
  guint64 requests;

  cck_practice_provider_set_misbehaviour (fixture->practice, CCK_PRACTICE_MISBEHAVE_INVALID_GRANT);
  g_assert_null (fixture_await_token (cck_session_refresh (fixture->session, account), &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_SIGN_IN_AGAIN);
  g_clear_error (&error);
  g_assert_cmpint (cck_account_get_state (account), ==, CCK_ACCOUNT_SIGN_IN_AGAIN);
  stored = fixture_dup_stored (fixture, account);
  g_assert_null (strstr (stored, "refresh_token"));

  requests = fixture_statistics (fixture).requests;
  g_assert_null (fixture_await_token (cck_session_refresh (fixture->session, account), &error));
  g_assert_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_SIGN_IN_AGAIN);
  g_assert_cmpuint (fixture_statistics (fixture).requests, ==, requests);
}

/* An item of the keyring that came back out of a copy of it: what it holds was spent long ago. */
static void
test_played_back_token_is_reuse (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autofree char *old = fixture_dup_stored (fixture, account);
  g_autoptr (GError) error = NULL;

  g_assert_true (fixture_await (cck_session_refresh (fixture->session, account), &error));
  fixture_store (fixture, account, old);

  g_assert_null (fixture_await_token (cck_session_refresh (fixture->session, account), &error));
  g_assert_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_REUSED);
  g_assert_cmpint (cck_account_get_state (account), ==, CCK_ACCOUNT_SIGN_IN_AGAIN);
}

static void
test_sign_out_revokes_and_removes (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autoptr (CckSignOutResult) result = NULL;
  g_autoptr (GError) error = NULL;

  result = fixture_await_sign_out (cck_session_sign_out (fixture->session, account), &error);
  g_assert_no_error (error);
  g_assert_true (result->supported);
  g_assert_true (result->told);
  g_assert_null (fixture_dup_stored (fixture, account));
  g_assert_cmpuint (
    g_list_model_get_n_items (G_LIST_MODEL (cck_session_get_accounts (fixture->session))), ==, 0);
}

static void
test_sign_out_without_a_provider (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autoptr (CckSignOutResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cck_practice_provider_stop (fixture->practice);
  result = fixture_await_sign_out (cck_session_sign_out (fixture->session, account), &error);
  g_assert_no_error (error);
  g_assert_false (result->told);
  g_assert_error (result->error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_NETWORK);
  g_assert_null (fixture_dup_stored (fixture, account));
}

/* An item that somebody removed from the keyring can't be revoked, and that is said. */
static void
test_sign_out_without_tokens (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autoptr (CckSignOutResult) result = NULL;
  g_autoptr (CckToken) token = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (fixture_await (cck_keyring_clear (fixture->keyring, CCK_SECRET_TOKENS,
                                                   cck_account_get_provider_id (account),
                                                   cck_account_get_id (account)),
                                &error));
  token = fixture_await_token (
    cck_session_get_token (fixture->session, account, CCK_TOKEN_ACCESS, 0), &error);
  g_assert_null (token);
  g_assert_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_SIGN_IN_AGAIN);
  g_clear_error (&error);

  result = fixture_await_sign_out (cck_session_sign_out (fixture->session, account), &error);
  g_assert_no_error (error);
  g_assert_true (result->supported);
  g_assert_false (result->told);
  g_assert_nonnull (result->error);
  g_assert_false (result->nothing_left);
}

static void
test_sign_out_during_refresh (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  DexFuture *refresh = cck_session_refresh (fixture->session, account);
  DexFuture *sign_out = cck_session_sign_out (fixture->session, account);
  g_autoptr (CckSignOutResult) result = NULL;
  g_autoptr (CckToken) token = NULL;
  g_autoptr (GError) error = NULL;

  token = fixture_await_token (refresh, NULL);
  result = fixture_await_sign_out (sign_out, &error);
  g_assert_no_error (error);
  g_assert_null (fixture_dup_stored (fixture, account));
  g_assert_cmpuint (
    g_list_model_get_n_items (G_LIST_MODEL (cck_session_get_accounts (fixture->session))), ==, 0);
}

static void
test_removing_the_provider_removes_all (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_true (fixture_await (cck_session_remove_provider (fixture->session, fixture->provider),
                                &error));
  g_assert_no_error (error);
  g_assert_null (fixture_dup_stored (fixture, account));
  g_assert_cmpuint (
    g_list_model_get_n_items (G_LIST_MODEL (cck_session_get_providers (fixture->session))), ==, 0);
  g_assert_cmpuint (fixture_statistics (fixture).revocations, >, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/session/token/fresh-makes-no-request", test_fresh_token_makes_no_request);
  g_test_add_func ("/session/token/refresh-token-is-given-as-it-is",
                   test_a_refresh_token_is_given_as_it_is);
  g_test_add_func ("/session/refresh/is-known-while-it-lasts",
                   test_a_renewal_is_known_while_it_lasts);
  g_test_add_func ("/session/token/ended-is-renewed", test_ended_token_is_renewed);
  g_test_add_func ("/session/refresh/many-at-once-make-one-request",
                   test_many_at_once_make_one_request);
  g_test_add_func ("/session/refresh/by-hand-joins", test_refresh_by_hand_joins);
  g_test_add_func ("/session/refresh/dropped-future-is-saved", test_dropped_future_is_saved);
  g_test_add_func ("/session/refresh/refused-id-token-keeps-the-rotation",
                   test_refused_id_token_keeps_the_rotation);
  g_test_add_func ("/session/refresh/edited-provider-gets-no-old-token",
                   test_edited_provider_gets_no_old_token);
  g_test_add_func ("/session/auto-refresh/backs-off", test_auto_refresh_backs_off);
  g_test_add_func ("/session/auto-refresh/tries-again-with-the-network",
                   test_auto_refresh_tries_again_with_the_network);
  g_test_add_func ("/session/auto-refresh/flapping-network-makes-no-storm",
                   test_flapping_network_makes_no_storm);
  g_test_add_func ("/session/auto-refresh/clock-set-back-stops-nothing",
                   test_clock_set_back_stops_nothing);
  g_test_add_func ("/session/auto-refresh/interval", test_auto_refresh_has_an_interval);
  g_test_add_func ("/session/refresh/network-failure-keeps-the-session",
                   test_network_failure_keeps_the_session);
  g_test_add_func ("/session/refresh/retry-after-is-remembered", test_retry_after_is_remembered);
  g_test_add_func ("/session/refresh/invalid-grant-ends-the-session",
                   test_invalid_grant_ends_the_session);
  g_test_add_func ("/session/refresh/played-back-token-is-reuse",
                   test_played_back_token_is_reuse);
  g_test_add_func ("/session/sign-out/revokes-and-removes", test_sign_out_revokes_and_removes);
  g_test_add_func ("/session/sign-out/without-a-provider", test_sign_out_without_a_provider);
  g_test_add_func ("/session/sign-out/without-tokens", test_sign_out_without_tokens);
  g_test_add_func ("/session/sign-out/during-refresh", test_sign_out_during_refresh);
  g_test_add_func ("/session/provider/removing-removes-all",
                   test_removing_the_provider_removes_all);

  return g_test_run ();
}
