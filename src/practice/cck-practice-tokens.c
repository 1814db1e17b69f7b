/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-tokens.h"

#include <string.h>

#include "cck-base64url.h"
#include "cck-practice-scope.h"

#define EXPIRED_SINCE (6 * 60)

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_number (JsonBuilder *builder,
            const char  *name,
            gint64       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
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

static char *
build (JsonBuilder *builder)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  return json_generator_to_data (generator, NULL);
}

char *
cck_practice_tokens_dup_access (CckPracticeContext  *context,
                                CckPracticeGrant    *grant,
                                const char          *scope,
                                GError             **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  gint64 now = cck_practice_context_now (context);
  gint64 expires = now + context->access_lifetime;
  g_autofree char *jti = cck_practice_grants_next_access (context->grants, grant, expires);
  g_autofree char *payload = NULL;

  /* RFC 9068 §2.2. The audience is this provider, whose userinfo is the one resource there is. */
  json_builder_begin_object (builder);
  add_string (builder, "iss", context->issuer);
  add_string (builder, "sub", grant->person->subject);
  add_string (builder, "aud", context->issuer);
  add_string (builder, "client_id", grant->client_id);
  add_string (builder, "scope", scope);
  add_string (builder, "jti", jti);
  add_number (builder, "iat", now);
  add_number (builder, "exp", expires);
  add_number (builder, "auth_time", grant->auth_time);
  payload = build (builder);

  return cck_practice_keys_sign (context->keys, CCK_PRACTICE_RS256, "at+jwt", payload, error);
}

void
cck_practice_tokens_add_person (JsonBuilder             *builder,
                                const CckPracticePerson *person,
                                const char              *scope)
{
  if (cck_practice_scope_contains (scope, "profile"))
    {
      add_string (builder, "name", person->name);
      add_string (builder, "given_name", person->given_name);
      add_string (builder, "family_name", person->family_name);
      add_string (builder, "preferred_username", person->username);
    }
  if (cck_practice_scope_contains (scope, "email"))
    {
      add_string (builder, "email", person->email);
      json_builder_set_member_name (builder, "email_verified");
      json_builder_add_boolean_value (builder, TRUE);
    }
}

/* Flips one bit in the middle of the signature, which stays well-formed. */
static char *
break_signature (const char *token)
{
  const char *signature = strrchr (token, '.') + 1;
  g_autoptr (GBytes) bytes = cck_base64url_decode (signature, strlen (signature), NULL);
  gsize length = 0;
  g_autofree guint8 *broken = NULL;
  g_autofree char *encoded = NULL;

  broken = g_memdup2 (g_bytes_get_data (bytes, &length), g_bytes_get_size (bytes));
  broken[length / 2] ^= 1;
  encoded = cck_base64url_encode (broken, length);
  return g_strdup_printf ("%.*s%s", (int) (signature - token), token, encoded);
}

/* @value, or another one where the provider misbehaves in this way. */
static void
add_or_alter (CckPracticeContext      *context,
              JsonBuilder             *builder,
              CckPracticeMisbehaviour  kind,
              const char              *name,
              const char              *value)
{
  g_autofree char *altered = cck_practice_tokens_dup_altered (value);

  add_string (builder, name, cck_practice_context_misbehaves (context, kind) ? altered : value);
}

static void
add_id_times (CckPracticeContext *context,
              CckPracticeGrant   *grant,
              JsonBuilder        *builder)
{
  gint64 now = cck_practice_context_now (context);

  if (cck_practice_context_misbehaves (context, CCK_PRACTICE_MISBEHAVE_EXPIRED))
    now -= context->access_lifetime + EXPIRED_SINCE;

  add_number (builder, "iat", now);
  add_number (builder, "exp", now + context->access_lifetime);
  add_number (builder, "auth_time", grant->auth_time);
}

char *
cck_practice_tokens_dup_id (CckPracticeContext  *context,
                            CckPracticeGrant    *grant,
                            const char          *access_token,
                            const char          *scope,
                            gboolean             first,
                            GError             **error)
{
  CckPracticeAlgorithm algorithm = context->id_token_algorithm;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *at_hash = cck_practice_keys_dup_half_hash (algorithm, access_token);
  g_autofree char *payload = NULL;
  g_autofree char *token = NULL;

  json_builder_begin_object (builder);
  add_or_alter (context, builder, CCK_PRACTICE_MISBEHAVE_ISSUER, "iss", context->issuer);
  add_string (builder, "sub", grant->person->subject);
  add_or_alter (context, builder, CCK_PRACTICE_MISBEHAVE_AUDIENCE, "aud", grant->client_id);
  add_id_times (context, grant, builder);
  if (first && grant->nonce != NULL)
    add_or_alter (context, builder, CCK_PRACTICE_MISBEHAVE_NONCE, "nonce", grant->nonce);
  add_string (builder, "at_hash", at_hash);
  cck_practice_tokens_add_person (builder, grant->person, scope);
  payload = build (builder);

  token = cck_practice_keys_sign (context->keys, algorithm, "JWT", payload, error);
  if (token != NULL && cck_practice_context_misbehaves (context, CCK_PRACTICE_MISBEHAVE_SIGNATURE))
    return break_signature (token);

  return g_steal_pointer (&token);
}
