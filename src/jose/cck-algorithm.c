/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-algorithm-private.h"

#include <string.h>

/* RFC 7518 §3.1, RFC 8037 §3.1, RFC 9864 §2.2. Sizes in bytes; 0 where the key says. */
static const CckAlgorithmInfo algorithms[] = {
  [CCK_ALGORITHM_UNKNOWN] = { .name = NULL },
  [CCK_ALGORITHM_RS256] = { "RS256", "RSA", NULL, GNUTLS_SIGN_RSA_SHA256, GNUTLS_DIG_SHA256, 0 },
  [CCK_ALGORITHM_RS384] = { "RS384", "RSA", NULL, GNUTLS_SIGN_RSA_SHA384, GNUTLS_DIG_SHA384, 0 },
  [CCK_ALGORITHM_RS512] = { "RS512", "RSA", NULL, GNUTLS_SIGN_RSA_SHA512, GNUTLS_DIG_SHA512, 0 },
  [CCK_ALGORITHM_PS256] = { "PS256", "RSA", NULL, GNUTLS_SIGN_RSA_PSS_SHA256,
                            GNUTLS_DIG_SHA256, 0 },
  [CCK_ALGORITHM_PS384] = { "PS384", "RSA", NULL, GNUTLS_SIGN_RSA_PSS_SHA384,
                            GNUTLS_DIG_SHA384, 0 },
  [CCK_ALGORITHM_PS512] = { "PS512", "RSA", NULL, GNUTLS_SIGN_RSA_PSS_SHA512,
                            GNUTLS_DIG_SHA512, 0 },
  [CCK_ALGORITHM_ES256] = { "ES256", "EC", "P-256", GNUTLS_SIGN_ECDSA_SHA256,
                            GNUTLS_DIG_SHA256, 64 },
  [CCK_ALGORITHM_ES384] = { "ES384", "EC", "P-384", GNUTLS_SIGN_ECDSA_SHA384,
                            GNUTLS_DIG_SHA384, 96 },
  [CCK_ALGORITHM_ES512] = { "ES512", "EC", "P-521", GNUTLS_SIGN_ECDSA_SHA512,
                            GNUTLS_DIG_SHA512, 132 },
  [CCK_ALGORITHM_EDDSA] = { "EdDSA", "OKP", NULL, GNUTLS_SIGN_UNKNOWN, GNUTLS_DIG_SHA512, 0 },
  [CCK_ALGORITHM_ED25519] = { "Ed25519", "OKP", "Ed25519", GNUTLS_SIGN_EDDSA_ED25519,
                              GNUTLS_DIG_SHA512, 64 },
  [CCK_ALGORITHM_ED448] = { "Ed448", "OKP", "Ed448", GNUTLS_SIGN_EDDSA_ED448,
                            GNUTLS_DIG_SHAKE_256, 114 },
  [CCK_ALGORITHM_HS256] = { "HS256", "oct", NULL, GNUTLS_SIGN_UNKNOWN, GNUTLS_DIG_SHA256, 32 },
  [CCK_ALGORITHM_HS384] = { "HS384", "oct", NULL, GNUTLS_SIGN_UNKNOWN, GNUTLS_DIG_SHA384, 48 },
  [CCK_ALGORITHM_HS512] = { "HS512", "oct", NULL, GNUTLS_SIGN_UNKNOWN, GNUTLS_DIG_SHA512, 64 },
};

static const char * const names[] = {
  "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
  "EdDSA", "Ed25519", "Ed448", "HS256", "HS384", "HS512", NULL,
};

/* The IANA registry's other signature algorithms. */
static const char * const unsupported[] = {
  "ES256K", "HS1", "RS1", "ML-DSA-44", "ML-DSA-65", "ML-DSA-87", NULL,
};

const CckAlgorithmInfo *
cck_algorithm_get_info (CckAlgorithm algorithm)
{
  g_return_val_if_fail ((guint) algorithm < G_N_ELEMENTS (algorithms), &algorithms[0]);

  return &algorithms[algorithm];
}

CckAlgorithm
cck_algorithm_from_name (const char *name)
{
  if (name == NULL)
    return CCK_ALGORITHM_UNKNOWN;

  for (guint i = 1; i < G_N_ELEMENTS (algorithms); i++)
    if (name[0] == algorithms[i].name[0] && strcmp (name, algorithms[i].name) == 0)
      return i;

  return CCK_ALGORITHM_UNKNOWN;
}

const char *
cck_algorithm_get_name (CckAlgorithm algorithm)
{
  return cck_algorithm_get_info (algorithm)->name;
}

const char *
cck_algorithm_get_kty (CckAlgorithm algorithm)
{
  return cck_algorithm_get_info (algorithm)->kty;
}

const char *
cck_algorithm_get_crv (CckAlgorithm algorithm)
{
  return cck_algorithm_get_info (algorithm)->crv;
}

gboolean
cck_algorithm_is_symmetric (CckAlgorithm algorithm)
{
  const char *kty = cck_algorithm_get_kty (algorithm);

  return kty != NULL && strcmp (kty, "oct") == 0;
}

const char * const *
cck_algorithm_list_names (void)
{
  return names;
}

gboolean
cck_algorithm_is_known_unsupported (const char *name)
{
  return name != NULL && g_strv_contains (unsupported, name);
}
