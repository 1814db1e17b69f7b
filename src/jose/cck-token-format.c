/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-token-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-jwt.h"

static const struct
{
  const char *name;
  const char *sentence;
} formats[CCK_TOKEN_N_FORMATS] = {
  [CCK_TOKEN_FORMAT_OPAQUE] = {
    "opaque", N_("This token is opaque. Only the provider can read it.") },
  [CCK_TOKEN_FORMAT_JWS] = { "jwt", NULL },
  [CCK_TOKEN_FORMAT_JWE] = {
    "encrypted", N_("This token is encrypted. Only its header can be read.") },
  [CCK_TOKEN_FORMAT_SD_JWT] = {
    "sd-jwt", N_("This is an SD-JWT, a token whose claims are disclosed one by one. The signed token "
                 "is what stands before the first “~”: that part can be checked here.") },
  [CCK_TOKEN_FORMAT_JWS_JSON] = {
    "jws-json", N_("This is signed data in the JSON serialization, which no JSON Web Token may have. "
                   "Only the compact form, three parts between dots, is checked here.") },
  [CCK_TOKEN_FORMAT_JWE_JSON] = {
    "jwe-json", N_("This is encrypted data in the JSON serialization, which no JSON Web Token may "
                   "have. Only the compact form, five parts between dots, is read here.") },
  [CCK_TOKEN_FORMAT_PASETO] = {
    "paseto", N_("This is a PASETO, a token of another family than JSON Web Tokens. It can’t be "
                 "checked here.") },
  [CCK_TOKEN_FORMAT_BISCUIT] = {
    "biscuit", N_("This is a Biscuit, a token of another family than JSON Web Tokens. It can’t be "
                  "checked here.") },
  [CCK_TOKEN_FORMAT_MACAROON] = {
    "macaroon", N_("This is a macaroon, a token of another family than JSON Web Tokens. Only the "
                   "service that made it can check it.") },
};

static gboolean
is_paseto (const char *text,
           gsize       length)
{
  static const char * const purposes[] = { "public.", "local." };

  if (length < 4 || text[0] != 'v' || text[1] < '1' || text[1] > '4' || text[2] != '.')
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (purposes); i++)
    if (length > 3 + strlen (purposes[i]) &&
        strncmp (text + 3, purposes[i], strlen (purposes[i])) == 0)
      return TRUE;

  return FALSE;
}

/* A packet is four hexadecimal digits of its length, a name and a value; the first one is the
 * location: "0021location https://…". */
static gboolean
is_macaroon (const char *text,
             gsize       length)
{
  char head[25] = { 0 };
  gsize size = 0;
  g_autofree guchar *bytes = NULL;

  if (length < 24)
    return FALSE;

  memcpy (head, text, 24);
  g_strdelimit (head, "-", '+');
  g_strdelimit (head, "_", '/');
  bytes = g_base64_decode (head, &size);
  if (size < 13 || memcmp (bytes + 4, "location ", 9) != 0)
    return FALSE;

  for (guint i = 0; i < 4; i++)
    if (!g_ascii_isxdigit ((char) bytes[i]))
      return FALSE;
  return TRUE;
}

static CckTokenFormat
format_of_json (const char *text,
                gsize       length)
{
  g_autoptr (CckJson) json = cck_json_parse (text, length,
                                             CCK_JSON_OBJECT | CCK_JSON_KEEP_DUPLICATES, NULL);
  const CckJsonValue *root = json != NULL ? cck_json_get_root (json) : NULL;

  if (cck_json_get_member_string (root, "payload") != NULL &&
      (cck_json_get_member (root, "signatures") != NULL ||
       cck_json_get_member (root, "signature") != NULL))
    return CCK_TOKEN_FORMAT_JWS_JSON;
  if (cck_json_get_member_string (root, "ciphertext") != NULL &&
      (cck_json_get_member (root, "protected") != NULL ||
       cck_json_get_member (root, "recipients") != NULL ||
       cck_json_get_member (root, "unprotected") != NULL))
    return CCK_TOKEN_FORMAT_JWE_JSON;

  return CCK_TOKEN_FORMAT_OPAQUE;
}

static CckTokenFormat
format_of_compact (const char *text,
                   gsize       length)
{
  const char *tilde = memchr (text, '~', length);

  if (tilde != NULL)
    return cck_token_form_of (text, tilde - text) == CCK_TOKEN_FORM_SIGNED
             ? CCK_TOKEN_FORMAT_SD_JWT : CCK_TOKEN_FORMAT_OPAQUE;

  switch (cck_token_form_of (text, (gssize) length))
    {
    case CCK_TOKEN_FORM_SIGNED:
      return CCK_TOKEN_FORMAT_JWS;
    case CCK_TOKEN_FORM_ENCRYPTED:
      return CCK_TOKEN_FORMAT_JWE;
    case CCK_TOKEN_FORM_OPAQUE:
    default:
      return CCK_TOKEN_FORMAT_OPAQUE;
    }
}

CckTokenFormat
cck_token_format_of (const char *text,
                     gssize      given)
{
  gsize length;

  g_return_val_if_fail (text != NULL, CCK_TOKEN_FORMAT_OPAQUE);

  length = given < 0 ? strlen (text) : (gsize) given;
  if (length > 0 && text[0] == '{')
    return format_of_json (text, length);
  if (is_paseto (text, length))
    return CCK_TOKEN_FORMAT_PASETO;
  if (length > 8 && strncmp (text, "biscuit:", 8) == 0)
    return CCK_TOKEN_FORMAT_BISCUIT;
  if (is_macaroon (text, length))
    return CCK_TOKEN_FORMAT_MACAROON;

  return format_of_compact (text, length);
}

const char *
cck_token_format_get_name (CckTokenFormat format)
{
  g_return_val_if_fail ((guint) format < CCK_TOKEN_N_FORMATS, NULL);

  return formats[format].name;
}

const char *
cck_token_format_get_sentence (CckTokenFormat format)
{
  g_return_val_if_fail ((guint) format < CCK_TOKEN_N_FORMATS, NULL);

  return formats[format].sentence != NULL ? _(formats[format].sentence) : NULL;
}
