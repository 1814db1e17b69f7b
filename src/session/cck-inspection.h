/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-jwt.h"
#include "cck-token-format.h"
#include "cck-token.h"
#include "cck-verdict.h"

G_BEGIN_DECLS

typedef enum
{
  CCK_INSPECTION_JWT,
  CCK_INSPECTION_ENCRYPTED, /* a JWE: its header can be read, nothing more */
  CCK_INSPECTION_OPAQUE,    /* only the provider can read it */
} CckInspectionKind;

#define CCK_TYPE_INSPECTION (cck_inspection_get_type ())

/* A token with what could be found out about it. Ref-counted; the token's text is wiped when freed.
 * The window's three views and `cck inspect` are faces of this. */
typedef struct _CckInspection CckInspection;

GType              cck_inspection_get_type      (void) G_GNUC_CONST;
CckInspection     *cck_inspection_ref           (CckInspection *self);
void               cck_inspection_unref         (CckInspection *self);

CckInspectionKind  cck_inspection_get_kind      (CckInspection *self);
/* What the text is by its look, which tells an SD-JWT from a PASETO and both from an opaque token. */
CckTokenFormat     cck_inspection_get_format    (CckInspection *self);
/* A translated sentence or two on a token that is no plain JWT, or that was encrypted: what it is,
 * and whether it could be decrypted. NULL where there is nothing to say. (transfer none) */
const char        *cck_inspection_get_sentence  (CckInspection *self);
/* NULL unless it is a JWT, or one was inside an encrypted token. (transfer none) */
CckJwt            *cck_inspection_get_jwt       (CckInspection *self);
/* NULL unless it is a JWT. (transfer none) */
CckVerdict        *cck_inspection_get_verdict   (CckInspection *self);
/* What was inside an encrypted token that could be decrypted, or NULL. Nothing of it is proven but
 * what the verdict accepts: everyone who knows a public key can encrypt for it (RFC 8725 §3.3).
 * (transfer none) */
GBytes            *cck_inspection_get_content   (CckInspection *self);
/* The header, that of an encrypted token itself; NULL for an opaque one. (transfer none) */
CckJson           *cck_inspection_get_header    (CckInspection *self);
/* The exact token. (transfer none) */
const char        *cck_inspection_get_text      (CckInspection *self);
/* Seconds since the epoch of the end of life that is known, by `exp` or by the token answer; or 0. */
gint64             cck_inspection_get_expires_at (CckInspection *self);
/* What was cut off around the pasted token ("Bearer", a JSON answer's member, white space), one
 * translated sentence; NULL where nothing was. */
const char        *cck_inspection_get_trimmed   (CckInspection *self);

/* The member `iss` as it stands in the token, unverified, or NULL. */
char        *cck_inspection_dup_issuer (CckInspection           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckInspection, cck_inspection_unref)

G_END_DECLS
