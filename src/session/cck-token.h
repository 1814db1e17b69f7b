/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-secret.h"
#include "cck-session.h"

G_BEGIN_DECLS

typedef enum
{
  CCK_TOKEN_ACCESS,
  CCK_TOKEN_ID,
  CCK_TOKEN_REFRESH,
} CckTokenKind;

#define CCK_TYPE_TOKEN (cck_token_get_type ())

/* A token as it is given out: copied by the window, printed by cck. Ref-counted; wiped when freed. */
typedef struct _CckToken CckToken;

GType       cck_token_get_type       (void) G_GNUC_CONST;
CckToken   *cck_token_ref            (CckToken     *self);
void        cck_token_unref          (CckToken     *self);

/* The token's bytes. (transfer none) */
const char *cck_token_get_text       (CckToken     *self);
/* "Bearer", "DPoP" or what the provider said. */
const char *cck_token_get_type_name  (CckToken     *self);
/* Seconds since the epoch; 0 where the provider did not say. */
gint64      cck_token_get_expires_at (CckToken     *self);
const char *cck_token_get_scope      (CckToken     *self);
/* "Authorization: Bearer TOKEN" */
CckSecret  *cck_token_dup_header     (CckToken     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckToken, cck_token_unref)

G_END_DECLS
