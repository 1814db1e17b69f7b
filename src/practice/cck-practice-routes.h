/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "cck-practice-context.h"

G_BEGIN_DECLS

/* Answers @message at the endpoint @path, whichever it is. Returns: (transfer none): the endpoint's
 * path out of our own table, `?` where there is none. */
const char *cck_practice_routes_answer (CckPracticeContext *context,
                                        SoupServerMessage  *message,
                                        const char         *path,
                                        GBytes             *body);

G_END_DECLS
