/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-client-registration.h"

#include <glib/gi18n-lib.h>

#include "cck-http.h"
#include "cck-json.h"
#include "cck-oauth-error.h"
#include "cck-sensitive.h"
#include "cck-token-answer.h"

struct _CckClientRegistration
{
  gatomicrefcount ref_count;
  char *client_id;
  char *client_secret;
  gint64 secret_expires_at;
  CckClientAuthMethod auth_method;
  GStrv redirect_uris;
  char *scope;
  char *uri;
  char *access_token;
};

G_DEFINE_BOXED_TYPE (CckClientRegistration, cck_client_registration, cck_client_registration_ref,
                     cck_client_registration_unref)

CckClientRegistration *
cck_client_registration_ref (CckClientRegistration *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cck_client_registration_unref (CckClientRegistration *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->client_id);
  cck_sensitive_free (self->client_secret);
  g_strfreev (self->redirect_uris);
  g_free (self->scope);
  g_free (self->uri);
  cck_sensitive_free (self->access_token);
  g_free (self);
}

static gboolean
refuse (GError **error, const char *name)
{
  g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER,
               _("The answer to the registration cannot be used: “%s” is missing or not what it "
                 "should be."), name);

  return FALSE;
}

/* RFC 7591 §3.2.1. */
static gboolean
read_credentials (CckClientRegistration *self, const CckJsonValue *root, GError **error)
{
  const CckJsonValue *end = cck_json_get_member (root, "client_secret_expires_at");
  const char *client_id = cck_json_get_member_string (root, "client_id");

  if (client_id == NULL || client_id[0] == '\0' || !cck_token_answer_is_vschar (client_id))
    return refuse (error, "client_id");

  if (!cck_token_answer_read_optional (root, "client_secret", &self->client_secret, NULL))
    return refuse (error, "client_secret");

  /* Required with a secret; 0 is never. */
  if (self->client_secret != NULL &&
      (!cck_json_get_int64 (end, &self->secret_expires_at) || self->secret_expires_at < 0))
    return refuse (error, "client_secret_expires_at");

  self->client_id = g_strdup (client_id);

  return TRUE;
}

static gboolean
read_auth_method (CckClientRegistration *self, const CckJsonValue *root, GError **error)
{
  const CckJsonValue *value = cck_json_get_member (root, "token_endpoint_auth_method");
  const char *wire = cck_json_get_string (value, NULL);
  g_autofree char *shown = NULL;

  /* RFC 7591 §2: client_secret_basic where nothing is said, which needs a secret. */
  if (value == NULL)
    self->auth_method = self->client_secret != NULL ? CCK_CLIENT_AUTH_SECRET_BASIC
                                                    : CCK_CLIENT_AUTH_NONE;
  else if (wire == NULL)
    return refuse (error, "token_endpoint_auth_method");
  else if (!cck_client_auth_method_from_wire (wire, &self->auth_method))
    {
      shown = g_strescape (wire, NULL);
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED,
                   _("The provider registered the client for the client authentication “%.60s”, "
                     "which Claimcheck does not speak."), shown);
      return FALSE;
    }

  if (self->client_secret == NULL &&
      (self->auth_method == CCK_CLIENT_AUTH_SECRET_BASIC ||
       self->auth_method == CCK_CLIENT_AUTH_SECRET_POST ||
       self->auth_method == CCK_CLIENT_AUTH_SECRET_JWT))
    return refuse (error, "client_secret");

  return TRUE;
}

/* RFC 7592 §3: both or neither. */
static gboolean
read_management (CckClientRegistration *self,
                 const CckJsonValue *root,
                 CckHttpFlags flags,
                 GError **error)
{
  const char *uri = cck_json_get_member_string (root, "registration_client_uri");
  const char *token = cck_json_get_member_string (root, "registration_access_token");

  if (uri == NULL && token == NULL)
    return TRUE;

  if (token == NULL || !cck_token_answer_is_b64token (token))
    return refuse (error, "registration_access_token");

  if (uri == NULL)
    return refuse (error, "registration_client_uri");

  if (!cck_http_check_uri (uri, flags, "registration_client_uri", error))
    return FALSE;

  self->uri = g_strdup (uri);
  self->access_token = g_strdup (token);

  return TRUE;
}

static gboolean
read_metadata (CckClientRegistration *self, const CckJsonValue *root, GError **error)
{
  const char *scope = cck_json_get_member_string (root, "scope");

  if (cck_json_get_member (root, "redirect_uris") != NULL)
    {
      self->redirect_uris = cck_json_dup_member_strv (root, "redirect_uris");
      if (self->redirect_uris == NULL)
        return refuse (error, "redirect_uris");
    }

  if (scope != NULL && cck_token_answer_is_vschar (scope))
    self->scope = g_strdup (scope);

  return TRUE;
}

CckClientRegistration *
cck_client_registration_parse (GBytes *document, CckHttpFlags flags, GError **error)
{
  g_autoptr (CckClientRegistration) self = NULL;
  g_autoptr (CckJson) json = NULL;
  g_autoptr (GError) fault = NULL;
  const CckJsonValue *root;

  g_return_val_if_fail (document != NULL, NULL);

  json = cck_json_parse_bytes (document, CCK_JSON_OBJECT, &fault);
  if (json == NULL)
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER,
                   _("The answer to the registration cannot be read: %s"), fault->message);
      return NULL;
    }

  self = g_new0 (CckClientRegistration, 1);
  g_atomic_ref_count_init (&self->ref_count);
  root = cck_json_get_root (json);
  if (!read_credentials (self, root, error) || !read_auth_method (self, root, error) ||
      !read_management (self, root, flags, error) || !read_metadata (self, root, error))
    return NULL;

  return g_steal_pointer (&self);
}

const char *
cck_client_registration_get_client_id (CckClientRegistration *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->client_id;
}

const char *
cck_client_registration_get_client_secret (CckClientRegistration *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->client_secret;
}

gint64
cck_client_registration_get_secret_expires_at (CckClientRegistration *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->secret_expires_at;
}

CckClientAuthMethod
cck_client_registration_get_auth_method (CckClientRegistration *self)
{
  g_return_val_if_fail (self != NULL, CCK_CLIENT_AUTH_NONE);

  return self->auth_method;
}

const char *const *
cck_client_registration_get_redirect_uris (CckClientRegistration *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) self->redirect_uris;
}

const char *
cck_client_registration_get_scope (CckClientRegistration *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->scope;
}

static char *
dup_common (const char *asked, const char *const *registered)
{
  g_auto (GStrv) words = g_strsplit (asked, " ", -1);
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  gboolean is_about_them = FALSE;

  for (gsize i = 0; words[i] != NULL; i++)
    {
      gboolean is_registered = g_strv_contains (registered, words[i]);

      /* An openid of a list alone says nothing of the others, and a list without it nothing of it. */
      is_about_them |= is_registered && !g_str_equal (words[i], "openid");
      if (is_registered || g_str_equal (words[i], "openid"))
        g_strv_builder_add (kept, words[i]);
    }
  list = g_strv_builder_end (kept);

  return is_about_them ? g_strjoinv (" ", list) : NULL;
}

char *
cck_client_registration_dup_scope (CckClientRegistration *self, const char *asked)
{
  g_auto (GStrv) registered = NULL;
  char *common = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (asked != NULL && self->scope != NULL)
    {
      registered = g_strsplit (self->scope, " ", -1);
      common = dup_common (asked, (const char *const *) registered);
    }

  return common != NULL ? common : g_strdup (asked);
}

const char *
cck_client_registration_get_uri (CckClientRegistration *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->uri;
}

const char *
cck_client_registration_get_access_token (CckClientRegistration *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->access_token;
}
