/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-http-trust.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-oauth-error.h"

#define BEGIN "-----BEGIN CERTIFICATE-----"
#define END "-----END CERTIFICATE-----"
#define MAX_CERTIFICATES 256

struct _CckHttpTrust
{
  gatomicrefcount ref_count;
  GPtrArray *certificates;
};

/* The certificates of a PEM text one by one, so that GIO doesn’t take them for one chain. */
static gboolean
add_all (GPtrArray *certificates, const char *pem, GError **error)
{
  for (const char *start = strstr (pem, BEGIN); start != NULL; start = strstr (start, BEGIN))
    {
      const char *end = strstr (start, END);
      GTlsCertificate *certificate;

      if (end == NULL || certificates->len >= MAX_CERTIFICATES)
        break;

      end += strlen (END);
      certificate = g_tls_certificate_new_from_pem (start, end - start, error);
      if (certificate == NULL)
        return FALSE;

      g_ptr_array_add (certificates, certificate);
      start = end;
    }

  return TRUE;
}

CckHttpTrust *
cck_http_trust_new (const char *pem, GError **error)
{
  g_autoptr (GPtrArray) certificates = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) fault = NULL;
  CckHttpTrust *self;

  g_return_val_if_fail (pem != NULL, NULL);

  if (!add_all (certificates, pem, &fault))
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER,
                   _("Certificate %u of the provider’s CA file cannot be read: %s"),
                   certificates->len + 1, fault->message);
      return NULL;
    }

  if (certificates->len == 0)
    {
      g_set_error_literal (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER,
                           _("The provider’s CA file holds no certificate in PEM form."));
      return NULL;
    }

  self = g_new0 (CckHttpTrust, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->certificates = g_steal_pointer (&certificates);

  return self;
}

CckHttpTrust *
cck_http_trust_ref (CckHttpTrust *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cck_http_trust_unref (CckHttpTrust *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->certificates);
  g_free (self);
}

gboolean
cck_http_trust_accepts (CckHttpTrust *self, GTlsCertificate *certificate, const char *host)
{
  g_autoptr (GSocketConnectable) identity = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (G_IS_TLS_CERTIFICATE (certificate), FALSE);
  g_return_val_if_fail (host != NULL, FALSE);

  /* Everything once more, not only who has signed it: name, dates and algorithms. */
  identity = g_network_address_new (host, 0);
  for (guint i = 0; i < self->certificates->len; i++)
    {
      if (g_tls_certificate_verify (certificate, identity,
                                    g_ptr_array_index (self->certificates, i)) == 0)
        return TRUE;
    }

  return FALSE;
}

GTlsCertificate *
cck_http_trust_new_identity (const char *pem, GError **error)
{
  g_autoptr (GError) fault = NULL;
  GTlsCertificate *certificate = NULL;

  g_return_val_if_fail (pem != NULL, NULL);

  if (strstr (pem, "PRIVATE KEY-----") != NULL)
    certificate = g_tls_certificate_new_from_pem (pem, -1, &fault);
  if (certificate == NULL)
    g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER,
                 _("The client’s certificate cannot be used: %s"),
                 fault != NULL ? fault->message : _("its private key is missing."));

  return certificate;
}
