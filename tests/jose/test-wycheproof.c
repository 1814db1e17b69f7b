/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Wycheproof's vectors of JWS and JWK, each a test of its own. */

#include <string.h>

#include "cck-verdict.h"
#include "test-vectors.h"

typedef struct
{
  const CckJsonValue *group;
  const CckJsonValue *test;
} Case;

/* Vectors that say what no strict reader can agree with, and one about something else. */
static const struct
{
  const char *file;
  gint64      number;
  const char *reason;
} left_out[] = {
  { "json_web_key", 1, "demands that a set with secret and public keys is refused; claimcheck-open.json "
                       "(valid-alg-09) that it is used, and the vector calls itself ambiguous" },
  { "json_web_crypto", 47, "is json_web_key 1 once more" },
  { "json_web_signature", 346, "pairs a key for PS256 with a token of PS384" },
  { "json_web_signature", 350, "pairs a key for PS256 with a token of PS384" },
  { "json_web_signature", 347, "the key names ES521, which is no algorithm" },
  { "json_web_signature", 351, "the key names ES521, which is no algorithm" },
  { "json_web_signature", 367, "is the same as the valid 357" },
  { "json_web_signature", 370, "is the same as the valid 357" },
  { "json_web_signature", 372, "is called valid with a question mark in its header" },
  { "json_web_signature", 373, "is called valid with a question mark in its payload" },
};

static const char *
why_left_out (const char *file,
              gint64      number)
{
  for (guint i = 0; i < G_N_ELEMENTS (left_out); i++)
    if (g_str_equal (file, left_out[i].file) && number == left_out[i].number)
      return left_out[i].reason;

  return NULL;
}

/* The public key or set; the private one for MACs. */
static CckJwks *
read_keys (const CckJsonValue *group)
{
  const CckJsonValue *keys = cck_json_get_member (group, "public");
  g_autofree char *text = NULL;

  if (keys == NULL)
    keys = cck_json_get_member (group, "private");
  text = cck_json_dup_compact (keys);
  return cck_jwks_new_from_data (text, strlen (text), NULL);
}

static gboolean
is_accepted (const Case *vector)
{
  const CckJsonValue *jws = cck_json_get_member (vector->test, "jws");
  CckExpectations expected = CCK_EXPECTATIONS_INIT;
  g_autoptr (CckJwks) jwks = read_keys (vector->group);
  g_autoptr (CckVerdict) verdict = NULL;
  g_autoptr (CckJwt) jwt = NULL;
  g_autofree char *serialization = NULL;
  const char *token;
  gsize length;

  /* A JSON serialization is offered as its text. */
  token = cck_json_get_string (jws, &length);
  if (token == NULL)
    {
      token = serialization = cck_json_dup_compact (jws);
      length = strlen (token);
    }

  jwt = cck_jwt_parse (token, (gssize) length, CCK_JWT_ANY_PAYLOAD, NULL);
  if (jwt == NULL)
    return FALSE;

  expected.profile = CCK_PROFILE_JWS;
  verdict = cck_verdict_new (jwt, jwks, &expected);
  return cck_verdict_is_accepted (verdict);
}

static void
test_vector (gconstpointer data)
{
  const Case *vector = data;
  const char *result = cck_json_get_member_string (vector->test, "result");
  gboolean accepted = is_accepted (vector);

  if (g_str_equal (result, "valid"))
    g_assert_true (accepted);
  else
    {
      g_assert_cmpstr (result, ==, "invalid");
      g_assert_false (accepted);
    }
}

static guint
add_group (const char         *file,
           const CckJsonValue *group)
{
  const CckJsonValue *test;
  CckJsonIter iter;
  guint count = 0;

  cck_json_iter_init (&iter, cck_json_get_member (group, "tests"));
  while (cck_json_iter_next (&iter, NULL, NULL, &test))
    {
      g_autofree char *path = NULL;
      gint64 number = 0;
      Case *vector;

      g_assert_true (cck_json_get_member_int64 (test, "tcId", &number));
      if (cck_json_get_member (test, "jws") == NULL || why_left_out (file, number) != NULL)
        continue;

      vector = g_new (Case, 1);
      vector->group = group;
      vector->test = test;
      path = g_strdup_printf ("/jose/wycheproof/%s/%s/tc%" G_GINT64_FORMAT, file,
                              cck_json_get_member_string (test, "comment"), number);
      g_test_add_data_func_full (path, vector, test_vector, g_free);
      count++;
    }

  return count;
}

static void
add_file (CckJson    *json,
          const char *file,
          guint       expected)
{
  const CckJsonValue *group;
  CckJsonIter iter;
  guint count = 0;

  cck_json_iter_init (&iter, cck_json_get_member (cck_json_get_root (json), "testGroups"));
  while (cck_json_iter_next (&iter, NULL, NULL, &group))
    count += add_group (file, group);

  g_assert_cmpuint (count, ==, expected);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (CckJson) signature = load_vectors ("wycheproof/json_web_signature_test.json");
  g_autoptr (CckJson) key = load_vectors ("wycheproof/json_web_key_test.json");
  g_autoptr (CckJson) crypto = load_vectors ("wycheproof/json_web_crypto_test.json");

  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();

  add_file (signature, "json_web_signature", 401 - 8);
  add_file (key, "json_web_key", 26 - 1);
  add_file (crypto, "json_web_crypto", 49 - 1);

  return g_test_run ();
}
