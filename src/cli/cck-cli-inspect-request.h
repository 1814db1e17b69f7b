/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-cli-input.h"
#include "cck-inspector.h"

G_BEGIN_DECLS

extern const GOptionEntry cck_cli_inspect_options[];

/* --batch was given. FALSE with an error where something else was given with it. */
gboolean cck_cli_inspect_is_batch      (CckCli                *cli,
                                        GError               **error);

/* What the options of `cck inspect` ask for. */
typedef struct
{
  CckInspectOptions  options; /* borrows from the other members and from the command line */
  gboolean           stored;  /* the token that is stored for the account, not one that comes in */
  CckTokenKind       kind;
  CckAccount        *account;
  CckCliInput       *keys;
  CckSecret         *secret;
} CckCliInspectRequest;

/* @path: (nullable): FILE or "-". Reads the key files. To be cleared, also after a failure. */
gboolean cck_cli_inspect_request_init  (CckCliInspectRequest  *self,
                                        CckCli                *cli,
                                        const char            *path,
                                        GError               **error);
void     cck_cli_inspect_request_clear (CckCliInspectRequest  *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CckCliInspectRequest, cck_cli_inspect_request_clear)

G_END_DECLS
