/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-provider-private.h"
#include "cck-store-error.h"

/* A company's authorities are a handful, of some 2 kB each. */
#define LONGEST_PEM (128 * 1024)

#define BEGIN "-----BEGIN CERTIFICATE-----"
#define END   "-----END CERTIFICATE-----"

static gboolean
set_reason (GError     **error,
            const char  *reason)
{
  g_set_error_literal (error, CCK_STORE_ERROR, CCK_STORE_ERROR_INVALID_PROVIDER, reason);

  return FALSE;
}

/* The DER of an X.509 certificate is a SEQUENCE (RFC 5280 §4.1) in strict Base64 (RFC 7468 §3). */
static gboolean
is_certificate (const char *text,
                gsize       length)
{
  g_autoptr (GString) base64 = g_string_sized_new (length);
  g_autofree guchar *der = NULL;
  g_autofree char *again = NULL;
  gsize der_length;

  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isspace (text[i]))
        g_string_append_c (base64, text[i]);
    }

  der = g_base64_decode (base64->str, &der_length);
  again = g_base64_encode (der, der_length);

  return der_length > 2 && der[0] == 0x30 && g_str_equal (again, base64->str);
}

/* Text around the certificates is fine: `openssl x509 -text` writes some. */
gboolean
cck_provider_check_certificates (const char  *pem,
                                 GError     **error)
{
  const char *rest = pem;
  guint n = 0;

  if (strlen (pem) > LONGEST_PEM)
    return set_reason (error, _("Use at most 128 kB of certificates."));

  if (strstr (pem, "PRIVATE KEY-----") != NULL)
    return set_reason (error, _("There is a private key in it. Take only the certificates."));

  while ((rest = strstr (rest, "-----BEGIN ")) != NULL)
    {
      const char *end = strstr (rest, END);

      if (!g_str_has_prefix (rest, BEGIN) || end == NULL
          || !is_certificate (rest + strlen (BEGIN), end - rest - strlen (BEGIN)))
        return set_reason (error, _("It is no list of certificates in PEM form."));

      rest = end + strlen (END);
      n++;
    }

  return n > 0 || set_reason (error, _("It is no list of certificates in PEM form."));
}
