/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-full-text.h"

static const char *
get_text (GtkWidget *widget)
{
  return GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget))
                               : adw_window_title_get_title (ADW_WINDOW_TITLE (widget));
}

static gboolean
on_query_tooltip (GtkWidget  *widget,
                  int         x,
                  int         y,
                  gboolean    keyboard,
                  GtkTooltip *tooltip)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);

  if (natural <= gtk_widget_get_width (widget))
    return FALSE;

  gtk_tooltip_set_text (tooltip, get_text (widget));

  return TRUE;
}

void
cck_full_text_explain (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_LABEL (widget) || ADW_IS_WINDOW_TITLE (widget));

  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect (widget, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);
}
