/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/live-list.h"

#include "base/json.h"

struct _BureauLiveList
{
  GObject parent_instance;

  BureauMemory *memory;
  GType item_type;
  char *sql;
  char *problem;
  GPtrArray *items;   /* BureauRowItem, in the order shown */
  GHashTable *hidden; /* ids of rows that are about to leave */
  gboolean is_loaded;
  gboolean is_reading;
  gboolean is_stale;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BureauLiveList, bureau_live_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  PROP_IS_LOADED = 1,
  PROP_N_ITEMS,
  PROP_PROBLEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  REFRESHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The list model --------------------------------------------------------------------------------
 */

static GType
get_item_type (GListModel *model)
{
  return BUREAU_LIVE_LIST (model)->item_type;
}

static guint
get_n_items (GListModel *model)
{
  return BUREAU_LIVE_LIST (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  BureauLiveList *self = BUREAU_LIVE_LIST (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position))
                                     : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* Taking over rows -------------------------------------------------------------------------------
 */

static GHashTable *
index_items (BureauLiveList *self)
{
  GHashTable *index = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < self->items->len; i++)
    {
      BureauRowItem *item = g_ptr_array_index (self->items, i);
      gint64 *id = g_new (gint64, 1);

      *id = bureau_row_item_get_id (item);
      g_object_set_data_full (G_OBJECT (item), "live-list-id", id, g_free);
      g_hash_table_insert (index, id, item);
    }
  return index;
}

/* A row that was there keeps its object. */
static GPtrArray *
make_items (BureauLiveList *self, JsonArray *rows)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) index = index_items (self);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      gint64 id = bureau_json_get_id (row, "id");
      BureauRowItem *item = g_hash_table_lookup (index, &id);

      if (g_hash_table_contains (self->hidden, &id))
        continue;
      item = item != NULL ? g_object_ref (item) : g_object_new (self->item_type, NULL);
      bureau_row_item_fill (item, row);
      g_ptr_array_add (items, item);
    }
  return items;
}

/* What is the same at both ends is not told as changed. */
static void
replace_items (BureauLiveList *self, GPtrArray *items)
{
  g_autoptr (GPtrArray) before = self->items;
  guint start = 0, end = 0, least = MIN (before->len, items->len);

  while (start < least && before->pdata[start] == items->pdata[start])
    start++;
  while (end < least - start
         && before->pdata[before->len - 1 - end] == items->pdata[items->len - 1 - end])
    end++;
  self->items = items;
  if (before->len == items->len && start == items->len)
    return;
  g_list_model_items_changed (G_LIST_MODEL (self), start, before->len - start - end,
                              items->len - start - end);
  if (before->len != items->len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static void
set_problem (BureauLiveList *self, const char *problem)
{
  if (g_set_str (&self->problem, problem))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static void
set_loaded (BureauLiveList *self)
{
  if (self->is_loaded)
    return;
  self->is_loaded = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LOADED]);
}

/* A row that is gone need not be hidden any longer. */
static void
forget_hidden (BureauLiveList *self, JsonArray *rows)
{
  g_autoptr (GHashTable) still = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      gint64 id = bureau_json_get_id (json_array_get_object_element (rows, i), "id");

      if (g_hash_table_contains (self->hidden, &id))
        g_hash_table_add (still, g_memdup2 (&id, sizeof id));
    }
  g_clear_pointer (&self->hidden, g_hash_table_unref);
  self->hidden = g_steal_pointer (&still);
}

/* Reading ---------------------------------------------------------------------------------------
 */

static DexFuture *
rows_read_cb (DexFuture *future, gpointer data)
{
  BureauLiveList *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) rows = dex_await_boxed (dex_ref (future), &error);

  self->is_reading = FALSE;
  set_problem (self, error != NULL ? error->message : NULL);
  if (rows != NULL)
    {
      replace_items (self, make_items (self, rows));
      forget_hidden (self, rows);
      set_loaded (self);
      g_signal_emit (self, signals[REFRESHED], 0);
    }
  if (self->is_stale)
    bureau_live_list_refresh (self);
  return NULL;
}

/**
 * bureau_live_list_refresh:
 *
 * Reads the rows anew; while a reading is under way, once more after it.
 */
void
bureau_live_list_refresh (BureauLiveList *self)
{
  self->is_stale = self->is_reading;
  if (self->is_reading)
    return;
  self->is_reading = TRUE;
  dex_future_disown (dex_future_finally (bureau_memory_rows (self->memory, self->sql, ""),
                                         rows_read_cb, g_object_ref (self), g_object_unref));
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_live_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BureauLiveList *self = BUREAU_LIVE_LIST (object);

  switch (id)
    {
    case PROP_IS_LOADED:
      g_value_set_boolean (value, self->is_loaded);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->items->len);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bureau_live_list_finalize (GObject *object)
{
  BureauLiveList *self = BUREAU_LIVE_LIST (object);

  g_clear_object (&self->memory);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->hidden, g_hash_table_unref);
  g_free (self->sql);
  g_free (self->problem);
  G_OBJECT_CLASS (bureau_live_list_parent_class)->finalize (object);
}

static void
bureau_live_list_class_init (BureauLiveListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bureau_live_list_get_property;
  object_class->finalize = bureau_live_list_finalize;
  properties[PROP_IS_LOADED] = g_param_spec_boolean ("is-loaded", NULL, NULL, FALSE, flags);
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[REFRESHED] = g_signal_new ("refreshed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bureau_live_list_init (BureauLiveList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->hidden = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

/**
 * bureau_live_list_new:
 * @item_type: a kind of #BureauRowItem
 * @sql: one SELECT of our own source with a column `id`, in the order to be shown
 *
 * Returns: (transfer full): the list; it is read for the first time at once, and may be loaded when
 *   this returns
 */
BureauLiveList *
bureau_live_list_new (BureauMemory *memory, GType item_type, const char *sql)
{
  BureauLiveList *self = g_object_new (BUREAU_TYPE_LIVE_LIST, NULL);

  self->memory = g_object_ref (memory);
  self->item_type = item_type;
  self->sql = g_strdup (sql);
  g_signal_connect_object (memory, "changed", G_CALLBACK (bureau_live_list_refresh), self,
                           G_CONNECT_SWAPPED);
  bureau_live_list_refresh (self);
  return self;
}

/**
 * bureau_live_list_get_is_loaded:
 *
 * Returns: whether the rows were read at least once
 */
gboolean
bureau_live_list_get_is_loaded (BureauLiveList *self)
{
  return self->is_loaded;
}

/**
 * bureau_live_list_find:
 * @position: (out) (optional): where it is
 *
 * Returns: whether the row is in the list
 */
gboolean
bureau_live_list_find (BureauLiveList *self, gint64 id, guint *position)
{
  for (guint i = 0; i < self->items->len; i++)
    if (bureau_row_item_get_id (g_ptr_array_index (self->items, i)) == id)
      {
        if (position != NULL)
          *position = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * bureau_live_list_hide:
 *
 * Takes a row out at once, before memory says that it left: what a person decided is done in the
 * next frame. bureau_live_list_unhide() brings it back where the decision could not be stored.
 */
void
bureau_live_list_hide (BureauLiveList *self, gint64 id)
{
  guint position;

  g_hash_table_add (self->hidden, g_memdup2 (&id, sizeof id));
  if (!bureau_live_list_find (self, id, &position))
    return;
  g_ptr_array_remove_index (self->items, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

/**
 * bureau_live_list_unhide:
 *
 * Shows a hidden row again, where it still is.
 */
void
bureau_live_list_unhide (BureauLiveList *self, gint64 id)
{
  g_hash_table_remove (self->hidden, &id);
  bureau_live_list_refresh (self);
}
