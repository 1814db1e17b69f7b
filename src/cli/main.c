/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>
#include <locale.h>

#include "cck-cli.h"
#include "cck-config.h"
#include "cck-secret.h"

/* Standard output is for results: a token there goes straight into another program. libdex logs as
 * soon as it is loaded, so main() would be too late. */
__attribute__ ((no_sanitize ("address", "undefined")))
static void
log_to_standard_error (void)
{
  g_log_writer_default_set_use_stderr (TRUE);
}

typedef void (*Constructor) (void);

/* The System V gABI runs these before the constructors of shared libraries. */
__attribute__ ((section (".preinit_array"), used))
static const Constructor before_libraries = log_to_standard_error;

/* Over SSH and in scripts the locale is often "C", which would make a question mark of every letter
 * outside ASCII; terminals have been UTF-8 for long. */
static void
choose_locale (void)
{
  const char *ctype;

  setlocale (LC_ALL, "");
  ctype = setlocale (LC_CTYPE, NULL);
  if (g_strcmp0 (ctype, "C") == 0 || g_strcmp0 (ctype, "POSIX") == 0)
    setlocale (LC_CTYPE, "C.UTF-8");

  bindtextdomain (GETTEXT_PACKAGE, CCK_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int    argc,
      char **argv)
{
  cck_secret_disable_core_dumps ();
  log_to_standard_error (); /* for systems without .preinit_array */
  g_set_prgname ("cck");
  choose_locale ();
  dex_init ();

  return cck_cli_main ((const char * const *) argv);
}
