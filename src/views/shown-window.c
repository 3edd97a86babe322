/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/shown-window.h"

#include "base/json.h"

/* So many rows are kept beside those that are looked at. */
#define KEPT 2000
/* So many are read at a time: a page or two of a large window. */
#define PAGE 256

/* The values of a row, as they were read last. */
typedef struct
{
  JsonArray *values;
  guint used; /* when it was looked at last, as a count of looks */
  gboolean is_stale;
} Kept;

struct _BureauShownWindow
{
  GObject parent_instance;

  GArray *order;     /* gint64 */
  GHashTable *kept;  /* gint64 → Kept */
  GArray *wanted;    /* gint64 */
  GHashTable *asked; /* the same, as a set, until they are there */
  guint n_looks;
  guint generation; /* how often something was committed */
  guint source;
};

G_DEFINE_FINAL_TYPE (BureauShownWindow, bureau_shown_window, G_TYPE_OBJECT)

enum
{
  WANTED,
  FILLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
kept_free (gpointer data)
{
  Kept *self = data;

  g_clear_pointer (&self->values, json_array_unref);
  g_free (self);
}

static void
bureau_shown_window_finalize (GObject *object)
{
  BureauShownWindow *self = BUREAU_SHOWN_WINDOW (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->order, g_array_unref);
  g_clear_pointer (&self->wanted, g_array_unref);
  g_clear_pointer (&self->kept, g_hash_table_unref);
  g_clear_pointer (&self->asked, g_hash_table_unref);
  G_OBJECT_CLASS (bureau_shown_window_parent_class)->finalize (object);
}

static void
bureau_shown_window_class_init (BureauShownWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bureau_shown_window_finalize;
  signals[WANTED] = g_signal_new ("wanted", BUREAU_TYPE_SHOWN_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[FILLED] = g_signal_new ("filled", BUREAU_TYPE_SHOWN_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_HASH_TABLE);
}

static void
bureau_shown_window_init (BureauShownWindow *self)
{
  self->order = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->kept = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, kept_free);
  self->asked = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

/**
 * bureau_shown_window_new:
 *
 * Returns: (transfer full): no rows yet
 */
BureauShownWindow *
bureau_shown_window_new (void)
{
  return g_object_new (BUREAU_TYPE_SHOWN_WINDOW, NULL);
}

/* The order --------------------------------------------------------------------------------------
 */

/**
 * bureau_shown_window_get_order:
 *
 * Returns: (transfer none) (element-type gint64): the ids of all rows; it never changes, another
 *   takes its place
 */
GArray *
bureau_shown_window_get_order (BureauShownWindow *self)
{
  return self->order;
}

/**
 * bureau_shown_window_set_order:
 * @ids: (transfer none) (element-type gint64): of all rows; must not be changed any more
 */
void
bureau_shown_window_set_order (BureauShownWindow *self, GArray *ids)
{
  g_autoptr (GArray) before = g_steal_pointer (&self->order);

  self->order = g_array_ref (ids);
}

/**
 * bureau_shown_window_get_id:
 *
 * Returns: the id of a row, or 0 where there is no such row
 */
gint64
bureau_shown_window_get_id (BureauShownWindow *self, guint row)
{
  return row < self->order->len ? g_array_index (self->order, gint64, row) : 0;
}

/**
 * bureau_shown_window_find:
 * @row: (out): where it stands
 *
 * Returns: whether there is a row of that id
 */
gboolean
bureau_shown_window_find (BureauShownWindow *self, gint64 id, guint *row)
{
  for (guint i = 0; i < self->order->len; i++)
    if (g_array_index (self->order, gint64, i) == id)
      {
        *row = i;
        return TRUE;
      }
  return FALSE;
}

/* Values -----------------------------------------------------------------------------------------
 */

static gboolean
source_cb (gpointer data)
{
  BureauShownWindow *self = data;

  self->source = 0;
  g_signal_emit (self, signals[WANTED], 0);
  return G_SOURCE_REMOVE;
}

/* All rows that a layout asks for are read together after it. */
static void
tell_soon (BureauShownWindow *self)
{
  if (self->source == 0 && self->wanted->len > 0)
    self->source = g_idle_add_full (G_PRIORITY_DEFAULT, source_cb, self, NULL);
}

static void
want (BureauShownWindow *self, gint64 id)
{
  if (!g_hash_table_add (self->asked, g_memdup2 (&id, sizeof id)))
    return;
  g_array_append_val (self->wanted, id);
  tell_soon (self);
}

/**
 * bureau_shown_window_get:
 *
 * Returns: (transfer none) (nullable): the values of a row as they were read last; %NULL until they
 *   are there
 */
JsonArray *
bureau_shown_window_get (BureauShownWindow *self, guint row)
{
  gint64 id = bureau_shown_window_get_id (self, row);
  Kept *kept = id != 0 ? g_hash_table_lookup (self->kept, &id) : NULL;

  if (id == 0)
    return NULL;
  if (kept == NULL || kept->is_stale)
    want (self, id);
  if (kept != NULL)
    kept->used = ++self->n_looks;
  return kept != NULL ? kept->values : NULL;
}

/**
 * bureau_shown_window_set_stale:
 *
 * Something was committed: what is looked at from here on is read once more, and stands as it was
 * until then.
 */
void
bureau_shown_window_set_stale (BureauShownWindow *self)
{
  GHashTableIter iter;
  gpointer kept;

  self->generation++;
  g_hash_table_iter_init (&iter, self->kept);
  while (g_hash_table_iter_next (&iter, NULL, &kept))
    ((Kept *)kept)->is_stale = TRUE;
  g_hash_table_remove_all (self->asked);
  g_array_set_size (self->wanted, 0);
}

/**
 * bureau_shown_window_take_wanted:
 *
 * After a jump nobody waits for what was passed on the way: those that were asked for last come
 * first, and of more than a page the others are asked for again when they are looked at.
 *
 * Returns: (transfer full) (element-type gint64): the ids of rows to read, none where there are
 * none
 */
GArray *
bureau_shown_window_take_wanted (BureauShownWindow *self)
{
  GArray *taken = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint first = self->wanted->len > PAGE ? self->wanted->len - PAGE : 0;

  for (guint i = 0; i < first; i++)
    g_hash_table_remove (self->asked, &g_array_index (self->wanted, gint64, i));
  if (self->wanted->len > 0)
    g_array_append_vals (taken, &g_array_index (self->wanted, gint64, first),
                         self->wanted->len - first);
  g_array_set_size (self->wanted, 0);
  return taken;
}

static gboolean
is_old_cb (gpointer id, gpointer kept, gpointer data)
{
  return ((Kept *)kept)->used < *(guint *)data;
}

static void
forget (BureauShownWindow *self)
{
  guint since = self->n_looks > KEPT ? self->n_looks - KEPT : 0;

  if (g_hash_table_size (self->kept) > 2 * KEPT)
    g_hash_table_foreach_remove (self->kept, is_old_cb, &since);
}

/* Beyond 2^53 it is a string of digits. */
static gint64
read_id (JsonNode *value)
{
  return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING
             ? g_ascii_strtoll (json_node_get_string (value), NULL, 10)
             : json_node_get_int (value);
}

/* Whether it reads differently than before. */
static gboolean
keep (BureauShownWindow *self, gint64 id, JsonArray *values, gboolean is_stale)
{
  Kept *kept = g_hash_table_lookup (self->kept, &id);
  gboolean is_same = kept != NULL && json_array_equal (kept->values, values);

  g_hash_table_remove (self->asked, &id);
  if (kept == NULL)
    {
      kept = g_new0 (Kept, 1);
      kept->used = ++self->n_looks;
      g_hash_table_insert (self->kept, g_memdup2 (&id, sizeof id), kept);
    }
  json_array_ref (values);
  g_clear_pointer (&kept->values, json_array_unref);
  kept->values = values;
  kept->is_stale = is_stale;
  return !is_same;
}

/**
 * bureau_shown_window_fill:
 * @rows: [[…]] as they read now
 * @key: in which place of a row its id stands
 * @generation: that of the window when they were asked for
 */
void
bureau_shown_window_fill (BureauShownWindow *self, JsonArray *rows, guint key, guint generation)
{
  g_autoptr (GHashTable) changed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                          NULL);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonArray *values = json_array_get_array_element (rows, i);
      gint64 id = read_id (json_array_get_element (values, key));

      if (keep (self, id, values, generation != self->generation))
        g_hash_table_add (changed, g_memdup2 (&id, sizeof id));
    }
  forget (self);
  tell_soon (self);
  if (g_hash_table_size (changed) > 0)
    g_signal_emit (self, signals[FILLED], 0, changed);
}

/**
 * bureau_shown_window_get_generation:
 *
 * Returns: how often its rows became stale
 */
guint
bureau_shown_window_get_generation (BureauShownWindow *self)
{
  return self->generation;
}
