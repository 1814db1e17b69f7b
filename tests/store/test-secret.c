/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-test.h"

#include <malloc.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "cck-account-store.h"
#include "cck-history.h"
#include "cck-keyring.h"
#include "cck-provider-profile.h"
#include "cck-provider-store.h"
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

/* The linker puts these before GLib's own, to look at memory in the moment in which it is given back.
 * Where the compiler knows a size, GLib's macro calls the second. */
void __real_g_free       (gpointer memory);
void __wrap_g_free       (gpointer memory);
void __real_g_free_sized (gpointer memory, size_t size);
void __wrap_g_free_sized (gpointer memory, size_t size);

#define PLANTED "planted-and-to-be-wiped"

static gboolean watching;
static guint n_seen;

static void
look_at (gpointer memory)
{
  if (watching && memory != NULL
      && memmem (memory, malloc_usable_size (memory), PLANTED, strlen (PLANTED)) != NULL)
    n_seen++;
}

void
__wrap_g_free (gpointer memory)
{
  look_at (memory);
  __real_g_free (memory);
}

void
__wrap_g_free_sized (gpointer memory, size_t size)
{
  look_at (memory);
  __real_g_free_sized (memory, size);
}

static void
test_text_is_wiped (void)
{
  char *left = g_strdup (PLANTED);
  CckSecret *secret;

  watching = TRUE;
  secret = cck_secret_new_take (g_strdup (PLANTED));
  cck_secret_unref (secret);
  cck_secret_free_text (g_strdup (PLANTED));
  g_assert_cmpuint (n_seen, ==, 0);

  /* What is not wiped would have been seen. */
  g_free (left);
  g_assert_cmpuint (n_seen, ==, 1);
  watching = FALSE;
}

/* What an inspector shows of the layer's objects: every text among their properties is here by name,
 * so that whoever adds one has to say that no token is ever in it. */
static const char * const harmless[] = {
  "id", "name", "issuer", "client-id", "scopes", "redirect-host", "redirect-ports", "redirect-path",
  "resource", "audience", "parameters", "authorization-endpoint", "token-endpoint", "jwks-uri",
  "userinfo-endpoint", "revocation-endpoint", "introspection-endpoint",
  "device-authorization-endpoint", "end-session-endpoint", "pushed-authorization-request-endpoint",
  "response-mode", "id-token-algorithm", "ca-certificates",
  /* of an account; a fingerprint tells a token apart and nothing of it */
  "provider-id", "subject", "label", "granted-scope", "token-type", "refresh-fingerprint", "grant",
  "request",
  /* of a broken file, a row of the history and the keyring */
  "path", "message", "how", "backend-name", NULL
};

static void
test_no_property_shows_one (void)
{
  const GType types[] = {
    CCK_TYPE_PROVIDER,      CCK_TYPE_PROVIDER_STORE,   CCK_TYPE_ACCOUNT, CCK_TYPE_ACCOUNT_STORE,
    CCK_TYPE_BROKEN_FILE,   CCK_TYPE_KEYRING,          CCK_TYPE_HISTORY, CCK_TYPE_HISTORY_ENTRY,
    CCK_TYPE_RECORD_STORE,  CCK_TYPE_PROVIDER_PROFILE,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GTypeClass) klass = g_type_class_ref (types[i]);
      guint n;
      g_autofree GParamSpec **specs
          = g_object_class_list_properties (G_OBJECT_CLASS (klass), &n);

      for (guint j = 0; j < n; j++)
        {
          const GType type = specs[j]->value_type;

          g_test_message ("%s:%s", g_type_name (types[i]), specs[j]->name);
          g_assert_false (type == CCK_TYPE_SECRET || type == G_TYPE_BYTES);
          if (type == G_TYPE_STRING || g_type_is_a (type, G_TYPE_BOXED)
              || type == G_TYPE_POINTER || type == G_TYPE_VARIANT)
            g_assert_true (g_strv_contains (harmless, specs[j]->name));
        }
    }
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
  g_test_add_func ("/store/secret/text-is-wiped", test_text_is_wiped);
  g_test_add_func ("/store/secret/no-property-shows-one", test_no_property_shows_one);
  g_test_add_func ("/store/secret/core-dumps-are-off", test_core_dumps_are_off);

  return g_test_run ();
}
