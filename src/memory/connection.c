/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/connection.h"

#include "base/error.h"
#include "base/json-text.h"
#include "base/json.h"
#include "base/text.h"
#include "memory/act.h"
#include "memory/secret.h"

#define COLUMNS                                                                                    \
  "id, name, kind, enabled, config, secret_env, updated_at,"                                       \
  " (SELECT value FROM bureau_scratch WHERE key = 'lacks:' || name) AS lacks,"                     \
  " (SELECT value FROM bureau_scratch WHERE key = 'models:' || name) AS models"

/* What was found out about a server is a list, or nothing. */
static void
shape_known (JsonObject *row, const char *name)
{
  bureau_json_open_member (row, name);
  if (bureau_json_get_array (row, name) == NULL)
    json_object_remove_member (row, name);
}

/* Turns a row of the table into the shape of the header. */
static gboolean
shape (JsonObject *row, GError **error)
{
  JsonObject *config = bureau_json_parse_object (bureau_json_get_string (row, "config"), -1, error);

  if (config == NULL)
    return FALSE;
  shape_known (row, "lacks");
  shape_known (row, "models");
  json_object_set_boolean_member (row, "enabled", bureau_json_get_int (row, "enabled", 0) != 0);
  json_object_set_object_member (row, "config", config);
  return TRUE;
}

static gint64
get_enabled (JsonObject *connection)
{
  return !json_object_has_member (connection, "enabled")
         || bureau_json_get_boolean (connection, "enabled");
}

static gboolean
update (BureauTransaction *transaction, JsonObject *connection, const char *config, GError **error)
{
  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "UPDATE bureau_connection SET updated_at = ?, kind = ?,"
                              " enabled = ?, config = ?, secret_env = ?"
                              " WHERE name = ?",
                              "ssisss", bureau_transaction_get_time (transaction),
                              bureau_json_get_string (connection, "kind"), get_enabled (connection),
                              config, bureau_json_get_string (connection, "secret_env"),
                              bureau_json_get_string (connection, "name"));
}

static gboolean
insert (BureauTransaction *transaction, JsonObject *connection, const char *config, GError **error)
{
  const char *now = bureau_transaction_get_time (transaction);

  return bureau_database_run (
      bureau_transaction_get_database (transaction), error,
      "INSERT INTO bureau_connection (id, created_at, updated_at, name, kind,"
      " enabled, config, secret_env)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      "issssiss", bureau_transaction_new_id (transaction), now, now,
      bureau_json_get_string (connection, "name"), bureau_json_get_string (connection, "kind"),
      get_enabled (connection), config, bureau_json_get_string (connection, "secret_env"));
}

/* What was found out about a server may be wrong of the next. */
static gboolean
forget_known (BureauTransaction *transaction, JsonObject *connection, GError **error)
{
  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "DELETE FROM bureau_scratch WHERE key = 'lacks:' || ?1"
                              " OR key = 'models:' || ?1",
                              "s", bureau_json_get_string (connection, "name"));
}

static gboolean
put (BureauTransaction *transaction, const BureauAct *act, GValue *result, GError **error)
{
  JsonObject *connection = act->object;
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  g_autofree char *config = bureau_json_print_object (
      bureau_json_get_object (connection, "config"));
  gint64 id = 0;

  if (!update (transaction, connection, config, error))
    return FALSE;
  if (bureau_database_changes (database) == 0 && !insert (transaction, connection, config, error))
    return FALSE;
  if (!bureau_database_int (database, &id, error, "SELECT id FROM bureau_connection WHERE name = ?",
                            "s", bureau_json_get_string (connection, "name")))
    return FALSE;
  bureau_value_take_id (result, id);
  return forget_known (transaction, connection, error);
}

/**
 * bureau_connection_put:
 * @memory: an open workspace
 * @cause: who and why
 * @connection: as connection.h shows it, without its id; "enabled" defaults to true
 *
 * Stores a connection under its name; one of that name is changed and keeps its id, so that its
 * secret stays with it.
 *
 * Errors: as bureau_connection_check().
 *
 * Returns: (transfer full): resolves to the connection's id, a #gint64
 */
DexFuture *
bureau_connection_put (BureauMemory *memory, const BureauCause *cause, JsonObject *connection)
{
  GError *error = NULL;
  const char *variable;

  if (!bureau_connection_check (connection, &error))
    return dex_future_new_for_error (error);
  variable = bureau_json_get_string (connection, "secret_env");
  if (variable != NULL)
    bureau_secret_take_variable (variable);
  return bureau_memory_act (memory, cause, put, &(BureauAct){ .object = connection });
}

static gboolean
remove_cb (BureauTransaction *transaction, const BureauAct *act, GValue *result, GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);

  if (!bureau_database_run (database, error, "DELETE FROM bureau_connection WHERE id = ?", "i",
                            act->id))
    return FALSE;
  if (bureau_database_changes (database) > 0)
    return TRUE;
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
                       "There is no such connection any more.");
  return FALSE;
}

/**
 * bureau_connection_remove:
 * @memory: an open workspace
 * @cause: who and why
 * @id: a connection
 *
 * Forgets a connection. What it brought in stays, and its secret is for the caller to clear
 * (bureau_secret_clear()): an undo brings the row back, and the secret need not be typed anew.
 *
 * Errors: %BUREAU_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full): resolves to %TRUE
 */
DexFuture *
bureau_connection_remove (BureauMemory *memory, const BureauCause *cause, gint64 id)
{
  return bureau_memory_act (memory, cause, remove_cb, &(BureauAct){ .id = id });
}

/**
 * bureau_connection_list:
 * @database: a reader
 * @kind_or_null: (nullable): only those of this kind
 * @error: return location
 *
 * Returns: (transfer full): the connections by name, as connection.h shows them
 */
JsonArray *
bureau_connection_list (BureauDatabase *database, const char *kind_or_null, GError **error)
{
  g_autoptr (JsonArray) rows = bureau_database_rows (
      database, error,
      "SELECT " COLUMNS " FROM bureau_connection"
      " WHERE kind = coalesce (?, kind) ORDER BY name",
      "s", kind_or_null);

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    if (!shape (json_array_get_object_element (rows, i), error))
      return NULL;
  return g_steal_pointer (&rows);
}

/**
 * bureau_connection_find:
 * @database: a reader
 * @name: its name
 * @error: return location
 *
 * Errors: %BUREAU_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full): the connection, or %NULL with @error set
 */
JsonObject *
bureau_connection_find (BureauDatabase *database, const char *name, GError **error)
{
  g_autofree char *missing = g_strdup_printf (
      "There is no connection “%s”; “bureauctl connections” lists them.",
      bureau_text_clip (name, (char[BUREAU_TEXT_CLIP]){ 0 }));
  g_autoptr (JsonObject) row = bureau_database_find (
      database, error, missing, "SELECT " COLUMNS " FROM bureau_connection WHERE name = ?", "s",
      name);

  return row != NULL && shape (row, error) ? g_steal_pointer (&row) : NULL;
}
