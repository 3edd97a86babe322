/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/run-story.h"

#include "base/json-text.h"
#include "base/json.h"
#include "base/text.h"
#include "memory/record.h"
#include "memory/scratch.h"
#include "workflows/sentence.h"

#define SELECT_RUN                                                                                 \
  "SELECT r.id, r.workflow, r.version, r.state, r.cause, r.created_at, r.updated_at, "             \
  "r.not_before,"                                                                                  \
  " r.message, r.collection, r.record, r.parent, r.error, r.advice, r.cost, r.cancel, d.title,"    \
  " (SELECT max(currency) FROM bureau_usage u WHERE u.run = r.id AND u.day IS NOT NULL)"           \
  " AS currency,"                                                                                  \
  " d.version AS newest, v.body, m.subject, m.sender_name, m.sender_address,"                      \
  " (SELECT title FROM bureau_collection WHERE name = r.collection) AS collection_title"           \
  " FROM bureau_run r"                                                                             \
  " LEFT JOIN bureau_document d ON d.kind = 'workflow' AND d.name = r.workflow"                    \
  " LEFT JOIN bureau_document_version v ON v.document = d.id AND v.version = r.version"            \
  " LEFT JOIN bureau_message m ON m.id = r.message WHERE r.id = ?"

#define SELECT_STEPS                                                                               \
  "SELECT id, seq, step, \"do\", agent, state, attempt, error,"                                    \
  " coalesce(started_at, finished_at) AS started_at, finished_at,"                                 \
  " not_before, input, output FROM bureau_step WHERE run = ? ORDER BY seq"

#define SELECT_QUESTIONS                                                                           \
  "SELECT id, text, choices, state, answer, created_at, answered_at FROM bureau_question"          \
  " WHERE run = ? ORDER BY id"

/* What was asked about the run and not done yet. */
#define SELECT_ASKED                                                                               \
  "SELECT kind, state FROM bureau_request WHERE state IN ('asked', 'doing')"                       \
  " AND kind IN ('retry', 'cancel') AND CAST(json_extract(args, '$.run') AS INTEGER) = ?"

/* As a person reads it; what is no JSON, which memory does not allow, stays as it is. */
static void
make_readable (JsonObject *step, const char *name)
{
  const char *text = bureau_json_get_string (step, name);
  g_autoptr (JsonNode) node = text != NULL ? bureau_json_parse (text, -1, NULL) : NULL;
  g_autofree char *pretty = node != NULL ? bureau_json_print_pretty (node) : NULL;

  if (pretty != NULL)
    json_object_set_string_member (step, name, pretty);
}

/* What a step read into a record, with the words that each value rests on. */
static void
add_evidence (BureauDatabase *database, JsonObject *step)
{
  g_autoptr (JsonObject) output = bureau_json_text_to_object (
      bureau_json_get_string (step, "output"));
  gint64 record = output != NULL ? bureau_json_get_id (output, "id") : 0;
  JsonArray *evidence = record != 0
                                && g_strcmp0 (bureau_json_get_string (step, "do"), "extract") == 0
                            ? bureau_record_evidence (database, record, NULL)
                            : NULL;

  if (evidence != NULL)
    json_object_set_array_member (step, "evidence", evidence);
}

/* Who answered, where it was not the agent's own provider. */
static void
add_instead (JsonObject *step)
{
  g_autoptr (JsonObject) output = bureau_json_text_to_object (
      bureau_json_get_string (step, "output"));

  if (output != NULL && bureau_json_get_string (output, "instead") != NULL)
    json_object_set_member (step, "instead", json_object_dup_member (output, "instead"));
}

static void
add_words (JsonObject *step, BureauWorkflow *workflow, gint64 seq)
{
  g_autofree char *says = workflow != NULL && seq >= 0 && seq < (gint64)workflow->n_steps
                              ? bureau_step_to_words (workflow, &workflow->steps[seq])
                              : NULL;

  if (says != NULL)
    json_object_set_string_member (step, "says", says);
}

/* Steps that were not reached have no row yet. */
static void
add_steps_to_come (JsonArray *steps, BureauWorkflow *workflow)
{
  guint n = json_array_get_length (steps);

  for (guint i = n; workflow != NULL && i < workflow->n_steps; i++)
    {
      JsonObject *step = json_object_new ();

      json_object_set_int_member (step, "seq", i);
      json_object_set_string_member (step, "do",
                                     bureau_step_kind_to_text (workflow->steps[i].kind));
      add_words (step, workflow, i);
      json_array_add_object_element (steps, step);
    }
}

/* While a model writes, what it has written so far stands where its result will be. */
static void
add_growing_words (BureauDatabase *database, gint64 run, JsonObject *step)
{
  g_autofree char *key = NULL;
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) reply = NULL;

  if (g_strcmp0 (bureau_json_get_string (step, "state"), "running") != 0)
    return;
  key = g_strdup_printf ("reply:%" G_GINT64_FORMAT ":%s", run,
                         bureau_json_get_string (step, "step"));
  text = bureau_scratch_get (database, key, NULL);
  reply = bureau_json_text_to_object (text);
  if (reply != NULL)
    bureau_json_set_string (step, "output", bureau_json_get_string (reply, "text"));
}

static JsonArray *
load_steps (BureauDatabase *database, gint64 run, BureauWorkflow *workflow, GError **error)
{
  JsonArray *steps = bureau_database_rows (database, error, SELECT_STEPS, "i", run);

  for (guint i = 0; steps != NULL && i < json_array_get_length (steps); i++)
    {
      JsonObject *step = json_array_get_object_element (steps, i);

      add_words (step, workflow, bureau_json_get_int (step, "seq", -1));
      add_evidence (database, step);
      add_instead (step);
      make_readable (step, "input");
      make_readable (step, "output");
      add_growing_words (database, run, step);
    }
  if (steps != NULL)
    add_steps_to_come (steps, workflow);
  return steps;
}

/* In the version that the run follows, which need not be the newest. */
static BureauWorkflow *
parse_workflow (JsonObject *run)
{
  g_autoptr (JsonObject) body = bureau_json_text_to_object (bureau_json_get_string (run, "body"));

  return body != NULL ? bureau_workflow_parse (body, NULL) : NULL;
}

static gboolean
add_rows (JsonObject *story, const char *name, JsonArray *rows)
{
  if (rows != NULL)
    json_object_set_array_member (story, name, rows);
  return rows != NULL;
}

/**
 * bureau_run_story_load:
 * @database: a reader
 *
 * Returns: (transfer full): {"run":{…},"steps":[{"seq","do","says"?,"state"?,"agent","attempt",
 *   "error","started_at","finished_at","input","output","evidence"?}],"questions":[…],"asked":[{"kind",
 *   "state"}]}; input and output are JSON made readable, and a step without state was not
 *   reached yet; %NULL with @error set, %BUREAU_ERROR_NOT_FOUND where there is no such run
 */
JsonObject *
bureau_run_story_load (BureauDatabase *database, gint64 run, GError **error)
{
  g_autoptr (JsonObject) story = json_object_new ();
  JsonObject *row = bureau_database_find (database, error, "There is no such run.", SELECT_RUN, "i",
                                          run);
  g_autoptr (BureauWorkflow) workflow = row != NULL ? parse_workflow (row) : NULL;

  if (row == NULL)
    return NULL;
  json_object_remove_member (row, "body");
  json_object_set_object_member (story, "run", row);
  if (!add_rows (story, "steps", load_steps (database, run, workflow, error))
      || !add_rows (story, "questions",
                    bureau_database_rows (database, error, SELECT_QUESTIONS, "i", run))
      || !add_rows (story, "asked", bureau_database_rows (database, error, SELECT_ASKED, "i", run)))
    return NULL;
  return g_steal_pointer (&story);
}
