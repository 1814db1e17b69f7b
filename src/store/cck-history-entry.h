/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  CCK_HISTORY_SIGNED_IN,
  CCK_HISTORY_SIGNED_OUT,
  CCK_HISTORY_ISSUED,       /* the token endpoint answered with a token */
  CCK_HISTORY_USED,         /* a token left the program: "how" says which way */
  CCK_HISTORY_REFRESHED,
  CCK_HISTORY_ROTATED,      /* a new refresh token took the old one's place */
  CCK_HISTORY_REUSED,       /* the provider says that a refresh token was used twice */
  CCK_HISTORY_REVOKED,
  CCK_HISTORY_CHECK_FAILED, /* "how" is the id of the check, or the words for what failed */
  CCK_HISTORY_KEYS_CHANGED, /* the provider's JWKS has other keys than before */
} CckHistoryKind;

#define CCK_TYPE_HISTORY_KIND (cck_history_kind_get_type ())

GType       cck_history_kind_get_type     (void) G_GNUC_CONST;
/* "signed-in", "signed-out", "issued", "used", "refreshed", "rotated", "reused", "revoked",
 * "check-failed", "keys-changed": what the database and `cck history --json` say. Static. */
const char *cck_history_kind_to_string    (CckHistoryKind   self);
/* FALSE where @word is none of them; @self is left alone then. */
gboolean    cck_history_kind_from_string  (const char      *word,
                                           CckHistoryKind  *self);

/* What is to be written. Strings are borrowed for the call, and NULL where there is nothing to say;
 * none is ever a token or part of one. */
typedef struct
{
  gint64          time;         /* when, seconds since the epoch */
  CckHistoryKind  kind;
  const char     *provider_id;
  const char     *account_id;   /* NULL for the provider as a whole */
  const char     *name;         /* what people called it then: "PROVIDER/LABEL", or the provider's name */
  const char     *token_kind;   /* "access", "id" or "refresh" */
  const char     *how;          /* "copied", "printed", …: see the kinds */
  const char     *fingerprint;  /* cck_secret_dup_fingerprint() of the token; anything else is dropped */
  const char     *kid;
  const char     *alg;
  gint64          expires_at;   /* seconds since the epoch; 0: unknown */
  const char     *scope;
  const char     *difference;   /* cck_history_dup_difference() */
} CckHistoryEvent;

/* Which rows to list; zero and NULL ask for nothing. */
typedef struct
{
  const char *account_id;
  const char *provider_id;
  const char *fingerprint; /* of a token */
  gint64      since;   /* seconds since the epoch, that second included */
  gint64      until;   /* that second excluded */
  gint64      before;  /* the row's number: only older rows, to page on */
  guint       limit;   /* 0: CCK_HISTORY_MAX_ROWS */
} CckHistoryQuery;

#define CCK_TYPE_HISTORY_ENTRY (cck_history_entry_get_type ())

/* One row of the history; it does not change. Read-only properties "time" (int64), "kind"
 * (CckHistoryKind), "name" and "how" (strings), for bindings. */
G_DECLARE_FINAL_TYPE (CckHistoryEntry, cck_history_entry, CCK, HISTORY_ENTRY, GObject)

CckHistoryEntry       *cck_history_entry_new       (gint64                 number,
                                                    const CckHistoryEvent *event);
/* The row's number: 1 for the first ever written, and no gaps. */
gint64                 cck_history_entry_get_number (CckHistoryEntry      *self);
/* (transfer none): its strings live as long as the entry. */
const CckHistoryEvent *cck_history_entry_get_event (CckHistoryEntry       *self);

G_END_DECLS
