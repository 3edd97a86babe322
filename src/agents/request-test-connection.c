/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/provider-trial.h"
#include "agents/request-handler.h"
#include "agents/smtp-connection.h"
#include "base/error.h"
#include "base/json.h"
#include "base/worker.h"
#include "memory/scratch.h"
#include "memory/price.h"

/**
 * bureau_request_find_connection:
 *
 * Returns: (transfer none): the connection that the request names, or %NULL with
 *   %BUREAU_ERROR_NOT_FOUND
 */
JsonObject *
bureau_request_find_connection (BureauRequestTask *task, GError **error)
{
  const char *name = bureau_json_get_string (task->args, "connection");
  JsonArray *list = bureau_catalog_get_connections (task->catalog);

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *connection = json_array_get_object_element (list, i);

      if (g_strcmp0 (bureau_json_get_string (connection, "name"), name) == 0)
        return connection;
    }
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND, "There is no connection “%s”.",
               name ? name : "");

  return NULL;
}

/* What may block is tried on a thread of its own. */
static char *
run_on_worker (BureauWorkFunc func, gpointer data, GError **error)
{
  g_autoptr (BureauWorker) worker = bureau_worker_new ("bureau-test");
  char *verdict = dex_await_string (bureau_worker_run (worker, func, data, NULL), error);

  bureau_worker_stop (worker);

  return verdict;
}

static gboolean
try_smtp (gpointer data, GValue *result, GError **error)
{
  char *verdict = NULL;

  if (!bureau_smtp_test (data, &verdict, error))
    return FALSE;
  g_value_init (result, G_TYPE_STRING);
  g_value_take_string (result, verdict);

  return TRUE;
}

static char *
test_smtp (BureauRequestTask *task, JsonObject *connection, GError **error)
{
  g_autoptr (BureauAddress) from = bureau_smtp_connection_get_from (connection, task->catalog,
                                                                    error);
  g_autoptr (BureauSmtpServer) server = from ? bureau_smtp_connection_open (connection, error)
                                             : NULL;

  return server ? run_on_worker (try_smtp, server, error) : NULL;
}

static gboolean
try_folder (gpointer data, GValue *result, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GDir) dir = g_dir_open (data, 0, &reason);

  if (!dir)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
                   "The folder cannot be read: %s. Choose another, or allow reading it.",
                   reason->message);
      return FALSE;
    }
  g_value_init (result, G_TYPE_STRING);
  g_value_set_static_string (result, "The folder is there and can be read.");

  return TRUE;
}

static char *
test_folder (BureauRequestTask *task, JsonObject *connection, GError **error)
{
  const char *path = bureau_json_get_string (bureau_json_get_object (connection, "config"), "path");

  return run_on_worker (try_folder, (gpointer)path, error);
}

/* The model, what the test took and cost, and the list of models where the server has one. */
static gboolean
keep_verdict (BureauRequestTask *task, JsonObject *verdict, GError **error)
{
  static const char *const members[] = { "model", "input_tokens", "output_tokens", "cost_micros" };
  JsonArray *models = bureau_json_get_array (verdict, "models");
  g_autofree char *key = g_strconcat ("models:", bureau_json_get_string (task->args, "connection"),
                                      NULL);
  g_autofree char *text = models ? bureau_json_print_array (models) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (json_object_has_member (verdict, members[i]))
      json_object_set_member (task->result, members[i],
                              json_object_dup_member (verdict, members[i]));
  if (!models)
    return TRUE;
  json_object_set_array_member (task->result, "models", json_array_ref (models));

  return dex_await (bureau_scratch_put (task->environment->memory, key, text), error);
}

static char *
say_verdict (BureauRequestTask *task, const char *verdict)
{
  gint64 cost = bureau_json_get_int (task->result, "cost_micros", 0);
  g_autofree char *money = bureau_micros_format (
      cost, bureau_json_get_string (bureau_catalog_get_settings (task->catalog), "currency"));

  return cost > 0 ? g_strdup_printf ("%s The test cost %s.", verdict, money) : g_strdup (verdict);
}

static char *
test_provider (BureauRequestTask *task, JsonObject *connection, GError **error)
{
  g_autoptr (BureauProvider) provider = bureau_provider_shelf_find (
      task->environment->providers, task->environment->catalog,
      bureau_json_get_string (connection, "name"), error);
  g_autoptr (JsonObject) verdict = NULL;

  if (!provider)
    return NULL;
  if (g_str_equal (bureau_provider_get_name (provider), "builtin"))
    return g_strdup ("The built-in rules need no connection.");
  verdict = bureau_provider_try (task->environment->memory, task->catalog, provider, connection,
                                 error);
  if (!verdict || !keep_verdict (task, verdict, error))
    return NULL;

  return say_verdict (task, bureau_json_get_string (verdict, "verdict"));
}

static const struct
{
  const char *kind;
  char *(*test) (BureauRequestTask *task, JsonObject *connection, GError **error);
} tests[] = {
  { "smtp", test_smtp },
  { "folder", test_folder },
  { "provider", test_provider },
};

/**
 * bureau_request_do_test_connection:
 *
 * `{"connection"}` tries a connection by its name and changes nothing outside. Gives
 * `{"ok":true,"verdict"}`, of a model also
 * `{"model","input_tokens","output_tokens","cost_micros"}`, and `"models"`; where it does not work,
 * the request has failed and says why.
 *
 * Returns: %FALSE with @error set where the connection does not work, in a sentence that says what
 *   to change
 */
gboolean
bureau_request_do_test_connection (BureauRequestTask *task, GError **error)
{
  JsonObject *connection = bureau_request_find_connection (task, error);
  g_autofree char *verdict = NULL;

  if (!connection)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (tests) && !verdict; i++)
    if (g_strcmp0 (tests[i].kind, bureau_json_get_string (connection, "kind")) == 0
        && !(verdict = tests[i].test (task, connection, error)))
      return FALSE;
  if (!verdict)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
                   "This kind of connection cannot be tested.");
      return FALSE;
    }
  json_object_set_boolean_member (task->result, "ok", TRUE);
  json_object_set_string_member (task->result, "verdict", verdict);

  return TRUE;
}
