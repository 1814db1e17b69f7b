/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The signatures of RFC 7520 §4 and RFC 8037, from tests/data/rfc7520. */

#include <string.h>

#include "cck-base64url.h"
#include "cck-jwt.h"
#include "cck-signature.h"
#include "test-vectors.h"

static CckJwk *
read_key (const CckJsonValue *input)
{
  g_autoptr (GError) error = NULL;
  CckJwk *jwk = cck_jwk_new_from_json (cck_json_get_member (input, "key"), &error);

  g_assert_no_error (error);
  return jwk;
}

static void
check_signature (CckJwk             *jwk,
                 const char         *alg,
                 const CckJsonValue *signing)
{
  const char *input = cck_json_get_member_string (signing, "sig-input");
  const char *sig = cck_json_get_member_string (signing, "sig");
  g_autoptr (GBytes) signature = cck_base64url_decode (sig, strlen (sig), NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (signature);
  g_assert_true (cck_signature_verify (cck_algorithm_from_name (alg), jwk, input, strlen (input),
                                       g_bytes_get_data (signature, NULL),
                                       g_bytes_get_size (signature), &error));
  g_assert_no_error (error);
}

/* Where the signature is the same each time, ours is the cookbook's. */
static void
check_reproduced (CckJwk             *jwk,
                  const char         *alg,
                  const CckJsonValue *signing)
{
  const char *input = cck_json_get_member_string (signing, "sig-input");
  g_autoptr (GBytes) signature = NULL;
  g_autofree char *text = NULL;

  signature = cck_signature_sign (cck_algorithm_from_name (alg), jwk, input, strlen (input), NULL);
  g_assert_nonnull (signature);
  text = cck_base64url_encode (g_bytes_get_data (signature, NULL), g_bytes_get_size (signature));
  g_assert_cmpstr (text, ==, cck_json_get_member_string (signing, "sig"));
}

static void
test_file (gconstpointer data)
{
  g_autofree char *name = g_strdup_printf ("rfc7520/jws/%s.json", (const char *) data);
  g_autoptr (CckJson) json = load_vectors (name);
  const CckJsonValue *root = cck_json_get_root (json);
  const CckJsonValue *input = cck_json_get_member (root, "input");
  const CckJsonValue *signing = cck_json_get_member (root, "signing");
  const char *alg = cck_json_get_member_string (input, "alg");
  gboolean reproducible = FALSE;
  g_autoptr (CckJwk) jwk = read_key (input);

  check_signature (jwk, alg, signing);
  if (cck_json_get_member_boolean (root, "reproducible", &reproducible) && reproducible)
    check_reproduced (jwk, alg, signing);
}

static void
test_multiple (void)
{
  g_autoptr (CckJson) json = load_vectors ("rfc7520/jws/4_8.multiple_signatures.json");
  const CckJsonValue *input = cck_json_get_member (cck_json_get_root (json), "input");
  const CckJsonValue *key, *alg, *signing;
  CckJsonIter keys, algs, signings;
  guint count = 0;

  cck_json_iter_init (&keys, cck_json_get_member (input, "key"));
  cck_json_iter_init (&algs, cck_json_get_member (input, "alg"));
  cck_json_iter_init (&signings, cck_json_get_member (cck_json_get_root (json), "signing"));
  while (cck_json_iter_next (&keys, NULL, NULL, &key) &&
         cck_json_iter_next (&algs, NULL, NULL, &alg) &&
         cck_json_iter_next (&signings, NULL, NULL, &signing))
    {
      g_autoptr (CckJwk) jwk = cck_jwk_new_from_json (key, NULL);

      check_signature (jwk, cck_json_get_string (alg, NULL), signing);
      count++;
    }
  g_assert_cmpuint (count, ==, 3);
}

int
main (int   argc,
      char *argv[])
{
  static const char * const files[] = {
    "4_1.rsa_v15_signature", "4_2.rsa-pss_signature", "4_3.ecdsa_signature",
    "4_4.hmac-sha2_integrity_protection", "4_5.signature_with_detached_content",
    "4_6.protecting_specific_header_fields", "4_7.protecting_content_only", "curve25519",
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strdup_printf ("/jose/cookbook/%s", files[i]);

      g_test_add_data_func (path, files[i], test_file);
    }
  g_test_add_func ("/jose/cookbook/4_8.multiple_signatures", test_multiple);

  return g_test_run ();
}
