/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/document-edit.h"

#include "base/error.h"
#include "memory/document.h"

typedef struct
{
  BureauMemory *memory;
  char *actor;
  char *reason;
  char *kind;
  char *name;
  JsonObject *body;
  gint64 version;
  char *note;
  DexFuture *problems;
} Edit;

static void
edit_free (gpointer data)
{
  Edit *self = data;

  g_clear_object (&self->memory);
  g_free (self->actor);
  g_free (self->reason);
  g_free (self->kind);
  g_free (self->name);
  g_clear_pointer (&self->body, json_object_unref);
  g_free (self->note);
  dex_clear (&self->problems);
  g_free (self);
}

/* A new one takes no other's name. */
static gboolean
require_free (Edit *self, BureauDatabase *database, GError **error)
{
  const char *name = bureau_document_get_name (self->kind, self->body);
  g_autoptr (JsonObject) present = bureau_document_find (database, self->kind, name, NULL);

  if (present == NULL)
    return TRUE;
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_CONFLICT,
               "There is a %s “%s” already. Give this one another name.", self->kind, name);
  return FALSE;
}

static gboolean
put_cb (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Edit *self = data;
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  gboolean ok = self->name == NULL ? require_free (self, database, error)
                                   : bureau_document_require_version (
                                         database, self->kind, self->name, self->version, error);

  return ok && bureau_document_put (transaction, self->kind, self->body, self->note, error);
}

static gboolean
require_name (Edit *self, GError **error)
{
  if (self->name == NULL
      || g_strcmp0 (bureau_document_get_name (self->kind, self->body), self->name) == 0)
    return TRUE;
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
               "The name “%s” stays, since others refer to it by that; change the title instead.",
               self->name);
  return FALSE;
}

static DexFuture *
edit_fiber (gpointer data)
{
  Edit *self = data;
  const BureauCause cause = { self->actor, self->reason };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) problems = dex_await_boxed (g_steal_pointer (&self->problems), &error);

  if (problems != NULL && json_array_get_length (problems) == 0 && require_name (self, &error))
    dex_await (bureau_memory_write (self->memory, &cause, put_cb, self, NULL), &error);
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_take_boxed (JSON_TYPE_ARRAY, g_steal_pointer (&problems));
}

/**
 * bureau_document_edit:
 * @cause: who and why
 * @kind: "workflow", "agent" or "view"
 * @name: (nullable): the document's name, which an edit does not change; %NULL for a new one
 * @body: (transfer full): the document, nobody else's
 * @version: the version that was edited; of no meaning for a new one
 * @note: (nullable): why, for the history
 * @problems: (transfer full): resolves to a #JsonArray of what is wrong with it
 *
 * Puts a document in force where nothing is wrong with it; otherwise nothing changes.
 *
 * Errors: those of @problems, %BUREAU_ERROR_CONFLICT where @version is not the newest any more or
 * a new one takes a name that is there, %BUREAU_ERROR_INVALID where it has another name,
 * %BUREAU_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full): resolves to what @problems does; an empty array means that it is stored
 */
DexFuture *
bureau_document_edit (BureauMemory *memory, const BureauCause *cause, const char *kind,
                      const char *name, JsonObject *body, gint64 version, const char *note,
                      DexFuture *problems)
{
  Edit *self = g_new0 (Edit, 1);

  self->memory = g_object_ref (memory);
  self->actor = g_strdup (cause->actor);
  self->reason = g_strdup (cause->reason);
  self->kind = g_strdup (kind);
  self->name = g_strdup (name);
  self->body = body;
  self->version = version;
  self->note = g_strdup (note);
  self->problems = problems;
  return dex_scheduler_spawn (NULL, 0, edit_fiber, self, edit_free);
}
