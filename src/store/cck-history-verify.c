/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "cck-history-database.h"

/* The newest row is remembered apart from the rows. */
static void
look_at_end (const CckHistoryChain *chain,
             const guint8          *hash,
             CckHistoryReport      *report)
{
  if (report->last == chain->last && memcmp (hash, chain->hash, CCK_HISTORY_HASH_LENGTH) == 0)
    return;

  report->finding = report->last == chain->last ? CCK_HISTORY_CHANGED : CCK_HISTORY_CUT;
  report->number = MIN (report->last, chain->last);
}

static gboolean
verify_in_transaction (CckHistoryDatabase *self,
                       gpointer            data,
                       GError            **error)
{
  CckHistoryReport *report = data;
  CckHistoryChain chain;
  guint8 hash[CCK_HISTORY_HASH_LENGTH];

  if (!cck_history_database_read_chain (self, &chain, error)
      || !cck_history_database_walk (self, &chain, G_MAXINT64, report, hash, error))
    return FALSE;

  report->pruned = chain.pruned;
  report->pruned_at = chain.pruned_at;

  if (report->finding == CCK_HISTORY_INTACT)
    look_at_end (&chain, hash, report);

  if (chain.damage != 0)
    {
      report->finding = CCK_HISTORY_CHANGED;
      report->number = chain.damage;
    }

  return TRUE;
}

static char *
dup_message (const CckHistoryReport *self)
{
  switch (self->finding)
    {
    case CCK_HISTORY_INTACT:
      return self->n_rows == 0
                 ? g_strdup (_("The history is empty."))
                 /* Translators: how many rows, the first one’s number, the last one’s. */
                 : g_strdup_printf (ngettext ("The history is intact: %" PRIi64
                                              " row, from %" PRIi64 " to %" PRIi64 ".",
                                              "The history is intact: %" PRIi64
                                              " rows, from %" PRIi64 " to %" PRIi64 ".",
                                              (gulong) self->n_rows),
                                    self->n_rows, self->first, self->last);

    case CCK_HISTORY_CHANGED:
      return g_strdup_printf (_("Row %" PRIi64 " is not as it was written."),
                              self->number);

    case CCK_HISTORY_REMOVED:
      return g_strdup_printf (_("Rows before row %" PRIi64 " have been removed."),
                              self->number);

    case CCK_HISTORY_REORDERED:
      return g_strdup_printf (_("Row %" PRIi64 " stands where another one was written."),
                              self->number);

    case CCK_HISTORY_CUT:
      return g_strdup_printf (_("Rows after row %" PRIi64 " have been removed, or were "
                                "added by another program."),
                              self->number);

    case CCK_HISTORY_DAMAGED:
      return g_strdup (_("The file of the history is damaged. It was kept under another name, and "
                         "a new history has begun."));

    default:
      g_return_val_if_reached (NULL);
    }
}

/* (transfer full) */
static char **
list_set_aside (CckHistoryDatabase *self)
{
  const char *path = cck_history_database_get_path (self);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *stem = g_strndup (name, strlen (name) - strlen (".db"));
  g_autofree char *prefix = g_strconcat (stem, "-damaged-", NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_prefix (entry, prefix) && g_str_has_suffix (entry, ".db"))
        g_ptr_array_add (paths, g_build_filename (folder, entry, NULL));
    }

  g_ptr_array_sort_values (paths, (GCompareFunc) strcmp);

  return paths->len > 0 ? (char **) g_ptr_array_steal (paths, NULL) : g_new0 (char *, 1);
}

CckHistoryReport *
cck_history_database_verify (CckHistoryDatabase  *self,
                             GError             **error)
{
  g_autoptr (CckHistoryReport) report = g_new0 (CckHistoryReport, 1);

  if (cck_history_database_exists (self)
      && !cck_history_database_run (self, "BEGIN", verify_in_transaction, report, error))
    return NULL;

  if (cck_history_database_has_set_aside (self))
    report->finding = CCK_HISTORY_DAMAGED;

  report->set_aside = list_set_aside (self);
  report->message = dup_message (report);

  return g_steal_pointer (&report);
}
