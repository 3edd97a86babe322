/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/meaning.h"

#include "base/json.h"
#include "views/context.h"

/* Where an action is named: the element, and the member that names it. */
typedef struct
{
  BureauCheck *check;
  const char *key;
  JsonObject *source; /* of the element, or NULL */
  const char *action;
} BureauUse;

static void
refuse_argument (BureauUse *use, const char *name, const char *why)
{
  bureau_problems_add (use->check->problems, "argument_wrong", name,
                       "The action ‘%s’ cannot be used here: %s", use->action, why);
}

static void
check_row_column (BureauUse *use, const char *name)
{
  g_autofree char *why = NULL;

  if (name == NULL || (use->source != NULL && bureau_view_get_column (use->source, name) != NULL))
    return;
  why = g_strdup_printf (
      "it needs the column ‘%s’, which the source of this element does not give.", name);
  refuse_argument (use, name, why);
}

static gboolean
form_has (JsonObject *element, const char *id)
{
  return g_strcmp0 (bureau_json_get_string (element, "type"), "form") == 0
         && bureau_view_find_in (element, "fields", id) != NULL;
}

/* A day is clicked, or a calendar is empty where a person looks. */
static gboolean
has_slot (BureauUse *use)
{
  return g_str_equal (use->key, "create_action")
         || (g_str_equal (use->key, "action")
             && g_strcmp0 (bureau_json_get_string (use->check->part, "type"), "calendar") == 0);
}

static void
check_argument_use (BureauUse *use, JsonObject *argument)
{
  const char *field = bureau_json_get_string (argument, "field");
  const char *from = bureau_json_get_string (argument, "from");

  check_row_column (use, bureau_json_get_string (argument, "col"));
  if (field != NULL && !form_has (use->check->part, field))
    refuse_argument (use, field, "it needs a field that this element, as a form, does not have.");
  if (g_strcmp0 (from, "move_target") == 0 && !g_str_equal (use->key, "move_action"))
    refuse_argument (use, from, "only moving a card or a date gives it what it needs.");
  if (g_strcmp0 (from, "slot") == 0 && !has_slot (use))
    refuse_argument (use, from, "only a click on a day gives it what it needs.");
}

/* The column with the record that the action is about, or NULL. */
static const char *
record_column (JsonObject *action)
{
  const char *act = bureau_json_get_string (action, "do");
  const char *key = bureau_json_get_string (action, "key");

  if (g_strcmp0 (act, "copy") == 0)
    return bureau_json_get_string (action, "col");
  if (g_strcmp0 (act, "set") != 0 && g_strcmp0 (act, "open_record") != 0)
    return NULL;
  return key != NULL ? key : "id";
}

static void
check_use (BureauCheck *check, const char *key, const char *id)
{
  JsonObject *action = bureau_view_find_in (check->document, "actions", id);
  const char *data = check->part != NULL ? bureau_json_get_string (check->part, "data") : NULL;
  JsonObject *source = data != NULL ? bureau_view_find_in (check->document, "data", data) : NULL;
  BureauUse use = { check, key, source, id };
  g_autofree const char **ids = NULL;
  JsonArray *arguments;

  if (action == NULL)
    {
      ids = bureau_view_list_ids (check->document, "actions");
      bureau_problems_add_unknown (check->problems, "action_unknown", id, ids,
                                   "There is no such action in ‘actions’.");
      return;
    }
  arguments = bureau_json_get_array (action, "args");
  check_row_column (&use, record_column (action));
  for (guint i = 0; arguments != NULL && i < json_array_get_length (arguments); i++)
    {
      JsonNode *node = json_array_get_element (arguments, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        check_argument_use (&use, json_node_get_object (node));
    }
}

void
bureau_view_mean_action (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  check_use (check, member->key, json_node_get_string (value));
}

void
bureau_view_mean_actions (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  JsonArray *ids = json_node_get_array (value);

  for (guint i = 0; i < json_array_get_length (ids); i++)
    {
      bureau_problems_enter_item (check->problems, i);
      check_use (check, member->key, json_array_get_string_element (ids, i));
      bureau_problems_leave (check->problems);
    }
}

/* What an action's arguments are called */

static const char **
list_fields (JsonObject *collection)
{
  JsonArray *fields = bureau_json_get_array (collection, "fields");
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    g_ptr_array_add (
        names, (char *)bureau_json_get_string (json_array_get_object_element (fields, i), "name"));
  g_ptr_array_add (names, NULL);
  return (const char **)g_ptr_array_free (names, FALSE);
}

static void
check_arguments (BureauCheck *check, JsonObject *action, const char *const *expected,
                 const char *hint)
{
  JsonArray *arguments = bureau_json_get_array (action, "args");

  bureau_problems_enter (check->problems, "args");
  for (guint i = 0; arguments != NULL && i < json_array_get_length (arguments); i++)
    {
      JsonNode *node = json_array_get_element (arguments, i);
      const char *name = JSON_NODE_HOLDS_OBJECT (node)
                             ? bureau_json_get_string (json_node_get_object (node), "arg")
                             : NULL;

      if (name == NULL || g_strv_contains (expected, name))
        continue;
      bureau_problems_enter_item (check->problems, i);
      bureau_problems_enter (check->problems, "arg");
      bureau_problems_add_unknown (check->problems, "argument_unknown", name, expected, hint);
      bureau_problems_leave (check->problems);
      bureau_problems_leave (check->problems);
    }
  bureau_problems_leave (check->problems);
}

/* A workflow that is started by hand is about a record, a message or nothing. */
static void
check_workflow (BureauCheck *check, JsonObject *action)
{
  static const char *const about_record[] = { "record", NULL };
  static const char *const about_nothing[] = { NULL };
  const char *name = bureau_json_get_string (action, "name");
  JsonObject *workflow = name != NULL ? bureau_view_context_get_workflow (check->context, name)
                                      : NULL;
  JsonObject *trigger = workflow != NULL ? bureau_json_get_object (workflow, "on") : NULL;
  g_autofree const char **names = NULL;

  bureau_problems_enter (check->problems, "name");
  if (name != NULL && workflow == NULL)
    {
      names = bureau_view_context_list_workflows (check->context);
      bureau_problems_add_unknown (check->problems, "workflow_unknown", name, names,
                                   "There is no such workflow.");
    }
  else if (trigger != NULL && !json_object_has_member (trigger, "hand"))
    bureau_problems_add (check->problems, "workflow_not_by_hand", name,
                         "The workflow ‘%s’ is not started by hand, so a button cannot start it.",
                         name);
  bureau_problems_leave (check->problems);
  if (trigger != NULL && json_object_has_member (trigger, "hand"))
    check_arguments (check, action,
                     bureau_json_get_string (trigger, "hand") != NULL ? about_record
                                                                      : about_nothing,
                     "The workflow takes no such argument.");
}

static void
check_edit (BureauCheck *check, JsonObject *action)
{
  const char *name = bureau_json_get_string (action, "entity");
  JsonObject *collection = name != NULL ? bureau_view_context_get_collection (check->context, name)
                                        : NULL;
  g_autofree const char **fields = NULL;

  if (collection == NULL)
    return;
  fields = list_fields (collection);
  if (fields[0] == NULL)
    bureau_problems_add (check->problems, "collection_closed", name,
                         "‘%s’ is not edited by a view: it has its own pages.", name);
  else
    check_arguments (check, action, fields, "The collection has no such field.");
}

void
bureau_view_mean_action_whole (BureauCheck *check, JsonObject *object)
{
  const char *act = bureau_json_get_string (object, "do");

  if (check->context == NULL || act == NULL)
    return;
  if (g_str_equal (act, "workflow"))
    check_workflow (check, object);
  else if (g_str_equal (act, "set") || g_str_equal (act, "add"))
    check_edit (check, object);
}
