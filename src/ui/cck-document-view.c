/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-document-view.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>
#include <string.h>

#include "cck-template.h"
#include "cck-verbatim.h"
#include "cck-visible-text.h"

/* Bytes that an editor is given; a megabyte in one line would stop the window. */
#define MAX_SHOWN (16 * 1024)
#define MARGIN 12

struct _CckDocumentView
{
  AdwBin parent_instance;

  char *title;
  CckJson *json;
  GBytes *bytes;
  gboolean pretty;

  GtkBox *heading_box;
  GtkLabel *heading;
  GtkScrolledWindow *scroller;
  GtkSourceView *view; /* once it was to be seen */
};

enum
{
  PROP_0,
  PROP_TITLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static GtkBuildableIface *parent_buildable;

static void cck_document_view_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CckDocumentView, cck_document_view, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      cck_document_view_buildable_init))

static GtkSourceBuffer *
get_buffer (CckDocumentView *self)
{
  return GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)));
}

static void
apply_scheme (CckDocumentView *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GtkSourceStyleSchemeManager *schemes = gtk_source_style_scheme_manager_get_default ();

  gtk_source_buffer_set_style_scheme (
    get_buffer (self),
    gtk_source_style_scheme_manager_get_scheme (schemes, dark ? "Adwaita-dark" : "Adwaita"));
}

static void
append_rest (GtkTextBuffer *buffer,
             gsize          left)
{
  GtkTextIter end;
  g_autofree char *size = g_format_size (left);
  /* Translators: the argument is a size such as "900 kB" */
  g_autofree char *rest = g_strdup_printf (_("\n… %s more"), size);

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, rest, -1);
}

static void
fill (CckDocumentView *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (get_buffer (self));
  g_autofree char *indented = NULL;
  g_autofree char *text = NULL;
  const char *source;
  gsize length;

  gtk_source_buffer_set_highlight_syntax (GTK_SOURCE_BUFFER (buffer), self->json != NULL);
  gtk_text_buffer_set_text (buffer, "", 0);

  if (self->json == NULL && self->bytes == NULL)
    return;

  if (self->json != NULL && (self->pretty || self->bytes == NULL))
    {
      indented = cck_json_dup_pretty (cck_json_get_root (self->json));
      source = indented;
      length = strlen (indented);
    }
  else
    {
      source = g_bytes_get_data (self->bytes, &length);
    }

  text = cck_visible_text_new_document (source, MIN (length, MAX_SHOWN));
  gtk_text_buffer_set_text (buffer, text, -1);

  if (length > MAX_SHOWN)
    append_rest (buffer, length - MAX_SHOWN);
}

static void
name_view (CckDocumentView *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->title != NULL ? self->title : "", -1);
}

static void
build_view (CckDocumentView *self)
{
  GtkSourceLanguageManager *languages = gtk_source_language_manager_get_default ();
  GtkTextView *view = GTK_TEXT_VIEW (gtk_source_view_new ());
  GtkSourceBuffer *buffer;

  gtk_text_view_set_editable (view, FALSE);
  gtk_text_view_set_monospace (view, TRUE);
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_top_margin (view, MARGIN);
  gtk_text_view_set_bottom_margin (view, MARGIN);
  gtk_text_view_set_left_margin (view, MARGIN);
  gtk_text_view_set_right_margin (view, MARGIN);
  cck_verbatim_view (view);

  self->view = GTK_SOURCE_VIEW (view);
  buffer = get_buffer (self);
  gtk_source_buffer_set_language (buffer,
                                  gtk_source_language_manager_get_language (languages, "json"));
  gtk_source_buffer_set_highlight_matching_brackets (buffer, FALSE);
  name_view (self);
  apply_scheme (self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (apply_scheme), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (view));
}

/* What is never looked at needs no editor: reading its languages and colours takes as long as all
 * the rest of the window. */
static void
cck_document_view_map (GtkWidget *widget)
{
  CckDocumentView *self = CCK_DOCUMENT_VIEW (widget);

  if (self->view == NULL)
    {
      build_view (self);
      fill (self);
    }

  GTK_WIDGET_CLASS (cck_document_view_parent_class)->map (widget);
}

static void
cck_document_view_add_child (GtkBuildable *buildable,
                             GtkBuilder   *builder,
                             GObject      *child,
                             const char   *type)
{
  CckDocumentView *self = CCK_DOCUMENT_VIEW (buildable);

  if (g_strcmp0 (type, "suffix") == 0)
    gtk_box_append (self->heading_box, GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
cck_document_view_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = cck_document_view_add_child;
}

static void
cck_document_view_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, CCK_DOCUMENT_VIEW (object)->title);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cck_document_view_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_TITLE:
      cck_document_view_set_title (CCK_DOCUMENT_VIEW (object), g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cck_document_view_dispose (GObject *object)
{
  CckDocumentView *self = CCK_DOCUMENT_VIEW (object);

  self->view = NULL;
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CCK_TYPE_DOCUMENT_VIEW);
  g_clear_pointer (&self->json, cck_json_unref);
  g_clear_pointer (&self->bytes, g_bytes_unref);

  G_OBJECT_CLASS (cck_document_view_parent_class)->dispose (object);
}

static void
cck_document_view_finalize (GObject *object)
{
  g_clear_pointer (&CCK_DOCUMENT_VIEW (object)->title, g_free);

  G_OBJECT_CLASS (cck_document_view_parent_class)->finalize (object);
}

static void
cck_document_view_class_init (CckDocumentViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cck_document_view_dispose;
  object_class->finalize = cck_document_view_finalize;
  object_class->get_property = cck_document_view_get_property;
  object_class->set_property = cck_document_view_set_property;
  widget_class->map = cck_document_view_map;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-document-view"));
  gtk_widget_class_bind_template_child (widget_class, CckDocumentView, heading_box);
  gtk_widget_class_bind_template_child (widget_class, CckDocumentView, heading);
  gtk_widget_class_bind_template_child (widget_class, CckDocumentView, scroller);
}

static void
grow (gpointer user_data)
{
  CckDocumentView *self = user_data;

  if (self->view != NULL)
    gtk_widget_queue_resize (GTK_WIDGET (self->view));

  g_object_unref (self);
}

/* A text view knows its height once its lines are broken, and does not ask for it while it is given
 * its size: the last lines would stay cut off. */
static void
on_lines_broken (CckDocumentView *self)
{
  g_idle_add_once (grow, g_object_ref (self));
}

static void
cck_document_view_init (CckDocumentView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "notify::upper",
                           G_CALLBACK (on_lines_broken), self, G_CONNECT_SWAPPED);
}

void
cck_document_view_set_title (CckDocumentView *self,
                             const char      *title)
{
  g_return_if_fail (CCK_IS_DOCUMENT_VIEW (self));

  if (!g_set_str (&self->title, title))
    return;

  gtk_label_set_label (self->heading, title);

  if (self->view != NULL)
    name_view (self);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

void
cck_document_view_show (CckDocumentView *self,
                        CckJson         *json,
                        GBytes          *bytes,
                        gboolean         pretty)
{
  g_return_if_fail (CCK_IS_DOCUMENT_VIEW (self));

  if (json != NULL)
    cck_json_ref (json);

  if (bytes != NULL)
    g_bytes_ref (bytes);

  g_clear_pointer (&self->json, cck_json_unref);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  self->json = json;
  self->bytes = bytes;
  self->pretty = pretty;

  if (self->view != NULL)
    fill (self);

  gtk_widget_set_visible (GTK_WIDGET (self), json != NULL || bytes != NULL);
}
