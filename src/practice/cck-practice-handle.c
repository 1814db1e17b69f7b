/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-handle.h"

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <string.h>

#include "cck-base64url.h"

#define SERIAL_OFFSET (1 + CCK_PRACTICE_GRANT_ID_SIZE)
#define MAC_OFFSET (SERIAL_OFFSET + sizeof (guint64))
#define MAC_SIZE 32
#define SEALED_SIZE (MAC_OFFSET + MAC_SIZE)

static void
authenticate (guint8       *sealed,
              const guint8 *key)
{
  int result = gnutls_hmac_fast (GNUTLS_MAC_SHA256, key, CCK_PRACTICE_HANDLE_KEY_SIZE,
                                 sealed, MAC_OFFSET, sealed + MAC_OFFSET);

  g_assert (result == GNUTLS_E_SUCCESS);
}

static void
write_sealed (const CckPracticeHandle *handle,
              const guint8            *key,
              guint8                  *sealed)
{
  guint64 serial = GUINT64_TO_BE (handle->serial);

  sealed[0] = (guint8) handle->kind;
  memcpy (sealed + 1, handle->grant_id, CCK_PRACTICE_GRANT_ID_SIZE);
  memcpy (sealed + SERIAL_OFFSET, &serial, sizeof serial);
  authenticate (sealed, key);
}

char *
cck_practice_handle_seal (const CckPracticeHandle *handle,
                          const guint8            *key)
{
  guint8 sealed[SEALED_SIZE];

  write_sealed (handle, key, sealed);
  return cck_base64url_encode (sealed, sizeof sealed);
}

gboolean
cck_practice_handle_open (CckPracticeHandle     *handle,
                          CckPracticeHandleKind  kind,
                          const char            *text,
                          const guint8          *key)
{
  guint8 expected[SEALED_SIZE];
  guint8 sealed[SEALED_SIZE];
  gsize length = strlen (text);

  if (cck_base64url_decoded_size (length) != SEALED_SIZE ||
      !cck_base64url_decode_into (text, length, sealed, NULL))
    return FALSE;

  handle->kind = (CckPracticeHandleKind) sealed[0];
  memcpy (handle->grant_id, sealed + 1, CCK_PRACTICE_GRANT_ID_SIZE);
  memcpy (&handle->serial, sealed + SERIAL_OFFSET, sizeof handle->serial);
  handle->serial = GUINT64_FROM_BE (handle->serial);

  write_sealed (handle, key, expected);
  return handle->kind == kind && gnutls_memcmp (expected, sealed, SEALED_SIZE) == 0;
}
