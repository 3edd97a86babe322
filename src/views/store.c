/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/json.h"
#include "memory/document.h"
#include "views/view.h"

typedef struct
{
  BureauMemory *memory;
  JsonObject *document; /* canonical, ours alone */
  char *actor;
  char *reason;
  char *name;
  char *note;
  gint64 version;
} Store;

static void
store_free (gpointer data)
{
  Store *self = data;

  g_clear_object (&self->memory);
  g_clear_pointer (&self->document, json_object_unref);
  g_free (self->actor);
  g_free (self->reason);
  g_free (self->name);
  g_free (self->note);
  g_free (self);
}

/* A new view takes no other's name. */
static gboolean
require_free (BureauDatabase *database, const char *name, GError **error)
{
  g_autoptr (JsonObject) present = bureau_document_find (database, "view", name, NULL);

  if (present == NULL)
    return TRUE;
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_CONFLICT,
               "There is a view “%s” already. Give this one another “id”.", name);
  return FALSE;
}

static gboolean
require_place (Store *self, BureauDatabase *database, GError **error)
{
  if (self->name == NULL)
    return require_free (database, bureau_json_get_string (self->document, "id"), error);
  return bureau_document_require_version (database, "view", self->name, self->version, error);
}

static gboolean
put_cb (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Store *self = data;
  BureauDatabase *database = bureau_transaction_get_database (transaction);

  return require_place (self, database, error)
         && bureau_document_put (transaction, "view", self->document, self->note, error);
}

static gboolean
require_name (Store *self, GError **error)
{
  if (self->name == NULL
      || g_strcmp0 (bureau_json_get_string (self->document, "id"), self->name) == 0)
    return TRUE;
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
               "The name “%s” stays, since others refer to it by that; change the title instead.",
               self->name);
  return FALSE;
}

static DexFuture *
store_fiber (gpointer data)
{
  Store *self = data;
  const BureauCause cause = { self->actor, self->reason };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) problems = dex_await_boxed (
      bureau_view_verify (self->memory, self->document), &error);

  if (problems != NULL && json_array_get_length (problems) == 0 && require_name (self, &error))
    dex_await (bureau_memory_write (self->memory, &cause, put_cb, self, NULL), &error);
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_take_boxed (JSON_TYPE_ARRAY, g_steal_pointer (&problems));
}

/**
 * bureau_view_store:
 * @cause: who and why
 * @name: (nullable): the view's name, which an edit does not change; %NULL for a new one
 * @document: any JSON object
 * @version: the version that was edited; of no meaning for a new view
 * @note: (nullable): why, for the history
 *
 * Checks a view and puts it in force where it is fine; otherwise nothing changes.
 *
 * Errors: %BUREAU_ERROR_CONFLICT where @version is not the newest any more, %BUREAU_ERROR_INVALID
 * where it has another name, %BUREAU_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full): resolves to a #JsonArray of problems as bureau_view_check() has them;
 *   an empty one means that it is stored
 */
DexFuture *
bureau_view_store (BureauMemory *memory, const BureauCause *cause, const char *name,
                   JsonObject *document, gint64 version, const char *note)
{
  Store *self = g_new0 (Store, 1);

  self->memory = g_object_ref (memory);
  self->document = bureau_view_to_canonical (document);
  self->actor = g_strdup (cause->actor);
  self->reason = g_strdup (cause->reason);
  self->name = g_strdup (name);
  self->note = g_strdup (note);
  self->version = version;
  return dex_scheduler_spawn (NULL, 0, store_fiber, self, store_free);
}
