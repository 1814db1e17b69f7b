/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench-peers.h"

#include <rhonabwy.h>

typedef struct
{
  const BenchToken *token;
  jwk_t            *jwk;
} Peer;

static gpointer
prepare (const BenchToken *token)
{
  Peer *self = g_new0 (Peer, 1);

  self->token = token;
  g_assert (r_jwk_init (&self->jwk) == RHN_OK);
  g_assert (r_jwk_import_from_json_str (self->jwk, token->public_json) == RHN_OK);
  return self;
}

static void
release (gpointer data)
{
  Peer *self = data;

  r_jwk_free (self->jwk);
  g_free (self);
}

static gboolean
verify (gpointer data)
{
  Peer *self = data;
  jwt_t *jwt = NULL;
  gboolean verified = r_jwt_init (&jwt) == RHN_OK &&
                      r_jwt_parsen (jwt, self->token->text, self->token->length, R_FLAG_IGNORE_REMOTE) == RHN_OK &&
                      r_jwt_verify_signature (jwt, self->jwk, R_FLAG_IGNORE_REMOTE) == RHN_OK;

  r_jwt_free (jwt);
  return verified;
}

static gboolean
parse (gpointer data)
{
  Peer *self = data;
  jwt_t *jwt = NULL;
  gboolean parsed = r_jwt_init (&jwt) == RHN_OK &&
                    r_jwt_parsen (jwt, self->token->text, self->token->length, R_FLAG_IGNORE_REMOTE) == RHN_OK;

  r_jwt_free (jwt);
  return parsed;
}

const BenchPeer bench_peer_rhonabwy = { "rhonabwy", prepare, release, verify, parse };
