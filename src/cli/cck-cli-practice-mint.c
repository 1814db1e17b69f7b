/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-cli-practice-mint.h"

#include <glib/gi18n.h>

#include "cck-cli-input.h"
#include "cck-cli-output.h"
#include "cck-practice-mint.h"

#define MOST_CLAIMS (256 * 1024)

static struct
{
  char *claims_file;
  char *alg;
  char *typ;
  char *kid;
  char *key_file;
  char *jwks_file;
} options;

const GOptionEntry cck_cli_practice_mint_options[] = {
  { "claims", 0, 0, G_OPTION_ARG_FILENAME, &options.claims_file,
    N_("The claims, a JSON object; - or nothing: standard input"), N_("FILE") },
  { "alg", 0, 0, G_OPTION_ARG_STRING, &options.alg,
    N_("Sign so: RS256 unless given; none leaves the signature out"), N_("ALG") },
  { "typ", 0, 0, G_OPTION_ARG_STRING, &options.typ,
    N_("The header’s typ; JWT unless given, empty: none"), N_("TYPE") },
  { "kid", 0, 0, G_OPTION_ARG_STRING, &options.kid,
    N_("The header’s kid; the key’s own unless given, empty: none"), N_("ID") },
  { "key", 0, 0, G_OPTION_ARG_FILENAME, &options.key_file,
    N_("A private key to sign with, as a JWK or PEM"), N_("FILE") },
  { "jwks-out", 0, 0, G_OPTION_ARG_FILENAME, &options.jwks_file,
    N_("Write the public key there, as a JWK set"), N_("FILE") },
  { NULL },
};

static gboolean
read_key (CckCli   *cli,
          CckJwk  **key,
          GError  **error)
{
  g_autoptr (CckCliInput) input = NULL;

  if (options.key_file == NULL)
    return TRUE;

  input = cck_cli_input_read (cli, options.key_file, CCK_JWK_MAX_FILE_SIZE, error);
  *key = input != NULL ? cck_jwk_new_from_file_data (input->data, input->length, error) : NULL;
  return *key != NULL;
}

static void
print_token (CckCli     *cli,
             const char *token)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!cck_cli_is_json (cli))
    {
      cck_cli_print_text (token, "\n", NULL);
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  cck_cli_add_string (builder, "token", token);
  json_builder_end_object (builder);
  cck_cli_print_json (builder);
}

int
cck_cli_practice_mint (CckCli  *cli,
                       GError **error)
{
  g_autoptr (CckCliInput) claims = NULL;
  g_autoptr (CckJwk) key = NULL;
  g_autofree char *jwks = NULL;
  g_autofree char *token = NULL;
  CckPracticeMint mint = { .alg = options.alg, .typ = options.typ, .kid = options.kid };

  claims = cck_cli_input_read (cli, options.claims_file, MOST_CLAIMS, error);
  if (claims == NULL || !read_key (cli, &key, error))
    return 2;

  mint.claims = claims->data;
  mint.key = key;
  token = cck_practice_mint (&mint, &jwks, error);
  if (token == NULL)
    return 2;
  if (options.jwks_file != NULL &&
      !g_file_set_contents (options.jwks_file, jwks != NULL ? jwks : "{\"keys\":[]}", -1, error))
    return 2;

  print_token (cli, token);
  return 0;
}
