/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "cck-cli.h"

G_BEGIN_DECLS

/* The provider that @name means, by name or id. (transfer none); NULL with an error. */
CckProvider *cck_cli_find_provider       (CckCli       *cli,
                                          const char   *name,
                                          GError      **error);

/* `cck provider add`, `register`, `edit`, `export`, `import`, `check` and `show`, with the options that only
 * they have. */
extern const GOptionEntry cck_cli_provider_add_options[];
void         cck_cli_provider_add_print_presets (void);
int          cck_cli_provider_add        (CckCli       *cli,
                                          GError      **error);
extern const GOptionEntry cck_cli_provider_register_options[];
int          cck_cli_provider_register   (CckCli       *cli,
                                          GError      **error);
extern const GOptionEntry cck_cli_provider_edit_options[];
int          cck_cli_provider_edit       (CckCli       *cli,
                                          GError      **error);
extern const GOptionEntry cck_cli_provider_export_options[];
int          cck_cli_provider_export     (CckCli       *cli,
                                          GError      **error);
extern const GOptionEntry cck_cli_provider_import_options[];
int          cck_cli_provider_import     (CckCli       *cli,
                                          GError      **error);
int          cck_cli_provider_check      (CckCli       *cli,
                                          GError      **error);
int          cck_cli_provider_show       (CckCli       *cli,
                                          GError      **error);

/* All that is known of a provider, as a value and as a line of JSON. */
void         cck_cli_provider_add_json   (JsonBuilder  *builder,
                                          CckProvider  *provider);
void         cck_cli_provider_print_json (CckProvider  *provider);

G_END_DECLS
