/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "rules.h"

#include <adwaita.h>

typedef void (*Visit) (GtkWidget *widget,
                       gpointer   data);

static void
walk (GtkWidget *widget,
      Visit      visit,
      gpointer   data)
{
  visit (widget, data);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    walk (child, visit, data);
}

static char *
describe (GtkWidget *widget)
{
  GString *text = g_string_new (G_OBJECT_TYPE_NAME (widget));

  for (GtkWidget *parent = gtk_widget_get_parent (widget); parent != NULL;
       parent = gtk_widget_get_parent (parent))
    {
      if (g_str_has_prefix (G_OBJECT_TYPE_NAME (parent), "Cck"))
        {
          g_string_append_printf (text, " in %s", G_OBJECT_TYPE_NAME (parent));
          break;
        }
    }

  return g_string_free_and_steal (text);
}

static gboolean
is_named (GtkWidget *widget)
{
  return gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                           GTK_ACCESSIBLE_PROPERTY_LABEL) ||
         gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                           GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

static gboolean
is_icon_only (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_icon_name (GTK_BUTTON (widget)) != NULL;

  return GTK_IS_MENU_BUTTON (widget) &&
         gtk_menu_button_get_icon_name (GTK_MENU_BUTTON (widget)) != NULL;
}

/* GTK's and libadwaita's own parts, which they name. */
static gboolean
is_of_the_toolkit (GtkWidget *widget)
{
  static const char * const makers[] = {
    "AdwBackButton", "AdwBanner", "AdwEntryRow", "AdwPasswordEntryRow", "AdwPreferencesDialog",
    "AdwSpinRow", "AdwToastWidget", "GtkMenuButton", "GtkSearchBar", "GtkSearchEntry",
    "GtkSpinButton", "GtkWindowControls",
  };

  for (GtkWidget *parent = widget; parent != NULL; parent = gtk_widget_get_parent (parent))
    {
      const char *name = G_OBJECT_TYPE_NAME (parent);

      if (g_str_has_prefix (name, "Cck"))
        return FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
        {
          if (g_str_equal (name, makers[i]) && (parent != widget || GTK_IS_BUTTON (widget)))
            return TRUE;
        }
    }

  return FALSE;
}

static void
check_name (GtkWidget *widget,
            gpointer   data)
{
  g_autofree char *what = describe (widget);
  const char *tooltip = gtk_widget_get_tooltip_text (widget);

  if (GTK_IS_TEXT_VIEW (widget) && !is_named (widget))
    g_error ("A %s has no name", what);

  if (!is_icon_only (widget) || is_of_the_toolkit (widget))
    return;

  if (tooltip == NULL)
    g_error ("A %s shows only an icon and has no tooltip", what);

  if (!is_named (widget) && *tooltip == '\0')
    g_error ("A %s shows only an icon and has no name", what);
}

void
rules_check_names (GtkWidget *root)
{
  walk (root, check_name, NULL);
}

/* What is not shown can't be reached by its letter. */
static void
check_mnemonics (GtkWidget  *widget,
                 GHashTable *seen)
{
  guint key = GTK_IS_LABEL (widget) ? gtk_label_get_mnemonic_keyval (GTK_LABEL (widget))
                                    : GDK_KEY_VoidSymbol;

  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_visible (widget))
    return;

  if (key != GDK_KEY_VoidSymbol)
    {
      gpointer letter = GUINT_TO_POINTER (gdk_keyval_to_lower (key));
      const char *label = gtk_label_get_text (GTK_LABEL (widget));
      const char *other = g_hash_table_lookup (seen, letter);

      if (other != NULL && !g_str_equal (other, label))
        g_error ("“%s” and “%s” have the same mnemonic", other, label);

      g_hash_table_insert (seen, letter, (gpointer) label);
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_mnemonics (child, seen);
}

void
rules_check_mnemonics (GtkWidget *root)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  check_mnemonics (root, seen);
}

/* The widget that can't be smaller: the deepest one that is as wide as its parent asks for. */
static void
find_widest (GtkWidget  *widget,
             GString    *path)
{
  GtkWidget *widest = NULL;
  int most = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int minimum;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

      if (minimum > most)
        {
          most = minimum;
          widest = child;
        }
    }

  if (widest == NULL)
    return;

  g_string_append_printf (path, " > %s %d", G_OBJECT_TYPE_NAME (widest), most);

  if (GTK_IS_LABEL (widest))
    g_string_append_printf (path, " “%s”", gtk_label_get_text (GTK_LABEL (widest)));

  find_widest (widest, path);
}

static void
check_width (GtkWidget *widget,
             int        width)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  if (minimum > width)
    {
      g_autoptr (GString) path = g_string_new (NULL);

      find_widest (widget, path);
      g_error ("%s needs %d pixels, and there are %d:%s", G_OBJECT_TYPE_NAME (widget), minimum,
               width, path->str);
    }
}

static void
check_page (GtkWidget *widget,
            gpointer   data)
{
  int minimum;

  if (!ADW_IS_TOOLBAR_VIEW (widget))
    return;

  /* It takes another form when it is given its size. */
  if (ADW_IS_BREAKPOINT_BIN (gtk_widget_get_parent (widget)) && !gtk_widget_get_mapped (widget))
    return;

  check_width (widget, RULES_WIDTH);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, RULES_WIDTH, &minimum, NULL, NULL, NULL);

  if (minimum > RULES_HEIGHT)
    {
      g_autofree char *what = describe (widget);

      g_error ("%s needs a height of %d pixels, and there are %d", what, minimum, RULES_HEIGHT);
    }
}

void
rules_check_size (GtkWidget *root,
                  int        width)
{
  check_width (root, width);
  walk (root, check_page, NULL);
}

static void
lengthen (GtkWidget *widget,
          gpointer   data)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GString) longer = g_string_new (NULL);

  if (!GTK_IS_LABEL (widget))
    return;

  words = g_strsplit (gtk_label_get_text (GTK_LABEL (widget)), " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      glong letters = g_utf8_strlen (words[i], -1);
      g_autofree char *more = g_utf8_substring (words[i], 0, (letters + 2) / 3);

      g_string_append_printf (longer, "%s%s%s", i > 0 ? " " : "", words[i], more);
    }

  gtk_label_set_text (GTK_LABEL (widget), longer->str);
}

void
rules_lengthen (GtkWidget *root)
{
  walk (root, lengthen, NULL);
}
