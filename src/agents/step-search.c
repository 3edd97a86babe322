/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/reference.h"
#include "agents/step.h"
#include "base/json.h"
#include "memory/search.h"

#define DEFAULT_LIMIT 5
#define DRAFTS "drafts"

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
is_wanted (BureauDatabase *database, JsonObject *hit, gboolean *wanted, GError **error)
{
  gint64 n = 0;

  *wanted = TRUE;
  if (g_strcmp0 (bureau_json_get_string (hit, "collection"), DRAFTS) != 0)
    return TRUE;
  if (!bureau_database_int (database, &n, error,
                            "SELECT 1 FROM bureau_delivery WHERE draft = ?1 AND state = 'sent'",
                            "i", bureau_json_get_id (hit, "id")))
    return FALSE;
  *wanted = n != 0;

  return TRUE;
}

static gboolean
keep_wanted (Search *self, BureauDatabase *database, JsonArray *found, GError **error)
{
  for (guint i = 0;
       i < json_array_get_length (found) && json_array_get_length (self->results) < self->limit;
       i++)
    {
      JsonObject *hit = json_array_get_object_element (found, i);
      gboolean wanted = FALSE;

      if (!is_wanted (database, hit, &wanted, error))
        return FALSE;
      if (wanted)
        json_array_add_object_element (self->results, json_object_ref (hit));
    }

  return TRUE;
}

static gboolean
search (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Search *self = data;
  gboolean has_drafts = g_strv_contains (self->collections, DRAFTS);
  BureauSearchOptions options = {
    .collections = self->collections,
    .limit = has_drafts ? self->limit * 2 : self->limit,
    .except = self->except,
  };
  g_autoptr (JsonArray) found = bureau_search_like (database, self->text, &options, error);

  return found && keep_wanted (self, database, found, error);
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
  json_object_set_int_member (outcome->output, "count", json_array_get_length (search->results));
  json_object_set_array_member (outcome->output, "results", g_steal_pointer (&search->results));
}

/**
 * bureau_step_search:
 *
 * `{"do":"search","in":[…],"about":"record","limit"?}`: finds what is like a record or message.
 * Gives `results`, `[{"id","collection","title","snippet","why"}]`, and `count`.
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
  job.results = json_array_new ();
  if (*collections
      && !dex_await (bureau_memory_read (context->environment->memory, search, &job, NULL), error))
    {
      g_clear_pointer (&job.results, json_array_unref);
      return FALSE;
    }
  keep_results (context->outcome, &job);

  return TRUE;
}
