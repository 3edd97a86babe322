/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/input.h"
#include "cli/table.h"

/**
 * bureau_call_read_params:
 *
 * Returns: (transfer full): {"NAME": value} of all --param NAME=VALUE
 */
JsonObject *
bureau_call_read_params (BureauCall *call, GError **error)
{
  g_autoptr (JsonObject) params = json_object_new ();
  const char *const *texts = bureau_call_list_option (call, "param");

  for (guint i = 0; texts[i] != NULL; i++)
    {
      const char *equals = strchr (texts[i], '=');
      g_autofree char *name = equals != NULL ? g_strndup (texts[i], (gsize)(equals - texts[i]))
                                             : NULL;

      if (name == NULL || *name == '\0')
        {
          g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE,
                       "--param takes NAME=VALUE, not “%s”.",
                       bureau_text_clip (texts[i], (char[BUREAU_TEXT_CLIP]){ 0 }));
          return NULL;
        }
      json_object_set_member (params, name + (*name == ':'), bureau_input_parse_value (equals + 1));
    }
  return g_steal_pointer (&params);
}

static char *
format_cell (JsonNode *value)
{
  if (JSON_NODE_HOLDS_NULL (value))
    return g_strdup ("");
  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (value));
  return bureau_json_print (value);
}

/**
 * bureau_call_print_rows:
 * @answer: {"columns":[…],"rows":[[…]],"truncated"}, as bureau_guard_query() gives it
 */
void
bureau_call_print_rows (BureauCall *call, JsonObject *answer)
{
  JsonArray *columns = bureau_json_get_array (answer, "columns");
  JsonArray *rows = bureau_json_get_array (answer, "rows");
  g_autoptr (BureauTable) table = bureau_table_new_for_columns (columns);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonArray *row = json_array_get_array_element (rows, i);
      g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();

      for (guint j = 0; j < json_array_get_length (row); j++)
        g_strv_builder_take (cells, format_cell (json_array_get_element (row, j)));
      bureau_table_take (table, g_strv_builder_end (cells));
    }
  bureau_table_print (table, call->out);
  if (bureau_json_get_boolean (answer, "truncated"))
    bureau_call_print (call, "(there are more; narrow the query)\n");
}
