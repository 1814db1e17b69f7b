/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

#include "cck-secret.h"

G_BEGIN_DECLS

typedef enum
{
  CCK_KEYRING_UNKNOWN,   /* not looked at yet */
  CCK_KEYRING_AVAILABLE,
  CCK_KEYRING_LOCKED,    /* "The keyring is locked": offer Unlock */
  CCK_KEYRING_MISSING,   /* "No keyring. Tokens are kept until Claimcheck closes" */
  CCK_KEYRING_VANISHED,  /* its process is gone; the next use starts it again */
} CckKeyringState;

#define CCK_TYPE_KEYRING_STATE (cck_keyring_state_get_type ())
GType cck_keyring_state_get_type (void) G_GNUC_CONST;

/* What an item of the keyring holds; its "kind" attribute. */
typedef enum
{
  CCK_SECRET_TOKENS,        /* "tokens": the whole token set of an account, one text */
  CCK_SECRET_CLIENT_SECRET, /* "client-secret": of a provider; the account is NULL, here and below */
  CCK_SECRET_CLIENT_KEY,    /* "client-key": JWK or PEM text of the key for private_key_jwt; for
                               tls_client_auth PEM text of certificate and key */
  CCK_SECRET_REGISTRATION,  /* "registration": registration access token (RFC 7592 §3) */
} CckSecretKind;

#define CCK_TYPE_KEYRING (cck_keyring_get_type ())

/* The person's keyring, through libsecret, in the default collection: GNOME Keyring, KWallet,
 * KeePassXC or, in a Flatpak, libsecret's own encrypted file. An item's attributes are provider,
 * account and kind; one item holds an account's whole token set, so that a rotation replaces it in
 * one step. What belongs to a transient provider (its id begins with CCK_TRANSIENT_PREFIX) is kept
 * in memory and never reaches the keyring.
 *
 * Nothing here shows a prompt except cck_keyring_unlock(), and the first item ever stored where no
 * default keyring has been created yet. Use it from the main thread; nothing blocks it.
 *
 * Properties, notified on change: "state" (CckKeyringState, read-only: as of the last use, and kept
 * current while the keyring's process tells of changes), "backend-name" (string, read-only),
 * "session-only" (boolean).
 *
 * Futures reject with KEYRING_LOCKED, KEYRING_MISSING, KEYRING_DENIED, KEYRING_VANISHED or
 * KEYRING_FAILED of CCK_STORE_ERROR, or BUSY where another process does not let go of the encrypted
 * file. A service that went away and came back unlocked is used again without an error. */
G_DECLARE_FINAL_TYPE (CckKeyring, cck_keyring, CCK, KEYRING, GObject)

CckKeyring      *cck_keyring_new              (void);
/* For tests and trials: everything is kept in memory. */
CckKeyring      *cck_keyring_new_in_memory    (void);

CckKeyringState  cck_keyring_get_state        (CckKeyring    *self);
/* "GNOME Keyring", "KWallet", "KeePassXC", "Secret Service", "Encrypted file (Flatpak)",
 * "Encrypted file" or "Memory"; translated. (transfer none) */
const char      *cck_keyring_get_backend_name (CckKeyring    *self);

/* With TRUE, what can't be stored because there is no keyring is kept in memory until the process
 * ends; a locked keyring stays an error. FALSE unless set. */
gboolean         cck_keyring_get_session_only (CckKeyring    *self);
void             cck_keyring_set_session_only (CckKeyring    *self,
                                               gboolean       session_only);

/* Looks at the keyring without a prompt. Resolves to a CckKeyringState (dex_await_enum());
 * never rejects. */
DexFuture       *cck_keyring_check            (CckKeyring    *self);
/* Asks the person to unlock the default keyring. Resolves to TRUE; KEYRING_DENIED where the prompt
 * was dismissed. */
DexFuture       *cck_keyring_unlock           (CckKeyring    *self);

/* Stores or replaces. @account_id: (nullable). @label: what the keyring's own program shows,
 * without anything secret. Resolves to TRUE once the keyring has it. */
DexFuture       *cck_keyring_store            (CckKeyring    *self,
                                               CckSecretKind  kind,
                                               const char    *provider_id,
                                               const char    *account_id,
                                               const char    *label,
                                               CckSecret     *secret);
/* Resolves to a CckSecret (dex_await_boxed()). Also NOT_FOUND, only where the keyring could be
 * read and has no such item. */
DexFuture       *cck_keyring_lookup           (CckKeyring    *self,
                                               CckSecretKind  kind,
                                               const char    *provider_id,
                                               const char    *account_id);
/* Resolves to a boolean: whether there was something to clear. */
DexFuture       *cck_keyring_clear            (CckKeyring    *self,
                                               CckSecretKind  kind,
                                               const char    *provider_id,
                                               const char    *account_id);

G_END_DECLS
