/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-id-token.h"

#include <glib/gi18n-lib.h>

#include "cck-chronicle-private.h"
#include "cck-session-error.h"
#include "cck-verifier.h"
#include "cck-visible-text.h"

/* The longest label that is kept; names from outside have no bound of their own. */
#define MAX_LABEL 120

static void
fill_expectations (CckSession            *session,
                   CckProvider           *provider,
                   CckProviderLink       *link,
                   CckTokenSet           *tokens,
                   const CckIdTokenRules *rules,
                   CckExpectations       *expectations)
{
  CckMetadata *metadata = cck_provider_link_get_metadata (link);
  CckSecret *secret = cck_provider_link_get_secret (link);

  expectations->profile = CCK_PROFILE_ID_TOKEN;
  expectations->issuer = cck_metadata_get_issuer (metadata);
  expectations->audience = cck_client_get_client_id (cck_provider_link_get_client (link));
  expectations->client_id = expectations->audience;
  expectations->subject = rules->subject;
  expectations->nonce = rules->nonce;
  expectations->nonce_optional = rules->nonce_optional;
  expectations->access_token = cck_token_set_get_access_token (tokens);
  expectations->max_age = rules->max_age;
  expectations->code = rules->code;
  expectations->algorithms = cck_metadata_get_id_token_signing_alg_values_supported (metadata);
  expectations->now = cck_clock_get_now (cck_session_get_clock (session));
  expectations->leeway = cck_session_get_leeway (session);
  expectations->public_client = secret == NULL;
  expectations->hmac_secret = secret == NULL ? NULL : cck_secret_get_text (secret);
  expectations->hmac_secret_length = secret == NULL ? 0 : cck_secret_get_length (secret);
}

/* The `alg` that this client is registered with goes before all that the provider knows (OIDC Core
 * §3.1.3.7 (7)); the levels that the person asked for are held against `acr` (12). */
typedef struct
{
  const char *algorithm[2];
  GStrv       acr_values;
} Registered;

static void
take_registered (CckProvider     *provider,
                 Registered      *registered,
                 CckExpectations *expectations)
{
  g_auto (GStrv) own = cck_provider_dup_parameters_for (provider, "authorization");

  if (cck_provider_get_id_token_algorithm (provider) != NULL)
    {
      registered->algorithm[0] = cck_provider_get_id_token_algorithm (provider);
      expectations->algorithms = registered->algorithm;
    }

  for (gsize i = 0; own != NULL && own[i] != NULL; i += 2)
    {
      if (!g_str_equal (own[i], "acr_values"))
        continue;

      registered->acr_values = g_strsplit (own[i + 1], " ", -1);
      expectations->acr_values = (const char * const *) registered->acr_values;
    }
}

static gboolean
is_about_time (const CckCheck *check)
{
  static const char * const ids[] = { "expiry", "not-before", "issued-at", "max-age", NULL };

  return check != NULL && g_strv_contains (ids, cck_check_get_id (check));
}

/* "Expired" and "your clock is wrong" are two things: by the provider's clock the token is in order. */
static gboolean
await_is_our_clock (CckSession       *session,
                    CckProvider      *provider,
                    CckProviderLink  *link,
                    CckJwt           *jwt,
                    CckExpectations  *expectations,
                    GError          **error)
{
  gint64 offset = cck_session_get_clock_offset (session, provider);
  g_autoptr (CckVerdict) corrected = NULL;

  if (ABS (offset) <= expectations->leeway)
    return FALSE;

  expectations->now += offset;
  corrected = cck_session_await_verdict (session, cck_provider_link_get_http (link),
                                         cck_provider_link_get_metadata (link), jwt, expectations,
                                         NULL);
  if (!cck_verdict_is_accepted (corrected))
    return FALSE;

  g_set_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_CLOCK,
               offset > 0 ? ngettext ("This computer’s clock is %d second behind the provider’s. By "
                                      "the provider’s clock the token is in order.",
                                      "This computer’s clock is %d seconds behind the provider’s. "
                                      "By the provider’s clock the token is in order.",
                                      (gulong) offset)
                          : ngettext ("This computer’s clock is %d second ahead of the provider’s. "
                                      "By the provider’s clock the token is in order.",
                                      "This computer’s clock is %d seconds ahead of the provider’s. "
                                      "By the provider’s clock the token is in order.",
                                      (gulong) -offset),
               (int) ABS (offset));

  return TRUE;
}

static void
refuse (CckVerdict  *verdict,
        GError     **keys_error,
        GError     **error)
{
  const CckCheck *failed = cck_verdict_get_failed (verdict);

  if (failed != NULL)
    g_set_error_literal (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_CHECK_FAILED,
                         cck_check_get_explanation (failed));
  else if (*keys_error != NULL)
    g_propagate_error (error, g_steal_pointer (keys_error));
  else
    g_set_error_literal (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_CHECK_FAILED,
                         _("The ID token could not be fully checked."));
}

static gboolean
await_acceptance (CckSession       *session,
                  CckProvider      *provider,
                  CckProviderLink  *link,
                  CckJwt           *jwt,
                  CckExpectations  *expectations,
                  CckVerdict      **verdict,
                  GError          **error)
{
  g_autoptr (GError) keys_error = NULL;
  const CckCheck *failed;

  *verdict = cck_session_await_verdict (session, cck_provider_link_get_http (link),
                                        cck_provider_link_get_metadata (link), jwt, expectations,
                                        &keys_error);
  if (cck_verdict_is_accepted (*verdict))
    return TRUE;

  failed = cck_verdict_get_failed (*verdict);
  if (failed != NULL)
    cck_session_note_check_failed (session, provider, NULL, "id", cck_check_get_id (failed));
  if (!is_about_time (failed)
      || !await_is_our_clock (session, provider, link, jwt, expectations, error))
    refuse (*verdict, &keys_error, error);

  return FALSE;
}

CckJwt *
cck_session_await_id_token (CckSession             *session,
                            CckProvider            *provider,
                            CckProviderLink        *link,
                            CckTokenSet            *tokens,
                            const CckIdTokenRules  *rules,
                            CckVerdict            **verdict,
                            GError                **error)
{
  CckExpectations expectations = CCK_EXPECTATIONS_INIT;
  Registered registered = { 0 };
  g_autoptr (CckJwt) jwt = NULL;
  gboolean accepted;

  jwt = cck_jwt_parse (cck_token_set_get_id_token (tokens), -1, CCK_JWT_FLAGS_NONE, error);
  if (jwt == NULL)
    {
      g_prefix_error (error, "%s ", _("The ID token can’t be read."));
      return NULL;
    }

  fill_expectations (session, provider, link, tokens, rules, &expectations);
  take_registered (provider, &registered, &expectations);
  accepted = await_acceptance (session, provider, link, jwt, &expectations, verdict, error);
  g_strfreev (registered.acr_values);

  return accepted ? g_steal_pointer (&jwt) : NULL;
}

char *
cck_id_token_dup_label (CckJwt *id_token)
{
  static const char *names[] = { "email", "preferred_username", "name", "sub" };

  g_return_val_if_fail (id_token != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *text = cck_json_get_string (cck_jwt_get_claim (id_token, names[i]), NULL);
      g_autofree char *visible = NULL;

      if (text == NULL || *text == '\0')
        continue;

      visible = cck_visible_text_new (text, -1);
      return g_utf8_substring (visible, 0, MIN (g_utf8_strlen (visible, -1), MAX_LABEL));
    }

  return g_strdup (_("Account"));
}
