/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Adds the action "app.help", whose target names a page of the help: "checks", or a section of
 * one: "checks#issuer". An empty target is the first page. Widgets that the help explains use it as
 * their action, with the page as the target. */
void cck_help_add_action (GtkApplication *application);

G_END_DECLS
