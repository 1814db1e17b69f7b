/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-claim-info.h"

static void
test_known (void)
{
  static const struct
  {
    const char    *name;
    const char    *title;
    CckClaimKind   kind;
    CckClaimGroup  group;
  } known[] = {
    { "acr", "Authentication Level", CCK_CLAIM_KIND_TEXT, CCK_CLAIM_GROUP_AUTHENTICATION },
    { "aud", "Audience", CCK_CLAIM_KIND_LIST, CCK_CLAIM_GROUP_AUDIENCE },
    { "exp", "Expires", CCK_CLAIM_KIND_TIME, CCK_CLAIM_GROUP_LIFETIME },
    { "iss", "Issuer", CCK_CLAIM_KIND_URI, CCK_CLAIM_GROUP_IDENTITY },
    { "jti", "Token ID", CCK_CLAIM_KIND_IDENTIFIER, CCK_CLAIM_GROUP_OTHER },
    { "scope", "Scope", CCK_CLAIM_KIND_SCOPES, CCK_CLAIM_GROUP_AUDIENCE },
    { "sub", "Subject", CCK_CLAIM_KIND_IDENTIFIER, CCK_CLAIM_GROUP_IDENTITY },
    { "zoneinfo", "Time Zone", CCK_CLAIM_KIND_TEXT, CCK_CLAIM_GROUP_IDENTITY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      const CckClaimInfo *info = cck_claim_info_lookup (known[i].name);

      g_assert_nonnull (info);
      g_assert_cmpstr (cck_claim_info_get_name (info), ==, known[i].name);
      g_assert_cmpstr (cck_claim_info_get_title (info), ==, known[i].title);
      g_assert_cmpint (cck_claim_info_get_kind (info), ==, known[i].kind);
      g_assert_cmpint (cck_claim_info_get_group (info), ==, known[i].group);
      g_assert_true (g_str_has_suffix (cck_claim_info_get_meaning (info), "."));
    }
}

static void
test_look_alikes (void)
{
  g_assert_null (cck_claim_info_lookup ("Exp"));
  g_assert_null (cck_claim_info_lookup ("exp "));
  g_assert_null (cck_claim_info_lookup ("\xd0\xb5xp"));
  g_assert_null (cck_claim_info_lookup ("email_verified\xe2\x80\xae"));
  g_assert_null (cck_claim_info_lookup (""));
}

static void
test_groups (void)
{
  for (guint i = 0; i < CCK_CLAIM_N_GROUPS; i++)
    g_assert_nonnull (cck_claim_group_get_title (i));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/jose/claim-info/known-claims-have-a-meaning", test_known);
  g_test_add_func ("/jose/claim-info/A47-look-alikes-are-unknown", test_look_alikes);
  g_test_add_func ("/jose/claim-info/groups-have-titles", test_groups);

  return g_test_run ();
}
