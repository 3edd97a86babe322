/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workflows/document.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "workflows/tables.h"

static const char *const kind_names[BUREAU_N_DOCUMENT_KINDS] = {
  [BUREAU_DOCUMENT_WORKFLOW] = "workflow",
  [BUREAU_DOCUMENT_AGENT] = "agent",
  [BUREAU_DOCUMENT_COLLECTION] = "collection",
  [BUREAU_DOCUMENT_TEMPLATE] = "template",
};

static const char *const label_result[] = { "label", NULL };
static const char *const search_result[] = { "results", "count", NULL };
static const char *const draft_result[] = { "id", "to", "subject", "body", NULL };
static const char *const decide_result[] = { "choice", "reason", NULL };
static const char *const answer_result[] = { "answer", NULL };
static const char *const start_result[] = { "run", NULL };
static const char *const no_result[] = { NULL };

/* The steps' names, and the parts of what they give; NULL where those depend on the step. */
static const struct
{
  const char *name;
  const char *const *result;
} step_kinds[BUREAU_N_STEP_KINDS] = {
  [BUREAU_STEP_EXTRACT] = { "extract", NULL },
  [BUREAU_STEP_CLASSIFY] = { "classify", label_result },
  [BUREAU_STEP_SEARCH] = { "search", search_result },
  [BUREAU_STEP_QUERY] = { "query", NULL },
  [BUREAU_STEP_DRAFT] = { "draft", draft_result },
  [BUREAU_STEP_DECIDE] = { "decide", decide_result },
  [BUREAU_STEP_UPDATE] = { "update", NULL },
  [BUREAU_STEP_ASK] = { "ask", answer_result },
  [BUREAU_STEP_WAIT] = { "wait", no_result },
  [BUREAU_STEP_START] = { "start", start_result },
  [BUREAU_STEP_CALL] = { "call", NULL },
};

/**
 * bureau_document_kind_to_text:
 * @kind: a kind of document
 *
 * Returns: (transfer none): "workflow", "agent", "collection" or "template": the member that
 * holds the document's name
 */
const char *
bureau_document_kind_to_text (BureauDocumentKind kind)
{
  return kind_names[kind];
}

/**
 * bureau_document_kind_of:
 * @document: any JSON object
 * @kind: (out): its kind, told by the one member that names a document
 * @error: return location; %BUREAU_ERROR_INVALID where it is none, or more than one
 *
 * Returns: whether @document is one
 */
gboolean
bureau_document_kind_of (JsonObject *document, BureauDocumentKind *kind, GError **error)
{
  guint n_found = 0;

  for (guint i = 0; i < BUREAU_N_DOCUMENT_KINDS; i++)
    if (bureau_json_get_string (document, kind_names[i]) != NULL)
      {
        *kind = i;
        n_found++;
      }
  if (n_found != 1)
    g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                         "A document begins with its kind and name: one of “workflow”, “agent”, "
                         "“collection” or “template”.");
  return n_found == 1;
}

/* A template's documents may name each other and nothing else. */
static void
add_own_documents (BureauWorkflowContext *context, JsonObject *template)
{
  static const struct
  {
    const char *key;
    void (*add) (BureauWorkflowContext *, JsonObject *);
  } lists[] = {
    { "collections", bureau_workflow_context_add_collection },
    { "agents", bureau_workflow_context_add_agent },
    { "workflows", bureau_workflow_context_add_workflow },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      JsonArray *list = bureau_json_get_array (template, lists[i].key);

      for (guint j = 0; list != NULL && j < json_array_get_length (list); j++)
        {
          JsonNode *node = json_array_get_element (list, j);

          if (JSON_NODE_HOLDS_OBJECT (node))
            lists[i].add (context, json_node_get_object (node));
        }
    }
}

static gboolean
check_sql_of_outer (const char *sql, const char *about, const char *const *parameters,
                    gpointer data, GError **error)
{
  return bureau_workflow_context_check_sql (data, sql, about, parameters, error);
}

static JsonArray *
check_in_context (BureauDocumentKind kind, JsonObject *document, BureauWorkflowContext *context)
{
  g_autoptr (BureauProblems) problems = bureau_problems_new ();
  BureauCheck check = { .problems = problems, .context = context };

  bureau_shape_check (bureau_document_get_shape (kind), &check, document);
  return bureau_problems_to_json (problems);
}

/**
 * bureau_document_check:
 * @kind: what @document is meant to be
 * @document: any JSON object
 * @context: (nullable): what exists in the workspace; %NULL checks only what the document
 * alone shows. A template is checked against its own documents, and takes only the
 * SQL check from @context
 *
 * Checks a document whole: its form, its names and references, the rights of its agents, and its
 * SQL as far as @context can. Problems come in the document's order, at most %BUREAU_MAX_PROBLEMS.
 *
 * Returns: (transfer full): [{"code","element","at","got","expected":[…],"hint","fix"}]; `at` is a
 *   JSON pointer, `fix` is null, {"set": pointer, "to": value} or {"rename": pointer, "to": key}
 */
JsonArray *
bureau_document_check (BureauDocumentKind kind, JsonObject *document,
                       BureauWorkflowContext *context)
{
  g_autoptr (BureauWorkflowContext) own = NULL;

  g_return_val_if_fail (document != NULL, NULL);

  if (kind != BUREAU_DOCUMENT_TEMPLATE)
    return check_in_context (kind, document, context);
  own = bureau_workflow_context_new ();
  add_own_documents (own, document);
  if (context != NULL)
    bureau_workflow_context_set_sql_check (own, check_sql_of_outer, context);
  return check_in_context (kind, document, own);
}

/**
 * bureau_step_kind_to_text:
 * @kind: a kind of step
 *
 * Returns: (transfer none): what stands in the step's `do`
 */
const char *
bureau_step_kind_to_text (BureauStepKind kind)
{
  return step_kinds[kind].name;
}

/**
 * bureau_step_kind_from_text:
 * @text: (nullable): what stands in a step's `do`
 * @kind: (out): its kind; untouched where there is none
 *
 * Returns: whether there is a kind of step of this name
 */
gboolean
bureau_step_kind_from_text (const char *text, BureauStepKind *kind)
{
  for (guint i = 0; i < BUREAU_N_STEP_KINDS; i++)
    if (g_strcmp0 (step_kinds[i].name, text) == 0)
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * bureau_step_kind_get_result:
 *
 * Returns: (nullable): the members that the result of such a step has; %NULL where they depend on
 * the step: the fields of a record (extract, update), the columns of a query, what a tool gives
 */
const char *const *
bureau_step_kind_get_result (BureauStepKind kind)
{
  return step_kinds[kind].result;
}
