/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-direct.h"

#include "cck-practice-answer.h"
#include "cck-practice-authorize.h"
#include "cck-practice-client-auth.h"
#include "cck-practice-dpop.h"
#include "cck-practice-json.h"
#include "cck-practice-token-grants.h"

static void
refuse (SoupServerMessage *message,
        const char        *error,
        const char        *description)
{
  cck_practice_answer_error (message, SOUP_STATUS_BAD_REQUEST, error, description);
}

/* RFC 9449 §10.1: the code will be bound to the key of a proof that comes with the request. */
static gboolean
bind (CckPracticeRequest *request,
      const char         *jkt)
{
  if (jkt == NULL)
    return TRUE;
  if (request->dpop_jkt != NULL)
    return g_str_equal (request->dpop_jkt, jkt);

  request->dpop_jkt = g_strdup (jkt);
  return TRUE;
}

/* Keeps @request, which it takes, and answers with its address (RFC 9126 §2.2). */
static void
keep (CckPracticeContext *context,
      SoupServerMessage  *message,
      CckPracticeRequest *request)
{
  const char *id = cck_practice_transactions_add (context->pushed, request, NULL,
                                                  cck_practice_context_now (context));
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *uri = NULL;

  if (id == NULL)
    {
      cck_practice_answer_error (message, SOUP_STATUS_INTERNAL_SERVER_ERROR, "server_error",
                                 "there were no random numbers");
      return;
    }

  context->statistics.pushed_requests++;
  uri = g_strconcat (CCK_PRACTICE_REQUEST_URI_PREFIX, id, NULL);
  json_builder_begin_object (builder);
  cck_practice_json_add_string (builder, "request_uri", uri);
  cck_practice_json_add_int (builder, "expires_in", CCK_PRACTICE_PUSHED_LIFETIME);
  json_builder_end_object (builder);
  cck_practice_answer_json (message, SOUP_STATUS_CREATED, builder);
}

void
cck_practice_push (CckPracticeContext *context,
                   SoupServerMessage  *message,
                   CckPracticeForm    *form)
{
  g_autoptr (CckPracticeClient) client = cck_practice_client_authenticate (context, message, form);
  g_autoptr (CckPracticeRequest) request = NULL;
  g_autofree char *jkt = NULL;
  const char *problem = NULL;

  if (client == NULL || !cck_practice_dpop_read (context, message, &jkt))
    return;
  /* RFC 9126 §2.1 (2) */
  if (cck_practice_form_get (form, "request_uri") != NULL)
    {
      refuse (message, "invalid_request", "request_uri cannot be pushed");
      return;
    }

  request = cck_practice_request_parse (context, form, client, &problem);
  if (request == NULL)
    {
      gboolean has_object = cck_practice_form_get (form, "request") != NULL;

      refuse (message, has_object ? "invalid_request_object" : "invalid_request",
              "a registered redirect_uri on this computer is required");
    }
  else if (request->error != NULL)
    refuse (message, request->error, request->error_description);
  else if (!bind (request, jkt))
    refuse (message, "invalid_dpop_proof", "the DPoP proof is not of the key in dpop_jkt");
  else
    keep (context, message, g_steal_pointer (&request));
}

/* RFC 8628 §3.2 */
static void
answer_device (CckPracticeContext      *context,
               SoupServerMessage       *message,
               const CckPracticeDevice *device)
{
  g_autofree char *uri = g_strconcat (context->issuer, "/device", NULL);
  g_autofree char *complete = g_strconcat (uri, "?user_code=", device->user_code, NULL);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  context->statistics.device_authorizations++;
  json_builder_begin_object (builder);
  cck_practice_json_add_string (builder, "device_code", device->device_code);
  cck_practice_json_add_string (builder, "user_code", device->user_code);
  cck_practice_json_add_string (builder, "verification_uri", uri);
  cck_practice_json_add_string (builder, "verification_uri_complete", complete);
  cck_practice_json_add_int (builder, "expires_in", CCK_PRACTICE_DEVICE_LIFETIME);
  cck_practice_json_add_int (builder, "interval", device->interval);
  json_builder_end_object (builder);
  cck_practice_answer_json (message, SOUP_STATUS_OK, builder);
}

void
cck_practice_device_authorize (CckPracticeContext *context,
                               SoupServerMessage  *message,
                               CckPracticeForm    *form)
{
  g_autoptr (CckPracticeClient) client = cck_practice_client_authenticate (context, message, form);
  g_autoptr (CckPracticeRequest) request = NULL;
  CckPracticeDevice *device;

  if (client == NULL)
    return;
  if (!cck_practice_client_may_use_grant (client, CCK_PRACTICE_GRANT_DEVICE))
    {
      refuse (message, "unauthorized_client", "the client is not registered for the device grant");
      return;
    }

  request = cck_practice_request_new (client);
  cck_practice_request_read_target (request, form);
  if (request->error != NULL)
    {
      refuse (message, request->error, request->error_description);
      return;
    }

  device = cck_practice_devices_add (context->devices, g_steal_pointer (&request),
                                     context->device_interval, cck_practice_context_now (context));
  if (device == NULL)
    cck_practice_answer_error (message, SOUP_STATUS_INTERNAL_SERVER_ERROR, "server_error",
                               "there were no random numbers");
  else
    answer_device (context, message, device);
}
