/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gnutls/abstract.h>
#include <gnutls/crypto.h>

#include "cck-jwk.h"

G_BEGIN_DECLS

/* The members that are bytes. */
typedef enum
{
  CCK_JWK_N, CCK_JWK_E, CCK_JWK_X, CCK_JWK_Y, CCK_JWK_K,
  CCK_JWK_D, CCK_JWK_P, CCK_JWK_Q, CCK_JWK_DP, CCK_JWK_DQ, CCK_JWK_QI,
  CCK_JWK_N_MEMBERS,
} CckJwkMember;

/* HS256, HS384 and HS512 */
#define CCK_JWK_N_MACS 3

typedef enum
{
  CCK_JWK_KTY_RSA,
  CCK_JWK_KTY_EC,
  CCK_JWK_KTY_OKP,
  CCK_JWK_KTY_OCT,
} CckJwkKty;

/* What "key_ops" (RFC 7517 §4.3) let a key of encryption do; all of it where they are missing. */
typedef enum
{
  CCK_JWK_MAY_DECRYPT = 1 << 0, /* "decrypt" */
  CCK_JWK_MAY_UNWRAP  = 1 << 1, /* "unwrapKey" */
  CCK_JWK_MAY_DERIVE  = 1 << 2, /* "deriveKey" or "deriveBits" */
} CckJwkDecryptOps;

typedef struct
{
  const char            *name;
  CckJwkKty              kty;
  gnutls_ecc_curve_t     curve;
  gnutls_pk_algorithm_t  pk;
  guint                  bits;
  gsize                  size; /* of a coordinate, in bytes */
} CckJwkCurve;

struct _CckJwk
{
  gatomicrefcount     ref_count;
  CckJwkKty           kty;
  const CckJwkCurve  *curve; /* NULL for RSA and oct */
  guint               bits;
  char               *kid;
  gsize               kid_length;
  char               *alg;
  char               *use;
  char               *description;
  guint               fitting; /* the algorithms that are known to fit, a bit for each */
  gboolean            may_verify; /* by key_ops */
  gboolean            may_sign;
  CckJwkDecryptOps    decrypt_ops;
  gnutls_datum_t      members[CCK_JWK_N_MEMBERS]; /* data NULL where missing; wiped */
  gnutls_pubkey_t     public_key;  /* NULL for oct */
  gnutls_privkey_t    private_key; /* NULL without private members */
  gnutls_hmac_hd_t    macs[CCK_JWK_N_MACS]; /* an oct key's, ready for data; each made when it is needed */
  CckCertificate     *certificate; /* NULL without one that can be read */
  char               *certificate_text;
  char               *certificate_fault; /* NULL where there is none */
};

CckJwk            *cck_jwk_alloc              (void);
/* Takes a number as GnuTLS gives it. @size: 0 for as short as it can be, else filled with zeros. */
void               cck_jwk_take_number        (CckJwk         *self,
                                               CckJwkMember    member,
                                               gnutls_datum_t *number,
                                               gsize           size);
/* Fills an empty key out of @key. A GnuTLS error where its kind is not known. */
int                cck_jwk_export_private     (CckJwk           *self,
                                               gnutls_privkey_t  key);
void               cck_jwk_describe_certificate (CckJwk      *self);
/* Once all else is known. */
void               cck_jwk_describe           (CckJwk        *self);
const char        *cck_jwk_member_get_name    (CckJwkMember  member);
gboolean           cck_jwk_member_is_private  (CckJwkMember  member);
/* TRUE for X25519 and X448, which agree on a secret (RFC 8037 §3.2) and never sign. */
gboolean           cck_jwk_is_for_agreement   (CckJwk        *self);
const CckJwkCurve *cck_jwk_curve_lookup       (const char   *name);
const CckJwkCurve *cck_jwk_curve_by_id        (gnutls_ecc_curve_t curve);
/* cck_jwk_fits() for a use that key_ops allow or not. */
gboolean           cck_jwk_fits_for           (CckJwk        *self,
                                               CckAlgorithm   algorithm,
                                               gboolean       allowed,
                                               GError       **error);

G_END_DECLS
