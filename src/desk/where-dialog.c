/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/where-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "desk/fact-row.h"
#include "desk/json-view.h"
#include "desk/origin-list.h"
#include "views/format.h"

/* So many rows are listed; the view itself has the others. */
#define MOST 50

struct _BureauWhereDialog
{
  AdwDialog parent_instance;

  BureauMemory *memory;
  BureauShownView *view;
  BureauShownRows *rows;

  GtkListBox *tables;
  GtkListBox *list;
  AdwPreferencesGroup *rows_group;
  BureauOriginList *origin;
  GtkWidget *sql;
  gboolean adds_up;
};

G_DEFINE_FINAL_TYPE (BureauWhereDialog, bureau_where_dialog, ADW_TYPE_DIALOG)

/* Rows -------------------------------------------------------------------------------------------
 */

static JsonObject *
get_column (BureauWhereDialog *self, guint i)
{
  JsonArray *columns = bureau_json_get_array (bureau_shown_rows_get_source (self->rows), "columns");

  return i < json_array_get_length (columns) ? json_array_get_object_element (columns, i) : NULL;
}

/* The record that a row is; 0 where it is made of others. */
static gint64
find_record (BureauWhereDialog *self, guint row)
{
  g_autoptr (JsonObject) values = NULL;
  JsonObject *column;

  for (guint i = 0; !self->adds_up && (column = get_column (self, i)) != NULL; i++)
    if (g_strcmp0 (bureau_json_get_string (column, "type"), "ref") == 0
        && g_strcmp0 (bureau_json_get_string (column, "name"), "id") == 0)
      {
        values = bureau_shown_rows_dup_row (self->rows, row);
        return bureau_json_get_id (values, "id");
      }
  return 0;
}

/* A currency stands behind its amount. */
static gboolean
is_currency (BureauWhereDialog *self, const char *name)
{
  JsonObject *column;

  for (guint i = 0; (column = get_column (self, i)) != NULL; i++)
    if (g_strcmp0 (bureau_json_get_string (column, "currency_col"), name) == 0)
      return TRUE;
  return FALSE;
}

static char *
say_row (BureauWhereDialog *self, guint row)
{
  g_autoptr (GString) text = g_string_new (NULL);
  JsonObject *column;

  for (guint i = 0; (column = get_column (self, i)) != NULL; i++)
    {
      const char *name = bureau_json_get_string (column, "name");
      g_autofree char *value = bureau_shown_rows_dup_text (self->rows, row, name, NULL);

      if (*value != '\0' && g_strcmp0 (bureau_json_get_string (column, "type"), "ref") != 0
          && !is_currency (self, name))
        g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", value);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
add_row (BureauWhereDialog *self, guint row)
{
  g_autofree char *text = say_row (self, row);
  GtkWidget *line = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title-lines", 2, NULL);

  g_object_set (line, "title", text, NULL);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (line), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (line),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_append (self->list, line);
}

static void
show_origin (BureauWhereDialog *self, guint row)
{
  bureau_origin_list_show (self->origin, self->memory, self->view, self->rows, row);
}

static void
row_activated_cb (BureauWhereDialog *self, GtkListBoxRow *row)
{
  guint i = (guint)gtk_list_box_row_get_index (row);
  gint64 record = find_record (self, i);

  if (record == 0)
    {
      show_origin (self, i);
      return;
    }
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "x", record);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
show_rows (BureauWhereDialog *self)
{
  guint n = bureau_shown_rows_get_n (self->rows);
  g_autoptr (JsonNode) number = bureau_json_node_for_int (n);
  g_autofree char *figure = bureau_format_value (number, "int", NULL);
  g_autofree char *text = g_strdup_printf (ngettext ("%s row", "%s rows", n), figure);
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_preferences_group_set_description (self->rows_group, escaped);
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  for (guint i = 0; i < MIN (n, MOST); i++)
    add_row (self, i);
  if (n == 1 && find_record (self, 0) == 0)
    show_origin (self, 0);
}

/* Tables -----------------------------------------------------------------------------------------
 */

static const char *
skip_prefix (const char *table)
{
  return g_str_has_prefix (table, "bureau_") ? table + strlen ("bureau_") : table;
}

static void
show_tables (BureauWhereDialog *self)
{
  JsonArray *tables = bureau_shown_rows_get_tables (self->rows);

  for (guint i = 0; tables != NULL && i < json_array_get_length (tables); i++)
    {
      g_autofree char *title = bureau_text_title (
          skip_prefix (json_array_get_string_element (tables, i)));

      bureau_fact_row_add_plain (self->tables, title, NULL);
    }
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_where_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_WHERE_DIALOG);
  g_clear_object (&BUREAU_WHERE_DIALOG (object)->rows);
  g_clear_object (&BUREAU_WHERE_DIALOG (object)->view);
  g_clear_object (&BUREAU_WHERE_DIALOG (object)->memory);
  G_OBJECT_CLASS (bureau_where_dialog_parent_class)->dispose (object);
}

static void
bureau_where_dialog_class_init (BureauWhereDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_where_dialog_dispose;
  g_type_ensure (BUREAU_TYPE_JSON_VIEW);
  g_type_ensure (BUREAU_TYPE_ORIGIN_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/where-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauWhereDialog, tables);
  gtk_widget_class_bind_template_child_full (widget_class, "rows", FALSE,
                                             G_STRUCT_OFFSET (BureauWhereDialog, list));
  gtk_widget_class_bind_template_child (widget_class, BureauWhereDialog, rows_group);
  gtk_widget_class_bind_template_child (widget_class, BureauWhereDialog, origin);
  gtk_widget_class_bind_template_child (widget_class, BureauWhereDialog, sql);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
bureau_where_dialog_init (BureauWhereDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bureau_where_dialog_new:
 * @view: that is seen
 * @rows: what is asked about, as it reads now
 *
 * Returns: (transfer floating): the dialog, to be presented
 */
BureauWhereDialog *
bureau_where_dialog_new (BureauMemory *memory, BureauShownView *view, BureauShownRows *rows)
{
  BureauWhereDialog *self = g_object_new (BUREAU_TYPE_WHERE_DIALOG, NULL);

  self->memory = g_object_ref (memory);
  self->view = g_object_ref (view);
  self->rows = g_object_ref (rows);
  self->adds_up = bureau_origin_adds_up (
      bureau_json_get_string (bureau_shown_rows_get_source (rows), "sql"));
  show_tables (self);
  show_rows (self);
  g_object_set (self->sql, "text",
                bureau_json_get_string (bureau_shown_rows_get_source (rows), "sql"), NULL);
  return self;
}
