/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-cli.h"
#include "cck-cli-output.h"

G_BEGIN_DECLS

/* The account that the command's first argument means. (transfer full): it stays while another
 * process removes it; NULL with an error. */
CckAccount *cck_cli_dup_account      (CckCli       *cli,
                                      const char   *name,
                                      GError      **error);
/* "PROVIDER/LABEL". (transfer full) */
char       *cck_cli_dup_account_name (CckCli       *cli,
                                      CckAccount   *account);
/* Adds a time as a member; null where it is 0, unknown. */
void        cck_cli_add_time         (JsonBuilder  *builder,
                                      const char   *name,
                                      gint64        at);

G_END_DECLS
