/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-claim-info.h"

G_BEGIN_DECLS

struct _CckClaimInfo
{
  const char    *name;
  const char    *title;
  const char    *meaning;
  CckClaimKind   kind;
  CckClaimGroup  group;
};

/* Sorted by name, byte for byte: it is searched by halves. */
extern const CckClaimInfo cck_claim_table[];
extern const gsize        cck_claim_table_size;

G_END_DECLS
