/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-practice-visitor.h"
#include "practice-fixture.h"

typedef struct
{
  gboolean done;
  gboolean arrived;
  GError *error;
} Visit;

static void
on_visited (GObject      *source_object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Visit *visit = user_data;

  visit->arrived = cck_practice_provider_visit_finish (CCK_PRACTICE_PROVIDER (source_object),
                                                       result, &visit->error);
  visit->done = TRUE;
}

static gboolean
visit (const char  *origin,
       const char  *path,
       GError     **error)
{
  g_autofree char *uri = g_strconcat (origin, path, NULL);
  Visit visit = { 0 };

  cck_practice_provider_visit_async (fixture_provider (), uri, NULL, on_visited, &visit);
  fixture_wait (&visit.done);
  if (visit.error != NULL)
    g_propagate_error (error, visit.error);

  return visit.arrived;
}

/* The provider's own front page plays the application that waits for the answer. */
static char *
dup_path (void)
{
  g_autofree char *front = g_strconcat (fixture_issuer (), "/", NULL);

  return authorize_path ("redirect_uri", front, NULL);
}

static void
test_visit (void)
{
  g_autofree char *path = dup_path ();
  g_autoptr (GError) error = NULL;
  CckPracticeStatistics before = fixture_statistics ();
  gboolean arrived;

  cck_practice_provider_set_auto_approve (fixture_provider (), TRUE);
  arrived = visit (fixture_issuer (), path, &error);
  cck_practice_provider_set_auto_approve (fixture_provider (), FALSE);

  g_assert_no_error (error);
  g_assert_true (arrived);
  g_assert_cmpuint (fixture_statistics ().authorizations, ==, before.authorizations + 1);
  g_assert_cmpuint (fixture_statistics ().requests, ==, before.requests + 2);
}

/* The form is sent to the front page, which takes no POST; that it arrives is what counts. */
static void
test_form_post (void)
{
  g_autofree char *front = g_strconcat (fixture_issuer (), "/", NULL);
  g_autofree char *path = authorize_path ("redirect_uri", front, "response_mode", "form_post", NULL);
  g_autoptr (GError) error = NULL;
  CckPracticeStatistics before = fixture_statistics ();
  gboolean arrived;

  cck_practice_provider_set_auto_approve (fixture_provider (), TRUE);
  arrived = visit (fixture_issuer (), path, &error);
  cck_practice_provider_set_auto_approve (fixture_provider (), FALSE);

  g_assert_no_error (error);
  g_assert_true (arrived);
  g_assert_cmpuint (fixture_statistics ().requests, ==, before.requests + 2);
}

static void
test_device (void)
{
  g_autoptr (Answer) begun =
    post ("/device_authorization", "client_id", CLIENT_ID, "scope", "openid", NULL);
  g_autofree char *code = answer_dup (begun, "device_code");
  g_autofree char *uri = answer_dup (begun, "verification_uri_complete");
  g_autoptr (Answer) tokens = NULL;
  g_autoptr (GError) error = NULL;

  cck_practice_provider_set_auto_approve (fixture_provider (), TRUE);
  g_assert_true (visit (fixture_issuer (), uri + strlen (fixture_issuer ()), &error));
  cck_practice_provider_set_auto_approve (fixture_provider (), FALSE);
  g_assert_no_error (error);

  tokens = post ("/token", "grant_type", "urn:ietf:params:oauth:grant-type:device_code",
                 "client_id", CLIENT_ID, "device_code", code, NULL);
  g_assert_cmpuint (tokens->status, ==, 200);
}

static void
test_page (void)
{
  g_autofree char *path = dup_path ();
  g_autoptr (GError) error = NULL;

  g_assert_false (visit (fixture_issuer (), path, &error));
  g_assert_error (error, CCK_PRACTICE_ERROR, CCK_PRACTICE_ERROR_REPORT);
}

static void
test_elsewhere (void)
{
  static const char *const origins[] = { "http://example.com", "http://127.0.0.1:1", "nonsense" };

  for (guint i = 0; i < G_N_ELEMENTS (origins); i++)
    {
      g_autofree char *path = dup_path ();
      g_autoptr (GError) error = NULL;

      g_assert_false (visit (origins[i], path, &error));
      g_assert_error (error, CCK_PRACTICE_ERROR, CCK_PRACTICE_ERROR_REPORT);
    }
}

static void
test_idle (void)
{
  g_autoptr (CckPracticeProvider) idle = cck_practice_provider_new ();
  Visit visit = { 0 };

  cck_practice_provider_visit_async (idle, "http://127.0.0.1:1/authorize", NULL, on_visited,
                                     &visit);
  fixture_wait (&visit.done);
  g_assert_error (visit.error, CCK_PRACTICE_ERROR, CCK_PRACTICE_ERROR_START_FIRST);
  g_clear_error (&visit.error);
}

static void
add_tests (void)
{
  g_test_add_func ("/practice/visitor/arrives-at-the-application", test_visit);
  g_test_add_func ("/practice/visitor/sends-a-form-off", test_form_post);
  g_test_add_func ("/practice/visitor/allows-a-device", test_device);
  g_test_add_func ("/practice/visitor/does-not-answer-pages", test_page);
  g_test_add_func ("/practice/visitor/goes-nowhere-else", test_elsewhere);
  g_test_add_func ("/practice/visitor/needs-a-running-provider", test_idle);
}

int
main (int    argc,
      char **argv)
{
  return fixture_run (argc, argv, add_tests);
}
