/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CCK_TYPE_TOASTS (cck_toasts_get_type ())

/* What a window tells in passing. News don't wait in a queue: what was said before is over. What can
 * be undone steps aside for them, and comes back for the rest of its time. */
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
/* The same with a button that tells more: @action with @target, which is taken if it is floating. */
void       cck_toasts_tell_details (CckToasts       *self,
                                    const char      *text,
                                    const char      *action,
                                    GVariant        *target);
/* What was told is over. */
void       cck_toasts_dismiss_last (CckToasts       *self);

/* Tells what was done, with a button to undo it: @undo, and then @finish in any case. Without that
 * @finish alone, once the toast has gone. */
void       cck_toasts_offer_undo   (CckToasts       *self,
                                    const char      *text,
                                    void           (*undo)   (gpointer user_data),
                                    void           (*finish) (gpointer user_data),
                                    gpointer         user_data);
/* Undoes what was done last and can still be. FALSE where there is nothing of the kind. */
gboolean   cck_toasts_undo         (CckToasts       *self);
/* Nothing can be undone any more. */
void       cck_toasts_finish       (CckToasts       *self);

G_END_DECLS
