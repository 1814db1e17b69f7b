/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-authorization-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-oauth-error.h"
#include "cck-sensitive.h"

/* What Claimcheck itself says in the request, and what would say it another way. */
static const char *const protocol_parameters[] = {
  "client_assertion", "client_assertion_type", "client_id", "client_secret", "code_challenge",
  "code_challenge_method", "dpop_jkt", "max_age", "nonce", "redirect_uri", "request",
  "request_uri", "response_mode", "response_type", "scope", "state", NULL
};

/* OAuth 2.0 Multiple Response Types §2.1, Form Post Response Mode §2. */
static const char *const response_modes[] = {
  [CCK_RESPONSE_MODE_QUERY] = "query",
  [CCK_RESPONSE_MODE_FORM_POST] = "form_post",
};

/* RFC 6749 §3.1: no parameter twice. A query of the endpoint’s own stays, unless it would speak for
 * the request. */
gboolean
cck_authorization_check_endpoint (CckMetadata *metadata, GError **error)
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

static gboolean
has_parameter (CckAuthorization *self, const char *name)
{
  for (guint i = 0; i < self->parameters->len; i++)
    {
      CckAuthorizationParameter *parameter = g_ptr_array_index (self->parameters, i);

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
  CckAuthorizationParameter *parameter;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (name != NULL && value != NULL, FALSE);

  if (self->carrier_name != NULL)
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER,
                   _("The request is made already, so “%s” cannot be added."), name);
      return FALSE;
    }

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

  parameter = g_new0 (CckAuthorizationParameter, 1);
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

gboolean
cck_authorization_set_response_mode (CckAuthorization *self, CckResponseMode mode, GError **error)
{
  const char *const *offered;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail ((gsize) mode < G_N_ELEMENTS (response_modes), FALSE);

  offered = cck_metadata_get_response_modes_supported (self->metadata);
  if (mode != CCK_RESPONSE_MODE_QUERY && offered != NULL &&
      !g_strv_contains (offered, response_modes[mode]))
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED,
                   /* Translators: the issuer, then the mode. */
                   _("“%s” does not offer the response mode “%s”."),
                   cck_metadata_get_issuer (self->metadata), response_modes[mode]);
      return FALSE;
    }

  self->response_mode = mode;

  return TRUE;
}

void
cck_authorization_set_dpop (CckAuthorization *self, CckDpop *dpop)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (dpop != NULL);

  cck_dpop_ref (dpop);
  g_clear_pointer (&self->dpop, cck_dpop_unref);
  self->dpop = dpop;
}

void
cck_authorization_each_parameter (CckAuthorization *self,
                                  CckAuthorizationParameterFunc func,
                                  gpointer user_data)
{
  g_autofree char *max_age = NULL;
  g_autofree char *thumbprint = NULL;

  if (self->max_age >= 0)
    max_age = g_strdup_printf ("%" G_GINT64_FORMAT, self->max_age);
  if (self->dpop != NULL)
    thumbprint = cck_dpop_dup_thumbprint (self->dpop);

  const struct
  {
    const char *name;
    const char *value;
  } own[] = {
    { "response_type", "code" },
    { "client_id", self->client_id },
    { "redirect_uri", self->redirect_uri },
    { "scope", self->scope },
    { "state", self->state },
    { "nonce", self->nonce },
    { "code_challenge", cck_pkce_get_challenge (self->pkce) },
    { "code_challenge_method", "S256" },
    { "max_age", max_age },
    /* RFC 9449 §10. */
    { "dpop_jkt", thumbprint },
    /* The default is not said. */
    { "response_mode", self->response_mode != CCK_RESPONSE_MODE_QUERY
                           ? response_modes[self->response_mode] : NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    {
      if (own[i].value != NULL && own[i].value[0] != '\0')
        func (own[i].name, own[i].value, user_data);
    }

  for (guint i = 0; i < self->parameters->len; i++)
    {
      CckAuthorizationParameter *parameter = g_ptr_array_index (self->parameters, i);

      func (parameter->name, parameter->value, user_data);
    }
}

void
cck_authorization_carry (CckAuthorization *self, const char *name, const char *value)
{
  self->carrier_name = name;
  g_clear_pointer (&self->carrier_value, cck_sensitive_free);
  self->carrier_value = g_strdup (value);
}

static void
append (const char *name, const char *value, gpointer user_data)
{
  GString *uri = user_data;
  char last = uri->len > 0 ? uri->str[uri->len - 1] : '\0';

  if (value[0] == '\0')
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

  if (self->carrier_name == NULL)
    {
      cck_authorization_each_parameter (self, append, uri);
      return g_string_free_and_steal (uri);
    }

  /* RFC 9126 §4, RFC 9101 §5: nothing beside it that could say another thing. */
  append ("client_id", self->client_id, uri);
  append (self->carrier_name, self->carrier_value, uri);

  return g_string_free_and_steal (uri);
}
