/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change of a record as the effect of a step. */
#include "agents/record-change.h"

#include "agents/reference.h"
#include "base/error.h"
#include "base/json.h"
#include "memory/record.h"

typedef struct
{
  BureauRecordTarget target;
  JsonObject *fields;
} Change;

static void
change_free (gpointer data)
{
  Change *self = data;

  bureau_record_target_clear (&self->target);
  g_clear_pointer (&self->fields, json_object_unref);
  g_free (self);
}

static gboolean
write_change (BureauTransaction *transaction, BureauOutcome *outcome, gpointer data, GError **error)
{
  Change *self = data;
  gint64 id = bureau_record_target_get_id (&self->target, outcome->run);

  if (id == 0)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
                   "The step “%s” made no record to change.",
                   self->target.step ? self->target.step : outcome->step->id);
      return FALSE;
    }
  bureau_json_set_id (outcome->output, "id", id);

  return bureau_record_update (transaction, self->target.collection, id, self->fields, error);
}

/* The run's own record is kept up, so that later steps see what this one will have written. */
static void
show_change (BureauRun *run, JsonObject *fields)
{
  JsonObject *shown = bureau_json_get_object (run->record, "fields");
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init (&iter, fields);
  while (shown && json_object_iter_next (&iter, &name, &value))
    json_object_set_member (shown, name, json_node_copy (value));
}

/**
 * bureau_record_change_set:
 * @reference: the record, as the step names it
 * @fields: its new values; the step's result gets them too
 *
 * Makes the change the effect of the step, if its agent may write there.
 *
 * Returns: %FALSE with @error set where there is no such record, or the agent may not write there
 */
gboolean
bureau_record_change_set (BureauStepContext *context, const char *reference, JsonObject *fields,
                          GError **error)
{
  g_auto (BureauRecordTarget) target = { 0 };
  Change *change;

  if (!bureau_record_target_find (context, reference, &target, error)
      || !bureau_step_may_write (context, target.collection, error))
    return FALSE;
  if (json_object_get_size (fields) == 0)
    return TRUE;
  if (!target.step && context->run->record)
    show_change (context->run, fields);
  change = g_new0 (Change, 1);
  change->target = target;
  change->fields = json_object_ref (fields);
  target = (BureauRecordTarget){ 0 };
  bureau_outcome_set_effect (context->outcome, write_change, change, change_free);

  return TRUE;
}
