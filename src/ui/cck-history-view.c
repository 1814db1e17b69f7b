/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-history-view.h"

#include <glib/gi18n.h>

#include "cck-chronicle.h"
#include "cck-history-row.h"
#include "cck-problem.h"
#include "cck-template.h"

/* Rows at once; a row costs half a millisecond. */
#define PAGE_SIZE 100

struct _CckHistoryView
{
  AdwBin parent_instance;

  CckSession *session;
  CckAccount *account;
  guint n_wanted;
  guint generation;
  gboolean stale;

  GtkStack *stack;
  AdwStatusPage *note_page;
  GtkListBox *list;
  GtkWidget *more_button;
};

G_DEFINE_FINAL_TYPE (CckHistoryView, cck_history_view, ADW_TYPE_BIN)

typedef struct
{
  CckHistoryView *view;
  guint generation;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_object_unref (load->view);
  g_free (load);
}

static gint64
get_now (CckHistoryView *self)
{
  return cck_clock_get_now (cck_session_get_clock (self->session));
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  GtkWidget *row = cck_history_row_new (item, get_now (user_data));

  g_object_set_data_full (G_OBJECT (row), "entry", g_object_ref (item), g_object_unref);

  return row;
}

static GDateTime *
get_day (GtkListBoxRow *row)
{
  CckHistoryEntry *entry = g_object_get_data (G_OBJECT (row), "entry");

  return g_date_time_new_from_unix_local (cck_history_entry_get_event (entry)->time);
}

static gboolean
is_same_day (GDateTime *a,
             GDateTime *b)
{
  return a != NULL && b != NULL && g_date_time_get_year (a) == g_date_time_get_year (b) &&
         g_date_time_get_day_of_year (a) == g_date_time_get_day_of_year (b);
}

static char *
dup_day_title (CckHistoryView *self,
               GDateTime      *day)
{
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (get_now (self));
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (today, -1);

  if (is_same_day (day, today))
    return g_strdup (_("Today"));

  if (is_same_day (day, yesterday))
    return g_strdup (_("Yesterday"));

  /* Translators: a day, such as “21 November 2026”; see g_date_time_format() */
  return g_date_time_format (day, _("%-d %B %Y"));
}

static void
update_header (GtkListBoxRow *row,
               GtkListBoxRow *before,
               gpointer       user_data)
{
  g_autoptr (GDateTime) day = get_day (row);
  g_autoptr (GDateTime) day_before = before != NULL ? get_day (before) : NULL;
  g_autofree char *title = NULL;
  GtkWidget *label;

  if (day == NULL || is_same_day (day, day_before))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  title = dup_day_title (user_data, day);
  label = gtk_label_new (title);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "history-day");
  gtk_list_box_row_set_header (row, label);
}

static void
show_entries (CckHistoryView *self,
              GListModel     *entries)
{
  guint n = g_list_model_get_n_items (entries);

  gtk_list_box_bind_model (self->list, entries, create_row, self, NULL);
  gtk_widget_set_visible (self->more_button, n >= self->n_wanted);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "history" : "nothing");
}

static DexFuture *
on_listed (DexFuture *future,
           gpointer   user_data)
{
  Load *load = user_data;
  CckHistoryView *self = load->view;
  g_autoptr (GError) error = NULL;
  const GValue *value;

  if (self->generation != load->generation || self->list == NULL)
    return dex_future_new_true ();

  value = dex_future_get_value (future, &error);

  if (value != NULL)
    {
      show_entries (self, g_value_get_object (value));
    }
  else
    {
      g_autoptr (CckProblem) problem = cck_problem_new_from_error (error);
      g_autofree char *markup = g_markup_escape_text (problem->message, -1);

      adw_status_page_set_description (self->note_page, markup);
      gtk_stack_set_visible_child_name (self->stack, "nothing");
    }

  return dex_future_new_true ();
}

static void
reload (CckHistoryView *self)
{
  CckHistoryQuery query = { .limit = self->n_wanted };
  Load *load;

  self->stale = !gtk_widget_get_mapped (GTK_WIDGET (self));

  if (self->account == NULL || self->stale)
    return;

  query.account_id = cck_account_get_id (self->account);
  load = g_new0 (Load, 1);
  load->view = g_object_ref (self);
  load->generation = ++self->generation;
  dex_future_disown (dex_future_finally (cck_history_list (cck_session_get_history (self->session),
                                                           &query),
                                         on_listed, load, load_free));
}

static void
on_more_clicked (CckHistoryView *self)
{
  self->n_wanted += PAGE_SIZE;
  reload (self);
}

static void
cck_history_view_map (GtkWidget *widget)
{
  CckHistoryView *self = CCK_HISTORY_VIEW (widget);

  GTK_WIDGET_CLASS (cck_history_view_parent_class)->map (widget);

  if (self->stale)
    reload (self);
}

static void
cck_history_view_dispose (GObject *object)
{
  CckHistoryView *self = CCK_HISTORY_VIEW (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CCK_TYPE_HISTORY_VIEW);
  g_clear_object (&self->session);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (cck_history_view_parent_class)->dispose (object);
}

static void
cck_history_view_class_init (CckHistoryViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cck_history_view_dispose;
  widget_class->map = cck_history_view_map;

  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-history-view"));
  gtk_widget_class_bind_template_child (widget_class, CckHistoryView, stack);
  gtk_widget_class_bind_template_child (widget_class, CckHistoryView, note_page);
  gtk_widget_class_bind_template_child (widget_class, CckHistoryView, list);
  gtk_widget_class_bind_template_child (widget_class, CckHistoryView, more_button);
  gtk_widget_class_bind_template_callback (widget_class, on_more_clicked);
}

static void
cck_history_view_init (CckHistoryView *self)
{
  self->n_wanted = PAGE_SIZE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, update_header, self, NULL);
}

void
cck_history_view_setup (CckHistoryView *self,
                        CckSession     *session)
{
  g_return_if_fail (CCK_IS_HISTORY_VIEW (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (cck_session_get_history (session), "changed", G_CALLBACK (reload), self,
                           G_CONNECT_SWAPPED);
}

void
cck_history_view_set_account (CckHistoryView *self,
                              CckAccount     *account)
{
  g_return_if_fail (CCK_IS_HISTORY_VIEW (self));

  if (!g_set_object (&self->account, account))
    return;

  self->generation++;
  self->n_wanted = PAGE_SIZE;
  adw_status_page_set_description (
    self->note_page,
    account != NULL && cck_account_get_transient (account)
    ? _("What is only tried out leaves no history.")
    : _("What happens to this account’s tokens is written down here, but never a token."));
  gtk_stack_set_visible_child_name (self->stack, "nothing");
  reload (self);
}
