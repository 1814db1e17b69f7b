/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-jwe-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-jose-error.h"
#include "cck-jwe-bytes-private.h"

typedef enum
{
  SEGMENT_HEADER,
  SEGMENT_KEY,
  SEGMENT_IV,
  SEGMENT_CIPHERTEXT,
  SEGMENT_TAG,
  N_SEGMENTS,
} Segment;

typedef struct
{
  const char *text;
  gsize length;
} Slice;

G_DEFINE_BOXED_TYPE (CckJwe, cck_jwe, cck_jwe_ref, cck_jwe_unref)

static const char *
describe_segment (Segment segment)
{
  switch (segment)
    {
    case SEGMENT_HEADER:
      return _("The header is not valid Base64URL (character %zu).");
    case SEGMENT_KEY:
      return _("The encrypted key is not valid Base64URL (character %zu).");
    case SEGMENT_IV:
      return _("The initialization vector is not valid Base64URL (character %zu).");
    case SEGMENT_CIPHERTEXT:
      return _("The ciphertext is not valid Base64URL (character %zu).");
    case SEGMENT_TAG:
    default:
      return _("The authentication tag is not valid Base64URL (character %zu).");
    }
}

static GBytes *
decode_segment (const Slice  *slices,
                Segment       segment,
                GError      **error)
{
  gsize position = 0;
  GBytes *bytes = cck_jwe_bytes_decode (slices[segment].text, slices[segment].length, &position);

  if (bytes != NULL)
    return bytes;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_MALFORMED, describe_segment (segment),
               position);
#pragma GCC diagnostic pop
  return NULL;
}

/* Cuts at the dots; FALSE where there are not exactly five parts. However many dots there are, no
 * more than five are looked for (CVE-2025-30204). */
static gboolean
split (const char *text,
       gsize       length,
       Slice      *slices)
{
  const char *end = text + length;

  for (guint i = 0; i < N_SEGMENTS; i++)
    {
      const char *dot = memchr (text, '.', (gsize) (end - text));

      if ((dot == NULL) != (i == N_SEGMENTS - 1))
        return FALSE;
      slices[i].text = text;
      slices[i].length = (gsize) ((dot != NULL ? dot : end) - text);
      text = dot != NULL ? dot + 1 : end;
    }

  return TRUE;
}

static gboolean
read_header (CckJwe  *self,
             GError **error)
{
  g_autoptr (GError) local = NULL;

  self->header = cck_json_parse_bytes (self->header_bytes, CCK_JSON_OBJECT, &local);
  if (self->header == NULL)
    {
      g_set_error (error, CCK_JOSE_ERROR, local->code, _("The header can’t be read. %s"),
                   local->message);
      return FALSE;
    }
  /* RFC 7516 §4.1.1, §4.1.2 */
  if (cck_jwe_get_alg (self) == NULL || cck_jwe_get_enc (self) == NULL)
    {
      g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_MALFORMED,
                   _("The header’s “%s” is missing or not a string."),
                   cck_jwe_get_alg (self) == NULL ? "alg" : "enc");
      return FALSE;
    }

  return TRUE;
}

static gboolean
take_apart (CckJwe  *self,
            GError **error)
{
  Slice slices[N_SEGMENTS];

  if (!split (self->text, self->length, slices))
    {
      g_set_error_literal (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_MALFORMED,
                           _("This is no encrypted token: it must have five parts between dots."));
      return FALSE;
    }
  if (slices[SEGMENT_HEADER].length == 0)
    {
      g_set_error_literal (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_MALFORMED,
                           _("The header is empty."));
      return FALSE;
    }

  self->header_length = slices[SEGMENT_HEADER].length;
  return (self->header_bytes = decode_segment (slices, SEGMENT_HEADER, error)) != NULL &&
         (self->encrypted_key = decode_segment (slices, SEGMENT_KEY, error)) != NULL &&
         (self->iv = decode_segment (slices, SEGMENT_IV, error)) != NULL &&
         (self->ciphertext = decode_segment (slices, SEGMENT_CIPHERTEXT, error)) != NULL &&
         (self->tag = decode_segment (slices, SEGMENT_TAG, error)) != NULL &&
         read_header (self, error);
}

CckJwe *
cck_jwe_parse (const char  *text,
               gssize       length,
               GError     **error)
{
  g_autoptr (CckJwe) self = NULL;
  gsize size;

  g_return_val_if_fail (text != NULL || length == 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  size = length < 0 ? strlen (text) : (gsize) length;
  if (size > CCK_JWE_MAX_SIZE)
    {
      g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_TOO_LARGE,
                   _("The token has %zu bytes, more than the %d that are read."),
                   size, CCK_JWE_MAX_SIZE);
      return NULL;
    }

  self = g_new0 (CckJwe, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->text = g_malloc0 (size + 1);
  if (size > 0)
    memcpy (self->text, text, size);
  self->length = size;

  return take_apart (self, error) ? g_steal_pointer (&self) : NULL;
}

CckJwe *
cck_jwe_ref (CckJwe *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
cck_jwe_unref (CckJwe *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  explicit_bzero (self->text, self->length);
  g_free (self->text);
  g_clear_pointer (&self->header_bytes, g_bytes_unref);
  g_clear_pointer (&self->encrypted_key, g_bytes_unref);
  g_clear_pointer (&self->iv, g_bytes_unref);
  g_clear_pointer (&self->ciphertext, g_bytes_unref);
  g_clear_pointer (&self->tag, g_bytes_unref);
  g_clear_pointer (&self->header, cck_json_unref);
  g_free (self);
}

CckJson *
cck_jwe_get_header (CckJwe *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->header;
}

GBytes *
cck_jwe_get_header_bytes (CckJwe *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->header_bytes;
}

static const char *
get_parameter (CckJwe     *self,
               const char *name)
{
  g_return_val_if_fail (self != NULL, NULL);

  return cck_json_get_member_string (cck_json_get_root (self->header), name);
}

const char *
cck_jwe_get_alg (CckJwe *self)
{
  return get_parameter (self, "alg");
}

const char *
cck_jwe_get_enc (CckJwe *self)
{
  return get_parameter (self, "enc");
}

const char *
cck_jwe_get_kid (CckJwe *self)
{
  return get_parameter (self, "kid");
}

const char *
cck_jwe_get_typ (CckJwe *self)
{
  return get_parameter (self, "typ");
}

const char *
cck_jwe_get_content_type (CckJwe *self)
{
  return get_parameter (self, "cty");
}

gboolean
cck_jwe_is_nested (CckJwe *self)
{
  const char *type = cck_jwe_get_content_type (self);

  return type != NULL && (g_ascii_strcasecmp (type, "JWT") == 0 ||
                          g_ascii_strcasecmp (type, "application/jwt") == 0);
}
