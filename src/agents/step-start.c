/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/reference.h"
#include "agents/run-insert.h"
#include "agents/step.h"
#include "base/error.h"
#include "base/json.h"

typedef struct
{
  char *workflow;
  gint64 version;
  BureauRecordTarget target;
} Start;

static void
start_free (gpointer data)
{
  Start *self = data;

  g_free (self->workflow);
  bureau_record_target_clear (&self->target);
  g_free (self);
}

static gboolean
write_start (BureauTransaction *transaction, BureauOutcome *outcome, gpointer data, GError **error)
{
  Start *self = data;
  g_autoptr (JsonObject) cause = json_object_new ();
  gint64 id;

  json_object_set_string_member (cause, "trigger", "start");
  json_object_set_string_member (cause, "step", outcome->step->id);
  id = bureau_run_insert (transaction,
                          &(BureauRunStart){
                              .workflow = self->workflow,
                              .version = self->version,
                              .cause = cause,
                              .collection = self->target.collection,
                              .record = bureau_record_target_get_id (&self->target, outcome->run),
                              .parent = outcome->run->id,
                              .state = "queued",
                          },
                          NULL, error);
  bureau_json_set_id (outcome->output, "run", id);

  return id != 0;
}

/**
 * bureau_step_start:
 *
 * `{"do":"start","workflow","record"}`: starts another workflow about a record; it goes its own
 * way. Gives `run`.
 *
 * Returns: %FALSE with @error set where there is no such workflow or record
 */
gboolean
bureau_step_start (BureauStepContext *context, GError **error)
{
  const char *name = bureau_step_get_argument (context, "workflow");
  const BureauCatalogEntry *entry = name ? bureau_catalog_find_workflow (context->catalog, name)
                                         : NULL;
  g_auto (BureauRecordTarget) target = { 0 };
  Start *start;

  if (!entry)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
                   "There is no workflow “%s” to start; add it or name another.", name ? name : "");
      return FALSE;
    }
  if (!bureau_record_target_find (context, bureau_step_get_argument (context, "record"), &target,
                                  error))
    return FALSE;
  json_object_set_string_member (context->outcome->input, "workflow", name);
  start = g_new0 (Start, 1);
  start->workflow = g_strdup (name);
  start->version = entry->version;
  start->target = target;
  target = (BureauRecordTarget){ 0 };
  bureau_outcome_set_effect (context->outcome, write_start, start, start_free);

  return TRUE;
}
