/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-inspection.h"

G_BEGIN_DECLS

#define CCK_TYPE_CLAIMS_VIEW (cck_claims_view_get_type ())

/* What a token says, by the groups of its claims. */
G_DECLARE_FINAL_TYPE (CckClaimsView, cck_claims_view, CCK, CLAIMS_VIEW, AdwBin)

/* @inspection: (nullable) */
void cck_claims_view_set_inspection (CckClaimsView *self,
                                     CckInspection *inspection,
                                     gint64         now);
/* What a provider answered, in the place of a token's claims. */
void cck_claims_view_set_answer     (CckClaimsView *self,
                                     CckJson       *answer,
                                     gint64         now);
/* Whether there is an action "account.introspect" that an opaque token can offer. */
void cck_claims_view_set_introspectable (CckClaimsView *self,
                                     gboolean       introspectable);
/* Why there is nothing to show; shown until there is. @heading and @message: plain text, the latter
 * (nullable). */
void cck_claims_view_set_problem    (CckClaimsView *self,
                                     const char    *heading,
                                     const char    *message);
void cck_claims_view_set_now        (CckClaimsView *self,
                                     gint64         now);

G_END_DECLS
