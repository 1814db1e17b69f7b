/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a provider's endpoints answer, as JSON: its metadata, tokens, what it knows of a token, and
 * what it registered. The same bytes go to each reader, since a provider may mix them up. */

#include "fuzz.h"

#include <string.h>

#include "cck-client-registration.h"
#include "cck-introspection.h"
#include "cck-issued-token.h"
#include "cck-json.h"
#include "cck-metadata.h"
#include "cck-token-set.h"

#define NOW G_GINT64_CONSTANT (1700000000)
#define ISSUER "https://issuer.example"
/* What tokens and secrets are called in the seeds. */
#define PLANTED "planted"

static void
says_no_secret (const GError *error)
{
  FUZZ_CHECK (error == NULL || g_utf8_validate (error->message, -1, NULL));
  FUZZ_CHECK (error == NULL || strstr (error->message, PLANTED) == NULL);
}

/* Whatever came in, nobody is asked in the clear. */
static void
is_encrypted (const char *uri)
{
  FUZZ_CHECK (uri == NULL || g_ascii_strncasecmp (uri, "https://", strlen ("https://")) == 0);
}

static void
read_metadata (GBytes *document)
{
  static const char *const names[] = {
    "authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint",
    "revocation_endpoint", "introspection_endpoint", "end_session_endpoint",
    "registration_endpoint", "device_authorization_endpoint",
    "pushed_authorization_request_endpoint",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (CckMetadata) metadata =
      cck_metadata_parse (document, ISSUER, CCK_HTTP_NONE, &error);

  FUZZ_CHECK_ERROR (metadata, error);
  if (metadata == NULL)
    return;

  FUZZ_CHECK (strcmp (cck_metadata_get_issuer (metadata), ISSUER) == 0);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      is_encrypted (cck_metadata_get_endpoint (metadata, names[i]));
      is_encrypted (cck_metadata_get_mtls_endpoint (metadata, names[i]));
    }
}

/* RFC 6750 §2.1: what is put into a header is one token and ends nothing. */
static void
fits_a_header (const char *token)
{
  FUZZ_CHECK (token[0] != '\0');
  for (const char *c = token; *c != '\0'; c++)
    FUZZ_CHECK (*c > 0x20 && *c < 0x7f);
}

static void
read_tokens (GBytes *document)
{
  g_autoptr (GError) set_error = NULL;
  g_autoptr (GError) issued_error = NULL;
  g_autoptr (CckTokenSet) tokens =
      cck_token_set_parse (document, "openid", NULL, TRUE, NOW, &set_error);
  g_autoptr (CckIssuedToken) issued =
      cck_issued_token_parse (document, NULL, NOW, &issued_error);

  FUZZ_CHECK_ERROR (tokens, set_error);
  FUZZ_CHECK_ERROR (issued, issued_error);
  says_no_secret (set_error);
  says_no_secret (issued_error);
  if (tokens != NULL)
    {
      gint64 expires_at = cck_token_set_get_expires_at (tokens);

      fits_a_header (cck_token_set_get_access_token (tokens));
      FUZZ_CHECK (expires_at == 0 || expires_at >= NOW);
    }
  if (issued != NULL && strcmp (cck_issued_token_get_token_type (issued), "N_A") != 0)
    fits_a_header (cck_issued_token_get_token (issued));
}

static void
read_introspection (GBytes *document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckIntrospection) introspection = cck_introspection_parse (document, &error);
  gboolean active;

  FUZZ_CHECK_ERROR (introspection, error);
  if (introspection == NULL)
    return;

  FUZZ_CHECK (cck_json_get_member_boolean (
      cck_json_get_root (cck_introspection_get_json (introspection)), "active", &active));
  FUZZ_CHECK (active == cck_introspection_get_active (introspection));
}

static void
read_registration (GBytes *document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckClientRegistration) registration =
      cck_client_registration_parse (document, CCK_HTTP_NONE, &error);

  FUZZ_CHECK_ERROR (registration, error);
  says_no_secret (error);
  if (registration == NULL)
    return;

  FUZZ_CHECK (cck_client_registration_get_client_id (registration)[0] != '\0');
  is_encrypted (cck_client_registration_get_uri (registration));
  /* RFC 7592 §3: both or neither. */
  FUZZ_CHECK ((cck_client_registration_get_uri (registration) == NULL) ==
              (cck_client_registration_get_access_token (registration) == NULL));
  if (cck_client_registration_get_access_token (registration) != NULL)
    fits_a_header (cck_client_registration_get_access_token (registration));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GBytes) document = g_bytes_new (data, size);

  read_metadata (document);
  read_tokens (document);
  read_introspection (document);
  read_registration (document);
  return 0;
}
