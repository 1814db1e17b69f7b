/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-raw-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cck-document-view.h"
#include "cck-jwe.h"
#include "cck-secret.h"
#include "cck-template.h"
#include "cck-verbatim.h"

#define REVEAL_SECONDS 30
/* Bytes that a label is given. */
#define MAX_TOKEN_SHOWN (8 * 1024)

struct _CckRawView
{
  AdwBin parent_instance;

  CckInspection *inspection;
  CckJson *answer;
  char *title;
  guint hide_id;
  GtkWindow *window; /* whose focus is followed while the token is revealed */

  AdwToggleGroup *format_group;
  CckDocumentView *header_view;
  CckDocumentView *inner_header_view;
  CckDocumentView *payload_view;
  GtkWidget *token_box;
  GtkLabel *token_label;
  GtkLabel *concealed_label;
  GtkToggleButton *reveal_button;
};

G_DEFINE_FINAL_TYPE (CckRawView, cck_raw_view, ADW_TYPE_BIN)

/* The header of an encrypted token as it was received. */
static GBytes *
dup_outer_header (CckInspection *inspection)
{
  g_autoptr (CckJwe) jwe = NULL;

  if (cck_inspection_get_format (inspection) != CCK_TOKEN_FORMAT_JWE)
    return NULL;

  jwe = cck_jwe_parse (cck_inspection_get_text (inspection), -1, NULL);

  return jwe != NULL ? g_bytes_ref (cck_jwe_get_header_bytes (jwe)) : NULL;
}

/* What was in an encrypted token and is no token itself. */
static void
show_content (CckRawView *self,
              GBytes     *content,
              gboolean    pretty)
{
  g_autoptr (CckJson) json = NULL;

  if (content != NULL)
    json = cck_json_parse_bytes (content, CCK_JSON_KEEP_DUPLICATES, NULL);

  cck_document_view_set_title (self->payload_view, _("Decrypted Content"));
  cck_document_view_show (self->payload_view, json, content, pretty);
}

static void
show_json (CckRawView *self)
{
  gboolean pretty = adw_toggle_group_get_active (self->format_group) == 0;
  CckInspection *inspection = self->inspection;
  g_autoptr (GBytes) outer = NULL;
  gboolean encrypted;
  CckJwt *jwt;

  if (inspection == NULL)
    {
      cck_document_view_set_title (self->header_view, _("Answer"));
      cck_document_view_show (self->header_view, self->answer, NULL, pretty);
      cck_document_view_show (self->inner_header_view, NULL, NULL, pretty);
      cck_document_view_show (self->payload_view, NULL, NULL, pretty);
      return;
    }

  jwt = cck_inspection_get_jwt (inspection);
  encrypted = cck_inspection_get_format (inspection) == CCK_TOKEN_FORMAT_JWE;
  outer = encrypted || jwt == NULL ? dup_outer_header (inspection)
                                   : g_bytes_ref (cck_jwt_get_header_bytes (jwt));

  cck_document_view_set_title (self->header_view, encrypted && jwt != NULL ? _("Outer Header") : _("Header"));
  cck_document_view_show (self->header_view, cck_inspection_get_header (inspection), outer, pretty);
  cck_document_view_show (self->inner_header_view,
                          encrypted && jwt != NULL ? cck_jwt_get_header (jwt) : NULL,
                          encrypted && jwt != NULL ? cck_jwt_get_header_bytes (jwt) : NULL, pretty);

  if (jwt == NULL)
    {
      show_content (self, cck_inspection_get_content (inspection), pretty);
      return;
    }

  cck_document_view_set_title (self->payload_view, _("Payload"));
  cck_document_view_show (self->payload_view, cck_jwt_get_payload (jwt),
                          cck_jwt_get_payload_bytes (jwt), pretty);
}

static void
on_hide_timeout (gpointer user_data)
{
  CckRawView *self = user_data;

  self->hide_id = 0;
  cck_raw_view_set_revealed (self, FALSE);
}

static void
on_window_active_changed (CckRawView *self)
{
  if (!gtk_window_is_active (self->window))
    cck_raw_view_set_revealed (self, FALSE);
}

static void
follow_window (CckRawView *self,
               gboolean    follow)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->window != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->window, self);
      g_clear_object (&self->window);
    }

  if (follow && GTK_IS_WINDOW (root))
    {
      self->window = g_object_ref (GTK_WINDOW (root));
      g_signal_connect_object (self->window, "notify::is-active",
                               G_CALLBACK (on_window_active_changed), self, G_CONNECT_SWAPPED);
    }
}

static void
show_token (CckRawView *self,
            gboolean    revealed)
{
  const char *token = self->inspection != NULL ? cck_inspection_get_text (self->inspection) : "";
  const char *more = strlen (token) > MAX_TOKEN_SHOWN ? "…" : "";
  char *shown = revealed ? g_strdup_printf ("%.*s%s", MAX_TOKEN_SHOWN, token, more) : NULL;

  gtk_label_set_label (self->token_label, shown != NULL ? shown : "");
  cck_secret_free_text (shown);
  gtk_widget_set_visible (GTK_WIDGET (self->token_label), revealed);
  gtk_widget_set_visible (GTK_WIDGET (self->concealed_label), !revealed);
  gtk_button_set_label (GTK_BUTTON (self->reveal_button), revealed ? _("_Hide") : _("Re_veal"));
}

/* Keys reveal it from wherever the page is scrolled to; where it is, the next layout says. */
static gboolean
scroll_to_token (GtkWidget     *widget,
                 GdkFrameClock *clock,
                 gpointer       user_data)
{
  CckRawView *self = CCK_RAW_VIEW (widget);
  GtkWidget *viewport;

  if (gtk_widget_get_visible (GTK_WIDGET (self->token_label)) &&
      gtk_widget_get_height (GTK_WIDGET (self->token_label)) == 0)
    return G_SOURCE_CONTINUE;

  viewport = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_VIEWPORT);

  if (viewport != NULL)
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), GTK_WIDGET (self->token_label), NULL);

  return G_SOURCE_REMOVE;
}

static void
on_reveal_toggled (CckRawView *self)
{
  gboolean revealed = gtk_toggle_button_get_active (self->reveal_button);

  g_clear_handle_id (&self->hide_id, g_source_remove);

  follow_window (self, revealed);
  show_token (self, revealed);

  if (revealed)
    {
      self->hide_id = g_timeout_add_seconds_once (REVEAL_SECONDS, on_hide_timeout, self);
      gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_to_token, NULL, NULL);
    }
}

static void
on_format_changed (CckRawView *self)
{
  show_json (self);
}

static void
cck_raw_view_unmap (GtkWidget *widget)
{
  cck_raw_view_set_revealed (CCK_RAW_VIEW (widget), FALSE);

  GTK_WIDGET_CLASS (cck_raw_view_parent_class)->unmap (widget);
}

static void
cck_raw_view_dispose (GObject *object)
{
  CckRawView *self = CCK_RAW_VIEW (object);

  g_clear_handle_id (&self->hide_id, g_source_remove);
  follow_window (self, FALSE);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CCK_TYPE_RAW_VIEW);
  g_clear_pointer (&self->inspection, cck_inspection_unref);
  g_clear_pointer (&self->answer, cck_json_unref);
  g_clear_pointer (&self->title, g_free);

  G_OBJECT_CLASS (cck_raw_view_parent_class)->dispose (object);
}

static void
cck_raw_view_class_init (CckRawViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cck_raw_view_dispose;
  widget_class->unmap = cck_raw_view_unmap;

  g_type_ensure (CCK_TYPE_DOCUMENT_VIEW);

  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-raw-view"));
  gtk_widget_class_bind_template_child (widget_class, CckRawView, format_group);
  gtk_widget_class_bind_template_child (widget_class, CckRawView, header_view);
  gtk_widget_class_bind_template_child (widget_class, CckRawView, inner_header_view);
  gtk_widget_class_bind_template_child (widget_class, CckRawView, payload_view);
  gtk_widget_class_bind_template_child (widget_class, CckRawView, token_box);
  gtk_widget_class_bind_template_child (widget_class, CckRawView, token_label);
  gtk_widget_class_bind_template_child (widget_class, CckRawView, concealed_label);
  gtk_widget_class_bind_template_child (widget_class, CckRawView, reveal_button);
  gtk_widget_class_bind_template_callback (widget_class, on_format_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_reveal_toggled);
}

static void
cck_raw_view_init (CckRawView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  cck_verbatim_label (self->token_label);
}

void
cck_raw_view_set_inspection (CckRawView    *self,
                             CckInspection *inspection,
                             const char    *title)
{
  g_autofree char *concealed = NULL;

  g_return_if_fail (CCK_IS_RAW_VIEW (self));
  g_return_if_fail (title != NULL);

  if (inspection != NULL)
    cck_inspection_ref (inspection);

  g_clear_pointer (&self->inspection, cck_inspection_unref);
  g_clear_pointer (&self->answer, cck_json_unref);
  gtk_widget_set_visible (self->token_box, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->format_group), TRUE);
  self->inspection = inspection;
  g_set_str (&self->title, title);

  /* Translators: the argument is “Access token” or “ID token” */
  concealed = g_strdup_printf (_("%s, hidden"), title);
  gtk_label_set_label (self->concealed_label, concealed);
  gtk_widget_set_sensitive (GTK_WIDGET (self->reveal_button), inspection != NULL);

  cck_raw_view_set_revealed (self, FALSE);
  show_token (self, FALSE);
  show_json (self);
}

void
cck_raw_view_set_answer (CckRawView *self,
                         CckJson    *answer)
{
  g_return_if_fail (CCK_IS_RAW_VIEW (self));
  g_return_if_fail (answer != NULL);

  cck_raw_view_set_revealed (self, FALSE);
  g_clear_pointer (&self->inspection, cck_inspection_unref);
  g_clear_pointer (&self->answer, cck_json_unref);
  self->answer = cck_json_ref (answer);
  gtk_widget_set_visible (self->token_box, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->format_group), FALSE);
  show_token (self, FALSE);
  show_json (self);
}

void
cck_raw_view_set_revealed (CckRawView *self,
                           gboolean    revealed)
{
  g_return_if_fail (CCK_IS_RAW_VIEW (self));

  if (self->reveal_button != NULL)
    gtk_toggle_button_set_active (self->reveal_button, revealed);
}

gboolean
cck_raw_view_get_revealed (CckRawView *self)
{
  g_return_val_if_fail (CCK_IS_RAW_VIEW (self), FALSE);

  return gtk_toggle_button_get_active (self->reveal_button);
}
