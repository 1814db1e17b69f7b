/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* Where the resources are; GtkApplication looks for icons and styles here too. */
#define CCK_RESOURCES "/io/github/claimcheck/Claimcheck"

/* The template beside the C file of that name. */
#define CCK_TEMPLATE(name) CCK_RESOURCES "/" name ".ui"
