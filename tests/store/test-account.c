/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-test.h"

#include <string.h>

#include "cck-account.h"
#include "cck-store-error.h"

#define NOW G_GINT64_CONSTANT (1790000000)

static const CckAccountTokens first = {
  .granted_scope = "openid profile",
  .token_type = "Bearer",
  .expires_at = NOW + 900,
  .issued_at = NOW,
  .has_refresh_token = TRUE,
  .has_id_token = TRUE,
  .refresh_fingerprint = "aaaaaaaaaaaaaaaa",
};

/* Several users at one issuer, one user with several clients. */
static void
test_id_follows_from_who_it_is (void)
{
  g_autofree char *one = cck_account_dup_id_for ("acme", "https://a/", "desk", "alice");
  g_autofree char *same = cck_account_dup_id_for ("acme", "https://a/", "desk", "alice");
  g_autofree char *other_subject = cck_account_dup_id_for ("acme", "https://a/", "desk", "bob");
  g_autofree char *other_client = cck_account_dup_id_for ("acme", "https://a/", "web", "alice");
  g_autofree char *other_issuer = cck_account_dup_id_for ("acme", "https://b/", "desk", "alice");
  g_autofree char *shifted = cck_account_dup_id_for ("acme", "https://a/", "deska", "lice");

  g_assert_cmpuint (strlen (one), ==, 16);
  g_assert_cmpstr (one, ==, same);
  g_assert_cmpstr (one, !=, other_subject);
  g_assert_cmpstr (one, !=, other_client);
  g_assert_cmpstr (one, !=, other_issuer);
  g_assert_cmpstr (one, !=, shifted);
}

static void
test_sorts_numbers_as_people_do (void)
{
  g_autoptr (CckAccount) second = store_test_new_account ("2", "Person 2");
  g_autoptr (CckAccount) tenth = store_test_new_account ("10", "Person 10");

  g_assert_cmpstr (cck_account_get_sort_key (second), <, cck_account_get_sort_key (tenth));
}

static void
test_signs_in (void)
{
  g_autoptr (CckAccount) account = store_test_new_account ("alice", "alice@acme.example");

  cck_account_set_retry_after (account, NOW + 60);
  cck_account_set_signed_in (account, &first);

  g_assert_cmpint (cck_account_get_state (account), ==, CCK_ACCOUNT_SIGNED_IN);
  g_assert_cmpint (cck_account_get_expires_at (account), ==, NOW + 900);
  g_assert_cmpint (cck_account_get_created_at (account), ==, NOW);
  g_assert_cmpint (cck_account_get_refreshed_at (account), ==, 0);
  g_assert_cmpint (cck_account_get_retry_after (account), ==, 0);
  g_assert_cmpuint (cck_account_get_rotation_count (account), ==, 0);
  g_assert_true (cck_account_get_has_refresh_token (account));
  g_assert_cmpstr (cck_account_get_refresh_fingerprint (account), ==, "aaaaaaaaaaaaaaaa");
}

static void
test_counts_rotations (void)
{
  g_autoptr (CckAccount) account = store_test_new_account ("alice", "alice");
  CckAccountTokens next = first;

  cck_account_set_signed_in (account, &first);

  next.issued_at = NOW + 800;
  cck_account_set_refreshed (account, &next);
  g_assert_cmpuint (cck_account_get_rotation_count (account), ==, 0);
  g_assert_cmpint (cck_account_get_refreshed_at (account), ==, NOW + 800);
  g_assert_cmpint (cck_account_get_created_at (account), ==, NOW);

  next.refresh_fingerprint = "bbbbbbbbbbbbbbbb";
  cck_account_set_refreshed (account, &next);
  g_assert_cmpuint (cck_account_get_rotation_count (account), ==, 1);
}

static void
test_signs_out (void)
{
  g_autoptr (CckAccount) account = store_test_new_account ("alice", "alice");

  cck_account_set_signed_in (account, &first);
  cck_account_set_signed_out (account);

  g_assert_cmpint (cck_account_get_state (account), ==, CCK_ACCOUNT_SIGNED_OUT);
  g_assert_cmpint (cck_account_get_expires_at (account), ==, 0);
  g_assert_false (cck_account_get_has_refresh_token (account));
  g_assert_null (cck_account_get_refresh_fingerprint (account));
  g_assert_null (cck_account_get_granted_scope (account));
}

static void
on_notify (GObject    *object,
           GParamSpec *pspec,
           gpointer    user_data)
{
  (*(guint *) user_data)++;
}

static void
test_notifies_changes_only (void)
{
  g_autoptr (CckAccount) account = store_test_new_account ("alice", "alice");
  guint n = 0;

  cck_account_set_signed_in (account, &first);
  g_signal_connect (account, "notify", G_CALLBACK (on_notify), &n);

  cck_account_set_signed_in (account, &first);
  cck_account_set_label (account, "alice");
  g_assert_cmpuint (n, ==, 0);

  cck_account_set_label (account, "Alice");
  g_assert_cmpuint (n, ==, 1);
}

/* A file of format 1 keeps its meaning, and what this version does not know stays in it. */
static void
test_reads_format_1 (void)
{
  g_autofree char *text
      = store_test_read (STORE_TEST_DATA, "format-1/accounts/413ebf93f80c2e85.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (CckAccount) account = cck_account_new_from_json (text, -1, "a.json", &error);
  g_autoptr (CckAccount) copy = NULL;
  g_autofree char *written = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (cck_account_get_id (account), ==, "413ebf93f80c2e85");
  g_assert_cmpstr (cck_account_get_provider_id (account), ==, "acme");
  g_assert_cmpstr (cck_account_get_subject (account), ==, "248289761001");
  g_assert_cmpstr (cck_account_get_label (account), ==, "alice@acme.example");
  g_assert_cmpint (cck_account_get_expires_at (account), ==, NOW + 900);
  g_assert_cmpint (cck_account_get_retry_after (account), ==, NOW + 60);
  g_assert_cmpuint (cck_account_get_rotation_count (account), ==, 3);
  g_assert_true (cck_account_get_has_id_token (account));

  copy = cck_account_copy (account);
  written = cck_account_to_json (copy);
  g_assert_cmpstr (written, ==, text);
}

#define WHO "\"format\": 1, \"provider\": \"p\", \"issuer\": \"i\", \"client_id\": \"c\", " \
            "\"subject\": \"s\""

static const struct
{
  const char *path;
  const char *text;
  int         code;
  const char *words;
} bad_files[] = {
  { "no-subject", "{\"format\": 1, \"provider\": \"p\", \"issuer\": \"i\", \"client_id\": \"c\"}",
    CCK_STORE_ERROR_BAD_FILE, "subject" },
  { "no-state", "{" WHO "}", CCK_STORE_ERROR_BAD_FILE, "state" },
  { "unknown-state", "{" WHO ", \"state\": \"asleep\"}", CCK_STORE_ERROR_BAD_FILE, "state" },
  { "negative-time", "{" WHO ", \"state\": \"signed-in\", \"expires_at\": -1}",
    CCK_STORE_ERROR_BAD_FILE, "expires_at" },
  { "fraction", "{" WHO ", \"state\": \"signed-in\", \"expires_at\": 1.5}",
    CCK_STORE_ERROR_BAD_FILE, "expires_at" },
  { "huge-count", "{" WHO ", \"state\": \"signed-in\", \"rotation_count\": 5000000000}",
    CCK_STORE_ERROR_BAD_FILE, "rotation_count" },
  { "later-format", "{\"format\": 9}", CCK_STORE_ERROR_NEWER_FORMAT, "Update" },
};

static void
test_refuses_bad_file (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GError) error = NULL;

  g_assert_null (cck_account_new_from_json (bad_files[i].text, -1, "bad.json", &error));
  store_test_take_error (&error, bad_files[i].code, bad_files[i].words);
}

static void
test_state_words (void)
{
  CckAccountState state = CCK_ACCOUNT_SIGNED_IN;

  for (int i = CCK_ACCOUNT_SIGNED_IN; i <= CCK_ACCOUNT_SIGN_IN_AGAIN; i++)
    {
      g_assert_true (cck_account_state_from_string (cck_account_state_to_string (i), &state));
      g_assert_cmpint (state, ==, i);
    }

  g_assert_cmpstr (cck_account_state_to_string (CCK_ACCOUNT_SIGN_IN_AGAIN), ==, "sign-in-again");
  g_assert_false (cck_account_state_from_string ("", &state));
}

/* No property could hold a token: the only texts are names, scope, type and fingerprint. */
static void
test_no_property_holds_a_token (void)
{
  const char * const texts[] = {
    "id", "provider-id", "issuer", "client-id", "subject", "label", "granted-scope", "token-type",
    "refresh-fingerprint", "grant", "request", NULL
  };
  g_autoptr (CckAccount) account = store_test_new_account ("alice", "alice");
  g_autofree GParamSpec **specs = NULL;
  guint n;

  specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (account), &n);

  for (guint i = 0; i < n; i++)
    {
      if (specs[i]->value_type == G_TYPE_STRING)
        g_assert_true (g_strv_contains (texts, specs[i]->name));
      else
        g_assert_false (g_type_is_a (specs[i]->value_type, G_TYPE_BOXED));
    }
}

int
main (int   argc,
      char *argv[])
{
  store_test_init (&argc, &argv);

  g_test_add_func ("/store/account/id-follows-from-who-it-is", test_id_follows_from_who_it_is);
  g_test_add_func ("/store/account/sorts-numbers-as-people-do", test_sorts_numbers_as_people_do);
  g_test_add_func ("/store/account/signs-in", test_signs_in);
  g_test_add_func ("/store/account/counts-rotations", test_counts_rotations);
  g_test_add_func ("/store/account/signs-out", test_signs_out);
  g_test_add_func ("/store/account/notifies-changes-only", test_notifies_changes_only);
  g_test_add_func ("/store/account/reads-format-1", test_reads_format_1);
  for (gsize i = 0; i < G_N_ELEMENTS (bad_files); i++)
    {
      g_autofree char *path = g_strconcat ("/store/account/refuses/", bad_files[i].path, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_refuses_bad_file);
    }
  g_test_add_func ("/store/account/state-words", test_state_words);
  g_test_add_func ("/store/account/no-property-holds-a-token", test_no_property_holds_a_token);

  return g_test_run ();
}
