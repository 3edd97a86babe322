/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked for in plain words, and the proposals that come of it. */
#include "agents/direct.h"
#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/document.h"
#include "cli/table.h"
#include "memory/id.h"
#include "memory/proposal.h"
#include "views/view.h"

/* direct -----------------------------------------------------------------------------------------
 */

static void
print_notes (BureauCall *call, JsonArray *notes, const char *heading, const char *key)
{
  for (guint i = 0; notes != NULL && i < json_array_get_length (notes); i++)
    {
      JsonObject *note = json_array_get_object_element (notes, i);
      const char *offer = bureau_json_get_string (note, "offer");
      g_autofree char *words = bureau_terminal_text (bureau_json_get_string (note, "words"));
      g_autofree char *meaning = bureau_terminal_text (bureau_json_get_string (note, key));

      if (i == 0)
        bureau_call_print (call, "%s\n", heading);
      if (json_object_has_member (note, "words"))
        bureau_call_print (call, "  “%s”: %s", words, meaning);
      else
        bureau_call_print (call, "  %s", meaning);
      if (offer != NULL)
        bureau_call_print (call, " Is it “%s”?", offer);
      bureau_call_print (call, "\n");
    }
}

/* A change is told by element; of a new view, what was understood is told already. */
static void
print_changes (BureauCall *call, JsonArray *diff)
{
  for (guint i = 0; diff != NULL && i < json_array_get_length (diff); i++)
    {
      JsonObject *change = json_array_get_object_element (diff, i);
      g_autofree char *words = bureau_terminal_text (bureau_json_get_string (change, "words"));

      if (!json_object_has_member (change, "op"))
        return;
      bureau_call_print (call, "%s  %s\n", i == 0 ? "What changes:\n" : "", words);
    }
}

static void
print_answer (BureauCall *call, JsonObject *answer)
{
  JsonObject *text = bureau_json_get_object (answer, "answer");
  const char *note = bureau_json_get_string (answer, "note");
  gint64 id = bureau_json_get_id (answer, "proposal");

  if (note != NULL)
    bureau_call_print (call, "%s\n", note);
  print_notes (call, bureau_json_get_array (answer, "understood"), "Understood:", "meaning");
  print_notes (call, bureau_json_get_array (answer, "problems"), "Not understood:", "problem");
  print_changes (call, bureau_json_get_array (answer, "diff"));
  if (text != NULL)
    bureau_call_print (call, "%s\n", bureau_json_get_string (text, "text"));
  else
    bureau_call_print (
        call,
        "Proposal %" G_GINT64_FORMAT ": the view “%s”.\n"
        "Accept it with “bureauctl proposal accept %" G_GINT64_FORMAT "”.\n",
        id, bureau_json_get_string (bureau_json_get_object (answer, "view"), "title"), id);
}

static gboolean
read_catalog (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  BureauCatalog **catalog = data;

  *catalog = bureau_catalog_load (database, error);
  return *catalog != NULL;
}

/* What the window would say of itself. */
static gboolean
read_place (BureauCall *call, JsonObject *place, GError **error)
{
  const char *record = bureau_call_get_option (call, "record");
  gint64 id = 0;

  if (record != NULL && !bureau_id_parse (record, &id))
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE, "“%s” is no id; an id is a number.",
                   bureau_text_clip (record, (char[BUREAU_TEXT_CLIP]){ 0 }));
      return FALSE;
    }
  if (id != 0)
    bureau_json_set_id (place, "record", id);
  return TRUE;
}

static gboolean
run_direct (BureauCall *call, GError **error)
{
  g_autofree char *words = bureau_call_join_arguments (call, 0);
  g_autoptr (JsonObject) place = json_object_new ();
  g_auto (BureauEnvironment) environment = { 0 };
  const BureauDirection direction = { .words = words,
                                      .view = bureau_call_get_option (call, "view"),
                                      .element = bureau_call_get_option (call, "element"),
                                      .opened_from = place };
  g_autoptr (JsonObject) answer = NULL;
  BureauCatalog *catalog = NULL;

  if (!read_place (call, place, error))
    return FALSE;
  bureau_environment_init (&environment, call->memory);
  if (!dex_await (bureau_memory_read (call->memory, read_catalog, &catalog, NULL), error))
    return FALSE;
  bureau_environment_set_catalog (&environment, catalog);
  answer = dex_await_boxed (bureau_direct (&environment, &bureau_call_cause, &direction), error);
  if (answer == NULL)
    return FALSE;
  if (call->json)
    bureau_call_print_object (call, answer);
  else
    print_answer (call, answer);
  call->status = json_object_has_member (answer, "proposal") ? 0 : 1;
  return TRUE;
}

/* proposals --------------------------------------------------------------------------------------
 */

static gboolean
list_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  return bureau_result_array (result,
                              bureau_proposal_list (database, GPOINTER_TO_INT (data), error));
}

static void
print_proposals (BureauCall *call, JsonArray *proposals)
{
  g_autoptr (BureauTable) table = bureau_table_new ("ID", "STATE", "AGE", "KIND", "TITLE", NULL);

  for (guint i = 0; i < json_array_get_length (proposals); i++)
    {
      JsonObject *proposal = json_array_get_object_element (proposals, i);
      g_autofree char *age = bureau_terminal_age (bureau_json_get_string (proposal, "at"));

      bureau_table_add (table, bureau_json_get_string (proposal, "id"),
                        bureau_json_get_string (proposal, "state"), age,
                        bureau_json_get_string (proposal, "kind"),
                        bureau_json_get_string (proposal, "title"), NULL);
    }
  if (bureau_table_get_length (table) > 0)
    bureau_table_print (table, call->out);
  else
    bureau_call_print (call, "No proposals wait for you.\n");
}

static gboolean
run_list (BureauCall *call, GError **error)
{
  g_autoptr (JsonArray) proposals = bureau_call_read_array (
      call, list_cb, GINT_TO_POINTER (bureau_call_has_option (call, "all")), error);

  if (proposals == NULL)
    return FALSE;
  if (call->json)
    bureau_call_print_array (call, proposals);
  else
    print_proposals (call, proposals);
  return TRUE;
}

static gboolean
find_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  return bureau_result_object (result, bureau_proposal_find (database, *(gint64 *)data, error));
}

static JsonObject *
load (BureauCall *call, gint64 *id, GError **error)
{
  return bureau_call_get_id (call, 0, id, error)
             ? bureau_call_read_object (call, find_cb, id, error)
             : NULL;
}

static gboolean
run_show (BureauCall *call, GError **error)
{
  gint64 id;
  g_autoptr (JsonObject) proposal = load (call, &id, error);
  JsonArray *diff;

  if (proposal == NULL)
    return FALSE;
  diff = bureau_json_get_array (proposal, "diff");
  if (!call->json && g_strcmp0 (bureau_json_get_string (proposal, "target"), "") == 0)
    print_notes (call, diff, "Understood:", "meaning");
  else if (!call->json)
    print_changes (call, diff);
  bureau_call_print_object (call,
                            call->json ? proposal : bureau_json_get_object (proposal, "body"));
  return TRUE;
}

/* The workspace may have changed since it was proposed. */
static gboolean
run_accept (BureauCall *call, GError **error)
{
  gint64 id;
  g_autoptr (JsonObject) proposal = load (call, &id, error);
  g_autoptr (JsonArray) problems = NULL;

  if (proposal == NULL)
    return FALSE;
  problems = dex_await_boxed (
      bureau_view_verify (call->memory, bureau_json_get_object (proposal, "body")), error);
  if (problems == NULL)
    return FALSE;
  if (json_array_get_length (problems) > 0)
    {
      bureau_call_print_problems (call, problems);
      return TRUE;
    }
  if (!dex_await (bureau_proposal_accept (call->memory, &bureau_call_cause, id), error))
    return FALSE;
  bureau_call_print_done (call, id, "accepted", "Accepted; “bureauctl view list” has it.");
  return TRUE;
}

static gboolean
run_reject (BureauCall *call, GError **error)
{
  gint64 id;

  if (!bureau_call_get_id (call, 0, &id, error)
      || !dex_await (bureau_proposal_reject (call->memory, &bureau_call_cause, id,
                                             bureau_call_get_option (call, "reason")),
                     error))
    return FALSE;
  bureau_call_print_done (call, id, "rejected", "Rejected; nothing has changed.");
  return TRUE;
}

static const BureauOption direct_options[]
    = { { "view", "NAME", "Change this view instead of making a new one" },
        { "element", "ID", "The element of it that is meant" },
        { "record", "ID", "The record that “this” means" },
        { NULL } };
static const BureauOption list_options[] = { { "all", NULL, "Show also what was decided" },
                                             { NULL } };
static const BureauOption reject_options[] = { { "reason", "WORDS", "Why" }, { NULL } };

const BureauCommand bureau_direct_commands[] = {
  { "direct", "WORDS…", "Ask for a view in plain words; what comes of it is a proposal", run_direct,
    BUREAU_OPEN_WRITE, 1, BUREAU_MANY_ARGUMENTS, direct_options },
  { "proposals", "", "List the proposals that wait for you", run_list, BUREAU_OPEN_READ, 0, 0,
    list_options },
  { "proposal list", "", "List the proposals that wait for you", run_list, BUREAU_OPEN_READ, 0, 0,
    list_options },
  { "proposal show", "ID", "Print what a proposal would put in force", run_show, BUREAU_OPEN_READ,
    1, 1 },
  { "proposal accept", "ID", "Put a proposal in force", run_accept, BUREAU_OPEN_WRITE, 1, 1 },
  { "proposal reject", "ID", "Reject a proposal; nothing changes", run_reject, BUREAU_OPEN_WRITE, 1,
    1, reject_options },
  { NULL },
};
