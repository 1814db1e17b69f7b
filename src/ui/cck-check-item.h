/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cck-doctor.h"
#include "cck-verdict.h"

G_BEGIN_DECLS

#define CCK_TYPE_CHECK_ITEM (cck_check_item_get_type ())

/* A check of a verdict or of a report as an object, so that it can be in a list model. */
G_DECLARE_FINAL_TYPE (CckCheckItem, cck_check_item, CCK, CHECK_ITEM, GObject)

/* A list of CckCheckItem for every check of @verdict, in its order. (transfer full) */
GListModel     *cck_check_item_list      (CckVerdict   *verdict);

/* The same of a provider's check-up. (transfer full) */
GListModel     *cck_check_item_list_report (CckProviderReport *report);

/* Borrowed from the verdict or report, which the item holds. */
const CckCheck *cck_check_item_get_check (CckCheckItem *self);

/* Where the help explains it, for "app.help". (transfer full) */
char           *cck_check_item_dup_help  (CckCheckItem *self);

G_END_DECLS
