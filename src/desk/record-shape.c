/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/record-shape.h"

#include <string.h>

#include "base/json.h"

/* What is longer than a line is written in several. */
#define LINE_BYTES 80

/**
 * bureau_record_shape_describe:
 * @meta: what stands beside the fields of a record
 *
 * What stands there has no field; its value says what it is.
 *
 * Returns: (transfer full): a field for each
 */
JsonArray *
bureau_record_shape_describe (JsonObject *meta)
{
  JsonArray *fields = json_array_new ();
  JsonObjectIter iterator;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iterator, meta);
  while (json_object_iter_next_ordered (&iterator, &name, &value))
    {
      JsonObject *field = json_object_new ();
      GType type = JSON_NODE_HOLDS_VALUE (value) ? json_node_get_value_type (value) : G_TYPE_NONE;

      json_object_set_string_member (field, "name", name);
      json_object_set_string_member (field, "type",
                                     type == G_TYPE_INT64    ? "int"
                                     : type == G_TYPE_DOUBLE ? "number"
                                     : type == G_TYPE_STRING ? "text"
                                                             : "other");
      json_array_add_object_element (fields, field);
    }
  return fields;
}

static gboolean
is_long (JsonObject *field, JsonNode *value)
{
  const char *text = value != NULL && JSON_NODE_HOLDS_VALUE (value)
                             && json_node_get_value_type (value) == G_TYPE_STRING
                         ? json_node_get_string (value)
                         : NULL;

  return text != NULL && g_strcmp0 (bureau_json_get_string (field, "type"), "text") == 0
         && (strlen (text) > LINE_BYTES || strchr (text, '\n') != NULL);
}

static JsonObject *
make_long (JsonObject *field)
{
  JsonObject *lines = json_object_new ();

  bureau_json_set_string (lines, "name", bureau_json_get_string (field, "name"));
  bureau_json_set_string (lines, "title", bureau_json_get_string (field, "title"));
  bureau_json_set_string (lines, "type", "long_text");
  return lines;
}

/**
 * bureau_record_shape_give_room:
 * @fields: (nullable): as a collection's document has them
 * @values: what they hold
 * @seen: (element-type utf8 int): whether each was long when it was first seen; takes those that
 *   are new, as a row that stands is not made anew because its text grew or shrank
 *
 * Returns: (transfer full): the fields, those with long texts as several lines
 */
JsonArray *
bureau_record_shape_give_room (JsonArray *fields, JsonObject *values, GHashTable *seen)
{
  JsonArray *shaped = json_array_new ();

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);
      const char *name = bureau_json_get_string (field, "name");

      if (!g_hash_table_contains (seen, name))
        g_hash_table_insert (
            seen, g_strdup (name),
            GINT_TO_POINTER (is_long (field, json_object_get_member (values, name))));
      json_array_add_object_element (shaped, g_hash_table_lookup (seen, name) != NULL
                                                 ? make_long (field)
                                                 : json_object_ref (field));
    }
  return shaped;
}
