/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "session-fixture.h"

#include <libdex.h>
#include <string.h>

#include "cck-doctor.h"
#include "cck-jwk.h"
#include "cck-oauth-error.h"
#include "cck-problem.h"
#include "cck-registration.h"
#include "cck-removal.h"
#include "cck-store-error.h"

/* Providers with their secrets, registered by hand or by themselves, and looked over. */

static char *
dup_secret (Fixture       *fixture,
            CckProvider   *provider,
            CckSecretKind  kind)
{
  g_autoptr (CckSecret) secret
    = fixture_await_boxed (cck_keyring_lookup (fixture->keyring, kind,
                                               cck_provider_get_id (provider), NULL),
                           NULL);

  return secret == NULL ? NULL : g_strdup (cck_secret_get_text (secret));
}

static CckProvider *
new_provider (Fixture         *fixture,
              CckProviderAuth  auth)
{
  CckProvider *provider = cck_provider_copy (fixture->provider);

  g_object_set (provider, "id", NULL, "name", "Acme", "client-auth", auth, NULL);

  return provider;
}

static guint
n_providers (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (cck_session_get_providers (fixture->session)));
}

static void
assert_refused (CckProviderAuth  auth,
                const char      *credential)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckProvider) provider = new_provider (fixture, auth);
  g_autoptr (CckSecret) secret = credential == NULL ? NULL : cck_secret_new (credential);
  g_autoptr (CckProblem) problem = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (fixture_await (cck_session_add_provider (fixture->session, provider, secret),
                                 &error));
  problem = cck_problem_new_from_error (error);
  g_assert_cmpint (problem->exit_status, ==, 2);
  g_assert_cmpuint (n_providers (fixture), ==, 1);
}

static void
test_missing_credential (void)
{
  assert_refused (CCK_PROVIDER_AUTH_CLIENT_SECRET_BASIC, NULL);
  assert_refused (CCK_PROVIDER_AUTH_PRIVATE_KEY_JWT, NULL);
}

static void
test_public_key_is_no_credential (void)
{
  g_autoptr (CckJwk) key = cck_jwk_generate (CCK_ALGORITHM_ES256, NULL);
  g_autofree char *json = cck_jwk_to_json (key, FALSE);

  assert_refused (CCK_PROVIDER_AUTH_PRIVATE_KEY_JWT, json);
}

static void
test_text_is_no_key (void)
{
  assert_refused (CCK_PROVIDER_AUTH_PRIVATE_KEY_JWT, "hunter2");
  assert_refused (CCK_PROVIDER_AUTH_TLS_CLIENT_AUTH, "hunter2");
}

static gboolean
has_credential (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DexFuture) future = cck_session_has_credential (fixture->session, fixture->provider);
  const GValue *value;

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);

  value = dex_future_get_value (future, &error);
  g_assert_no_error (error);

  return g_value_get_boolean (value);
}

static void
use_secret (Fixture *fixture)
{
  fixture_use_client (fixture, CCK_PRACTICE_CLIENT_ID_BASIC, CCK_PROVIDER_AUTH_CLIENT_SECRET_BASIC,
                      CCK_PRACTICE_CLIENT_SECRET);
}

static void
test_a_secret_is_forgotten_on_request (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *left = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (has_credential (fixture));
  use_secret (fixture);
  g_assert_true (has_credential (fixture));

  g_assert_true (fixture_await (cck_session_forget_credential (fixture->session,
                                                               fixture->provider),
                                &error));
  g_assert_false (has_credential (fixture));
  left = dup_secret (fixture, fixture->provider, CCK_SECRET_CLIENT_SECRET);
  g_assert_null (left);
}

static void
test_a_secret_goes_with_the_method_that_needed_it (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckSecret) key = cck_secret_new ("a key of an earlier method");
  g_autofree char *kept = NULL;
  g_autofree char *other = NULL;
  g_autofree char *left = NULL;
  g_autoptr (GError) error = NULL;

  use_secret (fixture);
  g_assert_true (fixture_await (cck_keyring_store (fixture->keyring, CCK_SECRET_CLIENT_KEY,
                                                   cck_provider_get_id (fixture->provider), NULL,
                                                   "from before", key),
                                &error));
  g_object_set (fixture->provider, "client-auth", CCK_PROVIDER_AUTH_CLIENT_SECRET_POST, NULL);
  fixture_await (cck_session_save_provider (fixture->session, fixture->provider, NULL), &error);
  g_assert_no_error (error);
  kept = dup_secret (fixture, fixture->provider, CCK_SECRET_CLIENT_SECRET);
  g_assert_cmpstr (kept, ==, CCK_PRACTICE_CLIENT_SECRET);
  other = dup_secret (fixture, fixture->provider, CCK_SECRET_CLIENT_KEY);
  g_assert_null (other);

  g_object_set (fixture->provider, "client-auth", CCK_PROVIDER_AUTH_NONE, NULL);
  fixture_await (cck_session_save_provider (fixture->session, fixture->provider, NULL), &error);
  g_assert_no_error (error);
  left = dup_secret (fixture, fixture->provider, CCK_SECRET_CLIENT_SECRET);
  g_assert_null (left);
}

static void
test_new_secret_replaces_the_old (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckSecret) new = cck_secret_new ("another-secret-that-is-long-enough-too");
  g_autofree char *kept = NULL;
  g_autofree char *changed = NULL;
  g_autoptr (GError) error = NULL;

  fixture_use_client (fixture, CCK_PRACTICE_CLIENT_ID_BASIC, CCK_PROVIDER_AUTH_CLIENT_SECRET_BASIC,
                      CCK_PRACTICE_CLIENT_SECRET);
  g_assert_true (fixture_await (cck_session_save_provider (fixture->session, fixture->provider,
                                                           NULL),
                                &error));
  kept = dup_secret (fixture, fixture->provider, CCK_SECRET_CLIENT_SECRET);
  g_assert_cmpstr (kept, ==, CCK_PRACTICE_CLIENT_SECRET);

  g_assert_true (fixture_await (cck_session_save_provider (fixture->session, fixture->provider,
                                                           new),
                                &error));
  changed = dup_secret (fixture, fixture->provider, CCK_SECRET_CLIENT_SECRET);
  g_assert_cmpstr (changed, ==, cck_secret_get_text (new));
}

/* Without its secret a client can't be recognised; that is said before the browser opens. */
static void
test_secret_that_is_gone (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckSignIn) sign_in = NULL;
  g_autoptr (CckProblem) problem = NULL;
  g_autoptr (GError) error = NULL;

  fixture_use_client (fixture, CCK_PRACTICE_CLIENT_ID_BASIC, CCK_PROVIDER_AUTH_CLIENT_SECRET_BASIC,
                      CCK_PRACTICE_CLIENT_SECRET);
  fixture_await (cck_keyring_clear (fixture->keyring, CCK_SECRET_CLIENT_SECRET,
                                    cck_provider_get_id (fixture->provider), NULL),
                 NULL);
  sign_in = fixture_sign_in_new (fixture);
  g_assert_null (fixture_await_account (cck_sign_in_run (sign_in), &error));
  problem = cck_problem_new_from_error (error);
  g_assert_cmpstr (problem->code, ==, "no-credential");
  g_assert_cmpuint (fixture_statistics (fixture).authorizations, ==, 0);
}

static void
test_removing_clears_every_secret (void)
{
  static const CckSecretKind kinds[] = {
    CCK_SECRET_CLIENT_SECRET, CCK_SECRET_CLIENT_KEY, CCK_SECRET_REGISTRATION,
  };
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckSecret) secret = cck_secret_new ("x");
  g_autoptr (CckRemoval) removal = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    fixture_await (cck_keyring_store (fixture->keyring, kinds[i],
                                      cck_provider_get_id (fixture->provider), NULL, "x", secret),
                   NULL);

  removal = fixture_await_boxed (cck_session_remove_provider (fixture->session, fixture->provider),
                                 &error);
  g_assert_no_error (error);
  g_assert_false (removal->deregistered);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_null (dup_secret (fixture, fixture->provider, kinds[i]));
}

static CckProvider *
register_new (Fixture          *fixture,
              CckProviderAuth   auth,
              GError          **error)
{
  g_autoptr (CckProvider) provider = new_provider (fixture, auth);

  g_object_set (provider, "client-id", NULL, NULL);

  return fixture_await_object (
    cck_session_register_provider (fixture->session, provider, NULL), error);
}

/* RFC 7591 §3, and the registration access token is kept like a secret. */
static void
test_registered_and_used (gconstpointer data)
{
  CckProviderAuth auth = GPOINTER_TO_INT (data);
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckProvider) provider = NULL;
  g_autoptr (CckAccount) account = NULL;
  g_autofree char *management = NULL;
  g_autofree char *file = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  provider = register_new (fixture, auth, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_statistics (fixture).registrations, ==, 1);
  g_assert_cmpint (cck_provider_get_client_auth (provider), ==, auth);

  management = dup_secret (fixture, provider, CCK_SECRET_REGISTRATION);
  g_assert_nonnull (management);
  lines = g_strsplit (management, "\n", -1);
  file = cck_provider_to_json (provider);
  g_assert_null (strstr (file, lines[1]));

  g_set_object (&fixture->provider, provider);
  account = fixture_sign_in (fixture);
  g_assert_cmpstr (cck_account_get_client_id (account), ==, cck_provider_get_client_id (provider));
}

/* RFC 7592 §2.3; the token that opens a registration is shown to nobody but who gave it. */
static void
test_removal_deletes_the_registration (gconstpointer data)
{
  const char *other_place = data;
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckProvider) provider = register_new (fixture, CCK_PROVIDER_AUTH_NONE, NULL);
  g_autofree char *management = dup_secret (fixture, provider, CCK_SECRET_REGISTRATION);
  g_auto (GStrv) lines = g_strsplit (management, "\n", -1);
  g_autofree char *text = g_strjoin ("\n", lines[0], lines[1], other_place, NULL);
  g_autoptr (CckSecret) elsewhere = cck_secret_new (text);
  g_autoptr (CckRemoval) removal = NULL;
  g_autoptr (GError) error = NULL;

  if (other_place != NULL)
    fixture_await (cck_keyring_store (fixture->keyring, CCK_SECRET_REGISTRATION,
                                      cck_provider_get_id (provider), NULL, "x", elsewhere),
                   NULL);

  removal = fixture_await_boxed (cck_session_remove_provider (fixture->session, provider), &error);
  g_assert_no_error (error);
  g_assert_true (removal->registered);
  g_assert_cmpint (removal->deregistered, ==, other_place == NULL);
  if (other_place != NULL)
    g_assert_error (removal->error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER);
  g_assert_cmpuint (n_providers (fixture), ==, 1);
  g_assert_null (dup_secret (fixture, provider, CCK_SECRET_REGISTRATION));
}

static void
test_registration_refused (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;

  cck_practice_provider_stop (fixture->practice);
  g_assert_null (register_new (fixture, CCK_PROVIDER_AUTH_NONE, &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_NETWORK);
  g_assert_cmpuint (n_providers (fixture), ==, 1);
}

static CckOutcome
outcome_of (CckProviderReport *report,
            const char        *id)
{
  for (guint i = 0; i < cck_provider_report_get_n_checks (report); i++)
    {
      const CckCheck *check = cck_provider_report_get_check (report, i);

      if (g_str_equal (cck_check_get_id (check), id))
        return cck_check_get_outcome (check);
    }

  return CCK_OUTCOME_NOT_CHECKED;
}

static void
test_check_up (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = fixture_sign_in (fixture);
  g_autoptr (CckProviderReport) report = NULL;
  g_autoptr (GError) error = NULL;
  guint64 keys;

  g_assert_true (fixture_await (cck_session_refresh (fixture->session, account), NULL));
  keys = fixture_statistics (fixture).jwks_requests;
  report = fixture_await_boxed (cck_session_check_provider (fixture->session, fixture->provider),
                                &error);
  g_assert_no_error (error);
  g_assert_cmpint (outcome_of (report, "metadata"), ==, CCK_OUTCOME_PASSED);
  g_assert_cmpint (outcome_of (report, "pkce"), ==, CCK_OUTCOME_PASSED);
  g_assert_cmpint (outcome_of (report, "rotation"), ==, CCK_OUTCOME_PASSED);
  g_assert_cmpint (outcome_of (report, "lifetime"), ==, CCK_OUTCOME_PASSED);
  /* What is known is not good enough for a check-up. */
  g_assert_cmpuint (fixture_statistics (fixture).jwks_requests, ==, keys + 1);
}

static void
test_check_up_without_the_provider (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckProviderReport) report = NULL;
  g_autoptr (GError) error = NULL;

  cck_practice_provider_stop (fixture->practice);
  report = fixture_await_boxed (cck_session_check_provider (fixture->session, fixture->provider),
                                &error);
  g_assert_no_error (error);
  g_assert_cmpint (cck_provider_report_get_result (report), ==, CCK_VERDICT_NOT_VALID);
  g_assert_cmpint (outcome_of (report, "metadata"), ==, CCK_OUTCOME_FAILED);
}

static void
add_registrations (void)
{
  static const CckProviderAuth methods[] = {
    CCK_PROVIDER_AUTH_NONE,
    CCK_PROVIDER_AUTH_CLIENT_SECRET_BASIC,
    CCK_PROVIDER_AUTH_PRIVATE_KEY_JWT,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autofree char *path = g_strconcat ("/session/registration/rule-34-registered-",
                                           cck_provider_auth_to_string (methods[i]), NULL);

      g_test_add_data_func (path, GINT_TO_POINTER (methods[i]), test_registered_and_used);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/session/registration/a-secret-is-forgotten-on-request",
                   test_a_secret_is_forgotten_on_request);
  g_test_add_func ("/session/registration/a-secret-goes-with-the-method-that-needed-it",
                   test_a_secret_goes_with_the_method_that_needed_it);
  g_test_add_func ("/session/registration/missing-credential", test_missing_credential);
  g_test_add_func ("/session/registration/public-key-is-no-credential",
                   test_public_key_is_no_credential);
  g_test_add_func ("/session/registration/text-is-no-key", test_text_is_no_key);
  g_test_add_func ("/session/registration/new-secret-replaces-the-old",
                   test_new_secret_replaces_the_old);
  g_test_add_func ("/session/registration/secret-that-is-gone", test_secret_that_is_gone);
  g_test_add_func ("/session/registration/removing-clears-every-secret",
                   test_removing_clears_every_secret);
  g_test_add_data_func ("/session/registration/removal-deletes-the-registration", NULL,
                        test_removal_deletes_the_registration);
  g_test_add_data_func ("/session/registration/removal-shows-the-token-to-nobody-else",
                        "https://evil.example/register", test_removal_deletes_the_registration);
  g_test_add_func ("/session/registration/rule-34-refused", test_registration_refused);
  g_test_add_func ("/session/registration/check-up", test_check_up);
  g_test_add_func ("/session/registration/check-up-without-the-provider",
                   test_check_up_without_the_provider);

  add_registrations ();

  return g_test_run ();
}
