/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/redaction.h"

#include <string.h>

#include "providers/sensitive.h"

/* Deeper than any answer or input of ours. */
#define MAX_DEPTH 64

static const struct
{
  const char *name;
  const char *one;
  const char *many;
} words[BUREAU_N_SENSITIVE_KINDS] = {
  [BUREAU_SENSITIVE_CARD] = { "card", "card number", "card numbers" },
  [BUREAU_SENSITIVE_IBAN] = { "account", "account number", "account numbers" },
  [BUREAU_SENSITIVE_KEY] = { "secret", "key or password", "keys or passwords" },
};

static const char *const modes[] = {
  [BUREAU_REDACTION_OFF] = "off",
  [BUREAU_REDACTION_REDACT] = "redact",
  [BUREAU_REDACTION_BLOCK] = "block",
};

struct _BureauRedaction
{
  char *mark;         /* new for each call: nobody outside can name what stands elsewhere */
  GHashTable *names;  /* value → its name */
  GHashTable *values; /* name → its value */
  guint counts[BUREAU_N_SENSITIVE_KINDS];
};

/**
 * bureau_redaction_new:
 *
 * Returns: (transfer full): for one call
 */
BureauRedaction *
bureau_redaction_new (void)
{
  BureauRedaction *self = g_new0 (BureauRedaction, 1);

  self->mark = g_strdup_printf ("%08x", g_random_int ());
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
bureau_redaction_free (BureauRedaction *self)
{
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->values, g_hash_table_unref);
  g_free (self->mark);
  g_free (self);
}

static const char *
get_name (BureauRedaction *self, BureauSensitiveKind kind, const char *value)
{
  const char *known = g_hash_table_lookup (self->names, value);
  char *name;

  if (known != NULL)
    return known;
  name = g_strdup_printf ("[%s-%u-%s]", words[kind].name, ++self->counts[kind], self->mark);
  g_hash_table_insert (self->values, name, g_strdup (value));
  g_hash_table_insert (self->names, g_strdup (value), name);
  return name;
}

/**
 * bureau_redaction_hide:
 *
 * Returns: (transfer full): @text with a name in place of each number and key; the same one has the
 *   same name
 */
char *
bureau_redaction_hide (BureauRedaction *self, const char *text)
{
  g_autoptr (GArray) found = bureau_sensitive_find (text);
  GString *hidden = g_string_new (NULL);
  gsize at = 0;

  for (guint i = 0; i < found->len; i++)
    {
      const BureauSensitive *one = &g_array_index (found, BureauSensitive, i);
      g_autofree char *value = g_strndup (text + one->start, one->length);

      g_string_append_len (hidden, text + at, (gssize)(one->start - at));
      g_string_append (hidden, get_name (self, one->kind, value));
      at = one->start + one->length;
    }
  g_string_append (hidden, text + at);
  return g_string_free_and_steal (hidden);
}

static char *
show (BureauRedaction *self, const char *text)
{
  GString *shown = g_string_new (text);
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, self->values);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_string_replace (shown, name, value, 0);
  return g_string_free_and_steal (shown);
}

/* How a value becomes another; @name is its member's, NULL in an array. */
typedef JsonNode *(*ValueFunc) (BureauRedaction *self, const char *name, JsonNode *value);

static JsonNode *
make_text (char *text)
{
  JsonNode *node = json_node_init_string (json_node_alloc (), text);

  g_free (text);
  return node;
}

/* What stands behind "password" is one, also where the name and the value are two. */
static char *
hide_member (BureauRedaction *self, const char *name, const char *text)
{
  g_autofree char *line = g_strconcat (name, ": ", text, NULL);
  g_autofree char *hidden = bureau_redaction_hide (self, line);
  gsize length = strlen (name) + strlen (": ");

  return strncmp (hidden, line, length) == 0 ? g_strdup (hidden + length)
                                             : bureau_redaction_hide (self, text);
}

/* A number may be a card's, too. */
static JsonNode *
hide_value (BureauRedaction *self, const char *name, JsonNode *value)
{
  GType type = json_node_get_value_type (value);
  g_autofree char *text = NULL;
  g_autofree char *hidden = NULL;

  if (type != G_TYPE_STRING && type != G_TYPE_INT64)
    return json_node_copy (value);
  text = type == G_TYPE_STRING ? json_node_dup_string (value)
                               : g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (value));
  hidden = name != NULL ? hide_member (self, name, text) : bureau_redaction_hide (self, text);
  return g_str_equal (hidden, text) ? json_node_copy (value)
                                    : make_text (g_steal_pointer (&hidden));
}

static JsonNode *
show_value (BureauRedaction *self, const char *name, JsonNode *value)
{
  return json_node_get_value_type (value) == G_TYPE_STRING
             ? make_text (show (self, json_node_get_string (value)))
             : json_node_copy (value);
}

static JsonNode *map_node (BureauRedaction *self, const char *name, JsonNode *node, ValueFunc func,
                           guint depth);

static JsonObject *
map_object (BureauRedaction *self, JsonObject *object, ValueFunc func, guint depth)
{
  JsonObject *mapped = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    json_object_set_member (mapped, name, map_node (self, name, value, func, depth));
  return mapped;
}

static JsonArray *
map_array (BureauRedaction *self, JsonArray *array, ValueFunc func, guint depth)
{
  JsonArray *mapped = json_array_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    json_array_add_element (mapped,
                            map_node (self, NULL, json_array_get_element (array, i), func, depth));
  return mapped;
}

static JsonNode *
map_node (BureauRedaction *self, const char *name, JsonNode *node, ValueFunc func, guint depth)
{
  JsonNode *mapped;

  if (JSON_NODE_HOLDS_VALUE (node))
    return func (self, name, node);
  if (depth > MAX_DEPTH || JSON_NODE_HOLDS_NULL (node))
    return json_node_new (JSON_NODE_NULL);
  mapped = json_node_new (JSON_NODE_TYPE (node));
  if (JSON_NODE_HOLDS_OBJECT (node))
    json_node_take_object (mapped, map_object (self, json_node_get_object (node), func, depth + 1));
  else
    json_node_take_array (mapped, map_array (self, json_node_get_array (node), func, depth + 1));
  return mapped;
}

/**
 * bureau_redaction_hide_in:
 *
 * Returns: (transfer full): a copy of @object whose texts went through bureau_redaction_hide()
 */
JsonObject *
bureau_redaction_hide_in (BureauRedaction *self, JsonObject *object)
{
  return map_object (self, object, hide_value, 0);
}

/**
 * bureau_redaction_show_in:
 *
 * Returns: (transfer full): a copy of @object in whose texts the names are what they stand for
 */
JsonObject *
bureau_redaction_show_in (BureauRedaction *self, JsonObject *object)
{
  return g_hash_table_size (self->values) > 0 ? map_object (self, object, show_value, 0)
                                              : json_object_ref (object);
}

/**
 * bureau_redaction_describe:
 *
 * Returns: (transfer full) (nullable): what was hidden, as “2 card numbers, 1 key or password”;
 *   %NULL where nothing was
 */
char *
bureau_redaction_describe (BureauRedaction *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < BUREAU_N_SENSITIVE_KINDS; i++)
    if (self->counts[i] > 0)
      g_string_append_printf (text, "%s%u %s", text->len > 0 ? ", " : "", self->counts[i],
                              self->counts[i] == 1 ? words[i].one : words[i].many);
  if (text->len > 0)
    return g_string_free_and_steal (text);
  g_string_free (text, TRUE);
  return NULL;
}

static BureauRedactionMode
get_mode (const char *name, BureauRedactionMode fallback)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (modes); i++)
    if (g_str_equal (modes[i], name))
      return i;
  return fallback;
}

/**
 * bureau_redaction_mode:
 * @of_business: (nullable): the setting
 * @of_agent: (nullable): what the agent says
 *
 * Returns: the stricter of both
 */
BureauRedactionMode
bureau_redaction_mode (const char *of_business, const char *of_agent)
{
  return MAX (get_mode (of_business, BUREAU_REDACTION_REDACT),
              get_mode (of_agent, BUREAU_REDACTION_OFF));
}
