/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-background.h"
#include "cck-notice.h"
#include "cck-window.h"

G_BEGIN_DECLS

#define CCK_TYPE_APPLICATION (cck_application_get_type ())

/* The process: one session, one ticker, one automatic refresher, one window. Single instance.
 *
 * The desktop starts it with or without a window: for an action, for a search. Then it asks neither
 * the keyring nor a provider for anything but what that action needs. */
G_DECLARE_FINAL_TYPE (CckApplication, cck_application, CCK, APPLICATION, AdwApplication)

GApplication  *cck_application_new            (void);

/* (transfer none), all of them, once it has started. */
CckSession    *cck_application_get_session    (CckApplication *self);
GSettings     *cck_application_get_settings   (CckApplication *self);
CckBackground *cck_application_get_background (CckApplication *self);
/* The window, made where there is none, and brought to the front. From then on sessions are refreshed
 * and watched over. */
CckWindow     *cck_application_present_window (CckApplication *self);
/* Tokens can be had from the keyring from here on, or, with none, are kept until the end. */
void           cck_application_open_keyring   (CckApplication *self);
/* Whether the person is looking at us. */
gboolean       cck_application_is_in_sight    (CckApplication *self);
/* Tells what came of a request that was made from outside the window. Takes @notice. */
void           cck_application_tell           (CckApplication *self,
                                               CckAccount     *account,
                                               CckNotice      *notice);
/* Ends it, in the background too. */
void           cck_application_quit           (CckApplication *self);

G_END_DECLS
