/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-checkup-private.h"

#include <glib/gi18n-lib.h>

#include "cck-oauth-error.h"

/* FIELD’s usual best practice: an access token lives 15 minutes to an hour. */
#define SHORT_LIFETIME (15 * 60)
#define LONG_LIFETIME (60 * 60)
/* RFC 7519 §4.1.4: a leeway is a few minutes at most; ours is 30 seconds. */
#define LEEWAY 30
#define MAX_LEEWAY (5 * 60)
#define DAY (24 * 60 * 60)

void
cck_checkup_add (CckCheckup *self,
                 const CckCheckKind *kind,
                 CckOutcome outcome,
                 char *expected,
                 char *found,
                 const char *explanation)
{
  g_ptr_array_add (self->rows, cck_check_new (kind, outcome, expected, found, explanation));
}

static void
check_metadata (CckCheckup *self, const CckCheckKind *kind)
{
  const GError *error = self->input->metadata_error;

  if (self->input->metadata == NULL)
    cck_checkup_add (self, kind, error != NULL ? CCK_OUTCOME_FAILED : CCK_OUTCOME_NOT_CHECKED, NULL,
                     NULL, error != NULL ? error->message
                                         : _("The provider was not asked for its configuration."));
  else if (cck_metadata_get_document (self->input->metadata) == NULL)
    cck_checkup_add (self, kind, CCK_OUTCOME_NOT_CHECKED, NULL, NULL,
                     _("The addresses were typed in. What the provider offers beyond them is not "
                       "known."));
  else
    cck_checkup_add (self, kind, CCK_OUTCOME_PASSED, NULL,
                     g_strdup (cck_metadata_get_issuer (self->input->metadata)),
                     _("The provider publishes a configuration, and it can be read strictly."));
}

/* RFC 6750 §5.3: an hour or less. */
static void
check_lifetime (CckCheckup *self, const CckCheckKind *kind)
{
  gint64 seconds = self->input->access_token_lifetime;
  CckOutcome outcome = seconds <= LONG_LIFETIME ? CCK_OUTCOME_PASSED : CCK_OUTCOME_WARNING;
  const char *sentence;

  if (seconds < 0)
    {
      cck_checkup_add (self, kind, CCK_OUTCOME_NOT_CHECKED, g_strdup ("900–3600 s"), NULL,
                       _("No access token of this provider has been seen yet. Sign in once."));
      return;
    }

  if (seconds > LONG_LIFETIME)
    sentence = _("An access token lives longer than an hour. Whoever steals one has it that long.");
  else if (seconds < SHORT_LIFETIME)
    sentence = _("Access tokens are short-lived. Under a quarter of an hour they cost many "
                 "refreshes.");
  else
    sentence = _("Access tokens are short-lived.");

  cck_checkup_add (self, kind, outcome, g_strdup ("900–3600 s"),
                   g_strdup_printf ("%" G_GINT64_FORMAT " s", seconds), sentence);
}

/* RFC 9700 §2.2.2, §4.14.2: for public clients refresh tokens are rotated or bound to a key. */
static void
check_rotation (CckCheckup *self, const CckCheckKind *kind)
{
  switch (self->input->rotates)
    {
    case CCK_OBSERVED_YES:
      cck_checkup_add (self, kind, CCK_OUTCOME_PASSED, NULL, NULL,
                       _("A refresh brings a new refresh token, so that a stolen one is noticed."));
      break;

    case CCK_OBSERVED_NO:
      cck_checkup_add (self, kind, CCK_OUTCOME_WARNING, NULL, NULL,
                       _("The refresh token stays the same. Unless it is bound to a key, a stolen "
                         "one works unnoticed."));
      break;

    case CCK_OBSERVED_UNKNOWN:
    default:
      cck_checkup_add (self, kind, CCK_OUTCOME_NOT_CHECKED, NULL, NULL,
                       _("No refresh at this provider has been seen yet."));
    }
}

static void
check_freshness (CckCheckup *self, const CckCheckKind *kind)
{
  gint64 max_age = cck_metadata_get_max_age (self->metadata);
  g_autofree char *found = g_strdup_printf ("%" G_GINT64_FORMAT " s", max_age);

  if (max_age < 0)
    cck_checkup_add (self, kind, CCK_OUTCOME_PASSED, NULL, NULL,
                     _("The provider does not say how long its configuration may be kept, so it is "
                       "asked for again after minutes."));
  else if (max_age > DAY)
    cck_checkup_add (self, kind, CCK_OUTCOME_WARNING, g_strdup ("≤ 86400 s"),
                     g_steal_pointer (&found),
                     _("The configuration may be kept for more than a day, so a change reaches its "
                       "clients late."));
  else
    cck_checkup_add (self, kind, CCK_OUTCOME_PASSED, g_strdup ("≤ 86400 s"),
                     g_steal_pointer (&found),
                     _("The provider says how long its configuration may be kept."));
}

static void
check_clock (CckCheckup *self, const CckCheckKind *kind)
{
  gint64 date = cck_metadata_get_date (self->metadata);
  gint64 offset = date - self->input->metadata_received;
  CckOutcome outcome;
  const char *sentence;

  if (date == 0 || self->input->metadata_received == 0)
    {
      cck_checkup_add (self, kind, CCK_OUTCOME_NOT_CHECKED, NULL, NULL,
                       _("The provider’s answer does not say what time it is there."));
      return;
    }

  if (ABS (offset) <= LEEWAY)
    {
      outcome = CCK_OUTCOME_PASSED;
      sentence = _("The provider’s clock and the one here agree.");
    }
  else
    {
      outcome = ABS (offset) <= MAX_LEEWAY ? CCK_OUTCOME_WARNING : CCK_OUTCOME_FAILED;
      sentence = offset > 0
                     ? _("The provider’s clock is ahead of the one here. Tokens may seem to come "
                         "from the future; look at both clocks.")
                     : _("The provider’s clock is behind the one here. Tokens may seem to have "
                         "expired; look at both clocks.");
    }

  cck_checkup_add (self, kind, outcome, g_strdup_printf ("± %d s", LEEWAY),
                   g_strdup_printf ("%+" G_GINT64_FORMAT " s", offset), sentence);
}

/* What costs a person’s time in a browser is not tried behind their back. */
static void
check_pkce_enforced (CckCheckup *self, const CckCheckKind *kind)
{
  cck_checkup_add (self, kind, CCK_OUTCOME_NOT_CHECKED, NULL, NULL,
                   _("Whether the provider refuses a sign-in without PKCE can only be tried in a "
                     "browser. Claimcheck never sends one."));
}

static void
check_redirect_matching (CckCheckup *self, const CckCheckKind *kind)
{
  cck_checkup_add (self, kind, CCK_OUTCOME_NOT_CHECKED, NULL, NULL,
                   _("Whether the provider compares redirect URIs exactly can only be tried in a "
                     "browser."));
}

/* The rows in their order. */
static const struct
{
  CckCheckKind kind;
  CckCheckupFunc run;
  gboolean reads_document;
} questions[] = {
  { { "metadata", N_("Configuration"), "RFC 8414 §3" }, check_metadata, FALSE },
  { { "issuer", N_("Issuer"), "OIDC Discovery §4.3" }, cck_checkup_issuer, FALSE },
  { { "https", N_("Encryption on the Way"), "RFC 9700 §2.6" }, cck_checkup_https, FALSE },
  { { "pkce", N_("PKCE"), "RFC 9700 §2.1.1" }, cck_checkup_pkce, TRUE },
  { { "issuer-in-response", N_("Issuer in the Response"), "RFC 9207 §3" },
    cck_checkup_issuer_in_response, TRUE },
  { { "response-types", N_("Response Types"), "RFC 9700 §2.1.2" }, cck_checkup_response_types,
    TRUE },
  { { "grant-types", N_("Grant Types"), "RFC 9700 §2.4" }, cck_checkup_grant_types, TRUE },
  { { "refresh", N_("Refresh"), "RFC 6749 §6" }, cck_checkup_refresh, TRUE },
  { { "signing-algorithms", N_("Signing Algorithms"), "RFC 8725 §3.2" },
    cck_checkup_signing_algorithms, TRUE },
  { { "userinfo-signing", N_("Signed User Information"), "OIDC Core §5.3.2" },
    cck_checkup_userinfo_signing, TRUE },
  { { "client-authentication", N_("Client Authentication"), "RFC 9700 §2.5" },
    cck_checkup_client_authentication, TRUE },
  { { "par", N_("Pushed Authorization Requests"), "RFC 9126 §5" }, cck_checkup_pushed_requests,
    TRUE },
  { { "dpop", N_("Tokens Bound to a Key"), "RFC 9700 §2.2.1" }, cck_checkup_bound_tokens, TRUE },
  { { "request-objects", N_("Signed Requests"), "RFC 9101 §10.5" }, cck_checkup_request_objects,
    TRUE },
  { { "revocation", N_("Revocation"), "RFC 7009 §2" }, cck_checkup_revocation, FALSE },
  { { "introspection", N_("Introspection"), "RFC 7662 §2" }, cck_checkup_introspection, FALSE },
  { { "end-session", N_("End of the Session"), "OIDC RP-Initiated Logout §2" },
    cck_checkup_end_session, FALSE },
  { { "lifetime", N_("Lifetime of Access Tokens"), "RFC 6750 §5.3" }, check_lifetime, FALSE },
  { { "rotation", N_("Rotation of Refresh Tokens"), "RFC 9700 §4.14.2" }, check_rotation, FALSE },
  { { "freshness", N_("Age of the Configuration"), "RFC 9111 §5.2.2.1" }, check_freshness, TRUE },
  { { "clock", N_("Clock"), "RFC 7519 §4.1.4" }, check_clock, TRUE },
  { { "keys", N_("Keys"), "OIDC Core §10.1" }, cck_checkup_keys, FALSE },
  { { "pkce-enforced", N_("Sign-In without PKCE"), "RFC 9700 §2.1.1" }, check_pkce_enforced,
    FALSE },
  { { "redirect-matching", N_("Comparison of Redirect URIs"), "RFC 9700 §2.1" },
    check_redirect_matching, FALSE },
};

/* The questions that do without any metadata. */
static gboolean
is_answerable (CckCheckup *self, CckCheckupFunc run, gboolean reads_document)
{
  if (self->metadata == NULL)
    return run == check_metadata || run == cck_checkup_issuer || run == check_lifetime ||
           run == check_rotation || run == cck_checkup_keys || run == check_pkce_enforced ||
           run == check_redirect_matching;

  return !reads_document || cck_metadata_get_document (self->metadata) != NULL;
}

GPtrArray *
cck_checkup_new (const CckCheckupInput *input)
{
  CckCheckup self = { 0 };

  g_return_val_if_fail (input != NULL, NULL);

  self.input = input;
  self.metadata = input->metadata;
  self.rows = g_ptr_array_new_with_free_func ((GDestroyNotify) cck_check_free);
  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      if (is_answerable (&self, questions[i].run, questions[i].reads_document))
        questions[i].run (&self, &questions[i].kind);
      else
        cck_checkup_add (&self, &questions[i].kind, CCK_OUTCOME_NOT_CHECKED, NULL, NULL,
                         _("There is no configuration that could say so."));
    }

  return self.rows;
}
