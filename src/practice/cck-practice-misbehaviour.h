/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CckPracticeMisbehaviour:
 *
 * What the practice provider does wrong on purpose, as a set of flags. Each has a name for
 * `cck practice --misbehave NAME` and a sentence, in one table.
 */
typedef enum /*< flags >*/
{
  CCK_PRACTICE_MISBEHAVE_NOT = 0,
  CCK_PRACTICE_MISBEHAVE_SIGNATURE = 1 << 0,      /* "signature": a bit of the ID token's signature is flipped */
  CCK_PRACTICE_MISBEHAVE_ISSUER = 1 << 1,         /* "issuer": the ID token's iss differs by one character */
  CCK_PRACTICE_MISBEHAVE_AUDIENCE = 1 << 2,       /* "audience": the ID token's aud differs by one character */
  CCK_PRACTICE_MISBEHAVE_NONCE = 1 << 3,          /* "nonce": the ID token's nonce is another */
  CCK_PRACTICE_MISBEHAVE_EXPIRED = 1 << 4,        /* "expired": the ID token expired six minutes ago */
  CCK_PRACTICE_MISBEHAVE_STATE = 1 << 5,          /* "state": the authorization answer has another state */
  CCK_PRACTICE_MISBEHAVE_RESPONSE_ISSUER = 1 << 6, /* "response-issuer": the answer's iss is another */
  CCK_PRACTICE_MISBEHAVE_SUBJECT = 1 << 7,        /* "userinfo-subject": userinfo is about someone else */
  CCK_PRACTICE_MISBEHAVE_METADATA_ISSUER = 1 << 8, /* "metadata-issuer": the metadata names another issuer */
  CCK_PRACTICE_MISBEHAVE_BUSY = 1 << 9,           /* "busy": the token endpoint answers 503, Retry-After: 7 */
} CckPracticeMisbehaviour;

/**
 * cck_practice_misbehaviour_from_name:
 * @name: a kind, like `issuer`
 * @error: %CCK_PRACTICE_ERROR_CORRECT_KIND where there is none of this name; the message lists them
 *
 * Returns: the flag, or %CCK_PRACTICE_MISBEHAVE_NOT with @error set
 */
CckPracticeMisbehaviour   cck_practice_misbehaviour_from_name (const char  *name,
                                                               GError     **error);

/**
 * cck_practice_misbehaviour_list:
 * @index: from 0
 * @name: (out) (transfer none): the kind's name
 * @description: (out) (transfer none): one translated sentence on what the provider does then
 *
 * The table, row by row, for `cck practice --help` and menus.
 *
 * Returns: %FALSE past the last row
 */
gboolean                  cck_practice_misbehaviour_list      (guint        index,
                                                               const char **name,
                                                               const char **description);

G_END_DECLS
