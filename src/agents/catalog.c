/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/catalog.h"

#include "base/error.h"
#include "base/json.h"
#include "memory/collection.h"
#include "memory/connection.h"
#include "memory/private.h"
#include "memory/setting.h"

struct _BureauCatalog
{
  GArray *workflows;       /* of BureauCatalogEntry */
  GHashTable *agents;      /* name → BureauAgent */
  GHashTable *collections; /* name → its document, a JsonObject */
  JsonArray *skipped;      /* {"kind","name","error"}: documents that do not parse */
  JsonObject *settings;
  JsonArray *connections;
  BureauPriceList *prices;
  gint64 n_taught;
  gboolean has_private;
  gint64 n_told; /* whether some were told of as skipped */
};

static void
clear_entry (gpointer data)
{
  BureauCatalogEntry *entry = data;

  g_clear_pointer (&entry->workflow, bureau_workflow_unref);
}

static BureauCatalog *
catalog_new (void)
{
  BureauCatalog *self = g_atomic_rc_box_new0 (BureauCatalog);

  self->workflows = g_array_new (FALSE, TRUE, sizeof (BureauCatalogEntry));
  g_array_set_clear_func (self->workflows, clear_entry);
  self->skipped = json_array_new ();
  self->agents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify)bureau_agent_free);
  self->collections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify)json_object_unref);

  return self;
}

static void
catalog_clear (gpointer data)
{
  BureauCatalog *self = data;

  g_clear_pointer (&self->workflows, g_array_unref);
  g_clear_pointer (&self->agents, g_hash_table_unref);
  g_clear_pointer (&self->collections, g_hash_table_unref);
  g_clear_pointer (&self->skipped, json_array_unref);
  g_clear_pointer (&self->settings, json_object_unref);
  g_clear_pointer (&self->prices, bureau_price_list_free);
  g_clear_pointer (&self->connections, json_array_unref);
}

/* A document that does not parse is left out and said so: the others still work. */
static void
skip (BureauCatalog *self, BureauStatement *row, const GError *error)
{
  JsonObject *document = json_object_new ();

  bureau_json_set_string (document, "kind", bureau_statement_text (row, 0));
  bureau_json_set_string (document, "name", bureau_statement_text (row, 1));
  bureau_json_set_string (document, "error", error->message);
  json_array_add_object_element (self->skipped, document);
}

static void
add_workflow (BureauCatalog *self, BureauStatement *row, JsonObject *body)
{
  g_autoptr (GError) error = NULL;
  BureauCatalogEntry entry = {
    .workflow = bureau_workflow_parse (body, &error),
    .version = bureau_statement_int (row, 2),
    .enabled = bureau_statement_int (row, 3) != 0,
  };

  if (entry.workflow)
    g_array_append_val (self->workflows, entry);
  else
    skip (self, row, error);
}

static void
add_agent (BureauCatalog *self, BureauStatement *row, JsonObject *body)
{
  g_autoptr (GError) error = NULL;
  BureauAgent *agent = bureau_agent_parse (body, &error);

  if (agent)
    g_hash_table_insert (self->agents, g_strdup (agent->name), agent);
  else
    skip (self, row, error);
}

static void
add_document (BureauCatalog *self, BureauStatement *row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) body = bureau_json_parse_object (bureau_statement_text (row, 4), -1,
                                                          &error);

  if (!body)
    skip (self, row, error);
  else if (g_str_equal (bureau_statement_text (row, 0), "workflow"))
    add_workflow (self, row, body);
  else
    add_agent (self, row, body);
}

static gboolean
load_documents (BureauCatalog *self, BureauDatabase *database, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (BureauStatement) row = bureau_database_prepare (
      database,
      "SELECT kind, name, version, enabled, body FROM bureau_document"
      " WHERE kind IN ('workflow', 'agent') ORDER BY id",
      error);

  if (!row)
    return FALSE;
  while (bureau_statement_step (row, &step_error))
    add_document (self, row);
  if (step_error)
    g_propagate_error (error, g_steal_pointer (&step_error));

  return step_error == NULL && (!error || !*error);
}

static gboolean
load_collections (BureauCatalog *self, BureauDatabase *database, GError **error)
{
  g_autoptr (JsonArray) list = bureau_collection_list (database, error);

  if (!list)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *document = json_array_get_object_element (list, i);
      const char *name = bureau_json_get_string (document, "collection");

      if (name)
        g_hash_table_insert (self->collections, g_strdup (name), json_object_ref (document));
    }

  return TRUE;
}

/**
 * bureau_catalog_load:
 *
 * Reads what is in force. A document that does not parse is left out: bureau_catalog_get_skipped().
 *
 * Returns: (transfer full): the catalog, or %NULL with @error set where reading failed
 */
BureauCatalog *
bureau_catalog_load (BureauDatabase *database, GError **error)
{
  g_autoptr (BureauCatalog) self = catalog_new ();

  if (!load_documents (self, database, error) || !load_collections (self, database, error))
    return NULL;
  self->settings = bureau_setting_get_all (database, error);
  if (!self->settings)
    return NULL;
  self->prices = bureau_price_list_new (self->settings);
  self->connections = bureau_connection_list (database, NULL, error);
  if (!self->connections
      || !bureau_database_int (database, &self->n_taught, error,
                               "SELECT count(*) FROM (SELECT 1 FROM bureau_label LIMIT 1)", "")
      || !bureau_database_int (database, &self->n_told, error,
                               "SELECT EXISTS (SELECT 1 FROM bureau_scratch"
                               " WHERE key > 'skipped:' AND key < 'skipped;')",
                               "")
      || !bureau_private_has_any (database, &self->has_private, error))
    return NULL;

  return g_steal_pointer (&self);
}

BureauCatalog *
bureau_catalog_ref (BureauCatalog *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
bureau_catalog_unref (BureauCatalog *self)
{
  g_atomic_rc_box_release_full (self, catalog_clear);
}

/**
 * bureau_catalog_is_about:
 * @table: the name a journal item carries
 *
 * Returns: whether a change of this table makes the catalog out of date
 */
gboolean
bureau_catalog_is_about (const char *table)
{
  static const char *const tables[] = { "bureau_document",
                                        "bureau_collection",
                                        "bureau_setting",
                                        "bureau_connection",
                                        "bureau_label",
                                        "bureau_private",
                                        NULL };

  return g_strv_contains (tables, table);
}

/**
 * bureau_catalog_get_workflows:
 * @n_workflows: (out): how many
 *
 * Returns: (transfer none) (array length=n_workflows): every workflow, also those that are off;
 *   valid as long as the catalog
 */
const BureauCatalogEntry *
bureau_catalog_get_workflows (BureauCatalog *self, guint *n_workflows)
{
  *n_workflows = self->workflows->len;

  return (const BureauCatalogEntry *)(gpointer)self->workflows->data;
}

/**
 * bureau_catalog_find_workflow:
 *
 * Returns: (transfer none) (nullable): the workflow of this name, on or off
 */
const BureauCatalogEntry *
bureau_catalog_find_workflow (BureauCatalog *self, const char *name)
{
  for (guint i = 0; i < self->workflows->len; i++)
    {
      const BureauCatalogEntry *entry = &g_array_index (self->workflows, BureauCatalogEntry, i);

      if (g_str_equal (entry->workflow->name, name))
        return entry;
    }

  return NULL;
}

/**
 * bureau_catalog_find_agent:
 *
 * Returns: (transfer none): the agent, or %NULL with %BUREAU_ERROR_NOT_FOUND
 */
BureauAgent *
bureau_catalog_find_agent (BureauCatalog *self, const char *name, GError **error)
{
  BureauAgent *agent = name ? g_hash_table_lookup (self->agents, name) : NULL;

  if (!agent)
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
                 "There is no agent “%s”; add it or name another in the workflow",
                 name ? name : "");

  return agent;
}

/**
 * bureau_catalog_find_collection:
 *
 * Returns: (transfer none): the collection's document, or %NULL with %BUREAU_ERROR_NOT_FOUND
 */
JsonObject *
bureau_catalog_find_collection (BureauCatalog *self, const char *name, GError **error)
{
  JsonObject *document = g_hash_table_lookup (self->collections, name);

  if (!document)
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
                 "There is no collection “%s”; add it or name another in the workflow", name);

  return document;
}

/**
 * bureau_catalog_get_skipped:
 *
 * Returns: (transfer none): the workflows and agents that cannot be read,
 *   `{"kind","name","error"}` each
 */
JsonArray *
bureau_catalog_get_skipped (BureauCatalog *self)
{
  return self->skipped;
}

/**
 * bureau_catalog_has_skipped_news:
 *
 * Returns: whether a document cannot be read, or was told to be so
 */
gboolean
bureau_catalog_has_skipped_news (BureauCatalog *self)
{
  return self->n_told > 0 || json_array_get_length (self->skipped) > 0;
}

/**
 * bureau_catalog_get_settings:
 *
 * Returns: (transfer none): the business's settings, by their keys
 */
JsonObject *
bureau_catalog_get_settings (BureauCatalog *self)
{
  return self->settings;
}

/**
 * bureau_catalog_get_connections:
 *
 * Returns: (transfer none): the connections as memory/connection.h shows them, also those that are
 *   off
 */
JsonArray *
bureau_catalog_get_connections (BureauCatalog *self)
{
  return self->connections;
}

/**
 * bureau_catalog_find_connection:
 *
 * Returns: (transfer none) (nullable): the first enabled connection of @kind
 */
JsonObject *
bureau_catalog_find_connection (BureauCatalog *self, const char *kind)
{
  for (guint i = 0; i < json_array_get_length (self->connections); i++)
    {
      JsonObject *connection = json_array_get_object_element (self->connections, i);

      if (g_strcmp0 (bureau_json_get_string (connection, "kind"), kind) == 0
          && bureau_json_get_boolean (connection, "enabled"))
        return connection;
    }

  return NULL;
}

/**
 * bureau_catalog_get_prices:
 *
 * Returns: (transfer none): what models cost
 */
BureauPriceList *
bureau_catalog_get_prices (BureauCatalog *self)
{
  return self->prices;
}

/**
 * bureau_catalog_has_taught_labels:
 *
 * Returns: whether the operator ever confirmed or corrected what a message is
 */
gboolean
bureau_catalog_has_taught_labels (BureauCatalog *self)
{
  return self->n_taught > 0;
}

/**
 * bureau_catalog_has_private:
 *
 * Returns: whether the operator marked anything “never send to a provider”
 */
gboolean
bureau_catalog_has_private (BureauCatalog *self)
{
  return self->has_private;
}
