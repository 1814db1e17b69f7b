/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cck-claim-info.h"
#include "cck-json.h"

G_BEGIN_DECLS

#define CCK_TYPE_CLAIM_ITEM (cck_claim_item_get_type ())

/* A claim as a row shows it. Everything it gives out is plain text with visible escapes.
 *
 * Properties, read-only: "title" (the meaning, or the name of an unknown claim), "name" (NULL where
 * the title is the name already), "value" (shortened; notified when time passes), "tooltip",
 * "chips" (GListModel of GtkStringObject, or NULL), "expanded" (writable: show more of it),
 * "repeated" (the name stands in the token more than once). */
G_DECLARE_FINAL_TYPE (CckClaimItem, cck_claim_item, CCK, CLAIM_ITEM, GObject)

/* @document: kept, because @value is borrowed from it. */
CckClaimItem  *cck_claim_item_new       (CckJson            *document,
                                         const char         *name,
                                         gsize               name_length,
                                         const CckJsonValue *value,
                                         gint64              now);
CckClaimGroup  cck_claim_item_get_group (CckClaimItem       *self);
/* Relative times are computed again. */
void           cck_claim_item_set_now   (CckClaimItem       *self,
                                         gint64              now);
void           cck_claim_item_set_repeated (CckClaimItem    *self,
                                            gboolean         repeated);
/* Whether name or value have characters that may not be what they look like. */
gboolean       cck_claim_item_is_plain  (CckClaimItem       *self);
/* What there is to look at character by character: the value, or the name where only that has such
 * characters. @length: (out): in bytes. (transfer full) */
char          *cck_claim_item_dup_close (CckClaimItem       *self,
                                         gsize              *length);
/* The value as the token has it: a string's text, anything else as JSON. (transfer full) */
char          *cck_claim_item_dup_copy  (CckClaimItem       *self);

G_END_DECLS
