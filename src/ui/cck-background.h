/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CCK_TYPE_BACKGROUND (cck_background_get_type ())

/* Keeps the application running without a window while the setting "run-in-background" says so and the
 * desktop does not say no: the Background portal is asked where there is one (in a sandbox it decides),
 * and nobody where there is none. After a no the setting goes back.
 *
 * Property "refused" (gboolean, read-only): the last answer was no. */
G_DECLARE_FINAL_TYPE (CckBackground, cck_background, CCK, BACKGROUND, GObject)

/* The application owns it. */
CckBackground *cck_background_new         (GApplication  *application,
                                           GSettings     *settings);
/* From here on it keeps the application running; before there was a window nothing is to be kept. */
void           cck_background_begin       (CckBackground *self);
/* The application is to end. */
void           cck_background_end         (CckBackground *self);
gboolean       cck_background_get_refused (CckBackground *self);

G_END_DECLS
