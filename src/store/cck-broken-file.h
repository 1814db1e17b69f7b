/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CCK_TYPE_BROKEN_FILE (cck_broken_file_get_type ())

/* A file that could not be read. It is left as it is; everything else is loaded.
 *
 * Properties, read-only: "path" (string), "message" (string, translated: names file, line, column
 * and what to do). */
G_DECLARE_FINAL_TYPE (CckBrokenFile, cck_broken_file, CCK, BROKEN_FILE, GObject)

CckBrokenFile *cck_broken_file_new         (const char    *path,
                                            const char    *message);
const char    *cck_broken_file_get_path    (CckBrokenFile *self);
const char    *cck_broken_file_get_message (CckBrokenFile *self);

G_END_DECLS
