/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "cck-practice-context.h"
#include "cck-practice-form.h"

G_BEGIN_DECLS

/* The token endpoint (RFC 6749 §3.2) with all its grants. */
void cck_practice_token_endpoint (CckPracticeContext *context,
                                  SoupServerMessage  *message,
                                  CckPracticeForm    *form);

G_END_DECLS
