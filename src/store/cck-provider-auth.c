/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-provider-auth.h"

static const struct
{
  CckProviderAuth  client_auth;
  const char    *wire; /* RFC 7591 §2, OpenID Connect Core §9, RFC 8705 §2.1.1 */
  gboolean       needs_secret;
} client_auths[] = {
  { CCK_PROVIDER_AUTH_NONE, "none", FALSE },
  { CCK_PROVIDER_AUTH_CLIENT_SECRET_BASIC, "client_secret_basic", TRUE },
  { CCK_PROVIDER_AUTH_CLIENT_SECRET_POST, "client_secret_post", TRUE },
  { CCK_PROVIDER_AUTH_CLIENT_SECRET_JWT, "client_secret_jwt", TRUE },
  { CCK_PROVIDER_AUTH_PRIVATE_KEY_JWT, "private_key_jwt", FALSE },
  { CCK_PROVIDER_AUTH_TLS_CLIENT_AUTH, "tls_client_auth", FALSE },
};

G_DEFINE_ENUM_TYPE (CckProviderAuth, cck_provider_auth,
                    G_DEFINE_ENUM_VALUE (CCK_PROVIDER_AUTH_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (CCK_PROVIDER_AUTH_CLIENT_SECRET_BASIC,
                                         "client-secret-basic"),
                    G_DEFINE_ENUM_VALUE (CCK_PROVIDER_AUTH_CLIENT_SECRET_POST,
                                         "client-secret-post"),
                    G_DEFINE_ENUM_VALUE (CCK_PROVIDER_AUTH_CLIENT_SECRET_JWT, "client-secret-jwt"),
                    G_DEFINE_ENUM_VALUE (CCK_PROVIDER_AUTH_PRIVATE_KEY_JWT, "private-key-jwt"),
                    G_DEFINE_ENUM_VALUE (CCK_PROVIDER_AUTH_TLS_CLIENT_AUTH, "tls-client-auth"))

const char *
cck_provider_auth_to_string (CckProviderAuth self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (client_auths); i++)
    {
      if (client_auths[i].client_auth == self)
        return client_auths[i].wire;
    }

  g_return_val_if_reached (NULL);
}

gboolean
cck_provider_auth_from_string (const char    *word,
                             CckProviderAuth *self)
{
  g_return_val_if_fail (word != NULL, FALSE);
  g_return_val_if_fail (self != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (client_auths); i++)
    {
      if (g_str_equal (client_auths[i].wire, word))
        {
          *self = client_auths[i].client_auth;
          return TRUE;
        }
    }

  return FALSE;
}

gboolean
cck_provider_auth_needs_secret (CckProviderAuth self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (client_auths); i++)
    {
      if (client_auths[i].client_auth == self)
        return client_auths[i].needs_secret;
    }

  g_return_val_if_reached (FALSE);
}
