/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>
#include <string.h>

#include "cck-cli-help.h"
#include "cck-cli-input.h"
#include "cck-cli-output.h"
#include "cck-cli-provider-options.h"
#include "cck-cli-provider.h"
#include "cck-preset.h"
#include "cck-registration.h"

static struct
{
  char  *preset;
  char **words;
  char  *initial_access_token_file;
} options;

const GOptionEntry cck_cli_provider_add_options[] = {
  { "preset", 0, 0, G_OPTION_ARG_STRING, &options.preset,
    N_("Begin with what is known of a kind of provider; the list is below"), N_("PRESET") },
  { "word", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.words,
    N_("A word that the preset needs; may be repeated"), N_("NAME=VALUE") },
  { NULL },
};

const GOptionEntry cck_cli_provider_register_options[] = {
  { "preset", 0, 0, G_OPTION_ARG_STRING, &options.preset,
    N_("Begin with what is known of a kind of provider; the list is below"), N_("PRESET") },
  { "word", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.words,
    N_("A word that the preset needs; may be repeated"), N_("NAME=VALUE") },
  { "initial-access-token-file", 0, 0, G_OPTION_ARG_FILENAME, &options.initial_access_token_file,
    N_("Where the provider lets only some register: read the token for it from a file, or - from "
       "standard input"),
    N_("FILE") },
  { NULL },
};

/* A new provider with @name: the preset's where one was asked for, with its words put in; nothing else
 * of the options is in it yet. */
static CckProvider *
make_provider (const char  *name,
               GError     **error)
{
  g_autoptr (CckPreset) preset = NULL;
  CckProvider *provider;

  if (options.preset == NULL && options.words != NULL)
    {
      g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                           _("--word goes with --preset."));
      return NULL;
    }
  if (options.preset == NULL)
    return g_object_new (CCK_TYPE_PROVIDER, "name", name, NULL);

  preset = cck_preset_find (options.preset, error);
  if (preset == NULL)
    return NULL;
  provider = cck_preset_apply (preset, (const char * const *) options.words, error);
  if (provider != NULL)
    g_object_set (provider, "name", name, NULL);

  return provider;
}

/* What lets one register (RFC 7591 §3), where it was given. */
static gboolean
read_initial_token (CckCli     *cli,
                    CckSecret **token,
                    GError    **error)
{
  *token = NULL;
  if (options.initial_access_token_file != NULL)
    *token = cck_cli_input_read_secret (cli, options.initial_access_token_file,
                                        _("Initial access token:"), error);

  return *token != NULL || options.initial_access_token_file == NULL;
}

static void
tell_added (CckProvider *provider,
            gboolean     registered)
{
  g_autofree char *name = cck_cli_escape (cck_provider_get_name (provider));
  g_autofree char *redirect_uri = cck_provider_dup_redirect_uri_to_register (provider);
  g_autofree char *argument = cck_cli_dup_word (cck_provider_get_name (provider));

  g_print (_("Added “%s”.\n"), name);
  if (registered)
    {
      g_autofree char *client_id = cck_cli_escape (cck_provider_get_client_id (provider));

      g_print (_("The provider has registered it as client %s.\n"), client_id);
    }
  else
    {
      g_print (_("Redirect URI to register with the provider: %s\n"), redirect_uri);
      if (g_str_equal (cck_provider_get_redirect_ports (provider), "0"))
        g_print ("%s\n", _("A port is added to it at each sign-in, which providers have to accept "
                           "(RFC 8252 §7.3);\nwhere yours does not, register one and give "
                           "--redirect-port."));
    }
  g_print (_("Next: cck sign-in %s\n"), argument);
}

static void
show (CckCli      *cli,
      CckProvider *provider,
      gboolean     registered)
{
  if (cck_cli_is_json (cli))
    cck_cli_provider_print_json (provider);
  else
    tell_added (provider, registered);
}

int
cck_cli_provider_add (CckCli  *cli,
                      GError **error)
{
  g_autoptr (CckProvider) provider = make_provider (cck_cli_get_argument (cli, 0), error);
  g_autoptr (CckSecret) credential = NULL;

  /* Everything else is looked at before anyone is asked for a secret. */
  if (provider == NULL || !cck_cli_provider_options_apply (cli, provider, error) ||
      !cck_cli_provider_options_require (provider, TRUE, error) ||
      !cck_provider_validate (provider, error) ||
      !cck_cli_provider_options_read_credential (cli, provider, FALSE, &credential, error) ||
      !cck_cli_finish (cli, cck_session_add_provider (cck_cli_get_session (cli), provider,
                                                      credential),
                       error))
    return 2;

  show (cli, provider, FALSE);

  return 0;
}

static gboolean
refuse_client (CckProvider  *provider,
               GError      **error)
{
  if (cck_provider_get_client_id (provider) == NULL)
    return TRUE;

  g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                       _("--client-id does not go with registering: the provider gives one. “cck "
                         "provider add” takes a client that there is."));
  return FALSE;
}

/* RFC 7591 §3.2.1: the provider may register another method than was asked for. */
static void
tell_other_method (CckProviderAuth asked,
                   CckProviderAuth found)
{
  if (found != asked)
    /* Translators: the authentication method that it chose, then the one asked for. */
    g_printerr (_("cck: The provider registered this client with %s instead of %s.\n"),
                cck_provider_auth_to_string (found), cck_provider_auth_to_string (asked));
}

int
cck_cli_provider_register (CckCli  *cli,
                           GError **error)
{
  g_autoptr (CckProvider) provider = make_provider (cck_cli_get_argument (cli, 0), error);
  g_autoptr (CckProvider) registered = NULL;
  g_autoptr (CckSecret) token = NULL;
  CckProviderAuth asked;

  if (provider == NULL || !cck_cli_provider_options_apply (cli, provider, error) ||
      !cck_cli_provider_options_require (provider, FALSE, error) || !refuse_client (provider, error) ||
      !read_initial_token (cli, &token, error))
    return 2;

  asked = cck_provider_get_client_auth (provider);
  registered = dex_await_object (cck_session_register_provider (cck_cli_get_session (cli), provider,
                                                                token),
                                 error);
  if (registered == NULL)
    return 2;

  tell_other_method (asked, cck_provider_get_client_auth (registered));
  show (cli, registered, TRUE);

  return 0;
}

/* "host=keycloak.example.com realm=my-realm" */
static char *
dup_words (CckPreset *preset)
{
  g_autoptr (GString) words = g_string_new (cck_preset_get_name (preset));

  for (guint i = 0; i < cck_preset_get_n_words (preset); i++)
    {
      const CckPresetWord *word = cck_preset_get_word (preset, i);

      g_string_append_printf (words, " --word %s=%s", word->name, word->example);
    }

  return g_string_free_and_steal (g_steal_pointer (&words));
}

void
cck_cli_provider_add_print_presets (void)
{
  g_autoptr (GListModel) presets = cck_preset_list ();
  gsize width = 0;

  if (g_list_model_get_n_items (presets) == 0)
    return;

  g_print ("\n%s\n", _("Presets:"));
  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < g_list_model_get_n_items (presets); i++)
      {
        g_autoptr (CckPreset) preset = g_list_model_get_item (presets, i);
        g_autofree char *words = dup_words (preset);

        if (pass == 0)
          width = MAX (width, strlen (cck_preset_get_id (preset)));
        else
          cck_cli_help_print_row (cck_preset_get_id (preset), width, words);
      }
}
