/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/view.h"

#include "base/error.h"
#include "base/json.h"
#include "views/builder.h"
#include "views/param.h"
#include "views/query.h"
#include "views/tables.h"

#define DRY_ROWS 200

/* What stands in “builder” takes its place among the elements: a view is stored in one form. */
static JsonObject *
expand_builder (JsonObject *document, GError **error)
{
  const char *xml = bureau_json_get_string (document, "builder");

  if (xml == NULL)
    return json_object_ref (document);
  if (!bureau_builder_add (document, xml, strlen (xml), error))
    return NULL;
  json_object_remove_member (document, "builder");
  return json_object_ref (document);
}

/**
 * bureau_view_parse:
 * @text: JSON, or the part of GtkBuilder's XML that views.md §6 allows; of a view in JSON the
 * member “builder” may hold such XML, beside or instead of its elements
 * @length: in bytes, -1 where @text ends with a zero
 * @error: return location; %BUREAU_ERROR_LIMIT where it is too large, %BUREAU_ERROR_INVALID where
 *   it is not strict JSON or no object
 *
 * Reads a view as somebody wrote it; nothing in it is checked yet.
 *
 * Returns: (transfer full): the document
 */
JsonObject *
bureau_view_parse (const char *text, gssize length, GError **error)
{
  gsize size = length < 0 ? strlen (text) : (gsize)length;
  g_autoptr (JsonObject) document = NULL;

  if (size > BUREAU_VIEW_MAX_BYTES)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT,
                   "The view has %" G_GSIZE_FORMAT " bytes, and may have %d. Make two views of it.",
                   size, BUREAU_VIEW_MAX_BYTES);
      return NULL;
    }
  if (size > 0 && *text == '<')
    return bureau_builder_to_view (text, size, error);
  document = bureau_json_parse_object (text, size, error);
  return document != NULL ? expand_builder (document, error) : NULL;
}

static void
check_rows (BureauProblems *problems, JsonObject *source, JsonObject *result)
{
  JsonArray *rows = bureau_json_get_array (result,
                                           "rows"); /* none while it waits for a parameter */

  if (g_strcmp0 (bureau_json_get_string (source, "rows"), "one") == 0 && rows != NULL
      && json_array_get_length (rows) > 1)
    bureau_problems_add (problems, "rows_many", NULL,
                         "‘%s’ gives more than one row. Say so with \"rows\": \"many\", or ask for "
                         "less.",
                         bureau_json_get_string (source, "id"));
}

static void
run_source (BureauProblems *problems, JsonObject *document, JsonObject *source, JsonObject *values,
            BureauGuard *guard)
{
  BureauViewQuery query
      = { .source = bureau_json_get_string (source, "id"), .values = values, .limit = DRY_ROWS };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) result = bureau_view_query (guard, document, &query, &error);

  if (result != NULL)
    {
      check_rows (problems, source, result);
      return;
    }
  bureau_problems_enter (problems, "sql");
  bureau_problems_add (problems, "sql_failed", NULL, "%s", error->message);
  bureau_problems_leave (problems);
}

/* Each source runs once, on few rows: what only shows when it runs is told now. */
static void
run_dry (BureauProblems *problems, JsonObject *document, BureauGuard *guard)
{
  JsonArray *sources = bureau_json_get_array (document, "data");
  g_autoptr (JsonObject) values = bureau_view_params_start (document);

  bureau_problems_enter (problems, "data");
  for (guint i = 0; sources != NULL && i < json_array_get_length (sources); i++)
    {
      JsonObject *source = json_array_get_object_element (sources, i);

      bureau_problems_enter_item (problems, i);
      g_free (bureau_problems_set_element (problems, bureau_json_get_string (source, "id")));
      run_source (problems, document, source, values, guard);
      g_free (bureau_problems_set_element (problems, NULL));
      bureau_problems_leave (problems);
    }
  bureau_problems_leave (problems);
}

/**
 * bureau_view_check:
 * @document: any JSON object
 * @context: (nullable): what exists in the workspace; %NULL checks only what the document alone
 *   shows. With a guard, each source is prepared and, where nothing else is wrong, run once: call
 *   it on a worker then
 *
 * Checks a view whole: its form, its ids and references, its SQL under the guard, declared against
 * actual columns, formats and marks against types, parameters, actions and their arguments.
 *
 * Returns: (transfer full): [{"code","element","at","got","expected":[…],"hint","fix"}], at most
 *   %BUREAU_MAX_PROBLEMS; an empty list means that it can be shown
 */
JsonArray *
bureau_view_check (JsonObject *document, BureauViewContext *context)
{
  g_autoptr (BureauProblems) problems = bureau_problems_new ();
  BureauCheck check = { .problems = problems, .context = context };
  BureauGuard *guard = context != NULL ? bureau_view_context_get_guard (context) : NULL;

  g_return_val_if_fail (document != NULL, NULL);

  bureau_shape_check (&bureau_view_shape, &check, document);
  if (guard != NULL && bureau_problems_get_count (problems) == 0)
    run_dry (problems, document, guard);
  return bureau_problems_to_json (problems);
}
