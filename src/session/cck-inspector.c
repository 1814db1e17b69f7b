/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-inspector.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "cck-detached.h"
#include "cck-inspect-question.h"
#include "cck-inspection-private.h"
#include "cck-jose-error.h"
#include "cck-jwe.h"
#include "cck-provider-link.h"
#include "cck-session-error.h"
#include "cck-session-private.h"
#include "cck-token-input.h"
#include "cck-vault.h"
#include "cck-verifier.h"

/* One inspection: what was asked, and what was found on the way. */
typedef struct
{
  CckInspectQuestion *question;
  CckAccount         *account;
  CckTokenKind        kind;
  CckSecret          *text;
  char               *trimmed;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->question, cck_inspect_question_free);
  g_clear_object (&job->account);
  g_clear_pointer (&job->text, cck_secret_unref);
  g_free (job->trimmed);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

/* Without options nothing can be wrong with them. */
static Job *
job_new (CckSession               *session,
         const CckInspectOptions  *options,
         GError                  **error)
{
  CckInspectQuestion *question = cck_inspect_question_new (session, options, error);
  Job *job;

  if (question == NULL)
    return NULL;

  job = g_new0 (Job, 1);
  job->question = question;

  return job;
}

/* The client secret is the key of HS* (OIDC Core §10.1); it is asked for only by such a token. */
static void
await_client_secret (Job             *job,
                     CckJwt          *jwt,
                     CckExpectations *expectations)
{
  const char *alg = cck_jwt_get_alg (jwt);

  if (job->question->hmac_secret != NULL || job->question->provider == NULL || alg == NULL
      || !g_str_has_prefix (alg, "HS")
      || !cck_provider_auth_needs_secret (cck_provider_get_client_auth (job->question->provider)))
    return;

  job->question->hmac_secret
    = dex_await_boxed (cck_keyring_lookup (cck_session_get_keyring (job->question->session),
                                           CCK_SECRET_CLIENT_SECRET,
                                           cck_provider_get_id (job->question->provider), NULL),
                       NULL);
  if (job->question->hmac_secret != NULL)
    {
      expectations->hmac_secret = cck_secret_get_text (job->question->hmac_secret);
      expectations->hmac_secret_length = cck_secret_get_length (job->question->hmac_secret);
    }
}

/* The metadata that says where the keys are: of the provider, or, because the person asked, of the
 * issuer that the token itself names (RFC 8725 §3.10: never without being asked). */
static CckMetadata *
await_metadata (Job     *job,
                CckJwt  *jwt,
                GError **error)
{
  const char *issuer;

  if (job->question->provider != NULL)
    return dex_await_boxed (cck_session_load_metadata (job->question->session, job->question->provider), error);

  if (!job->question->fetch_unknown_issuer)
    return NULL;

  issuer = cck_json_get_string (cck_jwt_get_claim (jwt, "iss"), NULL);
  if (issuer == NULL)
    {
      g_set_error_literal (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_BAD_INPUT,
                           _("The token names no issuer to ask for keys."));
      return NULL;
    }

  return dex_await_boxed (cck_metadata_fetch (cck_session_get_http (job->question->session), issuer,
                                              CCK_HTTP_ALLOW_LOOPBACK),
                          error);
}

static CckVerdict *
await_verdict (Job             *job,
               CckJwt          *jwt,
               CckExpectations *expectations)
{
  g_autoptr (CckMetadata) metadata = NULL;
  g_autoptr (GError) error = NULL;
  CckHttp *http = cck_session_get_http (job->question->session);

  await_client_secret (job, jwt, expectations);

  if (job->question->jwks != NULL)
    return cck_verdict_new (jwt, job->question->jwks, expectations);

  if (job->question->provider != NULL)
    http = cck_session_get_http_for (job->question->session, job->question->provider, NULL, &error);
  if (http != NULL)
    metadata = await_metadata (job, jwt, &error);
  if (metadata == NULL)
    {
      expectations->no_keys_reason = error == NULL ? NULL : error->message;
      return cck_verdict_new (jwt, NULL, expectations);
    }

  if (expectations->issuer == NULL)
    expectations->issuer = cck_metadata_get_issuer (metadata);

  return cck_session_await_verdict (job->question->session, http, metadata, jwt, expectations, NULL);
}

static CckJwtFlags
jwt_flags (Job *job)
{
  return CCK_JWT_KEEP_DUPLICATES
         | (job->question->has_profile && job->question->profile == CCK_PROFILE_JWS ? CCK_JWT_ANY_PAYLOAD
                                                                : CCK_JWT_FLAGS_NONE);
}

static gboolean
has_three_segments (const char *text)
{
  const char *first = strchr (text, '.');
  const char *second = first == NULL ? NULL : strchr (first + 1, '.');

  return second != NULL && strchr (second + 1, '.') == NULL;
}

/* What has the look of a JWT and is none gets an error that points at the place; anything else is an
 * opaque token, about which nothing more can be said. */
static CckJwt *
parse_jwt (Job       *job,
           gboolean  *is_jwt,
           GError   **error)
{
  const char *text = cck_secret_get_text (job->text);
  gssize length = (gssize) cck_secret_get_length (job->text);
  CckTokenFormat format = cck_token_format_of (text, length);

  *is_jwt = format == CCK_TOKEN_FORMAT_JWS
            || (format == CCK_TOKEN_FORMAT_OPAQUE && has_three_segments (text));

  return *is_jwt ? cck_jwt_parse (text, length, jwt_flags (job), error) : NULL;
}

/* The person's own key: a private key, or a secret for "dir", key wrapping and passwords. */
static GBytes *
decrypt (Job     *job,
         CckJwe  *jwe,
         GError **error)
{
  g_autoptr (CckJwk) secret = NULL;

  if (job->question->jwks != NULL)
    return cck_jwe_decrypt (jwe, job->question->jwks, error);

  secret = cck_jwk_new_secret (cck_secret_get_text (job->question->hmac_secret),
                               cck_secret_get_length (job->question->hmac_secret));
  return cck_jwe_decrypt_with_jwk (jwe, secret, error);
}

/* RFC 7519 §11.2, RFC 8725 §3.3: everyone who knows a public key can encrypt for it, so what comes
 * out is believed only where it is a signed token of its own, and that one's verdict says so. */
static CckInspection *
inspect_content (Job    *job,
                 GBytes *content)
{
  gsize length;
  const char *text = g_bytes_get_data (content, &length);
  gboolean is_signed = length > 0
                       && cck_token_format_of (text, (gssize) length) == CCK_TOKEN_FORMAT_JWS;
  CckExpectations expectations = CCK_EXPECTATIONS_INIT;
  g_autoptr (CckVerdict) verdict = NULL;
  g_autoptr (CckJwt) jwt = NULL;
  CckInspection *inspection;

  if (is_signed)
    jwt = cck_jwt_parse (text, (gssize) length, jwt_flags (job), NULL);
  if (jwt != NULL)
    {
      cck_inspect_question_fill (job->question, jwt, &expectations);
      verdict = await_verdict (job, jwt, &expectations);
    }

  inspection = cck_inspection_new (job->text, g_steal_pointer (&jwt), g_steal_pointer (&verdict),
                                   job->trimmed, 0);
  cck_inspection_take_content (
    inspection, g_bytes_ref (content),
    g_strdup (cck_inspection_get_jwt (inspection) != NULL
                ? _("This token was encrypted and has been decrypted with the key that was given. "
                    "That proves nothing; the checks are on the signed token that was inside.")
                : _("This token has been decrypted with the key that was given. That proves "
                    "nothing: what was inside is not signed, so anyone could have written it.")));
  return inspection;
}

/* NULL where there is no key to try. */
static CckInspection *
inspect_encrypted (Job     *job,
                   GError **error)
{
  g_autoptr (CckInspection) inspection = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (CckJwe) jwe = NULL;

  if (job->question->jwks == NULL && job->question->hmac_secret == NULL)
    return NULL;

  jwe = cck_jwe_parse (cck_secret_get_text (job->text),
                       (gssize) cck_secret_get_length (job->text), error);
  if (jwe == NULL)
    return NULL;

  content = decrypt (job, jwe, &local_error);
  if (content != NULL)
    return inspect_content (job, content);

  inspection = cck_inspection_new (job->text, NULL, NULL, job->trimmed, 0);
  cck_inspection_take_content (inspection, NULL,
                               g_strdup_printf (_("This token is encrypted, and the key that was "
                                                  "given does not open it. %s"),
                                                local_error->message));
  return g_steal_pointer (&inspection);
}

static DexFuture *
inspect_text_fiber (gpointer user_data)
{
  Job *job = user_data;
  CckExpectations expectations = CCK_EXPECTATIONS_INIT;
  g_autoptr (CckInspection) inspection = NULL;
  g_autoptr (CckVerdict) verdict = NULL;
  g_autoptr (CckJwt) jwt = NULL;
  GError *error = NULL;
  gboolean is_jwt;

  if (cck_token_format_of (cck_secret_get_text (job->text), -1) == CCK_TOKEN_FORMAT_JWE)
    {
      inspection = inspect_encrypted (job, &error);
      if (error != NULL)
        return dex_future_new_for_error (error);
      if (inspection != NULL)
        return dex_future_new_take_boxed (CCK_TYPE_INSPECTION, g_steal_pointer (&inspection));
    }

  jwt = parse_jwt (job, &is_jwt, &error);
  if (is_jwt && jwt == NULL)
    return dex_future_new_for_error (error);

  if (jwt != NULL)
    {
      cck_inspect_question_fill (job->question, jwt, &expectations);
      verdict = await_verdict (job, jwt, &expectations);
    }

  return dex_future_new_take_boxed (CCK_TYPE_INSPECTION,
                                    cck_inspection_new (job->text, g_steal_pointer (&jwt),
                                                        g_steal_pointer (&verdict), job->trimmed,
                                                        0));
}

DexFuture *
cck_session_inspect_text (CckSession              *session,
                          const char              *text,
                          gssize                   length,
                          const CckInspectOptions *options)
{
  g_autoptr (Job) job = NULL;
  GError *error = NULL;

  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  job = job_new (session, options, &error);
  if (job == NULL)
    return dex_future_new_for_error (error);

  job->text = cck_token_input_parse (text, length, &job->trimmed, &error);
  if (job->text == NULL)
    return dex_future_new_for_error (error);

  return cck_detached_new (
    dex_scheduler_spawn (NULL, 0, inspect_text_fiber, g_steal_pointer (&job), job_free));
}

/* An account's ID token is held against its own sign-in. Its at_hash belongs to the access token that
 * came with it, which is not the present one any more once there was a refresh (OIDC Core §12.2). */
static void
expect_of_account (Job             *job,
                   CckTokenSet     *tokens,
                   CckExpectations *expectations)
{
  gboolean refreshed = cck_account_get_refreshed_at (job->account) != 0;

  if (job->kind != CCK_TOKEN_ID)
    return;

  expectations->subject = cck_account_get_subject (job->account);
  expectations->nonce = cck_token_set_get_nonce (tokens);
  expectations->nonce_optional = refreshed;
  if (!refreshed)
    expectations->access_token = cck_token_set_get_access_token (tokens);
}

static gboolean
take_token (Job          *job,
            CckTokenSet  *tokens,
            GError      **error)
{
  const char *text = job->kind == CCK_TOKEN_ID ? cck_token_set_get_id_token (tokens)
                                               : cck_token_set_get_access_token (tokens);

  if (text == NULL)
    {
      g_set_error_literal (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_NO_TOKEN,
                           _("This account has no ID token."));
      return FALSE;
    }

  job->text = cck_secret_new (text);

  return TRUE;
}

static DexFuture *
inspect_account_fiber (gpointer user_data)
{
  Job *job = user_data;
  CckExpectations expectations = CCK_EXPECTATIONS_INIT;
  g_autoptr (CckTokenSet) tokens = NULL;
  g_autoptr (CckVerdict) verdict = NULL;
  g_autoptr (CckJwt) jwt = NULL;
  GError *error = NULL;
  gboolean is_jwt;

  g_set_object (&job->question->provider, cck_session_get_provider_of (job->question->session, job->account));
  tokens = cck_session_await_tokens (job->question->session, job->account, &error);
  if (tokens == NULL || !take_token (job, tokens, &error))
    return dex_future_new_for_error (error);

  /* An access token may look like anything (RFC 6749 §1.4): what can't be read is opaque. */
  jwt = parse_jwt (job, &is_jwt, NULL);
  if (jwt != NULL)
    {
      if (job->kind == CCK_TOKEN_ID)
        {
          job->question->has_profile = TRUE;
          job->question->profile = CCK_PROFILE_ID_TOKEN;
        }
      cck_inspect_question_fill (job->question, jwt, &expectations);
      expect_of_account (job, tokens, &expectations);
      verdict = await_verdict (job, jwt, &expectations);
    }

  return dex_future_new_take_boxed (
    CCK_TYPE_INSPECTION,
    cck_inspection_new (job->text, g_steal_pointer (&jwt), g_steal_pointer (&verdict), NULL,
                        job->kind == CCK_TOKEN_ACCESS ? cck_token_set_get_expires_at (tokens) : 0));
}

DexFuture *
cck_session_inspect_account (CckSession   *session,
                             CckAccount   *account,
                             CckTokenKind  kind)
{
  Job *job;

  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);
  g_return_val_if_fail (CCK_IS_ACCOUNT (account), NULL);

  job = job_new (session, NULL, NULL);
  job->account = g_object_ref (account);
  job->kind = kind;

  return cck_detached_new (dex_scheduler_spawn (NULL, 0, inspect_account_fiber, job, job_free));
}

/* Whether the issuer's own configuration says where the keys are, and the system whom that comes from.
 * A registration, which may be somebody else's file, can name an issuer and keys that are not its. */
static gboolean
has_keys_of_issuer (CckProvider *provider)
{
  return cck_provider_get_jwks_uri (provider) == NULL
         && cck_provider_get_token_endpoint (provider) == NULL
         && cck_provider_get_ca_certificates (provider) == NULL;
}

CckProvider *
cck_session_find_issuer (CckSession    *session,
                         CckInspection *inspection)
{
  g_autofree char *issuer = NULL;
  GListModel *providers;

  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);
  g_return_val_if_fail (inspection != NULL, NULL);

  issuer = cck_inspection_dup_issuer (inspection);
  if (issuer == NULL)
    return NULL;

  providers = G_LIST_MODEL (cck_session_get_providers (session));
  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr (CckProvider) provider = g_list_model_get_item (providers, i);

      /* The store keeps it. */
      if (g_strcmp0 (cck_provider_get_issuer (provider), issuer) == 0
          && has_keys_of_issuer (provider))
        return provider;
    }

  return cck_provider_store_get_by_issuer (cck_session_get_providers (session), issuer);
}
