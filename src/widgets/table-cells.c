/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/table-cells.h"

#include "base/json.h"
#include "widgets/bar-cell.h"
#include "widgets/rows-model.h"
#include "widgets/table-text.h"
#include "widgets/tone.h"

struct _BureauTableCells
{
  GObject parent_instance;

  BureauElement *table; /* holds the cells */
  GHashTable *bound;    /* GtkColumnViewCell → Column, of those on the screen */
  GHashTable *bars;     /* of bureau_cell_bars_new() */
};

G_DEFINE_FINAL_TYPE (BureauTableCells, bureau_table_cells, G_TYPE_OBJECT)

typedef struct
{
  BureauTableCells *cells; /* lives as long as the table */
  JsonObject *shape;
  gboolean is_figure;
} Column;

static void
bureau_table_cells_finalize (GObject *object)
{
  g_clear_pointer (&BUREAU_TABLE_CELLS (object)->bound, g_hash_table_unref);
  g_clear_pointer (&BUREAU_TABLE_CELLS (object)->bars, g_hash_table_unref);
  G_OBJECT_CLASS (bureau_table_cells_parent_class)->finalize (object);
}

static void
bureau_table_cells_class_init (BureauTableCellsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bureau_table_cells_finalize;
}

static void
bureau_table_cells_init (BureauTableCells *self)
{
  self->bound = g_hash_table_new (NULL, NULL);
  self->bars = bureau_cell_bars_new ();
}

/**
 * bureau_table_cells_new:
 * @table: in which they stand
 *
 * Returns: (transfer full): no cells yet
 */
BureauTableCells *
bureau_table_cells_new (BureauElement *table)
{
  BureauTableCells *self = g_object_new (BUREAU_TYPE_TABLE_CELLS, NULL);

  self->table = table;
  return self;
}

static void
column_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

static guint
get_row (GtkColumnViewCell *cell)
{
  return bureau_rows_item_get_row (gtk_column_view_cell_get_item (cell));
}

static void
open_cb (GtkWidget *button, GtkColumnViewCell *cell)
{
  JsonObject *shape = g_object_get_data (G_OBJECT (button), "shape");
  GtkWidget *element = gtk_widget_get_ancestor (button, BUREAU_TYPE_ELEMENT);

  bureau_element_open (BUREAU_ELEMENT (element), bureau_json_get_object (shape, "open"),
                       get_row (cell));
}

static GtkWidget *
make_link (GtkColumnViewCell *cell, JsonObject *shape)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_END, "xalign", 0.0,
                                   NULL);
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "child", label, "halign", GTK_ALIGN_START,
                                    NULL);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "inline-link");
  g_object_set_data (G_OBJECT (button), "shape", shape);
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_cb), cell, G_CONNECT_DEFAULT);
  return button;
}

static gboolean
is_bar (const Column *column)
{
  return bureau_cell_is_bar (column->shape) && !json_object_has_member (column->shape, "open");
}

static void
set_up_cell_cb (GtkListItemFactory *factory, GtkColumnViewCell *cell, Column *column)
{
  GtkWidget *child;

  if (json_object_has_member (column->shape, "badge"))
    child = bureau_badge_new ();
  else if (json_object_has_member (column->shape, "open"))
    child = make_link (cell, column->shape);
  else if (is_bar (column))
    child = bureau_bar_cell_new ();
  else
    child = bureau_table_text_new (column->is_figure);
  gtk_column_view_cell_set_child (cell, child);
}

static void
show_text (GtkWidget *child, const BureauCell *cell)
{
  g_autofree char *text = bureau_tone_sign (cell->tone, cell->text);

  if (GTK_IS_INSCRIPTION (child))
    bureau_table_text_show (GTK_INSCRIPTION (child), text);
  else
    gtk_label_set_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (child))), text);
  bureau_tone_show (child, cell->tone);
}

static void
show_bar (const Column *column, GtkWidget *child, guint row, const BureauCell *cell)
{
  BureauShownRows *rows = bureau_element_get_rows (column->cells->table);
  const char *name = bureau_json_get_string (column->shape, "col");
  g_autofree char *text = bureau_tone_sign (cell->tone, cell->text);

  bureau_bar_cell_show (child, bureau_cell_share (rows, row, name, column->cells->bars), text);
  bureau_tone_show (child, cell->tone);
}

static void
show (GtkColumnViewCell *list_cell, const Column *column)
{
  BureauShownRows *rows = bureau_element_get_rows (column->cells->table);
  GtkWidget *child = gtk_column_view_cell_get_child (list_cell);
  g_auto (BureauCell) cell = { 0 };

  bureau_cell_fill (&cell, rows, get_row (list_cell), column->shape);
  if (cell.is_badge)
    bureau_badge_show (child, &cell);
  else if (is_bar (column))
    show_bar (column, child, get_row (list_cell), &cell);
  else
    show_text (child, &cell);
}

static void
bind_cell_cb (GtkListItemFactory *factory, GtkColumnViewCell *cell, Column *column)
{
  g_hash_table_insert (column->cells->bound, cell, column);
  show (cell, column);
}

static void
unbind_cell_cb (GtkListItemFactory *factory, GtkColumnViewCell *cell, Column *column)
{
  g_hash_table_remove (column->cells->bound, cell);
}

/**
 * bureau_table_cells_make_factory:
 * @shape: a column as the table shows it
 * @is_figure: whether its values are compared digit by digit
 *
 * Returns: (transfer full): what makes the cells of a column
 */
GtkListItemFactory *
bureau_table_cells_make_factory (BureauTableCells *self, JsonObject *shape, gboolean is_figure)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Column *column = g_new0 (Column, 1);

  *column = (Column){ self, shape, is_figure };
  /* The factory owns what its listeners know. */
  g_signal_connect_data (factory, "setup", G_CALLBACK (set_up_cell_cb), column, column_free,
                         G_CONNECT_DEFAULT);
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_cell_cb), column, NULL,
                         G_CONNECT_DEFAULT);
  g_signal_connect_data (factory, "unbind", G_CALLBACK (unbind_cell_cb), column, NULL,
                         G_CONNECT_DEFAULT);
  return factory;
}

/**
 * bureau_table_cells_show:
 * @ids: (nullable) (element-type gint64): a set of those rows that read differently; %NULL for all
 */
void
bureau_table_cells_show (BureauTableCells *self, GHashTable *ids)
{
  BureauShownRows *rows = bureau_element_get_rows (self->table);
  GHashTableIter iter;
  gpointer cell, column;

  if (ids == NULL)
    g_hash_table_remove_all (self->bars);
  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &cell, &column))
    {
      gint64 id = ids != NULL ? bureau_shown_rows_get_id (rows, get_row (cell)) : 0;

      if (ids == NULL || g_hash_table_contains (ids, &id))
        show (cell, column);
    }
}
