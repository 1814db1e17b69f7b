/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gnutls/gnutls.h>

#include "cck-algorithm.h"

G_BEGIN_DECLS

typedef struct
{
  const char                *name;
  const char                *kty;
  const char                *crv;
  gnutls_sign_algorithm_t    sign;
  gnutls_digest_algorithm_t  hash;
  gsize                      signature_size;
} CckAlgorithmInfo;

/* The row of the table of algorithms; that of CCK_ALGORITHM_UNKNOWN is empty. */
const CckAlgorithmInfo *cck_algorithm_get_info (CckAlgorithm algorithm);

G_END_DECLS
