/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-token-answer.h"

#include "cck-practice-answer.h"
#include "cck-practice-json.h"
#include "cck-practice-scope.h"

static gboolean
does (CckPracticeContext      *context,
      CckPracticeMisbehaviour  kind)
{
  return cck_practice_context_misbehaves (context, kind);
}

void
cck_practice_token_refuse (SoupServerMessage *message,
                           const char        *error,
                           const char        *description)
{
  cck_practice_answer_error (message, SOUP_STATUS_BAD_REQUEST, error, description);
}

static void
add_kind (CckPracticeContext *context,
          JsonBuilder        *builder,
          gboolean            bound)
{
  const char *type = bound ? "DPoP" : "Bearer";

  if (does (context, CCK_PRACTICE_MISBEHAVE_TOKEN_TYPE_CASE))
    type = bound ? "dPOP" : "bEARER";
  if (does (context, CCK_PRACTICE_MISBEHAVE_TOKEN_TYPE))
    type = "practice_unknown";
  cck_practice_json_add_string (builder, "token_type", type);

  if (does (context, CCK_PRACTICE_MISBEHAVE_NO_EXPIRES_IN))
    return;
  if (does (context, CCK_PRACTICE_MISBEHAVE_EXPIRES_IN_TEXT))
    {
      g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, context->access_lifetime);

      cck_practice_json_add_string (builder, "expires_in", digits);
      return;
    }

  cck_practice_json_add_int (builder, "expires_in", context->access_lifetime);
}

static void
add_refresh_token (CckPracticeContext     *context,
                   const CckPracticeIssue *issue,
                   JsonBuilder            *builder)
{
  gint64 expires = cck_practice_context_now (context) + context->refresh_lifetime;
  gboolean again = issue->code == NULL && issue->grant->refresh_serial > 0;
  g_autofree char *token = NULL;

  if (again && (does (context, CCK_PRACTICE_MISBEHAVE_NO_ROTATION) ||
                does (context, CCK_PRACTICE_MISBEHAVE_NO_REFRESH_TOKEN)))
    token = cck_practice_grants_same_refresh (context->grants, issue->grant, expires);
  else
    token = cck_practice_grants_next_refresh (context->grants, issue->grant, expires);

  if (!again || !does (context, CCK_PRACTICE_MISBEHAVE_NO_REFRESH_TOKEN))
    cck_practice_json_add_string (builder, "refresh_token", token);
}

static gboolean
has_id_token (CckPracticeContext     *context,
              const CckPracticeIssue *issue)
{
  if (issue->grant->person == NULL || !cck_practice_scope_contains (issue->scope, "openid"))
    return FALSE;

  return !does (context, issue->code != NULL ? CCK_PRACTICE_MISBEHAVE_NO_ID_TOKEN
                                             : CCK_PRACTICE_MISBEHAVE_REFRESH_NO_ID_TOKEN);
}

static void
answer_failure (SoupServerMessage *message)
{
  cck_practice_answer_error (message, SOUP_STATUS_INTERNAL_SERVER_ERROR, "server_error",
                             "the tokens could not be signed");
}

void
cck_practice_token_answer (CckPracticeContext     *context,
                           SoupServerMessage      *message,
                           const CckPracticeIssue *issue,
                           gboolean                refreshable)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *access = cck_practice_tokens_dup_access (context, issue, NULL);
  g_autofree char *id = NULL;
  gboolean wants_id = has_id_token (context, issue);

  if (access != NULL && wants_id)
    id = cck_practice_tokens_dup_id (context, issue, access, NULL);
  if (access == NULL || (wants_id && id == NULL))
    {
      answer_failure (message);
      return;
    }

  json_builder_begin_object (builder);
  cck_practice_json_add_string (builder, "access_token", access);
  add_kind (context, builder, issue->jkt != NULL);
  /* To every client, whether or not it has offline_access: OpenID Connect Core §11 allows it, and a
   * native app has no other way to stay signed in. */
  if (refreshable)
    add_refresh_token (context, issue, builder);
  cck_practice_json_add_string (builder, "scope", issue->scope);
  cck_practice_json_add_string (builder, "id_token", id);
  json_builder_end_object (builder);
  cck_practice_answer_json (message, SOUP_STATUS_OK, builder);
}

void
cck_practice_token_answer_issued (CckPracticeContext     *context,
                                  SoupServerMessage      *message,
                                  const CckPracticeIssue *issue,
                                  const char             *issued_type)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *access = cck_practice_tokens_dup_access (context, issue, NULL);

  if (access == NULL)
    {
      answer_failure (message);
      return;
    }

  json_builder_begin_object (builder);
  cck_practice_json_add_string (builder, "access_token", access);
  cck_practice_json_add_string (builder, "issued_token_type", issued_type);
  add_kind (context, builder, issue->jkt != NULL);
  cck_practice_json_add_string (builder, "scope", issue->scope);
  json_builder_end_object (builder);
  cck_practice_answer_json (message, SOUP_STATUS_OK, builder);
}

const char * const *
cck_practice_token_get_audiences (SoupServerMessage      *message,
                                  CckPracticeForm        *form,
                                  const CckPracticeGrant *grant)
{
  const char * const *asked = cck_practice_form_get_all (form, "resource");
  const char * const *granted = (const char * const *) grant->resources;

  if (asked[0] == NULL)
    return granted;

  for (guint i = 0; asked[i] != NULL; i++)
    if (!g_strv_contains (granted, asked[i]))
      {
        cck_practice_token_refuse (message, "invalid_target",
                                   "resource was not part of the authorization request");
        return NULL;
      }

  return asked;
}
