/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-json.h"

G_BEGIN_DECLS

#define CCK_TYPE_DOCUMENT_VIEW (cck_document_view_get_type ())

/* A heading and a document below it, highlighted where it is JSON, safe to look at: no more of it is
 * laid out than a person reads, and what can't be seen in it is shown as visible escapes.
 *
 * Property "title" (string): the heading. A child of type "suffix" goes to its end. */
G_DECLARE_FINAL_TYPE (CckDocumentView, cck_document_view, CCK, DOCUMENT_VIEW, AdwBin)

void cck_document_view_set_title (CckDocumentView *self,
                                  const char      *title);
/* @json: (nullable): the document where it is one; it is indented where @pretty. @bytes: (nullable): as
 * it was received; where both are missing, the view hides. */
void cck_document_view_show      (CckDocumentView *self,
                                  CckJson         *json,
                                  GBytes          *bytes,
                                  gboolean         pretty);

G_END_DECLS
