/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-jwt.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "cck-base64url.h"
#include "cck-jose-error.h"
#include "cck-json-private.h"

#define N_JWS_SEGMENTS 3
#define N_JWE_SEGMENTS 5
/* 0001-01-01 and 9999-12-31, what calendars can show. */
#define EARLIEST_DATE -62135596800.0
#define LATEST_DATE 253402300799.0

typedef enum
{
  SEGMENT_HEADER,
  SEGMENT_PAYLOAD,
  SEGMENT_SIGNATURE,
} Segment;

typedef struct
{
  const char *text;
  gsize length;
} Slice;

/* All of a token stands in one block: this, the values of its two documents, and behind them what
 * is secret in it. */
struct _CckJwt
{
  CckBlock block;
  char *text; /* terminated; what is secret begins here */
  gsize length;
  gsize secret_size; /* wiped */
  Slice segments[N_JWS_SEGMENTS];
  char *decoded[N_JWS_SEGMENTS]; /* the documents are read there, which leaves its marks */
  GBytes *bytes[N_JWS_SEGMENTS]; /* unmarked, for who asks; else NULL */
  CckJson header;
  CckJson payload;
  gboolean has_payload; /* else it is no object */
};

G_DEFINE_BOXED_TYPE (CckJwt, cck_jwt, cck_jwt_ref, cck_jwt_unref)

static void
set_base64_error (GError  **error,
                  Segment   segment,
                  gsize     position)
{
  const char *format;

  switch (segment)
    {
    case SEGMENT_HEADER:
      format = _("The header is not valid Base64URL (character %zu).");
      break;
    case SEGMENT_PAYLOAD:
      format = _("The payload is not valid Base64URL (character %zu).");
      break;
    case SEGMENT_SIGNATURE:
    default:
      format = _("The signature is not valid Base64URL (character %zu).");
      break;
    }

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_MALFORMED, format, position);
#pragma GCC diagnostic pop
}

typedef struct
{
  gsize  size;
  guint8 data[];
} Decoded;

static void
wipe_decoded (gpointer pointer)
{
  Decoded *decoded = pointer;

  explicit_bzero (decoded->data, decoded->size);
  g_free (decoded);
}

static GBytes *
decode_segment (const Slice  *slice,
                Segment       segment,
                GError      **error)
{
  gsize size = cck_base64url_decoded_size (slice->length);
  Decoded *decoded = g_malloc (sizeof *decoded + size + 1);
  gsize position = 0;

  decoded->size = size;
  if (!cck_base64url_decode_into (slice->text, slice->length, decoded->data, &position))
    {
      set_base64_error (error, segment, position);
      wipe_decoded (decoded);
      return NULL;
    }

  return g_bytes_new_with_free_func (decoded->data, size, wipe_decoded, decoded);
}

static CckJson *
parse_segment (const Slice   *slice,
               Segment        segment,
               CckJsonFlags   flags,
               GError       **error)
{
  g_autoptr (GBytes) bytes = decode_segment (slice, segment, error);
  g_autoptr (GError) local = NULL;
  CckJson *json;

  if (bytes == NULL)
    return NULL;

  json = cck_json_parse_bytes (bytes, flags | CCK_JSON_OBJECT, &local);
  if (json != NULL)
    return json;

  if (segment == SEGMENT_HEADER)
    g_set_error (error, CCK_JOSE_ERROR, local->code,
                 _("The header can’t be read. %s"), local->message);
  else
    g_set_error (error, CCK_JOSE_ERROR, local->code,
                 _("The payload can’t be read. %s"), local->message);
  return NULL;
}

/* Cuts at the dots, into at most N_JWE_SEGMENTS; the answer is the number that there are, one more
 * than that where there are too many. One pass, however many there are (CVE-2025-30204). */
static guint
split_segments (const char *text,
                gsize       length,
                Slice      *slices)
{
  const char *end = text + length;
  guint count = 0;

  while (TRUE)
    {
      const char *dot = memchr (text, '.', (gsize) (end - text));

      if (count == N_JWE_SEGMENTS)
        return count + 1;
      slices[count].text = text;
      slices[count].length = (gsize) ((dot != NULL ? dot : end) - text);
      count++;
      if (dot == NULL)
        return count;
      text = dot + 1;
    }
}

static gboolean
check_size (gsize    length,
            GError **error)
{
  if (length <= CCK_JWT_MAX_SIZE)
    return TRUE;

  g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_TOO_LARGE,
               _("The token has %zu bytes, more than the %d that are read."),
               length, CCK_JWT_MAX_SIZE);
  return FALSE;
}

static gboolean
check_segments (guint         count,
                const Slice  *slices,
                GError      **error)
{
  if (count == N_JWE_SEGMENTS)
    {
      g_set_error_literal (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_ENCRYPTED,
                           _("This token is encrypted (JWE). Only its recipient can read it, "
                             "it is not decrypted here."));
      return FALSE;
    }
  if (count != N_JWS_SEGMENTS)
    {
      g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_MALFORMED, "%s",
                   count > N_JWE_SEGMENTS
                     ? _("This is no JSON Web Token: it has more than five parts between dots.")
                     : count == 1
                     ? _("This is no JSON Web Token: it has no dots.")
                     : _("This is no JSON Web Token: it must have three parts between dots."));
      return FALSE;
    }
  if (slices[SEGMENT_HEADER].length == 0)
    {
      g_set_error_literal (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_MALFORMED,
                           _("The header is empty."));
      return FALSE;
    }

  return TRUE;
}

static void
clear_jwt (CckBlock *block)
{
  CckJwt *self = (CckJwt *) block;

  cck_json_clear (&self->header);
  cck_json_clear (&self->payload);
  for (Segment i = SEGMENT_HEADER; i <= SEGMENT_PAYLOAD; i++)
    g_clear_pointer (&self->bytes[i], g_bytes_unref);
  explicit_bzero (self->text, self->secret_size);
}

static CckJwt *
alloc_jwt (const char  *text,
           gsize        length,
           const Slice *slices)
{
  gsize decoded_size = 0, room = 0;
  CckJwt *self;
  char *place;

  for (Segment i = SEGMENT_HEADER; i <= SEGMENT_SIGNATURE; i++)
    decoded_size += cck_base64url_decoded_size (slices[i].length) + CCK_JSON_PADDING;
  for (Segment i = SEGMENT_HEADER; i <= SEGMENT_PAYLOAD; i++)
    room += cck_json_room_size (cck_base64url_decoded_size (slices[i].length));

  self = cck_block_new (sizeof *self + room + length + 1 + decoded_size, clear_jwt);
  self->text = (char *) (self + 1) + room;
  self->length = length;
  self->secret_size = length + 1 + decoded_size;
  memset (&self->bytes, 0, sizeof self->bytes);
  memset (&self->header, 0, sizeof self->header);
  memset (&self->payload, 0, sizeof self->payload);
  memcpy (self->text, text, length);
  self->text[length] = '\0';

  place = self->text + length + 1;
  for (Segment i = SEGMENT_HEADER; i <= SEGMENT_SIGNATURE; i++)
    {
      self->segments[i].text = self->text + (slices[i].text - text);
      self->segments[i].length = slices[i].length;
      self->decoded[i] = place;
      place += cck_base64url_decoded_size (slices[i].length) + CCK_JSON_PADDING;
    }

  return self;
}

static gboolean
decode_all (CckJwt  *self,
            GError **error)
{
  gsize position = 0;

  for (Segment i = SEGMENT_HEADER; i <= SEGMENT_SIGNATURE; i++)
    if (!cck_base64url_decode_into (self->segments[i].text, self->segments[i].length,
                                    (guint8 *) self->decoded[i], &position))
      {
        set_base64_error (error, i, position);
        return FALSE;
      }

  return TRUE;
}

/* Reads a document where it was decoded to. One that can't be read is read again with more care,
 * for what is wrong with it. */
static gboolean
read_segment (CckJwt        *self,
              Segment        segment,
              CckJson       *json,
              gpointer       room,
              CckJsonFlags   flags,
              GError       **error)
{
  const Slice *slice = &self->segments[segment];
  gsize size = cck_base64url_decoded_size (slice->length);

  G_STATIC_ASSERT (CCK_JWT_MAX_SIZE <= CCK_JSON_MAX_SIZE);
  flags |= CCK_JSON_OBJECT;
  if (cck_json_read_in_place (json, &self->block, self->decoded[segment], size, room, NULL, flags, NULL))
    return TRUE;

  if (error != NULL)
    g_assert (parse_segment (slice, segment, flags, error) == NULL);
  return FALSE;
}

static gboolean
take_apart (CckJwt       *self,
            CckJwtFlags   flags,
            GError      **error)
{
  CckJsonFlags json_flags = (flags & CCK_JWT_KEEP_DUPLICATES) != 0 ? CCK_JSON_KEEP_DUPLICATES : 0;
  gsize header_size = cck_base64url_decoded_size (self->segments[SEGMENT_HEADER].length);
  char *room = (char *) (self + 1);

  if (!decode_all (self, error) ||
      !read_segment (self, SEGMENT_HEADER, &self->header, room, json_flags, error))
    return FALSE;

  room += cck_json_room_size (header_size);
  if ((flags & CCK_JWT_ANY_PAYLOAD) != 0)
    error = NULL;
  self->has_payload = read_segment (self, SEGMENT_PAYLOAD, &self->payload, room, json_flags, error);
  return self->has_payload || (flags & CCK_JWT_ANY_PAYLOAD) != 0;
}

CckJwt *
cck_jwt_parse (const char   *text,
               gssize        length,
               CckJwtFlags   flags,
               GError      **error)
{
  Slice slices[N_JWE_SEGMENTS];
  g_autoptr (CckJwt) self = NULL;
  gsize size;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  size = length < 0 ? strlen (text) : (gsize) length;
  if (!check_size (size, error) ||
      !check_segments (split_segments (text, size, slices), slices, error))
    return NULL;

  self = alloc_jwt (text, size, slices);
  return take_apart (self, flags, error) ? g_steal_pointer (&self) : NULL;
}

CckJwt *
cck_jwt_ref (CckJwt *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  cck_block_ref (&self->block);
  return self;
}

void
cck_jwt_unref (CckJwt *self)
{
  g_return_if_fail (self != NULL);

  cck_block_unref (&self->block);
}

CckJson *
cck_jwt_parse_header (const char  *text,
                      gssize       length,
                      GError     **error)
{
  Slice slices[N_JWE_SEGMENTS];
  gsize size;
  guint count;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  size = length < 0 ? strlen (text) : (gsize) length;
  if (!check_size (size, error))
    return NULL;

  count = split_segments (text, size, slices);
  if (count != N_JWE_SEGMENTS && !check_segments (count, slices, error))
    return NULL;

  return parse_segment (&slices[SEGMENT_HEADER], SEGMENT_HEADER, 0, error);
}

CckTokenForm
cck_token_form_of (const char *text,
                   gssize      length)
{
  g_autoptr (CckJson) header = NULL;
  Slice slices[N_JWE_SEGMENTS];
  gsize size;

  g_return_val_if_fail (text != NULL || length == 0, CCK_TOKEN_FORM_OPAQUE);

  size = length < 0 ? strlen (text) : (gsize) length;
  header = cck_jwt_parse_header (text, (gssize) size, NULL);
  if (header == NULL || cck_json_get_member (cck_json_get_root (header), "alg") == NULL)
    return CCK_TOKEN_FORM_OPAQUE;

  return split_segments (text, size, slices) == N_JWE_SEGMENTS ? CCK_TOKEN_FORM_ENCRYPTED
                                                               : CCK_TOKEN_FORM_SIGNED;
}

gboolean
cck_jwt_looks_like (const char *text)
{
  return text != NULL && cck_token_form_of (text, -1) == CCK_TOKEN_FORM_SIGNED;
}

const char *
cck_jwt_get_text (CckJwt *self,
                  gsize  *length)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (length != NULL)
    *length = self->length;
  return self->text;
}

CckJson *
cck_jwt_get_header (CckJwt *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->header;
}

CckJson *
cck_jwt_get_payload (CckJwt *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->has_payload ? &self->payload : NULL;
}

/* Several threads may ask at once; the first answer stays. */
static GBytes *
get_bytes (CckJwt  *self,
           Segment  segment)
{
  GBytes *bytes = g_atomic_pointer_get (&self->bytes[segment]);

  if (bytes != NULL)
    return bytes;

  bytes = decode_segment (&self->segments[segment], segment, NULL);
  if (g_atomic_pointer_compare_and_exchange (&self->bytes[segment], NULL, bytes))
    return bytes;

  g_bytes_unref (bytes);
  return g_atomic_pointer_get (&self->bytes[segment]);
}

GBytes *
cck_jwt_get_header_bytes (CckJwt *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_bytes (self, SEGMENT_HEADER);
}

GBytes *
cck_jwt_get_payload_bytes (CckJwt *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_bytes (self, SEGMENT_PAYLOAD);
}

const char *
cck_jwt_get_signing_input (CckJwt *self,
                           gsize  *length)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (length != NULL)
    *length = (gsize) (self->segments[SEGMENT_SIGNATURE].text - self->text) - 1;
  return self->text;
}

const guint8 *
cck_jwt_get_signature (CckJwt *self,
                       gsize  *length)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (length != NULL)
    *length = cck_base64url_decoded_size (self->segments[SEGMENT_SIGNATURE].length);
  return (const guint8 *) self->decoded[SEGMENT_SIGNATURE];
}

static const char *
get_parameter (CckJwt     *self,
               const char *name)
{
  return cck_json_get_member_string (cck_json_get_root (&self->header), name);
}

const char *
cck_jwt_get_alg (CckJwt *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_parameter (self, "alg");
}

const char *
cck_jwt_get_kid (CckJwt *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_parameter (self, "kid");
}

const char *
cck_jwt_get_typ (CckJwt *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_parameter (self, "typ");
}

const CckJsonValue *
cck_jwt_get_claim (CckJwt     *self,
                   const char *name)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (!self->has_payload)
    return NULL;
  return cck_json_get_member (cck_json_get_root (&self->payload), name);
}

gboolean
cck_jwt_get_time (CckJwt     *self,
                  const char *name,
                  gint64     *seconds)
{
  double number;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (seconds != NULL, FALSE);

  if (!cck_json_get_double (cck_jwt_get_claim (self, name), &number) ||
      number < EARLIEST_DATE || number > LATEST_DATE)
    return FALSE;

  *seconds = (gint64) floor (number);
  return TRUE;
}
