/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-secret.h"

#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

struct _CckSecret
{
  gatomicrefcount ref_count;
  gsize           length;
  char            text[];
};

G_DEFINE_BOXED_TYPE (CckSecret, cck_secret, cck_secret_ref, cck_secret_unref)

#define FINGERPRINT_BYTES 8

CckSecret *
cck_secret_new_len (const char *bytes,
                    gsize       length)
{
  CckSecret *self;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (memchr (bytes, '\0', length) == NULL, NULL);

  self = g_malloc (sizeof (CckSecret) + length + 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->length = length;
  memcpy (self->text, bytes, length);
  self->text[length] = '\0';

  return self;
}

CckSecret *
cck_secret_new (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return cck_secret_new_len (text, strlen (text));
}

CckSecret *
cck_secret_new_take (char *text)
{
  CckSecret *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = cck_secret_new (text);
  cck_secret_free_text (text);

  return self;
}

CckSecret *
cck_secret_ref (CckSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cck_secret_unref (CckSecret *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  explicit_bzero (self->text, self->length);
  g_free (self);
}

const char *
cck_secret_get_text (CckSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

gsize
cck_secret_get_length (CckSecret *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->length;
}

gboolean
cck_secret_equal (CckSecret *a,
                  CckSecret *b)
{
  guint8 difference = 0;

  g_return_val_if_fail (a != NULL, FALSE);
  g_return_val_if_fail (b != NULL, FALSE);

  if (a->length != b->length)
    return FALSE;

  for (gsize i = 0; i < a->length; i++)
    difference |= (guint8) a->text[i] ^ (guint8) b->text[i];

  return difference == 0;
}

char *
cck_secret_dup_fingerprint (const char *text)
{
  g_autofree char *digest = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strndup (digest, 2 * FINGERPRINT_BYTES);
}

void
cck_secret_free_text (char *text)
{
  if (text == NULL)
    return;

  explicit_bzero (text, strlen (text));
  g_free (text);
}

gboolean
cck_secret_disable_core_dumps (void)
{
  const struct rlimit none = { 0, 0 };
  gboolean limited = setrlimit (RLIMIT_CORE, &none) == 0;
  gboolean hidden = prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;

  return limited && hidden;
}
