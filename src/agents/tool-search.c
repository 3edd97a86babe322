/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/tool.h"
#include "base/error.h"
#include "base/json.h"
#include "memory/search.h"

#define LIMIT 8

typedef struct
{
  const char *words;
  const char *const *collections;
  gint64 except;
  JsonArray *results;
} Search;

static gboolean
add_shown (Search *self, BureauDatabase *database, JsonObject *result, GError **error)
{
  gboolean may = FALSE;

  if (!bureau_tool_may_show (database, bureau_json_get_id (result, "id"), &may, error))
    return FALSE;
  if (may)
    json_array_add_object_element (self->results, json_object_ref (result));

  return TRUE;
}

static gboolean
search (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Search *self = data;
  BureauSearchOptions options = {
    .collections = self->collections,
    .limit = LIMIT,
    .sent_only = TRUE,
    .except = self->except,
  };
  g_autoptr (JsonArray) found = bureau_search_words (database, self->words, &options, error);
  gboolean ok = found != NULL;

  self->results = json_array_new ();
  for (guint i = 0; ok && i < json_array_get_length (found); i++)
    ok = add_shown (self, database, json_array_get_object_element (found, i), error);

  return ok;
}

/**
 * bureau_tool_search:
 *
 * `{"words","in"?}`: finds records, messages and sent drafts that the agent may read and a provider
 * may see. Gives `{"results":[{"id","collection","title","snippet","why"}]}`.
 *
 * Returns: (transfer full): the result; %NULL with @error set
 */
JsonObject *
bureau_tool_search (BureauStepContext *context, JsonObject *input, GPtrArray *acts, GError **error)
{
  const char *in = bureau_json_get_string (input, "in");
  const char *const one[] = { in, NULL };
  const char *const *reads = context->agent->reads;
  Search job = {
    .words = bureau_json_get_string (input, "words"),
    .collections = in ? one : reads,
    .except = bureau_run_get_row_id (context->run),
  };
  JsonObject *result;
  gboolean ok;

  if (in && !g_strv_contains (reads, in))
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED, "You may not read “%s”.", in);
      return NULL;
    }
  ok = !*reads
       || dex_await (bureau_memory_read (context->environment->memory, search, &job, NULL), error);
  if (ok)
    {
      result = json_object_new ();
      json_object_set_array_member (result, "results",
                                    job.results ? job.results : json_array_new ());
      return result;
    }
  g_clear_pointer (&job.results, json_array_unref);

  return NULL;
}
