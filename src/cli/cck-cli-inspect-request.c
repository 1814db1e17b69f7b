/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-cli-inspect-request.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cck-algorithm.h"
#include "cck-cli-account.h"
#include "cck-cli-provider.h"
#include "cck-cli-time.h"
#include "cck-inspector.h"
#include "cck-jwks.h"

static struct
{
  char  *account;
  char  *provider;
  char  *jwks_file;
  char  *key_file;
  char  *secret_file;
  char  *type;
  char  *issuer;
  char  *audience;
  char  *nonce;
  char  *profile;
  char  *acr_values;
  char  *http_method;
  char  *http_uri;
  gint64 max_age;
  char  *algorithms;
  gint64 at;
  gint64 leeway;
  gboolean batch;
} options = { .leeway = -1, .max_age = -1 };

static gboolean
parse_at (const char  *option,
          const char  *value,
          gpointer     data,
          GError     **error)
{
  return cck_cli_time_parse ("--at", value, &options.at, error);
}

static gboolean
parse_leeway (const char  *option,
              const char  *value,
              gpointer     data,
              GError     **error)
{
  if (g_ascii_string_to_signed (value, 10, 0, G_MAXINT32, &options.leeway, NULL))
    return TRUE;

  g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                       _("--leeway takes a number of seconds."));
  return FALSE;
}

static gboolean
parse_max_age (const char  *option,
               const char  *value,
               gpointer     data,
               GError     **error)
{
  if (g_ascii_string_to_signed (value, 10, 0, G_MAXINT32, &options.max_age, NULL))
    return TRUE;

  g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                       _("--max-age takes a number of seconds."));
  return FALSE;
}

const GOptionEntry cck_cli_inspect_options[] = {
  { "account", 0, 0, G_OPTION_ARG_STRING, &options.account,
    N_("The token of an account; with FILE or -: check that against the account’s provider"),
    N_("ACCOUNT") },
  { "type", 0, 0, G_OPTION_ARG_STRING, &options.type,
    N_("Which token of the account: id (unless given and there is one) or access"), N_("TYPE") },
  { "provider", 0, 0, G_OPTION_ARG_STRING, &options.provider,
    N_("Check against a provider: its issuer, client and keys, which are fetched"),
    N_("PROVIDER") },
  { "jwks", 0, 0, G_OPTION_ARG_FILENAME, &options.jwks_file,
    N_("Check the signature with the keys of a JWK Set"), N_("FILE") },
  { "key", 0, 0, G_OPTION_ARG_FILENAME, &options.key_file,
    N_("Check the signature with one key, or open an encrypted token: JWK, PEM or DER"), N_("FILE") },
  { "secret-file", 0, 0, G_OPTION_ARG_FILENAME, &options.secret_file,
    N_("Check the signature with a shared secret, or open an encrypted token"), N_("FILE") },
  { "issuer", 0, 0, G_OPTION_ARG_STRING, &options.issuer, N_("The issuer it has to name"),
    N_("ISSUER") },
  { "audience", 0, 0, G_OPTION_ARG_STRING, &options.audience, N_("The audience it has to name"),
    N_("AUDIENCE") },
  { "nonce", 0, 0, G_OPTION_ARG_STRING, &options.nonce, N_("The nonce it has to carry"),
    N_("NONCE") },
  { "at", 0, 0, G_OPTION_ARG_CALLBACK, parse_at, N_("Check as of this time instead of now"),
    N_("TIME") },
  { "leeway", 0, 0, G_OPTION_ARG_CALLBACK, parse_leeway,
    N_("How far clocks may differ; 30 unless given or set in the preferences"), N_("SECONDS") },
  { "profile", 0, 0, G_OPTION_ARG_STRING, &options.profile,
    N_("The rules to check by: id_token, at+jwt, jwt, jws, logout+jwt or dpop+jwt; guessed unless "
       "given"),
    N_("PROFILE") },
  { "max-age", 0, 0, G_OPTION_ARG_CALLBACK, parse_max_age,
    N_("How long ago the person may have signed in"), N_("SECONDS") },
  { "acr-values", 0, 0, G_OPTION_ARG_STRING, &options.acr_values,
    N_("The levels of sign-in of which it has to name one, separated by spaces"), N_("VALUES") },
  { "http-method", 0, 0, G_OPTION_ARG_STRING, &options.http_method,
    N_("Of a DPoP proof: the method of the request that it came with"), N_("METHOD") },
  { "http-uri", 0, 0, G_OPTION_ARG_STRING, &options.http_uri,
    N_("Of a DPoP proof: the address of the request that it came with"), N_("URI") },
  { "algorithms", 0, 0, G_OPTION_ARG_STRING, &options.algorithms,
    N_("The algorithms that are accepted, separated by commas; all safe ones unless given"),
    N_("LIST") },
  { "batch", 0, 0, G_OPTION_ARG_NONE, &options.batch,
    N_("Read a case a line from standard input, as JSON, and print a result a line"), NULL },
  { NULL },
};

static guint
count_key_sources (void)
{
  const char *sources[] = { options.account, options.provider, options.jwks_file,
                            options.key_file, options.secret_file };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    n += sources[i] != NULL;

  return n;
}

static gboolean
has_expectation (void)
{
  return options.issuer != NULL || options.audience != NULL || options.nonce != NULL ||
         options.profile != NULL || options.algorithms != NULL || options.at != 0 ||
         options.acr_values != NULL || options.http_method != NULL || options.http_uri != NULL ||
         options.leeway >= 0 || options.max_age >= 0;
}

static gboolean
check_key_sources (GError **error)
{
  if (count_key_sources () <= 1)
    return TRUE;

  g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                       _("Only one of --account, --provider, --jwks, --key and --secret-file can "
                         "say what to check with."));
  return FALSE;
}

static gboolean
check_stored_token (GError **error)
{
  if (!has_expectation ())
    return TRUE;

  g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                       _("An account’s own token is held to what the account expects; to check "
                         "something else, give the token as FILE or -."));
  return FALSE;
}

static gboolean
check_profile (GError **error)
{
  CckProfile profile;
  g_autofree char *safe = NULL;

  if (options.profile == NULL || cck_profile_from_name (options.profile, &profile))
    return TRUE;

  safe = cck_cli_escape (options.profile);
  g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
               _("--profile takes id_token, at+jwt, jwt, jws, logout+jwt or dpop+jwt, not “%s”."), safe);
  return FALSE;
}

static gboolean
check_algorithms (GError **error)
{
  g_auto (GStrv) names = g_strsplit (options.algorithms != NULL ? options.algorithms : "", ",", -1);

  for (guint i = 0; names[i] != NULL; i++)
    if (!g_strv_contains (cck_algorithm_list_names (), names[i]))
      {
        g_autofree char *known = g_strjoinv (", ", (char **) cck_algorithm_list_names ());
        g_autofree char *safe = cck_cli_escape (names[i]);

        g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                     /* Translators: the word that was given, then the list of those that are
                        known. */
                     _("--algorithms does not know “%s”; there are: %s."), safe, known);
        return FALSE;
      }

  return TRUE;
}

static gboolean
check_type (gboolean   stored,
            GError   **error)
{
  g_autofree char *safe = NULL;

  if (options.type != NULL && !stored)
    {
      g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                           _("--type goes with --account and no FILE."));
      return FALSE;
    }
  if (options.type == NULL || g_str_equal (options.type, "access") ||
      g_str_equal (options.type, "id"))
    return TRUE;

  safe = cck_cli_escape (options.type);
  g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE, _("--type takes access or id, not “%s”."),
               safe);
  return FALSE;
}

/* A JWK Set, a JWK, or a key in PEM or DER; where it is broken, the error says in which file. */
static gboolean
read_keys (CckCli                *cli,
           const char            *path,
           CckCliInspectRequest  *request,
           GError               **error)
{
  g_autoptr (CckJwks) jwks = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *name = NULL;

  request->keys = cck_cli_input_read (cli, path, CCK_JWKS_MAX_SIZE, error);
  if (request->keys == NULL)
    return FALSE;

  jwks = cck_jwks_new_from_file_data (request->keys->data, request->keys->length, &local_error);
  if (jwks != NULL)
    {
      request->options.key = request->keys->data;
      request->options.key_length = request->keys->length;
      return TRUE;
    }

  name = g_filename_display_name (path);
  g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_INPUT, "%s: %s", name, local_error->message);
  return FALSE;
}

/* The ID token is the one that is meant for us; an access token is only ever read as advice
 * (RFC 9068 §6). */
static CckTokenKind
choose_kind (CckAccount *account)
{
  if (options.type == NULL)
    return cck_account_get_has_id_token (account) ? CCK_TOKEN_ID : CCK_TOKEN_ACCESS;

  return g_str_equal (options.type, "id") ? CCK_TOKEN_ID : CCK_TOKEN_ACCESS;
}

static gboolean
find_key_source (CckCli                *cli,
                 CckCliInspectRequest  *request,
                 GError               **error)
{
  if (options.jwks_file != NULL)
    return read_keys (cli, options.jwks_file, request, error);
  if (options.key_file != NULL)
    return read_keys (cli, options.key_file, request, error);
  if (options.secret_file != NULL)
    {
      request->secret = cck_cli_input_read_secret (cli, options.secret_file, _("Shared secret:"),
                                                   error);
      if (request->secret == NULL)
        return FALSE;
      request->options.hmac_secret = cck_secret_get_text (request->secret);
    }
  if (options.provider != NULL)
    {
      request->options.provider = cck_cli_find_provider (cli, options.provider, error);
      return request->options.provider != NULL;
    }
  if (options.account != NULL)
    {
      request->account = cck_cli_dup_account (cli, options.account, error);
      if (request->account == NULL)
        return FALSE;
      request->options.provider = cck_session_get_provider_of (cck_cli_get_session (cli),
                                                               request->account);
      request->kind = choose_kind (request->account);
    }

  return TRUE;
}

/* Two inputs can't both come from standard input. */
static gboolean
check_standard_input (const char *path,
                      gboolean    stored,
                      GError    **error)
{
  const char *files[] = { options.jwks_file, options.key_file, options.secret_file };
  gboolean taken = !stored && (path == NULL || g_str_equal (path, "-"));

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    if (taken && g_strcmp0 (files[i], "-") == 0)
      {
        g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                             _("The token and the key can’t both come from standard input."));
        return FALSE;
      }

  return TRUE;
}

gboolean
cck_cli_inspect_is_batch (CckCli  *cli,
                          GError **error)
{
  if (!options.batch)
    return FALSE;

  if (count_key_sources () > 0 || has_expectation () || cck_cli_get_argument (cli, 0) != NULL)
    g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                         _("--batch takes everything from standard input, and no other option."));

  return TRUE;
}

void
cck_cli_inspect_request_clear (CckCliInspectRequest *self)
{
  g_clear_object (&self->account);
  g_clear_pointer (&self->keys, cck_cli_input_free);
  g_clear_pointer (&self->secret, cck_secret_unref);
}

gboolean
cck_cli_inspect_request_init (CckCliInspectRequest  *self,
                              CckCli                *cli,
                              const char            *path,
                              GError               **error)
{
  gboolean stored = options.account != NULL && path == NULL;

  *self = (CckCliInspectRequest) { .options = CCK_INSPECT_OPTIONS_INIT, .stored = stored };
  self->options.issuer = options.issuer;
  self->options.audience = options.audience;
  self->options.nonce = options.nonce;
  self->options.profile = options.profile;
  self->options.acr_values = options.acr_values;
  self->options.max_age = options.max_age;
  self->options.http_method = options.http_method;
  self->options.http_uri = options.http_uri;
  self->options.algorithms = options.algorithms;
  self->options.at = options.at;
  self->options.leeway = options.leeway;

  return check_key_sources (error) &&
         (!stored || check_stored_token (error)) &&
         check_type (stored, error) &&
         check_profile (error) &&
         check_algorithms (error) &&
         check_standard_input (path, stored, error) &&
         find_key_source (cli, self, error);
}
