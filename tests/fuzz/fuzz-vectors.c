/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz-vectors.h"

#include <string.h>

#include "fuzz.h"

#define ROOM (8 * 1024 * 1024)

static CckJson *
read_vectors (const char *name)
{
  g_autofree char *path = g_build_filename (CCK_TEST_DATA, name, NULL);
  g_autofree char *text = NULL;
  gsize length;
  CckJson *json;

  FUZZ_CHECK (g_file_get_contents (path, &text, &length, NULL));
  json = cck_json_parse_bounded (text, length, ROOM, CCK_JSON_FLAGS_NONE, NULL);
  FUZZ_CHECK (json != NULL);
  return json;
}

static void
add_key (GString            *set,
         GHashTable         *seen,
         const CckJsonValue *key)
{
  g_autofree char *text = cck_json_dup_compact (key);

  if (g_hash_table_contains (seen, text))
    return;
  g_string_append (set, g_hash_table_size (seen) == 0 ? "" : ",");
  g_string_append (set, text);
  g_hash_table_add (seen, g_steal_pointer (&text));
}

static CckJwks *
make_set (GString *set)
{
  CckJwks *jwks;

  g_string_prepend (set, "{\"keys\":[");
  g_string_append (set, "]}");
  jwks = cck_jwks_new_from_data (set->str, set->len, NULL);
  FUZZ_CHECK (jwks != NULL);
  FUZZ_CHECK (cck_jwks_get_n_entries (jwks) > 0);
  return jwks;
}

static void
remember (GHashTable *tokens,
          const char *token)
{
  const char *last = strrchr (token, '.');

  if (last != NULL)
    g_hash_table_add (tokens, g_strndup (token, last - token));
}

static gpointer
read_open_vectors (gpointer out_tokens)
{
  g_autoptr (CckJson) json = read_vectors ("claimcheck-open.json");
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) set = g_string_new (NULL);
  GHashTable *tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const CckJsonValue *vector, *key;
  CckJsonIter vectors, keys;

  cck_json_iter_init (&vectors, cck_json_get_root (json));
  while (cck_json_iter_next (&vectors, NULL, NULL, &vector))
    {
      remember (tokens, cck_json_get_member_string (vector, "token"));
      if (!g_str_has_prefix (cck_json_get_member_string (vector, "class"), "valid"))
        continue;
      cck_json_iter_init (&keys, cck_json_get_member (cck_json_get_member (vector, "jwks"), "keys"));
      while (cck_json_iter_next (&keys, NULL, NULL, &key))
        add_key (set, seen, key);
    }
  *(GHashTable **) out_tokens = tokens;
  return make_set (set);
}

static CckJwks *
open_vectors (GHashTable **tokens)
{
  static CckJwks *jwks;
  static GHashTable *known;

  if (jwks == NULL)
    jwks = read_open_vectors (&known);
  if (tokens != NULL)
    *tokens = known;
  return jwks;
}

CckJwks *
fuzz_verifying_keys (void)
{
  return open_vectors (NULL);
}

gboolean
fuzz_is_known_token (const char *signing_input,
                     gsize       length)
{
  g_autofree char *text = g_strndup (signing_input, length);
  GHashTable *tokens;

  open_vectors (&tokens);
  return g_hash_table_contains (tokens, text);
}

static CckJwks *
read_decrypting_keys (void)
{
  g_autoptr (CckJson) peers = read_vectors ("jwe/peers.json");
  g_autoptr (CckJson) rfc = read_vectors ("rfc/jwe_appendices.json");
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) set = g_string_new (NULL);
  const CckJsonValue *item;
  CckJsonIter iter;

  cck_json_iter_init (&iter, cck_json_get_member (cck_json_get_root (rfc), "compact"));
  while (cck_json_iter_next (&iter, NULL, NULL, &item))
    add_key (set, seen, cck_json_get_member (item, "key"));
  cck_json_iter_init (&iter, cck_json_get_member (cck_json_get_root (peers), "keys"));
  while (cck_json_iter_next (&iter, NULL, NULL, &item))
    add_key (set, seen, item);
  return make_set (set);
}

CckJwks *
fuzz_decrypting_keys (void)
{
  static CckJwks *jwks;

  if (jwks == NULL)
    jwks = read_decrypting_keys ();
  return jwks;
}
