/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-json.h"
#include "cck-preset.h"

G_BEGIN_DECLS

/* Private to the store. The words, as they stand in the file: the label untranslated. */
typedef struct
{
  CckPresetWord  word;
  char          *label;
  GRegex        *regex;
} CckPresetBlank;

/* (element-type CckPresetBlank) (transfer none) */
GPtrArray          *cck_preset_get_blanks   (CckPreset *self);
/* The member "provider": a provider's file with words in braces. (transfer none) */
const CckJsonValue *cck_preset_get_template (CckPreset *self);
/* The file's name of the preset, in JSON. (transfer full) */
char               *cck_preset_dup_name_json (CckPreset *self);

/* @text translated, where it is one of the presets' own texts; else itself. (transfer none) */
const char         *cck_preset_translate    (const char *text);
/* Those texts, untranslated; NULL-terminated. (transfer none) */
const char * const *cck_preset_list_texts   (void);

G_END_DECLS
