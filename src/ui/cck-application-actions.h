/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-application.h"

G_BEGIN_DECLS

/* What the desktop can ask of the application, with a window or without one: "show-account",
 * "refresh" and "sign-in" (s, the id of an account; one that is not known does nothing but show the
 * window), "add-provider", "inspect-token", "search" (s), "preferences", "shortcuts", "about",
 * "quit". */
void cck_application_actions_add (CckApplication *self);

G_END_DECLS
