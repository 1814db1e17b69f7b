/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-grants.h"
#include "cck-introspection.h"
#include "cck-registration-client.h"
#include "cck-test-future.h"
#include "cck-test-main.h"
#include "cck-test-server.h"
#include "cck-userinfo.h"

/* A deadline or a closed window drops a future whose provider says nothing: its request is aborted,
 * and nothing turns for ever. */

#define NOW 1700000000

typedef struct
{
  CckTestServer *server;
  CckHttp *http;
  CckClient *client;
  CckTokenSet *tokens;
  char *issuer;
  const char *path; /* where nothing is answered */
} Fixture;

typedef struct
{
  const char *name;
  const char *path;
  DexFuture *(*start) (Fixture *self);
} Case;

static CckMetadata *
new_metadata (const char *issuer)
{
  g_autofree char *text = g_strdup_printf (
      "{\"issuer\":\"%s\",\"token_endpoint\":\"%s/token\","
      "\"introspection_endpoint\":\"%s/introspect\",\"userinfo_endpoint\":\"%s/userinfo\","
      "\"registration_endpoint\":\"%s/register\"}", issuer, issuer, issuer, issuer, issuer);
  g_autoptr (GBytes) document = g_bytes_new (text, strlen (text));

  return cck_metadata_parse (document, issuer, CCK_HTTP_ALLOW_LOOPBACK, NULL);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  static const char answer[] = "{\"access_token\":\"planted-access\",\"token_type\":\"Bearer\"}";
  const Case *this_case = data;
  g_autoptr (GBytes) document = g_bytes_new_static (answer, strlen (answer));
  g_autoptr (CckMetadata) metadata = NULL;
  g_autoptr (CckClientAuth) auth =
      cck_client_auth_new (CCK_CLIENT_AUTH_SECRET_POST, "c", "planted-secret", NULL, NULL);

  self->server = cck_test_server_new ();
  self->issuer = cck_test_server_dup_uri (self->server, "");
  self->http = cck_http_new ();
  cck_http_set_timeout (self->http, 3600 * 1000);
  metadata = new_metadata (self->issuer);
  self->client = cck_client_new (self->http, metadata, auth);
  self->tokens = cck_token_set_parse (document, NULL, NULL, FALSE, NOW, NULL);
  self->path = this_case->path;
  cck_test_server_add_silence (self->server, self->path, NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  cck_client_unref (self->client);
  cck_token_set_unref (self->tokens);
  g_object_unref (self->http);
  g_free (self->issuer);
  cck_test_server_free (self->server);
}

static DexFuture *
fetch_metadata (Fixture *self)
{
  return cck_metadata_fetch (self->http, self->issuer, CCK_HTTP_ALLOW_LOOPBACK);
}

static DexFuture *
ask_as_client (Fixture *self)
{
  return cck_grants_client_credentials (self->client, NULL, NULL, NOW);
}

static DexFuture *
exchange (Fixture *self)
{
  static const CckTokenExchange wanted = { .subject_token = "planted-access",
                                           .subject_token_type = "access_token" };

  return cck_grants_exchange_token (self->client, &wanted, NULL, NOW);
}

static DexFuture *
introspect (Fixture *self)
{
  return cck_introspection_ask (self->client, "planted-access", NULL, NOW);
}

static DexFuture *
fetch_userinfo (Fixture *self)
{
  return cck_userinfo_fetch (self->client, self->tokens, NULL, NULL, NULL, NULL, NOW);
}

/* Keys that don't come. */
static DexFuture *
on_keys (gboolean again, gpointer user_data)
{
  Fixture *self = user_data;
  g_autofree char *uri = cck_test_server_dup_uri (self->server, self->path);
  g_autoptr (CckHttpRequest) request = cck_http_request_new ("GET", uri, CCK_HTTP_ALLOW_LOOPBACK);

  return cck_http_send (self->http, request);
}

static DexFuture *
fetch_signed_userinfo (Fixture *self)
{
  g_autoptr (CckJwk) key = cck_jwk_generate (CCK_ALGORITHM_ES256, NULL);
  g_autofree char *token = cck_jwt_sign ("{\"alg\":\"ES256\"}", "{\"sub\":\"alice\"}", key, NULL);
  g_autofree char *answer = g_strdup_printf (
      "HTTP/1.1 200 OK\r\nContent-Type: application/jwt\r\nContent-Length: %zu\r\n\r\n%s",
      strlen (token), token);

  cck_test_server_add (self->server, "/userinfo", answer);

  return cck_userinfo_fetch (self->client, self->tokens, NULL, on_keys, self, NULL, NOW);
}

static DexFuture *
register_client (Fixture *self)
{
  static const CckRegistrationRequest wanted = { .client_name = "Claimcheck",
                                                 .auth_method = CCK_CLIENT_AUTH_NONE };

  return cck_registration_client_register (self->http, cck_client_get_metadata (self->client),
                                           &wanted, NULL);
}

static const Case cases[] = {
  { "metadata", "/.well-known/openid-configuration", fetch_metadata },
  { "other-metadata", "/.well-known/oauth-authorization-server", fetch_metadata },
  { "client-credentials", "/token", ask_as_client },
  { "exchange", "/token", exchange },
  { "introspection", "/introspect", introspect },
  { "userinfo", "/userinfo", fetch_userinfo },
  { "keys-of-userinfo", "/keys", fetch_signed_userinfo },
  { "registration", "/register", register_client },
};

static gboolean
is_asked (gpointer user_data)
{
  Fixture *self = user_data;

  return cck_test_server_count (self->server, self->path) > 0;
}

static gboolean
is_closed (gpointer user_data)
{
  Fixture *self = user_data;

  return cck_test_server_count_closed (self->server) > 0;
}

static gboolean
on_tick (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* How often the main loop turns without anything to wait for, at most 100 times. */
static guint
count_turns (void)
{
  guint n_turns = 0;

  while (n_turns < 100 && g_main_context_iteration (NULL, FALSE))
    n_turns++;

  return n_turns;
}

static void
test_dropped (Fixture *self, gconstpointer data)
{
  const Case *this_case = data;
  DexFuture *future = this_case->start (self);
  guint tick = g_timeout_add (10, on_tick, NULL);

  cck_test_run_until (is_asked, self);
  dex_unref (future);

  cck_test_run_until (is_closed, self);
  g_source_remove (tick);
  g_assert_cmpuint (count_turns (), <, 100);
}

int
main (int argc, char *argv[])
{
  cck_test_init (&argc, &argv);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/oauth/dropped/", cases[i].name, NULL);

      g_test_add (path, Fixture, &cases[i], set_up, test_dropped, tear_down);
    }

  return g_test_run ();
}
