/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents against the workspace they are for: checked there, and put in force there. */
#include "workflows/document-store.h"

#include "base/error.h"
#include "base/json.h"
#include "memory/collection.h"
#include "memory/document-edit.h"
#include "memory/document.h"
#include "memory/guard.h"
#include "workflows/document.h"

/* What a document may name. */
typedef struct
{
  JsonArray *collections;
  JsonArray *agents;
  JsonArray *workflows;
} Known;

static void
known_clear (Known *self)
{
  g_clear_pointer (&self->collections, json_array_unref);
  g_clear_pointer (&self->agents, json_array_unref);
  g_clear_pointer (&self->workflows, json_array_unref);
}

typedef struct
{
  BureauMemory *memory;
  JsonObject *document;
  BureauDocumentKind kind;
  Known known;
} Check;

static void
check_free (gpointer data)
{
  Check *self = data;

  g_clear_object (&self->memory);
  g_clear_pointer (&self->document, json_object_unref);
  known_clear (&self->known);
  g_free (self);
}

/* Checking ---------------------------------------------------------------------------------------
 */

static gboolean
known_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Known *known = data;

  known->collections = bureau_collection_list (database, error);
  if (known->collections == NULL)
    return FALSE;
  known->agents = bureau_document_list (database, "agent", error);
  if (known->agents == NULL)
    return FALSE;
  known->workflows = bureau_document_list (database, "workflow", error);
  return known->workflows != NULL;
}

static void
add_bodies (BureauWorkflowContext *context, JsonArray *documents,
            void (*add) (BureauWorkflowContext *context, JsonObject *document))
{
  for (guint i = 0; i < json_array_get_length (documents); i++)
    add (context, bureau_json_get_object (json_array_get_object_element (documents, i), "body"));
}

static BureauWorkflowContext *
make_context (const Known *known)
{
  BureauWorkflowContext *context = bureau_workflow_context_new ();

  for (guint i = 0; i < json_array_get_length (known->collections); i++)
    bureau_workflow_context_add_collection (context,
                                            json_array_get_object_element (known->collections, i));
  add_bodies (context, known->agents, bureau_workflow_context_add_agent);
  add_bodies (context, known->workflows, bureau_workflow_context_add_workflow);
  return context;
}

static gboolean
check_sql_cb (const char *sql, const char *about, const char *const *parameters, gpointer data,
              GError **error)
{
  BureauGuard *guard = data;

  if (about != NULL)
    return bureau_guard_check_expression (guard, about, sql, parameters, error);
  return bureau_guard_check (guard, sql, NULL, error);
}

/* On the guard's thread, which lends its connection to the check. */
static gboolean
check_cb (BureauGuard *guard, gpointer data, GValue *result, GError **error)
{
  Check *self = data;
  g_autoptr (BureauWorkflowContext) context = make_context (&self->known);

  bureau_workflow_context_set_sql_check (context, check_sql_cb, guard);
  g_value_init (result, JSON_TYPE_ARRAY);
  g_value_take_boxed (result, bureau_document_check (self->kind, self->document, context));
  return TRUE;
}

static JsonArray *
check (Check *self, GError **error)
{
  if (!bureau_document_kind_of (self->document, &self->kind, error)
      || !dex_await (bureau_memory_read (self->memory, known_cb, &self->known, NULL), error))
    return NULL;
  return dex_await_boxed (bureau_memory_guard (self->memory, check_cb, self, NULL), error);
}

static DexFuture *
check_fiber (gpointer data)
{
  g_autoptr (GError) error = NULL;
  JsonArray *problems = check (data, &error);

  return problems != NULL ? dex_future_new_take_boxed (JSON_TYPE_ARRAY, problems)
                          : dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * bureau_document_check_in:
 * @memory: the workspace whose collections, agents and workflows the document may name
 * @document: a workflow, an agent, a collection or a template
 *
 * Errors: what bureau_document_kind_of() gives.
 *
 * Returns: (transfer full): resolves to a #JsonArray of problems as bureau_document_check() has
 *   them; an empty one means it is fine
 */
DexFuture *
bureau_document_check_in (BureauMemory *memory, JsonObject *document)
{
  Check *self = g_new0 (Check, 1);

  self->memory = g_object_ref (memory);
  self->document = json_object_ref (document);
  return dex_scheduler_spawn (NULL, 0, check_fiber, self, check_free);
}

/**
 * bureau_document_store:
 * @cause: who and why
 * @name: the document's name, which an edit does not change
 * @document: a workflow or an agent
 * @version: the version that was edited
 * @note: (nullable): why, for the history
 *
 * Checks a document and puts it in force where it is fine; otherwise nothing changes.
 *
 * Errors: as bureau_document_edit(), and what bureau_document_kind_of() gives.
 *
 * Returns: (transfer full): resolves to a #JsonArray of problems as bureau_document_check() has
 *   them; an empty one means that it is stored
 */
DexFuture *
bureau_document_store (BureauMemory *memory, const BureauCause *cause, const char *name,
                       JsonObject *document, gint64 version, const char *note)
{
  BureauDocumentKind kind;
  GError *error = NULL;

  if (!bureau_document_kind_of (document, &kind, &error))
    return dex_future_new_for_error (error);
  return bureau_document_edit (memory, cause, bureau_document_kind_to_text (kind), name,
                               json_object_ref (document), version, note,
                               bureau_document_check_in (memory, document));
}
