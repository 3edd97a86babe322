/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connecting a language model: what its connection says, and what it may cost at first. */
#include "cli/provider-add.h"

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/connect.h"
#include "memory/connection.h"
#include "memory/setting.h"
#include "providers/provider.h"

/* The most a month, in minor units, until the operator says otherwise. */
#define FIRST_LIMIT 1000

/* Where a model that runs on this machine is found, by the name people know it by. */
static const struct
{
  const char *name;
  const char *kind;
  const char *base_url;
} presets[] = {
  { "ollama", "openai", "http://localhost:11434" },
  { "llama.cpp", "openai", "http://localhost:8080" },
  { "lmstudio", "openai", "http://localhost:1234" },
  { "openrouter", "openai", "https://openrouter.ai/api" },
};

static gboolean
check_kind (const char *kind, GError **error)
{
  const char *const *kinds = bureau_provider_list_kinds ();
  g_autofree char *all = g_strjoinv (", ", (char **)kinds);

  if (g_strv_contains (kinds, kind))
    return TRUE;
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE,
               "“%s” is no kind of provider; use %s, or ollama, llama.cpp, lmstudio, openrouter.",
               bureau_text_clip (kind, (char[BUREAU_TEXT_CLIP]){ 0 }), all);
  return FALSE;
}

static JsonObject *
make_config (BureauCall *call, const char *kind)
{
  const char *url = bureau_call_get_option (call, "base-url");
  JsonObject *config = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    if (g_str_equal (presets[i].name, kind))
      {
        kind = presets[i].kind;
        url = url != NULL ? url : presets[i].base_url;
      }
  json_object_set_string_member (config, "kind", kind);
  bureau_json_set_string (config, "base_url", url);
  bureau_json_set_string (config, "model", bureau_call_get_option (call, "model"));
  if (url == NULL)
    json_object_remove_member (config, "base_url");
  if (bureau_call_get_option (call, "model") == NULL)
    json_object_remove_member (config, "model");
  return config;
}

static gboolean
needs_limit_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  g_autoptr (JsonObject) settings = bureau_setting_get_all (database, error);
  gboolean *needs = data;

  *needs = settings != NULL && bureau_json_get_int (settings, "budget_per_month", -1) < 0;
  return settings != NULL;
}

/* The first model that costs something does not begin without a limit. */
static gboolean
set_first_limit (BureauCall *call, JsonObject *config, GError **error)
{
  const char *url = bureau_json_get_string (config, "base_url");
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  g_autoptr (JsonNode) value = json_node_new (JSON_NODE_VALUE);
  gboolean needs = FALSE;

  if ((host != NULL && bureau_host_is_loopback (host)) || bureau_call_has_option (call, "no-limit"))
    return TRUE;
  if (!dex_await (bureau_memory_read (call->memory, needs_limit_cb, &needs, NULL), error))
    return FALSE;
  json_node_set_int (value, FIRST_LIMIT);
  if (!needs)
    return TRUE;
  if (!call->json)
    bureau_call_print (call, "Models may cost 10.00 a month from now on; “bureauctl set "
                             "budget_per_month” says otherwise.\n");
  return dex_await (
      bureau_setting_set (call->memory, &bureau_call_cause, "budget_per_month", value), error);
}

/**
 * bureau_provider_add:
 * @call: “provider add NAME” with its options
 *
 * Connects a language model, and sets a limit on what models may cost where there is none yet.
 *
 * Returns: %FALSE with @error set where it was not connected
 */
gboolean
bureau_provider_add (BureauCall *call, GError **error)
{
  const char *name = bureau_call_get_argument (call, 0);
  const char *kind = bureau_call_get_option (call, "kind");
  g_autoptr (JsonObject) config = make_config (call, kind != NULL ? kind : name);

  if (!check_kind (bureau_json_get_string (config, "kind"), error))
    return FALSE;
  return set_first_limit (call, config, error)
         && bureau_connect_put (call, "provider", name, json_object_ref (config), error);
}
