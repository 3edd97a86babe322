/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/meaning.h"

#include "base/json.h"
#include "views/param.h"

/* Parameters */

/* A filter without effect would deceive. */
void
bureau_view_mean_param_whole (BureauCheck *check, JsonObject *object)
{
  JsonArray *sources = bureau_json_get_array (check->document, "data");
  const char *id = bureau_json_get_string (object, "id");

  for (guint i = 0; sources != NULL && i < json_array_get_length (sources); i++)
    {
      JsonNode *node = json_array_get_element (sources, i);
      const char *sql = JSON_NODE_HOLDS_OBJECT (node)
                            ? bureau_json_get_string (json_node_get_object (node), "sql")
                            : NULL;

      if (sql != NULL && bureau_view_param_is_read (object, sql))
        return;
    }
  if (id != NULL)
    bureau_problems_add (check->problems, "param_unused", id,
                         "No source reads :%s, so that setting it would change nothing. Use it in "
                         "the SQL, or leave it out.",
                         id);
}

/* Charts */

static const char *
type_of (BureauCheck *check, JsonObject *chart, const char *column)
{
  const char *id = bureau_json_get_string (chart, "data");
  JsonObject *source = id != NULL ? bureau_view_find_in (check->document, "data", id) : NULL;
  JsonObject *declared = source != NULL && column != NULL ? bureau_view_get_column (source, column)
                                                          : NULL;

  return declared != NULL ? bureau_json_get_string (declared, "type") : NULL;
}

static gboolean
is_measured (const char *type)
{
  static const char *const types[]
      = { "int", "number", "ratio", "money", "days", "duration", NULL };

  return type == NULL || g_strv_contains (types, type);
}

static void
check_drawn_columns (BureauCheck *check, JsonObject *chart, JsonArray *drawn)
{
  bureau_problems_enter (check->problems, "y");
  for (guint i = 0; i < json_array_get_length (drawn); i++)
    {
      JsonNode *node = json_array_get_element (drawn, i);
      const char *name = bureau_value_get_text (node);

      if (is_measured (type_of (check, chart, name)))
        continue;
      bureau_problems_enter_item (check->problems, i);
      bureau_problems_add (check->problems, "column_type", name,
                           "‘%s’ cannot be measured: a chart draws int, number, ratio, money, days "
                           "or duration.",
                           name);
      bureau_problems_leave (check->problems);
    }
  bureau_problems_leave (check->problems);
}

static void
check_mark (BureauCheck *check, JsonObject *chart, const char *mark, guint n_drawn)
{
  const char *x_type = type_of (check, chart, bureau_json_get_string (chart, "x"));
  gboolean is_single = g_str_equal (mark, "pie") || g_str_equal (mark, "funnel")
                       || g_str_equal (mark, "heatmap");

  if (is_single && n_drawn > 1)
    bureau_problems_add (check->problems, "mark_wrong", mark, "A %s draws one column in ‘y’.",
                         mark);
  if ((is_single || n_drawn > 1) && json_object_has_member (chart, "series"))
    bureau_problems_add (
        check->problems, "mark_wrong", mark,
        "‘series’ has a meaning only beside one column in ‘y’, and none for a pie, "
        "funnel or heatmap.");
  if (g_str_equal (mark, "heatmap") && !json_object_has_member (chart, "value"))
    bureau_problems_add (check->problems, "key_missing", NULL,
                         "A heatmap needs ‘value’: the column that the colour shows.");
  if (g_str_equal (mark, "scatter") && !is_measured (x_type) && g_strcmp0 (x_type, "date") != 0
      && g_strcmp0 (x_type, "datetime") != 0)
    bureau_problems_add (check->problems, "column_type", bureau_json_get_string (chart, "x"),
                         "Along the axis of a scatter chart stand numbers or dates.");
}

void
bureau_view_mean_chart (BureauCheck *check, JsonObject *object)
{
  const char *mark = bureau_json_get_string (object, "mark");
  JsonArray *drawn = bureau_json_get_array (object, "y");

  if (mark == NULL || drawn == NULL)
    return;
  check_mark (check, object, mark, json_array_get_length (drawn));
  if (!g_str_equal (mark, "heatmap"))
    check_drawn_columns (check, object, drawn);
}

/* Layout */

static void
count_ids (GHashTable *counts, JsonArray *ids)
{
  for (guint i = 0; ids != NULL && i < json_array_get_length (ids); i++)
    {
      const char *id = bureau_value_get_text (json_array_get_element (ids, i));

      if (id != NULL)
        g_hash_table_insert (
            counts, (char *)id,
            GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (counts, id)) + 1));
    }
}

static void
count_rows (GHashTable *counts, JsonArray *rows)
{
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonNode *node = json_array_get_element (rows, i);
      JsonObject *row = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      JsonArray *tabs = row != NULL ? bureau_json_get_array (row, "tabs") : NULL;

      if (row == NULL)
        continue;
      count_ids (counts, bureau_json_get_array (row, "row"));
      count_ids (counts, bureau_json_get_array (row, "side"));
      for (guint j = 0; tabs != NULL && j < json_array_get_length (tabs); j++)
        {
          JsonNode *tab = json_array_get_element (tabs, j);

          if (JSON_NODE_HOLDS_OBJECT (tab))
            count_rows (counts, bureau_json_get_array (json_node_get_object (tab), "rows"));
        }
    }
}

static gboolean
is_group (JsonObject *document, const char *id)
{
  JsonObject *element = bureau_view_find_in (document, "elements", id);

  return element != NULL && g_strcmp0 (bureau_json_get_string (element, "type"), "group") == 0;
}

static void
count_groups (BureauCheck *check, GHashTable *counts, const char *const *ids)
{
  for (guint i = 0; ids[i] != NULL; i++)
    {
      JsonArray *inner = is_group (check->document, ids[i])
                             ? bureau_json_get_array (
                                   bureau_view_find_in (check->document, "elements", ids[i]),
                                   "elements")
                             : NULL;

      count_ids (counts, inner);
      for (guint j = 0; inner != NULL && j < json_array_get_length (inner); j++)
        {
          const char *id = bureau_value_get_text (json_array_get_element (inner, j));

          if (id != NULL && is_group (check->document, id))
            bureau_problems_add (check->problems, "group_nested", id,
                                 "The group ‘%s’ stands in another group; only one level is "
                                 "possible.",
                                 id);
        }
    }
}

/* Each element has exactly one place: nothing is dropped in silence. */
void
bureau_view_mean_layout (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree const char **ids = bureau_view_list_ids (check->document, "elements");

  count_rows (counts, json_node_get_array (value));
  count_groups (check, counts, ids);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      int count = GPOINTER_TO_INT (g_hash_table_lookup (counts, ids[i]));

      if (count == 0)
        bureau_problems_add (check->problems, "element_unplaced", ids[i],
                             "The element ‘%s’ has no place. Add it to a row, or leave it out.",
                             ids[i]);
      else if (count > 1)
        bureau_problems_add (check->problems, "element_twice", ids[i],
                             "The element ‘%s’ has %d places, and can have one.", ids[i], count);
    }
}
