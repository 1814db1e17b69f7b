/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>
#include <glib/gstdio.h>
#include <gtksourceview/gtksource.h>

#include "cck-account-page.h"
#include "cck-check-row.h"
#include "cck-config.h"
#include "cck-lifetime-ring.h"
#include "cck-progress.h"
#include "cck-raw-view.h"
#include "cck-sidebar.h"
#include "cck-template.h"
#include "cck-window.h"
#include "shown.h"

#define NOW G_GINT64_CONSTANT (1800000000)

/* A network that comes and goes when a test says so. */
typedef struct
{
  GObject parent_instance;

  gboolean available;
} Network;

typedef struct
{
  GObjectClass parent_class;
} NetworkClass;

enum
{
  PROP_AVAILABLE = 1,
  PROP_METERED,
  PROP_CONNECTIVITY,
};

static gboolean
initialize (GInitable     *initable,
            GCancellable  *cancellable,
            GError       **error)
{
  return TRUE;
}

static void
network_initable_init (GInitableIface *iface)
{
  iface->init = initialize;
}

static void
network_monitor_init (GNetworkMonitorInterface *iface)
{
}

static GType network_get_type (void);

G_DEFINE_TYPE_WITH_CODE (Network, network, G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, network_initable_init)
                         G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, network_monitor_init))

static void
network_get_property (GObject    *object,
                      guint       prop_id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  Network *self = (Network *) object;

  if (prop_id == PROP_CONNECTIVITY)
    g_value_set_enum (value, self->available ? G_NETWORK_CONNECTIVITY_FULL
                                             : G_NETWORK_CONNECTIVITY_LOCAL);
  else
    g_value_set_boolean (value, prop_id == PROP_AVAILABLE && self->available);
}

static void
network_class_init (NetworkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = network_get_property;
  g_object_class_override_property (object_class, PROP_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
network_init (Network *self)
{
  self->available = TRUE;
}

static void
set_online (gboolean online)
{
  GNetworkMonitor *monitor = g_network_monitor_get_default ();

  ((Network *) monitor)->available = online;
  g_signal_emit_by_name (monitor, "network-changed", online);
}

/* GTK has no way to listen to what it announces: the program's own function is found before its. */
static GString *announced;

void
gtk_accessible_announce (GtkAccessible                     *self,
                         const char                        *message,
                         GtkAccessibleAnnouncementPriority  priority)
{
  g_string_append_printf (announced, "%s\n", message);
}

typedef struct
{
  CckClock *clock;
  CckSession *session;
  CckTicker *ticker;
  GSettings *settings;
  CckPracticeTrial *trial;
  CckAccount *account;
  GtkWidget *window;
} Fixture;

static void
forget (GSettings *settings)
{
  static const char * const keys[] = { "selected-account", "selected-page", "selected-provider",
                                       "selected-token", "selected-view" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (settings, keys[i]);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("claimcheck-XXXXXX", NULL);

  fixture->clock = data != NULL ? cck_clock_new_fixed (NOW) : cck_clock_new ();
  fixture->session = cck_session_new (folder, fixture->clock);
  fixture->ticker = cck_ticker_new (fixture->clock);
  fixture->settings = g_settings_new (CCK_RELEASED_ID);
  forget (fixture->settings);
  fixture->trial = cck_practice_trial_new (fixture->session);
  fixture->window = cck_window_new (NULL, fixture->session, fixture->ticker, fixture->settings,
                                    fixture->trial);
  gtk_window_present (GTK_WINDOW (fixture->window));
  set_online (TRUE);
  g_string_truncate (announced, 0);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->account);
  g_clear_object (&fixture->trial);
  g_clear_object (&fixture->settings);
  g_clear_object (&fixture->ticker);
  g_clear_object (&fixture->session);
  g_clear_object (&fixture->clock);
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

/* An account whose access token has 42 of its 60 minutes left, at a provider in the network. */
static void
show_account (Fixture *fixture)
{
  g_autoptr (CckProvider) provider
    = g_object_new (CCK_TYPE_PROVIDER, "name", "Acme", "issuer", "https://acme.invalid",
                    "client-id", "x", NULL);
  CckAccountTokens tokens = { .token_type = "Bearer", .issued_at = NOW - (gint64) 18 * 60,
                              .expires_at = NOW + (gint64) 42 * 60, .has_refresh_token = TRUE };
  g_autoptr (CckAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  /* What is kept in memory needs no keyring. */
  cck_provider_store_add_transient (cck_session_get_providers (fixture->session), provider, &error);
  g_assert_no_error (error);
  account = cck_account_new (cck_provider_get_id (provider), "https://acme.invalid", "x", "alice");
  cck_account_set_signed_in (account, &tokens);
  fixture->account
    = g_object_ref (cck_account_store_add (cck_session_get_accounts (fixture->session), account,
                                           &error));
  g_assert_no_error (error);
  wait_for (fixture, "alice");
  cck_window_show_account (CCK_WINDOW (fixture->window), fixture->account);
  wait_for (fixture, "Copy Access Token");
}

static void
set_clock (Fixture *fixture,
           gint64   seconds_left)
{
  cck_clock_set (fixture->clock, NOW + 42 * 60 - seconds_left);
  cck_ticker_poke (fixture->ticker);
}

static void
assert_announced (const char *text)
{
  g_assert_cmpstr (announced->str, ==, text);
  g_string_truncate (announced, 0);
}

static void
test_the_end_is_announced (Fixture       *fixture,
                           gconstpointer  data)
{
  show_account (fixture);
  g_string_truncate (announced, 0);

  set_clock (fixture, 10 * 60);
  set_clock (fixture, 5 * 60 + 1);
  assert_announced ("");
  set_clock (fixture, 5 * 60);
  assert_announced ("5 min left\n");
  set_clock (fixture, 4 * 60);
  set_clock (fixture, 61);
  assert_announced ("");
  set_clock (fixture, 60);
  assert_announced ("60 s left\n");
  set_clock (fixture, 1);
  assert_announced ("");
  set_clock (fixture, 0);
  assert_announced ("Expired just now\n");
  set_clock (fixture, -60);
  assert_announced ("");
}

static void
assert_meter (Fixture    *fixture,
              const char *text,
              double      percent)
{
  GtkWidget *ring = shown_find_type (fixture->window, CCK_TYPE_LIFETIME_RING);
  g_autofree char *wrong_text = NULL;
  g_autofree char *wrong_value = NULL;

  g_assert_nonnull (ring);
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (ring)), ==,
                   GTK_ACCESSIBLE_ROLE_METER);
  wrong_text = gtk_test_accessible_check_property (GTK_ACCESSIBLE (ring),
                                                   GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text);
  g_assert_null (wrong_text);
  wrong_value = gtk_test_accessible_check_property (GTK_ACCESSIBLE (ring),
                                                    GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, percent);
  g_assert_null (wrong_value);
}

static void
test_the_meter_says_time_and_share (Fixture       *fixture,
                                    gconstpointer  data)
{
  show_account (fixture);

  assert_meter (fixture, "42 minutes left, 70 percent", 70);
  set_clock (fixture, 30 * 60);
  assert_meter (fixture, "30 minutes left, 50 percent", 50);
  set_clock (fixture, 0);
  assert_meter (fixture, "Expired", 0);
}

static CckProgress *
find_progress (GtkWidget *widget)
{
  if (CCK_IS_PROGRESS (widget))
    return CCK_PROGRESS (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      CckProgress *found = find_progress (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
test_a_cancelled_copy_copied_nothing (Fixture       *fixture,
                                      gconstpointer  data)
{
  click (fixture, "Try the Practice Provider");
  wait_for (fixture, "Copy Access Token");
  click (fixture, "Copy Access Token");
  cck_progress_cancel (find_progress (shown_find_type (fixture->window, CCK_TYPE_ACCOUNT_PAGE)));
  wait_for (fixture, "Nothing copied");

  click (fixture, "Refresh");
  cck_progress_cancel (find_progress (shown_find_type (fixture->window, CCK_TYPE_ACCOUNT_PAGE)));
  wait_for (fixture, "Not waiting any more. It may still happen");
}

static void
test_checks_are_named_with_their_outcome (Fixture       *fixture,
                                          gconstpointer  data)
{
  GtkWidget *row;
  g_autofree char *wrong = NULL;

  click (fixture, "Try the Practice Provider");
  wait_for (fixture, "Copy Access Token");
  gtk_widget_activate_action (fixture->window, "win.show-view", "s", "checks");
  row = gtk_widget_get_ancestor (wait_for (fixture, "Signature"), CCK_TYPE_CHECK_ROW);
  wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                              "Signature: passed");
  g_assert_null (wrong);
}

static CckRawView *
reveal (Fixture *fixture)
{
  click (fixture, "Try the Practice Provider");
  wait_for (fixture, "Copy Access Token");
  gtk_widget_activate_action (fixture->window, "win.show-view", "s", "raw");
  wait_for (fixture, "*\"alg\"*");
  wait_for (fixture, "Access token, hidden");
  g_assert_null (shown_find (fixture->window, "eyJ*"));
  click (fixture, "Reveal");
  wait_for (fixture, "eyJ*");

  return CCK_RAW_VIEW (shown_find_type (fixture->window, CCK_TYPE_RAW_VIEW));
}

static void
test_a_revealed_token_is_hidden_in_time (Fixture       *fixture,
                                         gconstpointer  data)
{
  CckRawView *view = reveal (fixture);
  GSource *source = g_main_context_find_source_by_user_data (NULL, view);
  gint64 wait;

  g_assert_nonnull (source);
  wait = g_source_get_ready_time (source) - g_get_monotonic_time ();
  g_assert_cmpint (wait, >, (gint64) 25 * G_USEC_PER_SEC);
  g_assert_cmpint (wait, <=, (gint64) 31 * G_USEC_PER_SEC);

  g_source_set_ready_time (source, 0);
  wait_for (fixture, "Access token, hidden");
  g_assert_null (shown_find (fixture->window, "eyJ*"));
}

static void
test_a_revealed_token_is_hidden_with_the_focus (Fixture       *fixture,
                                                gconstpointer  data)
{
  GtkWidget *other = gtk_window_new ();

  reveal (fixture);
  gtk_window_present (GTK_WINDOW (other));
  wait_for (fixture, "Access token, hidden");
  g_assert_null (shown_find (fixture->window, "eyJ*"));
  gtk_window_destroy (GTK_WINDOW (other));
}

#define OFFLINE "Offline. Tokens can’t be refreshed"

static void
test_offline_is_said_while_it_lasts (Fixture       *fixture,
                                     gconstpointer  data)
{
  show_account (fixture);
  g_assert_null (shown_find (fixture->window, OFFLINE));
  set_online (FALSE);
  wait_for (fixture, OFFLINE);
  /* A network monitor can be wrong: who wants to try may. */
  g_assert_true (gtk_widget_is_sensitive (wait_for (fixture, "Refresh")));
  set_online (TRUE);
  shown_wait_gone (fixture->window, OFFLINE);
}

static void
test_a_provider_on_this_computer_needs_no_network (Fixture       *fixture,
                                                   gconstpointer  data)
{
  set_online (FALSE);
  click (fixture, "Try the Practice Provider");
  wait_for (fixture, "Copy Access Token");
  g_assert_null (shown_find (fixture->window, OFFLINE));
}

static AdwDialog *
get_dialog (Fixture *fixture)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
}

/* Every key of the window, behind a dialog: neither another one over it nor another page. */
static void
test_keys_wait_for_a_dialog (Fixture       *fixture,
                             gconstpointer  data)
{
  static const char * const actions[] = {
    "win.add-provider", "win.import-profile", "win.export-selected", "win.edit-selected",
    "win.remove-selected", "win.another-account", "win.sign-in-again", "win.refresh", "win.search",
    "win.inspector", "win.inspect-clipboard", "win.copy-access-token", "win.copy-header",
    "win.reveal", "win.undo", "win.menu", "win.back",
  };
  AdwDialog *dialog;

  show_account (fixture);
  gtk_widget_activate_action (fixture->window, "win.add-provider", NULL);
  dialog = get_dialog (fixture);
  g_assert_nonnull (dialog);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_activate_action (fixture->window, actions[i], NULL);
      g_assert_true (get_dialog (fixture) == dialog);
      g_assert_true (cck_window_get_shown_account (CCK_WINDOW (fixture->window))
                     == fixture->account);
    }

  adw_dialog_force_close (dialog);
  g_assert_null (get_dialog (fixture));
  gtk_widget_activate_action (fixture->window, "win.inspector", NULL);
  g_assert_null (cck_window_get_shown_account (CCK_WINDOW (fixture->window)));
}

/* Its tokens are nowhere, so that nothing can be refreshed. */
static void
test_a_failure_has_a_next_step (Fixture       *fixture,
                                gconstpointer  data)
{
  show_account (fixture);
  gtk_widget_activate_action (fixture->window, "win.refresh", NULL);
  wait_for (fixture, "Refresh Failed");
  g_assert_null (get_dialog (fixture));
  click (fixture, "Details");
  g_assert_nonnull (get_dialog (fixture));
  shown_wait_for (GTK_WIDGET (get_dialog (fixture)), "*Sign in again.");
  shown_click (GTK_WIDGET (get_dialog (fixture)), "Copy Details");
  shown_wait_for (GTK_WIDGET (get_dialog (fixture)), "Details copied");

  shown_click (GTK_WIDGET (get_dialog (fixture)), "Sign In…");
  g_assert_null (get_dialog (fixture));
  g_assert_null (cck_window_get_shown_account (CCK_WINDOW (fixture->window)));
}

static gboolean
drop (Fixture    *fixture,
      const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GSList files = { file, NULL };
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, &files);

  return cck_window_drop (CCK_WINDOW (fixture->window), &value);
}

static void
test_a_dropped_profile_is_looked_at (Fixture       *fixture,
                                     gconstpointer  data)
{
  static const char profile[] = "{\"format\":1,\"name\":\"Acme\","
                                "\"issuer\":\"https://acme.invalid\",\"client_id\":\"x\"}";
  g_autofree char *folder = g_dir_make_tmp ("claimcheck-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "acme.claimcheck", NULL);

  g_assert_true (g_file_set_contents (path, profile, -1, NULL));
  g_assert_false (drop (fixture, "/nowhere/token.txt"));
  g_assert_null (get_dialog (fixture));
  g_assert_true (drop (fixture, path));
  wait_for (fixture, "Import Profile");
  wait_for (fixture, "Save and Sign In");
  g_assert_false (drop (fixture, path));
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
#define ADD_BY_HAND(path, function)                                                                \
  g_test_add (path, Fixture, GINT_TO_POINTER (TRUE), set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_io_extension_point_register (G_NETWORK_MONITOR_EXTENSION_POINT_NAME);
  g_io_extension_point_implement (G_NETWORK_MONITOR_EXTENSION_POINT_NAME, network_get_type (),
                                  "by-hand", G_MAXINT);
  announced = g_string_new (NULL);
  gtk_init ();
  adw_init ();
  gtk_source_init ();
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    CCK_RESOURCES "/icons");

  ADD_BY_HAND ("/ui/account-page/the-end-is-announced", test_the_end_is_announced);
  ADD_BY_HAND ("/ui/account-page/the-meter-says-time-and-share",
               test_the_meter_says_time_and_share);
  ADD ("/ui/account-page/checks-are-named-with-their-outcome",
       test_checks_are_named_with_their_outcome);
  ADD ("/ui/account-page/a-revealed-token-is-hidden-in-time",
       test_a_revealed_token_is_hidden_in_time);
  ADD ("/ui/account-page/a-revealed-token-is-hidden-with-the-focus",
       test_a_revealed_token_is_hidden_with_the_focus);
  ADD ("/ui/account-page/a-cancelled-copy-copied-nothing", test_a_cancelled_copy_copied_nothing);
  ADD_BY_HAND ("/ui/account-page/offline-is-said-while-it-lasts",
               test_offline_is_said_while_it_lasts);
  ADD ("/ui/account-page/a-provider-on-this-computer-needs-no-network",
       test_a_provider_on_this_computer_needs_no_network);
  ADD_BY_HAND ("/ui/account-page/a-failure-has-a-next-step", test_a_failure_has_a_next_step);
  ADD_BY_HAND ("/ui/window/keys-wait-for-a-dialog", test_keys_wait_for_a_dialog);
  ADD ("/ui/window/a-dropped-profile-is-looked-at", test_a_dropped_profile_is_looked_at);

  status = g_test_run ();
  g_string_free (announced, TRUE);

  return status;
}
