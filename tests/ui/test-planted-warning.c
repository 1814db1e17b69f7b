/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A test that GTK warns in. It must fail, or none of the others would. */

#include <gtk/gtk.h>

#include "begin.h"

static void
test_warning (void)
{
  g_log ("Gtk", G_LOG_LEVEL_WARNING, "planted by the test");
}

int
main (int   argc,
      char *argv[])
{
  begin (&argc, &argv);
  g_test_add_func ("/ui/planted-warning/fails-the-test", test_warning);

  return g_test_run ();
}
