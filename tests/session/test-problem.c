/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <libdex.h>

#include "cck-jose-error.h"
#include "cck-oauth-error.h"
#include "cck-problem.h"
#include "cck-session-error.h"
#include "cck-store-error.h"

/* Every code of every domain. The switches below have no default: a code that is added to a layer and
 * not here does not compile. */
#define SESSION_CODES(X) \
  X (CANCELLED) X (TIMED_OUT) X (CHECK_FAILED) X (OTHER_SUBJECT) X (SIGN_IN_AGAIN) X (NO_TOKEN) \
  X (WAIT) X (NOT_ALLOWED) X (BAD_INPUT) X (NO_CREDENTIAL) X (NOT_OFFERED) X (STALE) X (REUSED) \
  X (CLOCK)

#define OAUTH_CODES(X) \
  X (NETWORK) X (TLS) X (TIMED_OUT) X (TOO_LARGE) X (BAD_ANSWER) X (SERVER) X (RATE_LIMITED) \
  X (REDIRECTED) X (INSECURE) X (NO_CONFIGURATION) X (BAD_METADATA) X (ISSUER_MISMATCH) \
  X (UNSUPPORTED) X (BAD_PARAMETER) X (DECLINED) X (REFUSED) X (SIGN_IN_AGAIN) X (WRONG_CLIENT) \
  X (TOKEN_REFUSED) X (ANSWER_NOT_OURS) X (BAD_BROWSER_REPLY) X (WRONG_ISSUER_IN_ANSWER) \
  X (BAD_TOKEN) X (MISSING_ID_TOKEN) X (PORT_BUSY) X (NO_LISTENER) X (BAD_SECRET_TEXT) \
  X (NO_RANDOM) X (EXPIRED) X (OTHER_SUBJECT) X (NOT_VERIFIED)

#define STORE_CODES(X) \
  X (KEYRING_LOCKED) X (KEYRING_MISSING) X (KEYRING_DENIED) X (KEYRING_VANISHED) \
  X (KEYRING_FAILED) X (NOT_FOUND) X (BAD_FILE) X (NEWER_FORMAT) X (CANNOT_WRITE) X (CHANGED) \
  X (READ_ONLY) X (NAME_TAKEN) X (NAME_AMBIGUOUS) X (INVALID_PROVIDER) X (BUSY) X (TOO_LARGE) \
  X (HAS_SECRET)

#define JOSE_CODES(X) \
  X (MALFORMED) X (TOO_LARGE) X (UNSUPPORTED) X (ENCRYPTED) X (KEY_UNUSABLE) X (NO_MATCHING_KEY) \
  X (SIGNATURE_MISMATCH) X (CRYPTO)

#define DEFINE_DOMAIN(domain, DOMAIN, Type, CODES) \
  static const int domain##_codes[] = { CODES (DOMAIN##_ENTRY) }; \
\
  static gboolean \
  domain##_is_listed (Type code) \
  { \
    switch (code) \
      { \
        CODES (DOMAIN##_CASE) \
        return TRUE; \
      } \
\
    return FALSE; \
  }

#define SESSION_ENTRY(name) CCK_SESSION_ERROR_##name,
#define SESSION_CASE(name) case CCK_SESSION_ERROR_##name:
#define OAUTH_ENTRY(name) CCK_OAUTH_ERROR_##name,
#define OAUTH_CASE(name) case CCK_OAUTH_ERROR_##name:
#define STORE_ENTRY(name) CCK_STORE_ERROR_##name,
#define STORE_CASE(name) case CCK_STORE_ERROR_##name:
#define JOSE_ENTRY(name) CCK_JOSE_ERROR_##name,
#define JOSE_CASE(name) case CCK_JOSE_ERROR_##name:

DEFINE_DOMAIN (session, SESSION, CckSessionError, SESSION_CODES)
DEFINE_DOMAIN (oauth, OAUTH, CckOauthError, OAUTH_CODES)
DEFINE_DOMAIN (store, STORE, CckStoreError, STORE_CODES)
DEFINE_DOMAIN (jose, JOSE, CckJoseError, JOSE_CODES)

static void
assert_mapped (GQuark domain,
               int    code)
{
  g_autoptr (GError) error = g_error_new (domain, code, "%s", "What happened.");
  g_autoptr (CckProblem) problem = cck_problem_new_from_error (error);

  g_assert_cmpstr (problem->code, !=, "failed");
  g_assert_cmpstr (problem->message, ==, "What happened.");
  g_assert_true (g_str_has_suffix (problem->next, "."));
  g_assert_cmpint (problem->exit_status, >=, 1);
  g_assert_cmpint (problem->exit_status, <=, 6);
}

static void
test_every_code_is_mapped (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (session_codes); i++)
    assert_mapped (CCK_SESSION_ERROR, session_codes[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (oauth_codes); i++)
    assert_mapped (CCK_OAUTH_ERROR, oauth_codes[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (store_codes); i++)
    assert_mapped (CCK_STORE_ERROR, store_codes[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (jose_codes); i++)
    assert_mapped (CCK_JOSE_ERROR, jose_codes[i]);

  g_assert_false (session_is_listed ((CckSessionError) G_N_ELEMENTS (session_codes)));
  g_assert_false (oauth_is_listed ((CckOauthError) G_N_ELEMENTS (oauth_codes)));
  g_assert_false (store_is_listed ((CckStoreError) G_N_ELEMENTS (store_codes)));
  g_assert_false (jose_is_listed ((CckJoseError) G_N_ELEMENTS (jose_codes)));
}

/* Scripts branch on the code or on the exit status: both have to say the same. */
static void
test_one_code_has_one_exit_status (void)
{
  static const struct
  {
    const char *code;
    int         exit_status;
  } expected[] = {
    { "check-failed", 1 },   { "refused", 1 },       { "other-person", 1 },
    { "bad-input", 2 },      { "ambiguous-name", 2 }, { "has-secret", 2 },
    { "sign-in-again", 3 },  { "registration-changed", 3 }, { "refresh-token-reused", 3 },
    { "network", 4 },        { "certificate", 4 },   { "too-large", 4 },
    { "redirected", 4 },     { "rate-limited", 4 },  { "server-error", 4 },
    { "bad-answer", 4 },     { "wrong-clock", 4 },   { "no-answer", 4 },
    { "keyring-locked", 5 }, { "keyring-missing", 5 },
    { "cancelled", 6 },      { "timed-out", 6 },
  };
  gsize n_codes;
  g_autofree CckProblemCode *codes = cck_problem_list_codes (&n_codes);

  for (gsize i = 0; i + 1 < n_codes; i++)
    g_assert_cmpstr (codes[i].code, <, codes[i + 1].code);

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const CckProblemCode *found = NULL;

      for (gsize j = 0; j < n_codes; j++)
        {
          if (g_str_equal (codes[j].code, expected[i].code))
            found = &codes[j];
        }
      g_assert_nonnull (found);
      g_assert_cmpint (found->exit_status, ==, expected[i].exit_status);
    }
}

static int
exit_status_in_list (const char *code)
{
  gsize n_codes;
  g_autofree CckProblemCode *codes = cck_problem_list_codes (&n_codes);

  for (gsize i = 0; i < n_codes; i++)
    {
      if (g_str_equal (codes[i].code, code))
        return codes[i].exit_status;
    }

  return 0;
}

static void
assert_listed (GQuark     domain,
               const int *codes,
               gsize      n_codes)
{
  for (gsize i = 0; i < n_codes; i++)
    {
      g_autoptr (GError) error = g_error_new (domain, codes[i], "%s", "x");
      g_autoptr (CckProblem) problem = cck_problem_new_from_error (error);

      g_assert_cmpint (exit_status_in_list (problem->code), ==, problem->exit_status);
    }
}

static void
test_the_list_says_what_is_said (void)
{
  assert_listed (CCK_SESSION_ERROR, session_codes, G_N_ELEMENTS (session_codes));
  assert_listed (CCK_OAUTH_ERROR, oauth_codes, G_N_ELEMENTS (oauth_codes));
  assert_listed (CCK_STORE_ERROR, store_codes, G_N_ELEMENTS (store_codes));
  assert_listed (CCK_JOSE_ERROR, jose_codes, G_N_ELEMENTS (jose_codes));
}

static void
test_unknown_failure_is_said_too (void)
{
  g_autoptr (GError) error = g_error_new (G_MARKUP_ERROR, 3, "%s", "Something else.");
  g_autoptr (CckProblem) problem = cck_problem_new_from_error (error);

  g_assert_cmpstr (problem->code, ==, "failed");
  g_assert_cmpstr (problem->message, ==, "Something else.");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/session/problem/every-code-is-mapped", test_every_code_is_mapped);
  g_test_add_func ("/session/problem/one-code-has-one-exit-status",
                   test_one_code_has_one_exit_status);
  g_test_add_func ("/session/problem/the-list-says-what-is-said",
                   test_the_list_says_what_is_said);
  g_test_add_func ("/session/problem/unknown-failure-is-said-too",
                   test_unknown_failure_is_said_too);

  return g_test_run ();
}
