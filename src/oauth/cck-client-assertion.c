/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-client-assertion.h"

#include <string.h>

#include "cck-client-signature.h"
#include "cck-sensitive.h"

#define LIFETIME 60
#define JTI_BYTES 16

/* Providers that document their token endpoint as the only audience: Microsoft Entra ID and Okta.
 * A name that begins with a dot stands for what ends with it. */
static const char *const endpoint_is_audience[] = {
  "login.microsoftonline.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn",
  ".ciamlogin.com", ".okta.com", ".okta-emea.com", ".okta-gov.com", ".oktapreview.com",
};

static gboolean
wants_endpoint (const char *host)
{
  for (gsize i = 0; i < G_N_ELEMENTS (endpoint_is_audience); i++)
    {
      const char *known = endpoint_is_audience[i];

      if (known[0] == '.' ? g_str_has_suffix (host, known) : g_str_equal (host, known))
        return TRUE;
    }

  return FALSE;
}

CckAssertionAudience
cck_client_assertion_choose_audience (CckMetadata *metadata)
{
  const char *issuer = cck_metadata_get_issuer (metadata);
  g_autoptr (GUri) parsed = g_uri_parse (issuer, G_URI_FLAGS_NONE, NULL);

  /* An audience that a provider can choose is one that it can choose to be another provider’s, which
   * would take the assertion (draft-ietf-oauth-rfc7523bis §4, RFC 9126 §2). */
  if (parsed != NULL && g_uri_get_host (parsed) != NULL &&
      wants_endpoint (g_uri_get_host (parsed)) &&
      cck_client_assertion_may_name_endpoint (metadata, issuer))
    return CCK_ASSERTION_FOR_ENDPOINT;

  return CCK_ASSERTION_FOR_ISSUER;
}

gboolean
cck_client_assertion_may_name_endpoint (CckMetadata *metadata, const char *target)
{
  const char *endpoint = cck_metadata_get_token_endpoint (metadata);
  g_autoptr (GUri) one = NULL;
  g_autoptr (GUri) other = NULL;

  if (endpoint == NULL)
    return FALSE;

  one = g_uri_parse (endpoint, G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  other = g_uri_parse (target, G_URI_FLAGS_SCHEME_NORMALIZE, NULL);

  return one != NULL && other != NULL &&
         g_strcmp0 (g_uri_get_scheme (one), g_uri_get_scheme (other)) == 0 &&
         g_strcmp0 (g_uri_get_host (one), g_uri_get_host (other)) == 0 &&
         g_uri_get_port (one) == g_uri_get_port (other);
}

char *
cck_client_assertion_dup (CckJwk *key,
                          const char *client_id,
                          CckMetadata *metadata,
                          CckAssertionAudience audience,
                          gint64 now,
                          GError **error)
{
  g_autoptr (JsonBuilder) claims = json_builder_new ();
  g_autofree char *jti = NULL;
  const char *aud = cck_metadata_get_issuer (metadata);

  g_return_val_if_fail (key != NULL && client_id != NULL && metadata != NULL, NULL);

  if (audience == CCK_ASSERTION_FOR_ENDPOINT)
    aud = cck_metadata_get_token_endpoint (metadata);
  g_return_val_if_fail (aud != NULL, NULL);

  jti = cck_sensitive_new_random (JTI_BYTES, error);
  if (jti == NULL)
    return NULL;

  /* RFC 7523 §3, OpenID Connect Core §9. */
  json_builder_begin_object (claims);
  cck_client_signature_add_string (claims, "iss", client_id);
  cck_client_signature_add_string (claims, "sub", client_id);
  cck_client_signature_add_string (claims, "aud", aud);
  cck_client_signature_add_string (claims, "jti", jti);
  cck_client_signature_add_int (claims, "iat", now);
  cck_client_signature_add_int (claims, "nbf", now);
  cck_client_signature_add_int (claims, "exp", now + LIFETIME);

  return cck_client_signature_sign (
      key, cck_metadata_get_token_endpoint_auth_signing_alg_values_supported (metadata), "JWT",
      claims, error);
}
