/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "cck-practice-context.h"
#include "cck-practice-form.h"

G_BEGIN_DECLS

/* The endpoints where a client begins something without a browser. */

/* The pushed authorization request endpoint (RFC 9126 §2). */
void cck_practice_push             (CckPracticeContext *context,
                                    SoupServerMessage  *message,
                                    CckPracticeForm    *form);

/* The device authorization endpoint (RFC 8628 §3.1). */
void cck_practice_device_authorize (CckPracticeContext *context,
                                    SoupServerMessage  *message,
                                    CckPracticeForm    *form);

G_END_DECLS
