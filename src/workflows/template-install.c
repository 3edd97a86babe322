/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workflows/template-install.h"

#include "base/error.h"
#include "base/json.h"
#include "memory/collection.h"
#include "memory/document.h"
#include "memory/setting.h"
#include "workflows/document.h"
#include "workflows/template-private.h"
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

/* Settings of the template first: those of the sample business say more. */
static gboolean
write_contents (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Installation *self = data;

  return put_settings (transaction, self->template, error)
         && put_settings (transaction, self->sample, error)
         && (self->sample == NULL
             || bureau_template_put_records (transaction, self->template, self->sample, error))
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
  problem = bureau_problems_to_error (name, problems);
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
