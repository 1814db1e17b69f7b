/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-introspection.h"

#include <glib/gi18n-lib.h>

#include "cck-fiber.h"
#include "cck-oauth-error.h"

#define SIGNED_TYPE "application/token-introspection+jwt"

struct _CckIntrospection
{
  gatomicrefcount ref_count;
  CckJson *json;
  gboolean active;
};

G_DEFINE_BOXED_TYPE (CckIntrospection, cck_introspection, cck_introspection_ref,
                     cck_introspection_unref)

typedef struct
{
  CckClient *client;
  CckHttpRequest *request;
  gint64 now;
} Call;

static void
call_free (Call *self)
{
  cck_client_unref (self->client);
  cck_http_request_unref (self->request);
  g_free (self);
}

CckIntrospection *
cck_introspection_ref (CckIntrospection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cck_introspection_unref (CckIntrospection *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  cck_json_unref (self->json);
  g_free (self);
}

CckIntrospection *
cck_introspection_parse (GBytes *document, GError **error)
{
  g_autoptr (CckJson) json = NULL;
  g_autoptr (GError) fault = NULL;
  CckIntrospection *self;
  gboolean active;

  g_return_val_if_fail (document != NULL, NULL);

  json = cck_json_parse_bytes (document, CCK_JSON_OBJECT, &fault);
  if (json == NULL)
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER,
                   _("What the provider says of the token cannot be read: %s"), fault->message);
      return NULL;
    }

  /* RFC 7662 §2.2: required, and a boolean; "false" in quotes is no answer. */
  if (!cck_json_get_member_boolean (cck_json_get_root (json), "active", &active))
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER,
                   _("The provider does not say whether the token is active: “%s” has to be true "
                     "or false."), "active");
      return NULL;
    }

  self = g_new0 (CckIntrospection, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->json = g_steal_pointer (&json);
  self->active = active;

  return self;
}

static DexFuture *
ask_fiber (CckFiber *fiber, gpointer user_data)
{
  Call *self = user_data;
  g_autoptr (CckHttpResponse) response = NULL;
  g_autoptr (CckIntrospection) introspection = NULL;
  g_autoptr (GError) error = NULL;

  response = dex_await_boxed (
      cck_fiber_until_dropped (fiber, cck_client_send (self->client, self->request, self->now)),
      &error);
  if (response == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* RFC 9701 §4: only for who asked for it. */
  if (g_strcmp0 (cck_http_response_get_content_type (response), SIGNED_TYPE) == 0)
    return dex_future_new_reject (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER, "%s",
                                  _("The provider signed its answer about the token, which was not "
                                    "asked for. It was not used."));

  introspection = cck_introspection_parse (cck_http_response_get_body (response), &error);
  if (introspection == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (CCK_TYPE_INTROSPECTION, g_steal_pointer (&introspection));
}

DexFuture *
cck_introspection_ask (CckClient *client, const char *token, const char *hint, gint64 now)
{
  g_autoptr (GError) error = NULL;
  const char *endpoint;
  Call *call;

  g_return_val_if_fail (client != NULL, NULL);
  g_return_val_if_fail (token != NULL, NULL);

  endpoint = cck_client_get_endpoint (client, "introspection_endpoint", &error);
  if (endpoint == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* RFC 7662 §2.1. */
  call = g_new0 (Call, 1);
  call->client = cck_client_ref (client);
  call->request = cck_client_new_request (client, endpoint);
  call->now = now;
  cck_http_request_add_form (call->request, "token", token);
  if (hint != NULL)
    cck_http_request_add_form (call->request, "token_type_hint", hint);

  return cck_fiber_spawn (ask_fiber, call, (GDestroyNotify) call_free);
}

gboolean
cck_introspection_get_active (CckIntrospection *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->active;
}

CckJson *
cck_introspection_get_json (CckIntrospection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->json;
}
