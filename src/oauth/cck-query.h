/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CckQuery:
 *
 * The parameters of a callback address, decoded (application/x-www-form-urlencoded). A parameter
 * without a value counts as missing (RFC 6749 §3.1). Its values are overwritten when it is freed.
 */
typedef struct _CckQuery CckQuery;

/** Reads @query, the part after "?"; %NULL is an empty one. */
CckQuery   *cck_query_new          (const char *query);
void        cck_query_free         (CckQuery   *self);

/** Whether every parameter could be decoded, and none stands there twice (RFC 6749 §3.1). */
gboolean    cck_query_is_sound     (CckQuery   *self);

/** How often @name stands there. */
guint       cck_query_count        (CckQuery   *self,
                                    const char *name);

/** The first value of @name, borrowed, or %NULL. */
const char *cck_query_get          (CckQuery   *self,
                                    const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckQuery, cck_query_free)

G_END_DECLS
