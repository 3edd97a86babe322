/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/table-chosen.h"

struct _BureauTableChosen
{
  GHashTable *rows; /* what tells a row apart → JsonObject: the row as it was chosen */
};

BureauTableChosen *
bureau_table_chosen_new (void)
{
  BureauTableChosen *self = g_new0 (BureauTableChosen, 1);

  self->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                      (GDestroyNotify)json_object_unref);
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
 * Chooses a row, where there are not too many already.
 */
void
bureau_table_chosen_add (BureauTableChosen *self, BureauShownRows *rows, guint row)
{
  gint64 key = get_key (rows, row);

  if (g_hash_table_size (self->rows) < BUREAU_BULK_MOST)
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

static gboolean
is_gone_cb (gpointer key, gpointer row, gpointer data)
{
  GHashTable *there = data;

  return !g_hash_table_contains (there, key);
}

static gboolean
is_gone_from_window_cb (gpointer key, gpointer row, gpointer data)
{
  guint place;

  return !bureau_shown_window_find (data, *(gint64 *)key, &place);
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
  BureauShownWindow *window = bureau_shown_rows_get_window (rows);
  g_autoptr (GHashTable) there = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  if (window != NULL)
    {
      g_hash_table_foreach_remove (self->rows, is_gone_from_window_cb, window);
      return;
    }
  for (guint row = 0; row < bureau_shown_rows_get_n (rows); row++)
    {
      gint64 id = bureau_shown_rows_get_id (rows, row);

      g_hash_table_add (there, g_memdup2 (&id, sizeof id));
    }
  g_hash_table_foreach_remove (self->rows, is_gone_cb, there);
}

/**
 * bureau_table_chosen_list:
 *
 * Returns: (transfer container) (element-type JsonObject): the rows as they were chosen
 */
GPtrArray *
bureau_table_chosen_list (BureauTableChosen *self)
{
  return g_hash_table_get_values_as_ptr_array (self->rows);
}
