/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-test.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "cck-history-difference.h"
#include "cck-history.h"
#include "cck-store-error.h"

#define NOW G_GINT64_CONSTANT (1790000000)
#define DAY G_GINT64_CONSTANT (86400)

typedef struct
{
  char       *data_dir;
  CckHistory *history;
  GError     *error;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->data_dir = store_test_make_folder ();
  f->history = cck_history_new (f->data_dir);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_assert_no_error (f->error);
  g_assert_finalize_object (f->history);
  store_test_remove_folder (f->data_dir);
}

static void
reopen (Fixture *f)
{
  g_assert_finalize_object (f->history);
  f->history = cck_history_new (f->data_dir);
}

static CckHistoryEvent
used (const char *how,
      gint64      time)
{
  return (CckHistoryEvent) {
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

static void
record (Fixture    *f,
        const char *how,
        gint64      time)
{
  const CckHistoryEvent event = used (how, time);

  store_test_await (cck_history_record (f->history, &event), &f->error);
  g_assert_no_error (f->error);
}

static void
record_some (Fixture *f,
             guint    n)
{
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *how = g_strdup_printf ("use %u", i);

      record (f, how, NOW + i);
    }
}

static GListModel *
list (Fixture               *f,
      const CckHistoryQuery *query)
{
  GListModel *entries = store_test_await_object (cck_history_list (f->history, query), &f->error);

  g_assert_no_error (f->error);

  return entries;
}

static const CckHistoryEvent *
get (GListModel *entries,
     guint       position)
{
  g_autoptr (CckHistoryEntry) entry = g_list_model_get_item (entries, position);

  return cck_history_entry_get_event (entry); /* the list has it too */
}

static CckHistoryReport *
verify (Fixture *f)
{
  CckHistoryReport *report
      = store_test_await_boxed (cck_history_verify (f->history), &f->error);

  g_assert_no_error (f->error);

  return report;
}

static void
assert_finding (Fixture           *f,
                CckHistoryFinding  finding,
                gint64             number)
{
  g_autoptr (CckHistoryReport) report = verify (f);

  g_test_message ("%s", report->message);
  g_assert_cmpint (report->finding, ==, finding);
  g_assert_cmpint (report->number, ==, number);
}

/* As somebody with a database browser would. */
static void
meddle (Fixture    *f,
        const char *sql)
{
  g_autofree char *path = g_build_filename (f->data_dir, "history.db", NULL);
  char *message = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
test_nothing_is_opened_before_it_is_needed (Fixture       *f,
                                            gconstpointer  data)
{
  g_autoptr (GListModel) entries = list (f, NULL);
  g_autofree char *path = g_build_filename (f->data_dir, "history.db", NULL);

  g_assert_cmpuint (g_list_model_get_n_items (entries), ==, 0);
  assert_finding (f, CCK_HISTORY_INTACT, 0);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_comes_back_newest_first (Fixture       *f,
                              gconstpointer  data)
{
  g_autoptr (GListModel) entries = NULL;
  const CckHistoryEvent *event;

  record (f, "copied", NOW);
  record (f, "printed", NOW + 1);
  reopen (f);

  entries = list (f, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (entries), ==, 2);

  event = get (entries, 0);
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
test_file_is_private (Fixture       *f,
                      gconstpointer  data)
{
  const char * const names[] = { "history.db", "history.db-wal", "history.db-shm" };

  record (f, "copied", NOW);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (f->data_dir, names[i], NULL);

      g_assert_cmpuint (store_test_mode (path), ==, 0600);
    }
}

static void
test_query_narrows (Fixture       *f,
                    gconstpointer  data)
{
  const CckHistoryQuery one = { .account_id = "413ebf93f80c2e85", .limit = 1 };
  const CckHistoryQuery other = { .account_id = "0000000000000000" };
  const CckHistoryQuery times = { .since = NOW + 2, .until = NOW + 4 };
  const CckHistoryQuery paged = { .provider_id = "acme", .before = 3 };
  const struct
  {
    const CckHistoryQuery *query;
    guint                  n;
  } queries[] = { { &one, 1 }, { &other, 0 }, { &times, 2 }, { &paged, 2 } };

  record_some (f, 5);

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (GListModel) entries = list (f, queries[i].query);

      g_assert_cmpuint (g_list_model_get_n_items (entries), ==, queries[i].n);
    }
}

/* What is no fingerprint might be a token. */
static void
test_only_a_fingerprint_is_one (Fixture       *f,
                                gconstpointer  data)
{
  CckHistoryEvent event = used ("copied", NOW);
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
test_hostile_text_is_bounded (Fixture       *f,
                              gconstpointer  data)
{
  CckHistoryEvent event = used ("copied", NOW);
  g_autofree char *scope = g_strnfill (1024 * 1024, 'x');
  g_autoptr (GListModel) entries = NULL;

  event.scope = scope;
  event.kid = "\xff\xfe'); DROP TABLE events; --";
  store_test_await (cck_history_record (f->history, &event), &f->error);
  g_assert_no_error (f->error);

  entries = list (f, NULL);
  g_assert_cmpuint (strlen (get (entries, 0)->scope), ==, 2048);
  g_assert_true (g_utf8_validate (get (entries, 0)->kid, -1, NULL));
  assert_finding (f, CCK_HISTORY_INTACT, 0);
}

static void
test_intact_says_what_there_is (Fixture       *f,
                                gconstpointer  data)
{
  g_autoptr (CckHistoryReport) report = NULL;

  record_some (f, 5);
  report = verify (f);

  g_assert_cmpint (report->finding, ==, CCK_HISTORY_INTACT);
  g_assert_cmpint (report->n_rows, ==, 5);
  g_assert_cmpint (report->first, ==, 1);
  g_assert_cmpint (report->last, ==, 5);
  g_assert_cmpuint (g_strv_length (report->set_aside), ==, 0);
}

static const struct
{
  const char        *path;
  const char        *sql;
  CckHistoryFinding  finding;
  gint64             number;
  gboolean           heals; /* whether the next row puts it right, as nothing was lost */
} tamperings[] = {
  { "changed-text", "UPDATE events SET how = 'nothing' WHERE number = 3", CCK_HISTORY_CHANGED, 3 },
  { "changed-time", "UPDATE events SET time = time + 1 WHERE number = 1", CCK_HISTORY_CHANGED, 1 },
  { "changed-newest", "UPDATE events SET scope = NULL WHERE number = 9", CCK_HISTORY_CHANGED, 9 },
  { "empty-for-nothing", "UPDATE events SET difference = '' WHERE number = 4",
    CCK_HISTORY_CHANGED, 4 },
  { "behind-a-nul", "UPDATE events SET how = how || char (0) || 'more' WHERE number = 4",
    CCK_HISTORY_CHANGED, 4 },
  { "foreign-kind", "UPDATE events SET kind = 'forgotten' WHERE number = 4",
    CCK_HISTORY_CHANGED, 4 },
  { "moved-between-columns", "UPDATE events SET how = kid, kid = how WHERE number = 4",
    CCK_HISTORY_CHANGED, 4 },
  { "foreign-hash", "UPDATE events SET hash = randomblob (32) WHERE number = 4",
    CCK_HISTORY_CHANGED, 4 },
  { "short-hash", "UPDATE events SET hash = x'00' WHERE number = 9", CCK_HISTORY_CHANGED, 9 },
  { "removed", "DELETE FROM events WHERE number = 5", CCK_HISTORY_REMOVED, 6 },
  { "removed-oldest", "DELETE FROM events WHERE number < 3", CCK_HISTORY_REMOVED, 3 },
  { "removed-and-closed-up",
    "DELETE FROM events WHERE number = 8; UPDATE events SET number = 8 WHERE number = 9",
    CCK_HISTORY_CHANGED, 7 },
  { "removed-newest", "DELETE FROM events WHERE number > 7", CCK_HISTORY_CUT, 7 },
  { "removed-all", "DELETE FROM events", CCK_HISTORY_CUT, 0 },
  { "swapped",
    "UPDATE events SET number = 100 WHERE number = 4; UPDATE events SET number = 4 WHERE number = 5;"
    "UPDATE events SET number = 5 WHERE number = 100",
    CCK_HISTORY_REORDERED, 4 },
  { "added",
    "INSERT INTO events SELECT 10, time, kind, expires_at, provider, account, name, token_kind, how,"
    "fingerprint, kid, alg, scope, difference, previous, hash FROM events WHERE number = 9",
    CCK_HISTORY_REORDERED, 10 },
  { "renumbered", "UPDATE events SET number = number + 100", CCK_HISTORY_REMOVED, 101 },
  { "end-forgotten", "UPDATE chain SET last = 5", CCK_HISTORY_CUT, 5, TRUE },
  { "end-forged", "UPDATE chain SET hash = randomblob (32)", CCK_HISTORY_CHANGED, 9 },
  { "checkpoint-forged",
    "DELETE FROM events WHERE number < 4; UPDATE chain SET pruned = 3, pruned_hash = zeroblob (32)",
    CCK_HISTORY_CHANGED, 4 },
};

static void
test_finds (Fixture       *f,
            gconstpointer  data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (CckHistoryReport) later = NULL;

  record_some (f, 9);
  assert_finding (f, CCK_HISTORY_INTACT, 0);

  meddle (f, tamperings[i].sql);
  assert_finding (f, tamperings[i].finding, tamperings[i].number);

  record (f, "later", NOW + 100);
  later = verify (f);
  g_assert_cmpint (later->finding == CCK_HISTORY_INTACT, ==, tamperings[i].heals);
}

static void
test_old_rows_go_and_leave_a_checkpoint (Fixture       *f,
                                         gconstpointer  data)
{
  g_autoptr (CckHistoryReport) report = NULL;

  record_some (f, 5);
  record (f, "later", NOW + 40 * DAY);
  record (f, "last", NOW + 41 * DAY);
  cck_history_set_days (f->history, 30);

  store_test_await (cck_history_prune (f->history, NOW + 41 * DAY), &f->error);
  report = verify (f);

  g_assert_cmpint (report->finding, ==, CCK_HISTORY_INTACT);
  g_assert_cmpint (report->pruned, ==, 5);
  g_assert_cmpint (report->pruned_at, ==, NOW + 41 * DAY);
  g_assert_cmpint (report->first, ==, 6);
  g_assert_cmpint (report->last, ==, 7);

  meddle (f, "DELETE FROM events WHERE number = 6");
  assert_finding (f, CCK_HISTORY_REMOVED, 7);
}

static void
test_size_is_bounded (Fixture       *f,
                      gconstpointer  data)
{
  g_autoptr (CckHistoryReport) report = NULL;

  cck_history_set_max_rows (f->history, 100);
  record_some (f, 300);
  report = verify (f);

  g_assert_cmpint (report->finding, ==, CCK_HISTORY_INTACT);
  g_assert_cmpint (report->last, ==, 300);
  g_assert_cmpint (report->n_rows, <, 200);
  g_assert_cmpint (report->n_rows, >=, 100);
}

/* Whoever changed a row can't wait until it grows old. */
static void
test_pruning_hides_nothing (Fixture       *f,
                            gconstpointer  data)
{
  record_some (f, 5);
  record (f, "later", NOW + 400 * DAY);
  meddle (f, "UPDATE events SET how = 'nothing' WHERE number = 3");
  store_test_await (cck_history_prune (f->history, NOW + 400 * DAY), &f->error);

  assert_finding (f, CCK_HISTORY_CHANGED, 3);
}

/* A clock that was wrong once must not make rows stay for ever. */
static void
test_rows_from_the_future_go_too (Fixture       *f,
                                  gconstpointer  data)
{
  g_autoptr (CckHistoryReport) report = NULL;

  record (f, "from 2090", NOW + 25000 * DAY);
  record_some (f, 3);
  record (f, "later", NOW + 400 * DAY);
  store_test_await (cck_history_prune (f->history, NOW + 400 * DAY), &f->error);

  report = verify (f);
  g_assert_cmpint (report->finding, ==, CCK_HISTORY_INTACT);
  g_assert_cmpint (report->pruned, ==, 4);
}

static void
test_none_is_kept_where_none_is_wanted (Fixture       *f,
                                        gconstpointer  data)
{
  g_autoptr (GListModel) entries = NULL;

  record_some (f, 3);
  cck_history_set_days (f->history, 0);
  record (f, "copied", NOW);

  entries = list (f, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (entries), ==, 0);
  assert_finding (f, CCK_HISTORY_INTACT, 0);
}

static void
on_set_aside (CckHistory *history,
              const char *path,
              gpointer    user_data)
{
  g_ptr_array_add (user_data, g_strdup (path));
}

static gboolean
has_path (gpointer data)
{
  return ((GPtrArray *) data)->len == 1;
}

/* Never deleted, and said so; and the history goes on. */
static void
test_damaged_file_is_set_aside (Fixture       *f,
                                gconstpointer  data)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (CckHistoryReport) report = NULL;
  g_autofree char *kept = NULL;

  store_test_write (f->data_dir, "history.db", "This is no database, whatever its name says. ....");
  g_signal_connect (f->history, "set-aside", G_CALLBACK (on_set_aside), paths);

  record (f, "copied", NOW);
  store_test_wait_until (has_path, paths);
  g_assert_nonnull (strstr (paths->pdata[0], "history-damaged-"));
  kept = store_test_read ("/", paths->pdata[0]);
  g_assert_true (g_str_has_prefix (kept, "This is no database"));

  report = verify (f);
  g_assert_cmpint (report->finding, ==, CCK_HISTORY_INTACT);
  g_assert_cmpint (report->n_rows, ==, 1);
  g_assert_cmpstr (report->set_aside[0], ==, paths->pdata[0]);
}

static void
test_damaged_pages_are_found (Fixture       *f,
                              gconstpointer  data)
{
  g_autofree char *path = g_build_filename (f->data_dir, "history.db", NULL);
  g_autoptr (CckHistoryReport) report = NULL;
  g_autofree char *text = NULL;
  gsize length;

  record_some (f, 200);
  meddle (f, "PRAGMA wal_checkpoint (TRUNCATE)");
  g_assert_finalize_object (f->history);

  g_file_get_contents (path, &text, &length, &f->error);
  memset (text + 4096, 0xa5, length - 4096);
  g_file_set_contents (path, text, length, &f->error);
  g_assert_no_error (f->error);

  f->history = cck_history_new (f->data_dir);
  report = verify (f);
  g_assert_cmpint (report->finding, ==, CCK_HISTORY_DAMAGED);
  g_assert_cmpuint (g_strv_length (report->set_aside), ==, 1);
}

static void
test_newer_format_is_left_alone (Fixture       *f,
                                 gconstpointer  data)
{
  const CckHistoryEvent event = used ("copied", NOW);

  record_some (f, 1);
  meddle (f, "PRAGMA user_version = 99");
  reopen (f);

  g_assert_false (store_test_await (cck_history_record (f->history, &event), &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_NEWER_FORMAT, "format 99");
}

/* A database that the first version wrote. */
static void
test_loads_history_1 (Fixture       *f,
                      gconstpointer  data)
{
  g_autofree char *from = g_build_filename (STORE_TEST_DATA, "format-1", "history.sql", NULL);
  g_autofree char *sql = store_test_read ("/", from);

  meddle (f, sql);
  assert_finding (f, CCK_HISTORY_INTACT, 0);
  record (f, "later", NOW + 100);
  assert_finding (f, CCK_HISTORY_INTACT, 0);
}

static void
test_cannot_write_says_which_file (Fixture       *f,
                                   gconstpointer  data)
{
  g_autofree char *blocked = g_build_filename (f->data_dir, "blocked", NULL);
  g_autoptr (CckHistory) history = cck_history_new (blocked);
  const CckHistoryEvent event = used ("copied", NOW);

  store_test_write (f->data_dir, "blocked", "a file where the folder should be");

  g_assert_false (store_test_await (cck_history_record (history, &event), &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_CANNOT_WRITE, "blocked");
}

static void
test_link_is_not_followed (Fixture       *f,
                           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (f->data_dir, "history.db", NULL);
  const CckHistoryEvent event = used ("copied", NOW);

  g_assert_cmpint (symlink ("elsewhere", path), ==, 0);
  g_assert_false (store_test_await (cck_history_record (f->history, &event), &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_CANNOT_WRITE, "history.db");
}

static void
on_changed (CckHistory *history,
            gpointer    user_data)
{
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_set (gpointer data)
{
  return *(gboolean *) data;
}

static void
test_tells_of_what_others_write (Fixture       *f,
                                 gconstpointer  data)
{
  g_autoptr (CckHistory) other = cck_history_new (f->data_dir);
  g_autoptr (GListModel) entries = list (f, NULL);
  const CckHistoryEvent event = used ("copied", NOW);
  gboolean changed = FALSE;

  g_signal_connect (f->history, "changed", G_CALLBACK (on_changed), &changed);
  store_test_await (cck_history_record (other, &event), &f->error);
  g_assert_no_error (f->error);
  store_test_wait_until (is_set, &changed);
}

/* What was asked for is written though nobody waits for it. */
static void
test_disposing_loses_nothing (Fixture       *f,
                              gconstpointer  data)
{
  g_autoptr (GListModel) entries = NULL;

  for (guint i = 0; i < 50; i++)
    {
      const CckHistoryEvent event = used ("copied", NOW + i);

      dex_future_disown (cck_history_record (f->history, &event));
    }

  reopen (f);
  entries = list (f, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (entries), ==, 50);
}

static DexFuture *
keep_history (DexFuture *completed,
              gpointer   user_data)
{
  return dex_ref (completed);
}

/* The last reference may go with the answer; the thread that wrote does not then wait for itself. */
static void
test_answer_may_end_it (Fixture       *f,
                        gconstpointer  data)
{
  for (guint i = 0; i < 200; i++)
    {
      CckHistory *history = cck_history_new (f->data_dir);
      const CckHistoryEvent event = used ("copied", NOW + i);
      DexFuture *future = cck_history_record (history, &event);

      future = dex_future_finally (future, keep_history, history, g_object_unref);
      if (i % 2 == 0)
        store_test_await (future, &f->error);
      else
        dex_future_disown (future);
    }

  g_assert_no_error (f->error);
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

static const struct
{
  const char *before;
  const char *after;
  const char *difference;
} differences[] = {
  { "{\"iss\":\"a\",\"exp\":1}", "{\"exp\":1,\"iss\":\"a\"}", NULL },
  { "{\"exp\":1}", "{\"exp\":2}",
    "[{\"claim\":\"exp\",\"change\":\"changed\",\"before\":1,\"after\":2}]" },
  { "{\"roles\":[\"a\"]}", "{\"email\":\"x@y.example\"}",
    "[{\"claim\":\"email\",\"change\":\"added\"},"
    "{\"claim\":\"roles\",\"change\":\"removed\",\"before\":[\"a\"]}]" },
  { "{\"jti\":\"secret-1\",\"nonce\":\"n1\"}", "{\"jti\":\"secret-2\",\"nonce\":\"n2\"}",
    "[{\"claim\":\"jti\",\"change\":\"changed\"},{\"claim\":\"nonce\",\"change\":\"changed\"}]" },
  { "{\"a\\\"b\":1}", "{}", "[{\"claim\":\"a\\\"b\",\"change\":\"removed\"}]" },
};

static void
test_difference_names_and_seldom_says (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (differences); i++)
    {
      g_autoptr (CckJson) before
          = cck_json_parse (differences[i].before, strlen (differences[i].before), 0, NULL);
      g_autoptr (CckJson) after
          = cck_json_parse (differences[i].after, strlen (differences[i].after), 0, NULL);
      g_autofree char *difference
          = cck_history_dup_difference (cck_json_get_root (before), cck_json_get_root (after));

      g_assert_cmpstr (difference, ==, differences[i].difference);
    }

  g_assert_null (cck_history_dup_difference (NULL, NULL));
}

#define ADD(path, func) g_test_add ("/store/history/" path, Fixture, NULL, set_up, func, tear_down)

static void
add_tamperings (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tamperings); i++)
    {
      g_autofree char *path = g_strconcat ("/store/history/finds/", tamperings[i].path, NULL);

      g_test_add (path, Fixture, GSIZE_TO_POINTER (i), set_up, test_finds, tear_down);
    }
}

int
main (int   argc,
      char *argv[])
{
  store_test_init (&argc, &argv);

  ADD ("nothing-is-opened-before-it-is-needed", test_nothing_is_opened_before_it_is_needed);
  ADD ("comes-back-newest-first", test_comes_back_newest_first);
  ADD ("file-is-private", test_file_is_private);
  ADD ("query-narrows", test_query_narrows);
  ADD ("only-a-fingerprint-is-one", test_only_a_fingerprint_is_one);
  ADD ("hostile-text-is-bounded", test_hostile_text_is_bounded);
  ADD ("intact-says-what-there-is", test_intact_says_what_there_is);
  add_tamperings ();
  ADD ("old-rows-go-and-leave-a-checkpoint", test_old_rows_go_and_leave_a_checkpoint);
  ADD ("size-is-bounded", test_size_is_bounded);
  ADD ("pruning-hides-nothing", test_pruning_hides_nothing);
  ADD ("rows-from-the-future-go-too", test_rows_from_the_future_go_too);
  ADD ("none-is-kept-where-none-is-wanted", test_none_is_kept_where_none_is_wanted);
  ADD ("damaged-file-is-set-aside", test_damaged_file_is_set_aside);
  ADD ("damaged-pages-are-found", test_damaged_pages_are_found);
  ADD ("newer-format-is-left-alone", test_newer_format_is_left_alone);
  ADD ("loads-history-1", test_loads_history_1);
  ADD ("cannot-write-says-which-file", test_cannot_write_says_which_file);
  ADD ("link-is-not-followed", test_link_is_not_followed);
  ADD ("tells-of-what-others-write", test_tells_of_what_others_write);
  ADD ("disposing-loses-nothing", test_disposing_loses_nothing);
  ADD ("answer-may-end-it", test_answer_may_end_it);
  g_test_add_func ("/store/history/kinds-have-words", test_kinds_have_words);
  g_test_add_func ("/store/history/difference-names-and-seldom-says",
                   test_difference_names_and_seldom_says);

  return g_test_run ();
}
