/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/guard-private.h"

#ifdef BUREAU_GUARD_TEST
guint bureau_guard_test_off;
#endif

/**
 * bureau_guard_new:
 * @path: the workspace
 *
 * Opens a read-only connection behind every wall.
 *
 * Returns: (transfer full) (nullable): the guard, or %NULL with @error set
 */
BureauGuard *
bureau_guard_new (const char *path, GError **error)
{
  g_autoptr (BureauGuard) self = g_new0 (BureauGuard, 1);

  self->known_schema = -1;
  self->exposed = g_ptr_array_new_with_free_func ((GDestroyNotify)bureau_exposed_free);
  self->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->functions = bureau_guard_functions_allowed ();
  self->statements = bureau_guard_statements_new ();
  if (!bureau_guard_walls_open (self, path, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
bureau_guard_free (BureauGuard *self)
{
  g_clear_pointer (&self->statements, g_hash_table_unref);
  g_clear_pointer (&self->functions, g_hash_table_unref);
  g_clear_pointer (&self->hidden, g_hash_table_unref);
  g_clear_pointer (&self->exposed, g_ptr_array_unref);
  sqlite3_finalize (self->schema_version);
  sqlite3_finalize (self->setting);
  sqlite3_close (self->handle);
  g_free (self->denial);
  g_free (self);
}

/**
 * bureau_guard_interrupt:
 *
 * Stops what the guard runs now, from any thread; it ends with %G_IO_ERROR_CANCELLED.
 */
void
bureau_guard_interrupt (BureauGuard *self)
{
  sqlite3_interrupt (self->handle);
}
