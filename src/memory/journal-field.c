/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose word a value is: that of who set the field last. */
#include "memory/journal.h"

#include "base/error.h"

/* An undo puts back what somebody else may have written: it enters nothing. */
#define CHANGES                                                                                    \
  "SELECT p.changeset, j.actor LIKE 'operator:%' AND j.reason NOT LIKE 'undo:%'"                   \
  " FROM bureau_journal_item i JOIN bureau_journal j ON j.entry = i.entry"                         \
  " LEFT JOIN bureau_journal_payload p ON p.entry = i.entry"                                       \
  " WHERE i.record = ?1 AND i.collection = ?2 AND j.kind = 'change' ORDER BY j.entry DESC"

typedef struct
{
  const char *table;
  gint64 record;
  int column;
  gboolean is_set;
  char *text; /* what the newest change set the field to, where that is text */
} Field;

static void
read_change (Field *self, sqlite3_changeset_iter *iterator)
{
  const char *table = NULL;
  int n_columns = 0, op = 0, indirect = 0;
  sqlite3_value *id = NULL, *value = NULL;

  sqlite3changeset_op (iterator, &table, &n_columns, &op, &indirect);
  if (op == SQLITE_DELETE || !g_str_equal (table, self->table) || self->column >= n_columns)
    return;
  if (op == SQLITE_INSERT)
    sqlite3changeset_new (iterator, 0, &id);
  else
    sqlite3changeset_old (iterator, 0, &id);
  if (id == NULL || sqlite3_value_int64 (id) != self->record
      || sqlite3changeset_new (iterator, self->column, &value) != SQLITE_OK || value == NULL)
    return;
  self->is_set = TRUE;
  if (sqlite3_value_type (value) == SQLITE_TEXT)
    g_set_str (&self->text, (const char *)sqlite3_value_text (value));
}

static void
read_changeset (Field *self, GBytes *changeset)
{
  sqlite3_changeset_iter *iterator = NULL;

  if (sqlite3changeset_start (&iterator, (int)g_bytes_get_size (changeset),
                              (void *)g_bytes_get_data (changeset, NULL))
      != SQLITE_OK)
    return;
  while (sqlite3changeset_next (iterator) == SQLITE_ROW)
    read_change (self, iterator);
  sqlite3changeset_finalize (iterator);
}

/* What was erased from the journal vouches for nothing any more. */
static gboolean
read_newest (Field *self, BureauDatabase *database, gboolean *by_operator, GError **error)
{
  g_autoptr (BureauStatement) row = bureau_database_prepare (database, CHANGES, error);

  if (row == NULL || !bureau_statement_bind (row, error, "is", self->record, self->table))
    return FALSE;
  while (!self->is_set && bureau_statement_step (row, error))
    {
      g_autoptr (GBytes) changeset = bureau_statement_bytes (row, 0);

      if (changeset == NULL)
        return TRUE;
      read_changeset (self, changeset);
      *by_operator = self->is_set && bureau_statement_int (row, 1) != 0;
    }

  return self->is_set || bureau_statement_is_done (row);
}

/**
 * bureau_journal_find_entered:
 * @collection: of @record
 * @field: a field with a column
 * @text: (out) (transfer full) (nullable): what the operator entered there; %NULL where they did
 *   not, or where anybody else set the field since
 *
 * Tells the operator's own word from what was read out of a text or computed.
 *
 * Returns: %FALSE with @error set where the journal cannot be read
 */
gboolean
bureau_journal_find_entered (BureauDatabase *database, const char *collection, gint64 record,
                             const char *field, char **text, GError **error)
{
  Field self = { .table = collection, .record = record };
  gboolean by_operator = FALSE;
  gint64 column = -1;
  gboolean ok;

  *text = NULL;
  if (!bureau_database_int (database, &column, error,
                            "SELECT coalesce(max(cid), -1) FROM pragma_table_info(?1)"
                            " WHERE name = ?2",
                            "ss", collection, field))
    return FALSE;
  if (column < 0)
    return TRUE;
  self.column = (int)column;
  ok = read_newest (&self, database, &by_operator, error);
  if (ok && by_operator)
    *text = g_steal_pointer (&self.text);
  g_free (self.text);

  return ok;
}
