/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-search-provider.h"

#include <glib/gi18n.h>

#include "cck-account-search.h"
#include "cck-account-status.h"
#include "cck-config.h"

struct _CckSearchProvider
{
  GObject parent_instance;

  GApplication *application; /* borrowed: it owns us */
  CckSession *session;
  GDBusConnection *connection;
  guint id;
};

G_DEFINE_FINAL_TYPE (CckSearchProvider, cck_search_provider, G_TYPE_OBJECT)

static const char interface_xml[] =
  "<node>"
  "<interface name='org.gnome.Shell.SearchProvider2'>"
  "<method name='GetInitialResultSet'>"
  "<arg type='as' name='terms' direction='in'/>"
  "<arg type='as' name='results' direction='out'/>"
  "</method>"
  "<method name='GetSubsearchResultSet'>"
  "<arg type='as' name='previous_results' direction='in'/>"
  "<arg type='as' name='terms' direction='in'/>"
  "<arg type='as' name='results' direction='out'/>"
  "</method>"
  "<method name='GetResultMetas'>"
  "<arg type='as' name='identifiers' direction='in'/>"
  "<arg type='aa{sv}' name='metas' direction='out'/>"
  "</method>"
  "<method name='ActivateResult'>"
  "<arg type='s' name='identifier' direction='in'/>"
  "<arg type='as' name='terms' direction='in'/>"
  "<arg type='u' name='timestamp' direction='in'/>"
  "</method>"
  "<method name='LaunchSearch'>"
  "<arg type='as' name='terms' direction='in'/>"
  "<arg type='u' name='timestamp' direction='in'/>"
  "</method>"
  "</interface>"
  "</node>";

static CckAccount *
find_account (CckSearchProvider *self,
              const char        *id)
{
  CckAccountStore *accounts = self->session != NULL ? cck_session_get_accounts (self->session)
                                                    : NULL;

  return accounts != NULL ? cck_account_store_get_by_id (accounts, id) : NULL;
}

/* @terms: the last argument; a narrower search starts anew, because the first one was cut short. */
static GVariant *
find (CckSearchProvider *self,
      GVariant          *terms)
{
  g_autofree const char **words = g_variant_get_strv (terms, NULL);
  g_auto (GStrv) ids = self->session != NULL ? cck_account_search_find (self->session, words)
                                             : g_new0 (char *, 1);

  return g_variant_new ("(^as)", ids);
}

static void
add_meta (CckSearchProvider *self,
          CckAccount        *account,
          GVariantBuilder   *metas)
{
  gint64 now = cck_clock_get_now (cck_session_get_clock (self->session));
  CckProvider *provider = cck_session_get_provider_of (self->session, account);
  g_autofree char *name = cck_account_dup_title (account);
  g_autofree char *provider_name = cck_provider_dup_title (provider);
  g_autofree char *status = cck_account_dup_status (account, now);
  g_autofree char *description = NULL;

  /* Translators: a provider’s name and how an account there stands: “Acme · Expires in 42 min” */
  description = g_strdup_printf (_("%s · %s"), provider_name, status);

  g_variant_builder_open (metas, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (metas, "{sv}", "id",
                         g_variant_new_string (cck_account_get_id (account)));
  g_variant_builder_add (metas, "{sv}", "name", g_variant_new_string (name));
  g_variant_builder_add (metas, "{sv}", "description", g_variant_new_string (description));
  g_variant_builder_add (metas, "{sv}", "gicon", g_variant_new_string (CCK_APPLICATION_ID));
  g_variant_builder_close (metas);
}

static GVariant *
describe (CckSearchProvider *self,
          GVariant          *identifiers)
{
  g_autofree const char **ids = g_variant_get_strv (identifiers, NULL);
  GVariantBuilder metas = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));

  for (guint i = 0; ids[i] != NULL; i++)
    {
      CckAccount *account = find_account (self, ids[i]);

      if (account != NULL && !cck_account_get_transient (account))
        add_meta (self, account, &metas);
    }

  return g_variant_new ("(aa{sv})", &metas);
}

static void
launch (CckSearchProvider *self,
        GVariant          *terms)
{
  g_autofree const char **words = g_variant_get_strv (terms, NULL);
  g_autofree char *text = g_strjoinv (" ", (GStrv) words);

  g_action_group_activate_action (G_ACTION_GROUP (self->application), "search",
                                  g_variant_new_string (text));
}

static GVariant *
answer (CckSearchProvider *self,
        const char        *method,
        GVariant          *parameters)
{
  g_autoptr (GVariant) first = g_variant_get_child_value (parameters, 0);
  g_autoptr (GVariant) second = NULL;

  if (g_str_equal (method, "GetInitialResultSet"))
    return find (self, first);

  if (g_str_equal (method, "GetResultMetas"))
    return describe (self, first);

  if (g_str_equal (method, "LaunchSearch"))
    launch (self, first);

  if (g_str_equal (method, "ActivateResult"))
    g_action_group_activate_action (G_ACTION_GROUP (self->application), "show-account", first);

  if (!g_str_equal (method, "GetSubsearchResultSet"))
    return NULL;

  second = g_variant_get_child_value (parameters, 1);

  return find (self, second);
}

static void
on_method_call (GDBusConnection       *connection,
                const char            *sender,
                const char            *object_path,
                const char            *interface_name,
                const char            *method,
                GVariant              *parameters,
                GDBusMethodInvocation *invocation,
                gpointer               user_data)
{
  CckSearchProvider *self = user_data;

  /* Started for a search, it stays until the typing is over. */
  g_application_hold (self->application);

  if (self->session != NULL)
    cck_session_load_now (self->session);

  g_dbus_method_invocation_return_value (invocation, answer (self, method, parameters));
  g_application_release (self->application);
}

static void
cck_search_provider_dispose (GObject *object)
{
  CckSearchProvider *self = CCK_SEARCH_PROVIDER (object);

  cck_search_provider_unexport (self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (cck_search_provider_parent_class)->dispose (object);
}

static void
cck_search_provider_class_init (CckSearchProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cck_search_provider_dispose;
}

static void
cck_search_provider_init (CckSearchProvider *self)
{
}

CckSearchProvider *
cck_search_provider_new (GApplication *application)
{
  CckSearchProvider *self;

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);

  self = g_object_new (CCK_TYPE_SEARCH_PROVIDER, NULL);
  self->application = application;

  return self;
}

void
cck_search_provider_set_session (CckSearchProvider *self,
                                 CckSession        *session)
{
  g_return_if_fail (CCK_IS_SEARCH_PROVIDER (self));

  g_set_object (&self->session, session);
}

gboolean
cck_search_provider_export (CckSearchProvider  *self,
                            GDBusConnection    *connection,
                            const char         *object_path,
                            GError            **error)
{
  static const GDBusInterfaceVTable vtable = { .method_call = on_method_call };
  g_autoptr (GDBusNodeInfo) node = NULL;

  g_return_val_if_fail (CCK_IS_SEARCH_PROVIDER (self), FALSE);
  g_return_val_if_fail (G_IS_DBUS_CONNECTION (connection), FALSE);
  g_return_val_if_fail (self->id == 0, FALSE);

  node = g_dbus_node_info_new_for_xml (interface_xml, error);
  if (node == NULL)
    return FALSE;

  self->id = g_dbus_connection_register_object (connection, object_path, node->interfaces[0],
                                                &vtable, self, NULL, error);
  if (self->id != 0)
    self->connection = g_object_ref (connection);

  return self->id != 0;
}

void
cck_search_provider_unexport (CckSearchProvider *self)
{
  g_return_if_fail (CCK_IS_SEARCH_PROVIDER (self));

  if (self->id != 0)
    g_dbus_connection_unregister_object (self->connection, self->id);

  self->id = 0;
  g_clear_object (&self->connection);
}
