/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "shown.h"

/* Seconds; an emulated or busy machine is slow, a missing word never comes. */
#define PATIENCE 30

typedef gboolean (*Matches) (GtkWidget     *widget,
                             gconstpointer  wanted);

static gboolean
says (GtkWidget     *widget,
      gconstpointer  wanted)
{
  g_autofree char *text = NULL;

  if (GTK_IS_LABEL (widget))
    return g_pattern_match_simple (wanted, gtk_label_get_text (GTK_LABEL (widget)));

  if (GTK_IS_INSCRIPTION (widget))
    return g_pattern_match_simple (wanted, gtk_inscription_get_text (GTK_INSCRIPTION (widget)));

  if (!GTK_IS_TEXT_VIEW (widget))
    return FALSE;

  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), "text", &text, NULL);

  return g_pattern_match_simple (wanted, text);
}

static gboolean
is_named (GtkWidget     *widget,
          gconstpointer  wanted)
{
  g_autofree char *mistake = NULL;

  if (!GTK_IS_BUTTON (widget) || gtk_button_get_icon_name (GTK_BUTTON (widget)) == NULL)
    return FALSE;

  mistake = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                                GTK_ACCESSIBLE_PROPERTY_LABEL, wanted);

  return mistake == NULL;
}

static gboolean
is_of_type (GtkWidget     *widget,
            gconstpointer  wanted)
{
  return G_TYPE_CHECK_INSTANCE_TYPE (widget, GPOINTER_TO_SIZE (wanted));
}

static GtkWidget *
search (GtkWidget     *widget,
        Matches        matches,
        gconstpointer  wanted)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;

  if (matches (widget, wanted))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = search (child, matches, wanted);

      if (found != NULL)
        return found;
    }

  return NULL;
}

typedef struct
{
  GtkWidget *root;
  const char *text;
} Wait;

/* What is seen instead. */
static void
outline (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;

  if (GTK_IS_LABEL (widget))
    g_test_message ("  %s", gtk_label_get_text (GTK_LABEL (widget)));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    outline (child);
}

static void
on_too_late (gpointer user_data)
{
  Wait *wait = user_data;

  outline (wait->root);
  g_error ("Waited in vain for: %s", wait->text);
}

static guint
be_patient (Wait *wait)
{
  return g_timeout_add_seconds_once (PATIENCE, on_too_late, wait);
}

GtkWidget *
shown_find (GtkWidget  *root,
            const char *text)
{
  return search (root, says, text);
}

GtkWidget *
shown_wait_for (GtkWidget  *root,
                const char *text)
{
  Wait wait = { root, text };
  guint id = be_patient (&wait);
  GtkWidget *found;

  while ((found = shown_find (root, text)) == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (id);

  return found;
}

void
shown_wait_gone (GtkWidget  *root,
                 const char *text)
{
  Wait wait = { root, text };
  guint id = be_patient (&wait);

  while (shown_find (root, text) != NULL)
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (id);
}

void
shown_click (GtkWidget  *root,
             const char *label)
{
  Wait wait = { root, label };
  guint id = be_patient (&wait);
  GtkWidget *button = NULL;

  while (button == NULL)
    {
      GtkWidget *found = shown_find (root, label);

      if (found != NULL)
        button = gtk_widget_get_ancestor (found, GTK_TYPE_BUTTON);

      if (button == NULL)
        button = search (root, is_named, label);

      if (button == NULL)
        g_main_context_iteration (NULL, TRUE);
    }

  g_source_remove (id);
  g_signal_emit_by_name (button, "clicked");
}

GtkWidget *
shown_find_type (GtkWidget *root,
                 GType      type)
{
  return search (root, is_of_type, GSIZE_TO_POINTER (type));
}
