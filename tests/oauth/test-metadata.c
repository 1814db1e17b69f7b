/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-metadata.h"
#include "cck-oauth-error.h"
#include "cck-test-main.h"

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

  g_assert_null (parse (HEAD "}", ISSUER "/x", CCK_HTTP_NONE, &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_ISSUER_MISMATCH);
  g_assert_cmpstr (error->message, ==,
                   "The provider calls itself “" ISSUER "”, not “" ISSUER "/x”. Use “" ISSUER
                   "” or contact the provider.");
}

static void
test_slash_at_the_end (void)
{
  g_autoptr (GError) added = NULL;
  g_autoptr (GError) missing = NULL;

  g_assert_null (parse (HEAD "}", ISSUER "/", CCK_HTTP_NONE, &added));
  g_assert_error (added, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_ISSUER_MISMATCH);
  g_assert_cmpstr (added->message, ==,
                   "The provider calls itself “" ISSUER "”, without a slash at the end, not “"
                   ISSUER "/”. Use “" ISSUER "”.");

  g_assert_null (parse ("{\"issuer\":\"" ISSUER "/\"}", ISSUER, CCK_HTTP_NONE, &missing));
  g_assert_error (missing, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_ISSUER_MISMATCH);
  g_assert_cmpstr (missing->message, ==,
                   "The provider calls itself “" ISSUER "/”, with a slash at the end, not “"
                   ISSUER "”. Use “" ISSUER "/”.");
}

static void
test_tenant_pattern (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (parse ("{\"issuer\":\"https://login.example/{tenantid}/v2.0\"}",
                        "https://login.example/common/v2.0", CCK_HTTP_NONE, &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_ISSUER_MISMATCH);
  g_assert_cmpstr (error->message, ==,
                   "“https://login.example/common/v2.0” is shared by many tenants, and its issuer "
                   "is the pattern “https://login.example/{tenantid}/v2.0”, which no token is ever "
                   "from. Use the issuer of one tenant: its own ID in the place of “{tenantid}”.");
}

/* GitHub: opaque tokens, no ID token, no document. */
static void
test_manual_endpoints (void)
{
  static const CckMetadataEndpoints endpoints = {
    .authorization_endpoint = "https://github.example/login/oauth/authorize",
    .token_endpoint = "https://github.example/login/oauth/access_token",
    .userinfo_endpoint = "https://api.github.example/user",
    .revocation_endpoint = "https://a.example/1",
    .introspection_endpoint = "https://a.example/2",
    .end_session_endpoint = "https://a.example/3",
    .registration_endpoint = "https://a.example/4",
    .device_authorization_endpoint = "https://github.example/login/device/code",
    .pushed_authorization_request_endpoint = "https://a.example/5",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (CckMetadata) metadata =
      cck_metadata_new_manual ("https://github.example", &endpoints, CCK_HTTP_NONE, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (cck_metadata_get_userinfo_endpoint (metadata), ==,
                   endpoints.userinfo_endpoint);
  g_assert_cmpstr (cck_metadata_get_device_authorization_endpoint (metadata), ==,
                   endpoints.device_authorization_endpoint);
  g_assert_cmpstr (cck_metadata_get_pushed_authorization_request_endpoint (metadata), ==,
                   endpoints.pushed_authorization_request_endpoint);
  g_assert_null (cck_metadata_get_jwks_uri (metadata));
  g_assert_null (cck_metadata_get_document (metadata));
}

static void
test_manual_endpoints_are_checked (void)
{
  static const CckMetadataEndpoints insecure = {
    .token_endpoint = "https://a.example/token",
    .introspection_endpoint = "http://a.example/introspect",
  };
  static const CckMetadataEndpoints empty = { 0 };
  g_autoptr (GError) plain = NULL;
  g_autoptr (GError) missing = NULL;

  g_assert_null (cck_metadata_new_manual (ISSUER, &insecure, CCK_HTTP_NONE, &plain));
  g_assert_error (plain, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_INSECURE);
  g_assert_null (cck_metadata_new_manual (ISSUER, &empty, CCK_HTTP_NONE, &missing));
  g_assert_error (missing, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_METADATA);
}

static void
test_own_endpoint_goes_first (void)
{
  g_autoptr (CckMetadata) published =
      parse (HEAD ",\"scopes_supported\":[\"openid\"],\"require_signed_request_object\":true,"
                  "\"mtls_endpoint_aliases\":{\"token_endpoint\":\"https://m.example/t\"}}",
             ISSUER, CCK_HTTP_NONE, NULL);
  const CckMetadataEndpoints good = { .token_endpoint = "https://a.example/own" };
  const CckMetadataEndpoints insecure = { .userinfo_endpoint = "http://a.example/" };
  g_autoptr (GError) error = NULL;
  g_autoptr (CckMetadata) own = cck_metadata_with_endpoints (published, &good, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (cck_metadata_get_token_endpoint (own), ==, "https://a.example/own");
  g_assert_null (cck_metadata_get_mtls_endpoint (own, "token_endpoint"));
  g_assert_cmpstr (cck_metadata_get_scopes_supported (own)[0], ==, "openid");
  g_assert_true (cck_metadata_get_require_signed_request (own));
  g_assert_cmpstr (cck_metadata_get_token_endpoint (published), ==, ISSUER "/token");
  g_assert_cmpstr (cck_metadata_get_mtls_endpoint (published, "token_endpoint"), ==,
                   "https://m.example/t");

  g_assert_null (cck_metadata_with_endpoints (published, &insecure, &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_INSECURE);
}

static void
test_aliases_are_checked (void)
{
  assert_refused (HEAD ",\"mtls_endpoint_aliases\":{\"token_endpoint\":\"http://m.example/\"}}",
                  CCK_OAUTH_ERROR_INSECURE);
}

static void
test_every_list_and_switch (void)
{
  static const char *const *(*const lists[]) (CckMetadata *self) = {
    cck_metadata_get_scopes_supported,
    cck_metadata_get_grant_types_supported,
    cck_metadata_get_response_types_supported,
    cck_metadata_get_response_modes_supported,
    cck_metadata_get_code_challenge_methods_supported,
    cck_metadata_get_acr_values_supported,
    cck_metadata_get_prompt_values_supported,
    cck_metadata_get_token_endpoint_auth_methods_supported,
    cck_metadata_get_token_endpoint_auth_signing_alg_values_supported,
    cck_metadata_get_revocation_endpoint_auth_methods_supported,
    cck_metadata_get_introspection_endpoint_auth_methods_supported,
    cck_metadata_get_id_token_signing_alg_values_supported,
    cck_metadata_get_userinfo_signing_alg_values_supported,
    cck_metadata_get_request_object_signing_alg_values_supported,
    cck_metadata_get_dpop_signing_alg_values_supported,
  };
  static gboolean (*const switches[]) (CckMetadata *self) = {
    cck_metadata_get_iss_in_response,         cck_metadata_get_require_pushed,
    cck_metadata_get_request_parameter,       cck_metadata_get_require_signed_request,
    cck_metadata_get_certificate_bound_tokens, cck_metadata_get_backchannel_logout,
  };
  g_autoptr (CckMetadata) bare = parse (HEAD "}", ISSUER, CCK_HTTP_NONE, NULL);
  g_autoptr (CckMetadata) full = parse (
      HEAD ",\"scopes_supported\":[\"x\"],\"grant_types_supported\":[\"x\"],"
           "\"response_types_supported\":[\"x\"],\"response_modes_supported\":[\"x\"],"
           "\"code_challenge_methods_supported\":[\"x\"],\"acr_values_supported\":[\"x\"],"
           "\"prompt_values_supported\":[\"x\"],"
           "\"token_endpoint_auth_methods_supported\":[\"x\"],"
           "\"token_endpoint_auth_signing_alg_values_supported\":[\"x\"],"
           "\"revocation_endpoint_auth_methods_supported\":[\"x\"],"
           "\"introspection_endpoint_auth_methods_supported\":[\"x\"],"
           "\"id_token_signing_alg_values_supported\":[\"x\"],"
           "\"userinfo_signing_alg_values_supported\":[\"x\"],"
           "\"request_object_signing_alg_values_supported\":[\"x\"],"
           "\"dpop_signing_alg_values_supported\":[\"x\"],"
           "\"authorization_response_iss_parameter_supported\":true,"
           "\"require_pushed_authorization_requests\":true,\"request_parameter_supported\":true,"
           "\"require_signed_request_object\":true,\"backchannel_logout_supported\":true,"
           "\"tls_client_certificate_bound_access_tokens\":true}",
      ISSUER, CCK_HTTP_NONE, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_assert_null (lists[i] (bare));
      g_assert_cmpstr (lists[i] (full)[0], ==, "x");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (switches); i++)
    {
      g_assert_false (switches[i] (bare));
      g_assert_true (switches[i] (full));
    }
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

/* What is allowed for a provider on this computer is no leave for one elsewhere to have its neighbours
 * asked. */
static void
test_no_way_in (void)
{
  static const char *const members[] = {
    "\"token_endpoint\":\"http://127.0.0.1:631/\"",
    "\"token_endpoint\":\"" ISSUER "/t\",\"jwks_uri\":\"http://localhost:631/\"",
    "\"token_endpoint\":\"" ISSUER "/t\","
    "\"mtls_endpoint_aliases\":{\"token_endpoint\":\"http://[::1]:631/\"}",
  };
  static const CckMetadataEndpoints own = { .userinfo_endpoint = "http://127.0.0.1:1/userinfo" };
  g_autoptr (CckMetadata) metadata = NULL;
  g_autoptr (CckMetadata) changed = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"issuer\":\"" ISSUER "\",%s}", members[i]);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", members[i]);
      g_assert_null (parse (text, ISSUER, CCK_HTTP_ALLOW_LOOPBACK, &error));
      g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_INSECURE);
    }

  /* A person's own address is another thing. */
  metadata = parse (HEAD "}", ISSUER, CCK_HTTP_ALLOW_LOOPBACK, NULL);
  changed = cck_metadata_with_endpoints (metadata, &own, NULL);
  g_assert_nonnull (changed);
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

int
main (int argc, char *argv[])
{
  cck_test_init (&argc, &argv);

  g_test_add_func ("/oauth/protocol/rule-08-insecure-endpoints", test_insecure_endpoints);
  g_test_add_func ("/oauth/protocol/rule-08-loopback-issuer", test_loopback_issuer);
  g_test_add_func ("/oauth/protocol/rule-08-no-way-in-from-outside", test_no_way_in);
  g_test_add_func ("/oauth/protocol/rule-32-exact-issuer", test_exact_issuer);
  g_test_add_func ("/oauth/protocol/rule-32-both-issuers-are-shown", test_both_issuers_are_shown);
  g_test_add_func ("/oauth/protocol/rule-32-well-known", test_well_known);
  g_test_add_func ("/oauth/protocol/rule-32-slash-at-the-end", test_slash_at_the_end);
  g_test_add_func ("/oauth/protocol/rule-35-strict-metadata", test_strict_json);
  g_test_add_func ("/oauth/metadata/whole-document", test_whole_document);
  g_test_add_func ("/oauth/metadata/tenant-pattern", test_tenant_pattern);
  g_test_add_func ("/oauth/metadata/every-list-and-switch", test_every_list_and_switch);
  g_test_add_func ("/oauth/metadata/manual-endpoints", test_manual_endpoints);
  g_test_add_func ("/oauth/metadata/manual-endpoints-are-checked",
                   test_manual_endpoints_are_checked);
  g_test_add_func ("/oauth/metadata/own-endpoint-goes-first", test_own_endpoint_goes_first);
  g_test_add_func ("/oauth/metadata/aliases-are-checked", test_aliases_are_checked);
  g_test_add_func ("/oauth/metadata/typed-issuers", test_typed_issuers);

  return g_test_run ();
}
