/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-test-request.h"

#include <string.h>

#include "cck-signature.h"

char *
cck_test_request_dup_form (const char *request, const char *name)
{
  const char *body = strstr (request, "\r\n\r\n");
  g_autoptr (GHashTable) form = NULL;

  g_assert_nonnull (body);
  form = g_uri_parse_params (body + 4, -1, "&", G_URI_PARAMS_WWW_FORM, NULL);

  return form != NULL ? g_strdup (g_hash_table_lookup (form, name)) : NULL;
}

char *
cck_test_request_dup_header (const char *request, const char *name)
{
  g_autofree char *start = g_strdup_printf ("\r\n%s: ", name);
  const char *found = strcasestr (request, start);

  if (found == NULL)
    return NULL;

  found += strlen (start);

  return g_strndup (found, strcspn (found, "\r"));
}

CckJwt *
cck_test_request_verify (const char *text, CckJwk *key)
{
  g_autoptr (GError) error = NULL;
  CckJwt *jwt = cck_jwt_parse (text, -1, CCK_JWT_FLAGS_NONE, &error);
  g_autoptr (CckJwk) own = NULL;
  gsize length, signature_length;
  const char *input;
  const guint8 *signature;

  g_assert_no_error (error);
  if (key != NULL)
    own = cck_jwk_ref (key);
  else
    own = cck_jwk_new_from_json (
        cck_json_get_member (cck_json_get_root (cck_jwt_get_header (jwt)), "jwk"), &error);
  g_assert_no_error (error);
  input = cck_jwt_get_signing_input (jwt, &length);
  signature = cck_jwt_get_signature (jwt, &signature_length);
  cck_signature_verify (cck_algorithm_from_name (cck_jwt_get_alg (jwt)), own, input, length,
                        signature, signature_length, &error);
  g_assert_no_error (error);

  return jwt;
}

static char *
dup_value (const CckJsonValue *value)
{
  const char *text = cck_json_get_string (value, NULL);

  if (value == NULL)
    return NULL;

  return text != NULL ? g_strdup (text) : cck_json_dup_compact (value);
}

char *
cck_test_request_dup_claim (CckJwt *jwt, const char *name)
{
  return dup_value (cck_jwt_get_claim (jwt, name));
}

char *
cck_test_request_dup_parameter (CckJwt *jwt, const char *name)
{
  return dup_value (cck_json_get_member (cck_json_get_root (cck_jwt_get_header (jwt)), name));
}

CckMetadata *
cck_test_request_new_metadata (CckTestServer *server, const char *extra)
{
  g_autofree char *issuer = cck_test_server_dup_uri (server, "");
  g_autofree char *text = NULL;
  g_autoptr (GBytes) document = NULL;
  g_autoptr (GError) error = NULL;
  CckMetadata *metadata;

  text = g_strdup_printf ("{\"issuer\":\"%s\",\"authorization_endpoint\":\"%s/authorize\","
                          "\"token_endpoint\":\"%s/token\",\"userinfo_endpoint\":\"%s/userinfo\","
                          "\"revocation_endpoint\":\"%s/revoke\"%s}",
                          issuer, issuer, issuer, issuer, issuer, extra != NULL ? extra : "");
  document = g_bytes_new (text, strlen (text));
  metadata = cck_metadata_parse (document, issuer, CCK_HTTP_ALLOW_LOOPBACK, &error);
  g_assert_no_error (error);

  return metadata;
}
