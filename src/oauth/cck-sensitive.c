/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-sensitive.h"

#include <glib/gi18n-lib.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <string.h>

#include "cck-base64url.h"
#include "cck-oauth-error.h"

#define MAX_RANDOM_BYTES 96
#define FINGERPRINT_BYTES 8

typedef struct
{
  gpointer data;
  gsize length;
} Block;

static void
block_free (Block *block)
{
  explicit_bzero (block->data, block->length);
  g_free (block->data);
  g_free (block);
}

void
cck_sensitive_free (char *secret)
{
  if (secret == NULL)
    return;

  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

GBytes *
cck_sensitive_bytes_new_take (gpointer data, gsize length)
{
  Block *block = g_new0 (Block, 1);

  block->data = data;
  block->length = length;

  return g_bytes_new_with_free_func (data, length, (GDestroyNotify) block_free, block);
}

char *
cck_sensitive_new_random (gsize n_bytes, GError **error)
{
  guint8 bytes[MAX_RANDOM_BYTES];
  char *text;

  g_return_val_if_fail (n_bytes > 0 && n_bytes <= MAX_RANDOM_BYTES, NULL);

  if (gnutls_rnd (GNUTLS_RND_KEY, bytes, n_bytes) != GNUTLS_E_SUCCESS)
    {
      g_set_error_literal (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_NO_RANDOM,
                           _("The system gave no random numbers. Try again."));
      return NULL;
    }

  text = cck_base64url_encode (bytes, n_bytes);
  explicit_bzero (bytes, sizeof bytes);

  return text;
}

gboolean
cck_sensitive_equal (const char *a, const char *b)
{
  gsize length;

  if (a == NULL || b == NULL)
    return FALSE;

  /* The length of what we compare with is no secret. */
  length = strlen (a);

  return length == strlen (b) && gnutls_memcmp (a, b, length) == 0;
}

char *
cck_sensitive_fingerprint (const char *secret)
{
  g_autofree char *digest = NULL;

  g_return_val_if_fail (secret != NULL, NULL);

  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, secret, -1);

  return g_strndup (digest, 2 * FINGERPRINT_BYTES);
}
