/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  CCK_HISTORY_INTACT,
  CCK_HISTORY_CHANGED,     /* the row "number" does not say what was written */
  CCK_HISTORY_REMOVED,     /* rows before the row "number" are gone */
  CCK_HISTORY_REORDERED,   /* the row "number" stands where another one was written */
  CCK_HISTORY_CUT,         /* rows after the row "number" are gone, or it was added from outside */
  CCK_HISTORY_DAMAGED,     /* the file itself; it was set aside */
} CckHistoryFinding;

/* What a walk along the chain found. Boxed and immutable. */
typedef struct
{
  CckHistoryFinding  finding;
  gint64             number;     /* the first row that is wrong; 0 where there is none */
  gint64             n_rows;     /* how many were looked at */
  gint64             first;      /* the number of the oldest row that is kept; 0: no rows */
  gint64             last;
  gint64             pruned;     /* how many older ones were removed as the settings ask */
  gint64             pruned_at;  /* when, seconds since the epoch; 0: never */
  char              *message;    /* the result in one sentence, translated */
  char             **set_aside;  /* paths of damaged histories kept beside this one; may be empty */
} CckHistoryReport;

#define CCK_TYPE_HISTORY_REPORT (cck_history_report_get_type ())

GType             cck_history_report_get_type (void) G_GNUC_CONST;
CckHistoryReport *cck_history_report_copy     (const CckHistoryReport *self);
void              cck_history_report_free     (CckHistoryReport       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckHistoryReport, cck_history_report_free)

G_END_DECLS
