/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CCK_TEST_NOT_BEFORE 1577836800 /* 2020-01-01 */
#define CCK_TEST_NOT_AFTER 4070908800  /* 2099-01-01 */

/**
 * cck_test_certificate_new:
 * @name: the common name
 * @last_octet: of the address 127.0.0.x that it is for; 0 for an authority
 * @not_after: when it ends, seconds since the epoch
 * @issuer: (nullable): who signs it; %NULL: itself
 */
GTlsCertificate *cck_test_certificate_new     (const char       *name,
                                               guint8            last_octet,
                                               gint64            not_after,
                                               GTlsCertificate  *issuer);

/** The certificate in PEM, with its private key where @with_key. Free it. */
char            *cck_test_certificate_dup_pem (GTlsCertificate  *certificate,
                                               gboolean          with_key);

G_END_DECLS
