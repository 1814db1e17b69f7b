/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-token-input.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "cck-json.h"
#include "cck-session-error.h"
#include "cck-token-format.h"

typedef struct
{
  const char *start;
  gsize       length;
} Span;

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

static gboolean
strip_space (Span *span)
{
  gsize before = span->length;

  while (span->length > 0 && is_space (span->start[0]))
    {
      span->start++;
      span->length--;
    }
  while (span->length > 0 && is_space (span->start[span->length - 1]))
    span->length--;

  return span->length != before;
}

static gboolean
strip_prefix (Span       *span,
              const char *prefix)
{
  gsize length = strlen (prefix);

  if (span->length <= length || g_ascii_strncasecmp (span->start, prefix, length) != 0)
    return FALSE;

  span->start += length;
  span->length -= length;

  return TRUE;
}

static gboolean
strip_quotes (Span *span)
{
  if (span->length < 3 || (span->start[0] != '"' && span->start[0] != '\'')
      || span->start[span->length - 1] != span->start[0])
    return FALSE;

  span->start++;
  span->length -= 2;

  return TRUE;
}

/* "Authorization: Bearer T", "Bearer T", "DPoP T", quotes around any of them. */
static gboolean
strip_wrapping (Span *span)
{
  gboolean quoted = strip_quotes (span);
  gboolean header = strip_prefix (span, "Authorization:");
  gboolean scheme;

  strip_space (span);
  scheme = strip_prefix (span, "Bearer ") || strip_prefix (span, "DPoP ");
  strip_space (span);

  return quoted || header || scheme;
}

/* The member of a token answer that is worth a look: an ID token says more than an access token. */
static CckSecret *
token_of_answer (Span    *span,
                 char   **trimmed,
                 GError **error)
{
  static const char *members[] = { "id_token", "access_token", "token" };
  g_autoptr (CckJson) json = cck_json_parse (span->start, span->length, CCK_JSON_OBJECT, error);

  if (json == NULL)
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *text = cck_json_get_member_string (cck_json_get_root (json), members[i]);

      if (text == NULL || *text == '\0')
        continue;

      *trimmed = g_strdup_printf (_("This is the member “%s” of the JSON text."), members[i]);
      return cck_secret_new (text);
    }

  g_set_error_literal (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_BAD_INPUT,
                       _("This JSON text has no member “id_token” or “access_token”."));

  return NULL;
}

CckSecret *
cck_token_input_parse (const char  *text,
                       gssize       length,
                       char       **trimmed,
                       GError     **error)
{
  Span span = { text, length < 0 ? strlen (text) : (gsize) length };
  const char *nul;
  gboolean spaced;

  *trimmed = NULL;
  spaced = strip_space (&span);

  if (span.length == 0)
    {
      g_set_error_literal (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_BAD_INPUT,
                           _("There is no token here."));
      return NULL;
    }

  nul = memchr (span.start, '\0', span.length);
  if (nul != NULL)
    {
      g_set_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_BAD_INPUT,
                   _("The token has a character that no token has (U+0000, character %zu)."),
                   (gsize) (nul - text) + 1);
      return NULL;
    }

  if (span.start[0] == '{' &&
      cck_token_format_of (span.start, (gssize) span.length) == CCK_TOKEN_FORMAT_OPAQUE)
    return token_of_answer (&span, trimmed, error);

  if (strip_wrapping (&span))
    *trimmed = g_strdup (_("What stood around the token was left out."));
  else if (spaced)
    *trimmed = g_strdup (_("White space around the token was left out."));

  return cck_secret_new_len (span.start, span.length);
}
