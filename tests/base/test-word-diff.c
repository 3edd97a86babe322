/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/word-diff.h"

typedef struct
{
  GString *shown; /* [-removed-]{+added+}kept */
  GString *after;
  GString *before;
} Told;

static void
take (BureauWordChange change, const char *text, gpointer data)
{
  Told *told = data;

  if (change == BUREAU_WORD_KEPT)
    g_string_append (told->shown, text);
  else if (change == BUREAU_WORD_REMOVED)
    g_string_append_printf (told->shown, "[-%s-]", text);
  else
    g_string_append_printf (told->shown, "{+%s+}", text);
  if (change != BUREAU_WORD_REMOVED)
    g_string_append (told->after, text);
  if (change != BUREAU_WORD_ADDED)
    g_string_append (told->before, text);
}

static void
check (const char *before, const char *after, const char *expected)
{
  g_autoptr (GString) shown = g_string_new (NULL);
  g_autoptr (GString) after_again = g_string_new (NULL);
  g_autoptr (GString) before_again = g_string_new (NULL);
  Told told = { shown, after_again, before_again };

  bureau_word_diff (before, after, take, &told);
  if (expected != NULL)
    g_assert_cmpstr (shown->str, ==, expected);
  g_assert_cmpstr (after_again->str, ==, after);
  g_assert_cmpstr (before_again->str, ==, before);
}

static void
test_table (void)
{
  check ("", "", "");
  check ("one two", "one two", "one two");
  check ("one two three", "one 2 three", "one [-two -]{+2 +}three");
  check ("", "new words", "{+new +}{+words+}");
  check ("old words", "", "[-old -][-words-]");
  check ("a b c d", "a c d e", "a [-b -]c [-d-]{+d +}{+e+}");
  check ("ä\n\nö", "ä\n\nü ö", "ä\n\n{+ü +}ö");
}

/* Whatever two texts are, both can be read from what is told. */
static void
test_random (void)
{
  static const char *const words[] = { "a ", "b ", "c\n", "d ", "e " };

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (GString) before = g_string_new (NULL);
      g_autoptr (GString) after = g_string_new (NULL);

      for (int i = g_test_rand_int_range (0, 40); i > 0; i--)
        g_string_append (before, words[g_test_rand_int_range (0, 5)]);
      for (int i = g_test_rand_int_range (0, 40); i > 0; i--)
        g_string_append (after, words[g_test_rand_int_range (0, 5)]);
      check (before->str, after->str, NULL);
    }
}

static void
test_long (void)
{
  g_autoptr (GString) before = g_string_new ("start ");
  g_autoptr (GString) after = g_string_new ("start ");

  for (guint i = 0; i < 20000; i++)
    {
      g_string_append_printf (before, "x%u ", i);
      g_string_append_printf (after, "y%u ", i);
    }
  check (before->str, after->str, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/word-diff/table", test_table);
  g_test_add_func ("/base/word-diff/random", test_random);
  g_test_add_func ("/base/word-diff/long", test_long);
  return g_test_run ();
}
