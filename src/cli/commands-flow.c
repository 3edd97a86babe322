/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/input.h"
#include "cli/table.h"
#include "memory/collection.h"
#include "memory/document.h"
#include "memory/guard.h"
#include "workflows/context.h"
#include "workflows/document.h"

/* List and show ----------------------------------------------------------------------------------
 */

static gboolean
list_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  return bureau_result_array (result, bureau_document_list (database, data, error));
}

static gboolean
run_list (BureauCall *call, GError **error)
{
  g_autoptr (JsonArray) list = bureau_call_read_array (call, list_cb, (gpointer) "workflow", error);
  g_autoptr (BureauTable) table = bureau_table_new ("NAME", "ON", "VERSION", "TITLE", NULL);

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *workflow = json_array_get_object_element (list, i);
      g_autofree char *version = g_strdup_printf ("%" G_GINT64_FORMAT,
                                                  bureau_json_get_int (workflow, "version", 0));

      bureau_table_add (table, bureau_json_get_string (workflow, "name"),
                        bureau_json_get_boolean (workflow, "enabled") ? "on" : "off", version,
                        bureau_json_get_string (workflow, "title"), NULL);
    }
  if (call->json)
    bureau_call_print_array (call, list);
  else if (bureau_table_get_length (table) > 0)
    bureau_table_print (table, call->out);
  else
    bureau_call_print (
        call, "There are no workflows yet. Templates bring some: “bureauctl templates”.\n");
  return TRUE;
}

static gboolean
find_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  return bureau_result_object (result, bureau_document_find (database, "workflow", data, error));
}

/* The document itself is what a person edits, so that is printed in either form. */
static gboolean
run_show (BureauCall *call, GError **error)
{
  g_autoptr (JsonObject) workflow = bureau_call_read_object (
      call, find_cb, (gpointer)bureau_call_get_argument (call, 0), error);

  if (workflow == NULL)
    return FALSE;
  bureau_call_print_object (call,
                            call->json ? workflow : bureau_json_get_object (workflow, "body"));
  return TRUE;
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

static JsonObject *
load_document (BureauCall *call, GError **error)
{
  const char *name = bureau_call_get_argument (call, 0);
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) workflow = NULL;

  if (g_file_test (name, G_FILE_TEST_EXISTS) || g_str_equal (name, "-"))
    {
      text = bureau_input_read_text (name, error);
      return text != NULL ? bureau_json_parse_object (text, -1, error) : NULL;
    }
  workflow = bureau_call_read_object (call, find_cb, (gpointer)name, error);
  return workflow != NULL ? json_object_ref (bureau_json_get_object (workflow, "body")) : NULL;
}

static void
print_problems (BureauCall *call, JsonArray *problems)
{
  if (json_array_get_length (problems) == 0)
    bureau_call_print (call, "It is fine.\n");
  for (guint i = 0; i < json_array_get_length (problems); i++)
    {
      JsonObject *problem = json_array_get_object_element (problems, i);
      const char *at = bureau_json_get_string (problem, "at");
      g_autofree char *hint = bureau_terminal_text (bureau_json_get_string (problem, "hint"));

      bureau_call_print (call, "%s%s%s\n", at != NULL ? at : "",
                         at != NULL && *at != '\0' ? ": " : "", hint);
    }
}

static gboolean
run_check (BureauCall *call, GError **error)
{
  g_auto (Known) known = { 0 };
  g_autoptr (JsonObject) document = load_document (call, error);
  g_autoptr (JsonArray) problems = NULL;
  g_autoptr (JsonObject) answer = json_object_new ();
  Checking checking = { document, &known };

  if (document == NULL
      || !dex_await (bureau_memory_read (call->memory, known_cb, &known, NULL), error))
    return FALSE;
  problems = dex_await_boxed (bureau_memory_guard (call->memory, check_cb, &checking, NULL), error);
  if (problems == NULL)
    return FALSE;
  call->status = json_array_get_length (problems) == 0 ? 0 : 1;
  json_object_set_boolean_member (answer, "ok", call->status == 0);
  json_object_set_array_member (answer, "problems", json_array_ref (problems));
  if (call->json)
    bureau_call_print_object (call, answer);
  else
    print_problems (call, problems);
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
