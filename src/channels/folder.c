/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/folder.h"

#include "base/error.h"
#include "base/time.h"
#include "channels/file-whole.h"
#include "channels/folder-files.h"

#define LOOK_MILLISECONDS 100 /* between two looks at a file that is arriving */
#define POLL_SECONDS 1        /* between two looks at a folder that tells of nothing by itself */
#define SWEEP_MILLISECONDS                                                                         \
  30000 /* between two looks at every file, should an event have been lost */

struct _BureauFolder
{
  GObject parent_instance;
  char *path;
  gboolean is_polled;
  GFileMonitor *monitor;
  BureauFolderFiles *files;
  gboolean was_arriving;
  guint look_source;
  guint poll_source;
  BureauFileStamp stamp; /* of the folder as it was last listed */
  gint64 swept_at;
};

G_DEFINE_FINAL_TYPE (BureauFolder, bureau_folder, G_TYPE_OBJECT)

enum
{
  SIGNAL_ARRIVED,
  SIGNAL_SETTLED,
  SIGNAL_LOST,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

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
  g_autoptr (GPtrArray) paths = bureau_folder_files_list_arriving (self->files);
  for (guint i = 0; i < paths->len && self->look_source > 0; i++)
    if (bureau_folder_files_look (self->files, g_ptr_array_index (paths, i)))
      g_signal_emit (self, signals[SIGNAL_ARRIVED], 0, g_ptr_array_index (paths, i));
  tell_settled (self);
  if (bureau_folder_files_has_arriving (self->files) && self->look_source > 0)
    return G_SOURCE_CONTINUE;
  self->look_source = 0;
  return G_SOURCE_REMOVE;
}

static void
begin_looking (BureauFolder *self)
{
  self->was_arriving = bureau_folder_is_arriving (self);
  if (self->look_source == 0 && bureau_folder_files_has_arriving (self->files))
    self->look_source = g_timeout_add (LOOK_MILLISECONDS, look_cb, self);
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
      bureau_folder_files_hear (self->files, path);
    }
  bureau_folder_files_end_sweep (self->files);
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
    bureau_folder_files_forget (self->files, g_file_peek_path (file));
  if (g_str_equal (folder, self->path))
    bureau_folder_files_hear (self->files, path);
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
  g_clear_pointer (&self->files, bureau_folder_files_free);
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
  self->files = bureau_folder_files_new ();
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
 * bureau_folder_is_arriving:
 * @self: a folder
 *
 * Returns: whether a file is arriving that will soon be told; one that somebody holds open without
 *   writing does not count
 */
gboolean
bureau_folder_is_arriving (BureauFolder *self)
{
  return bureau_folder_files_will_arrive (self->files);
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
  bureau_folder_files_tell_again (self->files, path);
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
