/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <string.h>

#include "cck-block-private.h"
#include "cck-check-private.h"
#include "cck-claims.h"
#include "cck-members-private.h"
#include "cck-verdict.h"

G_BEGIN_DECLS

/* What is expected, copied, since checks tell it when they are asked. */
typedef struct
{
  const char *issuer;
  const char *audience;
  const char *client_id;
  const char *subject;
  const char *nonce;
  const char *algorithms; /* "RS256, ES256" */
} CckExpectedTexts;

struct _CckVerdict
{
  CckBlock          block;
  CckProfile        profile;
  CckVerdictResult  result;
  guint             n_checks;
  gboolean          key_is_unknown;
  guint64           made; /* which slots are filled, a bit for each */
  guint8            order[CCK_N_CHECKS]; /* the same, as numbers */
  CckJwt           *jwt; /* whose values the checks show */
  CckJwk           *jwk;
  CckCheck          slots[CCK_N_CHECKS]; /* behind them stand the CckExpectedTexts */
};

G_STATIC_ASSERT (CCK_N_CHECKS <= 64);

/* A verdict in the making: what is looked at, and where the checks go. */
typedef struct
{
  CckVerdict            *verdict;
  CckJwt                *jwt;
  CckJwks               *jwks;
  const CckExpectations *expected;
  CckExpectedTexts       texts;
  CckMembers             header;
  CckMembers             claims; /* empty where the payload is no object */
  CckAlgorithm           algorithm;
} CckTrial;

/* Whether there is something to say about @id. */
static inline gboolean
cck_verdict_has (const CckVerdict *self,
                 CckCheckId        id)
{
  return (self->made >> id & 1) != 0;
}

/* The slot of @id, in use from now on; passed until something else is said. */
static inline CckCheck *
cck_trial_check (CckTrial   *trial,
                 CckCheckId  id)
{
  CckVerdict *verdict = trial->verdict;
  CckCheck *check = &verdict->slots[id];

  /* Slots are cleared when they come into use, which most never do. */
  if (!cck_verdict_has (verdict, id))
    {
      memset (check, 0, sizeof *check);
      check->id = (guint8) id;
      check->profile = (guint8) verdict->profile;
      verdict->made |= G_GUINT64_CONSTANT (1) << id;
    }
  check->outcome = CCK_OUTCOME_PASSED;

  return check;
}

/* There is nothing to say about @id after all. */
static inline void
cck_trial_drop (CckTrial   *trial,
                CckCheckId  id)
{
  cck_check_clear (&trial->verdict->slots[id]);
  trial->verdict->made &= ~(G_GUINT64_CONSTANT (1) << id);
}

/* A claim with the type of a NumericDate (RFC 7519 §2), shown by @check. */
CckClaimState cck_trial_time   (CckTrial   *trial,
                                CckCheck   *check,
                                CckMember   member,
                                double     *seconds);
/* "6 minutes", in the largest unit that leaves at least two: translated. (transfer full) */
char     *cck_trial_dup_span   (double      seconds);

void      cck_trial_header     (CckTrial   *trial);
void      cck_trial_signature  (CckTrial   *trial);
void      cck_trial_claims     (CckTrial   *trial);
void      cck_trial_times      (CckTrial   *trial);
void      cck_trial_hashes     (CckTrial   *trial);
/* What only a logout token, and only a proof, has to say. */
void      cck_trial_logout     (CckTrial   *trial);
void      cck_trial_proof      (CckTrial   *trial);
/* The key that a proof brings in its header, or NULL where @check says why not. (transfer full) */
CckJwk   *cck_trial_proof_key  (CckTrial   *trial,
                                CckCheck   *check);
/* What is advised beyond what must be. */
void      cck_trial_advice     (CckTrial   *trial);

G_END_DECLS
