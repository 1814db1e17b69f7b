/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-token-client.h"

#include <glib/gi18n-lib.h>

#include "cck-oauth-error.h"
#include "cck-sensitive.h"

/* One request and what its answer is read with. */
typedef struct
{
  CckClient *client;
  CckHttpRequest *request;
  CckTokenSet *old;
  char *scope;
  char *nonce;
  gint64 now;
} Call;

static Call *
call_new (CckClient *client, const char *endpoint, gint64 now)
{
  Call *self = g_new0 (Call, 1);

  self->client = cck_client_ref (client);
  self->request = cck_client_new_request (client, endpoint);
  self->now = now;

  return self;
}

static void
call_free (Call *self)
{
  cck_client_unref (self->client);
  cck_http_request_unref (self->request);
  g_clear_pointer (&self->old, cck_token_set_unref);
  g_free (self->scope);
  cck_sensitive_free (self->nonce);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

/* What came, borrowed; %NULL with @error where the request failed. */
static CckHttpResponse *
get_response (DexFuture *answered, GError **error)
{
  const GValue *value = dex_future_get_value (answered, error);

  return value != NULL ? g_value_get_boxed (value) : NULL;
}

static DexFuture *
on_exchanged (DexFuture *answered, gpointer user_data)
{
  Call *self = user_data;
  CckHttpResponse *response;
  g_autoptr (CckTokenSet) tokens = NULL;
  g_autoptr (GError) error = NULL;

  response = get_response (answered, &error);
  if (response != NULL)
    tokens = cck_client_parse_tokens (self->client, response, self->scope, self->nonce, TRUE,
                                      self->now, &error);
  if (tokens != NULL)
    return dex_future_new_take_boxed (CCK_TYPE_TOKEN_SET, g_steal_pointer (&tokens));

  /* Here it was the code that was too old or used already. */
  if (g_error_matches (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_SIGN_IN_AGAIN))
    {
      g_free (error->message);
      error->message = g_strdup (_("The provider no longer accepts the code of this sign-in. Sign "
                                   "in again."));
    }

  return dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
on_refreshed (DexFuture *answered, gpointer user_data)
{
  Call *self = user_data;
  CckHttpResponse *response;
  g_autoptr (CckTokenSet) fresh = NULL;
  g_autoptr (GError) error = NULL;

  response = get_response (answered, &error);
  if (response != NULL)
    fresh = cck_client_parse_tokens (self->client, response, self->scope, NULL, FALSE, self->now,
                                     &error);
  if (fresh == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (CCK_TYPE_TOKEN_SET, cck_token_set_merge (self->old, fresh));
}

static DexFuture *
on_revoked (DexFuture *answered, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (get_response (answered, &error) == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

static DexFuture *
start (DexFutureCallback func, Call *call)
{
  return dex_future_finally (cck_client_send (call->client, call->request, call->now), func, call,
                             (GDestroyNotify) call_free);
}

/* RFC 9700 §4.4.2: the code goes to the issuer of this transaction, never anywhere else. */
static gboolean
check_issuer (CckClient *client, CckAuthorization *authorization, GError **error)
{
  const char *expected =
      cck_metadata_get_issuer (cck_authorization_get_metadata (authorization));
  const char *issuer = cck_metadata_get_issuer (cck_client_get_metadata (client));

  if (g_str_equal (expected, issuer))
    return TRUE;

  g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_ISSUER_MISMATCH,
               /* Translators: the token endpoint then, and the one now. */
               _("This sign-in began at “%s” and cannot go on at “%s”. Sign in again."), expected,
               issuer);

  return FALSE;
}

DexFuture *
cck_token_client_exchange (CckClient *client,
                           CckAuthorization *authorization,
                           CckAuthorizationResponse *response,
                           const char *const *parameters,
                           gint64 now)
{
  g_autoptr (Call) call = NULL;
  g_autoptr (CckClient) bound = NULL;
  g_autoptr (CckSensitive) code = NULL;
  g_autoptr (GError) error = NULL;
  const char *endpoint;

  g_return_val_if_fail (client != NULL && authorization != NULL && response != NULL, NULL);
  if (!check_issuer (client, authorization, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  endpoint = cck_client_get_endpoint (client, "token_endpoint", &error);
  if (endpoint == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  code = cck_authorization_response_take_code (response);
  g_return_val_if_fail (code != NULL, NULL);

  /* RFC 9449 §5: with the key that the request was bound to. RFC 6749 §4.1.3, RFC 7636 §4.5. */
  bound = cck_client_with_dpop (client, cck_authorization_get_dpop (authorization));
  call = call_new (bound, endpoint, now);
  cck_http_request_add_form (call->request, "grant_type", "authorization_code");
  cck_http_request_add_form (call->request, "code", code);
  cck_http_request_add_form (call->request, "redirect_uri",
                             cck_authorization_get_redirect_uri (authorization));
  cck_http_request_add_form (call->request, "code_verifier",
                             cck_authorization_get_verifier (authorization));
  if (!cck_client_add_parameters (call->request, parameters, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  call->scope = g_strdup (cck_authorization_get_scope (authorization));
  call->nonce = g_strdup (cck_authorization_get_nonce (authorization));

  return start (on_exchanged, g_steal_pointer (&call));
}

DexFuture *
cck_token_client_refresh (CckClient *client,
                          CckTokenSet *tokens,
                          const char *const *parameters,
                          gint64 now)
{
  g_autoptr (Call) call = NULL;
  g_autoptr (CckClient) bound = NULL;
  g_autoptr (GError) error = NULL;
  const char *endpoint;

  g_return_val_if_fail (client != NULL && tokens != NULL, NULL);

  endpoint = cck_client_get_endpoint (client, "token_endpoint", &error);
  if (endpoint == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (cck_token_set_get_refresh_token (tokens) == NULL)
    return dex_future_new_reject (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_SIGN_IN_AGAIN, "%s",
                                  _("The provider gave no refresh token. Sign in again."));

  /* RFC 6749 §6; RFC 9449 §5: with the key that the tokens are bound to. */
  bound = cck_client_with_dpop (client, cck_token_set_get_dpop (tokens));
  call = call_new (bound, endpoint, now);
  cck_http_request_add_form (call->request, "grant_type", "refresh_token");
  cck_http_request_add_form (call->request, "refresh_token",
                             cck_token_set_get_refresh_token (tokens));
  if (!cck_client_add_parameters (call->request, parameters, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  call->old = cck_token_set_ref (tokens);
  call->scope = g_strdup (cck_token_set_get_scope (tokens));

  return start (on_refreshed, g_steal_pointer (&call));
}

DexFuture *
cck_token_client_revoke (CckClient *client, const char *token, const char *hint, gint64 now)
{
  g_autoptr (GError) error = NULL;
  const char *endpoint;
  Call *call;

  g_return_val_if_fail (client != NULL && token != NULL, NULL);

  endpoint = cck_client_get_endpoint (client, "revocation_endpoint", &error);
  if (endpoint == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* RFC 7009 §2.1. */
  call = call_new (client, endpoint, now);
  cck_http_request_add_form (call->request, "token", token);
  if (hint != NULL)
    cck_http_request_add_form (call->request, "token_type_hint", hint);

  return start (on_revoked, call);
}
