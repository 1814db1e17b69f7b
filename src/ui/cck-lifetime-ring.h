/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CCK_TYPE_LIFETIME_RING (cck_lifetime_ring_get_type ())

/* How much of a token's life is left, as a ring that empties clockwise. A meter to who listens.
 * Style classes "warning" under a fifth, "error" at the end. */
G_DECLARE_FINAL_TYPE (CckLifetimeRing, cck_lifetime_ring, CCK, LIFETIME_RING, GtkWidget)

GtkWidget *cck_lifetime_ring_new         (void);
/* Seconds since the epoch. @issued_at: 0 where unknown, then the ring is full until the end;
 * @expires_at: 0 where no end is known. */
void       cck_lifetime_ring_set_life    (CckLifetimeRing *self,
                                          gint64           issued_at,
                                          gint64           expires_at,
                                          gint64           now);
double     cck_lifetime_ring_get_fraction (CckLifetimeRing *self);
/* What assistive technology reads: "42 minutes left, 70 percent". */
const char *cck_lifetime_ring_get_text   (CckLifetimeRing *self);

G_END_DECLS
