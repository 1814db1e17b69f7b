/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CCK_TYPE_FAILURE_DIALOG (cck_failure_dialog_get_type ())

/* What a failure is told as between widgets: title, code, message, what to do, the label of the one
 * next action, its name and its target, the requests without secrets. Without a label there is no
 * next action. */
#define CCK_FAILURE_FORMAT "(ssssssss)"

/* A failure that a toast has no room for. */
G_DECLARE_FINAL_TYPE (CckFailureDialog, cck_failure_dialog, CCK, FAILURE_DIALOG, AdwDialog)

/* @failure: in CCK_FAILURE_FORMAT. The next action is activated on @widget. */
AdwDialog *cck_failure_dialog_new (GVariant  *failure,
                                   GtkWidget *widget);

G_END_DECLS
