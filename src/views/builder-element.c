/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The objects that become elements. */
#include "base/json.h"
#include "views/builder-private.h"
#include "views/meaning.h"
#include "views/tables.h"

static void
set_text (JsonObject *element, const char *name, const char *text)
{
  json_object_set_string_member (element, name, text);
}

static void
set_title (JsonObject *element, BureauBuilderObject *object)
{
  g_autofree char *title = bureau_builder_dup_title (object);

  set_text (element, "title", title);
}

void
bureau_builder_set_source (JsonObject *element, JsonObject *source)
{
  set_text (element, "data", bureau_json_get_string (source, "id"));
}

/* Figures ----------------------------------------------------------------------------------------
 */

/* A row with a column is a figure; without one it is words, and holds what stands in it. */
gboolean
bureau_builder_write_row (BureauBuilder *self, BureauBuilderObject *object, GPtrArray *rows,
                          GError **error)
{
  g_autoptr (GError) failure = NULL;
  const char *column;
  JsonObject *source = bureau_builder_find_source (self, object, &column, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (source != NULL && column != NULL)
    {
      JsonObject *element = bureau_builder_new_element (self, "metric", rows);

      set_title (element, object);
      bureau_builder_set_source (element, source);
      set_text (element, "value", column);
      return TRUE;
    }
  bureau_builder_add_words (self, "### ", bureau_builder_get (object, "title"), rows);
  bureau_builder_add_words (self, "", bureau_builder_get (object, "subtitle"), rows);
  return bureau_builder_write_children (self, object, rows, error);
}

gboolean
bureau_builder_write_meter (BureauBuilder *self, BureauBuilderObject *object, GPtrArray *rows,
                            GError **error)
{
  const char *most = bureau_builder_get (object, "max-value");
  const char *column;
  JsonObject *source = bureau_builder_find_source (self, object, &column, NULL);
  JsonObject *element;

  if (source == NULL || column == NULL)
    {
      bureau_builder_refuse (error, object->line,
                             "a %s shows a column: its id has to be SOURCE-COLUMN",
                             object->class->name);
      return FALSE;
    }
  element = bureau_builder_new_element (self, "progress", rows);
  set_title (element, object);
  bureau_builder_set_source (element, source);
  set_text (element, "value", column);
  json_object_set_double_member (element, "max", most != NULL ? g_ascii_strtod (most, NULL) : 1);
  return TRUE;
}

/* Rows -------------------------------------------------------------------------------------------
 */

static void
add_cell (JsonArray *cells, const char *column, const char *label)
{
  JsonObject *cell = json_object_new ();

  set_text (cell, "col", column);
  if (label != NULL)
    set_text (cell, "label", label);
  json_array_add_object_element (cells, cell);
}

static JsonArray *
make_cells (JsonObject *source)
{
  JsonArray *columns = bureau_json_get_array (source, "columns");
  JsonArray *cells = json_array_new ();

  for (guint i = 0; columns != NULL && i < json_array_get_length (columns); i++)
    {
      JsonNode *node = json_array_get_element (columns, i);
      const char *name = JSON_NODE_HOLDS_OBJECT (node)
                             ? bureau_json_get_string (json_node_get_object (node), "name")
                             : NULL;

      if (name != NULL)
        add_cell (cells, name, NULL);
    }
  return cells;
}

/**
 * bureau_builder_add_detail:
 *
 * Adds all columns of @source's first row.
 */
void
bureau_builder_add_detail (BureauBuilder *self, BureauBuilderObject *object, JsonObject *source,
                           GPtrArray *rows)
{
  JsonObject *element = bureau_builder_new_element (self, "detail", rows);

  set_title (element, object);
  bureau_builder_set_source (element, source);
  json_object_set_array_member (element, "fields", make_cells (source));
}

/* The id of each column of a table is a column of its source; without any, all are shown. */
static JsonArray *
read_cells (BureauBuilderObject *object, JsonObject *source, GError **error)
{
  g_autoptr (JsonArray) cells = json_array_new ();

  for (guint i = 0; i < object->children->len; i++)
    {
      BureauBuilderObject *child = g_ptr_array_index (object->children, i);

      if (!g_str_equal (child->class->name, "GtkColumnViewColumn") || child->id == NULL
          || bureau_view_get_column (source, child->id) == NULL)
        {
          bureau_builder_refuse (
              error, child->line,
              "in a table stand GtkColumnViewColumns, each with the id of a column of ‘%s’",
              object->id);
          return NULL;
        }
      add_cell (cells, child->id, bureau_builder_get (child, "title"));
    }
  if (json_array_get_length (cells) > 0)
    return g_steal_pointer (&cells);
  return make_cells (source);
}

static JsonObject *
need_source (BureauBuilder *self, BureauBuilderObject *object, GError **error)
{
  const char *column;
  JsonObject *source = bureau_builder_find_source (self, object, &column, NULL);

  if (source != NULL && column == NULL)
    return source;
  bureau_builder_refuse (error, object->line,
                         "a %s shows rows: its id has to be a source of the view",
                         object->class->name);
  return NULL;
}

gboolean
bureau_builder_write_table (BureauBuilder *self, BureauBuilderObject *object, GPtrArray *rows,
                            GError **error)
{
  JsonObject *source = need_source (self, object, error);
  g_autoptr (JsonArray) cells = source != NULL ? read_cells (object, source, error) : NULL;
  JsonObject *element;

  if (cells == NULL)
    return FALSE;
  element = bureau_builder_new_element (self, "table", rows);
  set_title (element, object);
  bureau_builder_set_source (element, source);
  json_object_set_array_member (element, "columns", g_steal_pointer (&cells));
  return TRUE;
}

/* Its first two columns, except the ids of records, are the lines of a row. */
static void
set_lines (JsonObject *element, JsonObject *source)
{
  static const char *const lines[] = { "primary", "secondary" };
  JsonArray *columns = bureau_json_get_array (source, "columns");
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (columns) && n < G_N_ELEMENTS (lines); i++)
    {
      JsonObject *column = json_array_get_object_element (columns, i);

      if (g_strcmp0 (bureau_json_get_string (column, "type"), "ref") != 0)
        set_text (element, lines[n++], bureau_json_get_string (column, "name"));
    }
}

/* A list box that holds rows of its own is only a box. */
gboolean
bureau_builder_write_list (BureauBuilder *self, BureauBuilderObject *object, GPtrArray *rows,
                           GError **error)
{
  JsonObject *source, *element;

  if (object->children->len > 0)
    return bureau_builder_write_children (self, object, rows, error);
  source = need_source (self, object, error);
  if (source == NULL)
    return FALSE;
  element = bureau_builder_new_element (self, "list", rows);
  set_title (element, object);
  bureau_builder_set_source (element, source);
  set_lines (element, source);
  return TRUE;
}

/* Acts -------------------------------------------------------------------------------------------
 */

gboolean
bureau_builder_write_control (BureauBuilder *self, BureauBuilderObject *object, GPtrArray *rows,
                              GError **error)
{
  const char *title = bureau_builder_get (object, "title");
  JsonObject *element;

  if (object->id == NULL || bureau_view_find_in (self->document, "params", object->id) == NULL)
    {
      bureau_builder_refuse (error, object->line,
                             "a %s sets a parameter: its id has to be one of the view",
                             object->class->name);
      return FALSE;
    }
  element = bureau_builder_new_element (self, "filter", rows);
  set_text (element, "param", object->id);
  if (title != NULL)
    set_text (element, "label", title);
  return TRUE;
}

/* The words on it are the action's own: a view never renames what leaves the house. */
gboolean
bureau_builder_write_button (BureauBuilder *self, BureauBuilderObject *object, GPtrArray *rows,
                             GError **error)
{
  g_autoptr (JsonArray) actions = json_array_new ();

  if (object->id == NULL || bureau_view_find_in (self->document, "actions", object->id) == NULL)
    {
      bureau_builder_refuse (error, object->line,
                             "a button does something: its id has to be an action of the view");
      return FALSE;
    }
  json_array_add_string_element (actions, object->id);
  json_object_set_array_member (bureau_builder_new_element (self, "actions", rows), "actions",
                                g_steal_pointer (&actions));
  return TRUE;
}

gboolean
bureau_builder_write_nothing (BureauBuilder *self, BureauBuilderObject *object, GPtrArray *rows,
                              GError **error)
{
  return TRUE;
}
