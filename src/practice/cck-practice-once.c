/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-once.h"

#define MOST_USED 4096

struct _CckPracticeOnce
{
  GHashTable *used; /* of hashes as text */
  GQueue order;     /* the same, borrowed, the oldest first */
};

CckPracticeOnce *
cck_practice_once_new (void)
{
  CckPracticeOnce *once = g_new0 (CckPracticeOnce, 1);

  once->used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_queue_init (&once->order);
  return once;
}

void
cck_practice_once_free (CckPracticeOnce *once)
{
  g_queue_clear (&once->order);
  g_hash_table_unref (once->used);
  g_free (once);
}

gboolean
cck_practice_once_use (CckPracticeOnce *once,
                       const char      *owner,
                       const char      *id)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  char *hash;

  /* With the NUL between them, so that no two pairs are the same text. */
  g_checksum_update (checksum, (const guchar *) owner, -1);
  g_checksum_update (checksum, (const guchar *) "", 1);
  g_checksum_update (checksum, (const guchar *) id, -1);
  if (g_hash_table_contains (once->used, g_checksum_get_string (checksum)))
    return FALSE;

  if (g_queue_get_length (&once->order) >= MOST_USED)
    g_hash_table_remove (once->used, g_queue_pop_head (&once->order));

  hash = g_strdup (g_checksum_get_string (checksum));
  g_hash_table_add (once->used, hash);
  g_queue_push_tail (&once->order, hash);
  return TRUE;
}
