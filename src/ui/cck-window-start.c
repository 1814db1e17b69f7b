/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window shows first. */

#include "cck-window-private.h"

static gboolean
restore_account (CckWindow *self)
{
  g_autofree char *id = g_settings_get_string (self->settings, "selected-account");
  CckAccount *account = cck_account_store_get_by_id (cck_session_get_accounts (self->session), id);

  if (account != NULL)
    cck_sidebar_select_account (self->sidebar, account);

  return account != NULL;
}

static gboolean
restore_provider (CckWindow *self)
{
  g_autofree char *id = g_settings_get_string (self->settings, "selected-provider");
  CckProvider *provider = cck_window_find_provider (self, id);

  return provider != NULL && cck_sidebar_select_provider (self->sidebar, provider);
}

static gboolean
restore_inspector (CckWindow *self)
{
  cck_sidebar_select_inspector (self->sidebar);

  return TRUE;
}

/* The page seen last. What was on it is read anew, and the inspector is empty. */
static void
restore_page (CckWindow *self)
{
  static const struct
  {
    const char *name;
    gboolean (*restore) (CckWindow *self);
  } pages[] = {
    { "account", restore_account },
    { "provider", restore_provider },
    { "inspector", restore_inspector },
  };
  g_autofree char *page = g_settings_get_string (self->settings, "selected-page");
  gboolean restored = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      if (g_str_equal (pages[i].name, page))
        restored = pages[i].restore (self);
    }

  if (!restored && !restore_account (self))
    cck_sidebar_select_first (self->sidebar);
}

void
cck_window_fill (CckWindow *self)
{
  if (self->filled)
    return;

  self->filled = TRUE;
  cck_session_load_now (self->session);
  cck_sidebar_setup (self->sidebar, self->session, self->ticker);
  restore_page (self);
  cck_window_update_root (self);
}

static DexFuture *
on_loaded (DexFuture *future,
           gpointer   user_data)
{
  CckWindow *self = user_data;

  if (self->sidebar != NULL)
    cck_window_fill (self);

  return dex_future_new_true ();
}

static void
on_first_frame (CckWindow     *self,
                GdkFrameClock *clock)
{
  g_signal_handlers_disconnect_by_func (clock, on_first_frame, self);

  if (!self->filled)
    dex_future_disown (dex_future_finally (cck_session_load (self->session), on_loaded,
                                           g_object_ref (self), g_object_unref));
}

/* A window is on the screen before the first file is opened, however many there are. */
void
cck_window_fill_after_frame (CckWindow *self)
{
  if (!self->filled)
    g_signal_connect_object (gtk_widget_get_frame_clock (GTK_WIDGET (self)), "after-paint",
                             G_CALLBACK (on_first_frame), self, G_CONNECT_SWAPPED);
}
