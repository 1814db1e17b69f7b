/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-provider-profile.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-json.h"
#include "cck-name.h"
#include "cck-provider-private.h"
#include "cck-provider-secrets.h"
#include "cck-store-error.h"

struct _CckProviderProfile
{
  GObject       parent_instance;

  CckProvider  *provider;
  GStrv         warnings;
};

G_DEFINE_FINAL_TYPE (CckProviderProfile, cck_provider_profile, G_TYPE_OBJECT)

static void
cck_provider_profile_finalize (GObject *object)
{
  CckProviderProfile *self = CCK_PROVIDER_PROFILE (object);

  g_clear_object (&self->provider);
  g_clear_pointer (&self->warnings, g_strfreev);

  G_OBJECT_CLASS (cck_provider_profile_parent_class)->finalize (object);
}

static void
cck_provider_profile_class_init (CckProviderProfileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cck_provider_profile_finalize;
}

static void
cck_provider_profile_init (CckProviderProfile *self)
{
}

static char *
dup_host (const char *uri)
{
  g_autoptr (GUri) parsed = uri != NULL ? g_uri_parse (uri, G_URI_FLAGS_ENCODED, NULL) : NULL;

  return parsed != NULL ? g_strdup (g_uri_get_host (parsed)) : NULL;
}

/* RFC 8414 §2 leaves it open, and Google does it; but tokens go where these say. */
static void
warn_of_foreign_hosts (CckProvider  *provider,
                       GStrvBuilder *warnings)
{
  const char *addresses[CCK_PROVIDER_N_ENDPOINTS];
  g_autofree char *own = dup_host (cck_provider_get_issuer (provider));
  g_autoptr (GPtrArray) hosts = g_ptr_array_new_with_free_func (g_free);

  cck_provider_list_endpoints (provider, addresses);

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      char *host = dup_host (addresses[i]);

      if (host == NULL || g_strcmp0 (host, own) == 0
          || g_ptr_array_find_with_equal_func (hosts, host, g_str_equal, NULL))
        g_free (host);
      else
        g_ptr_array_add (hosts, host);
    }

  if (hosts->len > 0)
    {
      g_autofree char *list = cck_name_join (hosts);

      g_strv_builder_take (warnings,
                           g_strdup_printf (_("It sends requests to other hosts than the "
                                              "issuer’s: %s."),
                                            list));
    }
}

static void
warn_of_unknown_members (const CckJsonValue *root,
                         GStrvBuilder       *warnings)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  CckJsonIter iter;
  const char *name;

  cck_json_iter_init (&iter, root);
  while (cck_json_iter_next (&iter, &name, NULL, NULL))
    {
      if (!cck_provider_knows_member (name))
        g_ptr_array_add (names, (char *) name);
    }

  if (names->len > 0)
    {
      g_autofree char *list = cck_name_join (names);

      g_strv_builder_take (warnings,
                           g_strdup_printf (_("It has members that are left out: %s."), list));
    }
}

/* (transfer full) */
static GStrv
collect_warnings (CckProvider        *provider,
                  const CckJsonValue *root)
{
  g_autoptr (GStrvBuilder) warnings = g_strv_builder_new ();
  const char * const *parameters = cck_provider_get_parameters (provider);

  if (cck_provider_get_ca_certificates (provider) != NULL)
    g_strv_builder_add (warnings,
                        _("Certificates of its own authority are trusted for this provider. "
                          "Whoever made them can read and change what is sent."));

  if (cck_provider_get_allow_http_loopback (provider))
    g_strv_builder_add (warnings, _("Plain HTTP is allowed on this computer."));

  warn_of_foreign_hosts (provider, warnings);

  if (parameters[0] != NULL)
    {
      g_autofree char *list = g_strjoinv (", ", (GStrv) parameters);

      g_strv_builder_take (warnings,
                           g_strdup_printf (_("It adds parameters to requests: %s."), list));
    }

  warn_of_unknown_members (root, warnings);

  return g_strv_builder_end (warnings);
}

/* What is not known here is left out, so that nothing that was never looked at is saved. */
static CckProvider *
read_provider (const char  *text,
               gsize        length,
               const char  *origin,
               GError     **error)
{
  g_autoptr (CckProvider) provider = cck_provider_new_from_json (text, length, origin, error);

  if (provider == NULL)
    return NULL;

  cck_provider_set_source (provider, NULL);

  if (!cck_provider_validate (provider, error) || !cck_provider_check_no_secrets (provider, error))
    {
      g_prefix_error (error, _("“%s” can’t be used. "), origin);
      return NULL;
    }

  return g_steal_pointer (&provider);
}

CckProviderProfile *
cck_provider_profile_new (GBytes      *text,
                          const char  *origin,
                          GError     **error)
{
  g_autoptr (CckProviderProfile) self = NULL;
  g_autoptr (CckProvider) provider = NULL;
  g_autoptr (CckJson) json = NULL;
  const char *data;
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (origin != NULL, NULL);

  data = g_bytes_get_data (text, &length);
  if (length > CCK_PROVIDER_PROFILE_MAX_SIZE)
    {
      g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_TOO_LARGE,
                   _("“%s” is larger than %d kB, which no such file is."),
                   origin, CCK_PROVIDER_PROFILE_MAX_SIZE / 1024);
      return NULL;
    }

  /* A file that can't be read is refused for that, whatever else is in it. */
  json = cck_json_parse (data != NULL ? data : "", length, CCK_JSON_OBJECT, NULL);
  if (json != NULL && !cck_json_check_no_secrets (cck_json_get_root (json), origin, error))
    return NULL;

  provider = read_provider (data != NULL ? data : "", length, origin, error);
  if (provider == NULL)
    return NULL;

  self = g_object_new (CCK_TYPE_PROVIDER_PROFILE, NULL);
  self->warnings = collect_warnings (provider, cck_json_get_root (json));
  self->provider = g_steal_pointer (&provider);

  return g_steal_pointer (&self);
}

CckProvider *
cck_provider_profile_get_provider (CckProviderProfile *self)
{
  g_return_val_if_fail (CCK_IS_PROVIDER_PROFILE (self), NULL);

  return self->provider;
}

const char * const *
cck_provider_profile_get_warnings (CckProviderProfile *self)
{
  g_return_val_if_fail (CCK_IS_PROVIDER_PROFILE (self), NULL);

  return (const char * const *) self->warnings;
}

GBytes *
cck_provider_profile_export (CckProvider  *provider,
                             GError      **error)
{
  g_autoptr (CckProvider) copy = NULL;
  char *text;

  g_return_val_if_fail (CCK_IS_PROVIDER (provider), NULL);

  if (!cck_provider_validate (provider, error) || !cck_provider_check_no_secrets (provider, error))
    return NULL;

  copy = cck_provider_copy (provider);
  cck_provider_set_source (copy, NULL);
  text = cck_provider_to_json (copy);

  return g_bytes_new_take (text, strlen (text));
}

char *
cck_provider_profile_dup_file_name (CckProvider *provider)
{
  const char *name;
  g_autofree char *slug = NULL;

  g_return_val_if_fail (CCK_IS_PROVIDER (provider), NULL);

  name = cck_provider_get_name (provider);
  slug = cck_name_to_slug (name != NULL ? name : "");

  return g_strconcat (slug, CCK_PROVIDER_PROFILE_SUFFIX, NULL);
}
