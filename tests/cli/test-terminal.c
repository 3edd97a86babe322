/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/time.h"
#include "cli/table.h"

static void
test_text (void)
{
  static const struct
  {
    const char *text;
    const char *shown;
  } cases[] = {
    { "", "" },
    { "plain\n\tlines", "plain\n\tlines" },
    { "a\r\nb", "a\nb" },
    { "\033[31mred", "\357\277\275[31mred" },
    { "ring\a", "ring\357\277\275" },
    { "\302\233m", "\357\277\275m" },       /* a C1 control */
    { "a\342\200\256b", "a\357\277\275b" }, /* right-to-left override */
    { "a\342\201\246b\342\201\251", "a\357\277\275b\357\277\275" },
    { "\303\244\303\266 \360\237\231\202", "\303\244\303\266 \360\237\231\202" },
    { "broken \377 byte", "broken \357\277\275 byte" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = bureau_terminal_text (cases[i].text);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static char *
age_of (gint64 milliseconds)
{
  g_autofree char *time = bureau_time_format (bureau_time_now () - milliseconds);

  return bureau_terminal_age (time);
}

static void
test_age (void)
{
  static const gint64 minute = 60000, hour = 3600000, day = 86400000;
  const struct
  {
    gint64 milliseconds;
    const char *shown;
  } cases[] = {
    { 500, "just now" },
    { 2 * minute + 500, "2 min ago" },
    { hour + 500, "1 h ago" },
    { day + 500, "yesterday" },
    { 3 * day + 500, "3 days ago" },
    { -30000, "in a moment" },
    { -2 * hour - 30000, "in 2 h" },
  };
  g_autofree char *old = bureau_terminal_age ("2020-02-03T10:00:00.000Z");
  g_autofree char *none = bureau_terminal_age (NULL);
  g_autofree char *odd = bureau_terminal_age ("soon");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = age_of (cases[i].milliseconds);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
  g_assert_cmpstr (old, ==, "2020-02-03");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (odd, ==, "soon");
}

/* Columns stand under each other also where letters are wide, combined or absent. */
static void
test_columns (void)
{
  g_autoptr (BureauTable) table = bureau_table_new ("NAME", "N", "WHAT", NULL);
  g_autoptr (GString) out = g_string_new (NULL);

  bureau_table_add (table, "Anna", "1", "first", NULL);
  bureau_table_add (table, "\346\227\245\346\234\254", "22", "wide", NULL);
  bureau_table_add (table, "e\314\201te\314\201", "3", "", NULL);
  bureau_table_add (table, "two\nlines", "4", "\033[2J", NULL);
  bureau_table_print (table, out);
  g_assert_cmpstr (out->str, ==,
                   "NAME       N   WHAT\n"
                   "Anna       1   first\n"
                   "\346\227\245\346\234\254       22  wide\n"
                   "e\314\201te\314\201        3\n"
                   "two lines  4   [2J\n");
  g_assert_cmpuint (bureau_table_get_length (table), ==, 4);
}

static void
test_long_cells (void)
{
  g_autoptr (BureauTable) table = bureau_table_new ("A", "B", NULL);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *cell = g_strnfill (200, 'x');
  g_auto (GStrv) lines = NULL;

  bureau_table_add (table, cell, "end", NULL);
  bureau_table_print (table, out);
  lines = g_strsplit (out->str, "\n", -1);
  g_assert_true (g_str_has_suffix (lines[1], "x\342\200\246  end"));
  g_assert_cmpint (g_utf8_strlen (lines[1], -1), <, 60);
  g_assert_cmpint (strstr (lines[1], "end") - lines[1] - 2, ==, strstr (lines[0], "B") - lines[0]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/terminal/text", test_text);
  g_test_add_func ("/terminal/age", test_age);
  g_test_add_func ("/terminal/columns", test_columns);
  g_test_add_func ("/terminal/long-cells", test_long_cells);
  return g_test_run ();
}
