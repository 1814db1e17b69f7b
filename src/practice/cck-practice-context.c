/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-context.h"

#include <glib/gi18n-lib.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>

gint64
cck_practice_context_now (CckPracticeContext *context)
{
  if (context->clock != NULL)
    return context->clock (context->clock_data);

  return g_get_real_time () / G_USEC_PER_SEC;
}

gboolean
cck_practice_context_misbehaves (CckPracticeContext      *context,
                                 CckPracticeMisbehaviour  kind)
{
  return cck_practice_misbehaviours_contains (&context->misbehaviours, kind);
}

gboolean
cck_practice_context_begin (CckPracticeContext  *context,
                            GError             **error)
{
  context->grants = cck_practice_grants_new (error);
  if (context->grants == NULL)
    return FALSE;

  if (gnutls_rnd (GNUTLS_RND_KEY, context->nonce_key, sizeof context->nonce_key) !=
      GNUTLS_E_SUCCESS)
    {
      g_set_error_literal (error, CCK_PRACTICE_ERROR, CCK_PRACTICE_ERROR_REPORT,
                           _("The practice provider got no random numbers from this computer."));
      return FALSE;
    }

  context->transactions = cck_practice_transactions_new (CCK_PRACTICE_TRANSACTION_LIFETIME);
  context->pushed = cck_practice_transactions_new (CCK_PRACTICE_PUSHED_LIFETIME);
  context->clients = cck_practice_clients_new ();
  context->devices = cck_practice_devices_new ();
  context->once = cck_practice_once_new ();
  return TRUE;
}

void
cck_practice_context_forget (CckPracticeContext *context)
{
  g_clear_pointer (&context->keys, cck_practice_keys_free);
  g_clear_pointer (&context->grants, cck_practice_grants_free);
  g_clear_pointer (&context->transactions, cck_practice_transactions_free);
  g_clear_pointer (&context->pushed, cck_practice_transactions_free);
  g_clear_pointer (&context->clients, cck_practice_clients_free);
  g_clear_pointer (&context->devices, cck_practice_devices_free);
  g_clear_pointer (&context->once, cck_practice_once_free);
}

void
cck_practice_context_clear (CckPracticeContext *context)
{
  cck_practice_context_forget (context);
  if (context->clock_destroy != NULL)
    context->clock_destroy (context->clock_data);
  context->clock_destroy = NULL;
  g_clear_pointer (&context->issuer, g_free);
  g_clear_pointer (&context->authority, g_free);
}
