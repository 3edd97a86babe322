/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/table-element.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "views/cell.h"
#include "views/format.h"
#include "widgets/act-buttons.h"
#include "widgets/rows-show.h"
#include "widgets/table-bulk.h"
#include "widgets/table-cells.h"
#include "widgets/table-head.h"
#include "widgets/table-kept.h"
#include "widgets/table-totals.h"

#define TALL 460

struct _BureauTableElement
{
  BureauElement parent_instance;

  BureauRowsModel *model;
  BureauTableCells *cells;
  BureauTableBulk *bulk; /* or NULL */
  GtkSelectionModel *selection;
  GtkColumnView *columns;
  GtkLabel *totals;
};

G_DEFINE_FINAL_TYPE (BureauTableElement, bureau_table_element, BUREAU_TYPE_ELEMENT)

static JsonArray *
get_list (BureauTableElement *self, const char *member)
{
  return bureau_json_get_array (bureau_element_get_shape (BUREAU_ELEMENT (self)), member);
}

/* Columns ----------------------------------------------------------------------------------------
 */

static void
add_column (BureauTableElement *self, JsonObject *shape, guint i)
{
  BureauShownRows *rows = bureau_element_get_rows (BUREAU_ELEMENT (self));
  const char *name = bureau_json_get_string (shape, "col");
  const char *label = bureau_json_get_string (shape, "label");
  const char *type = bureau_shown_rows_get_type_of (rows, name);
  gboolean is_figure = bureau_format_is_figure (type);
  gboolean is_narrow = is_figure || g_strcmp0 (type, "date") == 0 || g_strcmp0 (type, "bool") == 0
                       || json_object_has_member (shape, "badge");

  g_autoptr (GtkCustomSorter) sorter = gtk_custom_sorter_new (NULL, NULL, NULL);
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (
      label != NULL ? label : bureau_shown_rows_get_label (rows, name),
      bureau_table_cells_make_factory (self->cells, shape, is_figure));

  gtk_column_view_column_set_id (column, name);
  bureau_table_kept_set_width (BUREAU_ELEMENT (self), column,
                               is_narrow && !bureau_cell_is_bar (shape));
  gtk_column_view_column_set_expand (column, i == 0 || !is_narrow);
  gtk_column_view_column_set_sorter (column, GTK_SORTER (sorter));
  gtk_column_view_append_column (self->columns, column);
  if (is_figure && !json_object_has_member (shape, "badge")
      && !json_object_has_member (shape, "open"))
    bureau_table_head_of_figures (self->columns, column);
}

static void
add_checks (BureauTableElement *self)
{
  g_autoptr (GtkColumnViewColumn) column = NULL;

  self->bulk = bureau_table_bulk_new (BUREAU_ELEMENT (self));
  column = gtk_column_view_column_new (_ ("Choose"), bureau_table_bulk_make_factory (self->bulk));
  gtk_column_view_append_column (self->columns, column);
}

static guint
acted_row_cb (gpointer cell)
{
  return bureau_rows_item_get_row (gtk_column_view_cell_get_item (cell));
}

static void
set_up_acts_cb (BureauTableElement *self, GtkColumnViewCell *cell)
{
  GtkWidget *buttons = bureau_act_buttons_new (BUREAU_ELEMENT (self),
                                               get_list (self, "row_actions"), acted_row_cb, cell);

  gtk_widget_add_css_class (buttons, "row-acts");
  gtk_column_view_cell_set_child (cell, buttons);
}

static void
add_acts (BureauTableElement *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (_ ("Actions"), factory);

  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_acts_cb), self, G_CONNECT_SWAPPED);
  gtk_column_view_append_column (self->columns, column);
}

/* A head that is pressed orders the rows where they are from. */
static void
sorter_changed_cb (BureauTableElement *self)
{
  GtkColumnViewSorter *sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (self->columns));
  GtkColumnViewColumn *column = gtk_column_view_sorter_get_primary_sort_column (sorter);
  gboolean is_descending = gtk_column_view_sorter_get_primary_sort_order (sorter)
                           == GTK_SORT_DESCENDING;
  g_autofree char *sort = column != NULL
                              ? g_strconcat (is_descending ? "-" : "",
                                             gtk_column_view_column_get_id (column), NULL)
                              : NULL;

  bureau_element_set_sort (BUREAU_ELEMENT (self), sort);
}

/* Sections ---------------------------------------------------------------------------------------
 */

static void
set_up_head_cb (GtkListItemFactory *factory, GtkListHeader *header)
{
  gtk_list_header_set_child (header, g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "css-classes",
                                                   (const char *const[]){ "heading", NULL }, NULL));
}

static void
bind_head_cb (BureauTableElement *self, GtkListHeader *header)
{
  guint row = bureau_rows_item_get_row (gtk_list_header_get_item (header));
  g_autofree char *text = bureau_shown_rows_dup_text (
      bureau_element_get_rows (BUREAU_ELEMENT (self)), row,
      bureau_element_get_text (BUREAU_ELEMENT (self), "group"), NULL);

  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)), *text != '\0' ? text : "–");
}

static void
add_heads (BureauTableElement *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_head_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_head_cb), self, G_CONNECT_SWAPPED);
  gtk_column_view_set_header_factory (self->columns, factory);
}

/* What a list begins with is its first row, so that the heading above that is out of sight. It can
 * be scrolled to once the rows were laid out, which they are between one frame's beginning and the
 * next. */
static gboolean
show_first_head_cb (GtkWidget *columns, GdkFrameClock *clock, gpointer data)
{
  guint *n_frames = data;

  if ((*n_frames)++ == 0)
    return G_SOURCE_CONTINUE;
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (columns)), 0);
  return G_SOURCE_REMOVE;
}

/* Selecting and acting ---------------------------------------------------------------------------
 */

static void
activate_cb (BureauTableElement *self, guint position)
{
  JsonArray *cells = get_list (self, "columns");

  if (bureau_element_can_pick (BUREAU_ELEMENT (self)))
    {
      bureau_element_pick (BUREAU_ELEMENT (self), position);
      return;
    }
  for (guint i = 0; i < json_array_get_length (cells); i++)
    if (bureau_element_open (
            BUREAU_ELEMENT (self),
            bureau_json_get_object (json_array_get_object_element (cells, i), "open"), position))
      return;
}

static void
show_pick (BureauTableElement *self)
{
  if (GTK_IS_SINGLE_SELECTION (self->selection))
    gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (self->selection),
                                       bureau_element_find_pick (BUREAU_ELEMENT (self)));
}

static GtkSelectionModel *
make_selection (BureauTableElement *self)
{
  if (!bureau_element_can_pick (BUREAU_ELEMENT (self)))
    return g_object_new (GTK_TYPE_NO_SELECTION, "model", self->model, NULL);
  return g_object_new (GTK_TYPE_SINGLE_SELECTION, "autoselect", FALSE, "can-unselect", TRUE,
                       "model", self->model, NULL);
}

/* Showing ----------------------------------------------------------------------------------------
 */

static void
bureau_table_element_show (BureauElement *element, BureauShownRows *rows)
{
  BureauTableElement *self = BUREAU_TABLE_ELEMENT (element);
  gboolean was_empty = g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0;

  bureau_rows_show (GTK_WIDGET (self->columns), self->model, rows);
  if (was_empty && bureau_element_get_text (element, "group") != NULL)
    gtk_widget_add_tick_callback (GTK_WIDGET (self->columns), show_first_head_cb, g_new0 (guint, 1),
                                  g_free);
  bureau_table_cells_show (self->cells, NULL);
  bureau_table_totals_read (element, rows);
  bureau_table_totals_show (self->totals, element, rows);
  if (self->bulk != NULL)
    bureau_table_bulk_show (self->bulk);
  show_pick (self);
}

static void
filled_cb (BureauElement *element, BureauShownRows *rows, GHashTable *ids)
{
  BureauTableElement *self = BUREAU_TABLE_ELEMENT (element);

  bureau_table_cells_show (self->cells, g_hash_table_size (ids) > 0 ? ids : NULL);
  if (self->bulk != NULL)
    bureau_table_bulk_fill (self->bulk);
  if (g_hash_table_size (ids) == 0)
    bureau_table_totals_show (self->totals, element, rows);
}

static void
make_columns (BureauTableElement *self)
{
  JsonArray *cells = get_list (self, "columns");

  self->selection = make_selection (self);
  self->columns = GTK_COLUMN_VIEW (gtk_column_view_new (g_object_ref (self->selection)));
  gtk_column_view_set_tab_behavior (self->columns, GTK_LIST_TAB_ITEM);
  gtk_widget_add_css_class (GTK_WIDGET (self->columns), "data-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->columns), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  bureau_element_get_title (BUREAU_ELEMENT (self)), -1);
  if (get_list (self, "bulk_actions") != NULL)
    add_checks (self);
  for (guint i = 0; i < json_array_get_length (cells); i++)
    add_column (self, json_array_get_object_element (cells, i), i);
  if (get_list (self, "row_actions") != NULL)
    add_acts (self);
  if (bureau_element_get_text (BUREAU_ELEMENT (self), "group") != NULL)
    add_heads (self);
  g_signal_connect_object (self->columns, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  bureau_table_kept_show_order (BUREAU_ELEMENT (self), self->columns);
  g_signal_connect_object (gtk_column_view_get_sorter (self->columns), "changed",
                           G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
bureau_table_element_set_up (BureauElement *element)
{
  BureauTableElement *self = BUREAU_TABLE_ELEMENT (element);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->model = bureau_rows_model_new (bureau_element_get_text (element, "group"));
  self->cells = bureau_table_cells_new (element);
  make_columns (self);
  self->totals = g_object_new (GTK_TYPE_LABEL, "xalign", 1.0, "wrap", TRUE, "visible", FALSE,
                               "css-classes", (const char *const[]){ "numeric", "heading", NULL },
                               NULL);
  gtk_box_append (GTK_BOX (box),
                  g_object_new (GTK_TYPE_SCROLLED_WINDOW, "child", self->columns,
                                "propagate-natural-height", TRUE, "max-content-height", TALL,
                                "vexpand", TRUE, "css-classes",
                                (const char *const[]){ "undershoot-start", "undershoot-end",
                                                       "undershoot-bottom", NULL },
                                NULL));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->totals));
  if (self->bulk != NULL)
    gtk_box_append (GTK_BOX (box), bureau_table_bulk_get_bar (self->bulk));
  bureau_element_set_content (element, box);
}

static void
bureau_table_element_dispose (GObject *object)
{
  BureauTableElement *self = BUREAU_TABLE_ELEMENT (object);

  /* Columns that go are no wish for another order. */
  if (self->columns != NULL)
    g_signal_handlers_disconnect_by_func (gtk_column_view_get_sorter (self->columns),
                                          sorter_changed_cb, self);
  self->columns = NULL;
  G_OBJECT_CLASS (bureau_table_element_parent_class)->dispose (object);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->cells);
  g_clear_object (&self->bulk);
}

static void
bureau_table_element_class_init (BureauTableElementClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bureau_table_element_dispose;
  BUREAU_ELEMENT_CLASS (klass)->set_up = bureau_table_element_set_up;
  BUREAU_ELEMENT_CLASS (klass)->show = bureau_table_element_show;
  BUREAU_ELEMENT_CLASS (klass)->filled = filled_cb;
  BUREAU_ELEMENT_CLASS (klass)->is_windowed = TRUE;
  BUREAU_ELEMENT_CLASS (klass)->needs_rows = TRUE;
  BUREAU_ELEMENT_CLASS (klass)->least_width = 420;
}

static void
bureau_table_element_init (BureauTableElement *self)
{
}
