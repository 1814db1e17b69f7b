/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* libjwt 1.x takes a key as PEM, and at each call. */

#include "bench-bare.h"
#include "bench-peers.h"

#include <jwt.h>

typedef struct
{
  const char *text;
  char       *key;
  gsize       length;
} Peer;

static gpointer
prepare (const BenchToken *token)
{
  g_autoptr (BenchBare) bare = NULL;
  Peer *self;

  if (token->algorithm == CCK_ALGORITHM_EDDSA)
    return NULL;
  bare = bench_bare_new (token);
  self = g_new0 (Peer, 1);
  self->text = token->text;
  self->key = bench_bare_dup_pem (bare, &self->length);
  return self;
}

static void
release (gpointer data)
{
  Peer *self = data;

  g_free (self->key);
  g_free (self);
}

static gboolean
verify (gpointer data)
{
  Peer *self = data;
  jwt_t *jwt = NULL;
  int result = jwt_decode (&jwt, self->text, (const unsigned char *) self->key, (int) self->length);

  jwt_free (jwt);
  return result == 0;
}

static gboolean
parse (gpointer data)
{
  Peer *self = data;
  jwt_t *jwt = NULL;
  int result = jwt_decode (&jwt, self->text, NULL, 0);

  jwt_free (jwt);
  return result == 0;
}

const BenchPeer bench_peer_libjwt = { "libjwt", prepare, release, verify, parse };
