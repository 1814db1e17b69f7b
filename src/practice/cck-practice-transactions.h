/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-practice-person.h"
#include "cck-practice-request.h"

G_BEGIN_DECLS

/* An authorization that waits for the person in the browser. */
typedef struct
{
  CckPracticeRequest *request;
  const CckPracticePerson *person; /* %NULL until someone signed in */
  gint64 expires;
  char *id;
} CckPracticeTransaction;

void                    cck_practice_transaction_free (CckPracticeTransaction *transaction);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckPracticeTransaction, cck_practice_transaction_free)

#define CCK_PRACTICE_TRANSACTION_LIFETIME (10 * 60)
#define CCK_PRACTICE_PUSHED_LIFETIME 60

/* The authorizations that wait, at most 256 of them and not for ever; the oldest gives way.
 * Each page that is shown has an id of its own, which no other site can know and which is good for
 * one answer, so a form can neither be forged nor sent twice. */
typedef struct _CckPracticeTransactions CckPracticeTransactions;

CckPracticeTransactions *cck_practice_transactions_new   (gint64                   lifetime);
void                     cck_practice_transactions_free  (CckPracticeTransactions *transactions);

guint                    cck_practice_transactions_count (CckPracticeTransactions *transactions);

/* Keeps @request, which it takes, for the next page. Returns: (transfer none): the page's id, or
 * %NULL where the machine has no random numbers. */
const char              *cck_practice_transactions_add   (CckPracticeTransactions *transactions,
                                                          CckPracticeRequest      *request,
                                                          const CckPracticePerson *person,
                                                          gint64                   now);

/* Returns: (transfer full): what waited under @id, which is good no more; or %NULL. @id may be
 * %NULL. */
CckPracticeTransaction  *cck_practice_transactions_take  (CckPracticeTransactions *transactions,
                                                          const char              *id,
                                                          gint64                   now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckPracticeTransactions, cck_practice_transactions_free)

G_END_DECLS
