/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workflows/target.h"

#include "base/json.h"
#include "workflows/meaning.h"
#include "workflows/reference.h"

typedef struct
{
  const char *part;
  const char *type;
} BureauPartType;

static const BureauPartType message_types[] = {
  { "sender", "person" },
  { "text", "text" },
  { "subject", "text" },
  { "label", "text" },
  { "sent_at", "datetime" },
  { "received_at", "datetime" },
  { NULL },
};

static const char *
find_type (const BureauPartType *types, const char *part)
{
  for (; types->part != NULL; types++)
    if (g_str_equal (types->part, part))
      return types->type;
  return NULL;
}

static void
add_unavailable (BureauCheck *check, const char *text, const char *what)
{
  bureau_problems_add (check->problems, "reference_unavailable", text,
                       "This workflow is not started by a %s, so there is no ‘%s’ here.", what,
                       text);
}

static gboolean
resolve_message (BureauCheck *check, const BureauReference *reference, BureauTarget *target)
{
  const char *const *parts = bureau_reference_list_message_parts ();

  if (bureau_target_row_collection (check->document) == NULL)
    {
      add_unavailable (check, "message", "message or record");
      return FALSE;
    }
  target->is_whole = *reference->member == '\0';
  target->type = find_type (message_types, reference->member);
  if (target->is_whole || target->type != NULL)
    return TRUE;
  bureau_problems_add_unknown (check->problems, "part_unknown", reference->member, parts,
                               "A message has no such part.");
  return FALSE;
}

/* A member of a record of @collection, or the whole record. */
static gboolean
resolve_record (BureauCheck *check, const char *collection, const char *member,
                BureauTarget *target)
{
  target->owner = collection;
  target->is_whole = *member == '\0';
  if (target->is_whole || check->context == NULL)
    return TRUE;
  target->type = bureau_workflow_context_get_field_type (check->context, collection, member);
  return bureau_check_field (check, collection, member);
}

static gboolean
resolve_trigger_record (BureauCheck *check, const BureauReference *reference, BureauTarget *target)
{
  const char *collection = bureau_target_trigger_collection (check->document);

  if (collection != NULL)
    return resolve_record (check, collection, reference->member, target);
  add_unavailable (check, "record", "record");
  return FALSE;
}

/* What may be named at this step: the trigger's things and the steps before. */
static char **
list_sources (BureauCheck *check)
{
  JsonArray *steps = bureau_target_steps (check->document);
  GPtrArray *names = g_ptr_array_new ();

  if (bureau_target_row_collection (check->document) != NULL)
    g_ptr_array_add (names, g_strdup ("message"));
  if (bureau_target_trigger_collection (check->document) != NULL)
    g_ptr_array_add (names, g_strdup ("record"));
  for (guint i = 0; steps != NULL && i < check->index && i < json_array_get_length (steps); i++)
    {
      JsonObject *step = bureau_target_step_at (steps, i);
      const char *id = step != NULL ? bureau_json_get_string (step, "id") : NULL;

      if (id != NULL)
        g_ptr_array_add (names, g_strdup (id));
    }
  g_ptr_array_add (names, NULL);
  return (char **)g_ptr_array_free (names, FALSE);
}

static JsonObject *
find_step (BureauCheck *check, const char *id, guint *index)
{
  JsonArray *steps = bureau_target_steps (check->document);

  for (*index = 0; steps != NULL && *index < json_array_get_length (steps); ++*index)
    {
      JsonObject *step = bureau_target_step_at (steps, *index);

      if (step != NULL && g_strcmp0 (bureau_json_get_string (step, "id"), id) == 0)
        return step;
    }
  return NULL;
}

static void
add_step_problem (BureauCheck *check, const char *id, gboolean is_later)
{
  g_auto (GStrv) sources = list_sources (check);

  if (is_later)
    bureau_problems_add (
        check->problems, "step_later", id,
        "‘%s’ runs only at or after this step: move it up, or name an earlier one.", id);
  else
    bureau_problems_add_unknown (check->problems, "step_unknown", id, (const char *const *)sources,
                                 "There is no such step, and nothing else of this name.");
}

/* The collection of the record that a step gives, or NULL where it gives none. */
static const char *
get_step_collection (BureauCheck *check, JsonObject *step, BureauStepKind kind)
{
  const char *record = bureau_json_get_string (step, "record");
  BureauReference reference;
  guint index;

  if (kind == BUREAU_STEP_EXTRACT)
    return bureau_json_get_string (step, "into");
  if (kind != BUREAU_STEP_UPDATE || record == NULL || !bureau_reference_parse (record, &reference))
    return NULL;
  if (reference.kind == BUREAU_REFERENCE_RECORD)
    return bureau_target_trigger_collection (check->document);
  step = reference.kind == BUREAU_REFERENCE_STEP ? find_step (check, reference.step, &index) : NULL;
  return step != NULL && g_strcmp0 (bureau_json_get_string (step, "do"), "extract") == 0
             ? bureau_json_get_string (step, "into")
             : NULL;
}

static gboolean
resolve_result (BureauCheck *check, BureauStepKind kind, const BureauReference *reference,
                BureauTarget *target)
{
  const char *const *parts = bureau_step_kind_get_result (kind);

  target->is_whole = *reference->member == '\0';
  if (target->is_whole || parts == NULL || g_strv_contains (parts, reference->member))
    return TRUE;
  bureau_problems_add_unknown (check->problems, "part_unknown", reference->member, parts,
                               "The result of this kind of step has no such part.");
  return FALSE;
}

static gboolean
resolve_step (BureauCheck *check, const BureauReference *reference, BureauTarget *target)
{
  BureauStepKind kind;
  const char *collection;
  guint index;

  target->step = find_step (check, reference->step, &index);
  if (target->step == NULL || index >= check->index)
    {
      add_step_problem (check, reference->step, target->step != NULL);
      return FALSE;
    }
  if (!bureau_step_kind_from_text (bureau_json_get_string (target->step, "do"), &kind))
    return FALSE;
  collection = get_step_collection (check, target->step, kind);
  if (collection != NULL)
    return resolve_record (check, collection, reference->member, target);
  return resolve_result (check, kind, reference, target);
}

static gboolean
resolve_setting (BureauCheck *check, const BureauReference *reference, BureauTarget *target)
{
  return TRUE;
}

/**
 * bureau_target_resolve:
 * @check: where the check stands: the step at its index is the one that says @text
 * @text: a reference
 * @target: (out caller-allocates): where it leads
 *
 * Follows a reference and notes a problem where it leads nowhere.
 *
 * Returns: whether it leads somewhere
 */
gboolean
bureau_target_resolve (BureauCheck *check, const char *text, BureauTarget *target)
{
  static gboolean (*const resolvers[]) (BureauCheck *, const BureauReference *, BureauTarget *) = {
    [BUREAU_REFERENCE_MESSAGE] = resolve_message,
    [BUREAU_REFERENCE_RECORD] = resolve_trigger_record,
    [BUREAU_REFERENCE_STEP] = resolve_step,
    [BUREAU_REFERENCE_SETTING] = resolve_setting,
  };
  BureauReference reference;
  gboolean resolved;

  *target = (BureauTarget){ NULL };
  if (!bureau_reference_parse (text, &reference))
    return FALSE;
  bureau_problems_set_text (check->problems, text);
  resolved = resolvers[reference.kind](check, &reference, target);
  bureau_problems_set_text (check->problems, NULL);
  return resolved;
}

/**
 * bureau_target_row_collection:
 *
 * Returns: (nullable): the table of the row that starts the workflow, "messages" for a message;
 * %NULL where it is started about nothing
 */
const char *
bureau_target_row_collection (JsonObject *workflow)
{
  JsonObject *on = bureau_json_get_object (workflow, "on");
  const char *hand = on != NULL ? bureau_json_get_string (on, "hand") : NULL;

  if (on == NULL)
    return NULL;
  if (json_object_has_member (on, "message") || g_strcmp0 (hand, "message") == 0)
    return "messages";
  return hand != NULL ? hand : bureau_json_get_string (on, "record");
}

/**
 * bureau_target_trigger_collection:
 *
 * Returns: (nullable): the collection of the record that starts the workflow
 */
const char *
bureau_target_trigger_collection (JsonObject *workflow)
{
  const char *table = bureau_target_row_collection (workflow);

  return g_strcmp0 (table, "messages") != 0 ? table : NULL;
}

/**
 * bureau_target_steps:
 * @workflow: a workflow's document, perhaps not sound
 *
 * Returns: (transfer none) (nullable): its steps, or %NULL where it has no such list
 */
JsonArray *
bureau_target_steps (JsonObject *workflow)
{
  return bureau_json_get_array (workflow, "steps");
}

/**
 * bureau_target_step_at:
 * @steps: the steps of a document, perhaps not sound
 * @index: from 0, within the list
 *
 * Returns: (transfer none) (nullable): the step, or %NULL where that item is no object
 */
JsonObject *
bureau_target_step_at (JsonArray *steps, guint index)
{
  JsonNode *node = json_array_get_element (steps, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}
