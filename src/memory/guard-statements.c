/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/guard-private.h"

/* Statements that passed every wall that stands when one is prepared are kept by their text and by
 * what they may read. A changed schema ends them all (bureau_guard_exposed_refresh()); the walls
 * around a running statement are put up for each run. */

typedef struct
{
  const char *scope;
  const char *text;
} Key;

typedef struct
{
  Key key;
  sqlite3_stmt *statement;
} Kept;

static guint
key_hash (gconstpointer data)
{
  const Key *key = data;

  return g_str_hash (key->scope) * 31 + g_str_hash (key->text);
}

static gboolean
key_equal (gconstpointer first, gconstpointer second)
{
  const Key *a = first;
  const Key *b = second;

  return g_str_equal (a->text, b->text) && g_str_equal (a->scope, b->scope);
}

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  sqlite3_finalize (kept->statement);
  g_free ((char *)kept->key.scope);
  g_free ((char *)kept->key.text);
  g_free (kept);
}

/**
 * bureau_guard_statements_new:
 *
 * Returns: (transfer full): the store of a guard's prepared statements
 */
GHashTable *
bureau_guard_statements_new (void)
{
  return g_hash_table_new_full (key_hash, key_equal, NULL, kept_free);
}

/**
 * bureau_guard_statements_find:
 * @scope: what the statement may read
 * @text: as it was written
 *
 * Returns: (transfer none) (nullable): the statement that was kept
 */
sqlite3_stmt *
bureau_guard_statements_find (BureauGuard *self, const char *scope, const char *text)
{
  Key key = { scope, text };
  Kept *kept = g_hash_table_lookup (self->statements, &key);

  return kept != NULL ? kept->statement : NULL;
}

/**
 * bureau_guard_statements_keep:
 * @statement: prepared under @scope; taken where it is kept
 *
 * Returns: whether it is kept; a large one is not
 */
gboolean
bureau_guard_statements_keep (BureauGuard *self, const char *scope, const char *text,
                              sqlite3_stmt *statement)
{
  Kept *kept;

  if (sqlite3_stmt_status (statement, SQLITE_STMTSTATUS_MEMUSED, 0) > BUREAU_GUARD_MAX_KEPT_SIZE)
    return FALSE;
  if (g_hash_table_size (self->statements) >= BUREAU_GUARD_MAX_KEPT)
    g_hash_table_remove_all (self->statements);
  kept = g_new0 (Kept, 1);
  kept->key.scope = g_strdup (scope);
  kept->key.text = g_strdup (text);
  kept->statement = statement;
  g_hash_table_add (self->statements, kept);
  return TRUE;
}

/**
 * bureau_guard_statements_release:
 * @statement: (nullable): after its run
 * @is_kept: whether the store has it; else it ends here
 */
void
bureau_guard_statements_release (sqlite3_stmt *statement, gboolean is_kept)
{
  if (!is_kept)
    {
      sqlite3_finalize (statement);
      return;
    }
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
}
