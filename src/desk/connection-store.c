/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/connection-store.h"

#include "base/json.h"
#include "base/money.h"
#include "desk/decision.h"
#include "memory/connection.h"
#include "memory/secret.h"
#include "memory/setting.h"

static gboolean
is_free (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  gint64 n = 0;

  g_value_init (result, G_TYPE_BOOLEAN);
  if (!bureau_database_int (database, &n, error,
                            "SELECT count(*) FROM bureau_connection WHERE name = ?1", "s", data))
    return FALSE;
  g_value_set_boolean (result, n == 0);
  return TRUE;
}

/**
 * bureau_connection_store_name:
 * @connection: its name is set
 * @base: "anthropic"
 *
 * Calls a new connection by the first name that is free: "anthropic", "anthropic-2".
 *
 * Returns: %FALSE where that cannot be read
 */
gboolean
bureau_connection_store_name (BureauMemory *memory, JsonObject *connection, const char *base,
                              GError **error)
{
  g_autoptr (GError) failure = NULL;

  for (guint n = 1; failure == NULL; n++)
    {
      char *name = n == 1 ? g_strdup (base) : g_strdup_printf ("%s-%u", base, n);

      json_object_set_string_member (connection, "name", name);
      if (dex_await_boolean (bureau_memory_read (memory, is_free, name, g_free), &failure))
        return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * bureau_connection_store_put:
 * @connection: without an id, as memory/connection.h wants it; the id is set once it is stored,
 *   also where the secret could not be
 * @secret: empty where the one that is there stays
 *
 * Returns: %FALSE as bureau_connection_put() and bureau_secret_set() fail
 */
gboolean
bureau_connection_store_put (BureauMemory *memory, JsonObject *connection, const char *secret,
                             GError **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 id = dex_await_int64 (bureau_connection_put (memory, &bureau_decision_cause, connection),
                               &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  json_object_set_int_member (connection, "id", id);
  return *secret == '\0'
         || dex_await (bureau_secret_set (id, bureau_json_get_string (connection, "name"), secret),
                       error);
}

/**
 * bureau_connection_store_limit:
 * @limit: what all models may cost a month, in the currency's unit; below 0 where that was not
 *   asked
 *
 * Returns: %FALSE as bureau_setting_set() fails
 */
gboolean
bureau_connection_store_limit (BureauMemory *memory, const char *currency, gint64 limit,
                               GError **error)
{
  g_autoptr (JsonNode) value = json_node_new (JSON_NODE_VALUE);

  if (limit < 0)
    return TRUE;
  for (guint i = bureau_money_exponent (currency); i > 0; i--)
    limit *= 10;
  json_node_set_int (value, limit);
  return dex_await (bureau_setting_set (memory, &bureau_decision_cause, "budget_per_month", value),
                    error);
}

/**
 * bureau_connection_store_remove:
 * @has_secret: whether the keyring may have one, which is cleared after; a keyring that is not
 * there has nothing to clear
 *
 * Returns: %FALSE as bureau_connection_remove() fails, with the secret as it was
 */
gboolean
bureau_connection_store_remove (BureauMemory *memory, gint64 id, gboolean has_secret,
                                GError **error)
{
  if (!dex_await (bureau_connection_remove (memory, &bureau_decision_cause, id), error))
    return FALSE;
  if (has_secret)
    dex_future_disown (bureau_secret_clear (id));
  return TRUE;
}
