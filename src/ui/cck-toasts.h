/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CCK_TYPE_TOASTS (cck_toasts_get_type ())

/* What a window tells in passing. News don't wait in a queue: what was said before is over. */
G_DECLARE_FINAL_TYPE (CckToasts, cck_toasts, CCK, TOASTS, GObject)

CckToasts *cck_toasts_new          (AdwToastOverlay *overlay);
/* Plain text. */
void       cck_toasts_tell         (CckToasts       *self,
                                    const char      *text);
/* The same with a button that opens @uri in the browser. */
void       cck_toasts_tell_link    (CckToasts       *self,
                                    const char      *text,
                                    const char      *label,
                                    const char      *uri);
/* What was told is over. */
void       cck_toasts_dismiss_last (CckToasts       *self);

G_END_DECLS
