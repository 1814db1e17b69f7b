/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-store-error.h"

G_DEFINE_QUARK (cck-store-error-quark, cck_store_error)
