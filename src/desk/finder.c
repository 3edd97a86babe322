/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/finder.h"

#include "base/json.h"
#include "desk/found-item.h"
#include "memory/collection.h"
#include "memory/search.h"

#define MAX_FOUND 50

/* Which words are the newest: the finder counts on, the reader's thread looks. */
typedef struct
{
  int newest;
} Ticket;

struct _BureauFinder
{
  GObject parent_instance;

  BureauMemory *memory;
  GListStore *list;
  Ticket *ticket;
};

G_DEFINE_FINAL_TYPE (BureauFinder, bureau_finder, G_TYPE_OBJECT)

enum
{
  FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* On a reader's thread ---------------------------------------------------------------------------
 */

typedef struct
{
  Ticket *ticket;
  int number;
  char *words;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_atomic_rc_box_release (self->ticket);
  g_free (self->words);
  g_free (self);
}

static gboolean
is_overtaken (const Question *self)
{
  return g_atomic_int_get (&self->ticket->newest) != self->number;
}

/* The kinds stand in the order of their best. */
static void
add_kinds (BureauDatabase *database, JsonArray *found)
{
  g_autoptr (GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (found); i++)
    {
      JsonObject *one = json_array_get_object_element (found, i);
      const char *collection = bureau_json_get_string (one, "collection");
      g_autoptr (JsonObject) document = bureau_collection_find (database, collection, NULL);

      if (!g_hash_table_contains (groups, collection))
        g_hash_table_insert (groups, (gpointer)collection,
                             GUINT_TO_POINTER (g_hash_table_size (groups)));
      json_object_set_int_member (one, "group",
                                  GPOINTER_TO_INT (g_hash_table_lookup (groups, collection)));
      bureau_json_set_string (
          one, "kind", document != NULL ? bureau_json_get_string (document, "title") : collection);
    }
}

static gboolean
search (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  const Question *self = data;
  const BureauSearchOptions options = { .limit = MAX_FOUND };
  JsonArray *found = is_overtaken (self)
                         ? json_array_new ()
                         : bureau_search_words (database, self->words, &options, error);

  if (found == NULL)
    return FALSE;
  add_kinds (database, found);
  g_value_init (result, JSON_TYPE_ARRAY);
  g_value_take_boxed (result, found);
  return TRUE;
}

/* On the main thread -----------------------------------------------------------------------------
 */

typedef struct
{
  BureauFinder *finder;
  int number;
} Wait;

static void
wait_free (gpointer data)
{
  Wait *wait = data;

  g_clear_object (&wait->finder);
  g_free (wait);
}

/* All at once: a list that is told of each costs a layout for each. */
static void
replace (BureauFinder *self, JsonArray *found)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < json_array_get_length (found); i++)
    g_ptr_array_add (items, bureau_found_item_new (json_array_get_object_element (found, i)));
  g_list_store_splice (self->list, 0, g_list_model_get_n_items (G_LIST_MODEL (self->list)),
                       items->pdata, items->len);
}

static DexFuture *
found_cb (DexFuture *future, gpointer data)
{
  Wait *wait = data;
  g_autoptr (JsonArray) found = dex_await_boxed (dex_ref (future), NULL);

  if (found == NULL || wait->number != wait->finder->ticket->newest)
    return NULL;
  replace (wait->finder, found);
  g_signal_emit (wait->finder, signals[FOUND], 0);
  return NULL;
}

static void
bureau_finder_finalize (GObject *object)
{
  BureauFinder *self = BUREAU_FINDER (object);

  g_clear_object (&self->memory);
  g_clear_object (&self->list);
  g_atomic_rc_box_release (self->ticket);
  G_OBJECT_CLASS (bureau_finder_parent_class)->finalize (object);
}

static void
bureau_finder_class_init (BureauFinderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bureau_finder_finalize;
  signals[FOUND] = g_signal_new ("found", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
bureau_finder_init (BureauFinder *self)
{
  self->list = g_list_store_new (BUREAU_TYPE_FOUND_ITEM);
  self->ticket = g_atomic_rc_box_new0 (Ticket);
}

/**
 * bureau_finder_new:
 *
 * Returns: (transfer full): a finder that was asked nothing yet
 */
BureauFinder *
bureau_finder_new (BureauMemory *memory)
{
  BureauFinder *self = g_object_new (BUREAU_TYPE_FINDER, NULL);

  self->memory = g_object_ref (memory);
  return self;
}

/**
 * bureau_finder_get_list:
 *
 * Returns: (transfer none): a list of #BureauFoundItem, the best first
 */
GListModel *
bureau_finder_get_list (BureauFinder *self)
{
  return G_LIST_MODEL (self->list);
}

/**
 * bureau_finder_set_words:
 * @words: what a person typed so far; any text
 *
 * Looks for it. What was found for the words before stays until then.
 */
void
bureau_finder_set_words (BureauFinder *self, const char *words)
{
  Question *question = g_new0 (Question, 1);
  Wait *wait = g_new0 (Wait, 1);

  wait->finder = g_object_ref (self);
  wait->number = g_atomic_int_add (&self->ticket->newest, 1) + 1;
  question->ticket = g_atomic_rc_box_acquire (self->ticket);
  question->number = wait->number;
  question->words = g_strdup (words);
  dex_future_disown (
      dex_future_finally (bureau_memory_read (self->memory, search, question, question_free),
                          found_cb, wait, wait_free));
}
