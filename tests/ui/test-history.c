/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>
#include <gtksourceview/gtksource.h>
#include <string.h>

#include "begin.h"
#include "cck-chronicle.h"
#include "cck-diagnostic-report.h"
#include "cck-difference-row.h"
#include "cck-history-row.h"
#include "cck-history-view.h"
#include "cck-trace-log.h"
#include "shown.h"

#define NOW G_GINT64_CONSTANT (1800000000)
#define DAY (24 * 60 * 60)

typedef struct
{
  CckClock *clock;
  CckSession *session;
  CckAccount *account;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("claimcheck-XXXXXX", NULL);

  fixture->clock = cck_clock_new_fixed (NOW);
  fixture->session = cck_session_new (folder, fixture->clock);
  fixture->account = cck_account_new ("acme", "https://acme.example", "a-client-id", "a-subject");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->account);
  g_clear_object (&fixture->session);
  g_clear_object (&fixture->clock);
}

/* In a window that scrolls, as a page does. */
static GtkWidget *
show (GtkWidget *widget)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = GTK_IS_LIST_BOX_ROW (widget) ? gtk_list_box_new () : NULL;

  if (list != NULL)
    gtk_list_box_append (GTK_LIST_BOX (list), widget);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list != NULL ? list : widget);
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (window), 600, 700);
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

static void
await (DexFuture *future)
{
  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (dex_future_is_resolved (future));
  dex_unref (future);
}

static void
record (Fixture        *fixture,
        CckHistoryKind  kind,
        gint64          time,
        const char     *how,
        const char     *difference)
{
  CckHistoryEvent event = {
    .time = time,
    .kind = kind,
    .provider_id = "acme",
    .account_id = cck_account_get_id (fixture->account),
    .name = "acme/alice",
    .token_kind = "access",
    .how = how,
    .fingerprint = "0123456789abcdef",
    .kid = "key\xe2\x80\xae-2026",
    .difference = difference,
  };

  await (cck_history_record (cck_session_get_history (fixture->session), &event));
}

static void
test_days_are_told_apart (Fixture       *fixture,
                          gconstpointer  data)
{
  GtkWidget *window;
  CckHistoryView *view = g_object_new (CCK_TYPE_HISTORY_VIEW, NULL);

  record (fixture, CCK_HISTORY_SIGNED_IN, NOW - 3 * DAY, NULL, NULL);
  record (fixture, CCK_HISTORY_REFRESHED, NOW - DAY, NULL, NULL);
  record (fixture, CCK_HISTORY_USED, NOW, "copied", NULL);
  cck_history_view_setup (view, fixture->session);
  cck_history_view_set_account (view, fixture->account);
  window = show (GTK_WIDGET (view));

  shown_wait_for (window, "Today");
  shown_wait_for (window, "Yesterday");
  shown_wait_for (window, "12 January 2027");
  shown_wait_for (window, "Access token copied");
  shown_wait_for (window, "Tokens refreshed");
  shown_wait_for (window, "Signed in");

  /* What comes while it is looked at is there at once. */
  record (fixture, CCK_HISTORY_REUSED, NOW, NULL, NULL);
  shown_wait_for (window, "Refresh token was used twice");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_what_a_refresh_changed_opens (Fixture       *fixture,
                                   gconstpointer  data)
{
  CckHistoryEvent event = {
    .time = NOW,
    .kind = CCK_HISTORY_REFRESHED,
    .difference = "[{\"claim\":\"scope\",\"change\":\"changed\",\"before\":\"openid\","
                  "\"after\":\"openid email\"},{\"claim\":\"groups\",\"change\":\"added\"}]",
  };
  g_autoptr (CckHistoryEntry) entry = cck_history_entry_new (1, &event);
  GtkWidget *row = cck_history_row_new (entry, NOW);
  GtkWidget *window = show (row);

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);

  shown_wait_for (window, "*(scope)");
  shown_wait_for (window, "openid");
  shown_wait_for (window, "openid email");
  shown_wait_for (window, "Added");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_hostile_words_are_seen (Fixture       *fixture,
                             gconstpointer  data)
{
  CckHistoryEvent event = {
    .time = NOW,
    .kind = CCK_HISTORY_CHECK_FAILED,
    .how = "<b>signature</b>\xe2\x80\xae",
  };
  g_autoptr (CckHistoryEntry) entry = cck_history_entry_new (1, &event);
  GtkWidget *window = show (cck_history_row_new (entry, NOW));

  shown_wait_for (window, "Check failed: <b>signature</b>\\u202E");
  gtk_window_destroy (GTK_WINDOW (window));
}

static CckJson *
parse (const char *text)
{
  return cck_json_parse (text, strlen (text), CCK_JSON_OBJECT, NULL);
}

static void
assert_difference (GListModel *list,
                   guint       index,
                   const char *title,
                   const char *before,
                   const char *after)
{
  g_autoptr (CckDifference) item = g_list_model_get_item (list, index);
  g_autofree char *found_title = NULL;
  g_autofree char *found_before = NULL;
  g_autofree char *found_after = NULL;

  g_assert_nonnull (item);
  g_object_get (item, "title", &found_title, "before", &found_before, "after", &found_after, NULL);
  g_assert_cmpstr (found_title, ==, title);
  g_assert_cmpstr (found_before, ==, before);
  g_assert_cmpstr (found_after, ==, after);
}

static void
test_claims_are_compared_by_value (void)
{
  g_autoptr (CckJson) before = parse ("{\"a\":1,\"b\":[1, 2],\"gone\":\"x\",\"same\":{\"k\":1}}");
  g_autoptr (CckJson) after = parse ("{\"same\":{ \"k\" : 1 },\"b\":[2,1],\"a\":1,\"new\":true}");
  g_autoptr (GListModel) list = cck_difference_list_compare (cck_json_get_root (before),
                                                             cck_json_get_root (after));

  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 3);
  assert_difference (list, 0, "b", "[1,2]", "[2,1]");
  assert_difference (list, 1, "new", NULL, "true");
  assert_difference (list, 2, "gone", "x", NULL);
}

static void
test_nonsense_is_no_difference (void)
{
  static const char * const texts[] = { NULL, "", "{}", "[1,null]", "[{\"claim\":7}]", "<b>" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GListModel) list = cck_difference_list_from_text (texts[i]);

      g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);
    }
}

static void
test_a_request_is_told_without_what_was_kept_back (void)
{
  const CckSessionTraceField sent[] = { { "grant_type", "refresh_token" }, { "refresh_token", NULL } };
  const CckSessionTraceField members[] = { { "error", "invalid\ngrant" } };
  const CckSessionTraceLine line = {
    .method = "POST",
    .uri = "https://acme.example/token",
    .status = 400,
    .duration = 12345,
    .length = 40,
    .content_type = "application/json",
    .parameters = sent,
    .n_parameters = G_N_ELEMENTS (sent),
    .members = members,
    .n_members = G_N_ELEMENTS (members),
  };
  g_autofree char *text = cck_trace_log_dup_line (&line);

  g_assert_cmpstr (text, ==,
                   "POST https://acme.example/token → 400, 12 ms, 40 bytes, application/json\n"
                   "  sent: grant_type=refresh_token refresh_token=…\n"
                   "  answered: error=invalid\\u000Agrant");
}

static void
test_a_report_names_nobody (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (CckProvider) provider
    = g_object_new (CCK_TYPE_PROVIDER, "id", "acme", "name", "Acme", "issuer",
                    "https://acme.example", "client-id", "a-client-id", NULL);
  g_autoptr (CckTraceLog) log = cck_trace_log_new (fixture->session);
  g_autoptr (GError) error = NULL;
  g_autofree char *report = NULL;

  cck_provider_store_add (cck_session_get_providers (fixture->session), provider, &error);
  g_assert_no_error (error);
  report = cck_diagnostic_report_new (fixture->session, fixture->account, log);

  g_assert_nonnull (strstr (report, "Issuer: https://acme.example"));
  g_assert_nonnull (strstr (report, "Client authentication: none"));
  g_assert_null (strstr (report, "a-client-id"));
  g_assert_null (strstr (report, "a-subject"));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  begin (&argc, &argv);
  adw_init ();
  gtk_source_init ();

  ADD ("/ui/history/days-are-told-apart", test_days_are_told_apart);
  ADD ("/ui/history/what-a-refresh-changed-opens", test_what_a_refresh_changed_opens);
  ADD ("/ui/history/hostile-words-are-seen", test_hostile_words_are_seen);
  ADD ("/ui/history/a-report-names-nobody", test_a_report_names_nobody);
  g_test_add_func ("/ui/history/claims-are-compared-by-value", test_claims_are_compared_by_value);
  g_test_add_func ("/ui/history/nonsense-is-no-difference", test_nonsense_is_no_difference);
  g_test_add_func ("/ui/history/a-request-is-told-without-what-was-kept-back",
                   test_a_request_is_told_without_what_was_kept_back);

  return g_test_run ();
}
