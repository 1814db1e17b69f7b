/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Puts a secret on @widget's clipboard, served for @seconds (0: without end), and says so in a
 * toast. @what: its name at the start of a sentence, translated: "Access token". */
void cck_clipboard_copy_secret (GtkWidget  *widget,
                                const char *text,
                                const char *what,
                                guint       seconds);

G_END_DECLS
