/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Language models: which are connected, trying them, and letting agents use them. */
#include <string.h>

#include "agents/provider-trial.h"
#include "base/error.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/input.h"
#include "cli/provider-add.h"
#include "cli/table.h"
#include "memory/connection.h"
#include "providers/provider.h"
#include "workflows/agent-provider.h"

/* Listing ---------------------------------------------------------------------------------------
 */

static gboolean
list_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  return bureau_result_array (result, bureau_connection_list (database, "provider", error));
}

static char *
join_lacks (JsonObject *connection)
{
  JsonArray *lacks = bureau_json_get_array (connection, "lacks");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (guint i = 0; lacks != NULL && i < json_array_get_length (lacks); i++)
    g_strv_builder_add (builder, json_array_get_string_element (lacks, i));
  names = g_strv_builder_end (builder);
  return g_strjoinv (", ", names);
}

static const char *
get_or (JsonObject *object, const char *name, const char *fallback)
{
  const char *text = bureau_json_get_string (object, name);

  return text != NULL ? text : fallback;
}

static gboolean
run_list (BureauCall *call, GError **error)
{
  g_autoptr (JsonArray) list = bureau_call_read_array (call, list_cb, NULL, error);
  g_autoptr (BureauTable) table = bureau_table_new ("NAME", "KIND", "MODEL", "ON", "ADDRESS",
                                                    "WORKED ROUND", NULL);

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *connection = json_array_get_object_element (list, i);
      JsonObject *config = bureau_json_get_object (connection, "config");
      g_autofree char *lacks = join_lacks (connection);

      bureau_table_add (table, bureau_json_get_string (connection, "name"),
                        get_or (config, "kind", ""), get_or (config, "model", ""),
                        bureau_json_get_boolean (connection, "enabled") ? "on" : "off",
                        get_or (config, "base_url", ""), lacks, NULL);
    }
  bureau_call_print_list (
      call, list, table,
      "No model is connected, so the agents work by rules; see “bureauctl provider add --help”.");
  return TRUE;
}

/* Trying ----------------------------------------------------------------------------------------
 */

static gboolean
find_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  return bureau_result_object (result, bureau_connection_find (database, data, error));
}

static BureauProvider *
open_provider (BureauCall *call, const char *name, GError **error)
{
  g_autoptr (JsonObject) connection = bureau_call_read_object (call, find_cb, (gpointer)name,
                                                               error);
  JsonObject *config = connection != NULL ? bureau_json_get_object (connection, "config") : NULL;
  const char *kind = config != NULL ? bureau_json_get_string (config, "kind") : NULL;

  if (connection == NULL)
    return NULL;
  if (g_strcmp0 (bureau_json_get_string (connection, "kind"), "provider") == 0 && kind != NULL)
    return bureau_provider_for_kind (kind, connection, error);
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND, "“%s” is no provider.", name);
  return NULL;
}

static gboolean
load_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  BureauCatalog **catalog = data;

  *catalog = bureau_catalog_load (database, error);
  return *catalog != NULL;
}

/* With an engine it is the engine's own provider that is tried; without one it is tried from here.
 */
static gboolean
run_test (BureauCall *call, GError **error)
{
  const char *name = bureau_call_get_argument (call, 0);
  g_autoptr (BureauProvider) provider = open_provider (call, name, error);
  g_autoptr (JsonObject) args = json_object_new ();
  g_autoptr (JsonObject) connection = NULL;
  g_autoptr (BureauCatalog) catalog = NULL;
  g_autoptr (JsonObject) verdict = NULL;

  if (provider == NULL)
    return FALSE;
  json_object_set_string_member (args, "connection", name);
  if (bureau_input_has_engine (call))
    return bureau_call_ask (call, "test-connection", args, error);
  connection = bureau_call_read_object (call, find_cb, (gpointer)name, error);
  if (connection == NULL
      || !dex_await (bureau_memory_read (call->memory, load_cb, &catalog, NULL), error))
    return FALSE;
  verdict = bureau_provider_try (call->memory, catalog, provider, connection, error);
  if (verdict == NULL)
    return FALSE;
  if (call->json)
    bureau_call_print_object (call, verdict);
  else
    bureau_call_print (call, "%s\n", bureau_json_get_string (verdict, "verdict"));
  return TRUE;
}

static gboolean
is_wanted (JsonObject *model, const char *words)
{
  g_autofree char *id = g_utf8_casefold (bureau_json_get_string (model, "id"), -1);
  g_autofree char *title = g_utf8_casefold (bureau_json_get_string (model, "title"), -1);
  g_autofree char *wanted = words != NULL ? g_utf8_casefold (words, -1) : NULL;

  return wanted == NULL || strstr (id, wanted) != NULL || strstr (title, wanted) != NULL;
}

static gboolean
run_models (BureauCall *call, GError **error)
{
  g_autoptr (BureauProvider) provider = open_provider (call, bureau_call_get_argument (call, 0),
                                                       error);
  g_autoptr (JsonArray) models
      = provider != NULL ? dex_await_boxed (bureau_provider_list_models (provider), error) : NULL;
  g_autoptr (JsonArray) wanted = json_array_new ();
  g_autoptr (BureauTable) table = bureau_table_new ("MODEL", "TITLE", NULL);

  if (models == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (models); i++)
    {
      JsonObject *model = json_array_get_object_element (models, i);

      if (!is_wanted (model, bureau_call_get_argument (call, 1)))
        continue;
      json_array_add_object_element (wanted, json_object_ref (model));
      bureau_table_add (table, bureau_json_get_string (model, "id"),
                        bureau_json_get_string (model, "title"), NULL);
    }
  bureau_call_print_list (call, wanted, table, "It has no such model.");
  return TRUE;
}

/* Using -----------------------------------------------------------------------------------------
 */

static gboolean
check_provider (BureauCall *call, const char *name, GError **error)
{
  g_autoptr (BureauProvider) provider = NULL;

  if (g_str_equal (name, "builtin"))
    return TRUE;
  provider = open_provider (call, name, error);
  return provider != NULL;
}

static gboolean
run_use (BureauCall *call, GError **error)
{
  const char *name = bureau_call_get_argument (call, 0);
  g_autoptr (JsonArray) changed = NULL;
  g_autofree char *text = NULL;

  if (!check_provider (call, name, error))
    return FALSE;
  changed = dex_await_boxed (bureau_agents_use_provider (call->memory, &bureau_call_cause, name,
                                                         bureau_call_get_option (call, "model"),
                                                         (const char *const *)call->arguments + 1),
                             error);
  if (changed == NULL)
    return FALSE;
  text = bureau_json_print_array (changed);
  if (call->json)
    bureau_call_print_array (call, changed);
  else
    bureau_call_print (call, "From now on %s answers for %s.\n", name, text);
  return TRUE;
}

static gboolean
run_fallback (BureauCall *call, GError **error)
{
  const char *agent = bureau_call_get_option (call, "agent");
  const char *agents[] = { agent, NULL };
  g_autoptr (JsonArray) changed = NULL;
  g_autofree char *names = g_strjoinv (", then ", call->arguments);
  g_autofree char *text = NULL;

  for (guint i = 0; call->arguments[i] != NULL; i++)
    if (!check_provider (call, call->arguments[i], error))
      return FALSE;
  changed = dex_await_boxed (bureau_agents_use_fallback (call->memory, &bureau_call_cause,
                                                         (const char *const *)call->arguments,
                                                         agents),
                             error);
  if (changed == NULL)
    return FALSE;
  text = bureau_json_print_array (changed);
  if (call->json)
    bureau_call_print_array (call, changed);
  else if (*names != '\0')
    bureau_call_print (call, "While their own does not answer, %s does for %s.\n", names, text);
  else
    bureau_call_print (call, "The work of %s waits while their own does not answer.\n", text);
  return TRUE;
}

static const BureauOption add_options[] = {
  { "kind", "KIND",
    "anthropic, openai, openai-responses, or ollama, llama.cpp, lmstudio, openrouter (NAME)" },
  { "base-url", "URL", "Where it is, where that is not the vendor" },
  { "model", "MODEL", "The model that answers; “provider models” lists them" },
  { "secret-env", "NAME", "The environment variable that holds the key" },
  { "secret-stdin", NULL, "Read the key from the standard input into the keyring" },
  { "no-limit", NULL, "Set no limit of 10.00 a month, though there is none yet" },
  { NULL },
};

static const BureauOption use_options[] = {
  { "model", "MODEL", "Which of its models, instead of the connection’s" },
  { NULL },
};

static const BureauOption fallback_options[] = {
  { "agent", "AGENT", "Only for this one" },
  { NULL },
};

const BureauCommand bureau_provider_commands[] = {
  { "provider add", "NAME [--kind K] [--model M]", "Connect a language model", bureau_provider_add,
    BUREAU_OPEN_WRITE, 1, 1, add_options,
    "A key is never given on the command line. It stands in the keyring, or in an environment\n"
    "variable: the one named with --secret-env, else ANTHROPIC_API_KEY, OPENAI_API_KEY or\n"
    "BUREAU_SECRET_ and the connection’s name in capitals. Models on this computer need none." },
  { "provider list", "", "List the models that are connected", run_list, BUREAU_OPEN_READ, 0, 0 },
  { "provider test", "NAME", "Ask one the shortest question", run_test, BUREAU_OPEN_WRITE, 1, 1 },
  { "provider models", "NAME [WORDS]", "List the models that it has", run_models, BUREAU_OPEN_READ,
    1, 2 },
  { "provider use", "NAME [AGENT…]", "Let agents ask it; builtin is the rules", run_use,
    BUREAU_OPEN_WRITE, 1, BUREAU_MANY_ARGUMENTS, use_options },
  { "provider fallback", "[NAME…]", "Who answers while an agent’s own does not, in this order",
    run_fallback, BUREAU_OPEN_WRITE, 0, 8, fallback_options,
    "Without a name nobody does: the work waits. What is marked “never send to a provider”, or\n"
    "what “redaction” blocks, goes to none of them." },
  { NULL },
};
