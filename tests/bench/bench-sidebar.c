/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-sidebar DIRECTORY…: what the sidebar's rows cost in each of these stores: to make them, to
 * narrow them with each letter of a search, and to follow one account that comes and goes. Fails where
 * a step takes longer than a frame. */

#include <gtk/gtk.h>
#include <stdio.h>
#include <time.h>

#include "cck-sidebar-model.h"

/* Milliseconds of a frame at 60 Hz. */
#define FRAME 16.7

static gboolean missed;

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);

  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static void
tell (const char *what,
      double      begin,
      guint       rows)
{
  double taken = now () - begin;

  printf ("  %-40s %6.2f ms, %5u rows\n", what, taken, rows);
  missed = missed || taken > FRAME;
}

static void
search (CckSidebarModel *model,
        const char      *text)
{
  g_autofree char *what = g_strdup_printf ("search for “%s”", text != NULL ? text : "");
  double begin = now ();

  cck_sidebar_model_search (model, text);
  tell (what, begin, g_list_model_get_n_items (G_LIST_MODEL (model)));
}

/* Writing makes the folder's lock where there is none, which makes it read all files again, once. */
static void
make_lock (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "accounts", ".lock", NULL);

  g_file_set_contents (path, "", 0, NULL);
}

static void
change_one (CckSession      *session,
            CckSidebarModel *model)
{
  CckAccountStore *store = cck_session_get_accounts (session);
  g_autoptr (CckAccount) some = g_list_model_get_item (G_LIST_MODEL (store), 0);
  g_autoptr (CckAccount) account = cck_account_new (cck_account_get_provider_id (some),
                                                    cck_account_get_issuer (some), "desk", "new");
  g_autoptr (GError) error = NULL;
  double begin = now ();
  CckAccount *own = cck_account_store_add (store, account, &error);

  tell ("an account comes, its file included", begin,
        g_list_model_get_n_items (G_LIST_MODEL (model)));

  begin = now ();
  if (own == NULL || !cck_account_store_remove (store, own, &error))
    g_error ("%s", error->message);

  tell ("and goes", begin, g_list_model_get_n_items (G_LIST_MODEL (model)));
}

static void
measure (const char *folder)
{
  g_autoptr (CckSession) session = NULL;
  g_autoptr (CckSidebarModel) model = NULL;
  double begin;

  make_lock (folder);
  session = cck_session_new (folder, NULL);
  begin = now ();

  printf ("%s\n", folder);
  model = cck_sidebar_model_new (session);
  printf ("  %-40s %6.2f ms, %5u rows\n", "all rows, as at the start", now () - begin,
          g_list_model_get_n_items (G_LIST_MODEL (model)));

  search (model, "p");
  search (model, "pe");
  search (model, "person-7");
  search (model, "PROVIDER-9");
  search (model, "nobody");
  search (model, NULL);
  change_one (session, model);
}

int
main (int   argc,
      char *argv[])
{
  for (int i = 1; i < argc; i++)
    measure (argv[i]);

  return missed;
}
