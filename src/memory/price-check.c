/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an operator may say of prices. */
#include "memory/price.h"

#define MAX_RATE 1000000.0
#define MAX_ENTRIES 500

static gboolean
is_text (JsonNode *node, const char *pattern)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
         && json_node_get_value_type (node) == G_TYPE_STRING
         && g_regex_match_simple (pattern, json_node_get_string (node), G_REGEX_DOLLAR_ENDONLY,
                                  G_REGEX_MATCH_DEFAULT);
}

static gboolean
is_models (JsonNode *node)
{
  JsonArray *models = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node)
                                                                   : NULL;

  for (guint i = 0; models != NULL && i < json_array_get_length (models); i++)
    if (!is_text (json_array_get_element (models, i), "^[^\\s]{1,120}$"))
      return FALSE;
  return models != NULL && json_array_get_length (models) > 0;
}

static gboolean
is_member_good (const char *name, JsonNode *value)
{
  static const char *const amounts[] = { "input",       "output", "cache_read",
                                         "cache_write", "above",  NULL };

  if (g_str_equal (name, "models"))
    return is_models (value);
  if (g_str_equal (name, "currency"))
    return is_text (value, "^[A-Z]{3}$");
  if (g_str_equal (name, "valid_from"))
    return is_text (value, "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
  return g_strv_contains (amounts, name) && JSON_NODE_HOLDS_VALUE (value)
         && json_node_get_value_type (value) == G_TYPE_INT64 && json_node_get_int (value) >= 0
         && json_node_get_int (value) <= BUREAU_PRICE_MAX;
}

static gboolean
is_price (JsonNode *node)
{
  static const char *const needed[] = { "models", "currency", "input", "output" };
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (!json_object_has_member (json_node_get_object (node), needed[i]))
      return FALSE;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &value))
    if (!is_member_good (name, value))
      return FALSE;
  return TRUE;
}

/**
 * bureau_prices_check:
 *
 * Returns: whether @value is a list of prices as in data/prices/models.json
 */
gboolean
bureau_prices_check (JsonNode *value)
{
  JsonArray *list = JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    if (!is_price (json_array_get_element (list, i)))
      return FALSE;
  return list != NULL && json_array_get_length (list) <= MAX_ENTRIES;
}

/**
 * bureau_exchange_rates_check:
 *
 * Returns: whether @value says for currencies what one of their units is worth, such as
 *   `{"USD": 0.93}`
 */
gboolean
bureau_exchange_rates_check (JsonNode *value)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *rate;

  if (!JSON_NODE_HOLDS_OBJECT (value))
    return FALSE;
  json_object_iter_init (&iter, json_node_get_object (value));
  while (json_object_iter_next (&iter, &name, &rate))
    {
      double number = JSON_NODE_HOLDS_VALUE (rate) ? json_node_get_double (rate) : 0;

      if (!g_regex_match_simple ("^[A-Z]{3}$", name, G_REGEX_DOLLAR_ENDONLY, G_REGEX_MATCH_DEFAULT)
          || !(number >= 0.000001 && number <= MAX_RATE))
        return FALSE;
    }
  return TRUE;
}
