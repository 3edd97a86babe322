/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/provider-shelf.h"

#include "base/error.h"
#include "base/json.h"

struct _BureauProviderShelf
{
  GHashTable *providers; /* name → BureauProvider */
};

/**
 * bureau_provider_shelf_new:
 *
 * Returns: (transfer full): a shelf that makes each provider when it is first asked for
 */
BureauProviderShelf *
bureau_provider_shelf_new (void)
{
  BureauProviderShelf *self = g_new0 (BureauProviderShelf, 1);

  self->providers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  return self;
}

void
bureau_provider_shelf_free (BureauProviderShelf *self)
{
  g_clear_pointer (&self->providers, g_hash_table_unref);
  g_free (self);
}

/**
 * bureau_provider_find_connection:
 * @name: what an agent's `provider` says
 *
 * Returns: (transfer none) (nullable): the enabled connection of this name
 */
JsonObject *
bureau_provider_find_connection (BureauCatalog *catalog, const char *name)
{
  JsonArray *connections = bureau_catalog_get_connections (catalog);

  for (guint i = 0; i < json_array_get_length (connections); i++)
    {
      JsonObject *connection = json_array_get_object_element (connections, i);

      if (g_strcmp0 (bureau_json_get_string (connection, "kind"), "provider") == 0
          && g_strcmp0 (bureau_json_get_string (connection, "name"), name) == 0
          && bureau_json_get_boolean (connection, "enabled"))
        return connection;
    }

  return NULL;
}

/* The name of a connection says which kind it is; builtin and the like need no connection. */
static BureauProvider *
make (BureauCatalog *catalog, const char *name, GError **error)
{
  JsonObject *connection = bureau_provider_find_connection (catalog, name);
  JsonObject *config = connection ? bureau_json_get_object (connection, "config") : NULL;
  const char *kind = config ? bureau_json_get_string (config, "kind") : NULL;

  return bureau_provider_for_kind (kind ? kind : name, connection, error);
}

/**
 * bureau_provider_shelf_find:
 * @name: what an agent's `provider` says
 *
 * Returns: (transfer full): the provider, or %NULL with %BUREAU_ERROR_NOT_FOUND. Whoever asks it
 *   keeps it, though the shelf may forget it meanwhile
 */
BureauProvider *
bureau_provider_shelf_find (BureauProviderShelf *self, BureauCatalog *catalog, const char *name,
                            GError **error)
{
  BureauProvider *provider = g_hash_table_lookup (self->providers, name);

  if (provider)
    return g_object_ref (provider);
  provider = make (catalog, name, error);
  if (provider)
    g_hash_table_insert (self->providers, g_strdup (name), g_object_ref (provider));

  return provider;
}

/**
 * bureau_provider_shelf_forget:
 *
 * Makes them anew when next asked for, because a connection changed.
 */
void
bureau_provider_shelf_forget (BureauProviderShelf *self)
{
  g_hash_table_remove_all (self->providers);
}
