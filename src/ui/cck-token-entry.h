/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CCK_TYPE_TOKEN_ENTRY (cck_token_entry_get_type ())

/* Where a token is pasted, typed, or comes in from a file. Of a long text it shows the beginning. What
 * is in it is wiped when it goes, and can't be undone.
 *
 * Signals: "changed", "failed" (const char *message): a file or the clipboard could not be read. */
G_DECLARE_FINAL_TYPE (CckTokenEntry, cck_token_entry, CCK, TOKEN_ENTRY, AdwBin)

/* The whole text, not only what is shown; cck_secret_free_text(). */
char    *cck_token_entry_dup_text  (CckTokenEntry *self);
/* @length: -1 for a terminated text. */
void     cck_token_entry_set_text  (CckTokenEntry *self,
                                    const char    *text,
                                    gssize         length);
/* Takes the clipboard's text. */
void     cck_token_entry_paste     (CckTokenEntry *self);
/* Asks for a file. */
void     cck_token_entry_open      (CckTokenEntry *self);
/* Takes what was dropped: text or the first of the files. FALSE where it is neither. */
gboolean cck_token_entry_drop      (CckTokenEntry *self,
                                    const GValue  *value);

G_END_DECLS
