/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo: the inverse of an entry's changeset, applied as an entry of its own (design.md §3). */
#include "memory/journal.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "memory/act.h"
#include "memory/delivery.h"

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED, sentence);
  return FALSE;
}

/* The newest change that is no undo and has not been undone. */
#define NEWEST_UNDOABLE                                                                            \
  "SELECT entry FROM bureau_journal j WHERE kind = 'change' AND reason NOT LIKE 'undo:%'"          \
  " AND NOT EXISTS (SELECT 1 FROM bureau_journal u"                                                \
  " WHERE u.entry > j.entry AND u.reason = 'undo:' || j.entry)"                                    \
  " ORDER BY entry DESC LIMIT 1"

static GBytes *
load_changeset (BureauDatabase *database, gint64 entry, GError **error)
{
  g_autofree char *kind = bureau_database_text (
      database, NULL, "SELECT kind FROM bureau_journal WHERE entry = ?", "i", entry);
  g_autoptr (BureauStatement) row = bureau_database_prepare (
      database, "SELECT changeset FROM bureau_journal_payload WHERE entry = ?", error);
  GBytes *changeset = NULL;

  if (row == NULL)
    return NULL;
  bureau_statement_bind_int (row, 1, entry);
  if (bureau_statement_step (row, NULL))
    changeset = bureau_statement_bytes (row, 0);
  if (kind == NULL)
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
                 "There is no entry %" G_GINT64_FORMAT ".", entry);
  else if (g_str_equal (kind, "schema"))
    refuse (
        error,
        "This entry defined a collection; that is not undone. Restore a backup from before it.");
  else if (changeset == NULL)
    refuse (error, g_str_equal (kind, "fact")
                       ? "This entry is a fact about what happened; it cannot be undone."
                       : "What this entry changed was erased; it cannot be undone any more.");
  else
    return changeset;
  g_clear_pointer (&changeset, g_bytes_unref);
  return NULL;
}

/* A column that came later has no place in the changeset; to apply it would leave the
 * new one at random. */
static gboolean
check_columns (BureauDatabase *database, GBytes *changeset, GError **error)
{
  sqlite3_changeset_iter *iterator = NULL;
  gboolean same = TRUE;

  if (sqlite3changeset_start (&iterator, (int)g_bytes_get_size (changeset),
                              (void *)g_bytes_get_data (changeset, NULL))
      != SQLITE_OK)
    return refuse (error, "What this entry changed cannot be read; it cannot be undone.");
  while (same && sqlite3changeset_next (iterator) == SQLITE_ROW)
    {
      const char *table;
      int columns, op, indirect;
      gint64 now = 0;

      sqlite3changeset_op (iterator, &table, &columns, &op, &indirect);
      same = bureau_database_int (database, &now, NULL, "SELECT count(*) FROM pragma_table_info(?)",
                                  "s", table)
             && now == columns;
    }
  sqlite3changeset_finalize (iterator);
  return same
         || refuse (error, "The collection has other fields now; this entry cannot be undone.");
}

static gboolean
is_updated_at (BureauDatabase *database, const char *table, int column)
{
  g_autofree char *name = bureau_database_text (
      database, NULL, "SELECT name FROM pragma_table_info(?) WHERE cid = ?", "si", table,
      (gint64)column);

  return g_strcmp0 (name, "updated_at") == 0;
}

static gboolean
same_value (sqlite3_value *a, sqlite3_value *b)
{
  int type = sqlite3_value_type (a);

  if (type != sqlite3_value_type (b))
    return FALSE;
  if (type == SQLITE_INTEGER)
    return sqlite3_value_int64 (a) == sqlite3_value_int64 (b);
  if (type == SQLITE_FLOAT)
    return sqlite3_value_double (a) == sqlite3_value_double (b);
  return sqlite3_value_bytes (a) == sqlite3_value_bytes (b)
         && (sqlite3_value_bytes (a) == 0
             || memcmp (sqlite3_value_blob (a), sqlite3_value_blob (b),
                        (size_t)sqlite3_value_bytes (a))
                    == 0);
}

/* A row that was touched again may be undone as long as only its time of change differs. */
static int
conflict_cb (void *data, int kind, sqlite3_changeset_iter *iterator)
{
  BureauDatabase *database = data;
  const char *table;
  int columns, op, indirect;

  if (kind != SQLITE_CHANGESET_DATA)
    return SQLITE_CHANGESET_ABORT;
  sqlite3changeset_op (iterator, &table, &columns, &op, &indirect);
  for (int i = 0; i < columns; i++)
    {
      sqlite3_value *was = NULL, *now = NULL;

      sqlite3changeset_old (iterator, i, &was);
      sqlite3changeset_conflict (iterator, i, &now);
      if (was != NULL && now != NULL && !same_value (was, now)
          && !is_updated_at (database, table, i))
        return SQLITE_CHANGESET_ABORT;
    }
  return SQLITE_CHANGESET_REPLACE;
}

static gboolean
apply_inverse (BureauDatabase *database, GBytes *changeset, GError **error)
{
  void *inverse = NULL;
  int size = 0;
  int code;

  if (sqlite3changeset_invert ((int)g_bytes_get_size (changeset),
                               g_bytes_get_data (changeset, NULL), &size, &inverse)
      != SQLITE_OK)
    return refuse (error, "What this entry changed cannot be read; it cannot be undone.");
  code = sqlite3changeset_apply (bureau_database_get_handle (database), size, inverse, NULL,
                                 conflict_cb, database);
  sqlite3_free (inverse);
  if (code == SQLITE_OK)
    return TRUE;
  if (code == SQLITE_ABORT || (code & 0xff) == SQLITE_CONSTRAINT)
    return refuse (error, "Something built on this or changed it since; undo that first.");
  return bureau_database_set_error (database, error);
}

/* Rows are read back: an inserted row must be gone, a deleted one there again. */
static gboolean
check_undone (BureauDatabase *database, JsonArray *items, GError **error)
{
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = json_array_get_object_element (items, i);
      const char *op = bureau_json_get_string (item, "op");
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM \"%s\" WHERE id = ?",
                                              bureau_json_get_string (item, "collection"));
      gint64 n = 0;

      if (!bureau_database_int (database, &n, error, sql, "i", bureau_json_get_id (item, "record")))
        return FALSE;
      if ((n == 0) != g_str_equal (op, "insert"))
        return refuse (error, "Nothing could be undone here.");
    }
  return TRUE;
}

/* An approval is taken back by its own machine: the delivery with it, or not at all. */
static gboolean
hold_deliveries_back (BureauTransaction *transaction, gint64 entry, GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  g_autoptr (JsonArray) drafts = bureau_database_rows (
      database, error,
      "SELECT d.id, d.state FROM bureau_delivery d"
      " JOIN bureau_journal_item i ON i.record = d.draft"
      " WHERE i.entry = ? AND i.collection = 'bureau_draft'"
      " AND d.state NOT IN ('undone', 'returned') ORDER BY d.id",
      "i", entry);

  if (drafts == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (drafts); i++)
    {
      JsonObject *delivery = json_array_get_object_element (drafts, i);

      if (g_strcmp0 (bureau_json_get_string (delivery, "state"), "holding") != 0)
        return refuse (error, "This draft is on its way or has left; it cannot be undone.");
      if (!bureau_delivery_move (transaction, bureau_json_get_id (delivery, "id"), "undone", NULL,
                                 error))
        return FALSE;
    }
  return TRUE;
}

/* Letting an approval go has put the draft back already; then there is nothing left to invert. */
static gboolean
was_approval (BureauDatabase *database, gint64 entry)
{
  gint64 n = 0;

  bureau_database_int (
      database, &n, NULL,
      "SELECT count(*) FROM bureau_journal_item WHERE entry = ? AND collection = 'bureau_approval'",
      "i", entry);
  return n > 0;
}

/* Only a person's yes to what stands there now makes an approval; undo gives none back, for its
 * delivery would not come back with it. */
#define APPROVED_ALONE                                                                             \
  "SELECT count(*) FROM bureau_journal_item i JOIN bureau_draft d ON d.id = i.record "             \
  "WHERE i.entry = ? AND i.collection = 'bureau_draft' AND d.state = 'approved' "                  \
  "AND (SELECT state FROM bureau_delivery WHERE draft = d.id ORDER BY id DESC LIMIT 1) "           \
  "IN ('undone', 'returned')"

static gboolean
check_approvals (BureauDatabase *database, gint64 entry, GError **error)
{
  gint64 n = 0;

  return bureau_database_int (database, &n, error, APPROVED_ALONE, "i", entry)
         && (n == 0
             || refuse (error, "An approval does not come back by undo; approve the draft again."));
}

static gboolean
undo (BureauTransaction *transaction, const BureauAct *act, GValue *result, GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  g_autoptr (GBytes) changeset = load_changeset (database, act->id, error);
  g_autoptr (JsonArray) items = NULL;

  if (changeset == NULL || !check_columns (database, changeset, error)
      || !hold_deliveries_back (transaction, act->id, error))
    return FALSE;
  bureau_value_take_id (result, act->id);
  if (was_approval (database, act->id))
    return TRUE;
  items = bureau_database_rows (
      database, error,
      "SELECT collection, record, op FROM bureau_journal_item WHERE entry = ? "
      "AND op IN ('insert', 'update', 'delete')",
      "i", act->id);
  return items != NULL && apply_inverse (database, changeset, error)
         && check_undone (database, items, error) && check_approvals (database, act->id, error);
}

typedef struct
{
  BureauMemory *memory;
  char *actor;
  gint64 entry;
} Undo;

static void
undo_free (gpointer data)
{
  Undo *self = data;

  g_clear_object (&self->memory);
  g_free (self->actor);
  g_free (self);
}

static DexFuture *
undo_fiber (gpointer data)
{
  Undo *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = NULL;

  if (self->entry == 0)
    {
      g_autoptr (JsonArray) rows = dex_await_boxed (
          bureau_memory_rows (self->memory, NEWEST_UNDOABLE, ""), &error);

      if (rows == NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));
      if (json_array_get_length (rows) == 0)
        return dex_future_new_reject (BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
                                      "There is nothing to undo.");
      self->entry = bureau_json_get_id (json_array_get_object_element (rows, 0), "entry");
    }
  reason = g_strdup_printf ("undo:%" G_GINT64_FORMAT, self->entry);
  return bureau_memory_act (self->memory, &(BureauCause){ self->actor, reason }, undo,
                            &(BureauAct){ .id = self->entry });
}

/**
 * bureau_journal_undo:
 * @entry: the entry, or 0 for the newest change that can be undone
 *
 * Puts back what an entry changed, as an entry of its own with the reason "undo:ENTRY". Refused
 * where something was built on it, where it has left the machine, or where it is a fact.
 *
 * Returns: (transfer full): resolves to the entry that was undone, a #gint64
 */
DexFuture *
bureau_journal_undo (BureauMemory *memory, const BureauCause *cause, gint64 entry)
{
  Undo *self = g_new0 (Undo, 1);

  self->memory = g_object_ref (memory);
  self->actor = g_strdup (cause->actor);
  self->entry = entry;
  return dex_scheduler_spawn (NULL, 0, undo_fiber, self, undo_free);
}
