/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <gtk/gtk.h>

#include "begin.h"
#include "cck-config.h"
#include "cck-notifier.h"
#include "cck-session-error.h"

#define NOW G_GINT64_CONSTANT (1800000000)
#define MINUTE 60
#define HOUR (60 * MINUTE)

typedef struct
{
  CckClock *clock;
  CckSession *session;
  CckTicker *ticker;
  CckAutoRefresh *auto_refresh;
  GSettings *settings;
  CckNotifier *notifier;
  CckSight sight;
  guint n_sent;
  guint n_withdrawn;
  char *title; /* of what is to be seen; NULL for nothing */
  char *body;
  gboolean offers_refresh;
  gboolean offers_sign_in;
} Fixture;

static CckSight
get_sight (CckAccount *account,
           gpointer    user_data)
{
  return ((Fixture *) user_data)->sight;
}

static void
on_send (CckNotifier     *notifier,
         const CckNotice *notice,
         Fixture         *fixture)
{
  fixture->n_sent++;
  g_set_str (&fixture->title, notice->title);
  g_set_str (&fixture->body, notice->body);
  fixture->offers_refresh = notice->offers_refresh;
  fixture->offers_sign_in = notice->offers_sign_in;
}

static void
on_withdraw (CckNotifier *notifier,
             const char  *account_id,
             Fixture     *fixture)
{
  fixture->n_withdrawn++;
  g_clear_pointer (&fixture->title, g_free);
  g_clear_pointer (&fixture->body, g_free);
}

static void
start (Fixture *fixture)
{
  g_clear_object (&fixture->notifier);
  fixture->notifier = cck_notifier_new (fixture->session, fixture->ticker, fixture->auto_refresh,
                                        fixture->settings, get_sight, fixture);
  g_signal_connect (fixture->notifier, "send", G_CALLBACK (on_send), fixture);
  g_signal_connect (fixture->notifier, "withdraw", G_CALLBACK (on_withdraw), fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("claimcheck-XXXXXX", NULL);
  g_autoptr (CckProvider) provider = g_object_new (CCK_TYPE_PROVIDER, "name", "Acme", "issuer",
                                                   "https://acme.example", "client-id", "x", NULL);
  g_autoptr (GError) error = NULL;

  fixture->clock = cck_clock_new_fixed (NOW);
  fixture->session = cck_session_new (folder, fixture->clock);
  fixture->ticker = cck_ticker_new (fixture->clock);
  fixture->auto_refresh = cck_auto_refresh_new (fixture->session);
  fixture->settings = g_settings_new (CCK_RELEASED_ID);
  g_settings_reset (fixture->settings, "notify-before-expiry");
  cck_provider_store_add (cck_session_get_providers (fixture->session), provider, &error);
  g_assert_no_error (error);
  start (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->notifier);
  g_clear_object (&fixture->settings);
  g_clear_object (&fixture->auto_refresh);
  g_clear_object (&fixture->ticker);
  g_clear_object (&fixture->session);
  g_clear_object (&fixture->clock);
  g_clear_pointer (&fixture->title, g_free);
  g_clear_pointer (&fixture->body, g_free);
}

/* What is to be done when nothing else is. */
static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static CckAccount *
add_account (Fixture    *fixture,
             const char *label,
             gint64      life,
             gboolean    has_refresh_token)
{
  CckAccountTokens tokens = { .token_type = "Bearer",
                              .issued_at = cck_clock_get_now (fixture->clock),
                              .expires_at = cck_clock_get_now (fixture->clock) + life,
                              .has_refresh_token = has_refresh_token };
  g_autoptr (CckAccount) account = cck_account_new ("acme", "https://acme.example", "x", "alice");
  CckAccount *kept;
  g_autoptr (GError) error = NULL;

  cck_account_set_label (account, label);
  cck_account_set_signed_in (account, &tokens);
  kept = cck_account_store_add (cck_session_get_accounts (fixture->session), account, &error);
  g_assert_no_error (error);
  settle ();

  return kept;
}

static void
save (Fixture    *fixture,
      CckAccount *account)
{
  g_autoptr (GError) error = NULL;

  cck_account_store_save (cck_session_get_accounts (fixture->session), account, &error);
  g_assert_no_error (error);
  settle ();
}

/* It becomes that time, and the ticker notices. */
static void
go_to (Fixture *fixture,
       gint64   time)
{
  cck_clock_set (fixture->clock, time);
  cck_ticker_poke (fixture->ticker);
  settle ();
}

static void
fail (Fixture    *fixture,
      CckAccount *account,
      GQuark      domain,
      int         code,
      const char *message)
{
  g_autoptr (GError) error = g_error_new_literal (domain, code, message);

  g_signal_emit_by_name (fixture->auto_refresh, "failed", account, error);
}

static void
test_told_some_minutes_before (Fixture       *fixture,
                               gconstpointer  data)
{
  add_account (fixture, "alice@example.com", HOUR, FALSE);
  go_to (fixture, NOW + HOUR - 5 * MINUTE - 1);
  g_assert_null (fixture->title);

  go_to (fixture, NOW + HOUR - 5 * MINUTE);
  g_assert_cmpstr (fixture->title, ==, "Acme Session Expires in 5 Minutes");
  g_assert_true (g_pattern_match_simple ("alice@example.com, until ??:??", fixture->body));
  g_assert_true (fixture->offers_sign_in);
  g_assert_false (fixture->offers_refresh);
}

static void
test_told_once (Fixture       *fixture,
                gconstpointer  data)
{
  CckAccount *account = add_account (fixture, "alice", HOUR, FALSE);

  go_to (fixture, NOW + HOUR - 5 * MINUTE);
  go_to (fixture, NOW + HOUR - 4 * MINUTE);
  save (fixture, account);
  go_to (fixture, NOW + HOUR - 1);

  g_assert_cmpuint (fixture->n_sent, ==, 1);
  g_assert_cmpuint (fixture->n_withdrawn, ==, 0);
}

static void
test_the_ticker_wakes_it (Fixture       *fixture,
                          gconstpointer  data)
{
  add_account (fixture, "alice", HOUR, FALSE);
  g_clear_object (&fixture->notifier);
  cck_clock_set (fixture->clock, NOW + HOUR - 5 * MINUTE - 1);
  start (fixture);
  settle ();
  g_assert_null (fixture->title);
  cck_clock_set (fixture->clock, NOW + HOUR - 5 * MINUTE);

  /* Nobody pokes: the alarm is a second away by the clock that it was set by. */
  while (fixture->title == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_the_last_minute_is_one (Fixture       *fixture,
                             gconstpointer  data)
{
  add_account (fixture, "alice", 2 * MINUTE, FALSE);
  go_to (fixture, NOW + MINUTE);
  g_assert_cmpstr (fixture->title, ==, "Acme Session Expires in 1 Minute");
}

static void
test_a_short_session_has_a_first_half (Fixture       *fixture,
                                       gconstpointer  data)
{
  add_account (fixture, "alice", 4 * MINUTE, FALSE);
  g_assert_null (fixture->title);
  go_to (fixture, NOW + 2 * MINUTE);
  g_assert_cmpstr (fixture->title, ==, "Acme Session Expires in 2 Minutes");
}

static void
test_the_preference_says_when (Fixture       *fixture,
                               gconstpointer  data)
{
  add_account (fixture, "alice", HOUR, FALSE);
  g_settings_set_uint (fixture->settings, "notify-before-expiry", 15);
  go_to (fixture, NOW + HOUR - 15 * MINUTE);
  g_assert_cmpstr (fixture->title, ==, "Acme Session Expires in 15 Minutes");

  g_settings_set_uint (fixture->settings, "notify-before-expiry", 2);
  settle ();
  g_assert_null (fixture->title);
}

static void
test_off_says_nothing (Fixture       *fixture,
                       gconstpointer  data)
{
  add_account (fixture, "alice", HOUR, FALSE);
  g_settings_set_uint (fixture->settings, "notify-before-expiry", 0);
  go_to (fixture, NOW + HOUR - 1);
  go_to (fixture, NOW + HOUR + 1);
  g_assert_cmpuint (fixture->n_sent, ==, 0);
}

static void
test_what_renews_itself_needs_no_warning (Fixture       *fixture,
                                          gconstpointer  data)
{
  add_account (fixture, "alice", HOUR, TRUE);
  g_object_set (fixture->auto_refresh, "enabled", TRUE, NULL);
  go_to (fixture, NOW + HOUR - MINUTE);
  g_assert_cmpuint (fixture->n_sent, ==, 0);

  g_object_set (fixture->auto_refresh, "enabled", FALSE, NULL);
  settle ();
  g_assert_cmpstr (fixture->title, ==, "Acme Session Expires in 1 Minute");
  g_assert_true (fixture->offers_refresh);
  g_assert_false (fixture->offers_sign_in);
}

static void
test_expired_while_asleep (Fixture       *fixture,
                           gconstpointer  data)
{
  add_account (fixture, "alice", HOUR, FALSE);
  go_to (fixture, NOW + 9 * HOUR);
  g_assert_cmpstr (fixture->title, ==, "Acme Session Expired");
  g_assert_cmpuint (fixture->n_sent, ==, 1);
}

static void
test_expired_before_the_start_is_no_news (Fixture       *fixture,
                                          gconstpointer  data)
{
  add_account (fixture, "alice", HOUR, FALSE);
  g_clear_object (&fixture->notifier);
  cck_clock_set (fixture->clock, NOW + 9 * HOUR);
  start (fixture);
  settle ();
  g_assert_cmpuint (fixture->n_sent, ==, 0);
}

static void
test_a_new_sign_in_takes_it_back (Fixture       *fixture,
                                  gconstpointer  data)
{
  add_account (fixture, "alice", HOUR, FALSE);
  go_to (fixture, NOW + HOUR - MINUTE);
  g_assert_nonnull (fixture->title);
  add_account (fixture, "alice", HOUR, FALSE);
  g_assert_null (fixture->title);
}

static void
test_a_sign_out_takes_it_back (Fixture       *fixture,
                               gconstpointer  data)
{
  CckAccount *account = add_account (fixture, "alice", HOUR, FALSE);

  go_to (fixture, NOW + HOUR - MINUTE);
  g_assert_nonnull (fixture->title);
  cck_account_set_signed_out (account);
  save (fixture, account);
  g_assert_null (fixture->title);
}

static void
test_a_removal_takes_it_back (Fixture       *fixture,
                              gconstpointer  data)
{
  CckAccount *account = add_account (fixture, "alice", HOUR, FALSE);
  g_autoptr (GError) error = NULL;

  go_to (fixture, NOW + HOUR - MINUTE);
  g_assert_nonnull (fixture->title);
  cck_account_store_remove (cck_session_get_accounts (fixture->session), account, &error);
  g_assert_no_error (error);
  settle ();
  g_assert_null (fixture->title);
}

static void
test_what_is_seen_is_not_told (Fixture       *fixture,
                               gconstpointer  data)
{
  add_account (fixture, "alice", HOUR, FALSE);
  fixture->sight = CCK_SIGHT_ACCOUNT;
  go_to (fixture, NOW + HOUR - MINUTE);
  fixture->sight = CCK_SIGHT_NONE;
  go_to (fixture, NOW + HOUR - 30);
  g_assert_cmpuint (fixture->n_sent, ==, 0);
}

static void
test_looking_takes_it_back (Fixture       *fixture,
                            gconstpointer  data)
{
  add_account (fixture, "alice", HOUR, FALSE);
  fixture->sight = CCK_SIGHT_WINDOW;
  go_to (fixture, NOW + HOUR - MINUTE);
  g_assert_nonnull (fixture->title);
  fixture->sight = CCK_SIGHT_ACCOUNT;
  cck_ticker_poke (fixture->ticker);
  g_assert_null (fixture->title);
}

static void
test_an_ended_session_is_told_once (Fixture       *fixture,
                                    gconstpointer  data)
{
  CckAccount *account = add_account (fixture, "alice", HOUR, TRUE);

  for (int i = 0; i < 3; i++)
    fail (fixture, account, CCK_SESSION_ERROR, CCK_SESSION_ERROR_SIGN_IN_AGAIN,
          "The refresh token is no longer accepted.");

  g_assert_cmpuint (fixture->n_sent, ==, 1);
  g_assert_cmpstr (fixture->title, ==, "Acme Session Has Ended");
  g_assert_true (g_str_has_prefix (fixture->body, "alice\nThe refresh token is no longer accepted."));
  g_assert_true (fixture->offers_sign_in);

  cck_account_set_state (account, CCK_ACCOUNT_SIGN_IN_AGAIN);
  save (fixture, account);
  g_assert_nonnull (fixture->title);

  cck_clock_set (fixture->clock, NOW + MINUTE);
  add_account (fixture, "alice", HOUR, TRUE);
  g_assert_null (fixture->title);
}

static void
test_what_passes_by_itself_is_not_told (Fixture       *fixture,
                                        gconstpointer  data)
{
  CckAccount *account = add_account (fixture, "alice", HOUR, TRUE);

  fail (fixture, account, CCK_SESSION_ERROR, CCK_SESSION_ERROR_WAIT, "Not before 10:00.");
  fail (fixture, account, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  g_assert_cmpuint (fixture->n_sent, ==, 0);
}

static void
test_the_window_tells_itself (Fixture       *fixture,
                              gconstpointer  data)
{
  CckAccount *account = add_account (fixture, "alice", HOUR, TRUE);
  g_autoptr (GError) error = g_error_new_literal (CCK_SESSION_ERROR, CCK_SESSION_ERROR_REUSED,
                                                  "The refresh token was used twice.");

  fixture->sight = CCK_SIGHT_WINDOW;
  fail (fixture, account, CCK_SESSION_ERROR, CCK_SESSION_ERROR_SIGN_IN_AGAIN, "Over.");
  g_signal_emit_by_name (fixture->session, "alarm", account, error);
  g_assert_cmpuint (fixture->n_sent, ==, 0);
}

static void
test_an_alarm_outlives_a_refresh (Fixture       *fixture,
                                  gconstpointer  data)
{
  CckAccount *account = add_account (fixture, "alice", HOUR, TRUE);
  g_autoptr (GError) error = g_error_new_literal (CCK_SESSION_ERROR, CCK_SESSION_ERROR_REUSED,
                                                  "The refresh token was used twice.");

  g_signal_emit_by_name (fixture->session, "alarm", account, error);
  g_assert_cmpstr (fixture->title, ==, "Acme Refresh Token Used Twice");
  g_assert_true (fixture->offers_sign_in);

  fail (fixture, account, CCK_SESSION_ERROR, CCK_SESSION_ERROR_REUSED, "It was used twice.");
  g_assert_cmpuint (fixture->n_sent, ==, 1);

  cck_clock_set (fixture->clock, NOW + MINUTE);
  account = add_account (fixture, "alice", HOUR, TRUE);
  g_assert_cmpstr (fixture->title, ==, "Acme Refresh Token Used Twice");

  fixture->sight = CCK_SIGHT_ACCOUNT;
  cck_ticker_poke (fixture->ticker);
  g_assert_null (fixture->title);
}

static void
test_practice_is_no_news (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (CckProvider) provider
    = g_object_new (CCK_TYPE_PROVIDER, "name", "Practice", "issuer", "http://127.0.0.1:9",
                    "client-id", "x", "allow-http-loopback", TRUE, NULL);
  CckAccountTokens tokens = { .token_type = "Bearer", .issued_at = NOW, .expires_at = NOW + HOUR };
  g_autoptr (CckAccount) account = NULL;
  CckAccount *kept;
  g_autoptr (GError) error = NULL;

  cck_provider_store_add_transient (cck_session_get_providers (fixture->session), provider, &error);
  g_assert_no_error (error);
  account = cck_account_new (cck_provider_get_id (provider), "http://127.0.0.1:9", "x", "zoe");
  cck_account_set_signed_in (account, &tokens);
  kept = cck_account_store_add (cck_session_get_accounts (fixture->session), account, &error);
  g_assert_no_error (error);

  go_to (fixture, NOW + HOUR - MINUTE);
  fail (fixture, kept, CCK_SESSION_ERROR, CCK_SESSION_ERROR_SIGN_IN_AGAIN, "Over.");
  g_assert_cmpuint (fixture->n_sent, ==, 0);
}

static void
test_an_edited_provider_is_seen (Fixture       *fixture,
                                 gconstpointer  data)
{
  CckProviderStore *providers = cck_session_get_providers (fixture->session);
  CckAccount *account = add_account (fixture, "alice", HOUR, TRUE);
  g_autoptr (CckProvider) edited = cck_provider_copy (cck_provider_store_get_by_id (providers,
                                                                                   "acme"));
  g_autoptr (GError) error = NULL;

  g_object_set (fixture->auto_refresh, "enabled", TRUE, NULL);
  cck_account_set_request (account, "authorization_code", "scope=openid;resource=;audience=");
  g_object_set (edited, "scopes", "openid", NULL);
  cck_provider_store_save (providers, edited, &error);
  g_assert_no_error (error);
  go_to (fixture, NOW + HOUR - MINUTE);
  g_assert_null (fixture->title);

  g_object_set (edited, "scopes", "openid email", NULL);
  cck_provider_store_save (providers, edited, &error);
  g_assert_no_error (error);
  settle ();
  g_assert_cmpstr (fixture->title, ==, "Acme Session Expires in 1 Minute");
  g_assert_true (fixture->offers_sign_in);
}

static void
test_a_name_is_no_markup (Fixture       *fixture,
                          gconstpointer  data)
{
  add_account (fixture, "<a href='https://evil.example'>Renew\n\xe2\x80\xae</a>", HOUR, FALSE);
  go_to (fixture, NOW + HOUR - MINUTE);
  g_assert_nonnull (fixture->body);
  g_assert_null (strchr (fixture->body, '<'));
  g_assert_null (strchr (fixture->body, '\n'));
  g_assert_null (strstr (fixture->body, "\xe2\x80\xae"));
}

static void
test_a_name_has_an_end (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autofree char *name = g_strnfill (200000, 'a');

  add_account (fixture, name, HOUR, FALSE);
  go_to (fixture, NOW + HOUR - MINUTE);
  g_assert_cmpuint (strlen (fixture->body), <, 300);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/ui/notifier/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  begin (&argc, &argv);

  ADD ("told-some-minutes-before", test_told_some_minutes_before);
  ADD ("told-once", test_told_once);
  ADD ("the-ticker-wakes-it", test_the_ticker_wakes_it);
  ADD ("the-last-minute-is-one", test_the_last_minute_is_one);
  ADD ("a-short-session-has-a-first-half", test_a_short_session_has_a_first_half);
  ADD ("the-preference-says-when", test_the_preference_says_when);
  ADD ("off-says-nothing", test_off_says_nothing);
  ADD ("what-renews-itself-needs-no-warning", test_what_renews_itself_needs_no_warning);
  ADD ("expired-while-asleep", test_expired_while_asleep);
  ADD ("expired-before-the-start-is-no-news", test_expired_before_the_start_is_no_news);
  ADD ("a-new-sign-in-takes-it-back", test_a_new_sign_in_takes_it_back);
  ADD ("a-sign-out-takes-it-back", test_a_sign_out_takes_it_back);
  ADD ("a-removal-takes-it-back", test_a_removal_takes_it_back);
  ADD ("what-is-seen-is-not-told", test_what_is_seen_is_not_told);
  ADD ("looking-takes-it-back", test_looking_takes_it_back);
  ADD ("an-ended-session-is-told-once", test_an_ended_session_is_told_once);
  ADD ("what-passes-by-itself-is-not-told", test_what_passes_by_itself_is_not_told);
  ADD ("the-window-tells-itself", test_the_window_tells_itself);
  ADD ("an-alarm-outlives-a-refresh", test_an_alarm_outlives_a_refresh);
  ADD ("practice-is-no-news", test_practice_is_no_news);
  ADD ("an-edited-provider-is-seen", test_an_edited_provider_is_seen);
  ADD ("a-name-is-no-markup", test_a_name_is_no_markup);
  ADD ("a-name-has-an-end", test_a_name_has_an_end);

  return g_test_run ();
}
