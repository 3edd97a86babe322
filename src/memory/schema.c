/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

#include "base/error.h"
#include "base/resource.h"
#include "memory/check.h"
#include "memory/database.h"
#include "memory/snapshot.h"

static GBytes *
load_built_in (guint version, GError **error)
{
  g_autofree char *name = g_strdup_printf ("schema/%u.sql", version);

  return bureau_resource_load (name, error);
}

const BureauSchema bureau_schema_current = {
  .version = BUREAU_SCHEMA_VERSION,
  .load = load_built_in,
};

static gboolean
run_version (BureauDatabase *database, const BureauSchema *schema, guint version, GError **error)
{
  g_autofree char *mark = g_strdup_printf ("PRAGMA user_version = %u", version);
  g_autoptr (GBytes) sql = schema->load (version, error);

  if (sql == NULL)
    return FALSE;
  return bureau_database_script (database, g_bytes_get_data (sql, NULL), error)
         && bureau_database_script (database, mark, error);
}

static gboolean
run_versions (BureauDatabase *database, const BureauSchema *schema, GError **error)
{
  gint64 version = 0;

  /* Read inside the transaction: another process may have migrated it meanwhile. */
  if (!bureau_database_int (database, &version, error, "PRAGMA user_version", ""))
    return FALSE;
  for (guint next = (guint)version + 1; next <= schema->version; next++)
    if (!run_version (database, schema, next, error))
      return FALSE;
  return TRUE;
}

/* All versions that are missing, in one transaction: the old schema or the new, never between. */
static gboolean
apply (BureauDatabase *database, const BureauSchema *schema, GError **error)
{
  if (!bureau_database_script (database, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (run_versions (database, schema, error) && bureau_database_script (database, "COMMIT", error))
    return TRUE;
  bureau_database_script (database, "ROLLBACK", NULL);
  return FALSE;
}

static gboolean
build (const char *path, GError **error)
{
  g_autofree char *setup = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA journal_mode = WAL;"
                                            "PRAGMA synchronous = FULL;",
                                            BUREAU_APPLICATION_ID);
  g_autoptr (BureauDatabase) database = bureau_database_open (path, BUREAU_DATABASE_CREATE, error);

  return database != NULL && bureau_database_script (database, setup, error)
         && apply (database, &bureau_schema_current, error);
}

static gboolean
fail_errno (const char *path, int number, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (number == EEXIST)
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
                 "%s exists already. Nothing was changed; name a new file.", shown);
  else if (number == ENOSPC || number == EDQUOT)
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_FULL,
                 "The disk is full, so %s was not made. Free some space and try again.", shown);
  else
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_READ_ONLY, "%s cannot be made: %s.", shown,
                 g_strerror (number));
  return FALSE;
}

/* The name appears only with a whole workspace behind it, and never over another file. */
static gboolean
publish (const char *built, const char *path, GError **error)
{
  g_chmod (built, 0600);
  if (renameat2 (AT_FDCWD, built, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno == EINVAL && link (built, path) == 0)
    {
      g_unlink (built);
      return TRUE;
    }
  return fail_errno (path, errno, error);
}

/**
 * bureau_workspace_create:
 * @path: where no file is yet; missing folders are made
 * @error: return location
 *
 * Makes an empty workspace of the current schema, readable for its owner alone. Blocks.
 *
 * Errors: %BUREAU_ERROR_REFUSED (there is a file), %BUREAU_ERROR_FULL, %BUREAU_ERROR_READ_ONLY.
 *
 * Returns: %FALSE with @error set where nothing was made
 */
gboolean
bureau_workspace_create (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *built = g_strdup_printf ("%s.new-%d", path, (int)getpid ());

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return fail_errno (path, EEXIST, error);
  if (g_mkdir_with_parents (folder, 0700) != 0 || access (folder, W_OK) != 0)
    return fail_errno (path, errno, error);
  if (build (built, error) && publish (built, path, error))
    return TRUE;
  g_unlink (built);
  return FALSE;
}

static gboolean
keep_copy (const char *path, gint64 version, GError **error)
{
  g_autofree char *copy = g_strdup_printf ("%s.backup-v%" G_GINT64_FORMAT, path, version);

  return bureau_snapshot_copy (path, copy, NULL, error);
}

/**
 * bureau_workspace_migrate:
 * @path: a workspace that passed bureau_workspace_check()
 * @schema: the schema to bring it to, usually &bureau_schema_current
 * @error: return location
 *
 * Brings an older workspace to @schema. A checked copy of the old one stays beside it as
 * FILE.backup-vN. Does nothing to a current one. Blocks.
 *
 * Returns: %FALSE with @error set, and the workspace as it was
 */
gboolean
bureau_workspace_migrate (const char *path, const BureauSchema *schema, GError **error)
{
  g_autoptr (BureauDatabase) database = bureau_database_open (path, BUREAU_DATABASE_WRITE, error);
  gint64 version = 0;

  /* A copy that was put in the workspace's place has left WAL mode. */
  if (database == NULL || !bureau_database_script (database, "PRAGMA journal_mode = WAL", error)
      || !bureau_database_int (database, &version, error, "PRAGMA user_version", ""))
    return FALSE;
  if (version >= schema->version)
    return TRUE;
  return keep_copy (path, version, error) && apply (database, schema, error);
}

/**
 * bureau_workspace_remove:
 * @path: a workspace that nobody has open, whole or not
 *
 * Takes it and the files beside it away.
 */
void
bureau_workspace_remove (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal", ".lock" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (path, endings[i], NULL);

      g_unlink (file);
    }
}
