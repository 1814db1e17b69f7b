/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-cli.h"

G_BEGIN_DECLS

/* The provider that @name means, by name or id. (transfer none); NULL with an error. */
CckProvider *cck_cli_find_provider       (CckCli       *cli,
                                          const char   *name,
                                          GError      **error);

/* `cck provider add`, and its options. */
extern const GOptionEntry cck_cli_provider_add_options[];
int          cck_cli_provider_add        (CckCli       *cli,
                                          GError      **error);

/* All that is known of a provider, as a line of JSON. */
void         cck_cli_provider_print_json (CckProvider  *provider);

G_END_DECLS
