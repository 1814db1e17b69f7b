/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-json.h"
#include "cck-metadata.h"

G_BEGIN_DECLS

/* Private to the layer. */

/** An empty one of this issuer, for the readers. */
CckMetadata *cck_metadata_new           (const char                 *issuer,
                                         CckHttpFlags                flags);

/** Takes what a whole document says, its issuer excepted. */
gboolean     cck_metadata_read          (CckMetadata                *self,
                                         GBytes                     *document,
                                         const CckJsonValue         *root,
                                         GError                    **error);

/** Keeps with @self what the answer that brought it said of its age. */
void         cck_metadata_set_freshness (CckMetadata                *self,
                                         gint64                      date,
                                         gint64                      max_age);

G_END_DECLS
