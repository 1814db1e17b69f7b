/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-grants.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-fiber.h"
#include "cck-issued-token.h"
#include "cck-oauth-error.h"

#define EXCHANGE_GRANT "urn:ietf:params:oauth:grant-type:token-exchange"
#define TOKEN_TYPE "urn:ietf:params:oauth:token-type:"

/* RFC 8693 §3: the types that have a short word here. */
static const char *const short_types[] = {
  "access_token", "refresh_token", "id_token", "saml1", "saml2", "jwt", NULL
};

/* One request and what its answer is read with. */
typedef struct
{
  CckClient *client;
  CckHttpRequest *request;
  char *scope;
  gint64 now;
} Call;

static void
call_free (Call *self)
{
  cck_client_unref (self->client);
  g_clear_pointer (&self->request, cck_http_request_unref);
  g_free (self->scope);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

static Call *
call_new (CckClient *client, const char *grant, const char *scope, gint64 now, GError **error)
{
  const char *endpoint = cck_client_get_endpoint (client, "token_endpoint", error);
  Call *self;

  if (endpoint == NULL)
    return NULL;

  self = g_new0 (Call, 1);
  self->client = cck_client_ref (client);
  self->request = cck_client_new_request (client, endpoint);
  self->scope = g_strdup (scope);
  self->now = now;
  cck_http_request_add_form (self->request, "grant_type", grant);
  if (scope != NULL && scope[0] != '\0')
    cck_http_request_add_form (self->request, "scope", scope);

  return self;
}

static CckHttpResponse *
call_await (Call *self, CckFiber *fiber, GError **error)
{
  return dex_await_boxed (
      cck_fiber_until_dropped (fiber, cck_client_send (self->client, self->request, self->now)),
      error);
}

static DexFuture *
client_credentials_fiber (CckFiber *fiber, gpointer user_data)
{
  Call *self = user_data;
  g_autoptr (CckHttpResponse) response = NULL;
  g_autoptr (CckTokenSet) tokens = NULL;
  g_autoptr (GError) error = NULL;

  response = call_await (self, fiber, &error);
  if (response != NULL)
    tokens = cck_client_parse_tokens (self->client, response, self->scope, NULL, FALSE, self->now,
                                      &error);
  if (tokens == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (CCK_TYPE_TOKEN_SET,
                                    cck_token_set_with_refresh_token (tokens, NULL));
}

DexFuture *
cck_grants_client_credentials (CckClient *client,
                               const char *scope,
                               const char *const *parameters,
                               gint64 now)
{
  g_autoptr (Call) call = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (client != NULL, NULL);

  /* RFC 6749 §4.4: only a client that proves who it is may be given what is its own. */
  if (cck_client_auth_get_method (cck_client_get_auth (client)) == CCK_CLIENT_AUTH_NONE)
    return dex_future_new_reject (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED, "%s",
                                  _("Client credentials are for a client that has a secret or a "
                                    "key. This one has none, so it cannot prove who it is."));

  call = call_new (client, "client_credentials", scope, now, &error);
  if (call == NULL || !cck_client_add_parameters (call->request, parameters, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return cck_fiber_spawn (client_credentials_fiber, g_steal_pointer (&call),
                          (GDestroyNotify) call_free);
}

/* RFC 9449 §5: a bearer token is good for whoever finds it. */
static gboolean
check_bound (Call *self, CckIssuedToken *token, GError **error)
{
  if (cck_client_get_dpop (self->client) == NULL ||
      !g_str_equal (cck_issued_token_get_token_type (token), "Bearer"))
    return TRUE;

  g_set_error_literal (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_TOKEN,
                       _("The provider exchanged a token that is bound to a key (DPoP) for a "
                         "bearer token, which is not used."));

  return FALSE;
}

static DexFuture *
exchange_fiber (CckFiber *fiber, gpointer user_data)
{
  Call *self = user_data;
  g_autoptr (CckHttpResponse) response = NULL;
  g_autoptr (CckIssuedToken) token = NULL;
  g_autoptr (GError) error = NULL;

  response = call_await (self, fiber, &error);
  if (response != NULL)
    token = cck_issued_token_parse (cck_http_response_get_body (response), self->scope, self->now,
                                    &error);
  if (token != NULL && check_bound (self, token, &error))
    return dex_future_new_take_boxed (CCK_TYPE_ISSUED_TOKEN, g_steal_pointer (&token));

  /* RFC 8693 §2.2.2: here it is the token that was handed in. */
  if (g_error_matches (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_SIGN_IN_AGAIN))
    {
      g_free (error->message);
      error->message = g_strdup (_("The provider does not accept the token that was to be "
                                   "exchanged. Refresh it or sign in again."));
    }

  return dex_future_new_for_error (g_steal_pointer (&error));
}

static gboolean
refuse (GError **error, const char *name)
{
  g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER,
               _("The parameter “%s” of the token exchange is missing or cannot be sent."), name);

  return FALSE;
}

static gboolean
add_type (CckHttpRequest *request, const char *name, const char *type, GError **error)
{
  g_autofree char *full = NULL;

  if (type == NULL)
    return refuse (error, name);

  /* §3: an absolute address, such as the registered names are. */
  if (g_strv_contains (short_types, type))
    full = g_strconcat (TOKEN_TYPE, type, NULL);
  else if (!g_uri_is_valid (type, G_URI_FLAGS_NONE, NULL))
    return refuse (error, name);

  cck_http_request_add_form (request, name, full != NULL ? full : type);

  return TRUE;
}

static gboolean
add_tokens (CckHttpRequest *request, const CckTokenExchange *exchange, GError **error)
{
  if (exchange->subject_token == NULL)
    return refuse (error, "subject_token");

  /* §2.1: neither of the two without the other. */
  if ((exchange->actor_token == NULL) != (exchange->actor_token_type == NULL))
    return refuse (error, "actor_token_type");

  cck_http_request_add_form (request, "subject_token", exchange->subject_token);
  if (!add_type (request, "subject_token_type", exchange->subject_token_type, error))
    return FALSE;

  if (exchange->actor_token == NULL)
    return TRUE;

  cck_http_request_add_form (request, "actor_token", exchange->actor_token);

  return add_type (request, "actor_token_type", exchange->actor_token_type, error);
}

/* RFC 8693 §2.1, RFC 8707 §2: an absolute address without a fragment. */
static gboolean
is_resource (const char *uri)
{
  return g_uri_is_valid (uri, G_URI_FLAGS_NONE, NULL) && strchr (uri, '#') == NULL;
}

static gboolean
add_targets (CckHttpRequest *request, const CckTokenExchange *exchange, GError **error)
{
  const char *const *resource = exchange->resource;
  const char *const *audience = exchange->audience;

  for (; resource != NULL && *resource != NULL; resource++)
    {
      if (!is_resource (*resource))
        return refuse (error, "resource");

      cck_http_request_add_form (request, "resource", *resource);
    }

  for (; audience != NULL && *audience != NULL; audience++)
    cck_http_request_add_form (request, "audience", *audience);

  return exchange->requested_token_type == NULL ||
         add_type (request, "requested_token_type", exchange->requested_token_type, error);
}

DexFuture *
cck_grants_exchange_token (CckClient *client,
                           const CckTokenExchange *exchange,
                           const char *const *parameters,
                           gint64 now)
{
  g_autoptr (Call) call = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (client != NULL, NULL);
  g_return_val_if_fail (exchange != NULL, NULL);

  call = call_new (client, EXCHANGE_GRANT, exchange->scope, now, &error);
  if (call == NULL || !add_tokens (call->request, exchange, &error) ||
      !add_targets (call->request, exchange, &error) ||
      !cck_client_add_parameters (call->request, parameters, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return cck_fiber_spawn (exchange_fiber, g_steal_pointer (&call), (GDestroyNotify) call_free);
}
