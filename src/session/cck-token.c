/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-token-private.h"

struct _CckToken
{
  gatomicrefcount ref_count;
  CckSecret      *text;
  char           *type_name;
  char           *scope;
  gint64          expires_at;
};

G_DEFINE_BOXED_TYPE (CckToken, cck_token, cck_token_ref, cck_token_unref)

CckToken *
cck_token_new (const char *text,
               const char *type_name,
               const char *scope,
               gint64      expires_at)
{
  CckToken *self = g_new0 (CckToken, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->text = cck_secret_new (text);
  self->type_name = g_strdup (type_name);
  self->scope = g_strdup (scope);
  self->expires_at = expires_at;

  return self;
}

CckToken *
cck_token_ref (CckToken *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cck_token_unref (CckToken *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->text, cck_secret_unref);
  g_free (self->type_name);
  g_free (self->scope);
  g_free (self);
}

const char *
cck_token_get_text (CckToken *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return cck_secret_get_text (self->text);
}

const char *
cck_token_get_type_name (CckToken *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->type_name;
}

gint64
cck_token_get_expires_at (CckToken *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->expires_at;
}

const char *
cck_token_get_scope (CckToken *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->scope;
}

CckSecret *
cck_token_dup_header (CckToken *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return cck_secret_new_take (g_strconcat ("Authorization: ", self->type_name, " ",
                                           cck_secret_get_text (self->text), NULL));
}
