/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-field-mark.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

static void
unfold (GtkWidget *row)
{
  GtkWidget *folded = gtk_widget_get_ancestor (row, ADW_TYPE_EXPANDER_ROW);

  if (folded != NULL)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (folded), TRUE);
}

static void
mark_row (GtkWidget  *row,
          const char *message)
{
  gtk_widget_add_css_class (row, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, message,
                                  -1);
  unfold (row);
  gtk_widget_grab_focus (row);
}

static void
clear_row (GtkWidget *row)
{
  if (!gtk_widget_has_css_class (row, "error"))
    return;

  gtk_widget_remove_css_class (row, "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID);
  gtk_accessible_reset_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

void
cck_field_mark (GtkLabel   *label,
                gpointer    row,
                const char *message)
{
  g_return_if_fail (GTK_IS_LABEL (label));

  gtk_label_set_label (label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (label), message != NULL);

  if (message != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (label), message,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);

  if (row != NULL && message != NULL)
    mark_row (row, message);
  else if (row != NULL)
    clear_row (row);
}

gboolean
cck_field_tell (const CckField *fields,
                gsize           n_fields,
                GtkLabel       *label,
                const char     *message)
{
  g_return_val_if_fail (message != NULL, FALSE);

  for (gsize i = 0; i < n_fields; i++)
    {
      const char *name = _(fields[i].name);
      gsize length = strlen (name);

      if (strncmp (message, name, length) == 0 && strncmp (message + length, ": ", 2) == 0)
        {
          cck_field_mark (label, fields[i].row, message + length + 2);
          return TRUE;
        }
    }

  return FALSE;
}

void
cck_field_clear (const CckField *fields,
                 gsize           n_fields,
                 GtkLabel       *label)
{
  for (gsize i = 0; i < n_fields; i++)
    cck_field_mark (label, fields[i].row, NULL);
}
