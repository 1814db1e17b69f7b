/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "cck-provider.h"

G_BEGIN_DECLS

/* Asks where to, and saves @provider as a profile to hand on, without secrets. What became of it is
 * told in a toast of @widget's window. */
void cck_provider_export (GtkWidget   *widget,
                          CckProvider *provider);

G_END_DECLS
