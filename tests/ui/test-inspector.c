/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>
#include <glib/gstdio.h>
#include <gtksourceview/gtksource.h>
#include <string.h>
#include <sys/stat.h>

#include "begin.h"
#include "cck-base64url.h"
#include "cck-code-point-list.h"
#include "cck-config.h"
#include "cck-inspector-page.h"
#include "cck-key-entry.h"
#include "cck-key-row.h"
#include "cck-template.h"
#include "cck-token-entry.h"
#include "shown.h"

#define NOW G_GINT64_CONSTANT (1800000000)

/* Signed with the key of the certificate below; the first is inside the second, which the shared key
 * opens, as it does the third, in which there is only JSON. */
static const char signed_token[] =
  "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJodHRwczovL2FjbWUuZXhhbXBsZSIsInN1YiI6ImJvYiJ9.oXaDol"
  "3VybXTLDcxQQSHhk2lSAKWrPRaXQNwgH4zvNn5CjRk3Kk_5j0bhPDIpDRdEzmKpcMG1pLI4vhbZJRjuA";
static const char nested_token[] =
  "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIiwiY3R5IjoiSldUIn0..AQEBAQEBAQEBAQEB.E5jD3_L4j2"
  "eevZZnJU05AOaSXs028kJZKFJwLw_7X_Gt1kDi63D_7yg-ek2rHLnM-0GxajXcpx3RGPRBpWvr25i-N3k4hV"
  "tnFQFwKpIKbsAyywxbMJxiT3RlVbXb4I5fXpR3_J-rT4x_WAD5Mtsbv1QCpHvnEHvdzpbATssCqtM3U5gk53"
  "bvlSaA8RY-JEaIY84cMgTRb9ZpnRVQyUpOBYogQ3k.vDIznqyfRj6Km7g1VGuIrg";
static const char sealed_token[] =
  "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AQEBAQEBAQEBAQEB.DcPh0vzTgyzr9qtOAlsUE9U.rL"
  "vZz4Q0ny02MHFvv2z0hw";
static const char certificate[] =
  "-----BEGIN CERTIFICATE-----\n"
  "MIIBmDCCAT+gAwIBAgIUQU4zK+p4abjvi+bcPR3XA2QkxXkwCgYIKoZIzj0EAwIw\n"
  "ITEQMA4GA1UEAwwHU2lnbmluZzENMAsGA1UECgwEQWNtZTAgFw0yNjExMjIxODI1\n"
  "MTNaGA8yMTI2MTAyOTE4MjUxM1owITEQMA4GA1UEAwwHU2lnbmluZzENMAsGA1UE\n"
  "CgwEQWNtZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABC/EaaV6bEpcHGpwMF/6\n"
  "MAzDhQyyWrIgriqwb/fXBk2s5lgB63Y6F+RSerhBZ+eb/fcG/kDdRQhEcXmvU2GB\n"
  "x/KjUzBRMB0GA1UdDgQWBBStzWKHIhllrZkngAbDwciz62DNNjAfBgNVHSMEGDAW\n"
  "gBStzWKHIhllrZkngAbDwciz62DNNjAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49\n"
  "BAMCA0cAMEQCIGQ8kmWlnQ56UCJSHn/lyc01XJ5Q01IKS6JgY62j63IKAiB3KTTb\n"
  "ZHfXLU/NXSLTfwdzqT3mD3ReB7BUZdOe55B9DA==\n"
  "-----END CERTIFICATE-----\n";
static const char shared_key[] =
  "{\"kty\":\"oct\",\"k\":\"BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc\"}";

typedef struct
{
  CckClock *clock;
  CckSession *session;
  CckTicker *ticker;
  CckInspectorPage *page;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("claimcheck-XXXXXX", NULL);

  fixture->clock = cck_clock_new_fixed (NOW);
  fixture->session = cck_session_new (folder, fixture->clock);
  fixture->ticker = cck_ticker_new (fixture->clock);
  fixture->page = g_object_new (CCK_TYPE_INSPECTOR_PAGE, NULL);
  cck_inspector_page_setup (fixture->page, fixture->session, fixture->ticker);
  fixture->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 640, 800);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->ticker);
  g_clear_object (&fixture->session);
  g_clear_object (&fixture->clock);
}

static GtkWidget *
wait_for (Fixture    *fixture,
          const char *text)
{
  return shown_wait_for (fixture->window, text);
}

static void
inspect (Fixture    *fixture,
         const char *text)
{
  cck_inspector_page_set_text (fixture->page, text);
}

static void
inspect_payload (Fixture    *fixture,
                 const char *payload)
{
  g_autofree char *segment = cck_base64url_encode (payload, strlen (payload));
  g_autofree char *token = g_strdup_printf ("eyJhbGciOiJub25lIn0.%s.", segment);

  inspect (fixture, token);
}

/* Types into the keys, as somebody who pastes. */
static void
give_keys (Fixture    *fixture,
           const char *keys)
{
  GtkWidget *entry;

  while ((entry = shown_find_type (fixture->window, CCK_TYPE_KEY_ENTRY)) == NULL)
    g_main_context_iteration (NULL, TRUE);

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (entry), TRUE);

  while (shown_find_type (entry, GTK_TYPE_TEXT_VIEW) == NULL)
    g_main_context_iteration (NULL, TRUE);

  gtk_text_buffer_set_text (
    gtk_text_view_get_buffer (GTK_TEXT_VIEW (shown_find_type (entry, GTK_TYPE_TEXT_VIEW))), keys, -1);
}

static void
test_error_points (Fixture       *fixture,
                   gconstpointer  data)
{
  inspect (fixture, "eyJhbGciOiJub25lIn0.eyJp!XMi.");

  wait_for (fixture, "The payload is not valid Base64URL (character 5).");
}

static void
test_other_families_have_names (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autofree char *sd_jwt = g_strconcat (signed_token, "~WyJhIiwiYiIsMV0~", NULL);
  const struct
  {
    const char *token;
    const char *title;
    const char *sentence;
  } families[] = {
    { sd_jwt, "SD-JWT", "This is an SD-JWT*" },
    { "v4.public.AAAA", "PASETO", "This is a PASETO*" },
    { "biscuit:En0KEwoEMTIzNBgDIgkKBwgKEgMYgAg", "Biscuit", "This is a Biscuit*" },
    { sealed_token, "Encrypted Token", "This token is encrypted. Only its header can be read." },
    { "gho_16C7e42F292c6912E7710c838347Ae178B4a", "Opaque Token", "This token is opaque.*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      inspect (fixture, families[i].token);
      wait_for (fixture, families[i].title);
      wait_for (fixture, families[i].sentence);
    }
}

static void
test_decrypted_content_is_shown (Fixture       *fixture,
                                 gconstpointer  data)
{
  inspect (fixture, sealed_token);
  wait_for (fixture, "Encrypted Token");
  give_keys (fixture, shared_key);

  wait_for (fixture, "Decrypted Token");
  cck_inspector_page_show_view (fixture->page, "raw");
  wait_for (fixture, "Header");
  wait_for (fixture, "*\"enc\": \"A256GCM\"*");
  wait_for (fixture, "Decrypted Content");
  wait_for (fixture, "*\"hello\": \"world\"*");
}

static void
test_token_inside_is_checked (Fixture       *fixture,
                              gconstpointer  data)
{
  inspect (fixture, nested_token);
  wait_for (fixture, "Encrypted Token");
  give_keys (fixture, shared_key);

  wait_for (fixture, "This token was encrypted*");
  wait_for (fixture, "https://acme.example");
  cck_inspector_page_show_view (fixture->page, "raw");
  wait_for (fixture, "Outer Header");
  wait_for (fixture, "Header Inside");
  wait_for (fixture, "*\"alg\": \"ES256\"*");
}

static void
test_certificate_in_pem_is_a_key (Fixture       *fixture,
                                  gconstpointer  data)
{
  inspect (fixture, signed_token);
  wait_for (fixture, "https://acme.example");
  give_keys (fixture, certificate);
  cck_inspector_page_show_view (fixture->page, "checks");

  wait_for (fixture, "Elliptic curve P-256");
  adw_expander_row_set_expanded (
    ADW_EXPANDER_ROW (shown_find_type (fixture->window, CCK_TYPE_KEY_ROW)), TRUE);
  wait_for (fixture, "*CN=Signing*");
  wait_for (fixture, "From 2026-11-22 until 2126-10-29");
}

static void
test_unreadable_key_says_so_and_hides_nothing (Fixture       *fixture,
                                               gconstpointer  data)
{
  inspect (fixture, signed_token);
  wait_for (fixture, "https://acme.example");
  give_keys (fixture, "-----BEGIN NOTHING-----");

  wait_for (fixture, "*key*");
  wait_for (fixture, "https://acme.example");
}

static void
test_repeated_name_is_shown_twice (Fixture       *fixture,
                                   gconstpointer  data)
{
  inspect_payload (fixture, "{\"iss\":\"https://good.example\",\"iss\":\"https://evil.example\"}");

  wait_for (fixture, "https://good.example");
  wait_for (fixture, "https://evil.example");
  wait_for (fixture, "Repeated");
}

static void
test_code_points_on_request (Fixture       *fixture,
                             gconstpointer  data)
{
  /* The first letter of the host is Cyrillic. */
  inspect_payload (fixture, "{\"iss\":\"https://\\u0430cme.example\"}");
  shown_click (fixture->window, "Code Points of Issuer");

  wait_for (fixture, "U+0430");
  wait_for (fixture, "Cyrillic letter");
}

static void
test_plain_claim_needs_no_code_points (Fixture       *fixture,
                                       gconstpointer  data)
{
  inspect_payload (fixture, "{\"iss\":\"https://acme.example\",\"sub\":\"\\u200b\"}");

  wait_for (fixture, "https://acme.example");
  shown_click (fixture->window, "Code Points of Subject");
  wait_for (fixture, "1 character, 1 can’t be seen");
}

static void
test_nul_is_a_code_point (void)
{
  g_autoptr (CckCodePointList) list = cck_code_point_list_new ("a\0b\xe2\x80\xae", 6);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 4);
  g_assert_cmpuint (cck_code_point_list_count_hidden (list), ==, 2);
}

static void
test_backslash_is_seen (void)
{
  g_autoptr (CckCodePointList) list = cck_code_point_list_new ("a\\b", 3);

  g_assert_cmpuint (cck_code_point_list_count_hidden (list), ==, 0);
}

#define NO_ONE "eyJhbGciOiJub25lIn0.eyJzdWIiOiJub2JvZHkifQ."

/* A row that looks like @title: the list activates it as a click would. */
static void
choose (Fixture    *fixture,
        const char *title)
{
  GtkWidget *row = gtk_widget_get_ancestor (wait_for (fixture, title), GTK_TYPE_LIST_BOX_ROW);

  g_signal_emit_by_name (gtk_widget_get_ancestor (row, GTK_TYPE_LIST_BOX), "row-activated", row);
}

static void
test_signed_part_can_be_inspected (Fixture       *fixture,
                                   gconstpointer  data)
{
  inspect (fixture, NO_ONE "~WyJzYWx0IiwibmFtZSIsIkJvYiJd~");
  wait_for (fixture, "Tokens Inside");
  choose (fixture, "Signed Part");
  wait_for (fixture, "nobody");

  choose (fixture, "Back to the Whole Text");
  wait_for (fixture, "Signed Part");
  inspect (fixture, NO_ONE);
  shown_wait_gone (fixture->window, "Tokens Inside");
}

/* A text so long that only its beginning is shown comes back whole. */
static void
test_long_answer_comes_back_whole (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autofree char *big = g_strnfill (20000, 'x');
  g_autofree char *payload = g_strdup_printf ("{\"sub\":\"nobody\",\"big\":\"%s\"}", big);
  g_autofree char *segment = cck_base64url_encode (payload, strlen (payload));
  g_autofree char *answer
    = g_strdup_printf ("{\"id_token\":\"eyJhbGciOiJub25lIn0.%s.\"}", segment);

  inspect (fixture, answer);
  choose (fixture, "id_token");
  wait_for (fixture, "Back to the Whole Text");
  wait_for (fixture, "nobody");
  choose (fixture, "Back to the Whole Text");
  wait_for (fixture, "id_token");
  wait_for (fixture, "nobody");
}

static void
test_text_and_files_can_be_dropped (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("claimcheck-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "token.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_auto (GValue) text = G_VALUE_INIT;
  g_auto (GValue) files = G_VALUE_INIT;
  GSList dropped = { file, NULL };
  CckTokenEntry *entry;

  while ((entry = (CckTokenEntry *) shown_find_type (fixture->window, CCK_TYPE_TOKEN_ENTRY)) == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_value_init (&text, G_TYPE_STRING);
  g_value_set_string (&text, "not a token, but opaque");
  g_assert_true (cck_token_entry_drop (entry, &text));
  shown_wait_gone (fixture->window, "The token stays on this computer*");

  g_assert_true (g_file_set_contents (path, NO_ONE "\n", -1, NULL));
  g_value_init (&files, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&files, &dropped);
  g_assert_true (cck_token_entry_drop (entry, &files));
  wait_for (fixture, "nobody");

  g_assert_true (g_file_set_contents (path, "\xff\xfe", 2, NULL));
  g_assert_true (cck_token_entry_drop (entry, &files));
  wait_for (fixture, "The file is not text.");
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
drop_file (Fixture    *fixture,
           const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_auto (GValue) files = G_VALUE_INIT;
  GSList dropped = { file, NULL };
  CckTokenEntry *entry;

  while ((entry = (CckTokenEntry *) shown_find_type (fixture->window, CCK_TYPE_TOKEN_ENTRY)) == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_value_init (&files, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&files, &dropped);
  g_assert_true (cck_token_entry_drop (entry, &files));
}

/* Without an end, without a beginning, and so large that a part of it would be taken for a token. */
static void
test_hostile_files_are_refused (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("claimcheck-XXXXXX", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe", NULL);
  g_autofree char *large = g_build_filename (folder, "large", NULL);
  g_autofree char *text = g_strnfill (1024 * 1024 + 1, 'a');

  drop_file (fixture, "/dev/zero");
  wait_for (fixture, "This is a device or a pipe. Choose a file.");

  g_assert_true (g_file_set_contents (large, text, -1, NULL));
  drop_file (fixture, large);
  wait_for (fixture, "The file is larger than 1 MB*");

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  drop_file (fixture, pipe);
  wait_for (fixture, "This is a device or a pipe. Choose a file.");

  drop_file (fixture, "/nowhere");
  wait_for (fixture, "*No such file or directory*");

  g_assert_cmpint (g_unlink (pipe), ==, 0);
  g_assert_cmpint (g_unlink (large), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* A value of 200 kB, a name in markup and 20,000 members are there at once, in a bounded height. */
static void
test_hostile_token_is_bounded (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr (GString) payload = g_string_new ("{\"<b>bold</b>\":\"<a href='x'>&amp;</a>\\n\"");
  g_autofree char *big = g_strnfill (200000, 'x');
  int natural;

  g_string_append_printf (payload, ",\"big\":\"%s\"", big);

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (payload, ",\"c%u\":%u", i, i);

  g_string_append_c (payload, '}');
  inspect_payload (fixture, payload->str);

  wait_for (fixture, "<b>bold</b>");
  wait_for (fixture, "<a href='x'>&amp;</a>\\u000A");
  wait_for (fixture, "Show 100 More Claims");
  gtk_widget_measure (gtk_widget_get_ancestor (wait_for (fixture, "big"), GTK_TYPE_VIEWPORT),
                      GTK_ORIENTATION_VERTICAL, 600, NULL, &natural, NULL, NULL);
  g_assert_cmpint (natural, <, 12000);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  begin (&argc, &argv);
  adw_init ();
  gtk_source_init ();
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    CCK_RESOURCES "/icons");

  ADD ("/ui/inspector/error-points", test_error_points);
  ADD ("/ui/inspector/other-families-have-names", test_other_families_have_names);
  ADD ("/ui/inspector/decrypted-content-is-shown", test_decrypted_content_is_shown);
  ADD ("/ui/inspector/token-inside-is-checked", test_token_inside_is_checked);
  ADD ("/ui/inspector/certificate-in-pem-is-a-key", test_certificate_in_pem_is_a_key);
  ADD ("/ui/inspector/unreadable-key-says-so-and-hides-nothing",
       test_unreadable_key_says_so_and_hides_nothing);
  ADD ("/ui/inspector/repeated-name-is-shown-twice", test_repeated_name_is_shown_twice);
  ADD ("/ui/inspector/code-points-on-request", test_code_points_on_request);
  ADD ("/ui/inspector/plain-claim-needs-no-code-points", test_plain_claim_needs_no_code_points);
  ADD ("/ui/inspector/signed-part-can-be-inspected", test_signed_part_can_be_inspected);
  ADD ("/ui/inspector/long-answer-comes-back-whole", test_long_answer_comes_back_whole);
  ADD ("/ui/inspector/text-and-files-can-be-dropped", test_text_and_files_can_be_dropped);
  ADD ("/ui/inspector/hostile-files-are-refused", test_hostile_files_are_refused);
  ADD ("/ui/inspector/hostile-token-is-bounded", test_hostile_token_is_bounded);
  g_test_add_func ("/ui/inspector/nul-is-a-code-point", test_nul_is_a_code_point);
  g_test_add_func ("/ui/inspector/backslash-is-seen", test_backslash_is_seen);

  return g_test_run ();
}
