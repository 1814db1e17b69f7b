/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-client.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-oauth-error.h"

/* What a request says by itself: who asks, what is proven, and what is spent. */
static const char *const protocol_parameters[] = {
  "actor_token", "assertion", "client_assertion", "client_assertion_type", "client_id",
  "client_secret", "code", "code_challenge", "code_challenge_method", "code_verifier",
  "device_code", "dpop_jkt", "grant_type", "nonce", "password", "redirect_uri", "refresh_token",
  "request", "request_uri", "response_mode", "response_type", "scope", "state", "subject_token",
  "token", "username", NULL
};

/* RFC 8707 §2, RFC 8693 §2.1. */
static const char *const repeatable_parameters[] = { "audience", "resource", NULL };

static gboolean
check (CckHttpRequest *request, const char *name, GError **error)
{
  if (g_strv_contains (protocol_parameters, name))
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER,
                   _("The parameter “%s” belongs to the protocol and cannot be set."), name);
      return FALSE;
    }

  if (cck_http_request_has_form (request, name) && !g_strv_contains (repeatable_parameters, name))
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER,
                   _("The parameter “%s” is set twice."), name);
      return FALSE;
    }

  return TRUE;
}

static gboolean
add (CckHttpRequest *request, const char *parameter, GError **error)
{
  const char *equals = strchr (parameter, '=');
  g_autofree char *name = NULL;

  /* What stands there without a name may be a value, so it isn’t shown. */
  if (equals == NULL || equals == parameter)
    {
      g_set_error_literal (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER,
                           _("A parameter of your own is written NAME=VALUE."));
      return FALSE;
    }

  name = g_strndup (parameter, (gsize) (equals - parameter));
  if (!check (request, name, error))
    return FALSE;

  cck_http_request_add_form (request, name, equals + 1);

  return TRUE;
}

gboolean
cck_client_add_parameters (CckHttpRequest *request,
                           const char *const *parameters,
                           GError **error)
{
  g_return_val_if_fail (request != NULL, FALSE);

  for (gsize i = 0; parameters != NULL && parameters[i] != NULL; i++)
    {
      if (!add (request, parameters[i], error))
        return FALSE;
    }

  return TRUE;
}
