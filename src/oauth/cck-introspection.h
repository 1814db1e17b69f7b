/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-client.h"
#include "cck-json.h"

G_BEGIN_DECLS

#define CCK_TYPE_INTROSPECTION (cck_introspection_get_type ())

/**
 * CckIntrospection:
 *
 * What a provider says of a token (RFC 7662 §2.2). Immutable, reference counted.
 */
typedef struct _CckIntrospection CckIntrospection;

GType             cck_introspection_get_type     (void);

/**
 * cck_introspection_ask:
 * @client: us
 * @token: the token to ask about; a secret
 * @hint: (nullable): `access_token` or `refresh_token`
 * @now: seconds since the epoch
 *
 * Asks (RFC 7662 §2.1). A token that is not active is an answer, not an error. A signed answer
 * (RFC 9701) was not asked for and is refused.
 *
 * Returns: (transfer full): a future of a boxed #CckIntrospection. It rejects as cck_client_send()
 *   does, with %CCK_OAUTH_ERROR_UNSUPPORTED or _BAD_ANSWER
 */
DexFuture        *cck_introspection_ask          (CckClient         *client,
                                                  const char        *token,
                                                  const char        *hint,
                                                  gint64             now);

/**
 * cck_introspection_parse:
 *
 * Returns: (transfer full): %NULL with %CCK_OAUTH_ERROR_BAD_ANSWER where it is no strict JSON or
 *   its `active` is missing or no boolean (§2.2)
 */
CckIntrospection *cck_introspection_parse        (GBytes            *document,
                                                  GError           **error);
CckIntrospection *cck_introspection_ref          (CckIntrospection  *self);
void              cck_introspection_unref        (CckIntrospection  *self);

gboolean          cck_introspection_get_active   (CckIntrospection  *self);

/** The whole answer, an object. Of an inactive token it should say nothing else (§2.2). */
CckJson          *cck_introspection_get_json     (CckIntrospection  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckIntrospection, cck_introspection_unref)

G_END_DECLS
