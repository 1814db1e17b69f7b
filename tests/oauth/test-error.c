/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-oauth-error.h"
#include "cck-test-main.h"

static void
test_words (void)
{
  static const struct
  {
    const char *word;
    CckOauthError code;
    const char *message;
  } cases[] = {
    { "access_denied", CCK_OAUTH_ERROR_DECLINED, "Sign-in was declined at the provider." },
    { "invalid_grant", CCK_OAUTH_ERROR_SIGN_IN_AGAIN,
      "The refresh token is no longer accepted. Sign in again." },
    { "invalid_scope", CCK_OAUTH_ERROR_REFUSED,
      "The provider refused the request: invalid_scope." },
    { "Access_Denied", CCK_OAUTH_ERROR_REFUSED,
      "The provider refused the request: Access_Denied." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = cck_oauth_error_new_from_wire (cases[i].word, NULL, NULL);

      g_assert_error (error, CCK_OAUTH_ERROR, (int) cases[i].code);
      g_assert_cmpstr (error->message, ==, cases[i].message);
      g_assert_cmpstr (cck_oauth_error_get_word (error), ==, cases[i].word);
    }
}

static void
test_untrusted_text (void)
{
  static const struct
  {
    const char *description;
    const char *shown;
  } cases[] = {
    { "plain text.", "plain text." },
    { "two\nlines\r\n", "two?lines??" },
    { "\033[31mred", "?[31mred" },
    { "quoted \"x\\y\"", "quoted ?x?y?" },
    { "gr\xc3\xbc\xc3\x9f", "gr??" },
    { "\xe2\x80\xae" "drawkcab", "?drawkcab" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = cck_oauth_error_new_from_wire ("x", cases[i].description, NULL);
      g_autofree char *message =
          g_strdup_printf ("The provider refused the request: x (“%s”).", cases[i].shown);

      g_assert_cmpstr (error->message, ==, message);
    }
}

static void
test_bounded_text (void)
{
  g_autofree char *endless = g_strnfill (1024 * 1024, 'x');
  g_autoptr (GError) error = cck_oauth_error_new_from_wire (endless, endless, endless);

  g_assert_cmpuint (strlen (error->message), <, 400);
}

static void
test_address (void)
{
  static const char *const hidden[] = { "javascript:alert(1)", "http://a.example", "", NULL };
  g_autoptr (GError) shown = cck_oauth_error_new_from_wire ("x", NULL, "https://a.example/x");

  g_assert_cmpstr (shown->message, ==,
                   "The provider refused the request: x. It says more at https://a.example/x");
  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++)
    {
      g_autoptr (GError) error = cck_oauth_error_new_from_wire ("x", NULL, hidden[i]);

      g_assert_cmpstr (error->message, ==, "The provider refused the request: x.");
    }
}

static void
test_copy (void)
{
  g_autoptr (GError) error = cck_oauth_error_new_from_wire ("slow", NULL, NULL);
  g_autoptr (GError) copy = NULL;

  cck_oauth_error_set_retry_after (error, 7);
  copy = g_error_copy (error);

  g_assert_cmpint (cck_oauth_error_get_retry_after (copy), ==, 7);
  g_assert_cmpstr (cck_oauth_error_get_word (copy), ==, "slow");
}

static void
test_other_domains (void)
{
  g_autoptr (GError) other = g_error_new_literal (g_quark_from_static_string ("other"), 1, "x");

  g_assert_cmpint (cck_oauth_error_get_retry_after (other), ==, 0);
  g_assert_cmpint (cck_oauth_error_get_retry_after (NULL), ==, 0);
  g_assert_null (cck_oauth_error_get_word (other));
  g_assert_null (cck_oauth_error_get_word (NULL));
}

int
main (int argc, char *argv[])
{
  cck_test_init (&argc, &argv);

  g_test_add_func ("/oauth/protocol/rule-17-untrusted-text", test_untrusted_text);
  g_test_add_func ("/oauth/protocol/rule-17-address-is-text", test_address);
  g_test_add_func ("/oauth/error/words", test_words);
  g_test_add_func ("/oauth/error/bounded-text", test_bounded_text);
  g_test_add_func ("/oauth/error/copy", test_copy);
  g_test_add_func ("/oauth/error/other-domains", test_other_domains);

  return g_test_run ();
}
