/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "session-fixture.h"

#include <string.h>

#include <glib/gstdio.h>

#include "cck-chronicle.h"
#include "cck-practice-visitor.h"
#include "cck-registration.h"

static gint64
practice_now (gpointer user_data)
{
  return cck_clock_get_now (user_data);
}

static void
store_result_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
start_practice (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  self->practice = cck_practice_provider_new ();
  cck_practice_provider_set_auto_approve (self->practice, TRUE);
  cck_practice_provider_set_clock (self->practice, practice_now, self->clock, NULL);
  cck_practice_provider_start_async (self->practice, NULL, store_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  cck_practice_provider_start_finish (self->practice, result, &error);
  g_assert_no_error (error);
}

static void
add_provider (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  self->provider = cck_provider_new ();
  g_object_set (self->provider, "name", "Practice", "issuer",
                cck_practice_provider_get_issuer (self->practice), "client-id",
                CCK_PRACTICE_CLIENT_ID, "scopes", "openid profile email offline_access",
                "allow-http-loopback", TRUE, NULL);
  fixture_await (cck_session_add_provider (self->session, self->provider, NULL), &error);
  g_assert_no_error (error);
}

Fixture *
fixture_new (void)
{
  Fixture *self = g_new0 (Fixture, 1);

  self->data_dir = g_dir_make_tmp ("claimcheck-session-XXXXXX", NULL);
  self->clock = cck_clock_new_fixed (FIXTURE_START);
  self->keyring = cck_keyring_new_in_memory ();
  self->session = cck_session_new_with_keyring (self->data_dir, self->clock, self->keyring);
  start_practice (self);
  add_provider (self);

  return self;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_tree (child);
      else
        g_unlink (child);
    }

  g_rmdir (path);
}

void
fixture_free (Fixture *self)
{
  cck_practice_provider_stop (self->practice);
  g_clear_object (&self->provider);
  g_clear_object (&self->practice);
  g_clear_object (&self->session);
  g_clear_object (&self->keyring);
  g_clear_object (&self->clock);
  remove_tree (self->data_dir);
  g_free (self->data_dir);
  g_free (self);
}

static DexFuture *
settled_cb (DexFuture *future,
            gpointer   user_data)
{
  *(gboolean *) user_data = TRUE;

  return dex_future_new_true ();
}

/* Through a future of this thread's own: one that a worker thread settles would wake nobody here. */
static const GValue *
settle (DexFuture  *future,
        GError    **error)
{
  gboolean settled = FALSE;
  g_autoptr (DexFuture) watch = dex_future_finally (dex_ref (future), settled_cb, &settled, NULL);

  while (!settled)
    g_main_context_iteration (NULL, TRUE);

  return dex_future_get_value (future, error);
}

gpointer
fixture_await_boxed (DexFuture  *future,
                     GError    **error)
{
  const GValue *value = settle (future, error);
  gpointer boxed = value == NULL ? NULL : g_value_dup_boxed (value);

  dex_unref (future);

  return boxed;
}

gpointer
fixture_await_object (DexFuture  *future,
                      GError    **error)
{
  const GValue *value = settle (future, error);
  gpointer object = value == NULL ? NULL : g_value_dup_object (value);

  dex_unref (future);

  return object;
}

CckAccount *
fixture_await_account (DexFuture  *future,
                       GError    **error)
{
  return fixture_await_object (future, error);
}

CckToken *
fixture_await_token (DexFuture  *future,
                     GError    **error)
{
  return fixture_await_boxed (future, error);
}

CckInspection *
fixture_await_inspection (DexFuture  *future,
                          GError    **error)
{
  return fixture_await_boxed (future, error);
}

CckSignOutResult *
fixture_await_sign_out (DexFuture  *future,
                        GError    **error)
{
  return fixture_await_boxed (future, error);
}

gboolean
fixture_await (DexFuture  *future,
               GError    **error)
{
  gboolean done = settle (future, error) != NULL;

  dex_unref (future);

  return done;
}

static void
visited_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  /* Where the visit fails the sign-in does not end well, which is what the tests look at. */
  cck_practice_provider_visit_finish (CCK_PRACTICE_PROVIDER (object), result, NULL);
}

static void
open_uri_cb (Fixture    *self,
             const char *uri)
{
  cck_practice_provider_visit_async (self->practice, uri, NULL, visited_cb, NULL);
}

CckSignIn *
fixture_sign_in_new (Fixture *self)
{
  CckSignIn *sign_in = cck_sign_in_new (self->session, self->provider);

  g_signal_connect_swapped (sign_in, "open-uri", G_CALLBACK (open_uri_cb), self);

  return sign_in;
}

CckAccount *
fixture_sign_in (Fixture *self)
{
  g_autoptr (CckSignIn) sign_in = fixture_sign_in_new (self);
  g_autoptr (GError) error = NULL;
  CckAccount *account = fixture_await_account (cck_sign_in_run (sign_in), &error);

  g_assert_no_error (error);
  g_assert_nonnull (account);

  return account;
}

void
fixture_use_client (Fixture         *self,
                    const char      *client_id,
                    CckProviderAuth  auth,
                    const char      *credential)
{
  g_autoptr (CckSecret) secret = credential == NULL ? NULL : cck_secret_new (credential);
  CckProvider *provider = cck_provider_copy (self->provider);
  g_autoptr (GError) error = NULL;

  g_object_set (provider, "id", NULL, "name", client_id, "client-id", client_id, "client-auth", auth,
                NULL);
  fixture_await (cck_session_add_provider (self->session, provider, secret), &error);
  g_assert_no_error (error);

  g_clear_object (&self->provider);
  self->provider = provider;
}

char *
fixture_dup_history (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) entries = NULL;
  g_autoptr (GString) line = g_string_new (NULL);

  entries = fixture_await_object (
    cck_history_list (cck_session_get_history (self->session), NULL), &error);
  g_assert_no_error (error);

  for (guint i = g_list_model_get_n_items (entries); i > 0; i--)
    {
      g_autoptr (CckHistoryEntry) entry = g_list_model_get_item (entries, i - 1);

      g_string_append_printf (line, "%s%s", line->len == 0 ? "" : " ",
                              cck_history_kind_to_string (
                                cck_history_entry_get_event (entry)->kind));
    }

  return g_string_free_and_steal (g_steal_pointer (&line));
}

guint
fixture_n_accounts (Fixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (cck_session_get_accounts (self->session)));
}

CckPracticeStatistics
fixture_statistics (Fixture *self)
{
  CckPracticeStatistics statistics;

  cck_practice_provider_get_statistics (self->practice, &statistics);

  return statistics;
}

char *
fixture_dup_stored (Fixture    *self,
                    CckAccount *account)
{
  g_autoptr (CckSecret) secret
    = fixture_await_boxed (cck_keyring_lookup (self->keyring, CCK_SECRET_TOKENS,
                                       cck_account_get_provider_id (account),
                                       cck_account_get_id (account)),
                   NULL);

  return secret == NULL ? NULL : g_strdup (cck_secret_get_text (secret));
}

char *
fixture_dup_access_token (Fixture    *self,
                          CckAccount *account)
{
  g_autofree char *stored = fixture_dup_stored (self, account);
  g_autoptr (CckJson) json = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (stored);
  json = cck_json_parse (stored, strlen (stored), CCK_JSON_OBJECT, &error);
  g_assert_no_error (error);

  return g_strdup (cck_json_get_member_string (cck_json_get_root (json), "access_token"));
}

void
fixture_store (Fixture    *self,
               CckAccount *account,
               const char *text)
{
  g_autoptr (CckSecret) secret = cck_secret_new (text);
  g_autoptr (GError) error = NULL;

  fixture_await (cck_keyring_store (self->keyring, CCK_SECRET_TOKENS,
                                    cck_account_get_provider_id (account),
                                    cck_account_get_id (account), "test", secret),
                 &error);
  g_assert_no_error (error);
}
