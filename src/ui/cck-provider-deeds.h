/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-session.h"

G_BEGIN_DECLS

/* What can be done with a provider, each in a dialog over @widget's window. What follows is the
 * window's: a new provider is signed in to ("win.sign-in"), the practice provider tried instead
 * ("win.try-practice"), a change told ("win.toast"). */

/* @provider: (nullable): the one to edit; NULL to add one. */
void cck_provider_deed_edit          (GtkWidget   *widget,
                                      CckSession  *session,
                                      CckProvider *provider);
/* Shows what the profile in @file would add. @file: (nullable): NULL to ask for one. */
void cck_provider_deed_import        (GtkWidget   *widget,
                                      CckSession  *session,
                                      GFile       *file);
void cck_provider_deed_check         (GtkWidget   *widget,
                                      CckSession  *session,
                                      CckProvider *provider);

/* The menu of what can be done with @provider, of "win.…" actions. (transfer full) */
GMenuModel *cck_provider_deeds_build_menu (CckProvider *provider);

G_END_DECLS
