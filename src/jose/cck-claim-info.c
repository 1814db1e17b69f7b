/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-claim-info.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _CckClaimInfo
{
  const char    *name;
  const char    *title;
  const char    *meaning;
  CckClaimKind   kind;
  CckClaimGroup  group;
};

#define KIND(kind) CCK_CLAIM_KIND_##kind
#define GROUP(group) CCK_CLAIM_GROUP_##group

/* Sorted by name, byte for byte: it is searched by halves. */
static const CckClaimInfo claims[] = {
  { "acr", N_("Authentication Level"), N_("How strongly the person was authenticated."),
    KIND (TEXT), GROUP (AUTHENTICATION) },
  { "act", N_("Actor"), N_("Who acts on behalf of the subject."), KIND (OBJECT),
    GROUP (IDENTITY) },
  { "address", N_("Address"), N_("The person’s postal address."), KIND (OBJECT),
    GROUP (IDENTITY) },
  { "allowed-origins", N_("Allowed Origins"),
    N_("Web pages that may use the token (Keycloak)."), KIND (LIST), GROUP (AUDIENCE) },
  { "amr", N_("Authentication Methods"), N_("How the person signed in, such as by password."),
    KIND (LIST), GROUP (AUTHENTICATION) },
  { "appid", N_("Application"), N_("The client that the token was issued to (Entra ID)."),
    KIND (IDENTIFIER), GROUP (AUDIENCE) },
  { "at_hash", N_("Access Token Hash"), N_("Ties the access token to this ID token."),
    KIND (HASH), GROUP (AUTHENTICATION) },
  { "aud", N_("Audience"), N_("Whom the token is meant for."), KIND (LIST), GROUP (AUDIENCE) },
  { "auth_time", N_("Signed In"), N_("When the person signed in."), KIND (TIME),
    GROUP (AUTHENTICATION) },
  { "authorization_details", N_("Authorization Details"),
    N_("What exactly the token allows."), KIND (LIST), GROUP (AUDIENCE) },
  { "azp", N_("Authorized Party"), N_("The client that the token was issued to."),
    KIND (IDENTIFIER), GROUP (AUDIENCE) },
  { "birthdate", N_("Birthday"), N_("When the person was born."), KIND (TEXT),
    GROUP (IDENTITY) },
  { "c_hash", N_("Code Hash"), N_("Ties the authorization code to this ID token."),
    KIND (HASH), GROUP (AUTHENTICATION) },
  { "cid", N_("Client"), N_("The client that the token was issued to (Okta)."),
    KIND (IDENTIFIER), GROUP (AUDIENCE) },
  { "client_id", N_("Client"), N_("The client that the token was issued to."),
    KIND (IDENTIFIER), GROUP (AUDIENCE) },
  { "cnf", N_("Confirmation Key"), N_("The key that whoever uses the token must prove to hold."),
    KIND (OBJECT), GROUP (AUTHENTICATION) },
  { "cognito:groups", N_("Groups"), N_("The groups that the person is in (Amazon Cognito)."),
    KIND (LIST), GROUP (IDENTITY) },
  { "cognito:username", N_("Username"), N_("The person’s name for signing in (Amazon Cognito)."),
    KIND (IDENTIFIER), GROUP (IDENTITY) },
  { "email", N_("Email"), N_("The person’s email address."), KIND (EMAIL), GROUP (IDENTITY) },
  { "email_verified", N_("Email Verified"),
    N_("Whether the issuer has seen that the email address is the person’s."), KIND (BOOLEAN),
    GROUP (IDENTITY) },
  { "entitlements", N_("Entitlements"), N_("What the subject may do."), KIND (LIST),
    GROUP (AUDIENCE) },
  { "events", N_("Events"), N_("What happened, in a security event token."), KIND (OBJECT),
    GROUP (OTHER) },
  { "exp", N_("Expires"), N_("From when on the token must not be accepted."), KIND (TIME),
    GROUP (LIFETIME) },
  { "family_name", N_("Family Name"), N_("The person’s surname."), KIND (TEXT),
    GROUP (IDENTITY) },
  { "gender", N_("Gender"), N_("The person’s gender."), KIND (TEXT), GROUP (IDENTITY) },
  { "given_name", N_("Given Name"), N_("The person’s first name."), KIND (TEXT),
    GROUP (IDENTITY) },
  { "groups", N_("Groups"), N_("The groups that the subject is in."), KIND (LIST),
    GROUP (IDENTITY) },
  { "hd", N_("Hosted Domain"), N_("The organization’s domain (Google)."), KIND (TEXT),
    GROUP (IDENTITY) },
  { "iat", N_("Issued"), N_("When the token was made."), KIND (TIME), GROUP (LIFETIME) },
  { "idp", N_("Identity Provider"), N_("Who authenticated the person."), KIND (TEXT),
    GROUP (AUTHENTICATION) },
  { "iss", N_("Issuer"), N_("Who made and signed the token."), KIND (URI), GROUP (IDENTITY) },
  { "jkt", N_("Key Thumbprint"), N_("The fingerprint of the key that the token is bound to."),
    KIND (HASH), GROUP (AUTHENTICATION) },
  { "jti", N_("Token ID"), N_("A name for this very token."), KIND (IDENTIFIER),
    GROUP (OTHER) },
  { "kubernetes.io", N_("Kubernetes"), N_("The service account, pod and namespace."),
    KIND (OBJECT), GROUP (IDENTITY) },
  { "locale", N_("Language"), N_("The language that the person prefers."), KIND (TEXT),
    GROUP (IDENTITY) },
  { "may_act", N_("May Act"), N_("Who may act on behalf of the subject."), KIND (OBJECT),
    GROUP (AUDIENCE) },
  { "middle_name", N_("Middle Name"), N_("The person’s middle name."), KIND (TEXT),
    GROUP (IDENTITY) },
  { "name", N_("Name"), N_("The person’s full name."), KIND (TEXT), GROUP (IDENTITY) },
  { "namespace_path", N_("Namespace"), N_("The group or user of the project (GitLab)."),
    KIND (TEXT), GROUP (IDENTITY) },
  { "nbf", N_("Not Before"), N_("Until when the token must not be accepted."), KIND (TIME),
    GROUP (LIFETIME) },
  { "nickname", N_("Nickname"), N_("What the person is called."), KIND (TEXT),
    GROUP (IDENTITY) },
  { "nonce", N_("Nonce"), N_("Ties the token to the sign-in that asked for it."),
    KIND (IDENTIFIER), GROUP (AUTHENTICATION) },
  { "oid", N_("Object ID"), N_("The subject in the whole directory (Entra ID)."),
    KIND (IDENTIFIER), GROUP (IDENTITY) },
  { "org_id", N_("Organization"), N_("The organization that the person signed in to (Auth0)."),
    KIND (IDENTIFIER), GROUP (IDENTITY) },
  { "permissions", N_("Permissions"), N_("What the token allows (Auth0)."), KIND (LIST),
    GROUP (AUDIENCE) },
  { "phone_number", N_("Phone"), N_("The person’s phone number."), KIND (PHONE),
    GROUP (IDENTITY) },
  { "phone_number_verified", N_("Phone Verified"),
    N_("Whether the issuer has seen that the phone number is the person’s."), KIND (BOOLEAN),
    GROUP (IDENTITY) },
  { "picture", N_("Picture"), N_("Where a picture of the person is."), KIND (URI),
    GROUP (IDENTITY) },
  { "preferred_username", N_("Username"),
    N_("The name that the person goes by. Others may have it too."), KIND (TEXT),
    GROUP (IDENTITY) },
  { "profile", N_("Profile Page"), N_("Where the person’s profile is."), KIND (URI),
    GROUP (IDENTITY) },
  { "project_path", N_("Project"), N_("The project that the job runs for (GitLab)."),
    KIND (TEXT), GROUP (IDENTITY) },
  { "realm_access", N_("Realm Roles"), N_("The subject’s roles in the whole realm (Keycloak)."),
    KIND (OBJECT), GROUP (AUDIENCE) },
  { "ref", N_("Git Reference"), N_("The branch or tag that the job runs for."), KIND (TEXT),
    GROUP (OTHER) },
  { "repository", N_("Repository"), N_("The repository that the job runs for (GitHub)."),
    KIND (TEXT), GROUP (IDENTITY) },
  { "resource_access", N_("Client Roles"), N_("The subject’s roles for each client (Keycloak)."),
    KIND (OBJECT), GROUP (AUDIENCE) },
  { "roles", N_("Roles"), N_("The roles that the subject has."), KIND (LIST),
    GROUP (AUDIENCE) },
  { "s_hash", N_("State Hash"), N_("Ties the state of the sign-in to this ID token."),
    KIND (HASH), GROUP (AUTHENTICATION) },
  { "scope", N_("Scope"), N_("What the token allows."), KIND (SCOPES), GROUP (AUDIENCE) },
  { "scp", N_("Scope"), N_("What the token allows (Entra ID, Okta)."), KIND (SCOPES),
    GROUP (AUDIENCE) },
  { "session_state", N_("Session"), N_("The session at the provider (Keycloak)."),
    KIND (IDENTIFIER), GROUP (AUTHENTICATION) },
  { "sid", N_("Session"), N_("The session at the provider."), KIND (IDENTIFIER),
    GROUP (AUTHENTICATION) },
  { "sub", N_("Subject"), N_("Whom the token is about. Unique at its issuer, and it stays."),
    KIND (IDENTIFIER), GROUP (IDENTITY) },
  { "tid", N_("Tenant"), N_("The organization’s directory (Entra ID)."), KIND (IDENTIFIER),
    GROUP (IDENTITY) },
  { "token_use", N_("Use"), N_("Whether it is an ID or an access token (Amazon Cognito)."),
    KIND (TEXT), GROUP (OTHER) },
  { "typ", N_("Type"), N_("What kind of token it is (Keycloak)."), KIND (TEXT),
    GROUP (OTHER) },
  { "updated_at", N_("Updated"), N_("When the person’s details were last changed."),
    KIND (TIME), GROUP (IDENTITY) },
  { "upn", N_("User Principal Name"), N_("The person’s name for signing in (Entra ID)."),
    KIND (TEXT), GROUP (IDENTITY) },
  { "ver", N_("Version"), N_("The version of the token’s form (Entra ID, Okta)."), KIND (TEXT),
    GROUP (OTHER) },
  { "website", N_("Website"), N_("The person’s page."), KIND (URI), GROUP (IDENTITY) },
  { "workflow", N_("Workflow"), N_("The workflow that the job belongs to (GitHub)."),
    KIND (TEXT), GROUP (OTHER) },
  { "zoneinfo", N_("Time Zone"), N_("The person’s time zone."), KIND (TEXT),
    GROUP (IDENTITY) },
};

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

  return bsearch (name, claims, G_N_ELEMENTS (claims), sizeof claims[0], compare_name);
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
