/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-context.h"

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

void
cck_practice_context_forget (CckPracticeContext *context)
{
  g_clear_pointer (&context->keys, cck_practice_keys_free);
  g_clear_pointer (&context->grants, cck_practice_grants_free);
  g_clear_pointer (&context->transactions, cck_practice_transactions_free);
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
