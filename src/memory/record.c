/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/record.h"

#include "base/error.h"
#include "base/json.h"
#include "memory/act.h"
#include "memory/record-fields.h"

static char *
meta_text (BureauRecordFields *self)
{
  return bureau_json_print_object (self->meta);
}

static int
bind_values (BureauRecordFields *self, BureauStatement *statement, int index)
{
  for (guint i = 0; i < self->values->len; i++)
    bureau_statement_bind_json (statement, index++, g_ptr_array_index (self->values, i));
  return index;
}

static gboolean
finish (BureauStatement *statement, GError **error)
{
  bureau_statement_step (statement, error);
  return bureau_statement_is_done (statement);
}

static char *
insert_sql (BureauRecordFields *self, const char *collection)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql,
                          "INSERT INTO \"%s\" (id,created_at,updated_at,meta%s) VALUES (?,?,?,?",
                          collection, self->columns->str);
  for (guint i = 0; i < self->values->len; i++)
    g_string_append (sql, ",?");
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

/**
 * bureau_record_insert:
 * @fields: values by name; what has no column goes to `meta`
 *
 * Returns: the new id, or 0 with @error set
 */
gint64
bureau_record_insert (BureauTransaction *transaction, const char *collection, JsonObject *fields,
                      GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  gint64 id = bureau_transaction_new_id (transaction);
  const char *now = bureau_transaction_get_time (transaction);
  g_auto (BureauRecordFields) parts = { 0 };
  g_autofree char *sql = NULL, *meta = NULL;
  g_autoptr (BureauStatement) statement = NULL;

  if (!bureau_record_fields_init (&parts, database, collection, fields, error))
    return 0;
  sql = insert_sql (&parts, collection);
  statement = bureau_database_prepare (database, sql, error);
  if (statement == NULL)
    return 0;
  meta = meta_text (&parts);
  bureau_statement_bind_int (statement, 1, id);
  bureau_statement_bind_text (statement, 2, now);
  bureau_statement_bind_text (statement, 3, now);
  bureau_statement_bind_text (statement, 4, meta);
  bind_values (&parts, statement, 5);
  return finish (statement, error) ? id : 0;
}

/* `meta` is only written where something goes there: it stands in the search index. */
static char *
update_sql (BureauRecordFields *self, const char *collection)
{
  g_auto (GStrv) names = g_strsplit (self->columns->str, ",", -1);
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "UPDATE \"%s\" SET updated_at = ?", collection);
  for (guint i = 0; names[i] != NULL; i++)
    if (*names[i] != '\0')
      g_string_append_printf (sql, ", %s = ?", names[i]);
  if (json_object_get_size (self->meta) > 0)
    g_string_append (sql, ", meta = json_patch(meta, ?)");
  g_string_append (sql, " WHERE id = ?");
  return g_string_free (sql, FALSE);
}

static void
bind_update (BureauRecordFields *self, BureauStatement *statement, const char *now, gint64 id)
{
  int index = bind_values (self, statement, 2);

  bureau_statement_bind_text (statement, 1, now);
  if (json_object_get_size (self->meta) > 0)
    {
      g_autofree char *meta = meta_text (self);

      bureau_statement_bind_text (statement, index++, meta);
    }
  bureau_statement_bind_int (statement, index, id);
}

static gboolean
fail_missing (const char *collection, gint64 id, GError **error)
{
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
               "There is no record %" G_GINT64_FORMAT " in “%s”.", id, collection);
  return FALSE;
}

static gboolean
require_change (BureauDatabase *database, const char *collection, gint64 id, GError **error)
{
  return bureau_database_changes (database) > 0 || fail_missing (collection, id, error);
}

/**
 * bureau_record_update:
 * @fields: the values that change; what has no column is merged into `meta`,
 * null takes a member away
 *
 * Returns: %FALSE with @error set where there is no such record or a value does not fit
 */
gboolean
bureau_record_update (BureauTransaction *transaction, const char *collection, gint64 id,
                      JsonObject *fields, GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  g_auto (BureauRecordFields) parts = { 0 };
  g_autofree char *sql = NULL;
  g_autoptr (BureauStatement) statement = NULL;

  if (!bureau_record_fields_init (&parts, database, collection, fields, error))
    return FALSE;
  sql = update_sql (&parts, collection);
  statement = bureau_database_prepare (database, sql, error);
  if (statement == NULL)
    return FALSE;
  bind_update (&parts, statement, bureau_transaction_get_time (transaction), id);
  return finish (statement, error) && require_change (database, collection, id, error);
}

/**
 * bureau_record_delete:
 *
 * Takes a record away; it can be brought back by undo.
 *
 * Returns: %FALSE with @error set where there is none
 */
gboolean
bureau_record_delete (BureauTransaction *transaction, const char *collection, gint64 id,
                      GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  g_autoptr (BureauStatement) known = bureau_record_prepare (database, collection, error);
  g_autofree char *sql = g_strdup_printf ("DELETE FROM \"%s\" WHERE id = ?", collection);

  return known != NULL && bureau_database_run (database, error, sql, "i", id)
         && require_change (database, collection, id, error);
}

/* The row parted into our own columns, the fields and meta; a readable view may have no meta. */
static JsonObject *
shape_record (BureauStatement *row, const char *collection, GError **error)
{
  g_autoptr (JsonObject) record = json_object_new ();
  g_autoptr (JsonObject) fields = json_object_new ();
  g_autoptr (JsonObject) meta = NULL;
  int n_columns = bureau_statement_column_count (row);

  for (int i = 0; i < n_columns; i++)
    {
      const char *name = bureau_statement_column_name (row, i);

      if (!g_str_equal (name, "meta"))
        json_object_set_member (bureau_record_is_own_column (name) ? record : fields, name,
                                bureau_statement_json (row, i));
      else if ((meta = bureau_json_parse_object (bureau_statement_text (row, i), -1, error))
               == NULL)
        return NULL;
    }
  json_object_set_string_member (record, "collection", collection);
  json_object_set_object_member (record, "fields", g_steal_pointer (&fields));
  json_object_set_object_member (record, "meta",
                                 meta != NULL ? g_steal_pointer (&meta) : json_object_new ());
  return g_steal_pointer (&record);
}

/**
 * bureau_record_load:
 * @collection: a collection, or one of the readable views messages, drafts, runs
 *
 * Returns: (transfer full): {"id","collection","created_at","updated_at","fields","meta"}, or %NULL
 * with BUREAU_ERROR_NOT_FOUND
 */
JsonObject *
bureau_record_load (BureauDatabase *database, const char *collection, gint64 id, GError **error)
{
  g_autoptr (BureauStatement) row = bureau_record_prepare (database, collection, error);

  if (row == NULL)
    return NULL;
  bureau_statement_bind_int (row, 1, id);
  if (bureau_statement_step (row, error))
    return shape_record (row, collection, error);
  if (bureau_statement_is_done (row))
    fail_missing (collection, id, error);
  return NULL;
}

/* The words themselves stand in the message, which stays as it came. */
#define EVIDENCE                                                                                   \
  "SELECT f.key AS field,"                                                                         \
  " CASE f.type WHEN 'array' THEN CAST(substr(CAST(m.text AS BLOB), (f.value ->> 0) + 1,"          \
  "  f.value ->> 1) AS TEXT) ELSE f.atom END AS quote,"                                            \
  " CASE f.type WHEN 'array' THEN f.value ->> 0 END AS start,"                                     \
  " CASE f.type WHEN 'array' THEN f.value ->> 1 END AS length,"                                    \
  " f.type = 'null' AS inferred, e.message, e.run, e.step"                                         \
  " FROM bureau_evidence e JOIN json_each(e.fields) f LEFT JOIN bureau_message m ON m.id = "       \
  "e.message"                                                                                      \
  " WHERE e.record = ? ORDER BY f.key"

/* A place in bytes may cut a character in two where the file was changed by another program. */
static void
mend_quote (JsonObject *row)
{
  const char *quote = bureau_json_get_string (row, "quote");
  g_autofree char *valid = NULL;

  if (quote == NULL || g_utf8_validate (quote, -1, NULL))
    return;
  valid = g_utf8_make_valid (quote, -1);
  json_object_set_string_member (row, "quote", valid);
}

/**
 * bureau_record_evidence:
 *
 * Returns: (transfer full): [{"field","quote","start","length","inferred","message","run","step"}]
 * for a record
 */
JsonArray *
bureau_record_evidence (BureauDatabase *database, gint64 id, GError **error)
{
  JsonArray *rows = bureau_database_rows (database, error, EVIDENCE, "i", id);

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    mend_quote (json_array_get_object_element (rows, i));
  return rows;
}

static gboolean
add (BureauTransaction *transaction, const BureauAct *act, GValue *result, GError **error)
{
  gint64 id = bureau_record_insert (transaction, act->name, act->object, error);

  bureau_value_take_id (result, id);
  return id != 0;
}

/**
 * bureau_record_add:
 *
 * Returns: (transfer full): resolves to the new record's id, a #gint64
 */
DexFuture *
bureau_record_add (BureauMemory *memory, const BureauCause *cause, const char *collection,
                   JsonObject *fields)
{
  return bureau_memory_act (memory, cause, add,
                            &(BureauAct){ .name = collection, .object = fields });
}

static gboolean
set (BureauTransaction *transaction, const BureauAct *act, GValue *result, GError **error)
{
  return bureau_record_update (transaction, act->name, act->id, act->object, error);
}

/**
 * bureau_record_set:
 *
 * Returns: (transfer full): resolves once the record has the new values
 */
DexFuture *
bureau_record_set (BureauMemory *memory, const BureauCause *cause, const char *collection,
                   gint64 id, JsonObject *fields)
{
  return bureau_memory_act (memory, cause, set,
                            &(BureauAct){ .id = id, .name = collection, .object = fields });
}

static gboolean
remove_record (BureauTransaction *transaction, const BureauAct *act, GValue *result, GError **error)
{
  return bureau_record_delete (transaction, act->name, act->id, error);
}

/**
 * bureau_record_remove:
 *
 * Returns: (transfer full): resolves once the record is gone; undo brings it back
 */
DexFuture *
bureau_record_remove (BureauMemory *memory, const BureauCause *cause, const char *collection,
                      gint64 id)
{
  return bureau_memory_act (memory, cause, remove_record,
                            &(BureauAct){ .id = id, .name = collection });
}
