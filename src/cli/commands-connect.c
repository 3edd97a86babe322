/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/connect.h"
#include "cli/input.h"
#include "cli/table.h"
#include "memory/connection.h"
#include "memory/secret.h"

static void
set_option (JsonObject *config, BureauCall *call, const char *option, const char *member)
{
  const char *value = bureau_call_get_option (call, option);

  if (value != NULL)
    json_object_set_string_member (config, member, value);
}

static gboolean
require (BureauCall *call, const char *const *options, GError **error)
{
  for (; *options != NULL; options++)
    if (bureau_call_get_option (call, *options) == NULL)
      {
        g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE, "“%s” needs --%s.",
                     call->command->name, *options);
        return FALSE;
      }
  return TRUE;
}

static JsonObject *
make_connection (BureauCall *call, const char *kind, const char *name, JsonObject *config)
{
  JsonObject *connection = json_object_new ();

  json_object_set_string_member (connection, "kind", kind);
  json_object_set_string_member (connection, "name", name);
  json_object_set_object_member (connection, "config", config);
  bureau_json_set_string (connection, "secret_env", bureau_call_get_option (call, "secret-env"));
  return connection;
}

/* From a pipe or a prompt of the shell's own; never from the command line, which everybody can
 * read. */
static gboolean
store_secret (BureauCall *call, gint64 id, const char *name, GError **error)
{
  g_autofree char *secret = NULL;

  if (!bureau_call_has_option (call, "secret-stdin"))
    return TRUE;
  secret = bureau_input_read_text ("-", error);
  if (secret == NULL)
    return FALSE;
  secret[strcspn (secret, "\r\n")] = '\0';
  if (*secret != '\0')
    return dex_await (bureau_secret_set (id, name, secret), error);
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_USAGE,
                       "--secret-stdin found nothing on the standard input.");
  return FALSE;
}

/**
 * bureau_connect_put:
 * @config: (transfer full): what its kind holds
 *
 * Stores a connection, and its secret where one stands on the standard input.
 *
 * Returns: %FALSE with @error set where it was not stored
 */
gboolean
bureau_connect_put (BureauCall *call, const char *kind, const char *name, JsonObject *config,
                    GError **error)
{
  g_autoptr (JsonObject) connection = make_connection (call, kind, name, config);
  g_autoptr (GError) failure = NULL;
  g_autofree char *sentence = g_strdup_printf (
      "Connected as “%s”; “bureauctl connect test %s” tries it.", name, name);
  gint64 id = dex_await_int64 (bureau_connection_put (call->memory, &bureau_call_cause, connection),
                               &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (!store_secret (call, id, name, error))
    return FALSE;
  bureau_call_print_done (call, id, "connected", sentence);
  return TRUE;
}

static const char *
get_name (BureauCall *call, const char *fallback)
{
  const char *name = bureau_call_get_option (call, "name");

  return name != NULL ? name : fallback;
}

static gboolean
run_smtp (BureauCall *call, GError **error)
{
  static const char *const needed[] = { "host", "port", "tls", "from", NULL };
  JsonObject *config;
  gint64 port = 0;

  if (!require (call, needed, error) || !bureau_call_get_int_option (call, "port", &port, error))
    return FALSE;
  config = json_object_new ();
  set_option (config, call, "host", "host");
  json_object_set_int_member (config, "port", port);
  set_option (config, call, "tls", "tls");
  set_option (config, call, "user", "user");
  set_option (config, call, "from", "from");
  return bureau_connect_put (call, "smtp", get_name (call, "smtp"), config, error);
}

static gboolean
run_folder (BureauCall *call, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (bureau_call_get_argument (call, 0));
  g_autofree char *path = g_file_get_path (file);
  JsonObject *config;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
                   "There is no folder “%s”. Make it first.", bureau_call_get_argument (call, 0));
      return FALSE;
    }
  config = json_object_new ();
  json_object_set_string_member (config, "path", path);
  return bureau_connect_put (call, "folder", get_name (call, "folder"), config, error);
}

static gboolean
run_provider (BureauCall *call, GError **error)
{
  static const char *const needed[] = { "kind", NULL };
  JsonObject *config;

  if (!require (call, needed, error))
    return FALSE;
  config = json_object_new ();
  set_option (config, call, "kind", "kind");
  set_option (config, call, "base-url", "base_url");
  set_option (config, call, "model", "model");
  return bureau_connect_put (call, "provider", bureau_call_get_argument (call, 0), config, error);
}

static gboolean
find_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  return bureau_result_object (result, bureau_connection_find (database, data, error));
}

static gboolean
run_test (BureauCall *call, GError **error)
{
  const char *name = bureau_call_get_argument (call, 0);
  g_autoptr (JsonObject) connection = bureau_call_read_object (call, find_cb, (gpointer)name,
                                                               error);
  g_autoptr (JsonObject) args = json_object_new ();

  if (connection == NULL)
    return FALSE;
  json_object_set_string_member (args, "connection", name);
  return bureau_call_ask (call, "test-connection", args, error);
}

static gboolean
list_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  return bureau_result_array (result, bureau_connection_list (database, NULL, error));
}

static gboolean
run_connections (BureauCall *call, GError **error)
{
  g_autoptr (JsonArray) list = bureau_call_read_array (call, list_cb, NULL, error);
  g_autoptr (BureauTable) table = bureau_table_new ("NAME", "KIND", "ON", "CONFIGURATION", NULL);

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *connection = json_array_get_object_element (list, i);
      g_autofree char *config = bureau_json_print_object (
          bureau_json_get_object (connection, "config"));

      bureau_table_add (table, bureau_json_get_string (connection, "name"),
                        bureau_json_get_string (connection, "kind"),
                        bureau_json_get_boolean (connection, "enabled") ? "on" : "off", config,
                        NULL);
    }
  bureau_call_print_list (call, list, table,
                          "There are no connections yet; see “bureauctl connect smtp --help”.");
  return TRUE;
}

#define SECRET_OPTIONS                                                                             \
  { "secret-env", "NAME", "The environment variable that holds the secret" },                      \
      { "secret-stdin", NULL, "Read the secret from the standard input into the keyring" }

static const BureauOption smtp_options[] = {
  { "host", "HOST", "The server" },
  { "port", "PORT", "Its port: 587 with starttls, 465 with tls" },
  { "tls", "starttls|tls|none", "How it is encrypted; none is for this machine only" },
  { "user", "USER", "The name to log in with" },
  { "from", "ADDRESS", "Whom letters come from: “Anna Weber <anna@example.org>”" },
  { "name", "NAME", "What to call it (smtp)" },
  SECRET_OPTIONS,
  { NULL },
};

static const BureauOption folder_options[] = { { "name", "NAME", "What to call it (folder)" },
                                               { NULL } };

static const BureauOption provider_options[] = {
  { "kind", "KIND", "builtin, anthropic, openai and what speaks like it" },
  { "base-url", "URL", "Where it is" },
  { "model", "MODEL", "The model" },
  SECRET_OPTIONS,
  { NULL },
};

#define ABOUT_SECRETS                                                                              \
  "A secret is never given on the command line. It stands in the keyring, or in an environment\n"  \
  "variable: the one named with --secret-env, else ANTHROPIC_API_KEY, OPENAI_API_KEY or\n"         \
  "BUREAU_SECRET_ and the connection’s name in capitals."

const BureauCommand bureau_connect_commands[] = {
  { "connect smtp", "--host H --port P --tls T --from A", "Send through a mail server", run_smtp,
    BUREAU_OPEN_WRITE, 0, 0, smtp_options, ABOUT_SECRETS },
  { "connect folder", "DIR", "Watch a folder for .eml and .mbox files", run_folder,
    BUREAU_OPEN_WRITE, 1, 1, folder_options },
  { "connect provider", "NAME --kind K", "Let a model answer tasks", run_provider,
    BUREAU_OPEN_WRITE, 1, 1, provider_options, ABOUT_SECRETS },
  { "connect test", "NAME", "Try a connection", run_test, BUREAU_OPEN_WRITE, 1, 1 },
  { "connections", "", "List the connections", run_connections, BUREAU_OPEN_READ, 0, 0 },
  { NULL },
};
