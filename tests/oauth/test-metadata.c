/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-metadata.h"
#include "cck-oauth-error.h"
#include "cck-test-future.h"
#include "cck-test-main.h"
#include "cck-test-server.h"

#define ISSUER "https://issuer.example"
#define HEAD "{\"issuer\":\"" ISSUER "\",\"token_endpoint\":\"" ISSUER "/token\""

static CckMetadata *
parse (const char *text, const char *issuer, CckHttpFlags flags, GError **error)
{
  g_autoptr (GBytes) document = g_bytes_new (text, strlen (text));

  return cck_metadata_parse (document, issuer, flags, error);
}

static void
assert_refused (const char *text, CckOauthError code)
{
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", text);
  g_assert_null (parse (text, ISSUER, CCK_HTTP_NONE, &error));
  g_assert_error (error, CCK_OAUTH_ERROR, (int) code);
}

static void
test_whole_document (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckMetadata) metadata =
      parse (HEAD ",\"authorization_endpoint\":\"" ISSUER "/authorize?x=y\","
                  "\"jwks_uri\":\"https://keys.example/jwks\",\"userinfo_endpoint\":null,"
                  "\"revocation_endpoint\":\"\",\"scopes_supported\":[\"openid\",\"email\"],"
                  "\"authorization_response_iss_parameter_supported\":true,"
                  "\"require_pushed_authorization_requests\":true,\"unknown\":{\"a\":[1]}}",
             ISSUER, CCK_HTTP_NONE, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (cck_metadata_get_issuer (metadata), ==, ISSUER);
  g_assert_cmpstr (cck_metadata_get_authorization_endpoint (metadata), ==,
                   ISSUER "/authorize?x=y");
  g_assert_cmpstr (cck_metadata_get_token_endpoint (metadata), ==, ISSUER "/token");
  g_assert_cmpstr (cck_metadata_get_jwks_uri (metadata), ==, "https://keys.example/jwks");
  g_assert_null (cck_metadata_get_userinfo_endpoint (metadata));
  g_assert_null (cck_metadata_get_revocation_endpoint (metadata));
  g_assert_cmpstr (cck_metadata_get_scopes_supported (metadata)[1], ==, "email");
  g_assert_null (cck_metadata_get_grant_types_supported (metadata));
  g_assert_true (cck_metadata_get_iss_in_response (metadata));
  g_assert_true (cck_metadata_get_require_pushed (metadata));
}

static void
test_exact_issuer (void)
{
  static const char *const others[] = {
    "https://issuer.example/", "https://ISSUER.example", "https://issuer.example:443",
    "http://issuer.example", "https://issuer.example ", "https://issuer.exampl",
    "https://issuer.example\\u0000", "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"issuer\":\"%s\",\"token_endpoint\":\"" ISSUER "/token\"}", others[i]);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", others[i]);
      g_assert_null (parse (text, ISSUER, CCK_HTTP_NONE, &error));
      g_assert_true (g_error_matches (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_ISSUER_MISMATCH) ||
                     g_error_matches (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_METADATA));
    }
}

static void
test_both_issuers_are_shown (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (parse (HEAD "}", ISSUER "/", CCK_HTTP_NONE, &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_ISSUER_MISMATCH);
  g_assert_cmpstr (error->message, ==,
                   "The provider calls itself “" ISSUER "”, not “" ISSUER "/”. Use “" ISSUER
                   "” or contact the provider.");
}

static void
test_tenant_pattern (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (parse ("{\"issuer\":\"https://login.example/{tenantid}/v2.0\"}",
                        "https://login.example/common/v2.0", CCK_HTTP_NONE, &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_ISSUER_MISMATCH);
  g_assert_nonnull (strstr (error->message, "one tenant"));
}

static void
test_insecure_endpoints (void)
{
  static const char *const names[] = {
    "authorization_endpoint", "jwks_uri", "userinfo_endpoint", "revocation_endpoint",
    "introspection_endpoint", "end_session_endpoint", "registration_endpoint",
    "device_authorization_endpoint", "pushed_authorization_request_endpoint",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = g_strdup_printf (HEAD ",\"%s\":\"http://issuer.example/x\"}",
                                               names[i]);
      g_autofree char *mistyped = g_strdup_printf (HEAD ",\"%s\":7}", names[i]);

      assert_refused (text, CCK_OAUTH_ERROR_INSECURE);
      assert_refused (mistyped, CCK_OAUTH_ERROR_BAD_METADATA);
    }
}

static void
test_loopback_issuer (void)
{
  static const char text[] = "{\"issuer\":\"http://127.0.0.1:1\","
                             "\"token_endpoint\":\"http://127.0.0.1:1/token\"}";
  g_autoptr (GError) error = NULL;
  g_autoptr (CckMetadata) refused =
      parse (text, "http://127.0.0.1:1", CCK_HTTP_NONE, &error);
  g_autoptr (CckMetadata) allowed =
      parse (text, "http://127.0.0.1:1", CCK_HTTP_ALLOW_LOOPBACK, NULL);

  g_assert_null (refused);
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_INSECURE);
  g_assert_nonnull (allowed);
  g_assert_cmpint (cck_metadata_get_flags (allowed), ==, CCK_HTTP_ALLOW_LOOPBACK);
}

static void
test_strict_json (void)
{
  assert_refused ("<!DOCTYPE html>", CCK_OAUTH_ERROR_BAD_ANSWER);
  assert_refused ("", CCK_OAUTH_ERROR_BAD_ANSWER);
  assert_refused ("[]", CCK_OAUTH_ERROR_BAD_ANSWER);
  assert_refused (HEAD, CCK_OAUTH_ERROR_BAD_ANSWER);
  assert_refused (HEAD "} trailing", CCK_OAUTH_ERROR_BAD_ANSWER);
  assert_refused (HEAD ",\"issuer\":\"https://evil.example\"}", CCK_OAUTH_ERROR_BAD_ANSWER);
  assert_refused ("{}", CCK_OAUTH_ERROR_BAD_METADATA);
  assert_refused ("{\"issuer\":\"" ISSUER "\"}", CCK_OAUTH_ERROR_BAD_METADATA);
}

static void
test_typed_issuers (void)
{
  static const struct
  {
    const char *typed;
    const char *issuer;
  } cases[] = {
    { "https://a.example", "https://a.example" },
    { "  https://a.example/ \n", "https://a.example/" },
    { "a.example/realms/x", "https://a.example/realms/x" },
    { "https://a.example/.well-known/openid-configuration", "https://a.example" },
    { "https://a.example/x/.well-known/openid-configuration", "https://a.example/x" },
    { "https://a.example/.well-known/oauth-authorization-server", "https://a.example" },
    { "https://a.example/.well-known/oauth-authorization-server/x", "https://a.example/x" },
    { "https://a.example/x/.well-known/openid-configuration-not",
      "https://a.example/x/.well-known/openid-configuration-not" },
    { "http://127.0.0.1:80", "http://127.0.0.1:80" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *issuer = cck_metadata_dup_issuer (cases[i].typed);

      g_assert_cmpstr (issuer, ==, cases[i].issuer);
    }
}

static void
test_well_known (void)
{
  static const struct
  {
    const char *issuer;
    const char *openid;
    const char *oauth;
  } cases[] = {
    { "https://a.example", "https://a.example/.well-known/openid-configuration",
      "https://a.example/.well-known/oauth-authorization-server" },
    { "https://a.example/", "https://a.example/.well-known/openid-configuration",
      "https://a.example/.well-known/oauth-authorization-server" },
    { "https://a.example/x", "https://a.example/x/.well-known/openid-configuration",
      "https://a.example/.well-known/oauth-authorization-server/x" },
    { "https://a.example:8443/x/y/", "https://a.example:8443/x/y/.well-known/openid-configuration",
      "https://a.example:8443/.well-known/oauth-authorization-server/x/y" },
    { "no address", NULL, NULL },
    { "https://a.example?x", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *openid = cck_metadata_dup_well_known (cases[i].issuer, FALSE);
      g_autofree char *oauth = cck_metadata_dup_well_known (cases[i].issuer, TRUE);

      g_assert_cmpstr (openid, ==, cases[i].openid);
      g_assert_cmpstr (oauth, ==, cases[i].oauth);
    }
}

typedef struct
{
  CckTestServer *server;
  CckHttp *http;
  char *issuer;
  char *document;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->server = cck_test_server_new ();
  self->http = cck_http_new ();
  self->issuer = cck_test_server_dup_uri (self->server, "/x");
  self->document = g_strdup_printf ("{\"issuer\":\"%s\",\"token_endpoint\":\"%s/token\"}",
                                    self->issuer, self->issuer);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->http);
  cck_test_server_free (self->server);
  g_free (self->issuer);
  g_free (self->document);
}

static CckMetadata *
fetch (Fixture *self, GError **error)
{
  return cck_test_await_boxed (
      cck_metadata_fetch (self->http, self->issuer, CCK_HTTP_ALLOW_LOOPBACK), error);
}

static void
test_fetch_openid (Fixture *self, gconstpointer data)
{
  g_autoptr (CckMetadata) metadata = NULL;
  g_autoptr (GError) error = NULL;

  cck_test_server_add_json (self->server, "/x/.well-known/openid-configuration", "200 OK",
                            self->document);
  metadata = fetch (self, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (cck_metadata_get_issuer (metadata), ==, self->issuer);
  g_assert_nonnull (cck_metadata_get_document (metadata));
}

static void
test_fetch_oauth (Fixture *self, gconstpointer data)
{
  g_autoptr (CckMetadata) metadata = NULL;
  g_autoptr (GError) error = NULL;

  cck_test_server_add_json (self->server, "/.well-known/oauth-authorization-server/x", "200 OK",
                            self->document);
  metadata = fetch (self, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (cck_metadata_get_issuer (metadata), ==, self->issuer);
}

static void
test_fetch_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (fetch (self, &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_NO_CONFIGURATION);
  g_assert_cmpstr (error->message, ==,
                   "No provider configuration at this address. Check the issuer URL.");
}

static void
test_fetch_wrong_issuer (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  cck_test_server_add_json (self->server, "/x/.well-known/openid-configuration", "200 OK",
                            HEAD "}");
  g_assert_null (fetch (self, &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_ISSUER_MISMATCH);
}

static void
test_fetch_page (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  cck_test_server_add (self->server, "/x/.well-known/openid-configuration",
                       "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 15\r\n\r\n"
                       "<!DOCTYPE html>");
  g_assert_null (fetch (self, &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER);
}

static void
test_fetch_insecure (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cck_test_await_boxed (
      cck_metadata_fetch (self->http, self->issuer, CCK_HTTP_NONE), &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_INSECURE);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  cck_test_init (&argc, &argv);

  g_test_add_func ("/oauth/protocol/rule-08-insecure-endpoints", test_insecure_endpoints);
  g_test_add_func ("/oauth/protocol/rule-08-loopback-issuer", test_loopback_issuer);
  g_test_add_func ("/oauth/protocol/rule-32-exact-issuer", test_exact_issuer);
  g_test_add_func ("/oauth/protocol/rule-32-both-issuers-are-shown", test_both_issuers_are_shown);
  g_test_add_func ("/oauth/protocol/rule-32-well-known", test_well_known);
  g_test_add_func ("/oauth/protocol/rule-35-strict-metadata", test_strict_json);
  g_test_add_func ("/oauth/metadata/whole-document", test_whole_document);
  g_test_add_func ("/oauth/metadata/tenant-pattern", test_tenant_pattern);
  g_test_add_func ("/oauth/metadata/typed-issuers", test_typed_issuers);
  ADD ("/oauth/metadata/fetch-openid", test_fetch_openid);
  ADD ("/oauth/metadata/fetch-oauth", test_fetch_oauth);
  ADD ("/oauth/metadata/fetch-nothing", test_fetch_nothing);
  ADD ("/oauth/metadata/fetch-wrong-issuer", test_fetch_wrong_issuer);
  ADD ("/oauth/metadata/fetch-page", test_fetch_page);
  ADD ("/oauth/metadata/fetch-insecure", test_fetch_insecure);

  return g_test_run ();
}
