/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-history.h"

G_BEGIN_DECLS

/* Private to the store: what the files of the history share. */

/* The texts of an event, each a column of the database and with a bound in bytes. */
typedef struct
{
  const char *column;
  gsize       offset; /* of the const char * in CckHistoryEvent */
  gsize       bound;
} CckHistoryText;

#define CCK_HISTORY_N_TEXTS 10
extern const CckHistoryText cck_history_texts[CCK_HISTORY_N_TEXTS];

#define CCK_HISTORY_TEXT(event, index) \
  G_STRUCT_MEMBER (const char *, (event), cck_history_texts[index].offset)

/* A copy with texts of its own, valid UTF-8 within their bounds; what is no fingerprint is left
 * out. */
void cck_history_event_copy  (CckHistoryEvent       *self,
                              const CckHistoryEvent *other);
void cck_history_event_clear (CckHistoryEvent       *self);

/* SHA-256 */
#define CCK_HISTORY_HASH_LENGTH 32

/* The hash of a row: over the hash of the row before and all that the row says, each value with its
 * type and length in front. The row's number is not in it, so that a row is known wherever it is
 * moved to. */
void cck_history_hash_row    (const guint8          *previous,
                              const char            *kind,
                              const CckHistoryEvent *event,
                              guint8                *hash);

G_END_DECLS
