/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-background.h"

#include <glib/gi18n.h>

#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define PORTAL_REQUESTS PORTAL_PATH "/request"
#define PORTAL_INTERFACE "org.freedesktop.portal.Background"
#define PORTAL_NOT_ALLOWED "org.freedesktop.portal.Error.NotAllowed"
#define SETTING "run-in-background"

struct _CckBackground
{
  GObject parent_instance;

  GApplication *application; /* borrowed: it owns us */
  GSettings *settings;
  GCancellable *cancellable;
  guint response_id;
  guint n_questions;
  gboolean begun;
  gboolean holds;
  gboolean refused;
};

enum
{
  PROP_0,
  PROP_REFUSED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (CckBackground, cck_background, G_TYPE_OBJECT)

static void
set_holds (CckBackground *self,
           gboolean       holds)
{
  if (self->holds == holds)
    return;

  self->holds = holds;

  if (holds)
    g_application_hold (self->application);
  else
    g_application_release (self->application);
}

static void
set_refused (CckBackground *self,
             gboolean       refused)
{
  if (self->refused == refused)
    return;

  self->refused = refused;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REFUSED]);
}

static void
stop_listening (CckBackground *self)
{
  if (self->response_id == 0)
    return;

  g_dbus_connection_signal_unsubscribe (g_application_get_dbus_connection (self->application),
                                        self->response_id);
  self->response_id = 0;
}

static void
stop_asking (CckBackground *self)
{
  stop_listening (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
take_no (CckBackground *self)
{
  stop_asking (self);
  set_refused (self, TRUE);
  set_holds (self, FALSE);

  /* Where the administrator has locked it, it stays on, and the application ends all the same. */
  if (g_settings_is_writable (self->settings, SETTING))
    g_settings_set_boolean (self->settings, SETTING, FALSE);
}

/* What the desktop's list of background programs says of us. Older portals can't be told. */
static void
set_status (CckBackground *self)
{
  GVariantBuilder options = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  /* Translators: what Claimcheck does in the background; at most 96 characters */
  g_variant_builder_add (&options, "{sv}", "message",
                         g_variant_new_string (_("Keeping sessions signed in")));
  g_dbus_connection_call (g_application_get_dbus_connection (self->application), PORTAL_NAME,
                          PORTAL_PATH, PORTAL_INTERFACE, "SetStatus",
                          g_variant_new ("(a{sv})", &options), NULL, G_DBUS_CALL_FLAGS_NONE, -1,
                          NULL, NULL, NULL);
}

static void
on_response (GDBusConnection *connection,
             const char      *sender,
             const char      *object_path,
             const char      *interface_name,
             const char      *signal_name,
             GVariant        *parameters,
             gpointer         user_data)
{
  CckBackground *self = user_data;
  g_autoptr (GVariant) results = NULL;
  guint32 response;
  gboolean allowed = FALSE;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    return;

  g_variant_get (parameters, "(u@a{sv})", &response, &results);

  if (response != 0 || !g_variant_lookup (results, "background", "b", &allowed) || !allowed)
    {
      take_no (self);
      return;
    }

  stop_listening (self);
  set_status (self);
}

static void
on_requested (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) handle
    = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autofree char *name = error != NULL ? g_dbus_error_get_remote_error (error) : NULL;
  CckBackground *self = user_data;

  if (handle != NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (g_strcmp0 (name, PORTAL_NOT_ALLOWED) == 0)
    {
      take_no (self);
      return;
    }

  /* No portal, so there is nobody who could say no. */
  g_debug ("Nobody to ask about running in the background: %s", error->message);
  stop_listening (self);
}

/* Where the answer will come, known before the question so that it can't be missed. */
static char *
dup_request_path (GDBusConnection *connection,
                  const char      *token)
{
  g_autofree char *sender = g_strdup (g_dbus_connection_get_unique_name (connection) + 1);

  g_strdelimit (sender, ".", '_');

  return g_strjoin ("/", PORTAL_REQUESTS, sender, token, NULL);
}

static GVariant *
build_question (const char *token)
{
  GVariantBuilder options = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  /* Translators: why Claimcheck wants to run in the background */
  g_variant_builder_add (&options, "{sv}", "reason",
                         g_variant_new_string (_("Claimcheck refreshes your sessions and tells "
                                                 "you before one ends.")));
  g_variant_builder_add (&options, "{sv}", "autostart", g_variant_new_boolean (FALSE));

  return g_variant_new ("(sa{sv})", "", &options);
}

static void
ask (CckBackground *self)
{
  GDBusConnection *connection = g_application_get_dbus_connection (self->application);
  g_autofree char *token = g_strdup_printf ("background%u", self->n_questions++);
  g_autofree char *path = NULL;

  stop_asking (self);
  set_refused (self, FALSE);

  if (connection == NULL || g_dbus_connection_get_unique_name (connection) == NULL)
    return;

  path = dup_request_path (connection, token);
  self->cancellable = g_cancellable_new ();
  self->response_id
    = g_dbus_connection_signal_subscribe (connection, PORTAL_NAME,
                                          "org.freedesktop.portal.Request", "Response", path, NULL,
                                          G_DBUS_SIGNAL_FLAGS_NONE, on_response, self,
                                          NULL);
  g_dbus_connection_call (connection, PORTAL_NAME, PORTAL_PATH, PORTAL_INTERFACE,
                          "RequestBackground", build_question (token), G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NONE, G_MAXINT, self->cancellable, on_requested, self);
}

static void
update (CckBackground *self)
{
  gboolean wanted = self->begun && g_settings_get_boolean (self->settings, SETTING);

  if (wanted && !self->holds)
    ask (self);
  else if (!wanted)
    stop_asking (self);

  set_holds (self, wanted);
}

static void
cck_background_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_REFUSED:
      g_value_set_boolean (value, CCK_BACKGROUND (object)->refused);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cck_background_dispose (GObject *object)
{
  CckBackground *self = CCK_BACKGROUND (object);

  if (self->settings != NULL)
    cck_background_end (self);

  g_clear_object (&self->settings);

  G_OBJECT_CLASS (cck_background_parent_class)->dispose (object);
}

static void
cck_background_class_init (CckBackgroundClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cck_background_dispose;
  object_class->get_property = cck_background_get_property;

  props[PROP_REFUSED] = g_param_spec_boolean ("refused", NULL, NULL, FALSE,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
cck_background_init (CckBackground *self)
{
}

CckBackground *
cck_background_new (GApplication *application,
                    GSettings    *settings)
{
  CckBackground *self;

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (CCK_TYPE_BACKGROUND, NULL);
  self->application = application;
  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::" SETTING, G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);

  return self;
}

void
cck_background_begin (CckBackground *self)
{
  g_return_if_fail (CCK_IS_BACKGROUND (self));

  if (self->begun)
    return;

  self->begun = TRUE;
  update (self);
}

void
cck_background_end (CckBackground *self)
{
  g_return_if_fail (CCK_IS_BACKGROUND (self));

  self->begun = FALSE;
  update (self);
}

gboolean
cck_background_get_refused (CckBackground *self)
{
  g_return_val_if_fail (CCK_IS_BACKGROUND (self), FALSE);

  return self->refused;
}
