/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/table-view.h"

#include <glib/gi18n.h>

#include "views/format.h"
#include "widgets/table-head.h"
#include "widgets/table-text.h"

/* What fits a window; the others are in the menu of each column's head. */
#define N_SHOWN 6

struct _BureauTableView
{
  AdwBin parent_instance;

  BureauTableModel *model;
  GSimpleActionGroup *actions;
  GMenu *menu;

  GtkColumnView *columns;
};

G_DEFINE_FINAL_TYPE (BureauTableView, bureau_table_view, ADW_TYPE_BIN)

enum
{
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Cells ------------------------------------------------------------------------------------------
 */

static void
set_up_cell_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, gpointer is_figure)
{
  gtk_column_view_cell_set_child (cell, bureau_table_text_new (GPOINTER_TO_INT (is_figure)));
}

static GtkInscription *
get_text (GtkColumnViewCell *cell)
{
  return GTK_INSCRIPTION (gtk_column_view_cell_get_child (cell));
}

static void
bind_cell_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, gpointer column)
{
  bureau_table_row_bind (gtk_column_view_cell_get_item (cell), GPOINTER_TO_UINT (column),
                         get_text (cell));
}

static void
unbind_cell_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, gpointer column)
{
  bureau_table_row_unbind (gtk_column_view_cell_get_item (cell), GPOINTER_TO_UINT (column),
                           get_text (cell));
}

static GtkListItemFactory *
make_factory (guint i, gboolean is_figure)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  /* Who listens is no object: the handlers go with the factory. */
  g_signal_connect_data (factory, "setup", G_CALLBACK (set_up_cell_cb), GINT_TO_POINTER (is_figure),
                         NULL, G_CONNECT_DEFAULT);
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_cell_cb), GUINT_TO_POINTER (i), NULL,
                         G_CONNECT_DEFAULT);
  g_signal_connect_data (factory, "unbind", G_CALLBACK (unbind_cell_cb), GUINT_TO_POINTER (i), NULL,
                         G_CONNECT_DEFAULT);
  return factory;
}

/* Columns ----------------------------------------------------------------------------------------
 */

/* What would make a row tall or says little beside others is at first not shown. */
static gboolean
is_shown_at_first (const BureauTableColumn *column, guint n_shown)
{
  return n_shown < N_SHOWN && !g_str_equal (column->type, "list")
         && !g_str_has_suffix (column->name, "currency");
}

/* The menu's words for a column are also those of its head. */
static void
add_to_menu (BureauTableView *self, GtkColumnViewColumn *column, guint i, const char *title)
{
  g_autofree char *name = g_strdup_printf ("column-%u", i);
  g_autofree char *detailed = g_strdup_printf ("table.%s", name);
  g_autoptr (GPropertyAction) action = g_property_action_new (name, column, "visible");
  g_auto (GStrv) parts = g_strsplit (title, "_", -1);
  g_autofree char *label = g_strjoinv ("__", parts);

  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
  g_menu_append (self->menu, label, detailed);
}

static gboolean
add_column (BureauTableView *self, const BureauTableColumn *field, guint i, guint n_shown)
{
  gboolean is_figure = bureau_format_is_figure (field->type);
  gboolean is_narrow = is_figure || g_str_equal (field->type, "date")
                       || g_str_equal (field->type, "bool") || g_str_equal (field->type, "choice");
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (field->title,
                                                                       make_factory (i, is_figure));
  g_autoptr (GtkCustomSorter) sorter = gtk_custom_sorter_new (NULL, NULL, NULL);

  gtk_column_view_column_set_id (column, field->name);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_fixed_width (column, bureau_table_text_width (is_narrow));
  gtk_column_view_column_set_expand (column, !is_narrow);
  gtk_column_view_column_set_sorter (column, GTK_SORTER (sorter));
  gtk_column_view_column_set_visible (column, is_shown_at_first (field, n_shown));
  gtk_column_view_column_set_header_menu (column, G_MENU_MODEL (self->menu));
  gtk_column_view_append_column (self->columns, column);
  if (is_figure)
    bureau_table_head_of_figures (self->columns, column);
  add_to_menu (self, column, i, field->title);
  return gtk_column_view_column_get_visible (column);
}

static void
remove_columns (BureauTableView *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->columns);

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->columns, column);
    }
  g_menu_remove_all (self->menu);
}

static void
loaded_cb (BureauTableView *self)
{
  BureauTable *table = bureau_table_model_get_table (self->model);
  guint n_shown = 0;

  if (table == NULL)
    return;
  for (guint i = 0; i < table->columns->len; i++)
    n_shown += add_column (self, g_ptr_array_index (table->columns, i), i, n_shown);
  gtk_column_view_set_model (self->columns, GTK_SELECTION_MODEL (self->model));
}

/* A column that the view says it is sorted by; none is the order of age. */
static void
sorter_changed_cb (BureauTableView *self)
{
  GtkColumnViewSorter *sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (self->columns));
  GtkColumnViewColumn *column = gtk_column_view_sorter_get_primary_sort_column (sorter);

  if (self->model == NULL)
    return;
  if (column == NULL)
    bureau_table_model_sort (self->model, NULL, TRUE);
  else
    bureau_table_model_sort (self->model, gtk_column_view_column_get_id (column),
                             gtk_column_view_sorter_get_primary_sort_order (sorter)
                                 == GTK_SORT_DESCENDING);
}

static void
activate_cb (BureauTableView *self, guint position)
{
  gint64 id = bureau_table_model_get_id (self->model, position);

  if (id != 0)
    g_signal_emit (self, signals[OPENED], 0, id);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_table_view_dispose (GObject *object)
{
  BureauTableView *self = BUREAU_TABLE_VIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_TABLE_VIEW);
  g_clear_object (&self->model);
  g_clear_object (&self->actions);
  g_clear_object (&self->menu);
  G_OBJECT_CLASS (bureau_table_view_parent_class)->dispose (object);
}

static void
bureau_table_view_class_init (BureauTableViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_table_view_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/bureau/Bureau/ui/table-view.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauTableView, columns);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
bureau_table_view_init (BureauTableView *self)
{
  self->actions = g_simple_action_group_new ();
  self->menu = g_menu_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "table", G_ACTION_GROUP (self->actions));
  g_signal_connect_object (gtk_column_view_get_sorter (self->columns), "changed",
                           G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * bureau_table_view_set_model:
 * @model: (nullable): the records, loaded or not
 */
void
bureau_table_view_set_model (BureauTableView *self, BureauTableModel *model)
{
  if (self->model == model)
    return;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, loaded_cb, self);
  gtk_column_view_set_model (self->columns, NULL);
  gtk_column_view_sort_by_column (self->columns, NULL, GTK_SORT_ASCENDING);
  remove_columns (self);
  g_set_object (&self->model, model);
  if (model == NULL)
    return;
  g_signal_connect_object (model, "notify::is-loaded", G_CALLBACK (loaded_cb), self,
                           G_CONNECT_SWAPPED);
  loaded_cb (self);
}
