/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-authorization.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-oauth-error.h"
#include "cck-pkce.h"
#include "cck-query.h"
#include "cck-sensitive.h"

/* 256 bits each, which nobody guesses (RFC 6749 §10.12). */
#define STATE_BYTES 32
#define NONCE_BYTES 32

typedef struct
{
  char *name;
  char *value;
} Parameter;

struct _CckAuthorization
{
  gatomicrefcount ref_count;
  CckMetadata *metadata;
  char *client_id;
  char *redirect_uri;
  char *scope;
  char *state;
  char *nonce;
  CckPkce *pkce;
  gint64 max_age;
  GPtrArray *parameters;
};

G_DEFINE_BOXED_TYPE (CckAuthorization,
                     cck_authorization,
                     cck_authorization_ref,
                     cck_authorization_unref)

/* What Claimcheck itself says in the request, and what would say it another way. */
static const char *const protocol_parameters[] = {
  "client_id", "client_secret", "code_challenge", "code_challenge_method", "max_age", "nonce",
  "redirect_uri", "request", "request_uri", "response_mode", "response_type", "scope", "state",
  NULL
};

static void
parameter_free (Parameter *parameter)
{
  g_free (parameter->name);
  g_free (parameter->value);
  g_free (parameter);
}

static gboolean
has_scope (const char *scope, const char *wanted)
{
  g_auto (GStrv) words = g_strsplit (scope, " ", -1);

  return g_strv_contains ((const char *const *) words, wanted);
}

/* The secrets of this transaction alone (RFC 9700 §2.1.1, §4.7.1). */
static gboolean
draw_secrets (CckAuthorization *self, GError **error)
{
  self->pkce = cck_pkce_new (error);
  if (self->pkce == NULL)
    return FALSE;

  self->state = cck_sensitive_new_random (STATE_BYTES, error);
  if (self->state == NULL)
    return FALSE;

  /* OpenID Connect Core §15.5.2: a nonce nobody can guess, in every OpenID request. */
  if (has_scope (self->scope, "openid"))
    self->nonce = cck_sensitive_new_random (NONCE_BYTES, error);

  return self->nonce != NULL || !has_scope (self->scope, "openid");
}

/* RFC 6749 §3.1: no parameter twice. A query of the endpoint’s own stays, unless it would speak for
 * the request. */
static gboolean
check_endpoint (CckMetadata *metadata, GError **error)
{
  const char *endpoint = cck_metadata_get_authorization_endpoint (metadata);
  const char *query;
  g_autoptr (GHashTable) own = NULL;

  if (endpoint == NULL)
    {
      g_set_error_literal (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED,
                           _("The provider has no authorization endpoint, so nobody can sign in "
                             "with a browser."));
      return FALSE;
    }

  query = strchr (endpoint, '?');
  if (query == NULL)
    return TRUE;

  own = g_uri_parse_params (query + 1, -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
  for (gsize i = 0; protocol_parameters[i] != NULL; i++)
    if (own == NULL || g_hash_table_contains (own, protocol_parameters[i]))
      {
        g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_METADATA,
                     _("The provider’s authorization_endpoint sets “%s” itself."),
                     protocol_parameters[i]);
        return FALSE;
      }

  return TRUE;
}

CckAuthorization *
cck_authorization_new (CckMetadata *metadata,
                       const char *client_id,
                       const char *redirect_uri,
                       const char *scope,
                       GError **error)
{
  g_autoptr (CckAuthorization) self = NULL;

  g_return_val_if_fail (metadata != NULL, NULL);
  g_return_val_if_fail (client_id != NULL && redirect_uri != NULL, NULL);

  if (!check_endpoint (metadata, error))
    return NULL;

  /* RFC 9700 §2.1.1: S256, or no request at all. */
  if (!cck_metadata_check_pkce (metadata, error))
    return NULL;

  self = g_new0 (CckAuthorization, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->metadata = cck_metadata_ref (metadata);
  self->client_id = g_strdup (client_id);
  self->redirect_uri = g_strdup (redirect_uri);
  self->scope = g_strdup (scope != NULL ? scope : "");
  self->max_age = -1;
  self->parameters = g_ptr_array_new_with_free_func ((GDestroyNotify) parameter_free);

  return draw_secrets (self, error) ? g_steal_pointer (&self) : NULL;
}

CckAuthorization *
cck_authorization_ref (CckAuthorization *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cck_authorization_unref (CckAuthorization *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  cck_metadata_unref (self->metadata);
  g_free (self->client_id);
  g_free (self->redirect_uri);
  g_free (self->scope);
  cck_sensitive_free (self->state);
  cck_sensitive_free (self->nonce);
  g_clear_pointer (&self->pkce, cck_pkce_free);
  g_ptr_array_unref (self->parameters);
  g_free (self);
}

static gboolean
has_parameter (CckAuthorization *self, const char *name)
{
  for (guint i = 0; i < self->parameters->len; i++)
    {
      Parameter *parameter = g_ptr_array_index (self->parameters, i);

      if (strcmp (parameter->name, name) == 0)
        return TRUE;
    }

  return FALSE;
}

gboolean
cck_authorization_add_parameter (CckAuthorization *self,
                                 const char *name,
                                 const char *value,
                                 GError **error)
{
  Parameter *parameter;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (name != NULL && value != NULL, FALSE);

  if (name[0] == '\0' || g_strv_contains (protocol_parameters, name))
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER,
                   _("The parameter “%s” belongs to the protocol and cannot be set."), name);
      return FALSE;
    }

  /* RFC 6749 §3.1: nothing twice; RFC 8707 §2: but resource. */
  if (strcmp (name, "resource") != 0 && has_parameter (self, name))
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER,
                   _("The parameter “%s” is set twice."), name);
      return FALSE;
    }

  parameter = g_new0 (Parameter, 1);
  parameter->name = g_strdup (name);
  parameter->value = g_strdup (value);
  g_ptr_array_add (self->parameters, parameter);

  return TRUE;
}

void
cck_authorization_set_max_age (CckAuthorization *self, gint64 seconds)
{
  g_return_if_fail (self != NULL);

  self->max_age = MAX (seconds, -1);
}

static void
append (GString *uri, const char *name, const char *value)
{
  char last = uri->len > 0 ? uri->str[uri->len - 1] : '\0';

  if (value == NULL || value[0] == '\0')
    return;

  if (last != '?' && last != '&')
    g_string_append_c (uri, '&');
  g_string_append_uri_escaped (uri, name, NULL, FALSE);
  g_string_append_c (uri, '=');
  g_string_append_uri_escaped (uri, value, NULL, FALSE);
}

char *
cck_authorization_dup_uri (CckAuthorization *self)
{
  GString *uri;

  g_return_val_if_fail (self != NULL, NULL);

  /* RFC 6749 §3.1: the endpoint's own query stays. */
  uri = g_string_new (cck_metadata_get_authorization_endpoint (self->metadata));
  if (strchr (uri->str, '?') == NULL)
    g_string_append_c (uri, '?');

  append (uri, "response_type", "code");
  append (uri, "client_id", self->client_id);
  append (uri, "redirect_uri", self->redirect_uri);
  append (uri, "scope", self->scope);
  append (uri, "state", self->state);
  append (uri, "nonce", self->nonce);
  append (uri, "code_challenge", cck_pkce_get_challenge (self->pkce));
  append (uri, "code_challenge_method", "S256");
  if (self->max_age >= 0)
    {
      g_autofree char *max_age = g_strdup_printf ("%" G_GINT64_FORMAT, self->max_age);

      append (uri, "max_age", max_age);
    }
  for (guint i = 0; i < self->parameters->len; i++)
    {
      Parameter *parameter = g_ptr_array_index (self->parameters, i);

      append (uri, parameter->name, parameter->value);
    }

  return g_string_free_and_steal (uri);
}

/* RFC 9207 §2.4, on error answers as on good ones. */
static gboolean
check_issuer (CckAuthorization *self, const char *issuer, GError **error)
{
  const char *expected = cck_metadata_get_issuer (self->metadata);
  g_autofree char *shown = NULL;

  if (issuer == NULL && cck_metadata_get_iss_in_response (self->metadata))
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_WRONG_ISSUER_IN_ANSWER,
                   _("The browser reply does not say which issuer it comes from, although “%s” "
                     "promises to. Nothing was saved."), expected);
      return FALSE;
    }

  if (issuer == NULL || strcmp (issuer, expected) == 0)
    return TRUE;

  shown = g_strescape (issuer, NULL);
  g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_WRONG_ISSUER_IN_ANSWER,
               _("The browser reply comes from “%.200s”, not from “%s”. Nothing was saved."), shown,
               expected);

  return FALSE;
}

static gboolean
check_sound (CckQuery *query, GError **error)
{
  /* RFC 6749 §3.1: no parameter twice; §4.1.2: a code or an error, never both. */
  if (cck_query_is_sound (query) &&
      (cck_query_get (query, "code") == NULL || cck_query_get (query, "error") == NULL))
    return TRUE;

  g_set_error_literal (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_BROWSER_REPLY,
                       _("The browser reply contradicts itself. Nothing was saved. Start again."));

  return FALSE;
}

/* The state first (RFC 9700 §4.7.1), then whether there is anything in the reply at all. */
static gboolean
check_ours (CckAuthorization *self, CckQuery *query, GError **error)
{
  gboolean ours = cck_query_count (query, "state") == 1 &&
                  cck_sensitive_equal (cck_query_get (query, "state"), self->state);

  if (ours && (cck_query_get (query, "code") != NULL || cck_query_get (query, "error") != NULL))
    return TRUE;

  g_set_error_literal (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_ANSWER_NOT_OURS,
                       _("The browser reply does not belong to this sign-in. Nothing was saved."));

  return FALSE;
}

CckAuthorizationResponse *
cck_authorization_parse_response (CckAuthorization *self, const char *query, GError **error)
{
  g_autoptr (CckQuery) parsed = NULL;
  const char *word;

  g_return_val_if_fail (self != NULL, NULL);

  parsed = cck_query_new (query);
  if (!check_ours (self, parsed, error))
    return NULL;

  /* A state is good for one answer, whatever that says. */
  g_clear_pointer (&self->state, cck_sensitive_free);

  if (!check_sound (parsed, error) ||
      !check_issuer (self, cck_query_get (parsed, "iss"), error))
    return NULL;

  word = cck_query_get (parsed, "error");
  if (word != NULL)
    {
      g_propagate_error (error,
                         cck_oauth_error_new_from_wire (
                             word, cck_query_get (parsed, "error_description"),
                             cck_query_get (parsed, "error_uri")));
      return NULL;
    }

  return cck_authorization_response_new (cck_query_get (parsed, "code"));
}

CckAuthorizationResponse *
cck_authorization_parse_pasted (CckAuthorization *self, const char *text, GError **error)
{
  g_autoptr (CckSensitive) address = NULL;
  const char *query = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  address = g_strstrip (g_strdup (text));
  if (g_str_has_prefix (address, self->redirect_uri))
    query = address + strlen (self->redirect_uri);

  if (query == NULL || (query[0] != '?' && query[0] != '&'))
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_ANSWER_NOT_OURS,
                   _("This is not the address that the browser came back to. It begins with “%s”."),
                   self->redirect_uri);
      return NULL;
    }

  /* A fragment is the browser's own and was never sent. */
  *(address + strcspn (address, "#")) = '\0';

  return cck_authorization_parse_response (self, query + 1, error);
}

CckMetadata *
cck_authorization_get_metadata (CckAuthorization *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->metadata;
}

const char *
cck_authorization_get_client_id (CckAuthorization *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->client_id;
}

const char *
cck_authorization_get_redirect_uri (CckAuthorization *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->redirect_uri;
}

const char *
cck_authorization_get_scope (CckAuthorization *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->scope;
}

const char *
cck_authorization_get_nonce (CckAuthorization *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->nonce;
}

gint64
cck_authorization_get_max_age (CckAuthorization *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return self->max_age;
}

const char *
cck_authorization_get_verifier (CckAuthorization *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return cck_pkce_get_verifier (self->pkce);
}

gboolean
cck_authorization_is_open (CckAuthorization *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->state != NULL;
}
