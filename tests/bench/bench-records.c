/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-records DIRECTORY PROVIDERS ACCOUNTS: a store with so many providers and, at each of them,
 * so many accounts that were signed in to an hour ago and have a day left. */

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "cck-account.h"
#include "cck-provider.h"

#define HOUR 3600

static void
write_file (const char *folder,
            const char *id,
            const char *text)
{
  g_autofree char *name = g_strconcat (id, ".json", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  /* No fsync: this only makes what is measured later. */
  if (!g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      exit (1);
    }
}

static void
write_provider (const char *folder,
                const char *id,
                guint       number)
{
  g_autofree char *name = g_strdup_printf ("Provider %u", number);
  g_autofree char *issuer = g_strdup_printf ("https://id-%u.example/realms/main", number);
  g_autoptr (CckProvider) provider = g_object_new (CCK_TYPE_PROVIDER,
                                                   "name", name,
                                                   "issuer", issuer,
                                                   "client-id", "desk",
                                                   NULL);
  g_autofree char *text = cck_provider_to_json (provider);

  write_file (folder, id, text);
}

static void
write_account (const char *folder,
               const char *provider_id,
               guint       provider,
               guint       number)
{
  gint64 now = time (NULL);
  g_autofree char *issuer = g_strdup_printf ("https://id-%u.example/realms/main", provider);
  g_autofree char *subject = g_strdup_printf ("248289761001-%u", number);
  g_autofree char *label = g_strdup_printf ("person-%u@provider-%u.example", number, provider);
  g_autoptr (CckAccount) account = cck_account_new (provider_id, issuer, "desk", subject);
  g_autofree char *text = NULL;

  cck_account_set_label (account, label);
  g_object_set (account,
                "granted-scope", "openid profile email offline_access",
                "token-type", "Bearer",
                "issued-at", now - HOUR,
                "created-at", now - HOUR,
                "refreshed-at", now - HOUR,
                "expires-at", now + 24 * HOUR,
                "has-id-token", TRUE,
                "grant", "authorization_code",
                NULL);
  text = cck_account_to_json (account);
  write_file (folder, cck_account_get_id (account), text);
}

int
main (int   argc,
      char *argv[])
{
  guint n_providers = argc == 4 ? atoi (argv[2]) : 0;
  guint n_accounts = argc == 4 ? atoi (argv[3]) : 0;
  g_autofree char *providers = g_build_filename (argv[1], "providers", NULL);
  g_autofree char *accounts = g_build_filename (argv[1], "accounts", NULL);

  if (g_mkdir_with_parents (providers, 0700) != 0 || g_mkdir (accounts, 0700) != 0)
    return 1;

  for (guint i = 0; i < n_providers; i++)
    {
      g_autofree char *id = g_strdup_printf ("provider-%u", i);

      write_provider (providers, id, i);

      for (guint j = 0; j < n_accounts; j++)
        write_account (accounts, id, i, j);
    }

  return 0;
}
