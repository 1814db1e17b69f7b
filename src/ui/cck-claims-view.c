/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-claims-view.h"

#include <glib/gi18n.h>

#include "cck-claim-item.h"
#include "cck-claim-section.h"
#include "cck-template.h"

struct _CckClaimsView
{
  AdwBin parent_instance;

  gboolean introspectable;
  GListStore *groups[CCK_CLAIM_N_GROUPS];

  GtkStack *stack;
  AdwStatusPage *note_page;
  GtkWidget *introspect_button;
  CckClaimSection *identity;
  CckClaimSection *lifetime;
  CckClaimSection *audience;
  CckClaimSection *authentication;
  CckClaimSection *other;
};

static const char * const format_titles[CCK_TOKEN_N_FORMATS] = {
  [CCK_TOKEN_FORMAT_OPAQUE] = N_("Opaque Token"),
  [CCK_TOKEN_FORMAT_JWS] = N_("Signed Token"),
  [CCK_TOKEN_FORMAT_JWE] = N_("Encrypted Token"),
  [CCK_TOKEN_FORMAT_SD_JWT] = N_("SD-JWT"),
  [CCK_TOKEN_FORMAT_JWS_JSON] = N_("Signed JSON"),
  [CCK_TOKEN_FORMAT_JWE_JSON] = N_("Encrypted JSON"),
  [CCK_TOKEN_FORMAT_PASETO] = N_("PASETO"),
  [CCK_TOKEN_FORMAT_BISCUIT] = N_("Biscuit"),
  [CCK_TOKEN_FORMAT_MACAROON] = N_("Macaroon"),
};

G_DEFINE_FINAL_TYPE (CckClaimsView, cck_claims_view, ADW_TYPE_BIN)

static void
cck_claims_view_dispose (GObject *object)
{
  CckClaimsView *self = CCK_CLAIMS_VIEW (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CCK_TYPE_CLAIMS_VIEW);

  for (guint i = 0; i < CCK_CLAIM_N_GROUPS; i++)
    g_clear_object (&self->groups[i]);

  G_OBJECT_CLASS (cck_claims_view_parent_class)->dispose (object);
}

static void
cck_claims_view_class_init (CckClaimsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cck_claims_view_dispose;

  g_type_ensure (CCK_TYPE_CLAIM_SECTION);

  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-claims-view"));
  gtk_widget_class_bind_template_child (widget_class, CckClaimsView, stack);
  gtk_widget_class_bind_template_child (widget_class, CckClaimsView, note_page);
  gtk_widget_class_bind_template_child (widget_class, CckClaimsView, introspect_button);
  gtk_widget_class_bind_template_child (widget_class, CckClaimsView, identity);
  gtk_widget_class_bind_template_child (widget_class, CckClaimsView, lifetime);
  gtk_widget_class_bind_template_child (widget_class, CckClaimsView, audience);
  gtk_widget_class_bind_template_child (widget_class, CckClaimsView, authentication);
  gtk_widget_class_bind_template_child (widget_class, CckClaimsView, other);
}

static void
cck_claims_view_init (CckClaimsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Both are shown, and both say it. */
static void
mark_repeated (GHashTable   *by_name,
               const char   *name,
               gsize         length,
               CckClaimItem *item)
{
  g_autoptr (GBytes) key = g_bytes_new (name, length);
  CckClaimItem *first = g_hash_table_lookup (by_name, key);

  if (first == NULL)
    {
      g_hash_table_insert (by_name, g_steal_pointer (&key), g_object_ref (item));
      return;
    }

  cck_claim_item_set_repeated (first, TRUE);
  cck_claim_item_set_repeated (item, TRUE);
}

static void
fill_groups (CckClaimsView *self,
             CckJson       *payload,
             gint64         now)
{
  const CckJsonValue *value;
  const char *name;
  gsize length;
  CckJsonIter iter;
  g_autoptr (GHashTable) by_name = NULL;

  if (cck_json_get_n_duplicates (payload) > 0)
    by_name = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref,
                                     g_object_unref);

  cck_json_iter_init (&iter, cck_json_get_root (payload));

  while (cck_json_iter_next (&iter, &name, &length, &value))
    {
      g_autoptr (CckClaimItem) item = cck_claim_item_new (payload, name, length, value, now);

      if (by_name != NULL)
        mark_repeated (by_name, name, length, item);

      g_list_store_append (self->groups[cck_claim_item_get_group (item)], item);
    }
}

static void
show_claims (CckClaimsView *self,
             CckJson       *payload,
             gint64         now)
{
  CckClaimSection *sections[CCK_CLAIM_N_GROUPS] = {
    [CCK_CLAIM_GROUP_IDENTITY] = self->identity,
    [CCK_CLAIM_GROUP_LIFETIME] = self->lifetime,
    [CCK_CLAIM_GROUP_AUDIENCE] = self->audience,
    [CCK_CLAIM_GROUP_AUTHENTICATION] = self->authentication,
    [CCK_CLAIM_GROUP_OTHER] = self->other,
  };

  for (guint i = 0; i < CCK_CLAIM_N_GROUPS; i++)
    {
      g_clear_object (&self->groups[i]);
      self->groups[i] = g_list_store_new (CCK_TYPE_CLAIM_ITEM);
    }

  if (payload != NULL)
    fill_groups (self, payload, now);

  for (guint i = 0; i < CCK_CLAIM_N_GROUPS; i++)
    cck_claim_section_set_items (sections[i], cck_claim_group_get_title (i),
                                 G_LIST_MODEL (self->groups[i]));
}

static void
show_note (CckClaimsView *self,
           const char    *title,
           const char    *description)
{
  adw_status_page_set_title (self->note_page, title);
  adw_status_page_set_description (self->note_page, description);
  gtk_widget_set_visible (self->introspect_button, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "note");
}

/* What can't be read has a name, and the session says what can be done with it. */
static void
show_format (CckClaimsView *self,
             CckInspection *inspection)
{
  CckTokenFormat format = cck_inspection_get_format (inspection);
  const char *sentence = cck_inspection_get_sentence (inspection);
  g_autofree char *markup = g_markup_escape_text (sentence != NULL ? sentence : "", -1);
  gboolean decrypted = cck_inspection_get_content (inspection) != NULL;

  show_note (self, decrypted ? _("Decrypted Token") : _(format_titles[format]), markup);
  gtk_widget_set_visible (self->introspect_button,
                          self->introspectable && format == CCK_TOKEN_FORMAT_OPAQUE);
}

void
cck_claims_view_set_inspection (CckClaimsView *self,
                                CckInspection *inspection,
                                gint64         now)
{
  CckJwt *jwt = NULL;
  CckJson *payload = NULL;

  g_return_if_fail (CCK_IS_CLAIMS_VIEW (self));

  if (inspection != NULL)
    jwt = cck_inspection_get_jwt (inspection);

  if (jwt != NULL)
    payload = cck_jwt_get_payload (jwt);

  show_claims (self, payload, now);

  if (payload != NULL)
    gtk_stack_set_visible_child_name (self->stack, "claims");
  else if (inspection == NULL)
    gtk_stack_set_visible_child_name (self->stack, "nothing");
  else if (jwt != NULL)
    show_note (self, _("No Claims"), _("The payload is signed data, but not a set of claims."));
  else
    show_format (self, inspection);
}

void
cck_claims_view_set_answer (CckClaimsView *self,
                            CckJson       *answer,
                            gint64         now)
{
  g_return_if_fail (CCK_IS_CLAIMS_VIEW (self));
  g_return_if_fail (answer != NULL);

  show_claims (self, answer, now);
  gtk_stack_set_visible_child_name (self->stack, "claims");
}

void
cck_claims_view_set_introspectable (CckClaimsView *self,
                                    gboolean       introspectable)
{
  g_return_if_fail (CCK_IS_CLAIMS_VIEW (self));

  self->introspectable = introspectable;
}

void
cck_claims_view_set_problem (CckClaimsView *self,
                             const char    *heading,
                             const char    *message)
{
  g_autofree char *markup = NULL;

  g_return_if_fail (CCK_IS_CLAIMS_VIEW (self));

  if (message != NULL)
    markup = g_markup_escape_text (message, -1);

  show_claims (self, NULL, 0);
  show_note (self, heading, markup);
}

void
cck_claims_view_set_now (CckClaimsView *self,
                         gint64         now)
{
  g_return_if_fail (CCK_IS_CLAIMS_VIEW (self));

  for (guint group = 0; group < CCK_CLAIM_N_GROUPS; group++)
    {
      GListModel *items = (GListModel *) self->groups[group];
      guint n = items != NULL ? g_list_model_get_n_items (items) : 0;

      /* Times have names that are known; what nobody knows need not be walked. */
      if (group == CCK_CLAIM_GROUP_OTHER && n > 100)
        continue;

      for (guint i = 0; i < n; i++)
        {
          g_autoptr (CckClaimItem) item = g_list_model_get_item (G_LIST_MODEL (self->groups[group]),
                                                                 i);

          cck_claim_item_set_now (item, now);
        }
    }
}
