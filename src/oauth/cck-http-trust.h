/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CckHttpTrust:
 *
 * Certificates that one provider's connections are trusted by, beside the system's. Immutable,
 * reference counted. Private to the layer.
 */
typedef struct _CckHttpTrust CckHttpTrust;

/** Reads certificates in PEM; %NULL with %CCK_OAUTH_ERROR_BAD_PARAMETER. */
CckHttpTrust    *cck_http_trust_new          (const char       *pem,
                                              GError          **error);
CckHttpTrust    *cck_http_trust_ref          (CckHttpTrust     *self);
void             cck_http_trust_unref        (CckHttpTrust     *self);

/** Whether @certificate is @host's, is current, and was signed by one of ours. */
gboolean         cck_http_trust_accepts      (CckHttpTrust     *self,
                                              GTlsCertificate  *certificate,
                                              const char       *host);

/** A client certificate with its private key; %NULL with %CCK_OAUTH_ERROR_BAD_PARAMETER. */
GTlsCertificate *cck_http_trust_new_identity (const char       *pem,
                                              GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckHttpTrust, cck_http_trust_unref)

G_END_DECLS
