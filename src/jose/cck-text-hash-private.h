/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A hash of a text that somebody else chose. It differs from process to process, so nobody can
 * choose texts that all have the same. */
guint cck_text_hash (const char *text,
                     gsize       length);

G_END_DECLS
