/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/reference.h"
#include "agents/step.h"
#include "base/json.h"
#include "memory/search.h"

#define DEFAULT_LIMIT 5

typedef struct
{
  const char *text;
  const char *const *collections;
  guint limit;
  gint64 except;
  JsonArray *results;
} Search;

/* Of drafts only those count that were sent: what nobody approved is no example. */
static gboolean
search (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Search *self = data;
  BureauSearchOptions options = {
    .collections = self->collections,
    .limit = self->limit,
    .sent_only = TRUE,
    .except = self->except,
  };

  self->results = bureau_search_like (database, self->text, &options, error);
  return self->results != NULL;
}

/* Those of `in` that the step's agent may read. */
static char **
list_collections (BureauStepContext *context)
{
  JsonArray *in = bureau_json_get_array (context->step->arguments, "in");
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; in && i < json_array_get_length (in); i++)
    {
      const char *name = json_array_get_string_element (in, i);

      if (!context->agent || g_strv_contains (context->agent->reads, name))
        g_strv_builder_add (names, name);
    }

  return g_strv_builder_end (names);
}

static void
keep_results (BureauOutcome *outcome, Search *search)
{
  JsonArray *results = search->results != NULL ? search->results : json_array_new ();

  json_object_set_int_member (outcome->output, "count", json_array_get_length (results));
  json_object_set_array_member (outcome->output, "results", results);
}

/**
 * bureau_step_search:
 *
 * `{"do":"search","in":[…],"about":"record","limit"?}`: finds what is like a record or message.
 * Gives `results`, `[{"id","collection","title","snippet","why"}]`, and `count`.
 *
 * Returns: %FALSE with @error set where memory could not be searched
 */
gboolean
bureau_step_search (BureauStepContext *context, GError **error)
{
  const char *about = bureau_step_get_argument (context, "about");
  g_auto (GStrv) collections = list_collections (context);
  g_autofree char *text = NULL;
  Search job = {
    .collections = (const char *const *)collections,
    .limit = bureau_json_get_int (context->step->arguments, "limit", DEFAULT_LIMIT),
    .except = bureau_run_get_row_id (context->run),
  };

  if (!context->settle (context, error))
    return FALSE;
  text = bureau_reference_to_text (context, about, error);
  if (!text)
    return FALSE;
  json_object_set_string_member (context->outcome->input, "about", about);
  job.text = text;
  if (*collections
      && !dex_await (bureau_memory_read (context->environment->memory, search, &job, NULL), error))
    return FALSE;
  keep_results (context->outcome, &job);

  return TRUE;
}
