/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-algorithm.h"
#include "cck-provider-private.h"
#include "cck-store-error.h"

#define LONGEST_NAME 100

/* What these requests are made of; a registration can't override it (RFC 6749 §3.1: a parameter is
 * not sent twice). */
static const char * const reserved_parameters[] = {
  "actor_token", "actor_token_type", "assertion", "client_assertion", "client_assertion_type",
  "client_id", "client_secret", "code", "code_challenge", "code_challenge_method",
  "code_verifier", "device_code", "dpop_jkt", "grant_type", "id_token_hint", "nonce",
  "redirect_uri", "refresh_token", "request", "request_uri", "requested_token_type",
  "response_mode", "response_type", "scope", "state", "subject_token", "subject_token_type",
  "token", NULL
};

const char * const cck_provider_response_modes[] = { "query", "form_post", NULL };

static const char * const requests[] = { "authorization", "token", "refresh", NULL };

/* RFC 8252 §7.3 and §8.3: the loopback literals; "localhost" for who registered it. */
static const char * const redirect_hosts[] = { "127.0.0.1", "::1", "localhost", NULL };

typedef struct
{
  const char *label;
  const char *uri;
  gboolean    required;
  gboolean    query; /* whether a query is fine */
} Address;

static gboolean
set_invalid (GError     **error,
             const char  *field,
             const char  *format,
             ...) G_GNUC_PRINTF (3, 4);

static gboolean
set_invalid (GError     **error,
             const char  *field,
             const char  *format,
             ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);

  g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_INVALID_PROVIDER, "%s: %s", field, reason);

  return FALSE;
}

static gboolean
is_printable (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!g_unichar_isprint (g_utf8_get_char (p)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_within (const char *text,
           guchar      first,
           guchar      last,
           const char *except)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      guchar c = *p;

      if (c < first || c > last || strchr (except, c) != NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_names (CckProvider  *self,
             GError      **error)
{
  const char *name = cck_provider_get_name (self);
  const char *client_id = cck_provider_get_client_id (self);

  if (name == NULL)
    return set_invalid (error, _("Name"), _("Enter a name."));

  if (!is_printable (name) || g_utf8_strlen (name, -1) > LONGEST_NAME)
    return set_invalid (error, _("Name"), _("Use at most %d characters on one line."),
                        LONGEST_NAME);

  /* "PROVIDER/LABEL" names an account. */
  if (strchr (name, '/') != NULL || g_ascii_isspace (name[0])
      || g_ascii_isspace (name[strlen (name) - 1]))
    return set_invalid (error, _("Name"), _("“/” and spaces at the ends can’t be part of it."));

  if (client_id == NULL)
    return set_invalid (error, _("Client ID"), _("Enter the client ID from the provider."));

  /* RFC 6749 Appendix A.1 */
  if (!is_within (client_id, 0x20, 0x7e, ""))
    return set_invalid (error, _("Client ID"), _("Only visible ASCII characters and spaces."));

  return TRUE;
}

static gboolean
is_loopback (const char *host)
{
  return g_strv_contains (redirect_hosts, host);
}

/* RFC 9700 §2.6 and OpenID Connect Core §2: https; plain http never leaves this computer, and only
 * where the person allowed it. */
static gboolean
check_address (CckProvider    *self,
               const Address  *address,
               GError        **error)
{
  g_autoptr (GUri) uri = NULL;
  const char *host;

  if (address->uri == NULL)
    return !address->required || set_invalid (error, address->label, _("Enter an address."));

  uri = g_uri_parse (address->uri, G_URI_FLAGS_ENCODED, NULL);
  host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL || *host == '\0' || !is_within (address->uri, 0x21, 0x7e, "\"<>\\^`{|}"))
    return set_invalid (error, address->label, _("“%s” is not a web address."), address->uri);

  if (g_uri_get_userinfo (uri) != NULL)
    return set_invalid (error, address->label, _("A user name or password can’t be part of it."));

  if (g_uri_get_fragment (uri) != NULL)
    return set_invalid (error, address->label, _("“#” can’t be part of it."));

  if (!address->query && g_uri_get_query (uri) != NULL)
    return set_invalid (error, address->label, _("“?” can’t be part of it."));

  if (g_str_equal (g_uri_get_scheme (uri), "https"))
    return TRUE;

  if (!g_str_equal (g_uri_get_scheme (uri), "http") || !is_loopback (host))
    return set_invalid (error, address->label, _("It must begin with “https://”."));

  if (!cck_provider_get_allow_http_loopback (self))
    return set_invalid (error, address->label,
                        _("It must begin with “https://”, unless plain HTTP is allowed for this "
                          "computer."));

  return TRUE;
}

static gboolean
check_addresses (CckProvider  *self,
                 GError      **error)
{
  const char *authorization = cck_provider_get_authorization_endpoint (self);
  const char *token = cck_provider_get_token_endpoint (self);
  const Address addresses[] = {
    /* OpenID Connect Core §2, RFC 8414 §2: no query, no fragment. */
    { _("Issuer"), cck_provider_get_issuer (self), TRUE, FALSE },
    /* RFC 6749 §3.1, §3.2: a query may be there. One of the two alone is no provider. */
    { _("Authorization endpoint"), authorization, token != NULL, TRUE },
    { _("Token endpoint"), token, authorization != NULL, TRUE },
    { _("JWKS URI"), cck_provider_get_jwks_uri (self), FALSE, TRUE },
    { _("UserInfo endpoint"), cck_provider_get_userinfo_endpoint (self), FALSE, TRUE },
    { _("Revocation endpoint"), cck_provider_get_revocation_endpoint (self), FALSE, TRUE },
    { _("Introspection endpoint"), cck_provider_get_introspection_endpoint (self), FALSE, TRUE },
    { _("Device authorization endpoint"), cck_provider_get_device_authorization_endpoint (self),
      FALSE, TRUE },
    { _("End session endpoint"), cck_provider_get_end_session_endpoint (self), FALSE, TRUE },
    { _("Pushed authorization request endpoint"),
      cck_provider_get_pushed_authorization_request_endpoint (self), FALSE, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      if (!check_address (self, &addresses[i], error))
        return FALSE;
    }

  return TRUE;
}

GArray *
cck_provider_parse_ports (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  g_autoptr (GArray) ports = g_array_new (FALSE, FALSE, sizeof (guint16));

  for (gsize i = 0; words[i] != NULL; i++)
    {
      guint64 number;
      guint16 port;

      if (!g_ascii_string_to_unsigned (g_strstrip (words[i]), 10, 0, G_MAXUINT16, &number, NULL))
        return NULL;

      port = number;
      g_array_append_val (ports, port);
    }

  /* Any port is one choice, not one of several. */
  for (guint i = 0; i < ports->len; i++)
    {
      if (ports->len > 1 && g_array_index (ports, guint16, i) == 0)
        return NULL;
    }

  return ports->len > 0 ? g_steal_pointer (&ports) : NULL;
}

static gboolean
check_redirect (CckProvider  *self,
                GError      **error)
{
  const char *path = cck_provider_get_redirect_path (self);
  g_autoptr (GArray) ports = cck_provider_parse_ports (cck_provider_get_redirect_ports (self));

  if (!g_strv_contains (redirect_hosts, cck_provider_get_redirect_host (self)))
    return set_invalid (error, _("Redirect host"), _("Use 127.0.0.1, ::1 or localhost."));

  if (ports == NULL)
    return set_invalid (error, _("Redirect port"),
                        _("Use 0 for any, a port from 1 to 65535, or a list such as 8400,8401."));

  if (path[0] != '/' || !is_within (path, 0x21, 0x7e, "?#\"<>\\^`{|}"))
    return set_invalid (error, _("Redirect path"),
                        _("It must begin with “/” and have no “?” and no “#”."));

  return TRUE;
}

static gboolean
check_scope_and_audience (CckProvider  *self,
                          GError      **error)
{
  const char *resource = cck_provider_get_resource (self);
  const char *audience = cck_provider_get_audience (self);
  g_auto (GStrv) resources = g_strsplit (resource != NULL ? resource : "", " ", -1);

  /* RFC 6749 §3.3 */
  if (!is_within (cck_provider_get_scopes (self), 0x20, 0x7e, "\"\\"))
    return set_invalid (error, _("Scopes"), _("Separate them by spaces; only visible ASCII "
                                              "characters but no \" and no \\."));

  /* RFC 8707 §2: an absolute URI without a fragment */
  for (gsize i = 0; resources[i] != NULL; i++)
    {
      if (*resources[i] != '\0'
          && (!g_uri_is_valid (resources[i], G_URI_FLAGS_NONE, NULL)
              || strchr (resources[i], '#') != NULL))
        return set_invalid (error, _("Resource"), _("“%s” is not an absolute URI without “#”."),
                            resources[i]);
    }

  if (audience != NULL && !is_printable (audience))
    return set_invalid (error, _("Audience"), _("Use one line of visible characters."));

  return TRUE;
}

gboolean
cck_provider_split_parameter (const char  *parameter,
                              char       **request,
                              char       **name,
                              char       **value)
{
  const char *colon = strchr (parameter, ':');
  const char *equals = colon != NULL ? strchr (colon, '=') : NULL;

  if (equals == NULL || equals == colon + 1)
    return FALSE;

  *request = g_strndup (parameter, colon - parameter);
  *name = g_strndup (colon + 1, equals - colon - 1);
  *value = g_strdup (equals + 1);

  return TRUE;
}

static gboolean
check_parameters (CckProvider  *self,
                  GError      **error)
{
  const char * const *parameters = cck_provider_get_parameters (self);

  for (gsize i = 0; parameters[i] != NULL; i++)
    {
      g_autofree char *request = NULL;
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      if (!cck_provider_split_parameter (parameters[i], &request, &name, &value)
          || !g_strv_contains (requests, request) || !is_printable (parameters[i]))
        return set_invalid (error, _("Parameters"),
                            _("Parameter %zu should be like “authorization:NAME=VALUE”, or begin "
                              "with “token:” or “refresh:”."),
                            i + 1);

      if (g_strv_contains (reserved_parameters, name))
        return set_invalid (error, _("Parameters"),
                            _("“%s” belongs to the protocol and can’t be set here."), name);
    }

  return TRUE;
}

/* A reader that asks for what is not there would not notice: each word is one that is known. */
static gboolean
check_protection (CckProvider  *self,
                  GError      **error)
{
  const char *algorithm = cck_provider_get_id_token_algorithm (self);
  const char *certificates = cck_provider_get_ca_certificates (self);
  g_autoptr (GError) local_error = NULL;

  if (!g_strv_contains (cck_provider_response_modes, cck_provider_get_response_mode (self)))
    return set_invalid (error, _("Response mode"), _("Use “query” or “form_post”."));

  /* RFC 8725 §3.1; "none" is no algorithm. */
  if (algorithm != NULL && cck_algorithm_from_name (algorithm) == CCK_ALGORITHM_UNKNOWN)
    return set_invalid (error, _("ID token algorithm"),
                        _("Use the name of a signature algorithm such as RS256."));

  if (certificates != NULL && !cck_provider_check_certificates (certificates, &local_error))
    return set_invalid (error, _("CA certificates"), "%s", local_error->message);

  return TRUE;
}

gboolean
cck_provider_validate (CckProvider  *self,
                       GError      **error)
{
  g_return_val_if_fail (CCK_IS_PROVIDER (self), FALSE);

  return check_names (self, error)
         && check_addresses (self, error)
         && check_redirect (self, error)
         && check_scope_and_audience (self, error)
         && check_protection (self, error)
         && check_parameters (self, error);
}

char **
cck_provider_dup_parameters_for (CckProvider *self,
                                 const char  *request)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char * const *parameters;

  g_return_val_if_fail (CCK_IS_PROVIDER (self), NULL);
  g_return_val_if_fail (request != NULL, NULL);

  parameters = cck_provider_get_parameters (self);
  for (gsize i = 0; parameters[i] != NULL; i++)
    {
      g_autofree char *its_request = NULL;
      char *name = NULL;
      char *value = NULL;

      if (!cck_provider_split_parameter (parameters[i], &its_request, &name, &value))
        continue;

      if (g_str_equal (its_request, request) && !g_strv_contains (reserved_parameters, name))
        {
          g_strv_builder_take (builder, g_steal_pointer (&name));
          g_strv_builder_take (builder, g_steal_pointer (&value));
        }

      g_free (name);
      g_free (value);
    }

  return g_strv_builder_end (builder);
}

guint16 *
cck_provider_dup_redirect_port_list (CckProvider *self,
                                     gsize       *n_ports)
{
  g_autoptr (GArray) ports = NULL;

  g_return_val_if_fail (CCK_IS_PROVIDER (self), NULL);
  g_return_val_if_fail (n_ports != NULL, NULL);

  ports = cck_provider_parse_ports (cck_provider_get_redirect_ports (self));
  if (ports == NULL)
    ports = cck_provider_parse_ports ("0");

  return g_array_steal (ports, n_ports);
}

char *
cck_provider_dup_redirect_uri_to_register (CckProvider *self)
{
  g_autofree guint16 *ports = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  const char *host;
  gsize n_ports;

  g_return_val_if_fail (CCK_IS_PROVIDER (self), NULL);

  host = cck_provider_get_redirect_host (self);
  ports = cck_provider_dup_redirect_port_list (self, &n_ports);

  for (gsize i = 0; i < n_ports; i++)
    {
      g_string_append_printf (text, strchr (host, ':') != NULL ? "%shttp://[%s]" : "%shttp://%s",
                              i > 0 ? "\n" : "", host);
      if (ports[i] != 0)
        g_string_append_printf (text, ":%u", ports[i]);
      g_string_append (text, cck_provider_get_redirect_path (self));
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}
