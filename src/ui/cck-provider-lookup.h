/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-discovery.h"

G_BEGIN_DECLS

#define CCK_TYPE_PROVIDER_LOOKUP (cck_provider_lookup_get_type ())

/* Asks a provider for its configuration, and shows that it does so or why it could not; not to be
 * seen otherwise.
 *
 * Property "busy" (boolean, read-only, notified). Signals: "found" (CckDiscovery *discovery),
 * "failed" (const char *code, of CckProblem), "again": the person asks for another try, "manual": or
 * enters it by hand. */
G_DECLARE_FINAL_TYPE (CckProviderLookup, cck_provider_lookup, CCK, PROVIDER_LOOKUP,
                      AdwPreferencesGroup)

/* Asks the issuer of @provider, which need not be saved. Ends an asking that runs. */
void cck_provider_lookup_start (CckProviderLookup *self,
                                CckSession        *session,
                                CckProvider       *provider);
/* Ends an asking that runs, and takes back what was said. */
void cck_provider_lookup_stop  (CckProviderLookup *self);
/* Says that something else failed, with the same ways on. */
void cck_provider_lookup_tell  (CckProviderLookup *self,
                                const char        *message);

G_END_DECLS
