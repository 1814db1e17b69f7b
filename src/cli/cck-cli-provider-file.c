/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>
#include <string.h>

#include "cck-cli-input.h"
#include "cck-cli-output.h"
#include "cck-cli-provider-options.h"
#include "cck-cli-provider.h"
#include "cck-provider-profile.h"
#include "cck-registration.h"

static char *output_file;
static char *import_name;

const GOptionEntry cck_cli_provider_export_options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output_file,
    N_("Write it there instead of to standard output"), N_("FILE") },
  { NULL },
};

const GOptionEntry cck_cli_provider_import_options[] = {
  { "name", 0, 0, G_OPTION_ARG_STRING, &import_name,
    N_("Call it this, instead of what the file says"), N_("NAME") },
  { NULL },
};

static int
save (CckCli       *cli,
      CckProvider  *provider,
      GError      **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (output_file);
  g_autoptr (JsonBuilder) builder = NULL;
  g_autofree char *name = cck_cli_escape (cck_provider_get_name (provider));
  g_autofree char *path = g_filename_display_name (output_file);
  g_autofree char *safe_path = cck_cli_escape (path);

  if (!cck_cli_finish (cli, cck_provider_profile_save (provider, file), error))
    return 2;

  if (!cck_cli_is_json (cli))
    {
      /* Translators: the provider’s name, then the file. */
      g_print (_("Wrote “%s” to %s, without secrets.\n"), name, safe_path);
      return 0;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  cck_cli_add_string (builder, "exported", cck_provider_get_name (provider));
  cck_cli_add_string (builder, "file", path);
  json_builder_end_object (builder);
  cck_cli_print_json (builder);

  return 0;
}

int
cck_cli_provider_export (CckCli  *cli,
                         GError **error)
{
  CckProvider *provider = cck_cli_find_provider (cli, cck_cli_get_argument (cli, 0), error);
  g_autoptr (GBytes) text = NULL;
  g_autofree char *line = NULL;

  if (provider == NULL)
    return 2;
  if (output_file != NULL && !g_str_equal (output_file, "-"))
    return save (cli, provider, error);

  text = cck_provider_profile_export (provider, error);
  if (text == NULL)
    return 2;
  line = g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  line = cck_cli_take_shown_json (g_steal_pointer (&line));
  cck_cli_print_text (line, g_str_has_suffix (line, "\n") ? NULL : "\n", NULL);

  return 0;
}

static CckProviderProfile *
load (CckCli      *cli,
      const char  *path,
      GError     **error)
{
  g_autoptr (CckCliInput) input = cck_cli_input_read (cli, path, CCK_PROVIDER_PROFILE_MAX_SIZE,
                                                      error);
  g_autoptr (GBytes) text = NULL;
  g_autofree char *name = NULL;

  if (input == NULL)
    return NULL;
  text = g_bytes_new (input->data, input->length);
  name = g_str_equal (path, "-") ? g_strdup (_("Standard input")) : g_filename_display_name (path);

  return cck_provider_profile_new (text, name, error);
}

/* What somebody else wrote is agreed to by a person, where there is one to ask. */
static gboolean
confirm (CckCli              *cli,
         CckProviderProfile  *profile,
         GError             **error)
{
  const char * const *warnings = cck_provider_profile_get_warnings (profile);
  CckProvider *provider = cck_provider_profile_get_provider (profile);
  g_autofree char *name = cck_cli_escape (cck_provider_get_name (provider));
  g_autofree char *issuer = cck_cli_escape (cck_provider_get_issuer (provider));
  g_autofree char *question = NULL;
  g_autoptr (GError) local_error = NULL;

  for (guint i = 0; warnings[i] != NULL; i++)
    {
      g_autofree char *safe = cck_cli_escape (warnings[i]);

      g_printerr ("cck: %s\n", safe);
    }
  if (warnings[0] == NULL || !cck_cli_input_can_ask ())
    return TRUE;

  /* Translators: the provider’s name, then its issuer. */
  question = g_strdup_printf (_("Add “%s” (%s)?"), name, issuer);
  if (cck_cli_input_confirm (cli, question, &local_error))
    return TRUE;
  if (local_error == NULL)
    local_error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Nothing was added."));
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static void
tell_imported (CckProvider *provider)
{
  g_autofree char *name = cck_cli_escape (cck_provider_get_name (provider));
  g_autofree char *argument = cck_cli_dup_word (cck_provider_get_name (provider));

  g_print (_("Added “%s”.\n"), name);
  g_print (_("Next: cck sign-in %s\n"), argument);
}

int
cck_cli_provider_import (CckCli  *cli,
                         GError **error)
{
  g_autoptr (CckProviderProfile) profile = load (cli, cck_cli_get_argument (cli, 0), error);
  g_autoptr (CckSecret) credential = NULL;
  CckProvider *provider;

  if (profile == NULL)
    return 2;
  provider = cck_provider_profile_get_provider (profile);
  if (import_name != NULL)
    g_object_set (provider, "name", import_name, NULL);
  if (!cck_cli_provider_options_apply (cli, provider, error) ||
      !cck_provider_validate (provider, error) || !confirm (cli, profile, error) ||
      !cck_cli_provider_options_read_credential (cli, provider, FALSE, &credential, error) ||
      !cck_cli_finish (cli, cck_session_add_provider (cck_cli_get_session (cli), provider,
                                                      credential),
                       error))
    return 2;

  if (cck_cli_is_json (cli))
    cck_cli_provider_print_json (provider);
  else
    tell_imported (provider);

  return 0;
}
