/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/import.h"

#include "base/json.h"
#include "base/worker.h"
#include "channels/import-mark.h"
#include "channels/import-private.h"
#include "channels/record-fields.h"

typedef struct
{
  BureauMemory *memory;
  char *actor;
  char *reason;
  char **paths;
  BureauWorker *worker;
  BureauImportGround ground;
  gint64 n_read; /* on the worker's thread; one batch is read at a time */
  JsonArray *results;
  GHashTable *counts; /* path → the result that counts its records */
  BureauProgress *progress;
  gint64 n_items;      /* that are in the workspace now */
  char *mark;          /* how far it came, for records; see channels/import-mark.h */
  gboolean is_cut_off; /* by a workspace that takes nothing now */
} Import;

static void
free_import (gpointer data)
{
  Import *self = data;
  g_clear_object (&self->memory);
  g_free (self->actor);
  g_free (self->reason);
  g_strfreev (self->paths);
  g_free (self->mark);
  if (self->worker != NULL)
    bureau_worker_stop (self->worker);
  g_clear_object (&self->worker);
  bureau_import_ground_clear (&self->ground);
  g_clear_pointer (&self->counts, g_hash_table_unref);
  g_clear_pointer (&self->results, json_array_unref);
  g_clear_object (&self->progress);
  g_free (self);
}

typedef struct
{
  BureauImportReader *reader;
  gint64 *n_read;
  const BureauImportGround *ground; /* outlives the work: the fiber waits for it */
  BureauProgress *progress;
} Reading;

static void
free_reading (gpointer data)
{
  Reading *self = data;
  bureau_import_reader_unref (self->reader);
  g_clear_object (&self->progress);
  g_free (self);
}

static void
tell_place (const Reading *self)
{
  gint64 done = 0, total = 0;
  bureau_import_reader_get_place (self->reader, &done, &total);
  bureau_progress_set (self->progress, done, total);
}

/* On the import's worker. */
static gboolean
read_batch (gpointer data, GValue *result, GError **error)
{
  Reading *self = data;
  g_autoptr (GPtrArray) batch = bureau_import_reader_next (self->reader);
  for (guint i = 0; i < batch->len; i++)
    {
      BureauImportItem *item = g_ptr_array_index (batch, i);
      item->number = ++*self->n_read;
      if (!item->is_record || item->fields == NULL)
        continue;
      JsonObject *fields = bureau_record_fields_from_row (self->ground->collection, item->fields,
                                                          self->ground->currency);
      g_clear_pointer (&item->fields, json_object_unref);
      item->fields = fields;
    }
  tell_place (self);
  g_value_init (result, G_TYPE_PTR_ARRAY);
  g_value_set_boxed (result, batch);
  return TRUE;
}

static DexFuture *
begin_batch (Import *self, BureauImportReader *reader)
{
  Reading *reading = g_new0 (Reading, 1);
  reading->reader = bureau_import_reader_ref (reader);
  reading->n_read = &self->n_read;
  reading->ground = &self->ground;
  g_set_object (&reading->progress, self->progress);
  return bureau_worker_run (self->worker, read_batch, reading, free_reading);
}

static JsonArray *
write_batch (Import *self, GPtrArray *batch, GError **error)
{
  BureauCause cause = { self->actor, self->reason };
  return dex_await_boxed (
      bureau_import_write (self->memory, &cause, batch, self->ground.into, self->mark), error);
}

/* What the workspace does not take together it is given one by one, so that one bad thing keeps no
 * other out. */
static JsonArray *
commit_each (Import *self, GPtrArray *batch)
{
  JsonArray *all = json_array_new ();
  for (guint i = 0; i < batch->len; i++)
    {
      g_autoptr (GPtrArray) one = g_ptr_array_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonArray) entries = NULL;
      g_ptr_array_add (one, g_ptr_array_index (batch, i));
      entries = write_batch (self, one, &error);
      if (entries == NULL)
        entries = bureau_import_list_failures (one, error);
      for (guint k = 0; k < json_array_get_length (entries); k++)
        json_array_add_object_element (
            all, json_object_ref (json_array_get_object_element (entries, k)));
    }
  return all;
}

static JsonArray *
commit_batch (Import *self, GPtrArray *batch)
{
  g_autoptr (GError) error = NULL;
  JsonArray *entries = write_batch (self, batch, &error);
  if (entries != NULL)
    return entries;
  if (!bureau_import_may_pass (error))
    return commit_each (self, batch);
  /* Of records the rest waits too, so that the same import goes on here. */
  self->is_cut_off = self->mark != NULL;
  return bureau_import_list_failures (batch, error);
}

/* The records of a file are one entry, however many batches they came in. */
static void
add_record (Import *self, JsonObject *entry)
{
  const char *path = bureau_json_get_string (entry, "file");
  JsonObject *count = g_hash_table_lookup (self->counts, path);
  if (count != NULL)
    {
      json_object_set_int_member (count, "records",
                                  json_object_get_int_member (count, "records") + 1);
      return;
    }
  json_array_add_object_element (self->results, json_object_ref (entry));
  g_hash_table_insert (self->counts, g_strdup (path), entry);
}

static void
add_results (Import *self, JsonArray *entries)
{
  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);
      if (!json_object_has_member (entry, "error"))
        self->n_items++;
      if (json_object_has_member (entry, "records"))
        add_record (self, entry);
      else
        json_array_add_object_element (self->results, json_object_ref (entry));
    }
  bureau_progress_set_items (self->progress, self->n_items);
}

static gboolean
is_cut_off (Import *self)
{
  return self->is_cut_off || bureau_progress_is_cancelled (self->progress);
}

/* Reads the next batch while the last one is being written. A batch goes in as a whole, so to end
 * between two of them leaves nothing half done. */
static gboolean
import_all (Import *self, GError **error)
{
  g_autoptr (BureauImportReader) reader = bureau_import_reader_new (
      (const char *const *)self->paths, (const char *const *)self->ground.own_addresses,
      self->ground.into != NULL);
  g_autoptr (GPtrArray) batch = dex_await_boxed (begin_batch (self, reader), error);
  while (batch != NULL && batch->len > 0 && !is_cut_off (self))
    {
      DexFuture *next = begin_batch (self, reader);
      g_autoptr (JsonArray) entries = commit_batch (self, batch);
      add_results (self, entries);
      g_clear_pointer (&batch, g_ptr_array_unref);
      batch = dex_await_boxed (next, error);
    }
  return batch != NULL;
}

/* On the import's worker. */
static gboolean
make_mark (gpointer data, GValue *result, GError **error)
{
  Import *self = data;
  self->mark = bureau_import_mark_make ((const char *const *)self->paths, self->ground.into);
  return TRUE;
}

static gboolean
begin_marked (Import *self, GError **error)
{
  return self->ground.into == NULL
         || dex_await (bureau_worker_run (self->worker, make_mark, self, NULL), error);
}

/* What came to its end is brought in anew if it is asked for again. */
static gboolean
end_marked (Import *self, GError **error)
{
  BureauCause cause = { self->actor, self->reason };
  return self->mark == NULL || is_cut_off (self)
         || dex_await (bureau_import_mark_forget (self->memory, &cause, self->mark), error);
}

static DexFuture *
import_fiber (gpointer data)
{
  Import *self = data;
  g_autoptr (GError) error = NULL;
  bureau_progress_begin (self->progress, BUREAU_PHASE_READING);
  if (!dex_await (bureau_memory_read (self->memory, bureau_import_ground_read, &self->ground, NULL),
                  &error)
      || !begin_marked (self, &error) || !import_all (self, &error) || !end_marked (self, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_take_boxed (JSON_TYPE_ARRAY, g_steal_pointer (&self->results));
}

/**
 * bureau_import_files:
 * @memory: the workspace
 * @cause: who imports, and why ("import:NAME")
 * @paths: (array zero-terminated=1): files: .eml, .mbox, .json, .csv, .tsv, .txt
 * @into_or_null: (nullable): the collection that tables and JSON become records of; %NULL for
 * messages
 * @progress_or_null: (nullable): told how far it is, in bytes; where it is cancelled, what came in
 * stays and the rest is not read; the same import of records then goes on where it ended
 *
 * Brings files in: read on a thread of its own, committed in batches. A
 * message that is there already is not added again.
 *
 * Returns: (transfer full): resolves to a #JsonArray of what became of each:
 *   `{"file","message":ID,"new":true}` for each message, `{"file","records":N}` for the records of
 * a file, `{"file","error"}` for what could not be read, with `"retry":true` where the workspace
 * could not take it; rejects where there is no such collection
 */
DexFuture *
bureau_import_files (BureauMemory *memory, const BureauCause *cause, const char *const *paths,
                     const char *into_or_null, BureauProgress *progress_or_null)
{
  Import *self = g_new0 (Import, 1);
  self->memory = g_object_ref (memory);
  self->actor = g_strdup (cause->actor);
  self->reason = g_strdup (cause->reason);
  self->paths = g_strdupv ((char **)paths);
  self->ground.into = g_strdup (into_or_null);
  self->worker = bureau_worker_new ("import");
  self->results = json_array_new ();
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_set_object (&self->progress, progress_or_null);
  return dex_scheduler_spawn (NULL, 0, import_fiber, self, free_import);
}
