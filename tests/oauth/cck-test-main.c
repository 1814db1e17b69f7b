/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-test-main.h"

#include <string.h>

void
cck_test_init (int *argc, char ***argv)
{
  static const char *const all[] = { "all", NULL };

  /* Not by the environment: a library that prints before main() breaks the TAP. */
  g_test_init (argc, argv, NULL);
  g_log_writer_default_set_debug_domains (all);
  dex_init ();
}

static gboolean
ends_the_test (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  return strstr (message, data) == NULL;
}

void
cck_test_expect_warning (const char *words)
{
  g_test_log_set_fatal_handler (ends_the_test, (gpointer) words);
}
