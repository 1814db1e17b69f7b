/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "history-test.h"

#include <sqlite3.h>

#include "store-test.h"

void
history_test_set_up (HistoryFixture *f, gconstpointer data)
{
  f->data_dir = store_test_make_folder ();
  f->history = cck_history_new (f->data_dir);
}

void
history_test_tear_down (HistoryFixture *f, gconstpointer data)
{
  g_assert_no_error (f->error);
  g_assert_finalize_object (f->history);
  store_test_remove_folder (f->data_dir);
}

void
history_test_reopen (HistoryFixture *f)
{
  g_assert_finalize_object (f->history);
  f->history = cck_history_new (f->data_dir);
}

CckHistoryEvent
history_test_used (const char *how, gint64 time)
{
  return (CckHistoryEvent){
    .time = time,
    .kind = CCK_HISTORY_USED,
    .provider_id = "acme",
    .account_id = "413ebf93f80c2e85",
    .name = "Acme/alice",
    .token_kind = "access",
    .how = how,
    .fingerprint = "ba7816bf8f01cfea",
    .alg = "RS256",
    .kid = "key-1",
    .expires_at = time + 900,
    .scope = "openid profile",
  };
}

void
history_test_record (HistoryFixture *f, const char *how, gint64 time)
{
  const CckHistoryEvent event = history_test_used (how, time);

  store_test_await (cck_history_record (f->history, &event), &f->error);
  g_assert_no_error (f->error);
}

void
history_test_record_some (HistoryFixture *f, guint n)
{
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *how = g_strdup_printf ("use %u", i);

      history_test_record (f, how, NOW + i);
    }
}

GListModel *
history_test_list (HistoryFixture *f, const CckHistoryQuery *query)
{
  GListModel *entries = store_test_await_object (cck_history_list (f->history, query), &f->error);

  g_assert_no_error (f->error);

  return entries;
}

const CckHistoryEvent *
history_test_get (GListModel *entries, guint position)
{
  g_autoptr (CckHistoryEntry) entry = g_list_model_get_item (entries, position);

  return cck_history_entry_get_event (entry); /* the list has it too */
}

CckHistoryReport *
history_test_verify (HistoryFixture *f)
{
  CckHistoryReport *report = store_test_await_boxed (cck_history_verify (f->history), &f->error);

  g_assert_no_error (f->error);

  return report;
}

void
history_test_assert_finding (HistoryFixture *f, CckHistoryFinding finding, gint64 number)
{
  g_autoptr (CckHistoryReport) report = history_test_verify (f);

  g_test_message ("%s", report->message);
  g_assert_cmpint (report->finding, ==, finding);
  g_assert_cmpint (report->number, ==, number);
}

/* As somebody with a database browser would. */
void
history_test_meddle (HistoryFixture *f, const char *sql)
{
  g_autofree char *path = g_build_filename (f->data_dir, "history.db", NULL);
  char *message = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}
