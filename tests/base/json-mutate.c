/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json-mutate.h"

#include "base/json.h"

/* Values that stand where nobody expects them. */
static const char *const strangers[] = {
  "null",
  "true",
  "0",
  "-1",
  "1.5",
  "9007199254740993",
  "\"\"",
  "\"record\"",
  "\"message.sender\"",
  "\"a.b.c\"",
  "\"state = 'read'\"",
  "\"'\"",
  "\"(\"",
  "\"{{#a}}\"",
  "\"wait\"",
  "\"call\"",
  "[]",
  "{}",
  "[[]]",
  "[{}]",
  "{\"id\":1}",
  "{\"name\":\"a\"}",
  "\"settings\"",
  "[\"a\",1,null]",
  "{\"a\":\"record\",\"b\":[]}",
  "\"\\u0000\"",
  "\"ÄÖÜ\"",
};

static JsonNode *
make_stranger (GRand *random)
{
  const char *text = strangers[g_rand_int_range (random, 0, G_N_ELEMENTS (strangers))];

  return bureau_json_parse (text, -1, NULL);
}

static JsonNode *
mutate_object (GRand *random, JsonObject *object, guint *countdown)
{
  g_autoptr (JsonObject) copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      JsonNode *changed = json_mutate (random, value, countdown);

      if (changed != NULL)
        json_object_set_member (copy, name, changed);
    }
  return bureau_json_node_for_object (copy);
}

static JsonNode *
mutate_array (GRand *random, JsonArray *array, guint *countdown)
{
  g_autoptr (JsonArray) copy = json_array_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *changed = json_mutate (random, json_array_get_element (array, i), countdown);

      if (changed != NULL)
        json_array_add_element (copy, changed);
    }
  return bureau_json_node_for_array (copy);
}

JsonNode *
json_mutate (GRand *random, JsonNode *node, guint *countdown)
{
  if ((*countdown)-- == 0)
    return g_rand_boolean (random) ? make_stranger (random) : NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return mutate_object (random, json_node_get_object (node), countdown);
  if (JSON_NODE_HOLDS_ARRAY (node))
    return mutate_array (random, json_node_get_array (node), countdown);
  return json_node_copy (node);
}
