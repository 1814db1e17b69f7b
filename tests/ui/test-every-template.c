/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>
#include <gtksourceview/gtksource.h>

#include "begin.h"
#include "rules.h"
#include "templates.h"

#define PREFIX "/io/github/claimcheck/Claimcheck"

/* What has no page around it when it is shown. */
static gboolean
is_page (GType type)
{
  return g_type_is_a (type, ADW_TYPE_NAVIGATION_PAGE) || type == CCK_TYPE_ACCOUNT_PAGE ||
         type == CCK_TYPE_INSPECTOR_PAGE || type == CCK_TYPE_SIGN_IN_PAGE ||
         type == CCK_TYPE_SIDEBAR || g_type_is_a (type, ADW_TYPE_DIALOG);
}

static gboolean
on_frame (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       user_data)
{
  guint *left = user_data;

  return --*left > 0;
}

/* Once it has its size, a breakpoint may give it another form. */
static void
draw (GtkWidget *widget)
{
  guint left = 3;

  gtk_widget_add_tick_callback (widget, on_frame, &left, NULL);

  while (left > 0)
    g_main_context_iteration (NULL, TRUE);
}

/* What a window shows when @widget is to be seen. */
static GtkWidget *
surround (GtkWidget *widget)
{
  GtkWidget *list;

  if (ADW_IS_DIALOG (widget))
    return gtk_label_new (NULL);

  if (!GTK_IS_LIST_BOX_ROW (widget))
    return widget;

  list = gtk_list_box_new ();
  gtk_list_box_append (GTK_LIST_BOX (list), widget);

  return list;
}

static GtkWidget *
show (GType type)
{
  GtkWidget *widget = g_object_new (type, NULL);
  GtkWidget *window = adw_window_new ();

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (widget), "title") != NULL)
    g_object_set (widget, "title", "Title", NULL);

  /* Without a compositor there is a border at each side. */
  gtk_window_set_default_size (GTK_WINDOW (window), RULES_WIDTH + 10, 640);

  adw_window_set_content (ADW_WINDOW (window), surround (widget));
  gtk_window_present (GTK_WINDOW (window));

  if (ADW_IS_DIALOG (widget))
    adw_dialog_present (ADW_DIALOG (widget), window);

  draw (window);

  return widget;
}

static void
hide (GtkWidget *widget)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));

  if (ADW_IS_DIALOG (widget))
    adw_dialog_force_close (ADW_DIALOG (widget));

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_rules (gconstpointer data)
{
  GType type = GPOINTER_TO_SIZE (data);
  GtkWidget *widget = show (type);
  int width = is_page (type) ? RULES_WIDTH : RULES_PAGE_WIDTH;

  rules_check_names (widget);
  rules_check_mnemonics (widget);
  rules_check_size (widget, width);
  rules_lengthen (widget);
  rules_check_size (widget, width);
  hide (widget);
}

/* "cck-account-page.ui" has the type CckAccountPage. */
static char *
dup_type_name (const char *file)
{
  GString *name = g_string_new (NULL);
  gboolean begins = TRUE;

  for (const char *letter = file; *letter != '.'; letter++)
    {
      if (*letter != '-')
        g_string_append_c (name, begins ? g_ascii_toupper (*letter) : *letter);

      begins = *letter == '-';
    }

  return g_string_free_and_steal (name);
}

static void
test_none_is_left_out (void)
{
  g_auto (GStrv) files = g_resources_enumerate_children (PREFIX, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                                         NULL);
  guint count = 0;

  g_assert_nonnull (files);

  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autofree char *name = NULL;

      if (!g_str_has_suffix (files[i], ".ui"))
        continue;

      name = dup_type_name (files[i]);

      if (g_type_from_name (name) == G_TYPE_INVALID)
        g_error ("%s is a template that this test does not know", files[i]);

      count++;
    }

  g_assert_cmpuint (count, >, 40);
}

int
main (int   argc,
      char *argv[])
{
  begin (&argc, &argv);
  adw_init ();
  gtk_source_init ();

  const GType types[] = { TEMPLATE_TYPES };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ui/every-template/%s", g_type_name (types[i]));

      /* It needs a session: test-templates.c has it. */
      if (types[i] == CCK_TYPE_WINDOW)
        continue;

      g_test_add_data_func (path, GSIZE_TO_POINTER (types[i]), test_rules);
    }

  g_test_add_func ("/ui/every-template/none-is-left-out", test_none_is_left_out);

  return g_test_run ();
}
