/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* From here on @widget, a GtkLabel, GtkInscription or AdwWindowTitle, tells all of its text in a tooltip while
 * there is too little room to show it. */
void cck_full_text_explain (GtkWidget *widget);

G_END_DECLS
