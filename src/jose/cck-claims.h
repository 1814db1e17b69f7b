/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-json.h"

G_BEGIN_DECLS

/* Claims with the types that RFC 7519 §4.1 gives them. @claims is a payload's root. */
typedef enum
{
  CCK_CLAIM_ABSENT,
  CCK_CLAIM_PRESENT,
  CCK_CLAIM_MISTYPED, /* there, but of another type than the standard says */
} CckClaimState;

/* @text: (out): borrowed; may hold U+0000. @length: (out): its bytes. */
CckClaimState cck_claims_get_text       (const CckJsonValue  *claims,
                                         const char          *name,
                                         const char         **text,
                                         gsize               *length);
/* A NumericDate (RFC 7519 §2): a JSON number, whole or not, always finite. Seconds since the
 * epoch. */
CckClaimState cck_claims_get_time       (const CckJsonValue  *claims,
                                         const char          *name,
                                         double              *seconds);
/* "aud": a string, or an array of strings that is not empty (RFC 7519 §4.1.3).
 * @contains: (out) (optional): @audience is among them, byte for byte.
 * @others: (out) (optional): how many are not @audience. */
CckClaimState cck_claims_get_audience   (const CckJsonValue  *claims,
                                         const char          *audience,
                                         gboolean            *contains,
                                         guint               *others);
/* The same of the claim's value alone, NULL where there is none. */
CckClaimState cck_claims_read_audience  (const CckJsonValue  *value,
                                         const char          *audience,
                                         gboolean            *contains,
                                         guint               *others);
/* The audiences in their order, empty where there is none or it is mistyped. For display: visible
 * escapes stand for control characters. (transfer full) */
GStrv         cck_claims_dup_audiences  (const CckJsonValue  *claims);
/* "scope" (RFC 8693 §4.2) split at spaces, or an array as "scp" and some providers have it; empty
 * where there is none. (transfer full) */
GStrv         cck_claims_dup_scopes     (const CckJsonValue  *claims);

G_END_DECLS
