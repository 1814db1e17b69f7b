/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

#include "cck-authorization.h"
#include "cck-provider.h"

G_BEGIN_DECLS

/* What a sign-in asks for beyond the provider's registration. Borrowed for the call. */
typedef struct
{
  const char *login_hint; /* (nullable) */
  const char *prompt;     /* (nullable) */
  gint64      max_age;    /* seconds; -1 for any */
  CckDpop    *dpop;       /* (nullable): the key that the code is bound to */
} CckBrowserTripRequest;

/* The part of a sign-in that happens in the browser: the listener, the address to open, and the
 * answer that comes back by itself or is pasted (RFC 8252 §7.3). Internal to this layer; owned by
 * one sign-in. */
typedef struct _CckBrowserTrip CckBrowserTrip;

/* Opens the listener, draws state, nonce and verifier. (transfer full); NULL with CCK_OAUTH_ERROR_*. */
CckBrowserTrip   *cck_browser_trip_new               (CckMetadata                  *metadata,
                                                      CckProvider                  *provider,
                                                      const CckBrowserTripRequest  *request,
                                                      GError                      **error);
void              cck_browser_trip_free              (CckBrowserTrip               *self);

/* (transfer none) */
CckAuthorization *cck_browser_trip_get_authorization (CckBrowserTrip               *self);
/* The address for the browser. The request can't be changed, signed or pushed any more once it was
 * asked for. (transfer none) */
const char       *cck_browser_trip_get_uri           (CckBrowserTrip               *self);

/* Resolves to the CckAuthorizationResponse, from the listener or pasted, whichever comes first. */
DexFuture        *cck_browser_trip_wait              (CckBrowserTrip               *self);
/* RFC 8252 §8.3: nothing listens once the answer is in or nobody waits any more. */
void              cck_browser_trip_close             (CckBrowserTrip               *self);
/* The callback's address as a person pasted it. FALSE with CCK_OAUTH_ERROR_ANSWER_NOT_OURS: waiting
 * goes on. Any other outcome, a refusal too, ends the waiting. */
gboolean          cck_browser_trip_paste             (CckBrowserTrip               *self,
                                                      const char                   *address,
                                                      GError                      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckBrowserTrip, cck_browser_trip_free)

G_END_DECLS
