/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-session.h"
#include "cck-ticker.h"

G_BEGIN_DECLS

#define CCK_TYPE_INSPECTOR_PAGE (cck_inspector_page_get_type ())

/* Any token, pasted or dropped: decoded at once, checked with keys when asked to. Nothing is kept,
 * and no request is made unless the person asks for it. */
G_DECLARE_FINAL_TYPE (CckInspectorPage, cck_inspector_page, CCK, INSPECTOR_PAGE, AdwBin)

/* Once, before it is used. */
void cck_inspector_page_setup         (CckInspectorPage *self,
                                       CckSession       *session,
                                       CckTicker        *ticker);
/* Takes what is on the clipboard. */
void cck_inspector_page_paste         (CckInspectorPage *self);
void cck_inspector_page_set_text      (CckInspectorPage *self,
                                       const char       *text);
/* "claims", "checks", "raw" */
void cck_inspector_page_show_view     (CckInspectorPage *self,
                                       const char       *name);
void cck_inspector_page_toggle_reveal (CckInspectorPage *self);

G_END_DECLS
