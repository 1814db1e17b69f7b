/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-sidebar.h"

#include "cck-sidebar-header.h"
#include "cck-sidebar-model.h"
#include "cck-sidebar-row.h"
#include "cck-template.h"

struct _CckSidebar
{
  AdwBin parent_instance;

  CckSidebarModel *model;
  CckTicker *ticker;
  GtkSingleSelection *selection;

  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkStack *stack;
  GtkListView *list_view;
  GtkMenuButton *menu_button;
  GtkWidget *row_menu; /* a popover, of the row that it was opened on last */
};

enum
{
  SELECTED,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CckSidebar, cck_sidebar, ADW_TYPE_BIN)

static void
on_setup_row (CckSidebar  *self,
              GtkListItem *list_item)
{
  GtkWidget *row = cck_sidebar_row_new (self->ticker);

  gtk_list_item_set_child (list_item, row);
  g_object_bind_property (row, "text", list_item, "accessible-label", G_BINDING_SYNC_CREATE);
}

static void
on_bind_row (CckSidebar  *self,
             GtkListItem *list_item)
{
  cck_sidebar_row_set_item (CCK_SIDEBAR_ROW (gtk_list_item_get_child (list_item)),
                            gtk_list_item_get_item (list_item));
}

static void
on_unbind_row (CckSidebar  *self,
               GtkListItem *list_item)
{
  cck_sidebar_row_set_item (CCK_SIDEBAR_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static void
on_setup_header (CckSidebar    *self,
                 GtkListHeader *header)
{
  gtk_list_header_set_child (header, cck_sidebar_header_new ());
}

static void
on_bind_header (CckSidebar    *self,
                GtkListHeader *header)
{
  CckSidebarItem *item = gtk_list_header_get_item (header);

  cck_sidebar_header_set_provider (CCK_SIDEBAR_HEADER (gtk_list_header_get_child (header)),
                                   cck_sidebar_item_get_provider (item));
}

static void
on_unbind_header (CckSidebar    *self,
                  GtkListHeader *header)
{
  cck_sidebar_header_set_provider (CCK_SIDEBAR_HEADER (gtk_list_header_get_child (header)), NULL);
}

static void
on_selected_item_changed (CckSidebar *self)
{
  g_signal_emit (self, signals[SELECTED], 0, cck_sidebar_get_selected (self));
}

static void
on_activate (CckSidebar *self,
             guint       position)
{
  gtk_single_selection_set_selected (self->selection, position);
  on_selected_item_changed (self);
}

static void
search (CckSidebar *self,
        const char *text)
{
  GListModel *list;

  if (self->model == NULL)
    return;

  cck_sidebar_model_search (self->model, text);
  list = cck_sidebar_model_get_list (self->model);
  gtk_stack_set_visible_child_name (self->stack,
                                    g_list_model_get_n_items (list) > 0 ? "list" : "nothing");
}

static void
on_search_changed (CckSidebar *self)
{
  search (self, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

/* The keys go on from what is selected. The entry that had the focus gives it to any row when it goes
 * out of sight, and what was narrowed has to be laid out: that is so a frame later. */
static gboolean
focus_selected (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  CckSidebar *self = CCK_SIDEBAR (widget);
  gint64 *begin = user_data;
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (*begin == 0)
    *begin = gdk_frame_clock_get_frame_counter (clock);

  if (gdk_frame_clock_get_frame_counter (clock) < *begin + 2)
    {
      gtk_widget_queue_draw (widget);
      return G_SOURCE_CONTINUE;
    }

  if (selected != GTK_INVALID_LIST_POSITION)
    gtk_list_view_scroll_to (self->list_view, selected, GTK_LIST_SCROLL_FOCUS, NULL);

  return G_SOURCE_REMOVE;
}

static void
on_search_mode_changed (CckSidebar *self)
{
  if (gtk_search_bar_get_search_mode (self->search_bar) || self->model == NULL)
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  search (self, NULL);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_selected, g_new0 (gint64, 1), g_free);
}

/* Return takes the first that was found, and the search is over. */
static void
on_search_activated (CckSidebar *self)
{
  if (g_list_model_get_n_items (cck_sidebar_model_get_list (self->model)) == 0)
    return;

  gtk_single_selection_set_selected (self->selection, 0);
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
}

static void
on_search_stopped (CckSidebar *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
}

static gboolean
is_row (GtkWidget *widget)
{
  return CCK_IS_SIDEBAR_ROW (widget) || CCK_IS_SIDEBAR_HEADER (widget);
}

/* The row that @widget is in, or that is in it: around a row is what the list puts it in. */
static GtkWidget *
find_row (CckSidebar *self,
          GtkWidget  *widget)
{
  for (; widget != NULL && widget != GTK_WIDGET (self->list_view);
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
open_row_menu (CckSidebar         *self,
               GtkWidget          *row,
               const GdkRectangle *place)
{
  g_autoptr (GMenuModel) menu = row != NULL ? build_row_menu (row) : NULL;
  graphene_point_t point;
  GdkRectangle here = *place;

  if (menu == NULL ||
      !gtk_widget_compute_point (GTK_WIDGET (self->list_view), GTK_WIDGET (self),
                                 &GRAPHENE_POINT_INIT (place->x, place->y), &point))
    return FALSE;

  here.x = (int) point.x;
  here.y = (int) point.y;

  if (self->row_menu == NULL)
    {
      self->row_menu = gtk_popover_menu_new_from_model (NULL);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->row_menu), FALSE);
      gtk_popover_set_position (GTK_POPOVER (self->row_menu), GTK_POS_BOTTOM);
      gtk_widget_set_halign (self->row_menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->row_menu, GTK_WIDGET (self));
    }

  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->row_menu), menu);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->row_menu), &here);
  gtk_popover_popup (GTK_POPOVER (self->row_menu));

  return TRUE;
}

static void
open_menu_at (CckSidebar *self,
              GtkGesture *gesture,
              double      x,
              double      y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->list_view), x, y, GTK_PICK_DEFAULT);

  if (open_row_menu (self, find_row (self, picked), &(GdkRectangle) { (int) x, (int) y, 1, 1 }))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
on_secondary_pressed (CckSidebar *self,
                      int         n_press,
                      double      x,
                      double      y,
                      GtkGesture *gesture)
{
  open_menu_at (self, gesture, x, y);
}

static void
on_long_pressed (CckSidebar *self,
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
  CckSidebar *self = CCK_SIDEBAR (widget);
  GtkWidget *row = find_row (self, gtk_root_get_focus (gtk_widget_get_root (widget)));
  graphene_rect_t bounds;

  if (row == NULL || !gtk_widget_compute_bounds (row, GTK_WIDGET (self->list_view), &bounds))
    return FALSE;

  return open_row_menu (self, row, &(GdkRectangle) {
    (int) bounds.origin.x, (int) bounds.origin.y,
    (int) bounds.size.width, (int) bounds.size.height,
  });
}

static void
on_items_changed (CckSidebar *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
cck_sidebar_dispose (GObject *object)
{
  CckSidebar *self = CCK_SIDEBAR (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);

  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);

  g_clear_pointer (&self->row_menu, gtk_widget_unparent);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CCK_TYPE_SIDEBAR);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->ticker);

  G_OBJECT_CLASS (cck_sidebar_parent_class)->dispose (object);
}

static void
cck_sidebar_class_init (CckSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cck_sidebar_dispose;

  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                    0, NULL, NULL, NULL, G_TYPE_NONE, 1, CCK_TYPE_SIDEBAR_ITEM);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-sidebar"));
  gtk_widget_class_bind_template_child (widget_class, CckSidebar, search_bar);
  gtk_widget_class_bind_template_child (widget_class, CckSidebar, search_entry);
  gtk_widget_class_bind_template_child (widget_class, CckSidebar, stack);
  gtk_widget_class_bind_template_child (widget_class, CckSidebar, list_view);
  gtk_widget_class_bind_template_child (widget_class, CckSidebar, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, on_secondary_pressed);
  gtk_widget_class_bind_template_callback (widget_class, on_long_pressed);
  gtk_widget_class_bind_template_callback (widget_class, on_setup_row);
  gtk_widget_class_bind_template_callback (widget_class, on_bind_row);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind_row);
  gtk_widget_class_bind_template_callback (widget_class, on_setup_header);
  gtk_widget_class_bind_template_callback (widget_class, on_bind_header);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind_header);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_search_mode_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, on_menu_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, on_menu_key, NULL);
}

static void
cck_sidebar_init (CckSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  gtk_stack_set_visible_child_name (self->stack, "list");
}

void
cck_sidebar_setup (CckSidebar *self,
                   CckSession *session,
                   CckTicker  *ticker)
{
  GListModel *list;

  g_return_if_fail (CCK_IS_SIDEBAR (self));
  g_return_if_fail (self->model == NULL);

  self->ticker = g_object_ref (ticker);
  self->model = cck_sidebar_model_new (session);
  list = cck_sidebar_model_get_list (self->model);

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, list);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (on_selected_item_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

CckSidebarItem *
cck_sidebar_get_selected (CckSidebar *self)
{
  g_return_val_if_fail (CCK_IS_SIDEBAR (self), NULL);

  return gtk_single_selection_get_selected_item (self->selection);
}

/* What one row is to be about; NULL where that does not matter. */
typedef struct
{
  CckSidebarKind kind;
  CckAccount *account;
  CckProvider *provider;
} Wanted;

static gboolean
is_wanted (CckSidebarItem *item,
           const Wanted   *wanted)
{
  return cck_sidebar_item_get_kind (item) == wanted->kind &&
         (wanted->account == NULL || cck_sidebar_item_get_account (item) == wanted->account) &&
         (wanted->provider == NULL || cck_sidebar_item_get_provider (item) == wanted->provider);
}

static gboolean
select_matching (CckSidebar   *self,
                 const Wanted *wanted)
{
  GListModel *list = cck_sidebar_model_get_list (self->model);
  guint n;

  /* What is wanted now may be none of what was searched for. */
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  search (self, NULL);
  n = g_list_model_get_n_items (list);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CckSidebarItem) item = g_list_model_get_item (list, i);

      if (is_wanted (item, wanted))
        {
          gtk_list_view_scroll_to (self->list_view, i,
                                   GTK_LIST_SCROLL_SELECT | GTK_LIST_SCROLL_FOCUS, NULL);
          return TRUE;
        }
    }

  return FALSE;
}

void
cck_sidebar_select_account (CckSidebar *self,
                            CckAccount *account)
{
  g_return_if_fail (CCK_IS_SIDEBAR (self));
  g_return_if_fail (CCK_IS_ACCOUNT (account));

  select_matching (self, &(Wanted) { CCK_SIDEBAR_ACCOUNT, account, NULL });
}

void
cck_sidebar_select_item (CckSidebar     *self,
                         CckSidebarItem *item)
{
  g_return_if_fail (CCK_IS_SIDEBAR (self));
  g_return_if_fail (CCK_IS_SIDEBAR_ITEM (item));

  select_matching (self, &(Wanted) { cck_sidebar_item_get_kind (item),
                                     cck_sidebar_item_get_account (item),
                                     cck_sidebar_item_get_provider (item) });
}

gboolean
cck_sidebar_select_provider (CckSidebar  *self,
                             CckProvider *provider)
{
  g_return_val_if_fail (CCK_IS_SIDEBAR (self), FALSE);
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), FALSE);

  return select_matching (self, &(Wanted) { CCK_SIDEBAR_PROVIDER, NULL, provider }) ||
         select_matching (self, &(Wanted) { CCK_SIDEBAR_ACCOUNT, NULL, provider });
}

void
cck_sidebar_select_inspector (CckSidebar *self)
{
  g_return_if_fail (CCK_IS_SIDEBAR (self));

  select_matching (self, &(Wanted) { CCK_SIDEBAR_INSPECTOR, NULL, NULL });
}

void
cck_sidebar_select_first (CckSidebar *self)
{
  g_return_if_fail (CCK_IS_SIDEBAR (self));

  if (!cck_sidebar_is_empty (self))
    gtk_list_view_scroll_to (self->list_view, 1, GTK_LIST_SCROLL_SELECT | GTK_LIST_SCROLL_FOCUS, NULL);
}

void
cck_sidebar_unselect (CckSidebar *self)
{
  g_return_if_fail (CCK_IS_SIDEBAR (self));

  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

void
cck_sidebar_set_hidden (CckSidebar *self,
                        const char *provider_id,
                        gboolean    hidden)
{
  g_return_if_fail (CCK_IS_SIDEBAR (self));

  cck_sidebar_model_set_hidden (self->model, provider_id, hidden);
}

gboolean
cck_sidebar_is_hidden (CckSidebar *self,
                       const char *provider_id)
{
  g_return_val_if_fail (CCK_IS_SIDEBAR (self), FALSE);

  return cck_sidebar_model_is_hidden (self->model, provider_id);
}

gboolean
cck_sidebar_is_empty (CckSidebar *self)
{
  g_return_val_if_fail (CCK_IS_SIDEBAR (self), TRUE);

  return cck_sidebar_model_is_empty (self->model);
}

void
cck_sidebar_start_search (CckSidebar *self,
                          const char *text)
{
  g_return_if_fail (CCK_IS_SIDEBAR (self));

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);

  if (text != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), text);

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

void
cck_sidebar_open_menu (CckSidebar *self)
{
  g_return_if_fail (CCK_IS_SIDEBAR (self));

  gtk_menu_button_popup (self->menu_button);
}
