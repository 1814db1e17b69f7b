/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-token-part.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "cck-json.h"
#include "cck-jwt.h"
#include "cck-token-format.h"
#include "cck-token-input.h"
#include "cck-visible-text.h"

static void
part_free (gpointer data)
{
  CckTokenPart *part = data;

  g_free (part->name);
  cck_secret_unref (part->token);
  g_free (part);
}

static gboolean
is_token (const char *text,
          gsize       length)
{
  switch (cck_token_format_of (text, (gssize) length))
    {
    case CCK_TOKEN_FORMAT_JWS:
    case CCK_TOKEN_FORMAT_JWE:
    case CCK_TOKEN_FORMAT_SD_JWT:
      return TRUE;

    case CCK_TOKEN_FORMAT_OPAQUE:
    case CCK_TOKEN_FORMAT_JWS_JSON:
    case CCK_TOKEN_FORMAT_JWE_JSON:
    case CCK_TOKEN_FORMAT_PASETO:
    case CCK_TOKEN_FORMAT_BISCUIT:
    case CCK_TOKEN_FORMAT_MACAROON:
    case CCK_TOKEN_N_FORMATS:
    default:
      return FALSE;
    }
}

static void
add (GPtrArray  *parts,
     char       *name,
     const char *text,
     gsize       length)
{
  CckTokenPart *part;

  if (parts->len >= CCK_TOKEN_PARTS || !is_token (text, length))
    {
      g_free (name);
      return;
    }

  part = g_new0 (CckTokenPart, 1);
  part->name = name;
  part->token = cck_secret_new_len (text, length);
  g_ptr_array_add (parts, part);
}

static void
add_members (GPtrArray *parts,
             CckJson   *json)
{
  CckJsonIter iter;
  const CckJsonValue *item;
  const char *name;
  gsize name_length;

  cck_json_iter_init (&iter, cck_json_get_root (json));

  while (parts->len < CCK_TOKEN_PARTS && cck_json_iter_next (&iter, &name, &name_length, &item))
    {
      const char *text = cck_json_get_string (item, NULL);

      if (text != NULL && name != NULL)
        add (parts, cck_visible_text_new (name, (gssize) name_length), text, strlen (text));
    }
}

/* RFC 9901 §4: the issuer's JWT, disclosures, and behind the last "~" the proof of who holds it. */
static void
add_sd_jwt (GPtrArray  *parts,
            const char *text)
{
  const char *first = strchr (text, '~');
  const char *last = strrchr (text, '~');

  add (parts, g_strdup (_("Signed Part")), text, first - text);
  add (parts, g_strdup (_("Key Binding")), last + 1, strlen (last + 1));
}

static void
add_claims (GPtrArray  *parts,
            const char *text)
{
  g_autoptr (CckJwt) jwt = cck_jwt_parse (text, -1, CCK_JWT_KEEP_DUPLICATES, NULL);

  if (jwt != NULL && cck_jwt_get_payload (jwt) != NULL)
    add_members (parts, cck_jwt_get_payload (jwt));
}

static CckJson *
read_answer (const char *text,
             gsize       length)
{
  while (length > 0 && g_ascii_isspace (*text))
    {
      text++;
      length--;
    }

  if (length == 0 || *text != '{' ||
      cck_token_format_of (text, (gssize) length) != CCK_TOKEN_FORMAT_OPAQUE)
    return NULL;

  return cck_json_parse (text, length, CCK_JSON_OBJECT, NULL);
}

GPtrArray *
cck_token_part_list (const char *text,
                     gssize      length)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (part_free);
  g_autoptr (CckJson) answer = NULL;
  g_autoptr (CckSecret) token = NULL;
  g_autofree char *trimmed = NULL;

  g_return_val_if_fail (text != NULL, parts);

  answer = read_answer (text, length < 0 ? strlen (text) : (gsize) length);

  if (answer != NULL)
    {
      add_members (parts, answer);
      return parts;
    }

  token = cck_token_input_parse (text, length, &trimmed, NULL);

  if (token == NULL)
    return parts;

  if (cck_token_format_of (cck_secret_get_text (token), -1) == CCK_TOKEN_FORMAT_SD_JWT)
    add_sd_jwt (parts, cck_secret_get_text (token));
  else
    add_claims (parts, cck_secret_get_text (token));

  return parts;
}
