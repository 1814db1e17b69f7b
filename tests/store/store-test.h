/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <libdex.h>

#include "cck-provider.h"
#include "cck-account.h"

G_BEGIN_DECLS

/* What the tests of the store share. Nothing here sleeps: it waits for what it names, and the test
 * fails where that does not come. */

/* g_test_init(), with the debug messages of every library. (In the environment they would come from
 * the libraries' constructors already, in the middle of the test's protocol.) */
void         store_test_init           (int         *argc,
                                        char      ***argv);

/* A new private folder; its path, to be given to store_test_remove_folder(). */
char        *store_test_make_folder    (void);
void         store_test_remove_folder  (char        *path);

void         store_test_write          (const char  *folder,
                                        const char  *name,
                                        const char  *text);
char        *store_test_read           (const char  *folder,
                                        const char  *name);
guint        store_test_mode           (const char  *path);

/* "Acme" at https://acme.example/ with the client ID "desk". */
CckProvider *store_test_new_provider   (const char  *name);
/* Of the provider "acme". */
CckAccount  *store_test_new_account    (const char  *subject,
                                        const char  *label);

/* Runs the main loop until @condition (@data) holds. */
void         store_test_wait_until     (gboolean   (*condition) (gpointer data),
                                        gpointer     data);

/* Run the main loop until the future is done; they take it. */
gboolean     store_test_await          (DexFuture   *future,
                                        GError     **error);
gpointer     store_test_await_boxed    (DexFuture   *future,
                                        GError     **error);
gpointer     store_test_await_object   (DexFuture   *future,
                                        GError     **error);
guint        store_test_await_enum     (DexFuture   *future);

/* Asserts the error's domain and code, and that its message has @words; frees it. */
void         store_test_take_error     (GError     **error,
                                        int          code,
                                        const char  *words);

G_END_DECLS
