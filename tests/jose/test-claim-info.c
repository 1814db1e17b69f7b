/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

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
test_sorted (void)
{
  const CckClaimInfo *info, *before = NULL;
  gsize i;

  for (i = 0; (info = cck_claim_info_get_nth (i)) != NULL; before = info, i++)
    {
      g_assert_true (before == NULL || strcmp (cck_claim_info_get_name (before),
                                               cck_claim_info_get_name (info)) < 0);
      g_assert_true (cck_claim_info_lookup (cck_claim_info_get_name (info)) == info);
      g_assert_cmpuint (strlen (cck_claim_info_get_title (info)), >, 1);
      g_assert_true (g_str_has_suffix (cck_claim_info_get_meaning (info), "."));
      g_assert_cmpint (cck_claim_info_get_group (info), <, CCK_CLAIM_N_GROUPS);
    }
  g_assert_cmpuint (i, >, 200);
}

static void
assert_all_known (const char *names,
                  guint       at_least)
{
  g_auto (GStrv) list = g_strsplit_set (names, " \n", -1);
  guint count = 0;

  for (guint i = 0; list[i] != NULL; i++)
    if (list[i][0] != '\0')
      {
        g_test_message ("%s", list[i]);
        g_assert_nonnull (cck_claim_info_lookup (list[i]));
        count++;
      }
  g_assert_cmpuint (count, >=, at_least);
}

/* The registry, below a comment that says where it is from. */
static void
test_registry (void)
{
  g_autofree char *path = g_build_filename (CCK_TEST_DATA, "iana", "jwt-claims.txt", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  const char *names;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  names = g_strrstr (text, "\n#");
  assert_all_known (strchr (names + 1, '\n'), 124);
}

/* What was registered later, and the names of each provider that is asked for. */
static void
test_complete (void)
{
  static const char names[] =
    "s_hash vct _sd ... _sd_alg sd_hash status status_list ttl "
    "consumerPlmnId consumerSnpnId producerPlmnId producerSnpnId producerNsiList producerNfSetId "
    "producerNfServiceSetId sourceNfInstanceId analyticsIdList resOwnerId "
    "jwks metadata metadata_policy metadata_policy_crit constraints crit authority_hints trust_marks "
    "trust_mark_issuers trust_mark_owners trust_mark_type delegation logo_uri source_endpoint "
    "oid tid upn ver wids uti rh aio idtyp scp appid appidacr azpacr unique_name "
    "realm_access resource_access session_state allowed-origins typ "
    "hd cid uid org_id org_name permissions gty "
    "cognito:groups cognito:username cognito:roles token_use origin_jti event_id username "
    "project_path namespace_path pipeline_id job_id ref ref_type ref_protected environment "
    "repository repository_owner actor workflow run_id job_workflow_ref sha event_name "
    "kubernetes.io";

  assert_all_known (names, 80);
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

  g_test_add_func ("/jose/claim-info/the-table-is-sorted", test_sorted);
  g_test_add_func ("/jose/claim-info/the-registry-is-known", test_registry);
  g_test_add_func ("/jose/claim-info/the-table-is-complete", test_complete);

  return g_test_run ();
}
