/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-check.h"
#include "cck-session.h"
#include "cck-verdict.h"

G_BEGIN_DECLS

#define CCK_TYPE_PROVIDER_REPORT (cck_provider_report_get_type ())

/* A check-up of a provider: its configuration, its keys and what was observed of it, a row a check,
 * with the same outcomes as a verdict. Ref-counted. */
typedef struct _CckProviderReport CckProviderReport;

GType              cck_provider_report_get_type     (void) G_GNUC_CONST;
CckProviderReport *cck_provider_report_ref          (CckProviderReport *self);
void               cck_provider_report_unref        (CckProviderReport *self);

/* In the order in which they are shown. (transfer none) */
guint              cck_provider_report_get_n_checks (CckProviderReport *self);
const CckCheck    *cck_provider_report_get_check    (CckProviderReport *self,
                                                     guint              index);
/* NOT_VALID where a check failed, VALID_WITH_WARNINGS, VALID; NOT_FULLY_CHECKED where nothing could be
 * checked. */
CckVerdictResult   cck_provider_report_get_result   (CckProviderReport *self);

/* Why the metadata could not be had, or NULL; the row says it too. (transfer none) */
const GError      *cck_provider_report_get_error    (CckProviderReport *self);

/* Fetches metadata and keys anew, and looks at them and at what the provider's accounts show:
 * lifetime of access tokens, rotation of refresh tokens, the clock. Never rejects: a provider that could
 * not be reached, or whose metadata is refused, has failed checks. Resolves to a
 * CckProviderReport. */
DexFuture         *cck_session_check_provider       (CckSession        *session,
                                                     CckProvider       *provider);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckProviderReport, cck_provider_report_unref)

G_END_DECLS
