/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/input.h"
#include "cli/record-shape.h"
#include "cli/table.h"
#include "memory/search.h"

/* Search --------------------------------------------------------------------------------------- */

typedef struct
{
  char *words;
  BureauSearchOptions options;
} Search;

static gboolean
search_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Search *search = data;

  return bureau_result_array (
      result, bureau_search_words (database, search->words, &search->options, error));
}

static void
print_found (BureauCall *call, JsonArray *found)
{
  g_autoptr (BureauTable) table = bureau_table_new ("ID", "WHERE", "TITLE", "WORDS", NULL);

  for (guint i = 0; i < json_array_get_length (found); i++)
    {
      JsonObject *hit = json_array_get_object_element (found, i);
      const char *title = bureau_json_get_string (hit, "title");
      const char *snippet = bureau_json_get_string (hit, "snippet");

      bureau_table_add (table, bureau_json_get_string (hit, "id"),
                        bureau_json_get_string (hit, "collection"), title != NULL ? title : "",
                        snippet != NULL ? snippet : "", NULL);
    }
  if (bureau_table_get_length (table) > 0)
    bureau_table_print (table, call->out);
  else
    bureau_call_print (call, "Nothing was found.\n");
}

static gboolean
run_search (BureauCall *call, GError **error)
{
  g_autofree char *words = bureau_call_join_arguments (call, 0);
  const char *const *collections = bureau_call_list_option (call, "in");
  Search search = { words, { .collections = *collections != NULL ? collections : NULL } };
  g_autoptr (JsonArray) found = NULL;
  gint64 limit = 20;

  if (!bureau_call_get_int_option (call, "limit", &limit, error))
    return FALSE;
  search.options.limit = (guint)limit;
  search.options.newest_first = bureau_call_has_option (call, "newest");
  found = bureau_call_read_array (call, search_cb, &search, error);
  if (found == NULL)
    return FALSE;
  if (call->json)
    bureau_call_print_array (call, found);
  else
    print_found (call, found);
  return TRUE;
}

/* One record -------------------------------------------------------------------------------------
 */

static gboolean
run_show (BureauCall *call, GError **error)
{
  const char *at = bureau_call_get_option (call, "at");
  g_autofree char *time = at != NULL ? bureau_input_parse_time (at, error) : NULL;
  g_autoptr (JsonObject) record = NULL;
  gint64 id;

  if ((at != NULL && time == NULL) || !bureau_call_get_id (call, 0, &id, error))
    return FALSE;
  record = bureau_call_load_record (call, id, time, error);
  if (record == NULL)
    return FALSE;
  if (call->json)
    bureau_call_print_object (call, record);
  else
    return bureau_record_print (call, record, error);
  return TRUE;
}

static gboolean
run_why (BureauCall *call, GError **error)
{
  g_autoptr (JsonObject) why = NULL;
  gint64 id;

  if (!bureau_call_get_id (call, 0, &id, error))
    return FALSE;
  why = bureau_call_load_why (call, id, error);
  if (why == NULL)
    return FALSE;
  if (call->json)
    bureau_call_print_object (call, why);
  else
    return bureau_why_print (call, why, error);
  return TRUE;
}

static const BureauOption search_options[] = {
  { "in", "COLLECTION", "Only there; again for more" },
  { "limit", "N", "At most so many (20)" },
  { "newest", NULL, "Newest first instead of best first" },
  { NULL },
};

static const BureauOption show_options[]
    = { { "at", "TIME", "As it stood then: 2026-11-01T09:00, or 2026-11-01" }, { NULL } };

const BureauCommand bureau_find_commands[] = {
  { "search", "WORDS", "Find messages, records, drafts and runs", run_search, BUREAU_OPEN_READ, 1,
    BUREAU_MANY_ARGUMENTS, search_options },
  { "show", "ID", "Show a record, message, draft or run", run_show, BUREAU_OPEN_READ, 1, 1,
    show_options },
  { "why", "ID", "Show what a draft, record or run came from", run_why, BUREAU_OPEN_READ, 1, 1 },
  { NULL },
};
