/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/request-handler.h"
#include "agents/run-insert.h"
#include "base/error.h"
#include "base/json.h"
#include "memory/collection.h"

/* So near to one another two clicks are one. */
#define TWIN_SECONDS 60

static const BureauCatalogEntry *
find_workflow (BureauRequestTask *task, GError **error)
{
  const char *name = bureau_json_get_string (task->args, "workflow");
  const BureauCatalogEntry *entry = name ? bureau_catalog_find_workflow (task->catalog, name)
                                         : NULL;

  if (!entry)
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
                 "There is no workflow “%s”; “bureauctl workflow list” shows them.",
                 name ? name : "");

  return entry;
}

static JsonObject *
describe_cause (BureauRequestTask *task)
{
  JsonObject *cause = json_object_new ();

  json_object_set_string_member (cause, "trigger", "hand");
  json_object_set_string_member (cause, "by", task->by);
  bureau_json_set_id (cause, "request", task->id);

  return cause;
}

/* A second click is no second wish. */
static gboolean
find_twin (BureauTransaction *transaction, BureauRequestTask *task, gint64 *run, GError **error)
{
  return bureau_database_int (
      bureau_transaction_get_database (transaction), run, error,
      "SELECT CAST (twin.result ->> '$.run' AS INTEGER)"
      " FROM bureau_request twin, bureau_request own"
      " WHERE own.id = ?1 AND twin.args ->> '$.key' = ?2 AND twin.id <> ?1 AND twin.state = 'done'"
      " AND abs (unixepoch (own.created_at) - unixepoch (twin.created_at)) < ?3",
      "isi", task->id, bureau_json_get_string (task->args, "key"), (gint64)TWIN_SECONDS);
}

static gboolean
start (BureauTransaction *transaction, BureauRequestTask *task, GError **error)
{
  const BureauCatalogEntry *entry = find_workflow (task, error);
  g_autoptr (JsonObject) cause = describe_cause (task);
  gint64 record = bureau_json_get_id (task->args, "record");
  g_autofree char *collection = NULL;
  gint64 id = 0;

  if (!entry)
    return FALSE;
  if (record != 0)
    {
      collection = bureau_collection_of_record (bureau_transaction_get_database (transaction),
                                                record, error);
      if (!collection)
        return FALSE;
    }
  if (!find_twin (transaction, task, &id, error))
    return FALSE;
  if (id == 0)
    id = bureau_run_insert (transaction,
                            &(BureauRunStart){
                                .workflow = entry->workflow->name,
                                .version = entry->version,
                                .cause = cause,
                                .message = bureau_json_get_id (task->args, "message"),
                                .collection = collection,
                                .record = record,
                                .opened_from = bureau_json_get_object (task->args, "opened_from"),
                                .state = "queued",
                            },
                            NULL, error);
  bureau_json_set_id (task->result, "run", id);

  return id != 0;
}

/**
 * bureau_request_do_run:
 *
 * `{"workflow","record"?,"message"?,"opened_from"?,"key"?}` starts a workflow by hand. Gives
 * `{"run"}`; of those with one key that were asked for within a minute the first alone starts one,
 * which all of them give (views.md §4.4).
 *
 * Returns: %FALSE with @error set where there is no such workflow, or it cannot be about that
 *   record
 */
gboolean
bureau_request_do_run (BureauRequestTask *task, GError **error)
{
  const BureauCatalogEntry *entry = find_workflow (task, error);

  if (!entry)
    return FALSE;
  if (entry->workflow->trigger.collection && bureau_json_get_id (task->args, "record") <= 0
      && bureau_json_get_id (task->args, "message") <= 0)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE,
                   "The workflow “%s” is about one of “%s”; say which.", entry->workflow->name,
                   entry->workflow->trigger.collection);
      return FALSE;
    }
  task->effect = start;

  return TRUE;
}
