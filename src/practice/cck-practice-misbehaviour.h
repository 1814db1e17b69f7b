/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CckPracticeMisbehaviour:
 *
 * What the practice provider does wrong on purpose, as a set of flags. Each has a name for
 * `cck practice --misbehave NAME`, given here, and a sentence, in one table.
 */
typedef enum /*< flags >*/
{
  CCK_PRACTICE_MISBEHAVE_NOT = 0,

  /* The ID token */
  CCK_PRACTICE_MISBEHAVE_SIGNATURE = 1 << 0, /* signature: one bit of it is flipped */
  CCK_PRACTICE_MISBEHAVE_ISSUER = 1 << 1,    /* issuer: iss differs by one character */
  CCK_PRACTICE_MISBEHAVE_AUDIENCE = 1 << 2,  /* audience: aud differs by one character */
  CCK_PRACTICE_MISBEHAVE_NONCE = 1 << 3,     /* nonce: it is another */
  CCK_PRACTICE_MISBEHAVE_EXPIRED = 1 << 4,   /* expired: six minutes ago */

  /* The authorization answer */
  CCK_PRACTICE_MISBEHAVE_STATE = 1 << 5,           /* state: it is another */
  CCK_PRACTICE_MISBEHAVE_RESPONSE_ISSUER = 1 << 6, /* response-issuer: iss is another */

  /* The other endpoints */
  CCK_PRACTICE_MISBEHAVE_SUBJECT = 1 << 7,         /* userinfo-subject: it is about someone else */
  CCK_PRACTICE_MISBEHAVE_METADATA_ISSUER = 1 << 8, /* metadata-issuer: another issuer is named */
  CCK_PRACTICE_MISBEHAVE_BUSY = 1 << 9,            /* busy: tokens are 503, Retry-After: 7 */
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
