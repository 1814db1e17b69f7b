/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CCK_TYPE_SECRET_CONTENT (cck_secret_content_get_type ())

/* A secret on the clipboard with a deadline. A timer that clears the clipboard does not work where
 * the compositor keeps a copy and gives it back, so this keeps the ownership and serves nothing
 * when its time is over. It also tells clipboard managers that it is a password
 * (x-kde-passwordManagerHint). The text is wiped at the deadline and when freed.
 *
 * Signal "expired": the deadline came; nothing is served from now on. */
G_DECLARE_FINAL_TYPE (CckSecretContent, cck_secret_content, CCK, SECRET_CONTENT, GdkContentProvider)

/* @seconds: how long it is served; 0 for no deadline. */
GdkContentProvider *cck_secret_content_new        (const char       *text,
                                                   guint             seconds);
gboolean            cck_secret_content_is_expired (CckSecretContent *self);

G_END_DECLS
