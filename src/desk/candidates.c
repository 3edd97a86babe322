/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/candidates.h"

#include "base/json.h"
#include "memory/collection.h"
#include "memory/search.h"
#include "memory/table.h"

#define MAX_FOUND 30
#define SELECT_MESSAGES                                                                            \
  "SELECT id, 'messages' AS collection, subject AS title,"                                         \
  " coalesce(nullif(sender_name, ''), sender_address) AS snippet FROM bureau_message"              \
  " ORDER BY id DESC LIMIT ?"

typedef struct
{
  char *collection;
  char *words;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_free (self->collection);
  g_free (self->words);
  g_free (self);
}

static JsonArray *
read_newest_records (BureauDatabase *database, const char *collection, GError **error)
{
  g_autoptr (JsonObject) document = bureau_collection_find (database, collection, error);
  g_autofree char *title = document != NULL ? bureau_table_title_field (document) : NULL;
  g_autofree char *sql = g_strdup_printf (
      "SELECT id, '%s' AS collection, %s%s%s AS title, '' AS snippet FROM \"%s\""
      " ORDER BY id DESC LIMIT ?",
      collection, title != NULL ? "\"" : "", title != NULL ? title : "NULL",
      title != NULL ? "\"" : "", collection);

  return document != NULL ? bureau_database_rows (database, error, sql, "i", (gint64)MAX_FOUND)
                          : NULL;
}

static JsonArray *
read_candidates (BureauDatabase *database, const Question *self, GError **error)
{
  const char *const collections[] = { self->collection, NULL };
  const BureauSearchOptions options = { .collections = collections, .limit = MAX_FOUND };

  if (*self->words != '\0')
    return bureau_search_words (database, self->words, &options, error);
  if (g_str_equal (self->collection, "messages"))
    return bureau_database_rows (database, error, SELECT_MESSAGES, "i", (gint64)MAX_FOUND);
  return read_newest_records (database, self->collection, error);
}

static gboolean
read_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  JsonArray *found = read_candidates (database, data, error);

  if (found == NULL)
    return FALSE;
  g_value_init (result, JSON_TYPE_ARRAY);
  g_value_take_boxed (result, found);
  return TRUE;
}

/**
 * bureau_candidates_read:
 * @collection: whose records; "messages" for messages
 * @words: what a person typed so far; any text
 *
 * Returns: (transfer full): resolves to a #JsonArray [{"id","collection","title","snippet"}]: what
 *   has the words, the best first, or the newest where there are none
 */
DexFuture *
bureau_candidates_read (BureauMemory *memory, const char *collection, const char *words)
{
  Question *self = g_new0 (Question, 1);

  self->collection = g_strdup (collection);
  self->words = g_strstrip (g_strdup (words));
  return bureau_memory_read (memory, read_cb, self, question_free);
}
