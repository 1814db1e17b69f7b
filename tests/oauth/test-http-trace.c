/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-http.h"
#include "cck-test-future.h"
#include "cck-test-main.h"
#include "cck-test-server.h"

typedef struct
{
  CckTestServer *server;
  CckHttp *http;
  GString *trace;
} Fixture;

/* All that a trace has, as one text. */
static void
on_trace (const CckHttpTrace *trace, gpointer user_data)
{
  GString *text = user_data;

  g_string_append_printf (text, "%s %s %u length=%zu sent=%zu date=%" G_GINT64_FORMAT " type=%s\n",
                          trace->method, trace->uri, trace->status, trace->length,
                          trace->request_length, trace->date,
                          trace->content_type != NULL ? trace->content_type : "-");
  for (gsize i = 0; i < trace->n_parameters; i++)
    g_string_append_printf (text, "> %s=%s\n", trace->parameters[i].name,
                            trace->parameters[i].value != NULL ? trace->parameters[i].value : "-");
  for (gsize i = 0; trace->request_headers[i] != NULL; i++)
    g_string_append_printf (text, "> [%s]\n", trace->request_headers[i]);
  for (gsize i = 0; trace->response_headers[i] != NULL; i++)
    g_string_append_printf (text, "< [%s]\n", trace->response_headers[i]);
  for (gsize i = 0; i < trace->n_members; i++)
    g_string_append_printf (text, "< %s=%s\n", trace->members[i].name,
                            trace->members[i].value != NULL ? trace->members[i].value : "-");
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->server = cck_test_server_new ();
  self->http = cck_http_new ();
  self->trace = g_string_new (NULL);
  cck_http_set_trace (self->http, on_trace, self->trace, NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->http);
  cck_test_server_free (self->server);
  g_string_free (self->trace, TRUE);
}

static void
send_secrets (Fixture *self, const char *path)
{
  g_autofree char *uri = cck_test_server_dup_uri (self->server, path);
  g_autoptr (CckHttpRequest) request =
      cck_http_request_new ("POST", uri, CCK_HTTP_ALLOW_LOOPBACK);
  g_autoptr (CckHttpResponse) response = NULL;

  cck_http_request_add_form (request, "grant_type", "refresh_token");
  cck_http_request_add_form (request, "refresh_token", "planted-refresh+1");
  cck_http_request_add_form (request, "scope", "openid profile");
  cck_http_request_add_form (request, "of_my_own", "planted-value");
  cck_http_request_set_basic (request, "client", "planted-secret");
  cck_http_request_set_proof (request, "planted-proof");
  response = cck_test_await_boxed (cck_http_send (self->http, request), NULL);
}

static void
assert_shown (Fixture *self, const char *line)
{
  if (strstr (self->trace->str, line) == NULL)
    g_error ("“%s” is not in: %s", line, self->trace->str);
}

static void
test_everything (Fixture *self, gconstpointer data)
{
  static const char body[] =
      "{\"access_token\":\"planted-access\",\"token_type\":\"bearer\",\"expires_in\":900,"
      "\"scope\":\"openid\",\"refresh_token\":\"planted-2\",\"custom\":{\"a\":\"planted\"}}";
  g_autofree char *answer = NULL;
  g_autofree char *line = g_strdup_printf ("/token 200 length=%zu ", strlen (body));

  answer = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                            "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
                            "DPoP-Nonce: planted-nonce\r\nSet-Cookie: planted=cookie\r\n"
                            "X-Planted-Name: x\r\nContent-Length: %zu\r\n"
                            "Connection: close\r\n\r\n%s",
                            strlen (body), body);
  cck_test_server_add (self->server, "/token", answer);
  send_secrets (self, "/token?planted=query");

  assert_shown (self, line);
  assert_shown (self, " date=784111777 type=application/json\n");
  assert_shown (self, "> grant_type=refresh_token\n");
  assert_shown (self, "> refresh_token=-\n");
  assert_shown (self, "> scope=openid profile\n");
  assert_shown (self, "> of_my_own=-\n");
  assert_shown (self, "> [Authorization]\n");
  assert_shown (self, "> [DPoP]\n");
  assert_shown (self, "< [DPoP-Nonce]\n");
  assert_shown (self, "< [Set-Cookie]\n");
  assert_shown (self, "< […]\n");
  assert_shown (self, "< access_token=-\n");
  assert_shown (self, "< token_type=Bearer\n");
  assert_shown (self, "< expires_in=900\n");
  assert_shown (self, "< scope=openid\n");
  assert_shown (self, "< custom=-\n");
  g_assert_null (strcasestr (self->trace->str, "planted"));
}

/* A provider puts what it knows where it is shown. */
static void
test_secrets_elsewhere (Fixture *self, gconstpointer data)
{
  static const char *const answers[] = {
    "{\"scope\":\"planted-refresh+1\"}",
    "{\"scope\":\"x planted-refresh%2B1 y\"}",
    "{\"access_token\":\"planted-access\",\"scope\":\"planted-access\"}",
    "{\"error\":\"planted-refresh\"}",
    "{\"token_type\":\"planted-secret\"}",
    "{\"expires_in\":\"planted-secret\"}",
    "{\"expires_in\":1e999}",
    "{\"planted-secret\":1}",
    "{\"planted secret\":1}",
    "{\"issued_token_type\":\"planted-secret\"}",
    "{\"issuer\":\"https://planted-secret\"}",
    "{\"issuer\":\"planted\\u001b[2J\"}",
    "{\"planted\":1,\"planted\":2}",
    "planted",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      cck_test_server_add_json (self->server, "/a", i % 2 == 0 ? "200 OK" : "400 Bad Request",
                                answers[i]);
      g_test_message ("%s", answers[i]);
      send_secrets (self, "/a");
      g_assert_null (strstr (self->trace->str, "planted"));
      g_assert_null (strchr (self->trace->str, '\x1b'));
      g_assert_cmpuint (self->trace->len, >, 0);
      g_string_set_size (self->trace, 0);
    }
}

static void
test_many_members (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) body = g_string_new ("{");

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (body, "%s\"m%u\":%u", i > 0 ? "," : "", i, i);
  g_string_append_c (body, '}');
  cck_test_server_add_json (self->server, "/a", "200 OK", body->str);
  send_secrets (self, "/a");
  assert_shown (self, "< m63=-\n");
  g_assert_null (strstr (self->trace->str, "m64="));
}

static void
test_no_answer (Fixture *self, gconstpointer data)
{
  cck_test_server_add (self->server, "/a", "");
  send_secrets (self, "/a");
  assert_shown (self, "/a 0 length=0 ");
  g_assert_null (strstr (self->trace->str, "planted"));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  cck_test_init (&argc, &argv);

  ADD ("/oauth/http-trace/everything-but-secrets", test_everything);
  ADD ("/oauth/http-trace/secrets-in-other-places", test_secrets_elsewhere);
  ADD ("/oauth/http-trace/many-members", test_many_members);
  ADD ("/oauth/http-trace/no-answer", test_no_answer);

  return g_test_run ();
}
