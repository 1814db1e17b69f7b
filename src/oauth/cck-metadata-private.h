/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-metadata.h"

G_BEGIN_DECLS

/** Keeps with @self what the answer that brought it said of its age. Private to the layer. */
void cck_metadata_set_freshness (CckMetadata *self,
                                 gint64       date,
                                 gint64       max_age);

G_END_DECLS
