/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-userinfo.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-fiber.h"
#include "cck-oauth-error.h"
#include "cck-token-format.h"

struct _CckUserinfo
{
  gatomicrefcount ref_count;
  CckJson *json;
  CckVerdict *verdict;
};

G_DEFINE_BOXED_TYPE (CckUserinfo, cck_userinfo, cck_userinfo_ref, cck_userinfo_unref)

typedef struct
{
  CckFiber *fiber; /* the one it is on */
  CckClient *client;
  CckHttpRequest *request;
  CckTokenSet *tokens;
  char *subject;
  CckUserinfoKeysFunc keys;
  gpointer user_data;
  GDestroyNotify user_data_destroy;
  gint64 now;
} Call;

static void
call_free (Call *self)
{
  if (self->user_data_destroy != NULL)
    self->user_data_destroy (self->user_data);
  cck_client_unref (self->client);
  cck_http_request_unref (self->request);
  cck_token_set_unref (self->tokens);
  g_free (self->subject);
  g_free (self);
}

static CckUserinfo *
userinfo_new (CckJson *json, CckVerdict *verdict)
{
  CckUserinfo *self = g_new0 (CckUserinfo, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->json = cck_json_ref (json);
  self->verdict = verdict != NULL ? cck_verdict_ref (verdict) : NULL;

  return self;
}

CckUserinfo *
cck_userinfo_ref (CckUserinfo *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cck_userinfo_unref (CckUserinfo *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  cck_json_unref (self->json);
  g_clear_pointer (&self->verdict, cck_verdict_unref);
  g_free (self);
}

static gboolean
check_status (CckHttpResponse *response, GError **error)
{
  guint status = cck_http_response_get_status (response);

  if (status == 200)
    return TRUE;

  /* RFC 6750 §3.1: invalid_token and insufficient_scope. */
  if (status == 401 || status == 403)
    g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_TOKEN_REFUSED,
                 _("The provider does not accept the access token (HTTP %u). Refresh it or sign in "
                   "again."), status);
  else
    g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER,
                 _("The provider gave no user information (HTTP %u)."), status);

  return FALSE;
}

/* OpenID Connect Core §5.3.2: always there, and the ID token's, or nothing of the rest is used. */
static gboolean
check_subject (Call *self, CckJson *json, GError **error)
{
  const CckJsonValue *sub = cck_json_get_member (cck_json_get_root (json), "sub");

  if (self->subject == NULL || cck_json_equals (sub, self->subject))
    return TRUE;

  if (cck_json_get_value_type (sub) != CCK_JSON_TYPE_STRING)
    g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER,
                 _("The user information does not say whom it is about: “%s” is missing."), "sub");
  else
    g_set_error_literal (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_OTHER_SUBJECT,
                         _("The user information is about somebody else than the one who signed "
                           "in. It was discarded."));

  return FALSE;
}

static CckUserinfo *
read_plain (Call *self, GBytes *body, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (CckJson) json = cck_json_parse_bytes (body, CCK_JSON_OBJECT, &fault);

  if (json == NULL)
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER,
                   _("The user information cannot be read: %s"), fault->message);
      return NULL;
    }

  return check_subject (self, json, error) ? userinfo_new (json, NULL) : NULL;
}

/* What the provider says that it signs with, less “none” and, without a secret of ours, HS*: keys
 * that everybody can fetch share no secret (OpenID Connect Core §10.1, RFC 8725 §3.1, §3.2). */
static GStrv
dup_algorithms (Call *self)
{
  const char *const *listed = cck_metadata_get_userinfo_signing_alg_values_supported (
      cck_client_get_metadata (self->client));
  gboolean has_secret = cck_client_auth_get_secret (cck_client_get_auth (self->client)) != NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (listed == NULL)
    listed = cck_algorithm_list_names ();

  for (gsize i = 0; listed[i] != NULL; i++)
    {
      CckAlgorithm algorithm = cck_algorithm_from_name (listed[i]);

      if (algorithm != CCK_ALGORITHM_UNKNOWN &&
          (has_secret || !cck_algorithm_is_symmetric (algorithm)))
        g_strv_builder_add (builder, listed[i]);
    }

  return g_strv_builder_end (builder);
}

static CckVerdict *
judge (Call *self, CckJwt *jwt, CckJwks *jwks)
{
  CckExpectations expected = CCK_EXPECTATIONS_INIT;
  const char *secret = cck_client_auth_get_secret (cck_client_get_auth (self->client));
  g_auto (GStrv) algorithms = dup_algorithms (self);

  /* §5.3.2: a signed answer has iss and aud, as an ID token has; it need not expire. */
  expected.profile = CCK_PROFILE_JWT;
  expected.expiry_optional = TRUE;
  expected.issuer = cck_metadata_get_issuer (cck_client_get_metadata (self->client));
  expected.audience = cck_client_get_client_id (self->client);
  expected.algorithms = (const char *const *) algorithms;
  expected.now = self->now;
  expected.public_client = secret == NULL;
  if (secret != NULL)
    {
      expected.hmac_secret = secret;
      expected.hmac_secret_length = strlen (secret);
    }

  return cck_verdict_new (jwt, jwks, &expected);
}

static CckJwks *
await_keys (Call *self, gboolean again, GError **error)
{
  if (self->keys == NULL)
    {
      g_set_error_literal (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_NOT_VERIFIED,
                           _("The user information is signed, and there are no keys to check it "
                             "with. It was discarded."));
      return NULL;
    }

  return dex_await_boxed (
      cck_fiber_until_dropped (self->fiber, self->keys (again, self->user_data)), error);
}

static CckVerdict *
await_verdict (Call *self, CckJwt *jwt, GError **error)
{
  g_autoptr (CckVerdict) verdict = NULL;
  g_autoptr (CckJwks) jwks = await_keys (self, FALSE, error);

  if (jwks == NULL)
    return NULL;

  verdict = judge (self, jwt, jwks);
  if (!cck_verdict_key_is_unknown (verdict))
    return g_steal_pointer (&verdict);

  /* OpenID Connect Core §10.1.1: the provider may have changed its keys. */
  g_clear_pointer (&jwks, cck_jwks_unref);
  jwks = await_keys (self, TRUE, error);

  return jwks != NULL ? judge (self, jwt, jwks) : NULL;
}

/* §5.3.2 asks for these three; a time is held against the clock where there is one. */
static const CckCheck *
find_fault (CckVerdict *verdict)
{
  static const char *const demanded[] = { "signature", "issuer", "audience" };

  if (cck_verdict_get_failed (verdict) != NULL)
    return cck_verdict_get_failed (verdict);

  for (gsize i = 0; i < G_N_ELEMENTS (demanded); i++)
    {
      const CckCheck *check = cck_verdict_find_check (verdict, demanded[i]);

      g_assert (check != NULL);
      if (cck_check_get_outcome (check) != CCK_OUTCOME_PASSED)
        return check;
    }

  return NULL;
}

static gboolean
check_verdict (CckVerdict *verdict, GError **error)
{
  const CckCheck *fault = find_fault (verdict);

  if (fault == NULL)
    return TRUE;

  g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_NOT_VERIFIED,
               /* Translators: the check’s title, then its sentence. */
               _("The signed user information failed its check “%s” and was discarded. %s"),
               cck_check_get_title (fault), cck_check_get_explanation (fault));

  return FALSE;
}

static CckUserinfo *
await_signed (Call *self, GBytes *body, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (body, &length);
  g_autoptr (CckJwt) jwt = NULL;
  g_autoptr (CckVerdict) verdict = NULL;
  g_autoptr (GError) fault = NULL;

  if (cck_token_format_of (text, (gssize) length) == CCK_TOKEN_FORMAT_JWE)
    {
      g_set_error_literal (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED,
                           _("The user information is encrypted, and only the client’s key opens "
                             "it. Register the client for signed or plain user information."));
      return NULL;
    }

  jwt = cck_jwt_parse (text, (gssize) length, CCK_JWT_FLAGS_NONE, &fault);
  if (jwt == NULL)
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER,
                   _("The user information cannot be read: %s"), fault->message);
      return NULL;
    }

  verdict = await_verdict (self, jwt, error);
  if (verdict == NULL || !check_verdict (verdict, error) ||
      !check_subject (self, cck_jwt_get_payload (jwt), error))
    return NULL;

  return userinfo_new (cck_jwt_get_payload (jwt), verdict);
}

static DexFuture *
fetch_fiber (CckFiber *fiber, gpointer user_data)
{
  Call *self = user_data;
  g_autoptr (CckHttpResponse) response = NULL;
  g_autoptr (CckUserinfo) userinfo = NULL;
  g_autoptr (GError) error = NULL;

  self->fiber = fiber;
  response = dex_await_boxed (
      cck_fiber_until_dropped (fiber, cck_client_send_with_tokens (self->client, self->request,
                                                                   self->tokens, self->now)),
      &error);
  if (response != NULL && check_status (response, &error))
    {
      GBytes *body = cck_http_response_get_body (response);

      if (g_strcmp0 (cck_http_response_get_content_type (response), "application/jwt") == 0)
        userinfo = await_signed (self, body, &error);
      else
        userinfo = read_plain (self, body, &error);
    }
  if (userinfo == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (CCK_TYPE_USERINFO, g_steal_pointer (&userinfo));
}

DexFuture *
cck_userinfo_fetch (CckClient *client,
                    CckTokenSet *tokens,
                    const char *subject,
                    CckUserinfoKeysFunc keys,
                    gpointer user_data,
                    GDestroyNotify user_data_destroy,
                    gint64 now)
{
  g_autoptr (GError) error = NULL;
  const char *endpoint;
  Call *call;

  g_return_val_if_fail (client != NULL, NULL);
  g_return_val_if_fail (tokens != NULL, NULL);

  endpoint = cck_client_get_endpoint (client, "userinfo_endpoint", &error);
  if (endpoint == NULL)
    {
      if (user_data_destroy != NULL)
        user_data_destroy (user_data);
      return dex_future_new_for_error (g_steal_pointer (&error));
    }

  call = g_new0 (Call, 1);
  call->client = cck_client_ref (client);
  call->request = cck_http_request_new ("GET", endpoint,
                                        cck_metadata_get_flags (cck_client_get_metadata (client)));
  cck_http_request_set_accept (call->request, "application/json, application/jwt");
  call->tokens = cck_token_set_ref (tokens);
  call->subject = g_strdup (subject);
  call->keys = keys;
  call->user_data = user_data;
  call->user_data_destroy = user_data_destroy;
  call->now = now;

  return cck_fiber_spawn (fetch_fiber, call, (GDestroyNotify) call_free);
}

CckJson *
cck_userinfo_get_json (CckUserinfo *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->json;
}

CckVerdict *
cck_userinfo_get_verdict (CckUserinfo *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->verdict;
}
