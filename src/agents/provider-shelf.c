/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/provider-shelf.h"

#include "base/error.h"
#include "base/json.h"

struct _BureauProviderShelf
{
  GHashTable *entries; /* name → Entry */
};

/* A provider, and the connection that it was made of. */
typedef struct
{
  BureauProvider *provider;
  char *connection;
  char *lacks;         /* what its server was last known to lack, a JSON array */
  gboolean is_checked; /* against the catalog in force */
} Entry;

static void
entry_free (gpointer data)
{
  Entry *self = data;

  g_clear_object (&self->provider);
  g_free (self->connection);
  g_free (self->lacks);
  g_free (self);
}

/**
 * bureau_provider_shelf_new:
 *
 * Returns: (transfer full): a shelf that makes each provider when it is first asked for
 */
BureauProviderShelf *
bureau_provider_shelf_new (void)
{
  BureauProviderShelf *self = g_new0 (BureauProviderShelf, 1);

  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);

  return self;
}

void
bureau_provider_shelf_free (BureauProviderShelf *self)
{
  g_clear_pointer (&self->entries, g_hash_table_unref);
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
make (JsonObject *connection, const char *name, GError **error)
{
  JsonObject *config = connection ? bureau_json_get_object (connection, "config") : NULL;
  const char *kind = config ? bureau_json_get_string (config, "kind") : NULL;

  return bureau_provider_for_kind (kind ? kind : name, connection, error);
}

static char *
print_lacks (BureauProvider *provider)
{
  g_autoptr (JsonArray) lacks = bureau_provider_list_lacks (provider);

  return bureau_json_print_array (lacks);
}

static Entry *
add (BureauProviderShelf *self, JsonObject *connection, const char *name, GError **error)
{
  BureauProvider *provider = make (connection, name, error);
  Entry *entry;

  if (!provider)
    return NULL;
  entry = g_new0 (Entry, 1);
  entry->provider = provider;
  entry->connection = connection ? bureau_json_print_object (connection) : NULL;
  entry->lacks = print_lacks (provider);
  g_hash_table_replace (self->entries, g_strdup (name), entry);

  return entry;
}

/* What a provider learnt of its server stays with it as long as its connection does. */
static gboolean
is_current (Entry *self, JsonObject *connection)
{
  g_autofree char *text = connection ? bureau_json_print_object (connection) : NULL;

  return g_strcmp0 (self->connection, text) == 0;
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
  Entry *entry = g_hash_table_lookup (self->entries, name);
  JsonObject *connection;

  if (entry && entry->is_checked)
    return g_object_ref (entry->provider);
  connection = bureau_provider_find_connection (catalog, name);
  if (!entry || !is_current (entry, connection))
    {
      g_hash_table_remove (self->entries, name);
      entry = add (self, connection, name, error);
    }
  if (!entry)
    return NULL;
  entry->is_checked = TRUE;

  return g_object_ref (entry->provider);
}

/**
 * bureau_provider_shelf_learn:
 * @name: of a provider that was asked something
 * @lacks: (out) (transfer full): what its server lacks, a JSON array
 *
 * Returns: whether that is news
 */
gboolean
bureau_provider_shelf_learn (BureauProviderShelf *self, const char *name, char **lacks)
{
  Entry *entry = g_hash_table_lookup (self->entries, name);
  g_autofree char *now = entry ? print_lacks (entry->provider) : NULL;

  if (!entry || !g_set_str (&entry->lacks, now))
    return FALSE;
  *lacks = g_steal_pointer (&now);

  return TRUE;
}

/**
 * bureau_provider_shelf_forget:
 *
 * Looks at their connections again when they are next asked for, because one may have changed.
 */
void
bureau_provider_shelf_forget (BureauProviderShelf *self)
{
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    ((Entry *)entry)->is_checked = FALSE;
}
