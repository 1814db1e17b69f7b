/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-error.h"

G_DEFINE_QUARK (cck-practice-error-quark, cck_practice_error)
