/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "memory/search-private.h"

/* How far back the newest of all documents reach; what a word is measured against. */
typedef struct
{
  gint64 newest;
  gint64 oldest;
  double usual;
} Reach;

static gboolean
read_reach (BureauSearch *self, Reach *reach, GError **error)
{
  gint64 id = 0;

  if (!bureau_database_int (self->database, &reach->newest, error,
                            "SELECT max(id) FROM bureau_search_document", "")
      || !bureau_database_int (self->database, &reach->oldest, error,
                               "SELECT min(id) FROM bureau_search_document", "")
      || !bureau_database_int (
          self->database, &id, error,
          "SELECT id FROM bureau_search_document ORDER BY id DESC LIMIT 1 OFFSET ?", "i",
          (gint64)BUREAU_SEARCH_RARE))
    return FALSE;
  reach->usual = 1 + (double)(reach->newest - (id != 0 ? id : reach->oldest));
  return TRUE;
}

/* Counting a common word's documents would read them all; its newest few tell enough: the
 * rarer the word, the further back they reach. Ids begin with their time (design.md §3).
 * Only what is searched counts: the rarest words of a record are mostly its own, and lead
 * nowhere but to itself. */
static gboolean
measure (BureauSearch *self, BureauSearchWord *word, const Reach *reach, GError **error)
{
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", word->text);
  g_autofree char *match = bureau_search_match_all (self, quoted);
  g_autoptr (BureauStatement) statement = bureau_database_prepare (
      self->database,
      "SELECT count(*), min(rowid) FROM (SELECT rowid FROM bureau_search WHERE bureau_search MATCH "
      "?1 AND rowid <> ?3 ORDER BY rowid DESC LIMIT ?2)",
      error);
  gint64 n;
  gint64 last;

  if (statement == NULL
      || !bureau_statement_bind (statement, error, "sii", match, (gint64)BUREAU_SEARCH_RARE,
                                 self->options != NULL ? self->options->except : 0)
      || !bureau_statement_step (statement, error))
    return FALSE;
  n = bureau_statement_int (statement, 0);
  last = n < BUREAU_SEARCH_RARE ? reach->oldest : bureau_statement_int (statement, 1);
  word->weight = 1 + MAX (0, log2 ((1 + (double)(reach->newest - last)) / reach->usual));
  if (n < BUREAU_SEARCH_RARE)
    word->weight = n > 0 ? word->weight + log2 (BUREAU_SEARCH_RARE / (double)n) : 0;
  return TRUE;
}

/**
 * bureau_search_weigh:
 *
 * Gives each word a weight: 0 where no document has it, more the rarer it is.
 */
gboolean
bureau_search_weigh (BureauSearch *self, GError **error)
{
  Reach reach = { 0, 0, 1 };

  if (!read_reach (self, &reach, error))
    return FALSE;
  for (guint i = 0; i < self->words.n_words; i++)
    if (!measure (self, &self->words.words[i], &reach, error))
      return FALSE;
  return TRUE;
}

static int
compare (const void *first, const void *second)
{
  double a = *(const double *)first;
  double b = *(const double *)second;

  return a < b ? 1 : a > b ? -1 : 0;
}

/**
 * bureau_search_nth:
 * @values: (inout): are put in order, the greatest first
 *
 * Returns: what the first @n of them reach, or 0 where there are no more than that
 */
double
bureau_search_nth (double *values, guint n_values, guint n)
{
  qsort (values, n_values, sizeof (double), compare);
  return n_values > n ? values[n - 1] : 0;
}

/**
 * bureau_search_keep_rarest:
 *
 * Drops all but the @n heaviest words, and those that occur nowhere. They keep their order, so that
 * what stood together still does.
 */
void
bureau_search_keep_rarest (BureauSearch *self, guint n)
{
  BureauSearchWords *words = &self->words;
  double values[BUREAU_SEARCH_MAX_WORDS];
  guint last = G_MAXUINT - 1;
  guint kept = 0;
  double least;

  for (guint i = 0; i < words->n_words; i++)
    values[i] = words->words[i].weight;
  least = bureau_search_nth (values, words->n_words, n);
  for (guint i = 0; i < words->n_words && kept < n; i++)
    {
      BureauSearchWord *word = &words->words[i];

      if (word->weight <= 0 || word->weight < least)
        continue;
      word->follows = word->follows && last + 1 == i;
      last = i;
      words->words[kept++] = *word;
    }
  words->n_words = kept;
}
