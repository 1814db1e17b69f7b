/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>
#include <string.h>

#include "begin.h"
#include "cck-claim-item.h"
#include "cck-claim-section.h"

#define NOW G_GINT64_CONSTANT (1700000000) /* 2023-11-14T22:13:20Z */

/* The items of every member of a payload. */
static GListModel *
list_claims (const char *payload)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckJson) json = cck_json_parse (payload, strlen (payload), CCK_JSON_OBJECT, &error);
  GListStore *items = g_list_store_new (CCK_TYPE_CLAIM_ITEM);
  const CckJsonValue *value;
  const char *name;
  gsize length;
  CckJsonIter iter;

  g_assert_no_error (error);
  cck_json_iter_init (&iter, cck_json_get_root (json));

  while (cck_json_iter_next (&iter, &name, &length, &value))
    {
      g_autoptr (CckClaimItem) item = cck_claim_item_new (json, name, length, value, NOW);

      g_list_store_append (items, item);
    }

  return G_LIST_MODEL (items);
}

static void
assert_claim (const char *payload,
              const char *title,
              const char *value)
{
  g_autoptr (GListModel) items = list_claims (payload);
  g_autoptr (CckClaimItem) item = g_list_model_get_item (items, 0);
  g_autofree char *found_title = NULL;
  g_autofree char *found_value = NULL;

  g_object_get (item, "title", &found_title, "value", &found_value, NULL);
  g_assert_cmpstr (found_title, ==, title);
  g_assert_cmpstr (found_value, ==, value);
}

static void
test_times_are_read_out (void)
{
  assert_claim ("{\"exp\":1700000600}", "Expires", "Today at 22:23 (in 10 min)");
}

static void
test_time_beyond_the_calendar_stays (void)
{
  assert_claim ("{\"exp\":1e300}", "Expires", "1e300");
}

static void
test_mistyped_time_stays (void)
{
  assert_claim ("{\"exp\":\"tomorrow\"}", "Expires", "tomorrow");
}

static void
test_unknown_is_verbatim (void)
{
  assert_claim ("{\"https://example.com/x\":{\"a\":[1,2.50]}}", "https://example.com/x",
                "{\"a\":[1,2.50]}");
}

static void
test_markup_is_text (void)
{
  assert_claim ("{\"<b>x</b>\":\"<a href='x'>&amp;</a>\"}", "<b>x</b>", "<a href='x'>&amp;</a>");
}

static void
test_hostile_characters_are_seen (void)
{
  g_autoptr (GListModel) items = list_claims ("{\"x\":\"admin\\u202enimda\\u0000\\u200b\"}");
  g_autoptr (CckClaimItem) item = g_list_model_get_item (items, 0);
  g_autofree char *value = NULL;

  g_object_get (item, "value", &value, NULL);
  g_assert_true (g_utf8_validate (value, -1, NULL));
  g_assert_null (strstr (value, "\xe2\x80\xae"));
  g_assert_null (strstr (value, "\xe2\x80\x8b"));
  g_assert_nonnull (strstr (value, "202E"));
}

static void
test_name_with_a_nul_is_not_its_first_part (void)
{
  g_autoptr (GListModel) items = list_claims ("{\"exp\\u0000x\":1700000600}");
  g_autoptr (CckClaimItem) item = g_list_model_get_item (items, 0);
  g_autofree char *title = NULL;

  g_object_get (item, "title", &title, NULL);
  g_assert_cmpstr (title, !=, "Expires");
}

static void
test_long_value_opens (void)
{
  g_autofree char *long_value = g_strnfill (100000, 'x');
  g_autofree char *payload = g_strdup_printf ("{\"x\":\"%s\"}", long_value);
  g_autoptr (GListModel) items = list_claims (payload);
  g_autoptr (CckClaimItem) item = g_list_model_get_item (items, 0);
  g_autofree char *closed = NULL;
  g_autofree char *open = NULL;
  g_autofree char *copy = cck_claim_item_dup_copy (item);

  g_object_get (item, "value", &closed, NULL);
  g_object_set (item, "expanded", TRUE, NULL);
  g_object_get (item, "value", &open, NULL);

  g_assert_cmpuint (strlen (closed), <, 300);
  g_assert_cmpuint (strlen (open), >, strlen (closed));
  g_assert_cmpuint (strlen (open), <, 10000);
  g_assert_cmpuint (strlen (copy), ==, 100000);
}

static void
test_scopes_are_chips (void)
{
  g_autoptr (GListModel) items = list_claims ("{\"scope\":\"openid  email\"}");
  g_autoptr (CckClaimItem) item = g_list_model_get_item (items, 0);
  g_autoptr (GListModel) chips = NULL;

  g_object_get (item, "chips", &chips, NULL);
  g_assert_nonnull (chips);
  g_assert_cmpuint (g_list_model_get_n_items (chips), ==, 2);
}

static guint
count_rows (GtkWidget *widget)
{
  guint n = GTK_IS_LIST_BOX_ROW (widget) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_rows (child);

  return n;
}

static void
test_twenty_thousand_claims_are_a_hundred_rows (void)
{
  g_autoptr (GString) payload = g_string_new ("{");
  g_autoptr (GListModel) items = NULL;
  CckClaimSection *section = g_object_ref_sink (g_object_new (CCK_TYPE_CLAIM_SECTION, NULL));

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (payload, "%s\"c%u\":%u", i > 0 ? "," : "", i, i);

  g_string_append_c (payload, '}');
  items = list_claims (payload->str);
  cck_claim_section_set_items (section, "Other", items);

  g_assert_cmpuint (count_rows (GTK_WIDGET (section)), ==, 100);
  g_object_unref (section);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  begin (&argc, &argv);
  adw_init ();

  g_test_add_func ("/ui/claims/times-are-read-out", test_times_are_read_out);
  g_test_add_func ("/ui/claims/time-beyond-the-calendar-stays",
                   test_time_beyond_the_calendar_stays);
  g_test_add_func ("/ui/claims/mistyped-time-stays", test_mistyped_time_stays);
  g_test_add_func ("/ui/claims/unknown-is-verbatim", test_unknown_is_verbatim);
  g_test_add_func ("/ui/claims/markup-is-text", test_markup_is_text);
  g_test_add_func ("/ui/claims/hostile-characters-are-seen", test_hostile_characters_are_seen);
  g_test_add_func ("/ui/claims/name-with-a-nul-is-not-its-first-part",
                   test_name_with_a_nul_is_not_its_first_part);
  g_test_add_func ("/ui/claims/long-value-opens", test_long_value_opens);
  g_test_add_func ("/ui/claims/scopes-are-chips", test_scopes_are_chips);
  g_test_add_func ("/ui/claims/twenty-thousand-claims-are-a-hundred-rows",
                   test_twenty_thousand_claims_are_a_hundred_rows);

  return g_test_run ();
}
