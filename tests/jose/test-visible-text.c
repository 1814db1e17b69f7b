/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-visible-text.h"

static void
assert_visible (const char *text,
                gssize      length,
                const char *expected)
{
  g_autofree char *visible = cck_visible_text_new (text, length);

  g_assert_cmpstr (visible, ==, expected);
}

static void
test_plain (void)
{
  assert_visible ("", -1, "");
  assert_visible ("Grüße, 你好 🙂", -1, "Grüße, 你好 🙂");
  assert_visible ("<b>%s</b> &amp;", -1, "<b>%s</b> &amp;");
  g_assert_false (cck_visible_text_needed ("Grüße", -1));
}

static void
test_bidi (void)
{
  assert_visible ("a\xe2\x80\xae" "b", -1, "a\\u202Eb");
  assert_visible ("\xe2\x81\xa6x\xe2\x81\xa9", -1, "\\u2066x\\u2069");
  assert_visible ("a\xe2\x80\x8b" "b\xc2\xad", -1, "a\\u200Bb\\u00AD");
  assert_visible ("\xf3\xa0\x81\x81", -1, "\\U0E0041");
  assert_visible ("\xef\xbf\xbf", -1, "\\uFFFF");
  assert_visible ("\xcc\x81x", -1, "\xe2\x97\x8c\xcc\x81x");
  g_assert_true (cck_visible_text_needed ("a\xe2\x80\xae", -1));
}

static void
test_controls (void)
{
  assert_visible ("a\nb\tc\x1b[31m\x7f", -1, "a\\u000Ab\\u0009c\\u001B[31m\\u007F");
  assert_visible ("a\0b", 3, "a\\u0000b");
  assert_visible ("\xc2\x85\xe2\x80\xa8", -1, "\\u0085\\u2028");
  assert_visible ("\xff\xc3", -1, "\\xFF\\xC3");
}

static void
test_document (void)
{
  g_autofree char *visible = cck_visible_text_new_document ("a\n\tb\xe2\x80\xae", -1);

  g_assert_cmpstr (visible, ==, "a\n\tb\\u202E");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/jose/visible-text/text-stays-as-it-is", test_plain);
  g_test_add_func ("/jose/visible-text/A43-what-hides-is-shown", test_bidi);
  g_test_add_func ("/jose/visible-text/A44-controls-are-shown", test_controls);
  g_test_add_func ("/jose/visible-text/a-document-keeps-its-lines", test_document);

  return g_test_run ();
}
