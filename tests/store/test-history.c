/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "history-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "cck-store-error.h"
#include "store-test.h"

static void
test_nothing_is_opened_before_it_is_needed (HistoryFixture *f, gconstpointer data)
{
  g_autoptr (GListModel) entries = history_test_list (f, NULL);
  g_autofree char *path = g_build_filename (f->data_dir, "history.db", NULL);

  g_assert_cmpuint (g_list_model_get_n_items (entries), ==, 0);
  history_test_assert_finding (f, CCK_HISTORY_INTACT, 0);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_comes_back_newest_first (HistoryFixture *f, gconstpointer data)
{
  g_autoptr (GListModel) entries = NULL;
  const CckHistoryEvent *event;

  history_test_record (f, "copied", NOW);
  history_test_record (f, "printed", NOW + 1);
  history_test_reopen (f);

  entries = history_test_list (f, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (entries), ==, 2);

  event = history_test_get (entries, 0);
  g_assert_cmpstr (event->how, ==, "printed");
  g_assert_cmpint (event->kind, ==, CCK_HISTORY_USED);
  g_assert_cmpint (event->time, ==, NOW + 1);
  g_assert_cmpint (event->expires_at, ==, NOW + 901);
  g_assert_cmpstr (event->account_id, ==, "413ebf93f80c2e85");
  g_assert_cmpstr (event->name, ==, "Acme/alice");
  g_assert_cmpstr (event->fingerprint, ==, "ba7816bf8f01cfea");
  g_assert_cmpstr (event->kid, ==, "key-1");
  g_assert_cmpstr (event->scope, ==, "openid profile");
  g_assert_null (event->difference);
}

static void
test_file_is_private (HistoryFixture *f, gconstpointer data)
{
  const char *const names[] = { "history.db", "history.db-wal", "history.db-shm" };

  history_test_record (f, "copied", NOW);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (f->data_dir, names[i], NULL);

      g_assert_cmpuint (store_test_mode (path), ==, 0600);
    }
}

static void
test_query_narrows (HistoryFixture *f, gconstpointer data)
{
  const CckHistoryQuery one = { .account_id = "413ebf93f80c2e85", .limit = 1 };
  const CckHistoryQuery other = { .account_id = "0000000000000000" };
  const CckHistoryQuery times = { .since = NOW + 2, .until = NOW + 4 };
  const CckHistoryQuery token = { .account_id = "413ebf93f80c2e85",
                                  .fingerprint = "ba7816bf8f01cfea",
                                  .since = NOW + 3 };
  const CckHistoryQuery other_token = { .fingerprint = "0000000000000000" };
  const CckHistoryQuery paged = { .provider_id = "acme", .before = 3 };
  const struct
  {
    const CckHistoryQuery *query;
    guint n;
  } queries[] = { { &one, 1 },   { &other, 0 }, { &times, 2 },
                  { &paged, 2 }, { &token, 3 }, { &other_token, 0 } };

  history_test_record_some (f, 5);

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (GListModel) entries = history_test_list (f, queries[i].query);

      g_assert_cmpuint (g_list_model_get_n_items (entries), ==, queries[i].n);
    }
}

/* What is no fingerprint might be a token. */
static void
test_only_a_fingerprint_is_one (HistoryFixture *f, gconstpointer data)
{
  CckHistoryEvent event = history_test_used ("copied", NOW);
  g_autofree char *text = NULL;
  gsize length;
  g_autofree char *path = g_build_filename (f->data_dir, "history.db-wal", NULL);

  event.fingerprint = "eyJhbGciOiJub25lIn0.planted.token";
  store_test_await (cck_history_record (f->history, &event), &f->error);
  g_assert_no_error (f->error);

  g_file_get_contents (path, &text, &length, &f->error);
  g_assert_no_error (f->error);
  g_assert_null (memmem (text, length, "planted", strlen ("planted")));
}

static void
test_hostile_text_is_bounded (HistoryFixture *f, gconstpointer data)
{
  CckHistoryEvent event = history_test_used ("copied", NOW);
  g_autofree char *scope = g_strnfill (1024 * 1024, 'x');
  g_autoptr (GListModel) entries = NULL;

  event.scope = scope;
  event.kid = "\xff\xfe'); DROP TABLE events; --";
  store_test_await (cck_history_record (f->history, &event), &f->error);
  g_assert_no_error (f->error);

  entries = history_test_list (f, NULL);
  g_assert_cmpuint (strlen (history_test_get (entries, 0)->scope), ==, 2048);
  g_assert_true (g_utf8_validate (history_test_get (entries, 0)->kid, -1, NULL));
  history_test_assert_finding (f, CCK_HISTORY_INTACT, 0);
}

static void
test_size_is_bounded (HistoryFixture *f, gconstpointer data)
{
  g_autoptr (CckHistoryReport) report = NULL;

  cck_history_set_max_rows (f->history, 100);
  history_test_record_some (f, 300);
  report = history_test_verify (f);

  g_assert_cmpint (report->finding, ==, CCK_HISTORY_INTACT);
  g_assert_cmpint (report->last, ==, 300);
  g_assert_cmpint (report->n_rows, <, 200);
  g_assert_cmpint (report->n_rows, >=, 100);
}

/* A clock that was wrong once must not make rows stay for ever. */
static void
test_rows_from_the_future_go_too (HistoryFixture *f, gconstpointer data)
{
  g_autoptr (CckHistoryReport) report = NULL;

  history_test_record (f, "from 2090", NOW + 25000 * DAY);
  history_test_record_some (f, 3);
  history_test_record (f, "later", NOW + 400 * DAY);
  store_test_await (cck_history_prune (f->history, NOW + 400 * DAY), &f->error);

  report = history_test_verify (f);
  g_assert_cmpint (report->finding, ==, CCK_HISTORY_INTACT);
  g_assert_cmpint (report->pruned, ==, 4);
}

static void
test_none_is_kept_where_none_is_wanted (HistoryFixture *f, gconstpointer data)
{
  g_autoptr (GListModel) entries = NULL;

  history_test_record_some (f, 3);
  cck_history_set_days (f->history, 0);
  history_test_record (f, "copied", NOW);

  entries = history_test_list (f, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (entries), ==, 0);
  history_test_assert_finding (f, CCK_HISTORY_INTACT, 0);
}

static void
on_set_aside (CckHistory *history, const char *path, gpointer user_data)
{
  g_ptr_array_add (user_data, g_strdup (path));
}

static gboolean
has_path (gpointer data)
{
  return ((GPtrArray *)data)->len == 1;
}

/* Never deleted, and said so; and the history goes on. */
static void
test_damaged_file_is_set_aside (HistoryFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (CckHistoryReport) report = NULL;
  g_autofree char *kept = NULL;

  store_test_write (f->data_dir, "history.db", "This is no database, whatever its name says. ....");
  g_signal_connect (f->history, "set-aside", G_CALLBACK (on_set_aside), paths);

  history_test_record (f, "copied", NOW);
  store_test_wait_until (has_path, paths);
  g_assert_nonnull (strstr (paths->pdata[0], "history-damaged-"));
  kept = store_test_read ("/", paths->pdata[0]);
  g_assert_true (g_str_has_prefix (kept, "This is no database"));

  report = history_test_verify (f);
  g_assert_cmpint (report->finding, ==, CCK_HISTORY_INTACT);
  g_assert_cmpint (report->n_rows, ==, 1);
  g_assert_cmpstr (report->set_aside[0], ==, paths->pdata[0]);
}

static void
test_damaged_pages_are_found (HistoryFixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->data_dir, "history.db", NULL);
  g_autoptr (CckHistoryReport) report = NULL;
  g_autofree char *text = NULL;
  gsize length;

  history_test_record_some (f, 200);
  history_test_meddle (f, "PRAGMA wal_checkpoint (TRUNCATE)");
  g_assert_finalize_object (f->history);

  g_file_get_contents (path, &text, &length, &f->error);
  memset (text + 4096, 0xa5, length - 4096);
  g_file_set_contents (path, text, length, &f->error);
  g_assert_no_error (f->error);

  f->history = cck_history_new (f->data_dir);
  report = history_test_verify (f);
  g_assert_cmpint (report->finding, ==, CCK_HISTORY_DAMAGED);
  g_assert_cmpuint (g_strv_length (report->set_aside), ==, 1);
}

static void
test_newer_format_is_left_alone (HistoryFixture *f, gconstpointer data)
{
  const CckHistoryEvent event = history_test_used ("copied", NOW);

  history_test_record_some (f, 1);
  history_test_meddle (f, "PRAGMA user_version = 99");
  history_test_reopen (f);

  g_assert_false (store_test_await (cck_history_record (f->history, &event), &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_NEWER_FORMAT, "format 99");
}

static void
test_cannot_write_says_which_file (HistoryFixture *f, gconstpointer data)
{
  g_autofree char *blocked = g_build_filename (f->data_dir, "blocked", NULL);
  g_autoptr (CckHistory) history = cck_history_new (blocked);
  const CckHistoryEvent event = history_test_used ("copied", NOW);

  store_test_write (f->data_dir, "blocked", "a file where the folder should be");

  g_assert_false (store_test_await (cck_history_record (history, &event), &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_CANNOT_WRITE, "blocked");
}

static void
test_link_is_not_followed (HistoryFixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->data_dir, "history.db", NULL);
  const CckHistoryEvent event = history_test_used ("copied", NOW);

  g_assert_cmpint (symlink ("elsewhere", path), ==, 0);
  g_assert_false (store_test_await (cck_history_record (f->history, &event), &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_CANNOT_WRITE, "history.db");
}

static void
on_changed (CckHistory *history, gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
}

static gboolean
is_set (gpointer data)
{
  return *(gboolean *)data;
}

static void
test_tells_of_what_others_write (HistoryFixture *f, gconstpointer data)
{
  g_autoptr (CckHistory) other = cck_history_new (f->data_dir);
  g_autoptr (GListModel) entries = history_test_list (f, NULL);
  const CckHistoryEvent event = history_test_used ("copied", NOW);
  gboolean changed = FALSE;

  g_signal_connect (f->history, "changed", G_CALLBACK (on_changed), &changed);
  store_test_await (cck_history_record (other, &event), &f->error);
  g_assert_no_error (f->error);
  store_test_wait_until (is_set, &changed);
}

/* What was asked for is written though nobody waits for it. */
static void
test_disposing_loses_nothing (HistoryFixture *f, gconstpointer data)
{
  g_autoptr (GListModel) entries = NULL;

  for (guint i = 0; i < 50; i++)
    {
      const CckHistoryEvent event = history_test_used ("copied", NOW + i);

      dex_future_disown (cck_history_record (f->history, &event));
    }

  history_test_reopen (f);
  entries = history_test_list (f, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (entries), ==, 50);
}

static DexFuture *
keep_history (DexFuture *completed, gpointer user_data)
{
  return dex_ref (completed);
}

/* The last reference may go with the answer; the thread that wrote does not then wait for itself.
 */
static void
test_answer_may_end_it (HistoryFixture *f, gconstpointer data)
{
  for (guint i = 0; i < 200; i++)
    {
      CckHistory *history = cck_history_new (f->data_dir);
      const CckHistoryEvent event = history_test_used ("copied", NOW + i);
      DexFuture *future = cck_history_record (history, &event);

      future = dex_future_finally (future, keep_history, history, g_object_unref);
      if (i % 2 == 0)
        store_test_await (future, &f->error);
      else
        dex_future_disown (future);
    }

  g_assert_no_error (f->error);
}

/* A process that wrote without waiting for it may go after this. */
static void
test_flush_waits_for_all (HistoryFixture *f, gconstpointer data)
{
  g_autoptr (DexFuture) last = NULL;

  g_assert_true (store_test_await (cck_history_flush (f->history), &f->error));

  for (guint i = 0; i < 50; i++)
    {
      const CckHistoryEvent event = history_test_used ("copied", NOW + i);

      dex_clear (&last);
      last = cck_history_record (f->history, &event);
    }

  g_assert_true (store_test_await (cck_history_flush (f->history), &f->error));
  g_assert_false (dex_future_is_pending (last));
}

static void
test_kinds_have_words (void)
{
  CckHistoryKind kind = CCK_HISTORY_SIGNED_IN;

  for (int i = CCK_HISTORY_SIGNED_IN; i <= CCK_HISTORY_KEYS_CHANGED; i++)
    {
      g_assert_true (cck_history_kind_from_string (cck_history_kind_to_string (i), &kind));
      g_assert_cmpint (kind, ==, i);
    }

  g_assert_cmpstr (cck_history_kind_to_string (CCK_HISTORY_CHECK_FAILED), ==, "check-failed");
  g_assert_false (cck_history_kind_from_string ("", &kind));
}

#define ADD(path, func)                                                                            \
  g_test_add ("/store/history/" path, HistoryFixture, NULL, history_test_set_up, func,             \
              history_test_tear_down)

int
main (int argc, char *argv[])
{
  store_test_init (&argc, &argv);

  ADD ("nothing-is-opened-before-it-is-needed", test_nothing_is_opened_before_it_is_needed);
  ADD ("comes-back-newest-first", test_comes_back_newest_first);
  ADD ("file-is-private", test_file_is_private);
  ADD ("query-narrows", test_query_narrows);
  ADD ("only-a-fingerprint-is-one", test_only_a_fingerprint_is_one);
  ADD ("hostile-text-is-bounded", test_hostile_text_is_bounded);
  ADD ("size-is-bounded", test_size_is_bounded);
  ADD ("rows-from-the-future-go-too", test_rows_from_the_future_go_too);
  ADD ("none-is-kept-where-none-is-wanted", test_none_is_kept_where_none_is_wanted);
  ADD ("damaged-file-is-set-aside", test_damaged_file_is_set_aside);
  ADD ("damaged-pages-are-found", test_damaged_pages_are_found);
  ADD ("newer-format-is-left-alone", test_newer_format_is_left_alone);
  ADD ("cannot-write-says-which-file", test_cannot_write_says_which_file);
  ADD ("link-is-not-followed", test_link_is_not_followed);
  ADD ("tells-of-what-others-write", test_tells_of_what_others_write);
  ADD ("disposing-loses-nothing", test_disposing_loses_nothing);
  ADD ("flush-waits-for-all", test_flush_waits_for_all);
  ADD ("answer-may-end-it", test_answer_may_end_it);
  g_test_add_func ("/store/history/kinds-have-words", test_kinds_have_words);

  return g_test_run ();
}
