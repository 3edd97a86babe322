/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/step.h"

#include "agents/reference.h"
#include "agents/truth.h"
#include "base/error.h"
#include "base/json.h"

static const BureauStepFunc funcs[BUREAU_N_STEP_KINDS] = {
  [BUREAU_STEP_EXTRACT] = bureau_step_extract, [BUREAU_STEP_CLASSIFY] = bureau_step_classify,
  [BUREAU_STEP_SEARCH] = bureau_step_search,   [BUREAU_STEP_QUERY] = bureau_step_query,
  [BUREAU_STEP_DRAFT] = bureau_step_draft,     [BUREAU_STEP_DECIDE] = bureau_step_decide,
  [BUREAU_STEP_UPDATE] = bureau_step_update,   [BUREAU_STEP_ASK] = bureau_step_ask,
  [BUREAU_STEP_WAIT] = bureau_step_wait,       [BUREAU_STEP_START] = bureau_step_start,
  [BUREAU_STEP_CALL] = bureau_step_call,
};

/* A condition is about the row that started the workflow. */
static gboolean
is_wanted (BureauStepContext *self, gboolean *wanted, GError **error)
{
  const char *collection = bureau_run_get_row_collection (self->run);
  g_autoptr (JsonNode) value = NULL;

  *wanted = TRUE;
  if (!self->step->condition || !collection)
    return TRUE;
  if (!bureau_step_evaluate (self, collection, bureau_run_get_row_id (self->run),
                             self->step->condition, &value, error))
    return FALSE;
  *wanted = bureau_is_true (value);

  return TRUE;
}

/**
 * bureau_step_perform:
 *
 * Does the step by its kind, or passes it over where its condition is not true.
 *
 * Returns: %FALSE with @error set where the step failed; whether it is tried again is for the run
 *   to say
 */
gboolean
bureau_step_perform (BureauStepContext *self, GError **error)
{
  gboolean wanted = FALSE;

  if (!is_wanted (self, &wanted, error))
    return FALSE;
  if (wanted)
    return funcs[self->step->kind](self, error);
  bureau_outcome_skip (self->outcome, "its condition is not true");

  return TRUE;
}

const char *
bureau_step_get_argument (BureauStepContext *self, const char *name)
{
  return bureau_json_get_string (self->step->arguments, name);
}

typedef struct
{
  const char *collection;
  gint64 record;
  const char *expression;
  JsonObject *params;
  JsonNode *value;
} Evaluation;

static gboolean
evaluate (BureauGuard *guard, gpointer data, GValue *result, GError **error)
{
  Evaluation *self = data;

  self->value = bureau_guard_evaluate (guard, self->collection, self->record, self->expression,
                                       self->params, error);

  return self->value != NULL;
}

/**
 * bureau_step_evaluate:
 * @value: (out) (transfer full): what the expression gives
 *
 * Evaluates an expression of the workflow about one row, with the step's `with` as parameters.
 *
 * Returns: %FALSE with @error set where the expression is refused or fails
 */
gboolean
bureau_step_evaluate (BureauStepContext *self, const char *collection, gint64 record,
                      const char *expression, JsonNode **value, GError **error)
{
  g_autoptr (JsonObject) params = NULL;
  Evaluation evaluation = { collection, record, expression };

  if (!self->settle (self, error))
    return FALSE;
  params = bureau_reference_bind (self, error);
  if (!params)
    return FALSE;
  evaluation.params = params;
  if (!dex_await (bureau_memory_guard (self->environment->memory, evaluate, &evaluation, NULL),
                  error))
    return FALSE;
  *value = evaluation.value;

  return TRUE;
}

/**
 * bureau_step_may_write:
 *
 * Returns: %FALSE with %BUREAU_ERROR_REFUSED where the step's agent was not given @collection; a
 *   step without an agent is the workflow's own
 */
gboolean
bureau_step_may_write (BureauStepContext *self, const char *collection, GError **error)
{
  if (!self->agent || g_strv_contains (self->agent->writes, collection))
    return TRUE;
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
               "The agent “%s” may not write “%s”; allow it in the agent, or use another.",
               self->agent->name, collection);

  return FALSE;
}
