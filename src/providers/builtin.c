/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/builtin.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"

typedef JsonObject *(*Rule) (JsonObject *inputs, GError **error);

static const Rule rules[BUREAU_TASK_N_KINDS] = {
  [BUREAU_TASK_EXTRACT] = bureau_builtin_extract, [BUREAU_TASK_CLASSIFY] = bureau_builtin_classify,
  [BUREAU_TASK_DRAFT] = bureau_builtin_draft,     [BUREAU_TASK_DECIDE] = bureau_builtin_decide,
  [BUREAU_TASK_VIEW] = bureau_builtin_view,
};

/* Only a letter can grow with its inputs; the other answers are bounded by their rules. */
static gboolean
fits (BureauTask *task, JsonObject *answer, GError **error)
{
  const char *body = bureau_json_get_string (answer, "body");

  if (body == NULL || strlen (body) <= bureau_task_get_max_bytes (task))
    return TRUE;

  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT,
               "The letter has %zu bytes and may have %zu; shorten the agent's letter template",
               strlen (body), bureau_task_get_max_bytes (task));
  return FALSE;
}

/**
 * bureau_builtin_answer:
 * @task: what is asked
 *
 * Answers a task by rules. Pure: it reads nothing but the task and the language files, so it may be
 * called on any thread that the task's inputs belong to, and the same task always has the same
 * answer.
 *
 * Returns: (transfer full): the answer, or %NULL with %BUREAU_ERROR_INVALID for inputs it cannot
 * use
 */
JsonObject *
bureau_builtin_answer (BureauTask *task, GError **error)
{
  g_return_val_if_fail (task != NULL, NULL);

  BureauTaskKind kind = bureau_task_get_kind (task);
  g_autoptr (JsonObject) answer = rules[kind](bureau_task_get_inputs (task), error);
  if (answer == NULL || !fits (task, answer, error))
    return NULL;

  return g_steal_pointer (&answer);
}
