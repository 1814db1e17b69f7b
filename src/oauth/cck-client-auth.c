/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-client-auth.h"

#include <glib/gi18n-lib.h>

#include "cck-oauth-error.h"
#include "cck-sensitive.h"

struct _CckClientAuth
{
  gatomicrefcount ref_count;
  CckClientAuthMethod method;
  char *client_id;
  char *secret;
};

G_DEFINE_BOXED_TYPE (CckClientAuth, cck_client_auth, cck_client_auth_ref, cck_client_auth_unref)

static void
apply_none (CckClientAuth *self, CckHttpRequest *request)
{
  /* RFC 6749 §3.2.1: a client without credentials sends its name. */
  cck_http_request_add_form (request, "client_id", self->client_id);
}

static void
apply_secret_basic (CckClientAuth *self, CckHttpRequest *request)
{
  /* RFC 6749 §2.3.1: both are form-encoded before they become user and password. */
  g_autofree char *user = cck_http_form_encode (self->client_id);
  g_autoptr (CckSensitive) password = cck_http_form_encode (self->secret);

  cck_http_request_set_basic (request, user, password);
}

static void
apply_secret_post (CckClientAuth *self, CckHttpRequest *request)
{
  cck_http_request_add_form (request, "client_id", self->client_id);
  cck_http_request_add_form (request, "client_secret", self->secret);
}

/* RFC 7591 §2, RFC 8705 §2.1.1. A method without a function is known by name and not spoken. */
static const struct
{
  const char *wire;
  CckClientAuthMethod method;
  gboolean has_secret;
  void (*apply) (CckClientAuth *self, CckHttpRequest *request);
} methods[] = {
  { "none", CCK_CLIENT_AUTH_NONE, FALSE, apply_none },
  { "client_secret_basic", CCK_CLIENT_AUTH_SECRET_BASIC, TRUE, apply_secret_basic },
  { "client_secret_post", CCK_CLIENT_AUTH_SECRET_POST, TRUE, apply_secret_post },
  { "client_secret_jwt", CCK_CLIENT_AUTH_SECRET_JWT, TRUE, NULL },
  { "private_key_jwt", CCK_CLIENT_AUTH_PRIVATE_KEY_JWT, FALSE, NULL },
  { "tls_client_auth", CCK_CLIENT_AUTH_TLS, FALSE, NULL },
};

const char *
cck_client_auth_method_to_wire (CckClientAuthMethod method)
{
  g_return_val_if_fail ((gsize) method < G_N_ELEMENTS (methods), NULL);

  return methods[method].wire;
}

gboolean
cck_client_auth_method_from_wire (const char *wire, CckClientAuthMethod *method)
{
  g_return_val_if_fail (method != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      if (g_strcmp0 (methods[i].wire, wire) == 0)
        {
          *method = methods[i].method;
          return TRUE;
        }
    }

  return FALSE;
}

CckClientAuth *
cck_client_auth_new (CckClientAuthMethod method,
                     const char *client_id,
                     const char *secret,
                     GError **error)
{
  CckClientAuth *self;

  g_return_val_if_fail ((gsize) method < G_N_ELEMENTS (methods), NULL);
  g_return_val_if_fail (client_id != NULL, NULL);

  if (methods[method].apply == NULL)
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED,
                   _("Claimcheck does not speak the client authentication “%s”. Choose another."),
                   methods[method].wire);
      return NULL;
    }

  if (methods[method].has_secret && (secret == NULL || secret[0] == '\0'))
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER,
                   _("The client authentication “%s” needs a client secret."),
                   methods[method].wire);
      return NULL;
    }

  self = g_new0 (CckClientAuth, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->method = method;
  self->client_id = g_strdup (client_id);
  self->secret = methods[method].has_secret ? g_strdup (secret) : NULL;

  return self;
}

CckClientAuth *
cck_client_auth_ref (CckClientAuth *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cck_client_auth_unref (CckClientAuth *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->client_id);
  cck_sensitive_free (self->secret);
  g_free (self);
}

const char *
cck_client_auth_get_client_id (CckClientAuth *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->client_id;
}

const char *
cck_client_auth_get_secret (CckClientAuth *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->secret;
}

void
cck_client_auth_apply (CckClientAuth *self, CckHttpRequest *request)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (request != NULL);

  methods[self->method].apply (self, request);
}
