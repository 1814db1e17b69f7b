/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/** g_test_init() and dex_init(), with every debug line of every library switched on afterwards. */
void cck_test_init (int    *argc,
                    char ***argv);

/** Until this test ends, a warning that has these words does not end it. */
void cck_test_expect_warning (const char *words);

G_END_DECLS
