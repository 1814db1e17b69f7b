/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Wycheproof's vectors of JWE, and of the agreement of X25519 and X448 keys, each a test of its
 * own. None is left out: the ones that use RSA1_5 are valid there, and refused here by rule. */

#include <string.h>

#include "cck-jose-error.h"
#include "cck-key-management-private.h"
#include "test-jwe-tokens.h"
#include "test-vectors.h"

typedef struct
{
  const CckJsonValue *group;
  const CckJsonValue *test;
} Case;

static char *
to_hex (gconstpointer data,
        gsize         size)
{
  GString *hex = g_string_new (NULL);

  for (gsize i = 0; i < size; i++)
    g_string_append_printf (hex, "%02x", ((const guint8 *) data)[i]);
  return g_string_free (hex, FALSE);
}

static gboolean
is_rsa1_5 (const Case *vector)
{
  const CckJsonValue *key = cck_json_get_member (vector->group, "private");

  return g_strcmp0 (cck_json_get_member_string (key, "alg"), "RSA1_5") == 0;
}

static void
test_encryption (gconstpointer data)
{
  const Case *vector = data;
  const char *result = cck_json_get_member_string (vector->test, "result");
  const char *token = cck_json_get_member_string (vector->test, "jwe");
  g_autoptr (CckJwk) jwk = test_jwe_read_key (cck_json_get_member (vector->group, "private"));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = test_jwe_open (token, jwk, &error);
  g_autofree char *hex = NULL;

  if (is_rsa1_5 (vector))
    {
      g_assert_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_UNSUPPORTED);
      g_assert_nonnull (strstr (error->message, "RSA1_5"));
    }
  else if (g_str_equal (result, "valid"))
    {
      g_assert_no_error (error);
      hex = to_hex (g_bytes_get_data (content, NULL), g_bytes_get_size (content));
      g_assert_cmpstr (hex, ==, cck_json_get_member_string (vector->test, "pt"));
    }
  else
    {
      g_assert_cmpstr (result, ==, "invalid");
      g_assert_null (content);
      g_assert_nonnull (error);
    }
}

/* An acceptable vector may be refused, as a key of small order is, but never give another secret. */
static void
test_agreement (gconstpointer data)
{
  const Case *vector = data;
  const char *result = cck_json_get_member_string (vector->test, "result");
  g_autoptr (CckJwk) theirs = NULL, mine = NULL;
  guint8 secret[CCK_KEY_AGREEMENT_MAX_SIZE];
  g_autofree char *hex = NULL;
  gboolean agreed;
  gsize size;

  mine = test_jwe_read_key (cck_json_get_member (vector->test, "private"));
  theirs = cck_jwk_new_from_json (cck_json_get_member (vector->test, "public"), NULL);
  agreed = theirs != NULL && cck_key_agree (mine, theirs, secret, &size);

  if (g_str_equal (result, "valid"))
    g_assert_true (agreed);
  if (g_str_equal (result, "invalid"))
    g_assert_false (agreed);
  if (!agreed)
    return;

  hex = to_hex (secret, size);
  g_assert_cmpstr (hex, ==, cck_json_get_member_string (vector->test, "shared"));
  g_assert_cmpuint (strspn (hex, "0"), <, strlen (hex));
}

static void
add_case (const char    *file,
          const Case    *vector,
          GTestDataFunc  run)
{
  g_autofree char *path = NULL;
  gint64 number = 0;

  g_assert_true (cck_json_get_member_int64 (vector->test, "tcId", &number));
  path = g_strdup_printf ("/jose/jwe/wycheproof/%s/%s/tc%" G_GINT64_FORMAT, file,
                          cck_json_get_member_string (vector->test, "comment"), number);
  g_test_add_data_func_full (path, g_memdup2 (vector, sizeof *vector), run, g_free);
}

static void
add_file (CckJson       *json,
          const char    *file,
          GTestDataFunc  run,
          guint          expected)
{
  CckJsonIter groups, tests;
  guint count = 0;
  Case vector;

  cck_json_iter_init (&groups, cck_json_get_member (cck_json_get_root (json), "testGroups"));
  while (cck_json_iter_next (&groups, NULL, NULL, &vector.group))
    {
      cck_json_iter_init (&tests, cck_json_get_member (vector.group, "tests"));
      while (cck_json_iter_next (&tests, NULL, NULL, &vector.test))
        {
          add_case (file, &vector, run);
          count++;
        }
    }

  g_assert_cmpuint (count, ==, expected);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (CckJson) encryption = load_vectors ("wycheproof/json_web_encryption_test.json");
  g_autoptr (CckJson) x25519 = load_vectors ("wycheproof/x25519_jwk_test.json");
  g_autoptr (CckJson) x448 = load_vectors ("wycheproof/x448_jwk_test.json");

  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();

  add_file (encryption, "json_web_encryption", test_encryption, 139);
  add_file (x25519, "x25519_jwk", test_agreement, 531);
  add_file (x448, "x448_jwk", test_agreement, 523);

  return g_test_run ();
}
