/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* The style sheet of the pages, in light and dark. Nothing in it is loaded from anywhere. */
extern const char *const cck_practice_style;
