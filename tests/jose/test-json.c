/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-jose-error.h"
#include "cck-json.h"

static CckJson *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  CckJson *json = cck_json_parse (text, strlen (text), CCK_JSON_FLAGS_NONE, &error);

  g_assert_no_error (error);
  return json;
}

static void
assert_refused (const char *text,
                gsize       length,
                const char *where)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckJson) json = cck_json_parse (text, length, CCK_JSON_FLAGS_NONE, &error);

  g_assert_null (json);
  g_assert_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_MALFORMED);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, where));
  g_assert_true (g_str_has_suffix (error->message, "."));
}

#define REFUSED(text, where) assert_refused (text, sizeof text - 1, where)

static void
test_strict (void)
{
  REFUSED ("", "line 1, column 1, byte 1");
  REFUSED ("\xef\xbb\xbf{}", "byte order mark");
  REFUSED ("{} x", "byte 4");
  REFUSED ("{}{}", "byte 3");
  REFUSED ("{\"a\":1,}", "byte 7");
  REFUSED ("{'a':1}", "byte 2");
  REFUSED ("{\"a\":01}", "line 1");
  REFUSED ("{\"a\":NaN}", "byte 6");
  REFUSED ("{\"a\":+1}", "byte 6");
  REFUSED ("{\"a\":.5}", "byte 6");
  REFUSED ("/* */{}", "byte 1");
  REFUSED ("{\n  \"a\": yes\n}", "line 2, column 8");
  REFUSED ("{\"a\":\"\x01\"}", "escaped");
  REFUSED ("{\"a\":\"\xc0\xaf\"}", "UTF-8");
  REFUSED ("{\"a\":\"\xed\xa0\x80\"}", "UTF-8");
  REFUSED ("{\"a\":\"\\ud800\"}", "line 1");
  REFUSED ("{\0}", "line 1");
  REFUSED ("{\0\"\0a\0", "line 1");
}

static void
test_duplicates (void)
{
  REFUSED ("{\"iss\":\"good\",\"iss\":\"evil\"}", "byte 16");
  REFUSED ("{\"iss\":\"good\",\"i\\u0073s\":\"evil\"}", "twice");
  REFUSED ("[{\"b\":{\"a\":1,\"a\":1}}]", "twice");
}

static void
test_many_members (void)
{
  g_autoptr (GString) text = g_string_new ("{");
  g_autoptr (CckJson) json = NULL;
  gint64 number;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "\"member-%u\":%u,", i, i);
  g_string_append (text, "\"last\":1}");
  json = parse (text->str);
  g_assert_cmpuint (cck_json_get_n_items (cck_json_get_root (json)), ==, 20001);
  g_assert_true (cck_json_get_member_int64 (cck_json_get_root (json), "member-19999", &number));
  g_assert_cmpint (number, ==, 19999);

  g_string_truncate (text, text->len - 1);
  g_string_append (text, ",\"member-7\":0}");
  assert_refused (text->str, text->len, "twice");
}

static void
test_kept_duplicates (void)
{
  static const char text[] = "{\"iss\":\"good\",\"exp\":1,\"i\\u0073s\":\"evil\"}";
  g_autoptr (CckJson) json = cck_json_parse (text, strlen (text), CCK_JSON_KEEP_DUPLICATES, NULL);
  g_autofree char *compact = cck_json_dup_compact (cck_json_get_root (json));

  g_assert_cmpuint (cck_json_get_n_duplicates (json), ==, 1);
  g_assert_cmpstr (cck_json_get_duplicate (json, 0), ==, "iss");
  g_assert_cmpstr (cck_json_get_member_string (cck_json_get_root (json), "iss"), ==, "evil");
  g_assert_cmpstr (compact, ==, "{\"iss\":\"good\",\"exp\":1,\"iss\":\"evil\"}");
}

static void
test_depth (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (CckJson) json = NULL;

  for (guint i = 0; i < CCK_JSON_MAX_DEPTH; i++)
    g_string_append_c (text, '[');
  for (guint i = 0; i < CCK_JSON_MAX_DEPTH; i++)
    g_string_append_c (text, ']');
  json = parse (text->str);

  g_string_prepend_c (text, '[');
  g_string_append_c (text, ']');
  assert_refused (text->str, text->len, "byte 65");
}

static void
test_very_deep (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 60000; i++)
    g_string_append (text, "{\"a\":[");
  assert_refused (text->str, text->len, "line 1");
  for (guint i = 0; i < 60000; i++)
    g_string_append (text, "]}");
  assert_refused (text->str, text->len, "deeply");
}

static void
test_size (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckJson) json = cck_json_parse_bounded ("[1,2,3]", 7, 7, CCK_JSON_FLAGS_NONE, &error);

  g_assert_no_error (error);
  g_assert_null (cck_json_parse_bounded ("[1,2,3]", 7, 6, CCK_JSON_FLAGS_NONE, &error));
  g_assert_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_TOO_LARGE);
}

static void
test_object_only (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cck_json_parse ("[]", 2, CCK_JSON_OBJECT, &error));
  g_assert_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_MALFORMED);
}

static void
test_numbers (void)
{
  g_autoptr (CckJson) json = parse ("{\"big\":12345678901234567890123,\"max\":9223372036854775807,"
                                    "\"over\":9223372036854775808,\"part\":1.50,\"sci\":1E3,"
                                    "\"minus\":-0,\"text\":\"1\"}");
  const CckJsonValue *root = cck_json_get_root (json);
  g_autofree char *compact = cck_json_dup_compact (root);
  double number;
  gint64 integer;

  g_assert_cmpstr (cck_json_get_number_text (cck_json_get_member (root, "big")), ==,
                   "12345678901234567890123");
  g_assert_nonnull (strstr (compact, "\"part\":1.50,\"sci\":1E3,\"minus\":-0"));
  g_assert_true (cck_json_get_member_int64 (root, "max", &integer));
  g_assert_cmpint (integer, ==, G_MAXINT64);
  g_assert_false (cck_json_get_member_int64 (root, "over", &integer));
  g_assert_false (cck_json_get_member_int64 (root, "part", &integer));
  g_assert_false (cck_json_get_member_int64 (root, "sci", &integer));
  g_assert_false (cck_json_get_member_int64 (root, "text", &integer));
  g_assert_false (cck_json_get_member_int64 (root, "none", &integer));
  g_assert_true (cck_json_get_double (cck_json_get_member (root, "sci"), &number));
  g_assert_cmpfloat (number, ==, 1000);
  REFUSED ("{\"exp\":1e400}", "too large");
}

static void
test_strings (void)
{
  g_autoptr (CckJson) json = parse ("{\"plain\":\"a\\n\\u00e4\\ud83d\\ude00\",\"zero\":\"a\\u0000b\"}");
  const CckJsonValue *root = cck_json_get_root (json);
  const CckJsonValue *zero = cck_json_get_member (root, "zero");
  gsize length;

  g_assert_cmpstr (cck_json_get_member_string (root, "plain"), ==, "a\n\xc3\xa4\xf0\x9f\x98\x80");
  g_assert_null (cck_json_get_string (zero, NULL));
  g_assert_cmpmem (cck_json_get_string (zero, &length), length, "a\0b", 3);
  g_assert_false (cck_json_equals (zero, "a"));
  g_assert_true (cck_json_equals (cck_json_get_member (root, "plain"), "a\n\xc3\xa4\xf0\x9f\x98\x80"));
}

static void
test_iteration (void)
{
  g_autoptr (CckJson) json = parse ("{\"list\":[1,[2],\"x\"],\"empty\":[],\"t\":true,\"f\":false,\"n\":null,"
                                    "\"words\":[\"a\",\"b\"]}");
  const CckJsonValue *root = cck_json_get_root (json), *item;
  g_autoptr (GString) names = g_string_new (NULL);
  g_auto (GStrv) words = cck_json_dup_member_strv (root, "words");
  g_auto (GStrv) none = cck_json_dup_member_strv (root, "none");
  CckJsonIter iter;
  const char *name;
  gsize length;
  gboolean flag;
  guint count = 0;

  cck_json_iter_init (&iter, root);
  while (cck_json_iter_next (&iter, &name, &length, NULL))
    g_string_append_printf (names, "%.*s ", (int) length, name);
  g_assert_cmpstr (names->str, ==, "list empty t f n words ");

  cck_json_iter_init (&iter, cck_json_get_member (root, "list"));
  for (; cck_json_iter_next (&iter, &name, NULL, &item); count++)
    g_assert_null (name);
  g_assert_cmpuint (count, ==, 3);
  g_assert_true (cck_json_equals (item, "x"));

  cck_json_iter_init (&iter, cck_json_get_member (root, "empty"));
  g_assert_false (cck_json_iter_next (&iter, NULL, NULL, NULL));
  cck_json_iter_init (&iter, NULL);
  g_assert_false (cck_json_iter_next (&iter, NULL, NULL, NULL));

  g_assert_true (cck_json_get_member_boolean (root, "t", &flag) && flag);
  g_assert_true (cck_json_get_member_boolean (root, "f", &flag) && !flag);
  g_assert_false (cck_json_get_member_boolean (root, "n", &flag));
  g_assert_cmpuint (g_strv_length (words), ==, 2);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_null (cck_json_dup_member_strv (root, "list"));
  g_assert_null (cck_json_dup_member_strv (root, "t"));
}

static void
test_pretty (void)
{
  g_autoptr (CckJson) json = parse ("{\"a\":[1e2,{}],\"b\":\"\\u0001\"}");
  g_autofree char *pretty = cck_json_dup_pretty (cck_json_get_root (json));

  g_assert_cmpstr (pretty, ==, "{\n  \"a\": [\n    1e2,\n    {}\n  ],\n  \"b\": \"\\u0001\"\n}");
}

static void
test_no_value (void)
{
  g_assert_cmpint (cck_json_get_value_type (NULL), ==, CCK_JSON_TYPE_NONE);
  g_assert_null (cck_json_get_member (NULL, "a"));
  g_assert_null (cck_json_get_member_string (NULL, "a"));
  g_assert_cmpuint (cck_json_get_n_items (NULL), ==, 0);
  g_assert_false (cck_json_get_double (NULL, NULL));
}

/* RFC 8259 §6: wherever the exponent stands, and without one. */
static void
test_numbers_without_end (void)
{
  for (guint digits = 1; digits <= 40; digits++)
    {
      g_autofree char *number = g_strnfill (digits, '7');
      g_autofree char *small = g_strdup_printf ("[%se2,%sE+2]", number, number);
      g_autofree char *large = g_strdup_printf ("[%se400]", number);
      g_autofree char *capital = g_strdup_printf ("[%s.5E+400]", number);
      g_autoptr (CckJson) json = parse (small);

      assert_refused (large, strlen (large), "too large");
      assert_refused (capital, strlen (capital), "too large");
    }
  for (guint digits = 290; digits <= 330; digits++)
    {
      g_autofree char *number = g_strnfill (digits, '9');
      g_autofree char *text = g_strdup_printf ("[%s]", number);
      g_autoptr (CckJson) json = cck_json_parse (text, strlen (text), CCK_JSON_FLAGS_NONE, NULL);

      g_assert_true ((json != NULL) == (digits <= 308));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/jose/json/A26-only-strict-json-is-read", test_strict);
  g_test_add_func ("/jose/json/A25-a-name-stands-once", test_duplicates);
  g_test_add_func ("/jose/json/A25-a-name-stands-once-among-many", test_many_members);
  g_test_add_func ("/jose/json/A25-duplicates-are-kept-for-display", test_kept_duplicates);
  g_test_add_func ("/jose/json/A38-depth-is-bounded", test_depth);
  g_test_add_func ("/jose/json/A38-very-deep-is-refused-without-recursion", test_very_deep);
  g_test_add_func ("/jose/json/size-is-bounded", test_size);
  g_test_add_func ("/jose/json/an-object-can-be-demanded", test_object_only);
  g_test_add_func ("/jose/json/A46-numbers-keep-their-digits", test_numbers);
  g_test_add_func ("/jose/json/strings-keep-every-character", test_strings);
  g_test_add_func ("/jose/json/arrays-and-objects-are-gone-through", test_iteration);
  g_test_add_func ("/jose/json/pretty-text-is-indented", test_pretty);
  g_test_add_func ("/jose/json/a-missing-value-answers", test_no_value);
  g_test_add_func ("/jose/json/numbers-are-within-range", test_numbers_without_end);

  return g_test_run ();
}
