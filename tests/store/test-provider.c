/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-test.h"

#include "cck-store-error.h"

static void
on_notify (GObject    *object,
           GParamSpec *pspec,
           gpointer    user_data)
{
  GString *names = user_data;

  g_string_append_printf (names, "%s ", pspec->name);
}

static void
test_has_defaults (void)
{
  g_autoptr (CckProvider) provider = cck_provider_new ();

  g_assert_cmpstr (cck_provider_get_scopes (provider), ==, "openid");
  g_assert_cmpstr (cck_provider_get_redirect_host (provider), ==, "127.0.0.1");
  g_assert_cmpstr (cck_provider_get_redirect_ports (provider), ==, "0");
  g_assert_cmpstr (cck_provider_get_redirect_path (provider), ==, "/callback");
  g_assert_cmpint (cck_provider_get_client_auth (provider), ==, CCK_PROVIDER_AUTH_NONE);
  g_assert_null (cck_provider_get_audience (provider));
  g_assert_false (cck_provider_get_transient (provider));
}

static void
test_notifies_changes_only (void)
{
  g_autoptr (CckProvider) provider = store_test_new_provider ("Acme");
  g_autoptr (GString) names = g_string_new (NULL);
  const char * const parameters[] = { "token:a=b", NULL };

  g_signal_connect (provider, "notify", G_CALLBACK (on_notify), names);

  g_object_set (provider, "name", "Acme", "scopes", "openid", "audience", "",
                "allow-http-loopback", FALSE, "client-auth", CCK_PROVIDER_AUTH_NONE, NULL);
  g_assert_cmpstr (names->str, ==, "");

  g_object_set (provider, "name", "Zenith", "parameters", parameters, NULL);
  g_object_set (provider, "parameters", parameters, NULL);
  g_assert_cmpstr (names->str, ==, "parameters name ");
}

static void
test_copy_has_every_value (void)
{
  g_autofree char *text = store_test_read (STORE_TEST_DATA, "format-1/providers/acme.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (CckProvider) provider = cck_provider_new_from_json (text, -1, "acme.json", &error);
  g_autoptr (CckProvider) copy = cck_provider_copy (provider);
  g_autofree char *copied = cck_provider_to_json (copy);

  g_assert_no_error (error);
  g_assert_cmpstr (copied, ==, text);
}

/* Format 2 and back, every value of it. */
static void
test_copies_format_2 (void)
{
  g_autofree char *text = store_test_read (STORE_TEST_DATA, "format-2/providers/acme.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (CckProvider) provider = cck_provider_new_from_json (text, -1, "acme.json", &error);
  g_autoptr (CckProvider) copy = NULL;
  g_autofree char *copied = NULL;

  g_assert_no_error (error);
  g_assert_true (cck_provider_validate (provider, &error));

  copy = cck_provider_copy (provider);
  copied = cck_provider_to_json (copy);
  g_assert_cmpstr (copied, ==, text);

  g_assert_true (cck_provider_get_dpop (copy));
  g_assert_true (cck_provider_get_par (copy));
  g_assert_true (cck_provider_get_request_object (copy));
  g_assert_cmpstr (cck_provider_get_response_mode (copy), ==, "form_post");
  g_assert_cmpstr (cck_provider_get_id_token_algorithm (copy), ==, "PS256");
  g_assert_true (g_str_has_prefix (cck_provider_get_ca_certificates (copy), "-----BEGIN CERT"));
  g_assert_cmpstr (cck_provider_get_end_session_endpoint (copy), ==,
                   "https://id.acme.example/logout");
}

/* A bound token that an older version would fetch as a bearer token needs the later format; anything
 * else stays readable for it. */
static void
test_format_is_the_lowest_that_says_it (void)
{
  const char * const needed[][2] = {
    { "response-mode", "form_post" },
    { "id-token-algorithm", "RS256" },
    { "ca-certificates", "PEM" },
    { "dpop", NULL },
    { "par", NULL },
    { "request-object", NULL },
  };
  g_autoptr (CckProvider) plain = store_test_new_provider ("Acme");
  g_autofree char *text = NULL;

  g_object_set (plain, "end-session-endpoint", "https://acme.example/logout", NULL);
  text = cck_provider_to_json (plain);
  g_assert_true (g_str_has_prefix (text, "{\n  \"format\": 1,"));

  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      g_autoptr (CckProvider) provider = store_test_new_provider ("Acme");
      g_autofree char *later = NULL;

      if (needed[i][1] != NULL)
        g_object_set (provider, needed[i][0], needed[i][1], NULL);
      else
        g_object_set (provider, needed[i][0], TRUE, NULL);

      later = cck_provider_to_json (provider);
      g_assert_true (g_str_has_prefix (later, "{\n  \"format\": 2,"));
    }
}

/* A file of format 1 keeps its meaning, whatever later versions make of it. */
static void
test_reads_format_1 (void)
{
  g_autofree char *text = store_test_read (STORE_TEST_DATA, "format-1/providers/acme.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (CckProvider) provider = cck_provider_new_from_json (text, -1, "acme.json", &error);
  g_auto (GStrv) more = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (cck_provider_get_name (provider), ==, "Acme");
  g_assert_cmpstr (cck_provider_get_issuer (provider), ==, "https://id.acme.example/realms/main");
  g_assert_cmpstr (cck_provider_get_client_id (provider), ==, "acme-desktop");
  g_assert_cmpstr (cck_provider_get_scopes (provider), ==, "openid profile offline_access");
  g_assert_cmpstr (cck_provider_get_redirect_host (provider), ==, "localhost");
  g_assert_cmpstr (cck_provider_get_redirect_ports (provider), ==, "8400,8401");
  g_assert_cmpstr (cck_provider_get_resource (provider), ==, "https://api.acme.example/");
  g_assert_cmpstr (cck_provider_get_audience (provider), ==, "acme-api");
  g_assert_cmpint (cck_provider_get_client_auth (provider), ==,
                   CCK_PROVIDER_AUTH_CLIENT_SECRET_POST);
  g_assert_true (cck_provider_get_allow_http_loopback (provider));
  g_assert_cmpstr (cck_provider_get_jwks_uri (provider), ==, "https://id.acme.example/keys");
  g_assert_cmpstr (cck_provider_get_revocation_endpoint (provider), ==,
                   "https://id.acme.example/revoke");

  more = cck_provider_dup_parameters_for (provider, "authorization");
  g_assert_cmpuint (g_strv_length (more), ==, 2);
  g_assert_cmpstr (more[0], ==, "acr_values");
  g_assert_cmpstr (more[1], ==, "gold");

  g_assert_true (cck_provider_validate (provider, &error));
}

/* What a newer version or a person wrote beside it stays, digit for digit. */
static void
test_keeps_what_it_does_not_know (void)
{
  g_autofree char *text = store_test_read (STORE_TEST_DATA, "format-1/providers/acme.json");
  g_autoptr (CckProvider) provider = cck_provider_new_from_json (text, -1, "acme.json", NULL);
  g_autofree char *written = NULL;

  g_object_set (provider, "audience", NULL, "scopes", "", NULL);
  written = cck_provider_to_json (provider);

  g_assert_nonnull (strstr (written, "\"serial\": 123456789012345678901234567890"));
  g_assert_nonnull (strstr (written, "\"rank\": 1.10"));
  g_assert_nonnull (strstr (written, "\"scope\": \"\""));
  g_assert_null (strstr (written, "\"audience\""));
}

static const struct
{
  const char *path;
  const char *text;
  int         code;
  const char *words;
} bad_files[] = {
  { "cut", "{\n  \"format\": 1,\n  \"name\": \"Ac", CCK_STORE_ERROR_BAD_FILE, "line 3" },
  { "empty", "", CCK_STORE_ERROR_BAD_FILE, "bad.json" },
  { "twice", "{\"format\": 1, \"issuer\": \"https://a/\", \"issuer\": \"https://b/\"}",
    CCK_STORE_ERROR_BAD_FILE, "column 40" },
  { "no-format", "{\"name\": \"Acme\"}", CCK_STORE_ERROR_BAD_FILE, "format" },
  { "later-format", "{\"format\": 3}", CCK_STORE_ERROR_NEWER_FORMAT, "newer Claimcheck" },
  { "wrong-type", "{\"format\": 1, \"name\": 7}", CCK_STORE_ERROR_BAD_FILE,
    "“name” should be a string. (line 1, column 15)" },
  { "wrong-type-further-down",
    "{\n  \"format\": 1, \"x\": {\"dpop\": 1, \"y\": \"\\\"dpop\\\":\"},\n  \"é\": 1, \"dpop\" : \"yes\"}",
    CCK_STORE_ERROR_BAD_FILE, "“dpop” should be a boolean. (line 3, column 11)" },
  { "no-issuer", "{\"format\": 1, \"name\": \"A\", \"client_id\": \"c\"}",
    CCK_STORE_ERROR_BAD_FILE, "issuer" },
  { "wrong-method",
    "{\"format\": 1, \"name\": \"A\", \"issuer\": \"https://a/\", \"client_id\": \"c\", "
    "\"client_auth\": \"basic\"}",
    CCK_STORE_ERROR_BAD_FILE, "client_auth" },
  { "list", "[]", CCK_STORE_ERROR_BAD_FILE, "object" },
  { "wrong-mode",
    "{\"format\": 2, \"name\": \"A\", \"issuer\": \"https://a/\", \"client_id\": \"c\", "
    "\"response_mode\": \"fragment\"}",
    CCK_STORE_ERROR_BAD_FILE, "response_mode" },
};

static void
test_refuses_bad_file (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GError) error = NULL;

  g_assert_null (cck_provider_new_from_json (bad_files[i].text, -1, "bad.json", &error));
  store_test_take_error (&error, bad_files[i].code, bad_files[i].words);
}

static const struct
{
  const char *property;
  const char *value;
  const char *words; /* of the error; NULL where the value is fine */
} values[] = {
  { "name", NULL, "Name" },
  { "name", "Acme/Prod", "Name" },
  { "name", "Ac\nme", "Name" },
  { "name", " Acme", "Name" },
  { "name", "Ünïcode Größe", NULL },
  { "client-id", NULL, "Client ID" },
  { "client-id", "caf\xc3\xa9", "Client ID" },
  { "issuer", NULL, "Issuer" },
  { "issuer", "acme.example", "Issuer" },
  { "issuer", "http://acme.example/", "https://" },
  { "issuer", "ftp://acme.example/", "https://" },
  { "issuer", "https://acme.example/?tenant=1", "“?”" },
  { "issuer", "https://acme.example/#here", "“#”" },
  { "issuer", "https://user:word@acme.example/", "user name" },
  { "issuer", "https://acme.example/a b", "web address" },
  { "issuer", "https:///path", "web address" },
  { "issuer", "http://127.0.0.1:8080/", "plain HTTP" },
  { "issuer", "https://login.acme.example:8443/realms/x", NULL },
  { "redirect-host", "0.0.0.0", "Redirect host" },
  { "redirect-host", "acme.example", "Redirect host" },
  { "redirect-host", "::1", NULL },
  { "redirect-ports", "8400,", "Redirect port" },
  { "redirect-ports", "70000", "Redirect port" },
  { "redirect-ports", "0,8400", "Redirect port" },
  { "redirect-ports", "8400, 8401", NULL },
  { "redirect-path", "callback", "Redirect path" },
  { "redirect-path", "/call?back", "Redirect path" },
  { "redirect-path", "/", NULL },
  { "scopes", "openid \"profile\"", "Scopes" },
  { "scopes", "", NULL },
  { "resource", "https://api.example/#x", "Resource" },
  { "resource", "not-absolute", "Resource" },
  { "resource", "https://api.example/ urn:two", NULL },
  { "token-endpoint", "https://acme.example/token", "Authorization endpoint" },
  { "jwks-uri", "http://acme.example/keys", "JWKS URI" },
  { "jwks-uri", "https://acme.example/keys?v=1", NULL },
  { "introspection-endpoint", "http://acme.example/", "Introspection endpoint" },
  { "device-authorization-endpoint", "https://a:b@acme.example/", "Device authorization" },
  { "end-session-endpoint", "javascript:alert(1)", "End session" },
  { "pushed-authorization-request-endpoint", "https://acme.example/#", "Pushed" },
  { "response-mode", "fragment", "Response mode" },
  { "response-mode", "form_post", NULL },
  { "id-token-algorithm", "none", "ID token algorithm" },
  { "id-token-algorithm", "rs256", "ID token algorithm" },
  { "id-token-algorithm", "EdDSA", NULL },
  { "ca-certificates", "Acme Root", "PEM" },
  { "ca-certificates", "-----BEGIN CERTIFICATE-----\nMIIB", "PEM" },
  { "ca-certificates", "-----BEGIN CERTIFICATE-----\n!!\n-----END CERTIFICATE-----", "PEM" },
  { "ca-certificates", "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----",
    "private key" },
  { "ca-certificates",
    "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n"
    "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", "PEM" },
};

static void
test_validates (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (CckProvider) provider = store_test_new_provider ("Acme");
      g_autoptr (GError) error = NULL;
      gboolean valid;

      g_object_set (provider, values[i].property, values[i].value, NULL);
      valid = cck_provider_validate (provider, &error);

      g_test_message ("%s: %s", values[i].property, values[i].value);
      g_assert_cmpint (valid, ==, values[i].words == NULL);
      if (!valid)
        store_test_take_error (&error, CCK_STORE_ERROR_INVALID_PROVIDER, values[i].words);
    }
}

static void
test_plain_http_is_for_this_computer (void)
{
  const char * const fine[] = {
    "http://127.0.0.1:8080/", "http://[::1]:8080/", "http://localhost:8080/realm"
  };
  g_autoptr (CckProvider) provider = store_test_new_provider ("Local");
  g_autoptr (GError) error = NULL;

  g_object_set (provider, "allow-http-loopback", TRUE, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (fine); i++)
    {
      g_object_set (provider, "issuer", fine[i], NULL);
      g_assert_true (cck_provider_validate (provider, &error));
    }

  g_object_set (provider, "issuer", "http://127.0.0.1.evil.example/", NULL);
  g_assert_false (cck_provider_validate (provider, &error));
  store_test_take_error (&error, CCK_STORE_ERROR_INVALID_PROVIDER, "https://");
}

static void
test_parameters_do_not_override_the_protocol (void)
{
  const char * const bad[] = {
    "authorization:redirect_uri=https://evil.example/", "token:code_verifier=x",
    "refresh:refresh_token=x", "authorization:state=fixed", "authorization:nonce=fixed",
    "device:a=b", "authorization:=b", "authorization:a", "a=b"
  };
  g_autoptr (CckProvider) provider = store_test_new_provider ("Acme");
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const char * const parameters[] = { "authorization:acr_values=gold", bad[i], NULL };
      g_auto (GStrv) for_authorization = NULL;

      g_object_set (provider, "parameters", parameters, NULL);
      g_assert_false (cck_provider_validate (provider, &error));
      store_test_take_error (&error, CCK_STORE_ERROR_INVALID_PROVIDER, "Parameter");

      for_authorization = cck_provider_dup_parameters_for (provider, "authorization");
      g_assert_false (g_strv_contains ((const char * const *) for_authorization, "state"));
      g_assert_false (g_strv_contains ((const char * const *) for_authorization, "redirect_uri"));
    }
}

static const struct
{
  const char *host;
  const char *ports;
  const char *path;
  const char *uris;
} redirects[] = {
  { NULL, NULL, NULL, "http://127.0.0.1/callback" },
  { "::1", "8400", "/cb", "http://[::1]:8400/cb" },
  { "localhost", "8400,8401", NULL,
    "http://localhost:8400/callback\nhttp://localhost:8401/callback" },
};

static void
test_says_the_redirect_uri_to_register (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (redirects); i++)
    {
      g_autoptr (CckProvider) provider = store_test_new_provider ("Acme");
      g_autofree char *uris = NULL;

      g_object_set (provider, "redirect-host", redirects[i].host, "redirect-ports",
                    redirects[i].ports, "redirect-path", redirects[i].path, NULL);
      uris = cck_provider_dup_redirect_uri_to_register (provider);

      g_assert_cmpstr (uris, ==, redirects[i].uris);
    }
}

static void
test_auth_words_are_the_registered_ones (void)
{
  CckProviderAuth auth = CCK_PROVIDER_AUTH_NONE;

  for (int i = CCK_PROVIDER_AUTH_NONE; i <= CCK_PROVIDER_AUTH_TLS_CLIENT_AUTH; i++)
    {
      g_assert_true (cck_provider_auth_from_string (cck_provider_auth_to_string (i), &auth));
      g_assert_cmpint (auth, ==, i);
    }

  g_assert_cmpstr (cck_provider_auth_to_string (CCK_PROVIDER_AUTH_CLIENT_SECRET_BASIC), ==,
                   "client_secret_basic");
  g_assert_true (cck_provider_auth_needs_secret (CCK_PROVIDER_AUTH_CLIENT_SECRET_POST));
  g_assert_false (cck_provider_auth_needs_secret (CCK_PROVIDER_AUTH_PRIVATE_KEY_JWT));
  g_assert_false (cck_provider_auth_from_string ("Basic", &auth));
}

int
main (int   argc,
      char *argv[])
{
  store_test_init (&argc, &argv);

  g_test_add_func ("/store/provider/has-defaults", test_has_defaults);
  g_test_add_func ("/store/provider/notifies-changes-only", test_notifies_changes_only);
  g_test_add_func ("/store/provider/copy-has-every-value", test_copy_has_every_value);
  g_test_add_func ("/store/provider/reads-format-1", test_reads_format_1);
  g_test_add_func ("/store/provider/copies-format-2", test_copies_format_2);
  g_test_add_func ("/store/provider/format-is-the-lowest-that-says-it",
                   test_format_is_the_lowest_that_says_it);
  g_test_add_func ("/store/provider/keeps-what-it-does-not-know",
                   test_keeps_what_it_does_not_know);
  for (gsize i = 0; i < G_N_ELEMENTS (bad_files); i++)
    {
      g_autofree char *path = g_strconcat ("/store/provider/refuses/", bad_files[i].path, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_refuses_bad_file);
    }
  g_test_add_func ("/store/provider/validates", test_validates);
  g_test_add_func ("/store/provider/plain-http-is-for-this-computer",
                   test_plain_http_is_for_this_computer);
  g_test_add_func ("/store/provider/parameters-do-not-override-the-protocol",
                   test_parameters_do_not_override_the_protocol);
  g_test_add_func ("/store/provider/says-the-redirect-uri-to-register",
                   test_says_the_redirect_uri_to_register);
  g_test_add_func ("/store/provider/auth-words-are-the-registered-ones",
                   test_auth_words_are_the_registered_ones);

  return g_test_run ();
}
