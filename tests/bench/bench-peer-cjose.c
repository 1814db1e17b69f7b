/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* cjose hands the payload out as bytes; reading it as JSON is its caller's. */

#include "bench-peers.h"

#include <cjose/cjose.h>
#include <string.h>

typedef struct
{
  const BenchToken *token;
  cjose_jwk_t      *jwk;
} Peer;

static gpointer
prepare (const BenchToken *token)
{
  cjose_err error;
  Peer *self;

  if (token->algorithm == CCK_ALGORITHM_EDDSA)
    return NULL;
  self = g_new0 (Peer, 1);
  self->token = token;
  self->jwk = cjose_jwk_import (token->public_json, strlen (token->public_json), &error);
  g_assert (self->jwk != NULL);
  return self;
}

static void
release (gpointer data)
{
  Peer *self = data;

  cjose_jwk_release (self->jwk);
  g_free (self);
}

static gboolean
verify (gpointer data)
{
  Peer *self = data;
  cjose_err error;
  cjose_jws_t *jws = cjose_jws_import (self->token->text, self->token->length, &error);
  gboolean verified = jws != NULL && cjose_jws_verify (jws, self->jwk, &error);

  cjose_jws_release (jws);
  return verified;
}

const BenchPeer bench_peer_cjose = { "cjose", prepare, release, verify, NULL };
