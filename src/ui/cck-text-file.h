/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

/* The text of a file that a person has chosen or dropped: a token, a key, certificates. Resolves to a
 * CckSecret. Devices, pipes and what is larger than any of these are refused before they are read. */
DexFuture *cck_text_file_read (GFile *file);

G_END_DECLS
