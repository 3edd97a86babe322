/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/arrivals.h"

#include "base/json-text.h"
#include "base/json.h"
#include "desk/list-source.h"

/* What is committed within it is one turn. */
#define TURN_MS 500

struct _BureauArrivals
{
  GObject parent_instance;

  BureauMemory *memory;
  GHashTable *waiting; /* the ids of what waits, as it was read last; NULL until it was */
  gint64 entry;        /* the newest of the journal that was looked at */
  guint timer;
  gboolean is_reading;
  gboolean is_stale;
};

G_DEFINE_FINAL_TYPE (BureauArrivals, bureau_arrivals, G_TYPE_OBJECT)

enum
{
  CAME,
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define DRAFT_WAITS "state IN ('drafted', 'edited')"

static const char first_reading[]
    = "SELECT (SELECT coalesce(max(entry), 0) FROM bureau_journal) AS entry,"
      " (SELECT json_group_array(CAST(id AS TEXT)) FROM"
      "   (SELECT id FROM bureau_draft WHERE " DRAFT_WAITS " UNION ALL"
      "    SELECT id FROM bureau_question WHERE state = 'open')) AS ids";

/* A run that is cancelled withdraws its questions without a word about each. */
static const BureauListSource source = {
  .select
  = "SELECT * FROM (SELECT d.id, 'draft' AS kind,"
    "  coalesce(nullif(m.sender_name, ''), m.sender_address,"
    "   json_extract(d.\"to\", '$[0].name'), json_extract(d.\"to\", '$[0].address'),"
    "   d.connection, '') AS who, d.subject AS about, d.updated_at AS at"
    "  FROM bureau_draft d LEFT JOIN bureau_message m ON m.id = d.message"
    "  WHERE d." DRAFT_WAITS
    " UNION ALL SELECT q.id, 'question', coalesce(a.title, ''), coalesce(m.subject, d.title),"
    "  q.created_at"
    "  FROM bureau_question q JOIN bureau_run b ON b.id = q.run"
    "  LEFT JOIN bureau_document a ON a.kind = 'agent' AND a.name = q.agent"
    "  LEFT JOIN bureau_document d ON d.kind = 'workflow' AND d.name = b.workflow"
    "  LEFT JOIN bureau_message m ON m.id = b.message WHERE q.state = 'open') w",
  .key = "w.id",
  .is_oldest_first = TRUE,
  .where = "1",
  .touched = "WITH item AS (SELECT collection, record FROM bureau_journal_item"
             "  WHERE entry > ?1 AND entry <= ?2)"
             " SELECT record AS id FROM item"
             "  WHERE collection IN ('bureau_draft', 'bureau_question')"
             " UNION SELECT q.id FROM item JOIN bureau_question q ON q.run = item.record"
             "  WHERE item.collection = 'bureau_run'",
};

static void go_on (BureauArrivals *self);

static gint64 *
copy_id (gint64 id)
{
  return g_memdup2 (&id, sizeof id);
}

/* Telling ----------------------------------------------------------------------------------------
 */

static void
tell_came (BureauArrivals *self, JsonArray *rows, GHashTable *still)
{
  g_autoptr (JsonArray) came = json_array_new ();

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      gint64 id = bureau_json_get_id (json_array_get_object_element (rows, i), "id");

      g_hash_table_add (still, copy_id (id));
      if (g_hash_table_add (self->waiting, copy_id (id)))
        json_array_add_element (came, json_node_copy (json_array_get_element (rows, i)));
    }
  if (json_array_get_length (came) > 0)
    g_signal_emit (self, signals[CAME], 0, came);
}

static void
tell_left (BureauArrivals *self, JsonArray *touched, GHashTable *still)
{
  for (guint i = 0; i < json_array_get_length (touched); i++)
    {
      gint64 id = bureau_json_node_to_int (json_array_get_element (touched, i));

      if (!g_hash_table_contains (still, &id) && g_hash_table_remove (self->waiting, &id))
        g_signal_emit (self, signals[LEFT], 0, id);
    }
}

static void
take_news (BureauArrivals *self, JsonObject *answer)
{
  g_autoptr (GHashTable) still = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  self->entry = json_object_get_int_member (answer, "entry");
  self->is_stale = self->is_stale || self->entry < json_object_get_int_member (answer, "newest");
  tell_came (self, json_object_get_array_member (answer, "rows"), still);
  tell_left (self, json_object_get_array_member (answer, "touched"), still);
}

/* Reading ----------------------------------------------------------------------------------------
 */

/* What could not be read is read with the next commit. */
static DexFuture *
news_cb (DexFuture *future, gpointer data)
{
  BureauArrivals *self = data;
  g_autoptr (JsonObject) answer = dex_await_boxed (dex_ref (future), NULL);

  self->is_reading = FALSE;
  if (answer != NULL)
    take_news (self, answer);
  if (self->is_stale)
    go_on (self);
  return NULL;
}

static void
read_news (BureauArrivals *self)
{
  dex_future_disown (
      dex_future_finally (bureau_list_source_read_news (self->memory, &source, source.where,
                                                        self->entry, json_array_new ()),
                          news_cb, g_object_ref (self), g_object_unref));
}

static DexFuture *
first_cb (DexFuture *future, gpointer data)
{
  BureauArrivals *self = data;
  g_autoptr (JsonArray) rows = dex_await_boxed (dex_ref (future), NULL);
  JsonObject *row = rows != NULL ? json_array_get_object_element (rows, 0) : NULL;
  g_autoptr (JsonArray) known = bureau_json_text_to_array (bureau_json_get_string (row, "ids"));

  self->is_reading = FALSE;
  if (known != NULL)
    {
      self->waiting = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
      self->entry = json_object_get_int_member (row, "entry");
      for (guint i = 0; i < json_array_get_length (known); i++)
        g_hash_table_add (self->waiting,
                          copy_id (bureau_json_node_to_int (json_array_get_element (known, i))));
    }
  if (self->is_stale)
    go_on (self);
  return NULL;
}

static void
read_first (BureauArrivals *self)
{
  dex_future_disown (dex_future_finally (bureau_memory_rows (self->memory, first_reading, ""),
                                         first_cb, g_object_ref (self), g_object_unref));
}

static void
timer_cb (gpointer data)
{
  BureauArrivals *self = data;

  self->timer = 0;
  self->is_reading = TRUE;
  self->is_stale = FALSE;
  if (self->waiting == NULL)
    read_first (self);
  else
    read_news (self);
}

static void
go_on (BureauArrivals *self)
{
  self->is_stale = self->is_reading;
  if (!self->is_reading && self->timer == 0)
    self->timer = g_timeout_add_once (TURN_MS, timer_cb, self);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_arrivals_finalize (GObject *object)
{
  BureauArrivals *self = BUREAU_ARRIVALS (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->waiting, g_hash_table_unref);
  g_clear_object (&self->memory);
  G_OBJECT_CLASS (bureau_arrivals_parent_class)->finalize (object);
}

static void
bureau_arrivals_class_init (BureauArrivalsClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bureau_arrivals_finalize;
  signals[CAME] = g_signal_new ("came", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, JSON_TYPE_ARRAY);
  signals[LEFT] = g_signal_new ("left", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_INT64);
}

static void
bureau_arrivals_init (BureauArrivals *self)
{
}

/**
 * bureau_arrivals_new:
 *
 * Returns: (transfer full): tells nothing before bureau_arrivals_begin()
 */
BureauArrivals *
bureau_arrivals_new (BureauMemory *memory)
{
  BureauArrivals *self = g_object_new (BUREAU_TYPE_ARRIVALS, NULL);

  self->memory = g_object_ref (memory);
  return self;
}

/**
 * bureau_arrivals_begin:
 *
 * Reads what waits already, and tells from then on what comes.
 */
void
bureau_arrivals_begin (BureauArrivals *self)
{
  g_signal_connect_object (self->memory, "changed", G_CALLBACK (go_on), self, G_CONNECT_SWAPPED);
  self->is_reading = TRUE;
  read_first (self);
}
