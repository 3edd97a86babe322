/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/live-rows.h"

#include "base/json.h"

struct _BureauLiveRows
{
  const BureauListSource *source;
  BureauLiveRowsFunc func;
  gpointer data;
  GPtrArray *items;     /* BureauRowItem, in the order shown */
  GHashTable *hidden;   /* ids of rows that are about to leave */
  gint64 edge;          /* the id of the last row read, 0 before the first */
  gboolean is_complete; /* no row comes after the edge */
};

/**
 * bureau_live_rows_new:
 * @source: where the rows come from; static
 * @tell: is told of every change
 * @data: for @tell; outlives the rows
 *
 * Returns: (transfer full): no rows yet
 */
BureauLiveRows *
bureau_live_rows_new (const BureauListSource *source, BureauLiveRowsFunc tell, gpointer data)
{
  BureauLiveRows *self = g_new0 (BureauLiveRows, 1);

  self->source = source;
  self->func = tell;
  self->data = data;
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->hidden = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

void
bureau_live_rows_free (BureauLiveRows *self)
{
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->hidden, g_hash_table_unref);
  g_free (self);
}

/**
 * bureau_live_rows_get_length:
 *
 * Returns: how many rows there are
 */
guint
bureau_live_rows_get_length (BureauLiveRows *self)
{
  return self->items->len;
}

/**
 * bureau_live_rows_get_edge:
 *
 * Returns: the id of the last row that was read, 0 before the first
 */
gint64
bureau_live_rows_get_edge (BureauLiveRows *self)
{
  return self->edge;
}

/**
 * bureau_live_rows_get_is_complete:
 *
 * Returns: whether no row comes after the edge
 */
gboolean
bureau_live_rows_get_is_complete (BureauLiveRows *self)
{
  return self->is_complete;
}

/**
 * bureau_live_rows_get_item:
 * @position: below the length
 *
 * Returns: (transfer none): the row there
 */
BureauRowItem *
bureau_live_rows_get_item (BureauLiveRows *self, guint position)
{
  return g_ptr_array_index (self->items, position);
}

/* Order ------------------------------------------------------------------------------------------
 */

static gboolean
is_before (BureauLiveRows *self, gint64 a, gint64 b)
{
  return self->source->is_oldest_first ? a < b : a > b;
}

static gint64
id_at (BureauLiveRows *self, guint position)
{
  return bureau_row_item_get_id (g_ptr_array_index (self->items, position));
}

/* Where a row stands, or would. */
static guint
find_place (BureauLiveRows *self, gint64 id)
{
  guint low = 0, high = self->items->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (is_before (self, id_at (self, middle), id))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
is_at (BureauLiveRows *self, guint place, gint64 id)
{
  return place < self->items->len && id_at (self, place) == id;
}

/**
 * bureau_live_rows_find:
 * @position: (out) (optional): where it is
 *
 * Returns: whether the row is here
 */
gboolean
bureau_live_rows_find (BureauLiveRows *self, gint64 id, guint *position)
{
  guint place = find_place (self, id);

  if (!is_at (self, place, id))
    return FALSE;
  if (position != NULL)
    *position = place;
  return TRUE;
}

/* Changes ----------------------------------------------------------------------------------------
 */

static void
tell (BureauLiveRows *self, guint position, guint removed, guint added)
{
  if (removed + added > 0)
    self->func (position, removed, added, self->data);
}

static BureauRowItem *
make_item (BureauLiveRows *self, JsonObject *row)
{
  BureauRowItem *item = g_object_new (self->source->get_item_type (), NULL);

  bureau_row_item_fill (item, row);
  return item;
}

static gboolean
is_hidden (BureauLiveRows *self, gint64 id)
{
  return g_hash_table_contains (self->hidden, &id);
}

static void
remove_row (BureauLiveRows *self, gint64 id)
{
  guint place = find_place (self, id);

  if (!is_at (self, place, id))
    return;
  g_ptr_array_remove_index (self->items, place);
  tell (self, place, 1, 0);
}

/**
 * bureau_live_rows_append:
 * @rows: the next page, as bureau_list_source_read_page() gives it
 */
void
bureau_live_rows_append (BureauLiveRows *self, JsonArray *rows)
{
  guint n = self->items->len, n_rows = json_array_get_length (rows);

  for (guint i = 0; i < n_rows; i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      self->edge = bureau_json_get_id (row, "id");
      if (!is_hidden (self, self->edge))
        g_ptr_array_add (self->items, make_item (self, row));
    }
  self->is_complete = n_rows < BUREAU_LIST_PAGE_ROWS;
  tell (self, n, 0, self->items->len - n);
}

/* Rows beyond the last page come when it is their turn. */
static gboolean
belongs_here (BureauLiveRows *self, gint64 id)
{
  return self->is_complete || !is_before (self, self->edge, id);
}

/* Rows that stand side by side are told of at once. */
static void
take_rows (BureauLiveRows *self, JsonArray *rows)
{
  guint start = 0, n = 0;

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      gint64 id = bureau_json_get_id (row, "id");
      guint place = find_place (self, id);

      if (is_at (self, place, id))
        bureau_row_item_fill (g_ptr_array_index (self->items, place), row);
      if (is_at (self, place, id) || is_hidden (self, id) || !belongs_here (self, id))
        continue;
      if (n > 0 && place != start + n)
        {
          tell (self, start, 0, n);
          n = 0;
        }
      if (n == 0)
        start = place;
      g_ptr_array_insert (self->items, (int)place, make_item (self, row));
      n++;
    }
  tell (self, start, 0, n);
}

static GHashTable *
index_ids (JsonArray *rows)
{
  GHashTable *ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      gint64 id = bureau_json_get_id (json_array_get_object_element (rows, i), "id");

      g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
    }
  return ids;
}

/* A row that is gone need not be hidden any longer. */
static void
drop_rows (BureauLiveRows *self, JsonArray *touched, JsonArray *rows)
{
  g_autoptr (GHashTable) still = index_ids (rows);

  for (guint i = 0; i < json_array_get_length (touched); i++)
    {
      gint64 id = json_array_get_int_element (touched, i);

      if (g_hash_table_contains (still, &id))
        continue;
      g_hash_table_remove (self->hidden, &id);
      remove_row (self, id);
    }
}

/**
 * bureau_live_rows_update:
 * @touched: ids of rows that may read differently
 * @rows: those of them that belong into the list, in its order
 *
 * Takes over what bureau_list_source_read_news() found.
 */
void
bureau_live_rows_update (BureauLiveRows *self, JsonArray *touched, JsonArray *rows)
{
  drop_rows (self, touched, rows);
  take_rows (self, rows);
}

/**
 * bureau_live_rows_cut:
 * @n: how many rows stay
 *
 * Lets the rows at the end go; they can be read again.
 */
void
bureau_live_rows_cut (BureauLiveRows *self, guint n)
{
  guint before = self->items->len;

  if (n == 0 || before <= n)
    return;
  g_ptr_array_set_size (self->items, (int)n);
  self->edge = id_at (self, n - 1);
  self->is_complete = FALSE;
  tell (self, n, before - n, 0);
}

/**
 * bureau_live_rows_clear:
 *
 * Begins anew, before the first row.
 */
void
bureau_live_rows_clear (BureauLiveRows *self)
{
  guint n = self->items->len;

  self->edge = 0;
  self->is_complete = FALSE;
  g_ptr_array_set_size (self->items, 0);
  tell (self, 0, n, 0);
}

/**
 * bureau_live_rows_hide:
 *
 * Takes a row out until it is unhidden, whatever is read meanwhile.
 */
void
bureau_live_rows_hide (BureauLiveRows *self, gint64 id)
{
  g_hash_table_add (self->hidden, g_memdup2 (&id, sizeof id));
  remove_row (self, id);
}

/**
 * bureau_live_rows_unhide:
 *
 * Lets a row be shown again from the next time that it is read.
 */
void
bureau_live_rows_unhide (BureauLiveRows *self, gint64 id)
{
  g_hash_table_remove (self->hidden, &id);
}
