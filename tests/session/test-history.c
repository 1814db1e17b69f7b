/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "session-fixture.h"

#include <glib/gstdio.h>
#include <libdex.h>
#include <string.h>

#include "cck-chronicle.h"

/* What the flows write down, and that nothing of a token is in it. */

static CckHistoryEntry *
newest (Fixture        *fixture,
        CckHistoryKind  kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) entries = fixture_await_object (
    cck_history_list (cck_session_get_history (fixture->session), NULL), &error);

  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (CckHistoryEntry) entry = g_list_model_get_item (entries, i);

      if (cck_history_entry_get_event (entry)->kind == kind)
        return g_steal_pointer (&entry);
    }

  g_assert_not_reached ();
}

static void
assert_history (Fixture    *fixture,
                const char *expected)
{
  g_autofree char *history = fixture_dup_history (fixture);

  g_assert_cmpstr (history, ==, expected);
}

static void
test_whole_life (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autoptr (CckHistoryEntry) entry = NULL;
  g_autoptr (GError) error = NULL;
  const CckHistoryEvent *event;

  assert_history (fixture, "signed-in issued issued issued");
  entry = newest (fixture, CCK_HISTORY_SIGNED_IN);
  event = cck_history_entry_get_event (entry);
  g_assert_cmpstr (event->how, ==, "authorization_code");
  g_assert_cmpstr (event->account_id, ==, cck_account_get_id (account));
  g_assert_true (g_str_has_prefix (event->name, "Practice/"));
  g_assert_cmpint (event->time, ==, FIXTURE_START);

  cck_practice_provider_set_misbehaviour (fixture->practice,
                                          CCK_PRACTICE_MISBEHAVE_REFRESH_NO_ID_TOKEN);
  g_assert_true (fixture_await (cck_session_refresh (fixture->session, account), &error));
  g_assert_true (fixture_await (
    cck_session_note_use (fixture->session, account, CCK_TOKEN_ACCESS, "copied"), &error));
  g_assert_true (fixture_await (cck_session_sign_out (fixture->session, account), &error));
  assert_history (fixture, "signed-in issued issued issued refreshed rotated used revoked revoked "
                           "signed-out");
}

static void
test_difference (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autoptr (CckHistoryEntry) entry = NULL;
  const CckHistoryEvent *event;

  cck_clock_set (fixture->clock, FIXTURE_START + 60);
  g_assert_true (fixture_await (cck_session_refresh (fixture->session, account), NULL));
  entry = newest (fixture, CCK_HISTORY_REFRESHED);
  event = cck_history_entry_get_event (entry);
  g_assert_cmpstr (event->how, ==, "rotated");
  g_assert_nonnull (event->difference);
  g_assert_nonnull (strstr (event->difference, "\"exp\""));
  g_assert_cmpint (event->expires_at, ==, FIXTURE_START + 60 + CCK_PRACTICE_ACCESS_LIFETIME);
  g_assert_nonnull (event->fingerprint);
  g_assert_nonnull (event->kid);
}

static void
test_no_rotation_is_named (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autoptr (CckHistoryEntry) entry = NULL;

  cck_practice_provider_set_misbehaviour (fixture->practice, CCK_PRACTICE_MISBEHAVE_NO_ROTATION);
  g_assert_true (fixture_await (cck_session_refresh (fixture->session, account), NULL));
  entry = newest (fixture, CCK_HISTORY_REFRESHED);
  g_assert_cmpstr (cck_history_entry_get_event (entry)->how, ==, "not rotated");
}

static void
test_failed_check (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckSignIn) sign_in = fixture_sign_in_new (fixture);
  g_autoptr (CckHistoryEntry) entry = NULL;

  cck_practice_provider_set_misbehaviour (fixture->practice, CCK_PRACTICE_MISBEHAVE_NONCE);
  g_assert_false (fixture_await (cck_sign_in_run (sign_in), NULL));
  assert_history (fixture, "check-failed");
  entry = newest (fixture, CCK_HISTORY_CHECK_FAILED);
  g_assert_cmpstr (cck_history_entry_get_event (entry)->how, ==, "nonce");
}

static void
test_changed_keys (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) first = NULL;
  g_autoptr (CckAccount) second = NULL;
  g_autoptr (CckHistoryEntry) entry = NULL;

  cck_practice_provider_set_misbehaviour (fixture->practice, CCK_PRACTICE_MISBEHAVE_NEW_KEYS);
  first = fixture_sign_in (fixture);
  /* Keys are asked for once more at most once a minute (PROTOCOL 31). */
  cck_clock_set (fixture->clock, FIXTURE_START + 61);
  second = fixture_sign_in (fixture);
  entry = newest (fixture, CCK_HISTORY_KEYS_CHANGED);
  g_assert_nonnull (cck_history_entry_get_event (entry)->kid);
}

/* A refresh token that was spent before and is handed out once more. */
static void
alarm_cb (CckSession *session,
          CckAccount *account,
          GError     *error,
          guint      *alarms)
{
  g_assert_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_REUSED);
  (*alarms)++;
}

static void
test_known_fingerprint_is_an_alarm (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autofree char *history = NULL;
  guint alarms = 0;

  /* Nothing known: no alarm, however often it is renewed. */
  g_signal_connect (fixture->session, "alarm", G_CALLBACK (alarm_cb), &alarms);
  for (guint i = 0; i < 3; i++)
    g_assert_true (fixture_await (cck_session_refresh (fixture->session, account), NULL));
  history = fixture_dup_history (fixture);
  g_assert_null (strstr (history, "reused"));
  g_assert_cmpuint (alarms, ==, 0);
}

static void
assert_not_in_file (const char *path,
                    const char *secret)
{
  g_autofree char *content = NULL;
  gsize length;

  if (!g_file_get_contents (path, &content, &length, NULL))
    return;

  g_assert_null (memmem (content, length, secret, strlen (secret)));
}

static void
test_no_token_is_in_it (void)
{
  static const char *members[] = { "access_token", "id_token", "refresh_token" };
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autofree char *stored = NULL;
  g_autofree char *history = NULL;
  g_autoptr (CckJson) json = NULL;
  const char *path = cck_history_get_path (cck_session_get_history (fixture->session));
  g_autofree char *log = g_strconcat (path, "-wal", NULL);

  g_assert_true (fixture_await (cck_session_refresh (fixture->session, account), NULL));
  history = fixture_dup_history (fixture);
  stored = fixture_dup_stored (fixture, account);
  json = cck_json_parse (stored, strlen (stored), CCK_JSON_OBJECT, NULL);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *token = cck_json_get_member_string (cck_json_get_root (json), members[i]);

      assert_not_in_file (path, token);
      assert_not_in_file (log, token);
    }
}

static void
test_chain_holds (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autoptr (CckHistoryReport) report = NULL;

  g_assert_true (fixture_await (cck_session_refresh (fixture->session, account), NULL));
  report = fixture_await_boxed (
    cck_history_verify (cck_session_get_history (fixture->session)), NULL);
  g_assert_cmpint (report->finding, ==, CCK_HISTORY_INTACT);
  g_assert_cmpint (report->n_rows, >=, 6);
}

static void
history_failed_cb (CckSession *session,
                   GError     *error,
                   guint      *failures)
{
  (*failures)++;
}

/* A history that can't be written is said, and nothing else fails by it. */
static void
test_failing_history_fails_nothing (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  const char *path = cck_history_get_path (cck_session_get_history (fixture->session));
  g_autofree char *inside = g_build_filename (path, "in-the-way", NULL);
  g_autoptr (CckAccount) account = NULL;
  guint failures = 0;

  g_assert_cmpint (g_mkdir_with_parents (inside, 0700), ==, 0);
  g_signal_connect (fixture->session, "history-failed", G_CALLBACK (history_failed_cb), &failures);
  account = fixture_sign_in (fixture);
  g_assert_true (fixture_await (cck_session_refresh (fixture->session, account), NULL));
  g_assert_true (fixture_await (
    cck_session_note_use (fixture->session, account, CCK_TOKEN_ACCESS, "printed"), NULL));
  g_assert_cmpuint (failures, >, 0);
}

/* What is kept in memory only leaves no line behind. */
static void
test_transient_leaves_nothing (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  CckProvider *transient = cck_provider_copy (fixture->provider);
  g_autoptr (CckAccount) account = NULL;
  g_autofree char *history = NULL;
  g_autoptr (GError) error = NULL;

  g_object_set (transient, "id", NULL, "name", "Passing", NULL);
  cck_provider_store_add_transient (cck_session_get_providers (fixture->session), transient,
                                    &error);
  g_assert_no_error (error);
  g_set_object (&fixture->provider, transient);
  g_object_unref (transient);

  account = fixture_sign_in (fixture);
  g_assert_true (fixture_await (cck_session_refresh (fixture->session, account), NULL));
  history = fixture_dup_history (fixture);
  g_assert_cmpstr (history, ==, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/session/history/whole-life", test_whole_life);
  g_test_add_func ("/session/history/difference", test_difference);
  g_test_add_func ("/session/history/no-rotation-is-named", test_no_rotation_is_named);
  g_test_add_func ("/session/history/failed-check", test_failed_check);
  g_test_add_func ("/session/history/changed-keys", test_changed_keys);
  g_test_add_func ("/session/history/renewed-often-is-no-alarm",
                   test_known_fingerprint_is_an_alarm);
  g_test_add_func ("/session/history/no-token-is-in-it", test_no_token_is_in_it);
  g_test_add_func ("/session/history/chain-holds", test_chain_holds);
  g_test_add_func ("/session/history/failing-history-fails-nothing",
                   test_failing_history_fails_nothing);
  g_test_add_func ("/session/history/transient-leaves-nothing", test_transient_leaves_nothing);

  return g_test_run ();
}
