/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-auto-refresh.h"
#include "cck-notice.h"
#include "cck-ticker.h"

G_BEGIN_DECLS

/* What the person has before the eyes. */
typedef enum
{
  CCK_SIGHT_NONE,
  CCK_SIGHT_WINDOW,  /* our window, which shows something else */
  CCK_SIGHT_ACCOUNT, /* the account */
} CckSight;

typedef CckSight (*CckSightFunc) (CckAccount *account,
                                  gpointer    user_data);

#define CCK_TYPE_NOTIFIER (cck_notifier_get_type ())

/* Decides what is told about which account while nobody looks at it: that a session that can't renew
 * itself is about to expire or did, that one could not be renewed, that a refresh token was used
 * twice. One notice an account at a time; a practice account has none. Runs on the ticker.
 *
 * Signals: "send" (CckNotice *notice), in place of what was sent for that account before;
 * "withdraw" (const char *account_id). */
G_DECLARE_FINAL_TYPE (CckNotifier, cck_notifier, CCK, NOTIFIER, GObject)

/* @settings: "notify-before-expiry". @sight is asked before anything is sent. */
CckNotifier *cck_notifier_new  (CckSession     *session,
                                CckTicker      *ticker,
                                CckAutoRefresh *auto_refresh,
                                GSettings      *settings,
                                CckSightFunc    sight,
                                gpointer        user_data);
/* Sends @notice, which is taken, about something that the person asked for. */
void         cck_notifier_tell (CckNotifier    *self,
                                CckAccount     *account,
                                CckNotice      *notice);

G_END_DECLS
