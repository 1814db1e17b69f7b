/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-practice-client.h"
#include "cck-practice-devices.h"
#include "cck-practice-grants.h"
#include "cck-practice-keys.h"
#include "cck-practice-once.h"
#include "cck-practice-provider.h"
#include "cck-practice-transactions.h"

G_BEGIN_DECLS

/* What the endpoints share: the options and the memory of one running provider. */
struct _CckPracticeContext
{
  char *issuer;    /* http://127.0.0.1:PORT */
  char *authority; /* 127.0.0.1:PORT, what a request's Host has to be */

  gint64 access_lifetime;
  gint64 refresh_lifetime;
  gboolean auto_approve;
  gboolean dpop_nonce; /* proofs need one */
  guint device_interval;
  CckPracticeMisbehaviours misbehaviours;
  CckPracticeAlgorithm id_token_algorithm;

  CckPracticeClock clock; /* nullable: the real time */
  gpointer clock_data;
  GDestroyNotify clock_destroy;

  CckPracticeKeys *keys;
  CckPracticeGrants *grants;
  CckPracticeTransactions *transactions;
  CckPracticeTransactions *pushed; /* requests that came beforehand (RFC 9126) */
  CckPracticeClients *clients;
  CckPracticeDevices *devices;
  CckPracticeOnce *once;
  guint8 nonce_key[32]; /* of DPoP nonces */
  CckPracticeStatistics statistics;
};

/* The time, in seconds since the epoch. */
gint64   cck_practice_context_now        (CckPracticeContext      *context);

gboolean cck_practice_context_misbehaves (CckPracticeContext      *context,
                                          CckPracticeMisbehaviour  kind);

/* Makes the empty memory of a provider that begins. %FALSE where the machine has no random
 * numbers. */
gboolean cck_practice_context_begin      (CckPracticeContext      *context,
                                          GError                 **error);

/* Forgets keys, grants, clients and all that waits. */
void     cck_practice_context_forget     (CckPracticeContext      *context);

/* Frees all that @context has, and not @context. */
void     cck_practice_context_clear      (CckPracticeContext      *context);

G_END_DECLS
