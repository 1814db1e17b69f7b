/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gnutls/x509.h>

#include "cck-certificate.h"
#include "cck-jwk.h"

G_BEGIN_DECLS

/* (transfer full) */
CckCertificate *cck_certificate_new      (gnutls_x509_crt_t  crt);
void            cck_certificate_free     (CckCertificate    *self);

/* Reads "x5c" of a key that is otherwise imported and holds it against the key and against "x5t" and
 * "x5t#S256" (RFC 7517 §4.7 to §4.9). FALSE with an error only where the certificate is one of
 * another key; lesser faults are noted in the key. */
gboolean        cck_jwk_read_certificate (CckJwk              *self,
                                          const CckJsonValue  *value,
                                          GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckCertificate, cck_certificate_free)

G_END_DECLS
