/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A file with a provider or an account, as anybody may have written it: what is accepted is written
 * and read again as the same one; a *.claimcheck file that is accepted is valid, has no secret in it,
 * and can be handed on. */

#include "fuzz.h"

#include <string.h>

#include "cck-account.h"
#include "cck-provider-profile.h"
#include "cck-store-error.h"

static void
check_error (const GError *error)
{
  FUZZ_CHECK (error->domain == CCK_STORE_ERROR);
  FUZZ_CHECK (*error->message != '\0' && g_utf8_validate (error->message, -1, NULL));
}

static void
try_provider (const char *text,
              gsize       length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckProvider) provider = cck_provider_new_from_json (text, length, "input", &error);
  g_autoptr (CckProvider) again = NULL;
  g_autoptr (CckProvider) copy = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *copied = NULL;
  g_autofree char *uris = NULL;

  FUZZ_CHECK_ERROR (provider != NULL, error);
  if (provider == NULL)
    {
      check_error (error);
      return;
    }

  first = cck_provider_to_json (provider);
  again = cck_provider_new_from_json (first, -1, "input", NULL);
  FUZZ_CHECK (again != NULL);
  second = cck_provider_to_json (again);
  FUZZ_CHECK (g_str_equal (first, second));

  copy = cck_provider_copy (provider);
  copied = cck_provider_to_json (copy);
  FUZZ_CHECK (g_str_equal (first, copied));

  uris = cck_provider_dup_redirect_uri_to_register (provider);
  if (!cck_provider_validate (provider, &error))
    check_error (error);
}

static void
try_account (const char *text,
             gsize       length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckAccount) account = cck_account_new_from_json (text, length, "input", &error);
  g_autoptr (CckAccount) again = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  FUZZ_CHECK_ERROR (account != NULL, error);
  if (account == NULL)
    {
      check_error (error);
      return;
    }

  first = cck_account_to_json (account);
  again = cck_account_new_from_json (first, -1, "input", NULL);
  FUZZ_CHECK (again != NULL);
  FUZZ_CHECK (g_str_equal (cck_account_get_id (account), cck_account_get_id (again)));
  second = cck_account_to_json (again);
  FUZZ_CHECK (g_str_equal (first, second));
}

static void
try_profile (const char *text,
             gsize       length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (CckProviderProfile) profile = cck_provider_profile_new (bytes, "input", &error);
  g_autoptr (CckProviderProfile) again = NULL;
  g_autoptr (GBytes) exported = NULL;
  g_autofree char *name = NULL;
  const char * const *warnings;

  FUZZ_CHECK_ERROR (profile != NULL, error);
  if (profile == NULL)
    {
      check_error (error);
      return;
    }

  FUZZ_CHECK (cck_provider_validate (cck_provider_profile_get_provider (profile), NULL));
  FUZZ_CHECK (cck_provider_get_id (cck_provider_profile_get_provider (profile)) == NULL);

  warnings = cck_provider_profile_get_warnings (profile);
  for (gsize i = 0; warnings[i] != NULL; i++)
    FUZZ_CHECK (g_utf8_validate (warnings[i], -1, NULL));

  exported = cck_provider_profile_export (cck_provider_profile_get_provider (profile), NULL);
  FUZZ_CHECK (exported != NULL);
  FUZZ_CHECK (g_strstr_len (g_bytes_get_data (exported, NULL), g_bytes_get_size (exported),
                            "PRIVATE KEY-----") == NULL);
  again = cck_provider_profile_new (exported, "output", NULL);
  FUZZ_CHECK (again != NULL);

  name = cck_provider_profile_dup_file_name (cck_provider_profile_get_provider (profile));
  FUZZ_CHECK (strchr (name, '/') == NULL && name[0] != '.' && g_str_is_ascii (name));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  try_provider ((const char *) data, size);
  try_account ((const char *) data, size);
  try_profile ((const char *) data, size);

  return 0;
}
