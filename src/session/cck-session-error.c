/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-session-error.h"

G_DEFINE_QUARK (cck-session-error-quark, cck_session_error)
