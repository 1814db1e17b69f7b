/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-history.h"

#include "cck-history-database.h"

#define FILE_NAME    "history.db"
#define DEFAULT_DAYS 90

/* Milliseconds in which what other processes write becomes one "changed". */
#define CHANGE_RATE 250

struct _CckHistory
{
  GObject           parent_instance;

  char             *path;
  CckHistoryLimits  limits;
  GThread          *thread;  /* once something was asked for */
  GAsyncQueue      *jobs;
  gpointer          channel;
  GFileMonitor     *monitor; /* once a list was asked for */
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_SET_ASIDE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CckHistory, cck_history, G_TYPE_OBJECT)

/* What the thread is asked for, and what it answers. */
typedef struct _Job Job;

typedef gboolean (*JobFunc) (Job                *job,
                             CckHistoryDatabase *database,
                             GError            **error);

struct _Job
{
  JobFunc           func; /* NULL: end the thread */
  DexPromise       *promise;
  CckHistoryEvent   event;
  CckHistoryQuery   query;
  CckHistoryLimits  limits;
  gint64            now;

  GValue            result; /* or */
  GError           *error;
  char             *set_aside;
};

/* The way back from the thread. A promise is resolved, and let go of, in the history's own context
 * only: its last reference may be that of whoever owns the history, and the history's end waits for
 * the thread. */
typedef struct
{
  GWeakRef     history; /* looked into in @context only */
  GMainContext *context;
  GAsyncQueue  *done;   /* Job */
} Channel;

typedef struct
{
  CckHistoryDatabase *database;
  GAsyncQueue        *jobs;
  Channel            *channel;
} Worker;

static void
job_free (Job *job)
{
  cck_history_event_clear (&job->event);
  g_free ((char *) job->query.account_id);
  g_free ((char *) job->query.provider_id);
  g_free ((char *) job->query.fingerprint);
  g_clear_pointer (&job->promise, dex_unref);
  g_clear_error (&job->error);
  g_free (job->set_aside);
  if (G_IS_VALUE (&job->result))
    g_value_unset (&job->result);
  g_free (job);
}

static void
channel_clear (Channel *channel)
{
  g_weak_ref_clear (&channel->history);
  g_main_context_unref (channel->context);
  g_async_queue_unref (channel->done);
}

static Channel *
channel_new (CckHistory *history)
{
  Channel *channel = g_atomic_rc_box_new0 (Channel);

  g_weak_ref_init (&channel->history, history);
  channel->context = g_main_context_ref_thread_default ();
  channel->done = g_async_queue_new_full ((GDestroyNotify) job_free);

  return channel;
}

static void
channel_unref (gpointer channel)
{
  g_atomic_rc_box_release_full (channel, (GDestroyNotify) channel_clear);
}

static void
answer (Channel *channel,
        Job     *job)
{
  if (job->set_aside != NULL)
    {
      g_autoptr (CckHistory) self = g_weak_ref_get (&channel->history);

      if (self != NULL)
        g_signal_emit (self, signals[SIGNAL_SET_ASIDE], 0, job->set_aside);
    }

  if (job->error != NULL)
    dex_promise_reject (job->promise, g_steal_pointer (&job->error));
  else
    dex_promise_resolve (job->promise, &job->result);
}

static gboolean
on_done (gpointer user_data)
{
  Channel *channel = user_data;
  Job *job;

  while ((job = g_async_queue_try_pop (channel->done)) != NULL)
    {
      answer (channel, job);
      job_free (job);
    }

  return G_SOURCE_REMOVE;
}

/* @job: (transfer full) */
static void
give_back (Channel *channel,
           Job     *job)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_async_queue_push (channel->done, job);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_done, g_atomic_rc_box_acquire (channel), channel_unref);
  g_source_attach (source, channel->context);
}

static void
worker_free (Worker *worker)
{
  cck_history_database_free (worker->database);
  g_async_queue_unref (worker->jobs);
  channel_unref (worker->channel);
  g_free (worker);
}

static gpointer
run_worker (gpointer data)
{
  Worker *worker = data;

  for (;;)
    {
      Job *job = g_async_queue_pop (worker->jobs);

      if (job->func == NULL)
        {
          job_free (job);
          break;
        }

      job->func (job, worker->database, &job->error);
      job->set_aside = cck_history_database_steal_set_aside (worker->database);
      give_back (worker->channel, job);
    }

  worker_free (worker);

  return NULL;
}

static void
start_worker (CckHistory *self)
{
  Worker *worker;

  if (self->thread != NULL)
    return;

  worker = g_new0 (Worker, 1);
  worker->database = cck_history_database_new (self->path);
  worker->jobs = g_async_queue_ref (self->jobs);
  worker->channel = g_atomic_rc_box_acquire (self->channel);
  self->thread = g_thread_new ("history", run_worker, worker);
}

static DexFuture *
push (CckHistory *self,
      Job        *job)
{
  DexFuture *future;

  job->limits = self->limits;
  job->promise = dex_promise_new ();
  future = dex_ref (DEX_FUTURE (job->promise));

  start_worker (self);
  g_async_queue_push (self->jobs, job);

  return future;
}

static void
set_true (Job *job)
{
  g_value_init (&job->result, G_TYPE_BOOLEAN);
  g_value_set_boolean (&job->result, TRUE);
}

static gboolean
run_record (Job                *job,
            CckHistoryDatabase *database,
            GError            **error)
{
  set_true (job);

  return cck_history_database_record (database, &job->event, &job->limits, error);
}

static gboolean
run_prune (Job                *job,
           CckHistoryDatabase *database,
           GError            **error)
{
  set_true (job);

  return cck_history_database_prune (database, &job->limits, job->now, error);
}

static gboolean
run_nothing (Job                *job,
             CckHistoryDatabase *database,
             GError            **error)
{
  set_true (job);

  return TRUE;
}

static gboolean
run_list (Job                *job,
          CckHistoryDatabase *database,
          GError            **error)
{
  g_value_init (&job->result, G_TYPE_LIST_MODEL);
  g_value_take_object (&job->result, cck_history_database_list (database, &job->query, error));

  return g_value_get_object (&job->result) != NULL;
}

static gboolean
run_verify (Job                *job,
            CckHistoryDatabase *database,
            GError            **error)
{
  g_value_init (&job->result, CCK_TYPE_HISTORY_REPORT);
  g_value_take_boxed (&job->result, cck_history_database_verify (database, error));

  return g_value_get_boxed (&job->result) != NULL;
}

static void
cck_history_dispose (GObject *object)
{
  CckHistory *self = CCK_HISTORY (object);

  if (self->monitor != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->monitor, self);
      g_file_monitor_cancel (self->monitor);
    }

  g_clear_object (&self->monitor);

  if (self->thread != NULL)
    {
      g_async_queue_push (self->jobs, g_new0 (Job, 1));
      g_thread_join (g_steal_pointer (&self->thread));
      on_done (self->channel);
    }

  G_OBJECT_CLASS (cck_history_parent_class)->dispose (object);
}

static void
cck_history_finalize (GObject *object)
{
  CckHistory *self = CCK_HISTORY (object);

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->jobs, g_async_queue_unref);
  g_clear_pointer (&self->channel, channel_unref);

  G_OBJECT_CLASS (cck_history_parent_class)->finalize (object);
}

static void
cck_history_class_init (CckHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cck_history_dispose;
  object_class->finalize = cck_history_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", CCK_TYPE_HISTORY, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SET_ASIDE]
      = g_signal_new ("set-aside", CCK_TYPE_HISTORY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
cck_history_init (CckHistory *self)
{
  self->limits.days = DEFAULT_DAYS;
  self->limits.max_rows = CCK_HISTORY_MAX_ROWS;
  self->jobs = g_async_queue_new ();
  self->channel = channel_new (self);
}

CckHistory *
cck_history_new (const char *data_dir)
{
  g_autofree char *default_dir = g_build_filename (g_get_user_data_dir (), "claimcheck", NULL);
  CckHistory *self = g_object_new (CCK_TYPE_HISTORY, NULL);

  self->path = g_build_filename (data_dir != NULL ? data_dir : default_dir, FILE_NAME, NULL);

  return self;
}

const char *
cck_history_get_path (CckHistory *self)
{
  g_return_val_if_fail (CCK_IS_HISTORY (self), NULL);

  return self->path;
}

guint
cck_history_get_days (CckHistory *self)
{
  g_return_val_if_fail (CCK_IS_HISTORY (self), 0);

  return self->limits.days;
}

void
cck_history_set_days (CckHistory *self,
                      guint       days)
{
  g_return_if_fail (CCK_IS_HISTORY (self));

  self->limits.days = days;
}

void
cck_history_set_max_rows (CckHistory *self,
                          guint       max_rows)
{
  g_return_if_fail (CCK_IS_HISTORY (self));
  g_return_if_fail (max_rows > 0);

  self->limits.max_rows = max_rows;
}

DexFuture *
cck_history_record (CckHistory            *self,
                    const CckHistoryEvent *event)
{
  Job *job;

  g_return_val_if_fail (CCK_IS_HISTORY (self), NULL);
  g_return_val_if_fail (event != NULL, NULL);
  g_return_val_if_fail (cck_history_kind_to_string (event->kind) != NULL, NULL);

  job = g_new0 (Job, 1);
  job->func = run_record;
  cck_history_event_copy (&job->event, event);

  return push (self, job);
}

DexFuture *
cck_history_flush (CckHistory *self)
{
  Job *job;

  g_return_val_if_fail (CCK_IS_HISTORY (self), NULL);

  if (self->thread == NULL)
    return dex_future_new_true ();

  job = g_new0 (Job, 1);
  job->func = run_nothing;

  return push (self, job);
}

static void
on_monitor_changed (CckHistory        *self,
                    GFile             *file,
                    GFile             *other_file,
                    GFileMonitorEvent  event,
                    GFileMonitor      *monitor)
{
  g_assert (CCK_IS_HISTORY (self));

  if (event == G_FILE_MONITOR_EVENT_CHANGED || event == G_FILE_MONITOR_EVENT_CREATED)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* New rows, this process's too, are written to the log beside the file. */
static void
start_monitor (CckHistory *self)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;

  if (self->monitor != NULL)
    return;

  path = g_strconcat (self->path, "-wal", NULL);
  file = g_file_new_for_path (path);
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);

  if (self->monitor == NULL)
    return;

  g_file_monitor_set_rate_limit (self->monitor, CHANGE_RATE);
  g_signal_connect_swapped (self->monitor, "changed", G_CALLBACK (on_monitor_changed), self);
}

DexFuture *
cck_history_list (CckHistory            *self,
                  const CckHistoryQuery *query)
{
  Job *job;

  g_return_val_if_fail (CCK_IS_HISTORY (self), NULL);

  start_monitor (self);

  job = g_new0 (Job, 1);
  job->func = run_list;

  if (query != NULL)
    {
      job->query = *query;
      job->query.account_id = g_strdup (query->account_id);
      job->query.provider_id = g_strdup (query->provider_id);
      job->query.fingerprint = g_strdup (query->fingerprint);
    }

  return push (self, job);
}

DexFuture *
cck_history_verify (CckHistory *self)
{
  Job *job;

  g_return_val_if_fail (CCK_IS_HISTORY (self), NULL);

  job = g_new0 (Job, 1);
  job->func = run_verify;

  return push (self, job);
}

DexFuture *
cck_history_prune (CckHistory *self,
                   gint64      now)
{
  Job *job;

  g_return_val_if_fail (CCK_IS_HISTORY (self), NULL);

  job = g_new0 (Job, 1);
  job->func = run_prune;
  job->now = now;

  return push (self, job);
}
