/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-pushed-authorization.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-authorization-private.h"
#include "cck-json.h"
#include "cck-oauth-error.h"

#define ENDPOINT "pushed_authorization_request_endpoint"
#define MAX_REQUEST_URI 2048

typedef struct
{
  CckClient *client;
  CckAuthorization *authorization;
  CckHttpRequest *request;
} Push;

static void
push_free (Push *self)
{
  cck_client_unref (self->client);
  cck_authorization_unref (self->authorization);
  cck_http_request_unref (self->request);
  g_free (self);
}

gboolean
cck_pushed_authorization_is_used (CckMetadata *metadata,
                                  gboolean asked_for,
                                  gboolean *used,
                                  GError **error)
{
  gboolean offered;

  g_return_val_if_fail (metadata != NULL, FALSE);
  g_return_val_if_fail (used != NULL, FALSE);

  offered = cck_metadata_get_pushed_authorization_request_endpoint (metadata) != NULL;
  *used = offered;
  if (offered || (!asked_for && !cck_metadata_get_require_pushed (metadata)))
    return TRUE;

  g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED,
               asked_for ? _("“%s” offers no pushed authorization requests (PAR). Switch them off "
                             "for this provider.")
                         : _("“%s” takes pushed authorization requests (PAR) only, and does not "
                             "say where. Contact the provider."),
               cck_metadata_get_issuer (metadata));

  return FALSE;
}

/* RFC 9126 §2.2: a URI reference, which goes into an address of ours and nowhere else. */
static gboolean
is_request_uri (const char *text)
{
  gsize length = 0;

  while (text != NULL && text[length] > 0x20 && text[length] < 0x7f)
    length++;

  return length > 0 && length <= MAX_REQUEST_URI && text[length] == '\0';
}

static gboolean
read_answer (Push *self, CckHttpResponse *response, GError **error)
{
  g_autoptr (CckJson) json = NULL;
  g_autoptr (GError) fault = NULL;
  const char *request_uri;

  json = cck_json_parse_bytes (cck_http_response_get_body (response), CCK_JSON_OBJECT, &fault);
  request_uri = cck_json_get_member_string (json != NULL ? cck_json_get_root (json) : NULL,
                                            "request_uri");
  if (!is_request_uri (request_uri))
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER,
                   _("The answer to the pushed authorization request cannot be read: %s"),
                   fault != NULL ? fault->message : _("It holds no “request_uri”."));
      return FALSE;
    }

  cck_authorization_carry (self->authorization, "request_uri", request_uri);

  return TRUE;
}

static DexFuture *
on_pushed (DexFuture *answered, gpointer user_data)
{
  const GValue *value = dex_future_get_value (answered, NULL);
  g_autoptr (GError) error = NULL;

  if (!read_answer (user_data, g_value_get_boxed (value), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

static void
add_parameter (const char *name, const char *value, gpointer user_data)
{
  cck_http_request_add_form (user_data, name, value);
}

DexFuture *
cck_pushed_authorization_push (CckClient *client, CckAuthorization *authorization, gint64 now)
{
  g_autoptr (GError) error = NULL;
  const char *endpoint;
  Push *self;

  g_return_val_if_fail (client != NULL && authorization != NULL, NULL);
  g_return_val_if_fail (g_strcmp0 (authorization->carrier_name, "request_uri") != 0, NULL);

  endpoint = cck_client_get_endpoint (client, ENDPOINT, &error);
  if (endpoint == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  self = g_new0 (Push, 1);
  /* RFC 9449 §10.1: a proof of the key here, as at the token endpoint later. */
  self->client = cck_client_with_dpop (client, authorization->dpop);
  self->authorization = cck_authorization_ref (authorization);
  self->request = cck_client_new_request (client, endpoint);

  /* RFC 9126 §2.1; with a request object §3. */
  if (authorization->carrier_name == NULL)
    cck_authorization_each_parameter (authorization, add_parameter, self->request);
  else
    {
      add_parameter ("client_id", authorization->client_id, self->request);
      add_parameter (authorization->carrier_name, authorization->carrier_value, self->request);
    }

  return dex_future_then (cck_client_send (self->client, self->request, now), on_pushed, self,
                          (GDestroyNotify) push_free);
}
