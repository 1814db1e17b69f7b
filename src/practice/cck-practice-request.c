/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-request.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-practice-scope.h"

/* SHA-256 in Base64URL (RFC 7636 §4.2). */
#define CHALLENGE_LENGTH 43
#define LONGEST_CLIENT_ID 256
#define LONGEST_REDIRECT_URI 2048
#define LONGEST_VALUE 2048

static gboolean
is_visible_ascii (const char *text)
{
  for (; *text != '\0'; text++)
    if (*text <= ' ' || *text > '~')
      return FALSE;

  return TRUE;
}

gboolean
cck_practice_request_is_loopback_uri (const char *uri)
{
  g_autoptr (GUri) parsed = NULL;

  if (strlen (uri) > LONGEST_REDIRECT_URI || !is_visible_ascii (uri))
    return FALSE;
  if (!g_str_has_prefix (uri, "http://127.0.0.1") && !g_str_has_prefix (uri, "http://[::1]"))
    return FALSE;

  parsed = g_uri_parse (uri, G_URI_FLAGS_ENCODED, NULL);
  if (parsed == NULL || g_uri_get_userinfo (parsed) != NULL || g_uri_get_fragment (parsed) != NULL)
    return FALSE;

  return g_strcmp0 (g_uri_get_host (parsed), "127.0.0.1") == 0 ||
         g_strcmp0 (g_uri_get_host (parsed), "::1") == 0;
}

static gboolean
is_challenge (const char *text)
{
  if (strlen (text) != CHALLENGE_LENGTH)
    return FALSE;

  for (; *text != '\0'; text++)
    if (!g_ascii_isalnum (*text) && *text != '-' && *text != '_')
      return FALSE;

  return TRUE;
}

static gboolean
has_long_value (CckPracticeForm *form)
{
  static const char *const names[] = { "state", "nonce", "scope", "login_hint" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = cck_practice_form_get (form, names[i]);

      if (value != NULL && strlen (value) > LONGEST_VALUE)
        return TRUE;
    }

  return FALSE;
}

/* What prompt asks for. Every authorization shows who can sign in and what they allow, so `login`,
 * `consent` and `select_account` are always met, and so is max_age: the sign-in is always fresh. */
static const char *
check_prompt (CckPracticeForm  *form,
              const char      **description)
{
  static const char *const known[] = { "login", "consent", "select_account", NULL };
  const char *prompt = cck_practice_form_get (form, "prompt");
  g_auto (GStrv) words = g_strsplit (prompt != NULL ? prompt : "", " ", -1);

  if (prompt == NULL)
    return NULL;

  if (g_str_equal (prompt, "none"))
    {
      /* OpenID Connect Core §3.1.2.6 */
      *description =
        "Nobody stays signed in at the practice provider, so prompt=none cannot be met";
      return "login_required";
    }

  for (guint i = 0; words[i] != NULL; i++)
    if (!g_strv_contains (known, words[i]))
      {
        *description = "prompt has a word that is not known, or none together with another";
        return "invalid_request";
      }

  return NULL;
}

static const char *
check_max_age (CckPracticeForm  *form,
               const char      **description)
{
  const char *max_age = cck_practice_form_get (form, "max_age");

  if (max_age == NULL || g_ascii_string_to_unsigned (max_age, 10, 0, G_MAXINT64, NULL, NULL))
    return NULL;

  *description = "max_age is not a number of seconds";
  return "invalid_request";
}

/* RFC 7636 §4.4.1, and RFC 9700 §2.1.1: no code without PKCE, and S256 only. */
static const char *
check_pkce (CckPracticeForm  *form,
            const char      **description)
{
  const char *challenge = cck_practice_form_get (form, "code_challenge");
  const char *method = cck_practice_form_get (form, "code_challenge_method");

  if (challenge == NULL)
    *description = "code_challenge is missing: PKCE is required";
  else if (g_strcmp0 (method, "S256") != 0)
    *description = "code_challenge_method is not S256, the only method here";
  else if (!is_challenge (challenge))
    *description = "code_challenge is not 43 characters of Base64URL";
  else
    return NULL;

  return "invalid_request";
}

static const char *
check_response (CckPracticeForm  *form,
                const char      **description)
{
  const char *response_type = cck_practice_form_get (form, "response_type");
  const char *response_mode = cck_practice_form_get (form, "response_mode");

  if (response_type == NULL)
    {
      *description = "response_type is missing";
      return "invalid_request";
    }
  if (!g_str_equal (response_type, "code"))
    {
      *description = "response_type is not code, the only one here";
      return "unsupported_response_type";
    }
  if (response_mode != NULL && !g_str_equal (response_mode, "query"))
    {
      *description = "response_mode is not query, the only one here";
      return "invalid_request";
    }

  return NULL;
}

static const char *
check_objects (CckPracticeForm  *form,
               const char      **description)
{
  if (cck_practice_form_get (form, "request") != NULL)
    {
      *description = "request objects are not supported";
      return "request_not_supported";
    }
  if (cck_practice_form_get (form, "request_uri") != NULL)
    {
      *description = "request_uri is not supported";
      return "request_uri_not_supported";
    }

  return NULL;
}

static const char *
check_values (CckPracticeForm  *form,
              const char      **description)
{
  if (cck_practice_form_has_repeated (form))
    *description = "a parameter came more than once";
  else if (has_long_value (form))
    *description = "a parameter is longer than 2048 bytes";
  else
    return NULL;

  return "invalid_request";
}

typedef const char *(*Check) (CckPracticeForm  *form,
                              const char      **description);

static void
check_request (CckPracticeRequest *request,
               CckPracticeForm    *form)
{
  static const Check checks[] = {
    check_values, check_objects, check_response, check_pkce, check_prompt, check_max_age,
  };

  for (guint i = 0; i < G_N_ELEMENTS (checks) && request->error == NULL; i++)
    request->error = checks[i] (form, &request->error_description);

  if (request->error == NULL && request->scope == NULL)
    {
      request->error = "invalid_scope";
      request->error_description = "no scope that is asked for is known here";
    }
}

CckPracticeRequest *
cck_practice_request_parse (CckPracticeForm  *form,
                            const char      **problem)
{
  g_autoptr (CckPracticeRequest) request = g_new0 (CckPracticeRequest, 1);
  const char *client_id = cck_practice_form_get (form, "client_id");
  const char *redirect_uri = cck_practice_form_get (form, "redirect_uri");

  if (client_id == NULL || cck_practice_form_is_repeated (form, "client_id") ||
      strlen (client_id) > LONGEST_CLIENT_ID)
    {
      *problem = _("The application did not say which client it is.");
      return NULL;
    }
  if (redirect_uri == NULL || cck_practice_form_is_repeated (form, "redirect_uri"))
    {
      *problem = _("The application did not say where to go back to.");
      return NULL;
    }
  if (!cck_practice_request_is_loopback_uri (redirect_uri))
    {
      *problem = _("The application wants the answer at an address that is not on this computer. "
                   "The practice provider answers at http://127.0.0.1 and http://[::1] only.");
      return NULL;
    }

  request->client_id = g_strdup (client_id);
  request->redirect_uri = g_strdup (redirect_uri);
  request->state = g_strdup (cck_practice_form_get (form, "state"));
  request->nonce = g_strdup (cck_practice_form_get (form, "nonce"));
  request->scope = cck_practice_scope_grant (cck_practice_form_get (form, "scope"));
  request->code_challenge = g_strdup (cck_practice_form_get (form, "code_challenge"));
  request->login_hint = g_strdup (cck_practice_form_get (form, "login_hint"));
  check_request (request, form);

  return g_steal_pointer (&request);
}

void
cck_practice_request_free (CckPracticeRequest *request)
{
  g_free (request->client_id);
  g_free (request->redirect_uri);
  g_free (request->state);
  g_free (request->nonce);
  g_free (request->scope);
  g_free (request->code_challenge);
  g_free (request->login_hint);
  g_free (request);
}
