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

/* Sends the browser back (RFC 6749 §4.1.2) with a code, or with an error and its description. */
static void
answer_client (CckPracticeContext       *context,
               SoupServerMessage        *message,
               const CckPracticeRequest *request,
               const char               *code,
               const char               *error,
               const char               *description)
{
  g_autoptr (GString) uri = g_string_new (request->redirect_uri);
  g_autofree char *state =
    request->state != NULL ? cck_practice_tokens_dup_altered (request->state) : NULL;
  g_autofree char *issuer = cck_practice_tokens_dup_altered (context->issuer);
  gboolean alter_state = cck_practice_context_misbehaves (context, CCK_PRACTICE_MISBEHAVE_STATE);
  gboolean alter_issuer =
    cck_practice_context_misbehaves (context, CCK_PRACTICE_MISBEHAVE_RESPONSE_ISSUER);

  append_parameter (uri, "code", code);
  append_parameter (uri, "error", error);
  append_parameter (uri, "error_description", description);
  append_parameter (uri, "state", alter_state ? state : request->state);
  /* RFC 9207 §2: the issuer, on errors too. */
  append_parameter (uri, "iss", alter_issuer ? issuer : context->issuer);

  if (code != NULL)
    context->statistics.authorizations++;
  if (g_strcmp0 (error, "access_denied") == 0)
    context->statistics.denials++;

  cck_practice_answer_redirect (message, uri->str);
}

static void
deny (CckPracticeContext       *context,
      SoupServerMessage        *message,
      const CckPracticeRequest *request,
      const char               *description)
{
  answer_client (context, message, request, NULL, "access_denied", description);
}

static void
allow (CckPracticeContext       *context,
       SoupServerMessage        *message,
       const CckPracticeRequest *request,
       const CckPracticePerson  *person)
{
  g_autofree char *code = cck_practice_grants_open (context->grants, request, person,
                                                    cck_practice_context_now (context));

  if (code == NULL)
    answer_client (context, message, request, NULL, "server_error", "There were no random numbers");
  else
    answer_client (context, message, request, code, NULL, NULL);
}

static void
allow_at_once (CckPracticeContext       *context,
               SoupServerMessage        *message,
               const CckPracticeRequest *request)
{
  const CckPracticePerson *person = cck_practice_person_by_hint (request->login_hint);

  allow (context, message, request, person != NULL ? person : cck_practice_person_at (0));
}

void
cck_practice_authorize (CckPracticeContext *context,
                        SoupServerMessage  *message,
                        CckPracticeForm    *form)
{
  const char *problem = NULL;
  g_autoptr (CckPracticeRequest) request = cck_practice_request_parse (form, &problem);
  CckPracticeRequest *kept = request;
  g_autofree char *page = NULL;
  const char *transaction;

  /* RFC 6749 §4.1.2.1: without a good client and redirect URI nobody is sent anywhere. */
  if (request == NULL)
    {
      show_message (context, message, SOUP_STATUS_BAD_REQUEST, _("This Request Can’t Be Answered"),
                    problem);
      return;
    }
  if (request->error != NULL)
    {
      answer_client (context, message, request, NULL, request->error, request->error_description);
      return;
    }
  if (context->auto_approve)
    {
      allow_at_once (context, message, request);
      return;
    }

  transaction = cck_practice_transactions_add (context->transactions, g_steal_pointer (&request),
                                               NULL, cck_practice_context_now (context));
  if (transaction == NULL)
    {
      show_no_luck (context, message);
      return;
    }

  page = cck_practice_pages_dup_sign_in (kept, context->issuer, transaction);
  cck_practice_answer_page (message, SOUP_STATUS_OK, page, kept->redirect_uri);
}

/* What waits under the form's transaction, where the form was sent by our own page: browsers say
 * where a form comes from, and its id is good for once. */
static CckPracticeTransaction *
take_transaction (CckPracticeContext *context,
                  SoupServerMessage  *message,
                  CckPracticeForm    *form)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *site = soup_message_headers_get_one (headers, "Sec-Fetch-Site");

  if (site != NULL && !g_str_equal (site, "same-origin"))
    return NULL;
  if (cck_practice_form_has_repeated (form))
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
  cck_practice_answer_page (message, SOUP_STATUS_OK, page, request->redirect_uri);
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

void
cck_practice_logout (CckPracticeContext *context,
                     SoupServerMessage  *message,
                     CckPracticeForm    *form)
{
  const char *hint = cck_practice_form_get (form, "id_token_hint");
  const char *target = cck_practice_form_get (form, "post_logout_redirect_uri");
  g_autoptr (CckJwt) jwt =
    hint != NULL ? cck_practice_keys_verify (context->keys, "JWT", hint) : NULL;
  g_autoptr (GString) uri = NULL;

  /* RP-Initiated Logout §3: back only to where a client that is known by its ID token may go. */
  if (jwt == NULL || target == NULL || cck_practice_form_has_repeated (form) ||
      !cck_practice_request_is_loopback_uri (target))
    {
      show_message (context, message, SOUP_STATUS_OK, _("You Are Signed Out"),
                    _("The practice provider remembers nobody. You can close this page."));
      return;
    }

  uri = g_string_new (target);
  append_parameter (uri, "state", cck_practice_form_get (form, "state"));
  cck_practice_answer_redirect (message, uri->str);
}
