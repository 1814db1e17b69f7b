/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-check-private.h"
#include "cck-claims.h"
#include "cck-verdict.h"

G_BEGIN_DECLS

struct _CckVerdict
{
  gatomicrefcount   ref_count;
  CckProfile        profile;
  CckVerdictResult  result;
  CckCheck          slots[CCK_N_CHECKS];
  guint8            order[CCK_N_CHECKS]; /* the slots that are used */
  guint             n_checks;
  gboolean          key_is_unknown;
  CckJwk           *jwk;
};

/* A verdict in the making: what is looked at, and where the checks go. */
typedef struct
{
  CckVerdict            *verdict;
  CckJwt                *jwt;
  CckJwks               *jwks;
  const CckExpectations *expected;
  const CckJsonValue    *header;
  const CckJsonValue    *claims; /* NULL where the payload is no object */
  CckAlgorithm           algorithm;
} CckTrial;

/* The slot of @id, in use from now on; passed until something else is said. */
CckCheck *cck_trial_check      (CckTrial   *trial,
                                CckCheckId  id);
/* Shows a member of header or payload as what was found. */
void      cck_trial_show       (CckCheck           *check,
                                const CckJsonValue *value);

void      cck_trial_header     (CckTrial   *trial);
void      cck_trial_signature  (CckTrial   *trial);
void      cck_trial_claims     (CckTrial   *trial);
void      cck_trial_times      (CckTrial   *trial);

G_END_DECLS
