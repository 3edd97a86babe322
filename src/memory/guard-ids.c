/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of many rows: eight bytes for each, where their values would be megabytes. */
#include "memory/guard-private.h"

#include "base/error.h"

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *)a;
  gint64 other = *(const gint64 *)b;

  return (one > other) - (one < other);
}

/* Those of a table mostly rise or fall, and then two alike stand side by side. */
static gboolean
is_unique (GArray *ids)
{
  g_autoptr (GArray) sorted = g_array_copy (ids);

  g_array_sort (sorted, compare);
  for (guint i = 1; i < sorted->len; i++)
    if (g_array_index (sorted, gint64, i - 1) == g_array_index (sorted, gint64, i))
      return FALSE;
  return TRUE;
}

static gboolean
take_id (GArray *ids, sqlite3_stmt *statement, GError **error)
{
  gint64 id = sqlite3_column_int64 (statement, 0);

  if (ids->len >= BUREAU_GUARD_MAX_IDS)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT, "There are more than %d rows.",
                   BUREAU_GUARD_MAX_IDS);
      return FALSE;
    }
  if (sqlite3_column_type (statement, 0) != SQLITE_INTEGER)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID, "A row has no id.");
      return FALSE;
    }
  g_array_append_val (ids, id);
  return TRUE;
}

static gpointer
read_ids (BureauGuard *self, sqlite3_stmt *statement, const BureauGuardLimits *limits,
          GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  const char *sql = sqlite3_sql (statement);
  gboolean is_row = TRUE;

  while (is_row)
    if (!bureau_guard_step (self, statement, sql, &is_row, error)
        || (is_row && !take_id (ids, statement, error)))
      return NULL;
  if (is_unique (ids))
    return g_steal_pointer (&ids);
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID, "Several rows have the same id.");
  return NULL;
}

/**
 * bureau_guard_ids:
 * @sql: as for bureau_guard_query(), with the ids of rows as its only column
 * @params: (nullable): as for bureau_guard_query()
 *
 * Reads in which order rows stand; up to two million.
 *
 * Returns: (transfer full) (element-type gint64): their ids, or %NULL with the errors of
 *   bureau_guard_query(); %BUREAU_ERROR_INVALID where what is read does not tell rows apart
 */
GArray *
bureau_guard_ids (BureauGuard *self, const char *sql, JsonObject *params, GError **error)
{
  const BureauGuardQuestion question = { sql, params, NULL, read_ids };

  return bureau_guard_ask (self, &question, error);
}
