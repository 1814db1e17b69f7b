/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "cck-practice-context.h"

G_BEGIN_DECLS

typedef enum
{
  CCK_PRACTICE_PROOF_NONE, /* the request has none */
  CCK_PRACTICE_PROOF_GOOD,
  CCK_PRACTICE_PROOF_BAD,
  CCK_PRACTICE_PROOF_NEEDS_NONCE, /* good but for our nonce, which the answer brings */
} CckPracticeProof;

/**
 * cck_practice_dpop_check:
 * @access_token: (nullable): the one that comes with the proof, for `ath`
 * @thumbprint: (out) (transfer full): of the proof's key where it is good, else %NULL
 *
 * Looks at the DPoP proof of a request (RFC 9449 §4.3), which is good for once.
 */
CckPracticeProof  cck_practice_dpop_check        (CckPracticeContext  *context,
                                                  SoupServerMessage   *message,
                                                  const char          *access_token,
                                                  char               **thumbprint);

/* The same at an endpoint that gives tokens (RFC 9449 §5, §8): %FALSE where the request has been
 * answered. @thumbprint stays %NULL without a proof. */
gboolean          cck_practice_dpop_read         (CckPracticeContext  *context,
                                                  SoupServerMessage   *message,
                                                  char               **thumbprint);

G_END_DECLS
