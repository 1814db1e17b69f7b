/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-end-session.h"
#include "cck-oauth-error.h"
#include "cck-test-main.h"
#include "cck-test-provider.h"

#define ENDPOINT CCK_TEST_ISSUER "/logout"

static char *
dup_uri (const char *endpoint, const CckEndSession *request, GError **error)
{
  g_autofree char *member = g_strdup_printf (",\"end_session_endpoint\":\"%s\"", endpoint);
  g_autoptr (CckMetadata) metadata = cck_test_provider_new_metadata (member);

  return cck_end_session_dup_uri (metadata, request, error);
}

static void
test_address (void)
{
  const CckEndSession request = { .client_id = "the client", .logout_hint = "alice@a.example" };
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = dup_uri (ENDPOINT, &request, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (uri, ==, ENDPOINT "?client_id=the+client&logout_hint=alice%40a.example");
}

static void
test_way_back (void)
{
  const CckEndSession request = {
    .client_id = "c",
    .post_logout_redirect_uri = "http://127.0.0.1:8400/bye?a=b",
    .state = "s&1",
    .ui_locales = "de en",
  };
  g_autofree char *uri = dup_uri (ENDPOINT "?tenant=x", &request, NULL);

  g_assert_cmpstr (uri, ==,
                   ENDPOINT "?tenant=x&client_id=c&post_logout_redirect_uri="
                            "http%3A%2F%2F127.0.0.1%3A8400%2Fbye%3Fa%3Db&state=s%261&"
                            "ui_locales=de+en");
}

static void
test_nothing_asked (void)
{
  const CckEndSession request = { 0 };
  g_autofree char *uri = dup_uri (ENDPOINT, &request, NULL);

  g_assert_cmpstr (uri, ==, ENDPOINT);
}

/* RFC 9700 §4.3: whatever a caller takes for a hint. */
static void
test_no_token_in_the_address (void)
{
  const CckEndSession request = { .logout_hint = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzIn0.c2ln" };
  g_autoptr (GError) error = NULL;

  g_assert_null (dup_uri (ENDPOINT, &request, &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER);
  g_assert_null (strstr (error->message, "eyJ"));
}

static void
test_bad_parameters (void)
{
  const CckEndSession lonely_state = { .state = "s" };
  const CckEndSession nowhere = { .post_logout_redirect_uri = "no address" };
  g_autoptr (GError) state = NULL;
  g_autoptr (GError) address = NULL;

  g_assert_null (dup_uri (ENDPOINT, &lonely_state, &state));
  g_assert_error (state, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER);
  g_assert_null (dup_uri (ENDPOINT, &nowhere, &address));
  g_assert_error (address, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER);
}

static void
test_endpoint_with_parameters_of_its_own (void)
{
  static const char *const queries[] = { "client_id=evil", "id_token_hint=x", "state=x&state=y" };
  const CckEndSession request = { .client_id = "c" };

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *endpoint = g_strconcat (ENDPOINT "?", queries[i], NULL);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", endpoint);
      g_assert_null (dup_uri (endpoint, &request, &error));
      g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_METADATA);
    }
}

static void
test_no_such_endpoint (void)
{
  g_autoptr (CckMetadata) metadata = cck_test_provider_new_metadata (NULL);
  const CckEndSession request = { .client_id = "c" };
  g_autoptr (GError) error = NULL;

  g_assert_null (cck_end_session_dup_uri (metadata, &request, &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED);
}

int
main (int argc, char *argv[])
{
  cck_test_init (&argc, &argv);

  g_test_add_func ("/oauth/protocol/rule-28-end-session", test_address);
  g_test_add_func ("/oauth/protocol/rule-24-no-token-in-an-end-session-address",
                   test_no_token_in_the_address);
  g_test_add_func ("/oauth/end-session/way-back", test_way_back);
  g_test_add_func ("/oauth/end-session/nothing-asked", test_nothing_asked);
  g_test_add_func ("/oauth/end-session/bad-parameters", test_bad_parameters);
  g_test_add_func ("/oauth/end-session/endpoint-with-parameters-of-its-own",
                   test_endpoint_with_parameters_of_its_own);
  g_test_add_func ("/oauth/end-session/no-such-endpoint", test_no_such_endpoint);

  return g_test_run ();
}
