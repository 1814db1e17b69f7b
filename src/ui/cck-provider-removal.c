/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-provider-removal.h"

#include <glib/gi18n.h>

#include "cck-account-status.h"
#include "cck-problem.h"
#include "cck-removal.h"

typedef struct
{
  CckSession *session;
  CckProvider *provider;
  CckAccount *account;
  CckSidebar *sidebar;
  AdwToastOverlay *toasts;
} Removal;

static void
removal_free (Removal *removal)
{
  g_object_unref (removal->session);
  g_object_unref (removal->provider);
  g_clear_object (&removal->account);
  g_object_unref (removal->sidebar);
  g_object_unref (removal->toasts);
  g_free (removal);
}

static void
on_undo (AdwToast *toast,
         Removal  *removal)
{
  cck_sidebar_set_hidden (removal->sidebar, cck_provider_get_id (removal->provider), FALSE);

  if (removal->account != NULL)
    cck_sidebar_select_account (removal->sidebar, removal->account);
}

static DexFuture *
on_removed (DexFuture *future,
            gpointer   user_data)
{
  Removal *removal = user_data;
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (future, &error) == NULL)
    {
      g_autoptr (CckProblem) problem = cck_problem_new_from_error (error);
      AdwToast *toast = adw_toast_new (problem->message);

      adw_toast_set_use_markup (toast, FALSE);
      adw_toast_overlay_add_toast (removal->toasts, toast);
      cck_sidebar_set_hidden (removal->sidebar, cck_provider_get_id (removal->provider), FALSE);
    }

  return dex_future_new_true ();
}

static void
on_over (gpointer data)
{
  removal_free (data);
  g_application_release (g_application_get_default ());
}

static void
on_dismissed (AdwToast *toast,
              Removal  *removal)
{
  /* Undone, or in use again meanwhile. */
  if (!cck_sidebar_is_hidden (removal->sidebar, cck_provider_get_id (removal->provider)))
    {
      removal_free (removal);
      return;
    }

  /* The window may be closing: the process waits until nothing is left behind. */
  g_application_hold (g_application_get_default ());
  dex_future_disown (dex_future_finally (cck_session_remove_provider (removal->session,
                                                                      removal->provider),
                                         on_removed, removal, on_over));
}

void
cck_provider_removal_offer (CckSession      *session,
                            CckProvider     *provider,
                            CckAccount      *account,
                            CckSidebar      *sidebar,
                            AdwToastOverlay *toasts)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  Removal *removal;
  AdwToast *toast;

  g_return_if_fail (CCK_IS_SESSION (session));
  g_return_if_fail (CCK_IS_PROVIDER (provider));

  removal = g_new0 (Removal, 1);
  removal->session = g_object_ref (session);
  removal->provider = g_object_ref (provider);
  g_set_object (&removal->account, account);
  removal->sidebar = g_object_ref (sidebar);
  removal->toasts = g_object_ref (toasts);

  name = cck_provider_dup_title (provider);
  /* Translators: the argument is a provider’s name */
  text = g_strdup_printf (_("“%s” removed"), name);
  toast = adw_toast_new (text);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _("_Undo"));
  g_signal_connect (toast, "button-clicked", G_CALLBACK (on_undo), removal);
  g_signal_connect (toast, "dismissed", G_CALLBACK (on_dismissed), removal);

  cck_sidebar_set_hidden (sidebar, cck_provider_get_id (provider), TRUE);
  adw_toast_overlay_add_toast (toasts, toast);
}
