/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-row-menu.h"

#include "cck-sidebar-header.h"
#include "cck-sidebar-row.h"

struct _CckRowMenu
{
  GObject parent_instance;

  GtkWidget *owner; /* has us */
  GtkWidget *list;
  GtkWidget *popover;
};

G_DEFINE_FINAL_TYPE (CckRowMenu, cck_row_menu, G_TYPE_OBJECT)

static gboolean
is_row (GtkWidget *widget)
{
  return CCK_IS_SIDEBAR_ROW (widget) || CCK_IS_SIDEBAR_HEADER (widget);
}

/* The row that @widget is in, or that is in it: around a row is what the list puts it in. */
static GtkWidget *
find_row (CckRowMenu *self,
          GtkWidget  *widget)
{
  for (; widget != NULL && widget != self->list;
       widget = gtk_widget_get_parent (widget))
    {
      GtkWidget *child = gtk_widget_get_first_child (widget);

      if (is_row (widget))
        return widget;

      if (child != NULL && is_row (child))
        return child;
    }

  return NULL;
}

static GMenuModel *
build_row_menu (GtkWidget *row)
{
  return CCK_IS_SIDEBAR_ROW (row) ? cck_sidebar_row_build_menu (CCK_SIDEBAR_ROW (row))
                                  : cck_sidebar_header_build_menu (CCK_SIDEBAR_HEADER (row));
}

/* Opens the row's menu at @place, which is in the list's coordinates. */
static gboolean
open_row_menu (CckRowMenu         *self,
               GtkWidget          *row,
               const GdkRectangle *place)
{
  g_autoptr (GMenuModel) menu = row != NULL ? build_row_menu (row) : NULL;
  graphene_point_t point;
  GdkRectangle here = *place;

  if (menu == NULL ||
      !gtk_widget_compute_point (self->list, self->owner,
                                 &GRAPHENE_POINT_INIT (place->x, place->y), &point))
    return FALSE;

  here.x = (int) point.x;
  here.y = (int) point.y;

  if (self->popover == NULL)
    {
      self->popover = gtk_popover_menu_new_from_model (NULL);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
      gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
      gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
      gtk_widget_set_parent (self->popover, self->owner);
    }

  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->popover), menu);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &here);
  gtk_popover_popup (GTK_POPOVER (self->popover));

  return TRUE;
}

static void
open_menu_at (CckRowMenu *self,
              GtkGesture *gesture,
              double      x,
              double      y)
{
  GtkWidget *picked = gtk_widget_pick (self->list, x, y, GTK_PICK_DEFAULT);

  if (open_row_menu (self, find_row (self, picked), &(GdkRectangle) { (int) x, (int) y, 1, 1 }))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
on_secondary_pressed (CckRowMenu *self,
                      int         n_press,
                      double      x,
                      double      y,
                      GtkGesture *gesture)
{
  open_menu_at (self, gesture, x, y);
}

static void
on_long_pressed (CckRowMenu *self,
                 double      x,
                 double      y,
                 GtkGesture *gesture)
{
  open_menu_at (self, gesture, x, y);
}

/* The Menu key, on the row that has the focus. */
static gboolean
on_menu_key (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  CckRowMenu *self = user_data;
  GtkWidget *row = find_row (self, gtk_root_get_focus (gtk_widget_get_root (widget)));
  graphene_rect_t bounds;

  if (row == NULL || !gtk_widget_compute_bounds (row, self->list, &bounds))
    return FALSE;

  return open_row_menu (self, row, &(GdkRectangle) {
    (int) bounds.origin.x, (int) bounds.origin.y,
    (int) bounds.size.width, (int) bounds.size.height,
  });
}

static void
cck_row_menu_dispose (GObject *object)
{
  CckRowMenu *self = CCK_ROW_MENU (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);

  G_OBJECT_CLASS (cck_row_menu_parent_class)->dispose (object);
}

static void
cck_row_menu_class_init (CckRowMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cck_row_menu_dispose;
}

static void
cck_row_menu_init (CckRowMenu *self)
{
}

static void
follow_pointer (CckRowMenu *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_secondary_pressed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (press, "pressed", G_CALLBACK (on_long_pressed), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->list, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (self->list, GTK_EVENT_CONTROLLER (press));
}

static void
follow_keys (CckRowMenu *self)
{
  static const char * const triggers[] = { "Menu", "<Shift>F10" };
  GtkEventController *keys = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (triggers); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (triggers[i]),
                        gtk_callback_action_new (on_menu_key, g_object_ref (self),
                                                 g_object_unref)));

  gtk_widget_add_controller (self->list, keys);
}

CckRowMenu *
cck_row_menu_new (GtkWidget   *owner,
                  GtkListView *list)
{
  CckRowMenu *self;

  g_return_val_if_fail (GTK_IS_WIDGET (owner), NULL);
  g_return_val_if_fail (GTK_IS_LIST_VIEW (list), NULL);

  self = g_object_new (CCK_TYPE_ROW_MENU, NULL);
  self->owner = owner;
  self->list = GTK_WIDGET (list);
  follow_pointer (self);
  follow_keys (self);

  return self;
}
