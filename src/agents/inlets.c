/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/inlets.h"

#include "agents/absent-folder.h"
#include "agents/arrival.h"
#include "base/json.h"
#include "base/log.h"
#include "channels/folder.h"

/* So many files are read and committed together. */
#define MAX_FILES 64

/* A folder that cannot be watched, on a drive that is not there say, is looked for so often. */
#define ABSENT_SECONDS 10

struct _BureauInlets
{
  BureauMemory *memory;
  BureauTroubles *troubles;
  BureauInletsFunc imported;
  gpointer data;
  BureauCatalog *catalog;
  GHashTable *folders; /* path → BureauFolder */
  GHashTable *absent;  /* paths that cannot be watched now */
  guint absent_source;
  GQueue arrived; /* of char *, paths */
  DexFuture *importing;
  gboolean is_stopped;
};

static void begin_importing (BureauInlets *self);

/* Importing */

static GStrv
take_paths (BureauInlets *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < MAX_FILES && self->arrived.length > 0; i++)
    g_strv_builder_take (builder, g_queue_pop_head (&self->arrived));

  return g_strv_builder_end (builder);
}

static void
try_again (BureauInlets *self, const char *const *paths)
{
  GHashTableIter iter;
  gpointer folder;

  g_hash_table_iter_init (&iter, self->folders);
  while (g_hash_table_iter_next (&iter, NULL, &folder))
    for (guint i = 0; paths[i]; i++)
      bureau_folder_tell_again (folder, paths[i]);
}

static void
import_paths (BureauInlets *self, const char *const *paths)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GError) error = NULL;
  gboolean ok = bureau_arrival_import (self->memory, paths, builder, &error);
  g_auto (GStrv) again = g_strv_builder_end (builder);

  if (ok)
    bureau_troubles_end (self->troubles, BUREAU_TROUBLE_FILES);
  else
    bureau_troubles_begin (self->troubles, BUREAU_TROUBLE_FILES, error->message);
  try_again (self, ok ? (const char *const *)again : paths);
}

static DexFuture *
import_fiber (gpointer data)
{
  BureauInlets *self = data;

  while (self->arrived.length > 0 && !self->is_stopped)
    {
      g_auto (GStrv) paths = take_paths (self);

      import_paths (self, (const char *const *)paths);
    }

  return dex_future_new_true ();
}

static DexFuture *
imported_cb (DexFuture *future, gpointer data)
{
  BureauInlets *self = data;

  dex_clear (&self->importing);
  if (self->arrived.length > 0)
    begin_importing (self);
  self->imported (self->data);

  return dex_future_new_true ();
}

static void
begin_importing (BureauInlets *self)
{
  if (self->importing || self->is_stopped)
    return;
  self->importing = dex_future_finally (dex_scheduler_spawn (NULL, 0, import_fiber, self, NULL),
                                        imported_cb, self, NULL);
}

/* Callbacks */

static void
settled_cb (BureauFolder *folder, BureauInlets *self)
{
  self->imported (self->data);
}

static void
arrived_cb (BureauFolder *folder, const char *path, BureauInlets *self)
{
  g_queue_push_tail (&self->arrived, g_strdup (path));
  begin_importing (self);
}

/* Folders */

static void lost_cb (BureauFolder *folder, const char *why, BureauInlets *self);

static void
folder_free (gpointer data)
{
  g_autoptr (BureauFolder) folder = data;

  g_signal_handlers_disconnect_matched (folder, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, arrived_cb, NULL);
  g_signal_handlers_disconnect_matched (folder, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, settled_cb, NULL);
  g_signal_handlers_disconnect_matched (folder, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, lost_cb, NULL);
  bureau_folder_stop (folder);
}

static void watch_all (BureauInlets *self);

static gboolean
look_again_cb (gpointer data)
{
  BureauInlets *self = data;

  self->absent_source = 0;
  watch_all (self);

  return G_SOURCE_REMOVE;
}

/* The person is told once, not each time it is looked for. */
static void
note_absent (BureauInlets *self, const char *path, const char *reason)
{
  g_autofree char *why = g_strdup_printf (
      "The folder %s cannot be read, so nothing comes in from it. Bring it back, or choose another "
      "one in the preferences.",
      path);

  if (self->absent_source == 0)
    self->absent_source = g_timeout_add_seconds (ABSENT_SECONDS, look_again_cb, self);
  if (!g_hash_table_add (self->absent, g_strdup (path)))
    return;
  bureau_log_event ("agents", "folder-not-watched", "path", path, "error", reason, NULL);
  dex_future_disown (bureau_absent_folder_tell (self->memory, path, why));
}

static void
note_present (BureauInlets *self, const char *path)
{
  if (g_hash_table_contains (self->absent, path))
    dex_future_disown (bureau_absent_folder_tell_present (self->memory, path));
  g_hash_table_remove (self->absent, path);
}

static void
lost_cb (BureauFolder *folder, const char *why, BureauInlets *self)
{
  GHashTableIter iter;
  gpointer path, other;

  g_hash_table_iter_init (&iter, self->folders);
  while (g_hash_table_iter_next (&iter, &path, &other))
    if (other == folder)
      {
        note_absent (self, path, why);
        g_hash_table_iter_remove (&iter);
        return;
      }
}

static void
watch (BureauInlets *self, const char *path)
{
  g_autoptr (BureauFolder) folder = bureau_folder_new (
      path, g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS));
  g_autoptr (GError) error = NULL;

  /* folder_free() disconnects: what listens is no object. */
  g_signal_connect_data (folder, "arrived", G_CALLBACK (arrived_cb), self, NULL, 0);
  g_signal_connect_data (folder, "settled", G_CALLBACK (settled_cb), self, NULL, 0);
  g_signal_connect_data (folder, "lost", G_CALLBACK (lost_cb), self, NULL, 0);
  if (bureau_folder_start (folder, &error))
    {
      note_present (self, path);
      g_hash_table_insert (self->folders, g_strdup (path), g_steal_pointer (&folder));
    }
  else
    note_absent (self, path, error->message);
}

static GHashTable *
list_paths (BureauCatalog *catalog)
{
  JsonArray *connections = bureau_catalog_get_connections (catalog);
  GHashTable *paths = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (connections); i++)
    {
      JsonObject *connection = json_array_get_object_element (connections, i);
      const char *path = bureau_json_get_string (bureau_json_get_object (connection, "config"),
                                                 "path");

      if (g_strcmp0 (bureau_json_get_string (connection, "kind"), "folder") == 0 && path
          && bureau_json_get_boolean (connection, "enabled"))
        g_hash_table_add (paths, (gpointer)path);
    }

  return paths;
}

static gboolean
is_unwanted (gpointer path, gpointer folder, gpointer paths)
{
  return !g_hash_table_contains (paths, path);
}

/* A folder that is not wanted any more is no trouble either. */
static void
forget_unwanted (BureauInlets *self, GHashTable *paths)
{
  g_autoptr (GPtrArray) absent = g_hash_table_get_keys_as_ptr_array (self->absent);

  g_hash_table_foreach_remove (self->folders, is_unwanted, paths);
  for (guint i = 0; i < absent->len; i++)
    if (!g_hash_table_contains (paths, absent->pdata[i]))
      note_present (self, absent->pdata[i]);
}

static void
watch_all (BureauInlets *self)
{
  g_autoptr (GHashTable) paths = list_paths (self->catalog);
  GHashTableIter iter;
  gpointer path;

  forget_unwanted (self, paths);
  g_hash_table_iter_init (&iter, paths);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    if (!g_hash_table_contains (self->folders, path))
      watch (self, path);
}

/* Public */

/**
 * bureau_inlets_new:
 * @troubles: outlives this
 * @imported: told when files came in
 *
 * Watches nothing until bureau_inlets_set_catalog() says which folders.
 *
 * Returns: (transfer full): no folders yet
 */
BureauInlets *
bureau_inlets_new (BureauMemory *memory, BureauTroubles *troubles, BureauInletsFunc imported,
                   gpointer data)
{
  BureauInlets *self = g_new0 (BureauInlets, 1);

  self->memory = g_object_ref (memory);
  self->troubles = troubles;
  self->imported = imported;
  self->data = data;
  self->folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, folder_free);
  self->absent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

void
bureau_inlets_free (BureauInlets *self)
{
  g_clear_handle_id (&self->absent_source, g_source_remove);
  g_clear_pointer (&self->folders, g_hash_table_unref);
  g_clear_pointer (&self->absent, g_hash_table_unref);
  g_clear_pointer (&self->catalog, bureau_catalog_unref);
  g_queue_clear_full (&self->arrived, g_free);
  dex_clear (&self->importing);
  g_clear_object (&self->memory);
  g_free (self);
}

/**
 * bureau_inlets_set_catalog:
 *
 * Watches the folders that are connected now, and no others.
 */
void
bureau_inlets_set_catalog (BureauInlets *self, BureauCatalog *catalog)
{
  bureau_catalog_ref (catalog);
  g_clear_pointer (&self->catalog, bureau_catalog_unref);
  self->catalog = catalog;
  watch_all (self);
}

/**
 * bureau_inlets_stop:
 *
 * Watches nothing any more.
 *
 * Returns: (transfer full): resolves once nothing is being imported
 */
DexFuture *
bureau_inlets_stop (BureauInlets *self)
{
  self->is_stopped = TRUE;
  g_clear_handle_id (&self->absent_source, g_source_remove);
  g_hash_table_remove_all (self->folders);

  return self->importing ? dex_ref (self->importing) : dex_future_new_true ();
}

/**
 * bureau_inlets_is_idle:
 *
 * Returns: whether no file is arriving and none is being imported
 */
gboolean
bureau_inlets_is_idle (BureauInlets *self)
{
  GHashTableIter iter;
  gpointer folder;

  g_hash_table_iter_init (&iter, self->folders);
  while (g_hash_table_iter_next (&iter, NULL, &folder))
    if (bureau_folder_is_arriving (folder))
      return FALSE;

  return !self->importing && self->arrived.length == 0;
}
