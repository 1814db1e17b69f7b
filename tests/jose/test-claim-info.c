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

/* Every name of the registry and of each provider that is asked for. */
static void
test_complete (void)
{
  static const char names[] =
    "iss sub aud exp nbf iat jti name given_name family_name middle_name nickname "
    "preferred_username profile picture website email email_verified gender birthdate zoneinfo "
    "locale phone_number phone_number_verified address updated_at azp nonce auth_time at_hash "
    "c_hash s_hash acr amr sub_jwk cnf sip_from_tag sip_date sip_callid sip_cseq_num "
    "sip_via_branch orig dest mky events toe txn rph sid vot vtm attest origid act scope client_id "
    "may_act jcard at_use_nbr div opt vc vp sph ace_profile cnonce exi roles groups entitlements "
    "token_introspection eat_nonce ueid sueids oemid hwmodel hwversion oemboot dbgstat location "
    "eat_profile submods uptime bootcount bootseed dloas swname swversion manifests measurements "
    "measres intuse cdniv cdnicrit cdniip cdniuc cdniets cdnistt cdnistd authorization_details "
    "verified_claims place_of_birth nationalities birth_family_name birth_given_name "
    "birth_middle_name salutation title msisdn also_known_as htm htu ath atc sub_id rcd rcdi crn "
    "msgi _claim_names _claim_sources vct _sd ... _sd_alg sd_hash consumerPlmnId consumerSnpnId "
    "producerPlmnId producerSnpnId producerNsiList producerNfSetId producerNfServiceSetId "
    "sourceNfInstanceId analyticsIdList resOwnerId status status_list ttl geohash "
    "oid tid upn ver wids uti rh aio idtyp scp appid appidacr azpacr unique_name "
    "realm_access resource_access session_state allowed-origins typ "
    "hd cid uid org_id org_name permissions gty "
    "cognito:groups cognito:username cognito:roles token_use origin_jti event_id username "
    "project_path namespace_path pipeline_id job_id ref ref_type ref_protected environment "
    "repository repository_owner actor workflow run_id job_workflow_ref sha event_name "
    "kubernetes.io";
  g_auto (GStrv) list = g_strsplit (names, " ", -1);

  for (guint i = 0; list[i] != NULL; i++)
    {
      g_test_message ("%s", list[i]);
      g_assert_nonnull (cck_claim_info_lookup (list[i]));
    }
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
  g_test_add_func ("/jose/claim-info/the-table-is-complete", test_complete);

  return g_test_run ();
}
