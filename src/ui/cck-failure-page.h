/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-problem.h"
#include "cck-verdict.h"

G_BEGIN_DECLS

#define CCK_TYPE_FAILURE_PAGE (cck_failure_page_get_type ())

/* A failure: one sentence, one next action, and the rest behind "Details".
 *
 * Signals: "next": the action was chosen; "closed". */
G_DECLARE_FINAL_TYPE (CckFailurePage, cck_failure_page, CCK, FAILURE_PAGE, AdwBin)

/* "Sign-In Failed" unless it is set. */
void cck_failure_page_set_title (CckFailurePage *self,
                                 const char     *title);
/* @next_label: (nullable): what the one action is called; NULL where there is none.
 * @verdict: (nullable): where a check failed. @trace: what was asked and answered, without secrets; may be empty. */
void cck_failure_page_show (CckFailurePage   *self,
                            const CckProblem *problem,
                            const char       *next_label,
                            CckVerdict       *verdict,
                            const char       *trace);

G_END_DECLS
