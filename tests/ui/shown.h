/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* What a person sees in a window, and does with it. */

/* The label or text that can be seen in @root and says @text, in which "*" stands for anything, or
 * NULL. (transfer none) */
GtkWidget *shown_find     (GtkWidget  *root,
                           const char *text);
/* The same, once it is there; the test fails where it never is. */
GtkWidget *shown_wait_for (GtkWidget  *root,
                           const char *text);
/* Until @root shows it no more. */
void       shown_wait_gone (GtkWidget *root,
                           const char *text);
/* Clicks the button with this label, or, where it has only an icon, with this accessible name, once
 * it is there. */
void       shown_click    (GtkWidget  *root,
                           const char *label);
/* The first widget of @type that can be seen in @root, or NULL. (transfer none) */
GtkWidget *shown_find_type (GtkWidget *root,
                           GType       type);
