/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CCK_BASE64URL_FAULT 0xff

/* What a character stands for (RFC 4648 §5, table 2); CCK_BASE64URL_FAULT for what stands for
 * nothing. */
extern const guint8 cck_base64url_values[256];

/* Decodes in blocks of what the processor can take at once, up to the first with a fault in it, and
 * leaves the rest to the caller: all of it where the processor is none of those that are known.
 * Returns the number of characters decoded, a multiple of four; the bytes that they stand for are
 * written, and none behind them. */
gsize cck_base64url_decode_blocks (const guint8 *in,
                                   gsize         length,
                                   guint8       *out);

G_END_DECLS
