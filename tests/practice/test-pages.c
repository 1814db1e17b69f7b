/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "practice-fixture.h"

#define HOSTILE "\"><script>alert('&')</script><a href='"

static void
assert_plain (Answer *page)
{
  g_assert_cmpstr (page->content_type, ==, "text/html");
  g_assert_cmpstr (page->cache_control, ==, "no-store");
  g_assert_null (strstr (page->body, "<script"));
  g_assert_null (strstr (page->body, "alert('"));
  g_assert_null (strstr (page->body, " style="));
  g_assert_null (strstr (page->body, "src="));
  g_assert_nonnull (page->policy);
  g_assert_true (g_str_has_prefix (page->policy, "default-src 'none'; style-src 'sha256-"));
  g_assert_nonnull (strstr (page->policy, "frame-ancestors 'none'; base-uri 'none'"));
  g_assert_null (strstr (page->policy, "unsafe"));
}

static void
test_hostile (void)
{
  g_autofree char *path = authorize_path ("client_id", HOSTILE, "state", HOSTILE, "login_hint",
                                          HOSTILE, "nonce", HOSTILE, NULL);
  g_autoptr (Answer) login = get (path);
  g_autofree char *transaction = dup_transaction (login);
  g_autoptr (Answer) consent =
    post ("/sign-in", "transaction", transaction, "person", "alice", NULL);
  g_autofree char *second = dup_transaction (consent);
  g_autoptr (Answer) back = post ("/consent", "transaction", second, "decision", "allow", NULL);
  g_autofree char *state = dup_parameter (back->location, "state");

  assert_plain (login);
  assert_plain (consent);
  g_assert_nonnull (strstr (login->body, "&lt;script&gt;"));
  g_assert_null (strpbrk (back->location, "\"'<> "));
  g_assert_cmpstr (state, ==, HOSTILE);
}

static void
test_error_page (void)
{
  g_autofree char *path = authorize_path ("redirect_uri", "http://example.com/" HOSTILE, NULL);
  g_autoptr (Answer) page = get (path);

  g_assert_cmpuint (page->status, ==, 400);
  assert_plain (page);
  g_assert_null (strstr (page->body, "example.com/"));
}

/* Chromium applies form-action to the redirect after the form as well. */
static void
test_form_action (void)
{
  g_autofree char *ipv4 = authorize_path (NULL, NULL);
  g_autofree char *ipv6 = authorize_path ("redirect_uri", "http://[::1]:8989/callback", NULL);
  g_autoptr (Answer) first = get (ipv4);
  g_autoptr (Answer) second = get (ipv6);
  g_autoptr (Answer) home = get ("/");

  g_assert_nonnull (strstr (first->policy, "form-action 'self' http://127.0.0.1:8989;"));
  g_assert_nonnull (strstr (second->policy, "form-action 'self' http:;"));
  g_assert_nonnull (strstr (home->policy, "form-action 'none';"));
}

static void
test_hint_comes_first (void)
{
  g_autofree char *path = authorize_path ("login_hint", "bob", NULL);
  g_autoptr (Answer) page = get (path);
  const char *alice = strstr (page->body, "value=\"alice\"");
  const char *bob = strstr (page->body, "value=\"bob\" autofocus");

  g_assert_nonnull (alice);
  g_assert_nonnull (bob);
  g_assert_true (bob < alice);
}

static void
test_consent_names_scopes (void)
{
  g_autofree char *path = authorize_path ("scope", "email openid nonsense", NULL);
  g_autoptr (Answer) login = get (path);
  g_autofree char *transaction = dup_transaction (login);
  g_autoptr (Answer) page = post ("/sign-in", "transaction", transaction, "person", "alice", NULL);

  g_assert_nonnull (strstr (page->body, "Alice Example"));
  g_assert_nonnull (strstr (page->body, "See your email address"));
  g_assert_nonnull (strstr (page->body, "<code>openid</code>"));
  g_assert_null (strstr (page->body, "See your profile"));
  g_assert_null (strstr (page->body, "nonsense"));
}

static void
add_tests (void)
{
  g_test_add_func ("/practice/pages/hostile-input-is-only-text", test_hostile);
  g_test_add_func ("/practice/pages/an-error-page-repeats-nothing", test_error_page);
  g_test_add_func ("/practice/pages/forms-may-end-at-the-client", test_form_action);
  g_test_add_func ("/practice/pages/the-hinted-person-comes-first", test_hint_comes_first);
  g_test_add_func ("/practice/pages/consent-says-what-is-allowed", test_consent_names_scopes);
}

int
main (int    argc,
      char **argv)
{
  return fixture_run (argc, argv, add_tests);
}
