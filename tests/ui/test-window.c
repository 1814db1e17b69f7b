/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>
#include <gtksourceview/gtksource.h>

#include "begin.h"
#include "cck-config.h"
#include "cck-provider-profile.h"
#include "cck-sidebar.h"
#include "cck-template.h"
#include "cck-window.h"
#include "shown.h"

typedef struct
{
  CckSession *session;
  CckTicker *ticker;
  GSettings *settings;
  CckPracticeTrial *trial;
  GtkWidget *window;
} Fixture;

/* What one test looked at last is not where the next one starts. */
static GSettings *
build_fresh_settings (void)
{
  static const char * const keys[] = { "selected-account", "selected-page", "selected-provider",
                                       "selected-token", "selected-view" };
  GSettings *settings = g_settings_new (CCK_RELEASED_ID);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (settings, keys[i]);

  return settings;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("claimcheck-XXXXXX", NULL);

  fixture->session = cck_session_new (folder, NULL);
  fixture->ticker = cck_ticker_new (cck_session_get_clock (fixture->session));
  fixture->settings = build_fresh_settings ();
  fixture->trial = cck_practice_trial_new (fixture->session);
  fixture->window = cck_window_new (NULL, fixture->session, fixture->ticker, fixture->settings,
                                    fixture->trial);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));

  g_clear_weak_pointer (&fixture->window);
  g_clear_object (&fixture->trial);
  g_clear_object (&fixture->settings);
  g_clear_object (&fixture->ticker);
  g_clear_object (&fixture->session);
}

static GtkWidget *
wait_for (Fixture    *fixture,
          const char *text)
{
  return shown_wait_for (fixture->window, text);
}

static void
click (Fixture    *fixture,
       const char *label)
{
  shown_click (fixture->window, label);
}

static void
show_view (Fixture    *fixture,
           const char *name)
{
  gtk_widget_activate_action (fixture->window, "win.show-view", "s", name);
}

static void
test_one_click_to_checked_claims (Fixture       *fixture,
                                  gconstpointer  data)
{
  click (fixture, "Try the Practice Provider");

  wait_for (fixture, "Copy Access Token");
  wait_for (fixture, "alice");
  wait_for (fixture, "Not refreshed yet");

  show_view (fixture, "checks");
  wait_for (fixture, "Valid");
  wait_for (fixture, "The signature matches the issuer’s key.");
}

static void
test_refresh_shows_the_rotation (Fixture       *fixture,
                                 gconstpointer  data)
{
  click (fixture, "Try the Practice Provider");
  click (fixture, "Refresh");
  wait_for (fixture, "Tokens refreshed");
  wait_for (fixture, "Refreshed at *. Refresh token rotated 1 time.");
}

static void
test_copy_says_when_it_clears (Fixture       *fixture,
                               gconstpointer  data)
{
  click (fixture, "Try the Practice Provider");
  click (fixture, "Copy Access Token");
  wait_for (fixture, "Access token copied. Clears in 30 s");
}

static void
test_sign_out_leaves_the_provider (Fixture       *fixture,
                                   gconstpointer  data)
{
  click (fixture, "Try the Practice Provider");
  wait_for (fixture, "Copy Access Token");
  gtk_widget_activate_action (wait_for (fixture, "Refresh"), "account.sign-out", NULL);
  click (fixture, "Sign Out");

  wait_for (fixture, "Signed out");
  wait_for (fixture, "Nobody is signed in at this provider.");
  wait_for (fixture, "Not Signed In");
}

static void
test_removed_comes_back (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (CckProvider) provider = NULL;

  click (fixture, "Try the Practice Provider");
  wait_for (fixture, "Copy Access Token");
  provider = g_list_model_get_item (G_LIST_MODEL (cck_session_get_providers (fixture->session)), 0);
  gtk_widget_activate_action (fixture->window, "win.remove-provider", "s",
                              cck_provider_get_id (provider));

  wait_for (fixture, "No Providers Yet");
  click (fixture, "Undo");
  wait_for (fixture, "Copy Access Token");
  wait_for (fixture, "Practice Provider");
}

static void
test_tried_again_is_not_removed (Fixture       *fixture,
                                 gconstpointer  data)
{
  GListModel *providers = G_LIST_MODEL (cck_session_get_providers (fixture->session));
  g_autoptr (CckProvider) provider = NULL;

  click (fixture, "Try the Practice Provider");
  wait_for (fixture, "Copy Access Token");
  provider = g_list_model_get_item (providers, 0);
  gtk_widget_activate_action (fixture->window, "win.remove-provider", "s",
                              cck_provider_get_id (provider));
  click (fixture, "Try the Practice Provider");
  wait_for (fixture, "Copy Access Token");
  gtk_window_close (GTK_WINDOW (fixture->window));

  g_assert_cmpuint (g_list_model_get_n_items (providers), ==, 1);
}

static void
test_inspector_reads_without_keeping (Fixture       *fixture,
                                      gconstpointer  data)
{
  static const char token[] = "Bearer eyJhbGciOiJub25lIn0.eyJpc3MiOiJodHRwczovL2V4YW1wbGUuY29tIn0.";
  GdkClipboard *clipboard = gtk_widget_get_clipboard (fixture->window);

  gdk_clipboard_set_text (clipboard, token);
  gtk_widget_activate_action (fixture->window, "win.inspect-clipboard", NULL);

  wait_for (fixture, "https://example.com");
  wait_for (fixture, "Fetch Keys…");
  show_view (fixture, "checks");
  wait_for (fixture, "Not Valid");
}

static void
test_the_provider_is_asked_on_request (Fixture       *fixture,
                                       gconstpointer  data)
{
  click (fixture, "Try the Practice Provider");
  wait_for (fixture, "Copy Access Token");

  click (fixture, "UserInfo");
  wait_for (fixture, "Alice Example");
  click (fixture, "Introspection");
  wait_for (fixture, "The provider says that this token is active.");
  click (fixture, "ID Token");
  wait_for (fixture, "Valid");
}

static void
test_revoked_is_to_be_signed_in_to_again (Fixture       *fixture,
                                          gconstpointer  data)
{
  click (fixture, "Try the Practice Provider");
  wait_for (fixture, "Copy Access Token");
  gtk_widget_activate_action (wait_for (fixture, "Refresh"), "account.revoke", NULL);
  wait_for (fixture, "Revoke Tokens?");
  click (fixture, "Revoke");

  wait_for (fixture, "Tokens revoked");
  wait_for (fixture, "Sign In");
  wait_for (fixture, "alice@example.com");
}

static void
test_a_code_for_another_device (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr (CckProvider) provider = NULL;

  click (fixture, "Try the Practice Provider");
  wait_for (fixture, "Copy Access Token");
  provider = g_list_model_get_item (G_LIST_MODEL (cck_session_get_providers (fixture->session)), 0);
  gtk_widget_activate_action (fixture->window, "win.sign-in-device", "s",
                              cck_provider_get_id (provider));

  wait_for (fixture, "Enter This Code");
  wait_for (fixture, "*-????");
  wait_for (fixture, "http://127.0.0.1:*/device");
  click (fixture, "Cancel");
  shown_wait_gone (fixture->window, "Enter This Code");
}

static void
test_a_failure_tells_its_requests (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr (CckProvider) provider
    = g_object_new (CCK_TYPE_PROVIDER, "name", "Acme", "issuer", "http://127.0.0.1:9", "client-id",
                    "x", "allow-http-loopback", TRUE, NULL);
  g_autoptr (GError) error = NULL;

  cck_provider_store_add (cck_session_get_providers (fixture->session), provider, &error);
  g_assert_no_error (error);
  cck_keyring_set_session_only (cck_session_get_keyring (fixture->session), TRUE);
  gtk_widget_activate_action (fixture->window, "win.sign-in", "s", cck_provider_get_id (provider));

  wait_for (fixture, "Sign-In Failed");
  wait_for (fixture, "Try Again");
  adw_expander_row_set_expanded (
    ADW_EXPANDER_ROW (gtk_widget_get_ancestor (wait_for (fixture, "Details"),
                                               ADW_TYPE_EXPANDER_ROW)), TRUE);
  wait_for (fixture, "GET http://127.0.0.1:9/*no answer*");
  click (fixture, "Copy Details");
  wait_for (fixture, "Details copied");
}

static void
test_a_check_up_is_rows_of_checks (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr (CckProvider) provider = NULL;

  click (fixture, "Try the Practice Provider");
  wait_for (fixture, "Copy Access Token");
  provider = g_list_model_get_item (G_LIST_MODEL (cck_session_get_providers (fixture->session)), 0);
  gtk_widget_activate_action (fixture->window, "win.check-provider", "s",
                              cck_provider_get_id (provider));

  wait_for (fixture, "Check Provider");
  wait_for (fixture, "*passed, 0 failed*");
  wait_for (fixture, "PKCE");
}

static void
test_a_profile_is_looked_at_before_it_is_added (Fixture       *fixture,
                                                gconstpointer  data)
{
  g_autoptr (CckProvider) provider
    = g_object_new (CCK_TYPE_PROVIDER, "name", "Acme", "issuer", "https://acme.example",
                    "client-id", "a-client", "token-endpoint", "https://elsewhere.example/token",
                    "authorization-endpoint", "https://acme.example/authorize", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = cck_provider_profile_export (provider, &error);
  g_autofree char *folder = g_dir_make_tmp ("claimcheck-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "acme.claimcheck", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  gsize length;
  const char *text;

  g_assert_no_error (error);
  text = g_bytes_get_data (bytes, &length);
  g_file_set_contents (path, text, (gssize) length, &error);
  g_assert_no_error (error);
  cck_window_import (CCK_WINDOW (fixture->window), file);

  wait_for (fixture, "Import Profile");
  wait_for (fixture, "*elsewhere.example*");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (
                      cck_session_get_providers (fixture->session))), ==, 0);
}

static void
test_a_profile_with_a_secret_is_refused (Fixture       *fixture,
                                         gconstpointer  data)
{
  static const char text[] = "{\"format\":1,\"name\":\"Acme\",\"issuer\":\"https://acme.example\","
                             "\"client_id\":\"x\",\"client_secret\":\"y\"}";
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("claimcheck-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "acme.claimcheck", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  cck_window_import (CCK_WINDOW (fixture->window), file);
  wait_for (fixture, "*client_secret*");
}

/* An account that is kept, without a keyring to keep it in and without a refresh token. */
static void
add_bare_account (Fixture *fixture)
{
  g_autoptr (CckProvider) provider
    = g_object_new (CCK_TYPE_PROVIDER, "name", "Acme", "issuer", "http://127.0.0.1:9", "client-id",
                    "x", "allow-http-loopback", TRUE, NULL);
  CckAccountTokens tokens = { .token_type = "Bearer", .issued_at = 1 };
  CckKeyring *keyring = cck_session_get_keyring (fixture->session);
  g_autoptr (CckAccount) account = NULL;
  CckAccount *kept;
  g_autoptr (GError) error = NULL;

  cck_keyring_set_session_only (keyring, TRUE);
  dex_future_disown (cck_keyring_check (keyring));
  cck_provider_store_add (cck_session_get_providers (fixture->session), provider, &error);
  g_assert_no_error (error);
  account = cck_account_new (cck_provider_get_id (provider), "http://127.0.0.1:9", "x", "alice");
  cck_account_set_signed_in (account, &tokens);
  kept = cck_account_store_add (cck_session_get_accounts (fixture->session), account, &error);
  g_assert_no_error (error);

  wait_for (fixture, "alice");
  cck_sidebar_select_account (
    CCK_SIDEBAR (shown_find_type (fixture->window, CCK_TYPE_SIDEBAR)), kept);
}

static void
test_no_keyring_is_said_and_stops_nothing (Fixture       *fixture,
                                           gconstpointer  data)
{
  add_bare_account (fixture);
  wait_for (fixture, "No keyring. Tokens are kept until Claimcheck closes");
}

static void
test_a_dead_button_says_why (Fixture       *fixture,
                             gconstpointer  data)
{
  GtkWidget *button;

  add_bare_account (fixture);
  button = gtk_widget_get_ancestor (wait_for (fixture, "Refresh"), GTK_TYPE_BUTTON);
  g_assert_false (gtk_widget_is_sensitive (button));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==,
                   "The provider gave no refresh token");
}

static void
test_search_finds_and_forgets (Fixture       *fixture,
                               gconstpointer  data)
{
  click (fixture, "Try the Practice Provider");
  wait_for (fixture, "Copy Access Token");
  gtk_widget_activate_action (fixture->window, "win.search", NULL);
  wait_for (fixture, "Search Accounts");
  gtk_editable_set_text (GTK_EDITABLE (shown_find_type (fixture->window, GTK_TYPE_SEARCH_ENTRY)),
                         "nobody");
  wait_for (fixture, "No Results");

  gtk_widget_activate_action (fixture->window, "win.inspector", NULL);
  shown_wait_gone (fixture->window, "No Results");
  wait_for (fixture, "alice@example.com");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  begin (&argc, &argv);
  adw_init ();
  gtk_source_init ();
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    CCK_RESOURCES "/icons");

  ADD ("/ui/window/one-click-to-checked-claims", test_one_click_to_checked_claims);
  ADD ("/ui/window/refresh-shows-the-rotation", test_refresh_shows_the_rotation);
  ADD ("/ui/window/copy-says-when-it-clears", test_copy_says_when_it_clears);
  ADD ("/ui/window/sign-out-leaves-the-provider", test_sign_out_leaves_the_provider);
  ADD ("/ui/window/removed-comes-back", test_removed_comes_back);
  ADD ("/ui/window/tried-again-is-not-removed", test_tried_again_is_not_removed);
  ADD ("/ui/window/the-provider-is-asked-on-request", test_the_provider_is_asked_on_request);
  ADD ("/ui/window/revoked-is-to-be-signed-in-to-again", test_revoked_is_to_be_signed_in_to_again);
  ADD ("/ui/window/a-code-for-another-device", test_a_code_for_another_device);
  ADD ("/ui/window/a-failure-tells-its-requests", test_a_failure_tells_its_requests);
  ADD ("/ui/window/a-check-up-is-rows-of-checks", test_a_check_up_is_rows_of_checks);
  ADD ("/ui/window/a-profile-is-looked-at-before-it-is-added",
       test_a_profile_is_looked_at_before_it_is_added);
  ADD ("/ui/window/a-profile-with-a-secret-is-refused", test_a_profile_with_a_secret_is_refused);
  ADD ("/ui/window/no-keyring-is-said-and-stops-nothing",
       test_no_keyring_is_said_and_stops_nothing);
  ADD ("/ui/window/a-dead-button-says-why", test_a_dead_button_says_why);
  ADD ("/ui/window/search-finds-and-forgets", test_search_finds_and_forgets);
  ADD ("/ui/window/inspector-reads-without-keeping", test_inspector_reads_without_keeping);

  return g_test_run ();
}
