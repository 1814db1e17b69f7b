/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-devices.h"

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <string.h>

#include "cck-base64url.h"

#define MOST_DEVICES 256
#define DEVICE_CODE_SIZE 32
/* RFC 8628 §6.1: consonants only, so no word comes out: 20^8 codes, about 34 bits. */
#define USER_CODE_LETTERS "BCDFGHJKLMNPQRSTVWXZ"
#define USER_CODE_LENGTH 8

struct _CckPracticeDevices
{
  GPtrArray *all; /* of CckPracticeDevice, the oldest first */
};

static void
device_free (CckPracticeDevice *device)
{
  g_clear_pointer (&device->request, cck_practice_request_free);
  g_free (device->device_code);
  g_free (device->user_code);
  g_free (device);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckPracticeDevice, device_free)

CckPracticeDevices *
cck_practice_devices_new (void)
{
  CckPracticeDevices *devices = g_new0 (CckPracticeDevices, 1);

  devices->all = g_ptr_array_new_with_free_func ((GDestroyNotify) device_free);
  return devices;
}

void
cck_practice_devices_free (CckPracticeDevices *devices)
{
  g_ptr_array_unref (devices->all);
  g_free (devices);
}

/* Letters without a bias: of a byte only 0 to 239 count, which is twelve times twenty. */
static char *
make_user_code (void)
{
  g_autoptr (GString) code = g_string_new (NULL);

  while (code->len < USER_CODE_LENGTH + 1)
    {
      guint8 byte;

      if (gnutls_rnd (GNUTLS_RND_KEY, &byte, 1) != GNUTLS_E_SUCCESS)
        return NULL;
      if (byte >= 240)
        continue;
      if (code->len == USER_CODE_LENGTH / 2)
        g_string_append_c (code, '-');
      g_string_append_c (code, USER_CODE_LETTERS[byte % strlen (USER_CODE_LETTERS)]);
    }

  return g_string_free (g_steal_pointer (&code), FALSE);
}

CckPracticeDevice *
cck_practice_devices_add (CckPracticeDevices *devices,
                          CckPracticeRequest *request,
                          gint64              interval,
                          gint64              now)
{
  g_autoptr (CckPracticeDevice) device = g_new0 (CckPracticeDevice, 1);
  guint8 code[DEVICE_CODE_SIZE];

  device->request = request;
  device->expires = now + CCK_PRACTICE_DEVICE_LIFETIME;
  device->interval = interval;
  device->next_poll = now;
  device->user_code = make_user_code ();
  if (device->user_code == NULL ||
      gnutls_rnd (GNUTLS_RND_KEY, code, sizeof code) != GNUTLS_E_SUCCESS)
    return NULL;

  device->device_code = cck_base64url_encode (code, sizeof code);
  if (devices->all->len >= MOST_DEVICES)
    g_ptr_array_remove_index (devices->all, 0);
  g_ptr_array_add (devices->all, device);
  return g_steal_pointer (&device);
}

static char *
normalize (const char *user_code)
{
  g_autoptr (GString) letters = g_string_new (NULL);

  for (; *user_code != '\0' && letters->len <= USER_CODE_LENGTH; user_code++)
    if (*user_code != '-' && !g_ascii_isspace (*user_code))
      g_string_append_c (letters, g_ascii_toupper (*user_code));
  if (letters->len > USER_CODE_LENGTH / 2)
    g_string_insert_c (letters, USER_CODE_LENGTH / 2, '-');

  return g_string_free (g_steal_pointer (&letters), FALSE);
}

static gboolean
is_same (const char *a,
         const char *b)
{
  gsize length = strlen (a);

  return length == strlen (b) && gnutls_memcmp (a, b, length) == 0;
}

CckPracticeDevice *
cck_practice_devices_find_user (CckPracticeDevices *devices,
                                const char         *user_code,
                                gint64              now)
{
  g_autofree char *wanted = user_code != NULL ? normalize (user_code) : NULL;

  for (guint i = 0; wanted != NULL && i < devices->all->len; i++)
    {
      CckPracticeDevice *device = g_ptr_array_index (devices->all, i);

      if (device->state == CCK_PRACTICE_DEVICE_PENDING && now < device->expires &&
          is_same (device->user_code, wanted))
        return device;
    }

  return NULL;
}

CckPracticeDevice *
cck_practice_devices_find_device (CckPracticeDevices *devices,
                                  const char         *device_code)
{
  for (guint i = 0; i < devices->all->len; i++)
    {
      CckPracticeDevice *device = g_ptr_array_index (devices->all, i);

      if (is_same (device->device_code, device_code))
        return device;
    }

  return NULL;
}

void
cck_practice_devices_remove (CckPracticeDevices *devices,
                             CckPracticeDevice  *device)
{
  g_ptr_array_remove (devices->all, device);
}
