/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-account-status.h"

#include <glib/gi18n.h>

#include "cck-time-text.h"
#include "cck-visible-text.h"

/* Under a fifth of the lifetime the ring turns to a warning, and so does the row. */
#define WARNING_PART 5

typedef enum
{
  LIVE,
  ENDING,
  EXPIRED,
  SIGNED_OUT,
  ENDED,
} Status;

static const struct
{
  const char *icon_name;
  const char *css_class;
} looks[] = {
  [LIVE] = { "cck-live-symbolic", "success" },
  [ENDING] = { "cck-warning-symbolic", "warning" },
  [EXPIRED] = { "cck-expired-symbolic", "dimmed" },
  [SIGNED_OUT] = { "system-log-out-symbolic", "dimmed" },
  [ENDED] = { "cck-failed-symbolic", "error" },
};

static Status
get_status (CckAccount *account,
            gint64      now)
{
  gint64 expires_at = cck_account_get_expires_at (account);
  gint64 life = expires_at - cck_account_get_issued_at (account);

  switch (cck_account_get_state (account))
    {
    case CCK_ACCOUNT_SIGNED_OUT:
      return SIGNED_OUT;

    case CCK_ACCOUNT_SIGN_IN_AGAIN:
      return ENDED;

    case CCK_ACCOUNT_SIGNED_IN:
    default:
      break;
    }

  if (expires_at == 0)
    return LIVE;

  if (expires_at <= now)
    return EXPIRED;

  return expires_at - now < life / WARNING_PART ? ENDING : LIVE;
}

char *
cck_account_dup_title (CckAccount *account)
{
  const char *label;

  g_return_val_if_fail (CCK_IS_ACCOUNT (account), NULL);

  label = cck_account_get_label (account);

  if (label == NULL || *label == '\0')
    label = cck_account_get_subject (account);

  return cck_visible_text_new (label != NULL ? label : "", -1);
}

char *
cck_provider_dup_title (CckProvider *provider)
{
  const char *name = provider != NULL ? cck_provider_get_name (provider) : NULL;

  return name != NULL ? cck_visible_text_new (name, -1) : g_strdup (_("Unknown Provider"));
}

char *
cck_account_dup_status (CckAccount *account,
                        gint64      now)
{
  g_return_val_if_fail (CCK_IS_ACCOUNT (account), NULL);

  switch (get_status (account, now))
    {
    case SIGNED_OUT:
      return g_strdup (_("Signed out"));

    case ENDED:
      return g_strdup (_("Session ended"));

    case LIVE:
    case ENDING:
    case EXPIRED:
    default:
      break;
    }

  if (cck_account_get_expires_at (account) == 0)
    return g_strdup (_("Signed in"));

  return cck_time_text_expiry (cck_account_get_expires_at (account), now);
}

const char *
cck_account_get_status_icon (CckAccount *account,
                             gint64      now)
{
  g_return_val_if_fail (CCK_IS_ACCOUNT (account), NULL);

  return looks[get_status (account, now)].icon_name;
}

const char *
cck_account_get_status_class (CckAccount *account,
                              gint64      now)
{
  g_return_val_if_fail (CCK_IS_ACCOUNT (account), NULL);

  return looks[get_status (account, now)].css_class;
}
