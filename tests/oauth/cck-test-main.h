/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/** g_test_init() and dex_init(), with every debug line of every library switched on afterwards. */
void cck_test_init (int    *argc,
                    char ***argv);

G_END_DECLS
