/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-history-database.h"
#include "cck-store-error.h"

/* The first of the texts among CCK_HISTORY_COLUMNS. */
#define FIRST_TEXT 4

static const guint8 *
read_hash (sqlite3_stmt *statement,
           int           column)
{
  if (sqlite3_column_type (statement, column) != SQLITE_BLOB
      || sqlite3_column_bytes (statement, column) != CCK_HISTORY_HASH_LENGTH)
    return NULL;

  return sqlite3_column_blob (statement, column);
}

/* What stands behind a NUL would be read by nobody and hashed by nobody. */
static const char *
read_text (sqlite3_stmt *statement,
           int           column,
           gboolean     *odd)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  if (text != NULL
      && (strlen (text) != (gsize) sqlite3_column_bytes (statement, column)
          || !g_utf8_validate (text, -1, NULL)))
    {
      *odd = TRUE;
      return NULL;
    }

  return text;
}

void
cck_history_database_read_row (sqlite3_stmt  *statement,
                               CckHistoryRow *row)
{
  memset (row, 0, sizeof *row);

  row->number = sqlite3_column_int64 (statement, 0);
  row->event.time = sqlite3_column_int64 (statement, 1);
  row->kind = read_text (statement, 2, &row->odd);
  row->event.expires_at = sqlite3_column_int64 (statement, 3);

  for (int i = 0; i < CCK_HISTORY_N_TEXTS; i++)
    CCK_HISTORY_TEXT (&row->event, i) = read_text (statement, FIRST_TEXT + i, &row->odd);

  row->previous = read_hash (statement, FIRST_TEXT + CCK_HISTORY_N_TEXTS);
  row->hash = read_hash (statement, FIRST_TEXT + CCK_HISTORY_N_TEXTS + 1);

  if (row->kind == NULL || !cck_history_kind_from_string (row->kind, &row->event.kind))
    row->odd = TRUE;
}

gboolean
cck_history_database_read_chain (CckHistoryDatabase  *self,
                                 CckHistoryChain     *chain,
                                 GError             **error)
{
  g_autoptr (sqlite3_stmt) statement = cck_history_database_prepare (
      self, "SELECT last, hash, pruned, pruned_hash, pruned_at, damage FROM chain", error);
  g_autoptr (GError) local_error = NULL;
  const guint8 *hash;
  const guint8 *pruned_hash;

  if (statement == NULL)
    return FALSE;

  if (!cck_history_database_step (self, statement, &local_error))
    {
      if (local_error == NULL)
        g_set_error (&local_error, CCK_STORE_ERROR, CCK_STORE_ERROR_BAD_FILE,
                     _("The history “%s” does not say any more where its rows end. "
                       "Move the file away to begin a new one."),
                     cck_history_database_get_path (self));
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  memset (chain, 0, sizeof *chain);
  chain->last = sqlite3_column_int64 (statement, 0);
  chain->pruned = sqlite3_column_int64 (statement, 2);
  chain->pruned_at = sqlite3_column_int64 (statement, 4);
  chain->damage = sqlite3_column_int64 (statement, 5);

  hash = read_hash (statement, 1);
  if (hash != NULL)
    memcpy (chain->hash, hash, sizeof chain->hash);

  pruned_hash = read_hash (statement, 3);
  if (pruned_hash != NULL)
    memcpy (chain->pruned_hash, pruned_hash, sizeof chain->pruned_hash);

  return TRUE;
}

gboolean
cck_history_database_write_chain (CckHistoryDatabase     *self,
                                  const CckHistoryChain  *chain,
                                  GError                **error)
{
  g_autoptr (sqlite3_stmt) statement = cck_history_database_prepare (
      self,
      "UPDATE chain SET last = ?, hash = ?, pruned = ?, pruned_hash = ?, pruned_at = ?, damage = ?",
      error);

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, chain->last);
  sqlite3_bind_blob (statement, 2, chain->hash, sizeof chain->hash, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 3, chain->pruned);
  sqlite3_bind_blob (statement, 4, chain->pruned_hash, sizeof chain->pruned_hash, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 5, chain->pruned_at);
  sqlite3_bind_int64 (statement, 6, chain->damage);

  return cck_history_database_execute (self, statement, error);
}

/* Whether the row that this one says came before it stands anywhere. */
static gboolean
stands_elsewhere (CckHistoryDatabase *self,
                  const guint8       *hash)
{
  g_autoptr (sqlite3_stmt) statement
      = cck_history_database_prepare (self, "SELECT 1 FROM events WHERE hash = ?", NULL);

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_blob (statement, 1, hash, CCK_HISTORY_HASH_LENGTH, SQLITE_STATIC);

  return cck_history_database_step (self, statement, NULL);
}

/* What is wrong with @row, which comes after the last row of @report, whose hash is @hash. */
static CckHistoryFinding
look_at_row (CckHistoryDatabase     *self,
             const CckHistoryRow    *row,
             const CckHistoryReport *report,
             const guint8           *hash,
             gint64                 *number)
{
  const gint64 before = report->last;
  guint8 own[CCK_HISTORY_HASH_LENGTH];

  *number = row->number;

  if (row->odd || row->previous == NULL || row->hash == NULL)
    return CCK_HISTORY_CHANGED;

  cck_history_hash_row (row->previous, row->kind, &row->event, own);
  if (memcmp (own, row->hash, sizeof own) != 0)
    return CCK_HISTORY_CHANGED;

  if (memcmp (row->previous, hash, sizeof own) != 0)
    {
      if (stands_elsewhere (self, row->previous))
        return CCK_HISTORY_REORDERED;

      if (row->number != before + 1)
        return CCK_HISTORY_REMOVED;

      /* The row before fits itself and not what this one remembers of it. */
      if (report->n_rows > 0)
        *number = before;
      return CCK_HISTORY_CHANGED;
    }

  return row->number == before + 1 ? CCK_HISTORY_INTACT : CCK_HISTORY_REMOVED;
}

gboolean
cck_history_database_walk (CckHistoryDatabase     *self,
                           const CckHistoryChain  *chain,
                           gint64                  to,
                           CckHistoryReport       *report,
                           guint8                 *hash,
                           GError                **error)
{
  g_autoptr (sqlite3_stmt) statement = cck_history_database_prepare (
      self, "SELECT " CCK_HISTORY_COLUMNS " FROM events WHERE number <= ? ORDER BY number", error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, to);
  memcpy (hash, chain->pruned_hash, CCK_HISTORY_HASH_LENGTH);
  report->finding = CCK_HISTORY_INTACT;
  report->last = chain->pruned;

  while (report->finding == CCK_HISTORY_INTACT
         && cck_history_database_step (self, statement, &local_error))
    {
      CckHistoryRow row;

      cck_history_database_read_row (statement, &row);
      report->finding = look_at_row (self, &row, report, hash, &report->number);
      report->n_rows++;
      report->last = row.number;

      if (report->first == 0)
        report->first = row.number;
      if (report->finding == CCK_HISTORY_INTACT)
        memcpy (hash, row.hash, CCK_HISTORY_HASH_LENGTH);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (report->finding == CCK_HISTORY_INTACT)
    report->number = 0;

  return TRUE;
}
