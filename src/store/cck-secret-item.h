/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-keyring.h"

G_BEGIN_DECLS

/* Private to the store. One item of the keyring, named by what it holds and for whom; libsecret's
 * calls are wrapped here and nowhere else. Errors are libsecret's and GDBus' own. */
typedef struct
{
  CckSecretKind  kind;
  char          *provider_id;
  char          *account_id; /* NULL for a secret of the provider */
} CckSecretItem;

void       cck_secret_item_init    (CckSecretItem       *self,
                                    CckSecretKind        kind,
                                    const char          *provider_id,
                                    const char          *account_id);
void       cck_secret_item_clear   (CckSecretItem       *self);
/* A text that no other item has. (transfer full) */
char      *cck_secret_item_dup_key (const CckSecretItem *self);

/* Resolves to TRUE. */
DexFuture *cck_secret_item_store   (const CckSecretItem *self,
                                    const char          *label,
                                    CckSecret           *secret);
/* Resolves to a CckSecret, or to NULL: none, or its collection is locked. */
DexFuture *cck_secret_item_lookup  (const CckSecretItem *self);
/* Resolves to a boolean: whether there was one. */
DexFuture *cck_secret_item_remove  (const CckSecretItem *self);

/* Lets libsecret connect anew at its next call. */
void       cck_secret_item_disconnect (void);

G_END_DECLS
