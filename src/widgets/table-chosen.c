/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/table-chosen.h"

struct _BureauTableChosen
{
  GHashTable *rows; /* what tells a row apart → JsonObject: the row as it was chosen */
};

static GHashTable *
new_rows (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                (GDestroyNotify)json_object_unref);
}

/**
 * bureau_table_chosen_new:
 *
 * Returns: (transfer full): none are chosen
 */
BureauTableChosen *
bureau_table_chosen_new (void)
{
  BureauTableChosen *self = g_new0 (BureauTableChosen, 1);

  self->rows = new_rows ();
  return self;
}

void
bureau_table_chosen_free (BureauTableChosen *self)
{
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_free (self);
}

/**
 * bureau_table_chosen_get_n:
 *
 * Returns: how many rows are chosen
 */
guint
bureau_table_chosen_get_n (BureauTableChosen *self)
{
  return g_hash_table_size (self->rows);
}

/* Where nothing tells rows apart, their place does, until they read differently. */
static gint64
get_key (BureauShownRows *rows, guint row)
{
  gint64 id = bureau_shown_rows_get_id (rows, row);

  return id != 0 ? id : -1 - (gint64)row;
}

/**
 * bureau_table_chosen_has:
 *
 * Returns: whether a row is chosen
 */
gboolean
bureau_table_chosen_has (BureauTableChosen *self, BureauShownRows *rows, guint row)
{
  gint64 key = get_key (rows, row);

  return g_hash_table_contains (self->rows, &key);
}

/**
 * bureau_table_chosen_add:
 *
 * Chooses a row, where it was read and there are not too many already.
 */
void
bureau_table_chosen_add (BureauTableChosen *self, BureauShownRows *rows, guint row)
{
  gint64 key = get_key (rows, row);

  if (g_hash_table_size (self->rows) < BUREAU_BULK_MOST && bureau_shown_rows_is_read (rows, row))
    g_hash_table_insert (self->rows, g_memdup2 (&key, sizeof key),
                         bureau_shown_rows_dup_row (rows, row));
}

/**
 * bureau_table_chosen_add_all:
 *
 * Chooses the rows that there are, up to %BUREAU_BULK_MOST.
 */
void
bureau_table_chosen_add_all (BureauTableChosen *self, BureauShownRows *rows)
{
  for (guint row = 0; row < bureau_shown_rows_get_n (rows); row++)
    bureau_table_chosen_add (self, rows, row);
}

/**
 * bureau_table_chosen_remove:
 *
 * Chooses a row no more.
 */
void
bureau_table_chosen_remove (BureauTableChosen *self, BureauShownRows *rows, guint row)
{
  gint64 key = get_key (rows, row);

  g_hash_table_remove (self->rows, &key);
}

/**
 * bureau_table_chosen_remove_all:
 *
 * Chooses nothing any more.
 */
void
bureau_table_chosen_remove_all (BureauTableChosen *self)
{
  g_hash_table_remove_all (self->rows);
}

/* The keys of the chosen rows that are there, as they are shown; those that only their place tells
 * apart, if they are wanted. */
static GArray *
list_there (BureauTableChosen *self, BureauShownRows *rows, gboolean with_places)
{
  g_autoptr (GArray) order = bureau_shown_rows_dup_order (rows);
  guint n = order != NULL ? order->len : bureau_shown_rows_get_n (rows);
  GArray *there = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < n && there->len < g_hash_table_size (self->rows); i++)
    {
      gint64 id = order != NULL ? g_array_index (order, gint64, i) : 0;
      gint64 key = id != 0 ? id : -1 - (gint64)i;

      if ((id != 0 || with_places) && g_hash_table_contains (self->rows, &key))
        g_array_append_val (there, key);
    }
  return there;
}

/**
 * bureau_table_chosen_remove_gone:
 * @rows: as they read now
 *
 * Rows that are there no more are chosen no more.
 */
void
bureau_table_chosen_remove_gone (BureauTableChosen *self, BureauShownRows *rows)
{
  g_autoptr (GArray) there = list_there (self, rows, FALSE);
  g_autoptr (GHashTable) kept = new_rows ();

  for (guint i = 0; i < there->len; i++)
    {
      gint64 *key = &g_array_index (there, gint64, i);

      g_hash_table_insert (kept, g_memdup2 (key, sizeof *key),
                           json_object_ref (g_hash_table_lookup (self->rows, key)));
    }
  g_clear_pointer (&self->rows, g_hash_table_unref);
  self->rows = g_steal_pointer (&kept);
}

/**
 * bureau_table_chosen_list:
 * @rows: as they read now
 *
 * Returns: (transfer full) (element-type JsonObject): the rows as they were chosen, in the order in
 *   which they are shown
 */
GPtrArray *
bureau_table_chosen_list (BureauTableChosen *self, BureauShownRows *rows)
{
  g_autoptr (GArray) there = list_there (self, rows, TRUE);
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)json_object_unref);

  for (guint i = 0; i < there->len; i++)
    g_ptr_array_add (list, json_object_ref (g_hash_table_lookup (
                               self->rows, &g_array_index (there, gint64, i))));
  return list;
}
