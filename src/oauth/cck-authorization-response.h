/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CCK_TYPE_AUTHORIZATION_RESPONSE (cck_authorization_response_get_type ())

/**
 * CckAuthorizationResponse:
 *
 * What the browser brought back: a code, to be used once and at once (RFC 9700 §4.5). It is
 * overwritten with the last reference.
 */
typedef struct _CckAuthorizationResponse CckAuthorizationResponse;

GType                     cck_authorization_response_get_type (void);
CckAuthorizationResponse *cck_authorization_response_new      (const char               *code);
CckAuthorizationResponse *cck_authorization_response_ref      (CckAuthorizationResponse *self);
void                      cck_authorization_response_unref    (CckAuthorizationResponse *self);

/**
 * cck_authorization_response_take_code:
 *
 * Gives the code away; every later call answers %NULL, so that no code is sent twice.
 *
 * Returns: (transfer full) (nullable): free with cck_sensitive_free()
 */
char                     *cck_authorization_response_take_code (CckAuthorizationResponse *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckAuthorizationResponse, cck_authorization_response_unref)

G_END_DECLS
