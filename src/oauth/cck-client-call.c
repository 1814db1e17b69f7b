/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-client-call.h"

#include <glib/gi18n-lib.h>

#include "cck-client-assertion.h"
#include "cck-client-refusal.h"
#include "cck-fiber.h"
#include "cck-oauth-error.h"
#include "cck-sensitive.h"

/* One request, as it is before anything is put on it that is good for one sending. */
typedef struct
{
  CckFiber *fiber; /* the one it is on */
  CckClient *client;
  CckHttpRequest *request;
  CckTokenSet *tokens; /* for a protected resource; else the client authenticates */
  CckDpop *dpop;
  gint64 now;
} Call;

static Call *
call_new (CckClient *client, CckHttpRequest *request, CckDpop *dpop, gint64 now)
{
  Call *self = g_new0 (Call, 1);

  self->client = cck_client_ref (client);
  self->request = cck_http_request_ref (request);
  self->dpop = dpop != NULL ? cck_dpop_ref (dpop) : NULL;
  self->now = now;

  return self;
}

static void
call_free (Call *self)
{
  cck_client_unref (self->client);
  cck_http_request_unref (self->request);
  g_clear_pointer (&self->tokens, cck_token_set_unref);
  g_clear_pointer (&self->dpop, cck_dpop_unref);
  g_free (self);
}

static gboolean
add_proof (Call *self, CckHttpRequest *request, const char *access_token, GError **error)
{
  g_autofree char *proof = NULL;

  if (self->dpop == NULL)
    return TRUE;

  proof = cck_dpop_dup_proof (self->dpop, cck_http_request_get_method (request),
                              cck_http_request_get_uri (request), access_token, self->now, error);
  if (proof == NULL)
    return FALSE;

  cck_http_request_set_proof (request, proof);

  return TRUE;
}

static gboolean
add_token (Call *self, CckHttpRequest *request, GError **error)
{
  const char *access_token = cck_token_set_get_access_token (self->tokens);

  /* RFC 9449 §7.1, RFC 6750 §2.1: in the header, and a bound token never as a bearer’s. */
  if (self->dpop != NULL)
    cck_http_request_set_dpop (request, access_token);
  else
    cck_http_request_set_bearer (request, access_token);

  return add_proof (self, request, access_token, error);
}

static gboolean
add_client (Call *self, CckHttpRequest *request, GError **error)
{
  CckClientAuth *auth = cck_client_get_auth (self->client);

  if (cck_client_auth_get_method (auth) == CCK_CLIENT_AUTH_TLS &&
      !cck_http_has_identity (cck_client_get_http (self->client)))
    {
      g_set_error_literal (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER,
                           _("The client authentication “tls_client_auth” needs a certificate "
                             "with its private key."));
      return FALSE;
    }

  return cck_client_auth_apply (auth, request, cck_client_get_metadata (self->client),
                                cck_client_get_audience (self->client), self->now, error) &&
         add_proof (self, request, NULL, error);
}

/* RFC 8705 §2: who authenticates in another way shows no certificate, not even where there is one. */
static CckHttpFlags
choose_flags (Call *self)
{
  CckClientAuth *auth = cck_client_get_auth (self->client);

  return cck_client_auth_get_method (auth) == CCK_CLIENT_AUTH_TLS ? CCK_HTTP_IDENTIFY : CCK_HTTP_NONE;
}

/* Sends a copy with an assertion and a proof of its own, which nobody has seen yet. `sent` is what
 * went out. */
static CckHttpResponse *
await_once (Call *self, CckHttpRequest **sent, GError **error)
{
  g_autoptr (CckHttpRequest) request = cck_http_request_copy (self->request, choose_flags (self));
  g_autoptr (CckHttpResponse) response = NULL;

  if (!(self->tokens != NULL ? add_token : add_client) (self, request, error))
    return NULL;

  response = dex_await_boxed (
      cck_fiber_until_dropped (self->fiber,
                               cck_http_send (cck_client_get_http (self->client), request)),
      error);
  if (response == NULL)
    return NULL;

  cck_client_note_date (self->client, response, self->now);
  *sent = g_steal_pointer (&request);

  return g_steal_pointer (&response);
}

/* RFC 9449 §8, §9: only with a nonce that wasn’t in the request, so there is no third time. */
static gboolean
take_nonce (Call *self, CckHttpResponse *response)
{
  if (self->dpop == NULL)
    return FALSE;

  return cck_dpop_remember_nonce (self->dpop, cck_http_request_get_uri (self->request),
                                  cck_http_response_get_dpop_nonce (response)) &&
         cck_client_refusal_asks_for_nonce (response);
}

static CckHttpResponse *
await_with_nonce (Call *self, CckHttpRequest **sent, GError **error)
{
  g_autoptr (CckHttpResponse) response = await_once (self, sent, error);

  if (response == NULL || !take_nonce (self, response))
    return g_steal_pointer (&response);

  g_clear_pointer (&response, cck_http_response_unref);
  g_clear_pointer (sent, cck_http_request_unref);
  response = await_once (self, sent, error);
  if (response != NULL)
    take_nonce (self, response);

  return g_steal_pointer (&response);
}

/* Some providers look for their token endpoint in an assertion and for nothing else. They refuse the
 * client before they look at anything that could be spent (RFC 6749 §3.2.1). */
static gboolean
may_name_endpoint (Call *self, CckHttpResponse *response)
{
  return self->tokens == NULL &&
         cck_client_auth_asserts (cck_client_get_auth (self->client)) &&
         cck_client_get_audience (self->client) == CCK_ASSERTION_FOR_ISSUER &&
         cck_client_refusal_is_of_client (response) &&
         cck_client_assertion_may_name_endpoint (cck_client_get_metadata (self->client),
                                                 cck_http_request_get_uri (self->request));
}

static CckHttpResponse *
await_answer (Call *self, CckHttpRequest **sent, GError **error)
{
  g_autoptr (CckHttpResponse) response = await_with_nonce (self, sent, error);

  if (response == NULL || !may_name_endpoint (self, response))
    return g_steal_pointer (&response);

  g_clear_pointer (&response, cck_http_response_unref);
  g_clear_pointer (sent, cck_http_request_unref);
  cck_client_set_audience (self->client, CCK_ASSERTION_FOR_ENDPOINT);
  response = await_with_nonce (self, sent, error);
  if (response == NULL || cck_client_refusal_is_of_client (response))
    cck_client_set_audience (self->client, CCK_ASSERTION_FOR_ISSUER);

  return g_steal_pointer (&response);
}

static DexFuture *
call_fiber (CckFiber *fiber, gpointer user_data)
{
  Call *self = user_data;
  g_autoptr (CckHttpRequest) sent = NULL;
  g_autoptr (CckHttpResponse) response = NULL;
  g_autoptr (GError) error = NULL;

  self->fiber = fiber;
  response = await_answer (self, &sent, &error);
  if (response != NULL && self->tokens == NULL)
    error = cck_client_refusal_new (sent, response);
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (CCK_TYPE_HTTP_RESPONSE, g_steal_pointer (&response));
}

static DexFuture *
start (Call *call)
{
  return cck_fiber_spawn (call_fiber, call, (GDestroyNotify) call_free);
}

DexFuture *
cck_client_send (CckClient *self, CckHttpRequest *request, gint64 now)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (request != NULL, NULL);

  return start (call_new (self, request, cck_client_get_dpop (self), now));
}

DexFuture *
cck_client_send_with_tokens (CckClient *self,
                             CckHttpRequest *request,
                             CckTokenSet *tokens,
                             gint64 now)
{
  Call *call;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (request != NULL, NULL);
  g_return_val_if_fail (tokens != NULL, NULL);

  call = call_new (self, request, cck_token_set_get_dpop (tokens), now);
  call->tokens = cck_token_set_ref (tokens);

  return start (call);
}
