/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-help-book.h"

G_BEGIN_DECLS

/* One topic of the help to read: its text, then a row for each of its sections. A section that
 * groups pages has a row for each of those. Rows and links go to "help.go" with the topic's name. */

#define CCK_TYPE_HELP_PAGE (cck_help_page_get_type ())

G_DECLARE_FINAL_TYPE (CckHelpPage, cck_help_page, CCK, HELP_PAGE, AdwNavigationPage)

/* @name: of @topic in @book. (transfer full): floating */
AdwNavigationPage *cck_help_page_new (CckHelpBook  *book,
                                      const char   *name,
                                      CckHelpTopic *topic);

G_END_DECLS
