/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-test.h"

#include "cck-keyring.h"
#include "cck-store-error.h"
#include "keyring-daemon.h"

/* A Secret Service of a few lines, for what a real one does only with a person at the screen. */

#define NAME       "org.freedesktop.secrets"
#define SERVICE    "/org/freedesktop/secrets"
#define COLLECTION "/org/freedesktop/secrets/collection/mine"
#define PROMPT     "/org/freedesktop/secrets/prompt/p1"

static const char introspection[] =
  "<node>"
  "  <interface name='org.freedesktop.Secret.Service'>"
  "    <method name='ReadAlias'><arg type='s' direction='in'/>"
  "      <arg type='o' direction='out'/></method>"
  "    <method name='Unlock'><arg type='ao' direction='in'/>"
  "      <arg type='ao' direction='out'/><arg type='o' direction='out'/></method>"
  "  </interface>"
  "  <interface name='org.freedesktop.Secret.Collection'>"
  "    <property name='Locked' type='b' access='read'/>"
  "  </interface>"
  "  <interface name='org.freedesktop.Secret.Prompt'>"
  "    <method name='Prompt'><arg type='s' direction='in'/></method>"
  "    <signal name='Completed'><arg type='b'/><arg type='v'/></signal>"
  "  </interface>"
  "</node>";

typedef enum
{
  PERSON_ENTERS_THE_PASSWORD,
  PERSON_DISMISSES,
  SERVICE_DIES,
} Story;

typedef struct
{
  GDBusConnection *connection;
  guint            owner;
  Story            story;
  gboolean         owned;
  gboolean         locked;
  guint            n_prompts;
} Service;

static void
complete_prompt (Service  *self,
                 gboolean  dismissed)
{
  g_dbus_connection_emit_signal (self->connection, NULL, PROMPT, "org.freedesktop.Secret.Prompt",
                                 "Completed",
                                 g_variant_new ("(bv)", dismissed, g_variant_new_string ("")),
                                 NULL);
}

static void
on_method_call (GDBusConnection       *connection,
                const char            *sender,
                const char            *path,
                const char            *interface,
                const char            *method,
                GVariant              *parameters,
                GDBusMethodInvocation *invocation,
                gpointer               user_data)
{
  Service *self = user_data;

  if (g_str_equal (method, "ReadAlias"))
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", COLLECTION));
  else if (g_str_equal (method, "Unlock"))
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(aoo)", NULL, PROMPT));
  else
    {
      self->n_prompts++;
      g_dbus_method_invocation_return_value (invocation, NULL);

      if (self->story == SERVICE_DIES)
        g_dbus_connection_close_sync (self->connection, NULL, NULL);
      else
        {
          self->locked = self->story == PERSON_DISMISSES;
          complete_prompt (self, self->locked);
        }
    }
}

static GVariant *
on_get_property (GDBusConnection  *connection,
                 const char       *sender,
                 const char       *path,
                 const char       *interface,
                 const char       *property,
                 GError          **error,
                 gpointer          user_data)
{
  return g_variant_new_boolean (((Service *) user_data)->locked);
}

static const GDBusInterfaceVTable vtable = { on_method_call, on_get_property, NULL, { 0 } };

static void
on_acquired (GDBusConnection *connection,
             const char      *name,
             gpointer         user_data)
{
  ((Service *) user_data)->owned = TRUE;
}

static gboolean
is_owned (gpointer data)
{
  return ((Service *) data)->owned;
}

static void
service_start (Service *self,
               Story    story)
{
  const char * const paths[] = { SERVICE, COLLECTION, PROMPT };
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (introspection, NULL);
  g_autoptr (GError) error = NULL;

  *self = (Service) { .story = story, .locked = TRUE };
  self->connection = g_dbus_connection_new_for_address_sync (
      g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
          | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, &error);
  g_assert_no_error (error);

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_dbus_connection_register_object (self->connection, paths[i], info->interfaces[i], &vtable,
                                         self, NULL, &error);
      g_assert_no_error (error);
    }

  self->owner = g_bus_own_name_on_connection (self->connection, NAME, G_BUS_NAME_OWNER_FLAGS_NONE,
                                              on_acquired, NULL, self, NULL);
  store_test_wait_until (is_owned, self);
}

static void
service_stop (Service *self)
{
  g_bus_unown_name (self->owner);
  if (!g_dbus_connection_is_closed (self->connection))
    g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_clear_object (&self->connection);
}

static gboolean
unlock (Story         story,
        CckKeyring   *keyring,
        guint        *n_prompts,
        GError      **error)
{
  Service service;
  gboolean unlocked;

  service_start (&service, story);
  g_assert_cmpuint (store_test_await_enum (cck_keyring_check (keyring)), ==, CCK_KEYRING_LOCKED);
  g_assert_cmpuint (service.n_prompts, ==, 0);

  unlocked = store_test_await (cck_keyring_unlock (keyring), error);
  *n_prompts = service.n_prompts;
  service_stop (&service);

  return unlocked;
}

static void
test_entered (void)
{
  g_autoptr (CckKeyring) keyring = cck_keyring_new ();
  g_autoptr (GError) error = NULL;
  guint n_prompts;

  g_assert_true (unlock (PERSON_ENTERS_THE_PASSWORD, keyring, &n_prompts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_prompts, ==, 1);
  g_assert_cmpint (cck_keyring_get_state (keyring), ==, CCK_KEYRING_AVAILABLE);
  g_assert_cmpstr (cck_keyring_get_backend_name (keyring), ==, "Secret Service");
}

static void
test_dismissed (void)
{
  g_autoptr (CckKeyring) keyring = cck_keyring_new ();
  g_autoptr (GError) error = NULL;
  guint n_prompts;

  g_assert_false (unlock (PERSON_DISMISSES, keyring, &n_prompts, &error));
  store_test_take_error (&error, CCK_STORE_ERROR_KEYRING_DENIED, "not unlocked");
  g_assert_cmpuint (n_prompts, ==, 1);
  g_assert_cmpint (cck_keyring_get_state (keyring), ==, CCK_KEYRING_LOCKED);
}

static gboolean
has_vanished (gpointer data)
{
  return cck_keyring_get_state (data) == CCK_KEYRING_VANISHED;
}

/* Nobody waits for the end of a prompt that is gone. */
static void
test_service_dies_meanwhile (void)
{
  g_autoptr (CckKeyring) keyring = cck_keyring_new ();
  g_autoptr (GError) error = NULL;
  guint n_prompts;

  g_assert_false (unlock (SERVICE_DIES, keyring, &n_prompts, &error));
  store_test_take_error (&error, CCK_STORE_ERROR_KEYRING_VANISHED, "Try again");
  store_test_wait_until (has_vanished, keyring);
}

int
main (int   argc,
      char *argv[])
{
  char *folder;
  int status;

  store_test_init (&argc, &argv);

  folder = store_test_make_folder ();
  keyring_daemon_use_folder (folder);
  keyring_daemon_start_bus (FALSE);

  g_test_add_func ("/store/keyring-prompt/entered", test_entered);
  g_test_add_func ("/store/keyring-prompt/dismissed", test_dismissed);
  g_test_add_func ("/store/keyring-prompt/service-dies-meanwhile", test_service_dies_meanwhile);

  status = g_test_run ();

  keyring_daemon_end ();
  store_test_remove_folder (folder);

  return status;
}
