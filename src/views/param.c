/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/param.h"

#include <string.h>

#include "base/json.h"
#include "memory/sql-scan.h"

#define FIRST "_from"
#define LAST "_to"

static gboolean
is_range (JsonObject *param)
{
  return g_strcmp0 (bureau_json_get_string (param, "type"), "date_range") == 0;
}

static JsonObject *
param_at (JsonArray *params, guint index)
{
  JsonNode *node = json_array_get_element (params, index);

  return JSON_NODE_HOLDS_OBJECT (node)
                 && bureau_json_get_string (json_node_get_object (node), "id") != NULL
             ? json_node_get_object (node)
             : NULL;
}

/**
 * bureau_view_param_list_names:
 * @document: a view, checked or not
 *
 * Returns: (transfer container): what SQL may call its parameters, without colon, %NULL at the end;
 * the texts live as long as the program
 */
const char **
bureau_view_param_list_names (JsonObject *document)
{
  JsonArray *params = bureau_json_get_array (document, "params");
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; params != NULL && i < json_array_get_length (params); i++)
    {
      JsonObject *param = param_at (params, i);
      const char *id = param != NULL ? bureau_json_get_string (param, "id") : NULL;
      g_autofree char *first = id != NULL ? g_strconcat (id, FIRST, NULL) : NULL;
      g_autofree char *last = id != NULL ? g_strconcat (id, LAST, NULL) : NULL;

      if (id == NULL)
        continue;
      g_ptr_array_add (names, (char *)g_intern_string (is_range (param) ? first : id));
      if (is_range (param))
        g_ptr_array_add (names, (char *)g_intern_string (last));
    }
  g_ptr_array_add (names, NULL);
  return (const char **)g_ptr_array_free (names, FALSE);
}

/**
 * bureau_view_param_is_named:
 * @name: a parameter of SQL, without colon
 *
 * Returns: whether SQL means @param by it
 */
gboolean
bureau_view_param_is_named (JsonObject *param, const char *name)
{
  const char *id = bureau_json_get_string (param, "id");

  if (id == NULL || !g_str_has_prefix (name, id))
    return FALSE;
  name += strlen (id);
  return is_range (param) ? g_str_equal (name, FIRST) || g_str_equal (name, LAST) : *name == '\0';
}

/**
 * bureau_view_param_is_read:
 *
 * Returns: whether a statement reads @param
 */
gboolean
bureau_view_param_is_read (JsonObject *param, const char *sql)
{
  BureauSqlToken token;

  while (bureau_sql_next (&sql, &token))
    {
      g_autofree char *text = g_strndup (token.start, token.length);

      if (*text == ':' && bureau_view_param_is_named (param, text + 1))
        return TRUE;
    }
  return FALSE;
}

/**
 * bureau_view_param_find:
 *
 * Returns: (transfer none) (nullable): the parameter of that id
 */
JsonObject *
bureau_view_param_find (JsonObject *document, const char *id)
{
  JsonArray *params = bureau_json_get_array (document, "params");

  for (guint i = 0; params != NULL && i < json_array_get_length (params); i++)
    {
      JsonObject *param = param_at (params, i);

      if (param != NULL && g_str_equal (bureau_json_get_string (param, "id"), id))
        return param;
    }
  return NULL;
}

/**
 * bureau_view_params_start:
 * @document: a checked view
 *
 * Returns: (transfer full): {"PARAM": value}: what its parameters begin with
 */
JsonObject *
bureau_view_params_start (JsonObject *document)
{
  JsonArray *params = bureau_json_get_array (document, "params");
  JsonObject *values = json_object_new ();

  for (guint i = 0; params != NULL && i < json_array_get_length (params); i++)
    {
      JsonObject *param = json_array_get_object_element (params, i);
      JsonNode *begin = json_object_get_member (param, "default");

      json_object_set_member (values, bureau_json_get_string (param, "id"),
                              begin != NULL ? json_node_copy (begin)
                                            : json_node_new (JSON_NODE_NULL));
    }
  return values;
}

/* Binding */

typedef struct
{
  JsonObject *params; /* what the statement is given */
  JsonArray *asked;
  const char *today;
} BureauBinder;

static gboolean
is_asked (BureauBinder *binder, const char *name)
{
  for (guint i = 0; i < json_array_get_length (binder->asked); i++)
    if (g_str_equal (json_array_get_string_element (binder->asked, i), name))
      return TRUE;
  return FALSE;
}

static void
bind_text (BureauBinder *binder, const char *id, const char *suffix, const char *value)
{
  g_autofree char *name = g_strconcat (id, suffix, NULL);

  if (is_asked (binder, name))
    bureau_json_set_string (binder->params, name, value);
}

/* "2026-11-01..2026-11-30" as a person gives it; FALSE where it is a word. */
static gboolean
split_range (const char *text, char **first, char **last)
{
  const char *dots = strstr (text, "..");

  if (dots == NULL)
    return FALSE;
  *first = g_strndup (text, dots - text);
  *last = g_strconcat (dots + 2, strlen (dots + 2) == 10 ? BUREAU_VIEW_LAST_MOMENT : "", NULL);
  return TRUE;
}

/**
 * bureau_view_param_range:
 * @value: (nullable): of a date_range: a word, "FIRST..LAST" or null
 * @today: the day where the business is
 * @first: (out) (transfer full): as bureau_view_period() gives it
 * @last: (out) (transfer full): as bureau_view_period() gives it
 *
 * Returns: whether it has bounds; if not, both are %NULL
 */
gboolean
bureau_view_param_range (JsonNode *value, const char *today, char **first, char **last)
{
  const char *text = value != NULL && JSON_NODE_HOLDS_VALUE (value) ? json_node_get_string (value)
                                                                    : NULL;

  *first = *last = NULL;
  if (text != NULL && !split_range (text, first, last))
    bureau_view_period (text, today, first, last);
  return *first != NULL;
}

static void
bind_range (BureauBinder *binder, const char *id, JsonNode *value)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  bureau_view_param_range (value, binder->today, &first, &last);
  bind_text (binder, id, FIRST, first != NULL ? first : "");
  bind_text (binder, id, LAST, last != NULL ? last : "9999-12-31");
}

static void
bind_value (BureauBinder *binder, const char *id, JsonNode *value)
{
  if (is_asked (binder, id))
    json_object_set_member (binder->params, id,
                            value != NULL ? json_node_copy (value)
                                          : json_node_new (JSON_NODE_NULL));
}

/**
 * bureau_view_params_bind:
 * @document: a checked view
 * @values: {"PARAM": value}; of a date_range a word, "FIRST..LAST" or null, of a choice
 *   with “multi” a list or null
 * @asked: the parameters that the statement names
 * @today: the day where the business is
 *
 * Returns: (transfer full): what bureau_guard_query() is given; a time that is not set reaches from
 * the beginning to the end of all time
 */
JsonObject *
bureau_view_params_bind (JsonObject *document, JsonObject *values, JsonArray *asked,
                         const char *today)
{
  JsonArray *params = bureau_json_get_array (document, "params");
  BureauBinder binder = { json_object_new (), asked, today };

  for (guint i = 0; params != NULL && i < json_array_get_length (params); i++)
    {
      JsonObject *param = json_array_get_object_element (params, i);
      const char *id = bureau_json_get_string (param, "id");
      JsonNode *value = json_object_get_member (values, id);

      if (is_range (param))
        bind_range (&binder, id, value);
      else
        bind_value (&binder, id, value);
    }
  return binder.params;
}

/* Sets a time to the one before it; FALSE where it has no bounds. */
static gboolean
go_before (JsonObject *params, const char *id)
{
  g_autofree char *first = g_strconcat (id, FIRST, NULL);
  g_autofree char *last = g_strconcat (id, LAST, NULL);
  g_autofree char *before_first = NULL;
  g_autofree char *before_last = NULL;

  if (!json_object_has_member (params, first) || !json_object_has_member (params, last)
      || !bureau_view_period_before (bureau_json_get_string (params, first),
                                     bureau_json_get_string (params, last), &before_first,
                                     &before_last))
    return FALSE;
  json_object_set_string_member (params, first, before_first);
  json_object_set_string_member (params, last, before_last);
  return TRUE;
}

/**
 * bureau_view_params_before:
 * @params: what bureau_view_params_bind() gave
 *
 * Returns: (transfer full) (nullable): the same for the time before, of a source that reads exactly
 * one bounded date_range; else %NULL: there is nothing to compare with
 */
JsonObject *
bureau_view_params_before (JsonObject *document, JsonObject *params)
{
  JsonArray *list = bureau_json_get_array (document, "params");
  g_autoptr (JsonObject) before = json_object_new ();
  guint n_times = 0;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, params);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    json_object_set_member (before, name, json_node_copy (value));
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *param = json_array_get_object_element (list, i);

      if (is_range (param))
        n_times += go_before (before, bureau_json_get_string (param, "id"));
    }
  return n_times == 1 ? g_steal_pointer (&before) : NULL;
}
