/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A source that calls its GSourceFunc when the second begins that is @seconds after this one on the
 * wall clock, the time that the machine slept included, and at once where the clock is set meanwhile.
 * (A timeout of the main loop stands still while the machine sleeps, and comes within a second, when
 * what is shown has not changed yet.) Its function is to return G_SOURCE_REMOVE. (transfer full) */
GSource *cck_wake_source_new (gint64 seconds);

G_END_DECLS
