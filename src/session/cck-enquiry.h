/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-json.h"
#include "cck-session.h"
#include "cck-verdict.h"

G_BEGIN_DECLS

#define CCK_TYPE_ENQUIRY (cck_enquiry_get_type ())

/* What a provider answered when it was asked about an account: its userinfo, or what it knows of a
 * token. Ref-counted. */
typedef struct _CckEnquiry CckEnquiry;

GType        cck_enquiry_get_type     (void) G_GNUC_CONST;
CckEnquiry  *cck_enquiry_ref          (CckEnquiry *self);
void         cck_enquiry_unref        (CckEnquiry *self);

/* The answer, an object, strictly read; of a signed answer its claims. (transfer none) */
CckJson     *cck_enquiry_get_json     (CckEnquiry *self);
/* The checks on a signed answer, all of which passed; NULL for plain JSON. (transfer none) */
CckVerdict  *cck_enquiry_get_verdict  (CckEnquiry *self);
/* Whether a token that was asked about is active (RFC 7662 §2.2); TRUE for userinfo. */
gboolean     cck_enquiry_get_active   (CckEnquiry *self);

/* Asks who the account is (OpenID Connect Core §5.3), with an access token that still lives; one that
 * ended is refreshed first. The answer's `sub` is held against the ID token's (§5.3.2): about another one
 * the answer is discarded and the session stays (the problem's code is "other-person"). A signed answer
 * is verified, with the keys fetched once more for an unknown kid ("not-verified"). Resolves to a
 * CckEnquiry. */
DexFuture   *cck_session_userinfo     (CckSession *session,
                                       CckAccount *account);

/* Asks what the provider knows of the stored access token, as it is (RFC 7662 §2): it is not
 * refreshed, so that a revoked or ended one shows as inactive. Resolves to a CckEnquiry; an inactive
 * token is an answer, not an error. */
DexFuture   *cck_session_introspect   (CckSession *session,
                                       CckAccount *account);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckEnquiry, cck_enquiry_unref)

G_END_DECLS
