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

static guint
add_vectors (CckJson *json)
{
  const CckJsonValue *root = cck_json_get_root (json);
  CckJsonIter iter;
  guint count = 0;
  Case peer = { .root = root };

  cck_json_iter_init (&iter, cck_json_get_member (root, "vectors"));
  while (cck_json_iter_next (&iter, NULL, NULL, &peer.vector))
    {
      const char *comment = cck_json_get_member_string (peer.vector, "comment");
      g_autofree char *opens = g_strdup_printf ("/jose/jwe/peers/%s", comment);
      g_autofree char *changed = g_strdup_printf ("/jose/jwe/peers-changed/%s", comment);

      g_test_add_data_func_full (opens, g_memdup2 (&peer, sizeof peer), test_vector, g_free);
      g_test_add_data_func_full (changed, g_memdup2 (&peer, sizeof peer), test_changed, g_free);
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

  g_assert_cmpuint (add_vectors (json), ==, 198);

  return g_test_run ();
}
