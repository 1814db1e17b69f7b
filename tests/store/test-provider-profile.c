/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-test.h"

#include <string.h>
#include <sys/stat.h>

#include "cck-provider-profile.h"
#include "cck-provider-store.h"
#include "cck-store-error.h"

#define BEGIN "{\"format\":1,\"name\":\"Acme\",\"issuer\":\"https://acme.example/\",\"client_id\":\"c\""

static CckProviderProfile *
read_text (const char  *text,
           GError     **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return cck_provider_profile_new (bytes, "acme.claimcheck", error);
}

static void
test_comes_back_as_it_was (void)
{
  g_autofree char *text = store_test_read (STORE_TEST_DATA, "format-2/providers/acme.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (CckProvider) provider = cck_provider_new_from_json (text, -1, "acme.json", &error);
  g_autoptr (GBytes) exported = NULL;
  g_autoptr (CckProviderProfile) profile = NULL;
  g_autofree char *again = NULL;

  g_object_set (provider, "id", "acme", NULL);
  exported = cck_provider_profile_export (provider, &error);
  g_assert_no_error (error);

  profile = cck_provider_profile_new (exported, "acme.claimcheck", &error);
  g_assert_no_error (error);
  g_assert_null (cck_provider_get_id (cck_provider_profile_get_provider (profile)));

  again = cck_provider_to_json (cck_provider_profile_get_provider (profile));
  g_assert_cmpmem (again, strlen (again), g_bytes_get_data (exported, NULL),
                   g_bytes_get_size (exported));

  /* What this version does not know may be anything, and is not handed on. */
  g_assert_null (strstr (again, "x_team"));
}

static const struct
{
  const char *path;
  const char *text;
  int         code;
  const char *words;
} refusals[] = {
  { "not-json", "{ half", CCK_STORE_ERROR_BAD_FILE, "line 1, column" },
  { "empty", "", CCK_STORE_ERROR_BAD_FILE, "acme.claimcheck" },
  { "newer-format", "{\"format\":99}", CCK_STORE_ERROR_NEWER_FORMAT, "format 99" },
  { "invalid", "{\"format\":1,\"name\":\"A\",\"issuer\":\"http://acme.example/\",\"client_id\":\"c\"}",
    CCK_STORE_ERROR_INVALID_PROVIDER, "Issuer" },
  { "client-secret", BEGIN ",\"client_secret\":\"x\"}", CCK_STORE_ERROR_HAS_SECRET,
    "client_secret" },
  { "client-secret-in-camel-case", BEGIN ",\"clientSecret\":\"x\"}", CCK_STORE_ERROR_HAS_SECRET,
    "clientSecret" },
  { "refresh-token", BEGIN ",\"x\":[{\"refresh_token\":\"x\"}]}", CCK_STORE_ERROR_HAS_SECRET,
    "refresh_token" },
  { "private-jwk", BEGIN ",\"x\":{\"kty\":\"EC\",\"d\":\"x\"}}", CCK_STORE_ERROR_HAS_SECRET, "“d”" },
  { "private-key-in-pem", BEGIN ",\"x_note\":\"-----BEGIN RSA PRIVATE KEY-----\"}",
    CCK_STORE_ERROR_HAS_SECRET, "x_note" },
  { "token-as-text", BEGIN ",\"x_note\":\"Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.AAAA\"}",
    CCK_STORE_ERROR_HAS_SECRET, "x_note" },
  { "token-as-a-known-member", BEGIN ",\"audience\":\"eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.AA\"}",
    CCK_STORE_ERROR_HAS_SECRET, "audience" },
  { "password-as-parameter", BEGIN ",\"parameters\":[\"token:password=hunter2\"]}",
    CCK_STORE_ERROR_HAS_SECRET, "password" },
  { "secret-in-address",
    BEGIN ",\"jwks_uri\":\"https://acme.example/keys?api_key=abc\"}", CCK_STORE_ERROR_HAS_SECRET,
    "api_key" },
};

static void
test_refuses (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GError) error = NULL;

  g_assert_null (read_text (refusals[i].text, &error));
  g_assert_null (strstr (error->message, "hunter2"));
  g_assert_null (strstr (error->message, "eyJ"));
  store_test_take_error (&error, refusals[i].code, refusals[i].words);
}

static void
test_refuses_too_large (void)
{
  g_autofree char *text = g_strnfill (CCK_PROVIDER_PROFILE_MAX_SIZE + 1, ' ');
  g_autoptr (GError) error = NULL;

  g_assert_null (read_text (text, &error));
  store_test_take_error (&error, CCK_STORE_ERROR_TOO_LARGE, "256 kB");
}

static gboolean
warns_of (CckProviderProfile *profile,
          const char         *words)
{
  const char * const *warnings = cck_provider_profile_get_warnings (profile);

  for (gsize i = 0; warnings[i] != NULL; i++)
    {
      if (strstr (warnings[i], words) != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
test_warns_of_what_a_person_should_know (void)
{
  g_autofree char *text = store_test_read (STORE_TEST_DATA, "format-2/providers/acme.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (CckProviderProfile) profile = read_text (text, &error);
  g_autoptr (CckProviderProfile) foreign = read_text (
      BEGIN ",\"allow_http_loopback\":true,\"parameters\":[\"authorization:tenant=north\"],"
            "\"authorization_endpoint\":\"https://login.acme.example/a\","
            "\"token_endpoint\":\"https://evil.example/t\"}",
      &error);
  g_autoptr (CckProviderProfile) plain = read_text (BEGIN "}", &error);

  g_assert_no_error (error);
  g_assert_true (warns_of (profile, "Certificates"));
  g_assert_true (warns_of (profile, "“x_team”"));
  g_assert_true (warns_of (foreign, "“login.acme.example”, “evil.example”"));
  g_assert_true (warns_of (foreign, "Plain HTTP"));
  g_assert_true (warns_of (foreign, "authorization:tenant=north"));
  g_assert_null (cck_provider_profile_get_warnings (plain)[0]);
}

static void
test_does_not_hand_on_a_secret (void)
{
  const char * const parameters[] = { "token:client_pin_secret=1234", NULL };
  g_autoptr (CckProvider) provider = store_test_new_provider ("Acme");
  g_autoptr (GError) error = NULL;

  g_object_set (provider, "parameters", parameters, NULL);
  g_assert_null (cck_provider_profile_export (provider, &error));
  g_assert_null (strstr (error->message, "1234"));
  store_test_take_error (&error, CCK_STORE_ERROR_HAS_SECRET, "client_pin_secret");
}

static void
test_goes_through_a_file (void)
{
  char *folder = store_test_make_folder ();
  g_autoptr (CckProvider) provider = store_test_new_provider ("Größe & Söhne");
  g_autofree char *name = cck_provider_profile_dup_file_name (provider);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (CckProviderProfile) profile = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (name, ==, "grosse-sohne.claimcheck");
  g_assert_true (store_test_await (cck_provider_profile_save (provider, file), &error));
  profile = store_test_await_object (cck_provider_profile_load (file), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cck_provider_get_name (cck_provider_profile_get_provider (profile)), ==,
                   "Größe & Söhne");

  store_test_remove_folder (folder);
}

static void
test_says_which_file_can_not_be_read (void)
{
  g_autoptr (GFile) missing = g_file_new_for_path ("/nowhere/acme.claimcheck");
  g_autoptr (GFile) endless = g_file_new_for_path ("/dev/zero");
  g_autoptr (GFile) full = g_file_new_for_path ("/nowhere/acme.claimcheck");
  g_autoptr (CckProvider) provider = store_test_new_provider ("Acme");
  g_autoptr (GError) error = NULL;

  g_assert_null (store_test_await_object (cck_provider_profile_load (missing), &error));
  store_test_take_error (&error, CCK_STORE_ERROR_NOT_FOUND, "/nowhere/acme.claimcheck");

  g_assert_null (store_test_await_object (cck_provider_profile_load (endless), &error));
  store_test_take_error (&error, CCK_STORE_ERROR_TOO_LARGE, "/dev/zero");

  g_assert_false (store_test_await (cck_provider_profile_save (provider, full), &error));
  store_test_take_error (&error, CCK_STORE_ERROR_CANNOT_WRITE, "/nowhere/acme.claimcheck");
}

int
main (int   argc,
      char *argv[])
{
  store_test_init (&argc, &argv);

  g_test_add_func ("/store/provider-profile/comes-back-as-it-was", test_comes_back_as_it_was);
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path
          = g_strconcat ("/store/provider-profile/refuses/", refusals[i].path, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_refuses);
    }
  g_test_add_func ("/store/provider-profile/refuses-too-large", test_refuses_too_large);
  g_test_add_func ("/store/provider-profile/warns-of-what-a-person-should-know",
                   test_warns_of_what_a_person_should_know);
  g_test_add_func ("/store/provider-profile/does-not-hand-on-a-secret",
                   test_does_not_hand_on_a_secret);
  g_test_add_func ("/store/provider-profile/goes-through-a-file", test_goes_through_a_file);
  g_test_add_func ("/store/provider-profile/says-which-file-can-not-be-read",
                   test_says_which_file_can_not_be_read);

  return g_test_run ();
}
