/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workflows/template-install.h"

#include "base/error.h"
#include "base/json.h"
#include "memory/collection.h"
#include "memory/document.h"
#include "memory/record.h"
#include "memory/setting.h"
#include "workflows/document.h"
#include "workflows/template.h"

typedef struct
{
  BureauMemory *memory;
  char *actor;
  char *reason;
  JsonObject *template;
  JsonObject *sample; /* NULL: the template alone */
} Installation;

static void
installation_free (gpointer data)
{
  Installation *self = data;

  g_clear_object (&self->memory);
  g_clear_pointer (&self->actor, g_free);
  g_clear_pointer (&self->reason, g_free);
  g_clear_pointer (&self->template, json_object_unref);
  g_clear_pointer (&self->sample, json_object_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Installation, installation_free)

static gboolean
put_documents (BureauTransaction *transaction, JsonObject *template, const char *list,
               const char *kind, GError **error)
{
  JsonArray *documents = bureau_json_get_array (template, list);
  g_autofree char *note = g_strdup_printf ("template %s",
                                           bureau_json_get_string (template, "template"));

  for (guint i = 0; documents != NULL && i < json_array_get_length (documents); i++)
    if (!bureau_document_put (transaction, kind, json_array_get_object_element (documents, i), note,
                              error))
      return FALSE;
  return TRUE;
}

static gboolean
put_settings (BureauTransaction *transaction, JsonObject *source, GError **error)
{
  JsonObject *settings = source != NULL ? bureau_json_get_object (source, "settings") : NULL;
  JsonObjectIter iter;
  const char *key;
  JsonNode *value;

  if (settings == NULL)
    return TRUE;
  json_object_iter_init_ordered (&iter, settings);
  while (json_object_iter_next_ordered (&iter, &key, &value))
    if (!bureau_setting_put (transaction, key, value, error))
      return FALSE;
  return TRUE;
}

/* Sample records */

static JsonArray *
get_fields (JsonObject *template, const char *collection)
{
  JsonArray *collections = bureau_json_get_array (template, "collections");

  for (guint i = 0; i < json_array_get_length (collections); i++)
    {
      JsonObject *document = json_array_get_object_element (collections, i);

      if (g_strcmp0 (bureau_json_get_string (document, "collection"), collection) == 0)
        return bureau_json_get_array (document, "fields");
    }
  return NULL;
}

/* How a ref names the record it points to: its collection and the text of its first field. */
static char *
make_handle (const char *collection, const char *text)
{
  return g_strconcat (collection, "\n", text, NULL);
}

static gboolean
resolve_ref (GHashTable *ids, JsonObject *record, JsonObject *field, GError **error)
{
  const char *name = bureau_json_get_string (field, "name");
  const char *text = bureau_json_get_string (record, name);
  g_autofree char *handle = NULL;
  gint64 *id;

  if (text == NULL)
    return TRUE;
  handle = make_handle (bureau_json_get_string (field, "collection"), text);
  id = g_hash_table_lookup (ids, handle);
  if (id != NULL)
    json_object_set_int_member (record, name, *id);
  else
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                 "The sample's %s “%s” stands in no earlier collection.", name, text);
  return id != NULL;
}

static gboolean
resolve_refs (GHashTable *ids, JsonObject *record, JsonArray *fields, GError **error)
{
  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);

      if (g_str_equal (bureau_json_get_string (field, "type"), "ref")
          && !resolve_ref (ids, record, field, error))
        return FALSE;
    }
  return TRUE;
}

/* The sample may be written again after a failed group, so its records stay as they are. */
static JsonObject *
copy_record (JsonObject *record)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, record);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    json_object_set_member (copy, name, json_node_copy (value));
  return copy;
}

static void
remember (GHashTable *ids, const char *collection, JsonObject *record, JsonArray *fields, gint64 id)
{
  JsonObject *first = json_array_get_object_element (fields, 0);
  const char *text = bureau_json_get_string (record, bureau_json_get_string (first, "name"));

  if (text != NULL)
    g_hash_table_insert (ids, make_handle (collection, text), g_memdup2 (&id, sizeof id));
}

static gboolean
insert_records (BureauTransaction *transaction, GHashTable *ids, const char *collection,
                JsonArray *records, JsonArray *fields, GError **error)
{
  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      g_autoptr (JsonObject) record = copy_record (json_array_get_object_element (records, i));
      gint64 id = 0;

      if (resolve_refs (ids, record, fields, error))
        id = bureau_record_insert (transaction, collection, record, error);
      if (id == 0)
        return FALSE;
      remember (ids, collection, record, fields, id);
    }
  return TRUE;
}

static gboolean
put_sample (BureauTransaction *transaction, Installation *self, GError **error)
{
  JsonObject *records = self->sample != NULL ? bureau_json_get_object (self->sample, "records")
                                             : NULL;
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  JsonObjectIter iter;
  const char *collection;
  JsonNode *list;

  if (records == NULL)
    return TRUE;
  json_object_iter_init_ordered (&iter, records);
  while (json_object_iter_next_ordered (&iter, &collection, &list))
    if (!insert_records (transaction, ids, collection, json_node_get_array (list),
                         get_fields (self->template, collection), error))
      return FALSE;
  return TRUE;
}

/* Settings of the template first: those of the sample business say more. */
static gboolean
write_contents (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Installation *self = data;

  return put_settings (transaction, self->template, error)
         && put_settings (transaction, self->sample, error) && put_sample (transaction, self, error)
         && put_documents (transaction, self->template, "agents", "agent", error)
         && put_documents (transaction, self->template, "workflows", "workflow", error)
         && put_documents (transaction, self->template, "views", "view", error);
}

/* Tables cannot be made in the transaction that fills them, so what could refuse
 * is looked at first. */
static gboolean
check_free (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  JsonArray *collections = bureau_json_get_array (data, "collections");

  for (guint i = 0; i < json_array_get_length (collections); i++)
    {
      const char *name = bureau_json_get_string (json_array_get_object_element (collections, i),
                                                 "collection");
      g_autoptr (JsonObject) present = bureau_collection_find (database, name, NULL);

      if (present != NULL)
        {
          g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_CONFLICT,
                       "The workspace has a collection “%s” already. Install the template in a new "
                       "workspace.",
                       name);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
define_collections (Installation *self, const BureauCause *cause, GError **error)
{
  JsonArray *collections = bureau_json_get_array (self->template, "collections");

  for (guint i = 0; i < json_array_get_length (collections); i++)
    if (!dex_await (bureau_collection_define (self->memory, cause,
                                              json_array_get_object_element (collections, i)),
                    error))
      return FALSE;
  return TRUE;
}

static DexFuture *
install (gpointer data)
{
  Installation *self = data;
  BureauCause cause = { self->actor, self->reason };
  g_autoptr (GError) error = NULL;

  if (!dex_await (bureau_memory_read (self->memory, check_free, self->template, NULL), &error)
      || !define_collections (self, &cause, &error)
      || !dex_await (bureau_memory_write (self->memory, &cause, write_contents, self, NULL),
                     &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_true ();
}

static gboolean
load_documents (Installation *self, const char *name, gboolean sample, GError **error)
{
  g_autoptr (JsonArray) problems = NULL;
  GError *problem;

  self->template = bureau_template_load (name, error);
  if (self->template == NULL)
    return FALSE;
  problems = bureau_document_check (BUREAU_DOCUMENT_TEMPLATE, self->template, NULL);
  problem = bureau_document_problems_to_error (name, problems);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  if (sample)
    self->sample = bureau_template_load_sample (name, error);
  return !sample || self->sample != NULL;
}

/**
 * bureau_template_install:
 * @memory: the workspace
 * @cause: who and why
 * @name: a template's name
 * @sample: whether its sample business comes too: settings and records; its messages are for the
 *   caller to import (bureau_template_load_message())
 *
 * Makes the template's collections, then writes its settings, records and documents in one
 * transaction, records before workflows, so that none of them starts a run.
 *
 * Errors: %BUREAU_ERROR_NOT_FOUND, %BUREAU_ERROR_CONFLICT where a collection is there already.
 *
 * Returns: (transfer full): resolves to %TRUE
 */
DexFuture *
bureau_template_install (BureauMemory *memory, const BureauCause *cause, const char *name,
                         gboolean sample)
{
  g_autoptr (Installation) self = g_new0 (Installation, 1);
  g_autoptr (GError) error = NULL;

  self->memory = g_object_ref (memory);
  self->actor = g_strdup (cause->actor);
  self->reason = g_strdup (cause->reason);
  if (!load_documents (self, name, sample, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_scheduler_spawn (NULL, 0, install, g_steal_pointer (&self), installation_free);
}
