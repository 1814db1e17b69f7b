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

  GListStore *groups[CCK_CLAIM_N_GROUPS];

  GtkStack *stack;
  AdwStatusPage *note_page;
  CckClaimSection *identity;
  CckClaimSection *lifetime;
  CckClaimSection *audience;
  CckClaimSection *authentication;
  CckClaimSection *other;
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

static void
fill_groups (CckClaimsView *self,
             CckJson       *payload,
             gint64         now)
{
  const CckJsonValue *value;
  const char *name;
  gsize length;
  CckJsonIter iter;

  cck_json_iter_init (&iter, cck_json_get_root (payload));

  while (cck_json_iter_next (&iter, &name, &length, &value))
    {
      g_autoptr (CckClaimItem) item = cck_claim_item_new (payload, name, length, value, now);

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
  gtk_stack_set_visible_child_name (self->stack, "note");
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
  else if (cck_inspection_get_kind (inspection) == CCK_INSPECTION_ENCRYPTED)
    show_note (self, _("Encrypted Token"),
               _("This token is encrypted. Only who has its key can read it."));
  else if (jwt != NULL)
    show_note (self, _("No Claims"), _("The payload is signed data, but not a set of claims."));
  else
    show_note (self, _("Opaque Token"), _("This token is opaque. Only the provider can read it."));
}

void
cck_claims_view_set_problem (CckClaimsView *self,
                             const char    *message)
{
  g_autofree char *markup = NULL;

  g_return_if_fail (CCK_IS_CLAIMS_VIEW (self));

  if (message != NULL)
    markup = g_markup_escape_text (message, -1);

  show_claims (self, NULL, 0);
  show_note (self, _("No Token to Show"), markup);
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
