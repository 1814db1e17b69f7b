/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "keyring-daemon.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/types.h>

#define NAME     "org.freedesktop.secrets"
#define SERVICE  "/org/freedesktop/secrets"
#define LOGIN    "/org/freedesktop/secrets/collection/login"
#define PASSWORD "pw"
#define PATIENCE (20 * G_TIME_SPAN_SECOND)

#define SERVICE_FILE \
  "[D-BUS Service]\n" \
  "Name=" NAME "\n" \
  "Exec=/usr/bin/gnome-keyring-daemon --foreground --components=secrets\n"

static GTestDBus *bus;
static GDBusConnection *connection; /* kept: a session of the Secret Service ends with it */
static char *folder;

void
keyring_daemon_use_folder (const char *path)
{
  const char * const variables[] = {
    "HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"
  };

  folder = g_strdup (path);
  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      g_autofree char *own = g_build_filename (path, variables[i], NULL);

      g_assert_cmpint (g_mkdir (own, 0700), ==, 0);
      g_setenv (variables[i], own, TRUE);
    }

  g_unsetenv ("GNOME_KEYRING_CONTROL");
  g_unsetenv ("DISPLAY");
}

void
keyring_daemon_start_bus (gboolean activatable)
{
  g_autofree char *services = g_build_filename (folder, "services", NULL);
  g_autofree char *file = g_build_filename (services, NAME ".service", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (services, 0700), ==, 0);
  if (activatable)
    g_file_set_contents (file, SERVICE_FILE, -1, &error);
  g_assert_no_error (error);

  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_add_service_dir (bus, services);
  g_test_dbus_up (bus);

  connection = g_dbus_connection_new_for_address_sync (
      g_test_dbus_get_bus_address (bus),
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
          | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, &error);
  g_assert_no_error (error);
}

/* The bus itself ends with this process, as GTestDBus sees to: libsecret keeps a connection to
 * it. */
void
keyring_daemon_end (void)
{
  if (keyring_daemon_is_running ())
    keyring_daemon_kill ();

  g_clear_object (&connection);
  g_clear_pointer (&folder, g_free);
}

static GVariant *
call (const char *name,
      const char *path,
      const char *interface,
      const char *method,
      GVariant   *parameters)
{
  return g_dbus_connection_call_sync (connection, name, path, interface, method, parameters, NULL,
                                      G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL);
}

static GVariant *
call_bus (const char *method)
{
  return call ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", method,
               g_variant_new ("(s)", NAME));
}

gboolean
keyring_daemon_is_running (void)
{
  g_autoptr (GVariant) reply = call_bus ("GetNameOwner");

  return reply != NULL;
}

static GVariant *
get_locked (void)
{
  return call (NAME, LOGIN, "org.freedesktop.DBus.Properties", "Get",
               g_variant_new ("(ss)", "org.freedesktop.Secret.Collection", "Locked"));
}

static gboolean
has_login (void)
{
  g_autoptr (GVariant) reply = get_locked ();

  return reply != NULL;
}

static gboolean
is_open (void)
{
  g_autoptr (GVariant) reply = get_locked ();
  g_autoptr (GVariant) locked = NULL;

  if (reply == NULL)
    return FALSE;

  g_variant_get (reply, "(v)", &locked);

  return !g_variant_get_boolean (locked);
}

static gboolean
is_closed (void)
{
  return keyring_daemon_is_running () && !is_open ();
}

static gboolean
is_gone (void)
{
  return !keyring_daemon_is_running ();
}

static void
wait_until (gboolean (*condition) (void))
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE;

  while (!condition ())
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_thread_yield ();
    }
}

void
keyring_daemon_lock (void)
{
  const char * const paths[] = { LOGIN, NULL };
  g_autoptr (GVariant) reply = call (NAME, SERVICE, "org.freedesktop.Secret.Service", "Lock",
                                     g_variant_new ("(^ao)", paths));

  g_assert_nonnull (reply);
  wait_until (is_closed);
}

static GVariant *
new_bytes (const char *text)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, text, strlen (text), 1);
}

void
keyring_daemon_unlock (void)
{
  g_autoptr (GVariant) session = NULL;
  g_autoptr (GVariant) reply = NULL;
  const char *path;

  session = call (NAME, SERVICE, "org.freedesktop.Secret.Service", "OpenSession",
                  g_variant_new ("(sv)", "plain", g_variant_new_string ("")));
  g_assert_nonnull (session);
  g_variant_get (session, "(v&o)", NULL, &path);

  reply = call (NAME, SERVICE, "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface",
                "UnlockWithMasterPassword",
                g_variant_new ("(o(o@ay@ays))", LOGIN, path, new_bytes (""), new_bytes (PASSWORD),
                               "text/plain"));
  g_assert_nonnull (reply);
  wait_until (is_open);
}

static void
on_pong (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GVariant) reply
      = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  g_assert_nonnull (reply);
  *(gboolean *) user_data = TRUE;
}

/* Lets every proxy of this process see the daemon: after the first answer they have asked for its
 * properties, after the second they have them. libsecret's complains of a change that comes
 * sooner. */
static void
settle (void)
{
  g_autoptr (GDBusConnection) shared = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  for (guint i = 0; i < 2; i++)
    {
      gboolean done = FALSE;

      g_dbus_connection_call (shared, NAME, SERVICE, "org.freedesktop.DBus.Peer", "Ping", NULL,
                              NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, on_pong, &done);
      while (!done)
        g_main_context_iteration (NULL, TRUE);
    }
}

void
keyring_daemon_start (void)
{
  const char * const command[]
      = { "gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets", NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  GOutputStream *input;

  process = g_subprocess_newv (command,
                               G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                               &error);
  g_assert_no_error (error);

  input = g_subprocess_get_stdin_pipe (process);
  g_output_stream_write_all (input, PASSWORD, strlen (PASSWORD), NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (input, NULL, &error);
  g_assert_no_error (error);

  wait_until (keyring_daemon_is_running);
  settle ();

  /* The bus may have started one of its own, and that one is locked. */
  if (has_login () && !is_open ())
    keyring_daemon_unlock ();

  wait_until (is_open);
  settle ();
}

void
keyring_daemon_signal (int signal_number)
{
  g_autoptr (GVariant) reply = call_bus ("GetConnectionUnixProcessID");
  guint32 pid;

  g_assert_nonnull (reply);
  g_variant_get (reply, "(u)", &pid);
  g_assert_cmpint (kill (pid, signal_number), ==, 0);
}

void
keyring_daemon_kill (void)
{
  keyring_daemon_signal (SIGKILL);
  wait_until (is_gone);
}

static GVariant *
search (const char *attributes)
{
  g_autoptr (GError) error = NULL;
  GVariant *parsed = g_variant_parse (G_VARIANT_TYPE ("a{ss}"), attributes, NULL, NULL, &error);
  GVariant *reply;

  g_assert_no_error (error);
  reply = call (NAME, SERVICE, "org.freedesktop.Secret.Service", "SearchItems",
                g_variant_new ("(@a{ss})", parsed));
  g_variant_unref (parsed);
  g_assert_nonnull (reply);

  return reply;
}

guint
keyring_daemon_count (const char *attributes)
{
  g_autoptr (GVariant) reply = search (attributes);
  g_autoptr (GVariant) unlocked = g_variant_get_child_value (reply, 0);
  g_autoptr (GVariant) locked = g_variant_get_child_value (reply, 1);

  return g_variant_n_children (unlocked) + g_variant_n_children (locked);
}

char *
keyring_daemon_describe (const char *attributes)
{
  g_autoptr (GVariant) reply = search (attributes);
  g_autoptr (GVariant) unlocked = g_variant_get_child_value (reply, 0);
  g_autoptr (GVariant) all = NULL;
  const char *path;

  g_assert_cmpuint (g_variant_n_children (unlocked), ==, 1);
  g_variant_get_child (unlocked, 0, "&o", &path);

  all = call (NAME, path, "org.freedesktop.DBus.Properties", "GetAll",
              g_variant_new ("(s)", "org.freedesktop.Secret.Item"));
  g_assert_nonnull (all);

  return g_variant_print (all, FALSE);
}
