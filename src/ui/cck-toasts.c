/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-toasts.h"

#include <glib/gi18n.h>

#include "cck-browser.h"

/* Longer than news: somebody has to read it, be startled and find the button. */
#define UNDO_SECONDS 10

struct _CckToasts
{
  GObject parent_instance;

  AdwToastOverlay *overlay;
  AdwToast *last;
  GQueue offers; /* what can be undone, the last one first */
};

G_DEFINE_FINAL_TYPE (CckToasts, cck_toasts, G_TYPE_OBJECT)

/* Something that is done and can be undone while its toast lasts. */
typedef struct
{
  char *text;
  AdwToast *toast;
  void (*undo) (gpointer user_data);
  void (*finish) (gpointer user_data);
  gpointer user_data;
} Offer;

static Offer *
find_offer (CckToasts *self,
            AdwToast  *toast)
{
  for (GList *link = self->offers.head; link != NULL; link = link->next)
    {
      Offer *offer = link->data;

      if (offer->toast == toast)
        return offer;
    }

  return NULL;
}

/* Its toast goes, wherever it waits, and is not listened to any more. */
static void
end_offer (CckToasts *self,
           Offer     *offer)
{
  g_signal_handlers_disconnect_by_data (offer->toast, self);
  adw_toast_dismiss (offer->toast);
  g_queue_remove (&self->offers, offer);
  offer->finish (offer->user_data);
  g_object_unref (offer->toast);
  g_free (offer->text);
  g_free (offer);
}

static void
on_undo_clicked (AdwToast  *toast,
                 CckToasts *self)
{
  Offer *offer = find_offer (self, toast);

  if (offer == NULL)
    return;

  offer->undo (offer->user_data);
  end_offer (self, offer);
}

static void
on_offer_dismissed (AdwToast  *toast,
                    CckToasts *self)
{
  Offer *offer = find_offer (self, toast);

  if (offer != NULL)
    end_offer (self, offer);
}

static void
show_offer (CckToasts *self,
            Offer     *offer)
{
  g_autoptr (AdwToast) toast = g_object_ref_sink (adw_toast_new (offer->text));

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_undo_clicked), self, 0);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (on_offer_dismissed), self, 0);
  g_set_object (&offer->toast, toast);
  adw_toast_overlay_add_toast (self->overlay, g_object_ref (toast));
}

/* What was offered before waits until @toast, which is taken, has gone, and has its whole time again.
 * A toast that is shown can't be shown again later, so each gets another one. */
static void
show_before_offers (CckToasts *self,
                    AdwToast  *toast)
{
  for (GList *link = self->offers.head; link != NULL; link = link->next)
    {
      Offer *offer = link->data;

      g_signal_handlers_disconnect_by_data (offer->toast, self);
      adw_toast_dismiss (offer->toast);
    }

  if (toast != NULL)
    adw_toast_overlay_add_toast (self->overlay, toast);

  for (GList *link = self->offers.head; link != NULL; link = link->next)
    show_offer (self, link->data);
}

static void
on_link_clicked (AdwToast  *toast,
                 CckToasts *self)
{
  const char *uri = g_object_get_data (G_OBJECT (toast), "uri");

  cck_browser_show (GTK_WIDGET (self->overlay), uri);
}

static void
cck_toasts_dispose (GObject *object)
{
  CckToasts *self = CCK_TOASTS (object);

  /* What was not undone is over. */
  while (!g_queue_is_empty (&self->offers))
    end_offer (self, g_queue_peek_head (&self->offers));

  g_clear_weak_pointer (&self->last);
  g_clear_object (&self->overlay);

  G_OBJECT_CLASS (cck_toasts_parent_class)->dispose (object);
}

static void
cck_toasts_class_init (CckToastsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cck_toasts_dispose;
}

static void
cck_toasts_init (CckToasts *self)
{
  g_queue_init (&self->offers);
}

CckToasts *
cck_toasts_new (AdwToastOverlay *overlay)
{
  CckToasts *self;

  g_return_val_if_fail (ADW_IS_TOAST_OVERLAY (overlay), NULL);

  self = g_object_new (CCK_TYPE_TOASTS, NULL);
  self->overlay = g_object_ref (overlay);

  return self;
}

static AdwToast *
add (CckToasts  *self,
     const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  cck_toasts_dismiss_last (self);
  adw_toast_set_use_markup (toast, FALSE);
  g_set_weak_pointer (&self->last, toast);

  return toast;
}

void
cck_toasts_tell (CckToasts  *self,
                 const char *text)
{
  g_return_if_fail (CCK_IS_TOASTS (self));

  show_before_offers (self, add (self, text));
}

void
cck_toasts_tell_link (CckToasts  *self,
                      const char *text,
                      const char *label,
                      const char *uri)
{
  AdwToast *toast;

  g_return_if_fail (CCK_IS_TOASTS (self));
  g_return_if_fail (uri != NULL);

  toast = add (self, text);
  adw_toast_set_button_label (toast, label);
  g_object_set_data_full (G_OBJECT (toast), "uri", g_strdup (uri), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_link_clicked), self, 0);
  show_before_offers (self, toast);
}

void
cck_toasts_tell_details (CckToasts  *self,
                         const char *text,
                         const char *action,
                         GVariant   *target)
{
  AdwToast *toast;

  g_return_if_fail (CCK_IS_TOASTS (self));
  g_return_if_fail (action != NULL);

  toast = add (self, text);
  adw_toast_set_button_label (toast, _("_Details"));
  adw_toast_set_action_name (toast, action);
  adw_toast_set_action_target_value (toast, target);
  show_before_offers (self, toast);
}

void
cck_toasts_dismiss_last (CckToasts *self)
{
  g_return_if_fail (CCK_IS_TOASTS (self));

  if (self->last != NULL)
    adw_toast_dismiss (self->last);
}

void
cck_toasts_offer_undo (CckToasts  *self,
                       const char *text,
                       void      (*undo) (gpointer user_data),
                       void      (*finish) (gpointer user_data),
                       gpointer    user_data)
{
  Offer *offer;

  g_return_if_fail (CCK_IS_TOASTS (self));

  offer = g_new0 (Offer, 1);
  offer->text = g_strdup (text);
  offer->undo = undo;
  offer->finish = finish;
  offer->user_data = user_data;
  offer->toast = g_object_ref_sink (adw_toast_new (text));
  g_queue_push_head (&self->offers, offer);
  /* Seconds count: it does not wait behind older news. */
  cck_toasts_dismiss_last (self);
  show_before_offers (self, NULL);
}

gboolean
cck_toasts_undo (CckToasts *self)
{
  Offer *offer;

  g_return_val_if_fail (CCK_IS_TOASTS (self), FALSE);

  offer = g_queue_peek_head (&self->offers);

  if (offer == NULL)
    return FALSE;

  offer->undo (offer->user_data);
  end_offer (self, offer);

  return TRUE;
}

void
cck_toasts_finish (CckToasts *self)
{
  g_return_if_fail (CCK_IS_TOASTS (self));

  while (!g_queue_is_empty (&self->offers))
    end_offer (self, g_queue_peek_head (&self->offers));
}
