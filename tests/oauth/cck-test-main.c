/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-test-main.h"

void
cck_test_init (int *argc, char ***argv)
{
  static const char *const all[] = { "all", NULL };

  /* Not by the environment: a library that prints before main() breaks the TAP. */
  g_test_init (argc, argv, NULL);
  g_log_writer_default_set_debug_domains (all);
  dex_init ();
}
