/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-check-row.h"

G_BEGIN_DECLS

#define CCK_TYPE_CHECKS_VIEW (cck_checks_view_get_type ())

/* A verdict or a report: its result first, then a row a check. It decides nothing. */
G_DECLARE_FINAL_TYPE (CckChecksView, cck_checks_view, CCK, CHECKS_VIEW, AdwBin)

/* @verdict: (nullable) */
void       cck_checks_view_set_verdict (CckChecksView *self,
                                        CckVerdict    *verdict);

/* A provider's check-up in its place. */
void       cck_checks_view_set_report  (CckChecksView     *self,
                                        CckProviderReport *report);

/* The look of a result: that of the outcome which made it so. */
CckOutcome cck_checks_view_outcome_of  (CckVerdict    *verdict);
/* What the token was checked as, and how it went: "ID Token: 12 checks passed". (transfer full) */
char      *cck_checks_view_dup_summary (CckVerdict    *verdict);

G_END_DECLS
