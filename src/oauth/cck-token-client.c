/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-token-client.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-json.h"
#include "cck-oauth-error.h"
#include "cck-sensitive.h"

/* One request and what its answer is read with. */
typedef struct
{
  CckHttp *http;
  CckHttpRequest *request;
  CckTokenSet *old;
  char *scope;
  char *nonce;
  gint64 now;
  /* What we sent and no error text may repeat. */
  GPtrArray *secrets;
} Call;

static const char *const protocol_parameters[] = {
  "client_assertion", "client_assertion_type", "client_id", "client_secret", "code",
  "code_verifier", "grant_type", "redirect_uri", "refresh_token", "token", NULL
};

static Call *
call_new (CckHttp *http, const char *method, const char *endpoint, CckMetadata *metadata)
{
  Call *self = g_new0 (Call, 1);

  self->http = g_object_ref (http);
  /* RFC 9700 §4.12: never with CCK_HTTP_FOLLOW. */
  self->request = cck_http_request_new (method, endpoint, cck_metadata_get_flags (metadata));
  self->secrets = g_ptr_array_new_with_free_func ((GDestroyNotify) cck_sensitive_free);

  return self;
}

static void
call_free (Call *self)
{
  g_object_unref (self->http);
  cck_http_request_unref (self->request);
  g_clear_pointer (&self->old, cck_token_set_unref);
  g_free (self->scope);
  cck_sensitive_free (self->nonce);
  g_ptr_array_unref (self->secrets);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

/* As it is, and as it stands in the body. */
static void
call_hide (Call *self, const char *value)
{
  g_ptr_array_add (self->secrets, g_strdup (value));
  g_ptr_array_add (self->secrets, cck_http_form_encode (value));
}

static void
call_add_secret (Call *self, const char *name, const char *value)
{
  cck_http_request_add_form (self->request, name, value);
  call_hide (self, value);
}

static void
call_apply_client (Call *self, CckClientAuth *client)
{
  const char *basic;

  cck_client_auth_apply (client, self->request);
  if (cck_client_auth_get_secret (client) == NULL)
    return;

  call_hide (self, cck_client_auth_get_secret (client));
  basic = cck_http_request_get_authorization (self->request);
  if (basic != NULL && g_str_has_prefix (basic, "Basic "))
    g_ptr_array_add (self->secrets, g_strdup (basic + strlen ("Basic ")));
}

/* Own parameters come last and can't say what the protocol says. */
static gboolean
call_add_parameters (Call *self, const char *const *parameters, GError **error)
{
  for (gsize i = 0; parameters != NULL && parameters[i] != NULL; i++)
    {
      const char *equals = strchr (parameters[i], '=');
      g_autofree char *name = NULL;

      name = g_strndup (parameters[i], equals != NULL ? (gsize) (equals - parameters[i]) : 0);
      if (name[0] == '\0' || g_strv_contains (protocol_parameters, name))
        {
          g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER,
                       _("The parameter “%s” belongs to the protocol and cannot be set."), name);
          return FALSE;
        }

      cck_http_request_add_form (self->request, name, equals + 1);
    }

  return TRUE;
}

static DexFuture *
reject_without_endpoint (CckMetadata *metadata, const char *endpoint)
{
  return dex_future_new_reject (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED,
                                _("“%s” has no %s."), cck_metadata_get_issuer (metadata), endpoint);
}

/* A provider may repeat in its answer what it was sent. */
static char *
call_dup_redacted (Call *self, const char *text)
{
  g_autoptr (GString) redacted = NULL;

  if (text == NULL)
    return NULL;

  redacted = g_string_new (text);
  for (guint i = 0; i < self->secrets->len; i++)
    {
      const char *secret = g_ptr_array_index (self->secrets, i);

      if (secret[0] != '\0')
        g_string_replace (redacted, secret, "***", 0);
    }

  return g_string_free_and_steal (g_steal_pointer (&redacted));
}

static GError *
call_new_oauth_error (Call *self, const char *word, const char *description)
{
  g_autofree char *shown_word = call_dup_redacted (self, word);
  g_autofree char *shown_description = call_dup_redacted (self, description);

  return cck_oauth_error_new_from_wire (shown_word, shown_description, NULL);
}

/* RFC 6749 §5.2. GitHub answers errors with status 200, so every answer is looked at. */
static GError *
call_dup_error (Call *self, CckHttpResponse *response)
{
  guint status = cck_http_response_get_status (response);
  g_autoptr (CckJson) json = NULL;
  const CckJsonValue *root;
  const char *word;

  json = cck_json_parse_bytes (cck_http_response_get_body (response), CCK_JSON_OBJECT, NULL);
  root = json != NULL ? cck_json_get_root (json) : NULL;
  word = cck_json_get_member_string (root, "error");
  if (word != NULL && cck_json_get_member (root, "access_token") == NULL)
    return call_new_oauth_error (self, word,
                                 cck_json_get_member_string (root, "error_description"));

  if (status >= 200 && status < 300)
    return NULL;

  /* RFC 6749 §5.2: 401 says invalid_client at these endpoints. */
  if (status == 401)
    return cck_oauth_error_new_from_wire ("invalid_client", NULL, NULL);

  return g_error_new (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER,
                      _("The provider refused the request without a reason (HTTP %u)."), status);
}

static CckHttpResponse *
call_await (Call *self, GError **error)
{
  g_autoptr (CckHttpResponse) response = NULL;
  GError *fault;

  response = dex_await_boxed (cck_http_send (self->http, self->request), error);
  if (response == NULL)
    return NULL;

  fault = call_dup_error (self, response);
  if (fault != NULL)
    {
      g_propagate_error (error, fault);
      return NULL;
    }

  return g_steal_pointer (&response);
}

static DexFuture *
exchange_fiber (gpointer user_data)
{
  Call *self = user_data;
  g_autoptr (CckHttpResponse) response = NULL;
  g_autoptr (CckTokenSet) tokens = NULL;
  g_autoptr (GError) error = NULL;

  response = call_await (self, &error);
  if (response != NULL)
    tokens = cck_token_set_parse (cck_http_response_get_body (response), self->scope, self->nonce,
                                  TRUE, self->now, &error);
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
refresh_fiber (gpointer user_data)
{
  Call *self = user_data;
  g_autoptr (CckHttpResponse) response = NULL;
  g_autoptr (CckTokenSet) fresh = NULL;
  g_autoptr (GError) error = NULL;

  response = call_await (self, &error);
  if (response != NULL)
    fresh = cck_token_set_parse (cck_http_response_get_body (response), self->scope, NULL, FALSE,
                                 self->now, &error);
  if (fresh == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (CCK_TYPE_TOKEN_SET, cck_token_set_merge (self->old, fresh));
}

static DexFuture *
revoke_fiber (gpointer user_data)
{
  Call *self = user_data;
  g_autoptr (CckHttpResponse) response = NULL;
  g_autoptr (GError) error = NULL;

  response = call_await (self, &error);
  if (response == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

static GError *
dup_userinfo_error (CckHttpResponse *response)
{
  guint status = cck_http_response_get_status (response);
  g_autoptr (CckJson) json = NULL;
  g_autoptr (GError) fault = NULL;

  if (status == 401 || status == 403)
    return g_error_new (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_TOKEN_REFUSED,
                        _("The provider does not accept the access token (HTTP %u). Refresh it or "
                          "sign in again."), status);

  if (status != 200)
    return g_error_new (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER,
                        _("The provider gave no user information (HTTP %u)."), status);

  /* OpenID Connect Core §5.3.2: JSON, or a signed answer that its caller verifies. */
  if (g_strcmp0 (cck_http_response_get_content_type (response), "application/jwt") == 0)
    return NULL;

  json = cck_json_parse_bytes (cck_http_response_get_body (response), CCK_JSON_OBJECT, &fault);
  if (json == NULL)
    return g_error_new (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER,
                        _("The user information cannot be read: %s"), fault->message);

  return NULL;
}

static DexFuture *
userinfo_fiber (gpointer user_data)
{
  Call *self = user_data;
  g_autoptr (CckHttpResponse) response = NULL;
  g_autoptr (GError) error = NULL;

  response = dex_await_boxed (cck_http_send (self->http, self->request), &error);
  if (response != NULL)
    error = dup_userinfo_error (response);
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (CCK_TYPE_HTTP_RESPONSE, g_steal_pointer (&response));
}

static DexFuture *
spawn (DexFiberFunc func, Call *call)
{
  return dex_scheduler_spawn (NULL, 0, func, call, (GDestroyNotify) call_free);
}

DexFuture *
cck_token_client_exchange (CckHttp *http,
                           CckClientAuth *client,
                           CckAuthorization *authorization,
                           CckAuthorizationResponse *response,
                           const char *const *parameters,
                           gint64 now)
{
  g_autoptr (Call) call = NULL;
  g_autoptr (CckSensitive) code = NULL;
  g_autoptr (GError) error = NULL;
  CckMetadata *metadata;

  g_return_val_if_fail (CCK_IS_HTTP (http), NULL);
  g_return_val_if_fail (client != NULL && authorization != NULL && response != NULL, NULL);

  /* RFC 9700 §4.4.2: the code goes to the issuer of this transaction, never anywhere else. */
  metadata = cck_authorization_get_metadata (authorization);
  if (cck_metadata_get_token_endpoint (metadata) == NULL)
    return reject_without_endpoint (metadata, "token_endpoint");

  code = cck_authorization_response_take_code (response);
  g_return_val_if_fail (code != NULL, NULL);

  /* RFC 6749 §4.1.3, RFC 7636 §4.5. */
  call = call_new (http, "POST", cck_metadata_get_token_endpoint (metadata), metadata);
  cck_http_request_add_form (call->request, "grant_type", "authorization_code");
  call_add_secret (call, "code", code);
  cck_http_request_add_form (call->request, "redirect_uri",
                             cck_authorization_get_redirect_uri (authorization));
  call_add_secret (call, "code_verifier", cck_authorization_get_verifier (authorization));
  call_apply_client (call, client);
  if (!call_add_parameters (call, parameters, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  call->scope = g_strdup (cck_authorization_get_scope (authorization));
  call->nonce = g_strdup (cck_authorization_get_nonce (authorization));
  call->now = now;

  return spawn (exchange_fiber, g_steal_pointer (&call));
}

DexFuture *
cck_token_client_refresh (CckHttp *http,
                          CckMetadata *metadata,
                          CckClientAuth *client,
                          CckTokenSet *tokens,
                          const char *const *parameters,
                          gint64 now)
{
  g_autoptr (Call) call = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (CCK_IS_HTTP (http), NULL);
  g_return_val_if_fail (metadata != NULL && client != NULL && tokens != NULL, NULL);

  if (cck_metadata_get_token_endpoint (metadata) == NULL)
    return reject_without_endpoint (metadata, "token_endpoint");

  if (cck_token_set_get_refresh_token (tokens) == NULL)
    return dex_future_new_reject (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_SIGN_IN_AGAIN, "%s",
                                  _("The provider gave no refresh token. Sign in again."));

  /* RFC 6749 §6. */
  call = call_new (http, "POST", cck_metadata_get_token_endpoint (metadata), metadata);
  cck_http_request_add_form (call->request, "grant_type", "refresh_token");
  call_add_secret (call, "refresh_token", cck_token_set_get_refresh_token (tokens));
  call_apply_client (call, client);
  if (!call_add_parameters (call, parameters, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  call->old = cck_token_set_ref (tokens);
  call->scope = g_strdup (cck_token_set_get_scope (tokens));
  call->now = now;

  return spawn (refresh_fiber, g_steal_pointer (&call));
}

DexFuture *
cck_token_client_revoke (CckHttp *http,
                         CckMetadata *metadata,
                         CckClientAuth *client,
                         const char *token,
                         const char *hint)
{
  Call *call;

  g_return_val_if_fail (CCK_IS_HTTP (http), NULL);
  g_return_val_if_fail (metadata != NULL && client != NULL && token != NULL, NULL);

  if (cck_metadata_get_revocation_endpoint (metadata) == NULL)
    return reject_without_endpoint (metadata, "revocation_endpoint");

  /* RFC 7009 §2.1. */
  call = call_new (http, "POST", cck_metadata_get_revocation_endpoint (metadata), metadata);
  call_add_secret (call, "token", token);
  if (hint != NULL)
    cck_http_request_add_form (call->request, "token_type_hint", hint);
  call_apply_client (call, client);

  return spawn (revoke_fiber, call);
}

DexFuture *
cck_token_client_userinfo (CckHttp *http, CckMetadata *metadata, const char *access_token)
{
  Call *call;

  g_return_val_if_fail (CCK_IS_HTTP (http), NULL);
  g_return_val_if_fail (metadata != NULL && access_token != NULL, NULL);

  if (cck_metadata_get_userinfo_endpoint (metadata) == NULL)
    return reject_without_endpoint (metadata, "userinfo_endpoint");

  call = call_new (http, "GET", cck_metadata_get_userinfo_endpoint (metadata), metadata);
  cck_http_request_set_accept (call->request, "application/json, application/jwt");
  cck_http_request_set_bearer (call->request, access_token);

  return spawn (userinfo_fiber, call);
}
