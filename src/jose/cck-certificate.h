/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an X.509 certificate of a key says, for display. Nobody's signature on it is checked here,
 * so none of it is proven. Immutable. */
typedef struct _CckCertificate CckCertificate;

/* Distinguished names (RFC 4514), with visible escapes and safe to show. (transfer none) */
const char *cck_certificate_get_subject     (const CckCertificate *self);
const char *cck_certificate_get_issuer      (const CckCertificate *self);
/* Seconds since the epoch; -1 where the certificate has no such date. */
gint64      cck_certificate_get_valid_from  (const CckCertificate *self);
gint64      cck_certificate_get_valid_until (const CckCertificate *self);

G_END_DECLS
