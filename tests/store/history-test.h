/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-history.h"

G_BEGIN_DECLS

/* What the tests of the history share: one of its own for each test. */

#define NOW G_GINT64_CONSTANT (1790000000)
#define DAY G_GINT64_CONSTANT (86400)

typedef struct
{
  char       *data_dir;
  CckHistory *history;
  GError     *error;
} HistoryFixture;

void                   history_test_set_up         (HistoryFixture        *f,
                                                    gconstpointer          data);
void                   history_test_tear_down      (HistoryFixture        *f,
                                                    gconstpointer          data);
/* As another process would find it. */
void                   history_test_reopen         (HistoryFixture        *f);

/* A use of Alice's access token. */
CckHistoryEvent        history_test_used           (const char            *how,
                                                    gint64                 time);
void                   history_test_record         (HistoryFixture        *f,
                                                    const char            *how,
                                                    gint64                 time);
/* "use 1", "use 2", … a second apart. */
void                   history_test_record_some    (HistoryFixture        *f,
                                                    guint                  n);
GListModel            *history_test_list           (HistoryFixture        *f,
                                                    const CckHistoryQuery *query);
const CckHistoryEvent *history_test_get            (GListModel            *entries,
                                                    guint                  position);
CckHistoryReport      *history_test_verify         (HistoryFixture        *f);
void                   history_test_assert_finding (HistoryFixture        *f,
                                                    CckHistoryFinding      finding,
                                                    gint64                 number);
/* Runs SQL, as somebody with a database browser would. */
void                   history_test_meddle         (HistoryFixture        *f,
                                                    const char            *sql);

G_END_DECLS
