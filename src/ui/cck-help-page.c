/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-help-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cck-template.h"

struct _CckHelpPage
{
  AdwNavigationPage parent_instance;

  GtkBox *content;
};

G_DEFINE_FINAL_TYPE (CckHelpPage, cck_help_page, ADW_TYPE_NAVIGATION_PAGE)

/* A link within the help stays within it; GTK opens the others in the browser. */
static gboolean
on_activate_link (GtkLabel   *label,
                  const char *address,
                  gpointer    user_data)
{
  if (!g_str_has_prefix (address, "help:"))
    return FALSE;

  gtk_widget_activate_action (GTK_WIDGET (label), "help.go", "s", address + strlen ("help:"));

  return TRUE;
}

static GtkWidget *
new_label (const char *markup)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  g_signal_connect (label, "activate-link", G_CALLBACK (on_activate_link), NULL);

  return label;
}

/* @sign: a bullet or a number before the text */
static GtkWidget *
new_item (const char *sign,
          GtkWidget  *label)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *mark = gtk_label_new (sign);

  gtk_label_set_width_chars (GTK_LABEL (mark), 2);
  gtk_label_set_xalign (GTK_LABEL (mark), 1);
  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_widget_add_css_class (mark, "dimmed");
  gtk_widget_add_css_class (mark, "numeric");
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

/* Code is read from left to right in every language. */
static GtkWidget *
new_code (GtkWidget *label)
{
  GtkWidget *frame = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  /* To be copied. Other text is not: the first of the page would have the focus, and be selected. */
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_direction (label, GTK_TEXT_DIR_LTR);
  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_set_margin_top (label, 9);
  gtk_widget_set_margin_bottom (label, 9);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_end (label, 12);
  gtk_widget_add_css_class (frame, "card");
  gtk_box_append (GTK_BOX (frame), label);

  return frame;
}

static GtkWidget *
new_block (const CckHelpBlock *block)
{
  GtkWidget *label = new_label (block->markup);
  g_autofree char *number = NULL;

  switch (block->kind)
    {
    case CCK_HELP_BLOCK_BULLET:
      return new_item ("•", label);

    case CCK_HELP_BLOCK_STEP:
      /* Translators: the number before a step of instructions */
      number = g_strdup_printf (_("%u."), block->number);
      return new_item (number, label);

    case CCK_HELP_BLOCK_TERM:
      gtk_widget_add_css_class (label, "heading");
      gtk_widget_set_margin_top (label, 6);
      return label;

    case CCK_HELP_BLOCK_CODE:
      return new_code (label);

    case CCK_HELP_BLOCK_NOTE:
      gtk_widget_add_css_class (label, "dimmed");
      return label;

    case CCK_HELP_BLOCK_PARAGRAPH:
    default:
      return label;
    }
}

static GtkWidget *
new_row (const char   *page,
         CckHelpTopic *topic)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  const char *id = cck_help_topic_get_id (topic);
  g_autofree char *name = page != NULL ? g_strdup_printf ("%s#%s", page, id) : g_strdup (id);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), cck_help_topic_get_title (topic));
  if (cck_help_topic_get_desc (topic) != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), cck_help_topic_get_desc (topic));
  gtk_accessible_update_state (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "help.go");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", name);

  return row;
}

/* @page: of which the topics are sections; NULL where they are pages */
static void
add_rows (CckHelpPage *self,
          GListModel  *topics,
          const char  *page,
          const char  *title)
{
  GtkWidget *group = adw_preferences_group_new ();
  guint n = g_list_model_get_n_items (topics);

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CckHelpTopic) topic = g_list_model_get_item (topics, i);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_row (page, topic));
    }
  gtk_widget_set_margin_top (group, 6);
  gtk_box_append (self->content, group);
}

/* The first page's sections are headings over the pages that they list. */
static void
add_guided (CckHelpPage *self,
            CckHelpBook *book,
            const char  *name,
            GListModel  *sections)
{
  guint n = g_list_model_get_n_items (sections);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CckHelpTopic) section = g_list_model_get_item (sections, i);
      g_autofree char *guide = g_strdup_printf ("%s#%s", name, cck_help_topic_get_id (section));
      g_autoptr (GListModel) pages = cck_help_book_dup_guided (book, guide);

      add_rows (self, pages, NULL, cck_help_topic_get_title (section));
    }
}

static void
cck_help_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CCK_TYPE_HELP_PAGE);

  G_OBJECT_CLASS (cck_help_page_parent_class)->dispose (object);
}

static void
cck_help_page_class_init (CckHelpPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cck_help_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-help-page"));
  gtk_widget_class_bind_template_child (widget_class, CckHelpPage, content);
}

static void
cck_help_page_init (CckHelpPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwNavigationPage *
cck_help_page_new (CckHelpBook  *book,
                   const char   *name,
                   CckHelpTopic *topic)
{
  CckHelpPage *self;
  GListModel *sections;
  const CckHelpBlock *block;

  g_return_val_if_fail (CCK_IS_HELP_BOOK (book), NULL);
  g_return_val_if_fail (CCK_IS_HELP_TOPIC (topic), NULL);

  self = g_object_new (CCK_TYPE_HELP_PAGE, "title", cck_help_topic_get_title (topic), NULL);
  for (guint i = 0; (block = cck_help_topic_get_block (topic, i)) != NULL; i++)
    gtk_box_append (self->content, new_block (block));

  sections = cck_help_topic_get_sections (topic);
  if (g_str_equal (name, "index"))
    add_guided (self, book, name, sections);
  else if (g_list_model_get_n_items (sections) > 0)
    add_rows (self, sections, name, NULL);

  return ADW_NAVIGATION_PAGE (self);
}
