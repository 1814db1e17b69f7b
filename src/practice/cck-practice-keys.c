/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-keys.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-jwks.h"
#include "cck-jwt.h"
#include "cck-practice-error.h"
#include "cck-signature.h"

struct _CckPracticeKeys
{
  CckJwk *current[CCK_PRACTICE_N_ALGORITHMS];
  CckJwk *before[CCK_PRACTICE_N_ALGORITHMS]; /* %NULL until the keys were rotated */
};

static const CckAlgorithm algorithms[CCK_PRACTICE_N_ALGORITHMS] = {
  [CCK_PRACTICE_RS256] = CCK_ALGORITHM_RS256,
  [CCK_PRACTICE_ES256] = CCK_ALGORITHM_ES256,
};

/* The public keys of RFC 7517 appendix A.1, which nobody here can sign with. */
static const char strangers[] =
  "{\"kty\":\"RSA\",\"use\":\"sig\",\"kid\":\"a-stranger\",\"e\":\"AQAB\",\"n\":"
  "\"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_"
  "BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-"
  "65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-"
  "bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw\"},"
  "{\"kty\":\"EC\",\"use\":\"sig\",\"kid\":\"another-stranger\",\"crv\":\"P-256\","
  "\"x\":\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\","
  "\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\"}";

CckPracticeKeys *
cck_practice_keys_generate (GError **error)
{
  g_autoptr (CckPracticeKeys) keys = g_new0 (CckPracticeKeys, 1);

  for (guint i = 0; i < CCK_PRACTICE_N_ALGORITHMS; i++)
    {
      g_autoptr (GError) cause = NULL;

      keys->current[i] = cck_jwk_generate (algorithms[i], &cause);
      if (keys->current[i] == NULL)
        {
          g_set_error (error, CCK_PRACTICE_ERROR, CCK_PRACTICE_ERROR_REPORT,
                       _("The practice provider could not make its signing keys: %s"),
                       cause->message);
          return NULL;
        }
    }

  return g_steal_pointer (&keys);
}

static void
generate_in_thread (GTask        *task,
                    gpointer      source_object,
                    gpointer      task_data,
                    GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  CckPracticeKeys *keys = cck_practice_keys_generate (&error);

  if (keys == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, keys, (GDestroyNotify) cck_practice_keys_free);
}

void
cck_practice_keys_generate_async (GObject             *source,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_source_tag (task, cck_practice_keys_generate_async);
  g_task_run_in_thread (task, generate_in_thread);
}

CckPracticeKeys *
cck_practice_keys_generate_finish (GAsyncResult  *result,
                                   GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
cck_practice_keys_free (CckPracticeKeys *keys)
{
  for (guint i = 0; i < CCK_PRACTICE_N_ALGORITHMS; i++)
    {
      g_clear_pointer (&keys->current[i], cck_jwk_unref);
      g_clear_pointer (&keys->before[i], cck_jwk_unref);
    }
  g_free (keys);
}

void
cck_practice_keys_follow (CckPracticeKeys *keys,
                          CckPracticeKeys *before)
{
  for (guint i = 0; i < CCK_PRACTICE_N_ALGORITHMS; i++)
    {
      g_clear_pointer (&keys->before[i], cck_jwk_unref);
      keys->before[i] = cck_jwk_ref (before->current[i]);
    }
}

const char *
cck_practice_algorithm_get_name (CckPracticeAlgorithm algorithm)
{
  return cck_algorithm_get_name (algorithms[algorithm]);
}

CckPracticeAlgorithm
cck_practice_algorithm_from_name (const char           *name,
                                  CckPracticeAlgorithm  fallback)
{
  for (guint i = 0; i < CCK_PRACTICE_N_ALGORITHMS; i++)
    if (g_strcmp0 (name, cck_algorithm_get_name (algorithms[i])) == 0)
      return (CckPracticeAlgorithm) i;

  return fallback;
}

static void
append_jwk (GString *jwks,
            CckJwk  *jwk)
{
  g_autofree char *json = jwk != NULL ? cck_jwk_to_json (jwk, FALSE) : NULL;

  if (json == NULL)
    return;
  if (!g_str_has_suffix (jwks->str, "["))
    g_string_append_c (jwks, ',');
  g_string_append (jwks, json);
}

char *
cck_practice_keys_dup_jwks (CckPracticeKeys    *keys,
                            CckPracticePublish  publish)
{
  GString *jwks = g_string_new ("{\"keys\":[");

  if (publish == CCK_PRACTICE_PUBLISH_STRANGERS)
    g_string_append (jwks, strangers);
  for (guint i = 0; i < CCK_PRACTICE_N_ALGORITHMS; i++)
    append_jwk (jwks, keys->current[i]);
  for (guint i = 0; publish != CCK_PRACTICE_PUBLISH_CURRENT && i < CCK_PRACTICE_N_ALGORITHMS; i++)
    append_jwk (jwks, keys->before[i]);

  g_string_append (jwks, "]}");
  return g_string_free (jwks, FALSE);
}

char *
cck_practice_keys_sign (CckPracticeKeys       *keys,
                        CckPracticeAlgorithm   algorithm,
                        const char            *type,
                        gboolean               with_kid,
                        const char            *payload,
                        GError               **error)
{
  CckJwk *jwk = keys->current[algorithm];
  g_autoptr (GError) cause = NULL;
  g_autofree char *kid = NULL;
  g_autofree char *header = NULL;
  char *token;

  /* The algorithm, the type and a thumbprint need no escaping. */
  kid = with_kid ? g_strdup_printf (",\"kid\":\"%s\"", cck_jwk_get_kid (jwk, NULL)) : NULL;
  header = g_strdup_printf ("{\"alg\":\"%s\",\"typ\":\"%s\"%s}",
                            cck_practice_algorithm_get_name (algorithm), type,
                            kid != NULL ? kid : "");
  token = cck_jwt_sign (header, payload, jwk, &cause);
  if (token == NULL)
    g_set_error (error, CCK_PRACTICE_ERROR, CCK_PRACTICE_ERROR_REPORT,
                 _("The practice provider could not sign: %s"), cause->message);

  return token;
}

char *
cck_practice_keys_mint (CckPracticeKeys  *keys,
                        const char       *claims,
                        GError          **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (CckJson) json = cck_json_parse (claims, strlen (claims), CCK_JSON_OBJECT, &cause);

  if (json == NULL)
    {
      g_set_error (error, CCK_PRACTICE_ERROR, CCK_PRACTICE_ERROR_CORRECT_CLAIMS,
                   _("The claims can’t be signed: %s"), cause->message);
      return NULL;
    }

  return cck_practice_keys_sign (keys, CCK_PRACTICE_RS256, "JWT", TRUE, claims, error);
}

char *
cck_practice_keys_dup_half_hash (CckPracticeAlgorithm  algorithm,
                                 const char           *text)
{
  return cck_signature_half_hash (algorithms[algorithm], NULL, text);
}

static gboolean
is_signed_by (CckJwt               *jwt,
              CckPracticeAlgorithm  algorithm,
              CckJwk               *jwk)
{
  gsize input_length;
  gsize signature_length;
  const char *input = cck_jwt_get_signing_input (jwt, &input_length);
  const guint8 *signature = cck_jwt_get_signature (jwt, &signature_length);

  return jwk != NULL &&
         g_strcmp0 (cck_jwt_get_alg (jwt), cck_practice_algorithm_get_name (algorithm)) == 0 &&
         g_strcmp0 (cck_jwt_get_kid (jwt), cck_jwk_get_kid (jwk, NULL)) == 0 &&
         cck_signature_verify (algorithms[algorithm], jwk, input, input_length,
                               signature, signature_length, NULL);
}

CckJwt *
cck_practice_keys_verify (CckPracticeKeys *keys,
                          const char      *type,
                          const char      *token)
{
  g_autoptr (CckJwt) jwt = cck_jwt_parse (token, -1, CCK_JWT_FLAGS_NONE, NULL);

  if (jwt == NULL || g_strcmp0 (cck_jwt_get_typ (jwt), type) != 0)
    return NULL;

  for (CckPracticeAlgorithm i = 0; i < CCK_PRACTICE_N_ALGORITHMS; i++)
    if (is_signed_by (jwt, i, keys->current[i]) || is_signed_by (jwt, i, keys->before[i]))
      return g_steal_pointer (&jwt);

  return NULL;
}
