/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Learning from the schema what is open. */
#include <string.h>

#include "base/error.h"
#include "memory/guard-private.h"
#include "memory/sql-scan.h"

/* The readable views over our own tables, and the table that each stands for. */
static const struct
{
  const char *view;
  const char *table;
} own_views[] = {
  { "messages", "bureau_message" },
  { "drafts", "bureau_draft" },
  { "runs", "bureau_run" },
  { "usage", "bureau_usage" },
};

/* The table functions that read nothing but their argument. */
static const char *const table_functions[] = { "json_each", "json_tree" };

static void
expose (BureauGuard *self, BureauExposed *exposed)
{
  g_autofree char *key = g_ascii_strdown (exposed->name, -1);

  g_hash_table_remove (self->hidden, key);
  g_ptr_array_add (self->exposed, exposed);
}

static gboolean
set_error (BureauGuard *self, GError **error)
{
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_DAMAGED,
               "The workspace's tables cannot be read: %s.", sqlite3_errmsg (self->handle));
  return FALSE;
}

static gboolean
is_own (const char *name)
{
  return g_ascii_strncasecmp (name, "bureau_", 7) == 0
         || g_ascii_strncasecmp (name, "sqlite_", 7) == 0;
}

/* Prepares our own view with the authorizer in its recording mode: what it is asked for then is
 * what stands behind the view. A view that needs more than is open already stays closed. */
static gboolean
expose_view (BureauGuard *self, const char *name)
{
  g_autoptr (BureauExposed) exposed = bureau_exposed_new (name);
  g_autofree char *quoted = bureau_sql_quote_name (name);
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s", quoted);
  sqlite3_stmt *statement = NULL;
  int status;

  self->recording = exposed;
  self->mode = BUREAU_GUARD_MODE_RECORD;
  status = sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL);
  self->mode = BUREAU_GUARD_MODE_TRUST;
  self->recording = NULL;
  for (int i = 0; status == SQLITE_OK && i < sqlite3_column_count (statement); i++)
    g_ptr_array_add (exposed->columns, g_strdup (sqlite3_column_name (statement, i)));
  sqlite3_finalize (statement);
  if (status != SQLITE_OK)
    return FALSE;
  expose (self, g_steal_pointer (&exposed));
  return TRUE;
}

/* One of the four views over our own tables. */
gboolean
bureau_exposed_is_own_view (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (own_views); i++)
    if (g_str_equal (name, own_views[i].view))
      return TRUE;
  return FALSE;
}

/* One of the table functions that read nothing but their argument. */
gboolean
bureau_exposed_is_table_function (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (table_functions); i++)
    if (g_ascii_strcasecmp (name, table_functions[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
expose_collection (BureauGuard *self, const char *name, GError **error)
{
  g_autoptr (BureauExposed) exposed = bureau_exposed_new (name);
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->handle, "SELECT name FROM pragma_table_info(?1)", -1, &statement,
                          NULL)
      != SQLITE_OK)
    return set_error (self, error);
  sqlite3_bind_text (statement, 1, name, -1, SQLITE_STATIC);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *column = (const char *)sqlite3_column_text (statement, 0);

      g_hash_table_add (exposed->reads, bureau_exposed_key (name, column));
      g_ptr_array_add (exposed->columns, g_strdup (column));
    }
  sqlite3_finalize (statement);
  expose (self, g_steal_pointer (&exposed));
  return TRUE;
}

static GPtrArray *
select_names (BureauGuard *self, const char *sql, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = NULL;
  int status;

  if (sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL) != SQLITE_OK)
    {
      set_error (self, error);
      return NULL;
    }
  while ((status = sqlite3_step (statement)) == SQLITE_ROW)
    g_ptr_array_add (names, g_strdup ((const char *)sqlite3_column_text (statement, 0)));
  sqlite3_finalize (statement);
  if (status == SQLITE_DONE)
    return g_steal_pointer (&names);
  set_error (self, error);
  return NULL;
}

/* Whatever has a name in SQLite and is not open, so that a refusal can say it
 * before the parser does. */
static gboolean
load_hidden (BureauGuard *self, GError **error)
{
  g_autoptr (GPtrArray) names = select_names (
      self,
      "SELECT lower(name) FROM sqlite_schema WHERE type IN ('table', 'view')"
      " UNION SELECT lower(name) FROM pragma_module_list",
      error);

  if (names == NULL)
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    g_hash_table_replace (self->hidden, g_strdup (names->pdata[i]), NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (own_views); i++)
    g_hash_table_replace (self->hidden, g_strdup (own_views[i].table), (gpointer)own_views[i].view);
  for (gsize i = 0; i < G_N_ELEMENTS (table_functions); i++)
    g_hash_table_remove (self->hidden, table_functions[i]);
  return TRUE;
}

static gboolean
expose_collections (BureauGuard *self, GError **error)
{
  g_autoptr (GPtrArray) names = select_names (
      self,
      "SELECT c.name FROM bureau_collection c JOIN sqlite_schema s"
      " ON s.name = c.name AND s.type = 'table' ORDER BY c.name",
      error);

  if (names == NULL)
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    if (!is_own (names->pdata[i]) && !expose_collection (self, names->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
expose_views (BureauGuard *self, GError **error)
{
  g_autoptr (GPtrArray) metrics = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (own_views); i++)
    if (!expose_view (self, own_views[i].view))
      return set_error (self, error);
  metrics = select_names (
      self,
      "SELECT name FROM sqlite_schema WHERE type = 'view' AND name LIKE 'metric\\_%' ESCAPE '\\'"
      " ORDER BY rowid",
      error);
  for (guint i = 0; metrics != NULL && i < metrics->len; i++)
    if (!expose_view (self, metrics->pdata[i]))
      g_debug ("guard: %s reads more than is open and stays closed",
               (const char *)metrics->pdata[i]);
  return metrics != NULL;
}

static gboolean
read_schema_version (BureauGuard *self, gint64 *version, GError **error)
{
  BureauGuardMode mode = self->mode;
  gboolean is_row;

  self->mode = BUREAU_GUARD_MODE_TRUST;
  is_row = sqlite3_step (self->schema_version) == SQLITE_ROW;
  if (is_row)
    *version = sqlite3_column_int64 (self->schema_version, 0);
  else
    set_error (self, error);
  sqlite3_reset (self->schema_version);
  self->mode = mode;
  return is_row;
}

/**
 * bureau_guard_exposed_refresh:
 *
 * Learns anew what is open where the schema changed since the last time.
 *
 * Returns: %FALSE with @error set where the workspace cannot be read
 */
gboolean
bureau_guard_exposed_refresh (BureauGuard *self, GError **error)
{
  const char *const *collections = self->collections;
  gint64 version;
  gboolean ok;

  if (!read_schema_version (self, &version, error))
    return FALSE;
  if (version == self->known_schema)
    return TRUE;
  g_hash_table_remove_all (self->statements);
  g_ptr_array_set_size (self->exposed, 0);
  g_hash_table_remove_all (self->hidden);
  self->known_schema = -1;
  self->mode = BUREAU_GUARD_MODE_TRUST;
  self->collections = NULL;
  ok = load_hidden (self, error) && expose_collections (self, error) && expose_views (self, error);
  self->collections = collections;
  self->mode = BUREAU_GUARD_MODE_GUARD;
  if (ok)
    self->known_schema = version;
  return ok;
}
