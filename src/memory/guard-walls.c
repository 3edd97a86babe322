/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/guard-private.h"

#include "base/error.h"
#include "memory/allocator.h"

static gboolean
open_handle (BureauGuard *self, const char *path, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *escaped = g_uri_escape_string (absolute, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH,
                                                  FALSE);
  g_autofree char *uri = g_strdup_printf ("file:%s?mode=ro", escaped);
  int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;

  if (sqlite3_open_v2 (uri, &self->handle, flags, NULL) == SQLITE_OK)
    return TRUE;
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
               "The workspace %s cannot be opened for reading: %s.", path,
               sqlite3_errmsg (self->handle));
  return FALSE;
}

static const struct
{
  int what;
  int value;
} settings[] = {
  { SQLITE_DBCONFIG_DEFENSIVE, 1 },
  { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
  { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
  { SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0 },
  { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
  { SQLITE_DBCONFIG_ENABLE_QPSG, 1 }, /* else a bound LIKE pattern makes SQLite prepare anew */
  { SQLITE_DBCONFIG_DQS_DML, 0 },
  { SQLITE_DBCONFIG_DQS_DDL, 0 },
};

static gboolean
is_for_quotes (int what)
{
  return what == SQLITE_DBCONFIG_DQS_DML || what == SQLITE_DBCONFIG_DQS_DDL;
}

static void
configure (BureauGuard *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    if (BUREAU_WALL_STANDS (QUOTES) || !is_for_quotes (settings[i].what))
      sqlite3_db_config (self->handle, settings[i].what, settings[i].value, NULL);
  if (BUREAU_WALL_STANDS (LIMITS))
    bureau_guard_limits_install (self->handle);
  sqlite3_busy_timeout (self->handle, 100);
}

/* The table functions are made at their first use, which asks to write the schema: so
 * they are used here. */
static gboolean
prepare_handle (BureauGuard *self, GError **error)
{
  static const char preload[]
      = "PRAGMA query_only = 1; SELECT 1 FROM json_each ('[]'), json_tree ('[]');";

  if (sqlite3_exec (self->handle, preload, NULL, NULL, NULL) == SQLITE_OK
      && sqlite3_prepare_v3 (self->handle, "PRAGMA schema_version", -1, SQLITE_PREPARE_PERSISTENT,
                             &self->schema_version, NULL)
             == SQLITE_OK)
    return TRUE;
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_DAMAGED, "The workspace cannot be read: %s.",
               sqlite3_errmsg (self->handle));
  return FALSE;
}

/**
 * bureau_guard_walls_open:
 *
 * Opens the connection of @self and puts up every wall that stands for its whole life.
 *
 * Returns: %FALSE with @error set where the workspace cannot be read
 */
gboolean
bureau_guard_walls_open (BureauGuard *self, const char *path, GError **error)
{
  if (!open_handle (self, path, error))
    return FALSE;
  configure (self);
  if (!bureau_guard_text_install (self->handle, error) || !prepare_handle (self, error))
    return FALSE;
  sqlite3_set_authorizer (self->handle, bureau_guard_authorize_cb, self);
  sqlite3_progress_handler (self->handle, BUREAU_GUARD_STEPS, bureau_guard_progress_cb, self);
  return bureau_guard_exposed_refresh (self, error);
}

void
bureau_guard_walls_start (BureauGuard *self, const BureauGuardLimits *limits)
{
  guint milliseconds = limits != NULL && limits->deadline_ms > 0 ? limits->deadline_ms
                                                                 : BUREAU_GUARD_DEADLINE_MS;

  self->deadline = g_get_monotonic_time () + milliseconds * (gint64)1000;
  self->memory = bureau_allocator_get_used ();
  self->collections = limits != NULL ? limits->collections : NULL;
  self->is_late = FALSE;
  self->is_large = FALSE;
  self->is_stale = FALSE;
  g_clear_pointer (&self->denial, g_free);
  self->mode = BUREAU_GUARD_MODE_GUARD;
}

void
bureau_guard_walls_end (BureauGuard *self)
{
  self->mode = BUREAU_GUARD_MODE_TRUST;
  self->collections = NULL;
}
