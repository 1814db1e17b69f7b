/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-http-secrets.h"

#include <string.h>

#include "cck-sensitive.h"

#define MIN_LENGTH 4

struct _CckHttpSecrets
{
  GPtrArray *texts;
};

/* Form parameters whose values are no secret (RFC 6749, 7009, 7523, 7636, 8628, 8693, 8707, 9126,
 * OpenID Connect Core). A parameter that nobody thought of is one. */
static const char *const public_parameters[] = {
  "acr_values", "audience", "client_assertion_type", "client_id", "code_challenge_method",
  "dpop_jkt", "grant_type", "max_age", "prompt", "redirect_uri", "requested_token_type",
  "resource", "response_mode", "response_type", "scope", "subject_token_type",
  "token_type_hint", "ui_locales", NULL
};

gboolean
cck_http_secrets_may_show (const char *parameter)
{
  g_return_val_if_fail (parameter != NULL, FALSE);

  return g_strv_contains (public_parameters, parameter);
}

void
cck_http_secrets_add (CckHttpSecrets *self, const char *secret)
{
  g_return_if_fail (self != NULL);

  if (secret != NULL && secret[0] != '\0')
    g_ptr_array_add (self->texts, g_strdup (secret));
}

/* The password of HTTP Basic, as it was encoded (RFC 6749 §2.3.1) and before. */
static void
add_password (CckHttpSecrets *self, const char *encoded)
{
  gsize length;
  g_autofree guchar *bytes = g_base64_decode (encoded, &length);
  g_autoptr (CckSensitive) pair = g_strndup ((const char *) bytes, length);
  g_autoptr (CckSensitive) plain = NULL;
  const char *colon = strchr (pair, ':');

  explicit_bzero (bytes, length);
  if (colon == NULL)
    return;

  cck_http_secrets_add (self, colon + 1);
  for (char *c = pair; *c != '\0'; c++)
    {
      if (*c == '+')
        *c = ' ';
    }
  plain = g_uri_unescape_string (colon + 1, NULL);
  cck_http_secrets_add (self, plain);
}

static void
add_authorization (CckHttpSecrets *self, const char *authorization)
{
  const char *space = authorization != NULL ? strchr (authorization, ' ') : NULL;

  if (space == NULL)
    return;

  cck_http_secrets_add (self, space + 1);
  if (g_str_has_prefix (authorization, "Basic "))
    add_password (self, space + 1);
}

CckHttpSecrets *
cck_http_secrets_new (CckHttpRequest *request)
{
  CckHttpSecrets *self = g_new0 (CckHttpSecrets, 1);

  self->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) cck_sensitive_free);
  for (guint i = 0; i < cck_http_request_get_n_form (request); i++)
    {
      const char *value = cck_http_request_get_form_value (request, i);
      g_autoptr (CckSensitive) encoded = NULL;

      /* A flag such as “1” stands in every other text. */
      if (strlen (value) < MIN_LENGTH ||
          cck_http_secrets_may_show (cck_http_request_get_form_name (request, i)))
        continue;

      encoded = cck_http_form_encode (value);
      cck_http_secrets_add (self, value);
      cck_http_secrets_add (self, encoded);
    }
  add_authorization (self, cck_http_request_get_authorization (request));
  cck_http_secrets_add (self, cck_http_request_get_proof (request));

  return self;
}

void
cck_http_secrets_free (CckHttpSecrets *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->texts);
  g_free (self);
}

gboolean
cck_http_secrets_are_in (CckHttpSecrets *self, const char *text)
{
  g_return_val_if_fail (self != NULL && text != NULL, TRUE);

  for (guint i = 0; i < self->texts->len; i++)
    {
      if (strstr (text, g_ptr_array_index (self->texts, i)) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* The longest first: what one of them leaves over of another would be seen. */
static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  gsize length_a = strlen (*(const char *const *) a);
  gsize length_b = strlen (*(const char *const *) b);

  return length_a < length_b ? 1 : length_a > length_b ? -1 : 0;
}

char *
cck_http_secrets_dup_redacted (CckHttpSecrets *self, const char *text)
{
  g_autoptr (GString) redacted = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (text == NULL)
    return NULL;

  g_ptr_array_sort (self->texts, compare_lengths);
  redacted = g_string_new (text);
  for (guint i = 0; i < self->texts->len; i++)
    g_string_replace (redacted, g_ptr_array_index (self->texts, i), "***", 0);

  return g_string_free_and_steal (g_steal_pointer (&redacted));
}
