/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"

#include <math.h>
#include <string.h>

/* Enough for most of what is stored. */
#define LIKELY_BYTES 256

/* Own, because JsonGenerator sorts no names, writes 0.1 as 0.10000000000000001 and infinity as
 * "inf", which no parser takes. */
typedef struct
{
  GString *out;
  gboolean sorted;
  gboolean pretty;
  guint level;
} Printer;

static void print_node (Printer *self, JsonNode *node);

/* The shortest of the usual precisions that reads back as the same number. */
static void
print_double (Printer *self, double value)
{
  static const char *formats[] = { "%.15g", "%.16g", "%.17g" };
  char digits[G_ASCII_DTOSTR_BUF_SIZE] = "";

  if (!isfinite (value))
    {
      g_string_append (self->out, "null");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_ascii_strtod (g_ascii_formatd (digits, sizeof digits, formats[i], value), NULL) == value)
      break;

  g_string_append (self->out, digits);
  if (strpbrk (digits, ".e") == NULL)
    g_string_append (self->out, ".0");
}

static void
print_value (Printer *self, JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    bureau_json_append_string (self->out, json_node_get_string (node));
  else if (type == G_TYPE_BOOLEAN)
    g_string_append (self->out, json_node_get_boolean (node) ? "true" : "false");
  else if (type == G_TYPE_DOUBLE)
    print_double (self, json_node_get_double (node));
  else
    g_string_append_printf (self->out, "%" G_GINT64_FORMAT, json_node_get_int (node));
}

static void
new_line (Printer *self)
{
  if (!self->pretty)
    return;
  g_string_append_c (self->out, '\n');
  for (guint i = 0; i < self->level; i++)
    g_string_append (self->out, "  ");
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

static void
print_member (Printer *self, const char *name, JsonNode *value, gboolean is_last)
{
  new_line (self);
  bureau_json_append_string (self->out, name);
  g_string_append (self->out, self->pretty ? ": " : ":");
  print_node (self, value);
  if (!is_last)
    g_string_append_c (self->out, ',');
}

static void
print_in_order (Printer *self, JsonObject *object, guint n)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    print_member (self, name, value, --n == 0);
}

static void
print_sorted (Printer *self, JsonObject *object)
{
  g_autoptr (GList) names = g_list_sort (json_object_get_members (object), compare_names);

  for (GList *iter = names; iter != NULL; iter = iter->next)
    print_member (self, iter->data, json_object_get_member (object, iter->data),
                  iter->next == NULL);
}

static void
print_members (Printer *self, JsonObject *object)
{
  guint n = json_object_get_size (object);

  self->level++;
  if (self->sorted)
    print_sorted (self, object);
  else
    print_in_order (self, object, n);
  self->level--;
  if (n > 0)
    new_line (self);
}

static void
print_elements (Printer *self, JsonArray *array)
{
  guint n = json_array_get_length (array);

  self->level++;
  for (guint i = 0; i < n; i++)
    {
      new_line (self);
      print_node (self, json_array_get_element (array, i));
      if (i + 1 < n)
        g_string_append_c (self->out, ',');
    }
  self->level--;
  if (n > 0)
    new_line (self);
}

static void
print_object (Printer *self, JsonObject *object)
{
  g_string_append_c (self->out, '{');
  print_members (self, object);
  g_string_append_c (self->out, '}');
}

static void
print_array (Printer *self, JsonArray *array)
{
  g_string_append_c (self->out, '[');
  print_elements (self, array);
  g_string_append_c (self->out, ']');
}

static void
print_node (Printer *self, JsonNode *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      print_object (self, json_node_get_object (node));
      break;

    case JSON_NODE_ARRAY:
      print_array (self, json_node_get_array (node));
      break;

    case JSON_NODE_VALUE:
      print_value (self, node);
      break;

    case JSON_NODE_NULL:
    default:
      g_string_append (self->out, "null");
      break;
    }
}

static char *
print (Printer *self, JsonNode *node)
{
  self->out = g_string_sized_new (LIKELY_BYTES);
  print_node (self, node);
  return g_string_free_and_steal (g_steal_pointer (&self->out));
}

/**
 * bureau_json_print:
 * @node: any node
 *
 * Writes JSON on one line, members in the order they were set. A double that is not a number
 * becomes `null`, bytes that are not UTF-8 become U+FFFD: what comes out can always be read again.
 *
 * Returns: (transfer full): the text
 */
char *
bureau_json_print (JsonNode *node)
{
  return print (&(Printer){ .sorted = FALSE }, node);
}

/**
 * bureau_json_print_pretty:
 * @node: any node
 *
 * Like [func@json_print], with a line for each member and element, indented by two spaces.
 *
 * Returns: (transfer full): the text, without a newline at its end
 */
char *
bureau_json_print_pretty (JsonNode *node)
{
  return print (&(Printer){ .pretty = TRUE }, node);
}

/**
 * bureau_json_canonical:
 * @node: any node
 *
 * The one text of a value, for hashing and comparing: on one line, names in the order of their
 * UTF-8 bytes, each number in the shortest form that reads back the same.
 *
 * Returns: (transfer full): the text
 */
char *
bureau_json_canonical (JsonNode *node)
{
  return print (&(Printer){ .sorted = TRUE }, node);
}

/**
 * bureau_json_print_object:
 * @object: an object
 *
 * Returns: (transfer full): @object as [func@json_print] writes it
 */
char *
bureau_json_print_object (JsonObject *object)
{
  g_autoptr (JsonNode) node = bureau_json_node_for_object (object);
  return bureau_json_print (node);
}

/**
 * bureau_json_print_array:
 * @array: an array
 *
 * Returns: (transfer full): @array as [func@json_print] writes it
 */
char *
bureau_json_print_array (JsonArray *array)
{
  g_autoptr (JsonNode) node = bureau_json_node_for_array (array);
  return bureau_json_print (node);
}
