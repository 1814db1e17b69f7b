/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CCK_TYPE_CODE_POINT_LIST (cck_code_point_list_get_type ())

/* The characters of a text as a list of CckCodePoint, each made when it is looked at. */
G_DECLARE_FINAL_TYPE (CckCodePointList, cck_code_point_list, CCK, CODE_POINT_LIST, GObject)

/* @text: valid UTF-8, in which U+0000 is a character. @length: in bytes. */
CckCodePointList *cck_code_point_list_new          (const char       *text,
                                                    gsize             length);
/* How many of them nobody can see. */
guint             cck_code_point_list_count_hidden (CckCodePointList *self);

G_END_DECLS
