/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-sign-in-private.h"

#include <glib/gi18n-lib.h>

#include "cck-pushed-authorization.h"
#include "cck-request-object.h"
#include "cck-request-parameters.h"
#include "cck-session-error.h"
#include "cck-session-private.h"
#include "cck-token-client.h"

/* "select_account" where it may be said, else "login", which every provider knows. */
static const char *
choose_prompt (CckSignIn   *self,
               CckMetadata *metadata)
{
  const char * const *known = cck_metadata_get_prompt_values_supported (metadata);

  if (self->prompt != NULL || !self->another)
    return self->prompt;

  return known != NULL && g_strv_contains (known, "select_account") ? "select_account" : "login";
}

/* The keys come while the person is in the browser, and the connection is warm afterwards. */
static void
fetch_keys (CckSignIn   *self,
            CckMetadata *metadata)
{
  if (cck_metadata_get_jwks_uri (metadata) == NULL)
    return;

  dex_future_disown (
    cck_jwks_cache_get (cck_session_get_jwks_cache (self->session),
                        cck_provider_link_get_http (self->link),
                        cck_metadata_get_jwks_uri (metadata),
                        cck_metadata_get_flags (metadata),
                        cck_clock_get_now (cck_session_get_clock (self->session))));
}

/* RFC 9101 §5 and RFC 9126 §2: the whole request is signed, or told to the provider beforehand, or
 * both, where the person or the provider wants it so. */
static gboolean
await_request_sent_ahead (CckSignIn  *self,
                          GError    **error)
{
  CckMetadata *metadata = cck_provider_link_get_metadata (self->link);
  CckAuthorization *authorization = cck_browser_trip_get_authorization (self->trip);
  gint64 now = cck_clock_get_now (cck_session_get_clock (self->session));
  gboolean pushed;

  if ((cck_provider_get_request_object (self->provider)
       || cck_metadata_get_require_signed_request (metadata))
      && !cck_request_object_sign (authorization, cck_client_get_auth (self->client), now, error))
    return FALSE;

  if (!cck_pushed_authorization_is_used (metadata, cck_provider_get_par (self->provider), &pushed,
                                         error))
    return FALSE;

  return !pushed
         || dex_await (cck_sign_in_or_cancelled (
                         self, cck_pushed_authorization_push (self->client, authorization, now)),
                       error);
}

static gboolean
await_preparation (CckSignIn  *self,
                   GError    **error)
{
  CckMetadata *metadata = cck_provider_link_get_metadata (self->link);
  CckBrowserTripRequest request = {
    .login_hint = self->login_hint,
    .prompt = choose_prompt (self, metadata),
    .max_age = self->max_age,
    .dpop = cck_client_get_dpop (self->client),
  };

  self->trip = cck_browser_trip_new (metadata, self->provider, &request, error);
  if (self->trip == NULL)
    return FALSE;

  fetch_keys (self, metadata);

  return await_request_sent_ahead (self, error);
}

static CckAuthorizationResponse *
await_browser (CckSignIn  *self,
               GError    **error)
{
  DexFuture *waiting = cck_browser_trip_wait (self->trip);
  CckAuthorizationResponse *response;
  GError *local = NULL;

  cck_sign_in_set_state (self, CCK_SIGN_IN_WAITING);
  cck_sign_in_emit_open_uri (self, cck_browser_trip_get_uri (self->trip));

  response = dex_await_boxed (cck_sign_in_or_deadline (self, waiting), &local);
  cck_browser_trip_close (self->trip);

  if (g_error_matches (local, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    {
      g_clear_error (&local);
      g_set_error_literal (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_TIMED_OUT,
                           _("The sign-in was not finished in the browser in time."));
    }
  else if (local != NULL)
    {
      g_propagate_error (error, local);
    }

  return response;
}

static CckTokenSet *
await_exchange (CckSignIn                 *self,
                CckAuthorizationResponse  *response,
                GError                   **error)
{
  g_auto (GStrv) parameters = cck_request_parameters_new (self->provider, "token");
  g_autoptr (CckAuthorizationResponse) once = NULL;
  gint64 now = cck_clock_get_now (cck_session_get_clock (self->session));

  cck_sign_in_set_state (self, CCK_SIGN_IN_EXCHANGING);

  /* It is sent once; its hash is looked for in the ID token. */
  self->code = cck_secret_new_take (cck_authorization_response_take_code (response));
  once = cck_authorization_response_new (cck_secret_get_text (self->code));

  return dex_await_boxed (
    cck_sign_in_or_cancelled (
      self, cck_token_client_exchange (self->client,
                                       cck_browser_trip_get_authorization (self->trip), once,
                                       (const char * const *) parameters, now)),
    error);
}

CckTokenSet *
cck_sign_in_await_code (CckSignIn  *self,
                        GError    **error)
{
  g_autoptr (CckAuthorizationResponse) response = NULL;

  if (!await_preparation (self, error))
    return NULL;

  response = await_browser (self, error);
  if (response == NULL)
    return NULL;

  cck_sign_in_emit_callback (self);

  return await_exchange (self, response, error);
}
