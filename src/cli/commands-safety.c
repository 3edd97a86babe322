/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/json.h"
#include "base/worker.h"
#include "cli/command.h"
#include "cli/progress.h"
#include "cli/table.h"
#include "memory/journal.h"
#include "memory/snapshot.h"

static void
print_file (BureauCall *call, const char *file, const char *sentence)
{
  g_autoptr (JsonObject) object = NULL;

  if (!call->json)
    {
      bureau_call_print (call, "%s\n", sentence);
      return;
    }
  object = json_object_new ();
  json_object_set_string_member (object, "file", file);
  bureau_call_print_object (call, object);
}

static gboolean
write_snapshot (BureauCall *call, const char *file, GError **error)
{
  g_autofree char *sentence = g_strdup_printf ("A checked copy is in %s.", file);
  g_autoptr (BureauProgressLine) line = bureau_progress_line_new ();

  if (!dex_await (bureau_snapshot_write (call->memory, file, bureau_progress_line_get (line)),
                  error))
    return FALSE;
  print_file (call, file, sentence);
  return TRUE;
}

static gboolean
run_backup (BureauCall *call, GError **error)
{
  return write_snapshot (call, bureau_call_get_argument (call, 0), error);
}

static gboolean
run_snapshot (BureauCall *call, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%d-%H%M%S");
  g_autofree char *file = g_strdup_printf ("%s.snapshot-%s", call->workspace, stamp);

  return write_snapshot (call, file, error);
}

typedef struct
{
  const char *file;
  const char *workspace;
  BureauProgress *progress;
} Restore;

/* On the worker. */
static gboolean
restore_cb (gpointer data, GValue *result, GError **error)
{
  const Restore *self = data;

  return bureau_snapshot_restore (self->file, self->workspace, self->progress, error);
}

/* Meanwhile the terminal tells how far it is and hears that it is to end. */
static gboolean
restore (const char *file, const char *workspace, GError **error)
{
  g_autoptr (BureauProgressLine) line = bureau_progress_line_new ();
  g_autoptr (BureauWorker) worker = bureau_worker_new ("bureau-restore");
  Restore job = { file, workspace, bureau_progress_line_get (line) };
  gboolean ok = dex_await (bureau_worker_run (worker, restore_cb, &job, NULL), error);

  bureau_worker_stop (worker);
  return ok;
}

static gboolean
run_restore (BureauCall *call, GError **error)
{
  const char *file = bureau_call_get_argument (call, 0);
  g_autofree char *sentence = g_strdup_printf (
      "%s is the workspace now. What was there before is kept beside it as “…before-restore”.",
      file);

  if (!restore (file, call->workspace, error))
    return FALSE;
  print_file (call, call->workspace, sentence);
  return TRUE;
}

static gboolean
verify_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  return bureau_result_object (result, bureau_journal_verify (database, error));
}

static void
print_verdict (BureauCall *call, JsonObject *verdict)
{
  JsonArray *problems = bureau_json_get_array (verdict, "problems");

  if (bureau_json_get_boolean (verdict, "ok"))
    bureau_call_print (call,
                       "Everything is sound: every page, and all %" G_GINT64_FORMAT
                       " entries of the journal.\n",
                       bureau_json_get_int (verdict, "entries", 0));
  for (guint i = 0; problems != NULL && i < json_array_get_length (problems); i++)
    {
      JsonObject *problem = json_array_get_object_element (problems, i);
      gint64 entry = bureau_json_get_int (problem, "entry", 0);
      g_autofree char *text = bureau_terminal_text (bureau_json_get_string (problem, "problem"));

      if (entry > 0)
        bureau_call_print (call, "Entry %" G_GINT64_FORMAT ": %s\n", entry, text);
      else
        bureau_call_print (call, "The file: %s\n", text);
    }
}

static gboolean
run_verify (BureauCall *call, GError **error)
{
  g_autoptr (JsonObject) verdict = bureau_call_read_object (call, verify_cb, NULL, error);

  if (verdict == NULL)
    return FALSE;
  if (call->json)
    bureau_call_print_object (call, verdict);
  else
    print_verdict (call, verdict);
  call->status = bureau_json_get_boolean (verdict, "ok") ? 0 : 1;
  return TRUE;
}

typedef struct
{
  gint64 record;
  gint64 limit;
} Listing;

static gboolean
journal_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Listing *listing = data;

  return bureau_result_array (
      result, bureau_journal_list (database, listing->record, (guint)listing->limit, error));
}

static char *
describe_items (JsonObject *entry)
{
  JsonArray *items = bureau_json_get_array (entry, "items");
  guint n = items != NULL ? json_array_get_length (items) : 0;
  JsonObject *first = n > 0 ? json_array_get_object_element (items, 0) : NULL;
  g_autofree char *more = n > 1 ? g_strdup_printf (" and %u more", n - 1) : g_strdup ("");

  if (first == NULL)
    return g_strdup ("");
  return g_strdup_printf ("%s %s %" G_GINT64_FORMAT "%s", bureau_json_get_string (first, "op"),
                          bureau_json_get_string (first, "collection"),
                          bureau_json_get_id (first, "record"), more);
}

static void
print_journal (BureauCall *call, JsonArray *entries)
{
  g_autoptr (BureauTable) table = bureau_table_new ("ENTRY", "AGE", "WHO", "WHY", "WHAT", NULL);

  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT,
                                                 bureau_json_get_int (entry, "entry", 0));
      g_autofree char *age = bureau_terminal_age (bureau_json_get_string (entry, "at"));
      g_autofree char *what = describe_items (entry);

      bureau_table_add (table, number, age, bureau_json_get_string (entry, "actor"),
                        bureau_json_get_string (entry, "reason"), what, NULL);
    }
  bureau_table_print (table, call->out);
}

static gboolean
run_journal (BureauCall *call, GError **error)
{
  Listing listing = { 0, 50 };
  g_autoptr (JsonArray) entries = NULL;

  if (bureau_call_get_argument (call, 0) != NULL
      && !bureau_call_get_id (call, 0, &listing.record, error))
    return FALSE;
  if (!bureau_call_get_int_option (call, "limit", &listing.limit, error))
    return FALSE;
  entries = bureau_call_read_array (call, journal_cb, &listing, error);
  if (entries == NULL)
    return FALSE;
  if (listing.record != 0 && json_array_get_length (entries) == 0)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
                   "No change of anything with the id %" G_GINT64_FORMAT " is known.",
                   listing.record);
      return FALSE;
    }
  if (call->json)
    bureau_call_print_array (call, entries);
  else
    print_journal (call, entries);
  return TRUE;
}

static gboolean
newest_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  gint64 newest = bureau_journal_newest (database, error);

  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, newest);
  return newest >= 0;
}

static void
print_undone (BureauCall *call, gint64 undone, gint64 entry)
{
  g_autoptr (JsonObject) object = NULL;

  if (!call->json)
    {
      bureau_call_print (call,
                         "Entry %" G_GINT64_FORMAT " is undone; “bureauctl undo %" G_GINT64_FORMAT
                         "” takes that back.\n",
                         undone, entry);
      return;
    }
  object = json_object_new ();
  json_object_set_int_member (object, "undone", undone);
  json_object_set_int_member (object, "entry", entry);
  bureau_call_print_object (call, object);
}

static gboolean
run_undo (BureauCall *call, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 entry = 0, undone = 0, newest = 0;

  if (bureau_call_get_argument (call, 0) != NULL && !bureau_call_get_id (call, 0, &entry, error))
    return FALSE;
  undone = dex_await_int64 (bureau_journal_undo (call->memory, &bureau_call_cause, entry),
                            &failure);
  if (failure == NULL)
    newest = dex_await_int64 (bureau_memory_read (call->memory, newest_cb, NULL, NULL), &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  print_undone (call, undone, newest);
  return TRUE;
}

static const BureauOption journal_options[]
    = { { "limit", "N", "At most so many, the newest (50)" }, { NULL } };

const BureauCommand bureau_safety_commands[] = {
  { "backup", "FILE", "Write a checked copy of the workspace", run_backup, BUREAU_OPEN_READ, 1, 1 },
  { "snapshot", "", "Write a checked copy beside the workspace", run_snapshot, BUREAU_OPEN_READ, 0,
    0 },
  { "restore", "FILE", "Put a copy in the workspace's place", run_restore, BUREAU_OPEN_NOTHING, 1,
    1, NULL,
    "The copy is checked first. What was there before is kept beside it. Nothing may have the\n"
    "workspace open." },
  { "verify", "", "Check every page and the whole journal", run_verify, BUREAU_OPEN_READ, 0, 0 },
  { "journal", "[ID]", "List changes, or those of one record", run_journal, BUREAU_OPEN_READ, 0, 1,
    journal_options },
  { "undo", "[ENTRY]", "Take back a change, the newest if none is named", run_undo,
    BUREAU_OPEN_WRITE, 0, 1 },
  { NULL },
};
