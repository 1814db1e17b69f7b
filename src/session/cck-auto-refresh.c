/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-auto-refresh.h"

#include "cck-refresher-private.h"
#include "cck-refresher.h"
#include "cck-session-error.h"
#include "cck-session-private.h"

/* The wall clock is looked at again at least this often, so that a suspended machine catches up. */
#define MAX_WAIT 60
#define MAX_MARGIN 60
#define FIRST_BACKOFF 15
/* However short a provider makes its tokens, it is not asked more often by itself. */
#define MIN_INTERVAL 10
#define MAX_BACKOFF 900
/* A network that came back needs a moment until names are found again. */
#define NETWORK_SETTLES 2
/* A network that comes and goes hurries nobody more often than this. */
#define HURRY_INTERVAL 60

typedef struct
{
  CckAutoRefresh *owner; /* borrowed: the owner outlives its watches */
  CckAccount     *account;
  gulong          handler;
  gint64          not_before; /* after a failure: no try before this time */
  gint64          hurried_at; /* last, because the network came back */
  guint           failures;
  gboolean        running;
} Watch;

struct _CckAutoRefresh
{
  GObject          parent_instance;

  CckSession      *session;
  CckAccountStore *accounts;
  GPtrArray       *watches;
  guint            timer;
  gboolean         enabled;
};

enum
{
  PROP_0,
  PROP_ENABLED,
  N_PROPS
};

enum
{
  FAILED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CckAutoRefresh, cck_auto_refresh, G_TYPE_OBJECT)

static void schedule (CckAutoRefresh *self);

static void
watch_free (gpointer data)
{
  Watch *watch = data;

  g_clear_signal_handler (&watch->handler, watch->account);
  g_clear_object (&watch->account);
  g_free (watch);
}

static Watch *
find_watch (CckAutoRefresh *self,
            CckAccount     *account)
{
  for (guint i = 0; i < self->watches->len; i++)
    {
      Watch *watch = g_ptr_array_index (self->watches, i);

      if (watch->account == account)
        return watch;
    }

  return NULL;
}

/* The time at which the account wants a refresh; G_MAXINT64 where it wants none. */
static gint64
watch_due (Watch *watch)
{
  gint64 expires_at = cck_account_get_expires_at (watch->account);
  gint64 lifetime = expires_at - cck_account_get_issued_at (watch->account);
  gint64 margin = CLAMP (lifetime / 5, 1, MAX_MARGIN);
  gint64 now = cck_clock_get_now (cck_session_get_clock (watch->owner->session));

  if (watch->running || expires_at <= 0
      || cck_account_get_state (watch->account) != CCK_ACCOUNT_SIGNED_IN
      || (!cck_account_get_has_refresh_token (watch->account)
          && !cck_session_is_client_account (watch->account)))
    return G_MAXINT64;

  /* Nothing to ask for until the person signs in again or undoes the edit, which is looked for. */
  if (cck_session_account_is_stale (watch->owner->session, watch->account))
    return now + MAX_WAIT;

  /* The clock was set back: what was to be waited for is far away now. */
  if (watch->not_before > now + MAX_BACKOFF * 2)
    watch->not_before = 0;

  if (cck_session_is_ahead (watch->owner->session, watch->account))
    expires_at = now;

  return MAX (expires_at - margin,
              MAX (watch->not_before, cck_account_get_retry_after (watch->account)));
}

/* Doubles with each failure, with up to a quarter of jitter so that many do not come back at once. */
static void
watch_back_off (Watch  *watch,
                gint64  now)
{
  gint64 wait = MIN ((gint64) FIRST_BACKOFF << MIN (watch->failures, 6u), MAX_BACKOFF);

  watch->failures++;
  watch->not_before = now + wait + g_random_int_range (0, (gint32) (wait / 4 + 1));
}

typedef struct
{
  CckAutoRefresh *self;
  CckAccount     *account;
} Attempt;

static void
attempt_free (gpointer data)
{
  Attempt *attempt = data;

  g_clear_object (&attempt->self);
  g_clear_object (&attempt->account);
  g_free (attempt);
}

static DexFuture *
attempt_done (DexFuture *future,
              gpointer   user_data)
{
  Attempt *attempt = user_data;
  CckAutoRefresh *self = attempt->self;
  Watch *watch = find_watch (self, attempt->account);
  g_autoptr (GError) error = NULL;

  if (watch != NULL)
    watch->running = FALSE;

  if (dex_future_get_value (future, &error) != NULL)
    {
      if (watch != NULL)
        {
          watch->failures = 0;
          watch->not_before = cck_clock_get_now (cck_session_get_clock (self->session))
                              + MIN_INTERVAL;
        }
    }
  else
    {
      if (watch != NULL)
        watch_back_off (watch, cck_clock_get_now (cck_session_get_clock (self->session)));
      g_signal_emit (self, signals[FAILED], 0, attempt->account, error);
    }

  schedule (self);

  return dex_future_new_true ();
}

static void
watch_start (Watch *watch)
{
  Attempt *attempt = g_new0 (Attempt, 1);
  DexFuture *future;
  /* The margin again: a token that another process has renewed meanwhile serves as it is. */
  gint64 lifetime = cck_account_get_expires_at (watch->account)
                    - cck_account_get_issued_at (watch->account);

  attempt->self = g_object_ref (watch->owner);
  attempt->account = g_object_ref (watch->account);
  watch->running = TRUE;

  future = cck_session_get_token (watch->owner->session,
                                  watch->account,
                                  CCK_TOKEN_ACCESS,
                                  (guint) CLAMP (lifetime / 5, 1, MAX_MARGIN) + 1);
  dex_future_disown (dex_future_finally (future, attempt_done, attempt, attempt_free));
}

static gboolean
timer_cb (gpointer user_data)
{
  CckAutoRefresh *self = user_data;
  gint64 now = cck_clock_get_now (cck_session_get_clock (self->session));

  self->timer = 0;

  for (guint i = 0; i < self->watches->len; i++)
    {
      Watch *watch = g_ptr_array_index (self->watches, i);

      if (watch_due (watch) <= now)
        watch_start (watch);
    }

  schedule (self);

  return G_SOURCE_REMOVE;
}

static void
schedule (CckAutoRefresh *self)
{
  gint64 next = G_MAXINT64;
  gint64 now;

  g_clear_handle_id (&self->timer, g_source_remove);

  if (!self->enabled || self->session == NULL)
    return;

  for (guint i = 0; i < self->watches->len; i++)
    next = MIN (next, watch_due (g_ptr_array_index (self->watches, i)));

  if (next == G_MAXINT64)
    return;

  now = cck_clock_get_now (cck_session_get_clock (self->session));
  self->timer = g_timeout_add_seconds ((guint) CLAMP (next - now, 0, MAX_WAIT), timer_cb, self);
}

static gboolean
was_hurried (Watch  *watch,
             gint64  now)
{
  return now >= watch->hurried_at && now - watch->hurried_at < HURRY_INTERVAL;
}

/* What failed while there was no network need not wait for its turn now. */
static void
network_changed_cb (CckAutoRefresh  *self,
                    gboolean         available,
                    GNetworkMonitor *monitor)
{
  gint64 now = cck_clock_get_now (cck_session_get_clock (self->session));

  if (!available)
    return;

  for (guint i = 0; i < self->watches->len; i++)
    {
      Watch *watch = g_ptr_array_index (self->watches, i);

      if (watch->failures == 0 || was_hurried (watch, now))
        continue;

      watch->failures = 0;
      watch->hurried_at = now;
      watch->not_before = MIN (watch->not_before, now + NETWORK_SETTLES);
    }

  schedule (self);
}

static void
account_notify_cb (Watch *watch)
{
  schedule (watch->owner);
}

static void
accounts_changed_cb (CckAutoRefresh *self,
                     guint           position,
                     guint           removed,
                     guint           added,
                     GListModel     *model)
{
  if (removed > 0)
    g_ptr_array_remove_range (self->watches, position, removed);

  for (guint i = 0; i < added; i++)
    {
      Watch *watch = g_new0 (Watch, 1);

      watch->owner = self;
      watch->account = g_list_model_get_item (model, position + i);
      watch->handler = g_signal_connect_swapped (watch->account, "notify",
                                                 G_CALLBACK (account_notify_cb), watch);
      g_ptr_array_insert (self->watches, (gint) (position + i), watch);
    }

  schedule (self);
}

static void
cck_auto_refresh_dispose (GObject *object)
{
  CckAutoRefresh *self = CCK_AUTO_REFRESH (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->accounts != NULL)
    g_signal_handlers_disconnect_by_data (self->accounts, self);
  g_ptr_array_set_size (self->watches, 0);
  g_clear_object (&self->accounts);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (cck_auto_refresh_parent_class)->dispose (object);
}

static void
cck_auto_refresh_finalize (GObject *object)
{
  CckAutoRefresh *self = CCK_AUTO_REFRESH (object);

  g_clear_pointer (&self->watches, g_ptr_array_unref);

  G_OBJECT_CLASS (cck_auto_refresh_parent_class)->finalize (object);
}

static void
cck_auto_refresh_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  CckAutoRefresh *self = CCK_AUTO_REFRESH (object);

  switch (prop_id)
    {
    case PROP_ENABLED:
      g_value_set_boolean (value, self->enabled);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cck_auto_refresh_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  CckAutoRefresh *self = CCK_AUTO_REFRESH (object);

  switch (prop_id)
    {
    case PROP_ENABLED:
      if (self->enabled != g_value_get_boolean (value))
        {
          self->enabled = g_value_get_boolean (value);
          schedule (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cck_auto_refresh_class_init (CckAutoRefreshClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cck_auto_refresh_dispose;
  object_class->finalize = cck_auto_refresh_finalize;
  object_class->get_property = cck_auto_refresh_get_property;
  object_class->set_property = cck_auto_refresh_set_property;

  props[PROP_ENABLED] = g_param_spec_boolean ("enabled", NULL, NULL, FALSE,
                                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, CCK_TYPE_ACCOUNT, G_TYPE_ERROR);
}

static void
cck_auto_refresh_init (CckAutoRefresh *self)
{
  self->watches = g_ptr_array_new_with_free_func (watch_free);
}

CckAutoRefresh *
cck_auto_refresh_new (CckSession *session)
{
  CckAutoRefresh *self;
  GListModel *model;

  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);

  self = g_object_new (CCK_TYPE_AUTO_REFRESH, NULL);
  self->session = g_object_ref (session);
  self->accounts = g_object_ref (cck_session_get_accounts (session));
  model = G_LIST_MODEL (self->accounts);

  g_signal_connect_swapped (model, "items-changed", G_CALLBACK (accounts_changed_cb), self);
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed",
                           G_CALLBACK (network_changed_cb), self, G_CONNECT_SWAPPED);
  accounts_changed_cb (self, 0, 0, g_list_model_get_n_items (model), model);

  return self;
}
