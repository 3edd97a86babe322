/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/tool.h"
#include "base/error.h"
#include "base/json.h"
#include "memory/record.h"

typedef struct
{
  const char *collection;
  gint64 id;
  gboolean may;
  JsonObject *record;
} Read;

static gboolean
read_record (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Read *self = data;

  if (!bureau_tool_may_show (database, self->id, &self->may, error))
    return FALSE;
  if (self->may)
    self->record = bureau_record_load (database, self->collection, self->id, error);

  return !self->may || self->record;
}

/**
 * bureau_tool_read:
 *
 * `{"collection","id"}`: one record of a collection that the agent may read. Gives it as
 * bureau_record_load() does.
 *
 * Returns: (transfer full): the record; %NULL with @error set
 */
JsonObject *
bureau_tool_read (BureauStepContext *context, JsonObject *input, GPtrArray *acts, GError **error)
{
  Read job = {
    .collection = bureau_json_get_string (input, "collection"),
    .id = bureau_json_get_id (input, "id"),
  };

  if (!g_strv_contains (context->agent->reads, job.collection)
      || !bureau_catalog_find_collection (context->catalog, job.collection, NULL))
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED, "You may not read “%s”.",
                   job.collection);
      return NULL;
    }
  if (!dex_await (bureau_memory_read (context->environment->memory, read_record, &job, NULL),
                  error))
    return NULL;
  if (!job.may)
    g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
                         "The operator keeps this record to themselves.");

  return job.record;
}
