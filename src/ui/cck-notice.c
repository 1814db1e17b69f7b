/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-notice.h"

#include <glib/gi18n.h>

#include "cck-account-status.h"
#include "cck-refresher.h"
#include "cck-time-text.h"
#include "cck-visible-text.h"

#define MINUTE 60
/* Characters of one line. Nobody reads more there, and a name can be of any length. */
#define MAX_LENGTH 160

/* A notification's body may be taken for markup, a link with our name above it: the one character
 * that begins markup becomes one that looks like it. */
static char *
dup_plain (const char *text)
{
  g_autofree char *visible = cck_visible_text_new (text, -1);
  g_auto (GStrv) parts = g_strsplit (visible, "<", -1);
  g_autofree char *plain = g_strjoinv ("‹", parts);

  if (g_utf8_strlen (plain, -1) <= MAX_LENGTH)
    return g_steal_pointer (&plain);

  *g_utf8_offset_to_pointer (plain, MAX_LENGTH - 1) = '\0';

  return g_strconcat (plain, "…", NULL);
}

static char *
dup_provider_title (CckSession *session,
                    CckAccount *account)
{
  g_autofree char *title = cck_provider_dup_title (cck_session_get_provider_of (session, account));

  return dup_plain (title);
}

static char *
dup_account_title (CckAccount *account)
{
  g_autofree char *title = cck_account_dup_title (account);

  return dup_plain (title);
}

static CckNotice *
notice_new (CckSession    *session,
            CckAccount    *account,
            CckNoticeKind  kind)
{
  CckNotice *self = g_new0 (CckNotice, 1);
  gboolean can_refresh = cck_session_can_refresh (session, account);

  self->kind = kind;
  self->account_id = g_strdup (cck_account_get_id (account));
  self->offers_refresh = can_refresh;
  self->offers_sign_in = !can_refresh;

  return self;
}

/* Which account, and why. */
static char *
dup_body (CckAccount       *account,
          const CckProblem *problem)
{
  g_autofree char *name = dup_account_title (account);
  g_autofree char *message = dup_plain (problem->message);

  return g_strconcat (name, "\n", message, NULL);
}

CckNotice *
cck_notice_new_expiry (CckSession *session,
                       CckAccount *account,
                       gint64      now)
{
  gint64 expires_at;
  g_autofree char *provider = NULL;
  g_autofree char *name = NULL;
  g_autofree char *clock = NULL;
  CckNotice *self;
  int minutes;

  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);
  g_return_val_if_fail (CCK_IS_ACCOUNT (account), NULL);

  expires_at = cck_account_get_expires_at (account);
  provider = dup_provider_title (session, account);
  name = dup_account_title (account);

  if (expires_at <= now)
    {
      self = notice_new (session, account, CCK_NOTICE_EXPIRED);
      /* Translators: the title of a notification; the argument is a provider’s name */
      self->title = g_strdup_printf (_("%s Session Expired"), provider);
      self->body = g_steal_pointer (&name);
      return self;
    }

  self = notice_new (session, account, CCK_NOTICE_EXPIRING);
  minutes = (int) MIN ((expires_at - now + MINUTE - 1) / MINUTE, G_MAXINT);
  clock = cck_time_text_clock (expires_at, now);
  /* Translators: the title of a notification; the first argument is a provider’s name */
  self->title = g_strdup_printf (ngettext ("%s Session Expires in %d Minute",
                                           "%s Session Expires in %d Minutes", (gulong) minutes),
                                 provider, minutes);
  /* Translators: an account’s name and a time such as “14:32” */
  self->body = g_strdup_printf (_("%s, until %s"), name, clock);

  return self;
}

CckNotice *
cck_notice_new_failure (CckSession       *session,
                        CckAccount       *account,
                        const CckProblem *problem)
{
  g_autofree char *provider = NULL;
  gboolean ended;
  CckNotice *self;

  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);
  g_return_val_if_fail (CCK_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (problem != NULL, NULL);

  ended = problem->action == CCK_PROBLEM_ACTION_SIGN_IN;
  provider = dup_provider_title (session, account);
  self = notice_new (session, account, CCK_NOTICE_FAILED);
  self->offers_sign_in = ended;
  self->offers_refresh = !ended && cck_session_can_refresh (session, account);
  /* Translators: titles of notifications; the argument is a provider’s name */
  self->title = g_strdup_printf (ended ? _("%s Session Has Ended")
                                       : _("%s Session Could Not Be Refreshed"), provider);
  self->body = dup_body (account, problem);

  return self;
}

CckNotice *
cck_notice_new_alarm (CckSession       *session,
                      CckAccount       *account,
                      const CckProblem *problem)
{
  g_autofree char *provider = NULL;
  CckNotice *self;

  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);
  g_return_val_if_fail (CCK_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (problem != NULL, NULL);

  provider = dup_provider_title (session, account);
  self = notice_new (session, account, CCK_NOTICE_ALARM);
  self->offers_refresh = FALSE;
  self->offers_sign_in = problem->action == CCK_PROBLEM_ACTION_SIGN_IN;
  /* Translators: the title of a notification; the argument is a provider’s name */
  self->title = g_strdup_printf (_("%s Refresh Token Used Twice"), provider);
  self->body = dup_body (account, problem);

  return self;
}

CckNotice *
cck_notice_new_refreshed (CckSession *session,
                          CckAccount *account,
                          gint64      now)
{
  gint64 expires_at;
  g_autofree char *provider = NULL;
  g_autofree char *name = NULL;
  g_autofree char *clock = NULL;
  CckNotice *self;

  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);
  g_return_val_if_fail (CCK_IS_ACCOUNT (account), NULL);

  expires_at = cck_account_get_expires_at (account);
  provider = dup_provider_title (session, account);
  name = dup_account_title (account);
  clock = cck_time_text_clock (expires_at, now);
  self = notice_new (session, account, CCK_NOTICE_REFRESHED);
  self->offers_refresh = FALSE;
  self->offers_sign_in = FALSE;
  /* Translators: the title of a notification; the argument is a provider’s name */
  self->title = g_strdup_printf (_("%s Session Refreshed"), provider);
  self->body = expires_at != 0 ? g_strdup_printf (_("%s, until %s"), name, clock)
                               : g_steal_pointer (&name);

  return self;
}

void
cck_notice_free (CckNotice *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->account_id);
  g_free (self->title);
  g_free (self->body);
  g_free (self);
}

GNotification *
cck_notice_to_notification (const CckNotice *self)
{
  GNotification *notification;

  g_return_val_if_fail (self != NULL, NULL);

  notification = g_notification_new (self->title);
  g_notification_set_body (notification, self->body);
  g_notification_set_default_action_and_target (notification, "app.show-account", "s",
                                                self->account_id);

  if (self->kind == CCK_NOTICE_ALARM)
    g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);

  if (self->offers_refresh)
    g_notification_add_button_with_target (notification, _("Refresh"), "app.refresh", "s",
                                           self->account_id);

  if (self->offers_sign_in)
    g_notification_add_button_with_target (notification, _("Sign In"), "app.sign-in", "s",
                                           self->account_id);

  return notification;
}
