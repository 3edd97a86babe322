/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of all rows of a table. */
#include "widgets/table-totals.h"

#include "base/json.h"
#include "views/cell.h"
#include "views/joined.h"

/**
 * bureau_table_totals_show:
 * @label: that says them
 * @table: whose columns they stand under
 */
void
bureau_table_totals_show (GtkLabel *totals, BureauElement *table, BureauShownRows *rows)
{
  JsonArray *cells = bureau_json_get_array (bureau_element_get_shape (table), "columns");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (cells); i++)
    {
      JsonObject *cell = json_array_get_object_element (cells, i);
      const char *label = bureau_json_get_string (cell, "label");
      const char *name = bureau_json_get_string (cell, "col");
      g_autofree char *total = bureau_cell_total (rows, cell);
      g_autofree char *line = NULL;

      if (total == NULL)
        continue;
      line = bureau_joined_pair (label != NULL ? label : bureau_shown_rows_get_label (rows, name),
                                 total);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "    " : "", line);
    }
  gtk_label_set_label (totals, text->str);
  gtk_widget_set_visible (GTK_WIDGET (totals), text->len > 0);
}

/**
 * bureau_table_totals_read:
 *
 * What cannot be added up here is added up where it is from.
 */
void
bureau_table_totals_read (BureauElement *table, BureauShownRows *rows)
{
  JsonArray *cells = bureau_json_get_array (bureau_element_get_shape (table), "columns");
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();

  for (guint i = 0; i < json_array_get_length (cells); i++)
    {
      JsonObject *cell = json_array_get_object_element (cells, i);

      if (json_object_has_member (cell, "total") || bureau_cell_is_bar (cell))
        g_ptr_array_add (columns, (char *)bureau_json_get_string (cell, "col"));
    }
  if (columns->len == 0 || bureau_shown_rows_get_window (rows) == NULL)
    return;
  g_ptr_array_add (columns, NULL);
  bureau_shown_view_read_totals (bureau_element_get_view (table), rows,
                                 (const char *const *)columns->pdata);
}
