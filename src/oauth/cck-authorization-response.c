/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-authorization-response.h"

#include "cck-sensitive.h"

struct _CckAuthorizationResponse
{
  gatomicrefcount ref_count;
  char *code;
};

G_DEFINE_BOXED_TYPE (CckAuthorizationResponse,
                     cck_authorization_response,
                     cck_authorization_response_ref,
                     cck_authorization_response_unref)

CckAuthorizationResponse *
cck_authorization_response_new (const char *code)
{
  CckAuthorizationResponse *self;

  g_return_val_if_fail (code != NULL, NULL);

  self = g_new0 (CckAuthorizationResponse, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->code = g_strdup (code);

  return self;
}

CckAuthorizationResponse *
cck_authorization_response_ref (CckAuthorizationResponse *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cck_authorization_response_unref (CckAuthorizationResponse *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  cck_sensitive_free (self->code);
  g_free (self);
}

char *
cck_authorization_response_take_code (CckAuthorizationResponse *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  /* RFC 6749 §4.1.2: a code is used once. */
  return g_steal_pointer (&self->code);
}
