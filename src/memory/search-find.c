/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/search-private.h"

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

/* As if nothing had been found. */
void
bureau_search_forget (BureauSearch *self)
{
  g_array_set_size (self->candidates, 0);
  g_hash_table_remove_all (self->seen);
}

guint
bureau_search_limit (BureauSearch *self)
{
  return self->options != NULL && self->options->limit > 0 ? self->options->limit : 20;
}

/* So many candidates that more would not change what is shown. */
guint
bureau_search_enough (BureauSearch *self)
{
  guint limit = bureau_search_limit (self);

  return self->options != NULL && self->options->newest_first ? limit
                                                              : MAX (limit, BUREAU_SEARCH_READ);
}

/* Makes a candidate of a document, once; the name of its collection has to last. */
void
bureau_search_add (BureauSearch *self, gint64 id, const char *collection_or_null)
{
  BureauSearchCandidate candidate = { id, collection_or_null, self->is_partial, 0 };
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

/* FTS5's expression for @words, or %NULL for any, in the wanted collections; %NULL where
 * that is everything. */
char *
bureau_search_match_all (BureauSearch *self, const char *words)
{
  g_autofree char *collections = match_collections (self);

  if (words == NULL)
    return g_steal_pointer (&collections);
  if (collections == NULL)
    return g_strdup_printf ("{title body} : (%s)", words);
  return g_strdup_printf ("{title body} : (%s) AND %s", words, collections);
}

/* The ids and collections of the newest documents that match, or the newest of all where there is
 * nothing to match. */
BureauStatement *
bureau_search_open_newest (BureauSearch *self, const char *match, guint limit, GError **error)
{
  BureauStatement *statement;

  statement = bureau_database_prepare (
      self->database,
      match != NULL
          ? "SELECT d.id, d.collection FROM (SELECT rowid AS found FROM bureau_search WHERE"
            " bureau_search MATCH ?1 ORDER BY rowid DESC LIMIT ?2)"
            " JOIN bureau_search_document d ON d.id = found"
          : "SELECT id, collection FROM bureau_search_document WHERE ?1 IS NULL"
            " ORDER BY id DESC LIMIT ?2",
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
  g_autofree char *match = bureau_search_match_all (self, words);
  g_autoptr (BureauStatement) statement = bureau_search_open_newest (self, match, limit, error);
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return FALSE;
  while (bureau_statement_step (statement, &failure))
    bureau_search_add (self, bureau_statement_int (statement, 0), NULL);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
