/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/search-memory.h"

#include "base/text.h"
#include "memory/sql-scan.h"

#include <string.h>

/* Recall: what is like a text. FTS5 seeks each word in each segment of its index, so words are what
 * costs. All that are rare are asked for at once, and give all they have. Where that is too little,
 * common words are asked for too: of each collection only the newest documents are looked at, the
 * same whatever the workspace has grown to, and what they gave is kept until it changes. */

#define MAX_LIKE 32  /* candidates */
#define MAX_LEADS 12 /* documents of a collection that a common word leads to */
#define MAX_ASKED 3  /* common words, or groups of them */
#define NEAR 64      /* documents of a common word that are looked at */
#define DRAFTS "drafts"

/* The condition of bureau_delivery_live stands here so that SQLite takes that index. */
#define IS_SENT                                                                                    \
  "SELECT 1 FROM bureau_delivery WHERE draft = ? AND state = 'sent'"                               \
  " AND state IN ('holding', 'queued', 'sending', 'uncertain', 'sent')"
#define NEWEST_SENT                                                                                \
  "SELECT max(draft) FROM (SELECT draft FROM bureau_delivery WHERE state = 'sent'"                 \
  " ORDER BY id DESC LIMIT 16)"
#define FOUND                                                                                      \
  "SELECT d.id, d.collection FROM (SELECT rowid AS found FROM bureau_search WHERE bureau_search"   \
  " MATCH ?1 AND rowid <= ?2 ORDER BY rowid DESC LIMIT ?3)"                                        \
  " JOIN bureau_search_document d ON d.id = found"

static gboolean
wants_sent (BureauSearch *self, const char *collection)
{
  return self->options != NULL && self->options->sent_only && g_str_equal (collection, DRAFTS);
}

/* The name as the options have it; %NULL where the document is not wanted. */
static gboolean
find_wanted (BureauSearch *self, const char *collection, const char **name)
{
  const char *const *wanted = self->options != NULL ? self->options->collections : NULL;

  *name = NULL;
  for (guint i = 0; wanted != NULL && wanted[i] != NULL && *name == NULL; i++)
    if (g_str_equal (wanted[i], collection))
      *name = wanted[i];
  return wanted == NULL || *name != NULL;
}

/* Of drafts perhaps only those that were sent. */
static gboolean
is_settled (BureauSearch *self, gint64 id, const char *collection, gboolean *settled,
            GError **error)
{
  gint64 is_sent = 0;

  *settled = TRUE;
  if (!wants_sent (self, collection))
    return TRUE;
  if (!bureau_database_int (self->database, &is_sent, error, IS_SENT, "i", id))
    return FALSE;
  *settled = is_sent != 0;
  return TRUE;
}

/* The newest @limit documents up to @newest that have @words: their ids and collections. */
static BureauStatement *
open_found (BureauSearch *self, const char *words, gint64 newest, guint limit, GError **error)
{
  g_autofree char *match = g_strdup_printf ("{title body} : (%s)", words);
  g_autoptr (BureauStatement) statement = bureau_database_prepare (self->database, FOUND, error);

  if (statement == NULL
      || !bureau_statement_bind (statement, error, "sii", match, newest, (gint64)limit))
    return NULL;
  return g_steal_pointer (&statement);
}

static gboolean
add_wanted (BureauSearch *self, gint64 id, const char *collection, GError **error)
{
  const char *name;
  gboolean settled;

  if (self->candidates->len == MAX_LIKE || !find_wanted (self, collection, &name))
    return TRUE;
  if (!is_settled (self, id, collection, &settled, error))
    return FALSE;
  if (settled)
    bureau_search_add (self, id, name);
  return TRUE;
}

static gboolean
collect (BureauSearch *self, const char *words, guint limit, guint *n_found, GError **error)
{
  g_autoptr (BureauStatement) found = open_found (self, words, G_MAXINT64, limit, error);
  g_autoptr (GError) failure = NULL;

  *n_found = 0;
  if (found == NULL)
    return FALSE;
  while (bureau_statement_step (found, &failure)
         && add_wanted (self, bureau_statement_int (found, 0), bureau_statement_text (found, 1),
                        &failure))
    (*n_found)++;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static char *
match_rare (BureauSearch *self, guint *n)
{
  g_autoptr (GString) match = g_string_new (NULL);

  *n = 0;
  for (guint i = 0; i < self->words.n_words; i++)
    if (!self->words.words[i].is_common)
      g_string_append_printf (match, "%s\"%s\"", (*n)++ > 0 ? " OR " : "",
                              self->words.words[i].text);
  return g_string_free_and_steal (g_steal_pointer (&match));
}

/* Asks for all words at once that are not known to be common. Rare words have fewer documents than
 * are looked at here: where there are as many, one is common and not known yet. */
static gboolean
collect_rare (BureauSearch *self, gboolean *is_full, GError **error)
{
  guint n, n_found;
  g_autofree char *match = match_rare (self, &n);
  guint limit = n * BUREAU_SEARCH_COMMON;

  *is_full = FALSE;
  if (n == 0)
    return TRUE;
  if (!collect (self, match, limit, &n_found, error))
    return FALSE;
  *is_full = n_found == limit || self->candidates->len == MAX_LIKE;
  return TRUE;
}

static guint
find_rarest (BureauSearch *self, const gboolean *done)
{
  const BureauSearchWord *words = self->words.words;
  guint best = self->words.n_words;

  for (guint i = 0; i < self->words.n_words; i++)
    if (!words[i].is_common && !done[i]
        && (best == self->words.n_words || words[i].n_documents < words[best].n_documents))
      best = i;
  return best;
}

/* One word after the other, the rarest first, so that it is not lost among the many. */
static gboolean
collect_each (BureauSearch *self, GError **error)
{
  gboolean done[BUREAU_SEARCH_MAX_WORDS] = { FALSE };
  guint word, n_found;

  bureau_search_forget (self);
  while (self->candidates->len < MAX_LIKE
         && (word = find_rarest (self, done)) < self->words.n_words)
    {
      g_autofree char *match = bureau_search_match_words (self, word, 1, "OR");

      done[word] = TRUE;
      if (!collect (self, match, BUREAU_SEARCH_COMMON, &n_found, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
collect_all_rare (BureauSearch *self, BureauSearchMemory *memory, GError **error)
{
  gboolean is_full;

  bureau_search_memory_recognize (memory, &self->words);
  if (!collect_rare (self, &is_full, error))
    return FALSE;
  return !is_full
         || (bureau_search_memory_learn (memory, self->database, &self->words, error)
             && collect_each (self, error));
}

/* What the journal tells of where the collection's documents are, or where they become what is
 * wanted. */
static const char *
table_of (BureauSearch *self, const char *collection)
{
  static const char *const own[][2] = {
    { "messages", "bureau_message" },
    { DRAFTS, "bureau_draft" },
    { "runs", "bureau_run" },
  };

  if (wants_sent (self, collection))
    return "bureau_delivery";
  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    if (g_str_equal (own[i][0], collection))
      return own[i][1];
  return collection;
}

/* What came after the newest document of the collection need not be looked at. */
static gint64
find_newest (BureauSearch *self, const char *collection)
{
  g_autofree char *table = bureau_sql_quote_name (table_of (self, collection));
  g_autofree char *sql = g_strdup_printf ("SELECT max(id) FROM %s", table);
  gint64 newest = 0;

  bureau_database_int (self->database, &newest, NULL,
                       wants_sent (self, collection) ? NEWEST_SENT : sql, "");
  return newest;
}

static gboolean
look (BureauSearch *self, const char *collection, const char *words, GArray *ids, GError **error)
{
  gint64 newest = find_newest (self, collection);
  g_autoptr (BureauStatement) found = open_found (self, words, newest, NEAR, error);
  g_autoptr (GError) failure = NULL;

  if (found == NULL)
    return FALSE;
  while (ids->len < MAX_LEADS && newest != 0 && bureau_statement_step (found, &failure))
    {
      gint64 id = bureau_statement_int (found, 0);
      gboolean settled = FALSE;

      if (g_str_equal (bureau_statement_text (found, 1), collection)
          && !is_settled (self, id, collection, &settled, &failure))
        break;
      if (settled)
        g_array_append_val (ids, id);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Where @words lead in one collection. */
static gboolean
follow (BureauSearch *self, BureauSearchMemory *memory, const char *collection, const char *words,
        GError **error)
{
  const char *table = table_of (self, collection);
  GArray *ids = bureau_search_memory_find (memory, table, words);

  if (ids == NULL)
    {
      g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));

      if (!look (self, collection, words, found, error))
        return FALSE;
      ids = bureau_search_memory_add (memory, table, words, g_steal_pointer (&found));
    }
  for (guint i = 0; i < ids->len && self->candidates->len < MAX_LIKE; i++)
    bureau_search_add (self, g_array_index (ids, gint64, i), collection);
  return TRUE;
}

static gboolean
collect_words (BureauSearch *self, BureauSearchMemory *memory, guint first, guint n, GError **error)
{
  const char *const *wanted = self->options != NULL ? self->options->collections : NULL;
  g_autofree char *words = bureau_search_match_words (self, first, n, "AND");
  guint n_found;

  if (wanted == NULL)
    return collect (self, words, NEAR, &n_found, error);
  for (; *wanted != NULL; wanted++)
    if (!follow (self, memory, *wanted, words, error))
      return FALSE;
  return TRUE;
}

static guint
find_heaviest (BureauSearch *self, const gboolean *done)
{
  const BureauSearchWord *words = self->words.words;
  guint best = self->words.n_words;

  for (guint i = 0; i < self->words.n_words; i++)
    if (words[i].is_common && !done[i]
        && (best == self->words.n_words || words[i].weight > words[best].weight))
      best = i;
  return best;
}

/* The common words that stood around the word, without a gap: "brand identity". */
static guint
find_group (BureauSearch *self, guint word, gboolean *done, guint *first)
{
  const BureauSearchWord *words = self->words.words;
  guint end = word + 1;

  for (*first = word; words[*first].follows && words[*first - 1].is_common; (*first)--)
    done[*first - 1] = TRUE;
  for (; end < self->words.n_words && words[end].follows && words[end].is_common; end++)
    done[end] = TRUE;
  done[word] = TRUE;
  return end - *first;
}

/* A word that leads nowhere together with its neighbours is asked for alone. */
static gboolean
collect_common (BureauSearch *self, BureauSearchMemory *memory, GError **error)
{
  gboolean done[BUREAU_SEARCH_MAX_WORDS] = { FALSE };

  if (!bureau_search_memory_refresh (memory, self->database, error))
    return FALSE;
  for (guint i = 0; i < MAX_ASKED && self->candidates->len < 2 * bureau_search_limit (self); i++)
    {
      guint word = find_heaviest (self, done);
      guint n_before = self->candidates->len;
      guint first, n;

      if (word == self->words.n_words)
        break;
      n = find_group (self, word, done, &first);
      if (!collect_words (self, memory, first, n, error))
        return FALSE;
      if (n > 1 && self->candidates->len == n_before
          && !collect_words (self, memory, word, 1, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * bureau_search_like:
 * @text: any text; its first 10 KB count
 * @options: (nullable): %NULL means the usual
 *
 * Recalls what has the rarest words of @text, any of them; where too little has, what has common
 * words of it. Names, addresses and numbers are tried before other words.
 *
 * Returns: (transfer full): as bureau_search_words(); or %NULL with @error set where the workspace
 * cannot be read
 */
JsonArray *
bureau_search_like (BureauDatabase *database, const char *text, const BureauSearchOptions *options,
                    GError **error)
{
  g_autofree char *valid = bureau_text_to_utf8 (
      text, (gssize)MIN (strlen (text), BUREAU_SEARCH_MAX_INPUT));
  BureauSearchMemory *memory = bureau_search_memory_get (database);
  g_auto (BureauSearch) self = { 0 };

  bureau_search_init (&self, database, options);
  self.is_recall = TRUE;
  bureau_search_choose (&self, valid);
  if (self.words.n_words == 0)
    return json_array_new ();
  if (!collect_all_rare (&self, memory, error))
    return NULL;
  if (self.candidates->len < bureau_search_limit (&self) && !collect_common (&self, memory, error))
    return NULL;
  return bureau_search_results (&self, error);
}
