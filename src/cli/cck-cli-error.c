/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-cli-error.h"

G_DEFINE_QUARK (cck-cli-error-quark, cck_cli_error)
