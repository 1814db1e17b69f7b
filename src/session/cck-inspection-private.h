/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-inspection.h"

G_BEGIN_DECLS

/* All copied or referenced but @jwt and @verdict, which are taken. @jwt: (nullable): where NULL, @text
 * is encrypted or opaque by its look. @trimmed: (nullable) */
CckInspection *cck_inspection_new (CckSecret  *text,
                                   CckJwt     *jwt,
                                   CckVerdict *verdict,
                                   const char *trimmed,
                                   gint64      expires_at);

/* What was decrypted, and a sentence on it; both taken. */
void           cck_inspection_take_content (CckInspection *self,
                                            GBytes        *content,
                                            char          *sentence);

G_END_DECLS
