/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-client-signature.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-jwt.h"
#include "cck-oauth-error.h"
#include "cck-visible-text.h"

/* The best first. A provider that doesn’t say what it takes is likely to know the common ones. */
static const struct
{
  CckAlgorithm algorithm;
  gboolean common;
} preferences[] = {
  { CCK_ALGORITHM_ES256, TRUE },   { CCK_ALGORITHM_ES384, TRUE },  { CCK_ALGORITHM_ES512, TRUE },
  { CCK_ALGORITHM_EDDSA, TRUE },   { CCK_ALGORITHM_ED25519, FALSE }, { CCK_ALGORITHM_ED448, FALSE },
  { CCK_ALGORITHM_PS256, FALSE },  { CCK_ALGORITHM_PS384, FALSE }, { CCK_ALGORITHM_PS512, FALSE },
  { CCK_ALGORITHM_RS256, TRUE },   { CCK_ALGORITHM_RS384, FALSE }, { CCK_ALGORITHM_RS512, FALSE },
  { CCK_ALGORITHM_HS256, TRUE },   { CCK_ALGORITHM_HS384, FALSE }, { CCK_ALGORITHM_HS512, FALSE },
};

void
cck_client_signature_add_string (JsonBuilder *builder, const char *name, const char *value)
{
  g_return_if_fail (JSON_IS_BUILDER (builder));
  g_return_if_fail (name != NULL && value != NULL);

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

void
cck_client_signature_add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  g_return_if_fail (JSON_IS_BUILDER (builder));
  g_return_if_fail (name != NULL);

  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static char *
dup_text (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = NULL;

  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

static char *
dup_header (CckJwk *key, CckAlgorithm algorithm, const char *type)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  gsize length = 0;
  const char *kid = cck_jwk_get_kid (key, &length);

  json_builder_begin_object (builder);
  cck_client_signature_add_string (builder, "alg", cck_algorithm_get_name (algorithm));
  cck_client_signature_add_string (builder, "typ", type);
  if (kid != NULL && strlen (kid) == length)
    cck_client_signature_add_string (builder, "kid", kid);

  return dup_text (builder);
}

static gboolean
is_taken (gsize preference, CckJwk *key, const char *const *offered)
{
  CckAlgorithm algorithm = preferences[preference].algorithm;

  if (g_strcmp0 (cck_algorithm_get_kty (algorithm), cck_jwk_get_kty (key)) != 0)
    return FALSE;

  if (offered != NULL)
    return g_strv_contains (offered, cck_algorithm_get_name (algorithm));

  return preferences[preference].common || cck_jwk_get_alg (key) != NULL;
}

char *
cck_client_signature_sign (CckJwk *key,
                           const char *const *offered,
                           const char *type,
                           JsonBuilder *claims,
                           GError **error)
{
  g_autofree char *payload = NULL;
  g_autofree char *list = NULL;
  g_autofree char *shown = NULL;
  g_autoptr (GError) fault = NULL;

  g_return_val_if_fail (key != NULL && type != NULL, NULL);
  g_return_val_if_fail (JSON_IS_BUILDER (claims), NULL);

  payload = dup_text (claims);
  for (gsize i = 0; i < G_N_ELEMENTS (preferences); i++)
    {
      g_autofree char *header = NULL;
      char *jwt;

      if (!is_taken (i, key, offered))
        continue;

      /* The key decides what it can be used for: curve, `alg`, `use` and `key_ops` (RFC 7517 §4). */
      g_clear_error (&fault);
      header = dup_header (key, preferences[i].algorithm, type);
      jwt = cck_jwt_sign (header, payload, key, &fault);
      if (jwt != NULL)
        return jwt;
    }

  list = offered != NULL ? g_strjoinv (", ", (GStrv) offered) : NULL;
  shown = cck_visible_text_new (list != NULL ? list : "–", -1);
  if (fault != NULL)
    g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED,
                 _("The client’s key cannot be used: %s"), fault->message);
  else
    g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED,
                 /* Translators: the kind of key, then the algorithms that the provider names. */
                 _("The client’s key (%s) fits no algorithm that the provider takes: %.200s"),
                 cck_jwk_get_description (key), shown);

  return NULL;
}
