/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/record-change.h"
#include "agents/reference.h"
#include "agents/step.h"
#include "agents/truth.h"
#include "base/error.h"
#include "base/json.h"

/* Where an expression looks at the record's row, the record must be in memory by then. */
static JsonNode *
evaluate (BureauStepContext *context, const BureauRecordTarget *target, const char *expression,
          GError **error)
{
  JsonNode *value = bureau_literal_parse (expression);
  gint64 id;

  if (value)
    return value;
  if (!context->settle (context, error))
    return NULL;
  id = bureau_record_target_get_id (target, context->run);
  if (id == 0)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND, "There is no record to change.");
      return NULL;
    }

  return bureau_step_evaluate (context, target->collection, id, expression, &value, error) ? value
                                                                                           : NULL;
}

static JsonObject *
evaluate_all (BureauStepContext *context, const BureauRecordTarget *target, GError **error)
{
  JsonObject *set = bureau_json_get_object (context->step->arguments, "set");
  g_autoptr (JsonObject) fields = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *expression;

  if (!set)
    return g_steal_pointer (&fields);
  json_object_iter_init_ordered (&iter, set);
  while (json_object_iter_next_ordered (&iter, &name, &expression))
    {
      JsonNode *value = evaluate (context, target, json_node_get_string (expression), error);

      if (!value)
        return NULL;
      json_object_set_member (fields, name, value);
    }

  return g_steal_pointer (&fields);
}

static void
show_fields (BureauOutcome *outcome, JsonObject *fields)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, fields);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    json_object_set_member (outcome->output, name, json_node_copy (value));
}

/**
 * bureau_step_update:
 *
 * `{"do":"update","record":"read","set":{"state":"'read'"}}`: changes fields of a record; each
 * value is an SQL expression about the record's row. Gives the record's id and the new values.
 *
 * Returns: %FALSE with @error set where there is no such record, or an expression or its value is
 *   refused
 */
gboolean
bureau_step_update (BureauStepContext *context, GError **error)
{
  const char *record = bureau_step_get_argument (context, "record");
  g_auto (BureauRecordTarget) target = { 0 };
  g_autoptr (JsonObject) fields = NULL;

  if (!bureau_record_target_find (context, record, &target, error))
    return FALSE;
  fields = evaluate_all (context, &target, error);
  if (!fields)
    return FALSE;
  json_object_set_string_member (context->outcome->input, "record", record);
  show_fields (context->outcome, fields);

  return bureau_record_change_set (context, record, fields, error);
}
