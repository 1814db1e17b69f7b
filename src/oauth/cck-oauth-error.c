/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-oauth-error.h"

G_DEFINE_QUARK (cck-oauth-error-quark, cck_oauth_error)
