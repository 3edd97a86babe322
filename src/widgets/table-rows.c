/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/table-rows.h"

/* Rows that nobody looks at any more are kept so long. */
#define N_RECENT 512

struct _BureauTableRows
{
  GObject parent_instance;

  BureauMemory *memory;
  BureauTable *table;
  GHashTable *rows; /* id -> BureauTableRow, not owned: those that somebody has */
  BureauTableRow *recent[N_RECENT];
  guint next_recent;
  GArray *missing; /* gint64, whose texts are to be read */
  guint source;
  gboolean is_reading;
};

G_DEFINE_FINAL_TYPE (BureauTableRows, bureau_table_rows, G_TYPE_OBJECT)

static guint answered_signal;

static void read_missing (BureauTableRows *self);

/* Rows -------------------------------------------------------------------------------------------
 */

static void
gone_cb (gpointer data, GObject *row)
{
  BureauTableRows *self = data;
  gint64 id = bureau_table_row_get_id ((BureauTableRow *)row);

  g_hash_table_remove (self->rows, &id);
}

static BureauTableRow *
add (BureauTableRows *self, gint64 id)
{
  BureauTableRow *row = bureau_table_row_new (id, self->table->columns->len);

  g_object_weak_ref (G_OBJECT (row), gone_cb, self);
  g_hash_table_insert (self->rows, g_memdup2 (&id, sizeof id), row);
  g_set_object (&self->recent[self->next_recent], row);
  self->next_recent = (self->next_recent + 1) % N_RECENT;
  return row;
}

static void
fill (BureauTableRows *self, BureauTableAnswer *answer)
{
  for (guint i = 0; i < answer->texts->len; i++)
    {
      gint64 id = g_array_index (answer->ids, gint64, i);
      BureauTableRow *row = g_hash_table_lookup (self->rows, &id);
      char **texts = g_ptr_array_index (answer->texts, i);

      if (row != NULL && texts != NULL)
        bureau_table_row_fill (row, g_strdupv (texts));
    }
}

/* Reading ----------------------------------------------------------------------------------------
 */

static void
weak_ref_free (gpointer data)
{
  GWeakRef *ref = data;

  g_weak_ref_clear (ref);
  g_free (ref);
}

/* Rows that nobody has any more are not kept for their texts. */
static DexFuture *
read_cb (DexFuture *future, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BureauTableAnswer) answer = dex_await_boxed (dex_ref (future), &error);
  g_autoptr (BureauTableRows) self = g_weak_ref_get (data);

  if (self == NULL)
    return NULL;
  self->is_reading = FALSE;
  g_signal_emit (self, answered_signal, 0, error);
  if (answer == NULL)
    return NULL;
  fill (self, answer);
  read_missing (self);
  return NULL;
}

/* Only what somebody still has: after a jump nobody waits for what was passed on the way. */
static GArray *
take_missing (BureauTableRows *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->missing->len; i++)
    {
      gint64 id = g_array_index (self->missing, gint64, i);

      if (g_hash_table_contains (self->rows, &id))
        g_array_append_val (ids, id);
    }
  g_array_set_size (self->missing, 0);
  return ids;
}

static void
read_missing (BureauTableRows *self)
{
  g_autoptr (GArray) ids = NULL;
  GWeakRef *ref;

  if (self->is_reading || self->missing->len == 0)
    return;
  ids = take_missing (self);
  if (ids->len == 0)
    return;
  self->is_reading = TRUE;
  ref = g_new0 (GWeakRef, 1);
  g_weak_ref_init (ref, self);
  dex_future_disown (dex_future_finally (bureau_table_read_rows (self->memory, self->table, ids),
                                         read_cb, ref, weak_ref_free));
}

static gboolean
source_cb (gpointer data)
{
  BureauTableRows *self = data;

  self->source = 0;
  read_missing (self);
  return G_SOURCE_REMOVE;
}

/* All rows that a layout asks for are read together after it. */
static void
want (BureauTableRows *self, gint64 id)
{
  g_array_append_val (self->missing, id);
  if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_DEFAULT, source_cb, self, NULL);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
let_rows_go (BureauTableRows *self)
{
  GHashTableIter iterator;
  gpointer row;

  g_hash_table_iter_init (&iterator, self->rows);
  while (g_hash_table_iter_next (&iterator, NULL, &row))
    g_object_weak_unref (row, gone_cb, self);
  g_hash_table_remove_all (self->rows);
  for (guint i = 0; i < N_RECENT; i++)
    g_clear_object (&self->recent[i]);
}

static void
bureau_table_rows_dispose (GObject *object)
{
  BureauTableRows *self = BUREAU_TABLE_ROWS (object);

  let_rows_go (self);
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->memory);
  G_OBJECT_CLASS (bureau_table_rows_parent_class)->dispose (object);
}

static void
bureau_table_rows_finalize (GObject *object)
{
  BureauTableRows *self = BUREAU_TABLE_ROWS (object);

  g_clear_pointer (&self->table, bureau_table_unref);
  g_clear_pointer (&self->missing, g_array_unref);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  G_OBJECT_CLASS (bureau_table_rows_parent_class)->finalize (object);
}

static void
bureau_table_rows_class_init (BureauTableRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bureau_table_rows_dispose;
  G_OBJECT_CLASS (klass)->finalize = bureau_table_rows_finalize;
  answered_signal = g_signal_new ("answered", BUREAU_TYPE_TABLE_ROWS, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
bureau_table_rows_init (BureauTableRows *self)
{
  self->missing = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

/**
 * bureau_table_rows_new:
 * @table: whose rows they are
 *
 * Returns: (transfer full): none yet
 */
BureauTableRows *
bureau_table_rows_new (BureauMemory *memory, BureauTable *table)
{
  BureauTableRows *self = g_object_new (BUREAU_TYPE_TABLE_ROWS, NULL);

  self->memory = g_object_ref (memory);
  self->table = bureau_table_ref (table);
  return self;
}

/**
 * bureau_table_rows_dup:
 * @id: of a record of the table
 *
 * Returns: (transfer full): its row; the texts may come later
 */
BureauTableRow *
bureau_table_rows_dup (BureauTableRows *self, gint64 id)
{
  BureauTableRow *row = g_hash_table_lookup (self->rows, &id);

  if (row != NULL)
    return g_object_ref (row);
  want (self, id);
  return add (self, id);
}

/**
 * bureau_table_rows_take:
 * @answer: ids and texts of rows that are about to be looked at
 *
 * Keeps them, so that they need not be read.
 */
void
bureau_table_rows_take (BureauTableRows *self, BureauTableAnswer *answer)
{
  for (guint i = 0; i < answer->ids->len; i++)
    {
      g_autoptr (BureauTableRow) row = add (self, g_array_index (answer->ids, gint64, i));
    }
  fill (self, answer);
}

/**
 * bureau_table_rows_read_again:
 * @id: a record that changed
 */
void
bureau_table_rows_read_again (BureauTableRows *self, gint64 id)
{
  if (g_hash_table_contains (self->rows, &id))
    want (self, id);
}

/**
 * bureau_table_rows_read_all_again:
 *
 * Reads all rows that somebody has once more.
 */
void
bureau_table_rows_read_all_again (BureauTableRows *self)
{
  GHashTableIter iterator;
  gpointer id;

  g_hash_table_iter_init (&iterator, self->rows);
  while (g_hash_table_iter_next (&iterator, &id, NULL))
    want (self, *(gint64 *)id);
}
