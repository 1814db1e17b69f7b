/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-registration.h"

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <string.h>

#include "cck-base64url.h"
#include "cck-practice-answer.h"
#include "cck-practice-json.h"
#include "cck-practice-request.h"

#define RANDOM_SIZE 32
#define LONGEST_TEXT 256
#define MOST_URIS 8

/* What is wrong with a registration (RFC 7591 §3.2.2). */
typedef struct
{
  const char *error; /* %NULL: nothing */
  const char *description;
} Fault;

static void
set_fault (Fault      *fault,
           const char *error,
           const char *description)
{
  if (fault->error == NULL)
    *fault = (Fault) { error, description };
}

static char *
dup_random (Fault *fault)
{
  guint8 bytes[RANDOM_SIZE];

  if (gnutls_rnd (GNUTLS_RND_KEY, bytes, sizeof bytes) != GNUTLS_E_SUCCESS)
    {
      set_fault (fault, "server_error", "there were no random numbers");
      return NULL;
    }

  return cck_base64url_encode (bytes, sizeof bytes);
}

static char *
dup_text (const CckJsonValue *metadata,
          const char         *name,
          Fault              *fault)
{
  const CckJsonValue *value = cck_json_get_member (metadata, name);
  const char *text = cck_json_get_string (value, NULL);

  if (value != NULL && (text == NULL || strlen (text) > LONGEST_TEXT))
    set_fault (fault, "invalid_client_metadata", "a member is no string of at most 256 bytes");

  return fault->error == NULL ? g_strdup (text) : NULL;
}

/* RFC 8252 §7.3, §8.4: a native client registers its whole redirect URI, but for the port. */
static GStrv
dup_uris (const CckJsonValue *metadata,
          const char         *name,
          Fault              *fault)
{
  g_auto (GStrv) uris = cck_json_dup_member_strv (metadata, name);

  if (cck_json_get_member (metadata, name) == NULL)
    return NULL;
  if (uris == NULL || g_strv_length (uris) == 0 || g_strv_length (uris) > MOST_URIS)
    {
      set_fault (fault, "invalid_redirect_uri", "a list of one to eight addresses is required");
      return NULL;
    }

  for (guint i = 0; uris[i] != NULL; i++)
    if (!cck_practice_request_is_loopback_uri (uris[i]))
      set_fault (fault, "invalid_redirect_uri",
                 "addresses have to be http at 127.0.0.1 or [::1], without a fragment");

  return fault->error == NULL ? g_steal_pointer (&uris) : NULL;
}

static GStrv
dup_grant_types (const CckJsonValue *metadata,
                 Fault              *fault)
{
  static const char *const known[] = {
    "authorization_code", "refresh_token", "client_credentials",
    "urn:ietf:params:oauth:grant-type:device_code",
    "urn:ietf:params:oauth:grant-type:token-exchange", NULL,
  };
  static const char *const usual[] = { "authorization_code", "refresh_token", NULL };
  g_auto (GStrv) types = cck_json_dup_member_strv (metadata, "grant_types");

  /* RFC 7591 §2: authorization_code where nothing is said. We refresh as well. */
  if (cck_json_get_member (metadata, "grant_types") == NULL)
    return g_strdupv ((char **) usual);

  for (guint i = 0; types != NULL && types[i] != NULL; i++)
    if (!g_strv_contains (known, types[i]))
      set_fault (fault, "invalid_client_metadata", "a grant type is not supported");
  if (types == NULL || g_strv_length (types) > G_N_ELEMENTS (known))
    set_fault (fault, "invalid_client_metadata", "grant_types is no list of grant types");

  return fault->error == NULL ? g_steal_pointer (&types) : NULL;
}

static char *
dup_algorithm (const CckJsonValue *metadata,
               const char         *name,
               Fault              *fault)
{
  g_autofree char *algorithm = dup_text (metadata, name, fault);

  if (algorithm != NULL && !g_str_equal (algorithm, "RS256") && !g_str_equal (algorithm, "ES256"))
    set_fault (fault, "invalid_client_metadata", "the signature algorithms are RS256 and ES256");

  return fault->error == NULL ? g_steal_pointer (&algorithm) : NULL;
}

static void
read_authentication (CckPracticeClient  *client,
                     const CckJsonValue *metadata,
                     Fault              *fault)
{
  const CckJsonValue *jwks = cck_json_get_member (metadata, "jwks");
  g_autofree char *method = dup_text (metadata, "token_endpoint_auth_method", fault);

  /* RFC 7591 §2: client_secret_basic where nothing is said. */
  client->method = CCK_PRACTICE_AUTH_BASIC;
  if (method != NULL && !cck_practice_auth_method_from_name (method, &client->method))
    set_fault (fault, "invalid_client_metadata",
               "token_endpoint_auth_method is none of those in the metadata");

  if (jwks != NULL)
    {
      g_autofree char *text = cck_json_dup_compact (jwks);

      client->jwks = cck_jwks_new_from_data (text, strlen (text), NULL);
    }
  /* Nothing is ever fetched from an address in a registration (RFC 7591 §5). */
  if (cck_json_get_member (metadata, "jwks_uri") != NULL)
    set_fault (fault, "invalid_client_metadata", "send the keys in jwks: jwks_uri is not fetched");
  if (jwks != NULL && client->jwks == NULL)
    set_fault (fault, "invalid_client_metadata", "jwks is no set of keys");
  if (client->method == CCK_PRACTICE_AUTH_KEY_JWT && client->jwks == NULL)
    set_fault (fault, "invalid_client_metadata", "private_key_jwt needs a key in jwks");
  if (client->method != CCK_PRACTICE_AUTH_NONE && client->method != CCK_PRACTICE_AUTH_KEY_JWT)
    client->secret = dup_random (fault);
}

static CckPracticeClient *
read_client (CckPracticeContext *context,
             const CckJsonValue *metadata,
             Fault              *fault)
{
  g_autofree char *random = dup_random (fault);
  g_autofree char *id = g_strndup (random != NULL ? random : "", 16);
  g_autofree char *full_id = g_strconcat (CCK_PRACTICE_REGISTERED_PREFIX, id, NULL);
  CckPracticeClient *client = cck_practice_client_new (full_id);

  client->name = dup_text (metadata, "client_name", fault);
  client->scope = dup_text (metadata, "scope", fault);
  client->redirect_uris = dup_uris (metadata, "redirect_uris", fault);
  client->post_logout_redirect_uris = dup_uris (metadata, "post_logout_redirect_uris", fault);
  client->grant_types = dup_grant_types (metadata, fault);
  client->id_token_alg = dup_algorithm (metadata, "id_token_signed_response_alg", fault);
  client->userinfo_alg = dup_algorithm (metadata, "userinfo_signed_response_alg", fault);
  cck_json_get_member_boolean (metadata, "dpop_bound_access_tokens", &client->dpop_bound);
  cck_json_get_member_boolean (metadata, "require_pushed_authorization_requests",
                               &client->par_only);
  read_authentication (client, metadata, fault);
  client->registration_token = dup_random (fault);
  client->issued_at = cck_practice_context_now (context);

  /* RFC 7591 §2 */
  if (client->redirect_uris == NULL && client->grant_types != NULL &&
      cck_practice_client_may_use_grant (client, "authorization_code"))
    set_fault (fault, "invalid_redirect_uri", "redirect_uris is missing");

  return client;
}

/* RFC 7591 §3.2.1, RFC 7592 §3 */
static void
answer_client (CckPracticeContext *context,
               SoupServerMessage  *message,
               guint               status,
               CckPracticeClient  *client)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *uri = g_strconcat (context->issuer, "/register?client_id=", client->id, NULL);

  json_builder_begin_object (builder);
  cck_practice_json_add_string (builder, "client_id", client->id);
  cck_practice_json_add_int (builder, "client_id_issued_at", client->issued_at);
  cck_practice_json_add_string (builder, "client_secret", client->secret);
  if (client->secret != NULL)
    cck_practice_json_add_int (builder, "client_secret_expires_at", 0);
  cck_practice_json_add_string (builder, "registration_access_token", client->registration_token);
  cck_practice_json_add_string (builder, "registration_client_uri", uri);
  cck_practice_json_add_string (builder, "token_endpoint_auth_method",
                                cck_practice_auth_method_get_name (client->method));
  cck_practice_json_add_string (builder, "client_name", client->name);
  cck_practice_json_add_string (builder, "scope", client->scope);
  cck_practice_json_add_list (builder, "grant_types", (const char * const *) client->grant_types);
  cck_practice_json_add_words (builder, "response_types", "code");
  cck_practice_json_add_list (builder, "redirect_uris",
                              (const char * const *) client->redirect_uris);
  cck_practice_json_add_list (builder, "post_logout_redirect_uris",
                              (const char * const *) client->post_logout_redirect_uris);
  cck_practice_json_add_string (builder, "id_token_signed_response_alg", client->id_token_alg);
  cck_practice_json_add_string (builder, "userinfo_signed_response_alg", client->userinfo_alg);
  cck_practice_json_add_boolean (builder, "dpop_bound_access_tokens", client->dpop_bound);
  cck_practice_json_add_boolean (builder, "require_pushed_authorization_requests",
                                 client->par_only);
  json_builder_end_object (builder);
  cck_practice_answer_json (message, status, builder);
}

void
cck_practice_register (CckPracticeContext *context,
                       SoupServerMessage  *message,
                       GBytes             *body)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autoptr (CckJson) json = cck_json_parse_bytes (body, CCK_JSON_OBJECT, NULL);
  g_autoptr (CckPracticeClient) client = NULL;
  Fault fault = { NULL, NULL };

  if (json == NULL || g_strcmp0 (soup_message_headers_get_content_type (headers, NULL),
                                 "application/json") != 0)
    {
      cck_practice_answer_error (message, SOUP_STATUS_BAD_REQUEST, "invalid_client_metadata",
                                 "the body is no JSON object of type application/json");
      return;
    }

  client = read_client (context, cck_json_get_root (json), &fault);
  if (fault.error != NULL)
    {
      cck_practice_answer_error (message, SOUP_STATUS_BAD_REQUEST, fault.error, fault.description);
      return;
    }

  cck_practice_clients_add (context->clients, client);
  context->statistics.registrations++;
  answer_client (context, message, SOUP_STATUS_CREATED, client);
}

static gboolean
has_token (SoupServerMessage *message,
           CckPracticeClient *client)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *value = soup_message_headers_get_one (headers, "Authorization");
  gsize length;

  if (value == NULL || g_ascii_strncasecmp (value, "Bearer ", 7) != 0 || client == NULL ||
      client->registration_token == NULL)
    return FALSE;

  length = strlen (client->registration_token);
  return strlen (value + 7) == length &&
         gnutls_memcmp (value + 7, client->registration_token, length) == 0;
}

void
cck_practice_configure (CckPracticeContext *context,
                        SoupServerMessage  *message,
                        CckPracticeForm    *form)
{
  const char *client_id = cck_practice_form_get (form, "client_id");
  g_autoptr (CckPracticeClient) client =
    client_id != NULL ? cck_practice_clients_find (context->clients, client_id) : NULL;

  /* RFC 7592 §2: a client that is gone and a wrong token are answered alike. */
  if (!has_token (message, client))
    cck_practice_answer_challenge (message, "Bearer", "invalid_token",
                                   "the registration access token is not that of this client");
  else if (soup_server_message_get_method (message) == SOUP_METHOD_DELETE)
    {
      cck_practice_clients_remove (context->clients, client_id);
      cck_practice_answer_empty (message, SOUP_STATUS_NO_CONTENT);
    }
  else
    answer_client (context, message, SOUP_STATUS_OK, client);
}
