/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A private session bus, and on it a real gnome-keyring-daemon whose files are in a private
 * folder. */

/* Call these first, before anything asks for the user's folders or the bus. */
void      keyring_daemon_use_folder      (const char      *folder);
/* @activatable: whether the bus starts the daemon (locked) when somebody calls it. */
void      keyring_daemon_start_bus       (gboolean         activatable);
void      keyring_daemon_end             (void);

/* Starts the daemon with its keyring open, as a login does, and waits for it. */
void      keyring_daemon_start           (void);
void      keyring_daemon_lock            (void);
/* Without a prompt, as another program might. */
void      keyring_daemon_unlock          (void);
gboolean  keyring_daemon_is_running      (void);
void      keyring_daemon_signal          (int              signal_number);
/* SIGKILL, and waits until the bus has noticed. */
void      keyring_daemon_kill            (void);

/* How many items have these attributes, a vardict of strings as text: "{'kind': 'tokens'}". */
guint     keyring_daemon_count           (const char      *attributes);
/* The attributes and the label of the only item of that kind, printed. (transfer full) */
char     *keyring_daemon_describe        (const char      *attributes);

G_END_DECLS
