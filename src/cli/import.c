/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/import.h"

#include "base/json.h"
#include "channels/import.h"
#include "cli/input.h"
#include "cli/progress.h"
#include "cli/table.h"

typedef struct
{
  guint n_messages;
  guint n_known;
  gint64 n_records;
  guint n_refused;
  guint n_unsaved; /* could be read, and the workspace had no place for it */
  gboolean is_cut_short;
} Counts;

static void
count (Counts *counts, JsonObject *item)
{
  if (bureau_json_get_boolean (item, "retry"))
    counts->n_unsaved++;
  else if (json_object_has_member (item, "error"))
    counts->n_refused++;
  else if (json_object_has_member (item, "records"))
    counts->n_records += bureau_json_get_int (item, "records", 0);
  else if (bureau_json_get_boolean (item, "new"))
    counts->n_messages++;
  else
    counts->n_known++;
}

static void
count_all (Counts *counts, JsonArray *items)
{
  for (guint i = 0; i < json_array_get_length (items); i++)
    count (counts, json_array_get_object_element (items, i));
}

static JsonArray *
import_all (BureauCall *call, Counts *counts, GError **error)
{
  const BureauCause cause = { "operator:terminal", "import:terminal" };
  g_autoptr (BureauProgressLine) line = bureau_progress_line_new ();
  JsonArray *all = dex_await_boxed (
      bureau_import_files (call->memory, &cause, (const char *const *)call->arguments,
                           bureau_call_get_option (call, "into"), bureau_progress_line_get (line)),
      error);

  if (all != NULL)
    count_all (counts, all);
  counts->is_cut_short = bureau_progress_is_cancelled (bureau_progress_line_get (line));
  return all;
}

static void
print_failures (BureauCall *call, JsonArray *items)
{
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = json_array_get_object_element (items, i);
      const char *failure = bureau_json_get_string (item, "error");
      g_autofree char *file = bureau_terminal_text (bureau_json_get_string (item, "file"));
      g_autofree char *safe = bureau_terminal_text (failure != NULL ? failure : "");

      if (failure != NULL)
        bureau_call_print (call, "%s: %s\n", file, safe);
    }
}

static void
print_summary (BureauCall *call, const Counts *counts)
{
  const char *into = bureau_call_get_option (call, "into");

  if (into != NULL)
    bureau_call_print (call, "%" G_GINT64_FORMAT " %s in %s now", counts->n_records,
                       counts->n_records == 1 ? "record is" : "records are", into);
  else
    bureau_call_print (call, "%u new message%s", counts->n_messages,
                       counts->n_messages == 1 ? "" : "s");
  if (counts->n_known > 0)
    bureau_call_print (call, ", %u %s there already", counts->n_known,
                       counts->n_known == 1 ? "was" : "were");
  if (counts->n_refused > 0)
    bureau_call_print (call, ", %u could not be taken in", counts->n_refused);
  if (counts->n_unsaved > 0)
    bureau_call_print (call, ", %u could not be saved", counts->n_unsaved);
  bureau_call_print (call, ".\n");
  if (counts->is_cut_short)
    bureau_call_print (call, "You ended it: what came in stays, and the rest was not read.\n");
}

/**
 * bureau_import_run:
 * @call: its arguments are files
 * @error: return location
 *
 * Takes files in and says what became of each. Where one is not in the exit status is 1,
 * and the others are in. Ctrl+C ends it between two batches.
 *
 * Returns: %FALSE with @error set where nothing could be taken in
 */
gboolean
bureau_import_run (BureauCall *call, GError **error)
{
  Counts counts = { 0 };
  g_autoptr (JsonArray) items = import_all (call, &counts, error);

  if (items == NULL)
    return FALSE;
  call->status = counts.n_refused + counts.n_unsaved > 0 || counts.is_cut_short ? 1 : 0;
  if (call->json)
    bureau_call_print_array (call, items);
  else
    {
      print_failures (call, items);
      print_summary (call, &counts);
    }
  return TRUE;
}
