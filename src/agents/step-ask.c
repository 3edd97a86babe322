/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/reference.h"
#include "agents/step.h"
#include "base/error.h"
#include "base/json.h"
#include "memory/question.h"

/* What was asked by this step before, and what was answered. */
typedef struct
{
  gint64 run;
  const char *step;
  char *state;
  char *answer;
} Asked;

static void
asked_clear (Asked *self)
{
  g_free (self->state);
  g_free (self->answer);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Asked, asked_clear)

static gboolean
read_asked (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Asked *self = data;
  g_autoptr (JsonArray) rows = bureau_database_rows (
      database, error,
      "SELECT state, answer FROM bureau_question"
      " WHERE run = ?1 AND step = ?2 ORDER BY id DESC LIMIT 1",
      "is", self->run, self->step);

  if (!rows)
    return FALSE;
  if (json_array_get_length (rows) > 0)
    {
      JsonObject *row = json_array_get_object_element (rows, 0);

      self->state = g_strdup (bureau_json_get_string (row, "state"));
      self->answer = g_strdup (bureau_json_get_string (row, "answer"));
    }

  return TRUE;
}

static gboolean
write_question (BureauTransaction *transaction, BureauOutcome *outcome, gpointer data,
                GError **error)
{
  return bureau_question_insert (transaction, outcome->run->id, outcome->step->id,
                                 outcome->step->agent,
                                 bureau_json_get_string (outcome->step->arguments, "question"),
                                 bureau_json_get_array (outcome->step->arguments, "choices"), error)
         != 0;
}

/* Waits for the answer; what is given is kept as the step's input, to be shown beside the question.
 */
static gboolean
ask (BureauStepContext *context, GError **error)
{
  JsonObject *given = bureau_reference_gather (context, "given", error);

  if (!given)
    return FALSE;
  json_object_set_object_member (context->outcome->input, "given", given);
  context->outcome->waits = TRUE;
  bureau_outcome_set_effect (context->outcome, write_question, NULL, NULL);

  return TRUE;
}

static gboolean
take_answer (BureauStepContext *context, const Asked *asked, GError **error)
{
  if (g_str_equal (asked->state, "open"))
    {
      context->outcome->waits = TRUE;
      return TRUE;
    }
  if (!g_str_equal (asked->state, "answered"))
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED, "The question was withdrawn.");
      return FALSE;
    }
  bureau_json_set_string (context->outcome->output, "answer", asked->answer);

  return TRUE;
}

/**
 * bureau_step_ask:
 *
 * `{"do":"ask","question","choices"?,"given"?}`: asks the operator and waits. Gives `answer`.
 *
 * Returns: %FALSE with @error set where the question could not be put
 */
gboolean
bureau_step_ask (BureauStepContext *context, GError **error)
{
  g_auto (Asked) asked = { .run = context->run->id, .step = context->step->id };

  if (!dex_await (bureau_memory_read (context->environment->memory, read_asked, &asked, NULL),
                  error))
    return FALSE;

  return asked.state ? take_answer (context, &asked, error) : ask (context, error);
}
