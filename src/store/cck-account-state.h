/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  CCK_ACCOUNT_SIGNED_IN,
  CCK_ACCOUNT_SIGNED_OUT,
  CCK_ACCOUNT_SIGN_IN_AGAIN, /* the provider no longer takes the refresh token */
} CckAccountState;

#define CCK_TYPE_ACCOUNT_STATE (cck_account_state_get_type ())

GType       cck_account_state_get_type    (void) G_GNUC_CONST;
/* "signed-in", "signed-out", "sign-in-again": in files and in --json. Static. */
const char *cck_account_state_to_string   (CckAccountState  self);
gboolean    cck_account_state_from_string (const char      *word,
                                           CckAccountState *self);

G_END_DECLS
