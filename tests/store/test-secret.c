/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-test.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#include "cck-secret.h"

static void
test_holds_a_text (void)
{
  g_autoptr (CckSecret) secret = cck_secret_new_len ("opaque-and-more", 6);

  g_assert_cmpstr (cck_secret_get_text (secret), ==, "opaque");
  g_assert_cmpuint (cck_secret_get_length (secret), ==, 6);
}

static void
test_lives_as_long_as_its_references (void)
{
  CckSecret *secret = cck_secret_new_take (g_strdup ("kept"));
  g_autoptr (CckSecret) other = cck_secret_ref (secret);

  cck_secret_unref (secret);

  g_assert_cmpstr (cck_secret_get_text (other), ==, "kept");
}

static void
test_equal_is_about_every_byte (void)
{
  g_autoptr (CckSecret) one = cck_secret_new ("abcdef");
  g_autoptr (CckSecret) same = cck_secret_new ("abcdef");
  g_autoptr (CckSecret) last = cck_secret_new ("abcdeg");
  g_autoptr (CckSecret) shorter = cck_secret_new ("abcde");

  g_assert_true (cck_secret_equal (one, same));
  g_assert_false (cck_secret_equal (one, last));
  g_assert_false (cck_secret_equal (one, shorter));
}

/* FIPS 180-2, Appendix B.1: SHA-256 of "abc". */
static void
test_fingerprint_is_the_digest_begun (void)
{
  g_autofree char *fingerprint = cck_secret_dup_fingerprint ("abc");

  g_assert_cmpstr (fingerprint, ==, "ba7816bf8f01cfea");
}

static void
test_core_dumps_are_off (void)
{
  struct rlimit limit;

  g_assert_true (cck_secret_disable_core_dumps ());
  g_assert_cmpint (getrlimit (RLIMIT_CORE, &limit), ==, 0);
  g_assert_cmpuint (limit.rlim_cur, ==, 0);
  g_assert_cmpuint (limit.rlim_max, ==, 0);
  g_assert_cmpint (prctl (PR_GET_DUMPABLE, 0, 0, 0, 0), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  store_test_init (&argc, &argv);

  g_test_add_func ("/store/secret/holds-a-text", test_holds_a_text);
  g_test_add_func ("/store/secret/lives-as-long-as-its-references",
                   test_lives_as_long_as_its_references);
  g_test_add_func ("/store/secret/equal-is-about-every-byte", test_equal_is_about_every_byte);
  g_test_add_func ("/store/secret/fingerprint-is-the-digest-begun",
                   test_fingerprint_is_the_digest_begun);
  g_test_add_func ("/store/secret/core-dumps-are-off", test_core_dumps_are_off);

  return g_test_run ();
}
