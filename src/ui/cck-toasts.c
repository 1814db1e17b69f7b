/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-toasts.h"

struct _CckToasts
{
  GObject parent_instance;

  AdwToastOverlay *overlay;
  AdwToast *last;
};

G_DEFINE_FINAL_TYPE (CckToasts, cck_toasts, G_TYPE_OBJECT)

static void
on_link_clicked (AdwToast  *toast,
                 CckToasts *self)
{
  const char *uri = g_object_get_data (G_OBJECT (toast), "uri");
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->overlay));
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);

  gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, NULL,
                           NULL);
}

static void
cck_toasts_dispose (GObject *object)
{
  CckToasts *self = CCK_TOASTS (object);

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

  adw_toast_overlay_add_toast (self->overlay, add (self, text));
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
  adw_toast_overlay_add_toast (self->overlay, toast);
}

void
cck_toasts_dismiss_last (CckToasts *self)
{
  g_return_if_fail (CCK_IS_TOASTS (self));

  if (self->last != NULL)
    adw_toast_dismiss (self->last);
}
