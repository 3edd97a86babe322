/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workflows/context-private.h"

#include "base/json.h"

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)json_object_unref);
}

static void
keep (GHashTable *table, JsonObject *document, const char *kind)
{
  const char *name = bureau_json_get_string (document, kind);

  if (name != NULL)
    g_hash_table_replace (table, g_strdup (name), json_object_ref (document));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

static char **
list_names (GHashTable *table)
{
  GPtrArray *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (char **)g_ptr_array_free (names, FALSE);
}

/**
 * bureau_workflow_context_new:
 *
 * Knows nothing yet: a document checked against it may name no collection, agent or workflow.
 *
 * Returns: (transfer full): an empty context
 */
BureauWorkflowContext *
bureau_workflow_context_new (void)
{
  BureauWorkflowContext *self = g_new0 (BureauWorkflowContext, 1);

  self->collections = new_table ();
  self->agents = new_table ();
  self->workflows = new_table ();
  return self;
}

void
bureau_workflow_context_free (BureauWorkflowContext *self)
{
  g_clear_pointer (&self->collections, g_hash_table_unref);
  g_clear_pointer (&self->agents, g_hash_table_unref);
  g_clear_pointer (&self->workflows, g_hash_table_unref);
  g_free (self);
}

/**
 * bureau_workflow_context_add_collection:
 * @document: a collection's document; a later one of the same name replaces it
 */
void
bureau_workflow_context_add_collection (BureauWorkflowContext *self, JsonObject *document)
{
  keep (self->collections, document, "collection");
}

/**
 * bureau_workflow_context_add_agent:
 * @document: an agent's document; a later one of the same name replaces it
 */
void
bureau_workflow_context_add_agent (BureauWorkflowContext *self, JsonObject *document)
{
  keep (self->agents, document, "agent");
}

/**
 * bureau_workflow_context_add_workflow:
 * @document: a workflow's document; a later one of the same name replaces it
 */
void
bureau_workflow_context_add_workflow (BureauWorkflowContext *self, JsonObject *document)
{
  keep (self->workflows, document, "workflow");
}

/**
 * bureau_workflow_context_set_sql_check:
 * @check: (nullable): what prepares SQL under the read guard; %NULL takes all SQL for sound
 * @data: the closure; outlives the context
 *
 * Lends the context a database, so that a document's SQL is prepared when it is checked.
 */
void
bureau_workflow_context_set_sql_check (BureauWorkflowContext *self, BureauSqlCheck check,
                                       gpointer data)
{
  self->sql_check = check;
  self->sql_check_data = data;
}

/**
 * bureau_workflow_context_list_collections:
 *
 * Returns: (transfer full) (array zero-terminated=1): the names of the known collections, sorted
 */
char **
bureau_workflow_context_list_collections (BureauWorkflowContext *self)
{
  return list_names (self->collections);
}

/**
 * bureau_workflow_context_get_agent:
 * @name: the agent's name
 *
 * Returns: (transfer none) (nullable): its document, or %NULL where there is no such agent
 */
JsonObject *
bureau_workflow_context_get_agent (BureauWorkflowContext *self, const char *name)
{
  return g_hash_table_lookup (self->agents, name);
}

/**
 * bureau_workflow_context_list_agents:
 *
 * Returns: (transfer full) (array zero-terminated=1): the names of the known agents, sorted
 */
char **
bureau_workflow_context_list_agents (BureauWorkflowContext *self)
{
  return list_names (self->agents);
}

/**
 * bureau_workflow_context_get_workflow:
 * @name: the workflow's name
 *
 * Returns: (transfer none) (nullable): its document, or %NULL where there is no such workflow
 */
JsonObject *
bureau_workflow_context_get_workflow (BureauWorkflowContext *self, const char *name)
{
  return g_hash_table_lookup (self->workflows, name);
}

/**
 * bureau_workflow_context_list_workflows:
 *
 * Returns: (transfer full) (array zero-terminated=1): the names of the known workflows, sorted
 */
char **
bureau_workflow_context_list_workflows (BureauWorkflowContext *self)
{
  return list_names (self->workflows);
}

/**
 * bureau_workflow_context_check_sql:
 *
 * Asks the callback that bureau_workflow_context_set_sql_check() gave; without one all is well.
 *
 * Returns: %FALSE with @error set where @sql would not run
 */
gboolean
bureau_workflow_context_check_sql (BureauWorkflowContext *self, const char *sql, const char *about,
                                   const char *const *parameters, GError **error)
{
  if (self->sql_check == NULL)
    return TRUE;
  return self->sql_check (sql, about, parameters, self->sql_check_data, error);
}
