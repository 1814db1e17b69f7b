/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-authorization-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-oauth-error.h"
#include "cck-query.h"
#include "cck-sensitive.h"

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
               /* Translators: the issuer in the reply, then the one expected. */
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
