/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-provider.h"

G_BEGIN_DECLS

#define CCK_TYPE_PRESET (cck_preset_get_type ())

/* What is known of a kind of provider before anything was asked: a data file each, in
 * "claimcheck/presets" under the user's and the system's data directories ($XDG_DATA_HOME,
 * $XDG_DATA_DIRS) and where this program was installed. A file with the same name in an earlier
 * directory takes the place of a later one. $CLAIMCHECK_PRESETS, a list of directories, comes
 * before all of them. Immutable. */
G_DECLARE_FINAL_TYPE (CckPreset, cck_preset, CCK, PRESET, GObject)

/* A word that a person has to give, such as Keycloak's realm. */
typedef struct
{
  const char *name;    /* as cck_preset_apply() takes it: "realm" */
  const char *label;   /* translated: "Realm" */
  const char *example; /* "my-realm" */
  const char *pattern; /* the regular expression that the whole word matches */
  const char *value;   /* what to start with, or NULL */
} CckPresetWord;

/* Which redirect URIs the provider takes. */
typedef enum
{
  CCK_PRESET_REDIRECT_ANY_PORT, /* a loopback address with any port (RFC 8252 §7.3) */
  CCK_PRESET_REDIRECT_EXACT,    /* exactly what was registered, the port too */
} CckPresetRedirect;

/* All presets, sorted by name; read anew at each call. Files that can't be read are left out, and
 * named in a warning to the log. (transfer full): a list of CckPreset */
GListModel          *cck_preset_list                (void);
/* (transfer full): NULL with NOT_FOUND */
CckPreset           *cck_preset_find                (const char  *id,
                                                     GError     **error);
/* One file's text; @id is its name without ".json", @origin what messages call it. NULL with
 * BAD_FILE or NEWER_FORMAT. (transfer full) */
CckPreset           *cck_preset_new_from_json       (const char  *id,
                                                     const char  *text,
                                                     gssize       length,
                                                     const char  *origin,
                                                     GError     **error);

/* All (transfer none). */
const char          *cck_preset_get_id              (CckPreset   *self); /* "keycloak" */
const char          *cck_preset_get_name            (CckPreset   *self); /* "Keycloak" */
guint                cck_preset_get_n_words         (CckPreset   *self);
const CckPresetWord *cck_preset_get_word            (CckPreset   *self,
                                                     guint        index);
/* The issuer with its words in braces, such as "https://{host}/realms/{realm}". */
const char          *cck_preset_get_issuer          (CckPreset   *self);
const char          *cck_preset_get_scopes          (CckPreset   *self);
CckProviderAuth      cck_preset_get_client_auth     (CckPreset   *self);
CckPresetRedirect    cck_preset_get_redirect        (CckPreset   *self);
/* FALSE where the endpoints stand in the preset, because the provider publishes no metadata. */
gboolean             cck_preset_get_discovery       (CckPreset   *self);
/* One translated sentence on what is particular about it, or NULL. */
const char          *cck_preset_get_note            (CckPreset   *self);
/* The provider's own page on registering a client. */
const char          *cck_preset_get_documentation   (CckPreset   *self);

/* A provider as the preset has it, with @words put in: "NAME=VALUE" each, NULL-terminated, NULL for
 * none. A host may be pasted as an address: "https://" before it and "/" behind it are cut. A word
 * that has a value to start with need not be given. The provider's name is the preset's; it has no
 * client ID yet, unless the preset knows one. INVALID_PROVIDER where a word is missing, unknown or
 * doesn't match; the message begins with the word's label. (transfer full) */
CckProvider         *cck_preset_apply               (CckPreset           *self,
                                                     const char * const  *words,
                                                     GError             **error);

G_END_DECLS
