/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CCK_TYPE_BROKEN_FILE (cck_broken_file_get_type ())

/* A file that could not be read. It is left as it is; everything else is loaded.
 *
 * Properties, read-only: "path" (string), "line" and "column" (uint, from 1; 0 where the place is
 * not known), "message" (string: one translated sentence that names file, place and what to do). */
G_DECLARE_FINAL_TYPE (CckBrokenFile, cck_broken_file, CCK, BROKEN_FILE, GObject)

CckBrokenFile *cck_broken_file_new         (const char    *path,
                                            guint          line,
                                            guint          column,
                                            const char    *message);
const char    *cck_broken_file_get_path    (CckBrokenFile *self);
guint          cck_broken_file_get_line    (CckBrokenFile *self);
guint          cck_broken_file_get_column  (CckBrokenFile *self);
const char    *cck_broken_file_get_message (CckBrokenFile *self);

G_END_DECLS
