/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-practice-context.h"

G_BEGIN_DECLS

/* The algorithm of @client's ID tokens, right or wrong: what at_hash is made with. */
CckPracticeAlgorithm  cck_practice_signing_get_algorithm (CckPracticeContext  *context,
                                                          CckPracticeClient   *client);

/* Both sign @payload, a JSON object as text, for @client; or do so wrongly, where the provider is to
 * misbehave. (transfer full) */
char                 *cck_practice_signing_dup_id        (CckPracticeContext  *context,
                                                          CckPracticeClient   *client,
                                                          const char          *payload,
                                                          GError             **error);
char                 *cck_practice_signing_dup_userinfo  (CckPracticeContext  *context,
                                                          CckPracticeClient   *client,
                                                          const char          *payload,
                                                          GError             **error);

G_END_DECLS
