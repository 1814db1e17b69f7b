/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-notifier.h"

#include "cck-refresher.h"

#define MINUTE 60
/* cck's exit status for what passes by itself: no network, a busy provider. */
#define TRY_LATER 4

/* What was said of an account last, and about which of its tokens. */
typedef struct
{
  CckNoticeKind kind;
  gint64 issued_at;
  gint64 expires_at;
  char *code;     /* of a failure */
  gboolean shown; /* FALSE: the person saw it in the window */
} Told;

struct _CckNotifier
{
  GObject parent_instance;

  CckSession *session;
  CckTicker *ticker;
  CckAutoRefresh *auto_refresh;
  GSettings *settings;
  CckSightFunc sight;
  gpointer sight_data;

  GHashTable *told; /* account id → Told */
  gint64 margin;    /* seconds before an end when the person wants to hear of it */
  gint64 since;     /* what expired before is no news */
  gint64 next;      /* when there is something to say by itself; G_MAXINT64: never */
  guint idle_id;
};

enum
{
  SEND,
  WITHDRAW,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CckNotifier, cck_notifier, G_TYPE_OBJECT)

static void
told_free (gpointer data)
{
  Told *told = data;

  g_free (told->code);
  g_free (told);
}

static void
withdraw (CckNotifier *self,
          const char  *account_id,
          Told        *told)
{
  if (!told->shown)
    return;

  told->shown = FALSE;
  g_signal_emit (self, signals[WITHDRAW], 0, account_id);
}

static void
forget (CckNotifier *self,
        const char  *account_id)
{
  Told *told = g_hash_table_lookup (self->told, account_id);

  if (told == NULL)
    return;

  withdraw (self, account_id, told);
  g_hash_table_remove (self->told, account_id);
}

/* Takes @notice. */
static void
tell (CckNotifier *self,
      CckAccount  *account,
      CckNotice   *notice,
      const char  *code,
      gboolean     show)
{
  const char *id = cck_account_get_id (account);
  Told *told = g_new0 (Told, 1);

  if (!show)
    forget (self, id);

  told->kind = notice->kind;
  told->issued_at = cck_account_get_issued_at (account);
  told->expires_at = cck_account_get_expires_at (account);
  told->code = g_strdup (code);
  told->shown = show;
  g_hash_table_replace (self->told, g_strdup (id), told);

  if (show)
    g_signal_emit (self, signals[SEND], 0, notice);

  cck_notice_free (notice);
}

static CckSight
get_sight (CckNotifier *self,
           CckAccount  *account)
{
  return self->sight (account, self->sight_data);
}

/* When the person wants to hear of the end; a short session is announced in its second half. */
static gint64
get_warning_time (CckNotifier *self,
                  CckAccount  *account)
{
  gint64 expires_at = cck_account_get_expires_at (account);
  gint64 life = expires_at - cck_account_get_issued_at (account);

  return expires_at - MIN (self->margin, MAX (life / 2, 0));
}

static gboolean
renews_itself (CckNotifier *self,
               CckAccount  *account)
{
  gboolean enabled = FALSE;

  g_object_get (self->auto_refresh, "enabled", &enabled, NULL);

  return enabled && cck_session_can_refresh (self->session, account);
}

/* What there is to say of the account's expiry now. @next: (out): when that changes. */
static CckNoticeKind
judge_expiry (CckNotifier *self,
              CckAccount  *account,
              gint64       now,
              gint64      *next)
{
  gint64 expires_at = cck_account_get_expires_at (account);
  gint64 warning = get_warning_time (self, account);

  *next = G_MAXINT64;

  if (cck_account_get_state (account) != CCK_ACCOUNT_SIGNED_IN || expires_at == 0 ||
      warning == expires_at || renews_itself (self, account))
    return CCK_NOTICE_NONE;

  if (now >= expires_at)
    return expires_at > self->since ? CCK_NOTICE_EXPIRED : CCK_NOTICE_NONE;

  *next = now >= warning ? expires_at : warning;

  return now >= warning ? CCK_NOTICE_EXPIRING : CCK_NOTICE_NONE;
}

/* Whether what was told stands, whatever there is to say of the expiry. */
static gboolean
still_stands (const Told    *told,
              CckAccount    *account,
              CckNoticeKind  expiry)
{
  CckAccountState state = cck_account_get_state (account);

  switch (told->kind)
    {
    case CCK_NOTICE_FAILED:
      return state == CCK_ACCOUNT_SIGN_IN_AGAIN ||
             (state == CCK_ACCOUNT_SIGNED_IN &&
              told->issued_at == cck_account_get_issued_at (account));

    case CCK_NOTICE_ALARM:
      return told->shown && state != CCK_ACCOUNT_SIGNED_OUT;

    case CCK_NOTICE_REFRESHED:
      return expiry == CCK_NOTICE_NONE && state == CCK_ACCOUNT_SIGNED_IN;

    case CCK_NOTICE_EXPIRING:
    case CCK_NOTICE_EXPIRED:
      return told->kind == expiry && told->expires_at == cck_account_get_expires_at (account);

    case CCK_NOTICE_NONE:
    default:
      return FALSE;
    }
}

/* Says what there is to say of @account now, and gives the time when that changes by itself. */
static gint64
look_at (CckNotifier *self,
         CckAccount  *account,
         gint64       now)
{
  const char *id = cck_account_get_id (account);
  Told *told = g_hash_table_lookup (self->told, id);
  gint64 next;
  CckNoticeKind expiry;

  if (cck_account_get_transient (account))
    return G_MAXINT64;

  expiry = judge_expiry (self, account, now, &next);

  if (told != NULL && get_sight (self, account) == CCK_SIGHT_ACCOUNT)
    withdraw (self, id, told);

  if (told != NULL && still_stands (told, account, expiry))
    return next;

  if (expiry == CCK_NOTICE_NONE)
    forget (self, id);
  else
    tell (self, account, cck_notice_new_expiry (self->session, account, now), NULL,
          get_sight (self, account) != CCK_SIGHT_ACCOUNT);

  return next;
}

static void
set_next (CckNotifier *self,
          gint64       next)
{
  self->next = next;
  cck_ticker_set_alarm (self->ticker, next == G_MAXINT64 ? 0 : next);
}

/* What was told of accounts that are gone is void. */
static void
forget_gone (CckNotifier *self)
{
  CckAccountStore *accounts = cck_session_get_accounts (self->session);
  g_autoptr (GPtrArray) ids = g_hash_table_get_keys_as_ptr_array (self->told);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *id = g_strdup (ids->pdata[i]);

      if (cck_account_store_get_by_id (accounts, id) == NULL)
        forget (self, id);
    }
}

static void
look_at_all (CckNotifier *self)
{
  GListModel *accounts = G_LIST_MODEL (cck_session_get_accounts (self->session));
  guint n = g_list_model_get_n_items (accounts);
  gint64 now = cck_ticker_now (self->ticker);
  gint64 next = G_MAXINT64;

  g_clear_handle_id (&self->idle_id, g_source_remove);
  forget_gone (self);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CckAccount) account = g_list_model_get_item (accounts, i);

      next = MIN (next, look_at (self, account, now));
    }

  set_next (self, next);
}

/* Once for all accounts: to ask the settings costs more than all that is looked at of one. */
static void
read_margin (CckNotifier *self)
{
  self->margin = (gint64) g_settings_get_uint (self->settings, "notify-before-expiry") * MINUTE;
}

static gboolean
on_idle (gpointer user_data)
{
  CckNotifier *self = user_data;

  self->idle_id = 0;
  look_at_all (self);

  return G_SOURCE_REMOVE;
}

/* After what is on the screen: many accounts come at once when the program starts. */
static void
queue_look (CckNotifier *self)
{
  if (self->idle_id == 0)
    self->idle_id = g_idle_add_full (G_PRIORITY_LOW, on_idle, self, NULL);
}

static void
on_margin_changed (CckNotifier *self)
{
  read_margin (self);
  queue_look (self);
}

static void
on_item_changed (CckNotifier *self,
                 CckAccount  *account)
{
  set_next (self, MIN (self->next, look_at (self, account, cck_ticker_now (self->ticker))));
}

/* The window may show now what was told. */
static void
look_at_told (CckNotifier *self,
              gint64       now)
{
  CckAccountStore *accounts = cck_session_get_accounts (self->session);
  g_autoptr (GPtrArray) ids = g_hash_table_get_keys_as_ptr_array (self->told);

  for (guint i = 0; i < ids->len; i++)
    {
      CckAccount *account = cck_account_store_get_by_id (accounts, ids->pdata[i]);

      if (account != NULL)
        look_at (self, account, now);
    }
}

static void
on_tick (CckNotifier *self,
         gint64       now)
{
  if (now >= self->next)
    look_at_all (self);
  else
    look_at_told (self, now);
}

static gboolean
needs_the_person (const CckProblem *problem)
{
  return problem->exit_status != TRY_LATER && problem->action != CCK_PROBLEM_ACTION_NONE &&
         problem->action != CCK_PROBLEM_ACTION_TRY_AGAIN;
}

/* It is tried again and again, and an alarm may have come before; what is said once is said. */
static gboolean
is_told (CckNotifier      *self,
         CckAccount       *account,
         const CckProblem *problem)
{
  Told *told = g_hash_table_lookup (self->told, cck_account_get_id (account));

  return told != NULL && g_strcmp0 (told->code, problem->code) == 0;
}

static void
on_failed (CckNotifier  *self,
           CckAccount   *account,
           const GError *error)
{
  g_autoptr (CckProblem) problem = cck_problem_new_from_error (error);

  if (cck_account_get_transient (account) || get_sight (self, account) != CCK_SIGHT_NONE ||
      !needs_the_person (problem) || is_told (self, account, problem))
    return;

  tell (self, account, cck_notice_new_failure (self->session, account, problem), problem->code,
        TRUE);
}

static void
on_alarm (CckNotifier  *self,
          CckAccount   *account,
          const GError *error)
{
  g_autoptr (CckProblem) problem = cck_problem_new_from_error (error);

  if (!cck_account_get_transient (account) && get_sight (self, account) == CCK_SIGHT_NONE)
    tell (self, account, cck_notice_new_alarm (self->session, account, problem), problem->code,
          TRUE);
}

static void
cck_notifier_dispose (GObject *object)
{
  CckNotifier *self = CCK_NOTIFIER (object);

  if (self->ticker != NULL)
    cck_ticker_set_alarm (self->ticker, 0);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_pointer (&self->told, g_hash_table_unref);
  g_clear_object (&self->session);
  g_clear_object (&self->ticker);
  g_clear_object (&self->auto_refresh);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (cck_notifier_parent_class)->dispose (object);
}

static void
cck_notifier_class_init (CckNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cck_notifier_dispose;

  signals[SEND] = g_signal_new ("send", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[WITHDRAW] = g_signal_new ("withdraw", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
cck_notifier_init (CckNotifier *self)
{
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, told_free);
  self->next = G_MAXINT64;
}

static void
connect_signals (CckNotifier *self)
{
  CckAccountStore *accounts = cck_session_get_accounts (self->session);

  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (queue_look), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (accounts, "item-changed", G_CALLBACK (on_item_changed), self,
                           G_CONNECT_SWAPPED);
  /* An account of a provider that was edited may renew itself no more. */
  g_signal_connect_object (cck_session_get_providers (self->session), "item-changed",
                           G_CALLBACK (queue_look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::notify-before-expiry",
                           G_CALLBACK (on_margin_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->auto_refresh, "notify::enabled", G_CALLBACK (queue_look), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->auto_refresh, "failed", G_CALLBACK (on_failed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "alarm", G_CALLBACK (on_alarm), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->ticker, "tick", G_CALLBACK (on_tick), self, G_CONNECT_SWAPPED);
}

CckNotifier *
cck_notifier_new (CckSession     *session,
                  CckTicker      *ticker,
                  CckAutoRefresh *auto_refresh,
                  GSettings      *settings,
                  CckSightFunc    sight,
                  gpointer        user_data)
{
  CckNotifier *self;

  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);
  g_return_val_if_fail (CCK_IS_TICKER (ticker), NULL);
  g_return_val_if_fail (CCK_IS_AUTO_REFRESH (auto_refresh), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (sight != NULL, NULL);

  self = g_object_new (CCK_TYPE_NOTIFIER, NULL);
  self->session = g_object_ref (session);
  self->ticker = g_object_ref (ticker);
  self->auto_refresh = g_object_ref (auto_refresh);
  self->settings = g_object_ref (settings);
  self->sight = sight;
  self->sight_data = user_data;
  self->since = cck_ticker_now (ticker);
  read_margin (self);
  connect_signals (self);
  queue_look (self);

  return self;
}

void
cck_notifier_tell (CckNotifier *self,
                   CckAccount  *account,
                   CckNotice   *notice)
{
  g_return_if_fail (CCK_IS_NOTIFIER (self));
  g_return_if_fail (CCK_IS_ACCOUNT (account));
  g_return_if_fail (notice != NULL);

  tell (self, account, notice, NULL, TRUE);
}
