/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-secret-service.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "cck-store-error.h"

#define SERVICE_PATH         "/org/freedesktop/secrets"
#define SERVICE_INTERFACE    "org.freedesktop.Secret.Service"
#define COLLECTION_INTERFACE "org.freedesktop.Secret.Collection"
#define PROMPT_INTERFACE     "org.freedesktop.Secret.Prompt"
#define PROPERTIES_INTERFACE "org.freedesktop.DBus.Properties"
#define PORTAL_INTERFACE     "org.freedesktop.portal.Secret"
#define NO_OBJECT            "/"

/* A person types a password meanwhile. */
#define NO_TIMEOUT G_MAXINT

/* A service that has the Secret Service's name and one of these is that program. */
static const struct
{
  const char *name;
  const char *product;
} products[] = {
  { "org.gnome.keyring", "GNOME Keyring" },
  { "org.kde.kwalletd6", "KWallet" },
  { "org.kde.kwalletd5", "KWallet" },
  { "org.kde.secretservicecompat", "KWallet" },
  { "org.keepassxc.KeePassXC.MainWindow", "KeePassXC" },
};

/* What GDBus says where nobody is there to answer, and where somebody went away. */
static const struct
{
  GDBusError    found;
  CckStoreError code;
} dbus_errors[] = {
  { G_DBUS_ERROR_SERVICE_UNKNOWN, CCK_STORE_ERROR_KEYRING_MISSING },
  { G_DBUS_ERROR_NAME_HAS_NO_OWNER, CCK_STORE_ERROR_KEYRING_MISSING },
  { G_DBUS_ERROR_NO_SERVER, CCK_STORE_ERROR_KEYRING_MISSING },
  { G_DBUS_ERROR_FILE_NOT_FOUND, CCK_STORE_ERROR_KEYRING_MISSING },
  { G_DBUS_ERROR_SPAWN_EXEC_FAILED, CCK_STORE_ERROR_KEYRING_MISSING },
  { G_DBUS_ERROR_SPAWN_FORK_FAILED, CCK_STORE_ERROR_KEYRING_MISSING },
  { G_DBUS_ERROR_SPAWN_CHILD_EXITED, CCK_STORE_ERROR_KEYRING_MISSING },
  { G_DBUS_ERROR_SPAWN_CHILD_SIGNALED, CCK_STORE_ERROR_KEYRING_MISSING },
  { G_DBUS_ERROR_SPAWN_FAILED, CCK_STORE_ERROR_KEYRING_MISSING },
  { G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND, CCK_STORE_ERROR_KEYRING_MISSING },
  { G_DBUS_ERROR_SPAWN_SERVICE_INVALID, CCK_STORE_ERROR_KEYRING_MISSING },
  { G_DBUS_ERROR_ACCESS_DENIED, CCK_STORE_ERROR_KEYRING_DENIED },
  { G_DBUS_ERROR_AUTH_FAILED, CCK_STORE_ERROR_KEYRING_DENIED },
  { G_DBUS_ERROR_NO_REPLY, CCK_STORE_ERROR_KEYRING_VANISHED },
  { G_DBUS_ERROR_DISCONNECTED, CCK_STORE_ERROR_KEYRING_VANISHED },
  { G_DBUS_ERROR_TIMED_OUT, CCK_STORE_ERROR_KEYRING_VANISHED },
  { G_DBUS_ERROR_TIMEOUT, CCK_STORE_ERROR_KEYRING_VANISHED },
  { G_DBUS_ERROR_UNKNOWN_OBJECT, CCK_STORE_ERROR_KEYRING_VANISHED },
  { G_DBUS_ERROR_UNKNOWN_METHOD, CCK_STORE_ERROR_KEYRING_VANISHED },
};

static CckStoreError
code_for (const GError *error)
{
  if (error->domain == CCK_STORE_ERROR)
    return error->code;

  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return CCK_STORE_ERROR_KEYRING_LOCKED;

  /* libsecret's word for a prompt that was dismissed. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return CCK_STORE_ERROR_KEYRING_DENIED;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT)
      || g_error_matches (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT))
    return CCK_STORE_ERROR_KEYRING_VANISHED;

  for (gsize i = 0; i < G_N_ELEMENTS (dbus_errors); i++)
    {
      if (g_error_matches (error, G_DBUS_ERROR, dbus_errors[i].found))
        return dbus_errors[i].code;
    }

  return CCK_STORE_ERROR_KEYRING_FAILED;
}

GError *
cck_secret_service_translate (const GError *error)
{
  CckStoreError code = code_for (error);
  g_autoptr (GError) plain = g_error_copy (error);

  if (error->domain == CCK_STORE_ERROR)
    return g_steal_pointer (&plain);

  g_dbus_error_strip_remote_error (plain);

  switch (code)
    {
    case CCK_STORE_ERROR_KEYRING_LOCKED:
      return g_error_new (CCK_STORE_ERROR, code, _("The keyring is locked. Unlock it."));

    case CCK_STORE_ERROR_KEYRING_MISSING:
      return g_error_new (CCK_STORE_ERROR, code,
                          _("There is no keyring to keep tokens in: %s"), plain->message);

    case CCK_STORE_ERROR_KEYRING_DENIED:
      return g_error_new (CCK_STORE_ERROR, code, _("The keyring was not unlocked."));

    case CCK_STORE_ERROR_KEYRING_VANISHED:
      return g_error_new (CCK_STORE_ERROR, code,
                          _("The keyring has gone away. Try again: %s"), plain->message);

    default:
      return g_error_new (CCK_STORE_ERROR, CCK_STORE_ERROR_KEYRING_FAILED,
                          _("The keyring could not do it: %s"), plain->message);
    }
}

static void
take_translated (GError **error,
                 GError  *local_error)
{
  g_propagate_error (error, cck_secret_service_translate (local_error));
  g_error_free (local_error);
}

GDBusConnection *
cck_secret_service_await_bus (GError **error)
{
  GError *local_error = NULL;
  GDBusConnection *bus = dex_await_object (dex_bus_get (G_BUS_TYPE_SESSION), &local_error);

  if (bus == NULL)
    {
      g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_KEYRING_MISSING,
                   _("There is no keyring to keep tokens in: %s"), local_error->message);
      g_error_free (local_error);
      return NULL;
    }

  /* Without a session bus there is no keyring, but there is still a program. */
  g_dbus_connection_set_exit_on_close (bus, FALSE);

  return bus;
}

static GVariant *
await_call (GDBusConnection  *bus,
            const char       *path,
            const char       *interface,
            const char       *method,
            GVariant         *parameters,
            const char       *reply_type,
            int               timeout,
            GError          **error)
{
  GError *local_error = NULL;
  GVariant *reply;

  reply = dex_await_variant (dex_dbus_connection_call (bus, CCK_SECRET_SERVICE_NAME, path,
                                                       interface, method, parameters,
                                                       G_VARIANT_TYPE (reply_type),
                                                       G_DBUS_CALL_FLAGS_NONE, timeout),
                             &local_error);

  if (reply == NULL)
    take_translated (error, local_error);

  return reply;
}

/* The default collection's path; NO_OBJECT where none has been made yet. */
static char *
await_default_collection (GDBusConnection  *bus,
                          GError          **error)
{
  g_autoptr (GVariant) reply = NULL;
  char *path;

  reply = await_call (bus, SERVICE_PATH, SERVICE_INTERFACE, "ReadAlias",
                      g_variant_new ("(s)", SECRET_COLLECTION_DEFAULT), "(o)", -1, error);
  if (reply == NULL)
    return NULL;

  g_variant_get (reply, "(o)", &path);

  return path;
}

static CckKeyringState
state_for (const GError *error)
{
  return g_error_matches (error, CCK_STORE_ERROR, CCK_STORE_ERROR_KEYRING_VANISHED)
             ? CCK_KEYRING_VANISHED
             : CCK_KEYRING_MISSING;
}

CckKeyringState
cck_secret_service_await_state (GDBusConnection  *bus,
                                GError          **error)
{
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariant) locked = NULL;
  g_autofree char *path = NULL;
  GError *local_error = NULL;

  path = await_default_collection (bus, &local_error);

  /* Nothing can be locked in a collection that does not exist; the first store makes it. */
  if (g_strcmp0 (path, NO_OBJECT) == 0)
    return CCK_KEYRING_AVAILABLE;

  if (path != NULL)
    reply = await_call (bus, path, PROPERTIES_INTERFACE, "Get",
                        g_variant_new ("(ss)", COLLECTION_INTERFACE, "Locked"), "(v)", -1,
                        &local_error);

  if (reply == NULL)
    {
      CckKeyringState state = state_for (local_error);

      g_propagate_error (error, local_error);
      return state;
    }

  g_variant_get (reply, "(v)", &locked);

  return g_variant_is_of_type (locked, G_VARIANT_TYPE_BOOLEAN) && g_variant_get_boolean (locked)
             ? CCK_KEYRING_LOCKED
             : CCK_KEYRING_AVAILABLE;
}

static void
on_prompt_completed (GDBusConnection *bus,
                     const char      *sender,
                     const char      *path,
                     const char      *interface,
                     const char      *signal,
                     GVariant        *parameters,
                     gpointer         user_data)
{
  DexPromise *promise = user_data;
  gboolean dismissed = TRUE;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(bv)")))
    g_variant_get (parameters, "(bv)", &dismissed, NULL);

  if (dex_future_is_pending (DEX_FUTURE (promise)))
    dex_promise_resolve_boolean (promise, !dismissed);
}

static void
on_service_vanished (GDBusConnection *bus,
                     const char      *name,
                     gpointer         user_data)
{
  DexPromise *promise = user_data;

  if (dex_future_is_pending (DEX_FUTURE (promise)))
    dex_promise_reject (promise, g_error_new (CCK_STORE_ERROR, CCK_STORE_ERROR_KEYRING_VANISHED,
                                              _("The keyring has gone away. Try again.")));
}

/* Shows the prompt and waits for its end: TRUE, or FALSE with KEYRING_DENIED. */
static gboolean
await_prompt (GDBusConnection  *bus,
              const char       *path,
              GError          **error)
{
  g_autoptr (DexPromise) promise = dex_promise_new ();
  g_autoptr (GVariant) reply = NULL;
  GError *local_error = NULL;
  gboolean unlocked = FALSE;
  guint subscription, watch;

  subscription = g_dbus_connection_signal_subscribe (
      bus, CCK_SECRET_SERVICE_NAME, PROMPT_INTERFACE, "Completed", path, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, on_prompt_completed, dex_ref (promise), dex_unref);
  watch = g_bus_watch_name_on_connection (bus, CCK_SECRET_SERVICE_NAME,
                                          G_BUS_NAME_WATCHER_FLAGS_NONE, NULL,
                                          on_service_vanished, dex_ref (promise), dex_unref);

  reply = await_call (bus, path, PROMPT_INTERFACE, "Prompt", g_variant_new ("(s)", ""), "()",
                      NO_TIMEOUT, &local_error);
  if (reply != NULL)
    unlocked = dex_await_boolean (dex_ref (DEX_FUTURE (promise)), &local_error);

  g_dbus_connection_signal_unsubscribe (bus, subscription);
  g_bus_unwatch_name (watch);

  if (local_error != NULL)
    g_propagate_error (error, local_error);
  else if (!unlocked)
    g_set_error_literal (error, CCK_STORE_ERROR, CCK_STORE_ERROR_KEYRING_DENIED,
                         _("The keyring was not unlocked."));

  return unlocked;
}

gboolean
cck_secret_service_await_unlock (GDBusConnection  *bus,
                                 GError          **error)
{
  g_autoptr (GVariant) reply = NULL;
  g_autofree char *collection = NULL;
  const char *prompt;
  const char *paths[] = { NULL, NULL };

  collection = await_default_collection (bus, error);
  if (collection == NULL)
    return FALSE;

  if (g_str_equal (collection, NO_OBJECT))
    return TRUE;

  paths[0] = collection;
  reply = await_call (bus, SERVICE_PATH, SERVICE_INTERFACE, "Unlock",
                      g_variant_new ("(^ao)", paths), "(aoo)", -1, error);
  if (reply == NULL)
    return FALSE;

  g_variant_get_child (reply, 1, "&o", &prompt);

  return g_str_equal (prompt, NO_OBJECT) || await_prompt (bus, prompt, error);
}

static char *
await_owner (GDBusConnection *bus,
             const char      *name)
{
  g_autoptr (GVariant) reply = NULL;
  char *owner;

  reply = dex_await_variant (dex_dbus_connection_call (bus, "org.freedesktop.DBus",
                                                       "/org/freedesktop/DBus",
                                                       "org.freedesktop.DBus", "GetNameOwner",
                                                       g_variant_new ("(s)", name),
                                                       G_VARIANT_TYPE ("(s)"),
                                                       G_DBUS_CALL_FLAGS_NO_AUTO_START, -1),
                             NULL);
  if (reply == NULL)
    return NULL;

  g_variant_get (reply, "(s)", &owner);

  return owner;
}

const char *
cck_secret_service_await_product (GDBusConnection *bus)
{
  g_autofree char *owner = await_owner (bus, CCK_SECRET_SERVICE_NAME);

  for (gsize i = 0; owner != NULL && i < G_N_ELEMENTS (products); i++)
    {
      g_autofree char *its_owner = await_owner (bus, products[i].name);

      if (g_strcmp0 (owner, its_owner) == 0)
        return products[i].product;
    }

  return _("Secret Service");
}

gboolean
cck_secret_service_await_portal (GDBusConnection *bus)
{
  g_autoptr (GVariant) reply = NULL;

  reply = dex_await_variant (dex_dbus_connection_call (bus, "org.freedesktop.portal.Desktop",
                                                       "/org/freedesktop/portal/desktop",
                                                       PROPERTIES_INTERFACE, "Get",
                                                       g_variant_new ("(ss)", PORTAL_INTERFACE,
                                                                      "version"),
                                                       G_VARIANT_TYPE ("(v)"),
                                                       G_DBUS_CALL_FLAGS_NONE, -1),
                             NULL);

  return reply != NULL;
}
