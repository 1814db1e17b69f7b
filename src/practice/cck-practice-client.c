/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-client.h"

#include <string.h>

#include "cck-practice-provider.h"
#include "cck-signature.h"

#define MOST_REGISTERED 256

struct _CckPracticeClients
{
  GPtrArray *all; /* of CckPracticeClient: the fixed ones, then the registered, the oldest first */
};

static const char *const method_names[CCK_PRACTICE_N_AUTH_METHODS] = {
  [CCK_PRACTICE_AUTH_NONE] = "none",
  [CCK_PRACTICE_AUTH_BASIC] = "client_secret_basic",
  [CCK_PRACTICE_AUTH_POST] = "client_secret_post",
  [CCK_PRACTICE_AUTH_SECRET_JWT] = "client_secret_jwt",
  [CCK_PRACTICE_AUTH_KEY_JWT] = "private_key_jwt",
};

static const struct
{
  const char *id;
  CckPracticeAuthMethod method;
  const char *secret;
  const char *key;
} fixed[] = {
  { CCK_PRACTICE_CLIENT_ID, CCK_PRACTICE_AUTH_NONE, NULL, NULL },
  { CCK_PRACTICE_CLIENT_ID_BASIC, CCK_PRACTICE_AUTH_BASIC, CCK_PRACTICE_CLIENT_SECRET, NULL },
  { CCK_PRACTICE_CLIENT_ID_POST, CCK_PRACTICE_AUTH_POST, CCK_PRACTICE_CLIENT_SECRET, NULL },
  { CCK_PRACTICE_CLIENT_ID_SECRET_JWT, CCK_PRACTICE_AUTH_SECRET_JWT, CCK_PRACTICE_CLIENT_SECRET,
    NULL },
  { CCK_PRACTICE_CLIENT_ID_KEY_JWT, CCK_PRACTICE_AUTH_KEY_JWT, NULL, CCK_PRACTICE_CLIENT_KEY },
};

CckPracticeClient *
cck_practice_client_new (const char *id)
{
  CckPracticeClient *client = g_rc_box_new0 (CckPracticeClient);

  client->id = g_strdup (id);
  return client;
}

CckPracticeClient *
cck_practice_client_ref (CckPracticeClient *client)
{
  return g_rc_box_acquire (client);
}

static void
client_clear (gpointer data)
{
  CckPracticeClient *client = data;

  g_free (client->id);
  g_free (client->name);
  g_free (client->secret);
  g_clear_pointer (&client->jwks, cck_jwks_unref);
  g_strfreev (client->redirect_uris);
  g_strfreev (client->post_logout_redirect_uris);
  g_strfreev (client->grant_types);
  g_free (client->scope);
  g_free (client->id_token_alg);
  g_free (client->userinfo_alg);
  g_free (client->registration_token);
}

void
cck_practice_client_unref (CckPracticeClient *client)
{
  g_rc_box_release_full (client, client_clear);
}

gboolean
cck_practice_client_is_confidential (CckPracticeClient *client)
{
  return client->method != CCK_PRACTICE_AUTH_NONE;
}

const char *
cck_practice_client_get_title (CckPracticeClient *client)
{
  return client->name != NULL ? client->name : client->id;
}

gboolean
cck_practice_client_may_use_grant (CckPracticeClient *client,
                                   const char        *grant_type)
{
  return client->grant_types == NULL ||
         g_strv_contains ((const char * const *) client->grant_types, grant_type);
}

static gboolean
is_same_but_port (const char *a,
                  const char *b)
{
  g_autoptr (GUri) first = g_uri_parse (a, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (GUri) second = g_uri_parse (b, G_URI_FLAGS_ENCODED, NULL);

  return first != NULL && second != NULL &&
         g_strcmp0 (g_uri_get_host (first), g_uri_get_host (second)) == 0 &&
         g_strcmp0 (g_uri_get_path (first), g_uri_get_path (second)) == 0 &&
         g_strcmp0 (g_uri_get_query (first), g_uri_get_query (second)) == 0;
}

gboolean
cck_practice_client_may_return_to (CckPracticeClient *client,
                                   const char        *uri)
{
  if (client->redirect_uris == NULL)
    return TRUE;

  for (guint i = 0; client->redirect_uris[i] != NULL; i++)
    if (is_same_but_port (client->redirect_uris[i], uri))
      return TRUE;

  return FALSE;
}

static gboolean
verify_with (CckJwt       *jwt,
             CckAlgorithm  algorithm,
             CckJwk       *jwk)
{
  gsize input_length;
  gsize signature_length;
  const char *input = cck_jwt_get_signing_input (jwt, &input_length);
  const guint8 *signature = cck_jwt_get_signature (jwt, &signature_length);

  return cck_signature_verify (algorithm, jwk, input, input_length, signature, signature_length,
                               NULL);
}

gboolean
cck_practice_client_signed (CckPracticeClient *client,
                            CckJwt            *jwt)
{
  CckAlgorithm algorithm = cck_algorithm_from_name (cck_jwt_get_alg (jwt));
  const char *kid = cck_jwt_get_kid (jwt);
  CckJwk *keys[CCK_JWKS_MAX_CHOSEN];
  guint n_keys;

  /* RFC 8725 §3.1: a secret makes MACs, a registered key signatures; "none" is no algorithm. */
  if (algorithm == CCK_ALGORITHM_UNKNOWN)
    return FALSE;
  if (cck_algorithm_is_symmetric (algorithm))
    {
      g_autoptr (CckJwk) secret =
        client->secret != NULL ? cck_jwk_new_secret (client->secret, strlen (client->secret)) : NULL;

      return secret != NULL && verify_with (jwt, algorithm, secret);
    }
  if (client->jwks == NULL)
    return FALSE;

  n_keys = cck_jwks_choose (client->jwks, algorithm, kid, kid != NULL ? strlen (kid) : 0, keys,
                            NULL);
  /* A key that was registered without a kid is still the one. */
  if (n_keys == 0 && kid != NULL && cck_jwks_get_n_entries (client->jwks) == 1)
    n_keys = cck_jwks_choose (client->jwks, algorithm, NULL, 0, keys, NULL);
  for (guint i = 0; i < n_keys; i++)
    if (verify_with (jwt, algorithm, keys[i]))
      return TRUE;

  return FALSE;
}

const char *
cck_practice_auth_method_get_name (CckPracticeAuthMethod method)
{
  return method_names[method];
}

gboolean
cck_practice_auth_method_from_name (const char            *name,
                                    CckPracticeAuthMethod *method)
{
  for (guint i = 0; i < CCK_PRACTICE_N_AUTH_METHODS; i++)
    if (g_strcmp0 (name, method_names[i]) == 0)
      {
        *method = (CckPracticeAuthMethod) i;
        return TRUE;
      }

  return FALSE;
}

CckPracticeClients *
cck_practice_clients_new (void)
{
  CckPracticeClients *clients = g_new0 (CckPracticeClients, 1);

  clients->all = g_ptr_array_new_with_free_func ((GDestroyNotify) cck_practice_client_unref);
  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    {
      CckPracticeClient *client = cck_practice_client_new (fixed[i].id);

      client->method = fixed[i].method;
      client->secret = g_strdup (fixed[i].secret);
      if (fixed[i].key != NULL)
        client->jwks = cck_jwks_new_from_data (fixed[i].key, strlen (fixed[i].key), NULL);
      g_ptr_array_add (clients->all, client);
    }

  return clients;
}

void
cck_practice_clients_free (CckPracticeClients *clients)
{
  g_ptr_array_unref (clients->all);
  g_free (clients);
}

static gboolean
find (CckPracticeClients *clients,
      const char         *id,
      guint              *index)
{
  for (guint i = 0; i < clients->all->len; i++)
    if (g_str_equal (((CckPracticeClient *) g_ptr_array_index (clients->all, i))->id, id))
      {
        *index = i;
        return TRUE;
      }

  return FALSE;
}

CckPracticeClient *
cck_practice_clients_find (CckPracticeClients *clients,
                           const char         *id)
{
  guint index;

  if (find (clients, id, &index))
    return cck_practice_client_ref (g_ptr_array_index (clients->all, index));
  if (g_str_has_prefix (id, CCK_PRACTICE_REGISTERED_PREFIX))
    return NULL;

  return cck_practice_client_new (id);
}

void
cck_practice_clients_add (CckPracticeClients *clients,
                          CckPracticeClient  *client)
{
  cck_practice_clients_remove (clients, client->id);
  if (clients->all->len >= G_N_ELEMENTS (fixed) + MOST_REGISTERED)
    g_ptr_array_remove_index (clients->all, G_N_ELEMENTS (fixed));
  g_ptr_array_add (clients->all, cck_practice_client_ref (client));
}

void
cck_practice_clients_remove (CckPracticeClients *clients,
                             const char         *id)
{
  guint index;

  if (find (clients, id, &index) && index >= G_N_ELEMENTS (fixed))
    g_ptr_array_remove_index (clients->all, index);
}
