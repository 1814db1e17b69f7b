/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-keys: one key found by its kid and imported, out of a key set of 1 MB as it comes from the
 * network, against json-glib reading the same text and doing nothing with it. */

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include "bench-token.h"
#include "bench.h"
#include "cck-base64url.h"

#define SIZE (1024 * 1024)

typedef struct
{
  GString    *text;
  const char *kid;
} Set;

/* Keys that look like RSA's, and the real one in the middle of them. */
static GString *
make_set (const BenchToken *token)
{
  GString *set = g_string_new ("{\"keys\":[");
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  gboolean placed = FALSE;

  for (guint i = 0; set->len < SIZE - 512; i++)
    {
      guint8 modulus[256];
      g_autofree char *n = NULL;

      for (guint j = 0; j < sizeof modulus; j++)
        modulus[j] = (guint8) g_rand_int (random);
      n = cck_base64url_encode (modulus, sizeof modulus);
      g_string_append_printf (set, "{\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"AQAB\",\"alg\":\"RS256\",\"use\":\"sig\","
                              "\"kid\":\"key-%u\"},", n, i);
      if (!placed && set->len > SIZE / 2)
        {
          g_string_append_printf (set, "%s,", token->public_json);
          placed = TRUE;
        }
    }
  g_string_truncate (set, set->len - 1);
  g_string_append (set, "]}");
  return set;
}

static gboolean
find (gpointer data)
{
  Set *self = data;
  g_autoptr (CckJwks) jwks = cck_jwks_new_from_data (self->text->str, self->text->len, NULL);

  return cck_jwks_lookup (jwks, self->kid, strlen (self->kid)) != NULL;
}

static gboolean
parse (gpointer data)
{
  Set *self = data;
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();

  return json_parser_load_from_data (parser, self->text->str, (gssize) self->text->len, NULL);
}

int
main (void)
{
  g_autoptr (BenchToken) token = bench_token_new (CCK_ALGORITHM_RS256);
  Set set = { make_set (token), cck_jwk_get_kid (token->jwk, NULL) };
  BenchWay ways[] = {
    { .name = "one kid found and imported", .run = find, .data = &set },
    { .name = "json-glib's bare parse", .run = parse, .data = &set },
  };

  bench_begin ("A key set of 1 MB");
  bench_measure (ways, G_N_ELEMENTS (ways));
  bench_tell ("keys", &ways[0], &ways[1]);
  g_string_free (set.text, TRUE);
  return 0;
}
