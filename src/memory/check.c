/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/check.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/error.h"
#include "memory/database.h"

/* Looking at every page takes about 3 ms per MiB; below these sizes nobody notices. */
#define ALWAYS_WHOLE_BYTES (4 * 1024 * 1024)
#define ENGINE_WHOLE_BYTES (16 * 1024 * 1024)
/* A commit needs room for its frames in the log and for the log's index. */
#define LEAST_FREE_BYTES (256 * 1024)

#define DAMAGED                                                                                    \
  "FILE is damaged. It was left as it is; put a backup in its place with “bureauctl restore”."

typedef struct
{
  const char *path;
  const char *shown;
  BureauCheckFlags flags;
  goffset size;
  BureauProgress *progress;
} Look;

static gboolean
refuse (const Look *look, BureauError code, const char *format, GError **error)
{
  g_autoptr (GString) message = g_string_new (format);

  g_string_replace (message, "FILE", look->shown, 0);
  g_set_error_literal (error, BUREAU_ERROR, (int)code, message->str);
  return FALSE;
}

static gboolean
refuse_errno (const Look *look, int number, GError **error)
{
  if (number == ENOENT || number == ENOTDIR)
    return refuse (look, BUREAU_ERROR_NOT_FOUND,
                   "There is no workspace FILE. Make one with “bureauctl init”.", error);
  if (number == EACCES)
    return refuse (look, BUREAU_ERROR_REFUSED,
                   "You may not read FILE. Check the permissions of the file and its folder.",
                   error);
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE, "%s cannot be read: %s.", look->shown,
               g_strerror (number));
  return FALSE;
}

static gboolean
check_file (Look *look, GError **error)
{
  GStatBuf info;

  if (g_stat (look->path, &info) != 0)
    return refuse_errno (look, errno, error);
  if (!S_ISREG (info.st_mode))
    return refuse (look, BUREAU_ERROR_FOREIGN,
                   "FILE is not a file, so it cannot be a workspace. Name another.", error);
  if (access (look->path, R_OK) != 0)
    return refuse_errno (look, errno, error);
  if (info.st_size == 0)
    return refuse (look, BUREAU_ERROR_DAMAGED,
                   "FILE is empty. Put a backup in its place with “bureauctl restore”.", error);
  look->size = info.st_size;
  return TRUE;
}

static gboolean
has_room (const char *folder)
{
  struct statvfs disk;

  if (statvfs (folder, &disk) != 0)
    return TRUE;
  return (guint64)disk.f_bavail * disk.f_frsize >= LEAST_FREE_BYTES;
}

static gboolean
refuse_full (const Look *look, GError **error)
{
  return refuse (look, BUREAU_ERROR_FULL,
                 "The disk that holds FILE is full. Free some space and try again.", error);
}

static gboolean
check_writable (const Look *look, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (look->path);

  if (access (look->path, W_OK) != 0)
    return refuse (look, BUREAU_ERROR_READ_ONLY,
                   "FILE can only be read. Allow writing to it, or work on a copy.", error);
  if (access (folder, W_OK) != 0)
    return refuse (look, BUREAU_ERROR_READ_ONLY,
                   "The folder of FILE can only be read, and a workspace needs files beside it. "
                   "Allow writing to the folder, or work on a copy.",
                   error);
  return has_room (folder) || refuse_full (look, error);
}

/* A writer that ends well takes its log away: one with content was left by a
 * crash, or is in use. */
static gboolean
has_log (const Look *look)
{
  g_autofree char *log = g_strconcat (look->path, "-wal", NULL);
  GStatBuf info;

  return g_stat (log, &info) == 0 && info.st_size > 0;
}

static gboolean
wants_whole (const Look *look)
{
  if (look->flags & BUREAU_CHECK_WHOLE || look->size <= ALWAYS_WHOLE_BYTES)
    return TRUE;
  return look->flags & BUREAU_CHECK_ENGINE && (look->size <= ENGINE_WHOLE_BYTES || has_log (look));
}

/* A reader of a file in WAL mode needs the log's index beside it. */
static gboolean
refuse_unread (const Look *look, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (look->path);

  if (!has_room (folder))
    return refuse_full (look, error);
  if (access (folder, W_OK) != 0)
    return refuse (look, BUREAU_ERROR_READ_ONLY,
                   "The folder of FILE can only be read, and a workspace needs files beside it. "
                   "Work on a copy in another folder.",
                   error);
  return refuse (look, BUREAU_ERROR_DAMAGED, DAMAGED, error);
}

/* SQLite's own words become ones that name the file and what to do. What it cannot make sense of in
 * a file that we made is damage. */
static gboolean
refuse_sqlite (const Look *look, const GError *cause, GError **error)
{
  static const struct
  {
    BureauError code;
    const char *message;
  } meanings[] = {
    { BUREAU_ERROR_BUSY, "FILE is locked by another program. Close that program and try again." },
    { BUREAU_ERROR_FOREIGN,
      "FILE is not a Bureau workspace, or its first page is damaged. It was left as it is." },
    { BUREAU_ERROR_LIMIT,
      "There is not enough memory to open FILE. Close something and try again." },
  };

  if (g_error_matches (cause, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND)
      || g_error_matches (cause, BUREAU_ERROR, BUREAU_ERROR_FULL))
    return refuse_unread (look, error);
  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (g_error_matches (cause, BUREAU_ERROR, (int)meanings[i].code))
      return refuse (look, meanings[i].code, meanings[i].message, error);
  return refuse (look, BUREAU_ERROR_DAMAGED, DAMAGED, error);
}

static gboolean
read_int (const Look *look, BureauDatabase *database, gint64 *value, const char *sql,
          GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (bureau_database_int (database, value, &cause, sql, ""))
    return TRUE;
  return refuse_sqlite (look, cause, error);
}

static gboolean
check_kind (const Look *look, BureauDatabase *database, GError **error)
{
  gint64 application = 0, version = 0, n_tables = 0;

  if (!read_int (look, database, &application, "PRAGMA application_id", error)
      || !read_int (look, database, &version, "PRAGMA user_version", error)
      || !read_int (look, database, &n_tables,
                    "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'bureau\\_%' ESCAPE '\\'",
                    error))
    return FALSE;
  if (application != BUREAU_APPLICATION_ID)
    return refuse (
        look, BUREAU_ERROR_FOREIGN,
        "FILE is a database of another program, not a Bureau workspace. It was left as it is.",
        error);
  if (version > BUREAU_SCHEMA_VERSION)
    return refuse (
        look, BUREAU_ERROR_NEWER,
        "FILE was made by a newer Bureau. It was left as it is; update Bureau to open it.", error);
  if (version < 1 || n_tables == 0)
    return refuse (
        look, BUREAU_ERROR_DAMAGED,
        "FILE is not a whole workspace. It was left as it is; put a backup in its place with "
        "“bureauctl restore”.",
        error);
  return TRUE;
}

static gboolean
check_pages (const Look *look, BureauDatabase *database, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *verdict = NULL;

  bureau_database_follow (database, look->progress);
  verdict = bureau_database_text (database, &cause, "PRAGMA integrity_check (1)", "");
  if (g_strcmp0 (verdict, "ok") == 0)
    return TRUE;
  if (!bureau_progress_check (look->progress, error))
    return FALSE;
  if (cause != NULL)
    return refuse_sqlite (look, cause, error);
  return refuse (look, BUREAU_ERROR_DAMAGED, DAMAGED, error);
}

static gboolean
check_database (const Look *look, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (BureauDatabase) database = bureau_database_open (look->path, BUREAU_DATABASE_READ,
                                                              &cause);

  if (database == NULL)
    return refuse_sqlite (look, cause, error);
  sqlite3_busy_timeout (bureau_database_get_handle (database), 2000);
  if (!check_kind (look, database, error))
    return FALSE;
  return !wants_whole (look) || check_pages (look, database, error);
}

static gboolean
check (Look *look, GError **error)
{
  if (!check_file (look, error))
    return FALSE;
  if (look->flags & BUREAU_CHECK_WRITE && !check_writable (look, error))
    return FALSE;
  return check_database (look, error);
}

/**
 * bureau_workspace_check:
 * @path: a file that is said to be a workspace
 * @flags: what it is to be used for
 * @error: return location; its sentence names the file and says what to do
 *
 * Looks at a workspace before it is used, without writing to it. SQLite alone opens the file:
 * another descriptor's closing would drop its locks. Blocks.
 *
 * Errors: %BUREAU_ERROR_NOT_FOUND, %BUREAU_ERROR_REFUSED (it may not be read),
 * %BUREAU_ERROR_DAMAGED, %BUREAU_ERROR_FOREIGN, %BUREAU_ERROR_NEWER, %BUREAU_ERROR_READ_ONLY,
 * %BUREAU_ERROR_FULL, %BUREAU_ERROR_BUSY.
 *
 * Returns: %FALSE with @error set where it cannot be used so
 */
gboolean
bureau_workspace_check (const char *path, BureauCheckFlags flags, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  return check (&(Look){ .path = path, .shown = shown, .flags = flags }, error);
}

/**
 * bureau_workspace_look_through:
 * @progress_or_null: (nullable): how far it is, nobody knows; it may be cancelled
 *
 * As bureau_workspace_check(), at every page.
 *
 * Returns: %FALSE with @error set where it cannot be used, or with %G_IO_ERROR_CANCELLED
 */
gboolean
bureau_workspace_look_through (const char *path, BureauProgress *progress_or_null, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  bureau_progress_begin (progress_or_null, BUREAU_PHASE_CHECKING);
  return check (
      &(Look){
          .path = path, .shown = shown, .flags = BUREAU_CHECK_WHOLE, .progress = progress_or_null },
      error);
}
