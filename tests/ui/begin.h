/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/** g_test_init(), gtk_init() and dex_init(), in the language of the environment; a warning ends the test. */
void begin (int *argc, char ***argv);
