/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-jwk.h"

G_BEGIN_DECLS

/* A JWK Set (RFC 7517 §5). Entries are found by kid in a hash table and imported when first used,
 * so a set of thousands costs its reading. Broken and unknown entries are skipped and named.
 * Immutable, ref-counted, usable from several threads. */
typedef struct _CckJwks CckJwks;

#define CCK_TYPE_JWKS (cck_jwks_get_type ())

/* The bound of a set's text, in bytes. */
#define CCK_JWKS_MAX_SIZE (4 * 1024 * 1024)

GType      cck_jwks_get_type       (void) G_GNUC_CONST;

/* {"keys":[…]}, or a single JWK, which becomes a set of one. CCK_JOSE_ERROR_MALFORMED where it is
 * neither, _TOO_LARGE. A set of which no entry can be used is not an error. (transfer full) */
CckJwks   *cck_jwks_new_from_data  (const char   *data,
                                    gsize         length,
                                    GError      **error);
CckJwks   *cck_jwks_new_from_bytes (GBytes       *bytes,
                                    GError      **error);
/* What people keep in a file: a set or a JWK as above, or a key in PEM or DER as
 * cck_jwk_new_from_file_data() reads it. The latter can't have a kid, so it is chosen whatever the
 * token's is. @data is terminated beyond @length. (transfer full) */
CckJwks   *cck_jwks_new_from_file_data (const char *data,
                                    gsize         length,
                                    GError      **error);
/* A set of one key. (transfer full) */
CckJwks   *cck_jwks_new_from_jwk   (CckJwk       *jwk);
CckJwks   *cck_jwks_ref            (CckJwks      *self);
void       cck_jwks_unref          (CckJwks      *self);

/* How many entries, the broken ones too. */
guint      cck_jwks_get_n_entries  (CckJwks      *self);
/* The key of entry @index, or NULL with @error where it can't be used. Imported at the first call.
 * (transfer none) */
CckJwk    *cck_jwks_get_jwk        (CckJwks      *self,
                                    guint         index,
                                    GError      **error);
/* TRUE where an entry has exactly this kid, usable or not. */
gboolean   cck_jwks_has_kid        (CckJwks      *self,
                                    const char   *kid,
                                    gsize         length);
/* The first usable key with exactly this kid (byte for byte, U+0000 is a character), or NULL.
 * (transfer none) */
CckJwk    *cck_jwks_lookup         (CckJwks      *self,
                                    const char   *kid,
                                    gsize         length);
/* Verifying with more keys than this for one token is work that a stranger could ask for. */
#define CCK_JWKS_MAX_CHOSEN 16

/* The keys that may verify a token: those that fit @algorithm and, where @kid is not NULL, have
 * exactly it; no fallback (OIDC Core §10.1). Returns how many there are in @chosen, which are
 * borrowed from @self, or 0 with CCK_JOSE_ERROR_NO_MATCHING_KEY where no entry has the kid,
 * _KEY_UNUSABLE where those that have it can't be used or different keys share it: the message says
 * why. */
guint      cck_jwks_choose         (CckJwks      *self,
                                    CckAlgorithm  algorithm,
                                    const char   *kid,
                                    gsize         kid_length,
                                    CckJwk       *chosen[CCK_JWKS_MAX_CHOSEN],
                                    GError      **error);
/* A translated sentence for every entry that is skipped, and for every one that carries private
 * members (which should never be published). Imports all entries. (transfer full) */
GStrv      cck_jwks_dup_notes      (CckJwks      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckJwks, cck_jwks_unref)

G_END_DECLS
