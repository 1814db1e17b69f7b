/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

#include "cck-account-store.h"
#include "cck-clock.h"
#include "cck-keyring.h"
#include "cck-provider-store.h"

G_BEGIN_DECLS

#define CCK_TYPE_SESSION (cck_session_get_type ())

/* The process's one door: holds the stores, the keyring, the HTTP session and the clock, and is
 * handed to every use case (sign-in, refresh, inspect, sign-out). Use it from the main thread.
 *
 * Signals:
 *   "alarm" (CckAccount *account, GError *error): somebody else may have used the account's refresh
 *     token (CCK_SESSION_ERROR_REUSED). Nothing failed by it yet.
 *   "history-failed" (GError *error): a line of the history could not be written. What it was about
 *     went on. */
G_DECLARE_FINAL_TYPE (CckSession, cck_session, CCK, SESSION, GObject)

/* A form parameter or a member of a JSON answer; @value is NULL where it was kept back. */
typedef struct
{
  const char *name;
  const char *value;
} CckSessionTraceField;

/* One request and its answer as the redacted trace tells them: nothing here is a secret. Everything
 * is borrowed for the call. */
typedef struct
{
  const char                 *method;           /* "GET", "POST" */
  const char                 *uri;              /* without query, fragment and user */
  guint                       status;           /* 0 where no answer came */
  gint64                      duration;         /* microseconds */
  gsize                       request_length;   /* bytes */
  gsize                       length;           /* bytes of the answer after inflating */
  const char                 *content_type;     /* (nullable) */
  gint64                      date;             /* the answer's, seconds since the epoch; 0 unknown */
  const char * const         *request_headers;  /* names, NULL-terminated */
  const char * const         *response_headers; /* names, NULL-terminated */
  const CckSessionTraceField *parameters;       /* the form that was sent, in its order */
  gsize                       n_parameters;
  const CckSessionTraceField *members;          /* of a JSON answer, in its order */
  gsize                       n_members;
  const char                 *error;            /* (nullable): why it failed, translated */
} CckSessionTraceLine;

typedef void (*CckSessionTrace) (const CckSessionTraceLine *line,
                                 gpointer                   user_data);

/* @data_dir: (nullable): where providers and accounts are kept; NULL for
 * $XDG_DATA_HOME/claimcheck. @clock: (nullable): NULL for the system's. */
CckSession       *cck_session_new                 (const char      *data_dir,
                                                   CckClock        *clock);
/* The same on another keyring, such as one in memory. (transfer none) for all three. */
CckSession       *cck_session_new_with_keyring    (const char      *data_dir,
                                                   CckClock        *clock,
                                                   CckKeyring      *keyring);

/* The same with nothing read yet. */
CckSession       *cck_session_new_unread          (const char      *data_dir,
                                                   CckClock        *clock,
                                                   CckKeyring      *keyring);
/* Reads providers and accounts in a thread. Who can't wait reads them at once. Either may be called
 * again, and both. Resolves to TRUE. (transfer full) */
DexFuture        *cck_session_load                (CckSession      *self);
void              cck_session_load_now            (CckSession      *self);
gboolean          cck_session_is_loaded           (CckSession      *self);

/* (transfer none), all of them. Providers and accounts are there once
 * they are loaded, as cck_session_new() does. */
CckProviderStore *cck_session_get_providers       (CckSession      *self);
CckAccountStore  *cck_session_get_accounts        (CckSession      *self);
CckKeyring       *cck_session_get_keyring         (CckSession      *self);
CckClock         *cck_session_get_clock           (CckSession      *self);

/* The provider that an account was signed in at, or NULL where it is gone. (transfer none) */
CckProvider      *cck_session_get_provider_of     (CckSession      *self,
                                                   CckAccount      *account);

/* Seconds of clock tolerance in every verdict; 30 unless set. */
guint             cck_session_get_leeway          (CckSession      *self);
void              cck_session_set_leeway          (CckSession      *self,
                                                   guint            seconds);
/* Seconds for a whole request and answer; 10 unless set. */
void              cck_session_set_request_timeout (CckSession      *self,
                                                   guint            seconds);
void              cck_session_set_trace           (CckSession      *self,
                                                   CckSessionTrace  trace,
                                                   gpointer         user_data);

/* How far the provider's clock is ahead of ours by the Date of its last answer, whatever it said, in
 * seconds; 0 where it is unknown or within two seconds. */
gint64            cck_session_get_clock_offset    (CckSession      *self,
                                                   CckProvider     *provider);

G_END_DECLS
