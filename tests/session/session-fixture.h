/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-inspection.h"
#include "cck-practice-provider.h"
#include "cck-refresher.h"
#include "cck-session-error.h"
#include "cck-sign-in.h"
#include "cck-sign-out.h"

G_BEGIN_DECLS

/* The time at which every test begins, in seconds since the epoch. */
#define FIXTURE_START G_GINT64_CONSTANT (1800000000)

/* A practice provider and a session that know each other, on one clock that stands still, with a
 * keyring in memory and a folder of their own. */
typedef struct
{
  char                *data_dir;
  CckClock            *clock;
  CckKeyring          *keyring;
  CckSession          *session;
  CckPracticeProvider *practice;
  CckProvider         *provider;
} Fixture;

Fixture *fixture_new  (void);
void     fixture_free (Fixture *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

/* Runs the main loop until @future, which is taken, has its outcome. */
CckAccount       *fixture_await_account    (DexFuture  *future,
                                            GError    **error);
CckToken         *fixture_await_token      (DexFuture  *future,
                                            GError    **error);
CckInspection    *fixture_await_inspection (DexFuture  *future,
                                            GError    **error);
CckSignOutResult *fixture_await_sign_out   (DexFuture  *future,
                                            GError    **error);
gboolean          fixture_await            (DexFuture  *future,
                                            GError    **error);
/* Of a boxed or an object type; (transfer full). */
gpointer          fixture_await_boxed      (DexFuture  *future,
                                            GError    **error);
gpointer          fixture_await_object     (DexFuture  *future,
                                            GError    **error);

/* A sign-in whose browser is the practice provider's own visitor. */
CckSignIn        *fixture_sign_in_new      (Fixture    *self);
/* Signs Alice in; the test ends where that fails. */
CckAccount       *fixture_sign_in          (Fixture    *self);

/* Another registration at the same practice provider, which is @self->provider from now on.
 * @credential: (nullable): its secret or key. */
void              fixture_use_client       (Fixture         *self,
                                            const char      *client_id,
                                            CckProviderAuth  auth,
                                            const char      *credential);
/* The history's kinds, oldest first, as one line: "signed-in issued issued". */
char             *fixture_dup_history      (Fixture    *self);
guint             fixture_n_accounts       (Fixture    *self);

CckPracticeStatistics fixture_statistics   (Fixture    *self);
/* The access token that the keyring holds for the account. */
char             *fixture_dup_access_token (Fixture    *self,
                                            CckAccount *account);
/* Puts @text there, as another process would. */
void              fixture_store            (Fixture    *self,
                                            CckAccount *account,
                                            const char *text);
/* What the keyring holds for the account, as text; NULL where it holds nothing. */
char             *fixture_dup_stored       (Fixture    *self,
                                            CckAccount *account);

G_END_DECLS
