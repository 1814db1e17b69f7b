/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-test-provider.h"

#include <string.h>

CckMetadata *
cck_test_provider_new_metadata (const char *extra)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) document = NULL;
  g_autoptr (GError) error = NULL;
  CckMetadata *metadata;

  text = g_strdup_printf ("{\"issuer\":\"" CCK_TEST_ISSUER "\","
                          "\"authorization_endpoint\":\"" CCK_TEST_ISSUER "/authorize\","
                          "\"token_endpoint\":\"" CCK_TEST_ISSUER "/token\"%s}",
                          extra != NULL ? extra : "");
  document = g_bytes_new (text, strlen (text));
  metadata = cck_metadata_parse (document, CCK_TEST_ISSUER, CCK_HTTP_NONE, &error);
  g_assert_no_error (error);

  return metadata;
}

char *
cck_test_provider_dup_parameter (CckAuthorization *authorization, const char *name)
{
  g_autofree char *uri = cck_authorization_dup_uri (authorization);
  g_autoptr (GHashTable) parameters = NULL;
  g_autoptr (GError) error = NULL;

  parameters = g_uri_parse_params (strchr (uri, '?') + 1, -1, "&", G_URI_PARAMS_WWW_FORM, &error);
  g_assert_no_error (error);

  return g_strdup (g_hash_table_lookup (parameters, name));
}
