/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CCK_TYPE_APPLICATION (cck_application_get_type ())

/* The process: one session, one ticker, one automatic refresher, one window. Single
 * instance. */
G_DECLARE_FINAL_TYPE (CckApplication, cck_application, CCK, APPLICATION, AdwApplication)

GApplication *cck_application_new (void);

G_END_DECLS
