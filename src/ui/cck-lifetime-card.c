/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-lifetime-card.h"

#include <glib/gi18n.h>

#include "cck-account-status.h"
#include "cck-lifetime-ring.h"
#include "cck-template.h"
#include "cck-time-text.h"

/* Seconds at which somebody who does not see the ring is told. */
static const gint64 announced[] = { 5 * 60, 60, 0 };

struct _CckLifetimeCard
{
  AdwBin parent_instance;

  char *account_id;
  gint64 last_left;

  CckLifetimeRing *ring;
  GtkLabel *left_label;
  GtkLabel *until_label;
  GtkLabel *refreshed_label;
  GtkLabel *clock_label;
};

G_DEFINE_FINAL_TYPE (CckLifetimeCard, cck_lifetime_card, ADW_TYPE_BIN)

static char *
dup_until (CckAccount *account,
           gint64      now)
{
  gint64 expires_at = cck_account_get_expires_at (account);
  g_autofree char *clock = NULL;

  if (cck_account_get_state (account) != CCK_ACCOUNT_SIGNED_IN)
    return g_strdup (_("Sign in to get new tokens"));

  if (expires_at == 0)
    return g_strdup (_("The provider did not say when the access token ends"));

  clock = cck_time_text_clock (expires_at, now);

  /* Translators: the argument is a time such as “14:32” */
  return g_strdup_printf (_("Access token, until %s"), clock);
}

static char *
dup_left (CckAccount *account,
          gint64      now)
{
  if (cck_account_get_state (account) != CCK_ACCOUNT_SIGNED_IN ||
      cck_account_get_expires_at (account) == 0)
    return cck_account_dup_status (account, now);

  return cck_time_text_left (cck_account_get_expires_at (account), now);
}

static char *
dup_refreshed (CckAccount *account,
               gint64      now)
{
  guint rotations = cck_account_get_rotation_count (account);
  gint64 refreshed_at = cck_account_get_refreshed_at (account);
  g_autofree char *clock = NULL;
  g_autofree char *when = NULL;
  g_autofree char *how_often = NULL;

  if (cck_account_get_state (account) != CCK_ACCOUNT_SIGNED_IN)
    return g_strdup ("");

  if (refreshed_at == 0)
    return g_strdup (cck_account_get_has_refresh_token (account) ? _("Not refreshed yet")
                                                                 : _("No refresh token"));

  clock = cck_time_text_clock (refreshed_at, now);
  /* Translators: the argument is a time such as “14:20” */
  when = g_strdup_printf (_("Refreshed at %s."), clock);

  if (rotations == 0)
    return g_steal_pointer (&when);

  how_often = g_strdup_printf (ngettext ("Refresh token rotated %u time.",
                                         "Refresh token rotated %u times.", rotations),
                               rotations);

  return g_strconcat (when, " ", how_often, NULL);
}

static char *
dup_clock (gint64 offset)
{
  g_autofree char *duration = NULL;

  if (offset == 0)
    return g_strdup ("");

  duration = cck_time_text_duration (ABS (offset));

  /* Translators: the argument is a duration such as “95 s” */
  return g_strdup_printf (offset > 0 ? _("Provider clock is %s ahead")
                                     : _("Provider clock is %s behind"), duration);
}

static void
set_label (GtkLabel *label,
           char     *text)
{
  g_autofree char *owned = text;

  if (g_strcmp0 (gtk_label_get_label (label), owned) != 0)
    gtk_label_set_label (label, owned);

  gtk_widget_set_visible (GTK_WIDGET (label), *owned != '\0');
}

/* At five minutes, at one and at the end, each once. */
static void
announce (CckLifetimeCard *self,
          CckAccount      *account,
          gint64           now)
{
  gint64 left = cck_account_get_expires_at (account) - now;
  gboolean same = !g_set_str (&self->account_id, cck_account_get_id (account));

  for (guint i = 0; same && i < G_N_ELEMENTS (announced); i++)
    {
      if (self->last_left > announced[i] && left <= announced[i] &&
          gtk_widget_get_mapped (GTK_WIDGET (self)))
        {
          g_autofree char *text = cck_time_text_left (cck_account_get_expires_at (account), now);

          gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                                   GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
          break;
        }
    }

  self->last_left = left;
}

static void
cck_lifetime_card_dispose (GObject *object)
{
  CckLifetimeCard *self = CCK_LIFETIME_CARD (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CCK_TYPE_LIFETIME_CARD);
  g_clear_pointer (&self->account_id, g_free);

  G_OBJECT_CLASS (cck_lifetime_card_parent_class)->dispose (object);
}

static void
cck_lifetime_card_class_init (CckLifetimeCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cck_lifetime_card_dispose;

  g_type_ensure (CCK_TYPE_LIFETIME_RING);

  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-lifetime-card"));
  gtk_widget_class_bind_template_child (widget_class, CckLifetimeCard, ring);
  gtk_widget_class_bind_template_child (widget_class, CckLifetimeCard, left_label);
  gtk_widget_class_bind_template_child (widget_class, CckLifetimeCard, until_label);
  gtk_widget_class_bind_template_child (widget_class, CckLifetimeCard, refreshed_label);
  gtk_widget_class_bind_template_child (widget_class, CckLifetimeCard, clock_label);
}

static void
cck_lifetime_card_init (CckLifetimeCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cck_lifetime_card_show (CckLifetimeCard *self,
                        CckAccount      *account,
                        gint64           clock_offset,
                        gint64           now)
{
  gint64 expires_at;

  g_return_if_fail (CCK_IS_LIFETIME_CARD (self));
  g_return_if_fail (CCK_IS_ACCOUNT (account));

  expires_at = cck_account_get_expires_at (account);

  if (cck_account_get_state (account) != CCK_ACCOUNT_SIGNED_IN)
    expires_at = now;

  cck_lifetime_ring_set_life (self->ring, cck_account_get_issued_at (account), expires_at, now);
  set_label (self->left_label, dup_left (account, now));
  set_label (self->until_label, dup_until (account, now));
  set_label (self->refreshed_label, dup_refreshed (account, now));
  set_label (self->clock_label, dup_clock (clock_offset));
  announce (self, account, now);
}
