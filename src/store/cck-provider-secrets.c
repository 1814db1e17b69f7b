/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-provider-secrets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-provider-private.h"
#include "cck-store-error.h"

/* Compared in lower case and without "-" and "_". The members of a private or symmetric JWK
 * (RFC 7518 §6.2.2, §6.3.2, §6.4). */
static const char * const secret_names[] = {
  "d", "p", "q", "dp", "dq", "qi", "oth", "k", "jwk", "jwks", "pin", "code", "auth", "authorization",
  "cookie", "assertion", "key", "pem", NULL
};

/* Anywhere in a name. */
static const char * const secret_words[] = {
  "secret", "password", "passwd", "passphrase", "private", "credential", "apikey",
  "verifier", "bearer", NULL
};

static char *
fold (const char *name)
{
  GString *folded = g_string_new (NULL);

  for (const char *p = name; *p != '\0'; p++)
    {
      if (*p != '-' && *p != '_' && *p != '.' && *p != ' ')
        g_string_append_c (folded, g_ascii_tolower (*p));
    }

  return g_string_free_and_steal (folded);
}

static gboolean
is_secret_name (const char *name)
{
  g_autofree char *folded = fold (name);

  if (g_strv_contains (secret_names, folded))
    return TRUE;

  for (gsize i = 0; secret_words[i] != NULL; i++)
    {
      if (strstr (folded, secret_words[i]) != NULL)
        return TRUE;
    }

  /* "token_format" says something of a token, "id_token" is one. */
  return g_str_has_suffix (folded, "token") || g_str_has_suffix (folded, "tokens");
}

/* A private key in PEM, or a JWS or JWE in compact form (RFC 7515 §7.1: `{"` is `eyJ`). */
static gboolean
is_secret_text (const char *text)
{
  const char *token = strstr (text, "eyJ");

  if (strstr (text, "PRIVATE KEY-----") != NULL)
    return TRUE;

  for (; token != NULL; token = strstr (token + 1, "eyJ"))
    {
      gsize length = strspn (token, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

      if (length > 8 && token[length] == '.')
        return TRUE;
    }

  return FALSE;
}

static gboolean
set_has_secret (GError     **error,
                const char  *origin,
                const char  *name)
{
  g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_HAS_SECRET,
               /* Translators: the file, then the member’s name. */
               _("“%s” seems to hold a secret in “%s”. Such a file holds none, as it is made to be "
                 "handed on: take it out, and enter the secret here."),
               origin, name);

  return FALSE;
}

/* CckJson bounds the depth. @top: its members are a provider's, whose meaning is known. */
static gboolean
check_value (const CckJsonValue  *value,
             gboolean             top,
             const char          *name,
             const char          *origin,
             GError             **error)
{
  const char *text = cck_json_get_string (value, NULL);
  const CckJsonValue *item;
  CckJsonIter iter;
  const char *member;

  if (text != NULL && is_secret_text (text))
    return set_has_secret (error, origin, name);

  cck_json_iter_init (&iter, value);
  while (cck_json_iter_next (&iter, &member, NULL, &item))
    {
      if (member != NULL && !(top && cck_provider_knows_member (member)) && is_secret_name (member))
        return set_has_secret (error, origin, member);

      if (!check_value (item, FALSE, member != NULL ? member : name, origin, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
cck_json_check_no_secrets (const CckJsonValue  *root,
                           const char          *origin,
                           GError             **error)
{
  return check_value (root, TRUE, "", origin, error);
}

static gboolean
check_address (const char  *uri,
               GError     **error)
{
  g_autoptr (GUri) parsed = uri != NULL ? g_uri_parse (uri, G_URI_FLAGS_ENCODED, NULL) : NULL;
  const char *query = parsed != NULL ? g_uri_get_query (parsed) : NULL;
  GUriParamsIter iter;
  char *name;
  char *value;

  if (query == NULL)
    return TRUE;

  g_uri_params_iter_init (&iter, query, -1, "&", G_URI_PARAMS_WWW_FORM);
  while (g_uri_params_iter_next (&iter, &name, &value, NULL))
    {
      g_autofree char *own_name = name;
      g_autofree char *own_value = value;

      if (is_secret_name (own_name) || is_secret_text (own_value))
        {
          g_autofree char *host = g_strdup (g_uri_get_host (parsed));

          return set_has_secret (error, host != NULL ? host : "", own_name);
        }
    }

  return TRUE;
}

static gboolean
check_parameters (CckProvider  *provider,
                  GError      **error)
{
  const char * const *parameters = cck_provider_get_parameters (provider);

  for (gsize i = 0; parameters[i] != NULL; i++)
    {
      g_autofree char *request = NULL;
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      if (cck_provider_split_parameter (parameters[i], &request, &name, &value)
          && (is_secret_name (name) || is_secret_text (value)))
        return set_has_secret (error, cck_provider_get_name (provider), name);
    }

  return TRUE;
}

gboolean
cck_provider_check_no_secrets (CckProvider  *provider,
                               GError      **error)
{
  const char *addresses[CCK_PROVIDER_N_ENDPOINTS];

  cck_provider_list_endpoints (provider, addresses);

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      if (!check_address (addresses[i], error))
        return FALSE;
    }

  return check_parameters (provider, error);
}
