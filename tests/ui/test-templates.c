/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>
#include <glib/gstdio.h>
#include <gtksourceview/gtksource.h>

#include "begin.h"
#include "cck-about.h"
#include "cck-account-page.h"
#include "cck-checkup-dialog.h"
#include "cck-client-form.h"
#include "cck-code-points-dialog.h"
#include "cck-config.h"
#include "cck-inspector-page.h"
#include "cck-preferences-dialog.h"
#include "cck-shortcuts.h"
#include "cck-provider-dialog.h"
#include "cck-sidebar-header.h"
#include "cck-sidebar-row.h"
#include "cck-sign-in-page.h"
#include "cck-snippet-dialog.h"
#include "cck-token-view.h"
#include "cck-window.h"
#include "rules.h"

/* Sixty letters and more, and what would be markup, or no markup at all. */
#define HOSTILE "A <b>Department</b> & <its sons, whose name is as long as a title’s"
#define NOW G_GINT64_CONSTANT (1700000000)

typedef struct
{
  char *folder;
  CckClock *clock;
  CckSession *session;
  CckTicker *ticker;
  GSettings *settings;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("claimcheck-XXXXXX", NULL);
  fixture->clock = cck_clock_new_fixed (NOW);
  fixture->session = cck_session_new (fixture->folder, fixture->clock);
  fixture->ticker = cck_ticker_new (fixture->clock);
  fixture->settings = g_settings_new (CCK_RELEASED_ID);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->settings);
  g_clear_object (&fixture->ticker);
  g_clear_object (&fixture->session);
  g_clear_object (&fixture->clock);
  g_clear_pointer (&fixture->folder, g_free);
}

static void
show_in_window (GtkWidget *widget)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_present (GTK_WINDOW (window));

  while (!gtk_widget_get_mapped (window))
    g_main_context_iteration (NULL, TRUE);

  rules_check_names (window);
  rules_check_mnemonics (window);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_pages (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *account = g_object_new (CCK_TYPE_ACCOUNT_PAGE, NULL);
  GtkWidget *inspector = g_object_new (CCK_TYPE_INSPECTOR_PAGE, NULL);
  GtkWidget *sign_in = g_object_new (CCK_TYPE_SIGN_IN_PAGE, NULL);
  g_autoptr (CckTraceLog) log = cck_trace_log_new (fixture->session);

  cck_account_page_setup (CCK_ACCOUNT_PAGE (account), fixture->session, fixture->ticker,
                          fixture->settings, log);
  cck_inspector_page_setup (CCK_INSPECTOR_PAGE (inspector), fixture->session, fixture->ticker);
  cck_sign_in_page_setup (CCK_SIGN_IN_PAGE (sign_in), fixture->session, log);

  show_in_window (account);
  show_in_window (inspector);
  show_in_window (sign_in);
}

static void
test_views (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *view = g_object_new (CCK_TYPE_TOKEN_VIEW, NULL);
  static const char * const names[] = { "claims", "checks", "raw" };

  g_object_ref_sink (view);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      cck_token_view_set_inspection (CCK_TOKEN_VIEW (view), NULL, "Token", NOW);
      cck_token_view_show (CCK_TOKEN_VIEW (view), names[i]);
      show_in_window (view);
    }

  g_object_unref (view);
}

static void
test_sidebar (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (CckProvider) provider = g_object_new (CCK_TYPE_PROVIDER, "id", "acme", "name", HOSTILE,
                                                   NULL);
  g_autoptr (CckAccount) account = cck_account_new ("acme", "https://acme.example", "client",
                                                    "alice");
  g_autoptr (CckSidebarItem) item = cck_sidebar_item_new (CCK_SIDEBAR_ACCOUNT, provider, account);
  GtkWidget *header = cck_sidebar_header_new ();
  GtkWidget *row = cck_sidebar_row_new (fixture->ticker);

  cck_sidebar_header_set_provider (CCK_SIDEBAR_HEADER (header), provider);
  cck_sidebar_row_set_item (CCK_SIDEBAR_ROW (row), item);
  show_in_window (header);
  show_in_window (row);
}

static void
test_dialogs (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (CckProvider) provider = g_object_new (CCK_TYPE_PROVIDER, "name", HOSTILE, "issuer",
                                                   "https://acme.invalid", "client-id", HOSTILE,
                                                   "scopes", HOSTILE, NULL);
  g_autoptr (CckAccount) account = cck_account_new ("acme", "https://acme.invalid", "x", HOSTILE);
  g_autoptr (GApplication) application = g_application_new (NULL, G_APPLICATION_DEFAULT_FLAGS);
  g_autoptr (CckBackground) background = cck_background_new (application, fixture->settings);
  AdwDialog *dialogs[] = {
    cck_preferences_dialog_new (fixture->settings, cck_session_get_keyring (fixture->session),
                                background),
    cck_provider_dialog_new (fixture->session, NULL),
    cck_provider_dialog_new (fixture->session, provider),
    cck_about_dialog_new (),
    cck_shortcuts_dialog_new (),
    cck_code_points_dialog_new ("a\xe2\x80\xae", 4),
    cck_checkup_dialog_new (fixture->session, provider),
    cck_snippet_dialog_new (account, provider),
  };

  for (guint i = 0; i < G_N_ELEMENTS (dialogs); i++)
    {
      GtkWidget *window = adw_window_new ();

      adw_window_set_content (ADW_WINDOW (window), gtk_label_new (NULL));
      gtk_window_set_default_size (GTK_WINDOW (window), 360, 600);
      gtk_window_present (GTK_WINDOW (window));
      adw_dialog_present (dialogs[i], window);

      while (!gtk_widget_get_mapped (GTK_WIDGET (dialogs[i])))
        g_main_context_iteration (NULL, TRUE);

      rules_check_names (GTK_WIDGET (dialogs[i]));
      rules_check_mnemonics (GTK_WIDGET (dialogs[i]));
      adw_dialog_force_close (dialogs[i]);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

static void
test_window_down_to_a_phone (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (CckPracticeTrial) trial = cck_practice_trial_new (fixture->session);
  GtkWidget *window = cck_window_new (NULL, fixture->session, fixture->ticker, fixture->settings,
                                      trial);
  int minimum;

  gtk_window_present (GTK_WINDOW (window));

  while (!gtk_widget_get_mapped (window))
    g_main_context_iteration (NULL, TRUE);

  rules_check_names (window);
  gtk_widget_activate_action (window, "win.inspector", NULL);
  gtk_widget_activate_action (window, "win.toast", "s", "A <b>toast</b> & more");
  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  gtk_widget_measure (window, GTK_ORIENTATION_VERTICAL, 360, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 294);
  rules_lengthen (window);
  rules_check_size (window, RULES_WIDTH);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_form_says_what_is_wrong (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr (CckClientForm) form = g_object_ref_sink (g_object_new (CCK_TYPE_CLIENT_FORM, NULL));
  g_autoptr (CckProvider) provider = g_object_new (CCK_TYPE_PROVIDER, "name", "Acme", "issuer",
                                                   "https://acme.example", NULL);

  cck_client_form_set_provider (form, provider, CCK_CLIENT_FORM_EDIT);
  g_assert_false (cck_client_form_apply (form, provider));

  g_object_set (provider, "client-id", "my-client", "redirect-ports", "8400,8401", NULL);
  cck_client_form_set_provider (form, provider, CCK_CLIENT_FORM_EDIT);
  g_assert_true (cck_client_form_apply (form, provider));
  g_assert_cmpstr (cck_provider_get_redirect_ports (provider), ==, "8400,8401");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  begin (&argc, &argv);
  adw_init ();
  gtk_source_init ();

  ADD ("/ui/templates/pages", test_pages);
  ADD ("/ui/templates/views", test_views);
  ADD ("/ui/templates/sidebar", test_sidebar);
  ADD ("/ui/templates/dialogs", test_dialogs);
  ADD ("/ui/templates/window-down-to-a-phone", test_window_down_to_a_phone);
  ADD ("/ui/templates/form-says-what-is-wrong", test_form_says_what_is_wrong);

  return g_test_run ();
}
