/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-help-topic.h"

G_BEGIN_DECLS

/* The pages of the help as they are installed, in the person's language where there is a
 * translation. */

#define CCK_TYPE_HELP_BOOK (cck_help_book_get_type ())

G_DECLARE_FINAL_TYPE (CckHelpBook, cck_help_book, CCK, HELP_BOOK, GObject)

/* Reads all pages. A page that can't be read is left out, with a warning; without any the book is
 * empty. (transfer full) */
CckHelpBook  *cck_help_book_new        (void);

/* @name: "index", "checks", "checks#issuer" or "index#start". (transfer none) (nullable) */
CckHelpTopic *cck_help_book_find       (CckHelpBook  *self,
                                        const char   *name);
/* The pages that a section of the first page lists, by title: CckHelpTopic. (transfer full) */
GListModel   *cck_help_book_dup_guided (CckHelpBook  *self,
                                        const char   *guide);

G_END_DECLS
