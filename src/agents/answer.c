/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/answer.h"

#include "base/json.h"
#include "base/text.h"

#define MAX_OFFERED_BYTES 500

/* A model can mend several things at once, but not endlessly many. */
#define MAX_PROBLEMS 8

/* What is wrong so far, one sentence each. */
typedef struct
{
  GString *text;
  guint n;
} Problems;

static void check (JsonNode *value, JsonObject *schema, const char *at, Problems *problems);

static void add (Problems *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add (Problems *self, const char *format, ...)
{
  va_list args;

  if (++self->n > MAX_PROBLEMS)
    return;
  if (self->text->len > 0)
    g_string_append_c (self->text, ' ');
  va_start (args, format);
  g_string_append_vprintf (self->text, format, args);
  va_end (args);
}

static const char *
type_of (JsonNode *value)
{
  if (JSON_NODE_HOLDS_OBJECT (value))
    return "object";
  if (JSON_NODE_HOLDS_ARRAY (value))
    return "array";
  if (JSON_NODE_HOLDS_NULL (value))
    return "null";

  switch (json_node_get_value_type (value))
    {
    case G_TYPE_INT64:
      return "integer";
    case G_TYPE_DOUBLE:
      return "number";
    case G_TYPE_BOOLEAN:
      return "boolean";
    default:
      return "string";
    }
}

static gboolean
is_type (JsonNode *value, const char *wanted)
{
  const char *type = type_of (value);

  return g_str_equal (type, wanted)
         || (g_str_equal (wanted, "number") && g_str_equal (type, "integer"));
}

static gboolean
check_type (JsonNode *value, JsonObject *schema, const char *at, Problems *problems)
{
  JsonNode *wanted = json_object_get_member (schema, "type");
  gboolean ok = !wanted;

  if (wanted && JSON_NODE_HOLDS_VALUE (wanted))
    ok = is_type (value, json_node_get_string (wanted));
  else if (wanted && JSON_NODE_HOLDS_ARRAY (wanted))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (wanted)); i++)
      ok |= is_type (value, json_array_get_string_element (json_node_get_array (wanted), i));
  if (!ok)
    add (problems, "%s has the wrong type, %s%s%s.", at, type_of (value),
         wanted && JSON_NODE_HOLDS_VALUE (wanted) ? " instead of " : "",
         wanted && JSON_NODE_HOLDS_VALUE (wanted) ? json_node_get_string (wanted) : "");

  return ok;
}

static gboolean
check_choice (JsonNode *value, JsonObject *schema, const char *at, Problems *problems)
{
  JsonArray *choices = bureau_json_get_array (schema, "enum");

  for (guint i = 0; choices && i < json_array_get_length (choices); i++)
    if (json_node_equal (value, json_array_get_element (choices, i)))
      return TRUE;
  if (choices)
    {
      g_autofree char *offered = bureau_json_print_array (choices);
      g_autofree char *shown = bureau_text_shorten (offered, MAX_OFFERED_BYTES);

      add (problems, "%s is not one of the values offered: %s.", at, shown);
    }

  return choices == NULL;
}

static gboolean
is_required (JsonObject *schema, const char *name)
{
  JsonArray *names = bureau_json_get_array (schema, "required");

  for (guint i = 0; names && i < json_array_get_length (names); i++)
    if (g_strcmp0 (json_array_get_string_element (names, i), name) == 0)
      return TRUE;

  return FALSE;
}

static void
check_required (JsonObject *value, JsonObject *schema, const char *at, Problems *problems)
{
  JsonArray *names = bureau_json_get_array (schema, "required");

  for (guint i = 0; names && i < json_array_get_length (names); i++)
    if (!json_object_has_member (value, json_array_get_string_element (names, i)))
      add (problems, "%s lacks “%s”.", at, json_array_get_string_element (names, i));
}

/* Members the schema does not name are allowed: they land in `meta`. One that may be left out may
 * also be null, which is how some providers leave it out. */
static void
check_members (JsonObject *value, JsonObject *schema, const char *at, Problems *problems)
{
  JsonObject *properties = bureau_json_get_object (schema, "properties");
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, value);
  while (properties && json_object_iter_next_ordered (&iter, &name, &node))
    {
      JsonObject *property = bureau_json_get_object (properties, name);
      g_autofree char *there = g_strconcat (at, ".", name, NULL);

      if (property && (!JSON_NODE_HOLDS_NULL (node) || is_required (schema, name)))
        check (node, property, there, problems);
    }
}

static void
check_items (JsonArray *value, JsonObject *schema, const char *at, Problems *problems)
{
  JsonObject *items = bureau_json_get_object (schema, "items");

  for (guint i = 0; items && i < json_array_get_length (value); i++)
    {
      g_autofree char *there = g_strdup_printf ("%s[%u]", at, i);

      check (json_array_get_element (value, i), items, there, problems);
    }
}

static void
check (JsonNode *value, JsonObject *schema, const char *at, Problems *problems)
{
  if (!check_type (value, schema, at, problems) || !check_choice (value, schema, at, problems))
    return;
  if (JSON_NODE_HOLDS_OBJECT (value))
    {
      check_required (json_node_get_object (value), schema, at, problems);
      check_members (json_node_get_object (value), schema, at, problems);
    }
  else if (JSON_NODE_HOLDS_ARRAY (value))
    check_items (json_node_get_array (value), schema, at, problems);
}

/**
 * bureau_answer_check:
 * @schema: (nullable): JSON Schema of the part we use: type, enum, required, properties, items
 * @problem: (out) (transfer full): all that is wrong, in words a model can mend it by
 *
 * Checks what a provider answered before anything is done with it.
 *
 * Returns: whether @answer matches @schema
 */
gboolean
bureau_answer_check (JsonObject *answer, JsonObject *schema, char **problem)
{
  g_autoptr (JsonNode) node = bureau_json_node_for_object (answer);
  g_autoptr (GString) text = g_string_new (NULL);
  Problems problems = { text, 0 };

  *problem = NULL;
  if (schema)
    check (node, schema, "the answer", &problems);
  if (problems.n > MAX_PROBLEMS)
    g_string_append_printf (text, " There are %u more.", problems.n - MAX_PROBLEMS);
  if (problems.n > 0)
    *problem = g_string_free_and_steal (g_steal_pointer (&text));

  return problems.n == 0;
}
