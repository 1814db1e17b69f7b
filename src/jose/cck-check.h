/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  CCK_OUTCOME_PASSED,
  CCK_OUTCOME_FAILED,
  CCK_OUTCOME_WARNING,
  CCK_OUTCOME_NOT_CHECKED,
} CckOutcome;

/* One check of a verdict, borrowed from it. Its ids are wire words that stay: signature, algorithm,
 * key, issuer, audience, authorized-party, subject, expiry, not-before, issued-at, nonce, method,
 * target, events, at-hash, c-hash, s-hash, auth-time, acr, confirmation, type, critical, names,
 * client, token-id, lifetime, personal-data, key-id, key-algorithm, key-size, key-secrecy,
 * certificate.
 *
 * A check that passed and has something to say beyond that, such as on an RSA key of 2048 bits, is
 * a note: its explanation says it, and the verdict is none the worse for it. */
typedef struct _CckCheck CckCheck;

const char *cck_check_get_id          (const CckCheck *self);
CckOutcome  cck_check_get_outcome     (const CckCheck *self);
/* "Signature", "Issuer" …: translated. (transfer none) */
const char *cck_check_get_title       (const CckCheck *self);
/* What it was held against and what the token says, with visible escapes and safe to show; NULL
 * where there is nothing to say. Times are ISO 8601 in UTC. (transfer none) */
const char *cck_check_get_expected    (const CckCheck *self);
const char *cck_check_get_found       (const CckCheck *self);
/* "OIDC Core §3.1.3.7 (2)" (transfer none) */
const char *cck_check_get_rule        (const CckCheck *self);
/* One translated sentence (or two) that a person understands. (transfer none) */
const char *cck_check_get_explanation (const CckCheck *self);
/* TRUE after a failed signature: nothing that such a token says counts, this is only what it
 * says. */
gboolean    cck_check_is_advice       (const CckCheck *self);

/* A check of something other than a token, such as of a provider. Static: it is borrowed for good. */
typedef struct
{
  const char *id;    /* a wire word that stays */
  const char *title; /* untranslated, N_() marked */
  const char *rule;
} CckCheckKind;

/* @expected, @found: (transfer full) (nullable): any text; it is made safe to show. @explanation:
 * translated, copied. For cck_check_free(); a check of a verdict is the verdict's. (transfer full) */
CckCheck   *cck_check_new             (const CckCheckKind *kind,
                                       CckOutcome          outcome,
                                       char               *expected,
                                       char               *found,
                                       const char         *explanation);
void        cck_check_free            (CckCheck           *self);

/* "passed", "failed", "warning", "not-checked" */
const char *cck_outcome_get_name      (CckOutcome      outcome);
/* "Passed", "Failed", "Warning", "Not Checked": translated. */
const char *cck_outcome_get_title     (CckOutcome      outcome);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckCheck, cck_check_free)

G_END_DECLS
