/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/request-handler.h"
#include "base/error.h"
#include "base/json.h"
#include "memory/question.h"

/**
 * bureau_request_do_answer:
 *
 * `{"question","answer"}` answers what an agent asked; its run goes on.
 *
 * Returns: %FALSE with @error set where there is no such question, it has its answer, or this is
 *   none of its choices
 */
gboolean
bureau_request_do_answer (BureauRequestTask *task, GError **error)
{
  gint64 question = bureau_request_get_id (task, "question", error);
  const char *answer = bureau_json_get_string (task->args, "answer");
  const BureauCause cause = { task->by, "answer" };

  if (question == 0)
    return FALSE;
  if (!answer)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE,
                   "The request “answer” needs an answer.");
      return FALSE;
    }

  return dex_await (bureau_question_answer (task->environment->memory, &cause, question, answer),
                    error);
}
