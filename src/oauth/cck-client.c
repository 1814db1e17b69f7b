/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-client.h"

#include <glib/gi18n-lib.h>

#include "cck-client-assertion.h"
#include "cck-client-call.h"
#include "cck-oauth-error.h"

/* What was learned of the provider; shared by the copies for single sessions. */
typedef struct
{
  gboolean offset_is_known;
  gint64 offset;
  CckAssertionAudience audience;
} Experience;

struct _CckClient
{
  gatomicrefcount ref_count;
  CckHttp *http;
  CckMetadata *metadata;
  CckClientAuth *auth;
  CckDpop *dpop;
  Experience *experience;
};

G_DEFINE_BOXED_TYPE (CckClient, cck_client, cck_client_ref, cck_client_unref)

static CckClient *
client_new (CckHttp *http, CckMetadata *metadata, CckClientAuth *auth)
{
  CckClient *self = g_new0 (CckClient, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->http = g_object_ref (http);
  self->metadata = cck_metadata_ref (metadata);
  self->auth = cck_client_auth_ref (auth);

  return self;
}

CckClient *
cck_client_new (CckHttp *http, CckMetadata *metadata, CckClientAuth *auth)
{
  CckClient *self;

  g_return_val_if_fail (CCK_IS_HTTP (http), NULL);
  g_return_val_if_fail (metadata != NULL && auth != NULL, NULL);

  self = client_new (http, metadata, auth);
  self->experience = g_rc_box_new0 (Experience);
  self->experience->audience = cck_client_assertion_choose_audience (metadata);

  return self;
}

CckClient *
cck_client_with_dpop (CckClient *self, CckDpop *dpop)
{
  CckClient *other;

  g_return_val_if_fail (self != NULL, NULL);

  other = client_new (self->http, self->metadata, self->auth);
  other->experience = g_rc_box_acquire (self->experience);
  other->dpop = dpop != NULL ? cck_dpop_ref (dpop) : NULL;

  return other;
}

CckClient *
cck_client_ref (CckClient *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cck_client_unref (CckClient *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_object_unref (self->http);
  cck_metadata_unref (self->metadata);
  cck_client_auth_unref (self->auth);
  g_clear_pointer (&self->dpop, cck_dpop_unref);
  g_rc_box_release (self->experience);
  g_free (self);
}

CckHttp *
cck_client_get_http (CckClient *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->http;
}

CckMetadata *
cck_client_get_metadata (CckClient *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->metadata;
}

CckClientAuth *
cck_client_get_auth (CckClient *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->auth;
}

CckDpop *
cck_client_get_dpop (CckClient *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->dpop;
}

const char *
cck_client_get_client_id (CckClient *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return cck_client_auth_get_client_id (self->auth);
}

const char *
cck_client_get_endpoint (CckClient *self, const char *name, GError **error)
{
  const char *endpoint = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  /* RFC 8705 §5. */
  if (cck_client_auth_get_method (self->auth) == CCK_CLIENT_AUTH_TLS)
    endpoint = cck_metadata_get_mtls_endpoint (self->metadata, name);
  if (endpoint == NULL)
    endpoint = cck_metadata_get_endpoint (self->metadata, name);
  if (endpoint == NULL)
    /* Translators: the issuer, then the endpoint’s name in its metadata. */
    g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED, _("“%s” has no %s."),
                 cck_metadata_get_issuer (self->metadata), name);

  return endpoint;
}

CckHttpRequest *
cck_client_new_request (CckClient *self, const char *endpoint)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (endpoint != NULL, NULL);

  /* RFC 9700 §4.12: never with CCK_HTTP_FOLLOW. */
  return cck_http_request_new ("POST", endpoint, cck_metadata_get_flags (self->metadata));
}

CckTokenSet *
cck_client_parse_tokens (CckClient *self,
                         CckHttpResponse *response,
                         const char *requested_scope,
                         const char *nonce,
                         gboolean needs_id_token,
                         gint64 now,
                         GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (response != NULL, NULL);

  return cck_token_set_parse_bound (cck_http_response_get_body (response), requested_scope, nonce,
                                    needs_id_token, self->dpop, now, error);
}

void
cck_client_note_date (CckClient *self, CckHttpResponse *response, gint64 now)
{
  gint64 date = cck_http_response_get_date (response);

  if (date == 0)
    return;

  self->experience->offset_is_known = TRUE;
  self->experience->offset = date - now;
}

gboolean
cck_client_get_clock_offset (CckClient *self, gint64 *offset)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (offset != NULL, FALSE);

  *offset = self->experience->offset;

  return self->experience->offset_is_known;
}

CckAssertionAudience
cck_client_get_audience (CckClient *self)
{
  return self->experience->audience;
}

void
cck_client_set_audience (CckClient *self, CckAssertionAudience audience)
{
  self->experience->audience = audience;
}
