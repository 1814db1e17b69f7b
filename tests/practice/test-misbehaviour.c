/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-verdict.h"
#include "practice-fixture.h"

#define NONCE "n-0S6_WzA2Mj"

static void
misbehave (CckPracticeMisbehaviour kind)
{
  cck_practice_provider_set_misbehaviour (fixture_provider (), kind);
}

static void
behave (void)
{
  misbehave (CCK_PRACTICE_MISBEHAVE_NOT);
}

static CckJwks *
fetch_keys (const char *path)
{
  g_autoptr (Answer) keys = get (path);
  g_autoptr (GError) error = NULL;
  CckJwks *jwks = cck_jwks_new_from_data (keys->body, strlen (keys->body), &error);

  g_assert_no_error (error);
  return jwks;
}

/* What a client that takes @algorithms makes of the ID token of @tokens; @code is for c_hash. */
static CckVerdict *
judge_as (Answer             *tokens,
          CckJwks            *jwks,
          const char         *code,
          const char * const *algorithms)
{
  g_autofree char *id_token = answer_dup (tokens, "id_token");
  g_autofree char *access = answer_dup (tokens, "access_token");
  CckExpectations expectations = CCK_EXPECTATIONS_INIT;
  g_autoptr (CckJwt) jwt = NULL;
  g_autoptr (GError) error = NULL;

  expectations.profile = CCK_PROFILE_ID_TOKEN;
  expectations.issuer = fixture_issuer ();
  expectations.audience = CLIENT_ID;
  expectations.subject = "alice";
  expectations.nonce = NONCE;
  expectations.nonce_optional = code == NULL;
  expectations.access_token = access;
  expectations.code = code;
  expectations.algorithms = algorithms;
  expectations.now = fixture_now ();
  expectations.public_client = TRUE;

  jwt = cck_jwt_parse (id_token, -1, CCK_JWT_FLAGS_NONE, &error);
  g_assert_no_error (error);
  return cck_verdict_new (jwt, jwks, &expectations);
}

static CckVerdict *
judge (Answer     *tokens,
       CckJwks    *jwks,
       const char *code)
{
  return judge_as (tokens, jwks, code, NULL);
}

static const char *
get_failed (CckVerdict *verdict)
{
  const CckCheck *failed = cck_verdict_get_failed (verdict);

  return failed != NULL ? cck_check_get_id (failed) : "none";
}

static const struct
{
  CckPracticeMisbehaviour kind;
  const char *check; /* that fails first */
} id_tokens[] = {
  { CCK_PRACTICE_MISBEHAVE_NONE, "signature" },
  { CCK_PRACTICE_MISBEHAVE_SIGNATURE, "signature" },
  { CCK_PRACTICE_MISBEHAVE_SIGNATURE_RS256, "signature" },
  { CCK_PRACTICE_MISBEHAVE_SIGNATURE_ES256, "signature" },
  { CCK_PRACTICE_MISBEHAVE_SIGNATURE_HS256, "key" },
  { CCK_PRACTICE_MISBEHAVE_ALGORITHM, "algorithm" },
  { CCK_PRACTICE_MISBEHAVE_NO_KID, "none" },
  { CCK_PRACTICE_MISBEHAVE_NO_KID_SEVERAL, "none" },
  { CCK_PRACTICE_MISBEHAVE_ISSUER, "issuer" },
  { CCK_PRACTICE_MISBEHAVE_AUDIENCE, "audience" },
  { CCK_PRACTICE_MISBEHAVE_AUDIENCE_OTHER, "authorized-party" },
  { CCK_PRACTICE_MISBEHAVE_AUDIENCE_LIST, "none" },
  { CCK_PRACTICE_MISBEHAVE_NONCE, "nonce" },
  { CCK_PRACTICE_MISBEHAVE_EXPIRED, "expiry" },
  { CCK_PRACTICE_MISBEHAVE_AT_HASH, "at-hash" },
  { CCK_PRACTICE_MISBEHAVE_C_HASH, "c-hash" },
  { CCK_PRACTICE_MISBEHAVE_NO_ISSUER, "issuer" },
  { CCK_PRACTICE_MISBEHAVE_NO_AUDIENCE, "audience" },
  { CCK_PRACTICE_MISBEHAVE_NO_SUBJECT, "subject" },
  { CCK_PRACTICE_MISBEHAVE_NO_EXPIRY, "expiry" },
  { CCK_PRACTICE_MISBEHAVE_NO_ISSUED_AT, "issued-at" },
  { CCK_PRACTICE_MISBEHAVE_NO_NONCE, "nonce" },
};

static void
test_id_token (gconstpointer data)
{
  static const char *const registered[] = { "RS256", NULL };
  guint row = GPOINTER_TO_UINT (data);
  g_autofree char *code = dup_code ();
  g_autoptr (Answer) tokens = NULL;
  g_autoptr (CckJwks) jwks = NULL;
  g_autoptr (CckVerdict) verdict = NULL;

  misbehave (id_tokens[row].kind);
  tokens = exchange (code, VERIFIER);
  jwks = fetch_keys ("/jwks");
  behave ();

  verdict = judge_as (tokens, jwks, code,
                      id_tokens[row].kind == CCK_PRACTICE_MISBEHAVE_ALGORITHM ? registered : NULL);
  g_assert_cmpstr (get_failed (verdict), ==, id_tokens[row].check);
}

static void
test_hs256 (void)
{
  g_autofree char *code = dup_code ();
  g_autoptr (Answer) tokens = NULL;
  g_autofree char *id_token = NULL;
  g_autoptr (CckJwt) jwt = NULL;

  misbehave (CCK_PRACTICE_MISBEHAVE_SIGNATURE_HS256);
  tokens = exchange (code, VERIFIER);
  behave ();

  id_token = answer_dup (tokens, "id_token");
  jwt = cck_jwt_parse (id_token, -1, CCK_JWT_FLAGS_NONE, NULL);
  g_assert_cmpstr (cck_jwt_get_alg (jwt), ==, "HS256");
}

static void
test_no_kid (void)
{
  g_autoptr (CckJwks) one = NULL;
  g_autoptr (CckJwks) several = NULL;
  g_autoptr (Answer) tokens = NULL;
  g_autofree char *id_token = NULL;
  g_autoptr (CckJwt) jwt = NULL;

  misbehave (CCK_PRACTICE_MISBEHAVE_NO_KID);
  one = fetch_keys ("/jwks");
  tokens = sign_in ();
  misbehave (CCK_PRACTICE_MISBEHAVE_NO_KID_SEVERAL);
  several = fetch_keys ("/jwks");
  behave ();

  id_token = answer_dup (tokens, "id_token");
  jwt = cck_jwt_parse (id_token, -1, CCK_JWT_FLAGS_NONE, NULL);
  g_assert_null (cck_jwt_get_kid (jwt));
  g_assert_cmpuint (cck_jwks_get_n_entries (one), ==, 2);
  g_assert_cmpuint (cck_jwks_get_n_entries (several), >=, 4);
}

static void
test_new_keys (void)
{
  g_autoptr (CckJwks) before = fetch_keys ("/jwks");
  g_autoptr (CckJwks) after = NULL;
  g_autoptr (Answer) tokens = NULL;
  g_autoptr (CckVerdict) old = NULL;
  g_autoptr (CckVerdict) new = NULL;
  CckPracticeMisbehaviour kinds[] = { CCK_PRACTICE_MISBEHAVE_NEW_KEYS,
                                      CCK_PRACTICE_MISBEHAVE_NEW_KEYS_SIGNING };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      misbehave (kinds[i]);
      tokens = sign_in ();
      behave ();
      after = fetch_keys ("/jwks");

      old = judge (tokens, before, "any");
      new = judge (tokens, after, "any");
      g_assert_true (cck_verdict_key_is_unknown (old));
      g_assert_cmpstr (get_failed (new), ==, "none");
      g_clear_pointer (&tokens, answer_free);
      g_clear_pointer (&old, cck_verdict_unref);
      g_clear_pointer (&new, cck_verdict_unref);
      g_clear_pointer (&before, cck_jwks_unref);
      before = g_steal_pointer (&after);
    }
}

static void
test_jwks_elsewhere (void)
{
  g_autoptr (Answer) metadata = NULL;
  g_autoptr (Answer) gone = NULL;
  g_autoptr (CckJwks) jwks = NULL;
  g_autofree char *uri = NULL;

  misbehave (CCK_PRACTICE_MISBEHAVE_JWKS_ELSEWHERE);
  metadata = get ("/.well-known/openid-configuration");
  uri = answer_dup (metadata, "jwks_uri");
  gone = get ("/jwks");
  jwks = fetch_keys (uri + strlen (fixture_issuer ()));
  behave ();

  g_assert_cmpuint (gone->status, ==, 404);
  g_assert_cmpuint (cck_jwks_get_n_entries (jwks), >, 0);
}

static Answer *
authorize_while (CckPracticeMisbehaviour kind)
{
  g_autofree char *path = authorize_path (NULL, NULL);
  Answer *answer;

  misbehave (kind);
  answer = decide (path, "alice", "allow");
  behave ();
  return answer;
}

static void
test_response (void)
{
  g_autoptr (Answer) wrong_state = authorize_while (CCK_PRACTICE_MISBEHAVE_STATE);
  g_autoptr (Answer) no_state = authorize_while (CCK_PRACTICE_MISBEHAVE_NO_STATE);
  g_autoptr (Answer) wrong_issuer = authorize_while (CCK_PRACTICE_MISBEHAVE_RESPONSE_ISSUER);
  g_autoptr (Answer) no_issuer = authorize_while (CCK_PRACTICE_MISBEHAVE_NO_RESPONSE_ISSUER);
  g_autofree char *state = dup_parameter (wrong_state->location, "state");
  g_autofree char *missing_state = dup_parameter (no_state->location, "state");
  g_autofree char *issuer = dup_parameter (wrong_issuer->location, "iss");
  g_autofree char *missing_issuer = dup_parameter (no_issuer->location, "iss");
  g_autofree char *code = dup_parameter (no_issuer->location, "code");

  g_assert_cmpstr (state, !=, "af0ifjsldkj");
  g_assert_nonnull (state);
  g_assert_null (missing_state);
  g_assert_cmpstr (issuer, !=, fixture_issuer ());
  g_assert_nonnull (issuer);
  g_assert_null (missing_issuer);
  g_assert_nonnull (code);
}

static const struct
{
  CckPracticeMisbehaviour kind;
  const char *member;
  const char *value; /* %NULL: it is missing */
} answers[] = {
  { CCK_PRACTICE_MISBEHAVE_TOKEN_TYPE_CASE, "token_type", "bEARER" },
  { CCK_PRACTICE_MISBEHAVE_TOKEN_TYPE, "token_type", "practice_unknown" },
  { CCK_PRACTICE_MISBEHAVE_NO_EXPIRES_IN, "expires_in", NULL },
  { CCK_PRACTICE_MISBEHAVE_EXPIRES_IN_TEXT, "expires_in", "900" },
  { CCK_PRACTICE_MISBEHAVE_NO_ID_TOKEN, "id_token", NULL },
};

static void
test_answer (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autoptr (Answer) tokens = NULL;
  g_autofree char *value = NULL;

  misbehave (answers[row].kind);
  tokens = sign_in ();
  behave ();

  value = answer_dup (tokens, answers[row].member);
  g_assert_cmpstr (value, ==, answers[row].value);
  if (answers[row].kind == CCK_PRACTICE_MISBEHAVE_EXPIRES_IN_TEXT)
    g_assert_nonnull (strstr (tokens->body, "\"expires_in\":\"900\""));
}

static Answer *
refresh_while (CckPracticeMisbehaviour   kind,
               char                    **used)
{
  g_autoptr (Answer) tokens = sign_in ();
  g_autofree char *token = answer_dup (tokens, "refresh_token");
  Answer *answer;

  misbehave (kind);
  answer = refresh (token);
  behave ();
  if (used != NULL)
    *used = g_steal_pointer (&token);
  return answer;
}

static const struct
{
  CckPracticeMisbehaviour kind;
  const char *check;
} refreshed[] = {
  { CCK_PRACTICE_MISBEHAVE_REFRESH_ID_TOKEN, "none" },
  { CCK_PRACTICE_MISBEHAVE_REFRESH_ISSUER, "issuer" },
  { CCK_PRACTICE_MISBEHAVE_REFRESH_SUBJECT, "subject" },
  { CCK_PRACTICE_MISBEHAVE_REFRESH_AUDIENCE, "audience" },
  { CCK_PRACTICE_MISBEHAVE_REFRESH_NONCE, "nonce" },
};

static void
test_refreshed_id_token (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autoptr (Answer) tokens = refresh_while (refreshed[row].kind, NULL);
  g_autoptr (CckJwks) jwks = fetch_keys ("/jwks");
  g_autoptr (CckVerdict) verdict = judge (tokens, jwks, NULL);

  g_assert_cmpstr (get_failed (verdict), ==, refreshed[row].check);
}

static char *
dup_claim (Answer     *tokens,
           const char *name)
{
  g_autofree char *id_token = answer_dup (tokens, "id_token");
  g_autoptr (CckJwt) jwt = cck_jwt_parse (id_token, -1, CCK_JWT_FLAGS_NONE, NULL);

  return cck_json_dup_compact (cck_jwt_get_claim (jwt, name));
}

static void
test_refresh_first_nonce (void)
{
  g_autoptr (Answer) tokens = refresh_while (CCK_PRACTICE_MISBEHAVE_REFRESH_ID_TOKEN, NULL);
  g_autofree char *nonce = dup_claim (tokens, "nonce");

  g_assert_cmpstr (nonce, ==, "\"" NONCE "\"");
}

static void
test_refresh_auth_time (void)
{
  g_autoptr (Answer) good = refresh_while (CCK_PRACTICE_MISBEHAVE_NOT, NULL);
  g_autoptr (Answer) other = refresh_while (CCK_PRACTICE_MISBEHAVE_REFRESH_AUTH_TIME, NULL);
  g_autofree char *time = dup_claim (good, "auth_time");
  g_autofree char *other_time = dup_claim (other, "auth_time");

  g_assert_cmpstr (time, !=, other_time);
}

static void
test_refresh_without_id_token (void)
{
  g_autoptr (Answer) tokens = refresh_while (CCK_PRACTICE_MISBEHAVE_REFRESH_NO_ID_TOKEN, NULL);
  g_autofree char *id_token = answer_dup (tokens, "id_token");
  g_autofree char *access = answer_dup (tokens, "access_token");

  g_assert_null (id_token);
  g_assert_nonnull (access);
}

static void
test_no_rotation (void)
{
  g_autofree char *used = NULL;
  g_autoptr (Answer) tokens = refresh_while (CCK_PRACTICE_MISBEHAVE_NO_ROTATION, &used);
  g_autofree char *token = answer_dup (tokens, "refresh_token");

  g_assert_cmpstr (token, ==, used);
}

static void
test_no_refresh_token (void)
{
  g_autofree char *used = NULL;
  g_autoptr (Answer) tokens = refresh_while (CCK_PRACTICE_MISBEHAVE_NO_REFRESH_TOKEN, &used);
  g_autofree char *token = answer_dup (tokens, "refresh_token");
  g_autoptr (Answer) again = refresh (used);

  g_assert_null (token);
  g_assert_cmpuint (again->status, ==, 200);
}

static void
test_invalid_grant (void)
{
  g_autoptr (Answer) answer = refresh_while (CCK_PRACTICE_MISBEHAVE_INVALID_GRANT, NULL);

  answer_assert_error (answer, 400, "invalid_grant");
}

static Answer *
userinfo_while (CckPracticeMisbehaviour kind)
{
  g_autoptr (Answer) tokens = sign_in ();
  g_autofree char *access = answer_dup (tokens, "access_token");
  Answer *answer;

  misbehave (kind);
  answer = userinfo (access);
  behave ();
  return answer;
}

static void
test_userinfo_subject (void)
{
  g_autoptr (Answer) answer = userinfo_while (CCK_PRACTICE_MISBEHAVE_SUBJECT);
  g_autofree char *subject = answer_dup (answer, "sub");

  g_assert_cmpstr (subject, ==, "mallory");
}

/* The outcome of the signature's check of a userinfo that came as a token. */
static CckOutcome
judge_userinfo (CckPracticeMisbehaviour kind)
{
  g_autoptr (Answer) answer = userinfo_while (kind);
  g_autoptr (CckJwks) jwks = fetch_keys ("/jwks");
  g_autoptr (CckJwt) jwt = cck_jwt_parse (answer->body, -1, CCK_JWT_FLAGS_NONE, NULL);
  g_autoptr (CckVerdict) verdict = NULL;
  CckExpectations expectations = CCK_EXPECTATIONS_INIT;

  g_assert_cmpstr (answer->content_type, ==, "application/jwt");
  g_assert_nonnull (jwt);
  expectations.issuer = fixture_issuer ();
  expectations.audience = CLIENT_ID;
  expectations.subject = "alice";
  expectations.now = fixture_now ();
  verdict = cck_verdict_new (jwt, jwks, &expectations);
  g_assert_true (cck_json_equals (cck_jwt_get_claim (jwt, "iss"), fixture_issuer ()));
  g_assert_true (cck_json_equals (cck_jwt_get_claim (jwt, "aud"), CLIENT_ID));
  return cck_check_get_outcome (cck_verdict_find_check (verdict, "signature"));
}

static void
test_userinfo_signed (void)
{
  g_assert_cmpint (judge_userinfo (CCK_PRACTICE_MISBEHAVE_USERINFO_SIGNED), ==,
                   CCK_OUTCOME_PASSED);
  g_assert_cmpint (judge_userinfo (CCK_PRACTICE_MISBEHAVE_USERINFO_SIGNATURE), ==,
                   CCK_OUTCOME_FAILED);
  g_assert_cmpint (judge_userinfo (CCK_PRACTICE_MISBEHAVE_USERINFO_NONE), ==,
                   CCK_OUTCOME_FAILED);
}

static void
test_several (void)
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
  behave ();

  issuer = answer_dup (metadata, "issuer");
  g_assert_cmpstr (issuer, !=, fixture_issuer ());
  g_assert_cmpuint (busy->status, ==, 503);
}

static void
test_names (void)
{
  const char *name;
  const char *description;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  guint count = 0;

  for (; cck_practice_misbehaviour_list (count, &name, &description); count++)
    {
      CckPracticeMisbehaviour kind = cck_practice_misbehaviour_from_name (name, NULL);

      g_assert_cmpuint (kind, ==, count + 1);
      g_assert_cmpstr (cck_practice_misbehaviour_get_name (kind), ==, name);
      g_assert_true (g_hash_table_add (seen, (gpointer) name));
      g_assert_cmpuint (strlen (description), >, 0);
      g_assert_nonnull (cck_practice_expectation_get_name (
        cck_practice_misbehaviour_get_expectation (kind)));
    }

  g_assert_cmpuint (count, ==, CCK_PRACTICE_N_MISBEHAVIOURS - 1);
  g_assert_cmpuint (cck_practice_misbehaviour_from_name ("polite", &error), ==,
                    CCK_PRACTICE_MISBEHAVE_NOT);
  g_assert_error (error, CCK_PRACTICE_ERROR, CCK_PRACTICE_ERROR_CORRECT_KIND);
}

/* Scripts and pages name these. */
static void
test_old_names (void)
{
  static const char *const names[] = {
    "signature", "issuer", "audience", "nonce", "expired", "state", "response-issuer",
    "userinfo-subject", "metadata-issuer", "busy",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpuint (cck_practice_misbehaviour_from_name (names[i], NULL), !=,
                      CCK_PRACTICE_MISBEHAVE_NOT);
}

#define ADD_ROWS(table, prefix, function) \
  for (guint i = 0; i < G_N_ELEMENTS (table); i++) \
    { \
      g_autofree char *path = \
        g_strconcat (prefix, cck_practice_misbehaviour_get_name ((table)[i].kind), NULL); \
\
      g_test_add_data_func (path, GUINT_TO_POINTER (i), function); \
    }

static void
add_tests (void)
{
  ADD_ROWS (id_tokens, "/practice/misbehaviour/id-token/", test_id_token);
  ADD_ROWS (answers, "/practice/misbehaviour/answer/", test_answer);
  ADD_ROWS (refreshed, "/practice/misbehaviour/refreshed/", test_refreshed_id_token);
  g_test_add_func ("/practice/misbehaviour/hs256-is-hs256", test_hs256);
  g_test_add_func ("/practice/misbehaviour/no-kid-has-its-keys", test_no_kid);
  g_test_add_func ("/practice/misbehaviour/new-keys-sign", test_new_keys);
  g_test_add_func ("/practice/misbehaviour/jwks-elsewhere", test_jwks_elsewhere);
  g_test_add_func ("/practice/misbehaviour/the-response-is-wrong", test_response);
  g_test_add_func ("/practice/misbehaviour/refresh-repeats-the-nonce", test_refresh_first_nonce);
  g_test_add_func ("/practice/misbehaviour/refresh-auth-time", test_refresh_auth_time);
  g_test_add_func ("/practice/misbehaviour/refresh-no-id-token", test_refresh_without_id_token);
  g_test_add_func ("/practice/misbehaviour/no-rotation", test_no_rotation);
  g_test_add_func ("/practice/misbehaviour/no-refresh-token", test_no_refresh_token);
  g_test_add_func ("/practice/misbehaviour/invalid-grant", test_invalid_grant);
  g_test_add_func ("/practice/misbehaviour/userinfo-is-about-another", test_userinfo_subject);
  g_test_add_func ("/practice/misbehaviour/userinfo-is-a-token", test_userinfo_signed);
  g_test_add_func ("/practice/misbehaviour/several-at-once", test_several);
  g_test_add_func ("/practice/misbehaviour/kinds-have-names", test_names);
  g_test_add_func ("/practice/misbehaviour/old-names-stay", test_old_names);
}

int
main (int    argc,
      char **argv)
{
  return fixture_run (argc, argv, add_tests);
}
