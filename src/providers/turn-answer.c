/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a turn that came to its end says: an answer, calls of tools, or neither. */
#include "providers/turn-answer.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"

static gboolean
check_stop (BureauTurn *self, const BureauTurnTerms *terms, GError **error)
{
  switch (self->stop)
    {
    case BUREAU_STOP_END:
      return TRUE;
    case BUREAU_STOP_TOOL:
      if (terms->with_tools)
        return TRUE;
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                           "The model called a tool that it was not given instead of answering.");
      return FALSE;
    case BUREAU_STOP_REFUSED:
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED, "The model would not answer%s%s%s.",
                   self->refusal != NULL ? ": “" : "", self->refusal != NULL ? self->refusal : "",
                   self->refusal != NULL ? "”" : "");
      return FALSE;
    case BUREAU_STOP_LENGTH:
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT,
                   "The model's answer was longer than the %u tokens it may have.",
                   terms->max_tokens);
      return FALSE;
    case BUREAU_STOP_CONTEXT:
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT,
                           "What was asked is longer than the model can read.");
      return FALSE;
    case BUREAU_STOP_NONE:
    case BUREAU_STOP_PAUSE:
    default:
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                           "The model stopped without an answer.");
      return FALSE;
    }
}

/* Models that were not told the schema by their server like to put a fence round their JSON. */
static char *
strip_fence (const char *text)
{
  g_autofree char *bare = g_strstrip (g_strdup (text));
  const char *line = strchr (bare, '\n');

  if (!g_str_has_prefix (bare, "```") || line == NULL || !g_str_has_suffix (line, "```"))
    return g_steal_pointer (&bare);
  return g_strndup (line + 1, strlen (line + 1) - 3);
}

/**
 * bureau_turn_answer:
 * @reply: gets the one JSON object that the turn is, or the tools that it calls; neither where it
 *   is words
 *
 * Errors: %BUREAU_ERROR_REFUSED where the model would not answer, %BUREAU_ERROR_LIMIT where it was
 * too long, %BUREAU_ERROR_INVALID where it did what it could not.
 *
 * Returns: %FALSE with @error set where nothing can be made of the turn
 */
gboolean
bureau_turn_answer (BureauTurn *self, BureauReply *reply, const BureauTurnTerms *terms,
                    GError **error)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonArray) calls = NULL;
  g_autofree char *bare = NULL;

  if (!check_stop (self, terms, error))
    return FALSE;
  if (self->stop == BUREAU_STOP_END)
    {
      bare = strip_fence (self->text->str);
      object = bureau_json_parse_object (bare, -1, NULL);
      bureau_reply_set_answer (reply, object);
      return TRUE;
    }
  calls = bureau_turn_list_calls (self, error);
  if (calls == NULL)
    return FALSE;
  bureau_reply_set_calls (reply, calls, self->said);
  return TRUE;
}
