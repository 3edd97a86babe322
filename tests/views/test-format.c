/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "views/format.h"

#include <locale.h>

static const struct
{
  const char *json;
  const char *type;
  const char *currency;
  const char *text;
} values[] = {
  { "null", "text", NULL, "" },
  { "\"Anna & <b>Bo</b>\"", "person", NULL, "Anna & <b>Bo</b>" },
  { "\"two\\nlines\"", "text", NULL, "two lines" },
  { "\"a\\u202eb\"", "text", NULL, "ab" },
  { "420000", "money", "EUR", "4,200 EUR" },
  { "420050", "money", "EUR", "4,200.50 EUR" },
  { "-123456700", "money", "EUR", "-1,234,567 EUR" },
  { "-5", "money", "EUR", "-0.05 EUR" },
  { "4200000", "money", "KWD", "4,200.000 KWD" },
  { "4200", "money", "JPY", "4,200 JPY" },
  { "\"9007199254740993\"", "int", NULL, "9,007,199,254,740,993" },
  { "1", "bool", NULL, "Yes" },
  { "0", "bool", NULL, "No" },
  { "0.125", "ratio", NULL, "12.5 %" },
  { "2.5", "number", NULL, "2.5" },
  { "-12345.6", "number", NULL, "-12,345.6" },
  { "5400", "duration", NULL, "1 h 30 min" },
  { "600", "duration", NULL, "10 min" },
  { "\"2026-11-22\"", "date", NULL, "22 Nov 2026" },
  { "\"soon\"", "date", NULL, "soon" },
  { "\"[\\\"a\\\",\\\"b\\\"]\"", "list", NULL, "a · b" },
  { "\"[{\\\"title\\\":\\\"Logo\\\",\\\"fee\\\":3}]\"", "list", NULL, "Logo" },
  { "\"no list\"", "list", NULL, "no list" },
  { "[1,\"x\"]", NULL, NULL, "1 · x" },
  { "{\"a\":1}", NULL, NULL, "{\"a\":1}" },
};

static const struct
{
  const char *json;
  BureauFormat how;
  const char *text;
} cells[] = {
  { "null", { "date", "relative_date", NULL, "2026-11-22" }, "" },
  { "\"2026-11-22\"", { "date", "relative_date", NULL, "2026-11-22" }, "Today" },
  { "\"2026-11-23\"", { "date", "relative_date", NULL, "2026-11-22" }, "Tomorrow" },
  { "\"2026-11-21T23:00:00.000Z\"",
    { "datetime", "relative_date", NULL, "2026-11-22" },
    "Yesterday" },
  { "\"2026-11-10\"", { "date", "relative_date", NULL, "2026-11-22" }, "12 days ago" },
  { "\"2026-12-22\"", { "date", "relative_date", NULL, "2026-11-22" }, "In 30 days" },
  { "\"2025-11-22\"", { "date", "relative_date", NULL, "2026-11-22" }, "22 Nov 2025" },
  { "\"soon\"", { "date", "relative_date", NULL, "2026-11-22" }, "soon" },
  { "420000", { "money", "compact", "EUR", NULL }, "4.2 k EUR" },
  { "99960", { "money", "compact", "EUR", NULL }, "1 k EUR" },
  { "1234567", { "int", "compact", NULL, NULL }, "1.23 M" },
  { "12", { "int", "compact", NULL, NULL }, "12" },
  { "0.25", { "number", "percent", NULL, NULL }, "25 %" },
  { "12", { "int", "delta", NULL, NULL }, "+12" },
  { "-12", { "int", "delta", NULL, NULL }, "-12" },
  { "0", { "int", "delta", NULL, NULL }, "0" },
  { "\"Anna Maria von Alten\"", { "person", "initials", NULL, NULL }, "AMV" },
  { "\"\"", { "person", "initials", NULL, NULL }, "" },
  { "1", { "days", NULL, NULL, NULL }, "1 day" },
  { "14.9", { "days", NULL, NULL, NULL }, "14 days" },
  { "0", { "weekday", NULL, NULL, NULL }, "Sunday" },
  { "\"6\"", { "weekday", NULL, NULL, NULL }, "Saturday" },
  { "420000", { "money", "bar", "EUR", NULL }, "4,200 EUR" },
};

static void
test_cells (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autoptr (JsonNode) node = bureau_json_parse (cells[i].json, -1, NULL);
      g_autofree char *text = bureau_format_cell (node, &cells[i].how);

      g_test_message ("%s as %s, %s", cells[i].json, cells[i].how.type, cells[i].how.format);
      g_assert_cmpstr (text, ==, cells[i].text);
    }
}

static void
test_values (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (JsonNode) node = bureau_json_parse (values[i].json, -1, NULL);
      g_autofree char *text = bureau_format_value (node, values[i].type, values[i].currency);

      g_test_message ("%s as %s", values[i].json, values[i].type);
      g_assert_cmpstr (text, ==, values[i].text);
    }
}

static void
test_keeps_direction (void)
{
  static const struct
  {
    const char *json;
    BureauFormat how;
    const char *text;
  } turned[] = {
    { "-3", { "int", "delta", NULL, NULL }, "\u2068-3\u2069" },
    { "4", { "int", "delta", NULL, NULL }, "\u2068+4\u2069" },
    { "0.125", { "ratio", NULL, NULL, NULL }, "\u206812.5 %\u2069" },
    { "\"+34 953 555 031\"", { "text", NULL, NULL, NULL }, "\u2068+34 953 555 031\u2069" },
    { "\"EUR\"", { "text", NULL, NULL, NULL }, "EUR" },
    { "null", { "int", NULL, NULL, NULL }, "" },
  };

  bureau_format_set_is_rtl (TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (turned); i++)
    {
      g_autoptr (JsonNode) node = bureau_json_parse (turned[i].json, -1, NULL);
      g_autofree char *text = bureau_format_cell (node, &turned[i].how);

      g_assert_cmpstr (text, ==, turned[i].text);
    }
  bureau_format_set_is_rtl (FALSE);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/views/format/values", test_values);
  g_test_add_func ("/views/format/cells", test_cells);
  g_test_add_func ("/views/format/keeps-direction", test_keeps_direction);
  return g_test_run ();
}
