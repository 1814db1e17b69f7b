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
 * handed to every use case (sign-in, refresh, inspect, sign-out). Use it from the main thread. */
G_DECLARE_FINAL_TYPE (CckSession, cck_session, CCK, SESSION, GObject)

/* One request as the redacted trace tells it: the URI has no query, nothing here is a secret.
 * @status is 0 where no answer came; @duration is in microseconds. */
typedef void (*CckSessionTrace) (const char *method,
                                 const char *uri,
                                 guint       status,
                                 gint64      duration,
                                 gpointer    user_data);

/* @data_dir: (nullable): where providers and accounts are kept; NULL for
 * $XDG_DATA_HOME/claimcheck. @clock: (nullable): NULL for the system's. */
CckSession       *cck_session_new                 (const char      *data_dir,
                                                   CckClock        *clock);
/* The same on another keyring, such as one in memory. (transfer none) for all three. */
CckSession       *cck_session_new_with_keyring    (const char      *data_dir,
                                                   CckClock        *clock,
                                                   CckKeyring      *keyring);

/* (transfer none), all of them. Providers and accounts are loaded by cck_session_new(). */
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

/* How far the provider's clock is ahead of ours by its last answer's Date, in seconds;
 * 0 where it is unknown or within two seconds. */
gint64            cck_session_get_clock_offset    (CckSession      *self,
                                                   CckProvider     *provider);

G_END_DECLS
