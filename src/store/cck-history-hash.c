/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-history-private.h"

static void
add_number (GChecksum *checksum,
            char       type,
            gint64     number)
{
  const guint64 big_endian = GUINT64_TO_BE ((guint64) number);

  g_checksum_update (checksum, (const guchar *) &type, 1);
  g_checksum_update (checksum, (const guchar *) &big_endian, sizeof big_endian);
}

/* With its length, so that no two rows run into the same bytes. */
static void
add_text (GChecksum  *checksum,
          const char *text)
{
  if (text == NULL)
    {
      add_number (checksum, '-', 0);
      return;
    }

  add_number (checksum, 's', strlen (text));
  g_checksum_update (checksum, (const guchar *) text, strlen (text));
}

void
cck_history_hash_row (const guint8          *previous,
                      const char            *kind,
                      const CckHistoryEvent *event,
                      guint8                *hash)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length = CCK_HISTORY_HASH_LENGTH;

  g_checksum_update (checksum, previous, CCK_HISTORY_HASH_LENGTH);
  add_number (checksum, 'i', event->time);
  add_text (checksum, kind);
  add_number (checksum, 'i', event->expires_at);

  for (gsize i = 0; i < CCK_HISTORY_N_TEXTS; i++)
    add_text (checksum, CCK_HISTORY_TEXT (event, i));

  g_checksum_get_digest (checksum, hash, &length);
}
