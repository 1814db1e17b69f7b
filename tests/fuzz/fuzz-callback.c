/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The callback's query. "{state}" in an input stands for the state of the transaction, which is
 * another at each run: what an attacker does not know, and what a provider sends back. */

#include "fuzz.h"

#include <string.h>

#include "cck-authorization.h"
#include "cck-oauth-error.h"
#include "cck-query.h"
#include "cck-sensitive.h"

#define ISSUER "https://issuer.example"
#define REDIRECT "http://127.0.0.1:40123/callback"
#define PLACE "{state}"

static CckMetadata *
metadata (void)
{
  static const char document[] =
      "{\"issuer\":\"" ISSUER "\",\"authorization_endpoint\":\"" ISSUER "/authorize\","
      "\"token_endpoint\":\"" ISSUER "/token\",\"jwks_uri\":\"" ISSUER "/jwks\","
      "\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],"
      "\"id_token_signing_alg_values_supported\":[\"RS256\"],"
      "\"code_challenge_methods_supported\":[\"S256\"],"
      "\"authorization_response_iss_parameter_supported\":true}";
  static CckMetadata *self;

  if (self == NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (document, strlen (document));

      self = cck_metadata_parse (bytes, ISSUER, CCK_HTTP_NONE, NULL);
    }
  FUZZ_CHECK (self != NULL);
  return self;
}

static char *
find_state (CckAuthorization *authorization)
{
  g_autofree char *uri = cck_authorization_dup_uri (authorization);
  g_autoptr (CckQuery) query = cck_query_new (strchr (uri, '?') + 1);

  FUZZ_CHECK (cck_query_count (query, "state") == 1);
  return g_strdup (cck_query_get (query, "state"));
}

static void
is_rightly_taken (CckAuthorizationResponse *response,
                  const char               *state,
                  const char               *text)
{
  g_autoptr (CckQuery) query = cck_query_new (text);
  g_autoptr (CckSensitive) code = cck_authorization_response_take_code (response);

  FUZZ_CHECK (cck_query_is_sound (query));
  FUZZ_CHECK (cck_query_count (query, "state") == 1 && cck_query_count (query, "code") == 1);
  FUZZ_CHECK (strcmp (cck_query_get (query, "state"), state) == 0);
  FUZZ_CHECK (g_strcmp0 (cck_query_get (query, "iss"), ISSUER) == 0);
  FUZZ_CHECK (cck_query_get (query, "error") == NULL);
  FUZZ_CHECK (code != NULL && code[0] != '\0');
  FUZZ_CHECK (strcmp (code, cck_query_get (query, "code")) == 0);
  FUZZ_CHECK (cck_authorization_response_take_code (response) == NULL);
}

/* A code that an error shows is a code in somebody's log. The seeds' codes have this beginning; the
 * other parameters may hold the same text, and iss and the error's words are shown. */
static void
says_no_secret (const GError *error,
                const char   *state,
                const char   *text)
{
  g_autoptr (CckQuery) query = cck_query_new (text);
  const char *code = cck_query_get (query, "code");

  FUZZ_CHECK (g_utf8_validate (error->message, -1, NULL));
  if (cck_query_get (query, "iss") != NULL || cck_query_get (query, "error") != NULL)
    return;
  FUZZ_CHECK (strstr (error->message, state) == NULL);
  if (code != NULL && g_str_has_prefix (code, "secret-"))
    FUZZ_CHECK (strstr (error->message, code) == NULL);
}

static void
answer (const char *template,
        gboolean    pasted)
{
  g_autoptr (CckAuthorization) authorization =
      cck_authorization_new (metadata (), "client", REDIRECT, "openid profile", NULL);
  g_autofree char *state = find_state (authorization);
  g_autoptr (GString) query = g_string_new (template);
  g_autoptr (GString) address = NULL;
  g_autoptr (CckAuthorizationResponse) response = NULL;
  g_autoptr (GError) error = NULL;

  g_string_replace (query, PLACE, state, 0);
  address = g_string_new (REDIRECT "?");
  g_string_append (address, query->str);
  response = pasted ? cck_authorization_parse_pasted (authorization, address->str, &error)
                    : cck_authorization_parse_response (authorization, query->str, &error);
  FUZZ_CHECK_ERROR (response, error);
  /* Only what is not ours lets it go on listening. */
  FUZZ_CHECK (cck_authorization_is_open (authorization) ==
              g_error_matches (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_ANSWER_NOT_OURS));
  if (error != NULL)
    says_no_secret (error, state, query->str);
  else if (!pasted)
    is_rightly_taken (response, state, query->str);
  if (response != NULL)
    {
      g_autoptr (CckAuthorizationResponse) second =
          cck_authorization_parse_response (authorization, query->str, NULL);

      FUZZ_CHECK (second == NULL);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);

  answer (text, FALSE);
  answer (text, TRUE);
  return 0;
}
