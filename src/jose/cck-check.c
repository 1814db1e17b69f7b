/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-check-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-sight-private.h"
#include "cck-visible-text.h"

/* The standard's place for each check: of any JWT, and where ID tokens or access tokens have a
 * place of their own. */
static const struct
{
  const char *id;
  const char *title;
  const char *passed;
  const char *rule;
  const char *id_token_rule;
  const char *access_token_rule;
  const char *logout_rule;
  const char *proof_rule;
} checks[CCK_N_CHECKS] = {
  [CCK_CHECK_SIGNATURE] = {
    "signature", N_("Signature"), N_("The signature matches the issuer’s key."),
    "RFC 7515 §5.2", "OIDC Core §3.1.3.7 (6)", "RFC 9068 §4", "OIDC Back-Channel Logout §2.6",
    "RFC 9449 §4.3" },
  [CCK_CHECK_ALGORITHM] = {
    "algorithm", N_("Algorithm"), N_("The token is signed with an algorithm that is allowed."),
    "RFC 8725 §3.1", "OIDC Core §3.1.3.7 (7)", "RFC 9068 §4", "OIDC Back-Channel Logout §2.6",
    "RFC 9449 §4.3" },
  [CCK_CHECK_KEY] = {
    "key", N_("Key"), N_("The issuer publishes the key, and it is for this algorithm."),
    "RFC 7517 §4.5", "OIDC Core §10.1", NULL, NULL, "RFC 9449 §4.3" },
  [CCK_CHECK_ISSUER] = {
    "issuer", N_("Issuer"), N_("The token comes from the issuer that was expected."),
    "RFC 7519 §4.1.1", "OIDC Core §3.1.3.7 (2)", "RFC 9068 §4", "OIDC Back-Channel Logout §2.6", NULL },
  [CCK_CHECK_AUDIENCE] = {
    "audience", N_("Audience"), N_("The token is meant for the audience that was expected."),
    "RFC 7519 §4.1.3", "OIDC Core §3.1.3.7 (3)", "RFC 9068 §4", "OIDC Back-Channel Logout §2.6", NULL },
  [CCK_CHECK_AUTHORIZED_PARTY] = {
    "authorized-party", N_("Authorized Party"), N_("The token was issued to this client."),
    "OIDC Core §2", "OIDC Core §3.1.3.7 (4, 5)", NULL, NULL, NULL },
  [CCK_CHECK_SUBJECT] = {
    "subject", N_("Subject"), N_("The token says whom it is about."),
    "RFC 7519 §4.1.2", "OIDC Core §2", "RFC 9068 §2.2", "OIDC Back-Channel Logout §2.6",
    NULL },
  [CCK_CHECK_EXPIRY] = {
    "expiry", N_("Expiry"), N_("The token has not expired."),
    "RFC 7519 §4.1.4", "OIDC Core §3.1.3.7 (9)", "RFC 9068 §4", "OIDC Back-Channel Logout §2.6", NULL },
  [CCK_CHECK_NOT_BEFORE] = {
    "not-before", N_("Not Before"), N_("The token may be used already."),
    "RFC 7519 §4.1.5", NULL, NULL, NULL, NULL },
  [CCK_CHECK_ISSUED_AT] = {
    "issued-at", N_("Issued At"), N_("The token says when it was issued."),
    "RFC 7519 §4.1.6", "OIDC Core §3.1.3.7 (10)", "RFC 9068 §2.2", "OIDC Back-Channel Logout §2.6",
    "RFC 9449 §4.3" },
  [CCK_CHECK_NONCE] = {
    "nonce", N_("Nonce"), N_("The token answers the sign-in that was begun here."),
    "OIDC Core §3.1.3.7 (11)", NULL, NULL, "OIDC Back-Channel Logout §2.6", "RFC 9449 §4.3" },
  [CCK_CHECK_AT_HASH] = {
    "at-hash", N_("Access Token Hash"), N_("The access token belongs to this ID token."),
    "OIDC Core §3.1.3.8", NULL, NULL, NULL, "RFC 9449 §4.3" },
  [CCK_CHECK_C_HASH] = {
    "c-hash", N_("Code Hash"), N_("The code belongs to this ID token."),
    "OIDC Core §3.3.2.10", NULL, NULL, NULL, NULL },
  [CCK_CHECK_AUTH_TIME] = {
    "auth-time", N_("Sign-In Time"), N_("The person signed in recently enough."),
    "OIDC Core §3.1.3.7 (13)", NULL, NULL, NULL, NULL },
  [CCK_CHECK_TYPE] = {
    "type", N_("Type"), N_("The token is of the kind that was expected."),
    "RFC 8725 §3.11", NULL, "RFC 9068 §4", "OIDC Back-Channel Logout §2.4", "RFC 9449 §4.3" },
  [CCK_CHECK_CRITICAL] = {
    "critical", N_("Critical Extensions"), N_("The token asks for no extension."),
    "RFC 7515 §4.1.11", NULL, NULL, NULL, NULL },
  [CCK_CHECK_NAMES] = {
    "names", N_("Unique Names"), N_("No name stands twice."),
    "RFC 7519 §4", NULL, NULL, NULL, NULL },
  [CCK_CHECK_CLIENT] = {
    "client", N_("Client"), N_("The token says to which client it was issued."),
    "RFC 9068 §2.2", NULL, NULL, NULL, NULL },
  [CCK_CHECK_TOKEN_ID] = {
    "token-id", N_("Token ID"), N_("The token has an identifier of its own."),
    "RFC 9068 §2.2", NULL, NULL, "OIDC Back-Channel Logout §2.4", "RFC 9449 §4.2" },
  [CCK_CHECK_LIFETIME] = {
    "lifetime", N_("Lifetime"), N_("The token does not live longer than an hour."),
    "RFC 6750 §5.3", NULL, NULL, NULL, NULL },
  [CCK_CHECK_METHOD] = {
    "method", N_("Method"), N_("The proof is for one HTTP method."),
    "RFC 9449 §4.3", NULL, NULL, NULL, NULL },
  [CCK_CHECK_TARGET] = {
    "target", N_("Target"), N_("The proof is for one address."),
    "RFC 9449 §4.3", NULL, NULL, NULL, NULL },
  [CCK_CHECK_EVENTS] = {
    "events", N_("Event"), N_("The token says that a session is to end."),
    "OIDC Back-Channel Logout §2.6", NULL, NULL, NULL, NULL },
  [CCK_CHECK_S_HASH] = {
    "s-hash", N_("State Hash"), N_("The state of the sign-in belongs to this ID token."),
    "FAPI 1.0 Advanced §5.1", NULL, NULL, NULL, NULL },
  [CCK_CHECK_ACR] = {
    "acr", N_("Authentication Level"), N_("The person was authenticated as strongly as was asked."),
    "OIDC Core §3.1.3.7 (12)", NULL, NULL, NULL, NULL },
  [CCK_CHECK_CONFIRMATION] = {
    "confirmation", N_("Bound Key"),
    N_("The token is bound to a key. Whoever uses it has to prove to hold that key."),
    "RFC 7800 §3.1", NULL, NULL, NULL, NULL },
  [CCK_CHECK_PERSONAL_DATA] = {
    "personal-data", N_("Personal Data"), N_("The token says no more of the person than it has to."),
    "RFC 9068 §6", NULL, NULL, NULL, NULL },
  [CCK_CHECK_KEY_ID] = {
    "key-id", N_("Key ID"), N_("The token says which key signed it."),
    "RFC 7515 §4.1.4", "OIDC Core §10.1", NULL, NULL, NULL },
  [CCK_CHECK_KEY_ALGORITHM] = {
    "key-algorithm", N_("Algorithm of the Key"), N_("The key is for this algorithm alone."),
    "RFC 8725 §3.1", NULL, NULL, NULL, NULL },
  [CCK_CHECK_KEY_SIZE] = {
    "key-size", N_("Size of the Key"), N_("The key is long enough for years to come."),
    "NIST SP 800-57 Part 1 §5.6", NULL, NULL, NULL, NULL },
  [CCK_CHECK_KEY_SECRECY] = {
    "key-secrecy", N_("Secrecy of the Key"), N_("Only the public part of the key is known here."),
    "RFC 7517 §9.2", NULL, NULL, NULL, NULL },
  [CCK_CHECK_CERTIFICATE] = {
    "certificate", N_("Certificate"), N_("The certificate is one of this key."),
    "RFC 7517 §4.7", NULL, NULL, NULL, NULL },
};

/* A check that is no verdict’s has an id beyond the table, and its kind behind it. */
typedef struct
{
  CckCheck            check;
  const CckCheckKind *kind;
} OwnCheck;

static const struct
{
  const char *name;
  const char *title;
} outcomes[] = {
  [CCK_OUTCOME_PASSED] = { "passed", N_("Passed") },
  [CCK_OUTCOME_FAILED] = { "failed", N_("Failed") },
  [CCK_OUTCOME_WARNING] = { "warning", N_("Warning") },
  [CCK_OUTCOME_NOT_CHECKED] = { "not-checked", N_("Not Checked") },
};

void
cck_check_take_expected (CckCheck *self,
                         char     *text)
{
  g_free (self->expected);
  self->expected = text != NULL ? cck_visible_text_new (text, -1) : NULL;
  g_free (text);
}

void
cck_check_take_found (CckCheck *self,
                      char     *text)
{
  g_free (self->found);
  self->found = text != NULL ? cck_visible_text_new (text, -1) : NULL;
  g_free (text);
}

void
cck_check_explain (CckCheck   *self,
                   CckOutcome  outcome,
                   const char *format,
                   ...)
{
  va_list arguments;

  g_free (self->explanation);
  va_start (arguments, format);
  self->explanation = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  self->outcome = outcome;
}

void
cck_check_note (CckCheck   *self,
                const char *sentence)
{
  self->outcome = CCK_OUTCOME_PASSED;
  self->note = sentence;
}

CckCheck *
cck_check_new (const CckCheckKind *kind,
               CckOutcome          outcome,
               char               *expected,
               char               *found,
               const char         *explanation)
{
  OwnCheck *self;

  g_return_val_if_fail (kind != NULL, NULL);
  g_return_val_if_fail (explanation != NULL, NULL);

  self = g_new0 (OwnCheck, 1);
  self->kind = kind;
  self->check.id = CCK_N_CHECKS;
  self->check.outcome = (guint8) outcome;
  cck_check_take_expected (&self->check, expected);
  cck_check_take_found (&self->check, found);
  self->check.explanation = g_strdup (explanation);

  return &self->check;
}

void
cck_check_free (CckCheck *self)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->id == CCK_N_CHECKS);

  cck_check_clear (self);
  g_free (self);
}

static const CckCheckKind *
get_kind (const CckCheck *self)
{
  return self->id == CCK_N_CHECKS ? ((const OwnCheck *) self)->kind : NULL;
}

const char *
cck_check_get_id (const CckCheck *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_kind (self) != NULL ? get_kind (self)->id : checks[self->id].id;
}

CckOutcome
cck_check_get_outcome (const CckCheck *self)
{
  g_return_val_if_fail (self != NULL, CCK_OUTCOME_NOT_CHECKED);

  return self->outcome;
}

const char *
cck_check_get_title (const CckCheck *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return _(get_kind (self) != NULL ? get_kind (self)->title : checks[self->id].title);
}

/* Several threads may ask at once; the first answer stays. */
static const char *
get_text (char           **place,
          const CckSight  *sight)
{
  char *text = g_atomic_pointer_get (place);

  if (text != NULL || sight->look == CCK_LOOK_NONE)
    return text;

  text = cck_sight_describe (sight);
  if (g_atomic_pointer_compare_and_exchange (place, NULL, text))
    return text;

  g_free (text);
  return g_atomic_pointer_get (place);
}

const char *
cck_check_get_expected (const CckCheck *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_text (&((CckCheck *) self)->expected, &self->wanted);
}

const char *
cck_check_get_found (const CckCheck *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_text (&((CckCheck *) self)->found, &self->seen);
}

const char *
cck_check_get_rule (const CckCheck *self)
{
  const char *rule = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (get_kind (self) != NULL)
    return get_kind (self)->rule;

  if (self->profile == CCK_PROFILE_ID_TOKEN)
    rule = checks[self->id].id_token_rule;
  else if (self->profile == CCK_PROFILE_AT_JWT)
    rule = checks[self->id].access_token_rule;
  else if (self->profile == CCK_PROFILE_LOGOUT)
    rule = checks[self->id].logout_rule;
  else if (self->profile == CCK_PROFILE_DPOP)
    rule = checks[self->id].proof_rule;

  return rule != NULL ? rule : checks[self->id].rule;
}

const char *
cck_check_get_explanation (const CckCheck *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->explanation != NULL)
    return self->explanation;
  return _(self->note != NULL ? self->note : checks[self->id].passed);
}

gboolean
cck_check_is_advice (const CckCheck *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->advice;
}

const char *
cck_outcome_get_name (CckOutcome outcome)
{
  g_return_val_if_fail ((guint) outcome < G_N_ELEMENTS (outcomes), NULL);

  return outcomes[outcome].name;
}

const char *
cck_outcome_get_title (CckOutcome outcome)
{
  g_return_val_if_fail ((guint) outcome < G_N_ELEMENTS (outcomes), NULL);

  return _(outcomes[outcome].title);
}
