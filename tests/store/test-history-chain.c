/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "history-test.h"

#include <string.h>

#include "cck-history-difference.h"
#include "store-test.h"

static void
test_intact_says_what_there_is (HistoryFixture *f, gconstpointer data)
{
  g_autoptr (CckHistoryReport) report = NULL;

  history_test_record_some (f, 5);
  report = history_test_verify (f);

  g_assert_cmpint (report->finding, ==, CCK_HISTORY_INTACT);
  g_assert_cmpint (report->n_rows, ==, 5);
  g_assert_cmpint (report->first, ==, 1);
  g_assert_cmpint (report->last, ==, 5);
  g_assert_cmpuint (g_strv_length (report->set_aside), ==, 0);
}

static const struct
{
  const char *path;
  const char *sql;
  CckHistoryFinding finding;
  gint64 number;
  gboolean heals; /* whether the next row puts it right, as nothing was lost */
} tamperings[] = {
  { "changed-text", "UPDATE events SET how = 'nothing' WHERE number = 3", CCK_HISTORY_CHANGED, 3 },
  { "changed-time", "UPDATE events SET time = time + 1 WHERE number = 1", CCK_HISTORY_CHANGED, 1 },
  { "changed-newest", "UPDATE events SET scope = NULL WHERE number = 9", CCK_HISTORY_CHANGED, 9 },
  { "empty-for-nothing", "UPDATE events SET difference = '' WHERE number = 4", CCK_HISTORY_CHANGED,
    4 },
  { "behind-a-nul", "UPDATE events SET how = how || char (0) || 'more' WHERE number = 4",
    CCK_HISTORY_CHANGED, 4 },
  { "foreign-kind", "UPDATE events SET kind = 'forgotten' WHERE number = 4", CCK_HISTORY_CHANGED,
    4 },
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
    "UPDATE events SET number = 100 WHERE number = 4; UPDATE events SET number = 4 WHERE number = "
    "5;"
    "UPDATE events SET number = 5 WHERE number = 100",
    CCK_HISTORY_REORDERED, 4 },
  { "added",
    "INSERT INTO events SELECT 10, time, kind, expires_at, provider, account, name, token_kind, "
    "how,"
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
test_finds (HistoryFixture *f, gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (CckHistoryReport) later = NULL;

  history_test_record_some (f, 9);
  history_test_assert_finding (f, CCK_HISTORY_INTACT, 0);

  history_test_meddle (f, tamperings[i].sql);
  history_test_assert_finding (f, tamperings[i].finding, tamperings[i].number);

  history_test_record (f, "later", NOW + 100);
  later = history_test_verify (f);
  g_assert_cmpint (later->finding == CCK_HISTORY_INTACT, ==, tamperings[i].heals);
}

static void
test_old_rows_go_and_leave_a_checkpoint (HistoryFixture *f, gconstpointer data)
{
  g_autoptr (CckHistoryReport) report = NULL;

  history_test_record_some (f, 5);
  history_test_record (f, "later", NOW + 40 * DAY);
  history_test_record (f, "last", NOW + 41 * DAY);
  cck_history_set_days (f->history, 30);

  store_test_await (cck_history_prune (f->history, NOW + 41 * DAY), &f->error);
  report = history_test_verify (f);

  g_assert_cmpint (report->finding, ==, CCK_HISTORY_INTACT);
  g_assert_cmpint (report->pruned, ==, 5);
  g_assert_cmpint (report->pruned_at, ==, NOW + 41 * DAY);
  g_assert_cmpint (report->first, ==, 6);
  g_assert_cmpint (report->last, ==, 7);

  history_test_meddle (f, "DELETE FROM events WHERE number = 6");
  history_test_assert_finding (f, CCK_HISTORY_REMOVED, 7);
}

/* Whoever changed a row can't wait until it grows old. */
static void
test_pruning_hides_nothing (HistoryFixture *f, gconstpointer data)
{
  history_test_record_some (f, 5);
  history_test_record (f, "later", NOW + 400 * DAY);
  history_test_meddle (f, "UPDATE events SET how = 'nothing' WHERE number = 3");
  store_test_await (cck_history_prune (f->history, NOW + 400 * DAY), &f->error);

  history_test_assert_finding (f, CCK_HISTORY_CHANGED, 3);
}

/* A database that the first version wrote. */
static void
test_loads_history_1 (HistoryFixture *f, gconstpointer data)
{
  g_autofree char *from = g_build_filename (STORE_TEST_DATA, "format-1", "history.sql", NULL);
  g_autofree char *sql = store_test_read ("/", from);

  history_test_meddle (f, sql);
  history_test_assert_finding (f, CCK_HISTORY_INTACT, 0);
  history_test_record (f, "later", NOW + 100);
  history_test_assert_finding (f, CCK_HISTORY_INTACT, 0);
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
      g_autoptr (CckJson) before =
          cck_json_parse (differences[i].before, strlen (differences[i].before), 0, NULL);
      g_autoptr (CckJson) after =
          cck_json_parse (differences[i].after, strlen (differences[i].after), 0, NULL);
      g_autofree char *difference =
          cck_history_dup_difference (cck_json_get_root (before), cck_json_get_root (after));

      g_assert_cmpstr (difference, ==, differences[i].difference);
    }

  g_assert_null (cck_history_dup_difference (NULL, NULL));
}

#define ADD(path, func)                                                                            \
  g_test_add ("/store/history/" path, HistoryFixture, NULL, history_test_set_up, func,             \
              history_test_tear_down)

static void
add_tamperings (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tamperings); i++)
    {
      g_autofree char *path = g_strconcat ("/store/history/finds/", tamperings[i].path, NULL);

      g_test_add (path, HistoryFixture, GSIZE_TO_POINTER (i), history_test_set_up, test_finds,
                  history_test_tear_down);
    }
}

int
main (int argc, char *argv[])
{
  store_test_init (&argc, &argv);

  ADD ("intact-says-what-there-is", test_intact_says_what_there_is);
  add_tamperings ();
  ADD ("old-rows-go-and-leave-a-checkpoint", test_old_rows_go_and_leave_a_checkpoint);
  ADD ("pruning-hides-nothing", test_pruning_hides_nothing);
  ADD ("loads-history-1", test_loads_history_1);
  g_test_add_func ("/store/history/difference-names-and-seldom-says",
                   test_difference_names_and_seldom_says);

  return g_test_run ();
}
