/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/search-memory.h"

#include "memory/database-private.h"

/* A common word costs more to ask for than a rare one and leads to less. Which words are common is
 * learned once: documents become more, so it stays true. Where such a word leads in a collection is
 * kept until the journal tells that the collection changed. */

#define MAX_WORDS 4096  /* words that are kept; then it begins anew */
#define MAX_LEADS 512   /* of a collection */
#define MAX_UNREAD 1000 /* entries that are read to see what changed; after more, all may have */

struct _BureauSearchMemory
{
  GHashTable *common; /* word → its weight */
  GHashTable *tables; /* name → (what is looked for → GArray of ids) */
  gint64 entry;       /* of the journal, up to which this is true */
};

static void
memory_free (gpointer data)
{
  BureauSearchMemory *self = data;

  g_clear_pointer (&self->common, g_hash_table_unref);
  g_clear_pointer (&self->tables, g_hash_table_unref);
  g_free (self);
}

/**
 * bureau_search_memory_get:
 *
 * Returns: (transfer none): the memory of this connection
 */
BureauSearchMemory *
bureau_search_memory_get (BureauDatabase *database)
{
  BureauSearchMemory *self = database->search_memory;

  if (self != NULL)
    return self;
  self = g_new0 (BureauSearchMemory, 1);
  self->common = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify)g_hash_table_unref);
  database->search_memory = self;
  database->search_memory_free = memory_free;
  return self;
}

static gboolean
forget_changed (BureauSearchMemory *self, BureauDatabase *database, GError **error)
{
  g_autoptr (BureauStatement) statement = bureau_database_prepare (
      database, "SELECT collection FROM bureau_journal_item WHERE entry > ?", error);
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return FALSE;
  bureau_statement_bind_int (statement, 1, self->entry);
  while (bureau_statement_step (statement, &failure))
    g_hash_table_remove (self->tables, bureau_statement_text (statement, 0));
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * bureau_search_memory_refresh:
 *
 * Forgets what is not true any more. To be called before each use, in the same read.
 *
 * Returns: %FALSE with @error set where the workspace cannot be read
 */
gboolean
bureau_search_memory_refresh (BureauSearchMemory *self, BureauDatabase *database, GError **error)
{
  gint64 newest = 0;

  if (!bureau_database_int (database, &newest, error, "SELECT max(entry) FROM bureau_journal", ""))
    return FALSE;
  if (g_hash_table_size (self->tables) == 0)
    ;
  else if (newest < self->entry || newest - self->entry > MAX_UNREAD)
    g_hash_table_remove_all (self->tables);
  else if (newest > self->entry && !forget_changed (self, database, error))
    return FALSE;
  self->entry = newest;
  return TRUE;
}

/**
 * bureau_search_memory_recognize:
 *
 * Marks those of the words that are known to be common, and gives them their weight: less than 1,
 * more the rarer they are.
 */
void
bureau_search_memory_recognize (BureauSearchMemory *self, BureauSearchWords *words)
{
  for (guint i = 0; i < words->n_words; i++)
    {
      BureauSearchWord *word = &words->words[i];
      const double *weight = g_hash_table_lookup (self->common, word->text);

      word->is_common = weight != NULL;
      if (weight != NULL)
        word->weight = *weight;
    }
}

static void
keep_common (BureauSearchMemory *self, BureauSearchWord *word, double weight)
{
  if (g_hash_table_size (self->common) >= MAX_WORDS)
    g_hash_table_remove_all (self->common);
  g_hash_table_insert (self->common, g_strdup (word->text), g_memdup2 (&weight, sizeof weight));
  word->is_common = TRUE;
  word->weight = weight;
}

typedef struct
{
  gint64 newest;
  gint64 oldest;
} Span;

static gboolean
read_span (BureauDatabase *database, Span *span, GError **error)
{
  return bureau_database_int (database, &span->newest, error,
                              "SELECT max(id) FROM bureau_search_document", "")
         && bureau_database_int (database, &span->oldest, error,
                                 "SELECT min(id) FROM bureau_search_document", "");
}

/* Whether its newest documents are as many as make a word common. The further back they reach, the
 * rarer it is; ids begin with their time. */
static gboolean
look_at (BureauSearchMemory *self, BureauDatabase *database, BureauSearchWord *word,
         const Span *span, GError **error)
{
  g_autofree char *match = g_strdup_printf ("{title body} : \"%s\"", word->text);
  g_autoptr (BureauStatement) statement = bureau_database_prepare (
      database,
      "SELECT count(*), min(rowid) FROM (SELECT rowid FROM bureau_search WHERE bureau_search MATCH "
      "?1 ORDER BY rowid DESC LIMIT ?2)",
      error);
  gint64 reach;

  if (statement == NULL
      || !bureau_statement_bind (statement, error, "si", match, (gint64)BUREAU_SEARCH_COMMON)
      || !bureau_statement_step (statement, error))
    return FALSE;
  reach = span->newest - bureau_statement_int (statement, 1);
  word->n_documents = (guint)bureau_statement_int (statement, 0);
  if (word->n_documents == BUREAU_SEARCH_COMMON)
    keep_common (self, word,
                 0.1 + 0.9 * (double)reach / (double)MAX (span->newest - span->oldest, 1));
  return TRUE;
}

/**
 * bureau_search_memory_learn:
 *
 * Looks at each of the words that is not known to be common, and keeps those that are.
 *
 * Returns: %FALSE with @error set where the workspace cannot be read
 */
gboolean
bureau_search_memory_learn (BureauSearchMemory *self, BureauDatabase *database,
                            BureauSearchWords *words, GError **error)
{
  Span span = { 0, 0 };

  if (!read_span (database, &span, error))
    return FALSE;
  for (guint i = 0; i < words->n_words; i++)
    if (!words->words[i].is_common && !look_at (self, database, &words->words[i], &span, error))
      return FALSE;
  return TRUE;
}

/**
 * bureau_search_memory_find:
 * @table: whose changes end what is kept
 * @match: what is looked for
 *
 * Returns: (transfer none) (nullable): the ids that were found, or %NULL where nobody looked
 */
GArray *
bureau_search_memory_find (BureauSearchMemory *self, const char *table, const char *match)
{
  GHashTable *leads = g_hash_table_lookup (self->tables, table);

  return leads != NULL ? g_hash_table_lookup (leads, match) : NULL;
}

/**
 * bureau_search_memory_add:
 *
 * @ids: (transfer full): what was found
 *
 * Keeps @ids until the journal tells of @table.
 *
 * Returns: (transfer none): @ids
 */
GArray *
bureau_search_memory_add (BureauSearchMemory *self, const char *table, const char *match,
                          GArray *ids)
{
  GHashTable *leads = g_hash_table_lookup (self->tables, table);

  if (leads == NULL)
    {
      leads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                     (GDestroyNotify)g_array_unref);
      g_hash_table_insert (self->tables, g_strdup (table), leads);
    }
  if (g_hash_table_size (leads) >= MAX_LEADS)
    g_hash_table_remove_all (leads);
  g_hash_table_insert (leads, g_strdup (match), ids);
  return ids;
}
