/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Loaded before a program, this gives it the catalogs in TEST_CATALOGS instead of the installed ones, and hands nothing of
 * that on to the programs that it starts. */

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

typedef char *(*Bind) (const char *domain, const char *folder);

static char *folder_of_the_test;

__attribute__ ((constructor)) static void
remember (void)
{
  const char *folder = getenv ("TEST_CATALOGS");

  folder_of_the_test = folder != NULL ? strdup (folder) : NULL;
  unsetenv ("LD_PRELOAD");
}

char *
bindtextdomain (const char *domain,
                const char *folder)
{
  Bind bind = (Bind) dlsym (RTLD_NEXT, "bindtextdomain");

  if (folder_of_the_test != NULL && folder != NULL && strcmp (domain, "claimcheck") == 0)
    folder = folder_of_the_test;

  return bind (domain, folder);
}
