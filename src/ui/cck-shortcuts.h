/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The keys, in one table: what the application listens to is what the dialog lists. */

/* One key of the table. Static. */
typedef struct
{
  const char *action;   /* "win.refresh" */
  const char *accels[3];
  const char *title;    /* untranslated */
  gboolean    yields;   /* it is the focused widget's own first, as Delete is a text entry's */
} CckShortcut;

/* NULL beyond the last. */
const CckShortcut *cck_shortcuts_get   (guint           index);
void               cck_shortcuts_apply  (GtkApplication *application);
/* For @window those that yield: an application's accelerators come before what has the focus. */
void               cck_shortcuts_add_to (GtkWidget      *window);

/* (transfer full): floating */
AdwDialog         *cck_shortcuts_dialog_new (void);

G_END_DECLS
