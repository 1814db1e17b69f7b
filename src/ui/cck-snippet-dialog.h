/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-account.h"
#include "cck-provider.h"

G_BEGIN_DECLS

#define CCK_TYPE_SNIPPET_DIALOG (cck_snippet_dialog_get_type ())

/* Lines that make a request with an account's token, to copy. They name the token and do not hold
 * it. */
G_DECLARE_FINAL_TYPE (CckSnippetDialog, cck_snippet_dialog, CCK, SNIPPET_DIALOG, AdwDialog)

/* @provider: (nullable): the account's. */
AdwDialog *cck_snippet_dialog_new (CckAccount  *account,
                                   CckProvider *provider);

G_END_DECLS
