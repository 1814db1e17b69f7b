/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-registration-client.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "cck-client-refusal.h"
#include "cck-fiber.h"
#include "cck-http.h"
#include "cck-jwks.h"
#include "cck-oauth-error.h"
#include "cck-token-answer.h"

/* One request, and how its answer is read. */
typedef struct
{
  CckHttp *http;
  CckHttpRequest *request;
  gboolean is_end;
} Call;

static void
call_free (Call *self)
{
  g_object_unref (self->http);
  cck_http_request_unref (self->request);
  g_free (self);
}

static Call *
call_new (CckHttp *http, const char *method, const char *uri, CckHttpFlags flags, const char *token)
{
  Call *self = g_new0 (Call, 1);

  self->http = g_object_ref (http);
  /* RFC 9700 §4.12: never with CCK_HTTP_FOLLOW. */
  self->request = cck_http_request_new (method, uri, flags);
  if (token != NULL)
    cck_http_request_set_bearer (self->request, token);

  return self;
}

/* RFC 7591 §3.2.2, RFC 7592 §2: the token is for a protected resource, not for a client. */
static GError *
dup_refusal (Call *self, CckHttpResponse *response)
{
  guint status = cck_http_response_get_status (response);

  if (status == 401 || status == 403)
    return g_error_new (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_TOKEN_REFUSED,
                        cck_http_request_get_authorization (self->request) != NULL
                            ? _("The provider does not accept the token for registering clients "
                                "(HTTP %u).")
                            : _("The provider registers clients only with a token that it hands "
                                "out (HTTP %u)."),
                        status);

  return cck_client_refusal_new (self->request, response);
}

static DexFuture *
call_fiber (CckFiber *fiber, gpointer user_data)
{
  Call *self = user_data;
  CckHttpFlags flags = cck_http_request_get_flags (self->request);
  g_autoptr (CckHttpResponse) response = NULL;
  g_autoptr (CckClientRegistration) registration = NULL;
  g_autoptr (GError) error = NULL;
  guint status;

  response = dex_await_boxed (
      cck_fiber_until_dropped (fiber, cck_http_send (self->http, self->request)), &error);
  if (response == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* RFC 7592 §2.3: what isn’t there any more is ended too. */
  status = cck_http_response_get_status (response);
  if (self->is_end && (status == 401 || status == 404))
    return dex_future_new_true ();

  error = dup_refusal (self, response);
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (self->is_end)
    return dex_future_new_true ();

  registration =
      cck_client_registration_parse (cck_http_response_get_body (response), flags, &error);
  if (registration == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (CCK_TYPE_CLIENT_REGISTRATION, g_steal_pointer (&registration));
}

static DexFuture *
call_run (Call *self)
{
  return cck_fiber_spawn (call_fiber, self, (GDestroyNotify) call_free);
}

/* RFC 8252 §7.3: http on a loopback address, where only this computer can answer. */
static gboolean
is_loopback_redirect (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_str_equal (g_uri_get_scheme (uri), "http") &&
         g_uri_get_fragment (uri) == NULL &&
         cck_http_check_uri (text, CCK_HTTP_ALLOW_LOOPBACK, "redirect_uri", NULL);
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER, message);

  return FALSE;
}

/* RFC 7591 §2: our public keys. What could sign never leaves this computer. */
static gboolean
check_keys (const CckRegistrationRequest *request, GError **error)
{
  g_autoptr (CckJwks) keys = NULL;

  if (request->jwks == NULL)
    return request->auth_method != CCK_CLIENT_AUTH_PRIVATE_KEY_JWT ||
           refuse (error, _("Registering with “private_key_jwt” needs a public key."));

  keys = cck_jwks_new_from_data (request->jwks, strlen (request->jwks), NULL);
  if (keys == NULL || cck_jwks_get_n_entries (keys) == 0)
    return refuse (error, _("The keys to register are no key set."));

  for (guint i = 0; i < cck_jwks_get_n_entries (keys); i++)
    {
      CckJwk *jwk = cck_jwks_get_jwk (keys, i, NULL);

      if (jwk == NULL || cck_jwk_is_private (jwk))
        return refuse (error, _("Only public keys can be registered."));
    }

  return TRUE;
}

/* What goes into a header is one line of it; whoever hands the token out may make it of more than RFC
 * 6750 §2.1 allows. */
static gboolean
check_token (const char *token, GError **error)
{
  return token == NULL || (token[0] != '\0' && cck_token_answer_is_vschar (token)) ||
         refuse (error, _("The token for registering clients holds characters that no access "
                               "token has."));
}

static gboolean
check_redirects (const char *const *uris, GError **error)
{
  for (; uris != NULL && *uris != NULL; uris++)
    {
      if (is_loopback_redirect (*uris))
        continue;

      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER,
                   _("“%.200s” is no redirect URI on this computer. Use one that begins with "
                     "http://127.0.0.1/."), *uris);
      return FALSE;
    }

  return TRUE;
}

static void
add_list (JsonBuilder *builder, const char *name, const char *const *words)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (; words != NULL && *words != NULL; words++)
    json_builder_add_string_value (builder, *words);
  json_builder_end_array (builder);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

/* RFC 7591 §2, OpenID Connect Registration §2, RFC 9449 §5.2. */
static char *
dup_document (const CckRegistrationRequest *request)
{
  static const char *const grants[] = { "authorization_code", "refresh_token", NULL };
  static const char *const code[] = { "code", NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_text (builder, "client_name", request->client_name);
  add_text (builder, "application_type", "native");
  add_text (builder, "token_endpoint_auth_method",
            cck_client_auth_method_to_wire (request->auth_method));
  add_list (builder, "grant_types",
            request->grant_types != NULL ? request->grant_types : grants);
  /* §2.1: a client without a browser has no response type. */
  add_list (builder, "response_types", request->redirect_uris != NULL ? code : NULL);
  if (request->redirect_uris != NULL)
    add_list (builder, "redirect_uris", request->redirect_uris);
  if (request->scope != NULL)
    add_text (builder, "scope", request->scope);
  if (request->dpop_bound)
    {
      json_builder_set_member_name (builder, "dpop_bound_access_tokens");
      json_builder_add_boolean_value (builder, TRUE);
    }
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

/* The same with our keys, which are JSON already: they go in as the last member. */
static char *
dup_document_with_keys (const CckRegistrationRequest *request)
{
  g_autofree char *document = dup_document (request);
  g_autoptr (CckJson) keys = NULL;
  g_autofree char *compact = NULL;

  if (request->jwks == NULL)
    return g_steal_pointer (&document);

  keys = cck_json_parse (request->jwks, strlen (request->jwks), CCK_JSON_OBJECT, NULL);
  compact = cck_json_dup_compact (cck_json_get_root (keys));
  document[strlen (document) - 1] = '\0';

  return g_strdup_printf ("%s,\"jwks\":%s}", document, compact);
}

DexFuture *
cck_registration_client_register (CckHttp *http,
                                  CckMetadata *metadata,
                                  const CckRegistrationRequest *request,
                                  const char *initial_access_token)
{
  const char *endpoint;
  g_autofree char *document = NULL;
  g_autoptr (GError) error = NULL;
  Call *call;

  g_return_val_if_fail (CCK_IS_HTTP (http), NULL);
  g_return_val_if_fail (metadata != NULL, NULL);
  g_return_val_if_fail (request != NULL && request->client_name != NULL, NULL);

  endpoint = cck_metadata_get_registration_endpoint (metadata);
  if (endpoint == NULL)
    return dex_future_new_reject (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED,
                                  _("“%s” registers no clients by itself. Register Claimcheck at "
                                    "its own pages."), cck_metadata_get_issuer (metadata));

  if (!check_token (initial_access_token, &error) || !check_keys (request, &error) ||
      !check_redirects (request->redirect_uris, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  call = call_new (http, "POST", endpoint, cck_metadata_get_flags (metadata),
                   initial_access_token);
  document = dup_document_with_keys (request);
  cck_http_request_set_json (call->request, document);

  return call_run (call);
}

DexFuture *
cck_registration_client_read (CckHttp *http,
                              const char *uri,
                              const char *access_token,
                              CckHttpFlags flags)
{
  g_return_val_if_fail (CCK_IS_HTTP (http), NULL);
  g_return_val_if_fail (uri != NULL && access_token != NULL, NULL);

  return call_run (call_new (http, "GET", uri, flags & CCK_HTTP_ALLOW_LOOPBACK, access_token));
}

DexFuture *
cck_registration_client_delete (CckHttp *http,
                                const char *uri,
                                const char *access_token,
                                CckHttpFlags flags)
{
  Call *call;

  g_return_val_if_fail (CCK_IS_HTTP (http), NULL);
  g_return_val_if_fail (uri != NULL && access_token != NULL, NULL);

  call = call_new (http, "DELETE", uri, flags & CCK_HTTP_ALLOW_LOOPBACK, access_token);
  call->is_end = TRUE;

  return call_run (call);
}
