/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The time machine: a record as it stood, by taking back the changes since, newest first. */
#include "memory/journal.h"

#include "base/error.h"
#include "base/json.h"
#include "base/time.h"
#include "memory/collection.h"

static const char *
table_of (const char *collection)
{
  if (g_str_equal (collection, "messages"))
    return "bureau_message";
  return g_str_equal (collection, "drafts") ? "bureau_draft" : collection;
}

static GPtrArray *
list_columns (BureauDatabase *database, const char *table, GError **error)
{
  g_autoptr (JsonArray) rows = bureau_database_rows (
      database, error, "SELECT name FROM pragma_table_info(?) ORDER BY cid", "s", table);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    g_ptr_array_add (
        names, g_strdup (bureau_json_get_string (json_array_get_object_element (rows, i), "name")));
  return names;
}

static JsonNode *
value_to_json (sqlite3_value *value)
{
  JsonNode *node;

  switch (sqlite3_value_type (value))
    {
    case SQLITE_INTEGER:
      return bureau_json_node_for_int (sqlite3_value_int64 (value));
    case SQLITE_FLOAT:
      node = json_node_new (JSON_NODE_VALUE);
      json_node_set_double (node, sqlite3_value_double (value));
      return node;
    case SQLITE_TEXT:
      node = json_node_new (JSON_NODE_VALUE);
      json_node_set_string (node, (const char *)sqlite3_value_text (value));
      return node;
    default:
      return json_node_new (JSON_NODE_NULL);
    }
}

/* What stood before this change: nothing before an insert, the old values before the others. */
static void
take_back (sqlite3_changeset_iter *iterator, int op, GPtrArray *columns, JsonObject **row)
{
  if (op == SQLITE_INSERT)
    {
      g_clear_pointer (row, json_object_unref);
      return;
    }
  if (*row == NULL)
    *row = json_object_new ();
  for (guint i = 0; i < columns->len; i++)
    {
      sqlite3_value *was = NULL;

      if (sqlite3changeset_old (iterator, (int)i, &was) == SQLITE_OK && was != NULL)
        json_object_set_member (*row, g_ptr_array_index (columns, i), value_to_json (was));
    }
}

typedef struct
{
  const char *table;
  gint64 record;
  GPtrArray *columns;
  JsonObject *row;
} Past;

static void
take_changeset_back (Past *self, GBytes *changeset)
{
  sqlite3_changeset_iter *iterator = NULL;

  if (sqlite3changeset_start (&iterator, (int)g_bytes_get_size (changeset),
                              (void *)g_bytes_get_data (changeset, NULL))
      != SQLITE_OK)
    return;
  while (sqlite3changeset_next (iterator) == SQLITE_ROW)
    {
      const char *table;
      int columns, op, indirect;
      sqlite3_value *id = NULL;

      sqlite3changeset_op (iterator, &table, &columns, &op, &indirect);
      if (op == SQLITE_INSERT)
        sqlite3changeset_new (iterator, 0, &id);
      else
        sqlite3changeset_old (iterator, 0, &id);
      if (g_str_equal (table, self->table) && id != NULL
          && sqlite3_value_int64 (id) == self->record)
        take_back (iterator, op, self->columns, &self->row);
    }
  sqlite3changeset_finalize (iterator);
}

#define CHANGES_SINCE                                                                              \
  "SELECT p.changeset, p.entry FROM bureau_journal_item i"                                         \
  " JOIN bureau_journal j ON j.entry = i.entry"                                                    \
  " LEFT JOIN bureau_journal_payload p ON p.entry = i.entry"                                       \
  " WHERE i.record = ? AND i.collection = ? AND j.at > ? ORDER BY j.entry DESC"

static gboolean
take_back_since (Past *self, BureauDatabase *database, const char *time, GError **error)
{
  g_autoptr (BureauStatement) row = bureau_database_prepare (database, CHANGES_SINCE, error);

  if (row == NULL || !bureau_statement_bind (row, error, "iss", self->record, self->table, time))
    return FALSE;
  while (bureau_statement_step (row, error))
    {
      g_autoptr (GBytes) changeset = bureau_statement_bytes (row, 0);

      if (changeset == NULL)
        {
          g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
                               "The history of this record was erased before that time.");
          return FALSE;
        }
      take_changeset_back (self, changeset);
    }
  return bureau_statement_is_done (row);
}

/* A record that is gone is in no index; the journal still knows where it stood. */
static char *
find_collection (BureauDatabase *database, gint64 record, GError **error)
{
  char *name = bureau_database_text (
      database, NULL,
      "SELECT collection FROM bureau_journal_item WHERE record = ? "
      "AND op IN ('insert', 'update', 'delete') ORDER BY entry DESC LIMIT 1",
      "i", record);

  return name != NULL ? name : bureau_collection_of_record (database, record, error);
}

/**
 * bureau_journal_record_at:
 * @record: any id
 * @time: an ISO 8601 date or time
 *
 * Returns: (transfer full): {"collection","at","fields":{…}} as the record stood then, or %NULL
 * with BUREAU_ERROR_NOT_FOUND where it did not exist or its history was erased
 */
JsonObject *
bureau_journal_record_at (BureauDatabase *database, gint64 record, const char *time, GError **error)
{
  g_autofree char *collection = find_collection (database, record, error);
  g_autofree char *sql = NULL, *when = NULL;
  g_autoptr (GPtrArray) columns = NULL;
  Past past = { .record = record };
  JsonObject *result;
  gint64 milliseconds;

  if (collection == NULL)
    return NULL;
  if (!bureau_time_parse (time, &milliseconds))
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE,
                   "“%s” is no time. Write it like 2026-12-01T09:00Z.", time);
      return NULL;
    }
  when = bureau_time_format (milliseconds);
  past.table = table_of (collection);
  past.columns = columns = list_columns (database, past.table, error);
  sql = g_strdup_printf ("SELECT * FROM \"%s\" WHERE id = ?", past.table);
  past.row = bureau_database_row (database, NULL, sql, "i", record);
  if (!take_back_since (&past, database, when, error))
    g_clear_pointer (&past.row, json_object_unref);
  else if (past.row == NULL)
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND, "This record did not exist at %s.",
                 when);
  if (past.row == NULL)
    return NULL;
  result = json_object_new ();
  json_object_set_string_member (result, "collection", collection);
  json_object_set_string_member (result, "at", when);
  json_object_set_object_member (result, "fields", past.row);
  return result;
}
