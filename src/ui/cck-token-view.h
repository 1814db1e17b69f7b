/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-inspection.h"

G_BEGIN_DECLS

#define CCK_TYPE_TOKEN_VIEW (cck_token_view_get_type ())

/* A token's three faces, one at a time: Claims, Checks, Raw. For an account as for the inspector. */
G_DECLARE_FINAL_TYPE (CckTokenView, cck_token_view, CCK, TOKEN_VIEW, AdwBin)

/* For the view switchers around it. (transfer none) */
AdwViewStack *cck_token_view_get_stack      (CckTokenView  *self);
/* @inspection: (nullable). @title: "Access token", "ID token" or "Token". */
void          cck_token_view_set_inspection (CckTokenView  *self,
                                             CckInspection *inspection,
                                             const char    *title,
                                             gint64         now);
/* What a provider answered, in the place of a token. @verdict: (nullable): where it is signed. @note:
 * (nullable): a sentence to go before it. */
void          cck_token_view_set_answer     (CckTokenView  *self,
                                             CckJson       *answer,
                                             CckVerdict    *verdict,
                                             const char    *note,
                                             gint64         now);
/* Whether there is an action "account.introspect" that an opaque token can offer. */
void          cck_token_view_set_introspectable (CckTokenView *self,
                                             gboolean       introspectable);
/* Why there is nothing to show: what is missing, and one sentence; plain text. */
void          cck_token_view_set_problem    (CckTokenView  *self,
                                             const char    *title,
                                             const char    *heading,
                                             const char    *message);
void          cck_token_view_set_now        (CckTokenView  *self,
                                             gint64         now);
/* "claims", "checks" or "raw" */
void          cck_token_view_show           (CckTokenView  *self,
                                             const char    *name);
void          cck_token_view_toggle_reveal  (CckTokenView  *self);

G_END_DECLS
