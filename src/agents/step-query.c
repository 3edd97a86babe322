/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/record-change.h"
#include "agents/reference.h"
#include "agents/step.h"
#include "base/json.h"

#define MAX_ROWS 200

typedef struct
{
  const char *sql;
  JsonObject *params;
  const char *const *collections;
  JsonObject *table; /* {"columns","rows","truncated"} */
} Query;

static gboolean
query (BureauGuard *guard, gpointer data, GValue *result, GError **error)
{
  Query *self = data;
  BureauGuardLimits limits = { .max_rows = MAX_ROWS, .collections = self->collections };

  self->table = bureau_guard_query (guard, self->sql, self->params, &limits, error);

  return self->table != NULL;
}

/* SQL makes lists and objects as JSON text; a later step wants them as what they are. */
static JsonNode *
read_cell (JsonNode *cell)
{
  const char *text = JSON_NODE_HOLDS_VALUE (cell)
                             && json_node_get_value_type (cell) == G_TYPE_STRING
                         ? json_node_get_string (cell)
                         : NULL;
  JsonNode *parsed = text && *text == '[' ? bureau_json_parse (text, -1, NULL) : NULL;

  return parsed ? parsed : json_node_copy (cell);
}

static JsonObject *
read_row (JsonArray *columns, JsonArray *cells)
{
  JsonObject *row = json_object_new ();

  for (guint i = 0; i < json_array_get_length (columns); i++)
    json_object_set_member (row, json_array_get_string_element (columns, i),
                            read_cell (json_array_get_element (cells, i)));

  return row;
}

/* One row is the result itself; several stand in `rows`, and the result is the first of them. */
static void
keep_rows (BureauOutcome *outcome, JsonObject *table)
{
  JsonArray *columns = bureau_json_get_array (table, "columns");
  JsonArray *rows = bureau_json_get_array (table, "rows");
  guint n_rows = json_array_get_length (rows);

  if (n_rows == 0)
    return;
  g_clear_pointer (&outcome->output, json_object_unref);
  outcome->output = read_row (columns, json_array_get_array_element (rows, 0));
  if (n_rows == 1)
    return;

  JsonArray *list = json_array_new ();
  for (guint i = 0; i < n_rows; i++)
    json_array_add_object_element (list,
                                   read_row (columns, json_array_get_array_element (rows, i)));
  json_object_set_array_member (outcome->output, "rows", list);
}

/* The columns that go into a record: those that the step lists, or all. */
static JsonObject *
copy_columns (BureauStepContext *context, JsonArray *columns)
{
  JsonArray *listed = bureau_json_get_array (context->step->arguments, "fields");
  JsonArray *names = listed ? listed : columns;
  JsonObject *output = context->outcome->output;
  JsonObject *fields = json_object_new ();

  for (guint i = 0; i < json_array_get_length (names); i++)
    {
      const char *name = json_array_get_string_element (names, i);

      if (json_object_has_member (output, name))
        json_object_set_member (fields, name, json_object_dup_member (output, name));
    }

  return fields;
}

/**
 * bureau_step_query:
 *
 * `{"do":"query","sql":"SELECT …","with"?,"update"?,"fields"?}`: asks the workspace under the read
 * guard; an agent's query sees what the agent may read. Gives the columns of the first row, and
 * `rows` where there are several. `update` writes those columns, or of them `fields`, into a
 * record.
 *
 * Returns: %FALSE with @error set where the statement is refused or fails, or its row does not fit
 *   the record
 */
gboolean
bureau_step_query (BureauStepContext *context, GError **error)
{
  const char *update = bureau_step_get_argument (context, "update");
  Query job = {
    .sql = bureau_step_get_argument (context, "sql"),
    .collections = context->agent ? context->agent->reads : NULL,
  };
  g_autoptr (JsonObject) params = NULL;
  g_autoptr (JsonObject) table = NULL;
  g_autoptr (JsonObject) fields = NULL;
  gboolean ok;

  if (!context->settle (context, error))
    return FALSE;
  params = bureau_reference_bind (context, error);
  if (!params)
    return FALSE;
  json_object_set_object_member (context->outcome->input, "with", json_object_ref (params));
  job.params = params;
  ok = dex_await (bureau_memory_guard (context->environment->memory, query, &job, NULL), error);
  table = job.table;
  if (!ok)
    return FALSE;
  keep_rows (context->outcome, table);
  fields = copy_columns (context, bureau_json_get_array (table, "columns"));

  return !update || bureau_record_change_set (context, update, fields, error);
}
