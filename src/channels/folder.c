/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/folder.h"

#include "base/error.h"
#include "base/time.h"
#include "channels/file-whole.h"

#define LOOK_MILLISECONDS 100 /* between two looks at a file that is arriving */
#define QUIET_MILLISECONDS                                                                         \
  2000                 /* unchanged for so long counts as closed where no lease can tell           \
                        */
#define POLL_SECONDS 1 /* between two looks at a folder that tells of nothing by itself */
#define SWEEP_MILLISECONDS                                                                         \
  30000 /* between two looks at every file, should an event have been lost */
#define AGAIN_MILLISECONDS 10000  /* before a file that could not be handled is told again */
#define STALLED_MILLISECONDS 3000 /* a file that did not change for so long is not waited for */
#define MAX_LOOKS 200             /* files looked at in one turn of the main loop */

struct _BureauFolder
{
  GObject parent_instance;
  char *path;
  gboolean is_polled;
  GFileMonitor *monitor;
  GHashTable *files; /* path → Entry */
  guint n_arriving;
  gint64 changed_at; /* when a file last changed, monotonic */
  gboolean was_arriving;
  guint look_source;
  guint poll_source;
  BureauFileStamp stamp; /* of the folder as it was last listed */
  gint64 swept_at;
};

G_DEFINE_FINAL_TYPE (BureauFolder, bureau_folder, G_TYPE_OBJECT)

typedef struct
{
  BureauFileStamp stamp;
  gint64 changed_at; /* monotonic */
  gint64 not_before; /* not told earlier than this, monotonic */
  gboolean is_told;
  gboolean is_there; /* while sweeping */
} Entry;

enum
{
  SIGNAL_ARRIVED,
  SIGNAL_SETTLED,
  SIGNAL_LOST,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

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
set_told (BureauFolder *self, Entry *entry, gboolean is_told)
{
  if (entry->is_told == is_told)
    return;
  entry->is_told = is_told;
  if (is_told)
    self->n_arriving--;
  else
    self->n_arriving++;
}

static void
forget (BureauFolder *self, const char *path)
{
  Entry *entry = g_hash_table_lookup (self->files, path);
  if (entry == NULL)
    return;
  set_told (self, entry, TRUE);
  g_hash_table_remove (self->files, path);
}

/* Notes how a file is now. Returns FALSE where it is as it was. */
static gboolean
note (BureauFolder *self, Entry *entry, const BureauFileStamp *stamp)
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

/* Looks at one arriving file. Returns whether it is to be told. */
static gboolean
look (BureauFolder *self, const char *path)
{
  Entry *entry = g_hash_table_lookup (self->files, path);
  BureauFileStamp stamp;
  if (entry == NULL || entry->is_told)
    return FALSE;
  if (!bureau_file_stamp_read (&stamp, path))
    {
      forget (self, path);
      return FALSE;
    }
  if (note (self, entry, &stamp) || !is_whole (entry, path))
    return FALSE;
  set_told (self, entry, TRUE);
  return TRUE;
}

static GPtrArray *
list_arriving (BureauFolder *self)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer path = NULL, entry = NULL;
  g_hash_table_iter_init (&iter, self->files);
  while (paths->len < MAX_LOOKS && g_hash_table_iter_next (&iter, &path, &entry))
    if (!((Entry *)entry)->is_told)
      g_ptr_array_add (paths, g_strdup (path));
  return paths;
}

static void
tell_settled (BureauFolder *self)
{
  gboolean was_arriving = self->was_arriving;
  self->was_arriving = bureau_folder_is_arriving (self);
  if (was_arriving && !self->was_arriving)
    g_signal_emit (self, signals[SIGNAL_SETTLED], 0);
}

static gboolean
look_cb (gpointer data)
{
  g_autoptr (BureauFolder) self = g_object_ref (data);
  g_autoptr (GPtrArray) paths = list_arriving (self);
  for (guint i = 0; i < paths->len && self->look_source > 0; i++)
    if (look (self, g_ptr_array_index (paths, i)))
      g_signal_emit (self, signals[SIGNAL_ARRIVED], 0, g_ptr_array_index (paths, i));
  tell_settled (self);
  if (self->n_arriving > 0 && self->look_source > 0)
    return G_SOURCE_CONTINUE;
  self->look_source = 0;
  return G_SOURCE_REMOVE;
}

static void
begin_looking (BureauFolder *self)
{
  self->was_arriving = bureau_folder_is_arriving (self);
  if (self->look_source == 0 && self->n_arriving > 0)
    self->look_source = g_timeout_add (LOOK_MILLISECONDS, look_cb, self);
}

/* Notes a file of which something was heard. */
static void
hear (BureauFolder *self, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  BureauFileStamp stamp;
  if (is_ignored (name) || !bureau_file_stamp_read (&stamp, path))
    {
      forget (self, path);
      return;
    }
  Entry *entry = g_hash_table_lookup (self->files, path);
  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->is_told = TRUE;
      g_hash_table_insert (self->files, g_strdup (path), entry);
    }
  entry->is_there = TRUE;
  note (self, entry, &stamp);
}

static gboolean
forget_absent_cb (gpointer path, gpointer data, gpointer user_data)
{
  Entry *entry = data;
  gboolean is_absent = !entry->is_there;
  entry->is_there = FALSE;
  if (is_absent)
    set_told (user_data, entry, TRUE);
  return is_absent;
}

/* Looks at every file of the folder. */
static void
sweep (BureauFolder *self)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GDir) dir = g_dir_open (self->path, 0, &reason);
  const char *name = NULL;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->path, name, NULL);
      hear (self, path);
    }
  g_hash_table_foreach_remove (self->files, forget_absent_cb, self);
  self->swept_at = bureau_time_monotonic ();
  begin_looking (self);
  if (dir == NULL)
    g_signal_emit (self, signals[SIGNAL_LOST], 0, reason->message);
}

/* A folder's own stamp changes with every name that comes or goes. */
static gboolean
folder_changed (BureauFolder *self)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->path);
  g_autoptr (GFileInfo) info = g_file_query_info (
      folder, "time::modified,time::modified-nsec,unix::inode", 0, NULL, NULL);
  if (info == NULL)
    return FALSE;
  BureauFileStamp stamp = {
    .inode = g_file_info_get_attribute_uint64 (info, "unix::inode"),
    .modified = (gint64)g_file_info_get_attribute_uint64 (info, "time::modified") * 1000000000
                + g_file_info_get_attribute_uint32 (info, "time::modified-nsec"),
  };
  gboolean changed = !bureau_file_stamp_equal (&stamp, &self->stamp);
  self->stamp = stamp;
  return changed;
}

static gboolean
poll_cb (gpointer data)
{
  BureauFolder *self = data;
  gboolean is_due = bureau_time_monotonic () - self->swept_at >= SWEEP_MILLISECONDS;
  if (!g_file_test (self->path, G_FILE_TEST_IS_DIR) || (self->is_polled && folder_changed (self))
      || is_due)
    sweep (self);
  return G_SOURCE_CONTINUE;
}

static void
monitor_cb (GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event,
            gpointer data)
{
  BureauFolder *self = data;
  GFile *named = event == G_FILE_MONITOR_EVENT_RENAMED && other != NULL ? other : file;
  g_autofree char *path = g_file_get_path (named);
  g_autofree char *folder = g_path_get_dirname (path);
  if (event == G_FILE_MONITOR_EVENT_RENAMED)
    forget (self, g_file_peek_path (file));
  if (g_str_equal (folder, self->path))
    hear (self, path);
  begin_looking (self);
}

static void
bureau_folder_dispose (GObject *object)
{
  bureau_folder_stop (BUREAU_FOLDER (object));
  G_OBJECT_CLASS (bureau_folder_parent_class)->dispose (object);
}

static void
bureau_folder_finalize (GObject *object)
{
  BureauFolder *self = BUREAU_FOLDER (object);
  g_clear_pointer (&self->files, g_hash_table_unref);
  g_free (self->path);
  G_OBJECT_CLASS (bureau_folder_parent_class)->finalize (object);
}

static void
bureau_folder_class_init (BureauFolderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  object_class->dispose = bureau_folder_dispose;
  object_class->finalize = bureau_folder_finalize;

  signals[SIGNAL_ARRIVED] = g_signal_new ("arrived", BUREAU_TYPE_FOLDER, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1,
                                          G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[SIGNAL_SETTLED] = g_signal_new ("settled", BUREAU_TYPE_FOLDER, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LOST] = g_signal_new ("lost", BUREAU_TYPE_FOLDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1,
                                       G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
bureau_folder_init (BureauFolder *self)
{
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * bureau_folder_new:
 * @path: a folder
 * @is_polled: look at it every second instead of being told by the kernel, for file systems that
 * tell nothing (network, the document portal)
 *
 * Returns: (transfer full): the folder, not watched yet
 */
BureauFolder *
bureau_folder_new (const char *path, gboolean is_polled)
{
  BureauFolder *self = g_object_new (BUREAU_TYPE_FOLDER, NULL);
  self->path = g_canonicalize_filename (path, NULL);
  self->is_polled = is_polled;
  return self;
}

/**
 * bureau_folder_get_path:
 *
 * Returns: (transfer none): the folder that is watched
 */
const char *
bureau_folder_get_path (BureauFolder *self)
{
  return self->path;
}

/**
 * bureau_folder_is_arriving:
 * @self: a folder
 *
 * Returns: whether a file is arriving that will soon be told; one that somebody holds open without
 *   writing does not count
 */
gboolean
bureau_folder_is_arriving (BureauFolder *self)
{
  return self->n_arriving > 0 && bureau_time_monotonic () - self->changed_at < STALLED_MILLISECONDS;
}

/**
 * bureau_folder_tell_again:
 * @self: a folder
 * @path: a file that it told of
 *
 * Asks for the file to be told once more in ten seconds, because it could not be handled now. Till
 * then it does not count as arriving.
 */
void
bureau_folder_tell_again (BureauFolder *self, const char *path)
{
  Entry *entry = g_hash_table_lookup (self->files, path);
  if (entry == NULL)
    return;
  entry->not_before = bureau_time_monotonic () + AGAIN_MILLISECONDS;
  set_told (self, entry, FALSE);
  begin_looking (self);
}

static gboolean
begin_monitor (BureauFolder *self, GError **error)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->path);
  self->monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_WATCH_MOVES, NULL, error);
  if (self->monitor == NULL)
    return FALSE;
  g_file_monitor_set_rate_limit (self->monitor, LOOK_MILLISECONDS);
  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (monitor_cb), self, 0);
  return TRUE;
}

/**
 * bureau_folder_start:
 * @self: a folder
 * @error: return location
 *
 * Begins to watch, and looks at what is there. A file is whole when the kernel grants a read lease
 * on it, or, where it knows none, when it has not changed for two seconds.
 *
 * Returns: %FALSE with %BUREAU_ERROR_NOT_FOUND where there is no such folder
 */
gboolean
bureau_folder_start (BureauFolder *self, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GDir) dir = g_dir_open (self->path, 0, &reason);
  if (dir == NULL)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
                   "The folder cannot be watched: %s. Choose one that is there.", reason->message);
      return FALSE;
    }
  if (!self->is_polled && self->monitor == NULL && !begin_monitor (self, error))
    return FALSE;
  if (self->poll_source == 0)
    self->poll_source = g_timeout_add_seconds (POLL_SECONDS, poll_cb, self);
  folder_changed (self);
  sweep (self);
  return TRUE;
}

/**
 * bureau_folder_stop:
 * @self: a folder
 *
 * Stops watching; nothing is told any more.
 */
void
bureau_folder_stop (BureauFolder *self)
{
  g_clear_handle_id (&self->look_source, g_source_remove);
  g_clear_handle_id (&self->poll_source, g_source_remove);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
}
