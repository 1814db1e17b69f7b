/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-history-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cck-difference-row.h"
#include "cck-property-row.h"
#include "cck-template.h"
#include "cck-time-text.h"
#include "cck-visible-text.h"

#define DBUS "dbus "

struct _CckHistoryRow
{
  AdwExpanderRow parent_instance;

  GtkImage *icon;
  CckPropertyRow *fingerprint_row;
  CckPropertyRow *key_row;
  CckPropertyRow *algorithm_row;
  CckPropertyRow *expiry_row;
  CckPropertyRow *scope_row;
};

static const struct
{
  const char *icon_name;
  const char *css_class;
} looks[] = {
  [CCK_HISTORY_SIGNED_IN] = { "avatar-default-symbolic", NULL },
  [CCK_HISTORY_SIGNED_OUT] = { "system-log-out-symbolic", NULL },
  [CCK_HISTORY_ISSUED] = { "cck-live-symbolic", "success" },
  [CCK_HISTORY_USED] = { "edit-copy-symbolic", NULL },
  [CCK_HISTORY_REFRESHED] = { "view-refresh-symbolic", NULL },
  [CCK_HISTORY_ROTATED] = { "view-refresh-symbolic", "success" },
  [CCK_HISTORY_REUSED] = { "cck-warning-symbolic", "error" },
  [CCK_HISTORY_REVOKED] = { "cck-expired-symbolic", NULL },
  [CCK_HISTORY_CHECK_FAILED] = { "cck-failed-symbolic", "error" },
  [CCK_HISTORY_KEYS_CHANGED] = { "dialog-password-symbolic", "warning" },
};

G_DEFINE_FINAL_TYPE (CckHistoryRow, cck_history_row, ADW_TYPE_EXPANDER_ROW)

static const char *
get_token_name (const char *kind)
{
  if (g_strcmp0 (kind, "id") == 0)
    return _("ID token");

  return g_strcmp0 (kind, "refresh") == 0 ? _("Refresh token") : _("Access token");
}

static char *
dup_use (const CckHistoryEvent *event)
{
  const char *token = get_token_name (event->token_kind);
  const char *how = event->how != NULL ? event->how : "";
  g_autofree char *whom = NULL;

  if (g_str_equal (how, "copied"))
    /* Translators: the argument is a kind of token, such as “Access token” */
    return g_strdup_printf (_("%s copied"), token);

  if (g_str_equal (how, "printed"))
    return g_strdup_printf (_("%s printed by the command line"), token);

  if (!g_str_has_prefix (how, DBUS))
    return g_strdup_printf (_("%s used"), token);

  whom = cck_visible_text_new (how + strlen (DBUS), -1);

  /* Translators: a kind of token, and an application */
  return g_strdup_printf (_("%s given to %s"), token, whom);
}

static char *
dup_title (const CckHistoryEvent *event)
{
  g_autofree char *how = cck_visible_text_new (event->how != NULL ? event->how : "", -1);

  switch (event->kind)
    {
    case CCK_HISTORY_SIGNED_IN:
      return g_strdup (_("Signed in"));

    case CCK_HISTORY_SIGNED_OUT:
      return g_strdup (_("Signed out"));

    case CCK_HISTORY_ISSUED:
      return g_strdup_printf (_("%s issued"), get_token_name (event->token_kind));

    case CCK_HISTORY_USED:
      return dup_use (event);

    case CCK_HISTORY_REFRESHED:
      return g_strdup (_("Tokens refreshed"));

    case CCK_HISTORY_ROTATED:
      return g_strdup (_("Refresh token rotated"));

    case CCK_HISTORY_REUSED:
      return g_strdup (_("Refresh token was used twice"));

    case CCK_HISTORY_REVOKED:
      return g_strdup (_("Tokens revoked"));

    case CCK_HISTORY_CHECK_FAILED:
      /* Translators: the argument is a check, such as “signature” */
      return g_strdup_printf (_("Check failed: %s"), how);

    case CCK_HISTORY_KEYS_CHANGED:
      return g_strdup (_("The provider’s keys changed"));

    default:
      return how[0] != '\0' ? g_steal_pointer (&how) : g_strdup (_("Something else happened"));
    }
}

static gboolean
show_text (CckPropertyRow *row,
           const char     *text)
{
  g_autofree char *visible = text != NULL ? cck_visible_text_new (text, -1) : NULL;

  cck_property_row_set_value (row, visible);

  return visible != NULL && *visible != '\0';
}

/* What changed opens side by side; TRUE where anything did. */
static gboolean
show_difference (CckHistoryRow *self,
                 const char    *text)
{
  g_autoptr (GListModel) differences = cck_difference_list_from_text (text);
  guint n = g_list_model_get_n_items (differences);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CckDifference) difference = g_list_model_get_item (differences, i);

      adw_expander_row_add_row (ADW_EXPANDER_ROW (self), cck_difference_row_new (difference));
    }

  return n > 0;
}

static void
cck_history_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CCK_TYPE_HISTORY_ROW);

  G_OBJECT_CLASS (cck_history_row_parent_class)->dispose (object);
}

static void
cck_history_row_class_init (CckHistoryRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cck_history_row_dispose;

  g_type_ensure (CCK_TYPE_PROPERTY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-history-row"));
  gtk_widget_class_bind_template_child (widget_class, CckHistoryRow, icon);
  gtk_widget_class_bind_template_child (widget_class, CckHistoryRow, fingerprint_row);
  gtk_widget_class_bind_template_child (widget_class, CckHistoryRow, key_row);
  gtk_widget_class_bind_template_child (widget_class, CckHistoryRow, algorithm_row);
  gtk_widget_class_bind_template_child (widget_class, CckHistoryRow, expiry_row);
  gtk_widget_class_bind_template_child (widget_class, CckHistoryRow, scope_row);
}

static void
cck_history_row_init (CckHistoryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_look (CckHistoryRow  *self,
           CckHistoryKind  kind)
{
  if (kind >= G_N_ELEMENTS (looks))
    return;

  gtk_image_set_from_icon_name (self->icon, looks[kind].icon_name);

  if (looks[kind].css_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), looks[kind].css_class);
}

GtkWidget *
cck_history_row_new (CckHistoryEntry *entry,
                     gint64           now)
{
  const CckHistoryEvent *event;
  CckHistoryRow *self;
  g_autofree char *title = NULL;
  g_autofree char *clock = NULL;
  g_autofree char *expiry = NULL;
  gboolean more;

  g_return_val_if_fail (CCK_IS_HISTORY_ENTRY (entry), NULL);

  event = cck_history_entry_get_event (entry);
  self = g_object_new (CCK_TYPE_HISTORY_ROW, NULL);
  title = dup_title (event);
  clock = cck_time_text_clock (event->time, event->time);
  expiry = event->expires_at != 0 ? cck_time_text_moment (event->expires_at, now) : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), clock);
  show_look (self, event->kind);

  more = show_text (self->fingerprint_row, event->fingerprint);
  more = show_text (self->key_row, event->kid) || more;
  more = show_text (self->algorithm_row, event->alg) || more;
  more = show_text (self->expiry_row, expiry) || more;
  more = show_text (self->scope_row, event->scope) || more;
  more = show_difference (self, event->difference) || more;
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (self), more);

  return GTK_WIDGET (self);
}
