/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-client-auth.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-client-assertion.h"
#include "cck-oauth-error.h"
#include "cck-sensitive.h"

struct _CckClientAuth
{
  gatomicrefcount ref_count;
  CckClientAuthMethod method;
  char *client_id;
  char *secret;
  CckJwk *key;
};

G_DEFINE_BOXED_TYPE (CckClientAuth, cck_client_auth, cck_client_auth_ref, cck_client_auth_unref)

/* What an assertion is made with. */
typedef struct
{
  CckMetadata *metadata;
  CckAssertionAudience audience;
  gint64 now;
} Occasion;

static gboolean
apply_name (CckClientAuth *self,
            CckHttpRequest *request,
            const Occasion *occasion,
            GError **error)
{
  /* RFC 6749 §3.2.1, RFC 8705 §2: a client without credentials in the request sends its name. */
  if (!cck_http_request_has_form (request, "client_id"))
    cck_http_request_add_form (request, "client_id", self->client_id);

  return TRUE;
}

static gboolean
apply_secret_basic (CckClientAuth *self,
                    CckHttpRequest *request,
                    const Occasion *occasion,
                    GError **error)
{
  /* RFC 6749 §2.3.1: both are form-encoded before they become user and password. */
  g_autofree char *user = cck_http_form_encode (self->client_id);
  g_autoptr (CckSensitive) password = cck_http_form_encode (self->secret);

  cck_http_request_set_basic (request, user, password);

  return TRUE;
}

static gboolean
apply_secret_post (CckClientAuth *self,
                   CckHttpRequest *request,
                   const Occasion *occasion,
                   GError **error)
{
  apply_name (self, request, occasion, error);
  cck_http_request_add_form (request, "client_secret", self->secret);

  return TRUE;
}

static gboolean
apply_assertion (CckClientAuth *self,
                 CckHttpRequest *request,
                 const Occasion *occasion,
                 GError **error)
{
  g_autoptr (CckJwk) secret = NULL;
  g_autoptr (CckSensitive) assertion = NULL;

  /* OpenID Connect Core §10.1: the octets of the secret are the key of the HMAC. */
  if (self->method == CCK_CLIENT_AUTH_SECRET_JWT)
    secret = cck_jwk_new_secret (self->secret, strlen (self->secret));

  assertion = cck_client_assertion_dup (secret != NULL ? secret : self->key, self->client_id,
                                        occasion->metadata, occasion->audience, occasion->now,
                                        error);
  if (assertion == NULL)
    return FALSE;

  /* RFC 7523 §2.2. Some providers look the client up by its name, so that comes too. */
  apply_name (self, request, occasion, error);
  cck_http_request_add_form (request, "client_assertion_type", CCK_CLIENT_ASSERTION_TYPE);
  cck_http_request_add_form (request, "client_assertion", assertion);

  return TRUE;
}

/* RFC 7591 §2, RFC 8705 §2.1.1. */
static const struct
{
  const char *wire;
  CckClientAuthMethod method;
  gboolean has_secret;
  gboolean has_key;
  gboolean (*apply) (CckClientAuth *self,
                     CckHttpRequest *request,
                     const Occasion *occasion,
                     GError **error);
} methods[] = {
  { "none", CCK_CLIENT_AUTH_NONE, FALSE, FALSE, apply_name },
  { "client_secret_basic", CCK_CLIENT_AUTH_SECRET_BASIC, TRUE, FALSE, apply_secret_basic },
  { "client_secret_post", CCK_CLIENT_AUTH_SECRET_POST, TRUE, FALSE, apply_secret_post },
  { "client_secret_jwt", CCK_CLIENT_AUTH_SECRET_JWT, TRUE, FALSE, apply_assertion },
  { "private_key_jwt", CCK_CLIENT_AUTH_PRIVATE_KEY_JWT, FALSE, TRUE, apply_assertion },
  { "tls_client_auth", CCK_CLIENT_AUTH_TLS, FALSE, FALSE, apply_name },
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

static gboolean
check_credentials (CckClientAuthMethod method, const char *secret, CckJwk *key, GError **error)
{
  const char *wire = methods[method].wire;

  if (methods[method].has_secret && (secret == NULL || secret[0] == '\0'))
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER,
                   _("The client authentication “%s” needs a client secret."), wire);
      return FALSE;
    }

  /* A shared secret is no private key, whatever file it came in. */
  if ((methods[method].has_key && key == NULL) ||
      (key != NULL && (!cck_jwk_is_private (key) || g_str_equal (cck_jwk_get_kty (key), "oct"))))
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER,
                   _("The client authentication “%s” needs the client’s private key."), wire);
      return FALSE;
    }

  return TRUE;
}

CckClientAuth *
cck_client_auth_new (CckClientAuthMethod method,
                     const char *client_id,
                     const char *secret,
                     CckJwk *key,
                     GError **error)
{
  CckClientAuth *self;

  g_return_val_if_fail ((gsize) method < G_N_ELEMENTS (methods), NULL);
  g_return_val_if_fail (client_id != NULL, NULL);

  if (!check_credentials (method, secret, key, error))
    return NULL;

  self = g_new0 (CckClientAuth, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->method = method;
  self->client_id = g_strdup (client_id);
  self->secret = methods[method].has_secret ? g_strdup (secret) : NULL;
  self->key = key != NULL ? cck_jwk_ref (key) : NULL;

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
  g_clear_pointer (&self->key, cck_jwk_unref);
  g_free (self);
}

CckClientAuthMethod
cck_client_auth_get_method (CckClientAuth *self)
{
  g_return_val_if_fail (self != NULL, CCK_CLIENT_AUTH_NONE);

  return self->method;
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

CckJwk *
cck_client_auth_get_key (CckClientAuth *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->key;
}

gboolean
cck_client_auth_apply (CckClientAuth *self,
                       CckHttpRequest *request,
                       CckMetadata *metadata,
                       CckAssertionAudience audience,
                       gint64 now,
                       GError **error)
{
  Occasion occasion = { metadata, audience, now };

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (request != NULL, FALSE);
  g_return_val_if_fail (metadata != NULL, FALSE);

  return methods[self->method].apply (self, request, &occasion, error);
}

gboolean
cck_client_auth_asserts (CckClientAuth *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return methods[self->method].apply == apply_assertion;
}
