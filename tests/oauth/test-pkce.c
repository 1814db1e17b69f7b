/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-pkce.h"
#include "cck-sensitive.h"
#include "cck-test-main.h"

#define UNRESERVED "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"

/* RFC 7636 Appendix B. */
static void
test_appendix_b (void)
{
  g_autofree char *challenge =
      cck_pkce_challenge_for ("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");

  g_assert_cmpstr (challenge, ==, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

static void
test_fresh (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 0; i < 1000; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CckPkce) pkce = cck_pkce_new (&error);
      const char *verifier = cck_pkce_get_verifier (pkce);
      g_autofree char *challenge = cck_pkce_challenge_for (verifier);

      g_assert_no_error (error);
      g_assert_cmpuint (strlen (verifier), >=, 43);
      g_assert_cmpuint (strlen (verifier), <=, 128);
      g_assert_cmpuint (strspn (verifier, UNRESERVED), ==, strlen (verifier));
      g_assert_cmpstr (cck_pkce_get_challenge (pkce), ==, challenge);
      g_assert_true (g_hash_table_add (seen, g_strdup (verifier)));
    }
}

static void
test_equal (void)
{
  g_assert_true (cck_sensitive_equal ("abc", "abc"));
  g_assert_true (cck_sensitive_equal ("", ""));
  g_assert_false (cck_sensitive_equal ("abc", "abx"));
  g_assert_false (cck_sensitive_equal ("abc", "ab"));
  g_assert_false (cck_sensitive_equal ("abc", ""));
  g_assert_false (cck_sensitive_equal (NULL, NULL));
  g_assert_false (cck_sensitive_equal ("abc", NULL));
}

static void
test_fingerprint (void)
{
  g_autofree char *fingerprint = cck_sensitive_fingerprint ("abc");

  /* FIPS 180-2, Appendix B.1: ba7816bf 8f01cfea … */
  g_assert_cmpstr (fingerprint, ==, "ba7816bf8f01cfea");
}

int
main (int argc, char *argv[])
{
  cck_test_init (&argc, &argv);

  g_test_add_func ("/oauth/protocol/rule-01-verifier", test_fresh);
  g_test_add_func ("/oauth/pkce/rfc7636-appendix-b", test_appendix_b);
  g_test_add_func ("/oauth/sensitive/equal", test_equal);
  g_test_add_func ("/oauth/sensitive/fingerprint", test_fingerprint);

  return g_test_run ();
}
