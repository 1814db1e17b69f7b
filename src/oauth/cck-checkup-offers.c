/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-checkup-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-algorithm.h"
#include "cck-oauth-error.h"

static gboolean
has (const char *const *words, const char *word)
{
  return words != NULL && g_strv_contains (words, word);
}

static char *
dup_list (const char *const *words)
{
  return words != NULL ? g_strjoinv (", ", (GStrv) words) : NULL;
}

void
cck_checkup_issuer (CckCheckup *self, const CckCheckKind *kind)
{
  const GError *error = self->input->metadata_error;

  if (self->metadata != NULL)
    cck_checkup_add (self, kind, CCK_OUTCOME_PASSED, g_strdup (self->input->issuer),
                     g_strdup (cck_metadata_get_issuer (self->metadata)),
                     _("The provider calls itself exactly what it was asked for as."));
  else if (g_error_matches (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_ISSUER_MISMATCH))
    cck_checkup_add (self, kind, CCK_OUTCOME_FAILED, g_strdup (self->input->issuer), NULL,
                     error->message);
  else
    cck_checkup_add (self, kind, CCK_OUTCOME_NOT_CHECKED, g_strdup (self->input->issuer), NULL,
                     _("There is no configuration that could say so."));
}

void
cck_checkup_https (CckCheckup *self, const CckCheckKind *kind)
{
  static const char *const names[] = {
    "authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint",
    "revocation_endpoint", "introspection_endpoint", "end_session_endpoint",
    "registration_endpoint", "device_authorization_endpoint",
    "pushed_authorization_request_endpoint",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *uri = cck_metadata_get_endpoint (self->metadata, names[i]);

      /* Plain http that got this far is on loopback, by the person’s leave. */
      if (uri != NULL && !g_str_has_prefix (uri, "https:"))
        {
          cck_checkup_add (self, kind, CCK_OUTCOME_WARNING, g_strdup ("https:"), g_strdup (uri),
                           _("This provider speaks plain HTTP, which is for trying things on this "
                             "computer and for nothing else."));
          return;
        }
    }

  cck_checkup_add (self, kind, CCK_OUTCOME_PASSED, g_strdup ("https:"), NULL,
                   _("All its addresses are encrypted."));
}

void
cck_checkup_pkce (CckCheckup *self, const CckCheckKind *kind)
{
  const char *const *methods = cck_metadata_get_code_challenge_methods_supported (self->metadata);

  if (has (methods, "S256") && !has (methods, "plain"))
    cck_checkup_add (self, kind, CCK_OUTCOME_PASSED, g_strdup ("S256"), dup_list (methods),
                     _("The provider offers PKCE with S256."));
  else if (has (methods, "S256"))
    cck_checkup_add (self, kind, CCK_OUTCOME_WARNING, g_strdup ("S256"), dup_list (methods),
                     _("The provider offers PKCE with S256, and “plain” too, which protects "
                       "against less."));
  else if (methods == NULL)
    cck_checkup_add (self, kind, CCK_OUTCOME_WARNING, g_strdup ("S256"), NULL,
                     _("The provider does not say whether it knows PKCE. It may ignore what "
                       "protects the sign-in."));
  else
    cck_checkup_add (self, kind, CCK_OUTCOME_FAILED, g_strdup ("S256"), dup_list (methods),
                     _("The provider does not offer PKCE with S256, without which a sign-in is not "
                       "safe."));
}

void
cck_checkup_issuer_in_response (CckCheckup *self, const CckCheckKind *kind)
{
  if (cck_metadata_get_iss_in_response (self->metadata))
    cck_checkup_add (self, kind, CCK_OUTCOME_PASSED, NULL, NULL,
                     _("The answer to a sign-in says which provider it is from, so no other one "
                       "can slip its own in."));
  else
    cck_checkup_add (self, kind, CCK_OUTCOME_WARNING, NULL, NULL,
                     _("The answer to a sign-in does not say which provider it is from. A client "
                       "with several providers can be misled."));
}

/* OIDC Discovery §3, RFC 9700 §2.1.2: nothing that puts an access token into an address. */
void
cck_checkup_response_types (CckCheckup *self, const CckCheckKind *kind)
{
  const char *const *types = cck_metadata_get_response_types_supported (self->metadata);
  gboolean is_implicit = FALSE;

  for (gsize i = 0; types != NULL && types[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (types[i], " ", -1);

      is_implicit = is_implicit || has ((const char *const *) words, "token");
    }

  if (types == NULL)
    cck_checkup_add (self, kind, CCK_OUTCOME_WARNING, g_strdup ("code"), NULL,
                     _("The provider does not say how it answers, although its configuration has "
                       "to."));
  else if (!has (types, "code"))
    cck_checkup_add (self, kind, CCK_OUTCOME_FAILED, g_strdup ("code"), dup_list (types),
                     _("The provider does not answer with a code, the only answer that is safe."));
  else if (is_implicit)
    cck_checkup_add (self, kind, CCK_OUTCOME_WARNING, g_strdup ("code"), dup_list (types),
                     _("The provider also hands access tokens out in an address (the implicit "
                       "grant), where they leak."));
  else
    cck_checkup_add (self, kind, CCK_OUTCOME_PASSED, g_strdup ("code"), dup_list (types),
                     _("The provider answers with a code, and puts no access token into an "
                       "address."));
}

void
cck_checkup_grant_types (CckCheckup *self, const CckCheckKind *kind)
{
  const char *const *grants = cck_metadata_get_grant_types_supported (self->metadata);

  if (has (grants, "password"))
    cck_checkup_add (self, kind, CCK_OUTCOME_FAILED, NULL, dup_list (grants),
                     _("The provider takes people’s passwords from a program, which no program "
                       "should ever see."));
  /* RFC 8414 §2: authorization_code and implicit where nothing is said. */
  else if (grants == NULL || has (grants, "implicit"))
    cck_checkup_add (self, kind, CCK_OUTCOME_WARNING, NULL, dup_list (grants),
                     grants == NULL
                         ? _("The provider does not say which grants it has, which by the standard "
                             "means the implicit one too.")
                         : _("The provider has the implicit grant, whose tokens leak from "
                             "addresses."));
  else
    cck_checkup_add (self, kind, CCK_OUTCOME_PASSED, NULL, dup_list (grants),
                     _("The provider has neither the implicit nor the password grant."));
}

void
cck_checkup_refresh (CckCheckup *self, const CckCheckKind *kind)
{
  const char *const *grants = cck_metadata_get_grant_types_supported (self->metadata);

  if (has (grants, "refresh_token"))
    cck_checkup_add (self, kind, CCK_OUTCOME_PASSED, g_strdup ("refresh_token"), NULL,
                     _("Sessions can be refreshed, so access tokens may be short-lived."));
  else if (grants == NULL)
    cck_checkup_add (self, kind, CCK_OUTCOME_NOT_CHECKED, g_strdup ("refresh_token"), NULL,
                     _("The provider does not say whether it refreshes tokens."));
  else
    cck_checkup_add (self, kind, CCK_OUTCOME_WARNING, g_strdup ("refresh_token"),
                     dup_list (grants),
                     _("The provider does not refresh tokens, so a session ends with its access "
                       "token."));
}

void
cck_checkup_signing_algorithms (CckCheckup *self, const CckCheckKind *kind)
{
  const char *const *names
      = cck_metadata_get_id_token_signing_alg_values_supported (self->metadata);
  gboolean is_symmetric = FALSE, is_asymmetric = FALSE;

  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    {
      CckAlgorithm algorithm = cck_algorithm_from_name (names[i]);

      is_symmetric = is_symmetric || cck_algorithm_is_symmetric (algorithm);
      is_asymmetric = is_asymmetric || (algorithm != CCK_ALGORITHM_UNKNOWN &&
                                        !cck_algorithm_is_symmetric (algorithm));
    }

  if (names == NULL)
    cck_checkup_add (self, kind, CCK_OUTCOME_NOT_CHECKED, g_strdup ("RS256, ES256"), NULL,
                     _("The provider signs no ID tokens, or does not say how."));
  else if (has (names, "none"))
    cck_checkup_add (self, kind, CCK_OUTCOME_FAILED, g_strdup ("RS256, ES256"), dup_list (names),
                     _("The provider offers ID tokens that are not signed, which anyone could have "
                       "written."));
  else if (!is_asymmetric)
    cck_checkup_add (self, kind, CCK_OUTCOME_FAILED, g_strdup ("RS256, ES256"), dup_list (names),
                     _("No algorithm that the provider offers can be checked with a public key."));
  else if (is_symmetric)
    cck_checkup_add (self, kind, CCK_OUTCOME_WARNING, g_strdup ("RS256, ES256"), dup_list (names),
                     _("The provider also signs with a secret that the client shares, so whoever "
                       "checks such a token can forge one."));
  else
    cck_checkup_add (self, kind, CCK_OUTCOME_PASSED, g_strdup ("RS256, ES256"), dup_list (names),
                     _("ID tokens are signed with keys that anyone can check and nobody else can "
                       "sign with."));
}

void
cck_checkup_userinfo_signing (CckCheckup *self, const CckCheckKind *kind)
{
  const char *const *names
      = cck_metadata_get_userinfo_signing_alg_values_supported (self->metadata);

  /* “none” stands here for the plain answer as well (OIDC Registration §2). */
  cck_checkup_add (self, kind, CCK_OUTCOME_PASSED, NULL, dup_list (names),
                   names != NULL ? _("The provider can sign what it tells of a person.")
                                 : _("What the provider tells of a person is as sure as the "
                                     "connection that it comes over."));
}

void
cck_checkup_client_authentication (CckCheckup *self, const CckCheckKind *kind)
{
  const char *const *methods
      = cck_metadata_get_token_endpoint_auth_methods_supported (self->metadata);
  gboolean has_keys = has (methods, "private_key_jwt") || has (methods, "tls_client_auth") ||
                      has (methods, "self_signed_tls_client_auth");

  if (!has (methods, "none"))
    cck_checkup_add (self, kind, CCK_OUTCOME_WARNING, g_strdup ("none"), dup_list (methods),
                     _("The provider does not list clients without a secret, which programs on "
                       "people’s own computers are."));
  else
    cck_checkup_add (self, kind, CCK_OUTCOME_PASSED, g_strdup ("none"), dup_list (methods),
                     has_keys ? _("Programs on people’s own computers need no secret, and servers "
                                  "can prove who they are with a key.")
                              : _("Programs on people’s own computers need no secret. Servers "
                                  "can’t prove who they are with a key, only with a secret."));
}

void
cck_checkup_pushed_requests (CckCheckup *self, const CckCheckKind *kind)
{
  const char *endpoint
      = cck_metadata_get_pushed_authorization_request_endpoint (self->metadata);

  if (endpoint == NULL && cck_metadata_get_require_pushed (self->metadata))
    cck_checkup_add (self, kind, CCK_OUTCOME_FAILED, NULL, NULL,
                     _("The provider demands pushed requests and does not say where to push "
                       "them."));
  else
    cck_checkup_add (self, kind, CCK_OUTCOME_PASSED, NULL, g_strdup (endpoint),
                     endpoint != NULL
                         ? _("What is asked for need not travel through the browser.")
                         : _("Not offered: what is asked for travels through the browser, where "
                             "it can be seen and changed."));
}

void
cck_checkup_bound_tokens (CckCheckup *self, const CckCheckKind *kind)
{
  const char *const *names
      = cck_metadata_get_dpop_signing_alg_values_supported (self->metadata);

  if (has (names, "none"))
    cck_checkup_add (self, kind, CCK_OUTCOME_FAILED, g_strdup ("ES256"), dup_list (names),
                     _("The provider takes proofs that are not signed, which prove nothing."));
  else if (names != NULL || cck_metadata_get_certificate_bound_tokens (self->metadata))
    cck_checkup_add (self, kind, CCK_OUTCOME_PASSED, g_strdup ("ES256"), dup_list (names),
                     _("Tokens can be bound to a key, so that a stolen one is of no use."));
  else
    cck_checkup_add (self, kind, CCK_OUTCOME_WARNING, g_strdup ("ES256"), NULL,
                     _("Tokens can’t be bound to a key. Whoever holds one can use it."));
}

void
cck_checkup_request_objects (CckCheckup *self, const CckCheckKind *kind)
{
  const char *const *names
      = cck_metadata_get_request_object_signing_alg_values_supported (self->metadata);
  gboolean is_offered = cck_metadata_get_request_parameter (self->metadata) ||
                        cck_metadata_get_require_signed_request (self->metadata);

  if (is_offered && has (names, "none") &&
      !cck_metadata_get_require_signed_request (self->metadata))
    cck_checkup_add (self, kind, CCK_OUTCOME_WARNING, NULL, dup_list (names),
                     _("The provider takes request objects that are not signed, which protect "
                       "nothing."));
  else
    cck_checkup_add (self, kind, CCK_OUTCOME_PASSED, NULL, dup_list (names),
                     is_offered ? _("What is asked for can be signed.")
                                : _("Not offered: what is asked for can’t be signed. Pushed "
                                    "requests do the same for most."));
}

void
cck_checkup_revocation (CckCheckup *self, const CckCheckKind *kind)
{
  const char *endpoint = cck_metadata_get_revocation_endpoint (self->metadata);

  cck_checkup_add (self, kind, endpoint != NULL ? CCK_OUTCOME_PASSED : CCK_OUTCOME_WARNING, NULL,
                   g_strdup (endpoint),
                   endpoint != NULL ? _("Tokens can be ended before their time.")
                                    : _("Tokens can’t be ended by a client. After a sign-out they "
                                        "live on until their time is over."));
}

void
cck_checkup_introspection (CckCheckup *self, const CckCheckKind *kind)
{
  const char *endpoint = cck_metadata_get_introspection_endpoint (self->metadata);

  cck_checkup_add (self, kind, CCK_OUTCOME_PASSED, NULL, g_strdup (endpoint),
                   endpoint != NULL ? _("The provider can be asked whether a token still counts.")
                                    : _("Not offered: whether a token still counts is known from "
                                        "the token alone."));
}

void
cck_checkup_end_session (CckCheckup *self, const CckCheckKind *kind)
{
  const char *endpoint = cck_metadata_get_end_session_endpoint (self->metadata);

  cck_checkup_add (self, kind, CCK_OUTCOME_PASSED, NULL, g_strdup (endpoint),
                   endpoint != NULL ? _("A client can end the session in the browser.")
                                    : _("Not offered: the session in the browser is ended at the "
                                        "provider’s own pages."));
}
