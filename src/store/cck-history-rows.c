/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-history-database.h"

/* Every so many rows what is too old goes. */
#define PRUNE_EVERY 64

/* A row that seems to come from later than this was written with a wrong clock, and must not keep
 * those after it from ageing. Seconds. */
#define CLOCK_SLACK (24 * 60 * 60)
#define DAY         (24 * 60 * 60)

/* One call on its way through a transaction. */
typedef struct
{
  const CckHistoryEvent  *event;
  const CckHistoryLimits *limits;
  const CckHistoryQuery  *query;
  gint64                  now;
  GListStore             *entries;
} Call;

/* A row that somebody else put behind the last one must not keep the history from going on. */
static gint64
find_next_number (CckHistoryDatabase    *self,
                  const CckHistoryChain *chain)
{
  g_autoptr (sqlite3_stmt) statement
      = cck_history_database_prepare (self, "SELECT max (number) FROM events", NULL);
  gint64 last = chain->last;

  if (statement != NULL && cck_history_database_step (self, statement, NULL))
    last = MAX (last, sqlite3_column_int64 (statement, 0));

  return last + 1;
}

static gboolean
insert (CckHistoryDatabase     *self,
        const CckHistoryEvent  *event,
        CckHistoryChain        *chain,
        GError                **error)
{
  const char *kind = cck_history_kind_to_string (event->kind);
  const gint64 number = find_next_number (self, chain);
  guint8 hash[CCK_HISTORY_HASH_LENGTH];
  g_autoptr (sqlite3_stmt) statement = cck_history_database_prepare (
      self,
      "INSERT INTO events (" CCK_HISTORY_COLUMNS ") "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
      error);

  if (statement == NULL)
    return FALSE;

  cck_history_hash_row (chain->hash, kind, event, hash);

  sqlite3_bind_int64 (statement, 1, number);
  sqlite3_bind_int64 (statement, 2, event->time);
  sqlite3_bind_text (statement, 3, kind, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 4, event->expires_at);
  for (int i = 0; i < CCK_HISTORY_N_TEXTS; i++)
    sqlite3_bind_text (statement, 5 + i, CCK_HISTORY_TEXT (event, i), -1, SQLITE_STATIC);
  sqlite3_bind_blob (statement, 15, chain->hash, sizeof hash, SQLITE_STATIC);
  sqlite3_bind_blob (statement, 16, hash, sizeof hash, SQLITE_STATIC);

  if (!cck_history_database_execute (self, statement, error))
    return FALSE;

  chain->last = number;
  memcpy (chain->hash, hash, sizeof hash);

  return TRUE;
}

/* The number of the oldest row to keep. */
static gboolean
find_first_to_keep (CckHistoryDatabase      *self,
                    const CckHistoryLimits  *limits,
                    gint64                   now,
                    const CckHistoryChain   *chain,
                    gint64                  *first,
                    GError                 **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  *first = chain->last + 1;

  if (limits->days == 0)
    return TRUE;

  statement = cck_history_database_prepare (
      self, "SELECT number FROM events WHERE time BETWEEN ? AND ? ORDER BY number LIMIT 1", error);
  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, now - (gint64) limits->days * DAY);
  sqlite3_bind_int64 (statement, 2, now + CLOCK_SLACK);

  if (cck_history_database_step (self, statement, &local_error))
    *first = sqlite3_column_int64 (statement, 0);

  *first = MAX (*first, chain->last - (gint64) limits->max_rows + 1);

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
remove_before (CckHistoryDatabase  *self,
               gint64               first,
               GError             **error)
{
  g_autoptr (sqlite3_stmt) statement
      = cck_history_database_prepare (self, "DELETE FROM events WHERE number < ?", error);
  g_autoptr (sqlite3_stmt) vacuum = NULL;

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, first);
  if (!cck_history_database_execute (self, statement, error))
    return FALSE;

  vacuum = cck_history_database_prepare (self, "PRAGMA incremental_vacuum", error);
  if (vacuum == NULL)
    return FALSE;

  while (cck_history_database_step (self, vacuum, NULL))
    ;

  return TRUE;
}

/* What is removed is looked at once more: a row that somebody meddled with does not go unnoticed
 * because it grew old. */
static gboolean
prune_rows (CckHistoryDatabase      *self,
            const CckHistoryLimits  *limits,
            gint64                   now,
            CckHistoryChain         *chain,
            GError                 **error)
{
  CckHistoryReport report = { 0 };
  guint8 hash[CCK_HISTORY_HASH_LENGTH];
  gint64 first;

  if (!find_first_to_keep (self, limits, now, chain, &first, error))
    return FALSE;

  if (first <= chain->pruned + 1)
    return TRUE;

  if (!cck_history_database_walk (self, chain, first - 1, &report, hash, error)
      || !remove_before (self, first, error))
    return FALSE;

  if (report.finding == CCK_HISTORY_INTACT && report.last != first - 1)
    report.number = report.last + 1;

  if (chain->damage == 0)
    chain->damage = report.number;

  chain->pruned = first - 1;
  chain->pruned_at = now;
  memcpy (chain->pruned_hash, hash, sizeof hash);

  return TRUE;
}

static gboolean
record_in_transaction (CckHistoryDatabase *self,
                       gpointer            data,
                       GError            **error)
{
  Call *call = data;
  CckHistoryChain chain;

  return cck_history_database_read_chain (self, &chain, error)
         && insert (self, call->event, &chain, error)
         && (chain.last % PRUNE_EVERY != 0
             || prune_rows (self, call->limits, call->event->time, &chain, error))
         && cck_history_database_write_chain (self, &chain, error);
}

gboolean
cck_history_database_record (CckHistoryDatabase      *self,
                             const CckHistoryEvent   *event,
                             const CckHistoryLimits  *limits,
                             GError                 **error)
{
  Call call = { .event = event, .limits = limits };

  if (limits->days == 0)
    return cck_history_database_prune (self, limits, event->time, error);

  return cck_history_database_run (self, "BEGIN IMMEDIATE", record_in_transaction, &call, error);
}

static gboolean
prune_in_transaction (CckHistoryDatabase *self,
                      gpointer            data,
                      GError            **error)
{
  Call *call = data;
  CckHistoryChain chain;

  return cck_history_database_read_chain (self, &chain, error)
         && prune_rows (self, call->limits, call->now, &chain, error)
         && cck_history_database_write_chain (self, &chain, error);
}

gboolean
cck_history_database_prune (CckHistoryDatabase      *self,
                            const CckHistoryLimits  *limits,
                            gint64                   now,
                            GError                 **error)
{
  Call call = { .limits = limits, .now = now };

  if (!cck_history_database_exists (self))
    return TRUE;

  return cck_history_database_run (self, "BEGIN IMMEDIATE", prune_in_transaction, &call, error);
}

static void
bind_query (sqlite3_stmt          *statement,
            const CckHistoryQuery *query)
{
  sqlite3_bind_text (statement, 1, query->account_id, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, query->provider_id, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 3, query->since != 0 ? query->since : G_MININT64);
  sqlite3_bind_int64 (statement, 4, query->until != 0 ? query->until : G_MAXINT64);
  sqlite3_bind_int64 (statement, 5, query->before != 0 ? query->before : G_MAXINT64);
  sqlite3_bind_int64 (statement, 6, query->limit != 0 ? query->limit : CCK_HISTORY_MAX_ROWS);
  sqlite3_bind_text (statement, 7, query->fingerprint, -1, SQLITE_STATIC);
}

/* The same for one account, by its index, and for all. */
#define QUERY                                                                            \
  "(?2 IS NULL OR provider = ?2) AND time >= ?3 AND time < ?4 AND number < ?5 "          \
  "AND (?7 IS NULL OR fingerprint = ?7) ORDER BY number DESC LIMIT ?6"

/* A row whose kind this version does not know is none that it can show; verifying tells of it. */
static gboolean
list_in_transaction (CckHistoryDatabase *self,
                     gpointer            data,
                     GError            **error)
{
  Call *call = data;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (sqlite3_stmt) statement = cck_history_database_prepare (
      self,
      call->query->account_id != NULL
          ? "SELECT " CCK_HISTORY_COLUMNS " FROM events WHERE account = ?1 AND " QUERY
          : "SELECT " CCK_HISTORY_COLUMNS " FROM events WHERE ?1 IS NULL AND " QUERY,
      error);

  if (statement == NULL)
    return FALSE;

  bind_query (statement, call->query);

  while (cck_history_database_step (self, statement, &local_error))
    {
      CckHistoryRow row;

      cck_history_database_read_row (statement, &row);
      if (!row.odd)
        {
          g_autoptr (CckHistoryEntry) entry = cck_history_entry_new (row.number, &row.event);

          g_list_store_append (call->entries, entry);
        }
    }

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

GListModel *
cck_history_database_list (CckHistoryDatabase     *self,
                           const CckHistoryQuery  *query,
                           GError                **error)
{
  g_autoptr (GListStore) entries = g_list_store_new (CCK_TYPE_HISTORY_ENTRY);
  Call call = { .query = query, .entries = entries };

  if (cck_history_database_exists (self)
      && !cck_history_database_run (self, "BEGIN", list_in_transaction, &call, error))
    return NULL;

  return G_LIST_MODEL (g_steal_pointer (&entries));
}
