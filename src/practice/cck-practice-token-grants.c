/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-token-grants.h"

#include "cck-practice-access.h"
#include "cck-practice-scope.h"
#include "cck-practice-token-answer.h"

#define TYPE_PREFIX "urn:ietf:params:oauth:token-type:"
/* RFC 8628 §3.5: how much slower a device is told to ask. */
#define SLOWER 5

void
cck_practice_token_bind (CckPracticeIssue *issue)
{
  if (issue->jkt != NULL && !cck_practice_client_is_confidential (issue->client))
    g_set_str (&issue->grant->refresh_jkt, issue->jkt);
}

/* Makes a grant of @request, of @person or of the client itself, and answers with its tokens. */
static void
answer_new_grant (CckPracticeContext       *context,
                  SoupServerMessage        *message,
                  const CckPracticeRequest *request,
                  const CckPracticePerson  *person,
                  const char               *jkt)
{
  CckPracticeIssue issue = { .client = request->client, .scope = request->scope, .jkt = jkt };

  issue.audiences = (const char * const *) request->resources;
  issue.grant = cck_practice_grants_add (context->grants, request, person,
                                         cck_practice_context_now (context));
  if (issue.grant == NULL)
    {
      cck_practice_token_refuse (message, "server_error", "there were no random numbers");
      return;
    }

  /* RFC 6749 §4.4.3: no refresh token for a client that acts for itself. */
  cck_practice_token_bind (&issue);
  cck_practice_token_answer (context, message, &issue, person != NULL);
}

void
cck_practice_token_client_credentials (CckPracticeContext *context,
                                       SoupServerMessage  *message,
                                       CckPracticeForm    *form,
                                       CckPracticeClient  *client,
                                       const char         *jkt)
{
  g_autoptr (CckPracticeRequest) request = cck_practice_request_new (client);

  /* RFC 6749 §4.4: confidential clients only. */
  if (!cck_practice_client_is_confidential (client))
    {
      cck_practice_token_refuse (message, "unauthorized_client",
                                 "a public client cannot act for itself: it can keep no secret");
      return;
    }

  cck_practice_request_read_target (request, form);
  if (request->error == NULL && !cck_practice_scope_is_impersonal (request->scope))
    {
      cck_practice_token_refuse (message, "invalid_scope",
                                 "openid, profile, email and offline_access need a person");
      return;
    }
  if (request->error != NULL)
    {
      cck_practice_token_refuse (message, request->error, request->error_description);
      return;
    }

  context->statistics.client_credentials++;
  answer_new_grant (context, message, request, NULL, jkt);
}

/* RFC 8628 §3.5: the answer to a device that asks too early or too often, or %NULL. */
static const char *
check_poll (CckPracticeContext *context,
            CckPracticeDevice  *device)
{
  gint64 now = cck_practice_context_now (context);
  gboolean too_soon = now < device->next_poll;

  if (now >= device->expires)
    return "expired_token";
  if (device->state == CCK_PRACTICE_DEVICE_DENIED)
    return "access_denied";
  if (device->state == CCK_PRACTICE_DEVICE_ALLOWED)
    return NULL;

  if (too_soon)
    device->interval += SLOWER;
  device->next_poll = now + device->interval;
  return too_soon ? "slow_down" : "authorization_pending";
}

void
cck_practice_token_device (CckPracticeContext *context,
                           SoupServerMessage  *message,
                           CckPracticeForm    *form,
                           CckPracticeClient  *client,
                           const char         *jkt)
{
  const char *code = cck_practice_form_get (form, "device_code");
  CckPracticeDevice *device;
  const char *problem;

  context->statistics.device_polls++;
  if (code == NULL)
    {
      cck_practice_token_refuse (message, "invalid_request", "device_code is missing");
      return;
    }

  device = cck_practice_devices_find_device (context->devices, code);
  if (device == NULL || !g_str_equal (device->request->client->id, client->id))
    {
      cck_practice_token_refuse (message, "invalid_grant",
                                 "the device code is unknown, was used or is another client's");
      return;
    }

  problem = check_poll (context, device);
  if (problem == NULL)
    answer_new_grant (context, message, device->request, device->person, jkt);
  else
    cck_practice_token_refuse (message, problem, "the device code gives no token now");

  if (problem == NULL || g_str_equal (problem, "expired_token") ||
      g_str_equal (problem, "access_denied"))
    cck_practice_devices_remove (context->devices, device);
}

/* A token parameter of an exchange: one of our access tokens, which may be used by @client. */
static CckPracticeAccess *
read_token (CckPracticeContext *context,
            CckPracticeClient  *client,
            const char         *token,
            const char         *type)
{
  g_autoptr (CckPracticeAccess) access = NULL;

  if (g_strcmp0 (type, TYPE_PREFIX "access_token") != 0 && g_strcmp0 (type, TYPE_PREFIX "jwt") != 0)
    return NULL;

  access = cck_practice_access_read (context, token);
  /* RFC 8693 §2.1, §5: who has no secret exchanges nobody's tokens but its own. */
  if (access != NULL && !cck_practice_client_is_confidential (client) &&
      !g_str_equal (access->grant->client_id, client->id))
    return NULL;

  return g_steal_pointer (&access);
}

/* What is asked for in an exchange that is good so far, as a request. */
static CckPracticeRequest *
read_exchange (CckPracticeClient *client,
               CckPracticeForm   *form,
               CckPracticeAccess *subject)
{
  CckPracticeRequest *request = cck_practice_request_new (client);
  const char * const *audiences = cck_practice_form_get_all (form, "audience");
  g_autoptr (GStrvBuilder) targets = g_strv_builder_new ();

  cck_practice_request_read_target (request, form);
  if (cck_practice_form_get (form, "scope") == NULL)
    {
      g_clear_pointer (&request->scope, g_free);
      request->scope = g_strdup (subject->scope);
    }
  else if (request->error == NULL && !cck_practice_scope_within (request->scope, subject->scope))
    {
      request->error = "invalid_scope";
      request->error_description = "more is asked for than the subject token has";
    }

  /* RFC 8693 §2.1: logical names, beside the addresses in resource. */
  g_strv_builder_addv (targets, (const char **) request->resources);
  g_strv_builder_addv (targets, (const char **) audiences);
  g_strfreev (request->resources);
  request->resources = g_strv_builder_end (targets);
  return request;
}

static const char *
check_exchange_types (CckPracticeForm *form)
{
  const char *wanted = cck_practice_form_get (form, "requested_token_type");

  if (cck_practice_form_get (form, "subject_token") == NULL ||
      cck_practice_form_get (form, "subject_token_type") == NULL)
    return "subject_token and subject_token_type are required";
  if ((cck_practice_form_get (form, "actor_token") == NULL) !=
      (cck_practice_form_get (form, "actor_token_type") == NULL))
    return "actor_token and actor_token_type come together or not at all";
  if (wanted != NULL && !g_str_equal (wanted, TYPE_PREFIX "access_token") &&
      !g_str_equal (wanted, TYPE_PREFIX "jwt"))
    return "requested_token_type is neither access_token nor jwt";

  return NULL;
}

static void
answer_exchange (CckPracticeContext       *context,
                 SoupServerMessage        *message,
                 const CckPracticeRequest *request,
                 CckPracticeAccess        *subject,
                 CckPracticeAccess        *actor,
                 const char               *jkt)
{
  CckPracticeIssue issue = { .client = request->client, .scope = request->scope, .jkt = jkt };
  g_autofree char *acting =
    actor != NULL ? g_strdup (cck_practice_grant_get_subject (actor->grant)) : NULL;
  const CckPracticePerson *person = subject->grant->person;

  issue.actor = acting;
  issue.audiences = (const char * const *) request->resources;
  issue.grant = cck_practice_grants_add (context->grants, request, person,
                                         cck_practice_context_now (context));
  if (issue.grant == NULL)
    {
      cck_practice_token_refuse (message, "server_error", "there were no random numbers");
      return;
    }

  context->statistics.exchanges++;
  cck_practice_token_answer_issued (context, message, &issue, TYPE_PREFIX "access_token");
}

void
cck_practice_token_exchange (CckPracticeContext *context,
                             SoupServerMessage  *message,
                             CckPracticeForm    *form,
                             CckPracticeClient  *client,
                             const char         *jkt)
{
  const char *problem = check_exchange_types (form);
  const char *actor_token = cck_practice_form_get (form, "actor_token");
  g_autoptr (CckPracticeAccess) subject = NULL;
  g_autoptr (CckPracticeAccess) actor = NULL;
  g_autoptr (CckPracticeRequest) request = NULL;

  if (problem == NULL)
    {
      subject = read_token (context, client, cck_practice_form_get (form, "subject_token"),
                            cck_practice_form_get (form, "subject_token_type"));
      if (actor_token != NULL)
        actor = read_token (context, client, actor_token,
                            cck_practice_form_get (form, "actor_token_type"));
      /* RFC 8693 §2.2.2 */
      if (subject == NULL || (actor_token != NULL && actor == NULL))
        problem = "subject_token or actor_token is no good access token of this provider";
    }
  if (problem != NULL)
    {
      cck_practice_token_refuse (message, "invalid_request", problem);
      return;
    }

  request = read_exchange (client, form, subject);
  if (request->error != NULL)
    cck_practice_token_refuse (message, request->error, request->error_description);
  else
    answer_exchange (context, message, request, subject, actor, jkt);
}
