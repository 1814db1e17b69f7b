/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Base64URL as JOSE has it: RFC 4648 §5 without padding (RFC 7515 §2). */

/* Decodes exactly @length characters. White space, padding, the standard alphabet's "+" and "/",
 * a length of 1 modulo 4 and unused bits that are not zero (RFC 4648 §3.5) are
 * CCK_JOSE_ERROR_MALFORMED; the message ends with the 1-based position: "… (character 214)".
 * (transfer full) */
GBytes   *cck_base64url_decode      (const char    *text,
                                     gsize          length,
                                     GError       **error);

/* The same into @out, which has room for cck_base64url_decoded_size (@length) bytes.
 * @position: (out) (optional): on failure the 1-based position of the first fault. */
gboolean  cck_base64url_decode_into (const char    *text,
                                     gsize          length,
                                     guint8        *out,
                                     gsize         *position);

/* The number of bytes that @length characters stand for. */
gsize     cck_base64url_decoded_size (gsize         length);

/* The terminated text of @length bytes, unpadded. (transfer full) */
char     *cck_base64url_encode      (gconstpointer  data,
                                     gsize          length);

G_END_DECLS
