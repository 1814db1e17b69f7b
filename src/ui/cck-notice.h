/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-problem.h"
#include "cck-session.h"

G_BEGIN_DECLS

typedef enum
{
  CCK_NOTICE_NONE,
  CCK_NOTICE_EXPIRING,
  CCK_NOTICE_EXPIRED,
  CCK_NOTICE_FAILED,    /* a refresh failed, and the person can do something about it */
  CCK_NOTICE_ALARM,     /* somebody else may have the refresh token */
  CCK_NOTICE_REFRESHED,
} CckNoticeKind;

/* What a notification says about one account: names and times; nothing of a token, not even a claim,
 * but the name that the account has. Names come from outside, so they are given with visible
 * escapes, and in a form that is text to whoever takes the body for markup. */
typedef struct
{
  CckNoticeKind  kind;
  char          *account_id;
  char          *title;
  char          *body;
  gboolean       offers_refresh;
  gboolean       offers_sign_in;
} CckNotice;

/* (transfer full), all of them. Times in seconds since the epoch. */

/* "Acme Session Expires in 5 Minutes", or that it expired. */
CckNotice     *cck_notice_new_expiry      (CckSession       *session,
                                           CckAccount       *account,
                                           gint64            now);
CckNotice     *cck_notice_new_failure     (CckSession       *session,
                                           CckAccount       *account,
                                           const CckProblem *problem);
CckNotice     *cck_notice_new_alarm       (CckSession       *session,
                                           CckAccount       *account,
                                           const CckProblem *problem);
CckNotice     *cck_notice_new_refreshed   (CckSession       *session,
                                           CckAccount       *account,
                                           gint64            now);
void           cck_notice_free            (CckNotice        *self);

/* With buttons that reach the application whether it still runs or not. */
GNotification *cck_notice_to_notification (const CckNotice  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckNotice, cck_notice_free)

G_END_DECLS
