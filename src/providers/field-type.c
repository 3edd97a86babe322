/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/field-type.h"

#include <math.h>

#include "base/json.h"
#include "base/money.h"

static JsonNode *
to_text (const BureauFinding *finding)
{
  if (JSON_NODE_HOLDS_VALUE (finding->value)
      && json_node_get_value_type (finding->value) == G_TYPE_STRING)
    return json_node_ref (finding->value);
  if (JSON_NODE_HOLDS_OBJECT (finding->value))
    {
      JsonObject *money = json_node_get_object (finding->value);
      g_autofree char *text = bureau_money_format (json_object_get_int_member (money, "minor"),
                                                   bureau_json_get_string (money, "currency"));
      return bureau_text_node (text);
    }

  return bureau_text_node (finding->evidence);
}

static JsonNode *
to_money (const BureauFinding *finding)
{
  return JSON_NODE_HOLDS_OBJECT (finding->value) ? json_node_ref (finding->value) : NULL;
}

static JsonNode *
to_number (const BureauFinding *finding)
{
  if (!JSON_NODE_HOLDS_OBJECT (finding->value))
    return NULL;

  JsonObject *money = json_node_get_object (finding->value);
  const char *currency = bureau_json_get_string (money, "currency");
  double divisor = pow (10, currency ? bureau_money_exponent (currency) : 2);
  JsonNode *node = json_node_new (JSON_NODE_VALUE);
  json_node_set_double (node, (double)json_object_get_int_member (money, "minor") / divisor);

  return node;
}

static JsonNode *
to_int (const BureauFinding *finding)
{
  g_autoptr (JsonNode) number = to_number (finding);

  return number ? bureau_json_node_for_int ((gint64)json_node_get_double (number)) : NULL;
}

static JsonNode *
to_date (const BureauFinding *finding)
{
  static const char *const dates[] = { "date", "deadline", "start", NULL };

  return g_strv_contains (dates, finding->name) ? json_node_ref (finding->value) : NULL;
}

static JsonNode *
to_list (const BureauFinding *finding)
{
  if (JSON_NODE_HOLDS_ARRAY (finding->value))
    return json_node_ref (finding->value);
  if (!JSON_NODE_HOLDS_VALUE (finding->value))
    return NULL;

  g_autoptr (JsonArray) array = json_array_new ();
  json_array_add_element (array, json_node_ref (finding->value));

  return bureau_json_node_for_array (array);
}

/* A yes is found in words; that nothing was found is not a no. */
static JsonNode *
to_bool (const BureauFinding *finding)
{
  if (!g_str_equal (finding->name, "urgency"))
    return NULL;

  JsonNode *node = json_node_new (JSON_NODE_VALUE);
  json_node_set_boolean (node, g_strcmp0 (json_node_get_string (finding->value), "high") == 0);

  return node;
}

/* The types of fields: how a finding becomes one, the findings that can (any where it is NULL), and
 * what a field of that type means whose name says nothing fitting. */
static const BureauFieldType types[] = {
  { "text", to_text, NULL, NULL },
  { "email", to_text, "email", "email" },
  { "phone", to_text, "phone", "phone" },
  { "person", to_text, "name", "name" },
  { "company", to_text, "company", "company" },
  { "money", to_money, "budget budget_low budget_high amount", "budget" },
  { "int", to_int, "budget budget_low budget_high amount", NULL },
  { "number", to_number, "budget budget_low budget_high amount", NULL },
  { "date", to_date, "date deadline start", "date" },
  { "choice", to_text, NULL, NULL },
  { "list", to_list, NULL, NULL },
  { "bool", to_bool, "urgency", NULL },
  { "url", to_text, "website", "website" },
};

/**
 * bureau_field_type_of:
 * @field: `{"type":…}`
 *
 * Returns: (transfer none): the field's type; text for one that is unknown
 */
const BureauFieldType *
bureau_field_type_of (JsonObject *field)
{
  const char *name = bureau_json_get_string (field, "type");

  for (guint i = 0; name && i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (name, types[i].name))
      return &types[i];

  return &types[0];
}

/**
 * bureau_field_type_fits:
 * @meaning: (nullable): what the field's name says it is
 *
 * Returns: whether a finding of that name can become a value of this type
 */
gboolean
bureau_field_type_fits (const BureauFieldType *self, const char *meaning)
{
  if (meaning == NULL || self->fitting == NULL)
    return meaning != NULL;

  g_auto (GStrv) names = g_strsplit (self->fitting, " ", -1);
  return g_strv_contains ((const char *const *)names, meaning);
}
