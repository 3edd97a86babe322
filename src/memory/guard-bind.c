/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/guard-private.h"

#include "base/error.h"
#include "base/json.h"
#include "base/time.h"

#include <string.h>

/* Parameters that are there without being given: the clock and the business's own facts. */

static gboolean
prepare_setting (BureauGuard *self)
{
  return sqlite3_prepare_v3 (self->handle, "SELECT value ->> ?2 FROM bureau_setting WHERE key = ?1",
                             -1, SQLITE_PREPARE_PERSISTENT, &self->setting, NULL)
         == SQLITE_OK;
}

static char *
setting (BureauGuard *self, const char *key, const char *path)
{
  BureauGuardMode mode = self->mode;
  char *value = NULL;

  self->mode = BUREAU_GUARD_MODE_TRUST;
  if (self->setting != NULL || prepare_setting (self))
    {
      sqlite3_bind_text (self->setting, 1, key, -1, SQLITE_STATIC);
      sqlite3_bind_text (self->setting, 2, path, -1, SQLITE_STATIC);
      if (sqlite3_step (self->setting) == SQLITE_ROW)
        value = g_strdup ((const char *)sqlite3_column_text (self->setting, 0));
      bureau_guard_statements_release (self->setting, TRUE);
    }
  self->mode = mode;
  return value;
}

static char *
now_value (BureauGuard *self)
{
  return bureau_time_now_text ();
}

/**
 * bureau_guard_today:
 *
 * Returns: (transfer full): what :today is, "2026-11-22": the day where the business is, not where
 * the machine or Greenwich is
 */
char *
bureau_guard_today (BureauGuard *self)
{
  g_autofree char *name = setting (self, "time_zone", "$");
  g_autoptr (GTimeZone) zone = name != NULL && *name != '\0' ? g_time_zone_new_identifier (name)
                                                             : NULL;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (bureau_time_now () / 1000);
  g_autoptr (GDateTime) there = zone != NULL ? g_date_time_to_timezone (utc, zone)
                                             : g_date_time_to_local (utc);

  return g_date_time_format (there, "%Y-%m-%d");
}

static char *
me_value (BureauGuard *self)
{
  return setting (self, "identity", "$.name");
}

static char *
currency_value (BureauGuard *self)
{
  g_autofree char *currency = setting (self, "currency", "$");

  return g_strdup (currency != NULL ? currency : "EUR");
}

static const struct
{
  const char *name;
  char *(*value) (BureauGuard *self);
} built_in[] = {
  { "today", bureau_guard_today },
  { "now", now_value },
  { "me", me_value },
  { "currency", currency_value },
};

static gboolean
bind_built_in (BureauGuard *self, sqlite3_stmt *statement, int index, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (built_in); i++)
    {
      g_autofree char *value = NULL;

      if (!g_str_equal (name, built_in[i].name))
        continue;
      value = built_in[i].value (self);
      sqlite3_bind_text (statement, index, value, -1, SQLITE_TRANSIENT);
      return TRUE;
    }
  return FALSE;
}

gboolean
bureau_guard_is_built_in (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (built_in); i++)
    if (g_str_equal (name, built_in[i].name))
      return TRUE;
  return FALSE;
}

static int
bind_scalar (sqlite3_stmt *statement, int index, JsonNode *value)
{
  GType type = json_node_get_value_type (value);

  if (type == G_TYPE_STRING)
    return sqlite3_bind_text (statement, index, json_node_get_string (value), -1, SQLITE_TRANSIENT);
  if (type == G_TYPE_DOUBLE)
    return sqlite3_bind_double (statement, index, json_node_get_double (value));
  if (type == G_TYPE_BOOLEAN)
    return sqlite3_bind_int (statement, index, json_node_get_boolean (value));
  return sqlite3_bind_int64 (statement, index, json_node_get_int (value));
}

/* Lists and objects go in as JSON text, for json_each(:name). */
static int
bind_value (sqlite3_stmt *statement, int index, JsonNode *value)
{
  g_autofree char *json = NULL;

  if (JSON_NODE_HOLDS_NULL (value))
    return sqlite3_bind_null (statement, index);
  if (JSON_NODE_HOLDS_VALUE (value))
    return bind_scalar (statement, index, value);
  json = bureau_json_print (value);
  return sqlite3_bind_text (statement, index, json, -1, SQLITE_TRANSIENT);
}

static JsonNode *
find_value (JsonObject *params, const char *name)
{
  if (params == NULL)
    return NULL;
  if (json_object_has_member (params, name))
    return json_object_get_member (params, name);
  return json_object_has_member (params, name + 1) ? json_object_get_member (params, name + 1)
                                                   : NULL;
}

static gboolean
bind_one (BureauGuard *self, sqlite3_stmt *statement, int index, JsonObject *params, GError **error)
{
  const char *name = sqlite3_bind_parameter_name (statement, index);
  JsonNode *value = find_value (params, name);

  if (value == NULL && bind_built_in (self, statement, index, name + 1))
    return TRUE;
  if (value == NULL)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                   "The query asks for the parameter %s, which was not given; give it a value or "
                   "leave it out.",
                   name);
      return FALSE;
    }
  if (bind_value (statement, index, value) == SQLITE_OK)
    return TRUE;
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT,
               "The value of the parameter %s is longer than %d bytes.", name,
               BUREAU_GUARD_MAX_VALUE);
  return FALSE;
}

/**
 * bureau_guard_parameters_check:
 *
 * Sees that every parameter of @statement is written ":name".
 */
gboolean
bureau_guard_parameters_check (sqlite3_stmt *statement, GError **error)
{
  for (int i = 1; i <= sqlite3_bind_parameter_count (statement); i++)
    {
      const char *name = sqlite3_bind_parameter_name (statement, i);

      if (name != NULL && name[0] == ':')
        continue;
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
                   "The parameter %s has no name of its own; write it as :name.",
                   name != NULL ? name : "?");
      return FALSE;
    }
  return TRUE;
}

/**
 * bureau_guard_bind:
 * @record: the record that :id stands for, or 0 where :id is a parameter as any other
 *
 * Gives every parameter of @statement its value.
 */
gboolean
bureau_guard_bind (BureauGuard *self, sqlite3_stmt *statement, gint64 record, JsonObject *params,
                   GError **error)
{
  int id = record != 0 ? sqlite3_bind_parameter_index (statement, ":id") : 0;

  for (int i = 1; i <= sqlite3_bind_parameter_count (statement); i++)
    if (i == id)
      sqlite3_bind_int64 (statement, i, record);
    else if (!bind_one (self, statement, i, params, error))
      return FALSE;
  return TRUE;
}

/**
 * bureau_guard_parameters_known:
 *
 * Sees that @statement asks for every one of @params: a misspelt name would
 * otherwise change nothing.
 */
gboolean
bureau_guard_parameters_known (sqlite3_stmt *statement, JsonObject *params, GError **error)
{
  g_autoptr (GList) names = params != NULL ? json_object_get_members (params) : NULL;

  for (GList *item = names; item != NULL; item = item->next)
    {
      const char *name = item->data;
      g_autofree char *full = *name == ':' ? g_strdup (name) : g_strconcat (":", name, NULL);

      if (sqlite3_bind_parameter_index (statement, full) > 0 || bureau_guard_is_built_in (full + 1))
        continue;
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                   "The parameter %s was given, but the query does not ask for it.", full);
      return FALSE;
    }
  return TRUE;
}
