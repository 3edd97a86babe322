/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/journal-since.h"

#include "base/json.h"

static int
read_op (const char *op)
{
  if (g_str_equal (op, "insert"))
    return BUREAU_CHANGE_INSERT;
  return g_str_equal (op, "delete") ? BUREAU_CHANGE_DELETE : BUREAU_CHANGE_UPDATE;
}

/**
 * bureau_journal_since:
 * @collection: as the items of the journal call it
 * @entry: the newest that is known
 * @limit: at most so many
 *
 * Returns: (transfer full) (element-type BureauChange): what was changed since, in its order
 */
GArray *
bureau_journal_since (BureauDatabase *database, const char *collection, gint64 entry, guint limit,
                      GError **error)
{
  g_autoptr (BureauStatement) row = bureau_database_prepare (
      database,
      "SELECT record, op FROM bureau_journal_item WHERE entry > ? AND collection = ?"
      " ORDER BY entry LIMIT ?",
      error);
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (BureauChange));

  if (row == NULL || !bureau_statement_bind (row, error, "isi", entry, collection, (gint64)limit))
    return NULL;
  while (bureau_statement_step (row, error))
    {
      BureauChange change = { bureau_statement_int (row, 0), 0 };

      change.op = read_op (bureau_statement_text (row, 1));
      g_array_append_val (changes, change);
    }
  return bureau_statement_is_done (row) ? g_steal_pointer (&changes) : NULL;
}

/**
 * bureau_journal_touched:
 *
 * Returns: whether anything in a collection changed since an entry
 */
gboolean
bureau_journal_touched (BureauDatabase *database, const char *collection, gint64 entry)
{
  gint64 n = 0;

  return bureau_database_int (
             database, &n, NULL,
             "SELECT EXISTS (SELECT 1 FROM bureau_journal_item WHERE entry > ? AND collection = ?)",
             "is", entry, collection)
         && n != 0;
}

/**
 * bureau_journal_grown:
 *
 * Returns: (transfer full): by how many records each collection that was touched since an entry has
 *   grown, {"clients": 2, "bureau_message": -1}; %NULL with @error set
 */
JsonObject *
bureau_journal_grown (BureauDatabase *database, gint64 entry, GError **error)
{
  g_autoptr (JsonArray) rows = bureau_database_rows (
      database, error,
      "SELECT collection, sum((op = 'insert') - (op = 'delete')) AS n FROM bureau_journal_item"
      " WHERE entry > ? AND op IN ('insert', 'delete') GROUP BY collection",
      "i", entry);
  JsonObject *grown;

  if (rows == NULL)
    return NULL;
  grown = json_object_new ();
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      json_object_set_int_member (grown, bureau_json_get_string (row, "collection"),
                                  bureau_json_get_int (row, "n", 0));
    }
  return grown;
}
