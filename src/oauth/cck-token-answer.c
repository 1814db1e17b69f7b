/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-token-answer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-oauth-error.h"

/* Ten years: no access token lives longer, so a larger number says nothing. */
#define MAX_LIFETIME (G_GINT64_CONSTANT (3653) * 24 * 3600)

/* RFC 6750 §2.1: b64token = 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"=" */
gboolean
cck_token_answer_is_b64token (const char *text)
{
  gsize length = 0;

  while (g_ascii_isalnum (text[length]) ||
         (text[length] != '\0' && strchr ("-._~+/", text[length]) != NULL))
    length++;

  return length > 0 && text[length + strspn (text + length, "=")] == '\0';
}

/* RFC 6749 Appendix A.17: 1*VSCHAR */
gboolean
cck_token_answer_is_vschar (const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c < 0x20 || *c > 0x7e)
        return FALSE;
    }

  return TRUE;
}

/* A member that may be missing; null and "" are missing too. */
gboolean
cck_token_answer_read_optional (const CckJsonValue *root,
                                const char *name,
                                char **token,
                                GError **error)
{
  const CckJsonValue *value = cck_json_get_member (root, name);
  const char *text = cck_json_get_string (value, NULL);

  if (cck_json_get_value_type (value) == CCK_JSON_TYPE_NONE ||
      cck_json_get_value_type (value) == CCK_JSON_TYPE_NULL || g_strcmp0 (text, "") == 0)
    return TRUE;

  if (text == NULL || !cck_token_answer_is_vschar (text))
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_TOKEN,
                   _("The member “%s” of the provider’s answer is no token."), name);
      return FALSE;
    }

  *token = g_strdup (text);

  return TRUE;
}

gint64
cck_token_answer_read_lifetime (const CckJsonValue *root)
{
  const CckJsonValue *value = cck_json_get_member (root, "expires_in");
  const char *text = cck_json_get_string (value, NULL);
  double number = -1;
  guint64 digits;

  if (text != NULL && g_ascii_isdigit (text[0]) &&
      g_ascii_string_to_unsigned (text, 10, 0, (guint64) MAX_LIFETIME, &digits, NULL))
    return (gint64) digits;

  if (!cck_json_get_double (value, &number) || number < 0 || number > (double) MAX_LIFETIME)
    return -1;

  return (gint64) number;
}

char *
cck_token_answer_dup_scope (const CckJsonValue *root, const char *requested_scope)
{
  const CckJsonValue *value = cck_json_get_member (root, "scope");
  const char *scope = cck_json_get_string (value, NULL);
  g_auto (GStrv) words = NULL;

  if (scope != NULL && cck_token_answer_is_vschar (scope))
    return g_strdup (scope);

  /* Some providers write a list. */
  if (cck_json_get_value_type (value) == CCK_JSON_TYPE_ARRAY)
    words = cck_json_dup_member_strv (root, "scope");
  if (words != NULL)
    {
      g_autofree char *joined = g_strjoinv (" ", words);

      if (cck_token_answer_is_vschar (joined))
        return g_steal_pointer (&joined);
    }

  return g_strdup (requested_scope != NULL ? requested_scope : "");
}
