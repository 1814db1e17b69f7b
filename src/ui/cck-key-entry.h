/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-inspector.h"

G_BEGIN_DECLS

#define CCK_TYPE_KEY_ENTRY (cck_key_entry_get_type ())

/* Keys of one's own, to check or to open a token with: pasted, out of a file, or a shared secret.
 *
 * Signal "changed". */
G_DECLARE_FINAL_TYPE (CckKeyEntry, cck_key_entry, CCK, KEY_ENTRY, AdwExpanderRow)

/* Sets the keys of @options; they are borrowed, until the next change or the main loop's next turn.
 * FALSE where none was given. */
gboolean cck_key_entry_fill  (CckKeyEntry       *self,
                              CckInspectOptions *options);
/* Forgets what was typed. */
void     cck_key_entry_clear (CckKeyEntry       *self);

G_END_DECLS
