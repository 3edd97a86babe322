/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/database-private.h"

#include <string.h>

#include "memory/allocator.h"

static void
statement_free (BureauStatement *self)
{
  sqlite3_finalize (self->handle);
  g_free (self);
}

/* Statements are long and looked up all the time: their length and some of their letters tell most
 * of them apart, and the table compares the rest. */
static guint
statement_hash (gconstpointer sql)
{
  const guchar *text = sql;
  gsize length = strlen (sql);
  gsize step = length / 16 + 1;
  guint hash = (guint)length;

  for (gsize i = 0; i < length; i += step)
    hash = hash * 33 + text[i];
  return hash;
}

static const int open_flags[] = {
  [BUREAU_DATABASE_READ] = SQLITE_OPEN_READONLY,
  [BUREAU_DATABASE_WRITE] = SQLITE_OPEN_READWRITE,
  [BUREAU_DATABASE_CREATE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
};

/* What every connection to a workspace has in common (reliability.md §4.1). */
static void
harden (sqlite3 *handle)
{
  int off = 0;

  sqlite3_extended_result_codes (handle, 1);
  sqlite3_busy_timeout (handle, 5000);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 1, &off);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 1, &off);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DQS_DML, 0, &off);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DQS_DDL, 0, &off);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, &off);
  sqlite3_exec (handle, "PRAGMA cell_size_check = ON", NULL, NULL, NULL);
}

#define PAGES 100 /* 440 KB a connection */

/* Larger slots spare most of a write's allocations; pages in one piece spare a reader's, which
 * loses its own with each commit of the writer. */
static void
configure (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      bureau_allocator_install ();
      sqlite3_config (SQLITE_CONFIG_LOOKASIDE, 512, 200);
      sqlite3_config (SQLITE_CONFIG_PAGECACHE, NULL, 0, PAGES);
      g_once_init_leave (&once, 1);
    }
}

/**
 * bureau_database_open:
 * @path: the workspace file
 * @mode: read, write, or make it
 *
 * Opens one connection with our settings: extended codes, 5 s busy timeout, DEFENSIVE, foreign keys
 * on, double-quoted strings off. Nothing is read yet, so a file that is no database opens here.
 *
 * Returns: (transfer full): the connection, or %NULL with @error set
 */
BureauDatabase *
bureau_database_open (const char *path, BureauDatabaseMode mode, GError **error)
{
  g_autoptr (BureauDatabase) self = g_new0 (BureauDatabase, 1);

  configure ();
  self->statements = g_hash_table_new_full (statement_hash, g_str_equal, g_free,
                                            (GDestroyNotify)statement_free);
  if (sqlite3_open_v2 (path, &self->handle, open_flags[mode] | SQLITE_OPEN_NOMUTEX, NULL)
      != SQLITE_OK)
    {
      bureau_database_set_error (self, error);
      return NULL;
    }
  harden (self->handle);
  return g_steal_pointer (&self);
}

/**
 * bureau_database_close:
 * @self: (transfer full): a connection; every statement must have been given back
 */
void
bureau_database_close (BureauDatabase *self)
{
  g_clear_pointer (&self->statements, g_hash_table_unref);
  g_clear_pointer (&self->search_memory, self->search_memory_free);
  sqlite3_close_v2 (self->handle);
  g_free (self);
}

/**
 * bureau_database_get_handle:
 *
 * For memory/ alone: what SQLite offers beyond statements (sessions, backup, limits).
 *
 * Returns: (transfer none): SQLite's own handle
 */
sqlite3 *
bureau_database_get_handle (BureauDatabase *self)
{
  return self->handle;
}

/**
 * bureau_database_prepare:
 * @sql: one statement; our own source's, never text from outside
 *
 * Lends the prepared statement for @sql, kept from the last time where there is one.
 *
 * Returns: (transfer full): give back with bureau_statement_release()
 */
BureauStatement *
bureau_database_prepare (BureauDatabase *self, const char *sql, GError **error)
{
  BureauStatement *statement = g_hash_table_lookup (self->statements, sql);
  gboolean known = statement != NULL;

  if (known && !statement->lent)
    {
      statement->lent = TRUE;
      return statement;
    }
  statement = g_new0 (BureauStatement, 1);
  statement->database = self;
  if (sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement->handle,
                          NULL)
      != SQLITE_OK)
    {
      bureau_database_set_error (self, error);
      statement_free (statement);
      return NULL;
    }
  statement->lent = TRUE;
  statement->kept = !known;
  if (statement->kept)
    g_hash_table_insert (self->statements, g_strdup (sql), statement);
  return statement;
}

/**
 * bureau_statement_release:
 * @self: (transfer full): a lent statement
 */
void
bureau_statement_release (BureauStatement *self)
{
  if (!self->kept)
    {
      statement_free (self);
      return;
    }
  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
  self->lent = FALSE;
}

/**
 * bureau_database_script:
 * @sql: any number of statements from our own source
 *
 * Returns: %FALSE with @error set where one failed
 */
gboolean
bureau_database_script (BureauDatabase *self, const char *sql, GError **error)
{
  if (sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  return bureau_database_set_error (self, error);
}

/**
 * bureau_database_changes:
 *
 * Returns: how many rows the last statement changed
 */
int
bureau_database_changes (BureauDatabase *self)
{
  return sqlite3_changes (self->handle);
}

/* Some milliseconds' work of SQLite's machine. */
#define STEPS 100000

static int
is_cancelled_cb (void *data)
{
  return bureau_progress_is_cancelled (data);
}

/**
 * bureau_database_follow:
 * @progress_or_null: (nullable): outlives the connection
 *
 * Breaks a statement off once that is cancelled.
 */
void
bureau_database_follow (BureauDatabase *self, BureauProgress *progress_or_null)
{
  if (progress_or_null != NULL)
    sqlite3_progress_handler (self->handle, STEPS, is_cancelled_cb, progress_or_null);
}
