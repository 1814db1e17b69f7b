/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cck-json.h"

G_BEGIN_DECLS

#define CCK_TYPE_DIFFERENCE (cck_difference_get_type ())

/* One claim in which two tokens differ.
 *
 * Properties, read-only, plain text with visible escapes: "title" (what the claim means, and its
 * name), "before" and "after" (NULL where it is in one of them only, or its value is not kept),
 * "change" ("Added", "Removed", "Changed", translated). */
G_DECLARE_FINAL_TYPE (CckDifference, cck_difference, CCK, DIFFERENCE, GObject)

/* Where the objects @before and @after differ, in the order of @after, then what only @before has. A
 * list of CckDifference. (transfer full) */
GListModel *cck_difference_list_compare   (const CckJsonValue *before,
                                           const CckJsonValue *after);
/* The same as a history event keeps it, in JSON. Empty where @text is NULL or can't be read.
 * (transfer full) */
GListModel *cck_difference_list_from_text (const char         *text);

G_END_DECLS
