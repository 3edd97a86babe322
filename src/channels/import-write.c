/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/import-private.h"

#include "base/error.h"
#include "base/json.h"
#include "channels/import-mark.h"
#include "channels/mail.h"
#include "memory/message.h"
#include "memory/record.h"

typedef struct
{
  GPtrArray *batch;
  char *into;
  char *mark; /* NULL for messages */
} Writing;

static void
free_writing (gpointer data)
{
  Writing *self = data;
  g_clear_pointer (&self->batch, g_ptr_array_unref);
  g_free (self->into);
  g_free (self->mark);
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
              JsonObject *entry, gint64 *last, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 id = bureau_record_insert (transaction, into, item->fields, &failure);
  *last = id != 0 ? id : *last;
  if (id != 0)
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
            JsonObject *entry, gint64 *last, GError **error)
{
  if (item->is_record)
    return write_record (transaction, item, writing->into, entry, last, error);
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
  gint64 n_done = 0, last = 0;
  if (self->mark != NULL
      && !bureau_import_mark_read (transaction, self->mark, self->into, &n_done, error))
    return FALSE;
  for (guint i = 0; i < self->batch->len; i++)
    {
      const BureauImportItem *item = g_ptr_array_index (self->batch, i);
      JsonObject *entry = add_entry (entries, item->path);
      if (item->is_record && item->number <= n_done)
        json_object_set_int_member (entry, "records", 1);
      else if (!write_item (transaction, self, item, entry, &last, error))
        return FALSE;
      n_done = MAX (n_done, item->number);
    }
  if (last != 0 && self->mark != NULL
      && !bureau_import_mark_write (transaction, self->mark, self->into, n_done, last, error))
    return FALSE;
  g_value_init (result, JSON_TYPE_ARRAY);
  g_value_set_boxed (result, entries);
  return TRUE;
}

/**
 * bureau_import_may_pass:
 *
 * Returns: whether it may work later with nobody's help, as when the disk was full
 */
gboolean
bureau_import_may_pass (const GError *error)
{
  return g_error_matches (error, BUREAU_ERROR, BUREAU_ERROR_FULL)
         || g_error_matches (error, BUREAU_ERROR, BUREAU_ERROR_BUSY)
         || g_error_matches (error, BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE);
}

/**
 * bureau_import_list_failures:
 * @batch: (element-type BureauImportItem): what the workspace could not take
 * @error: why
 *
 * Returns: (transfer full): a result for every file of it; to be tried again where it may work
 *   then, as when the disk was full
 */
JsonArray *
bureau_import_list_failures (GPtrArray *batch, const GError *error)
{
  JsonArray *entries = json_array_new ();
  gboolean may_pass = bureau_import_may_pass (error);
  const char *last = NULL;
  for (guint i = 0; i < batch->len; i++)
    {
      const BureauImportItem *item = g_ptr_array_index (batch, i);
      if (g_strcmp0 (item->path, last) == 0)
        continue;
      JsonObject *entry = add_entry (entries, item->path);
      json_object_set_string_member (entry, "error", error->message);
      if (may_pass)
        json_object_set_boolean_member (entry, "retry", TRUE);
      last = item->path;
    }
  return entries;
}

/**
 * bureau_import_write:
 * @memory: the workspace
 * @cause: who imports, and why
 * @batch: (element-type BureauImportItem): what was read
 * @into: (nullable): the collection of records
 * @mark: (nullable): of bureau_import_mark_make(), for records
 *
 * Commits a batch in one transaction; of records, those that came in before are passed over.
 *
 * Returns: (transfer full): resolves to a #JsonArray of what became of each
 */
DexFuture *
bureau_import_write (BureauMemory *memory, const BureauCause *cause, GPtrArray *batch,
                     const char *into, const char *mark)
{
  Writing *writing = g_new0 (Writing, 1);
  writing->batch = g_ptr_array_ref (batch);
  writing->into = g_strdup (into);
  writing->mark = g_strdup (mark);
  return bureau_memory_write (memory, cause, write_batch, writing, free_writing);
}
