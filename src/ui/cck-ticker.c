/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-ticker.h"

#include "cck-wake-source.h"

#define SECONDS_BELOW 120
#define MINUTE 60

struct _CckTicker
{
  GObject parent_instance;

  CckClock *clock;
  GHashTable *deadlines; /* GtkWidget → gint64 */
  gint64 alarm;          /* 0 for none */
  guint source_id;
  guint plan_id;
};

enum
{
  TICK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CckTicker, cck_ticker, G_TYPE_OBJECT)

static gboolean
on_timeout (gpointer user_data)
{
  CckTicker *self = user_data;

  self->source_id = 0;
  cck_ticker_poke (self);

  return G_SOURCE_REMOVE;
}

static gint64
seconds_until_change (gint64 deadline,
                      gint64 now)
{
  gint64 left = deadline - now;
  gint64 minute = MINUTE - now % MINUTE;

  if (left > SECONDS_BELOW)
    return MIN (minute, left - SECONDS_BELOW);

  return left >= 0 ? 1 : minute;
}

/* In seconds; G_MAXINT64 where nothing visible counts down. */
static gint64
get_visible_delay (CckTicker *self,
                   gint64     now)
{
  gint64 delay = G_MAXINT64;
  GHashTableIter iter;
  gpointer widget;
  gpointer deadline;

  g_hash_table_iter_init (&iter, self->deadlines);

  while (g_hash_table_iter_next (&iter, &widget, &deadline))
    {
      if (gtk_widget_get_mapped (widget))
        delay = MIN (delay, seconds_until_change (*(gint64 *) deadline, now));
    }

  return delay;
}

static void
plan (CckTicker *self)
{
  gint64 now = cck_ticker_now (self);
  gint64 delay = get_visible_delay (self, now);
  g_autoptr (GSource) source = NULL;

  g_clear_handle_id (&self->source_id, g_source_remove);

  if (self->alarm != 0)
    delay = MIN (delay, MAX (self->alarm - now, 0));

  if (delay == G_MAXINT64)
    return;

  source = cck_wake_source_new (delay);
  g_source_set_callback (source, on_timeout, self, NULL);
  self->source_id = g_source_attach (source, NULL);
}

static void
on_plan_idle (gpointer user_data)
{
  CckTicker *self = user_data;

  self->plan_id = 0;
  plan (self);
}

/* Hundreds of rows begin and end together: the next tick is planned once for all of them. */
static void
queue_plan (CckTicker *self)
{
  if (self->plan_id == 0)
    self->plan_id = g_idle_add_once (on_plan_idle, self);
}

static void
on_map_changed (GtkWidget *widget,
                CckTicker *self)
{
  queue_plan (self);
}

static void
on_widget_gone (gpointer  user_data,
                GObject  *widget)
{
  CckTicker *self = user_data;

  g_hash_table_remove (self->deadlines, widget);
}

static void
cck_ticker_dispose (GObject *object)
{
  CckTicker *self = CCK_TICKER (object);

  g_clear_handle_id (&self->source_id, g_source_remove);
  g_clear_handle_id (&self->plan_id, g_source_remove);

  if (self->deadlines != NULL)
    {
      GHashTableIter iter;
      gpointer widget;

      g_hash_table_iter_init (&iter, self->deadlines);

      while (g_hash_table_iter_next (&iter, &widget, NULL))
        {
          g_object_weak_unref (widget, on_widget_gone, self);
          g_signal_handlers_disconnect_by_data (widget, self);
        }
    }

  g_clear_pointer (&self->deadlines, g_hash_table_unref);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (cck_ticker_parent_class)->dispose (object);
}

static void
cck_ticker_class_init (CckTickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cck_ticker_dispose;

  signals[TICK] = g_signal_new ("tick", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
cck_ticker_init (CckTicker *self)
{
  self->deadlines = g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

CckTicker *
cck_ticker_new (CckClock *clock)
{
  CckTicker *self;

  g_return_val_if_fail (CCK_IS_CLOCK (clock), NULL);

  self = g_object_new (CCK_TYPE_TICKER, NULL);
  self->clock = g_object_ref (clock);

  return self;
}

gint64
cck_ticker_now (CckTicker *self)
{
  g_return_val_if_fail (CCK_IS_TICKER (self), 0);

  return cck_clock_get_now (self->clock);
}

static void
forget (CckTicker *self,
        GtkWidget *widget)
{
  if (!g_hash_table_remove (self->deadlines, widget))
    return;

  g_signal_handlers_disconnect_by_data (widget, self);
  g_object_weak_unref (G_OBJECT (widget), on_widget_gone, self);
}

void
cck_ticker_watch (CckTicker *self,
                  GtkWidget *widget,
                  gint64     deadline)
{
  g_return_if_fail (CCK_IS_TICKER (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (deadline == 0)
    {
      forget (self, widget);
      return;
    }

  if (!g_hash_table_contains (self->deadlines, widget))
    {
      g_object_weak_ref (G_OBJECT (widget), on_widget_gone, self);
      g_signal_connect_after (widget, "map", G_CALLBACK (on_map_changed), self);
      g_signal_connect_after (widget, "unmap", G_CALLBACK (on_map_changed), self);
    }

  g_hash_table_insert (self->deadlines, widget, g_memdup2 (&deadline, sizeof deadline));
  queue_plan (self);
}

void
cck_ticker_set_alarm (CckTicker *self,
                      gint64     time)
{
  g_return_if_fail (CCK_IS_TICKER (self));

  if (self->alarm == time)
    return;

  self->alarm = time;
  plan (self);
}

void
cck_ticker_poke (CckTicker *self)
{
  gint64 now;

  g_return_if_fail (CCK_IS_TICKER (self));

  now = cck_ticker_now (self);

  if (self->alarm <= now)
    self->alarm = 0;

  g_signal_emit (self, signals[TICK], 0, now);
  queue_plan (self);
}
