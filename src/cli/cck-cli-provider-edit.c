/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "cck-cli-output.h"
#include "cck-cli-provider-options.h"
#include "cck-cli-provider.h"
#include "cck-registration.h"

static struct
{
  char    *name;
  gboolean no_allow_http_loopback;
  gboolean no_dpop;
  gboolean no_par;
  gboolean no_request_object;
} options;

const GOptionEntry cck_cli_provider_edit_options[] = {
  { "name", 0, 0, G_OPTION_ARG_STRING, &options.name, N_("Call it something else"), N_("NAME") },
  { "no-allow-http-loopback", 0, 0, G_OPTION_ARG_NONE, &options.no_allow_http_loopback,
    N_("Accept https:// only"), NULL },
  { "no-dpop", 0, 0, G_OPTION_ARG_NONE, &options.no_dpop, N_("Ask for plain bearer tokens"), NULL },
  { "no-par", 0, 0, G_OPTION_ARG_NONE, &options.no_par,
    N_("Push authorization requests only where the provider offers it"), NULL },
  { "no-request-object", 0, 0, G_OPTION_ARG_NONE, &options.no_request_object,
    N_("Do not sign authorization requests"), NULL },
  { NULL },
};

static const struct
{
  const char *property;
  gboolean   *off;
} switches[] = {
  { "allow-http-loopback", &options.no_allow_http_loopback },
  { "dpop", &options.no_dpop },
  { "par", &options.no_par },
  { "request-object", &options.no_request_object },
};

static void
apply_own_options (CckProvider *provider)
{
  if (options.name != NULL)
    g_object_set (provider, "name", options.name, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    if (*switches[i].off)
      g_object_set (provider, switches[i].property, FALSE, NULL);
}

/* What serves one way of authentication serves another one of the same family. */
static gboolean
credential_still_serves (CckProvider *before,
                         CckProvider *after)
{
  CckProviderAuth old_auth = cck_provider_get_client_auth (before);
  CckProviderAuth new_auth = cck_provider_get_client_auth (after);

  return old_auth == new_auth || (cck_provider_auth_needs_secret (old_auth) &&
                                  cck_provider_auth_needs_secret (new_auth));
}

/* An administrator's provider is not ours to change, and its secret or key is the person's own. */
static int
keep_credential_alone (CckCli       *cli,
                       CckProvider  *before,
                       CckProvider  *provider,
                       GError      **error)
{
  g_autofree char *old_text = cck_provider_to_json (before);
  g_autofree char *new_text = cck_provider_to_json (provider);
  g_autofree char *name = cck_cli_escape (cck_provider_get_name (provider));
  g_autoptr (CckSecret) credential = NULL;

  if (g_str_equal (old_text, new_text) &&
      !cck_cli_provider_options_read_credential (cli, provider, TRUE, &credential, error))
    return 2;
  if (credential == NULL)
    {
      cck_provider_store_may_change (cck_session_get_providers (cck_cli_get_session (cli)), before,
                                     error);
      return 2;
    }
  if (!cck_cli_finish (cli, cck_session_keep_credential (cck_cli_get_session (cli), provider,
                                                         credential),
                       error))
    return 2;

  if (cck_cli_is_json (cli))
    cck_cli_provider_print_json (before);
  else if (cck_provider_auth_needs_secret (cck_provider_get_client_auth (provider)))
    g_print (_("The client secret of “%s” is kept in the keyring.\n"), name);
  else
    g_print (_("The client key of “%s” is kept in the keyring.\n"), name);

  return 0;
}

int
cck_cli_provider_edit (CckCli  *cli,
                       GError **error)
{
  CckProvider *found = cck_cli_find_provider (cli, cck_cli_get_argument (cli, 0), error);
  g_autoptr (CckProvider) provider = found != NULL ? cck_provider_copy (found) : NULL;
  g_autoptr (CckSecret) credential = NULL;
  g_autofree char *name = NULL;

  if (provider == NULL || !cck_cli_provider_options_apply (cli, provider, error))
    return 2;
  apply_own_options (provider);
  if (cck_provider_get_read_only (found))
    return keep_credential_alone (cli, found, provider, error);
  if (!cck_provider_validate (provider, error) ||
      !cck_cli_provider_options_read_credential (cli, provider,
                                                 credential_still_serves (found, provider),
                                                 &credential, error) ||
      !cck_cli_finish (cli, cck_session_save_provider (cck_cli_get_session (cli), provider,
                                                       credential),
                       error))
    return 2;

  if (cck_cli_is_json (cli))
    {
      cck_cli_provider_print_json (provider);
      return 0;
    }
  name = cck_cli_escape (cck_provider_get_name (provider));
  g_print (_("Changed “%s”. What it asks for counts from the next sign-in on.\n"), name);

  return 0;
}
