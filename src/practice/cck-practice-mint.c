/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-mint.h"

#include <glib/gi18n-lib.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <string.h>

#include "cck-base64url.h"
#include "cck-jwt.h"
#include "cck-practice-error.h"
#include "cck-practice-json.h"

#define LONGEST_MAC 64

static gboolean
check_claims (const char  *claims,
              GError     **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (CckJson) json = cck_json_parse (claims, strlen (claims), CCK_JSON_OBJECT, &cause);

  if (json == NULL)
    g_set_error (error, CCK_PRACTICE_ERROR, CCK_PRACTICE_ERROR_CORRECT_CLAIMS,
                 _("The claims can’t be signed: %s"), cause->message);

  return json != NULL;
}

/* A fresh key for @algorithm. For HS256 to HS512 it is a secret that is as long as the hash. */
static CckJwk *
make_key (CckAlgorithm   algorithm,
          GError       **error)
{
  g_autoptr (GError) cause = NULL;
  guint8 secret[LONGEST_MAC];
  CckJwk *jwk;

  if (!cck_algorithm_is_symmetric (algorithm))
    jwk = cck_jwk_generate (algorithm, &cause);
  else if (gnutls_rnd (GNUTLS_RND_KEY, secret, sizeof secret) == GNUTLS_E_SUCCESS)
    jwk = cck_jwk_new_secret (secret, sizeof secret);
  else
    jwk = NULL;
  gnutls_memset (secret, 0, sizeof secret);

  if (jwk == NULL)
    g_set_error (error, CCK_PRACTICE_ERROR, CCK_PRACTICE_ERROR_REPORT,
                 _("The practice provider could not make its signing keys: %s"),
                 cause != NULL ? cause->message : "");
  return jwk;
}

static char *
dup_header (const CckPracticeMint *mint,
            const char            *alg,
            CckJwk                *jwk)
{
  const char *typ = mint->typ != NULL ? mint->typ : "JWT";
  const char *own = jwk != NULL ? cck_jwk_get_kid (jwk, NULL) : NULL;
  const char *kid = mint->kid != NULL ? mint->kid : own;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  cck_practice_json_add_string (builder, "alg", alg);
  cck_practice_json_add_string (builder, "typ", *typ != '\0' ? typ : NULL);
  cck_practice_json_add_string (builder, "kid", kid != NULL && *kid != '\0' ? kid : NULL);
  json_builder_end_object (builder);
  return cck_practice_json_dup_text (builder);
}

/* RFC 7519 §6 */
static char *
dup_unsigned (const char *header,
              const char *claims)
{
  g_autofree char *first = cck_base64url_encode (header, strlen (header));
  g_autofree char *second = cck_base64url_encode (claims, strlen (claims));

  return g_strconcat (first, ".", second, ".", NULL);
}

/* The public key, under the name that the token calls it by. */
static char *
dup_jwks (const CckPracticeMint *mint,
          CckJwk                *jwk)
{
  g_autofree char *text = cck_jwk_to_json (jwk, FALSE);
  g_autoptr (CckJson) json = text != NULL ? cck_json_parse (text, strlen (text), 0, NULL) : NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *named = NULL;
  const CckJsonValue *value;
  const char *name;
  CckJsonIter iter;

  if (json == NULL)
    return NULL;

  json_builder_begin_object (builder);
  cck_json_iter_init (&iter, cck_json_get_root (json));
  while (cck_json_iter_next (&iter, &name, NULL, &value))
    if (mint->kid == NULL || !g_str_equal (name, "kid"))
      cck_practice_json_add_string (builder, name, cck_json_get_string (value, NULL));
  if (mint->kid != NULL && *mint->kid != '\0')
    cck_practice_json_add_string (builder, "kid", mint->kid);
  json_builder_end_object (builder);

  named = cck_practice_json_dup_text (builder);
  return g_strconcat ("{\"keys\":[", named, "]}", NULL);
}

char *
cck_practice_mint (const CckPracticeMint  *mint,
                   char                  **jwks,
                   GError                **error)
{
  const char *alg = mint->alg != NULL ? mint->alg : "RS256";
  CckAlgorithm algorithm = cck_algorithm_from_name (alg);
  g_autoptr (CckJwk) jwk = mint->key != NULL ? cck_jwk_ref (mint->key) : NULL;
  g_autoptr (GError) cause = NULL;
  g_autofree char *header = NULL;
  char *token;

  if (jwks != NULL)
    *jwks = NULL;
  if (!check_claims (mint->claims, error))
    return NULL;
  if (g_str_equal (alg, "none"))
    {
      header = dup_header (mint, alg, NULL);
      return dup_unsigned (header, mint->claims);
    }
  if (algorithm == CCK_ALGORITHM_UNKNOWN)
    {
      g_set_error (error, CCK_PRACTICE_ERROR, CCK_PRACTICE_ERROR_CORRECT_CLAIMS,
                   _("“%s” is no algorithm that can sign here. Choose one such as RS256 or ES256."),
                   alg);
      return NULL;
    }

  if (jwk == NULL)
    jwk = make_key (algorithm, error);
  if (jwk == NULL)
    return NULL;

  header = dup_header (mint, alg, jwk);
  token = cck_jwt_sign (header, mint->claims, jwk, &cause);
  if (token == NULL)
    g_set_error (error, CCK_PRACTICE_ERROR, CCK_PRACTICE_ERROR_CORRECT_CLAIMS,
                 _("The claims can’t be signed: %s"), cause->message);
  else if (jwks != NULL)
    *jwks = dup_jwks (mint, jwk);

  return token;
}
