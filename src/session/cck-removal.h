/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-session.h"

G_BEGIN_DECLS

#define CCK_TYPE_REMOVAL (cck_removal_get_type ())

/* What became of a provider's removal. */
typedef struct
{
  gboolean  registered;   /* it was registered dynamically, and the provider let us manage that */
  gboolean  deregistered; /* the registration is gone there too */
  GError   *error;        /* why it is not, or NULL */
} CckRemoval;

GType       cck_removal_get_type        (void) G_GNUC_CONST;
CckRemoval *cck_removal_copy            (const CckRemoval *self);
void        cck_removal_free            (CckRemoval       *self);

/* Signs every account of the provider out (revoking where the provider can be told), deletes the
 * registration there where there is one (RFC 7592 §2.3), clears its secrets and removes it. A provider
 * that could not be told does not stop it; what may not be removed is refused before anything is done.
 * Resolves to a CckRemoval. */
DexFuture  *cck_session_remove_provider (CckSession       *self,
                                         CckProvider      *provider);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckRemoval, cck_removal_free)

G_END_DECLS
