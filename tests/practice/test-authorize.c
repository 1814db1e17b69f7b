/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "practice-fixture.h"

/* The error that a changed request is sent back with. */
static void
assert_sent_back (const char *path,
                  const char *error)
{
  g_autoptr (Answer) answer = get (path);
  g_autofree char *found = NULL;
  g_autofree char *state = NULL;
  g_autofree char *issuer = NULL;

  g_assert_cmpuint (answer->status, ==, 303);
  g_assert_true (g_str_has_prefix (answer->location, REDIRECT_URI "?"));
  found = dup_parameter (answer->location, "error");
  g_assert_cmpstr (found, ==, error);
  state = dup_parameter (answer->location, "state");
  g_assert_cmpstr (state, ==, "af0ifjsldkj");
  issuer = dup_parameter (answer->location, "iss");
  g_assert_cmpstr (issuer, ==, fixture_issuer ());
}

static void
assert_told_on_a_page (const char *path)
{
  g_autoptr (Answer) answer = get (path);

  g_assert_cmpuint (answer->status, ==, 400);
  g_assert_null (answer->location);
  g_assert_cmpstr (answer->content_type, ==, "text/html");
}

static void
test_code (void)
{
  g_autofree char *path = authorize_path (NULL, NULL);
  CckPracticeStatistics before = fixture_statistics ();
  g_autoptr (Answer) answer = decide (path, "alice", "allow");
  g_autofree char *code = dup_parameter (answer->location, "code");
  g_autofree char *state = dup_parameter (answer->location, "state");
  g_autofree char *issuer = dup_parameter (answer->location, "iss");

  g_assert_cmpuint (answer->status, ==, 303);
  g_assert_true (g_str_has_prefix (answer->location, REDIRECT_URI "?code="));
  g_assert_nonnull (code);
  g_assert_cmpstr (state, ==, "af0ifjsldkj");
  g_assert_cmpstr (issuer, ==, fixture_issuer ());
  g_assert_cmpuint (fixture_statistics ().authorizations, ==, before.authorizations + 1);
}

static void
test_redirect_uri_query_stays (void)
{
  g_autofree char *path = authorize_path ("redirect_uri", "http://[::1]:8989/back?to=me", NULL);
  g_autoptr (Answer) answer = decide (path, "bob", "allow");

  g_assert_true (g_str_has_prefix (answer->location, "http://[::1]:8989/back?to=me&code="));
}

static void
test_deny (void)
{
  g_autofree char *path = authorize_path (NULL, NULL);
  g_autoptr (Answer) answer = decide (path, "bob", "deny");
  g_autofree char *error = dup_parameter (answer->location, "error");
  g_autofree char *code = dup_parameter (answer->location, "code");
  g_autofree char *state = dup_parameter (answer->location, "state");

  g_assert_cmpuint (answer->status, ==, 303);
  g_assert_cmpstr (error, ==, "access_denied");
  g_assert_null (code);
  g_assert_cmpstr (state, ==, "af0ifjsldkj");
}

static void
test_cancel (void)
{
  g_autofree char *path = authorize_path (NULL, NULL);
  g_autoptr (Answer) login = get (path);
  g_autofree char *transaction = dup_transaction (login);
  g_autoptr (Answer) answer =
    post ("/sign-in", "transaction", transaction, "person", "nobody", NULL);
  g_autofree char *error = dup_parameter (answer->location, "error");

  g_assert_cmpstr (error, ==, "access_denied");
}

static void
test_sent_back (void)
{
  static const struct
  {
    const char *name;
    const char *value;
    const char *error;
  } changes[] = {
    { "code_challenge", "", "invalid_request" },
    { "code_challenge_method", "plain", "invalid_request" },
    { "code_challenge_method", "", "invalid_request" },
    { "code_challenge", "tooshort", "invalid_request" },
    { "code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM", "invalid_request" },
    { "response_type", "token", "unsupported_response_type" },
    { "response_type", "code id_token", "unsupported_response_type" },
    { "response_type", "", "invalid_request" },
    { "response_mode", "fragment", "invalid_request" },
    { "scope", "everything", "invalid_scope" },
    { "prompt", "none", "login_required" },
    { "prompt", "none login", "invalid_request" },
    { "max_age", "yesterday", "invalid_request" },
    { "request", "e30.e30.", "invalid_request_object" },
    { "request_uri", "https://example.com/r", "request_uri_not_supported" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *path = authorize_path (changes[i].name, changes[i].value, NULL);

      g_test_message ("%s=%s", changes[i].name, changes[i].value);
      assert_sent_back (path, changes[i].error);
    }
}

static void
test_repeated (void)
{
  g_autofree char *path = authorize_path (NULL, NULL);
  g_autofree char *nonce = g_strconcat (path, "&nonce=another", NULL);
  g_autofree char *client = g_strconcat (path, "&client_id=another", NULL);
  g_autofree char *redirect = g_strconcat (path, "&redirect_uri=http%3A%2F%2F127.0.0.1%2F", NULL);

  assert_sent_back (nonce, "invalid_request");
  assert_told_on_a_page (client);
  assert_told_on_a_page (redirect);
}

static void
test_redirect_uri (void)
{
  static const char *const bad[] = {
    "",
    "https://127.0.0.1/callback",
    "http://localhost:8989/callback",
    "http://example.com/callback",
    "http://127.0.0.1.example.com/callback",
    "http://127.0.0.1@example.com/",
    "http://127.0.0.1:80@example.com/",
    "http://127.0.0.1:80@127.0.0.1/",
    "http://127.0.0.1:8989/callback#part",
    "http://127.0.0.2/callback",
    "http://[::1].example.com/",
    "javascript:alert(1)",
    "http://127.0.0.1:8989/\r\nSet-Cookie: a=b",
    "HTTP://127.0.0.1/",
    "//127.0.0.1/",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = authorize_path ("redirect_uri", bad[i], NULL);

      g_test_message ("%s", bad[i]);
      assert_told_on_a_page (path);
    }
}

static void
test_no_client (void)
{
  g_autofree char *path = authorize_path ("client_id", "", NULL);

  assert_told_on_a_page (path);
}

static void
test_once (void)
{
  g_autofree char *path = authorize_path (NULL, NULL);
  g_autoptr (Answer) login = get (path);
  g_autofree char *transaction = dup_transaction (login);
  g_autoptr (Answer) first = post ("/sign-in", "transaction", transaction, "person", "alice", NULL);
  g_autoptr (Answer) second =
    post ("/sign-in", "transaction", transaction, "person", "alice", NULL);

  g_assert_cmpuint (first->status, ==, 200);
  g_assert_cmpuint (second->status, ==, 400);
}

static void
test_no_shortcut (void)
{
  g_autofree char *path = authorize_path (NULL, NULL);
  g_autoptr (Answer) login = get (path);
  g_autofree char *transaction = dup_transaction (login);
  g_autoptr (Answer) consent =
    post ("/consent", "transaction", transaction, "decision", "allow", NULL);
  g_autoptr (Answer) forged =
    post ("/consent", "transaction", "AAAAAAAAAAAAAAAAAAAAAA", "decision", "allow", NULL);

  g_assert_cmpuint (consent->status, ==, 400);
  g_assert_null (consent->location);
  g_assert_cmpuint (forged->status, ==, 400);
}

static void
test_other_site (void)
{
  g_autofree char *path = authorize_path (NULL, NULL);
  g_autoptr (Answer) login = get (path);
  g_autofree char *transaction = dup_transaction (login);
  g_autofree char *body = g_strconcat ("person=alice&transaction=", transaction, NULL);
  g_autoptr (Answer) answer = fetch ("POST", "/sign-in", body, "Sec-Fetch-Site", "cross-site");

  g_assert_cmpuint (answer->status, ==, 400);
}

static void
test_page_expires (void)
{
  g_autofree char *path = authorize_path (NULL, NULL);
  g_autoptr (Answer) login = get (path);
  g_autofree char *transaction = dup_transaction (login);
  g_autoptr (Answer) late = NULL;

  fixture_pass (10 * 60);
  late = post ("/sign-in", "transaction", transaction, "person", "alice", NULL);
  g_assert_cmpuint (late->status, ==, 400);
}

static void
test_auto_approve (void)
{
  g_autofree char *alice = authorize_path (NULL, NULL);
  g_autofree char *bob = authorize_path ("login_hint", "bob@example.com", NULL);
  g_autoptr (Answer) first = NULL;
  g_autoptr (Answer) second = NULL;
  g_autofree char *code = NULL;
  g_autoptr (Answer) tokens = NULL;
  g_autofree char *access = NULL;
  g_autoptr (Answer) who = NULL;
  g_autofree char *subject = NULL;

  cck_practice_provider_set_auto_approve (fixture_provider (), TRUE);
  first = get (alice);
  second = get (bob);
  cck_practice_provider_set_auto_approve (fixture_provider (), FALSE);

  g_assert_cmpuint (first->status, ==, 303);
  code = dup_parameter (second->location, "code");
  tokens = exchange (code, VERIFIER);
  access = answer_dup (tokens, "access_token");
  who = userinfo (access);
  subject = answer_dup (who, "sub");
  g_assert_cmpstr (subject, ==, "bob");
}

static void
add_tests (void)
{
  g_test_add_func ("/practice/authorize/an-allowed-request-gets-a-code", test_code);
  g_test_add_func ("/practice/authorize/the-redirect-uri-keeps-its-query",
                   test_redirect_uri_query_stays);
  g_test_add_func ("/practice/authorize/deny-is-access-denied", test_deny);
  g_test_add_func ("/practice/authorize/cancel-is-access-denied", test_cancel);
  g_test_add_func ("/practice/authorize/a-wrong-request-is-sent-back", test_sent_back);
  g_test_add_func ("/practice/authorize/nothing-comes-twice", test_repeated);
  g_test_add_func ("/practice/authorize/a-foreign-redirect-uri-is-never-followed",
                   test_redirect_uri);
  g_test_add_func ("/practice/authorize/no-client-no-redirect", test_no_client);
  g_test_add_func ("/practice/authorize/a-page-is-answered-once", test_once);
  g_test_add_func ("/practice/authorize/consent-needs-a-person", test_no_shortcut);
  g_test_add_func ("/practice/authorize/another-site-cannot-answer", test_other_site);
  g_test_add_func ("/practice/authorize/a-page-waits-ten-minutes", test_page_expires);
  g_test_add_func ("/practice/authorize/auto-approve-signs-in-whom-the-hint-names",
                   test_auto_approve);
}

int
main (int    argc,
      char **argv)
{
  return fixture_run (argc, argv, add_tests);
}
