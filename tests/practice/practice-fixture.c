/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "practice-fixture.h"

#include <libsoup/soup.h>
#include <locale.h>
#include <string.h>

#include "cck-json.h"

static CckPracticeProvider *provider;
static SoupSession *session;
static gint64 now = 1800000000;

static gint64
tell_time (gpointer user_data)
{
  return now;
}

gint64
fixture_now (void)
{
  return now;
}

void
fixture_pass (gint64 seconds)
{
  now += seconds;
}

CckPracticeProvider *
fixture_provider (void)
{
  return provider;
}

const char *
fixture_issuer (void)
{
  return cck_practice_provider_get_issuer (provider);
}

CckPracticeStatistics
fixture_statistics (void)
{
  CckPracticeStatistics statistics;

  cck_practice_provider_get_statistics (provider, &statistics);
  return statistics;
}

void
fixture_wait (gboolean *done)
{
  while (!*done)
    g_main_context_iteration (NULL, TRUE);
}

static void
on_started (GObject      *source_object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  cck_practice_provider_start_finish (CCK_PRACTICE_PROVIDER (source_object), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

int
fixture_run (int    argc,
             char **argv,
             void (*add_tests) (void))
{
  gboolean started = FALSE;
  int status;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  provider = cck_practice_provider_new ();
  cck_practice_provider_set_clock (provider, tell_time, NULL, NULL);
  cck_practice_provider_start_async (provider, NULL, on_started, &started);
  fixture_wait (&started);
  session = soup_session_new_with_options ("proxy-resolver", NULL, NULL);

  add_tests ();
  status = g_test_run ();

  g_clear_object (&session);
  g_clear_object (&provider);
  return status;
}

void
answer_free (Answer *answer)
{
  g_free (answer->body);
  g_free (answer->content_type);
  g_free (answer->location);
  g_free (answer->cache_control);
  g_free (answer->policy);
  g_free (answer->challenge);
  g_free (answer->date);
  g_free (answer->retry_after);
  g_free (answer->nonce);
  g_free (answer);
}

char *
answer_dup (Answer     *answer,
            const char *member)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckJson) json =
    cck_json_parse (answer->body, strlen (answer->body), CCK_JSON_OBJECT, &error);
  const CckJsonValue *value;

  g_assert_no_error (error);
  value = cck_json_get_member (cck_json_get_root (json), member);
  if (value == NULL)
    return NULL;
  if (cck_json_get_value_type (value) == CCK_JSON_TYPE_STRING)
    return g_strdup (cck_json_get_string (value, NULL));

  return cck_json_dup_compact (value);
}

void
answer_assert_error (Answer     *answer,
                     guint       status,
                     const char *error)
{
  g_autofree char *found = NULL;

  g_assert_cmpuint (answer->status, ==, status);
  g_assert_cmpstr (answer->content_type, ==, "application/json");
  g_assert_cmpstr (answer->cache_control, ==, "no-store");
  found = answer_dup (answer, "error");
  g_assert_cmpstr (found, ==, error);
}

typedef struct
{
  GBytes *bytes;
  GError *error;
  gboolean done;
} Wait;

static void
on_read (GObject      *source_object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Wait *wait = user_data;

  wait->bytes =
    soup_session_send_and_read_finish (SOUP_SESSION (source_object), result, &wait->error);
  wait->done = TRUE;
}

static SoupMessage *
make_message (const char *method,
              const char *path,
              const char *body)
{
  g_autofree char *uri = g_strconcat (fixture_issuer (), path, NULL);
  SoupMessage *message = soup_message_new (method, uri);

  g_assert_nonnull (message);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/x-www-form-urlencoded",
                                                bytes);
    }

  return message;
}

/* Sends @message, which it takes. */
static Answer *
send (SoupMessage *message)
{
  g_autoptr (SoupMessage) taken = message;
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  Answer *answer = g_new0 (Answer, 1);
  Wait wait = { 0 };

  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, on_read, &wait);
  fixture_wait (&wait.done);
  g_assert_no_error (wait.error);

  answer->status = soup_message_get_status (message);
  answer->body =
    g_strndup (g_bytes_get_size (wait.bytes) > 0 ? g_bytes_get_data (wait.bytes, NULL) : "",
               g_bytes_get_size (wait.bytes));
  answer->content_type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  answer->location = g_strdup (soup_message_headers_get_one (headers, "Location"));
  answer->cache_control = g_strdup (soup_message_headers_get_one (headers, "Cache-Control"));
  answer->policy = g_strdup (soup_message_headers_get_one (headers, "Content-Security-Policy"));
  answer->challenge = g_strdup (soup_message_headers_get_one (headers, "WWW-Authenticate"));
  answer->date = g_strdup (soup_message_headers_get_one (headers, "Date"));
  answer->retry_after = g_strdup (soup_message_headers_get_one (headers, "Retry-After"));
  answer->nonce = g_strdup (soup_message_headers_get_one (headers, "DPoP-Nonce"));
  g_bytes_unref (wait.bytes);
  return answer;
}

static void
set_header (SoupMessage *message,
            const char  *name,
            const char  *value)
{
  if (name != NULL && value != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), name, value);
}

Answer *
fetch (const char *method,
       const char *path,
       const char *body,
       const char *header,
       const char *value)
{
  SoupMessage *message = make_message (method, path, body);

  set_header (message, header, value);
  return send (message);
}

Answer *
get (const char *path)
{
  return fetch ("GET", path, NULL, NULL, NULL);
}

static void
append_pair (GString    *form,
             const char *name,
             const char *value)
{
  g_autofree char *escaped_name = g_uri_escape_string (name, NULL, FALSE);
  g_autofree char *escaped_value = g_uri_escape_string (value, NULL, FALSE);

  g_string_append_printf (form, "%s%s=%s", form->len > 0 ? "&" : "", escaped_name, escaped_value);
}

Answer *
post (const char *path,
      ...)
{
  g_autoptr (GString) form = g_string_new (NULL);
  const char *name;
  va_list pairs;

  va_start (pairs, path);
  while ((name = va_arg (pairs, const char *)) != NULL)
    append_pair (form, name, va_arg (pairs, const char *));
  va_end (pairs);

  return fetch ("POST", path, form->str, NULL, NULL);
}

Answer *
post_with (const char *path,
           const char *authorization,
           const char *proof,
           ...)
{
  g_autoptr (GString) form = g_string_new (NULL);
  SoupMessage *message;
  const char *name;
  va_list pairs;

  va_start (pairs, proof);
  while ((name = va_arg (pairs, const char *)) != NULL)
    append_pair (form, name, va_arg (pairs, const char *));
  va_end (pairs);

  message = make_message ("POST", path, form->str);
  set_header (message, "Authorization", authorization);
  set_header (message, "DPoP", proof);
  return send (message);
}

char *
authorize_path (const char *name,
                ...)
{
  static const char *const good[][2] = {
    { "response_type", "code" },        { "client_id", CLIENT_ID },
    { "redirect_uri", REDIRECT_URI },   { "scope", SCOPE },
    { "state", "af0ifjsldkj" },         { "nonce", "n-0S6_WzA2Mj" },
    { "code_challenge", CHALLENGE },    { "code_challenge_method", "S256" },
  };
  g_autoptr (GString) query = g_string_new (NULL);
  g_autoptr (GHashTable) changes = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer key;
  gpointer value;
  va_list pairs;

  va_start (pairs, name);
  for (const char *next = name; next != NULL; next = va_arg (pairs, const char *))
    g_hash_table_insert (changes, (gpointer) next, va_arg (pairs, char *));
  va_end (pairs);

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    if (!g_hash_table_contains (changes, good[i][0]))
      append_pair (query, good[i][0], good[i][1]);
  g_hash_table_iter_init (&iter, changes);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (*(const char *) value != '\0')
      append_pair (query, key, value);

  return g_strconcat ("/authorize?", query->str, NULL);
}

char *
dup_parameter (const char *location,
               const char *name)
{
  g_autoptr (GHashTable) parameters = NULL;
  const char *query = strchr (location, '?');

  g_assert_nonnull (query);
  parameters = g_uri_parse_params (query + 1, -1, "&", G_URI_PARAMS_NONE, NULL);
  g_assert_nonnull (parameters);
  return g_strdup (g_hash_table_lookup (parameters, name));
}

char *
dup_transaction (Answer *page)
{
  const char *start = strstr (page->body, "name=\"transaction\" value=\"");
  const char *end;

  g_assert_cmpuint (page->status, ==, 200);
  g_assert_nonnull (start);
  start += strlen ("name=\"transaction\" value=\"");
  end = strchr (start, '"');
  return g_strndup (start, (gsize) (end - start));
}

Answer *
decide (const char *path,
        const char *person,
        const char *decision)
{
  g_autoptr (Answer) login = get (path);
  g_autofree char *first = dup_transaction (login);
  g_autoptr (Answer) consent = post ("/sign-in", "transaction", first, "person", person, NULL);
  g_autofree char *second = dup_transaction (consent);

  return post ("/consent", "transaction", second, "decision", decision, NULL);
}

char *
dup_code (void)
{
  g_autofree char *path = authorize_path (NULL, NULL);
  g_autoptr (Answer) answer = decide (path, "alice", "allow");

  return dup_parameter (answer->location, "code");
}

Answer *
exchange (const char *code,
          const char *verifier)
{
  return post ("/token", "grant_type", "authorization_code", "client_id", CLIENT_ID, "code", code,
               "redirect_uri", REDIRECT_URI, "code_verifier", verifier, NULL);
}

Answer *
refresh (const char *token)
{
  return post ("/token", "grant_type", "refresh_token", "client_id", CLIENT_ID,
               "refresh_token", token, NULL);
}

Answer *
sign_in (void)
{
  g_autofree char *code = dup_code ();
  Answer *answer = exchange (code, VERIFIER);

  g_assert_cmpuint (answer->status, ==, 200);
  return answer;
}

Answer *
userinfo (const char *access_token)
{
  g_autofree char *value = g_strconcat ("Bearer ", access_token, NULL);

  return fetch ("GET", "/userinfo", NULL, "Authorization", value);
}
