/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a claim's value is best shown. */
typedef enum
{
  CCK_CLAIM_KIND_TEXT,
  CCK_CLAIM_KIND_TIME,       /* seconds since the epoch */
  CCK_CLAIM_KIND_DURATION,   /* seconds */
  CCK_CLAIM_KIND_URI,        /* never a link by itself */
  CCK_CLAIM_KIND_SCOPES,     /* split at spaces, or an array */
  CCK_CLAIM_KIND_LIST,       /* an array, or one of its items */
  CCK_CLAIM_KIND_IDENTIFIER, /* compared, not read */
  CCK_CLAIM_KIND_BOOLEAN,
  CCK_CLAIM_KIND_EMAIL,
  CCK_CLAIM_KIND_PHONE,
  CCK_CLAIM_KIND_HASH,
  CCK_CLAIM_KIND_OBJECT,
} CckClaimKind;

/* In the order in which they are shown. */
typedef enum
{
  CCK_CLAIM_GROUP_IDENTITY,
  CCK_CLAIM_GROUP_LIFETIME,
  CCK_CLAIM_GROUP_AUDIENCE,
  CCK_CLAIM_GROUP_AUTHENTICATION,
  CCK_CLAIM_GROUP_OTHER,
  CCK_CLAIM_N_GROUPS,
} CckClaimGroup;

typedef struct _CckClaimInfo CckClaimInfo;

/* What is known of a claim by its exact name (the IANA registry of RFC 7519 §10.1, and what
 * widely used providers add), or NULL: an unknown claim is shown by its name in
 * CCK_CLAIM_GROUP_OTHER. Static. */
const CckClaimInfo *cck_claim_info_lookup       (const char         *name);

/* All that are known, sorted by name; NULL beyond the last. */
const CckClaimInfo *cck_claim_info_get_nth      (gsize               index);

const char         *cck_claim_info_get_name     (const CckClaimInfo *self);
/* "Expires", translated, in title case. */
const char         *cck_claim_info_get_title    (const CckClaimInfo *self);
/* One translated sentence. */
const char         *cck_claim_info_get_meaning  (const CckClaimInfo *self);
CckClaimKind        cck_claim_info_get_kind     (const CckClaimInfo *self);
CckClaimGroup       cck_claim_info_get_group    (const CckClaimInfo *self);

/* "Identity", "Lifetime", "Audience and Scope", "Authentication", "Other": translated. */
const char         *cck_claim_group_get_title   (CckClaimGroup       group);

G_END_DECLS
