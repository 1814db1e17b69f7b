/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-authorization.h"
#include "cck-oauth-error.h"
#include "cck-pkce.h"
#include "cck-sensitive.h"
#include "cck-test-main.h"
#include "cck-test-provider.h"

#define REDIRECT_URI "http://127.0.0.1:41234/callback"
#define ANNOUNCES_ISS ",\"authorization_response_iss_parameter_supported\":true"

static CckAuthorization *
new_authorization (const char *extra, const char *scope)
{
  g_autoptr (CckMetadata) metadata = cck_test_provider_new_metadata (extra);
  g_autoptr (GError) error = NULL;
  CckAuthorization *authorization;

  authorization = cck_authorization_new (metadata, "my client", REDIRECT_URI, scope, &error);
  g_assert_no_error (error);

  return authorization;
}

/* Parses `format`, in which STATE stands for the real one. */
static char *
parse (CckAuthorization *authorization, const char *query, GError **error)
{
  g_autofree char *state = cck_test_provider_dup_parameter (authorization, "state");
  g_autoptr (GString) text = g_string_new (query);
  g_autoptr (CckAuthorizationResponse) response = NULL;

  g_string_replace (text, "STATE", state, 0);
  response = cck_authorization_parse_response (authorization, text->str, error);

  return response != NULL ? cck_authorization_response_take_code (response) : NULL;
}

static void
assert_ends (const char *extra, const char *query, CckOauthError code)
{
  g_autoptr (CckAuthorization) authorization = new_authorization (extra, "openid");
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", query);
  g_assert_null (parse (authorization, query, &error));
  g_assert_error (error, CCK_OAUTH_ERROR, (int) code);
  g_assert_false (cck_authorization_is_open (authorization));
}

static void
assert_signs_in (const char *extra, const char *query)
{
  g_autoptr (CckAuthorization) authorization = new_authorization (extra, "openid");
  g_autoptr (GError) error = NULL;
  g_autofree char *code = parse (authorization, query, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (code, ==, "c");
}

static void
assert_parameter (CckAuthorization *authorization, const char *name, const char *expected)
{
  g_autofree char *value = cck_test_provider_dup_parameter (authorization, name);

  g_assert_cmpstr (value, ==, expected);
}

static void
test_request (void)
{
  g_autoptr (CckAuthorization) authorization = new_authorization (NULL, "openid offline_access");
  g_autofree char *uri = cck_authorization_dup_uri (authorization);
  g_autofree char *challenge =
      cck_pkce_challenge_for (cck_authorization_get_verifier (authorization));

  g_assert_true (g_str_has_prefix (uri, CCK_TEST_ISSUER "/authorize?response_type=code&"));
  assert_parameter (authorization, "client_id", "my client");
  assert_parameter (authorization, "redirect_uri", REDIRECT_URI);
  assert_parameter (authorization, "scope", "openid offline_access");
  assert_parameter (authorization, "code_challenge", challenge);
  assert_parameter (authorization, "code_challenge_method", "S256");
  g_assert_null (strstr (uri, cck_authorization_get_verifier (authorization)));
}

static void
test_no_implicit_grant (void)
{
  g_autoptr (CckAuthorization) authorization = new_authorization (NULL, "openid");
  g_autoptr (GError) error = NULL;

  assert_parameter (authorization, "response_type", "code");
  g_assert_false (
      cck_authorization_add_parameter (authorization, "response_type", "token", &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER);
}

static void
test_never_plain (void)
{
  g_autoptr (CckMetadata) metadata =
      cck_test_provider_new_metadata (",\"code_challenge_methods_supported\":[\"plain\"]");
  g_autoptr (CckMetadata) both = cck_test_provider_new_metadata (
      ",\"code_challenge_methods_supported\":[\"plain\",\"S256\"]");
  g_autoptr (GError) error = NULL;

  g_assert_null (cck_authorization_new (metadata, "c", REDIRECT_URI, "openid", &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED);
  g_assert_true (cck_metadata_check_pkce (both, NULL));
}

static void
test_state_is_fresh (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 0; i < 100; i++)
    {
      g_autoptr (CckAuthorization) authorization = new_authorization (NULL, "openid");
      g_autofree char *state = cck_test_provider_dup_parameter (authorization, "state");

      /* 22 characters of Base64URL are 128 bits and more. */
      g_assert_cmpuint (strlen (state), >=, 22);
      g_assert_true (g_hash_table_add (seen, g_steal_pointer (&state)));
    }
}

static void
test_nonce (void)
{
  g_autoptr (CckAuthorization) one = new_authorization (NULL, "email openid");
  g_autoptr (CckAuthorization) two = new_authorization (NULL, "email openid");
  g_autoptr (CckAuthorization) plain = new_authorization (NULL, "openid-ish email");

  assert_parameter (one, "nonce", cck_authorization_get_nonce (one));
  g_assert_cmpuint (strlen (cck_authorization_get_nonce (one)), >=, 22);
  g_assert_cmpstr (cck_authorization_get_nonce (one), !=, cck_authorization_get_nonce (two));
  g_assert_null (cck_authorization_get_nonce (plain));
  assert_parameter (plain, "nonce", NULL);
}

/* Nothing is asked for that nobody wanted. */
static void
test_least_scope (void)
{
  g_autoptr (CckAuthorization) none = new_authorization (NULL, NULL);
  g_autoptr (CckAuthorization) one = new_authorization (NULL, "read");

  assert_parameter (none, "scope", NULL);
  assert_parameter (none, "nonce", NULL);
  assert_parameter (one, "scope", "read");
}

static void
test_parameters (void)
{
  g_autoptr (CckAuthorization) authorization = new_authorization (NULL, "openid");
  g_autofree char *uri = NULL;

  g_assert_true (cck_authorization_add_parameter (authorization, "prompt", "login", NULL));
  g_assert_true (
      cck_authorization_add_parameter (authorization, "login_hint", "a&b=c@d.example", NULL));
  g_assert_true (cck_authorization_add_parameter (authorization, "resource", "https://a", NULL));
  g_assert_true (cck_authorization_add_parameter (authorization, "resource", "https://b", NULL));
  cck_authorization_set_max_age (authorization, 0);

  uri = cck_authorization_dup_uri (authorization);
  assert_parameter (authorization, "prompt", "login");
  assert_parameter (authorization, "login_hint", "a&b=c@d.example");
  assert_parameter (authorization, "max_age", "0");
  g_assert_nonnull (strstr (uri, "&resource=https%3A%2F%2Fa&resource=https%3A%2F%2Fb"));
}

static void
test_protocol_parameters (void)
{
  static const char *const names[] = {
    "client_id", "redirect_uri", "response_type", "response_mode", "scope", "state", "nonce",
    "code_challenge", "code_challenge_method", "request", "request_uri", "client_secret", "",
  };
  g_autoptr (CckAuthorization) authorization = new_authorization (NULL, "openid");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (cck_authorization_add_parameter (authorization, names[i], "x", &error));
      g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER);
    }
}

static void
test_parameter_twice (void)
{
  g_autoptr (CckAuthorization) authorization = new_authorization (NULL, "openid");
  g_autoptr (GError) error = NULL;

  g_assert_true (cck_authorization_add_parameter (authorization, "prompt", "login", NULL));
  g_assert_false (cck_authorization_add_parameter (authorization, "prompt", "none", &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER);
}

static void
test_endpoint_keeps_its_query (void)
{
  static const CckMetadataEndpoints endpoints = {
    .authorization_endpoint = "https://a.example/authorize?p=b2c",
    .token_endpoint = "https://a.example/token",
  };
  g_autoptr (CckMetadata) metadata =
      cck_metadata_new_manual ("https://a.example", &endpoints, CCK_HTTP_NONE, NULL);
  g_autoptr (CckAuthorization) authorization = NULL;
  g_autofree char *uri = NULL;

  authorization = cck_authorization_new (metadata, "c", REDIRECT_URI, NULL, NULL);
  uri = cck_authorization_dup_uri (authorization);

  g_assert_true (
      g_str_has_prefix (uri, "https://a.example/authorize?p=b2c&response_type=code&client_id=c&"));
  assert_parameter (authorization, "scope", NULL);
}

static void
test_signs_in (void)
{
  assert_signs_in (NULL, "code=c&state=STATE");
  assert_signs_in (NULL, "state=STATE&code=c&session_state=x.y&foo=%C3%A4+b");
  assert_signs_in (NULL, "error=&state=STATE&code=c");
}

static void
test_state_first (void)
{
  static const char *const queries[] = {
    NULL, "", "code=c", "code=c&state=", "code=c&state=other", "code=c&state=STATEx",
    "code=c&state=STATE&state=STATE", "code=c&state=STATE&state=other",
    "error=access_denied&state=other", "error=access_denied", "state=STATE", "state=STATE&code=",
    "state=STATE&foo=bar", "code=c&State=STATE", "code=c&code=d&state=other",
    "iss=https%3A%2F%2Fevil.example&code=c&state=other", "code=c&state=%00STATE", "%zz&code=c",
    "&&&", "=", "state",
  };
  g_autoptr (CckAuthorization) authorization = new_authorization (ANNOUNCES_ISS, "openid");

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", queries[i] != NULL ? queries[i] : "(none)");
      g_assert_null (parse (authorization, queries[i] != NULL ? queries[i] : "", &error));
      g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_ANSWER_NOT_OURS);
      g_assert_cmpstr (error->message, ==,
                       "The browser reply does not belong to this sign-in. Nothing was saved.");
      g_assert_true (cck_authorization_is_open (authorization));
    }
}

static void
test_state_is_forgotten (void)
{
  g_autoptr (CckAuthorization) authorization = new_authorization (NULL, "openid");
  g_autofree char *state = cck_test_provider_dup_parameter (authorization, "state");
  g_autofree char *query = g_strdup_printf ("code=c&state=%s", state);
  g_autofree char *code = parse (authorization, query, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (code, ==, "c");
  g_assert_null (cck_authorization_parse_response (authorization, query, &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_ANSWER_NOT_OURS);
}

static void
test_issuer (void)
{
  static const char ours[] = "iss=https%3A%2F%2Fissuer.example%2Ftenant";
  static const char *const others[] = {
    "iss=https%3A%2F%2Fissuer.example%2Ftenant%2F", "iss=https%3A%2F%2Fissuer.example",
    "iss=https%3A%2F%2FISSUER.example%2Ftenant", "iss=http%3A%2F%2Fissuer.example%2Ftenant",
    "iss=x",
  };
  g_autofree char *good = g_strdup_printf ("code=c&state=STATE&%s", ours);

  assert_signs_in (ANNOUNCES_ISS, good);
  assert_signs_in (NULL, good);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *bad = g_strdup_printf ("code=c&state=STATE&%s", others[i]);
      g_autofree char *error = g_strdup_printf ("error=access_denied&state=STATE&%s", others[i]);

      assert_ends (ANNOUNCES_ISS, bad, CCK_OAUTH_ERROR_WRONG_ISSUER_IN_ANSWER);
      assert_ends (NULL, bad, CCK_OAUTH_ERROR_WRONG_ISSUER_IN_ANSWER);
      assert_ends (NULL, error, CCK_OAUTH_ERROR_WRONG_ISSUER_IN_ANSWER);
    }
}

static void
test_missing_issuer (void)
{
  assert_ends (ANNOUNCES_ISS, "code=c&state=STATE", CCK_OAUTH_ERROR_WRONG_ISSUER_IN_ANSWER);
  assert_ends (ANNOUNCES_ISS, "code=c&state=STATE&iss=", CCK_OAUTH_ERROR_WRONG_ISSUER_IN_ANSWER);
  assert_ends (ANNOUNCES_ISS, "error=access_denied&state=STATE",
               CCK_OAUTH_ERROR_WRONG_ISSUER_IN_ANSWER);
}

static void
test_contradictions (void)
{
  assert_ends (NULL, "code=c&code=c&state=STATE", CCK_OAUTH_ERROR_BAD_BROWSER_REPLY);
  assert_ends (NULL, "code=c&code=d&state=STATE", CCK_OAUTH_ERROR_BAD_BROWSER_REPLY);
  assert_ends (NULL, "code=c&c%6Fde=d&state=STATE", CCK_OAUTH_ERROR_BAD_BROWSER_REPLY);
  assert_ends (NULL, "code=c&error=access_denied&state=STATE", CCK_OAUTH_ERROR_BAD_BROWSER_REPLY);
  assert_ends (NULL, "code=c&state=STATE&iss=a&iss=b", CCK_OAUTH_ERROR_BAD_BROWSER_REPLY);
  assert_ends (NULL, "code=c&state=STATE&x=1&x=2", CCK_OAUTH_ERROR_BAD_BROWSER_REPLY);
  assert_ends (NULL, "code=c&state=STATE&x=%zz", CCK_OAUTH_ERROR_BAD_BROWSER_REPLY);
  assert_ends (NULL, "code=c&state=STATE&x=%ff", CCK_OAUTH_ERROR_BAD_BROWSER_REPLY);
}

static void
test_errors (void)
{
  assert_ends (NULL, "error=access_denied&state=STATE", CCK_OAUTH_ERROR_DECLINED);
  assert_ends (NULL, "error=invalid_scope&state=STATE", CCK_OAUTH_ERROR_REFUSED);
  assert_ends (NULL, "error=login_required&state=STATE", CCK_OAUTH_ERROR_REFUSED);
  assert_ends (NULL, "error=server_error&state=STATE", CCK_OAUTH_ERROR_SERVER);
  assert_ends (NULL, "error=temporarily_unavailable&state=STATE", CCK_OAUTH_ERROR_SERVER);
}

static void
test_error_text (void)
{
  g_autoptr (CckAuthorization) authorization = new_authorization (NULL, "openid");
  g_autoptr (GError) error = NULL;

  g_assert_null (parse (authorization,
                        "error=invalid_scope&error_description=%3Cb%3E%0Aforged%22+line&state=STATE"
                        "&error_uri=https%3A%2F%2Fissuer.example%2Fhelp%0Ax",
                        &error));
  g_assert_cmpstr (cck_oauth_error_get_word (error), ==, "invalid_scope");
  g_assert_cmpstr (error->message, ==,
                   "The provider refused the request: invalid_scope (“<b>?forged? line”). "
                   "It says more at https://issuer.example/help?x");
}

static void
test_code_is_taken_once (void)
{
  g_autoptr (CckAuthorizationResponse) response = cck_authorization_response_new ("c");
  g_autoptr (CckSensitive) first = cck_authorization_response_take_code (response);

  g_assert_cmpstr (first, ==, "c");
  g_assert_null (cck_authorization_response_take_code (response));
}

static void
test_pasted (void)
{
  g_autoptr (CckAuthorization) authorization = new_authorization (NULL, "openid");
  g_autofree char *state = cck_test_provider_dup_parameter (authorization, "state");
  g_autofree char *text = g_strdup_printf ("  " REDIRECT_URI "?code=c&state=%s#_=_ \n", state);
  g_autoptr (CckAuthorizationResponse) response = NULL;
  g_autoptr (CckSensitive) code = NULL;
  g_autoptr (GError) error = NULL;

  response = cck_authorization_parse_pasted (authorization, text, &error);
  g_assert_no_error (error);
  code = cck_authorization_response_take_code (response);
  g_assert_cmpstr (code, ==, "c");
}

static void
test_pasted_elsewhere (void)
{
  static const char *const texts[] = {
    "", "hello", "https://evil.example/?code=c&state=STATE", REDIRECT_URI,
    REDIRECT_URI "x?code=c&state=STATE", REDIRECT_URI "#code=c&state=STATE",
    "code=c&state=STATE", REDIRECT_URI "?code=c&state=wrong",
  };
  g_autoptr (CckAuthorization) authorization = new_authorization (NULL, "openid");
  g_autofree char *state = cck_test_provider_dup_parameter (authorization, "state");

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GString) text = g_string_new (texts[i]);
      g_autoptr (GError) error = NULL;

      g_string_replace (text, "STATE", state, 0);
      g_assert_null (cck_authorization_parse_pasted (authorization, text->str, &error));
      g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_ANSWER_NOT_OURS);
      g_assert_true (cck_authorization_is_open (authorization));
    }
}

int
main (int argc, char *argv[])
{
  cck_test_init (&argc, &argv);

  g_test_add_func ("/oauth/protocol/rule-01-code-with-pkce", test_request);
  g_test_add_func ("/oauth/protocol/rule-02-never-plain", test_never_plain);
  g_test_add_func ("/oauth/protocol/rule-03-state-is-fresh", test_state_is_fresh);
  g_test_add_func ("/oauth/protocol/rule-03-state-is-forgotten", test_state_is_forgotten);
  g_test_add_func ("/oauth/protocol/rule-04-nonce", test_nonce);
  g_test_add_func ("/oauth/protocol/rule-05-no-implicit-grant", test_no_implicit_grant);
  g_test_add_func ("/oauth/protocol/rule-06-least-scope", test_least_scope);
  g_test_add_func ("/oauth/protocol/rule-09-parameters", test_parameters);
  g_test_add_func ("/oauth/protocol/rule-09-protocol-parameters", test_protocol_parameters);
  g_test_add_func ("/oauth/protocol/rule-09-nothing-twice", test_parameter_twice);
  g_test_add_func ("/oauth/protocol/rule-14-state-first", test_state_first);
  g_test_add_func ("/oauth/protocol/rule-15-issuer", test_issuer);
  g_test_add_func ("/oauth/protocol/rule-15-missing-issuer", test_missing_issuer);
  g_test_add_func ("/oauth/protocol/rule-17-contradictions", test_contradictions);
  g_test_add_func ("/oauth/protocol/rule-17-error-text", test_error_text);
  g_test_add_func ("/oauth/protocol/rule-18-code-is-taken-once", test_code_is_taken_once);
  g_test_add_func ("/oauth/authorization/endpoint-keeps-its-query", test_endpoint_keeps_its_query);
  g_test_add_func ("/oauth/authorization/signs-in", test_signs_in);
  g_test_add_func ("/oauth/authorization/errors", test_errors);
  g_test_add_func ("/oauth/authorization/pasted", test_pasted);
  g_test_add_func ("/oauth/authorization/pasted-elsewhere", test_pasted_elsewhere);

  return g_test_run ();
}
