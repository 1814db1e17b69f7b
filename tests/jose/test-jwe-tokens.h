/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-json.h"
#include "cck-jwe.h"

G_BEGIN_DECLS

/* The secret of every token that is made here: 128 bits, so "enc" is A128GCM. */
#define TEST_JWE_SECRET "0123456789abcdef"
#define TEST_JWE_HEADER "{\"alg\":\"dir\",\"enc\":\"A128GCM\"}"

/* The key that opens them, with more members after a comma, such as ",\"use\":\"enc\"".
 * (transfer full) */
CckJwk *test_jwe_key        (const char          *more);
/* Seals @size bytes under @header, whatever it says. (transfer full) */
char   *test_jwe_seal       (const char          *header,
                             gconstpointer        content,
                             gsize                size);
/* @content as raw DEFLATE. (transfer full) */
GBytes *test_jwe_deflate    (gconstpointer        content,
                             gsize                size);
/* A key or set out of a vector file. (transfer full) */
CckJwk *test_jwe_read_key   (const CckJsonValue  *value);
/* Parses and decrypts. (transfer full) */
GBytes *test_jwe_open       (const char          *token,
                             CckJwk              *jwk,
                             GError             **error);
/* That it opens, and what is inside. */
void    test_jwe_opens      (const char          *token,
                             CckJwk              *jwk,
                             const char          *content,
                             gsize                size);
/* That it is refused with @code, and the message that it is refused with. (transfer full) */
char   *test_jwe_refused    (const char          *token,
                             CckJwk              *jwk,
                             int                  code);

G_END_DECLS
