/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>
#include <libdex.h>
#include <locale.h>

#include "cck-application.h"
#include "cck-config.h"
#include "cck-secret.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GApplication) application = NULL;

  /* Tokens are in this process's memory: none of it goes into a core dump. */
  if (!cck_secret_disable_core_dumps ())
    g_warning ("Core dumps could not be switched off");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, CCK_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  dex_init ();

  g_set_application_name (_("Claimcheck"));

  application = cck_application_new ();

  return g_application_run (application, argc, argv);
}
