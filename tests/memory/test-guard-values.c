/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard-fixture.h"

#include "base/error.h"
#include "base/json.h"

#include <string.h>

static void
test_injection (void)
{
  static const char *const texts[] = {
    "' OR 1=1 --",
    "' OR '1'='1",
    "'; DROP TABLE clients; --",
    "\" OR \"\"=\"",
    "1; SELECT secret FROM hidden",
    "') UNION SELECT secret FROM hidden --",
    "%",
    "_",
    "*",
    "\\",
    "'",
    "''",
    "\"",
    "`",
    ";",
    "--",
    "/*",
    "*/",
    ":x",
    "?1",
    "0x41",
    "NULL",
    "1e999",
    "-1",
    "\xc3\xa4",
    "'||(SELECT secret FROM hidden)||'",
    "admin'--",
    "1' AND SLEEP(5)#",
    "1 AND 1=CAST((SELECT secret FROM hidden) AS INT)",
    "${7*7}",
    "{{7*7}}",
    "\x01\x02",
    "\xef\xbb\xbf",
    "\xe2\x80\xae",
  };
  g_autoptr (BureauGuard) guard = guard_fixture_guard ();

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (JsonObject) params = json_object_new ();
      g_autoptr (JsonObject) result = NULL;
      g_autoptr (GError) error = NULL;
      JsonArray *row;

      json_object_set_string_member (params, "t", texts[i]);
      result = bureau_guard_query (
          guard, "SELECT :t, (SELECT count(*) FROM clients WHERE name = :t)", params, NULL, &error);
      g_assert_no_error (error);
      row = json_array_get_array_element (bureau_json_get_array (result, "rows"), 0);
      g_assert_cmpstr (json_array_get_string_element (row, 0), ==, texts[i]);
      g_assert_cmpint (json_array_get_int_element (row, 1), ==, 0);
    }
}

/* Whatever stands in a parameter stays a value: 1,000 texts of quotes, SQL and mail in any order.
 */
static void
test_parameters (void)
{
  static const char *const parts[] = {
    "'",  "\"",   "`",     ";",       "--",      "/*",     "*/",           ")",
    "(",  " OR ", "1=1",   " UNION ", "SELECT ", "secret", " FROM hidden", "bureau_draft",
    "\\", "%",    "x'41'", ":t",      "?",       "ada",    "\n",           "ä",
    "||", "#",    "NULL",
  };
  g_autoptr (BureauGuard) guard = guard_fixture_guard ();
  g_autoptr (GRand) random = g_rand_new_with_seed (2);

  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (JsonObject) params = json_object_new ();
      g_autoptr (JsonObject) result = NULL;
      g_autoptr (GError) error = NULL;
      JsonArray *row;

      for (gint n = g_rand_int_range (random, 1, 12); n > 0; n--)
        g_string_append (text, parts[g_rand_int_range (random, 0, G_N_ELEMENTS (parts))]);
      json_object_set_string_member (params, "t", text->str);
      result = bureau_guard_query (
          guard, "SELECT :t, count(*) FROM clients WHERE name = :t OR email LIKE :t || 'x%'",
          params, NULL, &error);
      if (error != NULL && error->code == BUREAU_ERROR_INVALID
          && strstr (error->message, "pattern"))
        continue;
      g_assert_no_error (error);
      row = json_array_get_array_element (bureau_json_get_array (result, "rows"), 0);
      g_assert_cmpstr (json_array_get_string_element (row, 0), ==, text->str);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/memory/guard-values/injection", test_injection);
  g_test_add_func ("/memory/guard-values/parameters", test_parameters);
  status = g_test_run ();
  guard_fixture_remove ();
  return status;
}
