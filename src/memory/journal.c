/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reading side of the journal: list, verify, a record as it stood. */
#include "memory/journal.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "base/time.h"
#include "memory/act.h"
#include "memory/collection.h"
#include "memory/record.h"
#include "memory/transaction-private.h"

/**
 * bureau_journal_newest:
 *
 * Returns: the newest entry, 0 in an empty journal, -1 with @error set where it failed
 */
gint64
bureau_journal_newest (BureauDatabase *database, GError **error)
{
  gint64 newest = 0;

  if (!bureau_database_int (database, &newest, error, "SELECT max(entry) FROM bureau_journal", ""))
    return -1;
  return newest;
}

static gboolean
add_items (BureauDatabase *database, JsonObject *entry, GError **error)
{
  JsonArray *items = bureau_database_rows (
      database, error, "SELECT collection, record, op FROM bureau_journal_item WHERE entry = ?",
      "i", bureau_json_get_int (entry, "entry", 0));

  if (items == NULL)
    return FALSE;
  json_object_set_array_member (entry, "items", items);
  return TRUE;
}

/**
 * bureau_journal_list:
 * @record_or_0: only what touched this record; 0 for all
 * @limit: at most so many
 *
 * Returns: (transfer full):
 * [{"entry","at","kind","actor","reason","hash","items":[{"collection","record","op"}]}], newest
 * first; %NULL with @error set
 */
JsonArray *
bureau_journal_list (BureauDatabase *database, gint64 record_or_0, guint limit, GError **error)
{
  g_autoptr (JsonArray) list = bureau_database_rows (
      database, error,
      "SELECT entry, at, kind, actor, reason, lower(hex(hash)) AS hash FROM bureau_journal "
      "WHERE ?1 = 0 OR entry IN (SELECT entry FROM bureau_journal_item WHERE record = ?1) "
      "ORDER BY entry DESC LIMIT ?2",
      "ii", record_or_0, (gint64)limit);

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    if (!add_items (database, json_array_get_object_element (list, i), error))
      return NULL;
  return g_steal_pointer (&list);
}

/* Verify */

typedef struct
{
  BureauDatabase *database;
  BureauJournalHead head;
  JsonArray *problems;
} Verify;

static void
add_problem (Verify *self, gint64 entry, const char *problem)
{
  JsonObject *row = json_object_new ();

  json_object_set_int_member (row, "entry", entry);
  json_object_set_string_member (row, "problem", problem);
  json_array_add_object_element (self->problems, row);
}

static GArray *
load_items (BureauDatabase *database, gint64 entry)
{
  GArray *items = bureau_journal_items_new ();
  g_autoptr (BureauStatement) statement = bureau_database_prepare (
      database, "SELECT collection, record, op FROM bureau_journal_item WHERE entry = ?", NULL);

  if (statement == NULL)
    return items;
  bureau_statement_bind_int (statement, 1, entry);
  while (bureau_statement_step (statement, NULL))
    bureau_journal_items_add (items, bureau_statement_text (statement, 0),
                              bureau_statement_int (statement, 1),
                              bureau_statement_text (statement, 2));
  bureau_journal_items_sort (items);
  return items;
}

static gboolean
same_hash (BureauStatement *row, int column, const guint8 *hash)
{
  g_autoptr (GBytes) bytes = bureau_statement_bytes (row, column);

  return bytes != NULL && g_bytes_get_size (bytes) == 32
         && memcmp (g_bytes_get_data (bytes, NULL), hash, 32) == 0;
}

/* An erased payload says so by a row without bytes; its hash still stands in the chain. */
static void
check_payload (Verify *self, BureauStatement *row, gint64 entry)
{
  gboolean has_row = bureau_statement_int (row, 8) != 0;
  g_autoptr (GBytes) payload = bureau_statement_bytes (row, 7);
  guint8 hash[32];

  if (has_row && payload == NULL)
    return;
  bureau_journal_sha256 (payload != NULL ? g_bytes_get_data (payload, NULL) : "",
                         payload != NULL ? g_bytes_get_size (payload) : 0, hash);
  if (!same_hash (row, 5, hash))
    add_problem (self, entry, "the payload is not what was written");
}

/* Columns: entry, at, kind, actor, reason, payload_sha256, previous, changeset, has
 * payload row, hash. */
static void
check_entry (Verify *self, BureauStatement *row)
{
  gint64 entry = bureau_statement_int (row, 0);
  const char *texts[] = { bureau_statement_text (row, 1), bureau_statement_text (row, 2),
                          bureau_statement_text (row, 3), bureau_statement_text (row, 4), NULL };
  g_autoptr (GArray) items = load_items (self->database, entry);
  g_autoptr (GBytes) payload_hash = bureau_statement_bytes (row, 5);
  g_autoptr (GBytes) stored = bureau_statement_bytes (row, 9);
  guint8 hash[32];

  if (entry != self->head.entry + 1)
    add_problem (self, self->head.entry + 1, "an entry is missing here");
  if (!same_hash (row, 6, self->head.hash))
    add_problem (self, entry, "the chain is broken before this entry");
  check_payload (self, row, entry);
  if (payload_hash == NULL || g_bytes_get_size (payload_hash) != 32 || stored == NULL
      || g_bytes_get_size (stored) != 32)
    {
      add_problem (self, entry, "the entry's hash is damaged");
      return;
    }
  bureau_journal_hash (self->head.hash, entry, texts, g_bytes_get_data (payload_hash, NULL), items,
                       hash);
  if (!same_hash (row, 9, hash))
    add_problem (self, entry, "the entry is not what was written");
  self->head.entry = entry;
  memcpy (self->head.hash, g_bytes_get_data (stored, NULL), 32);
}

static gboolean
check_chain (Verify *self, GError **error)
{
  g_autoptr (BureauStatement) row = bureau_database_prepare (
      self->database,
      "SELECT j.entry, at, kind, actor, reason, payload_sha256, previous, p.changeset,"
      " p.entry IS NOT NULL, hash FROM bureau_journal j"
      " LEFT JOIN bureau_journal_payload p ON p.entry = j.entry ORDER BY j.entry",
      error);

  if (row == NULL)
    return FALSE;
  while (bureau_statement_step (row, error))
    check_entry (self, row);
  return bureau_statement_is_done (row);
}

static gboolean
check_file (Verify *self, GError **error)
{
  g_autoptr (BureauStatement) row = bureau_database_prepare (self->database,
                                                             "PRAGMA integrity_check(20)", error);

  if (row == NULL)
    return FALSE;
  while (bureau_statement_step (row, error))
    if (!g_str_equal (bureau_statement_text (row, 0), "ok"))
      add_problem (self, 0, bureau_statement_text (row, 0));
  return bureau_statement_is_done (row);
}

/**
 * bureau_journal_verify:
 *
 * Looks at every page of the file and every entry of the chain.
 *
 * Returns: (transfer full): {"ok","entries","problems":[{"entry","problem"}]}; entry 0 is the file
 * itself. %NULL with @error set where it could not be looked at
 */
JsonObject *
bureau_journal_verify (BureauDatabase *database, GError **error)
{
  g_autoptr (JsonArray) problems = json_array_new ();
  Verify verify = { .database = database, .problems = problems };
  JsonObject *result;

  if (!check_file (&verify, error) || !check_chain (&verify, error))
    return NULL;
  result = json_object_new ();
  json_object_set_boolean_member (result, "ok", json_array_get_length (problems) == 0);
  json_object_set_int_member (result, "entries", verify.head.entry);
  json_object_set_array_member (result, "problems", g_steal_pointer (&problems));
  return result;
}

/* Erase */

static gboolean
erase (BureauTransaction *transaction, const BureauAct *act, GValue *result, GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);

  if (!bureau_database_run (database, error,
                            "UPDATE bureau_journal_payload SET changeset = NULL "
                            "WHERE entry <= ? AND changeset IS NOT NULL",
                            "i", act->id))
    return FALSE;
  bureau_value_take_id (result, bureau_database_changes (database));
  bureau_transaction_add_fact (transaction, "bureau_journal", act->id, "erased");
  return TRUE;
}

/**
 * bureau_journal_erase:
 *
 * Forgets what was changed up to an entry, not that it was: the payloads go, the chain stays.
 *
 * Returns: (transfer full): resolves to how many payloads went, a #gint64
 */
DexFuture *
bureau_journal_erase (BureauMemory *memory, const BureauCause *cause, gint64 entry)
{
  return bureau_memory_act (memory, cause, erase, &(BureauAct){ .id = entry });
}
