/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The values that the standards themselves give: tests/data/rfc. */

#include <string.h>

#include "cck-base64url.h"
#include "cck-jose-error.h"
#include "cck-jwks.h"
#include "cck-jwt.h"
#include "cck-signature.h"
#include "cck-verdict.h"
#include "test-vectors.h"

typedef void (*CaseFunc) (const CckJsonValue *test);

/* Runs @func for each of the file's tests; a file without any is a failure. */
static void
each_test (const char *file,
           CaseFunc    func)
{
  g_autoptr (CckJson) json = load_vectors (file);
  const CckJsonValue *test;
  CckJsonIter iter;
  guint count = 0;

  cck_json_iter_init (&iter, cck_json_get_member (cck_json_get_root (json), "tests"));
  while (cck_json_iter_next (&iter, NULL, NULL, &test))
    {
      g_test_message ("%s", cck_json_get_member_string (test, "id"));
      func (test);
      count++;
    }
  g_assert_cmpuint (count, >, 0);
}

static gboolean
signature_holds (const char         *token,
                 const CckJsonValue *key)
{
  CckExpectations expected = CCK_EXPECTATIONS_INIT;
  g_autofree char *text = cck_json_dup_compact (key);
  g_autoptr (CckJwks) jwks = NULL;
  g_autoptr (CckJwt) jwt = NULL;
  g_autoptr (CckVerdict) verdict = NULL;
  g_autoptr (GError) error = NULL;

  jwks = cck_jwks_new_from_data (text, strlen (text), &error);
  g_assert_no_error (error);
  jwt = cck_jwt_parse (token, -1, CCK_JWT_ANY_PAYLOAD, &error);
  g_assert_no_error (error);

  expected.profile = CCK_PROFILE_JWS;
  verdict = cck_verdict_new (jwt, jwks, &expected);
  return cck_verdict_is_accepted (verdict);
}

static void
check_signed (const CckJsonValue *test)
{
  const char *jws = cck_json_get_member_string (test, "jws");
  const CckJsonValue *jwk = cck_json_get_member (test, "jwk");
  const char *alg = cck_json_get_member_string (test, "alg");

  /* A.5 is unsecured, A.6 and A.7 are JSON serializations of others. */
  if (jws == NULL || jwk == NULL || g_strcmp0 (alg, "none") == 0)
    return;

  g_assert_true (signature_holds (jws, jwk));
}

static void
test_rfc7515 (void)
{
  each_test ("rfc/rfc7515_appendix_a.json", check_signed);
}

static void
test_rfc8037 (void)
{
  each_test ("rfc/rfc8037_ed25519.json", check_signed);
}

static void
check_thumbprint (const CckJsonValue *test)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckJwk) jwk = cck_jwk_new_from_json (cck_json_get_member (test, "jwk"), &error);
  g_autofree char *thumbprint = NULL;

  g_assert_no_error (error);
  thumbprint = cck_jwk_dup_thumbprint (jwk);
  g_assert_cmpstr (thumbprint, ==, cck_json_get_member_string (test, "thumbprint_sha256"));
}

static void
test_rfc7638 (void)
{
  each_test ("rfc/rfc7638_thumbprints.json", check_thumbprint);
}

static void
check_half_hash (const CckJsonValue *test)
{
  const char *alg = cck_json_get_member_string (test, "alg");
  const char *crv = cck_json_get_member_string (test, "crv");
  CckAlgorithm algorithm = cck_algorithm_from_name (crv != NULL ? crv : alg);
  g_autofree char *hash = NULL;

  hash = cck_signature_half_hash (algorithm, NULL, cck_json_get_member_string (test, "value"));
  g_assert_cmpstr (hash, ==, cck_json_get_member_string (test, "hash"));
}

static void
test_hashes (void)
{
  each_test ("rfc/oidc_hashes.json", check_half_hash);
}

static void
test_rfc7517 (void)
{
  g_autoptr (CckJson) json = load_vectors ("rfc/rfc7517_appendix.json");
  const CckJsonValue *root = cck_json_get_root (json);
  g_autofree char *public_set = cck_json_dup_compact (cck_json_get_member (root, "A1_public"));
  g_autoptr (CckJwks) jwks = NULL;
  g_autoptr (GError) error = NULL;
  CckJwk *jwk;

  jwks = cck_jwks_new_from_data (public_set, strlen (public_set), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cck_jwks_get_n_entries (jwks), ==, 2);
  jwk = cck_jwks_lookup (jwks, "1", 1);
  g_assert_cmpstr (cck_jwk_get_crv (jwk), ==, "P-256");
  g_assert_cmpstr (cck_jwk_get_use (jwk), ==, "enc");
  g_assert_false (cck_jwk_fits (jwk, CCK_ALGORITHM_ES256, NULL));
  jwk = cck_jwks_lookup (jwks, "2011-04-29", 10);
  g_assert_cmpuint (cck_jwk_get_bits (jwk), ==, 2048);
  g_assert_true (cck_jwk_fits (jwk, CCK_ALGORITHM_RS256, NULL));
  g_assert_false (cck_jwk_is_private (jwk));
}

static void
check_proof (const CckJsonValue *test)
{
  const char *proof = cck_json_get_member_string (test, "proof");
  g_autoptr (GError) error = NULL;
  g_autoptr (CckJson) header = NULL;

  if (proof == NULL)
    return;

  header = cck_jwt_parse_header (proof, -1, &error);
  g_assert_no_error (error);
  g_assert_true (signature_holds (proof, cck_json_get_member (cck_json_get_root (header), "jwk")));
}

static void
test_rfc9449 (void)
{
  each_test ("rfc/rfc9449_dpop.json", check_proof);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();

  g_test_add_func ("/jose/rfc7515/appendix-a-signatures-hold", test_rfc7515);
  g_test_add_func ("/jose/rfc7517/appendix-a-keys-are-read", test_rfc7517);
  g_test_add_func ("/jose/rfc7638/thumbprints-are-equal", test_rfc7638);
  g_test_add_func ("/jose/rfc8037/ed25519-signature-holds", test_rfc8037);
  g_test_add_func ("/jose/rfc9449/proofs-hold", test_rfc9449);
  g_test_add_func ("/jose/oidc/hashes-are-equal", test_hashes);

  return g_test_run ();
}
