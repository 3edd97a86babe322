/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in a watched folder, and which of it is still arriving. */
#include "channels/folder-files.h"

#include "base/time.h"
#include "channels/file-whole.h"

/* Unchanged for so long counts as closed where no lease can tell. */
#define QUIET_MILLISECONDS 2000
#define AGAIN_MILLISECONDS 10000  /* before a file that could not be handled is told again */
#define STALLED_MILLISECONDS 3000 /* a file that did not change for so long is not waited for */
#define MAX_LOOKS 200             /* files looked at in one turn of the main loop */

struct _BureauFolderFiles
{
  GHashTable *entries; /* path → Entry */
  guint n_arriving;
  gint64 changed_at; /* when a file last changed, monotonic */
};

typedef struct
{
  BureauFileStamp stamp;
  gint64 changed_at; /* monotonic */
  gint64 not_before; /* not told earlier than this, monotonic */
  gboolean is_told;
  gboolean is_there; /* while sweeping */
} Entry;

/* What programs write to before a file gets its name; and workspaces: a file that SQLite has open
 * is opened by nothing else. */
static gboolean
is_ignored (const char *name)
{
  static const char *const SUFFIXES[] = {
    "~",
    ".part",
    ".partial",
    ".tmp",
    ".crdownload",
    ".swp",
    ".bureau",
    ".bureau-wal",
    ".bureau-shm",
    ".bureau-journal",
    ".bureau.lock",
  };
  if (name[0] == '.')
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (SUFFIXES); i++)
    if (g_str_has_suffix (name, SUFFIXES[i]))
      return TRUE;
  return FALSE;
}

static void
set_told (BureauFolderFiles *self, Entry *entry, gboolean is_told)
{
  if (entry->is_told == is_told)
    return;
  entry->is_told = is_told;
  if (is_told)
    self->n_arriving--;
  else
    self->n_arriving++;
}

/**
 * bureau_folder_files_forget:
 *
 * A file that is gone, or is none that is told.
 */
void
bureau_folder_files_forget (BureauFolderFiles *self, const char *path)
{
  Entry *entry = g_hash_table_lookup (self->entries, path);
  if (entry == NULL)
    return;
  set_told (self, entry, TRUE);
  g_hash_table_remove (self->entries, path);
}

/* Notes how a file is now. Returns FALSE where it is as it was. */
static gboolean
note (BureauFolderFiles *self, Entry *entry, const BureauFileStamp *stamp)
{
  if (bureau_file_stamp_equal (&entry->stamp, stamp))
    return FALSE;
  entry->stamp = *stamp;
  entry->changed_at = self->changed_at = bureau_time_monotonic ();
  set_told (self, entry, FALSE);
  return TRUE;
}

static gboolean
is_quiet (const Entry *entry)
{
  return bureau_time_monotonic () - entry->changed_at >= QUIET_MILLISECONDS;
}

static gboolean
is_whole (const Entry *entry, const char *path)
{
  if (bureau_time_monotonic () < entry->not_before)
    return FALSE;
  BureauFileState state = bureau_file_state (path);
  /* An empty file is one that is about to be written, unless it stays so. */
  if (state == BUREAU_FILE_UNKNOWN || (state == BUREAU_FILE_WHOLE && entry->stamp.size == 0))
    return is_quiet (entry);
  return state == BUREAU_FILE_WHOLE;
}

/**
 * bureau_folder_files_look:
 *
 * Looks at one arriving file. One that is told once is told no more, unless it changes.
 *
 * Returns: whether it is whole and to be told
 */
gboolean
bureau_folder_files_look (BureauFolderFiles *self, const char *path)
{
  Entry *entry = g_hash_table_lookup (self->entries, path);
  BureauFileStamp stamp;
  if (entry == NULL || entry->is_told)
    return FALSE;
  if (!bureau_file_stamp_read (&stamp, path))
    {
      bureau_folder_files_forget (self, path);
      return FALSE;
    }
  if (note (self, entry, &stamp) || !is_whole (entry, path))
    return FALSE;
  set_told (self, entry, TRUE);
  return TRUE;
}

/**
 * bureau_folder_files_list_arriving:
 *
 * Returns: (transfer full) (element-type utf8): some of the files that were not told yet, as many
 * as one turn of the main loop may look at
 */
GPtrArray *
bureau_folder_files_list_arriving (BureauFolderFiles *self)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer path = NULL, entry = NULL;
  g_hash_table_iter_init (&iter, self->entries);
  while (paths->len < MAX_LOOKS && g_hash_table_iter_next (&iter, &path, &entry))
    if (!((Entry *)entry)->is_told)
      g_ptr_array_add (paths, g_strdup (path));
  return paths;
}

/**
 * bureau_folder_files_hear:
 *
 * Notes a file of which something was heard.
 */
void
bureau_folder_files_hear (BureauFolderFiles *self, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  BureauFileStamp stamp;
  if (is_ignored (name) || !bureau_file_stamp_read (&stamp, path))
    {
      bureau_folder_files_forget (self, path);
      return;
    }
  Entry *entry = g_hash_table_lookup (self->entries, path);
  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->is_told = TRUE;
      g_hash_table_insert (self->entries, g_strdup (path), entry);
    }
  entry->is_there = TRUE;
  note (self, entry, &stamp);
}

static gboolean
is_absent_cb (gpointer path, gpointer data, gpointer user_data)
{
  Entry *entry = data;
  gboolean is_absent = !entry->is_there;
  entry->is_there = FALSE;
  if (is_absent)
    set_told (user_data, entry, TRUE);
  return is_absent;
}

/**
 * bureau_folder_files_end_sweep:
 *
 * Forgets what was not heard of since the last sweep.
 */
void
bureau_folder_files_end_sweep (BureauFolderFiles *self)
{
  g_hash_table_foreach_remove (self->entries, is_absent_cb, self);
}

/**
 * bureau_folder_files_has_arriving:
 *
 * Returns: whether there is a file that was not told yet
 */
gboolean
bureau_folder_files_has_arriving (BureauFolderFiles *self)
{
  return self->n_arriving > 0;
}

/**
 * bureau_folder_files_will_arrive:
 *
 * Returns: whether one will soon be told: of those that were not, one changed lately
 */
gboolean
bureau_folder_files_will_arrive (BureauFolderFiles *self)
{
  return self->n_arriving > 0 && bureau_time_monotonic () - self->changed_at < STALLED_MILLISECONDS;
}

/**
 * bureau_folder_files_tell_again:
 *
 * Counts a file as not told, and has it told in ten seconds at the earliest.
 */
void
bureau_folder_files_tell_again (BureauFolderFiles *self, const char *path)
{
  Entry *entry = g_hash_table_lookup (self->entries, path);
  if (entry == NULL)
    return;
  entry->not_before = bureau_time_monotonic () + AGAIN_MILLISECONDS;
  set_told (self, entry, FALSE);
}

/**
 * bureau_folder_files_new:
 *
 * Returns: (transfer full): no file was heard of yet
 */
BureauFolderFiles *
bureau_folder_files_new (void)
{
  BureauFolderFiles *self = g_new0 (BureauFolderFiles, 1);
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
bureau_folder_files_free (BureauFolderFiles *self)
{
  g_clear_pointer (&self->entries, g_hash_table_unref);
  g_free (self);
}
