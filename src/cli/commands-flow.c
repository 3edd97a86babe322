/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "cli/command.h"
#include "cli/document.h"
#include "memory/document.h"
#include "workflows/document-store.h"

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

static gboolean
run_check (BureauCall *call, GError **error)
{
  g_autoptr (JsonObject) document = bureau_call_load_document (call, "workflow",
                                                               bureau_json_parse_object, error);
  g_autoptr (JsonArray) problems = NULL;

  if (document == NULL)
    return FALSE;
  problems = dex_await_boxed (bureau_document_check_in (call->memory, document), error);
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
