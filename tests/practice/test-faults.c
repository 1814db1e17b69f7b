/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <libsoup/soup.h>
#include <string.h>

#include "cck-json.h"
#include "practice-fixture.h"

/* In the order of the kinds. */
static const struct
{
  const char *name;
  const char *method;
  const char *path;
  CckPracticeMisbehaviour first;
} endpoints[] = {
  { "token", "POST", "/token", CCK_PRACTICE_MISBEHAVE_TOKEN_HUGE },
  { "metadata", "GET", "/.well-known/openid-configuration", CCK_PRACTICE_MISBEHAVE_METADATA_HUGE },
  { "jwks", "GET", "/jwks", CCK_PRACTICE_MISBEHAVE_JWKS_HUGE },
  { "userinfo", "GET", "/userinfo", CCK_PRACTICE_MISBEHAVE_USERINFO_HUGE },
};

enum
{
  HUGE_ANSWER,
  SLOW,
  CUT,
  HTML,
  REDIRECT,
  BROKEN,
  BUSY,
  TOO_OFTEN,
  DUPLICATE,
};

static void
misbehave (guint endpoint,
           guint fault)
{
  cck_practice_provider_set_misbehaviour (
    fixture_provider (), (CckPracticeMisbehaviour) (endpoints[endpoint].first + fault));
}

static void
behave (void)
{
  cck_practice_provider_set_misbehaviour (fixture_provider (), CCK_PRACTICE_MISBEHAVE_NOT);
}

static Answer *
ask (guint endpoint,
     guint fault)
{
  Answer *answer;

  misbehave (endpoint, fault);
  answer = fetch (endpoints[endpoint].method, endpoints[endpoint].path,
                  g_str_equal (endpoints[endpoint].method, "POST") ? "grant_type=x" : NULL, NULL,
                  NULL);
  behave ();
  return answer;
}

typedef struct
{
  GInputStream *stream;
  gssize length;
  GError *error;
  gboolean done;
} Reading;

static void
on_sent (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Reading *reading = user_data;

  reading->stream = soup_session_send_finish (SOUP_SESSION (object), result, &reading->error);
  reading->done = TRUE;
}

static void
on_read (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Reading *reading = user_data;

  reading->length = g_input_stream_read_finish (G_INPUT_STREAM (object), result, &reading->error);
  reading->done = TRUE;
}

/* Reads once more of the answer. Returns: the bytes, 0 at its end, -1 where it was cut. */
static gssize
read_some (Reading *reading,
           char    *buffer,
           gsize    size)
{
  reading->done = FALSE;
  g_input_stream_read_async (reading->stream, buffer, size, G_PRIORITY_DEFAULT, NULL, on_read,
                             reading);
  fixture_wait (&reading->done);
  return reading->length;
}

static goffset
begin_reading (Reading     *reading,
               SoupSession *session,
               guint        endpoint,
               guint        fault)
{
  g_autofree char *uri = g_strconcat (fixture_issuer (), endpoints[endpoint].path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (endpoints[endpoint].method, uri);

  misbehave (endpoint, fault);
  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, NULL, on_sent, reading);
  fixture_wait (&reading->done);
  behave ();

  g_assert_no_error (reading->error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  return soup_message_headers_get_content_length (soup_message_get_response_headers (message));
}

static void
test_huge (gconstpointer data)
{
  g_autoptr (SoupSession) session = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
  g_autofree char *buffer = g_malloc (1024 * 1024);
  Reading reading = { 0 };
  goffset announced = begin_reading (&reading, session, GPOINTER_TO_UINT (data), HUGE_ANSWER);
  goffset length = 0;

  g_assert_cmpint (announced, ==, 100 * 1000 * 1000);
  while (read_some (&reading, buffer, 1024 * 1024) > 0)
    length += reading.length;
  g_assert_no_error (reading.error);
  g_assert_cmpint (length, ==, announced);
  g_object_unref (reading.stream);
}

static void
test_slow (gconstpointer data)
{
  g_autoptr (SoupSession) session = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
  char buffer[4096];
  Reading reading = { 0 };
  goffset announced = begin_reading (&reading, session, GPOINTER_TO_UINT (data), SLOW);
  gint64 start = g_get_monotonic_time ();

  g_assert_cmpint (announced, ==, 4096);
  g_assert_cmpint (read_some (&reading, buffer, sizeof buffer), ==, strlen ("{\"practice\":\""));
  g_assert_cmpint (read_some (&reading, buffer, sizeof buffer), ==, 1);
  g_assert_cmpint (read_some (&reading, buffer, sizeof buffer), ==, 1);
  g_assert_cmpint (g_get_monotonic_time () - start, >, G_USEC_PER_SEC / 2);
  g_object_unref (reading.stream);
}

static void
test_cut (gconstpointer data)
{
  g_autoptr (SoupSession) session = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
  char buffer[4096];
  Reading reading = { 0 };
  goffset announced = begin_reading (&reading, session, GPOINTER_TO_UINT (data), CUT);
  goffset length = 0;

  while (read_some (&reading, buffer, sizeof buffer) > 0)
    length += reading.length;
  g_assert_cmpint (length, >, 0);
  g_assert_cmpint (length, <, announced);
  g_clear_error (&reading.error);
  g_object_unref (reading.stream);
}

static void
test_plain (gconstpointer data)
{
  guint endpoint = GPOINTER_TO_UINT (data);
  g_autoptr (Answer) html = ask (endpoint, HTML);
  g_autoptr (Answer) redirect = ask (endpoint, REDIRECT);
  g_autoptr (Answer) broken = ask (endpoint, BROKEN);
  g_autoptr (Answer) busy = ask (endpoint, BUSY);
  g_autoptr (Answer) too_often = ask (endpoint, TOO_OFTEN);
  g_autofree char *elsewhere = g_strconcat (fixture_issuer (), "/elsewhere", NULL);

  g_assert_cmpuint (html->status, ==, 200);
  g_assert_cmpstr (html->content_type, ==, "text/html");
  g_assert_cmpuint (redirect->status, ==, 307);
  g_assert_cmpstr (redirect->location, ==, elsewhere);
  g_assert_cmpuint (broken->status, ==, 500);
  g_assert_cmpuint (busy->status, ==, 503);
  g_assert_cmpuint (too_often->status, ==, 429);
  g_assert_cmpstr (busy->retry_after, ==, "7");
  g_assert_cmpstr (too_often->retry_after, ==, "7");
}

static void
assert_double (Answer *answer)
{
  g_autoptr (CckJson) strict =
    cck_json_parse (answer->body, strlen (answer->body), CCK_JSON_OBJECT, NULL);
  g_autoptr (CckJson) loose = cck_json_parse (
    answer->body, strlen (answer->body), CCK_JSON_OBJECT | CCK_JSON_KEEP_DUPLICATES, NULL);

  g_assert_null (strict);
  g_assert_nonnull (loose);
  g_assert_cmpuint (cck_json_get_n_duplicates (loose), ==, 1);
}

static void
test_duplicate (void)
{
  g_autoptr (Answer) tokens = sign_in ();
  g_autofree char *access = answer_dup (tokens, "access_token");
  g_autofree char *token = answer_dup (tokens, "refresh_token");
  g_autoptr (Answer) metadata = ask (1, DUPLICATE);
  g_autoptr (Answer) keys = ask (2, DUPLICATE);
  g_autoptr (Answer) person = NULL;
  g_autoptr (Answer) refreshed = NULL;

  misbehave (3, DUPLICATE);
  person = userinfo (access);
  misbehave (0, DUPLICATE);
  refreshed = refresh (token);
  behave ();

  assert_double (metadata);
  assert_double (keys);
  assert_double (person);
  assert_double (refreshed);
}

/* A fault is no answer to the request: nothing was spent. */
static void
test_nothing_is_spent (void)
{
  g_autoptr (Answer) tokens = sign_in ();
  g_autofree char *token = answer_dup (tokens, "refresh_token");
  g_autoptr (Answer) broken = NULL;
  g_autoptr (Answer) good = NULL;

  misbehave (0, BROKEN);
  broken = refresh (token);
  behave ();
  good = refresh (token);

  g_assert_cmpuint (broken->status, ==, 500);
  g_assert_cmpuint (good->status, ==, 200);
}

static void
add_tests (void)
{
  static const struct
  {
    const char *name;
    GTestDataFunc test;
  } faults[] = {
    { "huge", test_huge }, { "slow", test_slow }, { "cut", test_cut }, { "plain", test_plain },
  };

  for (guint i = 0; i < G_N_ELEMENTS (endpoints); i++)
    for (guint j = 0; j < G_N_ELEMENTS (faults); j++)
      {
        g_autofree char *path =
          g_strdup_printf ("/practice/faults/%s-%s", endpoints[i].name, faults[j].name);

        g_test_add_data_func (path, GUINT_TO_POINTER (i), faults[j].test);
      }
  g_test_add_func ("/practice/faults/a-member-twice", test_duplicate);
  g_test_add_func ("/practice/faults/nothing-is-spent", test_nothing_is_spent);
}

int
main (int    argc,
      char **argv)
{
  return fixture_run (argc, argv, add_tests);
}
