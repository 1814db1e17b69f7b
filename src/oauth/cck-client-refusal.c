/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-client-refusal.h"

#include <glib/gi18n-lib.h>

#include "cck-http-secrets.h"
#include "cck-json.h"
#include "cck-oauth-error.h"

#define NONCE_WORD "use_dpop_nonce"

/* The error object in the body; @json keeps it. GitHub answers errors with status 200, so every
 * answer is looked at. */
static const CckJsonValue *
find_error (CckHttpResponse *response, CckJson **json)
{
  const CckJsonValue *root;

  *json = cck_json_parse_bytes (cck_http_response_get_body (response), CCK_JSON_OBJECT, NULL);
  root = *json != NULL ? cck_json_get_root (*json) : NULL;
  if (cck_json_get_member_string (root, "error") == NULL ||
      cck_json_get_member (root, "access_token") != NULL)
    return NULL;

  return root;
}

gboolean
cck_client_refusal_asks_for_nonce (CckHttpResponse *response)
{
  guint status = cck_http_response_get_status (response);
  g_autoptr (CckJson) json = NULL;
  const CckJsonValue *root;

  /* RFC 9449 §8: 400 with an error object; §9: 401 with a challenge. */
  if (status != 400 && status != 401)
    return FALSE;

  root = find_error (response, &json);

  return g_strcmp0 (cck_json_get_member_string (root, "error"), NONCE_WORD) == 0 ||
         g_strcmp0 (cck_http_response_get_challenge_error (response), NONCE_WORD) == 0;
}

gboolean
cck_client_refusal_is_of_client (CckHttpResponse *response)
{
  guint status = cck_http_response_get_status (response);
  g_autoptr (CckJson) json = NULL;
  const CckJsonValue *root;

  if (status != 400 && status != 401)
    return FALSE;

  root = find_error (response, &json);

  return g_strcmp0 (cck_json_get_member_string (root, "error"), "invalid_client") == 0;
}

GError *
cck_client_refusal_new (CckHttpRequest *request, CckHttpResponse *response)
{
  guint status = cck_http_response_get_status (response);
  g_autoptr (CckJson) json = NULL;
  const CckJsonValue *root = find_error (response, &json);

  if (root != NULL)
    {
      g_autoptr (CckHttpSecrets) secrets = cck_http_secrets_new (request);
      g_autofree char *word = NULL;
      g_autofree char *description = NULL;

      /* A provider may repeat in its answer what it was sent. */
      word = cck_http_secrets_dup_redacted (secrets, cck_json_get_member_string (root, "error"));
      description = cck_http_secrets_dup_redacted (
          secrets, cck_json_get_member_string (root, "error_description"));

      return cck_oauth_error_new_from_wire (word, description, NULL);
    }

  if (status >= 200 && status < 300)
    return NULL;

  /* RFC 6749 §5.2: 401 says invalid_client at these endpoints. */
  if (status == 401)
    return cck_oauth_error_new_from_wire ("invalid_client", NULL, NULL);

  return g_error_new (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER,
                      _("The provider refused the request without a reason (HTTP %u)."), status);
}
