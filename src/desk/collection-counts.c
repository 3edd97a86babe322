/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/collection-counts.h"

#include "base/json.h"
#include "base/repeat.h"
#include "memory/collection.h"
#include "memory/journal-since.h"
#include "memory/journal.h"

struct _BureauCollectionCounts
{
  GObject parent_instance;

  BureauMemory *memory;
  JsonObject *counts; /* by the names of tables; NULL until they are known */
  gint64 entry;
  BureauRepeat *reading;
};

G_DEFINE_FINAL_TYPE (BureauCollectionCounts, bureau_collection_counts, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* On a reader's thread ---------------------------------------------------------------------------
 */

static gboolean
count (BureauDatabase *database, JsonObject *counts, const char *table, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM \"%s\"", table);
  gint64 n = 0;

  if (!bureau_database_int (database, &n, error, sql, ""))
    return FALSE;
  json_object_set_int_member (counts, table, n);
  return TRUE;
}

static gboolean
count_collections (BureauDatabase *database, JsonObject *counts, GError **error)
{
  g_autoptr (JsonArray) collections = bureau_collection_list (database, error);
  gboolean ok = collections != NULL;

  for (guint i = 0; ok && i < json_array_get_length (collections); i++)
    ok = count (
        database, counts,
        bureau_json_get_string (json_array_get_object_element (collections, i), "collection"),
        error);
  return ok;
}

/* {"entry", "all": TABLE -> how many} or, with an entry to begin from, {"entry", "grown": …}. A new
 * collection is not in the counts yet, so it is counted with all the others. */
static gboolean
read_news (BureauDatabase *database, gint64 since, JsonObject *news, GError **error)
{
  JsonObject *part;

  json_object_set_int_member (news, "entry", bureau_journal_newest (database, error));
  if (since > 0 && !bureau_journal_touched (database, "bureau_collection", since))
    {
      part = bureau_journal_grown (database, since, error);
      if (part != NULL)
        json_object_set_object_member (news, "grown", part);
      return part != NULL;
    }
  part = json_object_new ();
  json_object_set_object_member (news, "all", part);
  return count (database, part, "bureau_message", error)
         && count (database, part, "bureau_draft", error)
         && count_collections (database, part, error);
}

static gboolean
read_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  g_autoptr (JsonObject) news = json_object_new ();

  if (!read_news (database, *(gint64 *)data, news, error))
    return FALSE;
  g_value_init (result, JSON_TYPE_OBJECT);
  g_value_take_boxed (result, g_steal_pointer (&news));
  return TRUE;
}

/* On the main thread -----------------------------------------------------------------------------
 */

static void
add (BureauCollectionCounts *self, JsonObject *grown)
{
  JsonObjectIter iterator;
  const char *table;
  JsonNode *by;

  json_object_iter_init (&iterator, grown);
  while (json_object_iter_next (&iterator, &table, &by))
    json_object_set_int_member (
        self->counts, table, bureau_json_get_int (self->counts, table, 0) + json_node_get_int (by));
}

static void
take (BureauCollectionCounts *self, JsonObject *news)
{
  JsonObject *all = bureau_json_get_object (news, "all");
  JsonObject *grown = bureau_json_get_object (news, "grown");

  self->entry = bureau_json_get_int (news, "entry", 0);
  if (all != NULL)
    {
      g_clear_pointer (&self->counts, json_object_unref);
      self->counts = json_object_ref (all);
    }
  else if (grown != NULL && json_object_get_size (grown) > 0)
    add (self, grown);
  else
    return;
  g_signal_emit (self, signals[CHANGED], 0);
}

static DexFuture *
news_read_cb (DexFuture *future, gpointer data)
{
  BureauCollectionCounts *self = data;
  g_autoptr (JsonObject) news = dex_await_boxed (dex_ref (future), NULL);

  if (news != NULL)
    take (self, news);
  return NULL;
}

static DexFuture *
read_counts (gpointer data)
{
  BureauCollectionCounts *self = data;

  return dex_future_finally (bureau_memory_read (self->memory, read_cb,
                                                 g_memdup2 (&self->entry, sizeof self->entry),
                                                 g_free),
                             news_read_cb, g_object_ref (self), g_object_unref);
}

static void
changed_cb (BureauCollectionCounts *self)
{
  bureau_repeat_ask (self->reading);
}

static void
bureau_collection_counts_finalize (GObject *object)
{
  BureauCollectionCounts *self = BUREAU_COLLECTION_COUNTS (object);

  g_clear_pointer (&self->reading, bureau_repeat_free);
  g_clear_object (&self->memory);
  g_clear_pointer (&self->counts, json_object_unref);
  G_OBJECT_CLASS (bureau_collection_counts_parent_class)->finalize (object);
}

static void
bureau_collection_counts_class_init (BureauCollectionCountsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bureau_collection_counts_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
bureau_collection_counts_init (BureauCollectionCounts *self)
{
}

/**
 * bureau_collection_counts_new:
 *
 * Returns: (transfer full): the counts; they are known some time later
 */
BureauCollectionCounts *
bureau_collection_counts_new (BureauMemory *memory)
{
  BureauCollectionCounts *self = g_object_new (BUREAU_TYPE_COLLECTION_COUNTS, NULL);

  self->memory = g_object_ref (memory);
  self->reading = bureau_repeat_new (read_counts, self);
  g_signal_connect_object (memory, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
  return self;
}

/**
 * bureau_collection_counts_get:
 * @collection: a collection, or "messages" or "drafts"
 * @count: (out): how many records it has
 *
 * Returns: whether that is known
 */
gboolean
bureau_collection_counts_get (BureauCollectionCounts *self, const char *collection, gint64 *count)
{
  const char *table = g_str_equal (collection, "messages") ? "bureau_message"
                      : g_str_equal (collection, "drafts") ? "bureau_draft"
                                                           : collection;

  if (self->counts == NULL || !json_object_has_member (self->counts, table))
    return FALSE;
  *count = bureau_json_get_int (self->counts, table, 0);
  return TRUE;
}
