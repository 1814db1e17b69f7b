/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "cck-jwk.h"

G_BEGIN_DECLS

/**
 * cck_client_signature_sign:
 * @key: a private key or a shared secret
 * @offered: (nullable): the algorithms that the provider takes; %NULL where it doesn't say
 * @type: the `typ` of the header
 * @claims: (transfer none): an open object, which is closed here
 * @error: return location
 *
 * Signs what the client says about itself, with the best algorithm that the key fits and the
 * provider takes. The header has the key's `kid`, where it has one. Private to the layer.
 *
 * Returns: (transfer full): a compact JWT; %NULL with %CCK_OAUTH_ERROR_UNSUPPORTED
 */
char *cck_client_signature_sign       (CckJwk              *key,
                                       const char *const   *offered,
                                       const char          *type,
                                       JsonBuilder         *claims,
                                       GError             **error);

/** Adds a member with a string to the open object of @builder. */
void  cck_client_signature_add_string (JsonBuilder         *builder,
                                       const char          *name,
                                       const char          *value);

/** Adds a member with a number to the open object of @builder. */
void  cck_client_signature_add_int    (JsonBuilder         *builder,
                                       const char          *name,
                                       gint64               value);

G_END_DECLS
