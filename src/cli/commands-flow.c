/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "cli/command.h"
#include "cli/document.h"
#include "memory/collection.h"
#include "memory/document.h"
#include "memory/guard.h"
#include "workflows/context.h"
#include "workflows/document.h"

/* List and show ----------------------------------------------------------------------------------
 */

static gboolean
run_list (BureauCall *call, GError **error)
{
  return bureau_call_list_documents (
      call, "workflow", "There are no workflows yet. Templates bring some: “bureauctl templates”.",
      error);
}

static gboolean
run_show (BureauCall *call, GError **error)
{
  return bureau_call_show_document (call, "workflow", error);
}

/* Check -------------------------------------------------------------------------------------------
 */

typedef struct
{
  JsonArray *collections;
  JsonArray *agents;
  JsonArray *workflows;
} Known;

static void
known_clear (Known *self)
{
  g_clear_pointer (&self->collections, json_array_unref);
  g_clear_pointer (&self->agents, json_array_unref);
  g_clear_pointer (&self->workflows, json_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Known, known_clear)

static gboolean
known_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Known *known = data;

  known->collections = bureau_collection_list (database, error);
  if (known->collections == NULL)
    return FALSE;
  known->agents = bureau_document_list (database, "agent", error);
  if (known->agents == NULL)
    return FALSE;
  known->workflows = bureau_document_list (database, "workflow", error);
  return known->workflows != NULL;
}

static BureauWorkflowContext *
make_context (const Known *known)
{
  BureauWorkflowContext *context = bureau_workflow_context_new ();

  for (guint i = 0; i < json_array_get_length (known->collections); i++)
    bureau_workflow_context_add_collection (context,
                                            json_array_get_object_element (known->collections, i));
  for (guint i = 0; i < json_array_get_length (known->agents); i++)
    bureau_workflow_context_add_agent (
        context, bureau_json_get_object (json_array_get_object_element (known->agents, i), "body"));
  for (guint i = 0; i < json_array_get_length (known->workflows); i++)
    bureau_workflow_context_add_workflow (
        context,
        bureau_json_get_object (json_array_get_object_element (known->workflows, i), "body"));
  return context;
}

typedef struct
{
  JsonObject *document;
  const Known *known;
} Checking;

static gboolean
check_sql_cb (const char *sql, const char *about, const char *const *parameters, gpointer data,
              GError **error)
{
  BureauGuard *guard = data;

  if (about != NULL)
    return bureau_guard_check_expression (guard, about, sql, parameters, error);
  return bureau_guard_check (guard, sql, NULL, error);
}

/* On the guard's thread, which lends its connection to the check. */
static gboolean
check_cb (BureauGuard *guard, gpointer data, GValue *result, GError **error)
{
  Checking *checking = data;
  g_autoptr (BureauWorkflowContext) context = make_context (checking->known);

  bureau_workflow_context_set_sql_check (context, check_sql_cb, guard);
  return bureau_result_array (result, bureau_workflow_check (checking->document, context));
}

static gboolean
run_check (BureauCall *call, GError **error)
{
  g_auto (Known) known = { 0 };
  g_autoptr (JsonObject) document = bureau_call_load_document (call, "workflow",
                                                               bureau_json_parse_object, error);
  g_autoptr (JsonArray) problems = NULL;
  Checking checking = { document, &known };

  if (document == NULL
      || !dex_await (bureau_memory_read (call->memory, known_cb, &known, NULL), error))
    return FALSE;
  problems = dex_await_boxed (bureau_memory_guard (call->memory, check_cb, &checking, NULL), error);
  if (problems == NULL)
    return FALSE;
  bureau_call_print_problems (call, problems);
  return TRUE;
}

/* On and off --------------------------------------------------------------------------------------
 */

static gboolean
turn (BureauCall *call, gboolean enabled, GError **error)
{
  const char *name = bureau_call_get_argument (call, 0);
  g_autoptr (JsonObject) object = NULL;

  if (!dex_await (
          bureau_document_enable (call->memory, &bureau_call_cause, "workflow", name, enabled),
          error))
    return FALSE;
  if (!call->json)
    {
      bureau_call_print (call, "“%s” is %s.\n", name, enabled ? "on" : "off");
      return TRUE;
    }
  object = json_object_new ();
  json_object_set_string_member (object, "name", name);
  json_object_set_boolean_member (object, "enabled", enabled);
  bureau_call_print_object (call, object);
  return TRUE;
}

static gboolean
run_on (BureauCall *call, GError **error)
{
  return turn (call, TRUE, error);
}

static gboolean
run_off (BureauCall *call, GError **error)
{
  return turn (call, FALSE, error);
}

const BureauCommand bureau_flow_commands[] = {
  { "workflow list", "", "List the workflows", run_list, BUREAU_OPEN_READ, 0, 0 },
  { "workflow show", "NAME", "Print a workflow’s document", run_show, BUREAU_OPEN_READ, 1, 1 },
  { "workflow check", "FILE|NAME", "Say what is wrong with a workflow", run_check, BUREAU_OPEN_READ,
    1, 1 },
  { "workflow on", "NAME", "Let a workflow start by itself", run_on, BUREAU_OPEN_WRITE, 1, 1 },
  { "workflow off", "NAME", "Stop a workflow from starting", run_off, BUREAU_OPEN_WRITE, 1, 1 },
  { NULL },
};
