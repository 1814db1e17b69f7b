/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-account.h"

G_BEGIN_DECLS

#define CCK_TYPE_LIFETIME_CARD (cck_lifetime_card_get_type ())

/* The ring beside how long the access token lasts, until when, and when it was refreshed. */
G_DECLARE_FINAL_TYPE (CckLifetimeCard, cck_lifetime_card, CCK, LIFETIME_CARD, AdwBin)

/* @clock_offset: seconds by which the provider's clock is ahead; 0 for none
 * to speak of. @now: seconds since the epoch. */
void cck_lifetime_card_show (CckLifetimeCard *self,
                             CckAccount      *account,
                             gint64           clock_offset,
                             gint64           now);

G_END_DECLS
