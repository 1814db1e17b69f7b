/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-token-endpoint.h"

#include <string.h>

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>

#include "cck-base64url.h"
#include "cck-practice-answer.h"
#include "cck-practice-scope.h"
#include "cck-practice-tokens.h"

#define SHORTEST_VERIFIER 43
#define LONGEST_VERIFIER 128

static void
refuse (SoupServerMessage *message,
        const char        *error,
        const char        *description)
{
  cck_practice_answer_error (message, SOUP_STATUS_BAD_REQUEST, error, description);
}

const char *
cck_practice_token_endpoint_get_client (SoupServerMessage *message,
                                        CckPracticeForm   *form)
{
  SoupMessageHeaders *asked = soup_server_message_get_request_headers (message);
  SoupMessageHeaders *answer = soup_server_message_get_response_headers (message);
  const char *client_id = cck_practice_form_get (form, "client_id");

  if (cck_practice_form_has_repeated (form))
    {
      refuse (message, "invalid_request", "a parameter came more than once");
      return NULL;
    }

  /* RFC 6749 §5.2: who tries to authenticate in a header is told how in a header. */
  if (soup_message_headers_get_one (asked, "Authorization") != NULL)
    {
      cck_practice_answer_error (
          message, SOUP_STATUS_UNAUTHORIZED, "invalid_client",
          "all clients here are public: send client_id in the body, no secret");
      soup_message_headers_replace (answer, "WWW-Authenticate", "Basic realm=\"practice\"");
      return NULL;
    }
  if (cck_practice_form_get (form, "client_secret") != NULL ||
      cck_practice_form_get (form, "client_assertion") != NULL)
    {
      refuse (message, "invalid_client", "all clients here are public and have no secret");
      return NULL;
    }
  if (client_id == NULL)
    {
      refuse (message, "invalid_request", "client_id is missing");
      return NULL;
    }

  return client_id;
}

/* RFC 7636 §4.1: 43 to 128 unreserved characters. */
static gboolean
is_verifier (const char *text)
{
  gsize length = strlen (text);

  if (length < SHORTEST_VERIFIER || length > LONGEST_VERIFIER)
    return FALSE;

  for (; *text != '\0'; text++)
    if (!g_ascii_isalnum (*text) && strchr ("-._~", *text) == NULL)
      return FALSE;

  return TRUE;
}

/* RFC 7636 §4.6 */
static gboolean
verifier_matches (const char *verifier,
                  const char *challenge)
{
  guint8 digest[32];
  g_autofree char *computed = NULL;

  if (gnutls_hash_fast (GNUTLS_DIG_SHA256, verifier, strlen (verifier), digest) != GNUTLS_E_SUCCESS)
    return FALSE;

  computed = cck_base64url_encode (digest, sizeof digest);
  return strlen (challenge) == strlen (computed) &&
         gnutls_memcmp (computed, challenge, strlen (computed)) == 0;
}

static void
add_member (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
answer_tokens (CckPracticeContext *context,
               SoupServerMessage  *message,
               CckPracticeGrant   *grant,
               const char         *scope,
               gboolean            first)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  gint64 now = cck_practice_context_now (context);
  g_autofree char *access = cck_practice_tokens_dup_access (context, grant, scope, NULL);
  g_autofree char *id = NULL;
  g_autofree char *refresh = NULL;

  if (access != NULL && cck_practice_scope_contains (scope, "openid"))
    id = cck_practice_tokens_dup_id (context, grant, access, scope, first, NULL);
  if (access == NULL || (id == NULL && cck_practice_scope_contains (scope, "openid")))
    {
      cck_practice_answer_error (message, SOUP_STATUS_INTERNAL_SERVER_ERROR, "server_error",
                                 "the tokens could not be signed");
      return;
    }

  /* To every client, whether or not it has offline_access: OpenID Connect Core §11 allows it, and a
   * native app has no other way to stay signed in. */
  refresh =
    cck_practice_grants_next_refresh (context->grants, grant, now + context->refresh_lifetime);

  json_builder_begin_object (builder);
  add_member (builder, "access_token", access);
  add_member (builder, "token_type", "Bearer");
  json_builder_set_member_name (builder, "expires_in");
  json_builder_add_int_value (builder, context->access_lifetime);
  add_member (builder, "refresh_token", refresh);
  add_member (builder, "scope", scope);
  if (id != NULL)
    add_member (builder, "id_token", id);
  json_builder_end_object (builder);
  cck_practice_answer_json (message, SOUP_STATUS_OK, builder);
}

/* What makes a good code bad for this request, or %NULL (RFC 6749 §4.1.3, RFC 7636 §4.6). */
static const char *
check_exchange (const CckPracticeGrant *grant,
                const char             *client_id,
                const char             *redirect_uri,
                const char             *verifier)
{
  if (!g_str_equal (grant->client_id, client_id))
    return "the code was issued to another client";
  if (g_strcmp0 (grant->redirect_uri, redirect_uri) != 0)
    return "redirect_uri is not the one of the authorization request";
  if (!verifier_matches (verifier, grant->code_challenge))
    return "code_verifier does not fit the code_challenge";

  return NULL;
}

/* RFC 6749 §4.1.2, RFC 9700 §4.14.2: someone sent what was used before, and nobody knows who has it
 * by right: everything that came of it ends. */
static void
end_where_reused (CckPracticeContext *context,
                  CckPracticeFound    found,
                  CckPracticeGrant   *grant)
{
  if (found != CCK_PRACTICE_FOUND_REUSED)
    return;

  context->statistics.reuses++;
  cck_practice_grants_end (context->grants, grant);
}

static void
exchange_code (CckPracticeContext *context,
               SoupServerMessage  *message,
               CckPracticeForm    *form,
               const char         *client_id)
{
  const char *code = cck_practice_form_get (form, "code");
  const char *redirect_uri = cck_practice_form_get (form, "redirect_uri");
  const char *verifier = cck_practice_form_get (form, "code_verifier");
  CckPracticeGrant *grant = NULL;
  CckPracticeFound found;
  const char *problem;

  if (code == NULL || redirect_uri == NULL || verifier == NULL || !is_verifier (verifier))
    {
      refuse (
          message, "invalid_request",
          "code, redirect_uri and a code_verifier of 43 to 128 unreserved characters are required");
      return;
    }

  found = cck_practice_grants_redeem_code (context->grants, code,
                                           cck_practice_context_now (context), &grant);
  end_where_reused (context, found, grant);
  if (found != CCK_PRACTICE_FOUND_GOOD)
    {
      refuse (message, "invalid_grant", "the code is unknown, expired or was used before");
      return;
    }

  problem = check_exchange (grant, client_id, redirect_uri, verifier);
  if (problem != NULL)
    {
      cck_practice_grants_end (context->grants, grant);
      refuse (message, "invalid_grant", problem);
      return;
    }

  context->statistics.code_exchanges++;
  answer_tokens (context, message, grant, grant->scope, TRUE);
}

static void
refresh (CckPracticeContext *context,
         SoupServerMessage  *message,
         CckPracticeForm    *form,
         const char         *client_id)
{
  const char *token = cck_practice_form_get (form, "refresh_token");
  const char *scope = cck_practice_form_get (form, "scope");
  CckPracticeGrant *grant = NULL;
  CckPracticeFound found;

  if (token == NULL)
    {
      refuse (message, "invalid_request", "refresh_token is missing");
      return;
    }

  found = cck_practice_grants_find_refresh (context->grants, token,
                                            cck_practice_context_now (context), &grant);
  end_where_reused (context, found, grant);
  if (found != CCK_PRACTICE_FOUND_GOOD || !g_str_equal (grant->client_id, client_id))
    {
      refuse (message, "invalid_grant",
              "the refresh token is unknown, expired, was used before or is another client's");
      return;
    }
  if (scope != NULL && !cck_practice_scope_within (scope, grant->scope))
    {
      refuse (message, "invalid_scope", "more is asked for than was granted");
      return;
    }

  context->statistics.refreshes++;
  answer_tokens (context, message, grant, scope != NULL ? scope : grant->scope, FALSE);
}

typedef void (*Grant) (CckPracticeContext *context,
                       SoupServerMessage  *message,
                       CckPracticeForm    *form,
                       const char         *client_id);

static const struct
{
  const char *wire;
  Grant answer;
} grants[] = {
  { "authorization_code", exchange_code },
  { "refresh_token", refresh },
};

void
cck_practice_token_endpoint (CckPracticeContext *context,
                             SoupServerMessage  *message,
                             CckPracticeForm    *form)
{
  const char *grant_type = cck_practice_form_get (form, "grant_type");
  const char *client_id;

  context->statistics.token_requests++;
  if (cck_practice_context_misbehaves (context, CCK_PRACTICE_MISBEHAVE_BUSY))
    {
      cck_practice_answer_empty (message, SOUP_STATUS_SERVICE_UNAVAILABLE);
      soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                    "Retry-After", "7");
      return;
    }

  client_id = cck_practice_token_endpoint_get_client (message, form);
  if (client_id == NULL)
    return;
  if (grant_type == NULL)
    {
      refuse (message, "invalid_request", "grant_type is missing");
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (grants); i++)
    if (g_str_equal (grant_type, grants[i].wire))
      {
        grants[i].answer (context, message, form, client_id);
        return;
      }

  refuse (message, "unsupported_grant_type",
          "only authorization_code and refresh_token are known here");
}
