/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-client-auth.h"

#include <gnutls/gnutls.h>
#include <string.h>

#include "cck-practice-answer.h"

#define ASSERTION_TYPE "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
/* Seconds: how far an assertion may reach into the future, and how far clocks may differ. */
#define LONGEST_ASSERTION (60 * 60)
#define LEEWAY 60
#define LONGEST_ID 256

/* What a request brings to show who sent it. */
typedef struct
{
  CckPracticeAuthMethod method;
  char *client_id;
  char *secret;      /* nullable */
  CckJwt *assertion; /* nullable */
  const char *problem;
  const char *error; /* the word for @problem */
} Credentials;

static void
credentials_clear (Credentials *credentials)
{
  g_free (credentials->client_id);
  g_free (credentials->secret);
  g_clear_pointer (&credentials->assertion, cck_jwt_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Credentials, credentials_clear)

static void
set_problem (Credentials *credentials,
             const char  *error,
             const char  *problem)
{
  credentials->error = error;
  credentials->problem = problem;
}

static char *
dup_form_decoded (const char *text)
{
  g_autofree char *spaced = g_strdelimit (g_strdup (text), "+", ' ');

  return g_uri_unescape_string (spaced, NULL);
}

/* RFC 6749 §2.3.1: both halves are form-encoded before they are joined. */
static void
read_basic (Credentials *credentials,
            const char  *header)
{
  g_autofree char *joined = NULL;
  gsize length = 0;
  char *colon;

  credentials->method = CCK_PRACTICE_AUTH_BASIC;
  if (g_ascii_strncasecmp (header, "Basic ", 6) == 0)
    joined = (char *) g_base64_decode (header + 6, &length);
  colon = joined != NULL ? memchr (joined, ':', length) : NULL;
  if (colon == NULL || !g_utf8_validate (joined, (gssize) length, NULL))
    {
      set_problem (credentials, "invalid_client", "the Authorization header is no Basic one");
      return;
    }

  *colon = '\0';
  credentials->client_id = dup_form_decoded (joined);
  credentials->secret = dup_form_decoded (colon + 1);
  if (credentials->client_id == NULL || credentials->secret == NULL)
    set_problem (credentials, "invalid_client", "client id and secret are not form-encoded");
}

/* RFC 7523 §2.2 */
static void
read_assertion (Credentials *credentials,
                const char  *type,
                const char  *assertion)
{
  const char *subject;

  if (g_strcmp0 (type, ASSERTION_TYPE) != 0)
    {
      set_problem (credentials, "invalid_client", "client_assertion_type is not jwt-bearer");
      return;
    }

  credentials->assertion = cck_jwt_parse (assertion, -1, CCK_JWT_FLAGS_NONE, NULL);
  subject = credentials->assertion != NULL
              ? cck_json_get_string (cck_jwt_get_claim (credentials->assertion, "sub"), NULL)
              : NULL;
  if (subject == NULL)
    {
      set_problem (credentials, "invalid_client", "client_assertion is no signed token with a sub");
      return;
    }

  credentials->client_id = g_strdup (subject);
  credentials->method =
    cck_algorithm_is_symmetric (cck_algorithm_from_name (cck_jwt_get_alg (credentials->assertion)))
      ? CCK_PRACTICE_AUTH_SECRET_JWT : CCK_PRACTICE_AUTH_KEY_JWT;
}

static void
check_client_id (Credentials     *credentials,
                 CckPracticeForm *form)
{
  const char *client_id = cck_practice_form_get (form, "client_id");

  if (credentials->problem != NULL)
    return;
  if (credentials->client_id == NULL)
    credentials->client_id = g_strdup (client_id);

  if (credentials->client_id == NULL)
    set_problem (credentials, "invalid_request", "client_id is missing");
  else if (strlen (credentials->client_id) > LONGEST_ID)
    set_problem (credentials, "invalid_client", "the client id is too long");
  else if (client_id != NULL && !g_str_equal (client_id, credentials->client_id))
    set_problem (credentials, "invalid_request", "client_id names another client");
}

static void
read_credentials (Credentials       *credentials,
                  SoupServerMessage *message,
                  CckPracticeForm   *form)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *header = soup_message_headers_get_one (headers, "Authorization");
  const char *secret = cck_practice_form_get (form, "client_secret");
  const char *assertion = cck_practice_form_get (form, "client_assertion");

  if (cck_practice_form_has_repeated (form))
    set_problem (credentials, "invalid_request", "a parameter came more than once");
  /* RFC 6749 §2.3: not more than one method in a request. */
  else if ((header != NULL) + (secret != NULL) + (assertion != NULL) > 1)
    set_problem (credentials, "invalid_request", "the client authenticates in more than one way");
  else if (header != NULL)
    read_basic (credentials, header);
  else if (assertion != NULL)
    read_assertion (credentials, cck_practice_form_get (form, "client_assertion_type"), assertion);
  else if (secret != NULL)
    {
      credentials->method = CCK_PRACTICE_AUTH_POST;
      credentials->secret = g_strdup (secret);
    }

  check_client_id (credentials, form);
}

/* RFC 7523 §3 (3), RFC 9126 §2: our issuer, the token endpoint or the endpoint that was asked. */
static gboolean
is_for_us (CckPracticeContext *context,
           SoupServerMessage  *message,
           CckJwt             *assertion)
{
  const CckJsonValue *audience = cck_jwt_get_claim (assertion, "aud");
  g_autofree char *token = g_strconcat (context->issuer, "/token", NULL);
  g_autofree char *here = g_strconcat (
    context->issuer, g_uri_get_path (soup_server_message_get_uri (message)), NULL);
  const char *names[] = { context->issuer, token, here };
  const CckJsonValue *item;
  CckJsonIter iter;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (cck_json_equals (audience, names[i]))
        return TRUE;
      cck_json_iter_init (&iter, audience);
      while (cck_json_iter_next (&iter, NULL, NULL, &item))
        if (cck_json_equals (item, names[i]))
          return TRUE;
    }

  return FALSE;
}

/* What is wrong with an assertion (RFC 7523 §3, OpenID Connect Core §9), or %NULL. */
static const char *
check_assertion (CckPracticeContext *context,
                 SoupServerMessage  *message,
                 CckPracticeClient  *client,
                 CckJwt             *assertion)
{
  gint64 now = cck_practice_context_now (context);
  const char *jti = cck_json_get_string (cck_jwt_get_claim (assertion, "jti"), NULL);
  gint64 expires = 0;
  gint64 time = 0;

  if (!cck_practice_client_signed (client, assertion))
    return "the key or secret that is registered did not sign client_assertion";
  if (!cck_json_equals (cck_jwt_get_claim (assertion, "iss"), client->id))
    return "iss of client_assertion is not the client";
  if (!is_for_us (context, message, assertion))
    return "aud of client_assertion is neither the issuer nor this endpoint";
  if (!cck_jwt_get_time (assertion, "exp", &expires) || expires + LEEWAY <= now ||
      expires > now + LONGEST_ASSERTION)
    return "exp of client_assertion is missing, over or more than an hour away";
  if (cck_jwt_get_time (assertion, "nbf", &time) && time > now + LEEWAY)
    return "nbf of client_assertion is in the future";
  if (cck_jwt_get_time (assertion, "iat", &time) && time > now + LEEWAY)
    return "iat of client_assertion is in the future";
  if (jti == NULL || !cck_practice_once_use (context->once, client->id, jti))
    return "jti of client_assertion is missing or was used before";

  return NULL;
}

static gboolean
is_same_secret (const char *a,
                const char *b)
{
  gsize length = strlen (a);

  return length == strlen (b) && gnutls_memcmp (a, b, length) == 0;
}

static const char *
check_credentials (CckPracticeContext *context,
                   SoupServerMessage  *message,
                   CckPracticeClient  *client,
                   const Credentials  *credentials)
{
  if (credentials->method != client->method)
    return cck_practice_client_is_confidential (client)
             ? "the client authenticates in another way than is registered"
             : "the client is public and has no secret: send client_id in the body";
  if (credentials->secret != NULL && !is_same_secret (credentials->secret, client->secret))
    return "the client secret is another";

  return credentials->assertion != NULL
           ? check_assertion (context, message, client, credentials->assertion) : NULL;
}

static void
answer_problem (SoupServerMessage *message,
                const char        *error,
                const char        *problem)
{
  SoupMessageHeaders *asked = soup_server_message_get_request_headers (message);

  /* RFC 6749 §5.2: who tries to authenticate in a header is told how in a header. */
  if (soup_message_headers_get_one (asked, "Authorization") == NULL ||
      !g_str_equal (error, "invalid_client"))
    {
      cck_practice_answer_error (message, SOUP_STATUS_BAD_REQUEST, error, problem);
      return;
    }

  cck_practice_answer_error (message, SOUP_STATUS_UNAUTHORIZED, error, problem);
  soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                "WWW-Authenticate", "Basic realm=\"practice\"");
}

CckPracticeClient *
cck_practice_client_authenticate (CckPracticeContext *context,
                                  SoupServerMessage  *message,
                                  CckPracticeForm    *form)
{
  g_auto (Credentials) credentials = { 0 };
  g_autoptr (CckPracticeClient) client = NULL;
  const char *problem;

  read_credentials (&credentials, message, form);
  if (credentials.problem != NULL)
    {
      answer_problem (message, credentials.error, credentials.problem);
      return NULL;
    }

  client = cck_practice_clients_find (context->clients, credentials.client_id);
  problem = client == NULL ? "the client is not registered any more"
                           : check_credentials (context, message, client, &credentials);
  if (problem != NULL)
    {
      answer_problem (message, "invalid_client", problem);
      return NULL;
    }

  return g_steal_pointer (&client);
}
