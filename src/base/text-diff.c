/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"

#include <string.h>

/* Up to here the words are compared in their order, beyond it only counted. */
#define MAX_ORDERED_WORDS 3000

/* Each different word is a number, so that comparing is cheap. */
static GArray *
number_words (const char *text, GHashTable *numbers)
{
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *copy = g_utf8_make_valid (text, -1);
  char *rest = copy;
  char *word = NULL;

  while ((word = strsep (&rest, " \t\r\n\f\v")) != NULL)
    {
      guint number = 0;

      if (*word == '\0')
        continue;
      number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, word));
      if (number == 0)
        {
          number = g_hash_table_size (numbers) + 1;
          g_hash_table_insert (numbers, g_strdup (word), GUINT_TO_POINTER (number));
        }
      g_array_append_val (words, number);
    }
  return g_steal_pointer (&words);
}

static guint
word_at (GArray *words, guint index)
{
  return g_array_index (words, guint, index);
}

/* The length of the longest common subsequence, with one row of the table kept. */
static guint
count_kept_in_order (GArray *before, GArray *after)
{
  g_autofree guint *row = g_new0 (guint, after->len + 1);

  for (guint i = 0; i < before->len; i++)
    {
      guint diagonal = 0;

      for (guint j = 0; j < after->len; j++)
        {
          guint above = row[j + 1];

          row[j + 1] = word_at (before, i) == word_at (after, j) ? diagonal + 1
                                                                 : MAX (above, row[j]);
          diagonal = above;
        }
    }
  return row[after->len];
}

static guint
count_kept (GArray *before, GArray *after, guint n_numbers)
{
  g_autofree guint *counts = g_new0 (guint, n_numbers + 1);
  guint kept = 0;

  for (guint i = 0; i < before->len; i++)
    counts[word_at (before, i)]++;
  for (guint i = 0; i < after->len; i++)
    if (counts[word_at (after, i)] > 0)
      {
        counts[word_at (after, i)]--;
        kept++;
      }
  return kept;
}

/**
 * bureau_text_share_changed:
 * @before: a text
 * @after: what became of it
 *
 * How much of a text a person changed, by its words: case and punctuation count, white space does
 * not. It is the share of the longer text that is not in the longest sequence of words common to
 * both. Beyond 3,000 words only which words are kept counts, not their order, so that it takes
 * milliseconds for any length.
 *
 * Returns: from 0.0, nothing changed, to 1.0, nothing kept
 */
double
bureau_text_share_changed (const char *before, const char *after)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) old_words = number_words (before, numbers);
  g_autoptr (GArray) new_words = number_words (after, numbers);
  guint longer = MAX (old_words->len, new_words->len);
  guint kept = 0;

  if (longer == 0)
    return 0.0;
  if (longer <= MAX_ORDERED_WORDS)
    kept = count_kept_in_order (old_words, new_words);
  else
    kept = count_kept (old_words, new_words, g_hash_table_size (numbers));
  return 1.0 - (double)kept / longer;
}
