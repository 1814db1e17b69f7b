/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-request.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-practice-context.h"
#include "cck-practice-request-object.h"
#include "cck-practice-scope.h"

/* SHA-256 in Base64URL (RFC 7636 §4.2). */
#define CHALLENGE_LENGTH 43
#define LONGEST_CLIENT_ID 256
#define LONGEST_REDIRECT_URI 2048
#define LONGEST_VALUE 2048
#define LONGEST_RESOURCE 512
#define MOST_RESOURCES 8

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
  if (response_mode != NULL && !g_str_equal (response_mode, "query") &&
      !g_str_equal (response_mode, "form_post"))
    {
      *description = "response_mode is neither query nor form_post";
      return "invalid_request";
    }

  return NULL;
}

static const char *
check_dpop_jkt (CckPracticeForm  *form,
                const char      **description)
{
  const char *thumbprint = cck_practice_form_get (form, "dpop_jkt");

  if (thumbprint == NULL || is_challenge (thumbprint))
    return NULL;

  *description = "dpop_jkt is not 43 characters of Base64URL";
  return "invalid_request";
}

/* RFC 8707 §2: absolute URIs without a fragment. Any will do here. */
static gboolean
is_resource (const char *text)
{
  g_autoptr (GUri) uri = NULL;

  if (strlen (text) > LONGEST_RESOURCE || !is_visible_ascii (text))
    return FALSE;

  uri = g_uri_parse (text, G_URI_FLAGS_ENCODED, NULL);
  return uri != NULL && strchr (text, '#') == NULL;
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
    check_values, check_response, check_pkce, check_prompt, check_max_age, check_dpop_jkt,
  };

  for (guint i = 0; i < G_N_ELEMENTS (checks) && request->error == NULL; i++)
    request->error = checks[i] (form, &request->error_description);
}

static void
set_error (CckPracticeRequest *request,
           const char         *error,
           const char         *description)
{
  request->error = error;
  request->error_description = description;
}

void
cck_practice_request_read_target (CckPracticeRequest *request,
                                  CckPracticeForm    *form)
{
  const char * const *resources = cck_practice_form_get_all (form, "resource");
  const char *scope = cck_practice_form_get (form, "scope");

  request->resources = g_strdupv ((char **) resources);
  request->scope = cck_practice_scope_grant (scope);
  if (request->error != NULL)
    return;

  for (guint i = 0; resources[i] != NULL; i++)
    if (i >= MOST_RESOURCES || !is_resource (resources[i]))
      set_error (request, "invalid_target", "resource is not an absolute URI without a fragment");
  if (request->error == NULL && scope != NULL && request->client->scope != NULL &&
      request->scope != NULL && !cck_practice_scope_within (request->scope, request->client->scope))
    set_error (request, "invalid_scope", "the client is not registered for this scope");
  if (request->error == NULL && request->scope == NULL)
    set_error (request, "invalid_scope", "no scope that is asked for is known here");
}

/* Who asks and where the answer goes; a translated sentence where that is wrong, else %NULL. */
static const char *
read_client (CckPracticeContext  *context,
             CckPracticeForm     *form,
             CckPracticeClient  **client)
{
  const char *client_id = cck_practice_form_get (form, "client_id");

  if (client_id == NULL || cck_practice_form_is_repeated (form, "client_id") ||
      strlen (client_id) > LONGEST_CLIENT_ID)
    return _("The application did not say which client it is.");

  *client = cck_practice_clients_find (context->clients, client_id);
  return *client == NULL ? _("The application is not registered any more.") : NULL;
}

static const char *
check_redirect_uri (CckPracticeClient *client,
                    CckPracticeForm   *form)
{
  const char *redirect_uri = cck_practice_form_get (form, "redirect_uri");

  if (redirect_uri == NULL || cck_practice_form_is_repeated (form, "redirect_uri"))
    return _("The application did not say where to go back to.");
  if (!cck_practice_request_is_loopback_uri (redirect_uri))
    return _("The application wants the answer at an address that is not on this computer. "
             "The practice provider answers at http://127.0.0.1 and http://[::1] only.");
  if (!cck_practice_client_may_return_to (client, redirect_uri))
    return _("The application wants the answer at an address that it did not register.");

  return NULL;
}

static void
read_parameters (CckPracticeRequest *request,
                 CckPracticeForm    *form)
{
  request->state = g_strdup (cck_practice_form_get (form, "state"));
  request->nonce = g_strdup (cck_practice_form_get (form, "nonce"));
  request->code_challenge = g_strdup (cck_practice_form_get (form, "code_challenge"));
  request->login_hint = g_strdup (cck_practice_form_get (form, "login_hint"));
  request->dpop_jkt = g_strdup (cck_practice_form_get (form, "dpop_jkt"));
  request->form_post =
    g_strcmp0 (cck_practice_form_get (form, "response_mode"), "form_post") == 0;
}

CckPracticeRequest *
cck_practice_request_new (CckPracticeClient *client)
{
  CckPracticeRequest *request = g_new0 (CckPracticeRequest, 1);

  request->client = cck_practice_client_ref (client);
  return request;
}

CckPracticeRequest *
cck_practice_request_parse (CckPracticeContext  *context,
                            CckPracticeForm     *form,
                            CckPracticeClient   *pusher,
                            const char         **problem)
{
  g_autoptr (CckPracticeClient) client =
    pusher != NULL ? cck_practice_client_ref (pusher) : NULL;
  g_autoptr (CckPracticeRequest) request = NULL;
  g_autoptr (CckPracticeForm) inner = NULL;
  const char *error = NULL;
  const char *description = NULL;

  *problem = client == NULL ? read_client (context, form, &client) : NULL;
  if (*problem != NULL)
    return NULL;

  /* RFC 9101 §6.3: what stands in a request object counts, and nothing beside it. */
  if (cck_practice_form_get (form, "request") != NULL)
    {
      inner = cck_practice_request_object_read (context, client, form, &description);
      error = inner == NULL ? "invalid_request_object" : NULL;
    }

  *problem = check_redirect_uri (client, inner != NULL ? inner : form);
  if (*problem != NULL)
    return NULL;

  form = inner != NULL ? inner : form;
  request = cck_practice_request_new (client);
  request->redirect_uri = g_strdup (cck_practice_form_get (form, "redirect_uri"));
  read_parameters (request, form);
  set_error (request, error, description);
  /* OpenID Connect Core §6.2.1: nothing is fetched from elsewhere. */
  if (cck_practice_form_get (form, "request_uri") != NULL)
    set_error (request, "request_uri_not_supported", "request_uri is for pushed requests only");
  if (client->par_only && pusher == NULL)
    set_error (request, "invalid_request", "the client is registered to push its requests");
  check_request (request, form);
  cck_practice_request_read_target (request, form);

  return g_steal_pointer (&request);
}

void
cck_practice_request_free (CckPracticeRequest *request)
{
  cck_practice_client_unref (request->client);
  g_free (request->redirect_uri);
  g_free (request->user_code);
  g_free (request->state);
  g_free (request->nonce);
  g_free (request->scope);
  g_free (request->code_challenge);
  g_free (request->login_hint);
  g_free (request->dpop_jkt);
  g_strfreev (request->resources);
  g_free (request);
}
