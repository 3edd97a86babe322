/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that arrived in a watched folder are imported, each once. */
#include "agents/arrival.h"

#include "agents/absent-folder.h"
#include "agents/arrived-file.h"
#include "agents/retry.h"
#include "agents/trouble.h"
#include "base/json.h"
#include "channels/import.h"
#include "memory/request.h"

#define CRASHED                                                                                    \
  "Bureau stopped several times while reading this file, so it is not read again. Look at it,"     \
  " then import it by hand."

typedef struct
{
  GArray *files;    /* of BureauArrivedFile */
  JsonArray *fates; /* what became of each, as bureau_import_files() says it */
} Arrival;

static gboolean
read_marks (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Arrival *self = data;

  for (guint i = 0; i < self->files->len; i++)
    if (!bureau_arrived_file_read (&g_array_index (self->files, BureauArrivedFile, i), database,
                                   error))
      return FALSE;

  return TRUE;
}

static gboolean
is_given_up (const BureauArrivedFile *file)
{
  return file->crashes >= BUREAU_RETRY_CRASHES;
}

static GStrv
list_new (GArray *files)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < files->len; i++)
    {
      const BureauArrivedFile *file = &g_array_index (files, BureauArrivedFile, i);

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
    if (!bureau_arrived_file_write_begun (&g_array_index (self->files, BureauArrivedFile, i),
                                          transaction, error))
      return FALSE;

  return TRUE;
}

/* What stopped the program three times is shown as an import that failed. */
static void
add_given_up (Arrival *self)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      const BureauArrivedFile *file = &g_array_index (self->files, BureauArrivedFile, i);
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
        if (g_str_equal (g_array_index (self->files, BureauArrivedFile, k).path, path))
          g_array_index (self->files, BureauArrivedFile, k).is_aside = TRUE;
    }
}

static gboolean
write_handled (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Arrival *self = data;

  for (guint i = 0; i < self->files->len; i++)
    if (!bureau_arrived_file_write_end (&g_array_index (self->files, BureauArrivedFile, i),
                                        transaction, error))
      return FALSE;
  for (guint i = 0; i < json_array_get_length (self->fates); i++)
    {
      JsonObject *fate = json_array_get_object_element (self->fates, i);

      if (json_object_has_member (fate, "error") && !bureau_json_get_boolean (fate, "retry")
          && !bureau_trouble_write (transaction, "import", bureau_json_get_string (fate, "file"),
                                    bureau_json_get_string (fate, "error"), error))
        return FALSE;
    }

  return TRUE;
}

/* A long one is handled once it is asked for: from then on it is a request as any other. */
static gboolean
write_request (BureauTransaction *transaction, const BureauArrivedFile *file, GError **error)
{
  g_autoptr (JsonObject) args = json_object_new ();
  JsonArray *files = json_array_new ();

  json_array_add_string_element (files, file->path);
  json_object_set_array_member (args, "files", files);

  return bureau_request_insert (transaction, "import", args, error) != 0
         && bureau_arrived_file_write_end (file, transaction, error);
}

static gboolean
write_requests (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Arrival *self = data;

  for (guint i = 0; i < self->files->len; i++)
    if (!write_request (transaction, &g_array_index (self->files, BureauArrivedFile, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
ask_for_long (BureauMemory *memory, GArray *files, GError **error)
{
  const BureauCause cause = { "system", "import:folder" };
  g_autoptr (GArray) asked = g_array_new (FALSE, TRUE, sizeof (BureauArrivedFile));

  for (guint i = 0; i < files->len; i++)
    {
      BureauArrivedFile *file = &g_array_index (files, BureauArrivedFile, i);

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
  GArray *chosen = g_array_new (FALSE, TRUE, sizeof (BureauArrivedFile));

  for (guint i = 0; i < files->len; i++)
    {
      const BureauArrivedFile *file = &g_array_index (files, BureauArrivedFile, i);

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
  g_autoptr (GArray) files = bureau_arrived_files_list (paths);
  Arrival arrival = { files, NULL };

  if (!dex_await (bureau_memory_read (memory, read_marks, &arrival, NULL), error)
      || !ask_for_long (memory, files, error))
    return FALSE;
  for (int i = -1; i < (int)files->len; i++)
    {
      g_autoptr (GArray) group = NULL;

      if (i >= 0 && g_array_index (files, BureauArrivedFile, i).crashes == 0)
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
  char **paths = data;

  for (guint i = 0; paths[i]; i++)
    if (!bureau_arrived_file_forget (transaction, paths[i], error))
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
  return bureau_arrived_files_count_crashes (transaction, error)
         && bureau_absent_folder_forget_all (transaction, error);
}
