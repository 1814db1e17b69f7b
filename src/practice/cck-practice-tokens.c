/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-tokens.h"

#include <string.h>

#include "cck-practice-json.h"
#include "cck-practice-scope.h"
#include "cck-practice-signing.h"

#define EXPIRED_SINCE (6 * 60)
/* How far another time of sign-in is from the right one. */
#define ANOTHER_AUTH_TIME 3600

static gboolean
does (CckPracticeContext      *context,
      CckPracticeMisbehaviour  kind)
{
  return cck_practice_context_misbehaves (context, kind);
}

char *
cck_practice_tokens_dup_altered (const char *text)
{
  gsize length = strlen (text);
  char *altered;

  /* Half a character would not be UTF-8. */
  if (length == 0 || !g_ascii_isprint (text[length - 1]))
    return g_strconcat (text, "0", NULL);

  altered = g_strdup (text);
  altered[length - 1] = altered[length - 1] == '0' ? '1' : '0';
  return altered;
}

static void
add_access_audience (CckPracticeContext     *context,
                     const CckPracticeIssue *issue,
                     JsonBuilder            *builder)
{
  const char * const *audiences = issue->audiences;

  /* RFC 9068 §3: what was asked for (RFC 8707), else the one resource there is, our userinfo. */
  if (audiences == NULL || audiences[0] == NULL)
    cck_practice_json_add_string (builder, "aud", context->issuer);
  else if (audiences[1] == NULL)
    cck_practice_json_add_string (builder, "aud", audiences[0]);
  else
    cck_practice_json_add_list (builder, "aud", audiences);
}

char *
cck_practice_tokens_dup_access (CckPracticeContext      *context,
                                const CckPracticeIssue  *issue,
                                GError                 **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  gint64 now = cck_practice_context_now (context);
  gint64 expires = now + context->access_lifetime;
  g_autofree char *jti = cck_practice_grants_next_access (context->grants, issue->grant, expires);
  g_autofree char *payload = NULL;

  /* RFC 9068 §2.2 */
  json_builder_begin_object (builder);
  cck_practice_json_add_string (builder, "iss", context->issuer);
  cck_practice_json_add_string (builder, "sub", cck_practice_grant_get_subject (issue->grant));
  add_access_audience (context, issue, builder);
  cck_practice_json_add_string (builder, "client_id", issue->client->id);
  cck_practice_json_add_string (builder, "scope", issue->scope);
  cck_practice_json_add_string (builder, "jti", jti);
  cck_practice_json_add_int (builder, "iat", now);
  cck_practice_json_add_int (builder, "exp", expires);
  if (issue->grant->person != NULL)
    cck_practice_json_add_int (builder, "auth_time", issue->grant->auth_time);
  cck_practice_json_add_cnf (builder, issue->jkt);
  if (issue->actor != NULL)
    {
      json_builder_set_member_name (builder, "act");
      json_builder_begin_object (builder);
      cck_practice_json_add_string (builder, "sub", issue->actor);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
  payload = cck_practice_json_dup_text (builder);

  return cck_practice_keys_sign (context->keys, CCK_PRACTICE_RS256, "at+jwt", TRUE, payload, error);
}

void
cck_practice_tokens_add_person (JsonBuilder             *builder,
                                const CckPracticePerson *person,
                                const char              *scope)
{
  if (cck_practice_scope_contains (scope, "profile"))
    {
      cck_practice_json_add_string (builder, "name", person->name);
      cck_practice_json_add_string (builder, "given_name", person->given_name);
      cck_practice_json_add_string (builder, "family_name", person->family_name);
      cck_practice_json_add_string (builder, "preferred_username", person->username);
    }
  if (cck_practice_scope_contains (scope, "email"))
    {
      cck_practice_json_add_string (builder, "email", person->email);
      cck_practice_json_add_boolean (builder, "email_verified", TRUE);
    }
}

static void
add_id_parties (CckPracticeContext     *context,
                const CckPracticeIssue *issue,
                JsonBuilder            *builder)
{
  gboolean again = issue->code == NULL;
  const char *issuer = context->issuer;
  const char *client_id = issue->client->id;
  const char *audiences[] = { client_id, "another-client", NULL };
  g_autofree char *other_issuer = cck_practice_tokens_dup_altered (issuer);
  g_autofree char *other_client = cck_practice_tokens_dup_altered (client_id);

  if (does (context, CCK_PRACTICE_MISBEHAVE_ISSUER) ||
      (again && does (context, CCK_PRACTICE_MISBEHAVE_REFRESH_ISSUER)))
    issuer = other_issuer;
  if (!does (context, CCK_PRACTICE_MISBEHAVE_NO_ISSUER))
    cck_practice_json_add_string (builder, "iss", issuer);

  if (!does (context, CCK_PRACTICE_MISBEHAVE_NO_SUBJECT))
    cck_practice_json_add_string (
      builder, "sub", again && does (context, CCK_PRACTICE_MISBEHAVE_REFRESH_SUBJECT)
                        ? "mallory" : cck_practice_grant_get_subject (issue->grant));

  if (does (context, CCK_PRACTICE_MISBEHAVE_NO_AUDIENCE))
    return;
  if (does (context, CCK_PRACTICE_MISBEHAVE_AUDIENCE_LIST))
    audiences[1] = NULL;
  if (does (context, CCK_PRACTICE_MISBEHAVE_AUDIENCE) ||
      (again && does (context, CCK_PRACTICE_MISBEHAVE_REFRESH_AUDIENCE)))
    cck_practice_json_add_string (builder, "aud", other_client);
  else if (does (context, CCK_PRACTICE_MISBEHAVE_AUDIENCE_OTHER) ||
           does (context, CCK_PRACTICE_MISBEHAVE_AUDIENCE_LIST))
    cck_practice_json_add_list (builder, "aud", audiences);
  else
    cck_practice_json_add_string (builder, "aud", client_id);
}

static void
add_id_times (CckPracticeContext     *context,
              const CckPracticeIssue *issue,
              JsonBuilder            *builder)
{
  gint64 now = cck_practice_context_now (context);
  gint64 auth_time = issue->grant->auth_time;

  if (does (context, CCK_PRACTICE_MISBEHAVE_EXPIRED))
    now -= context->access_lifetime + EXPIRED_SINCE;
  if (issue->code == NULL && does (context, CCK_PRACTICE_MISBEHAVE_REFRESH_AUTH_TIME))
    auth_time -= ANOTHER_AUTH_TIME;

  if (!does (context, CCK_PRACTICE_MISBEHAVE_NO_ISSUED_AT))
    cck_practice_json_add_int (builder, "iat", now);
  if (!does (context, CCK_PRACTICE_MISBEHAVE_NO_EXPIRY))
    cck_practice_json_add_int (builder, "exp", now + context->access_lifetime);
  cck_practice_json_add_int (builder, "auth_time", auth_time);
}

static void
add_id_nonce (CckPracticeContext     *context,
              const CckPracticeIssue *issue,
              JsonBuilder            *builder)
{
  const char *nonce = issue->grant->nonce;
  gboolean again = issue->code == NULL;
  gboolean wrong = does (context, again ? CCK_PRACTICE_MISBEHAVE_REFRESH_NONCE
                                        : CCK_PRACTICE_MISBEHAVE_NONCE);
  gboolean shown = again ? wrong || does (context, CCK_PRACTICE_MISBEHAVE_REFRESH_ID_TOKEN)
                         : !does (context, CCK_PRACTICE_MISBEHAVE_NO_NONCE);
  g_autofree char *altered = nonce != NULL ? cck_practice_tokens_dup_altered (nonce) : NULL;

  if (shown)
    cck_practice_json_add_string (builder, "nonce", wrong ? altered : nonce);
}

static void
add_id_hashes (CckPracticeContext     *context,
               const CckPracticeIssue *issue,
               const char             *access_token,
               JsonBuilder            *builder)
{
  CckPracticeAlgorithm algorithm = cck_practice_signing_get_algorithm (context, issue->client);
  g_autofree char *altered = cck_practice_tokens_dup_altered (access_token);
  g_autofree char *at_hash = cck_practice_keys_dup_half_hash (
    algorithm, does (context, CCK_PRACTICE_MISBEHAVE_AT_HASH) ? altered : access_token);

  cck_practice_json_add_string (builder, "at_hash", at_hash);
  /* OpenID Connect Core §3.1.3.6 has no c_hash for the code flow; one that is there must fit. */
  if (issue->code != NULL && does (context, CCK_PRACTICE_MISBEHAVE_C_HASH))
    {
      g_autofree char *other_code = cck_practice_tokens_dup_altered (issue->code);
      g_autofree char *c_hash = cck_practice_keys_dup_half_hash (algorithm, other_code);

      cck_practice_json_add_string (builder, "c_hash", c_hash);
    }
}

char *
cck_practice_tokens_dup_id (CckPracticeContext      *context,
                            const CckPracticeIssue  *issue,
                            const char              *access_token,
                            GError                 **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *payload = NULL;

  json_builder_begin_object (builder);
  add_id_parties (context, issue, builder);
  add_id_times (context, issue, builder);
  add_id_nonce (context, issue, builder);
  add_id_hashes (context, issue, access_token, builder);
  cck_practice_tokens_add_person (builder, issue->grant->person, issue->scope);
  json_builder_end_object (builder);
  payload = cck_practice_json_dup_text (builder);

  return cck_practice_signing_dup_id (context, issue->client, payload, error);
}
