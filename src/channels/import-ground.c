/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/import-private.h"

#include "base/json.h"
#include "channels/address.h"
#include "memory/collection.h"
#include "memory/connection.h"
#include "memory/setting.h"

void
bureau_import_ground_clear (BureauImportGround *self)
{
  g_clear_pointer (&self->into, g_free);
  g_clear_pointer (&self->own_addresses, g_strfreev);
  g_clear_pointer (&self->collection, json_object_unref);
  g_clear_pointer (&self->currency, g_free);
}

static void
add_address (GStrvBuilder *addresses, const char *text)
{
  g_autoptr (BureauAddress) address = text != NULL ? bureau_address_parse (text, NULL) : NULL;
  if (address != NULL)
    g_strv_builder_add (addresses, address->address);
}

static void
add_identities (GStrvBuilder *addresses, JsonNode *setting)
{
  if (JSON_NODE_HOLDS_OBJECT (setting))
    add_address (addresses, bureau_json_get_string (json_node_get_object (setting), "address"));
  if (!JSON_NODE_HOLDS_ARRAY (setting))
    return;
  JsonArray *array = json_node_get_array (setting);
  for (guint i = 0; i < json_array_get_length (array); i++)
    add_identities (addresses, json_array_get_element (array, i));
}

static void
add_senders (GStrvBuilder *addresses, JsonArray *connections)
{
  for (guint i = 0; i < json_array_get_length (connections); i++)
    {
      JsonObject *connection = json_array_get_object_element (connections, i);
      JsonObject *config = bureau_json_get_object (connection, "config");
      if (config != NULL)
        add_address (addresses, bureau_json_get_string (config, "from"));
    }
}

/**
 * bureau_import_ground_read:
 * @database: the workspace
 * @data: a #BureauImportGround with its collection's name, if records are wanted
 *
 * Reads what an import has to know. On a reader's thread, as a #BureauReadFunc.
 *
 * Returns: %FALSE with %BUREAU_ERROR_NOT_FOUND where there is no such collection
 */
gboolean
bureau_import_ground_read (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  BureauImportGround *self = data;
  g_autoptr (GStrvBuilder) addresses = g_strv_builder_new ();
  g_autoptr (JsonNode) identity = bureau_setting_get (database, "identity", error);
  g_autoptr (JsonNode) identities = identity != NULL
                                        ? bureau_setting_get (database, "identities", error)
                                        : NULL;
  g_autoptr (JsonArray) connections = identities != NULL
                                          ? bureau_connection_list (database, "smtp", error)
                                          : NULL;
  self->currency = connections != NULL ? bureau_setting_get_text (database, "currency", error)
                                       : NULL;
  if (self->currency == NULL)
    return FALSE;
  add_identities (addresses, identity);
  add_identities (addresses, identities);
  add_senders (addresses, connections);
  self->own_addresses = g_strv_builder_end (addresses);
  if (self->into != NULL)
    self->collection = bureau_collection_find (database, self->into, error);
  return self->into == NULL || self->collection != NULL;
}
