/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/import.h"

#include <stdio.h>
#include <unistd.h>

#include "base/json.h"
#include "channels/import.h"
#include "cli/input.h"
#include "cli/table.h"

/* So many files go in before the next progress is told. */
#define CHUNK 64

typedef struct
{
  guint n_messages;
  guint n_known;
  gint64 n_records;
  guint n_refused;
  guint n_unsaved; /* could be read, and the workspace had no place for it */
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
append (JsonArray *all, JsonArray *some, Counts *counts)
{
  for (guint i = 0; i < json_array_get_length (some); i++)
    {
      JsonObject *item = json_array_get_object_element (some, i);

      count (counts, item);
      json_array_add_object_element (all, json_object_ref (item));
    }
}

static void
tell_progress (guint n_done, guint n)
{
  if (n > CHUNK && isatty (STDERR_FILENO))
    fprintf (stderr, "\r%u of %u files%s", n_done, n, n_done == n ? "\n" : "");
}

static JsonArray *
import_all (BureauCall *call, Counts *counts, GError **error)
{
  g_autoptr (JsonArray) all = json_array_new ();
  guint n = g_strv_length (call->arguments);

  for (guint i = 0; i < n; i += CHUNK)
    {
      g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
      g_auto (GStrv) chunk = NULL;
      g_autoptr (JsonArray) some = NULL;

      for (guint j = i; j < MIN (i + CHUNK, n); j++)
        g_strv_builder_add (paths, call->arguments[j]);
      chunk = g_strv_builder_end (paths);
      some = dex_await_boxed (
          bureau_import_files (call->memory,
                               &(BureauCause){ "operator:terminal", "import:terminal" },
                               (const char *const *)chunk, bureau_call_get_option (call, "into")),
          error);
      if (some == NULL)
        return NULL;
      append (all, some, counts);
      tell_progress (MIN (i + CHUNK, n), n);
    }
  return g_steal_pointer (&all);
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
    bureau_call_print (call, "%" G_GINT64_FORMAT " records are in %s now", counts->n_records, into);
  else
    bureau_call_print (call, "%u new messages", counts->n_messages);
  if (counts->n_known > 0)
    bureau_call_print (call, ", %u were there already", counts->n_known);
  if (counts->n_refused > 0)
    bureau_call_print (call, ", %u could not be taken in", counts->n_refused);
  if (counts->n_unsaved > 0)
    bureau_call_print (call, ", %u could not be saved", counts->n_unsaved);
  bureau_call_print (call, ".\n");
}

/**
 * bureau_import_run:
 * @call: its arguments are files
 * @error: return location
 *
 * Takes files in and says what became of each. Where one is not in the exit status is 1,
 * and the others are in.
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
  call->status = counts.n_refused + counts.n_unsaved > 0 ? 1 : 0;
  if (call->json)
    bureau_call_print_array (call, items);
  else
    {
      print_failures (call, items);
      print_summary (call, &counts);
    }
  return TRUE;
}
