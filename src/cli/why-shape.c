/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "cli/draft-shape.h"
#include "cli/record-shape.h"
#include "memory/collection.h"
#include "memory/draft.h"
#include "memory/record.h"

/* The ends of the thread; 0 where there is none. */
typedef struct
{
  gint64 draft;
  gint64 run;
  gint64 record;
  gint64 message;
} Thread;

static gint64
find_id (BureauDatabase *database, const char *sql, gint64 id)
{
  gint64 found = 0;

  if (id != 0)
    bureau_database_int (database, &found, NULL, sql, "i", id);
  return found;
}

static void
follow_draft (BureauDatabase *database, Thread *thread)
{
  thread->run = find_id (database, "SELECT run FROM bureau_draft WHERE id = ?", thread->draft);
  thread->record = find_id (database, "SELECT record FROM bureau_draft WHERE id = ?",
                            thread->draft);
  thread->message = find_id (database, "SELECT message FROM bureau_draft WHERE id = ?",
                             thread->draft);
}

/* The run that made a record is the one whose step brought its evidence, or that put it there. */
static void
follow_record (BureauDatabase *database, Thread *thread)
{
  thread->run = find_id (database, "SELECT run FROM bureau_evidence WHERE record = ?",
                         thread->record);
  if (thread->run == 0)
    thread->run = find_id (
        database,
        "SELECT CAST (substr (j.reason, 5) AS INTEGER) FROM bureau_journal_item i"
        " JOIN bureau_journal j ON j.entry = i.entry"
        " WHERE i.record = ? AND j.reason LIKE 'run:%' ORDER BY j.entry LIMIT 1",
        thread->record);
  thread->draft = find_id (database,
                           "SELECT id FROM bureau_draft WHERE record = ? ORDER BY id DESC LIMIT 1",
                           thread->record);
}

static void
follow_message (BureauDatabase *database, Thread *thread)
{
  thread->draft = find_id (database,
                           "SELECT id FROM bureau_draft WHERE message = ? ORDER BY id DESC LIMIT 1",
                           thread->message);
  if (thread->draft != 0)
    follow_draft (database, thread);
  else
    thread->run = find_id (database,
                           "SELECT id FROM bureau_run WHERE message = ? ORDER BY id DESC LIMIT 1",
                           thread->message);
}

static void
follow_run (BureauDatabase *database, Thread *thread)
{
  if (thread->draft == 0)
    thread->draft = find_id (database, "SELECT id FROM bureau_draft WHERE run = ? LIMIT 1",
                             thread->run);
  if (thread->record == 0)
    thread->record = find_id (database, "SELECT record FROM bureau_run WHERE id = ?", thread->run);
  if (thread->message == 0)
    thread->message = find_id (database, "SELECT message FROM bureau_run WHERE id = ?",
                               thread->run);
  if (thread->message == 0)
    thread->message = find_id (
        database,
        "SELECT message FROM bureau_evidence WHERE record = ? AND message IS NOT NULL"
        " LIMIT 1",
        thread->record);
}

static void
set_object (JsonObject *why, const char *name, JsonObject *object)
{
  if (object != NULL)
    json_object_set_object_member (why, name, object);
  else
    json_object_set_null_member (why, name);
}

static gboolean
add_draft (BureauDatabase *database, JsonObject *why, gint64 id, GError **error)
{
  g_autoptr (JsonObject) draft = id != 0 ? bureau_draft_load (database, id, error) : NULL;

  set_object (why, "draft", draft != NULL ? bureau_draft_shape (draft) : NULL);
  return id == 0 || draft != NULL;
}

static gboolean
add_run (BureauDatabase *database, JsonObject *why, gint64 id, GError **error)
{
  JsonArray *steps;

  set_object (
      why, "run",
      id != 0 ? bureau_database_row (database, error,
                                     "SELECT id, workflow, version, state, created_at AS at,"
                                     " message, record, parent, error FROM bureau_run WHERE id = ?",
                                     "i", id)
              : NULL);
  steps = bureau_database_rows (
      database, error,
      "SELECT step AS id, \"do\", agent, state, error, output, finished_at"
      " FROM bureau_step WHERE run = ? ORDER BY seq",
      "i", id);
  if (steps == NULL)
    return FALSE;
  json_object_set_array_member (why, "steps", steps);
  return TRUE;
}

static gboolean
add_record (BureauDatabase *database, JsonArray *records, gint64 id, GError **error)
{
  g_autofree char *collection = bureau_collection_of_record (database, id, error);
  g_autoptr (JsonObject) record = collection != NULL
                                      ? bureau_record_load (database, collection, id, error)
                                      : NULL;
  JsonArray *evidence = record != NULL ? bureau_record_evidence (database, id, error) : NULL;

  if (evidence == NULL)
    return FALSE;
  json_object_set_array_member (record, "evidence", evidence);
  json_array_add_object_element (records, g_steal_pointer (&record));
  return TRUE;
}

static gboolean
add_message (BureauDatabase *database, JsonObject *why, gint64 id, GError **error)
{
  JsonObject *message = NULL;

  if (id != 0)
    message = bureau_database_row (
        database, error,
        "SELECT id, channel, sender_name, sender_address, subject, sent_at, label,"
        " text, message_id FROM bureau_message WHERE id = ?",
        "i", id);
  set_object (why, "message", message);
  return id == 0 || message != NULL;
}

static gboolean
collect (BureauDatabase *database, const Thread *thread, JsonObject *why, GError **error)
{
  JsonArray *records = json_array_new ();

  json_object_set_array_member (why, "records", records);
  return add_draft (database, why, thread->draft, error)
         && add_run (database, why, thread->run, error)
         && (thread->record == 0 || add_record (database, records, thread->record, error))
         && add_message (database, why, thread->message, error);
}

static void
follow (BureauDatabase *database, const char *collection, gint64 id, Thread *thread)
{
  static const struct
  {
    const char *collection;
    gsize end;
    void (*follow) (BureauDatabase *database, Thread *thread);
  } starts[] = {
    { "drafts", G_STRUCT_OFFSET (Thread, draft), follow_draft },
    { "messages", G_STRUCT_OFFSET (Thread, message), follow_message },
    { "runs", G_STRUCT_OFFSET (Thread, run), follow_run },
    { NULL, G_STRUCT_OFFSET (Thread, record), follow_record },
  };

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (starts[i].collection == NULL || g_str_equal (starts[i].collection, collection))
      {
        G_STRUCT_MEMBER (gint64, thread, starts[i].end) = id;
        starts[i].follow (database, thread);
        break;
      }
  if (thread->run != 0)
    follow_run (database, thread);
}

static gboolean
why_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  gint64 id = *(gint64 *)data;
  g_autofree char *collection = bureau_collection_of_record (database, id, error);
  g_autoptr (JsonObject) why = json_object_new ();
  Thread thread = { 0 };

  if (collection == NULL)
    return FALSE;
  follow (database, collection, id, &thread);
  if (!collect (database, &thread, why, error))
    return FALSE;
  return bureau_result_object (result, g_steal_pointer (&why));
}

/**
 * bureau_call_load_why:
 * @id: of a draft, record, message or run
 *
 * Follows what made it, from the draft back to the message.
 *
 * Errors: %BUREAU_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full): the thread in its shape, or %NULL with @error set
 */
JsonObject *
bureau_call_load_why (BureauCall *self, gint64 id, GError **error)
{
  return bureau_call_read_object (self, why_cb, &id, error);
}
