/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The signature algorithms of RFC 7518 §3.1, RFC 8037 §3.1 and RFC 9864 §2.2. */
typedef enum
{
  CCK_ALGORITHM_UNKNOWN,
  CCK_ALGORITHM_RS256,
  CCK_ALGORITHM_RS384,
  CCK_ALGORITHM_RS512,
  CCK_ALGORITHM_PS256,
  CCK_ALGORITHM_PS384,
  CCK_ALGORITHM_PS512,
  CCK_ALGORITHM_ES256,
  CCK_ALGORITHM_ES384,
  CCK_ALGORITHM_ES512,
  CCK_ALGORITHM_EDDSA,   /* Ed25519 or Ed448, as the key has it */
  CCK_ALGORITHM_ED25519,
  CCK_ALGORITHM_ED448,
  CCK_ALGORITHM_HS256,
  CCK_ALGORITHM_HS384,
  CCK_ALGORITHM_HS512,
} CckAlgorithm;

/* By its exact name; CCK_ALGORITHM_UNKNOWN for any other text, "none" among them. */
CckAlgorithm        cck_algorithm_from_name    (const char   *name);
/* The wire word; NULL for CCK_ALGORITHM_UNKNOWN. */
const char         *cck_algorithm_get_name     (CckAlgorithm  algorithm);
/* The key type it needs: "RSA", "EC", "OKP" or "oct"; NULL for CCK_ALGORITHM_UNKNOWN. */
const char         *cck_algorithm_get_kty      (CckAlgorithm  algorithm);
/* The curve it needs, NULL where any or none does. */
const char         *cck_algorithm_get_crv      (CckAlgorithm  algorithm);
/* HS256, HS384, HS512: whoever can verify can also sign. */
gboolean            cck_algorithm_is_symmetric (CckAlgorithm  algorithm);
/* All names, in the order of the enumeration; NULL-terminated. (transfer none) */
const char * const *cck_algorithm_list_names   (void);
/* TRUE for registered names that this build can't verify, such as "ES256K". */
gboolean            cck_algorithm_is_known_unsupported (const char *name);

G_END_DECLS
