/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes that are wiped when freed; @data is to be filled before anyone else sees them.
 * (transfer full) */
GBytes *cck_jwe_bytes_new      (gsize         size,
                                guint8      **data);
/* The same, decoded from @length characters of Base64URL; NULL where they are not valid.
 * @position: (out) (optional): the 1-based position of the first fault. (transfer full) */
GBytes *cck_jwe_bytes_decode   (const char   *text,
                                gsize         length,
                                gsize        *position);

G_END_DECLS
