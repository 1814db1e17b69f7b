/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-trial.h"

#include <glib/gi18n.h>

#include "cck-practice-visitor.h"

struct _CckPracticeTrial
{
  GObject parent_instance;

  CckSession *session;
  CckPracticeProvider *practice;
};

G_DEFINE_FINAL_TYPE (CckPracticeTrial, cck_practice_trial, G_TYPE_OBJECT)

static void
cck_practice_trial_dispose (GObject *object)
{
  CckPracticeTrial *self = CCK_PRACTICE_TRIAL (object);

  g_clear_object (&self->practice);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (cck_practice_trial_parent_class)->dispose (object);
}

static void
cck_practice_trial_class_init (CckPracticeTrialClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cck_practice_trial_dispose;
}

static void
cck_practice_trial_init (CckPracticeTrial *self)
{
}

CckPracticeTrial *
cck_practice_trial_new (CckSession *session)
{
  CckPracticeTrial *self;

  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);

  self = g_object_new (CCK_TYPE_PRACTICE_TRIAL, NULL);
  self->session = g_object_ref (session);

  return self;
}

static DexFuture *
add_provider (CckPracticeTrial *self)
{
  CckProviderStore *providers = cck_session_get_providers (self->session);
  const char *issuer = cck_practice_provider_get_issuer (self->practice);
  g_autoptr (CckProvider) provider = NULL;
  CckProvider *known = cck_provider_store_get_by_issuer (providers, issuer);
  GError *error = NULL;

  if (known != NULL)
    return dex_future_new_take_object (g_object_ref (known));

  provider = g_object_new (CCK_TYPE_PROVIDER,
                           "name", _("Practice Provider"),
                           "issuer", issuer,
                           "client-id", CCK_PRACTICE_CLIENT_ID,
                           "scopes", "openid profile email",
                           /* Its access tokens are for its own userinfo; so theirs is checked too. */
                           "audience", issuer,
                           "allow-http-loopback", TRUE,
                           NULL);

  /* A person may have a provider of that name. */
  if (cck_provider_store_find (providers, _("Practice Provider"), NULL) != NULL)
    g_object_set (provider, "name", issuer, NULL);

  if (!cck_provider_store_add_transient (providers, provider, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_take_object (g_steal_pointer (&provider));
}

static void
on_started (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  DexPromise *promise = user_data;
  GError *error = NULL;

  if (cck_practice_provider_start_finish (CCK_PRACTICE_PROVIDER (source), result, &error))
    dex_promise_resolve_boolean (promise, TRUE);
  else
    dex_promise_reject (promise, error);

  dex_unref (promise);
}

static DexFuture *
on_running (DexFuture *future,
            gpointer   user_data)
{
  return add_provider (user_data);
}

static DexFuture *
on_failed (DexFuture *future,
           gpointer   user_data)
{
  CckPracticeTrial *self = user_data;

  g_clear_object (&self->practice);

  return NULL;
}

DexFuture *
cck_practice_trial_start (CckPracticeTrial *self)
{
  DexPromise *promise;
  DexFuture *running;

  g_return_val_if_fail (CCK_IS_PRACTICE_TRIAL (self), NULL);

  if (self->practice != NULL && cck_practice_provider_is_running (self->practice))
    return add_provider (self);

  promise = dex_promise_new ();
  g_set_object (&self->practice, NULL);
  self->practice = cck_practice_provider_new ();
  cck_practice_provider_start_async (self->practice, NULL, on_started, dex_ref (promise));

  running = dex_future_then (DEX_FUTURE (promise), on_running, g_object_ref (self), g_object_unref);

  return dex_future_catch (running, on_failed, g_object_ref (self), g_object_unref);
}

static void
on_visited (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  cck_practice_provider_set_auto_approve (CCK_PRACTICE_PROVIDER (source), FALSE);

  if (!cck_practice_provider_visit_finish (CCK_PRACTICE_PROVIDER (source), result, &error))
    g_debug ("The practice provider was not visited: %s", error->message);
}

void
cck_practice_trial_visit (CckPracticeTrial *self,
                          const char       *uri)
{
  g_return_if_fail (CCK_IS_PRACTICE_TRIAL (self));
  g_return_if_fail (self->practice != NULL);
  g_return_if_fail (uri != NULL);

  cck_practice_provider_set_auto_approve (self->practice, TRUE);
  cck_practice_provider_visit_async (self->practice, uri, NULL, on_visited, NULL);
}

gboolean
cck_practice_trial_owns (CckPracticeTrial *self,
                         CckProvider      *provider)
{
  g_return_val_if_fail (CCK_IS_PRACTICE_TRIAL (self), FALSE);

  return self->practice != NULL &&
         g_strcmp0 (cck_practice_provider_get_issuer (self->practice),
                    cck_provider_get_issuer (provider)) == 0;
}
