/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-client.h"
#include "cck-session.h"

G_BEGIN_DECLS

#define CCK_TYPE_PROVIDER_LINK (cck_provider_link_get_type ())

/* All that a request to a provider needs: what it says of itself, and how we show who we are.
 * Internal to this layer. Ref-counted. */
typedef struct _CckProviderLink CckProviderLink;

GType            cck_provider_link_get_type     (void) G_GNUC_CONST;
CckProviderLink *cck_provider_link_ref          (CckProviderLink *self);
void             cck_provider_link_unref        (CckProviderLink *self);
CckMetadata     *cck_provider_link_get_metadata (CckProviderLink *self);
/* The HTTP session for this provider, and everything that a request of ours to it needs. */
CckHttp         *cck_provider_link_get_http     (CckProviderLink *self);
CckClient       *cck_provider_link_get_client   (CckProviderLink *self);
/* The client secret, NULL for a public client. */
CckSecret       *cck_provider_link_get_secret   (CckProviderLink *self);

/* The provider's metadata alone: from memory while it is fresh (Cache-Control, 300 s where it says
 * nothing), else fetched with an exact comparison of the issuer (OpenID Connect Discovery §4.3). The
 * endpoints that the registration names itself go before the published ones. Resolves to a
 * CckMetadata. */
DexFuture       *cck_session_load_metadata      (CckSession      *session,
                                                 CckProvider     *provider);

/* The same, fetched anew however fresh what is known may be. */
DexFuture       *cck_session_fetch_metadata     (CckSession      *session,
                                                 CckProvider     *provider);

/* Metadata and client authentication; the client secret or key comes from the keyring where the method
 * has one. Resolves to a CckProviderLink. */
DexFuture       *cck_session_link_provider      (CckSession      *session,
                                                 CckProvider     *provider);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckProviderLink, cck_provider_link_unref)

G_END_DECLS
