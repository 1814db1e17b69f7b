/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CCK_TYPE_CODE_POINT (cck_code_point_get_type ())

/* One character of a text that is looked at closely, as it is and not as it looks.
 *
 * Properties, read-only: "code" ("U+202E"), "face" (the character where it has one, else empty),
 * "kind" ("Cyrillic letter", "Invisible", translated). */
G_DECLARE_FINAL_TYPE (CckCodePoint, cck_code_point, CCK, CODE_POINT, GObject)

CckCodePoint *cck_code_point_new        (gunichar      character);

/* Whether it takes part in no text as a person sees it. */
gboolean      cck_code_point_is_hidden  (gunichar      character);

G_END_DECLS
