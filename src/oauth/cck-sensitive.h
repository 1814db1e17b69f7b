/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * cck_sensitive_free:
 * @secret: (nullable): a NUL-terminated string on the heap
 *
 * Overwrites the string before its memory is given back.
 */
void      cck_sensitive_free           (char        *secret);

/**
 * cck_sensitive_bytes_new_take:
 * @data: (transfer full): a heap block
 * @length: its length in bytes
 *
 * Returns: (transfer full): bytes that are overwritten when the last reference goes
 */
GBytes   *cck_sensitive_bytes_new_take (gpointer     data,
                                        gsize        length);

/**
 * cck_sensitive_new_random:
 * @n_bytes: how many random bytes to draw, at most 96
 * @error: return location
 *
 * Draws @n_bytes from the key generator of GnuTLS and writes them as Base64URL without padding, an
 * alphabet that needs no escaping in any URL. For states, nonces and verifiers.
 *
 * Returns: (transfer full): free with cck_sensitive_free(); %NULL with %CCK_OAUTH_ERROR_NO_RANDOM
 */
char     *cck_sensitive_new_random     (gsize        n_bytes,
                                        GError     **error);

/**
 * cck_sensitive_equal:
 * @a: (nullable): one
 * @b: (nullable): the other
 *
 * Compares in a time that doesn't depend on where the two differ. %NULL equals nothing.
 */
gboolean  cck_sensitive_equal          (const char  *a,
                                        const char  *b);

/**
 * cck_sensitive_fingerprint:
 * @secret: a token
 *
 * Returns: (transfer full): the first 8 bytes of its SHA-256 in lower-case hexadecimal: enough to
 *   follow a token through a history, useless for getting it back
 */
char     *cck_sensitive_fingerprint    (const char  *secret);

typedef char CckSensitive;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckSensitive, cck_sensitive_free)

G_END_DECLS
