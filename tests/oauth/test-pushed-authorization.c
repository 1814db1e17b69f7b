/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-pushed-authorization.h"

#include <string.h>

#include "cck-oauth-error.h"
#include "cck-request-object.h"
#include "cck-test-future.h"
#include "cck-test-main.h"
#include "cck-test-provider.h"
#include "cck-test-request.h"

#define NOW 1700000000
#define REQUEST_URI "urn:ietf:params:oauth:request_uri:planted-1"
#define ANSWER "{\"request_uri\":\"" REQUEST_URI "\",\"expires_in\":60}"

typedef struct
{
  CckTestServer *server;
  CckHttp *http;
  CckMetadata *metadata;
  CckJwk *key;
  CckClient *client;
  CckAuthorization *authorization;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *extra = NULL;
  g_autofree char *endpoint = NULL;
  g_autoptr (CckClientAuth) auth = NULL;

  self->server = cck_test_server_new ();
  self->http = cck_http_new ();
  endpoint = cck_test_server_dup_uri (self->server, "/par");
  extra = g_strdup_printf (",\"pushed_authorization_request_endpoint\":\"%s\"", endpoint);
  self->metadata = cck_test_request_new_metadata (self->server, extra);
  self->key = cck_jwk_generate (CCK_ALGORITHM_ES256, NULL);
  auth = cck_client_auth_new (CCK_CLIENT_AUTH_SECRET_BASIC, "the client", "planted-secret",
                              self->key, NULL);
  self->client = cck_client_new (self->http, self->metadata, auth);
  self->authorization = cck_authorization_new (self->metadata, "the client",
                                               "http://127.0.0.1:1/callback", "openid", NULL);
  cck_test_server_add_json (self->server, "/par", "201 Created", ANSWER);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  cck_authorization_unref (self->authorization);
  cck_client_unref (self->client);
  cck_jwk_unref (self->key);
  cck_metadata_unref (self->metadata);
  g_object_unref (self->http);
  cck_test_server_free (self->server);
}

static gboolean
push (Fixture *self, GError **error)
{
  return cck_test_await_boolean (
      cck_pushed_authorization_push (self->client, self->authorization, NOW), error);
}

static void
assert_form (Fixture *self, const char *name, const char *expected)
{
  g_autofree char *request = cck_test_server_dup_request (self->server);
  g_autofree char *found = cck_test_request_dup_form (request, name);

  g_assert_cmpstr (found, ==, expected);
}

static void
assert_address_is_only (Fixture *self, const char *name)
{
  g_autofree char *uri = cck_authorization_dup_uri (self->authorization);
  g_autoptr (GHashTable) parameters =
      g_uri_parse_params (strchr (uri, '?') + 1, -1, "&", G_URI_PARAMS_WWW_FORM, NULL);

  g_assert_cmpuint (g_hash_table_size (parameters), ==, 2);
  g_assert_cmpstr (g_hash_table_lookup (parameters, "client_id"), ==, "the client");
  g_assert_nonnull (g_hash_table_lookup (parameters, name));
}

static void
test_push (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *request = NULL;
  g_autofree char *basic = NULL;
  g_autofree char *request_uri = NULL;

  g_assert_true (cck_authorization_add_parameter (self->authorization, "resource", "https://a", NULL));
  g_assert_true (push (self, &error));
  g_assert_no_error (error);

  assert_form (self, "response_type", "code");
  assert_form (self, "client_id", "the client");
  assert_form (self, "code_challenge_method", "S256");
  assert_form (self, "resource", "https://a");
  assert_form (self, "nonce", cck_authorization_get_nonce (self->authorization));
  assert_form (self, "code_verifier", NULL);
  request = cck_test_server_dup_request (self->server);
  basic = cck_test_request_dup_header (request, "Authorization");
  g_assert_true (g_str_has_prefix (basic, "Basic "));

  assert_address_is_only (self, "request_uri");
  request_uri = cck_test_provider_dup_parameter (self->authorization, "request_uri");
  g_assert_cmpstr (request_uri, ==, REQUEST_URI);
}

/* What was pushed is what was asked for. */
static void
test_nothing_afterwards (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (push (self, NULL));
  g_assert_false (
      cck_authorization_add_parameter (self->authorization, "prompt", "login", &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER);
}

/* One transaction, one request_uri. */
static void
test_used_once (Fixture *self, gconstpointer data)
{
  g_autoptr (CckAuthorization) other = cck_authorization_new (
      self->metadata, "the client", "http://127.0.0.1:1/callback", "openid", NULL);
  g_autofree char *uri = NULL;

  g_assert_true (push (self, NULL));
  uri = cck_authorization_dup_uri (other);
  g_assert_null (strstr (uri, "request_uri"));
  g_assert_true (cck_test_await_boolean (cck_pushed_authorization_push (self->client, other, NOW),
                                         NULL));
  g_assert_cmpuint (cck_test_server_count (self->server, "/par"), ==, 2);
}

static void
test_is_used (void)
{
#define OFFERED ",\"pushed_authorization_request_endpoint\":\"https://issuer.example/par\""
#define REQUIRED ",\"require_pushed_authorization_requests\":true"
  static const struct
  {
    const char *extra;
    gboolean asked_for;
    int used; /* -1: refused */
  } cases[] = {
    { NULL, FALSE, FALSE },
    { NULL, TRUE, -1 },
    { OFFERED, FALSE, TRUE },
    { OFFERED, TRUE, TRUE },
    { OFFERED REQUIRED, FALSE, TRUE },
    { REQUIRED, FALSE, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CckMetadata) metadata = cck_test_provider_new_metadata (cases[i].extra);
      g_autoptr (GError) error = NULL;
      gboolean used = FALSE;
      gboolean done =
          cck_pushed_authorization_is_used (metadata, cases[i].asked_for, &used, &error);

      g_assert_cmpint (done, ==, cases[i].used >= 0);
      if (done)
        g_assert_cmpint (used, ==, cases[i].used);
      else
        g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED);
    }
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = NULL;

  cck_test_server_add_json (self->server, "/par", "400 Bad Request",
                            "{\"error\":\"invalid_scope\",\"error_description\":"
                            "\"not planted-secret\"}");
  g_assert_false (push (self, &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "invalid_scope"));
  g_assert_null (strstr (error->message, "planted"));
}

static void
test_bad_answers (Fixture *self, gconstpointer data)
{
  static const char *const answers[] = {
    "{}", "{\"request_uri\":\"\"}", "{\"request_uri\":7}", "<html>",
    "{\"request_uri\":\"urn:a b\"}", "{\"request_uri\":\"urn:a\\n\"}",
    "{\"request_uri\":\"urn:a\",\"request_uri\":\"urn:b\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", answers[i]);
      cck_test_server_add_json (self->server, "/par", "201 Created", answers[i]);
      g_assert_false (push (self, &error));
      g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER);
    }
}

static void
test_with_dpop (Fixture *self, gconstpointer data)
{
  g_autoptr (CckDpop) dpop = cck_dpop_new (NULL);
  g_autofree char *thumbprint = cck_dpop_dup_thumbprint (dpop);
  g_autofree char *request = NULL;
  g_autofree char *proof = NULL;

  cck_authorization_set_dpop (self->authorization, dpop);
  g_assert_true (push (self, NULL));
  assert_form (self, "dpop_jkt", thumbprint);
  request = cck_test_server_dup_request (self->server);
  proof = cck_test_request_dup_header (request, "DPoP");
  g_assert_nonnull (proof);
}

static CckJwt *
dup_request_object (Fixture *self)
{
  g_autofree char *text = cck_test_provider_dup_parameter (self->authorization, "request");

  return cck_test_request_verify (text, self->key);
}

static gboolean
sign (Fixture *self, GError **error)
{
  return cck_request_object_sign (self->authorization, cck_client_get_auth (self->client), NOW,
                                  error);
}

static void
assert_claim (CckJwt *jwt, const char *name, const char *expected)
{
  g_autofree char *found = cck_test_request_dup_claim (jwt, name);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_request_object (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckJwt) jwt = NULL;

  cck_authorization_set_max_age (self->authorization, 60);
  cck_authorization_add_parameter (self->authorization, "prompt", "login", NULL);
  cck_authorization_add_parameter (self->authorization, "resource", "https://a", NULL);
  cck_authorization_add_parameter (self->authorization, "resource", "https://b", NULL);
  cck_authorization_add_parameter (self->authorization, "claims",
                                   "{\"userinfo\":{\"a\":[null,true,7,\"\\u00e9\"]}}", NULL);
  g_assert_true (sign (self, &error));
  g_assert_no_error (error);

  assert_address_is_only (self, "request");
  jwt = dup_request_object (self);
  g_assert_cmpstr (cck_jwt_get_typ (jwt), ==, "oauth-authz-req+jwt");
  assert_claim (jwt, "iss", "the client");
  assert_claim (jwt, "aud", cck_metadata_get_issuer (self->metadata));
  assert_claim (jwt, "client_id", "the client");
  assert_claim (jwt, "response_type", "code");
  assert_claim (jwt, "redirect_uri", "http://127.0.0.1:1/callback");
  assert_claim (jwt, "nonce", cck_authorization_get_nonce (self->authorization));
  assert_claim (jwt, "code_challenge_method", "S256");
  assert_claim (jwt, "max_age", "60");
  assert_claim (jwt, "prompt", "login");
  assert_claim (jwt, "resource", "[\"https://a\",\"https://b\"]");
  assert_claim (jwt, "claims", "{\"userinfo\":{\"a\":[null,true,7,\"é\"]}}");
  assert_claim (jwt, "exp", "1700000300");
  /* RFC 9101 §10.8, §4: nothing that makes it an assertion or an address. */
  assert_claim (jwt, "sub", NULL);
  assert_claim (jwt, "request", NULL);
  assert_claim (jwt, "request_uri", NULL);
}

static void
test_pushed_request_object (Fixture *self, gconstpointer data)
{
  g_autofree char *request = NULL;
  g_autofree char *object = NULL;

  g_assert_true (sign (self, NULL));
  g_assert_true (push (self, NULL));
  request = cck_test_server_dup_request (self->server);
  object = cck_test_request_dup_form (request, "request");
  cck_jwt_unref (cck_test_request_verify (object, self->key));
  assert_form (self, "client_id", "the client");
  assert_form (self, "state", NULL);
  assert_address_is_only (self, "request_uri");
}

static void
test_request_object_claims (Fixture *self, gconstpointer data)
{
  static const char *const bad[][2] = {
    { "sub", "somebody" }, { "aud", "https://other" }, { "exp", "1" }, { "claims", "{no json" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (CckAuthorization) authorization = cck_authorization_new (
          self->metadata, "the client", "http://127.0.0.1:1/callback", "openid", NULL);
      g_autoptr (GError) error = NULL;

      cck_authorization_add_parameter (authorization, bad[i][0], bad[i][1], NULL);
      g_assert_false (cck_request_object_sign (authorization, cck_client_get_auth (self->client),
                                               NOW, &error));
      g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER);
    }
}

static void
test_nothing_to_sign_with (Fixture *self, gconstpointer data)
{
  g_autoptr (CckClientAuth) none =
      cck_client_auth_new (CCK_CLIENT_AUTH_NONE, "the client", NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (cck_request_object_sign (self->authorization, none, NOW, &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  cck_test_init (&argc, &argv);

  ADD ("/oauth/protocol/rule-07-pushed-request", test_push);
  g_test_add_func ("/oauth/protocol/rule-07-where-it-is-used", test_is_used);
  ADD ("/oauth/protocol/rule-07-request-uri-is-used-once", test_used_once);
  ADD ("/oauth/protocol/rule-07-nothing-afterwards", test_nothing_afterwards);
  ADD ("/oauth/protocol/rule-37-proof-with-a-pushed-request", test_with_dpop);
  ADD ("/oauth/pushed-authorization/refused", test_refused);
  ADD ("/oauth/pushed-authorization/bad-answers", test_bad_answers);
  ADD ("/oauth/pushed-authorization/request-object", test_pushed_request_object);
  ADD ("/oauth/request-object/all-parameters", test_request_object);
  ADD ("/oauth/request-object/protocol-claims", test_request_object_claims);
  ADD ("/oauth/request-object/nothing-to-sign-with", test_nothing_to_sign_with);

  return g_test_run ();
}
