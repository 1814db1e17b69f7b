/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-provider.h"

#include <glib/gi18n-lib.h>

#include "cck-practice-context.h"
#include "cck-practice-listener.h"
#include "cck-practice-routes.h"

struct _CckPracticeProvider
{
  GObject parent_instance;

  CckPracticeContext context;
  CckPracticeListener *listener; /* %NULL unless it runs */
  GPtrArray *waiting;            /* of Waiting, while keys are made for them */
  guint16 port;
  gboolean started;
  gboolean stopped;
};

enum
{
  ANSWERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CckPracticeProvider, cck_practice_provider, G_TYPE_OBJECT)

static const char *
name_method (SoupServerMessage *message)
{
  static const char *const known[] = { "GET", "HEAD", "POST" };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (soup_server_message_get_method (message), known[i]))
      return known[i];

  return "?";
}

static void
answer (CckPracticeProvider *self,
        SoupServerMessage   *message,
        const char          *path,
        GBytes              *body)
{
  const char *route = cck_practice_routes_answer (&self->context, message, path, body);

  g_signal_emit (self, signals[ANSWERED], 0, name_method (message), route,
                 soup_server_message_get_status (message));
}

/* Signs with @keys, which it takes, from now on. */
static void
use_keys (CckPracticeProvider *self,
          CckPracticeKeys     *keys)
{
  cck_practice_keys_follow (keys, self->context.keys);
  cck_practice_keys_free (self->context.keys);
  self->context.keys = keys;
}

/* A request that is answered once there are new keys. */
typedef struct
{
  SoupServerMessage *message;
  char *path;
  GBytes *body;
} Waiting;

static void
waiting_free (Waiting *waiting)
{
  g_object_unref (waiting->message);
  g_free (waiting->path);
  g_bytes_unref (waiting->body);
  g_free (waiting);
}

static void
on_asked_keys (GObject      *source_object,
               GAsyncResult *result,
               gpointer      user_data)
{
  CckPracticeProvider *self = CCK_PRACTICE_PROVIDER (source_object);
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);
  CckPracticeKeys *keys = cck_practice_keys_generate_finish (result, NULL);

  if (keys != NULL && self->listener != NULL)
    use_keys (self, keys);
  else
    g_clear_pointer (&keys, cck_practice_keys_free);

  for (guint i = 0; self->listener != NULL && i < waiting->len; i++)
    {
      Waiting *one = g_ptr_array_index (waiting, i);

      answer (self, one->message, one->path, one->body);
      soup_server_message_unpause (one->message);
    }
}

static gboolean
wants_new_keys (CckPracticeProvider *self,
                const char          *path)
{
  return (g_str_equal (path, "/authorize") &&
          cck_practice_context_misbehaves (&self->context, CCK_PRACTICE_MISBEHAVE_NEW_KEYS)) ||
         (g_str_equal (path, "/token") &&
          cck_practice_context_misbehaves (&self->context,
                                           CCK_PRACTICE_MISBEHAVE_NEW_KEYS_SIGNING));
}

static void
on_request (SoupServerMessage *message,
            const char        *path,
            GBytes            *body,
            gpointer           user_data)
{
  g_autoptr (CckPracticeProvider) self = g_object_ref (user_data);
  g_autoptr (SoupServerMessage) kept = g_object_ref (message);
  Waiting *one;

  if (!wants_new_keys (self, path))
    {
      answer (self, message, path, body);
      return;
    }

  /* One making of keys at a time, and whoever comes meanwhile gets the same ones: a flood of
   * requests makes no flood of RSA keys. At most 64 connections wait. */
  one = g_new0 (Waiting, 1);
  one->message = g_object_ref (message);
  one->path = g_strdup (path);
  one->body = g_bytes_ref (body);
  soup_server_message_pause (message);
  if (self->waiting == NULL)
    {
      self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) waiting_free);
      cck_practice_keys_generate_async (G_OBJECT (self), NULL, on_asked_keys, NULL);
    }
  g_ptr_array_add (self->waiting, one);
}

static void
set_stopped_error (GError **error)
{
  g_set_error_literal (error, CCK_PRACTICE_ERROR, CCK_PRACTICE_ERROR_START_FIRST,
                       _("The practice provider was stopped."));
}

static gboolean
begin_listening (CckPracticeProvider  *self,
                 CckPracticeKeys      *keys,
                 GError              **error)
{
  if (self->stopped)
    {
      set_stopped_error (error);
      return FALSE;
    }

  if (!cck_practice_context_begin (&self->context, error))
    return FALSE;

  self->listener = cck_practice_listener_new (self->port, on_request, self, error);
  if (self->listener == NULL)
    return FALSE;

  self->context.keys = keys;
  self->context.authority =
    g_strdup_printf ("127.0.0.1:%u", cck_practice_listener_get_port (self->listener));
  self->context.issuer = g_strconcat ("http://", self->context.authority, NULL);
  return TRUE;
}

static void
on_first_keys (GObject      *source_object,
               GAsyncResult *result,
               gpointer      user_data)
{
  CckPracticeProvider *self = CCK_PRACTICE_PROVIDER (source_object);
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CckPracticeKeys) keys = cck_practice_keys_generate_finish (result, &error);

  if (keys == NULL || !begin_listening (self, keys, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_steal_pointer (&keys);
  g_task_return_boolean (task, TRUE);
}

static void
on_next_keys (GObject      *source_object,
              GAsyncResult *result,
              gpointer      user_data)
{
  CckPracticeProvider *self = CCK_PRACTICE_PROVIDER (source_object);
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CckPracticeKeys) keys = cck_practice_keys_generate_finish (result, &error);

  if (keys == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (self->context.keys == NULL)
    {
      set_stopped_error (&error);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  use_keys (self, g_steal_pointer (&keys));
  g_task_return_boolean (task, TRUE);
}

static void
cck_practice_provider_dispose (GObject *object)
{
  cck_practice_provider_stop (CCK_PRACTICE_PROVIDER (object));

  G_OBJECT_CLASS (cck_practice_provider_parent_class)->dispose (object);
}

static void
cck_practice_provider_finalize (GObject *object)
{
  CckPracticeProvider *self = CCK_PRACTICE_PROVIDER (object);

  cck_practice_context_clear (&self->context);

  G_OBJECT_CLASS (cck_practice_provider_parent_class)->finalize (object);
}

static void
cck_practice_provider_class_init (CckPracticeProviderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cck_practice_provider_dispose;
  object_class->finalize = cck_practice_provider_finalize;

  signals[ANSWERED] =
    g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_UINT);
}

static void
cck_practice_provider_init (CckPracticeProvider *self)
{
  self->context.access_lifetime = CCK_PRACTICE_ACCESS_LIFETIME;
  self->context.refresh_lifetime = CCK_PRACTICE_REFRESH_LIFETIME;
  self->context.device_interval = CCK_PRACTICE_DEVICE_INTERVAL;
}

CckPracticeProvider *
cck_practice_provider_new (void)
{
  return g_object_new (CCK_TYPE_PRACTICE_PROVIDER, NULL);
}

void
cck_practice_provider_set_port (CckPracticeProvider *self,
                                guint16              port)
{
  g_return_if_fail (CCK_IS_PRACTICE_PROVIDER (self));

  self->port = port;
}

void
cck_practice_provider_set_access_lifetime (CckPracticeProvider *self,
                                           gint64               seconds)
{
  g_return_if_fail (CCK_IS_PRACTICE_PROVIDER (self));
  g_return_if_fail (seconds >= 1);

  self->context.access_lifetime = seconds;
}

void
cck_practice_provider_set_refresh_lifetime (CckPracticeProvider *self,
                                            gint64               seconds)
{
  g_return_if_fail (CCK_IS_PRACTICE_PROVIDER (self));
  g_return_if_fail (seconds >= 1);

  self->context.refresh_lifetime = seconds;
}

void
cck_practice_provider_set_auto_approve (CckPracticeProvider *self,
                                        gboolean             auto_approve)
{
  g_return_if_fail (CCK_IS_PRACTICE_PROVIDER (self));

  self->context.auto_approve = auto_approve;
}

void
cck_practice_provider_set_clock (CckPracticeProvider *self,
                                 CckPracticeClock     clock,
                                 gpointer             user_data,
                                 GDestroyNotify       destroy)
{
  g_return_if_fail (CCK_IS_PRACTICE_PROVIDER (self));

  if (self->context.clock_destroy != NULL)
    self->context.clock_destroy (self->context.clock_data);

  self->context.clock = clock;
  self->context.clock_data = user_data;
  self->context.clock_destroy = destroy;
}

void
cck_practice_provider_set_id_token_algorithm (CckPracticeProvider *self,
                                              const char          *algorithm)
{
  g_return_if_fail (CCK_IS_PRACTICE_PROVIDER (self));
  g_return_if_fail (g_strcmp0 (algorithm, "RS256") == 0 || g_strcmp0 (algorithm, "ES256") == 0);

  self->context.id_token_algorithm =
    g_str_equal (algorithm, "ES256") ? CCK_PRACTICE_ES256 : CCK_PRACTICE_RS256;
}

void
cck_practice_provider_set_dpop_nonce (CckPracticeProvider *self,
                                      gboolean             demanded)
{
  g_return_if_fail (CCK_IS_PRACTICE_PROVIDER (self));

  self->context.dpop_nonce = demanded;
}

void
cck_practice_provider_set_device_interval (CckPracticeProvider *self,
                                           guint                seconds)
{
  g_return_if_fail (CCK_IS_PRACTICE_PROVIDER (self));
  g_return_if_fail (seconds >= 1);

  self->context.device_interval = seconds;
}

void
cck_practice_provider_set_misbehaviour (CckPracticeProvider     *self,
                                        CckPracticeMisbehaviour  kind)
{
  CckPracticeMisbehaviours set = CCK_PRACTICE_MISBEHAVIOURS_INIT;

  cck_practice_misbehaviours_add (&set, kind);
  cck_practice_provider_set_misbehaviours (self, &set);
}

void
cck_practice_provider_set_misbehaviours (CckPracticeProvider            *self,
                                         const CckPracticeMisbehaviours *set)
{
  g_return_if_fail (CCK_IS_PRACTICE_PROVIDER (self));
  g_return_if_fail (set != NULL);

  self->context.misbehaviours = *set;
}

void
cck_practice_provider_start_async (CckPracticeProvider *self,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (CCK_IS_PRACTICE_PROVIDER (self));
  g_return_if_fail (!self->started);

  self->started = TRUE;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cck_practice_provider_start_async);
  /* Only the making of the keys can be cancelled; once it listens, it says so. */
  g_task_set_check_cancellable (task, FALSE);
  cck_practice_keys_generate_async (G_OBJECT (self), cancellable, on_first_keys, task);
}

gboolean
cck_practice_provider_start_finish (CckPracticeProvider  *self,
                                    GAsyncResult         *result,
                                    GError              **error)
{
  g_return_val_if_fail (CCK_IS_PRACTICE_PROVIDER (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
cck_practice_provider_stop (CckPracticeProvider *self)
{
  g_return_if_fail (CCK_IS_PRACTICE_PROVIDER (self));

  self->stopped = TRUE;
  g_clear_pointer (&self->listener, cck_practice_listener_free);
  cck_practice_context_forget (&self->context);
}

gboolean
cck_practice_provider_is_running (CckPracticeProvider *self)
{
  g_return_val_if_fail (CCK_IS_PRACTICE_PROVIDER (self), FALSE);

  return self->listener != NULL;
}

const char *
cck_practice_provider_get_issuer (CckPracticeProvider *self)
{
  g_return_val_if_fail (CCK_IS_PRACTICE_PROVIDER (self), NULL);

  return self->context.issuer;
}

void
cck_practice_provider_get_statistics (CckPracticeProvider   *self,
                                      CckPracticeStatistics *statistics)
{
  g_return_if_fail (CCK_IS_PRACTICE_PROVIDER (self));
  g_return_if_fail (statistics != NULL);

  *statistics = self->context.statistics;
}

char *
cck_practice_provider_mint (CckPracticeProvider  *self,
                            const char           *claims,
                            GError              **error)
{
  g_return_val_if_fail (CCK_IS_PRACTICE_PROVIDER (self), NULL);
  g_return_val_if_fail (claims != NULL, NULL);

  if (self->context.keys == NULL)
    {
      g_set_error_literal (error, CCK_PRACTICE_ERROR, CCK_PRACTICE_ERROR_START_FIRST,
                           _("The practice provider has no keys while it is not running."));
      return NULL;
    }

  return cck_practice_keys_mint (self->context.keys, claims, error);
}

void
cck_practice_provider_rotate_keys_async (CckPracticeProvider *self,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (CCK_IS_PRACTICE_PROVIDER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cck_practice_provider_rotate_keys_async);
  g_task_set_check_cancellable (task, FALSE);
  cck_practice_keys_generate_async (G_OBJECT (self), cancellable, on_next_keys, task);
}

gboolean
cck_practice_provider_rotate_keys_finish (CckPracticeProvider  *self,
                                          GAsyncResult         *result,
                                          GError              **error)
{
  g_return_val_if_fail (CCK_IS_PRACTICE_PROVIDER (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
