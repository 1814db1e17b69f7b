/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <libdex.h>

#include "cck-provider.h"

G_BEGIN_DECLS

/* A provider's registration as a file to hand on: "*.claimcheck". It is what a provider's own file
 * is, without what only this computer knows, and never with a secret. */
#define CCK_PROVIDER_PROFILE_MIME_TYPE "application/vnd.claimcheck.provider+json"
#define CCK_PROVIDER_PROFILE_SUFFIX    ".claimcheck"
/* Bytes. A file with certificates is some kilobytes. */
#define CCK_PROVIDER_PROFILE_MAX_SIZE  (256 * 1024)

#define CCK_TYPE_PROVIDER_PROFILE (cck_provider_profile_get_type ())

/* A preview: what a file from outside would add. Nothing is saved before
 * cck_provider_store_add (). */
G_DECLARE_FINAL_TYPE (CckProviderProfile, cck_provider_profile, CCK, PROVIDER_PROFILE, GObject)

/* @text: from outside. @origin: what to call it in messages, such as its path. NULL with TOO_LARGE,
 * BAD_FILE (line and column where it is no JSON), NEWER_FORMAT, HAS_SECRET (names the member) or
 * INVALID_PROVIDER. */
CckProviderProfile *cck_provider_profile_new           (GBytes              *text,
                                                        const char          *origin,
                                                        GError             **error);
/* Reads @file, at most CCK_PROVIDER_PROFILE_MAX_SIZE bytes of it. Resolves to a CckProviderProfile
 * (dex_await_object()); rejects as above, or with NOT_FOUND or BAD_FILE where it can't be read. */
DexFuture          *cck_provider_profile_load          (GFile               *file);

/* The provider, without an id: to show, to change, to add. (transfer none) */
CckProvider        *cck_provider_profile_get_provider  (CckProviderProfile  *self);
/* What a person should know before it is added, each one translated sentence: a further certificate
 * authority, plain HTTP, endpoints at another host than the issuer, parameters, members that are not
 * known here and are left out. NULL-terminated, may be empty. (transfer none) */
const char * const *cck_provider_profile_get_warnings  (CckProviderProfile  *self);

/* The text of a file to hand on: only members known here, no id. NULL with HAS_SECRET (a parameter
 * or address of the provider looks like one, and is named) or INVALID_PROVIDER. (transfer full) */
GBytes             *cck_provider_profile_export        (CckProvider         *provider,
                                                        GError             **error);
/* The same into @file, replacing it whole. Resolves to TRUE; also CANNOT_WRITE. */
DexFuture          *cck_provider_profile_save          (CckProvider         *provider,
                                                        GFile               *file);
/* "acme.claimcheck". (transfer full) */
char               *cck_provider_profile_dup_file_name (CckProvider         *provider);

G_END_DECLS
