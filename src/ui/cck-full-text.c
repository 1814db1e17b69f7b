/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-full-text.h"

static const char *
get_text (GtkWidget *widget)
{
  if (GTK_IS_INSCRIPTION (widget))
    return gtk_inscription_get_text (GTK_INSCRIPTION (widget));

  return GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget))
                               : adw_window_title_get_title (ADW_WINDOW_TITLE (widget));
}

static int
get_wanted_width (GtkWidget *widget)
{
  g_autoptr (PangoLayout) layout = NULL;
  int natural;

  /* An inscription wants no width for its text. */
  if (GTK_IS_INSCRIPTION (widget))
    {
      layout = gtk_widget_create_pango_layout (widget, get_text (widget));
      pango_layout_get_pixel_size (layout, &natural, NULL);
    }
  else
    {
      gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
    }

  return natural;
}

static gboolean
on_query_tooltip (GtkWidget  *widget,
                  int         x,
                  int         y,
                  gboolean    keyboard,
                  GtkTooltip *tooltip)
{
  if (get_wanted_width (widget) <= gtk_widget_get_width (widget))
    return FALSE;

  gtk_tooltip_set_text (tooltip, get_text (widget));

  return TRUE;
}

void
cck_full_text_explain (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_LABEL (widget) || GTK_IS_INSCRIPTION (widget) ||
                    ADW_IS_WINDOW_TITLE (widget));

  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect (widget, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);
}
