/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-json.h"

G_BEGIN_DECLS

/* Private to the layer: what the answers of a token endpoint have in common (RFC 6749 §5.1). */

/** RFC 6750 §2.1: whether @text is a token that fits into a header. */
gboolean cck_token_answer_is_b64token   (const char          *text);

/** RFC 6749 Appendix A: whether @text is printable US-ASCII, or empty. */
gboolean cck_token_answer_is_vschar     (const char          *text);

/** A member that may be missing; null and "" are missing too. %FALSE with
 *  %CCK_OAUTH_ERROR_BAD_TOKEN for what is no token. */
gboolean cck_token_answer_read_optional (const CckJsonValue  *root,
                                         const char          *name,
                                         char               **token,
                                         GError             **error);

/** `expires_in`: seconds, or -1 for a lifetime that says nothing: missing, negative, worded or
 *  absurd. */
gint64   cck_token_answer_read_lifetime (const CckJsonValue  *root);

/** The granted scope, which is the one asked for where the answer has none. */
char    *cck_token_answer_dup_scope     (const CckJsonValue  *root,
                                         const char          *requested_scope);

G_END_DECLS
