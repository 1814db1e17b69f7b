/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-lifetime-ring.h"

#include <glib/gi18n.h>
#include <math.h>

#include "cck-time-text.h"

#define SIZE 64
#define LINE_WIDTH 6.0f
#define TRACK_ALPHA 0.15f
#define WARNING_BELOW 0.2

struct _CckLifetimeRing
{
  GtkWidget parent_instance;

  double fraction;
  char *text;
};

G_DEFINE_FINAL_TYPE (CckLifetimeRing, cck_lifetime_ring, GTK_TYPE_WIDGET)

static void
toggle_class (GtkWidget  *widget,
              const char *name,
              gboolean    on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static GskPath *
build_arc (graphene_point_t centre,
           float            radius,
           double           fraction)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  double angle = fraction * 2 * G_PI;

  gsk_path_builder_move_to (builder, centre.x, centre.y - radius);
  gsk_path_builder_svg_arc_to (builder, radius, radius, 0, fraction > 0.5, TRUE,
                               centre.x + radius * (float) sin (angle),
                               centre.y - radius * (float) cos (angle));

  return gsk_path_builder_to_path (builder);
}

static GskPath *
build_circle (graphene_point_t centre,
              float            radius)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();

  gsk_path_builder_add_circle (builder, &centre, radius);

  return gsk_path_builder_to_path (builder);
}

static void
cck_lifetime_ring_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  CckLifetimeRing *self = CCK_LIFETIME_RING (widget);
  g_autoptr (GskStroke) stroke = gsk_stroke_new (LINE_WIDTH);
  g_autoptr (GskPath) circle = NULL;
  graphene_point_t centre = { gtk_widget_get_width (widget) / 2.0f,
                              gtk_widget_get_height (widget) / 2.0f };
  float radius = MIN (centre.x, centre.y) - LINE_WIDTH / 2;
  GdkRGBA color;
  GdkRGBA track;

  if (radius <= 0)
    return;

  gtk_widget_get_color (widget, &color);
  track = color;
  track.alpha *= TRACK_ALPHA;

  gsk_stroke_set_line_cap (stroke, GSK_LINE_CAP_ROUND);
  circle = build_circle (centre, radius);
  gtk_snapshot_append_stroke (snapshot, circle, stroke, &track);

  if (self->fraction >= 0.999)
    {
      gtk_snapshot_append_stroke (snapshot, circle, stroke, &color);
    }
  else if (self->fraction > 0)
    {
      g_autoptr (GskPath) arc = build_arc (centre, radius, self->fraction);

      gtk_snapshot_append_stroke (snapshot, arc, stroke, &color);
    }
}

static void
cck_lifetime_ring_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static void
cck_lifetime_ring_finalize (GObject *object)
{
  CckLifetimeRing *self = CCK_LIFETIME_RING (object);

  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (cck_lifetime_ring_parent_class)->finalize (object);
}

static void
cck_lifetime_ring_class_init (CckLifetimeRingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = cck_lifetime_ring_finalize;
  widget_class->snapshot = cck_lifetime_ring_snapshot;
  widget_class->measure = cck_lifetime_ring_measure;

  gtk_widget_class_set_css_name (widget_class, "lifetimering");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
cck_lifetime_ring_init (CckLifetimeRing *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Lifetime"),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 100.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, 0.0,
                                  -1);
}

GtkWidget *
cck_lifetime_ring_new (void)
{
  return g_object_new (CCK_TYPE_LIFETIME_RING, NULL);
}

static double
compute_fraction (gint64 issued_at,
                  gint64 expires_at,
                  gint64 now)
{
  if (expires_at == 0 || (issued_at == 0 && expires_at > now))
    return 1;

  if (expires_at <= now || expires_at <= issued_at)
    return 0;

  return CLAMP ((double) (expires_at - now) / (double) (expires_at - issued_at), 0, 1);
}

void
cck_lifetime_ring_set_life (CckLifetimeRing *self,
                            gint64           issued_at,
                            gint64           expires_at,
                            gint64           now)
{
  g_autofree char *text = NULL;
  gboolean over;

  g_return_if_fail (CCK_IS_LIFETIME_RING (self));

  over = expires_at != 0 && expires_at <= now;
  text = expires_at == 0 ? g_strdup (_("No end is known"))
                         : cck_time_text_spoken (expires_at,
                                                 issued_at != 0 ? expires_at - issued_at : 0, now);

  self->fraction = compute_fraction (issued_at, expires_at, now);
  toggle_class (GTK_WIDGET (self), "error", over);
  toggle_class (GTK_WIDGET (self), "warning", !over && self->fraction < WARNING_BELOW);
  gtk_widget_queue_draw (GTK_WIDGET (self));

  if (g_set_str (&self->text, text))
    gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                    GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, self->fraction * 100,
                                    GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, self->text,
                                    -1);
}

double
cck_lifetime_ring_get_fraction (CckLifetimeRing *self)
{
  g_return_val_if_fail (CCK_IS_LIFETIME_RING (self), 0);

  return self->fraction;
}

const char *
cck_lifetime_ring_get_text (CckLifetimeRing *self)
{
  g_return_val_if_fail (CCK_IS_LIFETIME_RING (self), NULL);

  return self->text;
}
