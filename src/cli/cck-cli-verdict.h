/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-cli-table.h"
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
/* The same mark and colour with words of one's own. (transfer full) */
char       *cck_cli_verdict_dup_headline_with (CckVerdictResult  result,
                                               const char       *title);
/* Adds one check as a value. */
void        cck_cli_check_add            (JsonBuilder      *builder,
                                          const CckCheck   *check);
/* Adds its rows to a table of three columns. */
void        cck_cli_check_print          (CckCliTable      *table,
                                          const CckCheck   *check);
/* A line a check, and below what is not as it should be: what was expected and found, and the
 * rule. */
void        cck_cli_verdict_print_checks (CckVerdict       *verdict);
/* Member names and values as they stand there; NULL for NULL. (transfer full) */
char       *cck_cli_claims_dup_json      (CckJson          *claims);
/* A line a claim: name, value and what it means. Nothing here is believed. @now: seconds since
 * the epoch. */
void        cck_cli_claims_print         (CckJson          *claims,
                                          gint64            now);

G_END_DECLS
