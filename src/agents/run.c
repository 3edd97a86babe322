/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/run.h"

#include "base/error.h"
#include "base/json-text.h"
#include "base/json.h"
#include "memory/message.h"
#include "memory/record.h"

#define RUN                                                                                        \
  "SELECT workflow, version, message, collection, record, depth, taint, cancel"                    \
  " FROM bureau_run WHERE id = ?1"

#define STEPS                                                                                      \
  "SELECT seq, step, state, attempt, crashes, not_before, output, \"do\""                          \
  " FROM bureau_step WHERE run = ?1 ORDER BY seq"

/* A draft's words stand in the draft, not once more in its step. */
#define DRAFT_BODY "SELECT coalesce(agent_body, body) FROM bureau_draft WHERE id = ?1"

#define VERSION                                                                                    \
  "SELECT v.body FROM bureau_document_version v JOIN bureau_document d ON d.id = v.document"       \
  " WHERE d.kind = 'workflow' AND d.name = ?1 AND v.version = ?2"

/* A run keeps the version it started with, also when the workflow was changed meanwhile. */
static BureauWorkflow *
load_workflow (BureauDatabase *database, BureauCatalog *catalog, const char *name, gint64 version,
               GError **error)
{
  const BureauCatalogEntry *entry = bureau_catalog_find_workflow (catalog, name);

  if (entry && entry->version == version)
    return bureau_workflow_ref (entry->workflow);

  g_autofree char *body = bureau_database_text (database, error, VERSION, "si", name, version);
  g_autoptr (JsonObject) document = body ? bureau_json_parse_object (body, -1, error) : NULL;

  if (document)
    return bureau_workflow_parse (document, error);
  if (error && !*error)
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
                 "Version %" G_GINT64_FORMAT " of the workflow “%s” is not there.", version, name);
  return NULL;
}

static gboolean
read_row (BureauRun *self, BureauDatabase *database, BureauCatalog *catalog, GError **error)
{
  g_autoptr (BureauStatement) row = bureau_database_prepare (database, RUN, error);

  if (!row || !bureau_statement_bind (row, error, "i", self->id))
    return FALSE;
  if (!bureau_statement_step (row, error))
    {
      if (error && !*error)
        g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
                     "There is no run %" G_GINT64_FORMAT ".", self->id);
      return FALSE;
    }

  self->message_id = bureau_statement_int (row, 2);
  self->collection = g_strdup (bureau_statement_text (row, 3));
  self->record_id = bureau_statement_int (row, 4);
  self->depth = bureau_statement_int (row, 5);
  self->taint = g_strdup (bureau_statement_text (row, 6));
  self->is_cancelled = bureau_statement_int (row, 7) != 0;
  self->workflow = load_workflow (database, catalog, bureau_statement_text (row, 0),
                                  bureau_statement_int (row, 1), &self->problem);

  return TRUE;
}

static void
complete_draft (BureauDatabase *database, JsonObject *output)
{
  g_autofree char *body = bureau_database_text (database, NULL, DRAFT_BODY, "i",
                                                bureau_json_get_id (output, "id"));

  if (body)
    json_object_set_string_member (output, "body", body);
}

static void
add_result (BureauRun *self, BureauDatabase *database, BureauStatement *row)
{
  const char *text = bureau_statement_text (row, 6);
  g_autoptr (JsonObject) output = bureau_json_text_to_object (text);

  if (output && g_str_equal (bureau_statement_text (row, 7), "draft"))
    complete_draft (database, output);
  json_object_set_object_member (self->results, bureau_statement_text (row, 1),
                                 output ? g_steal_pointer (&output) : json_object_new ());
  self->next = bureau_statement_int (row, 0) + 1;
}

static void
add_step (BureauRun *self, BureauDatabase *database, BureauStatement *row)
{
  if (g_str_equal (bureau_statement_text (row, 2), "done"))
    {
      add_result (self, database, row);
      return;
    }

  self->attempt = bureau_statement_int (row, 3);
  self->is_suspect = bureau_statement_int (row, 4) > 0;
  if (g_str_equal (bureau_statement_text (row, 2), "waiting"))
    g_set_str (&self->waited_until,
               bureau_statement_text (row, 5) ? bureau_statement_text (row, 5) : "");
}

static gboolean
read_steps (BureauRun *self, BureauDatabase *database, GError **error)
{
  g_autoptr (BureauStatement) rows = bureau_database_prepare (database, STEPS, error);
  g_autoptr (GError) failure = NULL;

  if (!rows || !bureau_statement_bind (rows, error, "i", self->id))
    return FALSE;
  while (bureau_statement_step (rows, &failure))
    add_step (self, database, rows);
  if (!failure)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* What the run is about may be gone: that is the run's problem, not the engine's. */
static void
read_subjects (BureauRun *self, BureauDatabase *database)
{
  if (self->message_id != 0)
    self->message = bureau_message_load_words (database, self->message_id,
                                               self->problem ? NULL : &self->problem);
  if (self->record_id != 0)
    self->record = bureau_record_load (database, self->collection, self->record_id,
                                       self->problem ? NULL : &self->problem);
}

/**
 * bureau_run_load:
 *
 * Reads a run with its message, record and the results of its finished steps.
 *
 * Returns: (transfer full): the run, or %NULL with @error set where memory could not be read
 */
BureauRun *
bureau_run_load (BureauDatabase *database, BureauCatalog *catalog, gint64 id, GError **error)
{
  g_autoptr (BureauRun) self = g_new0 (BureauRun, 1);

  self->id = id;
  self->results = json_object_new ();
  self->cancellable = g_cancellable_new ();
  if (!read_row (self, database, catalog, error) || !read_steps (self, database, error))
    return NULL;
  read_subjects (self, database);

  return g_steal_pointer (&self);
}

void
bureau_run_free (BureauRun *self)
{
  g_clear_pointer (&self->workflow, bureau_workflow_unref);
  g_clear_pointer (&self->message, json_object_unref);
  g_clear_pointer (&self->record, json_object_unref);
  g_clear_pointer (&self->results, json_object_unref);
  g_clear_error (&self->problem);
  g_clear_object (&self->cancellable);
  g_free (self->collection);
  g_free (self->taint);
  g_free (self->waited_until);
  g_free (self);
}

/**
 * bureau_run_get_row_collection:
 *
 * Returns: (nullable): the table of the row that a condition is about: "messages" where a message
 *   started the run; %NULL where it is about nothing
 */
const char *
bureau_run_get_row_collection (BureauRun *self)
{
  if (self->record_id != 0)
    return self->collection;

  return self->message_id != 0 ? "messages" : NULL;
}

/**
 * bureau_run_get_row_id:
 *
 * Returns: the id of the row that the run is about: its record, else its message; 0 where it is
 *   about nothing
 */
gint64
bureau_run_get_row_id (BureauRun *self)
{
  return self->record_id != 0 ? self->record_id : self->message_id;
}
