/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>
#include <libdex.h>

G_BEGIN_DECLS

/* The person's own browser, above the window of @widget. Resolves to TRUE once the desktop has taken
 * @uri, or when the person gave up choosing a browser; rejects where nothing could open it. */
DexFuture *cck_browser_open (GtkWidget  *widget,
                             const char *uri);
/* The same, and where nothing could open @uri a toast says so. */
void       cck_browser_show (GtkWidget  *widget,
                             const char *uri);

G_END_DECLS
