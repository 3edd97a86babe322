/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that arrived in a watched folder. Each is imported once: what was handled is kept by path
 * and stamp, so that a start does not read the whole folder again. */
#include "agents/arrival.h"

#include "agents/retry.h"
#include "agents/trouble.h"
#include "base/json.h"
#include "channels/file-whole.h"
#include "channels/import.h"
#include "memory/request.h"

typedef struct
{
  char *path;
  char *key;
  char *stamp;
  char *begun; /* the key of a mark that stands while it is being imported */
  gint64 crashes;
  gboolean is_handled;
  gboolean is_aside; /* not now, but perhaps later */
  gboolean is_long;  /* so large that a person sees how far it is, and may end it */
} File;

/* A second's work or more. */
#define LONG_BYTES (8 * 1000 * 1000)

/* A mark that is there at the start of an engine was left by a crash. */
#define COUNT_CRASHES                                                                              \
  "UPDATE bureau_scratch SET value = CAST(value AS INTEGER) + 1, updated_at = ?1"                  \
  " WHERE key GLOB 'begun:*'"

#define CRASHED                                                                                    \
  "Bureau stopped several times while reading this file, so it is not read again. Look at it, "    \
  "then "                                                                                          \
  "import it by hand."

typedef struct
{
  GArray *files;    /* of File */
  JsonArray *fates; /* what became of each, as bureau_import_files() says it */
} Arrival;

static void
clear_file (gpointer data)
{
  File *self = data;

  g_free (self->path);
  g_free (self->key);
  g_free (self->stamp);
  g_free (self->begun);
}

static GArray *
list_files (const char *const *paths)
{
  GArray *files = g_array_new (FALSE, TRUE, sizeof (File));

  g_array_set_clear_func (files, clear_file);
  for (guint i = 0; paths[i]; i++)
    {
      BureauFileStamp stamp;
      File file = { 0 };

      if (!bureau_file_stamp_read (&stamp, paths[i]))
        continue;
      file.path = g_strdup (paths[i]);
      file.key = g_strconcat ("arrived:", paths[i], NULL);
      file.stamp = g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, stamp.modified,
                                    (gint64)stamp.size);
      file.is_long = stamp.size > LONG_BYTES;
      file.begun = g_strconcat ("begun:", file.stamp, ":", paths[i], NULL);
      g_array_append_val (files, file);
    }

  return files;
}

static gboolean
read_handled (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Arrival *self = data;

  for (guint i = 0; i < self->files->len; i++)
    {
      File *file = &g_array_index (self->files, File, i);
      gint64 n = 0;

      if (!bureau_database_int (database, &n, error,
                                "SELECT 1 FROM bureau_scratch WHERE key = ?1 AND value = ?2", "ss",
                                file->key, file->stamp)
          || !bureau_database_int (database, &file->crashes, error,
                                   "SELECT CAST(value AS INTEGER) FROM bureau_scratch"
                                   " WHERE key = ?1",
                                   "s", file->begun))
        return FALSE;
      file->is_handled = n != 0;
    }

  return TRUE;
}

static gboolean
is_given_up (const File *file)
{
  return file->crashes >= BUREAU_RETRY_CRASHES;
}

static GStrv
list_new (GArray *files)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < files->len; i++)
    {
      const File *file = &g_array_index (files, File, i);

      if (!file->is_handled && !is_given_up (file))
        g_strv_builder_add (builder, file->path);
    }

  return g_strv_builder_end (builder);
}

static gboolean
write_begun (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Arrival *self = data;

  for (guint i = 0; i < self->files->len; i++)
    {
      const File *file = &g_array_index (self->files, File, i);

      if (!file->is_handled
          && !bureau_database_run (bureau_transaction_get_database (transaction), error,
                                   "INSERT INTO bureau_scratch VALUES (?1, ?2, '0')"
                                   " ON CONFLICT DO NOTHING",
                                   "ss", file->begun, bureau_transaction_get_time (transaction)))
        return FALSE;
    }

  return TRUE;
}

/* What stopped the program three times is shown as an import that failed. */
static void
add_given_up (Arrival *self)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      const File *file = &g_array_index (self->files, File, i);
      JsonObject *fate;

      if (file->is_handled || !is_given_up (file))
        continue;
      fate = json_object_new ();
      json_object_set_string_member (fate, "file", file->path);
      json_object_set_string_member (fate, "error", CRASHED);
      json_array_add_object_element (self->fates, fate);
    }
}

/* What the workspace could not take, a full disk say, is not handled: it is tried again. */
static void
set_aside (Arrival *self, GStrvBuilder *again)
{
  for (guint i = 0; i < json_array_get_length (self->fates); i++)
    {
      JsonObject *fate = json_array_get_object_element (self->fates, i);
      const char *path = bureau_json_get_string (fate, "file");

      if (!bureau_json_get_boolean (fate, "retry"))
        continue;
      g_strv_builder_add (again, path);
      for (guint k = 0; k < self->files->len; k++)
        if (g_str_equal (g_array_index (self->files, File, k).path, path))
          g_array_index (self->files, File, k).is_aside = TRUE;
    }
}

/* A file that cannot be read is shown as an import that failed. */
static gboolean
write_failure (BureauTransaction *transaction, JsonObject *fate, GError **error)
{
  return bureau_trouble_write (transaction, "import", bureau_json_get_string (fate, "file"),
                               bureau_json_get_string (fate, "error"), error);
}

static gboolean
write_end (BureauTransaction *transaction, const File *file, GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);

  if (file->is_handled)
    return TRUE;

  return bureau_database_run (database, error, "DELETE FROM bureau_scratch WHERE key = ?1", "s",
                              file->begun)
         && (file->is_aside
             || bureau_database_run (database, error,
                                     "INSERT INTO bureau_scratch VALUES (?1, ?2, ?3)"
                                     " ON CONFLICT (key) DO UPDATE SET value = excluded.value,"
                                     " updated_at = excluded.updated_at",
                                     "sss", file->key, bureau_transaction_get_time (transaction),
                                     file->stamp));
}

static gboolean
write_handled (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Arrival *self = data;

  for (guint i = 0; i < self->files->len; i++)
    if (!write_end (transaction, &g_array_index (self->files, File, i), error))
      return FALSE;
  for (guint i = 0; i < json_array_get_length (self->fates); i++)
    {
      JsonObject *fate = json_array_get_object_element (self->fates, i);

      if (json_object_has_member (fate, "error") && !bureau_json_get_boolean (fate, "retry")
          && !write_failure (transaction, fate, error))
        return FALSE;
    }

  return TRUE;
}

/* A long one is handled once it is asked for: from then on it is a request as any other. */
static gboolean
write_request (BureauTransaction *transaction, const File *file, GError **error)
{
  g_autoptr (JsonObject) args = json_object_new ();
  JsonArray *files = json_array_new ();

  json_array_add_string_element (files, file->path);
  json_object_set_array_member (args, "files", files);

  return bureau_request_insert (transaction, "import", args, error) != 0
         && write_end (transaction, file, error);
}

static gboolean
write_requests (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Arrival *self = data;

  for (guint i = 0; i < self->files->len; i++)
    if (!write_request (transaction, &g_array_index (self->files, File, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
ask_for_long (BureauMemory *memory, GArray *files, GError **error)
{
  const BureauCause cause = { "system", "import:folder" };
  g_autoptr (GArray) asked = g_array_new (FALSE, TRUE, sizeof (File));

  for (guint i = 0; i < files->len; i++)
    {
      File *file = &g_array_index (files, File, i);

      if (!file->is_handled && file->is_long)
        {
          g_array_append_vals (asked, file, 1);
          file->is_handled = TRUE;
        }
    }

  return asked->len == 0
         || dex_await (
             bureau_memory_write (memory, &cause, write_requests, &(Arrival){ asked, NULL }, NULL),
             error);
}

/* Marks them as begun, imports them, and writes what became of them. */
static gboolean
import_group (BureauMemory *memory, GArray *files, GStrvBuilder *again, GError **error)
{
  const BureauCause cause = { "system", "import:folder" };
  g_auto (GStrv) paths = list_new (files);
  g_autoptr (JsonArray) fates = NULL;
  Arrival arrival = { files, NULL };

  if (!dex_await (bureau_memory_write (memory, &cause, write_begun, &arrival, NULL), error))
    return FALSE;
  fates = *paths ? dex_await_boxed (
                       bureau_import_files (memory, &cause, (const char *const *)paths, NULL, NULL),
                       error)
                 : json_array_new ();
  if (!fates)
    return FALSE;
  arrival.fates = fates;
  set_aside (&arrival, again);
  add_given_up (&arrival);

  return dex_await (bureau_memory_write (memory, &cause, write_handled, &arrival, NULL), error);
}

/* Those that the program never stopped in, or else the one at @suspect. */
static GArray *
choose (GArray *files, int suspect)
{
  GArray *chosen = g_array_new (FALSE, TRUE, sizeof (File));

  for (guint i = 0; i < files->len; i++)
    {
      const File *file = &g_array_index (files, File, i);

      if (!file->is_handled && (suspect < 0 ? file->crashes == 0 : i == (guint)suspect))
        g_array_append_vals (chosen, file, 1);
    }

  return chosen;
}

/**
 * bureau_arrival_import:
 * @paths: (array zero-terminated=1): files that are whole
 * @again: takes the paths of those that could not be imported now, but may be later
 *
 * Imports those that were not handled before. One in which the program stopped goes alone and after
 * the others, so that its next crash is counted against no other. Awaits, so it belongs into a
 * fiber.
 *
 * Returns: %FALSE with @error set where memory could not be read or written
 */
gboolean
bureau_arrival_import (BureauMemory *memory, const char *const *paths, GStrvBuilder *again,
                       GError **error)
{
  g_autoptr (GArray) files = list_files (paths);
  Arrival arrival = { files, NULL };

  if (!dex_await (bureau_memory_read (memory, read_handled, &arrival, NULL), error)
      || !ask_for_long (memory, files, error))
    return FALSE;
  for (int i = -1; i < (int)files->len; i++)
    {
      g_autoptr (GArray) group = NULL;

      if (i >= 0 && g_array_index (files, File, i).crashes == 0)
        continue;
      group = choose (files, i);
      if (group->len > 0 && !import_group (memory, group, again, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_forgotten (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  char **paths = data;

  for (guint i = 0; paths[i]; i++)
    if (!bureau_database_run (database, error,
                              "DELETE FROM bureau_scratch WHERE key = 'arrived:' || ?1", "s",
                              paths[i]))
      return FALSE;

  return TRUE;
}

/**
 * bureau_arrival_forget:
 * @paths: (array zero-terminated=1): files that could not be imported whole
 *
 * Has those that came from a watched folder read again at the next start of the engine.
 *
 * Returns: (transfer full): resolves once it is stored
 */
DexFuture *
bureau_arrival_forget (BureauMemory *memory, const char *const *paths)
{
  const BureauCause cause = { "system", "import:folder" };

  return bureau_memory_write (memory, &cause, write_forgotten, g_strdupv ((char **)paths),
                              (GDestroyNotify)g_strfreev);
}

/**
 * bureau_arrival_recover:
 *
 * At the engine's start: whatever was being imported when the program stopped may be why. Which
 * folders are absent is found out anew.
 *
 * Returns: %FALSE with @error set where it could not be written
 */
gboolean
bureau_arrival_recover (BureauTransaction *transaction, GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);

  return bureau_database_run (database, error, COUNT_CRASHES, "s",
                              bureau_transaction_get_time (transaction))
         && bureau_database_run (database, error,
                                 "DELETE FROM bureau_scratch WHERE key GLOB 'absent:*'", "");
}

/* A state and no record of it, but lists that show it are told by the journal. */
static gboolean
write_state (BureauTransaction *transaction, const char *path, const char *why, GError **error)
{
  g_autofree char *key = g_strconcat ("absent:", path, NULL);

  bureau_transaction_add_fact (transaction, "bureau_scratch", 0,
                               why != NULL ? "absent" : "present");
  if (why == NULL)
    return bureau_database_run (bureau_transaction_get_database (transaction), error,
                                "DELETE FROM bureau_scratch WHERE key = ?1", "s", key);
  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "INSERT INTO bureau_scratch VALUES (?1, ?2, ?3)"
                              " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                              "sss", key, bureau_transaction_get_time (transaction), why);
}

static gboolean
write_absent (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  JsonObject *fate = data;

  return write_failure (transaction, fate, error)
         && write_state (transaction, bureau_json_get_string (fate, "file"),
                         bureau_json_get_string (fate, "error"), error);
}

/**
 * bureau_arrival_tell_absent:
 * @path: a folder
 * @why: one sentence
 *
 * Shows the person that nothing can be imported from there: as an import that failed, and as the
 * scratch row "absent:PATH" for as long as it is so.
 *
 * Returns: (transfer full): resolves once it is stored
 */
DexFuture *
bureau_arrival_tell_absent (BureauMemory *memory, const char *path, const char *why)
{
  const BureauCause cause = { "system", "import:folder" };
  JsonObject *fate = json_object_new ();

  bureau_json_set_string (fate, "file", path);
  bureau_json_set_string (fate, "error", why);

  return bureau_memory_write (memory, &cause, write_absent, fate,
                              (GDestroyNotify)json_object_unref);
}

static gboolean
write_present (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  return write_state (transaction, data, NULL, error);
}

/**
 * bureau_arrival_tell_present:
 * @path: a folder of bureau_arrival_tell_absent()
 *
 * Returns: (transfer full): resolves once it is stored that nothing is wrong with it
 */
DexFuture *
bureau_arrival_tell_present (BureauMemory *memory, const char *path)
{
  const BureauCause cause = { "system", "import:folder" };

  return bureau_memory_write (memory, &cause, write_present, g_strdup (path), g_free);
}
