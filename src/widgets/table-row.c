/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/table-row.h"

#include "widgets/table-text.h"

struct _BureauTableRow
{
  GObject parent_instance;

  gint64 id;
  guint n_columns;
  char **texts;           /* NULL until it was read */
  GtkInscription **cells; /* not owned: a cell leaves before it goes */
};

G_DEFINE_FINAL_TYPE (BureauTableRow, bureau_table_row, G_TYPE_OBJECT)

static void
bureau_table_row_finalize (GObject *object)
{
  BureauTableRow *self = BUREAU_TABLE_ROW (object);

  g_strfreev (self->texts);
  g_free (self->cells);
  G_OBJECT_CLASS (bureau_table_row_parent_class)->finalize (object);
}

static void
bureau_table_row_class_init (BureauTableRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bureau_table_row_finalize;
}

static void
bureau_table_row_init (BureauTableRow *self)
{
}

/**
 * bureau_table_row_new:
 *
 * Returns: (transfer full): a row that says nothing yet
 */
BureauTableRow *
bureau_table_row_new (gint64 id, guint n_columns)
{
  BureauTableRow *self = g_object_new (BUREAU_TYPE_TABLE_ROW, NULL);

  self->id = id;
  self->n_columns = n_columns;
  self->cells = g_new0 (GtkInscription *, n_columns);
  return self;
}

/**
 * bureau_table_row_get_id:
 *
 * Returns: the id of its record
 */
gint64
bureau_table_row_get_id (BureauTableRow *self)
{
  return self->id;
}

/**
 * bureau_table_row_get_text:
 *
 * Returns: (transfer none): what stands in a column, empty until it was read
 */
const char *
bureau_table_row_get_text (BureauTableRow *self, guint column)
{
  return self->texts != NULL && column < self->n_columns ? self->texts[column] : "";
}

static void
show (BureauTableRow *self, guint column)
{
  bureau_table_text_show (self->cells[column], bureau_table_row_get_text (self, column));
}

/**
 * bureau_table_row_fill:
 * @texts: (transfer full) (array zero-terminated=1): a text for each column
 *
 * Takes over what the record says now.
 */
void
bureau_table_row_fill (BureauTableRow *self, char **texts)
{
  g_assert (g_strv_length (texts) == self->n_columns);
  g_strfreev (self->texts);
  self->texts = texts;
  for (guint i = 0; i < self->n_columns; i++)
    if (self->cells[i] != NULL)
      show (self, i);
}

/**
 * bureau_table_row_bind:
 *
 * From here on the cell shows what stands in the column.
 */
void
bureau_table_row_bind (BureauTableRow *self, guint column, GtkInscription *cell)
{
  self->cells[column] = cell;
  show (self, column);
}

/**
 * bureau_table_row_unbind:
 *
 * The cell shows something else from here on.
 */
void
bureau_table_row_unbind (BureauTableRow *self, guint column, GtkInscription *cell)
{
  if (self->cells[column] == cell)
    self->cells[column] = NULL;
}
