/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/intent.h"

#include "base/json.h"

static JsonNode *
look_up (JsonObject *values, const char *name)
{
  return values != NULL && name != NULL ? json_object_get_member (values, name) : NULL;
}

static JsonNode *
find_value (JsonObject *argument, const BureauIntentPlace *place)
{
  const char *column = bureau_json_get_string (argument, "col");
  const char *param = bureau_json_get_string (argument, "param");
  const char *field = bureau_json_get_string (argument, "field");

  if (column != NULL)
    return look_up (place->row, column);
  if (field != NULL)
    return look_up (place->fields, field);
  if (json_object_has_member (argument, "from"))
    return place->target;
  if (json_object_has_member (argument, "const"))
    return json_object_get_member (argument, "const");
  return look_up (place->values, param);
}

/* {"arg": value} of an action's arguments; @name is what the argument is called. */
static JsonObject *
make_arguments (JsonObject *holder, const char *name, const BureauIntentPlace *place)
{
  JsonArray *arguments = bureau_json_get_array (holder, "args");
  JsonObject *values = json_object_new ();

  for (guint i = 0; arguments != NULL && i < json_array_get_length (arguments); i++)
    {
      JsonObject *argument = json_array_get_object_element (arguments, i);
      JsonNode *value = find_value (argument, place);

      json_object_set_member (values, bureau_json_get_string (argument, name),
                              value != NULL ? json_node_copy (value)
                                            : json_node_new (JSON_NODE_NULL));
    }
  return values;
}

static gboolean
take_record (JsonObject *intent, JsonObject *row, const char *key)
{
  gint64 id = row != NULL ? bureau_json_get_id (row, key != NULL ? key : "id") : 0;

  if (id != 0)
    bureau_json_set_id (intent, "record", id);
  return id != 0;
}

static void
take_text (JsonObject *intent, JsonObject *from, const char *name)
{
  bureau_json_set_string (intent, name, bureau_json_get_string (from, name));
}

/* Acts -------------------------------------------------------------------------------------------
 */

static gboolean
make_workflow (JsonObject *intent, JsonObject *action, const BureauIntentPlace *place)
{
  g_autoptr (JsonObject) arguments = make_arguments (action, "arg", place);

  take_text (intent, action, "name");
  return !json_object_has_member (arguments, "record") || take_record (intent, arguments, "record");
}

static gboolean
make_set (JsonObject *intent, JsonObject *action, const BureauIntentPlace *place)
{
  take_text (intent, action, "entity");
  json_object_set_object_member (intent, "fields", make_arguments (action, "arg", place));
  return take_record (intent, place->row, bureau_json_get_string (action, "key"));
}

static gboolean
make_add (JsonObject *intent, JsonObject *action, const BureauIntentPlace *place)
{
  take_text (intent, action, "entity");
  json_object_set_object_member (intent, "fields", make_arguments (action, "arg", place));
  return TRUE;
}

static gboolean
make_open_record (JsonObject *intent, JsonObject *action, const BureauIntentPlace *place)
{
  return take_record (intent, place->row, bureau_json_get_string (action, "key"));
}

static gboolean
make_open_view (JsonObject *intent, JsonObject *action, const BureauIntentPlace *place)
{
  take_text (intent, action, "view");
  json_object_set_object_member (intent, "values", make_arguments (action, "arg", place));
  return TRUE;
}

static gboolean
make_set_param (JsonObject *intent, JsonObject *action, const BureauIntentPlace *place)
{
  JsonArray *arguments = bureau_json_get_array (action, "args");
  JsonNode *value = find_value (json_array_get_object_element (arguments, 0), place);

  take_text (intent, action, "param");
  json_object_set_member (intent, "value",
                          value != NULL ? json_node_copy (value) : json_node_new (JSON_NODE_NULL));
  return TRUE;
}

static gboolean
make_refresh (JsonObject *intent, JsonObject *action, const BureauIntentPlace *place)
{
  return TRUE;
}

static gboolean
make_export (JsonObject *intent, JsonObject *action, const BureauIntentPlace *place)
{
  take_text (intent, action, "data");
  return TRUE;
}

static gboolean
make_copy (JsonObject *intent, JsonObject *action, const BureauIntentPlace *place)
{
  JsonNode *value = look_up (place->row, bureau_json_get_string (action, "col"));
  gboolean is_value = value != NULL && JSON_NODE_HOLDS_VALUE (value);
  g_autofree char *text = is_value && json_node_get_value_type (value) == G_TYPE_STRING
                              ? json_node_dup_string (value)
                              : (is_value ? bureau_json_print (value) : NULL);

  bureau_json_set_string (intent, "text", text);
  return text != NULL;
}

static const struct
{
  const char *act;
  gboolean (*make) (JsonObject *intent, JsonObject *action, const BureauIntentPlace *place);
} acts[] = {
  { "workflow", make_workflow },
  { "set", make_set },
  { "add", make_add },
  { "open_record", make_open_record },
  { "open_view", make_open_view },
  { "set_param", make_set_param },
  { "refresh", make_refresh },
  { "export_csv", make_export },
  { "copy", make_copy },
};

/**
 * bureau_intent_for_action:
 * @action: one of a checked view
 *
 * Returns: (transfer full) (nullable): what is asked for; %NULL where the row lacks what the action
 *   is about
 */
JsonObject *
bureau_intent_for_action (JsonObject *action, const BureauIntentPlace *place)
{
  const char *act = bureau_json_get_string (action, "do");
  g_autoptr (JsonObject) intent = json_object_new ();

  json_object_set_string_member (intent, "do", act);
  take_text (intent, action, "label");
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_str_equal (acts[i].act, act))
      return acts[i].make (intent, action, place) ? g_steal_pointer (&intent) : NULL;
  return NULL;
}

/**
 * bureau_intent_for_open:
 * @open: of a checked view: {"entity","key"?} or {"view","args"?}
 * @row: {"COLUMN": value} of the row
 *
 * Returns: (transfer full) (nullable): what opens; %NULL where the row names no record
 */
JsonObject *
bureau_intent_for_open (JsonObject *open, JsonObject *row)
{
  const BureauIntentPlace place = { .row = row };
  g_autoptr (JsonObject) intent = json_object_new ();
  gboolean is_view = json_object_has_member (open, "view");

  json_object_set_string_member (intent, "do", is_view ? "open_view" : "open_record");
  if (!is_view)
    return take_record (intent, row, bureau_json_get_string (open, "key"))
               ? g_steal_pointer (&intent)
               : NULL;
  take_text (intent, open, "view");
  json_object_set_object_member (intent, "values", make_arguments (open, "param", &place));
  return g_steal_pointer (&intent);
}
