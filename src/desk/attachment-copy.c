/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attachments on their way out of the workspace, to be looked at, and into it, to go with a draft.
 */
#include "desk/attachment-copy.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "desk/decision.h"
#include "memory/message.h"

#define MAX_NAME_BYTES 120
#define MAX_BYTES (25 * 1000 * 1000) /* what most mail servers take */

/* Out --------------------------------------------------------------------------------------------
 */

/* Of this process alone; what is in it goes with the process. */
static char *copies;
G_LOCK_DEFINE_STATIC (copies);

static void
remove_tree (const char *path, guint depth)
{
  g_autoptr (GDir) folder = depth < 3 ? g_dir_open (path, 0, NULL) : NULL;
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child, depth + 1);
    }
  g_remove (path);
}

/* At the end of the program. */
static void
forget_copies (void)
{
  G_LOCK (copies);
  if (copies != NULL)
    remove_tree (copies, 0);
  g_clear_pointer (&copies, g_free);
  G_UNLOCK (copies);
}

static char *
make_folder (GError **error)
{
  g_autofree char *template = NULL;

  G_LOCK (copies);
  if (copies == NULL && (copies = g_dir_make_tmp ("bureau-XXXXXX", error)) != NULL)
    atexit (forget_copies);
  if (copies != NULL)
    template = g_build_filename (copies, "XXXXXX", NULL);
  G_UNLOCK (copies);
  return template != NULL && g_mkdtemp (template) != NULL ? g_steal_pointer (&template) : NULL;
}

/**
 * bureau_attachment_safe_name:
 * @name: (nullable): as a stranger gave it
 *
 * Returns: (transfer full): a name for a file in a folder of our own: no path, nothing hidden, no
 *   characters that turn it about, not too long, its ending kept
 */
char *
bureau_attachment_safe_name (const char *name)
{
  g_autofree char *visible = bureau_text_visible (name != NULL ? name : "", NULL);
  g_autofree char *line = bureau_text_one_line (visible);
  const char *dot = strrchr (line, '.');
  g_autofree char *ending = g_strdup (dot != NULL && strlen (dot) < 16 ? dot : "");

  g_strdelimit (line, "/\\:", '_');
  if (*line == '.' || *line == '-' || *line == '~')
    *line = '_';
  if (*g_strstrip (line) == '\0')
    return g_strdup ("attachment");
  if (strlen (line) <= MAX_NAME_BYTES)
    return g_steal_pointer (&line);

  g_autofree char *shorter = bureau_text_shorten (line, MAX_NAME_BYTES);
  return g_strconcat (shorter, ending, NULL);
}

/* On a thread that reads: the bytes may be many. The copy can be read, neither run nor changed. */
static gboolean
copy (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  const char *sha256 = bureau_json_get_string (data, "sha256");
  g_autoptr (GBytes) bytes = bureau_blob_load (database, sha256 != NULL ? sha256 : "", error);
  g_autofree char *folder = bytes != NULL ? make_folder (error) : NULL;
  g_autofree char *name = bureau_attachment_safe_name (bureau_json_get_string (data, "name"));
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  if (path == NULL
      || !g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL),
                                    (gssize)g_bytes_get_size (bytes), G_FILE_SET_CONTENTS_NONE,
                                    0400, error))
    return FALSE;
  g_value_init (result, G_TYPE_STRING);
  g_value_take_string (result, g_steal_pointer (&path));
  return TRUE;
}

/**
 * bureau_attachment_copy:
 * @attachment: {"name","sha256"}
 *
 * Writes a copy into a folder that only this person can read.
 *
 * Returns: (transfer full): resolves to the path of the copy
 */
DexFuture *
bureau_attachment_copy (BureauMemory *memory, JsonObject *attachment)
{
  return bureau_memory_read (memory, copy, json_object_ref (attachment),
                             (GDestroyNotify)json_object_unref);
}

typedef struct
{
  JsonObject *attachment;
  char *folder;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *self = data;

  g_clear_pointer (&self->attachment, json_object_unref);
  g_free (self->folder);
  g_free (self);
}

/* "prices.csv", "prices (2).csv", …: what stands there stays. */
static char *
free_path (const char *folder, const char *name)
{
  const char *dot = strrchr (name, '.');
  int stem = dot != NULL ? (int)(dot - name) : (int)strlen (name);
  char *path = g_build_filename (folder, name, NULL);

  for (guint i = 2; g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK); i++)
    {
      g_autofree char *other = g_strdup_printf ("%.*s (%u)%s", stem, name, i,
                                                dot != NULL ? dot : "");

      g_free (path);
      path = g_build_filename (folder, other, NULL);
    }
  return path;
}

static gboolean
save (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Saving *self = data;
  const char *sha256 = bureau_json_get_string (self->attachment, "sha256");
  g_autofree char *name = bureau_attachment_safe_name (
      bureau_json_get_string (self->attachment, "name"));
  g_autofree char *path = free_path (self->folder, name);
  g_autoptr (GBytes) bytes = bureau_blob_load (database, sha256 != NULL ? sha256 : "", error);

  if (bytes == NULL
      || !g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL),
                                    (gssize)g_bytes_get_size (bytes),
                                    G_FILE_SET_CONTENTS_CONSISTENT, 0600, error))
    return FALSE;
  g_value_init (result, G_TYPE_STRING);
  g_value_take_string (result, g_steal_pointer (&path));
  return TRUE;
}

/**
 * bureau_attachment_save:
 * @attachment: {"name","sha256"}
 * @folder: (type filename): where a person wants it
 *
 * Writes it there under a name that nothing has yet.
 *
 * Returns: (transfer full): resolves to the path
 */
DexFuture *
bureau_attachment_save (BureauMemory *memory, JsonObject *attachment, const char *folder)
{
  Saving *self = g_new0 (Saving, 1);

  self->attachment = json_object_ref (attachment);
  self->folder = g_strdup (folder);
  return bureau_memory_read (memory, save, self, saving_free);
}

/* In ---------------------------------------------------------------------------------------------
 */

typedef struct
{
  BureauMemory *memory;
  GFile *file;
  GBytes *bytes;
} Taking;

static void
taking_free (gpointer data)
{
  Taking *self = data;

  g_clear_object (&self->memory);
  g_clear_object (&self->file);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

static gboolean
keep (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Taking *self = data;

  g_value_init (result, G_TYPE_STRING);
  g_value_take_string (result, bureau_blob_insert (transaction, self->bytes, error));
  return g_value_get_string (result) != NULL;
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED, sentence);
  return FALSE;
}

/* To close the workspace's own file by another descriptor than SQLite's would drop its locks, so it
 * is told by its name and never opened, not even to look what type it has. */
static gboolean
is_workspace (Taking *self)
{
  g_autofree char *path = g_file_get_path (self->file);
  g_autofree char *real = path != NULL ? realpath (path, NULL) : NULL;
  g_autofree char *own = realpath (bureau_memory_get_path (self->memory), NULL);

  return real != NULL && own != NULL && g_str_has_prefix (real, own);
}

static gboolean
check (Taking *self, GFileInfo *info, GError **error)
{
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    return refuse (error, _ ("This is no file that can be attached."));
  if (g_file_info_get_size (info) > MAX_BYTES)
    return refuse (error, _ ("This file is larger than 25 MB, which most mail servers refuse. "
                             "Share a link to it instead."));
  if (is_workspace (self))
    return refuse (error, _ ("This is the workspace itself; it is not sent to anybody."));
  return TRUE;
}

static JsonObject *
describe (Taking *self, GFileInfo *info, const char *sha256)
{
  JsonObject *attachment = json_object_new ();
  const char *guess = g_file_info_get_attribute_string (
      info, G_FILE_ATTRIBUTE_STANDARD_FAST_CONTENT_TYPE);
  g_autofree char *type = guess != NULL ? g_content_type_get_mime_type (guess) : NULL;

  json_object_set_string_member (attachment, "name", g_file_info_get_display_name (info));
  json_object_set_string_member (attachment, "type",
                                 type != NULL ? type : "application/octet-stream");
  json_object_set_int_member (attachment, "size", (gint64)g_bytes_get_size (self->bytes));
  json_object_set_string_member (attachment, "sha256", sha256);
  return attachment;
}

static DexFuture *
take_fiber (gpointer data)
{
  Taking *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = dex_await_object (
      dex_file_query_info (self->file,
                           G_FILE_ATTRIBUTE_STANDARD_TYPE
                           "," G_FILE_ATTRIBUTE_STANDARD_SIZE
                           "," G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME
                           "," G_FILE_ATTRIBUTE_STANDARD_FAST_CONTENT_TYPE,
                           G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT),
      &error);
  g_autofree char *sha256 = NULL;

  if (info != NULL && check (self, info, &error))
    self->bytes = dex_await_boxed (dex_file_load_contents_bytes (self->file), &error);
  if (self->bytes != NULL)
    sha256 = dex_await_string (
        bureau_memory_write (self->memory, &bureau_decision_cause, keep, self, NULL), &error);
  if (sha256 == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_take_boxed (JSON_TYPE_OBJECT, describe (self, info, sha256));
}

/**
 * bureau_attachment_take:
 * @file: what a person dropped or chose
 *
 * Keeps the bytes of a file in the workspace.
 *
 * Returns: (transfer full): resolves to a #JsonObject {"name","type","size","sha256"}; rejects with
 *   BUREAU_ERROR_REFUSED where it is no file, too large, or the workspace itself
 */
DexFuture *
bureau_attachment_take (BureauMemory *memory, GFile *file)
{
  Taking *self = g_new0 (Taking, 1);

  self->memory = g_object_ref (memory);
  self->file = g_object_ref (file);
  return dex_scheduler_spawn (NULL, 0, take_fiber, self, taking_free);
}
