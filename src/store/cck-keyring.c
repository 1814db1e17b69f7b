/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-keyring.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "cck-keyring-private.h"
#include "cck-secret-item.h"
#include "cck-secret-service.h"
#include "cck-store-error.h"

typedef enum
{
  BACKEND_SERVICE,     /* org.freedesktop.secrets */
  BACKEND_FILE,        /* libsecret's encrypted file */
  BACKEND_PORTAL_FILE, /* the same, its key from the Secret portal */
  BACKEND_MEMORY,
} Backend;

struct _CckKeyring
{
  GObject          parent_instance;

  Backend          backend;
  CckKeyringState  state;
  char            *backend_name;
  GHashTable      *memory; /* key of a CckSecretItem → CckSecret */
  GDBusConnection *bus;    /* once it was needed */
  guint            subscriptions[3];
  gboolean         product_known;
  gboolean         session_only;
};

enum
{
  PROP_0,
  PROP_STATE,
  PROP_BACKEND_NAME,
  PROP_SESSION_ONLY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (CckKeyringState, cck_keyring_state,
                    G_DEFINE_ENUM_VALUE (CCK_KEYRING_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CCK_KEYRING_AVAILABLE, "available"),
                    G_DEFINE_ENUM_VALUE (CCK_KEYRING_LOCKED, "locked"),
                    G_DEFINE_ENUM_VALUE (CCK_KEYRING_MISSING, "missing"),
                    G_DEFINE_ENUM_VALUE (CCK_KEYRING_VANISHED, "vanished"))

G_DEFINE_FINAL_TYPE (CckKeyring, cck_keyring, G_TYPE_OBJECT)

static void
set_state (CckKeyring      *self,
           CckKeyringState  state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_backend_name (CckKeyring *self,
                  const char *name)
{
  if (g_set_str (&self->backend_name, name))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BACKEND_NAME]);
}

static void on_service_signal (GDBusConnection *bus,
                               const char      *sender,
                               const char      *path,
                               const char      *interface,
                               const char      *signal,
                               GVariant        *parameters,
                               gpointer         user_data);

static guint
subscribe (CckKeyring *self,
           const char *sender,
           const char *interface,
           const char *signal,
           const char *argument)
{
  return g_dbus_connection_signal_subscribe (self->bus, sender, interface, signal, NULL, argument,
                                             G_DBUS_SIGNAL_FLAGS_NONE, on_service_signal, self,
                                             NULL);
}

/* Follows the service as long as the object lives: who has its name, and whether a collection has
 * been locked or unlocked. */
static gboolean
await_bus (CckKeyring  *self,
           GError     **error)
{
  GDBusConnection *bus;

  if (self->bus != NULL && !g_dbus_connection_is_closed (self->bus))
    return TRUE;

  bus = cck_secret_service_await_bus (error);
  if (bus == NULL)
    return FALSE;

  /* Another fiber may have been here meanwhile. */
  if (self->bus != NULL)
    {
      g_object_unref (bus);
      return TRUE;
    }

  self->bus = bus;
  self->subscriptions[0] = subscribe (self, "org.freedesktop.DBus", "org.freedesktop.DBus",
                                      "NameOwnerChanged", CCK_SECRET_SERVICE_NAME);
  self->subscriptions[1] = subscribe (self, CCK_SECRET_SERVICE_NAME,
                                      "org.freedesktop.DBus.Properties", "PropertiesChanged",
                                      "org.freedesktop.Secret.Collection");
  self->subscriptions[2] = subscribe (self, CCK_SECRET_SERVICE_NAME,
                                      "org.freedesktop.Secret.Service", "CollectionChanged", NULL);

  return TRUE;
}

CckKeyringState
cck_keyring_await_state (CckKeyring  *self,
                         GError     **error)
{
  CckKeyringState state = CCK_KEYRING_MISSING;

  if (self->backend == BACKEND_MEMORY || self->backend == BACKEND_FILE)
    {
      state = CCK_KEYRING_AVAILABLE;
    }
  else if (await_bus (self, error))
    {
      if (self->backend == BACKEND_SERVICE)
        state = cck_secret_service_await_state (self->bus, error);
      else if (cck_secret_service_await_portal (self->bus))
        state = CCK_KEYRING_AVAILABLE;
      else
        g_set_error_literal (error, CCK_STORE_ERROR, CCK_STORE_ERROR_KEYRING_MISSING,
                             _("There is no keyring to keep tokens in: the desktop has no Secret "
                               "portal."));
    }

  if (state == CCK_KEYRING_LOCKED)
    g_set_error_literal (error, CCK_STORE_ERROR, CCK_STORE_ERROR_KEYRING_LOCKED,
                         _("The keyring is locked. Unlock it."));

  set_state (self, state);

  return state;
}

static void
await_backend_name (CckKeyring *self)
{
  if (self->backend != BACKEND_SERVICE || self->bus == NULL || self->product_known)
    return;

  self->product_known = TRUE;
  set_backend_name (self, cck_secret_service_await_product (self->bus));
}

static DexFuture *
check_fiber (gpointer user_data)
{
  CckKeyring *self = CCK_KEYRING (user_data);
  g_autoptr (GError) error = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  CckKeyringState state = cck_keyring_await_state (self, &error);

  if (state == CCK_KEYRING_AVAILABLE || state == CCK_KEYRING_LOCKED)
    await_backend_name (self);

  g_value_init (&value, CCK_TYPE_KEYRING_STATE);
  g_value_set_enum (&value, state);

  return dex_future_new_for_value (&value);
}

static void
on_service_signal (GDBusConnection *bus,
                   const char      *sender,
                   const char      *path,
                   const char      *interface,
                   const char      *signal,
                   GVariant        *parameters,
                   gpointer         user_data)
{
  CckKeyring *self = CCK_KEYRING (user_data);

  if (g_str_equal (signal, "NameOwnerChanged"))
    {
      const char *new_owner = "";

      if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(sss)")))
        g_variant_get_child (parameters, 2, "&s", &new_owner);

      /* libsecret would go on talking to the process that is gone. */
      cck_secret_item_disconnect ();
      self->product_known = FALSE;

      if (*new_owner == '\0')
        {
          if (self->state != CCK_KEYRING_UNKNOWN)
            set_state (self, CCK_KEYRING_VANISHED);
          return;
        }
    }

  dex_future_disown (cck_keyring_check (self));
}

static void
cck_keyring_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  CckKeyring *self = CCK_KEYRING (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_BACKEND_NAME:
      g_value_set_string (value, self->backend_name);
      break;

    case PROP_SESSION_ONLY:
      g_value_set_boolean (value, self->session_only);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cck_keyring_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_SESSION_ONLY:
      cck_keyring_set_session_only (CCK_KEYRING (object), g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cck_keyring_dispose (GObject *object)
{
  CckKeyring *self = CCK_KEYRING (object);

  for (gsize i = 0; i < G_N_ELEMENTS (self->subscriptions); i++)
    {
      if (self->subscriptions[i] != 0)
        g_dbus_connection_signal_unsubscribe (self->bus, self->subscriptions[i]);
      self->subscriptions[i] = 0;
    }

  /* Nobody here tells libsecret any more that the service was replaced. */
  if (self->bus != NULL)
    cck_secret_item_disconnect ();

  g_clear_object (&self->bus);

  G_OBJECT_CLASS (cck_keyring_parent_class)->dispose (object);
}

static void
cck_keyring_finalize (GObject *object)
{
  CckKeyring *self = CCK_KEYRING (object);

  g_clear_pointer (&self->memory, g_hash_table_unref);
  g_clear_pointer (&self->backend_name, g_free);

  G_OBJECT_CLASS (cck_keyring_parent_class)->finalize (object);
}

static void
cck_keyring_class_init (CckKeyringClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags
      = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cck_keyring_get_property;
  object_class->set_property = cck_keyring_set_property;
  object_class->dispose = cck_keyring_dispose;
  object_class->finalize = cck_keyring_finalize;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, CCK_TYPE_KEYRING_STATE,
                                              CCK_KEYRING_UNKNOWN, flags);
  properties[PROP_BACKEND_NAME] = g_param_spec_string ("backend-name", NULL, NULL, NULL, flags);
  properties[PROP_SESSION_ONLY] = g_param_spec_boolean ("session-only", NULL, NULL, FALSE,
                                                        flags | G_PARAM_WRITABLE);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cck_keyring_init (CckKeyring *self)
{
  self->memory = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) cck_secret_unref);
}

static CckKeyring *
new_for_backend (Backend     backend,
                 const char *name)
{
  CckKeyring *self = g_object_new (CCK_TYPE_KEYRING, NULL);

  self->backend = backend;
  self->backend_name = g_strdup (name);

  return self;
}

/* What libsecret itself will choose. */
CckKeyring *
cck_keyring_new (void)
{
  const char *wanted = g_getenv ("SECRET_BACKEND");

  if (g_strcmp0 (wanted, "file") == 0)
    return new_for_backend (BACKEND_FILE, _("Encrypted file"));

  if (wanted == NULL && g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    return new_for_backend (BACKEND_PORTAL_FILE, _("Encrypted file (Flatpak)"));

  return new_for_backend (BACKEND_SERVICE, _("Secret Service"));
}

CckKeyring *
cck_keyring_new_in_memory (void)
{
  return new_for_backend (BACKEND_MEMORY, _("Memory"));
}

GDBusConnection *
cck_keyring_get_bus (CckKeyring *self)
{
  return self->bus;
}

GHashTable *
cck_keyring_get_memory (CckKeyring *self)
{
  return self->memory;
}

gboolean
cck_keyring_is_file (CckKeyring *self)
{
  return self->backend == BACKEND_FILE || self->backend == BACKEND_PORTAL_FILE;
}

gboolean
cck_keyring_is_in_memory (CckKeyring *self)
{
  return self->backend == BACKEND_MEMORY;
}

CckKeyringState
cck_keyring_get_state (CckKeyring *self)
{
  g_return_val_if_fail (CCK_IS_KEYRING (self), CCK_KEYRING_UNKNOWN);

  return self->state;
}

const char *
cck_keyring_get_backend_name (CckKeyring *self)
{
  g_return_val_if_fail (CCK_IS_KEYRING (self), NULL);

  return self->backend_name;
}

gboolean
cck_keyring_get_session_only (CckKeyring *self)
{
  g_return_val_if_fail (CCK_IS_KEYRING (self), FALSE);

  return self->session_only;
}

void
cck_keyring_set_session_only (CckKeyring *self,
                              gboolean    session_only)
{
  g_return_if_fail (CCK_IS_KEYRING (self));

  session_only = !!session_only;
  if (self->session_only == session_only)
    return;

  self->session_only = session_only;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION_ONLY]);
}

DexFuture *
cck_keyring_check (CckKeyring *self)
{
  g_return_val_if_fail (CCK_IS_KEYRING (self), NULL);

  return dex_scheduler_spawn (NULL, 0, check_fiber, g_object_ref (self), g_object_unref);
}
