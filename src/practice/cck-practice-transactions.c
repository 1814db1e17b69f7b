/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-transactions.h"

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <string.h>

#include "cck-base64url.h"

#define MOST_TRANSACTIONS 256
#define ID_SIZE 16

struct _CckPracticeTransactions
{
  GPtrArray *all; /* of CckPracticeTransaction, the oldest first */
  gint64 lifetime;
};

void
cck_practice_transaction_free (CckPracticeTransaction *transaction)
{
  g_clear_pointer (&transaction->request, cck_practice_request_free);
  g_free (transaction->id);
  g_free (transaction);
}

CckPracticeTransactions *
cck_practice_transactions_new (gint64 lifetime)
{
  CckPracticeTransactions *transactions = g_new0 (CckPracticeTransactions, 1);

  transactions->lifetime = lifetime;
  transactions->all =
    g_ptr_array_new_with_free_func ((GDestroyNotify) cck_practice_transaction_free);
  return transactions;
}

void
cck_practice_transactions_free (CckPracticeTransactions *transactions)
{
  g_ptr_array_unref (transactions->all);
  g_free (transactions);
}

guint
cck_practice_transactions_count (CckPracticeTransactions *transactions)
{
  return transactions->all->len;
}

static void
make_room (CckPracticeTransactions *transactions,
           gint64                   now)
{
  while (transactions->all->len > 0)
    {
      CckPracticeTransaction *oldest = g_ptr_array_index (transactions->all, 0);

      if (now < oldest->expires && transactions->all->len < MOST_TRANSACTIONS)
        return;
      g_ptr_array_remove_index (transactions->all, 0);
    }
}

const char *
cck_practice_transactions_add (CckPracticeTransactions *transactions,
                               CckPracticeRequest      *request,
                               const CckPracticePerson *person,
                               gint64                   now)
{
  g_autoptr (CckPracticeTransaction) transaction = g_new0 (CckPracticeTransaction, 1);
  guint8 id[ID_SIZE];

  transaction->request = request;
  transaction->person = person;
  transaction->expires = now + transactions->lifetime;
  if (gnutls_rnd (GNUTLS_RND_KEY, id, sizeof id) != GNUTLS_E_SUCCESS)
    return NULL;

  transaction->id = cck_base64url_encode (id, sizeof id);
  make_room (transactions, now);
  g_ptr_array_add (transactions->all, transaction);
  return g_steal_pointer (&transaction)->id;
}

static gboolean
is_same_id (const char *a,
            const char *b)
{
  gsize length = strlen (a);

  return length == strlen (b) && gnutls_memcmp (a, b, length) == 0;
}

CckPracticeTransaction *
cck_practice_transactions_take (CckPracticeTransactions *transactions,
                                const char              *id,
                                gint64                   now)
{
  for (guint i = 0; id != NULL && i < transactions->all->len; i++)
    {
      CckPracticeTransaction *transaction = g_ptr_array_index (transactions->all, i);

      if (is_same_id (transaction->id, id))
        {
          g_autoptr (CckPracticeTransaction) taken =
            g_ptr_array_steal_index (transactions->all, i);

          return now < taken->expires ? g_steal_pointer (&taken) : NULL;
        }
    }

  return NULL;
}
