/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/skipped.h"

#include "agents/trouble.h"
#include "base/json.h"

#define FORGET_READABLE                                                                            \
  "DELETE FROM bureau_scratch WHERE key > 'skipped:' AND key < 'skipped;'"                         \
  " AND substr(key, 9) NOT IN (SELECT value FROM json_each(?1))"

#define PUT                                                                                        \
  "INSERT INTO bureau_scratch VALUES (?1, ?2, ?3) ON CONFLICT (key)"                               \
  " DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at"                        \
  " WHERE value <> excluded.value"

static char *
print_names (JsonArray *skipped)
{
  g_autoptr (JsonArray) names = json_array_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < json_array_get_length (skipped); i++)
    {
      JsonObject *document = json_array_get_object_element (skipped, i);
      g_autofree char *name = g_strdup_printf ("%s:%s", bureau_json_get_string (document, "kind"),
                                               bureau_json_get_string (document, "name"));

      json_array_add_string_element (names, name);
    }
  json_node_set_array (node, names);

  return bureau_json_print (node);
}

static char *
say (JsonObject *document)
{
  gboolean is_agent = g_str_equal (bureau_json_get_string (document, "kind"), "agent");

  return g_strdup_printf (
      is_agent ? "The agent “%s” cannot be read, so it does nothing. Open it under Workflows, look "
                 "why, and revert to an earlier version."
               : "The workflow “%s” cannot be read, so it does not run. Open it, look why, and "
                 "revert to an earlier version.",
      bureau_json_get_string (document, "name"));
}

/* Told as a row that stays once, and as a state for as long as it is so. */
static gboolean
write_one (BureauTransaction *transaction, JsonObject *document, GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  const char *name = bureau_json_get_string (document, "name");
  g_autofree char *key = g_strdup_printf ("skipped:%s:%s",
                                          bureau_json_get_string (document, "kind"), name);
  g_autofree char *sentence = say (document);

  if (!bureau_database_run (database, error, PUT, "sss", key,
                            bureau_transaction_get_time (transaction), sentence))
    return FALSE;

  return bureau_database_changes (database) == 0
         || bureau_trouble_write (transaction, "read-document", name, sentence, error);
}

static gboolean
write_skipped (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  JsonArray *skipped = data;
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  g_autofree char *names = print_names (skipped);

  if (!bureau_database_run (database, error, FORGET_READABLE, "s", names))
    return FALSE;
  /* A state and no record of it, but what shows it is told by the journal. */
  if (bureau_database_changes (database) > 0)
    bureau_transaction_add_fact (transaction, "bureau_scratch", 0, "present");
  for (guint i = 0; i < json_array_get_length (skipped); i++)
    if (!write_one (transaction, json_array_get_object_element (skipped, i), error))
      return FALSE;

  return TRUE;
}

/**
 * bureau_skipped_tell:
 * @catalog: as it is now in force
 *
 * Shows the person which workflows and agents are left out because they cannot be read: as a
 * request that failed, once, and as the scratch row "skipped:KIND:NAME" for as long as it is so.
 *
 * Returns: (transfer full): resolves once it is stored
 */
DexFuture *
bureau_skipped_tell (BureauMemory *memory, BureauCatalog *catalog)
{
  const BureauCause cause = { "system", "trouble" };

  if (!bureau_catalog_has_skipped_news (catalog))
    return dex_future_new_true ();

  return bureau_memory_write (memory, &cause, write_skipped,
                              json_array_ref (bureau_catalog_get_skipped (catalog)),
                              (GDestroyNotify)json_array_unref);
}
