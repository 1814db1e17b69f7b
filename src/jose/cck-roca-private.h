/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* TRUE where an RSA modulus (big-endian bytes) has the structure of keys from a flawed chip
 * library, which can be factored (CVE-2017-15361). */
gboolean cck_roca_is_weak (const guint8 *modulus,
                           gsize         length);

G_END_DECLS
