/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-history-report.h"

G_DEFINE_BOXED_TYPE (CckHistoryReport, cck_history_report, cck_history_report_copy,
                     cck_history_report_free)

CckHistoryReport *
cck_history_report_copy (const CckHistoryReport *self)
{
  CckHistoryReport *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (CckHistoryReport, 1);
  *copy = *self;
  copy->message = g_strdup (self->message);
  copy->set_aside = g_strdupv (self->set_aside);

  return copy;
}

void
cck_history_report_free (CckHistoryReport *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->message);
  g_strfreev (self->set_aside);
  g_free (self);
}
