/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workflows/meaning.h"

#include "base/json.h"
#include "workflows/target.h"

static const char *const reserved_ids[] = { "message", "record", "settings", NULL };

/* A right an agent may have: the member that lists the collections, and how it is said. */
typedef struct
{
  const char *key;
  const char *code;
  const char *verb;
} BureauRight;

static const BureauRight reading = { "reads", "read_not_allowed", "read" };
static const BureauRight writing = { "writes", "write_not_allowed", "write" };

static gboolean
list_has (JsonArray *list, const char *name)
{
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);

      if (JSON_NODE_HOLDS_VALUE (node) && g_strcmp0 (json_node_get_string (node), name) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
check_right (BureauCheck *check, const BureauRight *right, const char *collection)
{
  const char *name = bureau_json_get_string (check->object, "agent");
  JsonObject *agent = check->context != NULL && name != NULL
                          ? bureau_workflow_context_get_agent (check->context, name)
                          : NULL;

  if (agent == NULL || list_has (bureau_json_get_array (agent, right->key), collection))
    return;
  bureau_problems_add (check->problems, right->code, collection,
                       "The agent ‘%s’ may not %s ‘%s’. Give this step to another agent, or add it "
                       "to the agent's ‘%s’.",
                       name, right->verb, collection, right->key);
}

static gboolean
is_ours (BureauCheck *check, JsonObject *step, guint index)
{
  return index < check->index && step != NULL
         && g_strcmp0 (bureau_json_get_string (step, "id"),
                       bureau_json_get_string (check->object, "id"))
                == 0;
}

void
bureau_mean_step_id (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  JsonArray *steps = bureau_target_steps (check->document);
  const char *id = json_node_get_string (value);

  if (g_strv_contains (reserved_ids, id))
    bureau_problems_add (check->problems, "name_reserved", id,
                         "‘%s’ means something else in a reference: choose another id.", id);
  for (guint i = 0; i < json_array_get_length (steps); i++)
    if (is_ours (check, bureau_target_step_at (steps, i), i))
      {
        bureau_problems_add (check->problems, "duplicate", id,
                             "An earlier step has the id ‘%s’ already: choose another.", id);
        return;
      }
}

void
bureau_mean_agent (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *name = json_node_get_string (value);
  g_auto (GStrv) names = NULL;

  if (check->context == NULL || bureau_workflow_context_get_agent (check->context, name) != NULL)
    return;
  names = bureau_workflow_context_list_agents (check->context);
  bureau_problems_add_unknown (check->problems, "agent_unknown", name, (const char *const *)names,
                               "There is no such agent.");
}

void
bureau_mean_reference (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  BureauTarget target;

  bureau_target_resolve (check, json_node_get_string (value), &target);
}

/* What an agent is handed it must be allowed to read; the message it works on always is. */
static void
check_handed (BureauCheck *check, const char *reference)
{
  BureauTarget target;
  JsonArray *found;

  if (!bureau_target_resolve (check, reference, &target))
    return;
  if (target.owner != NULL)
    check_right (check, &reading, target.owner);
  found = target.step != NULL ? bureau_json_get_array (target.step, "in") : NULL;
  for (guint i = 0; found != NULL && i < json_array_get_length (found); i++)
    {
      JsonNode *name = json_array_get_element (found, i);

      if (JSON_NODE_HOLDS_VALUE (name) && json_node_get_string (name) != NULL)
        check_right (check, &reading, json_node_get_string (name));
    }
}

void
bureau_mean_handed_reference (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  check_handed (check, json_node_get_string (value));
}

void
bureau_mean_given (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  JsonArray *given = json_node_get_array (value);

  for (guint i = 0; i < json_array_get_length (given); i++)
    {
      bureau_problems_enter_item (check->problems, i);
      check_handed (check, json_array_get_string_element (given, i));
      bureau_problems_leave (check->problems);
    }
}

void
bureau_mean_written_collection (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *name = json_node_get_string (value);

  if (bureau_check_collection (check, name, FALSE))
    check_right (check, &writing, name);
}

void
bureau_mean_extracted_fields (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *collection = bureau_json_get_string (check->object, "into");
  JsonArray *fields = json_node_get_array (value);

  for (guint i = 0; collection != NULL && i < json_array_get_length (fields); i++)
    {
      bureau_problems_enter_item (check->problems, i);
      bureau_check_field (check, collection, json_array_get_string_element (fields, i));
      bureau_problems_leave (check->problems);
    }
}

void
bureau_mean_searched_collections (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  JsonArray *names = json_node_get_array (value);

  for (guint i = 0; i < json_array_get_length (names); i++)
    {
      const char *name = json_array_get_string_element (names, i);

      bureau_problems_enter_item (check->problems, i);
      if (bureau_check_collection (check, name, TRUE))
        check_right (check, &reading, name);
      bureau_problems_leave (check->problems);
    }
}

void
bureau_mean_updated_record (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *reference = json_node_get_string (value);
  BureauTarget target;

  if (!bureau_target_resolve (check, reference, &target))
    return;
  if (target.owner != NULL && target.is_whole)
    check_right (check, &writing, target.owner);
  else
    bureau_problems_add (
        check->problems, "reference_not_record", reference,
        "This must be a whole record: ‘record’, or a step that makes or changes one.");
}

void
bureau_mean_date (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *reference = json_node_get_string (value);
  BureauTarget target;

  if (!bureau_target_resolve (check, reference, &target))
    return;
  if (target.is_whole || (target.type != NULL && !g_str_has_prefix (target.type, "date")))
    bureau_problems_add (check->problems, "reference_not_date", reference,
                         "This must be a date or datetime field.");
}

void
bureau_mean_workflow (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *name = json_node_get_string (value);
  g_auto (GStrv) names = NULL;

  if (check->context == NULL || bureau_workflow_context_get_workflow (check->context, name) != NULL
      || g_strcmp0 (bureau_json_get_string (check->document, "workflow"), name) == 0)
    return;
  names = bureau_workflow_context_list_workflows (check->context);
  bureau_problems_add_unknown (check->problems, "workflow_unknown", name,
                               (const char *const *)names, "There is no such workflow.");
}

static const char *
get_started_collection (BureauCheck *check)
{
  const char *name = bureau_json_get_string (check->object, "workflow");
  JsonObject *workflow = check->context != NULL && name != NULL
                             ? bureau_workflow_context_get_workflow (check->context, name)
                             : NULL;

  return workflow != NULL ? bureau_target_row_collection (workflow) : NULL;
}

void
bureau_mean_started_record (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *reference = json_node_get_string (value);
  const char *wanted = get_started_collection (check);
  BureauTarget target;
  const char *given;

  if (!bureau_target_resolve (check, reference, &target))
    return;
  given = target.owner != NULL ? target.owner : "messages";
  if (!target.is_whole || (target.owner == NULL && !g_str_equal (reference, "message")))
    bureau_problems_add (check->problems, "reference_not_record", reference,
                         "This must be a whole record, or the message.");
  else if (wanted != NULL && !g_str_equal (wanted, given))
    bureau_problems_add (check->problems, "record_mismatch", reference,
                         "The workflow is about ‘%s’, and this is of ‘%s’.", wanted, given);
}

static gboolean
has_text (JsonArray *texts, const char *text)
{
  for (guint i = 0; texts != NULL && i < json_array_get_length (texts); i++)
    if (g_strcmp0 (json_array_get_string_element (texts, i), text) == 0)
      return TRUE;
  return FALSE;
}

void
bureau_mean_tool (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *tool = json_node_get_string (value);
  const char *name = bureau_json_get_string (check->object, "agent");
  JsonObject *agent = check->context != NULL && name != NULL
                          ? bureau_workflow_context_get_agent (check->context, name)
                          : NULL;

  if (agent != NULL && !has_text (bureau_json_get_array (agent, "tools"), tool))
    bureau_problems_add (check->problems, "tool_not_given", tool,
                         "The agent ‘%s’ was not given the tool ‘%s’.", name, tool);
}
