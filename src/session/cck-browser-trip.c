/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-browser-trip.h"

#include "cck-loopback.h"
#include "cck-oauth-error.h"

struct _CckBrowserTrip
{
  CckLoopback      *loopback;
  CckAuthorization *authorization;
  DexPromise       *pasted;
  char             *uri;
};

static gboolean
open_listener (CckBrowserTrip  *self,
               CckProvider     *provider,
               GError         **error)
{
  g_autofree guint16 *ports = NULL;
  gsize n_ports = 0;

  ports = cck_provider_dup_redirect_port_list (provider, &n_ports);
  self->loopback = cck_loopback_new (cck_provider_get_redirect_host (provider), ports, n_ports,
                                     cck_provider_get_redirect_path (provider), error);

  return self->loopback != NULL;
}

static gboolean
add_parameter (CckBrowserTrip  *self,
               const char      *name,
               const char      *value,
               GError         **error)
{
  if (value == NULL)
    return TRUE;

  return cck_authorization_add_parameter (self->authorization, name, value, error);
}

static gboolean
set_response_mode (CckBrowserTrip  *self,
                   CckProvider     *provider,
                   GError         **error)
{
  if (g_strcmp0 (cck_provider_get_response_mode (provider), "form_post") != 0)
    return TRUE;

  return cck_authorization_set_response_mode (self->authorization, CCK_RESPONSE_MODE_FORM_POST,
                                              error);
}

static gboolean
add_parameters (CckBrowserTrip               *self,
                CckProvider                  *provider,
                const CckBrowserTripRequest  *request,
                GError                      **error)
{
  const char *resource = cck_provider_get_resource (provider);
  g_auto (GStrv) resources = resource == NULL ? NULL : g_strsplit (resource, " ", -1);
  g_auto (GStrv) own = cck_provider_dup_parameters_for (provider, "authorization");

  /* RFC 8707 §2: one parameter a resource. */
  for (gsize i = 0; resources != NULL && resources[i] != NULL; i++)
    {
      if (*resources[i] != '\0' && !add_parameter (self, "resource", resources[i], error))
        return FALSE;
    }

  for (gsize i = 0; own != NULL && own[i] != NULL; i += 2)
    {
      if (!add_parameter (self, own[i], own[i + 1], error))
        return FALSE;
    }

  cck_authorization_set_max_age (self->authorization, request->max_age);
  if (request->dpop != NULL)
    cck_authorization_set_dpop (self->authorization, request->dpop);

  return set_response_mode (self, provider, error)
         && add_parameter (self, "audience", cck_provider_get_audience (provider), error)
         && add_parameter (self, "login_hint", request->login_hint, error)
         && add_parameter (self, "prompt", request->prompt, error);
}

CckBrowserTrip *
cck_browser_trip_new (CckMetadata                  *metadata,
                      CckProvider                  *provider,
                      const CckBrowserTripRequest  *request,
                      GError                      **error)
{
  g_autoptr (CckBrowserTrip) self = g_new0 (CckBrowserTrip, 1);

  self->pasted = dex_promise_new ();
  if (!open_listener (self, provider, error))
    return NULL;

  self->authorization = cck_authorization_new (metadata, cck_provider_get_client_id (provider),
                                               cck_loopback_get_redirect_uri (self->loopback),
                                               cck_provider_get_scopes (provider), error);
  if (self->authorization == NULL || !add_parameters (self, provider, request, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
cck_browser_trip_free (CckBrowserTrip *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->loopback);
  g_clear_pointer (&self->authorization, cck_authorization_unref);
  dex_clear (&self->pasted);
  g_free (self->uri);
  g_free (self);
}

CckAuthorization *
cck_browser_trip_get_authorization (CckBrowserTrip *self)
{
  return self->authorization;
}

const char *
cck_browser_trip_get_uri (CckBrowserTrip *self)
{
  if (self->uri == NULL)
    self->uri = cck_authorization_dup_uri (self->authorization);

  return self->uri;
}

DexFuture *
cck_browser_trip_wait (CckBrowserTrip *self)
{
  return dex_future_first (cck_loopback_wait (self->loopback, self->authorization),
                           dex_ref (DEX_FUTURE (self->pasted)), NULL);
}

void
cck_browser_trip_close (CckBrowserTrip *self)
{
  cck_loopback_close (self->loopback);
}

gboolean
cck_browser_trip_paste (CckBrowserTrip  *self,
                        const char      *address,
                        GError         **error)
{
  g_autoptr (GError) local = NULL;
  CckAuthorizationResponse *response;

  response = cck_authorization_parse_pasted (self->authorization, address, &local);
  if (response != NULL)
    {
      dex_promise_resolve_boxed (self->pasted, CCK_TYPE_AUTHORIZATION_RESPONSE, response);
      return TRUE;
    }

  if (g_error_matches (local, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_ANSWER_NOT_OURS))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  dex_promise_reject (self->pasted, g_steal_pointer (&local));

  return TRUE;
}
