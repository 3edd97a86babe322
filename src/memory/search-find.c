/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/search-private.h"

#include <math.h>
#include <stdlib.h>

/* Finding what may be meant: ids from the index, newest first, never more than the limits say. FTS5
 * streams them in that order at no cost for what is not taken. */

void
bureau_search_init (BureauSearch *self, BureauDatabase *database,
                    const BureauSearchOptions *options)
{
  self->database = database;
  self->options = options;
  self->sources = bureau_search_sources_new (database);
  self->candidates = g_array_new (FALSE, TRUE, sizeof (BureauSearchCandidate));
  self->seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

void
bureau_search_clear (BureauSearch *self)
{
  g_clear_pointer (&self->sources, bureau_search_sources_free);
  g_clear_pointer (&self->candidates, g_array_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
}

guint
bureau_search_limit (BureauSearch *self)
{
  return self->options != NULL && self->options->limit > 0 ? self->options->limit : 20;
}

static void
add (BureauSearch *self, gint64 id)
{
  BureauSearchCandidate candidate = { id, self->is_partial, 0 };
  gint64 *key;

  if (self->options != NULL && self->options->except == id && id != 0)
    return;
  key = g_new (gint64, 1);
  *key = id;
  if (g_hash_table_add (self->seen, key))
    g_array_append_val (self->candidates, candidate);
}

/* Words are letters and digits only, so that quoted they are nothing but words to FTS5. */
static void
append_word (GString *match, const BureauSearchWord *word)
{
  g_string_append_printf (match, "\"%s\"%s", word->text, word->is_beginning ? "*" : "");
}

/**
 * bureau_search_match_words:
 * @operator: "AND" or "OR"
 *
 * Returns: (transfer full): FTS5's expression for @n words from @first on
 */
char *
bureau_search_match_words (BureauSearch *self, guint first, guint n, const char *operator)
{
  g_autoptr (GString) match = g_string_new (NULL);

  for (guint i = first; i < first + n; i++)
    {
      if (i > first)
        g_string_append_printf (match, " %s ", operator);
      append_word (match, &self->words.words[i]);
    }
  return g_string_free_and_steal (g_steal_pointer (&match));
}

static char *
match_collections (BureauSearch *self)
{
  g_autoptr (GString) match = g_string_new (NULL);

  if (self->options == NULL || self->options->collections == NULL)
    return NULL;
  for (guint i = 0; self->options->collections[i] != NULL; i++)
    {
      g_autofree char *word = bureau_search_word_of_collection (self->options->collections[i]);

      g_string_append_printf (match, "%s\"%s\"", i > 0 ? " OR " : "", word);
    }
  if (match->len == 0)
    g_string_append (match, "\"\"");
  return g_strdup_printf ("collection : (%s)", match->str);
}

/* FTS5's expression for @words, or %NULL for any, in the wanted collections; %NULL where that is
 * everything. */
static char *
match_all (BureauSearch *self, const char *words)
{
  g_autofree char *collections = match_collections (self);

  if (words == NULL)
    return g_steal_pointer (&collections);
  if (collections == NULL)
    return g_strdup_printf ("{title body} : (%s)", words);
  return g_strdup_printf ("{title body} : (%s) AND %s", words, collections);
}

/* The newest documents that match, or the newest of all where there is nothing to match. */
static BureauStatement *
open_newest (BureauSearch *self, const char *match, guint limit, GError **error)
{
  BureauStatement *statement;

  statement = bureau_database_prepare (
      self->database,
      match != NULL
          ? "SELECT rowid FROM bureau_search WHERE bureau_search MATCH ?1 ORDER BY rowid DESC "
            "LIMIT ?2"
          : "SELECT id FROM bureau_search_document WHERE ?1 IS NULL ORDER BY id DESC LIMIT ?2",
      error);
  if (statement == NULL)
    return NULL;
  bureau_statement_bind_text (statement, 1, match);
  bureau_statement_bind_int (statement, 2, limit);
  return statement;
}

/**
 * bureau_search_collect:
 * @words: FTS5's expression over the words
 *
 * Makes candidates of the newest @limit documents that match.
 */
gboolean
bureau_search_collect (BureauSearch *self, const char *words, guint limit, GError **error)
{
  g_autofree char *match = match_all (self, words);
  g_autoptr (BureauStatement) statement = open_newest (self, match, limit, error);
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return FALSE;
  while (bureau_statement_step (statement, &failure))
    add (self, bureau_statement_int (statement, 0));
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
has_beginning (BureauSearch *self, gint64 id, GError **error)
{
  BureauSearchDocument document;

  if (!bureau_search_sources_load (self->sources, id, &document, error))
    return FALSE;
  for (guint i = 0; i < document.n_columns; i++)
    {
      gsize length;
      const char *text = bureau_search_document_text (&document, i, &length);

      if (bureau_search_hits_any (&self->words, self->words.n_words - 1, text,
                                  MIN (length, BUREAU_SEARCH_TEXT)))
        return TRUE;
    }
  return FALSE;
}

typedef struct
{
  guint n_read;
  guint n_found;
} Scan;

static guint
enough (BureauSearch *self)
{
  guint limit = bureau_search_limit (self);

  return self->options != NULL && self->options->newest_first ? limit
                                                              : MAX (limit, BUREAU_SEARCH_READ);
}

/* Reads the newest @limit documents that match, and where @keep makes candidates of those that have
 * the beginning, until there are enough. */
static gboolean
scan (BureauSearch *self, const char *match, guint limit, gboolean keep, Scan *result,
      GError **error)
{
  g_autoptr (BureauStatement) statement = open_newest (self, match, limit, error);
  g_autoptr (GError) failure = NULL;

  while (statement != NULL && result->n_found < enough (self)
         && bureau_statement_step (statement, &failure))
    {
      gint64 id = bureau_statement_int (statement, 0);
      gboolean found = has_beginning (self, id, &failure);

      if (failure != NULL)
        break;
      result->n_read++;
      result->n_found += found;
      if (found && keep)
        add (self, id);
    }
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return statement != NULL && failure == NULL;
}

/* A beginning must be merged from all its words before the first match is known: that is cheap
 * where few documents have it. */
static gboolean
is_small (BureauSearch *self)
{
  gint64 more = 0;

  return bureau_database_int (
             self->database, &more, NULL,
             "SELECT count(*) FROM (SELECT 1 FROM bureau_search_document LIMIT 1 OFFSET ?)", "i",
             (gint64)BUREAU_SEARCH_SMALL)
         && more == 0;
}

static gboolean
collect_merged (BureauSearch *self, GError **error)
{
  g_autofree char *words = bureau_search_match_words (self, 0, self->words.n_words, "AND");

  return bureau_search_collect (self, words, BUREAU_SEARCH_CANDIDATES, error);
}

/**
 * bureau_search_collect_beginning:
 *
 * Makes candidates of documents that have all the words, the last of them as a beginning. A look at
 * the newest of all documents tells whether it is rare, and so cheap to merge, or common, and so
 * quickly found by reading on.
 */
gboolean
bureau_search_collect_beginning (BureauSearch *self, GError **error)
{
  guint n_before = self->words.n_words - 1;
  g_autofree char *before = n_before > 0 ? bureau_search_match_words (self, 0, n_before, "AND")
                                         : NULL;
  g_autofree char *match = match_all (self, before);
  Scan probe = { 0, 0 };
  Scan scanned = { 0, 0 };

  if (is_small (self))
    return collect_merged (self, error);
  if (!scan (self, NULL, BUREAU_SEARCH_PROBE, match == NULL, &probe, error))
    return FALSE;
  if (match == NULL && probe.n_found >= enough (self))
    return TRUE;
  if (probe.n_found <= BUREAU_SEARCH_PROBE / 100)
    return collect_merged (self, error);
  if (!scan (self, match, BUREAU_SEARCH_SCAN, TRUE, &scanned, error))
    return FALSE;
  if (scanned.n_found >= bureau_search_limit (self) || scanned.n_read < BUREAU_SEARCH_SCAN
      || probe.n_found > BUREAU_SEARCH_PROBE / 10)
    return TRUE;
  return collect_merged (self, error);
}

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

/* Counting a common word's documents would read them all; its newest fifty tell enough: the rarer
 * the word, the further back they reach. Ids begin with their time (design.md §3). */
static gboolean
measure (BureauSearch *self, BureauSearchWord *word, const Reach *reach, GError **error)
{
  g_autofree char *match = g_strdup_printf ("{title body} : \"%s\"", word->text);
  g_autoptr (BureauStatement) statement = bureau_database_prepare (
      self->database,
      "SELECT count(*), min(rowid) FROM (SELECT rowid FROM bureau_search WHERE bureau_search MATCH "
      "?1"
      " ORDER BY rowid DESC LIMIT ?2)",
      error);
  gint64 n;
  gint64 last;

  if (statement == NULL
      || !bureau_statement_bind (statement, error, "si", match, (gint64)BUREAU_SEARCH_RARE)
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
