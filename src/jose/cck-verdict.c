/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-verdict-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *name;
  const char *title;
} results[] = {
  [CCK_VERDICT_VALID] = { "valid", N_("Valid") },
  [CCK_VERDICT_VALID_WITH_WARNINGS] = { "valid-with-warnings", N_("Valid with Warnings") },
  [CCK_VERDICT_NOT_VALID] = { "not-valid", N_("Not Valid") },
  [CCK_VERDICT_NOT_FULLY_CHECKED] = { "not-fully-checked", N_("Not Fully Checked") },
};

G_DEFINE_BOXED_TYPE (CckVerdict, cck_verdict, cck_verdict_ref, cck_verdict_unref)

static gboolean
passed (CckVerdict *self,
        CckCheckId  id)
{
  return cck_verdict_has (self, id) && self->slots[id].outcome == CCK_OUTCOME_PASSED;
}

/* Nothing that a token says counts where it is not known who says it. */
static void
mark_advice (CckVerdict *self)
{
  gboolean refused = FALSE;

  for (CckCheckId id = CCK_CHECK_SIGNATURE; id <= CCK_CHECK_KEY; id++)
    refused |= cck_verdict_has (self, id) && self->slots[id].outcome == CCK_OUTCOME_FAILED;
  for (guint i = 0; refused && i < self->n_checks; i++)
    self->slots[self->order[i]].advice = self->order[i] >= CCK_CHECK_ISSUER;
}

/* RFC 9449 §4.3: a proof stands for one request and no longer, and has no issuer or audience. */
static gboolean
proof_passed (CckVerdict *self)
{
  return passed (self, CCK_CHECK_TYPE) && passed (self, CCK_CHECK_ISSUED_AT) &&
         passed (self, CCK_CHECK_METHOD) && passed (self, CCK_CHECK_TARGET) &&
         passed (self, CCK_CHECK_TOKEN_ID);
}

/* Signed data has no claims to demand anything of. */
static gboolean
all_demanded_passed (CckVerdict *self)
{
  return passed (self, CCK_CHECK_SIGNATURE) &&
         (self->profile == CCK_PROFILE_JWS ||
          (self->profile == CCK_PROFILE_DPOP && proof_passed (self)) ||
          (self->profile != CCK_PROFILE_DPOP && passed (self, CCK_CHECK_ISSUER) &&
           passed (self, CCK_CHECK_AUDIENCE) && passed (self, CCK_CHECK_EXPIRY)));
}

static void
conclude (CckVerdict *self)
{
  gboolean failed = FALSE, warned = FALSE;

  self->n_checks = 0;
  for (guint64 left = self->made; left != 0; left &= left - 1)
    {
      guint id = (guint) __builtin_ctzll (left);

      self->order[self->n_checks++] = (guint8) id;
      failed |= self->slots[id].outcome == CCK_OUTCOME_FAILED;
      warned |= self->slots[id].outcome == CCK_OUTCOME_WARNING;
    }

  mark_advice (self);

  if (failed)
    self->result = CCK_VERDICT_NOT_VALID;
  else if (!all_demanded_passed (self))
    self->result = CCK_VERDICT_NOT_FULLY_CHECKED;
  else
    self->result = warned ? CCK_VERDICT_VALID_WITH_WARNINGS : CCK_VERDICT_VALID;
}

static const char *
put_list (char               *place,
          const char * const *words)
{
  char *end = place;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (i > 0)
        end = g_stpcpy (end, ", ");
      end = g_stpcpy (end, words[i]);
    }
  *end = '\0';

  return place;
}

static void
clear_verdict (CckBlock *block)
{
  CckVerdict *self = (CckVerdict *) block;

  for (guint i = 0; i < self->n_checks; i++)
    cck_check_clear (&self->slots[self->order[i]]);
  g_clear_pointer (&self->jwk, cck_jwk_unref);
  cck_jwt_unref (self->jwt);
}

/* One block for the verdict and all texts that its checks may be asked for later. */
static CckVerdict *
alloc_verdict (const CckExpectations *expected,
               CckExpectedTexts      *texts)
{
  const char *given[] = {
    expected->issuer, expected->audience, expected->client_id, expected->subject, expected->nonce,
  };
  const char **kept[] = {
    &texts->issuer, &texts->audience, &texts->client_id, &texts->subject, &texts->nonce,
  };
  gsize sizes[G_N_ELEMENTS (given)], size = 1;
  CckVerdict *self;
  char *place;

  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    {
      sizes[i] = given[i] != NULL ? strlen (given[i]) + 1 : 0;
      size += sizes[i];
    }
  for (guint i = 0; expected->algorithms != NULL && expected->algorithms[i] != NULL; i++)
    size += strlen (expected->algorithms[i]) + 2;

  self = cck_block_new (sizeof *self + size, clear_verdict);
  place = (char *) (self + 1);
  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    {
      *kept[i] = given[i] != NULL ? memcpy (place, given[i], sizes[i]) : NULL;
      place += sizes[i];
    }
  texts->algorithms = expected->algorithms != NULL ? put_list (place, expected->algorithms) : NULL;

  return self;
}

static void
hold_trial (CckTrial *trial)
{
  cck_trial_header (trial);
  cck_trial_signature (trial);
  if (trial->verdict->profile == CCK_PROFILE_JWS)
    return;

  if (trial->verdict->profile == CCK_PROFILE_DPOP)
    cck_trial_proof (trial);
  else
    {
      cck_trial_claims (trial);
      cck_trial_times (trial);
    }
  if (trial->verdict->profile == CCK_PROFILE_ID_TOKEN)
    cck_trial_hashes (trial);
  else if (trial->verdict->profile == CCK_PROFILE_LOGOUT)
    cck_trial_logout (trial);
  cck_trial_advice (trial);
}

CckVerdict *
cck_verdict_new (CckJwt                *jwt,
                 CckJwks               *jwks,
                 const CckExpectations *expectations)
{
  CckVerdict *self;
  CckTrial trial;
  CckJson *payload;

  g_return_val_if_fail (jwt != NULL, NULL);
  g_return_val_if_fail (expectations != NULL, NULL);

  payload = cck_jwt_get_payload (jwt);
  self = alloc_verdict (expectations, &trial.texts);
  self->profile = expectations->profile;
  self->key_is_unknown = FALSE;
  self->made = 0;
  self->jwt = cck_jwt_ref (jwt);
  self->jwk = NULL;

  trial.verdict = self;
  trial.jwt = jwt;
  trial.jwks = jwks;
  trial.expected = expectations;
  trial.algorithm = CCK_ALGORITHM_UNKNOWN;
  cck_members_init (&trial.header, cck_json_get_root (cck_jwt_get_header (jwt)));
  cck_members_init (&trial.claims, payload != NULL ? cck_json_get_root (payload) : NULL);

  hold_trial (&trial);
  conclude (self);

  return self;
}

CckVerdict *
cck_verdict_ref (CckVerdict *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  cck_block_ref (&self->block);
  return self;
}

void
cck_verdict_unref (CckVerdict *self)
{
  g_return_if_fail (self != NULL);

  cck_block_unref (&self->block);
}

CckVerdictResult
cck_verdict_get_result (CckVerdict *self)
{
  g_return_val_if_fail (self != NULL, CCK_VERDICT_NOT_FULLY_CHECKED);

  return self->result;
}

gboolean
cck_verdict_is_accepted (CckVerdict *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->result == CCK_VERDICT_VALID || self->result == CCK_VERDICT_VALID_WITH_WARNINGS;
}

CckProfile
cck_verdict_get_profile (CckVerdict *self)
{
  g_return_val_if_fail (self != NULL, CCK_PROFILE_JWT);

  return self->profile;
}

guint
cck_verdict_get_n_checks (CckVerdict *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_checks;
}

const CckCheck *
cck_verdict_get_check (CckVerdict *self,
                       guint       index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->n_checks, NULL);

  return &self->slots[self->order[index]];
}

const CckCheck *
cck_verdict_find_check (CckVerdict *self,
                        const char *id)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < self->n_checks; i++)
    if (strcmp (cck_check_get_id (cck_verdict_get_check (self, i)), id) == 0)
      return cck_verdict_get_check (self, i);

  return NULL;
}

const CckCheck *
cck_verdict_get_failed (CckVerdict *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->n_checks; i++)
    if (cck_verdict_get_check (self, i)->outcome == CCK_OUTCOME_FAILED)
      return cck_verdict_get_check (self, i);

  return NULL;
}

gboolean
cck_verdict_key_is_unknown (CckVerdict *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->key_is_unknown;
}

CckJwk *
cck_verdict_get_jwk (CckVerdict *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->jwk;
}

const char *
cck_verdict_result_get_name (CckVerdictResult result)
{
  g_return_val_if_fail ((guint) result < G_N_ELEMENTS (results), NULL);

  return results[result].name;
}

const char *
cck_verdict_result_get_title (CckVerdictResult result)
{
  g_return_val_if_fail ((guint) result < G_N_ELEMENTS (results), NULL);

  return _(results[result].title);
}
