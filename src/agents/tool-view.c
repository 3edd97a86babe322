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

typedef struct
{
  char *origin;
  JsonObject *view;
} Proposal;

static void
proposal_free (gpointer data)
{
  Proposal *self = data;

  g_free (self->origin);
  g_clear_pointer (&self->view, json_object_unref);
  g_free (self);
}

/* Others may have proposed meanwhile. */
static gboolean
write_proposal (BureauTransaction *transaction, BureauOutcome *outcome, gpointer data,
                GError **error)
{
  Proposal *self = data;
  g_autofree char *obstacle = NULL;
  const BureauProposal proposal = {
    .kind = "view",
    .level = "operator",
    .origin = self->origin,
    .title = bureau_json_get_string (self->view, "title"),
    .body = self->view,
  };

  return bureau_proposal_find_obstacle (bureau_transaction_get_database (transaction), self->origin,
                                        self->view, 0, &obstacle, error)
         && (obstacle || bureau_proposal_insert (transaction, &proposal, error) != 0);
}

typedef struct
{
  const Proposal *proposal;
  guint n_before;
  char *obstacle;
} Looking;

static gboolean
look (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Looking *self = data;

  return bureau_proposal_find_obstacle (database, self->proposal->origin, self->proposal->view,
                                        self->n_before, &self->obstacle, error);
}

static guint
count_proposals (GPtrArray *acts)
{
  guint n = 0;

  for (guint i = 0; i < acts->len; i++)
    n += ((BureauToolAct *)g_ptr_array_index (acts, i))->change == write_proposal;

  return n;
}

/**
 * bureau_tool_view:
 *
 * `{"words"}`: proposes a view to the operator, whose yes it waits for. Gives `{"proposed"}`, or
 * `{"not_proposed"}` with the reason where the same or too much waits already.
 *
 * Returns: (transfer full): the result; %NULL with @error set
 */
JsonObject *
bureau_tool_view (BureauStepContext *context, JsonObject *input, GPtrArray *acts, GError **error)
{
  g_autoptr (JsonObject) view = make_view (context, bureau_json_get_string (input, "words"), error);
  g_autofree char *obstacle = NULL;
  JsonObject *result;
  Proposal *proposal;
  Looking looking = { .n_before = count_proposals (acts) };

  if (!view || !check_view (context, view, error))
    return NULL;
  proposal = g_new0 (Proposal, 1);
  proposal->origin = g_strconcat ("agent:", context->step->agent, NULL);
  proposal->view = g_steal_pointer (&view);
  looking.proposal = proposal;
  if (!dex_await (bureau_memory_read (context->environment->memory, look, &looking, NULL), error))
    {
      proposal_free (proposal);
      return NULL;
    }
  obstacle = looking.obstacle;
  result = json_object_new ();
  bureau_json_set_string (result, obstacle ? "not_proposed" : "proposed",
                          obstacle ? obstacle : bureau_json_get_string (proposal->view, "title"));
  if (obstacle)
    proposal_free (proposal);
  else
    g_ptr_array_add (acts, bureau_tool_act_new (write_proposal, proposal, proposal_free));

  return result;
}
