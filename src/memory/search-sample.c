/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "memory/search-private.h"

/* Recall asks for one word at a time. FTS5 would follow a common word through all its documents for
 * one in the wanted collections, so only the newest few of each word are asked where they belong:
 * one query a word, the same whatever the workspace has grown to. */

/* So many of a word's newest documents are looked at. */
#define NEAR 64

/* The documents in the wanted collections; "" stands for all. */
#define SAMPLE                                                                                     \
  "SELECT d.id FROM (SELECT rowid AS near FROM bureau_search WHERE bureau_search MATCH ?1"         \
  " AND rowid <> ?2 ORDER BY rowid DESC LIMIT ?3) JOIN bureau_search_document d ON d.id = near"    \
  " WHERE ?4 = '' OR instr(?4, ',' || d.collection || ',') > 0 LIMIT ?5"

static char *
join_collections (BureauSearch *self)
{
  g_autofree char *joined = NULL;

  if (self->options == NULL || self->options->collections == NULL)
    return g_strdup ("");
  joined = g_strjoinv (",", (char **)self->options->collections);
  return g_strconcat (",", joined, ",", NULL);
}

static gboolean
read_sample (BureauSearchWord *word, BureauStatement *statement, GError **error)
{
  g_autoptr (GError) failure = NULL;

  word->n_sample = 0;
  while (bureau_statement_step (statement, &failure))
    word->sample[word->n_sample++] = bureau_statement_int (statement, 0);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
sample (BureauSearch *self, BureauSearchWord *word, const char *collections, GError **error)
{
  g_autofree char *match = g_strdup_printf ("{title body} : (\"%s\")", word->text);
  g_autoptr (BureauStatement) statement = bureau_database_prepare (self->database, SAMPLE, error);

  return statement != NULL
         && bureau_statement_bind (statement, error, "siisi", match,
                                   self->options != NULL ? self->options->except : 0, (gint64)NEAR,
                                   collections, (gint64)BUREAU_SEARCH_RARE)
         && read_sample (word, statement, error);
}

/* The rarer a word, the fewer there are, or the further back they reach. Ids
 * begin with their time. */
static void
weigh (BureauSearchWord *word, gint64 newest, gint64 oldest)
{
  gint64 reach;

  word->weight = 0;
  if (word->n_sample == 0)
    return;
  reach = newest - word->sample[word->n_sample - 1];
  word->weight = 1 + log2 (BUREAU_SEARCH_RARE / (double)word->n_sample);
  if (word->n_sample == BUREAU_SEARCH_RARE)
    word->weight = 0.1 + 0.9 * (double)reach / (double)MAX (newest - oldest, 1);
}

/**
 * bureau_search_sample:
 *
 * Reads the newest documents of each word and gives it a weight by them: 0 where there is none.
 *
 * Returns: %FALSE with @error set where the workspace cannot be read
 */
gboolean
bureau_search_sample (BureauSearch *self, GError **error)
{
  g_autofree char *collections = join_collections (self);
  gint64 newest = 0, oldest = 0;

  if (!bureau_database_int (self->database, &newest, error,
                            "SELECT max(id) FROM bureau_search_document", "")
      || !bureau_database_int (self->database, &oldest, error,
                               "SELECT min(id) FROM bureau_search_document", ""))
    return FALSE;
  for (guint i = 0; i < self->words.n_words; i++)
    {
      if (!sample (self, &self->words.words[i], collections, error))
        return FALSE;
      weigh (&self->words.words[i], newest, oldest);
    }
  return TRUE;
}
