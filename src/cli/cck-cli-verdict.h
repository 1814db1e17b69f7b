/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-cli-output.h"
#include "cck-jwt.h"
#include "cck-verdict.h"

G_BEGIN_DECLS

/* Adds "verdict" and "checks" to the object that is open. @verdict: (nullable): nothing could be
 * checked then. */
void        cck_cli_verdict_add_members (JsonBuilder      *builder,
                                         CckVerdict       *verdict);
/* Adds "checks" alone. @verdict: (nullable) */
void        cck_cli_verdict_add_checks  (JsonBuilder      *builder,
                                         CckVerdict       *verdict);
/* "✓ Valid" in its colour. (transfer full) */
char       *cck_cli_verdict_dup_headline (CckVerdictResult  result);
/* A line a check, and below what is not as it should be: what was expected and found, and the
 * rule. */
void        cck_cli_verdict_print_checks (CckVerdict       *verdict);
/* A line a claim: name, value and what it means. Nothing here is believed. @now: seconds since
 * the epoch. */
void        cck_cli_claims_print         (CckJson          *claims,
                                          gint64            now);

G_END_DECLS
