/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workflows/document.h"

#include "base/json.h"

typedef struct
{
  BureauWorkflow public;
  BureauStep *steps;
} Workflow;

static const char *
get_text_or (JsonObject *object, const char *name, const char *fallback)
{
  const char *text = bureau_json_get_string (object, name);

  return text != NULL ? text : fallback;
}

static void
parse_message_trigger (JsonObject *on, BureauTrigger *trigger)
{
  trigger->kind = BUREAU_TRIGGER_MESSAGE;
  trigger->moment = BUREAU_TRIGGER_BECOMES;
  trigger->collection = "messages";
  trigger->where = bureau_json_get_string (on, "message");
}

static BureauTriggerMoment
find_moment (const char *when)
{
  if (g_str_equal (when, "sent"))
    return BUREAU_TRIGGER_SENT;
  return g_str_equal (when, "changed") ? BUREAU_TRIGGER_CHANGED : BUREAU_TRIGGER_ADDED;
}

static void
parse_record_trigger (JsonObject *on, BureauTrigger *trigger)
{
  const char *when = bureau_json_get_string (on, "when");

  trigger->kind = BUREAU_TRIGGER_RECORD;
  trigger->collection = bureau_json_get_string (on, "record");
  trigger->where = bureau_json_get_string (on, "where");
  if (when == NULL)
    trigger->moment = trigger->where != NULL ? BUREAU_TRIGGER_BECOMES : BUREAU_TRIGGER_ADDED;
  else
    trigger->moment = find_moment (when);
}

static void
parse_hand_trigger (JsonObject *on, BureauTrigger *trigger)
{
  const char *about = bureau_json_get_string (on, "hand");

  trigger->kind = BUREAU_TRIGGER_HAND;
  trigger->collection = g_strcmp0 (about, "message") == 0 ? "messages" : about;
}

static void
parse_trigger (JsonObject *on, BureauTrigger *trigger)
{
  if (json_object_has_member (on, "message"))
    parse_message_trigger (on, trigger);
  else if (json_object_has_member (on, "record"))
    parse_record_trigger (on, trigger);
  else
    parse_hand_trigger (on, trigger);
}

static void
parse_bindings (JsonObject *with, BureauStep *step)
{
  BureauBinding *bindings;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (with == NULL)
    return;
  bindings = g_new0 (BureauBinding, json_object_get_size (with));
  json_object_iter_init_ordered (&iter, with);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    bindings[step->n_bindings++] = (BureauBinding){ name, json_node_get_string (value) };
  step->bindings = bindings;
}

static void
parse_step (JsonObject *object, BureauStep *step)
{
  bureau_step_kind_from_text (bureau_json_get_string (object, "do"), &step->kind);
  step->id = bureau_json_get_string (object, "id");
  step->agent = bureau_json_get_string (object, "agent");
  step->condition = bureau_json_get_string (object, "if");
  step->arguments = object;
  parse_bindings (bureau_json_get_object (object, "with"), step);
}

static void
parse_steps (JsonArray *list, Workflow *self)
{
  self->public.n_steps = json_array_get_length (list);
  self->steps = g_new0 (BureauStep, self->public.n_steps);
  self->public.steps = self->steps;
  for (guint i = 0; i < self->public.n_steps; i++)
    parse_step (json_array_get_object_element (list, i), &self->steps[i]);
}

static void
clear_workflow (gpointer data)
{
  Workflow *self = data;

  for (guint i = 0; i < self->public.n_steps; i++)
    g_free ((BureauBinding *)self->steps[i].bindings);
  g_clear_pointer (&self->steps, g_free);
  g_clear_pointer (&self->public.document, json_object_unref);
}

/**
 * bureau_workflow_parse:
 * @document: a workflow's document; copied, so it may change afterwards
 * @error: return location; %BUREAU_ERROR_INVALID with the first problem that the
 * document alone shows
 *
 * Returns: (transfer full) (nullable): the workflow
 */
BureauWorkflow *
bureau_workflow_parse (JsonObject *document, GError **error)
{
  g_autoptr (JsonArray) problems = bureau_workflow_check (document, NULL);
  const char *name = get_text_or (document, "workflow", "The workflow");
  GError *problem = bureau_problems_to_error (name, problems);
  Workflow *self;

  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return NULL;
    }
  self = g_atomic_rc_box_new0 (Workflow);
  self->public.document = bureau_json_copy_object (document);
  self->public.name = bureau_json_get_string (self->public.document, "workflow");
  self->public.title = get_text_or (self->public.document, "title", self->public.name);
  self->public.note = get_text_or (self->public.document, "note", "");
  parse_trigger (bureau_json_get_object (self->public.document, "on"), &self->public.trigger);
  parse_steps (bureau_json_get_array (self->public.document, "steps"), self);
  return &self->public;
}

BureauWorkflow *
bureau_workflow_ref (BureauWorkflow *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
bureau_workflow_unref (BureauWorkflow *self)
{
  g_atomic_rc_box_release_full (self, clear_workflow);
}

/**
 * bureau_workflow_find_step:
 * @id: the step's id
 *
 * Returns: (transfer none) (nullable): the step, or %NULL where the workflow has none of this id
 */
const BureauStep *
bureau_workflow_find_step (BureauWorkflow *self, const char *id)
{
  for (guint i = 0; i < self->n_steps; i++)
    if (g_str_equal (self->steps[i].id, id))
      return &self->steps[i];
  return NULL;
}

/**
 * bureau_workflow_check:
 * @context: (nullable): what exists in the workspace
 *
 * bureau_document_check() for a workflow.
 *
 * Returns: (transfer full): its problems
 */
JsonArray *
bureau_workflow_check (JsonObject *document, BureauWorkflowContext *context)
{
  return bureau_document_check (BUREAU_DOCUMENT_WORKFLOW, document, context);
}

/**
 * bureau_step_find_binding:
 * @name: a parameter of the step's SQL, without its colon
 *
 * Returns: (transfer none) (nullable): what `with` gives for it, or %NULL where it gives nothing
 */
const BureauBinding *
bureau_step_find_binding (const BureauStep *step, const char *name)
{
  for (guint i = 0; i < step->n_bindings; i++)
    if (g_str_equal (step->bindings[i].name, name))
      return &step->bindings[i];
  return NULL;
}
