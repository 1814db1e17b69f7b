/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "session-fixture.h"

#include <libdex.h>
#include <string.h>

#include "cck-oauth-error.h"
#include "cck-practice-visitor.h"
#include "cck-problem.h"

/* The ways to sign in, and what a request may be wrapped in. */

typedef struct
{
  Fixture *fixture;
  char    *user_code;
  char    *complete;
  guint    expires_in;
  guint    interval;
  guint    callbacks;
  gboolean confirm;
} Device;

static void
device_clear (Device *device)
{
  g_free (device->user_code);
  g_free (device->complete);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Device, device_clear)

static void
confirmed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  cck_practice_provider_visit_finish (CCK_PRACTICE_PROVIDER (object), result, NULL);
}

static void
device_code_cb (CckSignIn  *sign_in,
                const char *user_code,
                const char *verification_uri,
                const char *verification_uri_complete,
                guint       expires_in,
                guint       interval,
                Device     *device)
{
  g_assert_cmpint (cck_sign_in_get_state (sign_in), ==, CCK_SIGN_IN_WAITING);
  g_assert_cmpstr (cck_sign_in_get_uri (sign_in), ==, verification_uri);

  device->user_code = g_strdup (user_code);
  device->complete = g_strdup (verification_uri_complete);
  device->expires_in = expires_in;
  device->interval = interval;
  if (device->confirm)
    cck_practice_provider_visit_async (device->fixture->practice, verification_uri_complete, NULL,
                                       confirmed_cb, NULL);
}

static void
callback_cb (CckSignIn *sign_in,
             Device    *device)
{
  device->callbacks++;
}

static CckSignIn *
device_sign_in_new (Fixture *fixture,
                    Device  *device)
{
  CckSignIn *sign_in = cck_sign_in_new (fixture->session, fixture->provider);

  device->fixture = fixture;
  cck_sign_in_set_grant (sign_in, CCK_SIGN_IN_DEVICE);
  g_signal_connect (sign_in, "device-code", G_CALLBACK (device_code_cb), device);
  g_signal_connect (sign_in, "callback", G_CALLBACK (callback_cb), device);

  return sign_in;
}

static void
test_device (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_auto (Device) device = { .confirm = TRUE };
  g_autoptr (CckSignIn) sign_in = device_sign_in_new (fixture, &device);
  g_autoptr (CckAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  account = fixture_await_account (cck_sign_in_run (sign_in), &error);
  g_assert_no_error (error);

  g_assert_nonnull (device.user_code);
  g_assert_nonnull (strstr (device.complete, device.user_code));
  g_assert_cmpuint (device.expires_in, >, 60);
  g_assert_cmpuint (device.interval, ==, CCK_PRACTICE_DEVICE_INTERVAL);
  g_assert_cmpuint (device.callbacks, ==, 1);
  g_assert_cmpstr (cck_account_get_grant (account), ==, "device_code");
  g_assert_true (cck_account_get_has_refresh_token (account));
  g_assert_cmpuint (fixture_statistics (fixture).authorizations, ==, 0);
}

static void
test_device_code_runs_out (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_auto (Device) device = { .confirm = FALSE };
  g_autoptr (CckSignIn) sign_in = device_sign_in_new (fixture, &device);
  g_autoptr (CckProblem) problem = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (fixture_await_account (cck_sign_in_run (sign_in), &error));
  g_assert_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_TIMED_OUT);
  problem = cck_problem_new_from_error (error);
  g_assert_cmpint (problem->exit_status, ==, 6);
  g_assert_cmpuint (device.callbacks, ==, 0);
  g_assert_cmpuint (fixture_n_accounts (fixture), ==, 0);
}

static void
cancel_cb (CckSignIn *sign_in)
{
  cck_sign_in_cancel (sign_in);
}

static void
test_device_cancelled (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_auto (Device) device = { .confirm = FALSE };
  g_autoptr (CckSignIn) sign_in = device_sign_in_new (fixture, &device);
  g_autoptr (GError) error = NULL;

  g_signal_connect (sign_in, "device-code", G_CALLBACK (cancel_cb), NULL);
  g_assert_null (fixture_await_account (cck_sign_in_run (sign_in), &error));
  g_assert_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_CANCELLED);
}

/* On a clock that runs: once the deadline has come nothing is asked any more, and nothing spins. */
static void
test_device_deadline (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_auto (Device) device = { .confirm = FALSE };
  g_autoptr (CckSession) session
    = cck_session_new_with_keyring (fixture->data_dir, NULL, fixture->keyring);
  g_autoptr (CckSignIn) sign_in = NULL;
  g_autoptr (GError) error = NULL;
  guint turns = 0;

  g_set_object (&fixture->session, session);
  sign_in = device_sign_in_new (fixture, &device);
  cck_sign_in_set_timeout (sign_in, 0);
  g_assert_null (fixture_await_account (cck_sign_in_run (sign_in), &error));
  g_assert_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_TIMED_OUT);

  while (turns < 1000 && g_main_context_iteration (NULL, FALSE))
    turns++;
  g_assert_cmpuint (turns, <, 1000);
  g_assert_cmpuint (fixture_statistics (fixture).device_polls, ==, 0);
}

static CckAccount *
client_sign_in (Fixture  *fixture,
                GError  **error)
{
  g_autoptr (CckSignIn) sign_in = cck_sign_in_new (fixture->session, fixture->provider);

  cck_sign_in_set_grant (sign_in, CCK_SIGN_IN_CLIENT_CREDENTIALS);

  return fixture_await_account (cck_sign_in_run (sign_in), error);
}

static void
test_client_credentials (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  fixture_use_client (fixture, CCK_PRACTICE_CLIENT_ID_BASIC, CCK_PROVIDER_AUTH_CLIENT_SECRET_BASIC,
                      CCK_PRACTICE_CLIENT_SECRET);
  account = client_sign_in (fixture, &error);
  g_assert_no_error (error);

  g_assert_cmpstr (cck_account_get_label (account), ==, CCK_PRACTICE_CLIENT_ID_BASIC);
  g_assert_cmpstr (cck_account_get_grant (account), ==, "client_credentials");
  g_assert_false (cck_account_get_has_refresh_token (account));
  g_assert_false (cck_account_get_has_id_token (account));
  g_assert_cmpuint (fixture_statistics (fixture).authorizations, ==, 0);
  g_assert_cmpuint (fixture_statistics (fixture).client_credentials, ==, 1);
}

/* RFC 6749 §4.4.3: there is no refresh token, so an ended token is asked for anew. */
static void
test_client_asks_anew (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = NULL;
  g_autoptr (CckToken) token = NULL;
  g_autoptr (GError) error = NULL;

  fixture_use_client (fixture, CCK_PRACTICE_CLIENT_ID_BASIC, CCK_PROVIDER_AUTH_CLIENT_SECRET_BASIC,
                      CCK_PRACTICE_CLIENT_SECRET);
  account = client_sign_in (fixture, &error);
  g_assert_no_error (error);

  cck_clock_set (fixture->clock, FIXTURE_START + CCK_PRACTICE_ACCESS_LIFETIME);
  token = fixture_await_token (cck_session_get_token (fixture->session, account, CCK_TOKEN_ACCESS,
                                                      60),
                               &error);
  g_assert_no_error (error);
  g_assert_cmpint (cck_token_get_expires_at (token), ==,
                   FIXTURE_START + 2 * CCK_PRACTICE_ACCESS_LIFETIME);
  g_assert_cmpuint (fixture_statistics (fixture).client_credentials, ==, 2);
}

/* RFC 6749 §4.4: a client that proves nothing gets nothing. */
static void
test_public_client_is_refused (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (client_sign_in (fixture, &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED);
  g_assert_cmpuint (fixture_statistics (fixture).token_requests, ==, 0);
}

typedef struct
{
  const char     *client_id;
  CckProviderAuth auth;
  const char     *credential;
} Authentication;

static void
test_authentication (gconstpointer data)
{
  const Authentication *authentication = data;
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = NULL;
  g_autoptr (CckSignOutResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture_use_client (fixture, authentication->client_id, authentication->auth,
                      authentication->credential);
  account = fixture_sign_in (fixture);
  g_assert_true (fixture_await (cck_session_refresh (fixture->session, account), &error));
  g_assert_no_error (error);

  /* At the revocation endpoint too. */
  result = fixture_await_sign_out (cck_session_sign_out (fixture->session, account), &error);
  g_assert_no_error (error);
  g_assert_true (result->told);
}

/* A secret of another client: nobody signs in with it, and nothing is saved. */
static void
test_wrong_secret (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckSignIn) sign_in = NULL;
  g_autoptr (CckProblem) problem = NULL;
  g_autoptr (GError) error = NULL;

  fixture_use_client (fixture, CCK_PRACTICE_CLIENT_ID_BASIC, CCK_PROVIDER_AUTH_CLIENT_SECRET_BASIC,
                      "not-the-secret-of-this-client-at-all");
  sign_in = fixture_sign_in_new (fixture);
  g_assert_null (fixture_await_account (cck_sign_in_run (sign_in), &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_WRONG_CLIENT);
  g_assert_null (strstr (error->message, "not-the-secret"));
  problem = cck_problem_new_from_error (error);
  g_assert_cmpstr (problem->code, ==, "wrong-client");
  g_assert_cmpuint (fixture_n_accounts (fixture), ==, 0);
}

static void
test_bound_session (gboolean demand_nonce)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = NULL;
  g_autoptr (CckToken) token = NULL;
  g_autoptr (CckSecret) header = NULL;
  g_autofree char *stored = NULL;
  g_autofree char *file = NULL;
  g_autoptr (GError) error = NULL;

  cck_practice_provider_set_dpop_nonce (fixture->practice, demand_nonce);
  g_object_set (fixture->provider, "dpop", TRUE, NULL);
  account = fixture_sign_in (fixture);
  stored = fixture_dup_stored (fixture, account);
  g_assert_cmpstr (cck_account_get_token_type (account), ==, "DPoP");
  g_assert_nonnull (strstr (stored, "dpop_key"));

  /* The key is kept like a token: in the keyring and nowhere else. */
  file = cck_account_to_json (account);
  g_assert_null (strstr (file, "\"d\""));

  token = fixture_await_token (cck_session_refresh (fixture->session, account), &error);
  g_assert_no_error (error);
  header = cck_token_dup_header (token);
  g_assert_true (g_str_has_prefix (cck_secret_get_text (header), "Authorization: DPoP "));
  g_assert_cmpuint (fixture_statistics (fixture).proofs, >=, 2);
}

static void
test_dpop (void)
{
  test_bound_session (FALSE);
}

static void
test_dpop_with_nonces (void)
{
  test_bound_session (TRUE);
}

/* Every session has a key of its own. */
static void
test_dpop_key_is_of_one_session (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = NULL;
  g_autoptr (CckAccount) again = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_object_set (fixture->provider, "dpop", TRUE, NULL);
  account = fixture_sign_in (fixture);
  first = fixture_dup_stored (fixture, account);
  again = fixture_sign_in (fixture);
  second = fixture_dup_stored (fixture, again);
  g_assert_cmpstr (strstr (first, "dpop_key"), !=, strstr (second, "dpop_key"));
}

static void
test_pushed (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = NULL;

  g_object_set (fixture->provider, "par", TRUE, NULL);
  account = fixture_sign_in (fixture);
  g_assert_cmpuint (fixture_statistics (fixture).pushed_requests, ==, 1);
}

static void
keep_uri_cb (CckSignIn   *sign_in,
             const char  *uri,
             char       **kept)
{
  *kept = g_strdup (uri);
}

/* RFC 9101 §5: nothing of the request stands open in the address. */
static void
test_signed_request (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckSignIn) sign_in = NULL;
  g_autoptr (CckAccount) account = NULL;
  g_autofree char *uri = NULL;
  g_autoptr (GError) error = NULL;

  fixture_use_client (fixture, CCK_PRACTICE_CLIENT_ID_KEY_JWT, CCK_PROVIDER_AUTH_PRIVATE_KEY_JWT,
                      CCK_PRACTICE_CLIENT_KEY);
  g_object_set (fixture->provider, "request-object", TRUE, NULL);
  sign_in = fixture_sign_in_new (fixture);
  g_signal_connect (sign_in, "open-uri", G_CALLBACK (keep_uri_cb), &uri);
  account = fixture_await_account (cck_sign_in_run (sign_in), &error);
  g_assert_no_error (error);
  g_assert_null (strstr (uri, "redirect_uri"));
  g_assert_null (strstr (uri, "code_challenge"));
}

/* Asked for and not possible is said before the browser opens. */
static void
test_signed_request_without_a_key (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckSignIn) sign_in = NULL;
  g_autofree char *uri = NULL;
  g_autoptr (GError) error = NULL;

  g_object_set (fixture->provider, "request-object", TRUE, NULL);
  sign_in = cck_sign_in_new (fixture->session, fixture->provider);
  g_signal_connect (sign_in, "open-uri", G_CALLBACK (keep_uri_cb), &uri);
  g_assert_null (fixture_await_account (cck_sign_in_run (sign_in), &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED);
  g_assert_null (uri);
}

/* OAuth 2.0 Form Post Response Mode §2: the answer stands in no address. */
static void
test_posted_answer (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = NULL;

  g_object_set (fixture->provider, "response-mode", "form_post", NULL);
  account = fixture_sign_in (fixture);
  g_assert_cmpint (cck_account_get_state (account), ==, CCK_ACCOUNT_SIGNED_IN);
}

/* RFC 8707 §2: the token is for the resource that was asked for, after a refresh too. */
static void
test_resource (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = NULL;
  g_autoptr (CckToken) token = NULL;
  g_autoptr (CckJwt) jwt = NULL;
  g_autoptr (GError) error = NULL;

  g_object_set (fixture->provider, "resource", "https://api.example/", NULL);
  account = fixture_sign_in (fixture);
  token = fixture_await_token (cck_session_refresh (fixture->session, account), &error);
  g_assert_no_error (error);
  jwt = cck_jwt_parse (cck_token_get_text (token), -1, CCK_JWT_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cck_json_get_string (cck_jwt_get_claim (jwt, "aud"), NULL), ==,
                   "https://api.example/");
}

/* Where there is no authorization request the token request says it. */
static void
test_resource_of_a_client (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CckAccount) account = NULL;
  g_autoptr (CckToken) token = NULL;
  g_autoptr (CckJwt) jwt = NULL;
  g_autoptr (GError) error = NULL;

  fixture_use_client (fixture, CCK_PRACTICE_CLIENT_ID_BASIC, CCK_PROVIDER_AUTH_CLIENT_SECRET_BASIC,
                      CCK_PRACTICE_CLIENT_SECRET);
  g_object_set (fixture->provider, "resource", "https://api.example/", NULL);
  account = client_sign_in (fixture, &error);
  g_assert_no_error (error);
  token = fixture_await_token (cck_session_get_token (fixture->session, account, CCK_TOKEN_ACCESS,
                                                      0),
                               &error);
  jwt = cck_jwt_parse (cck_token_get_text (token), -1, CCK_JWT_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cck_json_get_string (cck_jwt_get_claim (jwt, "aud"), NULL), ==,
                   "https://api.example/");
}

static void
add_authentications (void)
{
  static const Authentication authentications[] = {
    { CCK_PRACTICE_CLIENT_ID_BASIC, CCK_PROVIDER_AUTH_CLIENT_SECRET_BASIC,
      CCK_PRACTICE_CLIENT_SECRET },
    { CCK_PRACTICE_CLIENT_ID_POST, CCK_PROVIDER_AUTH_CLIENT_SECRET_POST,
      CCK_PRACTICE_CLIENT_SECRET },
    { CCK_PRACTICE_CLIENT_ID_SECRET_JWT, CCK_PROVIDER_AUTH_CLIENT_SECRET_JWT,
      CCK_PRACTICE_CLIENT_SECRET },
    { CCK_PRACTICE_CLIENT_ID_KEY_JWT, CCK_PROVIDER_AUTH_PRIVATE_KEY_JWT, CCK_PRACTICE_CLIENT_KEY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (authentications); i++)
    {
      g_autofree char *path
        = g_strconcat ("/session/grants/rule-27-",
                       cck_provider_auth_to_string (authentications[i].auth), NULL);

      g_test_add_data_func (path, &authentications[i], test_authentication);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/session/grants/rule-38-device", test_device);
  g_test_add_func ("/session/grants/rule-38-device-code-runs-out", test_device_code_runs_out);
  g_test_add_func ("/session/grants/device-deadline", test_device_deadline);
  g_test_add_func ("/session/grants/device-cancelled", test_device_cancelled);
  g_test_add_func ("/session/grants/rule-28-client-credentials", test_client_credentials);
  g_test_add_func ("/session/grants/client-asks-anew", test_client_asks_anew);
  g_test_add_func ("/session/grants/public-client-is-refused", test_public_client_is_refused);
  add_authentications ();
  g_test_add_func ("/session/grants/wrong-secret", test_wrong_secret);
  g_test_add_func ("/session/grants/rule-37-dpop", test_dpop);
  g_test_add_func ("/session/grants/rule-37-dpop-with-nonces", test_dpop_with_nonces);
  g_test_add_func ("/session/grants/rule-37-key-is-of-one-session",
                   test_dpop_key_is_of_one_session);
  g_test_add_func ("/session/grants/pushed", test_pushed);
  g_test_add_func ("/session/grants/signed-request", test_signed_request);
  g_test_add_func ("/session/grants/signed-request-without-a-key",
                   test_signed_request_without_a_key);
  g_test_add_func ("/session/grants/posted-answer", test_posted_answer);
  g_test_add_func ("/session/grants/resource", test_resource);
  g_test_add_func ("/session/grants/resource-of-a-client", test_resource_of_a_client);

  return g_test_run ();
}
