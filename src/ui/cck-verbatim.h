/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Tokens, addresses and JSON are shown character for character: no hyphen is put where a line is
 * broken (it would be a character of Base64URL), and they run from left to right. */
void cck_verbatim_label (GtkLabel    *label);
/* The same for all that the view's buffer will ever hold. */
void cck_verbatim_view  (GtkTextView *view);

G_END_DECLS
