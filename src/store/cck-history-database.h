/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <sqlite3.h>

#include "cck-history-private.h"

G_BEGIN_DECLS

/* Private to the store. The history's file, on whatever thread owns it; every call waits. A file that
 * is damaged is set aside and a new one begun. */
typedef struct _CckHistoryDatabase CckHistoryDatabase;

/* How much is kept. */
typedef struct
{
  guint days;     /* 0: nothing */
  guint max_rows;
} CckHistoryLimits;

CckHistoryDatabase *cck_history_database_new     (const char              *path);
void                cck_history_database_free    (CckHistoryDatabase      *self);
/* The path that a damaged file was given since the last call, or NULL. (transfer full) */
char               *cck_history_database_steal_set_aside (CckHistoryDatabase *self);
/* Whether there is one. */
gboolean            cck_history_database_has_set_aside   (CckHistoryDatabase *self);

gboolean            cck_history_database_record  (CckHistoryDatabase      *self,
                                                  const CckHistoryEvent   *event,
                                                  const CckHistoryLimits  *limits,
                                                  GError                 **error);
GListModel         *cck_history_database_list    (CckHistoryDatabase      *self,
                                                  const CckHistoryQuery   *query,
                                                  GError                 **error);
CckHistoryReport   *cck_history_database_verify  (CckHistoryDatabase      *self,
                                                  GError                 **error);
/* @now: seconds since the epoch */
gboolean            cck_history_database_prune   (CckHistoryDatabase      *self,
                                                  const CckHistoryLimits  *limits,
                                                  gint64                   now,
                                                  GError                 **error);

/* What follows is for the files of the database only. */

/* The columns that cck_history_database_read_row() reads. */
#define CCK_HISTORY_COLUMNS \
  "number, time, kind, expires_at, provider, account, name, token_kind, how, fingerprint, kid, " \
  "alg, scope, difference, previous, hash"

/* One row as it stands in the file. The texts are the statement's. */
typedef struct
{
  gint64           number;
  const char      *kind;
  CckHistoryEvent  event;
  const guint8    *previous; /* NULL where it is no hash */
  const guint8    *hash;     /* the same */
  gboolean         odd;      /* a value is of a type that is never written */
} CckHistoryRow;

/* The beginning and the end of the chain, which are kept apart from the rows. */
typedef struct
{
  gint64  last;        /* the newest row's number; 0: there was none yet */
  guint8  hash[CCK_HISTORY_HASH_LENGTH];
  gint64  pruned;      /* the newest removed row's number; 0: none */
  guint8  pruned_hash[CCK_HISTORY_HASH_LENGTH];
  gint64  pruned_at;
  gint64  damage;      /* the first wrong row among those removed; 0: none */
} CckHistoryChain;

typedef gboolean (*CckHistoryFunc) (CckHistoryDatabase *self,
                                    gpointer            data,
                                    GError            **error);

/* Runs @func within a transaction (@begin: "BEGIN" or "BEGIN IMMEDIATE"); once more with a new file
 * where the old one proves damaged. */
gboolean      cck_history_database_run       (CckHistoryDatabase   *self,
                                              const char           *begin,
                                              CckHistoryFunc        func,
                                              gpointer              data,
                                              GError              **error);
/* Whether there is a file. */
gboolean      cck_history_database_exists    (CckHistoryDatabase   *self);
const char   *cck_history_database_get_path  (CckHistoryDatabase   *self);
/* NULL with an error. */
sqlite3_stmt *cck_history_database_prepare   (CckHistoryDatabase   *self,
                                              const char           *sql,
                                              GError              **error);
/* Runs a statement that answers with no row. */
gboolean      cck_history_database_execute   (CckHistoryDatabase   *self,
                                              sqlite3_stmt         *statement,
                                              GError              **error);
/* The next row. FALSE at the end, or with an error. */
gboolean      cck_history_database_step      (CckHistoryDatabase   *self,
                                              sqlite3_stmt         *statement,
                                              GError              **error);
void          cck_history_database_read_row  (sqlite3_stmt         *statement,
                                              CckHistoryRow        *row);
gboolean      cck_history_database_read_chain (CckHistoryDatabase  *self,
                                              CckHistoryChain      *chain,
                                              GError              **error);
gboolean      cck_history_database_write_chain (CckHistoryDatabase *self,
                                              const CckHistoryChain *chain,
                                              GError              **error);
/* Follows the chain from the oldest row up to the row @to. FALSE with an error; what is wrong with
 * the rows stands in @report ("finding", "number", "n_rows", "first", "last") and the hash of the
 * last row in @hash. */
gboolean      cck_history_database_walk      (CckHistoryDatabase   *self,
                                              const CckHistoryChain *chain,
                                              gint64                to,
                                              CckHistoryReport     *report,
                                              guint8               *hash,
                                              GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckHistoryDatabase, cck_history_database_free)

G_END_DECLS
