/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-oauth-error.h"

#include <glib/gi18n-lib.h>

#define MAX_WORD_LENGTH 64
#define MAX_DESCRIPTION_LENGTH 200

typedef struct
{
  gint64 retry_after;
  char *word;
} CckOauthErrorPrivate;

static void
cck_oauth_error_private_init (CckOauthErrorPrivate *priv)
{
}

static void
cck_oauth_error_private_copy (const CckOauthErrorPrivate *src, CckOauthErrorPrivate *dest)
{
  dest->retry_after = src->retry_after;
  dest->word = g_strdup (src->word);
}

static void
cck_oauth_error_private_clear (CckOauthErrorPrivate *priv)
{
  g_free (priv->word);
}

/* GLib puts the private part at an aligned offset, which the compiler cannot see. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wcast-align"
G_DEFINE_EXTENDED_ERROR (CckOauthError, cck_oauth_error)
#pragma GCC diagnostic pop

/* RFC 6749 §4.1.2.1, §5.2; RFC 6750 §3.1; RFC 9449 §12.2. What isn't here is CCK_OAUTH_ERROR_REFUSED. */
static const struct
{
  const char *wire;
  CckOauthError code;
  const char *message;
} words[] = {
  { "access_denied", CCK_OAUTH_ERROR_DECLINED, N_("Sign-in was declined at the provider.") },
  { "invalid_grant", CCK_OAUTH_ERROR_SIGN_IN_AGAIN,
    N_("The refresh token is no longer accepted. Sign in again.") },
  { "invalid_client", CCK_OAUTH_ERROR_WRONG_CLIENT,
    N_("The provider does not accept this client. Check the client ID, the secret and how the "
       "client authenticates.") },
  { "invalid_dpop_proof", CCK_OAUTH_ERROR_REFUSED,
    N_("The provider does not accept the proof of this session’s key. Check this computer’s "
       "clock.") },
  { "server_error", CCK_OAUTH_ERROR_SERVER,
    N_("The provider reports a fault of its own. Try again later.") },
  { "temporarily_unavailable", CCK_OAUTH_ERROR_SERVER,
    N_("The provider is overloaded or under maintenance. Try again later.") },
  { "invalid_token", CCK_OAUTH_ERROR_TOKEN_REFUSED,
    N_("The provider does not accept the access token. Refresh it or sign in again.") },
  { "insufficient_scope", CCK_OAUTH_ERROR_TOKEN_REFUSED,
    N_("The access token does not cover this request. Sign in again with more scopes.") },
};

/* RFC 6749 §5.2: %x20-21 / %x23-5B / %x5D-7E. Anything else could forge a line or a quotation. */
static char *
make_printable (const char *text, gsize max_length)
{
  GString *printable = g_string_new (NULL);

  for (const char *c = text != NULL ? text : ""; *c != '\0' && printable->len < max_length; c++)
    {
      gboolean fits = *c >= 0x20 && *c <= 0x7e && *c != '"' && *c != '\\';

      /* One mark a character, not one a byte of it. */
      if (((guchar) *c & 0xc0) != 0x80)
        g_string_append_c (printable, fits ? *c : '?');
    }

  return g_string_free_and_steal (printable);
}

static GError *
new_for_word (const char *word, const char *description)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_strcmp0 (words[i].wire, word) == 0)
        return g_error_new_literal (CCK_OAUTH_ERROR, words[i].code,
                                    g_dgettext (GETTEXT_PACKAGE, words[i].message));
    }

  if (description[0] == '\0')
    return g_error_new (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_REFUSED,
                        _("The provider refused the request: %s."), word);

  return g_error_new (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_REFUSED,
                      /* Translators: what it says, then its error code. */
                      _("The provider refused the request: %s (“%s”)."), word, description);
}

GError *
cck_oauth_error_new_from_wire (const char *word, const char *description, const char *uri)
{
  g_autofree char *safe_word = make_printable (word, MAX_WORD_LENGTH);
  g_autofree char *safe_description = make_printable (description, MAX_DESCRIPTION_LENGTH);
  g_autofree char *safe_uri = make_printable (uri, MAX_DESCRIPTION_LENGTH);
  GError *error = new_for_word (safe_word, safe_description);

  if (g_error_matches (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_REFUSED) &&
      g_str_has_prefix (safe_uri, "https://"))
    {
      g_autofree char *refusal = g_steal_pointer (&error->message);

      /* Translators: a whole sentence, then an address. */
      error->message = g_strdup_printf (_("%s It says more at %s"), refusal, safe_uri);
    }

  cck_oauth_error_get_private (error)->word = g_steal_pointer (&safe_word);

  return error;
}

gint64
cck_oauth_error_get_retry_after (const GError *error)
{
  if (error == NULL || error->domain != CCK_OAUTH_ERROR)
    return 0;

  return cck_oauth_error_get_private (error)->retry_after;
}

void
cck_oauth_error_set_retry_after (GError *error, gint64 seconds)
{
  g_return_if_fail (error != NULL && error->domain == CCK_OAUTH_ERROR);

  cck_oauth_error_get_private (error)->retry_after = seconds;
}

const char *
cck_oauth_error_get_word (const GError *error)
{
  if (error == NULL || error->domain != CCK_OAUTH_ERROR)
    return NULL;

  return cck_oauth_error_get_private (error)->word;
}
