/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/param.h"

#include "base/json.h"

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
  GTimeZone *zone;
  gint64 now;
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

/* A time is a word, or {"from","to"} as a person chose them. */
static void
bind_range (BureauBinder *binder, const char *id, JsonNode *value)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (value != NULL && JSON_NODE_HOLDS_OBJECT (value))
    {
      JsonObject *range = json_node_get_object (value);

      first = g_strdup (bureau_json_get_string (range, "from"));
      last = g_strdup (bureau_json_get_string (range, "to"));
    }
  else if (value != NULL && JSON_NODE_HOLDS_VALUE (value))
    bureau_view_period (json_node_get_string (value), binder->zone, binder->now, &first, &last);
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
 * @values: {"PARAM": value}; of a date_range a word, {"from","to"} or null, of a choice with
 *   “multi” a list or null
 * @asked: the parameters that the statement names
 * @zone: (nullable): where the business is
 * @now: in milliseconds since 1970
 *
 * Returns: (transfer full): what bureau_guard_query() is given; a time that is not set reaches from
 * the beginning to the end of all time
 */
JsonObject *
bureau_view_params_bind (JsonObject *document, JsonObject *values, JsonArray *asked,
                         GTimeZone *zone, gint64 now)
{
  JsonArray *params = bureau_json_get_array (document, "params");
  BureauBinder binder = { json_object_new (), asked, zone, now };

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
