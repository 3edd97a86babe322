/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/direct-inputs.h"
#include "agents/tool.h"
#include "base/error.h"
#include "base/json.h"
#include "memory/proposal.h"
#include "providers/builtin.h"
#include "views/view.h"

typedef struct
{
  const char *words;
  JsonObject *inputs;
} Gathering;

static gboolean
gather (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Gathering *self = data;
  const BureauDirection direction = { .words = self->words };

  self->inputs = bureau_direct_inputs (database, &direction, error);

  return self->inputs != NULL;
}

/* What no person asked for is made by rules: nobody pays for it. */
static JsonObject *
make_view (BureauStepContext *context, const char *words, GError **error)
{
  Gathering gathering = { .words = words };
  g_autoptr (JsonObject) inputs = NULL;
  g_autoptr (JsonObject) answer = NULL;
  JsonObject *view;

  if (!dex_await (bureau_memory_read (context->environment->memory, gather, &gathering, NULL),
                  error))
    return NULL;
  inputs = gathering.inputs;
  answer = bureau_builtin_view (inputs, error);
  if (!answer)
    return NULL;
  view = bureau_json_get_object (answer, "view");
  if (view)
    return bureau_view_to_canonical (view);
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                       "No view came of these words. Say it with the names of fields.");

  return NULL;
}

static gboolean
check_view (BureauStepContext *context, JsonObject *view, GError **error)
{
  g_autoptr (JsonArray) problems = dex_await_boxed (
      bureau_view_verify (context->environment->memory, view), error);

  if (!problems)
    return FALSE;
  if (json_array_get_length (problems) == 0)
    return TRUE;
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                       "The view that came of these words is not in order.");

  return FALSE;
}

static gboolean
write_proposal (BureauTransaction *transaction, BureauOutcome *outcome, gpointer data,
                GError **error)
{
  JsonObject *view = data;
  g_autofree char *origin = g_strconcat ("agent:", outcome->step->agent, NULL);
  const BureauProposal proposal = {
    .kind = "view",
    .level = "operator",
    .origin = origin,
    .title = bureau_json_get_string (view, "title"),
    .body = view,
  };

  return bureau_proposal_insert (transaction, &proposal, error) != 0;
}

/**
 * bureau_tool_view:
 *
 * `{"words"}`: proposes a view to the operator, whose yes it waits for. Gives `{"proposed"}`.
 *
 * Returns: (transfer full): the result; %NULL with @error set
 */
JsonObject *
bureau_tool_view (BureauStepContext *context, JsonObject *input, BureauToolAct *act, GError **error)
{
  g_autoptr (JsonObject) view = make_view (context, bureau_json_get_string (input, "words"), error);
  JsonObject *result;

  if (!view || !check_view (context, view, error))
    return NULL;
  result = json_object_new ();
  bureau_json_set_string (result, "proposed", bureau_json_get_string (view, "title"));
  *act = (BureauToolAct){ write_proposal, g_steal_pointer (&view),
                          (GDestroyNotify)json_object_unref };

  return result;
}
