/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-claim-info-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char * const group_titles[CCK_CLAIM_N_GROUPS] = {
  [CCK_CLAIM_GROUP_IDENTITY] = N_("Identity"),
  [CCK_CLAIM_GROUP_LIFETIME] = N_("Lifetime"),
  [CCK_CLAIM_GROUP_AUDIENCE] = N_("Audience and Scope"),
  [CCK_CLAIM_GROUP_AUTHENTICATION] = N_("Authentication"),
  [CCK_CLAIM_GROUP_OTHER] = N_("Other"),
};

static int
compare_name (const void *name,
              const void *info)
{
  return strcmp (name, ((const CckClaimInfo *) info)->name);
}

const CckClaimInfo *
cck_claim_info_lookup (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  return bsearch (name, cck_claim_table, cck_claim_table_size, sizeof cck_claim_table[0],
                  compare_name);
}

const char *
cck_claim_info_get_name (const CckClaimInfo *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

const char *
cck_claim_info_get_title (const CckClaimInfo *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return _(self->title);
}

const char *
cck_claim_info_get_meaning (const CckClaimInfo *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return _(self->meaning);
}

const CckClaimInfo *
cck_claim_info_get_nth (gsize index)
{
  return index < cck_claim_table_size ? &cck_claim_table[index] : NULL;
}

CckClaimKind
cck_claim_info_get_kind (const CckClaimInfo *self)
{
  g_return_val_if_fail (self != NULL, CCK_CLAIM_KIND_TEXT);

  return self->kind;
}

CckClaimGroup
cck_claim_info_get_group (const CckClaimInfo *self)
{
  g_return_val_if_fail (self != NULL, CCK_CLAIM_GROUP_OTHER);

  return self->group;
}

const char *
cck_claim_group_get_title (CckClaimGroup group)
{
  g_return_val_if_fail ((guint) group < CCK_CLAIM_N_GROUPS, NULL);

  return _(group_titles[group]);
}
