/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-cli.h"

G_BEGIN_DECLS

/* What `cck provider add`, `edit` and `register` say of a provider, in one table for the three. */
extern const GOptionEntry cck_cli_provider_options[];

/* Sets everything that was given on the command line, and leaves the rest. Reads --ca-file. An empty
 * value unsets. */
gboolean     cck_cli_provider_options_apply          (CckCli       *cli,
                                                      CckProvider  *provider,
                                                      GError      **error);
/* What has to be kept secret for the provider's client authentication: the client secret or the key, out
 * of a file, standard input or, on a terminal, asked for. @keep: one that was given before will do.
 * FALSE with an error; @credential is NULL where none is needed. */
gboolean     cck_cli_provider_options_read_credential (CckCli       *cli,
                                                       CckProvider  *provider,
                                                       gboolean      keep,
                                                       CckSecret   **credential,
                                                       GError      **error);
/* Refuses a provider without an issuer, and with @client_id one without a client ID. */
gboolean     cck_cli_provider_options_require        (CckProvider  *provider,
                                                      gboolean      client_id,
                                                      GError      **error);

G_END_DECLS
