/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-sign-in-private.h"

#include <glib/gi18n-lib.h>

#include "cck-detached.h"
#include "cck-device-flow.h"
#include "cck-oauth-error.h"
#include "cck-request-parameters.h"
#include "cck-session-error.h"

static DexFuture *
wait_cb (guint    seconds,
         gpointer user_data)
{
  return cck_clock_wait (user_data, seconds);
}

static CckDeviceFlow *
await_code (CckSignIn  *self,
            GError    **error)
{
  g_auto (GStrv) parameters
    = cck_request_parameters_new_with_audience (self->provider, "authorization");

  return dex_await_boxed (
    cck_sign_in_or_cancelled (
      self, cck_detached_new (cck_device_flow_start (
              self->client, cck_provider_get_scopes (self->provider),
              (const char * const *) parameters,
              cck_clock_get_now (cck_session_get_clock (self->session))))),
    error);
}

/* RFC 8628 §3.3: code and address, as text and to click. */
static void
show_code (CckSignIn     *self,
           CckDeviceFlow *flow)
{
  gint64 lifetime = cck_device_flow_get_expires_at (flow)
                    - cck_clock_get_now (cck_session_get_clock (self->session));

  self->verification_uri = g_strdup (cck_device_flow_get_verification_uri (flow));
  cck_sign_in_set_state (self, CCK_SIGN_IN_WAITING);
  cck_sign_in_emit_device_code (self, cck_device_flow_get_user_code (flow), self->verification_uri,
                                cck_device_flow_get_verification_uri_complete (flow),
                                (guint) CLAMP (lifetime, 0, G_MAXINT32),
                                cck_device_flow_get_interval (flow));
}

/* What ends the waiting because of its time is one thing for the person: start again. */
static void
take_time_out (GError  *local,
               GError **error)
{
  if (g_error_matches (local, DEX_ERROR, DEX_ERROR_TIMED_OUT)
      || g_error_matches (local, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_EXPIRED))
    {
      g_clear_error (&local);
      g_set_error_literal (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_TIMED_OUT,
                           _("The code was not confirmed in time."));
      return;
    }

  g_propagate_error (error, local);
}

CckTokenSet *
cck_sign_in_await_device (CckSignIn  *self,
                          GError    **error)
{
  g_autoptr (CckDeviceFlow) flow = await_code (self, error);
  CckTokenSet *tokens;
  GError *local = NULL;

  if (flow == NULL)
    return NULL;

  show_code (self, flow);
  /* Ended by cck_device_flow_cancel() and not by being dropped, after which libdex would make its
   * fiber runnable for ever. */
  tokens = dex_await_boxed (
    cck_sign_in_or_deadline (
      self, cck_detached_new (cck_device_flow_await (
              flow, wait_cb, g_object_ref (cck_session_get_clock (self->session)),
              g_object_unref))),
    &local);
  if (tokens == NULL)
    {
      cck_device_flow_cancel (flow);
      take_time_out (local, error);
      return NULL;
    }

  cck_sign_in_emit_callback (self);

  return tokens;
}
