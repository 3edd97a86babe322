/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/draft-thread.h"

#include "base/json-text.h"
#include "base/json.h"
#include "memory/collection.h"
#include "memory/contacts.h"
#include "memory/delivery.h"
#include "memory/draft.h"
#include "memory/journal.h"
#include "memory/message.h"
#include "memory/record.h"
#include "memory/scratch.h"
#include "memory/setting.h"

#define MAX_HISTORY 100

static gboolean
add_message (BureauDatabase *database, JsonObject *thread, gint64 id, GError **error)
{
  JsonObject *message = id != 0 ? bureau_message_load (database, id, error) : NULL;

  if (message != NULL)
    json_object_set_object_member (thread, "message", message);
  return id == 0 || message != NULL;
}

static gboolean
add_fields (BureauDatabase *database, JsonObject *thread, const char *collection, GError **error)
{
  g_autoptr (JsonObject) found = bureau_collection_find (database, collection, error);
  JsonArray *fields = found != NULL ? bureau_json_get_array (found, "fields") : NULL;

  if (fields != NULL)
    json_object_set_array_member (thread, "fields", json_array_ref (fields));
  return found != NULL;
}

/* A record may be gone; its evidence then is, too. */
static gboolean
add_record (BureauDatabase *database, JsonObject *thread, gint64 id, GError **error)
{
  g_autofree char *collection = id != 0 ? bureau_collection_of_record (database, id, NULL) : NULL;
  JsonObject *record = collection != NULL ? bureau_record_load (database, collection, id, NULL)
                                          : NULL;
  JsonArray *evidence = record != NULL ? bureau_record_evidence (database, id, error) : NULL;

  if (record == NULL)
    return TRUE;
  json_object_set_object_member (thread, "record", record);
  if (evidence == NULL || !add_fields (database, thread, collection, error))
    return FALSE;
  json_object_set_array_member (thread, "evidence", evidence);
  return TRUE;
}

static gboolean
add_rows (JsonObject *thread, const char *name, JsonArray *rows)
{
  if (rows != NULL)
    json_object_set_array_member (thread, name, rows);
  return rows != NULL;
}

static void
add_addresses (JsonArray *addresses, JsonArray *recipients)
{
  for (guint i = 0; recipients != NULL && i < json_array_get_length (recipients); i++)
    {
      JsonNode *node = json_array_get_element (recipients, i);
      const char *address = JSON_NODE_HOLDS_OBJECT (node)
                                ? bureau_json_get_string (json_node_get_object (node), "address")
                                : NULL;

      if (address != NULL)
        json_array_add_string_element (addresses, address);
    }
}

/* Of those who are to get it as it is stored, and as it was typed. */
static gboolean
add_verdicts (BureauDatabase *database, JsonObject *thread, JsonObject *draft, const char *words,
              GError **error)
{
  g_autoptr (JsonArray) addresses = json_array_new ();
  g_autoptr (JsonObject) typed = bureau_json_text_to_object (words);
  JsonObject *verdicts;

  add_addresses (addresses, bureau_json_get_array (draft, "to"));
  if (typed != NULL)
    add_addresses (addresses, bureau_json_get_array (typed, "to"));
  verdicts = bureau_contacts_judge (database, addresses, error);
  if (verdicts != NULL)
    json_object_set_object_member (thread, "verdicts", verdicts);
  return verdicts != NULL;
}

/* What its agent was asked to do otherwise; it may be under way, or have been refused. */
static void
add_asked (BureauDatabase *database, JsonObject *thread, JsonObject *draft)
{
  gint64 id = bureau_json_get_id (bureau_json_get_object (draft, "meta"), "asked");
  JsonObject *asked = id == 0
                          ? NULL
                          : bureau_database_row (database, NULL,
                                                 "SELECT id, state, error, args ->> 'note' AS note"
                                                 " FROM bureau_request WHERE id = ?",
                                                 "i", id);

  if (asked != NULL)
    json_object_set_object_member (thread, "asked", asked);
}

/* What models cost to bring the draft about: all runs about its message. */
#define SELECT_COSTS                                                                               \
  "SELECT coalesce(u.model, u.provider) AS model, u.currency, count(*) AS calls,"                  \
  " coalesce(sum(u.input_tokens), 0) AS input_tokens,"                                             \
  " coalesce(sum(u.output_tokens), 0) AS output_tokens,"                                           \
  " sum(u.state <> 'settled') AS unknown, sum(iif(u.state = 'settled', u.cost, u.reserved)) AS "   \
  "micros"                                                                                         \
  " FROM bureau_run r JOIN bureau_usage u ON u.run = r.id AND u.day IS NOT NULL"                   \
  " WHERE r.id = ?1 OR (?2 <> 0 AND r.message = ?2) GROUP BY 1, 2 ORDER BY micros DESC"

static gboolean
add_rest (BureauDatabase *database, JsonObject *thread, JsonObject *draft, GError **error)
{
  gint64 id = bureau_json_get_id (draft, "id");
  g_autofree char *key = bureau_draft_thread_key (id);
  g_autofree char *words = bureau_scratch_get (database, key, NULL);
  g_autoptr (JsonNode) undo = bureau_setting_get (database, "undo_seconds", NULL);

  if (words != NULL)
    json_object_set_string_member (thread, "words", words);
  json_object_set_int_member (thread, "undo_seconds", undo != NULL ? json_node_get_int (undo) : 5);
  add_asked (database, thread, draft);
  return add_rows (thread, "steps",
                   bureau_database_rows (database, error,
                                         "SELECT step, \"do\", agent, state, error, finished_at"
                                         " FROM bureau_step WHERE run = ? ORDER BY seq",
                                         "i", bureau_json_get_id (draft, "run")))
         && add_rows (thread, "costs",
                      bureau_database_rows (database, error, SELECT_COSTS, "ii",
                                            bureau_json_get_id (draft, "run"),
                                            bureau_json_get_id (draft, "message")))
         && add_rows (thread, "deliveries", bureau_delivery_list_of_draft (database, id, error))
         && add_verdicts (database, thread, draft, words, error)
         && add_rows (thread, "history", bureau_journal_list (database, id, MAX_HISTORY, error));
}

static gboolean
load (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  gint64 id = *(gint64 *)data;
  g_autoptr (JsonObject) thread = json_object_new ();
  JsonObject *draft = bureau_draft_load (database, id, error);

  if (draft == NULL)
    return FALSE;
  json_object_set_object_member (thread, "draft", draft);
  if (!add_message (database, thread, bureau_json_get_id (draft, "message"), error)
      || !add_record (database, thread, bureau_json_get_id (draft, "record"), error)
      || !add_rest (database, thread, draft, error))
    return FALSE;
  g_value_init (result, JSON_TYPE_OBJECT);
  g_value_take_boxed (result, g_steal_pointer (&thread));
  return TRUE;
}

static gboolean
load_run (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  g_autoptr (JsonObject) thread = json_object_new ();
  g_autoptr (JsonObject) run = bureau_database_find (
      database, error, "There is no such run.",
      "SELECT message, record FROM bureau_run WHERE id = ?", "i", *(gint64 *)data);

  if (run == NULL || !add_message (database, thread, bureau_json_get_id (run, "message"), error)
      || !add_record (database, thread, bureau_json_get_id (run, "record"), error))
    return FALSE;
  g_value_init (result, JSON_TYPE_OBJECT);
  g_value_take_boxed (result, g_steal_pointer (&thread));
  return TRUE;
}

/**
 * bureau_draft_thread_load_run:
 * @run: one that is to bring a draft about
 *
 * Returns: (transfer full): resolves to what is known before there is a draft, a #JsonObject
 *   {"message"?,"record"?,"evidence"?,"fields"?}
 */
DexFuture *
bureau_draft_thread_load_run (BureauMemory *memory, gint64 run)
{
  return bureau_memory_read (memory, load_run, g_memdup2 (&run, sizeof run), g_free);
}

/**
 * bureau_draft_thread_key:
 *
 * Returns: (transfer full): under which key the unsaved words of a draft are kept
 */
char *
bureau_draft_thread_key (gint64 draft)
{
  return g_strdup_printf ("words:%" G_GINT64_FORMAT, draft);
}

/**
 * bureau_draft_thread_load:
 *
 * Returns: (transfer full): resolves to a #JsonObject
 *   {"draft","message"?,"record"?,"evidence"?,"fields"?,"steps":[…],"costs":[…],"verdicts","history":[…],
 *   "deliveries":[{"id","state","error","next_try","updated_at"}],"words"?,"asked"?:{"id","state","error","note"},"undo_seconds"};
 * "verdicts" as bureau_contacts_judge() gives them
 */
DexFuture *
bureau_draft_thread_load (BureauMemory *memory, gint64 draft)
{
  return bureau_memory_read (memory, load, g_memdup2 (&draft, sizeof draft), g_free);
}
