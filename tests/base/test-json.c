/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"

static void
test_round_trip (void)
{
  static const struct
  {
    const char *text;
    const char *printed;
  } cases[] = {
    { "null", "null" },
    { " true ", "true" },
    { "[]", "[]" },
    { "{}", "{}" },
    { "[1, -2, 9223372036854775807, -9223372036854775808]",
      "[1,-2,9223372036854775807,-9223372036854775808]" },
    { "[0.1, 1.0, 1e5, 123456.789, 5e-324, 1.7976931348623157e308, -0.0]",
      "[0.1,1.0,100000.0,123456.789,4.94065645841247e-324,1.7976931348623157e+308,-0.0]" },
    { "{\"b\":1,\"a\":{\"d\":2,\"c\":[]}}", "{\"b\":1,\"a\":{\"d\":2,\"c\":[]}}" },
    { "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u000b\\u001f\x7f\"",
      "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u000b\\u001f\x7f\"" },
    { "\"\\u00e9\\ud83d\\ude00 é\"", "\"é😀 é\"" },
    { "\"a\\u0000b\\\\u0000\"", "\"a\xef\xbf\xbd"
                                "b\\\\u0000\"" },
    { "\xef\xbb\xbf[1]", "[1]" },
    { "{\"\":0}", "{\"\":0}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = bureau_json_parse (cases[i].text, -1, &error);
      g_autofree char *printed = NULL;

      g_assert_no_error (error);
      printed = bureau_json_print (node);
      g_assert_cmpstr (printed, ==, cases[i].printed);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    int code;
    const char *says;
  } cases[] = {
    { "", BUREAU_ERROR_INVALID, "empty" },
    { "  \n ", BUREAU_ERROR_INVALID, "empty" },
    { "\xef\xbb\xbf", BUREAU_ERROR_INVALID, "empty" },
    { "{\"a\":1,}", BUREAU_ERROR_INVALID, "line 1, column 8: a name in double quotes is missing" },
    { "[1,\n2,,3]", BUREAU_ERROR_INVALID, "line 2, column 3" },
    { "{\"a\":1,\n \"b\":{\"a\":2},\n \"a\":3}", BUREAU_ERROR_INVALID,
      "line 3, column 2: the name “a” stands twice" },
    { "{\"a\":1,\"\\u0061\":2}", BUREAU_ERROR_INVALID, "“a” stands twice" },
    { "[{\"x\":{\"a\":[{\"b\":1,\"b\":1}]}}]", BUREAU_ERROR_INVALID, "“b” stands twice" },
    { "{\"a\\u0000b\":1,\"a\\u0000b\":2}", BUREAU_ERROR_INVALID, "stands twice" },
    { "[1e400]", BUREAU_ERROR_LIMIT, "line 1, column 2: the number is too large" },
    { "[0,\n-1e400]", BUREAU_ERROR_LIMIT, "line 2, column 1: the number is too large" },
    { "[9223372036854775808]", BUREAU_ERROR_LIMIT, "column 2" },
    { "[\"é\",-9223372036854775809]", BUREAU_ERROR_LIMIT, "column 6" },
    { "[\"\\ud800\"]", BUREAU_ERROR_INVALID, "surrogate" },
    { "[\"\\ud800\\u0041\"]", BUREAU_ERROR_INVALID, "surrogate" },
    { "[\"\\udc00\"]", BUREAU_ERROR_INVALID, "surrogate" },
    { "[\"\xff\"]", BUREAU_ERROR_INVALID, "not plain UTF-8" },
    { "[NaN]", BUREAU_ERROR_INVALID, "line 1" },
    { "// no\n1", BUREAU_ERROR_INVALID, "line 1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (bureau_json_parse (cases[i].text, -1, &error));
      g_assert_error (error, BUREAU_ERROR, cases[i].code);
      if (strstr (error->message, cases[i].says) == NULL)
        g_error ("case %u says “%s”, not “%s”", i, error->message, cases[i].says);
    }
}

static void
test_limits (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *deepest = g_strdup_printf (
      "%.*s1%.*s", BUREAU_JSON_MAX_DEPTH,
      "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", BUREAU_JSON_MAX_DEPTH,
      "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]");
  g_autofree char *deeper = g_strconcat ("[", deepest, "]", NULL);
  g_autofree char *endless = g_strnfill (1000000, '[');
  g_autofree char *in_string = g_strdup_printf ("\"\\\"%.*s\"", 200, endless);
  g_autofree char *large = g_strnfill (BUREAU_JSON_MAX_BYTES + 1, ' ');

  node = bureau_json_parse (deepest, -1, &error);
  g_assert_no_error (error);
  g_clear_pointer (&node, json_node_unref);

  node = bureau_json_parse (in_string, -1, &error);
  g_assert_no_error (error);

  g_assert_null (bureau_json_parse (deeper, -1, &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT);
  g_clear_error (&error);

  g_assert_null (bureau_json_parse (endless, -1, &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT);
  g_clear_error (&error);

  g_assert_null (bureau_json_parse (large, -1, &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT);
}

/* Time grows with the size alone, whatever the text is made of. */
static void
test_large (void)
{
  static const char *parts[] = { "1,",          "1.5,",    "\"text\",", "\"\\u0000\\u0000\",",
                                 "{\"a\":[]},", "      1," };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) text = g_string_new ("[");
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = NULL;
      guint n = 0;

      for (; text->len < 1024 * 1024; n++)
        g_string_append (text, parts[i]);
      g_string_append (text, "0]");
      node = bureau_json_parse (text->str, (gssize)text->len, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, n + 1);
    }
}

/* A length is honoured: nothing is read behind it, and a NUL within is refused. */
static void
test_length (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = bureau_json_parse ("[1]garbage", 3, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 1);
  g_assert_null (bureau_json_parse ("[1]\0", 4, &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID);
}

static void
test_object (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = bureau_json_parse_object ("{\"a\":1}", -1, &error);

  g_assert_no_error (error);
  g_assert_cmpint (bureau_json_get_int (object, "a", 0), ==, 1);
  g_assert_null (bureau_json_parse_object ("[]", -1, &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID);
}

static void
test_canonical (void)
{
  static const char *same[] = {
    "{\"b\":[1,{\"z\":0,\"é\":1,\"a\":2}],\"a\":\"\\u0041\"}",
    " { \"a\" : \"A\" , \"b\" : [ 1 , { \"\\u00e9\" : 1 , \"a\" : 2, \"z\":0 } ] } ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = bureau_json_parse (same[i], -1, &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      text = bureau_json_canonical (node);
      g_assert_cmpstr (text, ==, "{\"a\":\"A\",\"b\":[1,{\"a\":2,\"z\":0,\"é\":1}]}");
    }
}

static void
test_pretty (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = bureau_json_parse ("{\"a\":[1,[]],\"b\":{}}", -1, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = bureau_json_print_pretty (node);
  g_assert_cmpstr (text, ==, "{\n  \"a\": [\n    1,\n    []\n  ],\n  \"b\": {}\n}");
}

/* What no JSON can say still prints as JSON. */
static void
test_print_impossible (void)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autofree char *text = NULL;

  json_array_add_double_element (array, (double)INFINITY);
  json_array_add_double_element (array, (double)NAN);
  json_array_add_string_element (array, "a\xff");
  text = bureau_json_print_array (array);
  g_assert_cmpstr (text, ==, "[null,null,\"a\xef\xbf\xbd\"]");
}

/* RFC 8259 lets a parser choose what equal names mean; ours refuses them. */
static gboolean
is_ours_to_refuse (const char *name)
{
  return g_str_has_prefix (name, "y_object_duplicated_key");
}

static void
assert_says_where (const GError *error)
{
  g_autofree char *line = g_strdelimit (g_strdup (error->message), "\n", '|');

  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpstr (line, ==, error->message);
  g_assert_cmpuint (strlen (error->message), <, 300);
  if (strstr (error->message, "UTF-8") == NULL)
    g_assert_nonnull (strstr (error->message, "line "));
}

static void
check_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) again = NULL;
  g_autofree char *printed = NULL;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  node = bureau_json_parse (text, (gssize)length, &error);

  if (name[0] == 'n' || is_ours_to_refuse (name))
    {
      if (node != NULL)
        g_error ("%s was accepted", name);
      assert_says_where (error);
      return;
    }
  if (node == NULL)
    g_error ("%s was refused: %s", name, error->message);

  printed = bureau_json_print (node);
  again = bureau_json_parse (printed, -1, &error);
  g_assert_no_error (error);
  g_assert_true (json_node_equal (node, again));
}

static void
test_corpus (void)
{
  const char *corpora = g_getenv ("BUREAU_CORPORA");
  g_autofree char *folder = g_build_filename (corpora != NULL ? corpora : "", "json", NULL);
  g_autoptr (GDir) dir = corpora != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name = NULL;
  guint n = 0;

  if (dir == NULL)
    {
      g_test_skip ("the JSON corpus is not here (BUREAU_CORPORA)");
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      check_file (folder, name);
      n++;
    }
  g_test_message ("%u files", n);
  g_assert_cmpuint (n, >, 0);
}

/* Every prefix of a document, and every single byte of it changed, is read or refused. */
static void
test_broken_anywhere (void)
{
  static const char text[]
      = "{\"a\":[1,-2.5e3,true,null],\"é\":\"\\ud83d\\ude00\\u0000\",\"o\":{\"x\":\"y\"}}";
  static const char bytes[] = "\"\\[]{},:-.0eEu \n\x01\xff";
  guint n = 0;

  for (gsize i = 0; i < strlen (text); i++)
    {
      g_autoptr (GError) cut = NULL;

      g_assert_null (bureau_json_parse (text, (gssize)i, &cut));
      g_assert_nonnull (cut);
      for (gsize j = 0; j < strlen (bytes); j++, n++)
        {
          g_autofree char *changed = g_strdup (text);
          g_autoptr (GError) error = NULL;
          g_autoptr (JsonNode) node = NULL;

          changed[i] = bytes[j];
          node = bureau_json_parse (changed, -1, &error);
          g_assert_true ((node == NULL) == (error != NULL));
        }
    }
  g_test_message ("%u changed documents", n);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/round-trip", test_round_trip);
  g_test_add_func ("/json/refused", test_refused);
  g_test_add_func ("/json/limits", test_limits);
  g_test_add_func ("/json/large", test_large);
  g_test_add_func ("/json/length", test_length);
  g_test_add_func ("/json/object", test_object);
  g_test_add_func ("/json/canonical", test_canonical);
  g_test_add_func ("/json/pretty", test_pretty);
  g_test_add_func ("/json/print-impossible", test_print_impossible);
  g_test_add_func ("/json/corpus", test_corpus);
  g_test_add_func ("/json/broken-anywhere", test_broken_anywhere);
  return g_test_run ();
}
