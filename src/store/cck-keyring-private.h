/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cck-keyring.h"

G_BEGIN_DECLS

/* Private to the store: what cck-keyring-calls.c needs of the object. */

/* Looks without a prompt, in a fiber. AVAILABLE, or another state with an error. */
CckKeyringState  cck_keyring_await_state  (CckKeyring  *self,
                                           GError     **error);
/* Where it is the Secret Service's and has been used; else NULL. (transfer none) */
GDBusConnection *cck_keyring_get_bus      (CckKeyring  *self);
/* Key of a CckSecretItem → CckSecret. (transfer none) */
GHashTable      *cck_keyring_get_memory   (CckKeyring  *self);
/* Whether it is libsecret's encrypted file. */
gboolean         cck_keyring_is_file      (CckKeyring  *self);
/* Whether nothing ever goes to a keyring. */
gboolean         cck_keyring_is_in_memory (CckKeyring  *self);

G_END_DECLS
