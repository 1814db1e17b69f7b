/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>

#include "begin.h"
#include "cck-check-item.h"
#include "cck-check-row.h"
#include "cck-failure-page.h"
#include "cck-help-book.h"
#include "cck-help-dialog.h"
#include "cck-help.h"
#include "shown.h"

#define PAGE "<page xmlns='http://projectmallard.org/1.0/' type='topic' id='page'><title>A  page</title>"

static CckHelpTopic *
read_page (const char *rest)
{
  g_autofree char *xml = g_strconcat (PAGE, rest, "</page>", NULL);
  g_autoptr (GError) error = NULL;
  CckHelpTopic *topic = cck_help_topic_new_from_xml (xml, strlen (xml), "page", &error);

  g_assert_no_error (error);

  return topic;
}

static void
test_reads_what_is_written (void)
{
  g_autoptr (CckHelpTopic) page = read_page (
    "<info><link type='guide' xref='index#start'/><desc>About\n it</desc></info>"
    "<p>Press <keyseq><key>Ctrl</key> <key>I</key></keyseq>, see\n   <link xref='other#one'>one</link>.</p>"
    "<steps><item><p>First <gui>&amp; Next</gui></p></item><item><p>Then</p></item></steps>"
    "<list><item><p>Thing</p></item></list>"
    "<screen>a\n  b &lt;</screen><note><p>Beware</p></note>");
  static const struct
  {
    CckHelpBlockKind kind;
    guint number;
    const char *markup;
  } expected[] = {
    { CCK_HELP_BLOCK_PARAGRAPH, 0, "Press <b>Ctrl</b>+<b>I</b>, see <a href=\"help:other#one\">one</a>." },
    { CCK_HELP_BLOCK_STEP, 1, "First <b>&amp; Next</b>" },
    { CCK_HELP_BLOCK_STEP, 2, "Then" },
    { CCK_HELP_BLOCK_BULLET, 0, "Thing" },
    { CCK_HELP_BLOCK_CODE, 0, "a\n  b &lt;" },
    { CCK_HELP_BLOCK_NOTE, 0, "Beware" },
  };

  g_assert_cmpstr (cck_help_topic_get_id (page), ==, "page");
  g_assert_cmpstr (cck_help_topic_get_title (page), ==, "A page");
  g_assert_cmpstr (cck_help_topic_get_desc (page), ==, "About it");
  g_assert_cmpstr (cck_help_topic_get_guide (page), ==, "index#start");

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const CckHelpBlock *block = cck_help_topic_get_block (page, i);

      g_assert_nonnull (block);
      g_assert_cmpint (block->kind, ==, expected[i].kind);
      g_assert_cmpuint (block->number, ==, expected[i].number);
      g_assert_cmpstr (block->markup, ==, expected[i].markup);
    }
  g_assert_null (cck_help_topic_get_block (page, G_N_ELEMENTS (expected)));
}

static void
test_sections_have_their_own_text (void)
{
  g_autoptr (CckHelpTopic) page = read_page (
    "<p>Above</p><section id='one'><title>One</title><p>Of one</p></section>"
    "<section id='two'><title>Two</title><p>Of two</p></section>");
  CckHelpTopic *two = cck_help_topic_find_section (page, "two");

  g_assert_null (cck_help_topic_get_block (page, 1));
  g_assert_nonnull (two);
  g_assert_cmpstr (cck_help_topic_get_block (two, 0)->markup, ==, "Of two");
  g_assert_null (cck_help_topic_find_section (page, "three"));
}

static void
test_broken_pages_are_refused (void)
{
  static const char * const pages[] = {
    "", "<page", "<html/>", "<page><p></page>", "<page id='x'>&unknown;</page>", "text",
  };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CckHelpTopic) page =
        cck_help_topic_new_from_xml (pages[i], strlen (pages[i]), "broken.page", &error);

      g_assert_null (page);
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, "broken.page"));
    }
}

static void
check_markup (CckHelpTopic *topic)
{
  GListModel *sections = cck_help_topic_get_sections (topic);
  const CckHelpBlock *block;

  g_assert_nonnull (cck_help_topic_get_title (topic));
  for (guint i = 0; (block = cck_help_topic_get_block (topic, i)) != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GRegex) links = g_regex_new ("</?a\\b[^>]*>", 0, 0, NULL);
      g_autofree char *markup = g_regex_replace_literal (links, block->markup, -1, 0, "", 0, NULL);

      pango_parse_markup (markup, -1, 0, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
    }
  for (guint i = 0; i < g_list_model_get_n_items (sections); i++)
    {
      g_autoptr (CckHelpTopic) section = g_list_model_get_item (sections, i);

      check_markup (section);
    }
}

static void
test_our_pages_can_be_read (void)
{
  static const char * const names[] = {
    "index", "sign-in", "redirect-uri", "checks", "errors", "command-line", "administrators",
    "secrets", "clipboard", "practice", "inspector", "check-up", "desktop",
  };
  g_autoptr (CckHelpBook) book = cck_help_book_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      CckHelpTopic *page = cck_help_book_find (book, names[i]);

      g_assert_nonnull (page);
      check_markup (page);
    }
  g_assert_nonnull (cck_help_book_find (book, "checks#at-hash"));
  g_assert_null (cck_help_book_find (book, "checks#nothing"));
  g_assert_null (cck_help_book_find (book, ""));
}

static GtkWidget *
present (const char *name)
{
  GtkWidget *window = adw_window_new ();

  adw_window_set_content (ADW_WINDOW (window), gtk_label_new (NULL));
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 600);
  gtk_window_present (GTK_WINDOW (window));
  adw_dialog_present (cck_help_dialog_new (name), window);

  return window;
}

static void
close_all (GtkWidget *window)
{
  adw_dialog_force_close (adw_window_get_visible_dialog (ADW_WINDOW (window)));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_opens_at_a_section (void)
{
  GtkWidget *window = present ("checks#issuer");

  shown_wait_for (window, "Issuer");
  shown_wait_for (window, "The token names exactly the issuer*");
  close_all (window);
}

static void
test_back_leads_to_the_page_and_the_first (void)
{
  GtkWidget *window = present ("checks#issuer");
  AdwNavigationView *view;

  shown_wait_for (window, "The token names exactly the issuer*");
  view = ADW_NAVIGATION_VIEW (shown_find_type (window, ADW_TYPE_NAVIGATION_VIEW));
  adw_navigation_view_pop (view);
  shown_wait_for (window, "Authorized Party");
  adw_navigation_view_pop (view);
  shown_wait_for (window, "New here? Try the practice provider*");
  close_all (window);
}

static void
test_lists_its_pages (void)
{
  GtkWidget *window = present ("");

  shown_wait_for (window, "What each error means");
  gtk_widget_activate_action (shown_find (window, "What each error means"), "help.go", "s", "errors");
  shown_wait_for (window, "keyring-locked");
  close_all (window);
}

static void
test_what_is_not_there_is_the_first_page (void)
{
  GtkWidget *window = present ("nowhere#at-all");

  shown_wait_for (window, "What each error means");
  close_all (window);
}

static void
on_activate (AdwApplication *application)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));

  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), gtk_label_new (NULL));
  gtk_window_present (GTK_WINDOW (window));
}

/* Without a window, as over D-Bus, and without a viewer, as in a sandbox. */
static void
test_shows_it_itself_where_nothing_else_can (void)
{
  g_autoptr (AdwApplication) application =
    adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  GtkWindow *window;

  g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  cck_help_add_action (GTK_APPLICATION (application));

  g_action_group_activate_action (G_ACTION_GROUP (application), "help",
                                  g_variant_new_string ("clipboard"));
  window = gtk_application_get_active_window (GTK_APPLICATION (application));
  g_assert_nonnull (window);
  shown_wait_for (GTK_WIDGET (window), "Copy tokens");

  adw_dialog_force_close (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)));
  gtk_window_destroy (window);
}

/* {"alg":"none"}.{} */
#define UNSIGNED "eyJhbGciOiJub25lIn0.e30."

static GtkActionable *
find_help (GtkWidget *widget)
{
  if (GTK_IS_ACTIONABLE (widget) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), "app.help") == 0)
    return GTK_ACTIONABLE (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkActionable *found = find_help (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
check_target (GtkWidget  *widget,
              const char *expected)
{
  g_autoptr (CckHelpBook) book = cck_help_book_new ();
  GtkActionable *row = find_help (widget);
  const char *target;

  g_assert_nonnull (row);
  target = g_variant_get_string (gtk_actionable_get_action_target_value (row), NULL);
  g_assert_cmpstr (target, ==, expected);
  g_assert_nonnull (cck_help_book_find (book, target));
}

static void
test_a_check_leads_to_its_section (void)
{
  CckExpectations expectations = CCK_EXPECTATIONS_INIT;
  g_autoptr (CckJwt) jwt = cck_jwt_parse (UNSIGNED, -1, CCK_JWT_FLAGS_NONE, NULL);
  g_autoptr (CckVerdict) verdict = cck_verdict_new (jwt, NULL, &expectations);
  g_autoptr (GListModel) items = cck_check_item_list (verdict);

  g_assert_cmpuint (g_list_model_get_n_items (items), >, 0);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (CckCheckItem) item = g_list_model_get_item (items, i);
      g_autofree char *expected =
        g_strdup_printf ("checks#%s", cck_check_get_id (cck_check_item_get_check (item)));
      GtkWidget *row = g_object_ref_sink (cck_check_row_new (item));

      check_target (row, expected);
      g_object_unref (row);
    }
}

static void
test_a_failure_leads_to_its_section (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "No");
  g_autoptr (CckProblem) problem = cck_problem_new_from_error (error);
  GtkWidget *page = g_object_ref_sink (g_object_new (CCK_TYPE_FAILURE_PAGE, NULL));

  cck_failure_page_show (CCK_FAILURE_PAGE (page), problem, "Again", NULL, "");
  check_target (page, "errors#cancelled");
  g_object_unref (page);
}

int
main (int   argc,
      char *argv[])
{
  begin (&argc, &argv);
  adw_init ();

  g_test_add_func ("/ui/help/reads-what-is-written", test_reads_what_is_written);
  g_test_add_func ("/ui/help/sections-have-their-own-text", test_sections_have_their_own_text);
  g_test_add_func ("/ui/help/broken-pages-are-refused", test_broken_pages_are_refused);
  g_test_add_func ("/ui/help/our-pages-can-be-read", test_our_pages_can_be_read);
  g_test_add_func ("/ui/help/opens-at-a-section", test_opens_at_a_section);
  g_test_add_func ("/ui/help/back-leads-to-the-page-and-the-first",
                   test_back_leads_to_the_page_and_the_first);
  g_test_add_func ("/ui/help/lists-its-pages", test_lists_its_pages);
  g_test_add_func ("/ui/help/what-is-not-there-is-the-first-page",
                   test_what_is_not_there_is_the_first_page);
  g_test_add_func ("/ui/help/shows-it-itself-where-nothing-else-can",
                   test_shows_it_itself_where_nothing_else_can);

  g_test_add_func ("/ui/help/a-check-leads-to-its-section", test_a_check_leads_to_its_section);
  g_test_add_func ("/ui/help/a-failure-leads-to-its-section", test_a_failure_leads_to_its_section);

  return g_test_run ();
}
