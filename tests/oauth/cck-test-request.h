/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-client.h"
#include "cck-jwt.h"
#include "cck-test-server.h"

G_BEGIN_DECLS

/* What a raw request says. */

/** The decoded value of a form parameter, %NULL where it is missing. Free it. */
char      *cck_test_request_dup_form      (const char    *request,
                                           const char    *name);

/** The value of a header, %NULL where it is missing. Free it. */
char      *cck_test_request_dup_header    (const char    *request,
                                           const char    *name);

/** The signed token in @text, whose signature was verified with @key (%NULL: the header's `jwk`). */
CckJwt    *cck_test_request_verify        (const char    *text,
                                           CckJwk        *key);

/** A claim or header parameter as text: strings as they are, all else as compact JSON. Free it. */
char      *cck_test_request_dup_claim     (CckJwt        *jwt,
                                           const char    *name);
char      *cck_test_request_dup_parameter (CckJwt        *jwt,
                                           const char    *name);

/** Metadata of @server with every endpoint; @extra: (nullable): more members, `,"a":true`. */
CckMetadata *cck_test_request_new_metadata (CckTestServer *server,
                                            const char    *extra);

G_END_DECLS
