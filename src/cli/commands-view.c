/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/document.h"
#include "cli/rows.h"
#include "memory/document.h"
#include "views/csv.h"
#include "views/html.h"
#include "views/meaning.h"
#include "views/param.h"
#include "views/query.h"
#include "views/view.h"

static gboolean
run_list (BureauCall *call, GError **error)
{
  return bureau_call_list_documents (
      call, "view", "There are no views yet. Add one: “bureauctl view add FILE”.", error);
}

static gboolean
run_show (BureauCall *call, GError **error)
{
  return bureau_call_show_document (call, "view", error);
}

static gboolean
run_check (BureauCall *call, GError **error)
{
  g_autoptr (JsonObject) document = bureau_call_load_document (call, "view", bureau_view_parse,
                                                               error);
  g_autoptr (JsonArray) problems = NULL;

  if (document == NULL)
    return FALSE;
  problems = dex_await_boxed (bureau_view_verify (call->memory, document), error);
  if (problems == NULL)
    return FALSE;
  bureau_call_print_problems (call, problems);
  return TRUE;
}

/* What is wrong is said, and nothing is stored. */
static gboolean
run_add (BureauCall *call, GError **error)
{
  g_autoptr (JsonObject) document = bureau_call_load_document (call, "view", bureau_view_parse,
                                                               error);
  g_autoptr (JsonObject) canonical = document != NULL ? bureau_view_to_canonical (document) : NULL;
  g_autoptr (JsonArray) problems = NULL;
  gint64 id;

  if (canonical == NULL)
    return FALSE;
  problems = dex_await_boxed (bureau_view_verify (call->memory, canonical), error);
  if (problems == NULL)
    return FALSE;
  if (json_array_get_length (problems) > 0)
    {
      bureau_call_print_problems (call, problems);
      return TRUE;
    }
  id = dex_await_int64 (bureau_document_save (call->memory, &bureau_call_cause, "view", canonical,
                                              bureau_call_get_option (call, "note")),
                        error);
  if (id == 0)
    return FALSE;
  bureau_call_print_done (call, id, "added", "The view is there.");
  return TRUE;
}

/* Data -------------------------------------------------------------------------------------------
 */

static JsonObject *
read_values (BureauCall *call, JsonObject *document, GError **error)
{
  g_autoptr (JsonObject) given = bureau_call_read_params (call, error);
  JsonObject *values = bureau_view_params_start (document);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (given == NULL)
    return NULL;
  json_object_iter_init (&iter, given);
  while (json_object_iter_next (&iter, &name, &value))
    json_object_set_member (values, name, json_node_copy (value));
  return values;
}

static void
print_source (BureauCall *call, const char *name, JsonObject *source)
{
  const char *failure = bureau_json_get_string (source, "error");
  JsonArray *columns = bureau_json_get_array (source, "columns");

  bureau_call_print (call, "%s\n", name);
  if (failure != NULL)
    bureau_call_print (call, "  %s\n", failure);
  else if (columns == NULL)
    bureau_call_print (call, "  It waits until its parameters are set.\n");
  else
    bureau_call_print_rows (call, source);
}

static gboolean
run_data (BureauCall *call, GError **error)
{
  g_autoptr (JsonObject) document = bureau_call_load_document (call, "view", bureau_view_parse,
                                                               error);
  g_autoptr (JsonObject) values = document != NULL ? read_values (call, document, error) : NULL;
  g_autoptr (JsonObject) sources = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (values == NULL)
    return FALSE;
  sources = dex_await_boxed (bureau_view_read (call->memory, document, values), error);
  if (sources == NULL)
    return FALSE;
  if (call->json)
    bureau_call_print_object (call, sources);
  json_object_iter_init_ordered (&iter, sources);
  while (!call->json && json_object_iter_next_ordered (&iter, &name, &value))
    print_source (call, name, json_node_get_object (value));
  return TRUE;
}

/* Export -----------------------------------------------------------------------------------------
 */

static gboolean
save_csv (BureauCall *call, JsonObject *document, JsonObject *values, const char *path,
          GError **error)
{
  JsonArray *data = bureau_json_get_array (document, "data");
  const char *wanted = bureau_call_get_option (call, "source");
  guint n = data != NULL ? json_array_get_length (data) : 0;
  BureauCsvWish wish = { .document = document, .values = values, .source = wanted };
  g_autoptr (BureauProgress) progress = bureau_progress_new ();

  if (wanted == NULL && n > 0)
    wish.source = bureau_json_get_string (json_array_get_object_element (data, n - 1), "id");
  if (wish.source == NULL || bureau_view_find_in (document, "data", wish.source) == NULL)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND, "The view has no source “%s”.",
                   wanted != NULL ? wanted : "");
      return FALSE;
    }
  return dex_await (bureau_view_save_csv (call->memory, &wish, path, progress), error);
}

static gboolean
save_page (BureauCall *call, JsonObject *document, JsonObject *values, const char *path,
           GError **error)
{
  g_autofree char *text = dex_await_string (
      bureau_view_to_html (call->memory, document, values, NULL), error);

  return text != NULL && g_file_set_contents (path, text, -1, error);
}

/* The name of the file says what it becomes. */
static gboolean
run_export (BureauCall *call, GError **error)
{
  const char *path = bureau_call_get_argument (call, 1);
  gboolean is_csv = g_str_has_suffix (path, ".csv");
  g_autoptr (JsonObject) document = bureau_call_load_document (call, "view", bureau_view_parse,
                                                               error);
  g_autoptr (JsonObject) values = document != NULL ? read_values (call, document, error) : NULL;
  g_autoptr (JsonArray) problems = NULL;

  if (values == NULL)
    return FALSE;
  if (!is_csv && !g_str_has_suffix (path, ".html"))
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE,
                   "A view is exported as .html or .csv; “%s” is neither.", path);
      return FALSE;
    }
  problems = dex_await_boxed (bureau_view_verify (call->memory, document), error);
  if (problems == NULL)
    return FALSE;
  if (json_array_get_length (problems) > 0)
    {
      bureau_call_print_problems (call, problems);
      return TRUE;
    }
  if (!(is_csv ? save_csv : save_page) (call, document, values, path, error))
    return FALSE;
  if (!call->json)
    bureau_call_print (call, "%s is written.\n", path);
  return TRUE;
}

static const BureauOption export_options[]
    = { { "param", "NAME=VALUE", "A value for a parameter; again for more" },
        { "source", "ID", "For .csv: the source; the last one without it" },
        { NULL } };

static const BureauOption add_options[] = { { "note", "WORDS", "Why, for the history" }, { NULL } };

static const BureauOption data_options[]
    = { { "param", "NAME=VALUE", "A value for a parameter; again for more" }, { NULL } };

const BureauCommand bureau_view_commands[] = {
  { "view list", "", "List the views", run_list, BUREAU_OPEN_READ, 0, 0 },
  { "view show", "NAME", "Print a view’s document", run_show, BUREAU_OPEN_READ, 1, 1 },
  { "view check", "FILE|NAME", "Say what is wrong with a view", run_check, BUREAU_OPEN_READ, 1, 1 },
  { "view add", "FILE", "Add a view, or a new version of it", run_add, BUREAU_OPEN_WRITE, 1, 1,
    add_options },
  { "view data", "FILE|NAME", "Print what a view shows, source by source", run_data,
    BUREAU_OPEN_READ, 1, 1, data_options },
  { "view export", "FILE|NAME TO.html|TO.csv",
    "Write a view as a page that stands alone, or as rows", run_export, BUREAU_OPEN_READ, 2, 2,
    export_options },
  { NULL },
};
