/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who answers an agent's task: its provider, or rules where no provider may see what it is about.
 */
#include "agents/provider-choice.h"

#include "base/error.h"
#include "base/json.h"
#include "memory/private.h"

#define MAX_DEPTH 64

static void list_ids (JsonNode *node, JsonArray *ids, guint depth);

static void
list_ids_of (JsonObject *object, JsonArray *ids, guint depth)
{
  gint64 id = bureau_json_get_id (object, "id");
  JsonObjectIter iter;
  JsonNode *value;

  if (id != 0)
    json_array_add_int_element (ids, id);
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, NULL, &value))
    list_ids (value, ids, depth);
}

static void
list_ids (JsonNode *node, JsonArray *ids, guint depth)
{
  if (depth > MAX_DEPTH)
    return;
  if (JSON_NODE_HOLDS_OBJECT (node))
    list_ids_of (json_node_get_object (node), ids, depth + 1);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      list_ids (json_array_get_element (json_node_get_array (node), i), ids, depth + 1);
}

/**
 * bureau_agent_list_subjects:
 * @inputs: of a task
 *
 * Returns: (transfer full): the ids of the message and the record that the run is about, and of all
 *   that the steps before found and the task is given
 */
JsonArray *
bureau_agent_list_subjects (BureauStepContext *context, JsonObject *inputs)
{
  JsonArray *ids = json_array_new ();

  json_array_add_int_element (ids, context->run->message_id);
  json_array_add_int_element (ids, context->run->record_id);
  list_ids_of (inputs, ids, 0);
  list_ids_of (context->run->results, ids, 0);

  return ids;
}

typedef struct
{
  char *ids;
  gint64 found;
} Search;

static gboolean
read_private (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Search *self = data;

  return bureau_private_find (database, self->ids, &self->found, error);
}

static gboolean
find_private (BureauStepContext *context, JsonObject *inputs, gint64 *found, GError **error)
{
  g_autoptr (JsonArray) ids = bureau_agent_list_subjects (context, inputs);
  g_autofree char *text = bureau_json_print_array (ids);
  Search search = { text, 0 };
  gboolean ok = dex_await (
      bureau_memory_read (context->environment->memory, read_private, &search, NULL), error);

  *found = search.found;

  return ok;
}

static BureauProvider *
find_provider (BureauStepContext *context, const char *name, GError **error)
{
  return bureau_provider_shelf_find (context->environment->providers, context->environment->catalog,
                                     name, error);
}

/**
 * bureau_agent_choose_provider:
 * @inputs: of the task
 *
 * What the operator marked “never send to a provider” is answered by rules, or waits for them, as
 * the setting `private_records` says. Awaits, so it belongs into a fiber.
 *
 * Returns: (transfer full): who answers, or %NULL with @error set; %BUREAU_ERROR_REFUSED where
 * nobody may
 */
BureauProvider *
bureau_agent_choose_provider (BureauStepContext *context, JsonObject *inputs, GError **error)
{
  const char *name = context->provider;
  JsonObject *settings = bureau_catalog_get_settings (context->catalog);
  gint64 found = 0;

  if (g_str_equal (name, "builtin") || !bureau_catalog_has_private (context->catalog))
    return find_provider (context, name, error);
  if (!find_private (context, inputs, &found, error))
    return NULL;
  if (found == 0)
    return find_provider (context, name, error);
  if (g_strcmp0 (bureau_json_get_string (settings, "private_records"), "builtin") == 0)
    return find_provider (context, "builtin", error);
  g_set_error (
      error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
      "Nothing was sent to %s: %" G_GINT64_FORMAT " is marked “never send to a provider”. "
      "Take the mark away, give the agent “builtin”, or set “private_records” to “builtin”.",
      name, found);

  return NULL;
}
