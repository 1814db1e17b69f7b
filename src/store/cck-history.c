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
  GMainContext     *context;
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

/* What the thread is asked for, and whom to answer. */
typedef struct _Job Job;

typedef void (*JobFunc) (Job                *job,
                         CckHistoryDatabase *database);

struct _Job
{
  JobFunc           func; /* NULL: end the thread */
  DexPromise       *promise;
  CckHistoryEvent   event;
  CckHistoryQuery   query;
  CckHistoryLimits  limits;
  gint64            now;
};

/* What the thread works with. It never refers to the history itself: the last reference must not go
 * on the thread that disposing waits for. */
typedef struct
{
  CckHistoryDatabase *database;
  GAsyncQueue        *jobs;
  GMainContext       *context;
  GWeakRef           *history; /* an atomic box, and looked into in @context only */
} Worker;

typedef struct
{
  GWeakRef *history;
  char     *set_aside;
} Notice;

static void
release_box (GWeakRef *history)
{
  g_atomic_rc_box_release_full (history, (GDestroyNotify) g_weak_ref_clear);
}

static void
job_free (Job *job)
{
  cck_history_event_clear (&job->event);
  g_free ((char *) job->query.account_id);
  g_free ((char *) job->query.provider_id);
  g_clear_pointer (&job->promise, dex_unref);
  g_free (job);
}

static void
worker_free (Worker *worker)
{
  cck_history_database_free (worker->database);
  g_async_queue_unref (worker->jobs);
  g_main_context_unref (worker->context);
  release_box (worker->history);
  g_free (worker);
}

static void
notice_free (Notice *notice)
{
  release_box (notice->history);
  g_free (notice->set_aside);
  g_free (notice);
}

static gboolean
on_notice (gpointer user_data)
{
  Notice *notice = user_data;
  g_autoptr (CckHistory) self = g_weak_ref_get (notice->history);

  if (self != NULL)
    g_signal_emit (self, signals[SIGNAL_SET_ASIDE], 0, notice->set_aside);

  return G_SOURCE_REMOVE;
}

/* A signal belongs into the history's own context. @set_aside: (transfer full) */
static void
notify_set_aside (Worker *worker,
                  char   *set_aside)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Notice *notice = g_new0 (Notice, 1);

  notice->history = g_atomic_rc_box_acquire (worker->history);
  notice->set_aside = set_aside;
  g_source_set_callback (source, on_notice, notice, (GDestroyNotify) notice_free);
  g_source_attach (source, worker->context);
}

static gpointer
run_worker (gpointer data)
{
  Worker *worker = data;

  for (;;)
    {
      Job *job = g_async_queue_pop (worker->jobs);
      gboolean last = job->func == NULL;
      char *set_aside;

      if (!last)
        job->func (job, worker->database);

      set_aside = cck_history_database_steal_set_aside (worker->database);
      if (set_aside != NULL)
        notify_set_aside (worker, set_aside);

      job_free (job);

      if (last)
        break;
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
  worker->context = g_main_context_ref (self->context);
  worker->history = g_atomic_rc_box_new0 (GWeakRef);
  g_weak_ref_init (worker->history, self);
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
run_record (Job                *job,
            CckHistoryDatabase *database)
{
  GError *error = NULL;

  if (cck_history_database_record (database, &job->event, &job->limits, &error))
    dex_promise_resolve_boolean (job->promise, TRUE);
  else
    dex_promise_reject (job->promise, error);
}

static void
run_list (Job                *job,
          CckHistoryDatabase *database)
{
  GError *error = NULL;
  GListModel *entries = cck_history_database_list (database, &job->query, &error);

  if (entries != NULL)
    dex_promise_resolve_object (job->promise, entries);
  else
    dex_promise_reject (job->promise, error);
}

static void
run_verify (Job                *job,
            CckHistoryDatabase *database)
{
  GError *error = NULL;
  CckHistoryReport *report = cck_history_database_verify (database, &error);

  if (report != NULL)
    dex_promise_resolve_boxed (job->promise, CCK_TYPE_HISTORY_REPORT, report);
  else
    dex_promise_reject (job->promise, error);
}

static void
run_prune (Job                *job,
           CckHistoryDatabase *database)
{
  GError *error = NULL;

  if (cck_history_database_prune (database, &job->limits, job->now, &error))
    dex_promise_resolve_boolean (job->promise, TRUE);
  else
    dex_promise_reject (job->promise, error);
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
    }

  G_OBJECT_CLASS (cck_history_parent_class)->dispose (object);
}

static void
cck_history_finalize (GObject *object)
{
  CckHistory *self = CCK_HISTORY (object);

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->jobs, g_async_queue_unref);
  g_clear_pointer (&self->context, g_main_context_unref);

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
  self->context = g_main_context_ref_thread_default ();
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
