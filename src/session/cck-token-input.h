/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-secret.h"

G_BEGIN_DECLS

/* Finds the token in what a person pasted or piped: the token alone, with white space around it,
 * behind "Bearer" or "Authorization:", in quotes, or as a member of a token answer in JSON
 * (RFC 6749 §5.1). Nothing inside the token is ever changed.
 *
 * @length: -1 for a terminated text. @trimmed: (out): a translated sentence that says what was left
 * out, NULL where nothing was.
 * Returns: (transfer full): NULL with CCK_SESSION_ERROR_BAD_INPUT or CCK_JOSE_ERROR_*. */
CckSecret *cck_token_input_parse (const char  *text,
                                  gssize       length,
                                  char       **trimmed,
                                  GError     **error);

G_END_DECLS
