/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BureauSqlCheck:
 * @sql: a whole statement, or one expression
 * @about: (nullable): the table whose row the expression is about; %NULL where @sql is a statement
 * @parameters: (array zero-terminated=1): the names that `with` gives it, without the colon
 * @data: the closure
 * @error: return location; its message is shown to whoever wrote the document
 *
 * Prepares @sql under the read guard. Workflows have no database of their own, so whoever has one
 * lends it to the check by this callback.
 *
 * Returns: %FALSE with @error set where the statement would not run
 */
typedef gboolean (*BureauSqlCheck) (const char *sql, const char *about,
                                    const char *const *parameters, gpointer data, GError **error);

/* What a document may name: the collections, agents and workflows that exist. */
typedef struct _BureauWorkflowContext BureauWorkflowContext;

BureauWorkflowContext *bureau_workflow_context_new (void);
void bureau_workflow_context_free (BureauWorkflowContext *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauWorkflowContext, bureau_workflow_context_free)

void bureau_workflow_context_add_collection (BureauWorkflowContext *self, JsonObject *document);
void bureau_workflow_context_add_agent (BureauWorkflowContext *self, JsonObject *document);
void bureau_workflow_context_add_workflow (BureauWorkflowContext *self, JsonObject *document);
void bureau_workflow_context_set_sql_check (BureauWorkflowContext *self, BureauSqlCheck check,
                                            gpointer data);

char **bureau_workflow_context_list_collections (BureauWorkflowContext *self);
char **bureau_workflow_context_list_fields (BureauWorkflowContext *self, const char *collection);
char **bureau_workflow_context_list_choices (BureauWorkflowContext *self, const char *collection,
                                             const char *field);
const char *bureau_workflow_context_get_field_type (BureauWorkflowContext *self,
                                                    const char *collection, const char *field);
JsonObject *bureau_workflow_context_get_agent (BureauWorkflowContext *self, const char *name);
char **bureau_workflow_context_list_agents (BureauWorkflowContext *self);
JsonObject *bureau_workflow_context_get_workflow (BureauWorkflowContext *self, const char *name);
char **bureau_workflow_context_list_workflows (BureauWorkflowContext *self);
gboolean bureau_workflow_context_check_sql (BureauWorkflowContext *self, const char *sql,
                                            const char *about, const char *const *parameters,
                                            GError **error);

G_END_DECLS
