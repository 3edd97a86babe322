/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/import.h"

#include "base/error.h"
#include "base/json.h"
#include "base/worker.h"
#include "channels/import-reader.h"
#include "channels/mail.h"
#include "channels/record-fields.h"
#include "memory/collection.h"
#include "memory/connection.h"
#include "memory/message.h"
#include "memory/record.h"
#include "memory/setting.h"

/* What an import knows of the workspace. */
typedef struct
{
  char **own_addresses;
  JsonObject *collection; /* of records, or NULL */
  char *currency;
} Ground;

typedef struct
{
  BureauMemory *memory;
  char *actor;
  char *reason;
  char **paths;
  char *into;
  BureauWorker *worker;
  Ground ground;
  JsonArray *results;
} Import;

static void
free_import (gpointer data)
{
  Import *self = data;
  g_clear_object (&self->memory);
  g_free (self->actor);
  g_free (self->reason);
  g_strfreev (self->paths);
  g_free (self->into);
  if (self->worker != NULL)
    bureau_worker_stop (self->worker);
  g_clear_object (&self->worker);
  g_strfreev (self->ground.own_addresses);
  g_clear_pointer (&self->ground.collection, json_object_unref);
  g_free (self->ground.currency);
  g_clear_pointer (&self->results, json_array_unref);
  g_free (self);
}

static void
add_address (GStrvBuilder *addresses, const char *text)
{
  g_autoptr (BureauAddress) address = text != NULL ? bureau_address_parse (text, NULL) : NULL;
  if (address != NULL)
    g_strv_builder_add (addresses, address->address);
}

static void
add_identities (GStrvBuilder *addresses, JsonNode *setting)
{
  if (setting != NULL && JSON_NODE_HOLDS_OBJECT (setting))
    add_address (addresses, bureau_json_get_string (json_node_get_object (setting), "address"));
  if (setting == NULL || !JSON_NODE_HOLDS_ARRAY (setting))
    return;
  JsonArray *array = json_node_get_array (setting);
  for (guint i = 0; i < json_array_get_length (array); i++)
    add_identities (addresses, json_array_get_element (array, i));
}

static void
add_senders (GStrvBuilder *addresses, JsonArray *connections)
{
  for (guint i = 0; connections != NULL && i < json_array_get_length (connections); i++)
    {
      JsonObject *connection = json_array_get_object_element (connections, i);
      JsonObject *config = bureau_json_get_object (connection, "config");
      if (config != NULL)
        add_address (addresses, bureau_json_get_string (config, "from"));
    }
}

/* On a reader's thread. */
static gboolean
read_ground (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Import *self = data;
  g_autoptr (GStrvBuilder) addresses = g_strv_builder_new ();
  g_autoptr (JsonNode) identity = bureau_setting_get (database, "identity", NULL);
  g_autoptr (JsonNode) identities = bureau_setting_get (database, "identities", NULL);
  g_autoptr (JsonNode) currency = bureau_setting_get (database, "currency", NULL);
  g_autoptr (JsonArray) connections = bureau_connection_list (database, "smtp", NULL);
  add_identities (addresses, identity);
  add_identities (addresses, identities);
  add_senders (addresses, connections);
  self->ground.own_addresses = g_strv_builder_end (addresses);
  const char *code = currency != NULL ? json_node_get_string (currency) : NULL;
  self->ground.currency = g_strdup (code != NULL ? code : "EUR");
  if (self->into != NULL)
    self->ground.collection = bureau_collection_find (database, self->into, error);
  return self->into == NULL || self->ground.collection != NULL;
}

typedef struct
{
  BureauImportReader *reader;
  const Ground *ground; /* outlives the work: the fiber waits for it */
} Reading;

static void
free_reading (gpointer data)
{
  Reading *self = data;
  bureau_import_reader_unref (self->reader);
  g_free (self);
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
      if (!item->is_record || item->fields == NULL)
        continue;
      JsonObject *fields = bureau_record_fields_from_row (self->ground->collection, item->fields,
                                                          self->ground->currency);
      g_clear_pointer (&item->fields, json_object_unref);
      item->fields = fields;
    }
  g_value_init (result, G_TYPE_PTR_ARRAY);
  g_value_set_boxed (result, batch);
  return TRUE;
}

static DexFuture *
begin_batch (Import *self, BureauImportReader *reader)
{
  Reading *reading = g_new0 (Reading, 1);
  reading->reader = bureau_import_reader_ref (reader);
  reading->ground = &self->ground;
  return bureau_worker_run (self->worker, read_batch, reading, free_reading);
}

typedef struct
{
  GPtrArray *batch;
  char *into;
} Writing;

static void
free_writing (gpointer data)
{
  Writing *self = data;
  g_clear_pointer (&self->batch, g_ptr_array_unref);
  g_free (self->into);
  g_free (self);
}

static JsonObject *
add_entry (JsonArray *entries, const char *path)
{
  JsonObject *entry = json_object_new ();
  json_object_set_string_member (entry, "file", path);
  json_array_add_object_element (entries, entry);
  return entry;
}

static BureauPart *
parts_of (const BureauImportItem *item, guint *n_parts)
{
  *n_parts = item->attachments != NULL ? item->attachments->len : 0;
  BureauPart *parts = g_new0 (BureauPart, *n_parts + 1);
  for (guint i = 0; i < *n_parts; i++)
    {
      const BureauAttachment *attachment = g_ptr_array_index (item->attachments, i);
      parts[i] = (BureauPart){ attachment->name, attachment->type, attachment->bytes };
    }
  return parts;
}

static gboolean
write_message (BureauTransaction *transaction, const BureauImportItem *item, JsonObject *entry,
               GError **error)
{
  guint n_parts = 0;
  gboolean is_new = FALSE;
  g_autofree BureauPart *parts = parts_of (item, &n_parts);
  gint64 id = bureau_message_insert (transaction, item->fields, item->raw, parts, n_parts, &is_new,
                                     error);
  if (id == 0)
    return FALSE;
  bureau_json_set_id (entry, "message", id);
  json_object_set_boolean_member (entry, "new", is_new);
  return TRUE;
}

static gboolean
write_record (BureauTransaction *transaction, const BureauImportItem *item, const char *into,
              JsonObject *entry, GError **error)
{
  g_autoptr (GError) failure = NULL;
  if (bureau_record_insert (transaction, into, item->fields, &failure) != 0)
    json_object_set_int_member (entry, "records", 1);
  else if (g_error_matches (failure, BUREAU_ERROR, BUREAU_ERROR_INVALID))
    /* A rule of the collection that this row alone breaks, such as a value that is there already.
     */
    json_object_set_string_member (entry, "error", failure->message);
  else
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

static gboolean
write_item (BureauTransaction *transaction, const Writing *writing, const BureauImportItem *item,
            JsonObject *entry, GError **error)
{
  if (item->is_record)
    return write_record (transaction, item, writing->into, entry, error);
  if (item->error == NULL)
    return write_message (transaction, item, entry, error);
  json_object_set_string_member (entry, "error", item->error);
  return TRUE;
}

/* On the writer's thread, perhaps twice: all it makes is rows and @result. */
static gboolean
write_batch (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  const Writing *self = data;
  g_autoptr (JsonArray) entries = json_array_new ();
  for (guint i = 0; i < self->batch->len; i++)
    {
      const BureauImportItem *item = g_ptr_array_index (self->batch, i);
      if (!write_item (transaction, self, item, add_entry (entries, item->path), error))
        return FALSE;
    }
  g_value_init (result, JSON_TYPE_ARRAY);
  g_value_set_boxed (result, entries);
  return TRUE;
}

/* Every file of a batch that the workspace could not take. */
static JsonArray *
list_failures (GPtrArray *batch, const GError *error)
{
  JsonArray *entries = json_array_new ();
  const char *last = NULL;
  for (guint i = 0; i < batch->len; i++)
    {
      const BureauImportItem *item = g_ptr_array_index (batch, i);
      if (g_strcmp0 (item->path, last) == 0)
        continue;
      JsonObject *entry = add_entry (entries, item->path);
      json_object_set_string_member (entry, "error", error->message);
      json_object_set_boolean_member (entry, "retry", TRUE);
      last = item->path;
    }
  return entries;
}

static JsonArray *
commit_batch (Import *self, GPtrArray *batch)
{
  Writing *writing = g_new0 (Writing, 1);
  BureauCause cause = { self->actor, self->reason };
  g_autoptr (GError) error = NULL;
  writing->batch = g_ptr_array_ref (batch);
  writing->into = g_strdup (self->into);
  JsonArray *entries = dex_await_boxed (
      bureau_memory_write (self->memory, &cause, write_batch, writing, free_writing), &error);
  return entries != NULL ? entries : list_failures (batch, error);
}

/* The result that counts the records of a file: not far from the end, only errors come between. */
static JsonObject *
find_count (Import *self, const char *path)
{
  for (guint i = json_array_get_length (self->results); i > 0; i--)
    {
      JsonObject *result = json_array_get_object_element (self->results, i - 1);
      if (g_strcmp0 (bureau_json_get_string (result, "file"), path) != 0)
        return NULL;
      if (json_object_has_member (result, "records"))
        return result;
    }
  return NULL;
}

/* The records of a file are one entry, however many batches they came in. */
static void
add_results (Import *self, JsonArray *entries)
{
  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);
      JsonObject *count = json_object_has_member (entry, "records")
                              ? find_count (self, bureau_json_get_string (entry, "file"))
                              : NULL;
      if (count != NULL)
        json_object_set_int_member (count, "records",
                                    json_object_get_int_member (count, "records") + 1);
      else
        json_array_add_object_element (self->results, json_object_ref (entry));
    }
}

/* Reads the next batch while the last one is being written. */
static gboolean
import_all (Import *self, GError **error)
{
  g_autoptr (BureauImportReader) reader = bureau_import_reader_new (
      (const char *const *)self->paths, (const char *const *)self->ground.own_addresses,
      self->into != NULL);
  g_autoptr (GPtrArray) batch = dex_await_boxed (begin_batch (self, reader), error);
  while (batch != NULL && batch->len > 0)
    {
      DexFuture *next = begin_batch (self, reader);
      g_autoptr (JsonArray) entries = commit_batch (self, batch);
      add_results (self, entries);
      g_clear_pointer (&batch, g_ptr_array_unref);
      batch = dex_await_boxed (next, error);
    }
  return batch != NULL;
}

static DexFuture *
import_fiber (gpointer data)
{
  Import *self = data;
  g_autoptr (GError) error = NULL;
  if (!dex_await (bureau_memory_read (self->memory, read_ground, self, NULL), &error)
      || !import_all (self, &error))
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
                     const char *into_or_null)
{
  Import *self = g_new0 (Import, 1);
  self->memory = g_object_ref (memory);
  self->actor = g_strdup (cause->actor);
  self->reason = g_strdup (cause->reason);
  self->paths = g_strdupv ((char **)paths);
  self->into = g_strdup (into_or_null);
  self->worker = bureau_worker_new ("import");
  self->results = json_array_new ();
  return dex_scheduler_spawn (NULL, 0, import_fiber, self, free_import);
}
