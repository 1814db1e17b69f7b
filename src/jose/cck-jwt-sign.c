/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-jwt.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-base64url.h"
#include "cck-jose-error.h"
#include "cck-signature.h"

static char *
make_signing_input (const char *header,
                    const char *payload)
{
  g_autofree char *first = cck_base64url_encode (header, strlen (header));
  g_autofree char *second = cck_base64url_encode (payload, strlen (payload));

  return g_strconcat (first, ".", second, NULL);
}

char *
cck_jwt_sign (const char  *header,
              const char  *payload,
              CckJwk      *jwk,
              GError     **error)
{
  g_autoptr (CckJson) parsed_header = NULL, parsed_payload = NULL;
  g_autofree char *input = NULL, *encoded = NULL;
  g_autoptr (GBytes) signature = NULL;
  CckAlgorithm algorithm;

  g_return_val_if_fail (header != NULL && payload != NULL, NULL);
  g_return_val_if_fail (jwk != NULL, NULL);

  parsed_header = cck_json_parse (header, strlen (header), CCK_JSON_OBJECT, error);
  if (parsed_header == NULL)
    return NULL;
  parsed_payload = cck_json_parse (payload, strlen (payload), CCK_JSON_OBJECT, error);
  if (parsed_payload == NULL)
    return NULL;

  algorithm = cck_algorithm_from_name (
    cck_json_get_member_string (cck_json_get_root (parsed_header), "alg"));
  if (algorithm == CCK_ALGORITHM_UNKNOWN)
    {
      g_set_error_literal (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_UNSUPPORTED,
                           _("The header names no algorithm that can sign"));
      return NULL;
    }

  input = make_signing_input (header, payload);
  signature = cck_signature_sign (algorithm, jwk, input, strlen (input), error);
  if (signature == NULL)
    return NULL;

  encoded = cck_base64url_encode (g_bytes_get_data (signature, NULL), g_bytes_get_size (signature));
  return g_strconcat (input, ".", encoded, NULL);
}
