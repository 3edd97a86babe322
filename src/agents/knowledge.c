/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an agent that reads knows of the business beforehand: the names it has for its services. */
#include "agents/knowledge.h"

#include "base/json.h"

#define SERVICE "service"
#define MAX_SERVICES 64

typedef struct
{
  GPtrArray *tables;
  JsonArray *services;
} Services;

static gboolean
has_service (JsonObject *collection)
{
  JsonArray *fields = bureau_json_get_array (collection, "fields");

  for (guint i = 0; fields && i < json_array_get_length (fields); i++)
    if (g_strcmp0 (bureau_json_get_string (json_array_get_object_element (fields, i), "name"),
                   SERVICE)
        == 0)
      return TRUE;

  return FALSE;
}

/* The collections with a field `service` that the agent may read. */
static GPtrArray *
find_tables (BureauCatalog *catalog, BureauAgent *agent)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; agent->reads[i]; i++)
    {
      JsonObject *collection = bureau_catalog_find_collection (catalog, agent->reads[i], NULL);

      if (collection && has_service (collection))
        g_ptr_array_add (tables, g_strdup (agent->reads[i]));
    }

  return tables;
}

static gboolean
add_services (Services *self, BureauDatabase *database, const char *table, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT DISTINCT " SERVICE " FROM \"%s\" WHERE " SERVICE
                                          " <> '' LIMIT %d",
                                          table, MAX_SERVICES);
  g_autoptr (BureauStatement) rows = bureau_database_prepare (database, sql, error);
  g_autoptr (GError) failure = NULL;

  if (!rows)
    return FALSE;
  while (bureau_statement_step (rows, &failure))
    json_array_add_string_element (self->services, bureau_statement_text (rows, 0));
  if (!failure)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
read_services (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Services *self = data;

  for (guint i = 0; i < self->tables->len; i++)
    if (!add_services (self, database, g_ptr_array_index (self->tables, i), error))
      return FALSE;

  return TRUE;
}

static JsonArray *
load_services (BureauStepContext *context, GError **error)
{
  g_autoptr (GPtrArray) tables = find_tables (context->catalog, context->agent);
  g_autoptr (JsonArray) services = json_array_new ();
  Services reading = { tables, services };

  if (tables->len > 0
      && !dex_await (
          bureau_memory_read (context->environment->memory, read_services, &reading, NULL), error))
    return NULL;

  return g_steal_pointer (&services);
}

/* Asked for by every message, changed by few: kept until a collection the agent reads changes. */
static JsonArray *
find_services (BureauStepContext *context, GError **error)
{
  GHashTable *known = context->environment->services;
  JsonArray *services = g_hash_table_lookup (known, context->agent->name);

  if (!services)
    {
      services = load_services (context, error);
      if (services)
        g_hash_table_insert (known, g_strdup (context->agent->name), services);
    }

  return services;
}

/**
 * bureau_knowledge_gather:
 *
 * Returns: (transfer full): `{"services":[…],"firm","currency","date_order"}`, or %NULL with @error
 * set
 */
JsonObject *
bureau_knowledge_gather (BureauStepContext *context, GError **error)
{
  static const char *const settings[] = { "firm", "currency", "date_order" };
  JsonObject *values = bureau_catalog_get_settings (context->catalog);
  JsonArray *services = find_services (context, error);
  JsonObject *known;

  if (!services)
    return NULL;
  known = json_object_new ();
  json_object_set_array_member (known, "services", json_array_ref (services));
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    if (bureau_json_get_string (values, settings[i]))
      json_object_set_string_member (known, settings[i],
                                     bureau_json_get_string (values, settings[i]));

  return known;
}
