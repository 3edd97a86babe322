/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/request-handler.h"
#include "base/error.h"
#include "base/json.h"
#include "memory/scratch.h"

/**
 * bureau_request_do_list_models:
 *
 * `{"connection"}` asks a provider which models it has, and keeps the list with the connection.
 * Gives `{"models":[{"id","title"}]}`.
 *
 * Returns: %FALSE with @error set where it does not say
 */
gboolean
bureau_request_do_list_models (BureauRequestTask *task, GError **error)
{
  JsonObject *connection = bureau_request_find_connection (task, error);
  const char *name = connection ? bureau_json_get_string (connection, "name") : NULL;
  g_autofree char *key = g_strconcat ("models:", name, NULL);
  g_autoptr (BureauProvider) provider = NULL;
  g_autoptr (JsonArray) models = NULL;
  g_autofree char *text = NULL;

  if (!connection)
    return FALSE;
  provider = bureau_provider_shelf_find (task->environment->providers, task->catalog, name, error);
  if (!provider)
    return FALSE;
  models = dex_await_boxed (bureau_provider_list_models (provider), error);
  if (!models)
    return FALSE;
  text = bureau_json_print_array (models);
  json_object_set_array_member (task->result, "models", json_array_ref (models));

  return dex_await (bureau_scratch_put (task->environment->memory, key, text), error);
}
