/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tokens that others encrypted, of every alg with every enc: see tests/data/README.md. */

#include <string.h>

#include "cck-jose-error.h"
#include "test-jwe-tokens.h"
#include "test-vectors.h"

typedef struct
{
  const CckJsonValue *root;
  const CckJsonValue *vector;
} Case;

static CckJwk *
read_key (const Case *peer)
{
  const char *name = cck_json_get_member_string (peer->vector, "key");

  return test_jwe_read_key (cck_json_get_member (cck_json_get_member (peer->root, "keys"), name));
}

static void
test_vector (gconstpointer data)
{
  const Case *peer = data;
  const char *plaintext = cck_json_get_member_string (peer->root, "plaintext");
  g_autoptr (CckJwk) jwk = read_key (peer);

  test_jwe_opens (cck_json_get_member_string (peer->vector, "jwe"), jwk,
                  plaintext, strlen (plaintext));
}

/* A place in a segment, at its start or at the last character of which every bit counts; NULL where
 * the segment is empty. */
static char *
find_place (char     *token,
            guint     segment,
            gboolean  at_end)
{
  gsize length;

  for (; segment > 0; segment--)
    token = strchr (token, '.') + 1;
  length = strcspn (token, ".");

  if (length == 0)
    return NULL;
  return at_end ? token + length - 2 : token;
}

/* The same refusal, whatever was changed before. */
static void
check_refusal (const char  *token,
               CckJwk      *jwk,
               char       **said)
{
  g_autofree char *message = test_jwe_refused (token, jwk, CCK_JOSE_ERROR_ENCRYPTED);

  g_assert_true (*said == NULL || g_str_equal (*said, message));
  g_set_str (said, message);
}

/* Each segment but the header changed by one character, at either end. */
static void
test_changed (gconstpointer data)
{
  const Case *peer = data;
  g_autofree char *said = NULL;
  g_autoptr (CckJwk) jwk = read_key (peer);

  for (guint i = 2; i < 10; i++)
    {
      g_autofree char *token = g_strdup (cck_json_get_member_string (peer->vector, "jwe"));
      char *place = find_place (token, i / 2, i % 2 == 1);

      if (place == NULL)
        continue;
      *place = *place == 'A' ? 'B' : 'A';
      check_refusal (token, jwk, &said);
    }

  g_assert_nonnull (said);
}

/* @token with three bytes more at the end of a segment, or three less at its start; NULL where it
 * has none. */
static char *
change_length (const char *token,
               guint       segment,
               gboolean    longer)
{
  g_auto (GStrv) parts = g_strsplit (token, ".", -1);
  g_autofree char *changed = NULL;

  if (!longer && strlen (parts[segment]) < 4)
    return NULL;

  changed = longer ? g_strconcat (parts[segment], "AAAA", NULL) : g_strdup (parts[segment] + 4);
  g_set_str (&parts[segment], changed);
  return g_strjoinv (".", parts);
}

static void
test_lengths (gconstpointer data)
{
  const Case *peer = data;
  g_autofree char *said = NULL;
  g_autoptr (CckJwk) jwk = read_key (peer);

  for (guint i = 2; i < 10; i++)
    {
      g_autofree char *token = change_length (cck_json_get_member_string (peer->vector, "jwe"),
                                              i / 2, i % 2 == 1);

      if (token != NULL)
        check_refusal (token, jwk, &said);
    }

  g_assert_nonnull (said);
}

/* Encrypted with the right key, and one thing wrong in the padding (RFC 8017 §7.1.2 step 3); or
 * content under zeros, which is what an unwrapping that failed might leave behind. */
static void
test_broken (gconstpointer data)
{
  const Case *peer = data;
  g_autofree char *said = NULL;
  g_autoptr (CckJwk) jwk = read_key (peer);

  check_refusal (cck_json_get_member_string (peer->vector, "jwe"), jwk, &said);
}

/* Adds a test for each vector of the list @name; the answer is their number. */
static guint
add_vectors (CckJson       *json,
             const char    *name,
             const char    *path,
             GTestDataFunc  run)
{
  const CckJsonValue *root = cck_json_get_root (json);
  CckJsonIter iter;
  guint count = 0;
  Case peer = { .root = root };

  cck_json_iter_init (&iter, cck_json_get_member (root, name));
  while (cck_json_iter_next (&iter, NULL, NULL, &peer.vector))
    {
      g_autofree char *full = g_strconcat (path, cck_json_get_member_string (peer.vector, "comment"),
                                           NULL);

      g_test_add_data_func_full (full, g_memdup2 (&peer, sizeof peer), run, g_free);
      count++;
    }

  return count;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (CckJson) json = load_vectors ("jwe/peers.json");

  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();

  g_assert_cmpuint (add_vectors (json, "vectors", "/jose/jwe/peers/opened/", test_vector), ==, 198);
  g_assert_cmpuint (add_vectors (json, "vectors", "/jose/jwe/peers/changed/", test_changed),
                    ==, 198);
  g_assert_cmpuint (add_vectors (json, "vectors", "/jose/jwe/peers/lengths/", test_lengths),
                    ==, 198);
  g_assert_cmpuint (add_vectors (json, "broken", "/jose/jwe/peers/broken/", test_broken), ==, 29);

  return g_test_run ();
}
