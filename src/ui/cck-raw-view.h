/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-inspection.h"

G_BEGIN_DECLS

#define CCK_TYPE_RAW_VIEW (cck_raw_view_get_type ())

/* Header and payload as they were received or indented, and the token itself, hidden until asked
 * for, and hidden again after half a minute or when the window loses the focus. */
G_DECLARE_FINAL_TYPE (CckRawView, cck_raw_view, CCK, RAW_VIEW, AdwBin)

/* @inspection: (nullable). @title: what to call the token, such as "Access token". */
void cck_raw_view_set_inspection (CckRawView    *self,
                                  CckInspection *inspection,
                                  const char    *title);
/* What a provider answered, which holds no token. */
void cck_raw_view_set_answer     (CckRawView    *self,
                                  CckJson       *answer);
/* The revealed token is hidden, or shown. */
void cck_raw_view_set_revealed   (CckRawView    *self,
                                  gboolean       revealed);
gboolean cck_raw_view_get_revealed (CckRawView *self);

G_END_DECLS
