/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-jose-error.h"

G_DEFINE_QUARK (cck-jose-error-quark, cck_jose_error)
