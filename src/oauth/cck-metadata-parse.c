/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-metadata-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-oauth-error.h"

static gboolean
refuse_issuer (GError **error, CckOauthError code, const char *format, ...) G_GNUC_PRINTF (3, 4);

static gboolean
refuse_issuer (GError **error, CckOauthError code, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (CCK_OAUTH_ERROR, (int) code, format, arguments);
  va_end (arguments);

  return FALSE;
}

/* Whether one is the other with a slash at the end. */
static gboolean
differ_by_a_slash (const char *one, const char *other)
{
  gsize length = strlen (one);

  return strncmp (one, other, length) == 0 && strcmp (other + length, "/") == 0;
}

/* Discovery §4.3, RFC 8414 §3.3: byte for byte, and a person gets to see both. */
static gboolean
check_issuer (const char *issuer, const char *expected, GError **error)
{
  g_autofree char *shown = NULL;

  if (issuer == NULL)
    return refuse_issuer (error, CCK_OAUTH_ERROR_BAD_METADATA,
                          _("The configuration at “%.300s” does not say which issuer it is for."),
                          expected);

  if (strcmp (issuer, expected) == 0)
    return TRUE;

  shown = g_strescape (issuer, NULL);
  /* Microsoft Entra ID’s “common”, “organizations” and “consumers” stand for many issuers. */
  if (strstr (issuer, "{tenantid}") != NULL)
    return refuse_issuer (error, CCK_OAUTH_ERROR_ISSUER_MISMATCH,
                          /* Translators: the address that was asked, then the issuer it names. */
                          _("“%.300s” is shared by many tenants, and its issuer is the pattern "
                            "“%.300s”, which no token is ever from. Use the issuer of one tenant: "
                            "its own ID in the place of “{tenantid}”."), expected, shown);

  if (strchr (issuer, '{') != NULL)
    return refuse_issuer (error, CCK_OAUTH_ERROR_ISSUER_MISMATCH,
                          /* Translators: its issuer, then the one that was asked for, and the one
                             to use. */
                          _("The provider calls itself “%.300s”, a pattern and not an issuer, not "
                            "“%.300s”. Use the issuer of one tenant."), shown, expected);

  if (differ_by_a_slash (expected, issuer))
    return refuse_issuer (error, CCK_OAUTH_ERROR_ISSUER_MISMATCH,
                          /* Translators: its issuer, then the one that was asked for, and the one
                             to use. */
                          _("The provider calls itself “%.300s”, with a slash at the end, not "
                            "“%.300s”. Use “%.300s”."), shown, expected, shown);

  if (differ_by_a_slash (issuer, expected))
    return refuse_issuer (error, CCK_OAUTH_ERROR_ISSUER_MISMATCH,
                          /* Translators: its issuer, then the one that was asked for, and the one
                             to use. */
                          _("The provider calls itself “%.300s”, without a slash at the end, not "
                            "“%.300s”. Use “%.300s”."), shown, expected, shown);

  return refuse_issuer (error, CCK_OAUTH_ERROR_ISSUER_MISMATCH,
                        /* Translators: its issuer, then the one that was asked for, and the one to
                           use. */
                        _("The provider calls itself “%.300s”, not “%.300s”. Use “%.300s” or "
                          "contact the provider."), shown, expected, shown);
}

CckMetadata *
cck_metadata_parse (GBytes *document,
                    const char *expected_issuer,
                    CckHttpFlags flags,
                    GError **error)
{
  g_autoptr (CckMetadata) self = NULL;
  g_autoptr (CckJson) json = NULL;
  g_autoptr (GError) fault = NULL;
  const CckJsonValue *root;

  g_return_val_if_fail (document != NULL, NULL);
  g_return_val_if_fail (expected_issuer != NULL, NULL);

  json = cck_json_parse_bytes (document, CCK_JSON_OBJECT, &fault);
  if (json == NULL)
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER,
                   /* Translators: the issuer, then why, a whole sentence. */
                   _("The configuration of “%s” cannot be read: %s"), expected_issuer,
                   fault->message);
      return NULL;
    }

  root = cck_json_get_root (json);
  if (!check_issuer (cck_json_get_member_string (root, "issuer"), expected_issuer, error))
    return NULL;

  self = cck_metadata_new (expected_issuer, flags);
  if (!cck_http_check_uri (expected_issuer, flags, "issuer", error) ||
      !cck_metadata_read (self, document, root, error))
    return NULL;

  return g_steal_pointer (&self);
}
