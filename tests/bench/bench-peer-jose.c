/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* latchset's jose speaks JSON serialization: the segments become its members first. */

#include "bench-peers.h"

#include <jose/b64.h>
#include <jose/jws.h>
#include <string.h>

typedef struct
{
  const BenchToken *token;
  json_t           *jwk;
} Peer;

static gpointer
prepare (const BenchToken *token)
{
  Peer *self;

  if (token->algorithm == CCK_ALGORITHM_EDDSA)
    return NULL;
  self = g_new0 (Peer, 1);
  self->token = token;
  self->jwk = json_loads (token->public_json, 0, NULL);
  return self;
}

static void
release (gpointer data)
{
  Peer *self = data;

  json_decref (self->jwk);
  g_free (self);
}

static json_t *
split (const BenchToken *token)
{
  const char *first = strchr (token->text, '.');
  const char *second = strrchr (token->text, '.');

  return json_pack ("{s:s%,s:s%,s:s}", "protected", token->text, (size_t) (first - token->text), "payload",
                    first + 1, (size_t) (second - first - 1), "signature", second + 1);
}

static gboolean
read_payload (const json_t *jws)
{
  json_t *claims = jose_b64_dec_load (json_object_get (jws, "payload"));
  gboolean is_object = json_is_object (claims);

  json_decref (claims);
  return is_object;
}

static gboolean
verify (gpointer data)
{
  Peer *self = data;
  json_t *jws = split (self->token);
  gboolean verified = jose_jws_ver (NULL, jws, NULL, self->jwk, true) && read_payload (jws);

  json_decref (jws);
  return verified;
}

static gboolean
parse (gpointer data)
{
  Peer *self = data;
  json_t *jws = split (self->token);
  json_t *header = jose_b64_dec_load (json_object_get (jws, "protected"));
  gboolean is_object = json_is_object (header) && read_payload (jws);

  json_decref (header);
  json_decref (jws);
  return is_object;
}

const BenchPeer bench_peer_jose = { "latchset jose", prepare, release, verify, parse };
