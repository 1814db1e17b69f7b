/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-sidebar.h"

#include "cck-row-menu.h"
#include "cck-sidebar-header.h"
#include "cck-sidebar-model.h"
#include "cck-sidebar-row.h"
#include "cck-template.h"

/* Frames after which a row is given the focus, and in which it has to take it. */
#define FOCUS_AFTER 2
#define FOCUS_UNTIL 20

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
  CckRowMenu *row_menu;
  guint focus_id;
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
  if (self->model == NULL)
    return;

  cck_sidebar_model_search (self->model, text);
  gtk_stack_set_visible_child_name (self->stack,
                                    g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0
                                    ? "list" : "nothing");
}

static void
on_search_changed (CckSidebar *self)
{
  search (self, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

/* A row that is to have the focus. */
typedef struct
{
  guint position;
  gint64 frame; /* when this was asked for; 0 until the first frame after that */
} Focus;

static gboolean
has_focus_in_list (CckSidebar *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list_view));
}

/* The entry that had the focus gives it to any row when it goes out of sight, and rows that were not
 * laid out yet can't take it: some frames later both is over. */
static gboolean
focus_row (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  CckSidebar *self = CCK_SIDEBAR (widget);
  Focus *focus = user_data;
  gint64 frames;

  if (focus->frame == 0)
    focus->frame = gdk_frame_clock_get_frame_counter (clock);

  frames = gdk_frame_clock_get_frame_counter (clock) - focus->frame;

  if (frames >= FOCUS_AFTER &&
      focus->position < g_list_model_get_n_items (G_LIST_MODEL (self->selection)))
    {
      gtk_list_view_scroll_to (self->list_view, focus->position, GTK_LIST_SCROLL_FOCUS, NULL);
      gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
    }

  if (frames < FOCUS_AFTER || (frames < FOCUS_UNTIL && !has_focus_in_list (self)))
    {
      gtk_widget_queue_draw (widget);
      return G_SOURCE_CONTINUE;
    }

  self->focus_id = 0;

  return G_SOURCE_REMOVE;
}

static void
keep_focus (CckSidebar *self)
{
  if (self->focus_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->focus_id);

  self->focus_id = 0;
}

/* The keys go on from the row at @position. */
static void
give_focus (CckSidebar *self,
            guint       position)
{
  Focus *focus;

  keep_focus (self);

  if (position == GTK_INVALID_LIST_POSITION)
    return;

  focus = g_new0 (Focus, 1);
  focus->position = position;
  self->focus_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_row, focus, g_free);
}

static void
on_search_mode_changed (CckSidebar *self)
{
  if (gtk_search_bar_get_search_mode (self->search_bar) || self->model == NULL)
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  search (self, NULL);
  give_focus (self, gtk_single_selection_get_selected (self->selection));
}

/* Return takes the first that was found, and the search is over. */
static void
on_search_activated (CckSidebar *self)
{
  if (self->model == NULL || g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    return;

  gtk_single_selection_set_selected (self->selection, 0);
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
}

static void
on_search_stopped (CckSidebar *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
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

  keep_focus (self);

  if (self->row_menu != NULL)
    g_object_run_dispose (G_OBJECT (self->row_menu));

  g_clear_object (&self->row_menu);
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
}

static void
cck_sidebar_init (CckSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  gtk_stack_set_visible_child_name (self->stack, "list");
  self->row_menu = cck_row_menu_new (GTK_WIDGET (self), self->list_view);
}

void
cck_sidebar_setup (CckSidebar *self,
                   CckSession *session,
                   CckTicker  *ticker)
{
  g_return_if_fail (CCK_IS_SIDEBAR (self));
  g_return_if_fail (self->model == NULL);

  self->ticker = g_object_ref (ticker);
  self->model = cck_sidebar_model_new (session);

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->model));
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (on_selected_item_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

CckSidebarItem *
cck_sidebar_get_selected (CckSidebar *self)
{
  g_return_val_if_fail (CCK_IS_SIDEBAR (self), NULL);

  return self->selection != NULL ? gtk_single_selection_get_selected_item (self->selection) : NULL;
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
  guint n;

  if (self->model == NULL)
    return FALSE;

  /* What is wanted now may be none of what was searched for. */
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  search (self, NULL);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CckSidebarItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), i);

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

  if (self->selection != NULL)
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

void
cck_sidebar_come_back (CckSidebar *self)
{
  guint position;

  g_return_if_fail (CCK_IS_SIDEBAR (self));

  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  position = gtk_single_selection_get_selected (self->selection);
  cck_sidebar_unselect (self);
  give_focus (self, position);
}

void
cck_sidebar_set_hidden (CckSidebar *self,
                        const char *provider_id,
                        gboolean    hidden)
{
  g_return_if_fail (CCK_IS_SIDEBAR (self));

  if (self->model != NULL)
    cck_sidebar_model_set_hidden (self->model, provider_id, hidden);
}

gboolean
cck_sidebar_is_hidden (CckSidebar *self,
                       const char *provider_id)
{
  g_return_val_if_fail (CCK_IS_SIDEBAR (self), FALSE);

  return self->model != NULL && cck_sidebar_model_is_hidden (self->model, provider_id);
}

gboolean
cck_sidebar_is_empty (CckSidebar *self)
{
  g_return_val_if_fail (CCK_IS_SIDEBAR (self), TRUE);

  return self->model == NULL || cck_sidebar_model_is_empty (self->model);
}

void
cck_sidebar_start_search (CckSidebar *self,
                          const char *text)
{
  g_return_if_fail (CCK_IS_SIDEBAR (self));

  keep_focus (self);
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
