/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "cck-practice-context.h"
#include "cck-practice-form.h"

G_BEGIN_DECLS

/* The client registration endpoint (RFC 7591 §3): @body is the client's metadata as JSON. */
void cck_practice_register           (CckPracticeContext *context,
                                      SoupServerMessage  *message,
                                      GBytes             *body);

/* The client configuration endpoint (RFC 7592 §2): GET and DELETE of a client that registered
 * itself, with its registration access token. @form holds client_id. */
void cck_practice_configure          (CckPracticeContext *context,
                                      SoupServerMessage  *message,
                                      CckPracticeForm    *form);

G_END_DECLS
