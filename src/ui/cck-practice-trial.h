/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-practice-provider.h"
#include "cck-session.h"

G_BEGIN_DECLS

#define CCK_TYPE_PRACTICE_TRIAL (cck_practice_trial_get_type ())

/* "Try the Practice Provider": a provider of our own on loopback in this process, known to the
 * session for as long as the process lives. */
G_DECLARE_FINAL_TYPE (CckPracticeTrial, cck_practice_trial, CCK, PRACTICE_TRIAL, GObject)

CckPracticeTrial    *cck_practice_trial_new          (CckSession       *session);
/* Starts it, once, and adds it to the session, again where it was removed. Resolves to a
 * CckProvider. */
DexFuture           *cck_practice_trial_start        (CckPracticeTrial *self);
/* Answers a sign-in as a browser would that has nobody to ask. */
void                 cck_practice_trial_visit        (CckPracticeTrial *self,
                                                      const char       *uri);
/* Whether @provider is the trial's. */
gboolean             cck_practice_trial_owns         (CckPracticeTrial *self,
                                                      CckProvider      *provider);

G_END_DECLS
