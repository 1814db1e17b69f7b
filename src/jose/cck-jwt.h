/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-json.h"
#include "cck-jwk.h"
#include "cck-profile.h"

G_BEGIN_DECLS

/* A compact JWS taken apart (RFC 7515 §3.1, RFC 7519 §7.2). Nothing in it is believed: that is the
 * verdict's to say. Immutable, ref-counted, usable from several threads; wiped when freed. */
typedef struct _CckJwt CckJwt;

#define CCK_TYPE_JWT (cck_jwt_get_type ())

/* The bound of a token's text, in bytes. */
#define CCK_JWT_MAX_SIZE (1024 * 1024)

typedef enum
{
  CCK_JWT_FLAGS_NONE      = 0,
  CCK_JWT_ANY_PAYLOAD     = 1 << 0, /* for signed data that is not JSON (CCK_PROFILE_JWS) */
  CCK_JWT_KEEP_DUPLICATES = 1 << 1, /* for display: the verdict then has a failed check for them */
} CckJwtFlags;

/* What a text is by its look alone, without decoding more than the header. */
typedef enum
{
  CCK_TOKEN_FORM_OPAQUE,    /* only the provider can read it */
  CCK_TOKEN_FORM_SIGNED,    /* a compact JWS: cck_jwt_parse() */
  CCK_TOKEN_FORM_ENCRYPTED, /* a compact JWE: not decrypted here */
} CckTokenForm;

GType               cck_jwt_get_type          (void) G_GNUC_CONST;

/* Takes the exact bytes of a token apart; they are never trimmed. @length: -1 for a terminated
 * text. Errors say which segment and where: "The payload is not valid Base64URL (character 214)."
 * CCK_JOSE_ERROR_MALFORMED, _TOO_LARGE, or _ENCRYPTED for a JWE. (transfer full) */
CckJwt             *cck_jwt_parse             (const char   *text,
                                               gssize        length,
                                               CckJwtFlags   flags,
                                               GError      **error);
CckJwt             *cck_jwt_ref               (CckJwt       *self);
void                cck_jwt_unref             (CckJwt       *self);

/* Tells a JWS or JWE from an opaque token: three or five segments of which the first decodes to a
 * JSON object with "alg". @length: -1 for a terminated text. */
CckTokenForm        cck_token_form_of         (const char   *text,
                                               gssize        length);
/* TRUE for CCK_TOKEN_FORM_SIGNED. */
gboolean            cck_jwt_looks_like        (const char   *text);
/* The header of a compact JWS or JWE, and nothing else of it. (transfer full) */
CckJson            *cck_jwt_parse_header      (const char   *text,
                                               gssize        length,
                                               GError      **error);

/* The exact token, terminated; it is a secret. (transfer none) */
const char         *cck_jwt_get_text          (CckJwt       *self,
                                               gsize        *length);
/* (transfer none); the payload is NULL where it is no JSON object (CCK_JWT_ANY_PAYLOAD). */
CckJson            *cck_jwt_get_header        (CckJwt       *self);
CckJson            *cck_jwt_get_payload       (CckJwt       *self);
/* The bytes of header and payload as received. (transfer none) */
GBytes             *cck_jwt_get_header_bytes  (CckJwt       *self);
GBytes             *cck_jwt_get_payload_bytes (CckJwt       *self);
/* What is signed: the first two segments with the dot between (RFC 7515 §5.2). (transfer none) */
const char         *cck_jwt_get_signing_input (CckJwt       *self,
                                               gsize        *length);
const guint8       *cck_jwt_get_signature     (CckJwt       *self,
                                               gsize        *length);
/* Header parameters, unverified; NULL where missing, no string, or with U+0000 inside. */
const char         *cck_jwt_get_alg           (CckJwt       *self);
const char         *cck_jwt_get_kid           (CckJwt       *self);
const char         *cck_jwt_get_typ           (CckJwt       *self);
/* A claim, unverified; NULL where there is none. (transfer none) */
const CckJsonValue *cck_jwt_get_claim         (CckJwt       *self,
                                               const char   *name);
/* A time claim such as "exp", unverified, in whole seconds since the epoch; FALSE where it is
 * missing, no number or beyond what dates can show (the years 1 to 9999). */
gboolean            cck_jwt_get_time          (CckJwt       *self,
                                               const char   *name,
                                               gint64       *seconds);
/* By typ (RFC 8725 §3.11), else by the claims that only one kind has. A guess, for display and for
 * the default of an inspection. */
CckProfile          cck_jwt_guess_profile     (CckJwt       *self);

/* Signs with a private key. Both are JSON objects as text; "alg" is taken from @header and must
 * be one that @jwk fits. CCK_JOSE_ERROR_MALFORMED, _KEY_UNUSABLE, _UNSUPPORTED, _CRYPTO.
 * (transfer full) */
char               *cck_jwt_sign              (const char   *header,
                                               const char   *payload,
                                               CckJwk       *jwk,
                                               GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckJwt, cck_jwt_unref)

G_END_DECLS
