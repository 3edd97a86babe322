/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What SQLite reports, in a sentence that says what to do. */
#include <string.h>

#include "base/error.h"
#include "memory/database-private.h"

typedef struct
{
  int code;
  BureauError error;
  const char *sentence;
} Meaning;

static const Meaning meanings[] = {
  { SQLITE_FULL, BUREAU_ERROR_FULL,
    "Could not save: the disk is full. Free some space and try again." },
  { SQLITE_IOERR, BUREAU_ERROR_FULL,
    "Could not save: the disk reports an error. Check the disk and its free space." },
  { SQLITE_BUSY, BUREAU_ERROR_BUSY,
    "Another process is writing to this workspace. Try again in a moment." },
  { SQLITE_LOCKED, BUREAU_ERROR_BUSY,
    "Another process is writing to this workspace. Try again in a moment." },
  { SQLITE_CORRUPT, BUREAU_ERROR_DAMAGED,
    "The workspace file is damaged. Restore a backup with bureauctl restore." },
  { SQLITE_NOTADB, BUREAU_ERROR_FOREIGN, "This file is not a Bureau workspace." },
  { SQLITE_READONLY, BUREAU_ERROR_READ_ONLY,
    "The workspace can only be read. Check the permissions of the file and its folder." },
  { SQLITE_CANTOPEN, BUREAU_ERROR_NOT_FOUND,
    "The workspace file cannot be opened. Check that it exists and that you may read it." },
  { SQLITE_INTERRUPT, BUREAU_ERROR_LIMIT, "This took too long and was stopped." },
  { SQLITE_TOOBIG, BUREAU_ERROR_LIMIT, "A value is larger than allowed." },
  { SQLITE_NOMEM, BUREAU_ERROR_LIMIT, "Not enough memory." },
};

/* "UNIQUE constraint failed: clients.email, clients.name" */
static void
set_unique_error (BureauDatabase *self, GError **error)
{
  const char *said = sqlite3_errmsg (self->handle);
  const char *column = strrchr (said, '.');
  gboolean is_named = g_str_has_prefix (said, "UNIQUE constraint failed: ") && column != NULL;

  if (is_named)
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                 "Another record has the same “%s”, and no two may. Change one of them.",
                 column + 1);
  else
    g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                         "Another record has the same value, and no two may.");
}

/**
 * bureau_database_set_error:
 * @error: (out) (optional): set from what SQLite last reported
 *
 * Returns: always %FALSE, so that it can be returned
 */
gboolean
bureau_database_set_error (BureauDatabase *self, GError **error)
{
  int code = sqlite3_errcode (self->handle);

  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    if ((code & 0xff) == meanings[i].code)
      {
        g_set_error_literal (error, BUREAU_ERROR, meanings[i].error, meanings[i].sentence);
        return FALSE;
      }
  if (sqlite3_extended_errcode (self->handle) == SQLITE_CONSTRAINT_UNIQUE)
    set_unique_error (self, error);
  else
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID, "The workspace refused this: %s.",
                 sqlite3_errmsg (self->handle));
  return FALSE;
}
