/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-jwt.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "cck-base64url.h"
#include "cck-jose-error.h"
#include "cck-signature.h"

#define N_JWS_SEGMENTS 3
#define N_JWE_SEGMENTS 5
/* 0001-01-01 and 9999-12-31, what calendars can show. */
#define EARLIEST_DATE -62135596800.0
#define LATEST_DATE 253402300799.0
/* OIDC Back-Channel Logout §2.4 */
#define LOGOUT_EVENT "http://schemas.openid.net/event/backchannel-logout"

struct _CckJwt
{
  gatomicrefcount ref_count;
  char *text; /* wiped */
  gsize length;
  gsize signing_length;
  GBytes *header_bytes;
  GBytes *payload_bytes;
  CckJson *header;
  CckJson *payload;
  guint8 *signature;
  gsize signature_length;
};

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
      format = _("The header is not valid Base64URL (character %" G_GSIZE_FORMAT ").");
      break;
    case SEGMENT_PAYLOAD:
      format = _("The payload is not valid Base64URL (character %" G_GSIZE_FORMAT ").");
      break;
    case SEGMENT_SIGNATURE:
    default:
      format = _("The signature is not valid Base64URL (character %" G_GSIZE_FORMAT ").");
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
parse_segment (GBytes        *bytes,
               Segment        segment,
               CckJsonFlags   flags,
               GError       **error)
{
  g_autoptr (GError) local = NULL;
  CckJson *json = cck_json_parse_bytes (bytes, flags | CCK_JSON_OBJECT, &local);

  if (json != NULL)
    return json;

  if (segment == SEGMENT_HEADER)
    g_set_error (error, CCK_JOSE_ERROR, local->code,
                 _("The header can’t be read. %s."), local->message);
  else
    g_set_error (error, CCK_JOSE_ERROR, local->code,
                 _("The payload can’t be read. %s."), local->message);
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
               _("The token has %" G_GSIZE_FORMAT " bytes, more than the %d that are read."),
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

static gboolean
take_apart (CckJwt       *self,
            CckJwtFlags   flags,
            GError      **error)
{
  CckJsonFlags json_flags = (flags & CCK_JWT_KEEP_DUPLICATES) != 0 ? CCK_JSON_KEEP_DUPLICATES : 0;
  Slice slices[N_JWE_SEGMENTS];
  guint count = split_segments (self->text, self->length, slices);
  const Slice *signature = &slices[SEGMENT_SIGNATURE];
  gsize position = 0;

  if (!check_segments (count, slices, error))
    return FALSE;

  self->signing_length = (gsize) (signature->text - self->text) - 1;
  self->header_bytes = decode_segment (&slices[SEGMENT_HEADER], SEGMENT_HEADER, error);
  if (self->header_bytes == NULL)
    return FALSE;
  self->payload_bytes = decode_segment (&slices[SEGMENT_PAYLOAD], SEGMENT_PAYLOAD, error);
  if (self->payload_bytes == NULL)
    return FALSE;

  self->signature_length = cck_base64url_decoded_size (signature->length);
  self->signature = g_malloc (self->signature_length + 1);
  if (!cck_base64url_decode_into (signature->text, signature->length, self->signature, &position))
    {
      set_base64_error (error, SEGMENT_SIGNATURE, position);
      return FALSE;
    }

  self->header = parse_segment (self->header_bytes, SEGMENT_HEADER, json_flags, error);
  if (self->header == NULL)
    return FALSE;
  self->payload = parse_segment (self->payload_bytes, SEGMENT_PAYLOAD, json_flags,
                                 (flags & CCK_JWT_ANY_PAYLOAD) != 0 ? NULL : error);
  return self->payload != NULL || (flags & CCK_JWT_ANY_PAYLOAD) != 0;
}

CckJwt *
cck_jwt_parse (const char   *text,
               gssize        length,
               CckJwtFlags   flags,
               GError      **error)
{
  g_autoptr (CckJwt) self = NULL;
  gsize size;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  size = length < 0 ? strlen (text) : (gsize) length;
  if (!check_size (size, error))
    return NULL;

  self = g_new0 (CckJwt, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->text = g_malloc (size + 1);
  if (size > 0)
    memcpy (self->text, text, size);
  self->text[size] = '\0';
  self->length = size;

  return take_apart (self, flags, error) ? g_steal_pointer (&self) : NULL;
}

CckJwt *
cck_jwt_ref (CckJwt *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
cck_jwt_unref (CckJwt *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  explicit_bzero (self->text, self->length);
  g_free (self->text);
  g_clear_pointer (&self->header_bytes, g_bytes_unref);
  g_clear_pointer (&self->payload_bytes, g_bytes_unref);
  g_clear_pointer (&self->header, cck_json_unref);
  g_clear_pointer (&self->payload, cck_json_unref);
  g_free (self->signature);
  g_free (self);
}

CckJson *
cck_jwt_parse_header (const char  *text,
                      gssize       length,
                      GError     **error)
{
  Slice slices[N_JWE_SEGMENTS];
  g_autoptr (GBytes) bytes = NULL;
  gsize size;
  guint count;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  size = length < 0 ? strlen (text) : (gsize) length;
  if (!check_size (size, error))
    return NULL;

  count = split_segments (text, size, slices);
  if (count != N_JWE_SEGMENTS && !check_segments (count, slices, error))
    return NULL;

  bytes = decode_segment (&slices[SEGMENT_HEADER], SEGMENT_HEADER, error);
  return bytes != NULL ? parse_segment (bytes, SEGMENT_HEADER, 0, error) : NULL;
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

  return self->header;
}

CckJson *
cck_jwt_get_payload (CckJwt *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->payload;
}

GBytes *
cck_jwt_get_header_bytes (CckJwt *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->header_bytes;
}

GBytes *
cck_jwt_get_payload_bytes (CckJwt *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->payload_bytes;
}

const char *
cck_jwt_get_signing_input (CckJwt *self,
                           gsize  *length)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (length != NULL)
    *length = self->signing_length;
  return self->text;
}

const guint8 *
cck_jwt_get_signature (CckJwt *self,
                       gsize  *length)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (length != NULL)
    *length = self->signature_length;
  return self->signature;
}

static const char *
get_parameter (CckJwt     *self,
               const char *name)
{
  return cck_json_get_member_string (cck_json_get_root (self->header), name);
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

  if (self->payload == NULL)
    return NULL;
  return cck_json_get_member (cck_json_get_root (self->payload), name);
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

static gboolean
typ_is (CckJwt     *self,
        const char *name)
{
  const char *typ = cck_jwt_get_typ (self);

  if (typ == NULL)
    return FALSE;
  /* RFC 7515 §4.1.9: "application/" may be left out, case does not matter. */
  if (g_ascii_strncasecmp (typ, "application/", 12) == 0)
    typ += 12;
  return g_ascii_strcasecmp (typ, name) == 0;
}

static gboolean
has_any_claim (CckJwt             *self,
               const char * const *names)
{
  for (; *names != NULL; names++)
    if (cck_jwt_get_claim (self, *names) != NULL)
      return TRUE;

  return FALSE;
}

CckProfile
cck_jwt_guess_profile (CckJwt *self)
{
  /* Claims that only an access token has, and only an ID token (OIDC Core §2). */
  static const char * const access_claims[] = { "scope", "scp", "client_id", NULL };
  static const char * const id_claims[] = { "nonce", "at_hash", "c_hash", NULL };

  g_return_val_if_fail (self != NULL, CCK_PROFILE_JWT);

  if (self->payload == NULL)
    return CCK_PROFILE_JWS;
  if (typ_is (self, "at+jwt"))
    return CCK_PROFILE_AT_JWT;
  if (typ_is (self, "dpop+jwt"))
    return CCK_PROFILE_DPOP;
  if (typ_is (self, "logout+jwt") ||
      cck_json_get_member (cck_jwt_get_claim (self, "events"), LOGOUT_EVENT) != NULL)
    return CCK_PROFILE_LOGOUT;

  /* Amazon Cognito and Keycloak say it in a claim of their own. */
  if (cck_json_equals (cck_jwt_get_claim (self, "token_use"), "id") ||
      cck_json_equals (cck_jwt_get_claim (self, "typ"), "ID"))
    return CCK_PROFILE_ID_TOKEN;
  if (!has_any_claim (self, access_claims) && has_any_claim (self, id_claims))
    return CCK_PROFILE_ID_TOKEN;

  return CCK_PROFILE_JWT;
}

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
