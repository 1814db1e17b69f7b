/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-test.h"

#include <string.h>

#include "cck-preset-private.h"
#include "cck-store-error.h"

#define HEAD "{\"format\":1,\"name\":\"Acme\",\"documentation\":\"https://a.example/\""
#define WORDS                                                                                     \
  ",\"words\":[{\"name\":\"host\",\"label\":\"Server\",\"example\":\"a.example\","                \
  "\"pattern\":\".*\"}]"
#define PROVIDER ",\"provider\":{\"issuer\":\"https://{host}/x\"}"
#define REDIRECT ",\"redirect\":\"exact\"}"

static CckPreset *
find (const char *id)
{
  g_autoptr (GError) error = NULL;
  CckPreset *preset = cck_preset_find (id, &error);

  g_assert_no_error (error);

  return preset;
}

/* With the examples, as a person would see them. */
static GStrv
dup_examples (CckPreset *preset)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; i < cck_preset_get_n_words (preset); i++)
    {
      const CckPresetWord *word = cck_preset_get_word (preset, i);

      g_strv_builder_take (words, g_strdup_printf ("%s=%s", word->name, word->example));
    }

  return g_strv_builder_end (words);
}

static void
test_all_are_there (void)
{
  static const char * const ids[] = {
    "auth0", "authentik", "cognito", "entra", "github", "gitlab", "google", "hydra", "keycloak",
    "okta", "practice", "zitadel",
  };
  g_autoptr (GListModel) list = cck_preset_list ();

  g_assert_cmpuint (g_list_model_get_n_items (list), ==, G_N_ELEMENTS (ids));
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (CckPreset) preset = find (ids[i]);

      g_assert_cmpstr (cck_preset_get_id (preset), ==, ids[i]);
    }
}

/* As people look for a name, whatever its case. */
static void
test_the_list_is_in_order (void)
{
  static const char * const names[] = {
    "Amazon Cognito", "Auth0", "authentik", "GitHub", "GitLab", "Google", "Keycloak",
    "Microsoft Entra ID", "Okta", "Ory Hydra", "Practice Provider", "Zitadel",
  };
  g_autoptr (GListModel) list = cck_preset_list ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (CckPreset) preset = g_list_model_get_item (list, i);

      g_assert_cmpstr (cck_preset_get_name (preset), ==, names[i]);
    }
}

/* What a person gets is a provider that only lacks its client ID. */
static void
test_each_applies (void)
{
  g_autoptr (GListModel) list = cck_preset_list ();

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (CckPreset) preset = g_list_model_get_item (list, i);
      g_auto (GStrv) words = dup_examples (preset);
      g_autoptr (GError) error = NULL;
      g_autoptr (CckProvider) provider = NULL;
      gboolean any_port;

      g_test_message ("%s", cck_preset_get_id (preset));
      provider = cck_preset_apply (preset, (const char * const *) words, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (cck_provider_get_name (provider), ==, cck_preset_get_name (preset));
      g_assert_null (strpbrk (cck_provider_get_issuer (provider), "{}"));

      any_port = strcmp (cck_provider_get_redirect_ports (provider), "0") == 0;
      g_assert_true (any_port
                     == (cck_preset_get_redirect (preset) == CCK_PRESET_REDIRECT_ANY_PORT));
      g_assert_cmpint (cck_provider_get_client_auth (provider), ==,
                       cck_preset_get_client_auth (preset));
      g_assert_cmpstr (cck_provider_get_scopes (provider), ==, cck_preset_get_scopes (preset));

      if (cck_provider_get_client_id (provider) == NULL)
        g_object_set (provider, "client-id", "desk", NULL);
      cck_provider_validate (provider, &error);
      g_assert_no_error (error);
    }
}

static gboolean
is_listed (const char *text)
{
  return g_strv_contains (cck_preset_list_texts (), text);
}

/* What translators get is what the files have, no more and no less. */
static void
test_every_text_can_be_translated (void)
{
  g_autoptr (GListModel) list = cck_preset_list ();
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) presets = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      CckPreset *preset = g_list_model_get_item (list, i);
      GPtrArray *blanks = cck_preset_get_blanks (preset);

      g_ptr_array_add (presets, preset);
      g_test_message ("%s: %s", cck_preset_get_id (preset), cck_preset_get_note (preset));
      g_assert_true (is_listed (cck_preset_get_note (preset)));
      g_hash_table_add (used, (char *) cck_preset_get_note (preset));
      for (guint n = 0; n < blanks->len; n++)
        {
          CckPresetBlank *blank = g_ptr_array_index (blanks, n);

          g_test_message ("%s", blank->label);
          g_assert_true (is_listed (blank->label));
          g_hash_table_add (used, blank->label);
        }
    }

  for (gsize i = 0; cck_preset_list_texts ()[i] != NULL; i++)
    {
      g_test_message ("%s", cck_preset_list_texts ()[i]);
      g_assert_true (g_hash_table_contains (used, cck_preset_list_texts ()[i]));
    }
}

static char *
dup_issuer (const char *id,
            ...) G_GNUC_NULL_TERMINATED;

static char *
dup_issuer (const char *id,
            ...)
{
  g_autoptr (CckPreset) preset = find (id);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (CckProvider) provider = NULL;
  g_autoptr (GError) error = NULL;
  const char *word;
  va_list arguments;

  va_start (arguments, id);
  while ((word = va_arg (arguments, const char *)) != NULL)
    g_ptr_array_add (words, (char *) word);
  va_end (arguments);
  g_ptr_array_add (words, NULL);
  provider = cck_preset_apply (preset, (const char * const *) words->pdata, &error);
  g_assert_no_error (error);

  return g_strdup (cck_provider_get_issuer (provider));
}

static void
test_issuers (void)
{
  g_autofree char *keycloak
    = dup_issuer ("keycloak", "host=sso.example.com/auth", "realm=acme", NULL);
  g_autofree char *pasted
    = dup_issuer ("keycloak", "host= https://sso.example.com:8443/ ", "realm=acme", NULL);
  g_autofree char *auth0 = dup_issuer ("auth0", "domain=acme.eu.auth0.com", NULL);
  g_autofree char *gitlab = dup_issuer ("gitlab", NULL);
  g_autofree char *own = dup_issuer ("gitlab", "host=git.example.com", NULL);
  g_autofree char *okta = dup_issuer ("okta", "domain=dev-1.okta.com", NULL);
  g_autofree char *practice = dup_issuer ("practice", "port=8414", NULL);

  g_assert_cmpstr (keycloak, ==, "https://sso.example.com/auth/realms/acme");
  g_assert_cmpstr (pasted, ==, "https://sso.example.com:8443/realms/acme");
  g_assert_cmpstr (auth0, ==, "https://acme.eu.auth0.com/");
  g_assert_cmpstr (gitlab, ==, "https://gitlab.com");
  g_assert_cmpstr (own, ==, "https://git.example.com");
  g_assert_cmpstr (okta, ==, "https://dev-1.okta.com/oauth2/default");
  g_assert_cmpstr (practice, ==, "http://127.0.0.1:8414");
}

static void
test_google_and_github (void)
{
  g_autoptr (CckPreset) google = find ("google");
  g_autoptr (CckPreset) github = find ("github");
  g_autoptr (CckProvider) with_parameters = cck_preset_apply (google, NULL, NULL);
  g_autoptr (CckProvider) with_endpoints = cck_preset_apply (github, NULL, NULL);

  g_assert_cmpstr (cck_provider_get_parameters (with_parameters)[0], ==,
                   "authorization:access_type=offline");
  g_assert_cmpstr (cck_provider_get_parameters (with_parameters)[1], ==,
                   "authorization:prompt=consent");
  g_assert_null (strstr (cck_provider_get_scopes (with_parameters), "offline_access"));
  g_assert_true (cck_preset_get_discovery (google));

  g_assert_false (cck_preset_get_discovery (github));
  g_assert_cmpstr (cck_provider_get_device_authorization_endpoint (with_endpoints), ==,
                   "https://github.com/login/device/code");
  g_assert_null (strstr (cck_provider_get_scopes (with_endpoints), "openid"));
  g_assert_null (cck_provider_get_client_id (with_endpoints));
}

static void
test_bad_words (void)
{
  static const struct
  {
    const char *words[3];
    const char *says;
  } cases[] = {
    { { "host=a.example" }, "Realm: Enter it, such as “acme”." },
    { { "host=a.example", "realm=" }, "Realm: Enter it" },
    { { "host=a.example", "realm=a b" }, "Realm: This does not look right" },
    { { "host=a.example", "realm=a/../b" }, "Realm: " },
    { { "host=http://a.example", "realm=a" }, "Server: This does not look right" },
    { { "host=a.example\",\"client_auth\":\"none", "realm=a" }, "Server: " },
    { { "host={realm}", "realm=a" }, "Server: " },
    { { "host=a.example", "tenant=a" }, "tenant: “Keycloak” asks for no such word." },
    { { "realm" }, "realm: " },
  };
  g_autoptr (CckPreset) preset = find ("keycloak");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GError *error = NULL;

      g_test_message ("%s %s", cases[i].words[0], cases[i].words[1]);
      g_assert_null (cck_preset_apply (preset, cases[i].words, &error));
      store_test_take_error (&error, CCK_STORE_ERROR_INVALID_PROVIDER, cases[i].says);
    }
}

/* A tenant's name leads to metadata of another issuer; only its ID is one. */
static void
test_entra_wants_a_tenant_id (void)
{
  static const char * const names[] = { "tenant=common", "tenant=acme.onmicrosoft.com" };
  g_autoptr (CckPreset) preset = find ("entra");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char * const words[] = { names[i], NULL };
      GError *error = NULL;

      g_assert_null (cck_preset_apply (preset, words, &error));
      store_test_take_error (&error, CCK_STORE_ERROR_INVALID_PROVIDER, "Directory (tenant) ID: ");
    }
}

/* A file of somebody else's, whose pattern lets anything through. */
static void
test_no_way_out_of_the_template (void)
{
  static const char * const words[] = { "host=a\",\"client_id\":\"evil", NULL };
  g_autoptr (GError) fault = NULL;
  g_autoptr (CckPreset) preset
    = cck_preset_new_from_json ("acme", HEAD WORDS PROVIDER REDIRECT, -1, "acme.json", &fault);
  GError *error = NULL;

  g_assert_no_error (fault);
  g_assert_null (cck_preset_apply (preset, words, &error));
  store_test_take_error (&error, CCK_STORE_ERROR_INVALID_PROVIDER, "Server: ");
}

static void
test_bad_files (void)
{
  static const struct
  {
    const char *text;
    int         code;
  } cases[] = {
    { "", CCK_STORE_ERROR_BAD_FILE },
    { "{}", CCK_STORE_ERROR_BAD_FILE },
    { "{\"format\":2}", CCK_STORE_ERROR_NEWER_FORMAT },
    { "{\"format\":1,\"documentation\":\"https://a.example/\"" WORDS PROVIDER REDIRECT,
      CCK_STORE_ERROR_BAD_FILE },
    { "{\"format\":1,\"name\":\"A\",\"documentation\":\"file:///x\"" WORDS PROVIDER REDIRECT,
      CCK_STORE_ERROR_BAD_FILE },
    { HEAD WORDS REDIRECT, CCK_STORE_ERROR_BAD_FILE },
    { HEAD WORDS ",\"provider\":{}" REDIRECT, CCK_STORE_ERROR_BAD_FILE },
    { HEAD WORDS PROVIDER "}", CCK_STORE_ERROR_BAD_FILE },
    { HEAD WORDS PROVIDER ",\"redirect\":\"none\"}", CCK_STORE_ERROR_BAD_FILE },
    { HEAD ",\"words\":7" PROVIDER REDIRECT, CCK_STORE_ERROR_BAD_FILE },
    { HEAD ",\"words\":[{\"name\":\"host\"}]" PROVIDER REDIRECT, CCK_STORE_ERROR_BAD_FILE },
    { HEAD ",\"words\":[{\"name\":\"host\",\"label\":\"S\",\"example\":\"a\",\"pattern\":\"(\"}]"
      PROVIDER REDIRECT, CCK_STORE_ERROR_BAD_FILE },
    { HEAD ",\"words\":[{\"name\":\"\",\"label\":\"S\",\"example\":\"a\",\"pattern\":\".\"}]"
      PROVIDER REDIRECT, CCK_STORE_ERROR_BAD_FILE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GError *error = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_null (cck_preset_new_from_json ("a", cases[i].text, -1, "a.json", &error));
      store_test_take_error (&error, cases[i].code, "a.json");
    }
}

/* The first directory that has a name wins; what can't be read is passed over. */
static void
test_directories (void)
{
  g_autofree char *own = g_strdup (g_getenv ("CLAIMCHECK_PRESETS"));
  char *folder = store_test_make_folder ();
  g_autofree char *places = g_strconcat (folder, ":", own, NULL);
  g_autoptr (CckPreset) mine = NULL;
  g_autoptr (CckPreset) other = NULL;
  GError *error = NULL;

  store_test_write (folder, "google.json", HEAD WORDS PROVIDER REDIRECT);
  store_test_write (folder, "broken.json", "{");
  store_test_write (folder, "notes.txt", "x");
  g_setenv ("CLAIMCHECK_PRESETS", places, TRUE);

  mine = find ("google");
  other = find ("okta");
  g_assert_cmpstr (cck_preset_get_name (mine), ==, "Acme");
  g_assert_cmpstr (cck_preset_get_name (other), ==, "Okta");
  g_assert_null (cck_preset_find ("broken", &error));
  store_test_take_error (&error, CCK_STORE_ERROR_NOT_FOUND, "broken");

  g_setenv ("CLAIMCHECK_PRESETS", own, TRUE);
  store_test_remove_folder (folder);
}

int
main (int    argc,
      char **argv)
{
  store_test_init (&argc, &argv);

  g_test_add_func ("/store/preset/all-are-there", test_all_are_there);
  g_test_add_func ("/store/preset/the-list-is-in-order", test_the_list_is_in_order);
  g_test_add_func ("/store/preset/each-applies", test_each_applies);
  g_test_add_func ("/store/preset/every-text-can-be-translated",
                   test_every_text_can_be_translated);
  g_test_add_func ("/store/preset/issuers", test_issuers);
  g_test_add_func ("/store/preset/google-and-github", test_google_and_github);
  g_test_add_func ("/store/preset/bad-words", test_bad_words);
  g_test_add_func ("/store/preset/entra-wants-a-tenant-id", test_entra_wants_a_tenant_id);
  g_test_add_func ("/store/preset/no-way-out-of-the-template", test_no_way_out_of_the_template);
  g_test_add_func ("/store/preset/bad-files", test_bad_files);
  g_test_add_func ("/store/preset/directories", test_directories);

  return g_test_run ();
}
