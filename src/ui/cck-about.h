/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

AdwDialog *cck_about_dialog_new     (void);
/* The keys that the application answers to. */

G_END_DECLS
