/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/json.h"
#include "base/text.h"
#include "base/time.h"

#define MAX_LOG_BYTES (4 * 1024 * 1024)
#define MAX_VALUE_BYTES 4096
#define CLOSED (-1)

G_LOCK_DEFINE_STATIC (log);
static char *path;
static int fd = CLOSED;

static int
open_file (void)
{
  int file = g_open (path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  /* A file from before may have been made readable. */
  if (file != CLOSED && fchmod (file, 0600) != 0)
    g_debug ("log: %s keeps its mode", path);
  return file;
}

static void
reopen (void)
{
  if (fd != CLOSED)
    close (fd);
  fd = open_file ();
}

/* Another process may have rotated the same log already: then ours is only reopened. */
static void
rotate (const struct stat *ours)
{
  struct stat current = { 0 };

  if (g_stat (path, &current) == 0 && current.st_ino == ours->st_ino)
    {
      g_autofree char *older = g_strconcat (path, ".1", NULL);
      g_rename (path, older);
    }
  reopen ();
}

static void
write_line (const char *line, gsize length)
{
  struct stat status = { 0 };

  G_LOCK (log);
  if (fd != CLOSED && fstat (fd, &status) == 0 && status.st_size + (goffset)length > MAX_LOG_BYTES)
    rotate (&status);

  /* A log that cannot be written, on a full disk say, must not stop what it tells of. */
  if (fd != CLOSED && write (fd, line, length) < 0)
    g_debug ("log: %s", g_strerror (errno));
  G_UNLOCK (log);
}

static gboolean
is_open (void)
{
  gboolean open = FALSE;

  G_LOCK (log);
  open = fd != CLOSED;
  G_UNLOCK (log);
  return open;
}

/**
 * bureau_log_open:
 * @program: the program's name, which is the file's
 * @error: return location
 *
 * Opens `$XDG_STATE_HOME/bureau/PROGRAM.log` for appending, readable by its owner alone. It is
 * rotated at 4 MiB, and one older file is kept.
 *
 * Errors: of %G_FILE_ERROR; nothing is logged then.
 *
 * Returns: %FALSE with @error set where the file cannot be written
 */
gboolean
bureau_log_open (const char *program, GError **error)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "bureau", NULL);
  g_autofree char *name = g_strconcat (program, ".log", NULL);
  int code = 0;

  bureau_log_close ();
  if (g_mkdir_with_parents (folder, 0700) != 0)
    code = errno;

  G_LOCK (log);
  path = g_build_filename (folder, name, NULL);
  fd = code == 0 ? open_file () : CLOSED;
  if (code == 0 && fd == CLOSED)
    code = errno;
  G_UNLOCK (log);

  if (code == 0)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, (int)g_file_error_from_errno (code),
               "The log in “%s” cannot be written: %s.", folder, g_strerror (code));
  return FALSE;
}

/**
 * bureau_log_close:
 *
 * Closes the log; what is logged later is dropped.
 */
void
bureau_log_close (void)
{
  G_LOCK (log);
  if (fd != CLOSED)
    close (fd);
  fd = CLOSED;
  g_clear_pointer (&path, g_free);
  G_UNLOCK (log);
}

static void
set_value (JsonObject *line, const char *name, const char *value)
{
  g_autofree char *redacted = value != NULL ? bureau_log_redact (value) : NULL;
  g_autofree char *shown = redacted != NULL ? bureau_text_shorten (redacted, MAX_VALUE_BYTES)
                                            : NULL;

  bureau_json_set_string (line, name, shown);
}

/**
 * bureau_log_event:
 * @room: the room that speaks, for example `channels`
 * @event: what happened, a plain name
 * @...: pairs of a name and its text, then %NULL; a text that is %NULL ends the list as `null`
 *
 * Appends one line, `{"at":"2026-11-22T14:05:09.123Z","room":…,"event":…,NAME:TEXT,…}`. Each text
 * is redacted and at most 4 KiB of it kept. Costs one small write; does nothing where no log is
 * open. May be called from any thread.
 */
void
bureau_log_event (const char *room, const char *event, ...)
{
  g_autoptr (JsonObject) line = NULL;
  g_autofree char *at = NULL;
  g_autofree char *printed = NULL;
  g_autofree char *whole = NULL;
  const char *name = NULL;
  const char *value = NULL;
  va_list pairs;

  if (!is_open ())
    return;

  line = json_object_new ();
  at = bureau_time_now_text ();
  bureau_json_set_string (line, "at", at);
  bureau_json_set_string (line, "room", room);
  bureau_json_set_string (line, "event", event);

  va_start (pairs, event);
  while ((name = va_arg (pairs, const char *)) != NULL)
    {
      value = va_arg (pairs, const char *);
      set_value (line, name, value);
      if (value == NULL)
        break;
    }
  va_end (pairs);

  printed = bureau_json_print_object (line);
  whole = g_strconcat (printed, "\n", NULL);
  write_line (whole, strlen (whole));
}
