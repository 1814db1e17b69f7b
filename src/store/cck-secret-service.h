/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cck-keyring.h"

G_BEGIN_DECLS

/* Private to the store. What libsecret's secret_password_*() does not tell: whether there is a
 * Secret Service, whose it is, and whether its default collection is locked. Asked over D-Bus,
 * without a prompt. The await functions run in a fiber. */

#define CCK_SECRET_SERVICE_NAME "org.freedesktop.secrets"

/* The session bus, which does not end the process with it. NULL with KEYRING_MISSING. */
GDBusConnection *cck_secret_service_await_bus      (GError          **error);

/* AVAILABLE or LOCKED; MISSING or VANISHED with an error. */
CckKeyringState  cck_secret_service_await_state    (GDBusConnection  *bus,
                                                    GError          **error);
/* Asks the person. KEYRING_DENIED where the prompt was dismissed. */
gboolean         cck_secret_service_await_unlock   (GDBusConnection  *bus,
                                                    GError          **error);
/* "GNOME Keyring", "KWallet", "KeePassXC" or "Secret Service". Static, translated. */
const char      *cck_secret_service_await_product  (GDBusConnection  *bus);

/* Whether the portal can give libsecret the key of its encrypted file. */
gboolean         cck_secret_service_await_portal   (GDBusConnection  *bus);

/* An error of GDBus or libsecret as one of CCK_STORE_ERROR_KEYRING_*. (transfer full) */
GError          *cck_secret_service_translate      (const GError     *error);

G_END_DECLS
