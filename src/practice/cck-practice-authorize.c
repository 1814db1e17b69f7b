/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-authorize.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-practice-answer.h"
#include "cck-practice-pages.h"
#include "cck-practice-tokens.h"

static void
show_message (CckPracticeContext *context,
              SoupServerMessage  *message,
              guint               status,
              const char         *title,
              const char         *body)
{
  g_autofree char *page = cck_practice_pages_dup_message (title, body, status != SOUP_STATUS_OK,
                                                          context->issuer);

  cck_practice_answer_page (message, status, page, NULL);
}

static void
show_over (CckPracticeContext *context,
           SoupServerMessage  *message)
{
  show_message (context, message, SOUP_STATUS_BAD_REQUEST, _("This Page Is Over"),
                _("It was answered before, or it waited too long. "
                  "Go back to the application and sign in again."));
}

static void
show_no_luck (CckPracticeContext *context,
              SoupServerMessage  *message)
{
  show_message (context, message, SOUP_STATUS_INTERNAL_SERVER_ERROR, _("That Did Not Work"),
                _("The practice provider got no random numbers from this computer."));
}

static void
append_parameter (GString    *uri,
                  const char *name,
                  const char *value)
{
  g_autofree char *escaped = NULL;

  if (value == NULL)
    return;

  escaped = g_uri_escape_string (value, NULL, FALSE);
  g_string_append_printf (uri, "%c%s=%s", strchr (uri->str, '?') != NULL ? '&' : '?', name,
                          escaped);
}

/* Where the forms of a page may end: at the client, or here for a device. */
static const char *
get_form_target (CckPracticeContext       *context,
                 const CckPracticeRequest *request)
{
  return request->redirect_uri != NULL ? request->redirect_uri : context->issuer;
}

/* What the browser brings back (RFC 6749 §4.1.2), as names and values. */
typedef struct
{
  const char *name;
  const char *value; /* nullable: left out */
} Parameter;

static void
send_back (SoupServerMessage        *message,
           const CckPracticeRequest *request,
           const char               *issuer,
           const Parameter          *parameters,
           guint                     n_parameters)
{
  g_autoptr (GString) uri = NULL;

  if (request->form_post)
    {
      g_autofree char *page = cck_practice_pages_dup_form_post (request->redirect_uri, issuer,
                                                                (const char *const *) parameters,
                                                                n_parameters);

      cck_practice_answer_page (message, SOUP_STATUS_OK, page, request->redirect_uri);
      return;
    }

  uri = g_string_new (request->redirect_uri);
  for (guint i = 0; i < n_parameters; i++)
    append_parameter (uri, parameters[i].name, parameters[i].value);
  cck_practice_answer_redirect (message, uri->str);
}

/* A device has no browser: its person is told, and the device asks for itself (RFC 8628 §3.3). */
static void
answer_device (CckPracticeContext       *context,
               SoupServerMessage        *message,
               const CckPracticeRequest *request,
               const CckPracticePerson  *person)
{
  CckPracticeDevice *device = cck_practice_devices_find_user (
    context->devices, request->user_code, cck_practice_context_now (context));

  if (device == NULL)
    {
      show_over (context, message);
      return;
    }

  device->person = person;
  device->state = person != NULL ? CCK_PRACTICE_DEVICE_ALLOWED : CCK_PRACTICE_DEVICE_DENIED;
  if (person != NULL)
    show_message (context, message, SOUP_STATUS_OK, _("Your Device Is Signed In"),
                  _("Go back to it now. You can close this page."));
  else
    show_message (context, message, SOUP_STATUS_OK, _("You Did Not Allow It"),
                  _("Your device will tell you so. You can close this page."));
}

/* Answers the client with a code, or with an error and its description. */
static void
answer_client (CckPracticeContext       *context,
               SoupServerMessage        *message,
               const CckPracticeRequest *request,
               const char               *code,
               const char               *error,
               const char               *description)
{
  g_autofree char *other_state =
    request->state != NULL ? cck_practice_tokens_dup_altered (request->state) : NULL;
  g_autofree char *other_issuer = cck_practice_tokens_dup_altered (context->issuer);
  Parameter parameters[] = {
    { "code", code },
    { "error", error },
    { "error_description", description },
    { "state", request->state },
    { "iss", context->issuer }, /* RFC 9207 §2: on errors too */
  };

  if (cck_practice_context_misbehaves (context, CCK_PRACTICE_MISBEHAVE_STATE))
    parameters[3].value = other_state;
  if (cck_practice_context_misbehaves (context, CCK_PRACTICE_MISBEHAVE_NO_STATE))
    parameters[3].value = NULL;
  if (cck_practice_context_misbehaves (context, CCK_PRACTICE_MISBEHAVE_RESPONSE_ISSUER))
    parameters[4].value = other_issuer;
  if (cck_practice_context_misbehaves (context, CCK_PRACTICE_MISBEHAVE_NO_RESPONSE_ISSUER))
    parameters[4].value = NULL;

  if (code != NULL)
    context->statistics.authorizations++;
  if (g_strcmp0 (error, "access_denied") == 0)
    context->statistics.denials++;

  send_back (message, request, context->issuer, parameters, G_N_ELEMENTS (parameters));
}

static void
deny (CckPracticeContext       *context,
      SoupServerMessage        *message,
      const CckPracticeRequest *request,
      const char               *description)
{
  if (request->user_code != NULL)
    answer_device (context, message, request, NULL);
  else
    answer_client (context, message, request, NULL, "access_denied", description);
}

static void
allow (CckPracticeContext       *context,
       SoupServerMessage        *message,
       const CckPracticeRequest *request,
       const CckPracticePerson  *person)
{
  g_autofree char *code = NULL;

  if (request->user_code != NULL)
    {
      answer_device (context, message, request, person);
      return;
    }

  code = cck_practice_grants_open (context->grants, request, person,
                                   cck_practice_context_now (context));
  if (code == NULL)
    answer_client (context, message, request, NULL, "server_error", "There were no random numbers");
  else
    answer_client (context, message, request, code, NULL, NULL);
}

/* Asks who the person is, or signs in at once. Takes @request, which has no error. */
static void
ask (CckPracticeContext *context,
     SoupServerMessage  *message,
     CckPracticeRequest *request)
{
  g_autofree char *page = NULL;
  const char *transaction;

  if (context->auto_approve)
    {
      const CckPracticePerson *person = cck_practice_person_by_hint (request->login_hint);

      allow (context, message, request, person != NULL ? person : cck_practice_person_at (0));
      cck_practice_request_free (request);
      return;
    }

  transaction = cck_practice_transactions_add (context->transactions, request, NULL,
                                               cck_practice_context_now (context));
  if (transaction == NULL)
    {
      show_no_luck (context, message);
      return;
    }

  page = cck_practice_pages_dup_sign_in (request, context->issuer, transaction);
  cck_practice_answer_page (message, SOUP_STATUS_OK, page, get_form_target (context, request));
}

/* The request that was pushed under `request_uri` (RFC 9126 §4), which is good for once and for the
 * client that pushed it. */
static CckPracticeRequest *
take_pushed (CckPracticeContext *context,
             CckPracticeForm    *form)
{
  const char *id =
    cck_practice_form_get (form, "request_uri") + strlen (CCK_PRACTICE_REQUEST_URI_PREFIX);
  const char *client_id = cck_practice_form_get (form, "client_id");
  g_autoptr (CckPracticeTransaction) pushed = NULL;

  if (!cck_practice_form_has_repeated (form))
    pushed = cck_practice_transactions_take (context->pushed, id,
                                             cck_practice_context_now (context));
  if (pushed == NULL || g_strcmp0 (pushed->request->client->id, client_id) != 0)
    return NULL;

  return g_steal_pointer (&pushed->request);
}

void
cck_practice_authorize (CckPracticeContext *context,
                        SoupServerMessage  *message,
                        CckPracticeForm    *form)
{
  const char *problem = _("The request that the application pushed is unknown, over or was used.");
  const char *request_uri = cck_practice_form_get (form, "request_uri");
  g_autoptr (CckPracticeRequest) request = NULL;

  if (request_uri != NULL && g_str_has_prefix (request_uri, CCK_PRACTICE_REQUEST_URI_PREFIX))
    request = take_pushed (context, form);
  else
    request = cck_practice_request_parse (context, form, NULL, &problem);

  /* RFC 6749 §4.1.2.1: without a good client and redirect URI nobody is sent anywhere. */
  if (request == NULL)
    show_message (context, message, SOUP_STATUS_BAD_REQUEST, _("This Request Can’t Be Answered"),
                  problem);
  else if (request->error != NULL)
    answer_client (context, message, request, NULL, request->error, request->error_description);
  else
    ask (context, message, g_steal_pointer (&request));
}

/* Whether our own page sent the form: browsers say where a form comes from. A link from elsewhere
 * (a GET) only ever shows a page. */
static gboolean
is_our_form (SoupServerMessage *message,
             CckPracticeForm   *form)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *site = soup_message_headers_get_one (headers, "Sec-Fetch-Site");

  if (site != NULL && !g_str_equal (site, "same-origin") &&
      soup_server_message_get_method (message) == SOUP_METHOD_POST)
    return FALSE;

  return !cck_practice_form_has_repeated (form);
}

void
cck_practice_device_page (CckPracticeContext *context,
                          SoupServerMessage  *message,
                          CckPracticeForm    *form)
{
  gboolean is_answer = soup_server_message_get_method (message) == SOUP_METHOD_POST;
  const char *user_code = cck_practice_form_get (form, "user_code");
  CckPracticeDevice *device = NULL;
  g_autofree char *page = NULL;

  /* RFC 8628 §3.3.1: a prefilled code is shown and confirmed, so that nobody is led to sign in a
   * device that is not theirs (§5.4). */
  if (is_answer || context->auto_approve)
    device = cck_practice_devices_find_user (context->devices, user_code,
                                             cck_practice_context_now (context));
  if (device != NULL && is_our_form (message, form))
    {
      CckPracticeRequest *request = cck_practice_request_new (device->request->client);

      request->scope = g_strdup (device->request->scope);
      request->user_code = g_strdup (device->user_code);
      ask (context, message, request);
      return;
    }

  page = cck_practice_pages_dup_device (context->issuer, user_code,
                                        is_answer && device == NULL);
  cck_practice_answer_page (message, SOUP_STATUS_OK, page, context->issuer);
}

/* What waits under the form's transaction, whose id is good for once. */
static CckPracticeTransaction *
take_transaction (CckPracticeContext *context,
                  SoupServerMessage  *message,
                  CckPracticeForm    *form)
{
  if (!is_our_form (message, form))
    return NULL;

  return cck_practice_transactions_take (context->transactions,
                                         cck_practice_form_get (form, "transaction"),
                                         cck_practice_context_now (context));
}

void
cck_practice_sign_in (CckPracticeContext *context,
                      SoupServerMessage  *message,
                      CckPracticeForm    *form)
{
  g_autoptr (CckPracticeTransaction) transaction = take_transaction (context, message, form);
  const char *chosen = cck_practice_form_get (form, "person");
  const CckPracticePerson *person = cck_practice_person_by_hint (chosen);
  g_autofree char *page = NULL;
  CckPracticeRequest *request;
  const char *next;

  if (transaction == NULL || transaction->person != NULL || chosen == NULL)
    {
      show_over (context, message);
      return;
    }
  if (person == NULL)
    {
      deny (context, message, transaction->request, "Nobody signed in");
      return;
    }

  request = transaction->request;
  next =
    cck_practice_transactions_add (context->transactions, g_steal_pointer (&transaction->request),
                                   person, cck_practice_context_now (context));
  if (next == NULL)
    {
      show_no_luck (context, message);
      return;
    }

  page = cck_practice_pages_dup_consent (request, person, context->issuer, next);
  cck_practice_answer_page (message, SOUP_STATUS_OK, page, get_form_target (context, request));
}

void
cck_practice_consent (CckPracticeContext *context,
                      SoupServerMessage  *message,
                      CckPracticeForm    *form)
{
  g_autoptr (CckPracticeTransaction) transaction = take_transaction (context, message, form);
  const char *decision = cck_practice_form_get (form, "decision");

  if (transaction == NULL || transaction->person == NULL || decision == NULL)
    show_over (context, message);
  else if (g_str_equal (decision, "allow"))
    allow (context, message, transaction->request, transaction->person);
  else
    deny (context, message, transaction->request, "The person did not allow it");
}

/* RP-Initiated Logout §2: the client that an ID token of ours names, where the request names no
 * other. */
static CckPracticeClient *
find_logout_client (CckPracticeContext *context,
                    CckPracticeForm    *form)
{
  const char *hint = cck_practice_form_get (form, "id_token_hint");
  const char *client_id = cck_practice_form_get (form, "client_id");
  g_autoptr (CckJwt) jwt =
    hint != NULL ? cck_practice_keys_verify (context->keys, "JWT", hint) : NULL;
  const char *audience =
    jwt != NULL ? cck_json_get_string (cck_jwt_get_claim (jwt, "aud"), NULL) : NULL;

  if (audience == NULL || cck_practice_form_has_repeated (form) ||
      (client_id != NULL && !g_str_equal (client_id, audience)))
    return NULL;

  return cck_practice_clients_find (context->clients, audience);
}

/* RP-Initiated Logout §3: back only to where the client may go. */
static gboolean
may_end_at (CckPracticeClient *client,
            const char        *uri)
{
  if (uri == NULL || !cck_practice_request_is_loopback_uri (uri))
    return FALSE;

  return client->post_logout_redirect_uris == NULL ||
         g_strv_contains ((const char * const *) client->post_logout_redirect_uris, uri);
}

void
cck_practice_logout (CckPracticeContext *context,
                     SoupServerMessage  *message,
                     CckPracticeForm    *form)
{
  const char *target = cck_practice_form_get (form, "post_logout_redirect_uri");
  g_autoptr (CckPracticeClient) client = find_logout_client (context, form);
  g_autoptr (GString) uri = NULL;

  if (client == NULL || !may_end_at (client, target))
    {
      show_message (context, message, SOUP_STATUS_OK, _("You Are Signed Out"),
                    _("The practice provider remembers nobody. You can close this page."));
      return;
    }

  uri = g_string_new (target);
  append_parameter (uri, "state", cck_practice_form_get (form, "state"));
  cck_practice_answer_redirect (message, uri->str);
}
