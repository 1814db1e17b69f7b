/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-verdict.h"
#include "practice-fixture.h"

/* Which check of an ID token fails first while the provider misbehaves. */
static void
assert_failed_check (CckPracticeMisbehaviour  kind,
                     const char              *id)
{
  g_autoptr (Answer) keys = get ("/jwks");
  g_autoptr (CckJwks) jwks = cck_jwks_new_from_data (keys->body, strlen (keys->body), NULL);
  g_autoptr (Answer) tokens = NULL;
  g_autofree char *id_token = NULL;
  g_autofree char *access = NULL;
  g_autoptr (CckJwt) jwt = NULL;
  g_autoptr (CckVerdict) verdict = NULL;
  CckExpectations expectations = CCK_EXPECTATIONS_INIT;

  cck_practice_provider_set_misbehaviour (fixture_provider (), kind);
  tokens = sign_in ();
  cck_practice_provider_set_misbehaviour (fixture_provider (), CCK_PRACTICE_MISBEHAVE_NOT);

  id_token = answer_dup (tokens, "id_token");
  access = answer_dup (tokens, "access_token");
  expectations.profile = CCK_PROFILE_ID_TOKEN;
  expectations.issuer = fixture_issuer ();
  expectations.audience = CLIENT_ID;
  expectations.nonce = "n-0S6_WzA2Mj";
  expectations.access_token = access;
  expectations.now = fixture_now ();

  jwt = cck_jwt_parse (id_token, -1, CCK_JWT_FLAGS_NONE, NULL);
  verdict = cck_verdict_new (jwt, jwks, &expectations);
  g_assert_cmpint (cck_verdict_get_result (verdict), ==, CCK_VERDICT_NOT_VALID);
  g_assert_cmpstr (cck_check_get_id (cck_verdict_get_failed (verdict)), ==, id);
}

static void
test_id_token (void)
{
  assert_failed_check (CCK_PRACTICE_MISBEHAVE_SIGNATURE, "signature");
  assert_failed_check (CCK_PRACTICE_MISBEHAVE_ISSUER, "issuer");
  assert_failed_check (CCK_PRACTICE_MISBEHAVE_AUDIENCE, "audience");
  assert_failed_check (CCK_PRACTICE_MISBEHAVE_NONCE, "nonce");
  assert_failed_check (CCK_PRACTICE_MISBEHAVE_EXPIRED, "expiry");
}

static Answer *
authorize_while (CckPracticeMisbehaviour kind)
{
  g_autofree char *path = authorize_path (NULL, NULL);
  Answer *answer;

  cck_practice_provider_set_misbehaviour (fixture_provider (), kind);
  answer = decide (path, "alice", "allow");
  cck_practice_provider_set_misbehaviour (fixture_provider (), CCK_PRACTICE_MISBEHAVE_NOT);
  return answer;
}

static void
test_response (void)
{
  g_autoptr (Answer) wrong_state = authorize_while (CCK_PRACTICE_MISBEHAVE_STATE);
  g_autoptr (Answer) wrong_issuer = authorize_while (CCK_PRACTICE_MISBEHAVE_RESPONSE_ISSUER);
  g_autofree char *state = dup_parameter (wrong_state->location, "state");
  g_autofree char *issuer = dup_parameter (wrong_issuer->location, "iss");

  g_assert_cmpstr (state, !=, "af0ifjsldkj");
  g_assert_cmpstr (issuer, !=, fixture_issuer ());
}

static void
test_userinfo (void)
{
  g_autoptr (Answer) tokens = sign_in ();
  g_autofree char *access = answer_dup (tokens, "access_token");
  g_autoptr (Answer) answer = NULL;
  g_autofree char *subject = NULL;

  cck_practice_provider_set_misbehaviour (fixture_provider (), CCK_PRACTICE_MISBEHAVE_SUBJECT);
  answer = userinfo (access);
  cck_practice_provider_set_misbehaviour (fixture_provider (), CCK_PRACTICE_MISBEHAVE_NOT);

  subject = answer_dup (answer, "sub");
  g_assert_cmpstr (subject, !=, "alice");
}

static void
test_server (void)
{
  CckPracticeMisbehaviours both = CCK_PRACTICE_MISBEHAVIOURS_INIT;
  g_autoptr (Answer) metadata = NULL;
  g_autoptr (Answer) busy = NULL;
  g_autofree char *issuer = NULL;

  cck_practice_misbehaviours_add (&both, CCK_PRACTICE_MISBEHAVE_METADATA_ISSUER);
  cck_practice_misbehaviours_add (&both, CCK_PRACTICE_MISBEHAVE_BUSY);
  cck_practice_provider_set_misbehaviours (fixture_provider (), &both);
  metadata = get ("/.well-known/openid-configuration");
  busy = refresh ("any");
  cck_practice_provider_set_misbehaviour (fixture_provider (), CCK_PRACTICE_MISBEHAVE_NOT);

  issuer = answer_dup (metadata, "issuer");
  g_assert_cmpstr (issuer, !=, fixture_issuer ());
  g_assert_cmpuint (busy->status, ==, 503);
}

static void
test_names (void)
{
  const char *name;
  const char *description;
  CckPracticeMisbehaviours all = CCK_PRACTICE_MISBEHAVIOURS_INIT;
  g_autoptr (GError) error = NULL;
  guint count = 0;

  for (; cck_practice_misbehaviour_list (count, &name, &description); count++)
    {
      CckPracticeMisbehaviour kind = cck_practice_misbehaviour_from_name (name, NULL);

      g_assert_cmpuint (kind, !=, CCK_PRACTICE_MISBEHAVE_NOT);
      g_assert_false (cck_practice_misbehaviours_contains (&all, kind));
      g_assert_cmpuint (kind, ==, count + 1);
      g_assert_cmpuint (strlen (description), >, 0);
      cck_practice_misbehaviours_add (&all, kind);
    }

  g_assert_cmpuint (count, ==, CCK_PRACTICE_N_MISBEHAVIOURS - 1);
  g_assert_cmpuint (cck_practice_misbehaviour_from_name ("polite", &error), ==,
                    CCK_PRACTICE_MISBEHAVE_NOT);
  g_assert_error (error, CCK_PRACTICE_ERROR, CCK_PRACTICE_ERROR_CORRECT_KIND);
}

static void
add_tests (void)
{
  g_test_add_func ("/practice/misbehaviour/each-id-token-fails-its-check", test_id_token);
  g_test_add_func ("/practice/misbehaviour/the-response-is-wrong", test_response);
  g_test_add_func ("/practice/misbehaviour/userinfo-is-about-another", test_userinfo);
  g_test_add_func ("/practice/misbehaviour/the-server-is-wrong", test_server);
  g_test_add_func ("/practice/misbehaviour/kinds-have-names", test_names);
}

int
main (int    argc,
      char **argv)
{
  return fixture_run (argc, argv, add_tests);
}
