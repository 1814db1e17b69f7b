/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "session-fixture.h"

#include <glib/gstdio.h>
#include <libdex.h>
#include <string.h>

#include "cck-oauth-error.h"
#include "cck-problem.h"

/* The life of a token (PROTOCOL 25): what another process does meanwhile, what the provider's file is
 * edited to, and what clocks say. */

static void
assert_problem (const GError *error,
                const char   *code,
                int           exit_status)
{
  g_autoptr (CckProblem) problem = NULL;

  g_assert_nonnull (error);
  problem = cck_problem_new_from_error (error);
  g_assert_cmpstr (problem->code, ==, code);
  g_assert_cmpint (problem->exit_status, ==, exit_status);
}

static CckAccount *
account_in (CckSession *session)
{
  return g_list_model_get_item (G_LIST_MODEL (cck_session_get_accounts (session)), 0);
}

static DexFuture *
get_token (CckSession *session,
           CckAccount *account)
{
  return cck_session_get_token (session, account, CCK_TOKEN_ACCESS, 60);
}

static void
test_two_processes_make_one_request (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autoptr (CckSession) other
    = cck_session_new_with_keyring (fixture->data_dir, fixture->clock, fixture->keyring);
  g_autoptr (CckAccount) same = account_in (other);
  g_autoptr (CckToken) first = NULL;
  g_autoptr (CckToken) second = NULL;
  g_autoptr (GError) error = NULL;
  DexFuture *one, *two;

  cck_clock_set (fixture->clock, FIXTURE_START + CCK_PRACTICE_ACCESS_LIFETIME);
  one = get_token (fixture->session, account);
  two = get_token (other, same);
  first = fixture_await_token (one, &error);
  g_assert_no_error (error);
  second = fixture_await_token (two, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (fixture_statistics (fixture).refreshes, ==, 1);
  g_assert_cmpstr (cck_token_get_text (first), ==, cck_token_get_text (second));
}

static void
test_retry_after_holds_in_another_process (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autoptr (CckSession) other = NULL;
  g_autoptr (CckAccount) same = NULL;
  g_autoptr (GError) error = NULL;
  guint64 requests;

  cck_practice_provider_set_misbehaviour (fixture->practice, CCK_PRACTICE_MISBEHAVE_BUSY);
  g_assert_false (fixture_await (cck_session_refresh (fixture->session, account), NULL));

  other = cck_session_new_with_keyring (fixture->data_dir, fixture->clock, fixture->keyring);
  same = account_in (other);
  requests = fixture_statistics (fixture).requests;
  g_assert_false (fixture_await (cck_session_refresh (other, same), &error));
  assert_problem (error, "wait", 4);
  g_assert_cmpuint (fixture_statistics (fixture).requests, ==, requests);
}

static void
test_cut_is_not_sent_again (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autofree char *before = fixture_dup_stored (fixture, account);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  guint64 requests = fixture_statistics (fixture).token_requests;

  cck_practice_provider_set_misbehaviour (fixture->practice, CCK_PRACTICE_MISBEHAVE_TOKEN_CUT);
  g_assert_false (fixture_await (cck_session_refresh (fixture->session, account), &error));
  assert_problem (error, "network", 4);
  g_assert_cmpuint (fixture_statistics (fixture).token_requests, ==, requests + 1);
  after = fixture_dup_stored (fixture, account);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (cck_account_get_state (account), ==, CCK_ACCOUNT_SIGNED_IN);
}

/* Another process that does not hold the lock, such as one on another computer that shares the home
 * directory, saves its rotation while ours is refused. */
typedef struct
{
  Fixture    *fixture;
  CckAccount *account;
  char       *theirs;
  guint       alarms;
} Rival;

static void
answered_cb (CckPracticeProvider *practice,
             const char          *method,
             const char          *path,
             guint                status,
             Rival               *rival)
{
  g_autoptr (CckSecret) secret = NULL;

  if (status != 400 || !g_str_equal (path, "/token") || rival->theirs == NULL)
    return;

  secret = cck_secret_new (rival->theirs);
  dex_future_disown (cck_keyring_store (rival->fixture->keyring, CCK_SECRET_TOKENS,
                                        cck_account_get_provider_id (rival->account),
                                        cck_account_get_id (rival->account), "test", secret));
}

static void
alarm_cb (CckSession *session,
          CckAccount *account,
          GError     *error,
          Rival      *rival)
{
  assert_problem (error, "refresh-token-reused", 3);
  g_assert_true (account == rival->account);
  rival->alarms++;
}

static void
test_second_look_and_alarm (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autofree char *ours = fixture_dup_stored (fixture, account);
  g_autofree char *theirs = NULL;
  g_autofree char *their_token = NULL;
  g_autofree char *history = NULL;
  g_autoptr (CckToken) token = NULL;
  g_autoptr (GError) error = NULL;
  Rival rival = { fixture, account, NULL, 0 };

  g_assert_true (fixture_await (cck_session_refresh (fixture->session, account), &error));
  theirs = fixture_dup_stored (fixture, account);
  their_token = fixture_dup_access_token (fixture, account);
  fixture_store (fixture, account, ours);

  rival.theirs = theirs;
  g_signal_connect (fixture->session, "alarm", G_CALLBACK (alarm_cb), &rival);
  g_signal_connect (fixture->practice, "answered", G_CALLBACK (answered_cb), &rival);
  token = fixture_await_token (cck_session_refresh (fixture->session, account), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cck_token_get_text (token), ==, their_token);
  g_assert_cmpuint (rival.alarms, ==, 1);
  history = fixture_dup_history (fixture);
  g_assert_true (g_str_has_suffix (history, "reused"));

  /* The provider has ended the whole family by now (RFC 9700 §4.14.2), and the reason is known. */
  rival.theirs = NULL;
  g_assert_false (fixture_await (cck_session_refresh (fixture->session, account), &error));
  assert_problem (error, "refresh-token-reused", 3);
  g_assert_cmpint (cck_account_get_state (account), ==, CCK_ACCOUNT_SIGN_IN_AGAIN);
}

static void
test_rotation_is_noticed (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_true (fixture_await (cck_session_refresh (fixture->session, account), &error));
  g_assert_cmpuint (cck_account_get_rotation_count (account), ==, 1);

  cck_practice_provider_set_misbehaviour (fixture->practice, CCK_PRACTICE_MISBEHAVE_NO_ROTATION);
  g_assert_true (fixture_await (cck_session_refresh (fixture->session, account), &error));
  g_assert_cmpuint (cck_account_get_rotation_count (account), ==, 1);
}

/* FIELD 17: a token for another scope, resource or audience than the provider names now is not given
 * out as if it were for that. */
static void
assert_stale_after (const char *property,
                    const char *value)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autofree char *before = NULL;
  g_autoptr (GError) error = NULL;
  guint64 requests = fixture_statistics (fixture).requests;

  g_object_get (fixture->provider, property, &before, NULL);
  g_object_set (fixture->provider, property, value, NULL);
  g_assert_true (cck_session_account_is_stale (fixture->session, account));
  g_assert_null (fixture_await_token (get_token (fixture->session, account), &error));
  assert_problem (error, "registration-changed", 3);
  g_clear_error (&error);
  g_assert_false (fixture_await (cck_session_refresh (fixture->session, account), &error));
  assert_problem (error, "registration-changed", 3);
  g_clear_error (&error);
  g_assert_cmpuint (fixture_statistics (fixture).requests, ==, requests);

  g_object_set (fixture->provider, property, before, NULL);
  g_assert_true (fixture_await (get_token (fixture->session, account), &error));
}

static void
test_stale_scope (void)
{
  assert_stale_after ("scopes", "openid email");
}

static void
test_stale_resource (void)
{
  assert_stale_after ("resource", "https://api.example/");
}

static void
test_stale_audience (void)
{
  assert_stale_after ("audience", "https://api.example/");
}

/* The order of scopes asks for nothing else, and neither does one that is named twice. */
static void
test_same_scope_is_not_stale (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);

  g_object_set (fixture->provider, "scopes", "offline_access email profile openid email", NULL);
  g_assert_false (cck_session_account_is_stale (fixture->session, account));
}

/* The practice provider's clock is right, and its answers carry it in Date. */
static void
set_our_clock (Fixture *fixture,
               gint64   ahead)
{
  cck_practice_provider_set_clock (fixture->practice, NULL, NULL, NULL);
  cck_clock_set (fixture->clock, g_get_real_time () / G_USEC_PER_SEC + ahead);
}

static void
assert_offset (Fixture *fixture,
               gint64   expected)
{
  gint64 offset = cck_session_get_clock_offset (fixture->session, fixture->provider);

  g_assert_cmpint (ABS (offset - expected), <=, 5);
}

static void
test_our_clock_is_ahead (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckSignIn) sign_in = fixture_sign_in_new (fixture);
  g_autoptr (GError) error = NULL;

  set_our_clock (fixture, 2 * CCK_PRACTICE_ACCESS_LIFETIME);
  g_assert_null (fixture_await_account (cck_sign_in_run (sign_in), &error));
  assert_problem (error, "wrong-clock", 4);
  assert_offset (fixture, -2 * CCK_PRACTICE_ACCESS_LIFETIME);
  g_assert_cmpuint (fixture_n_accounts (fixture), ==, 0);
}

/* A date that is centuries away, as a provider may write on purpose, is nobody's clock. */
static void
test_absurd_date (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckSignIn) sign_in = fixture_sign_in_new (fixture);
  g_autoptr (CckAccount) account = NULL;

  set_our_clock (fixture, G_GINT64_CONSTANT (200) * 366 * 24 * 3600);
  account = fixture_await_account (cck_sign_in_run (sign_in), NULL);
  assert_offset (fixture, 0);
}

/* What has not ended by anybody's clock is good; the offset is known all the same. */
static void
test_our_clock_is_behind (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = NULL;

  set_our_clock (fixture, -60);
  account = fixture_sign_in (fixture);
  assert_offset (fixture, 60);
}

/* Any answer tells the time, a refusal too. */
static void
test_offset_of_any_answer (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);

  set_our_clock (fixture, 3600);
  cck_practice_provider_set_misbehaviour (fixture->practice, CCK_PRACTICE_MISBEHAVE_TOKEN_500);
  g_assert_false (fixture_await (cck_session_refresh (fixture->session, account), NULL));
  assert_offset (fixture, -3600);
}

static void
test_expired_is_not_our_clock (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckSignIn) sign_in = fixture_sign_in_new (fixture);
  g_autoptr (GError) error = NULL;

  set_our_clock (fixture, 60);
  cck_practice_provider_set_misbehaviour (fixture->practice, CCK_PRACTICE_MISBEHAVE_EXPIRED);
  g_assert_null (fixture_await_account (cck_sign_in_run (sign_in), &error));
  assert_problem (error, "check-failed", 1);
}

/* An account whose file somebody removed meanwhile does not come back, nor do its tokens. */
static void
remove_file_cb (CckPracticeProvider *practice,
                const char          *method,
                const char          *path,
                guint                status,
                Rival               *rival)
{
  g_autofree char *file = NULL;

  if (!g_str_equal (path, "/token"))
    return;

  file = g_strdup_printf ("%s/accounts/%s.json", rival->fixture->data_dir,
                          cck_account_get_id (rival->account));
  g_assert_cmpint (g_unlink (file), ==, 0);
}

static const char authority[] =
  "-----BEGIN CERTIFICATE-----\n"
  "MIIBfjCCASWgAwIBAgIUTjy1lCZrfI81trHSwsoQ1qBnMqUwCgYIKoZIzj0EAwIw\n"
  "FDESMBAGA1UEAwwJQWNtZSBSb290MCAXDTI2MTEyMjE5NDgyMloYDzIxMjYxMDI5\n"
  "MTk0ODIyWjAUMRIwEAYDVQQDDAlBY21lIFJvb3QwWTATBgcqhkjOPQIBBggqhkjO\n"
  "PQMBBwNCAASwjT1S0mhwDHTZxCAWb4S26yBlyNKEohEonoiZbcvVzXRT38O46Vqd\n"
  "iDjRCdUz4GCARAcwR6c9/nizqLQv238Vo1MwUTAdBgNVHQ4EFgQUu+el1HnSDsRQ\n"
  "jWnBWl156fJPYfcwHwYDVR0jBBgwFoAUu+el1HnSDsRQjWnBWl156fJPYfcwDwYD\n"
  "VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiAgqYgqUrZFWJrpW8YJGDLR\n"
  "o+YfxJfPAok5TxFpTI8yUQIgOY/hOML98JEzgknmnZos7kvya8C8FfZMqilG2Z5Y\n"
  "Vag=\n"
  "-----END CERTIFICATE-----\n";

static void
assert_asked_again (Fixture    *fixture,
                    CckAccount *account,
                    gboolean    again)
{
  guint64 before = fixture_statistics (fixture).metadata_requests;
  g_autoptr (GError) error = NULL;

  g_assert_true (fixture_await (cck_session_refresh (fixture->session, account), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_statistics (fixture).metadata_requests, ==, before + (again ? 1 : 0));
}

/* Where the addresses are is not taken from an authority that is trusted no more. */
static void
test_another_authority (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);

  assert_asked_again (fixture, account, FALSE);
  g_object_set (fixture->provider, "ca-certificates", authority, NULL);
  assert_asked_again (fixture, account, TRUE);
  assert_asked_again (fixture, account, FALSE);
  g_object_set (fixture->provider, "ca-certificates", NULL, NULL);
  assert_asked_again (fixture, account, TRUE);
}

static void
test_removed_account_does_not_come_back (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  Rival rival = { fixture, account, NULL, 0 };
  g_autoptr (GError) error = NULL;

  g_signal_connect (fixture->practice, "answered", G_CALLBACK (remove_file_cb), &rival);
  g_assert_false (fixture_await (cck_session_refresh (fixture->session, account), &error));
  assert_problem (error, "not-found", 2);
  g_assert_null (fixture_dup_stored (fixture, account));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/session/life/rule-25-two-processes-make-one-request",
                   test_two_processes_make_one_request);
  g_test_add_func ("/session/life/rule-25-retry-after-holds-in-another-process",
                   test_retry_after_holds_in_another_process);
  g_test_add_func ("/session/life/rule-25-cut-is-not-sent-again", test_cut_is_not_sent_again);
  g_test_add_func ("/session/life/rule-25-second-look-and-alarm", test_second_look_and_alarm);
  g_test_add_func ("/session/life/rule-25-rotation-is-noticed", test_rotation_is_noticed);
  g_test_add_func ("/session/life/removed-account-does-not-come-back",
                   test_removed_account_does_not_come_back);
  g_test_add_func ("/session/life/another-authority", test_another_authority);
  g_test_add_func ("/session/life/stale-scope", test_stale_scope);
  g_test_add_func ("/session/life/stale-resource", test_stale_resource);
  g_test_add_func ("/session/life/stale-audience", test_stale_audience);
  g_test_add_func ("/session/life/same-scope-is-not-stale", test_same_scope_is_not_stale);
  g_test_add_func ("/session/life/our-clock-is-ahead", test_our_clock_is_ahead);
  g_test_add_func ("/session/life/our-clock-is-behind", test_our_clock_is_behind);
  g_test_add_func ("/session/life/absurd-date", test_absurd_date);
  g_test_add_func ("/session/life/offset-of-any-answer", test_offset_of_any_answer);
  g_test_add_func ("/session/life/expired-is-not-our-clock", test_expired_is_not_our_clock);

  return g_test_run ();
}
