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
  CckSidebarItem *shown;
  CckSidebar *sidebar;
  CckToasts *toasts;
} Removal;

static void
removal_free (Removal *removal)
{
  g_object_unref (removal->session);
  g_object_unref (removal->provider);
  g_clear_object (&removal->shown);
  g_object_unref (removal->sidebar);
  g_object_unref (removal->toasts);
  g_free (removal);
}

static void
undo (gpointer data)
{
  Removal *removal = data;

  cck_sidebar_set_hidden (removal->sidebar, cck_provider_get_id (removal->provider), FALSE);

  if (removal->shown != NULL)
    cck_sidebar_select_item (removal->sidebar, removal->shown);
}

/* Nothing is lost: what could not be removed is there again. */
static void
tell_failure (Removal      *removal,
              const GError *error)
{
  g_autoptr (CckProblem) problem = cck_problem_new_from_error (error);
  g_autofree char *name = cck_provider_dup_title (removal->provider);
  /* Translators: the arguments are a provider’s name and a sentence that says why */
  g_autofree char *text = g_strdup_printf (_("“%s” was not removed. %s"), name, problem->message);

  cck_toasts_tell (removal->toasts, text);
  cck_sidebar_set_hidden (removal->sidebar, cck_provider_get_id (removal->provider), FALSE);
}

/* What was registered for us at the provider may be there still. */
static void
tell_leftover (Removal          *removal,
               const CckRemoval *removed)
{
  g_autoptr (CckProblem) problem = NULL;
  g_autofree char *text = NULL;

  if (removed->error == NULL)
    return;

  problem = cck_problem_new_from_error (removed->error);
  /* Translators: the argument is a sentence that says why */
  text = g_strdup_printf (_("The client that was registered there could not be deleted. %s"),
                          problem->message);
  cck_toasts_tell (removal->toasts, text);
}

static DexFuture *
on_removed (DexFuture *future,
            gpointer   user_data)
{
  Removal *removal = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (value == NULL)
    tell_failure (removal, error);
  else
    tell_leftover (removal, g_value_get_boxed (value));

  return dex_future_new_true ();
}

static void
on_over (gpointer data)
{
  GApplication *application = g_application_get_default ();

  removal_free (data);

  if (application != NULL)
    g_application_release (application);
}

static void
finish (gpointer data)
{
  Removal *removal = data;
  GApplication *application = g_application_get_default ();

  /* Undone, or in use again meanwhile. */
  if (!cck_sidebar_is_hidden (removal->sidebar, cck_provider_get_id (removal->provider)))
    {
      removal_free (removal);
      return;
    }

  /* The window may be closing: the process waits until nothing is left behind. */
  if (application != NULL)
    g_application_hold (application);

  dex_future_disown (dex_future_finally (cck_session_remove_provider (removal->session,
                                                                      removal->provider),
                                         on_removed, removal, on_over));
}

void
cck_provider_removal_offer (CckSession     *session,
                            CckProvider    *provider,
                            CckSidebarItem *shown,
                            CckSidebar     *sidebar,
                            CckToasts      *toasts)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  Removal *removal;

  g_return_if_fail (CCK_IS_SESSION (session));
  g_return_if_fail (CCK_IS_PROVIDER (provider));

  removal = g_new0 (Removal, 1);
  removal->session = g_object_ref (session);
  removal->provider = g_object_ref (provider);
  g_set_object (&removal->shown, shown);
  removal->sidebar = g_object_ref (sidebar);
  removal->toasts = g_object_ref (toasts);

  name = cck_provider_dup_title (provider);
  /* Translators: the argument is a provider’s name */
  text = g_strdup_printf (_("“%s” removed"), name);

  cck_sidebar_set_hidden (sidebar, cck_provider_get_id (provider), TRUE);
  cck_toasts_offer_undo (toasts, text, undo, finish, removal);
}
