/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-check.h"
#include "cck-profile.h"

G_BEGIN_DECLS

/* In the order in which checks are shown; the names are in cck-check.c. */
typedef enum
{
  CCK_CHECK_SIGNATURE,
  CCK_CHECK_ALGORITHM,
  CCK_CHECK_KEY,
  CCK_CHECK_ISSUER,
  CCK_CHECK_AUDIENCE,
  CCK_CHECK_AUTHORIZED_PARTY,
  CCK_CHECK_SUBJECT,
  CCK_CHECK_EXPIRY,
  CCK_CHECK_NOT_BEFORE,
  CCK_CHECK_ISSUED_AT,
  CCK_CHECK_NONCE,
  CCK_CHECK_AT_HASH,
  CCK_CHECK_C_HASH,
  CCK_CHECK_AUTH_TIME,
  CCK_CHECK_TYPE,
  CCK_CHECK_CRITICAL,
  CCK_CHECK_NAMES,
  CCK_CHECK_CLIENT,
  CCK_CHECK_TOKEN_ID,
  CCK_CHECK_LIFETIME,
  CCK_N_CHECKS,
} CckCheckId;

struct _CckCheck
{
  CckCheckId   id;
  CckOutcome   outcome;
  CckProfile   profile; /* whose rule it is */
  gboolean     made;    /* else the slot is empty */
  gboolean     advice;
  char        *expected;
  char        *found;
  char        *explanation; /* NULL: the sentence of a check that passed */
};

/* Both turn text from outside into text that can be shown. @length: -1 for a terminated text. */
void cck_check_set_expected (CckCheck   *self,
                             const char *text,
                             gssize      length);
void cck_check_set_found    (CckCheck   *self,
                             const char *text,
                             gssize      length);
/* Sets the outcome and the sentence for it. */
void cck_check_explain      (CckCheck   *self,
                             CckOutcome  outcome,
                             const char *format,
                             ...) G_GNUC_PRINTF (3, 4);
void cck_check_clear        (CckCheck   *self);

G_END_DECLS
