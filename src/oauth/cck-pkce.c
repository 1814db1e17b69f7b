/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-pkce.h"

#include <string.h>

#include "cck-base64url.h"
#include "cck-sensitive.h"

/* RFC 7636 §7.1: 256 bits, which are 43 characters of Base64URL. */
#define VERIFIER_BYTES 32

struct _CckPkce
{
  char *verifier;
  char *challenge;
};

CckPkce *
cck_pkce_new (GError **error)
{
  g_autoptr (CckSensitive) verifier = cck_sensitive_new_random (VERIFIER_BYTES, error);
  CckPkce *self;

  if (verifier == NULL)
    return NULL;

  self = g_new0 (CckPkce, 1);
  self->challenge = cck_pkce_challenge_for (verifier);
  self->verifier = g_steal_pointer (&verifier);

  return self;
}

void
cck_pkce_free (CckPkce *self)
{
  g_return_if_fail (self != NULL);

  cck_sensitive_free (self->verifier);
  g_free (self->challenge);
  g_free (self);
}

const char *
cck_pkce_get_verifier (CckPkce *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->verifier;
}

const char *
cck_pkce_get_challenge (CckPkce *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->challenge;
}

char *
cck_pkce_challenge_for (const char *verifier)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;

  g_return_val_if_fail (verifier != NULL, NULL);

  g_checksum_update (checksum, (const guchar *) verifier, (gssize) strlen (verifier));
  g_checksum_get_digest (checksum, digest, &length);

  return cck_base64url_encode (digest, length);
}
