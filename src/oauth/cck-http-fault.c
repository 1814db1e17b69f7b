/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-http-fault.h"

#include <glib/gi18n-lib.h>

#include "cck-oauth-error.h"

#define STATUS_TOO_MANY_REQUESTS 429 /* RFC 6585 §4 */

/* The first that fits names the reason. */
static const struct
{
  GTlsCertificateFlags flag;
  const char *reason;
} certificate_reasons[] = {
  { G_TLS_CERTIFICATE_EXPIRED, N_("it has expired") },
  { G_TLS_CERTIFICATE_NOT_ACTIVATED, N_("it is not valid yet; check this computer’s clock") },
  { G_TLS_CERTIFICATE_BAD_IDENTITY, N_("it belongs to another host") },
  { G_TLS_CERTIFICATE_REVOKED, N_("it was revoked") },
  { G_TLS_CERTIFICATE_UNKNOWN_CA, N_("nobody trusted here has signed it") },
  { G_TLS_CERTIFICATE_INSECURE, N_("its algorithm is not safe") },
};

static GError *
new_for_certificate (const char *host, GTlsCertificateFlags certificate, const GError *fault)
{
  for (gsize i = 0; i < G_N_ELEMENTS (certificate_reasons); i++)
    {
      if ((certificate & certificate_reasons[i].flag) != 0)
        return g_error_new (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_TLS,
                            /* Translators: the host, then what is wrong with the certificate. */
                            _("The certificate of “%s” is not trusted: %s."), host,
                            g_dgettext (GETTEXT_PACKAGE, certificate_reasons[i].reason));
    }

  return g_error_new (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_TLS,
                      /* Translators: the host, then why, a whole sentence. */
                      _("No secure connection to “%s”: %s"), host, fault->message);
}

GError *
cck_http_fault_new_for_transport (const GError *fault,
                                  const char *host,
                                  GTlsCertificateFlags certificate)
{
  g_return_val_if_fail (fault != NULL, NULL);

  if (fault->domain == G_TLS_ERROR)
    return new_for_certificate (host, certificate, fault);

  if (fault->domain == G_RESOLVER_ERROR)
    return g_error_new (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_NETWORK,
                        _("The host “%s” could not be found. Check the address and the network."),
                        host);

  /* What came is no HTTP, or not all of it. */
  if (g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) ||
      g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    return g_error_new (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_NETWORK,
                        _("The connection to “%s” was cut. Try again."), host);

  if (fault->domain == SOUP_SESSION_ERROR ||
      g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    return g_error_new (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER,
                        _("The answer of “%s” cannot be read."), host);

  return g_error_new (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_NETWORK,
                      /* Translators: the host, then why, a whole sentence. */
                      _("“%s” could not be reached: %s"), host, fault->message);
}

GError *
cck_http_fault_new_for_status (guint status, gint64 retry_after, const char *host)
{
  GError *error = NULL;

  if (status == STATUS_TOO_MANY_REQUESTS ||
      (status == SOUP_STATUS_SERVICE_UNAVAILABLE && retry_after > 0))
    {
      if (retry_after > 0)
        error = g_error_new (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_RATE_LIMITED,
                             g_dngettext (GETTEXT_PACKAGE,
                                          "“%s” asks to wait %u second.",
                                          "“%s” asks to wait %u seconds.",
                                          (gulong) retry_after),
                             host, (guint) retry_after);
      else
        error = g_error_new (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_RATE_LIMITED,
                             _("“%s” gets too many requests. Wait a while."), host);
      cck_oauth_error_set_retry_after (error, retry_after);
    }
  else if (status >= 500)
    error = g_error_new (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_SERVER,
                         _("“%s” reports a fault of its own (HTTP %u). Try again later."), host,
                         status);
  else if (status >= 300 && status < 400)
    error = g_error_new (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_REDIRECTED,
                         _("“%s” points to another address, which is not followed (HTTP %u)."),
                         host, status);

  return error;
}
