/* SPDX-License-Identifier: GPL-3.0-or-later */
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
    { "{\"a\":1,}", BUREAU_ERROR_INVALID, "line 1, column 7: unexpected character `,'" },
    { "[1,\n2,,3]", BUREAU_ERROR_INVALID, "line 2, column 3" },
    { "{\"a\":1,\n \"b\":{\"a\":2},\n \"a\":3}", BUREAU_ERROR_INVALID,
      "line 3, column 6: the name “a” stands twice" },
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/round-trip", test_round_trip);
  g_test_add_func ("/json/refused", test_refused);
  return g_test_run ();
}
