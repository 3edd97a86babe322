/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/redaction.h"

#include <string.h>

#include "base/json.h"
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
  char *mark;          /* new for each call: nobody outside can name what stands elsewhere */
  GHashTable *names;   /* value → its name */
  GHashTable *values;  /* name → its value */
  GHashTable *numbers; /* names of what is a number of JSON; owned by @values */
  GString *line;       /* what is looked at */
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

  self->line = g_string_new (NULL);
  self->mark = g_strdup_printf ("%08x", g_random_int ());
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
bureau_redaction_free (BureauRedaction *self)
{
  g_clear_pointer (&self->numbers, g_hash_table_unref);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->values, g_hash_table_unref);
  g_string_free (self->line, TRUE);
  g_free (self->mark);
  g_free (self);
}

/* What has the same @key has the same name. */
static const char *
get_name (BureauRedaction *self, BureauSensitiveKind kind, const char *key, const char *value)
{
  const char *known = g_hash_table_lookup (self->names, key);
  char *name;

  if (known != NULL)
    return known;
  name = g_strdup_printf ("[%s-%u-%s]", words[kind].name, ++self->counts[kind], self->mark);
  g_hash_table_insert (self->values, name, g_strdup (value));
  g_hash_table_insert (self->names, g_strdup (key), name);
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
  GString *hidden = g_string_new (NULL);
  BureauSensitive one;
  gsize at = 0;

  while (bureau_sensitive_next (text, at, &one))
    {
      g_autofree char *value = g_strndup (text + one.start, one.length);

      g_string_append_len (hidden, text + at, (gssize)(one.start - at));
      g_string_append (hidden, get_name (self, one.kind, value, value));
      at = one.start + one.length;
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

/* How a value becomes another, or stays the same; @name is that of its
 * member, or of the list that it stands in. */
typedef JsonNode *(*ValueFunc) (BureauRedaction *self, const char *name, JsonNode *value);

static JsonNode *
make_text (char *text)
{
  JsonNode *node = json_node_init_string (json_node_alloc (), text);

  g_free (text);
  return node;
}

/* Puts the line "name: text" together, and finds what in it is to be hidden first. */
static gboolean
find_in_line (BureauRedaction *self, const char *name, const char *text, BureauSensitive *found)
{
  g_string_truncate (self->line, 0);
  if (name != NULL)
    g_string_append_printf (self->line, "%s: ", name);
  g_string_append (self->line, text);
  return bureau_sensitive_next (self->line->str, 0, found);
}

/* What stands behind "password" is one, also where the name and the value are two. */
static JsonNode *
hide_text (BureauRedaction *self, const char *name, JsonNode *value)
{
  const char *text = json_node_get_string (value);
  gsize length = name != NULL ? strlen (name) + strlen (": ") : 0;
  g_autofree char *hidden = NULL;
  BureauSensitive one;

  if (!find_in_line (self, name, text, &one))
    return json_node_ref (value);
  hidden = bureau_redaction_hide (self, self->line->str);
  return make_text (strncmp (hidden, self->line->str, length) == 0
                        ? g_strdup (hidden + length)
                        : bureau_redaction_hide (self, text));
}

/* A number may be a card's, too. Its name is not that of the same digits as text, so that it
 * becomes a number again. */
static JsonNode *
hide_number (BureauRedaction *self, const char *name, JsonNode *value)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (value));
  g_autofree char *key = NULL;
  const char *hidden;
  BureauSensitive one;

  if (!find_in_line (self, name, digits, &one))
    return json_node_ref (value);
  key = g_strconcat ("number ", digits, NULL);
  hidden = get_name (self, one.kind, key, digits);
  g_hash_table_add (self->numbers, (gpointer)hidden);
  return json_node_init_string (json_node_alloc (), hidden);
}

static JsonNode *
hide_value (BureauRedaction *self, const char *name, JsonNode *value)
{
  GType type = json_node_get_value_type (value);

  if (type == G_TYPE_INT64)
    return hide_number (self, name, value);
  return type == G_TYPE_STRING ? hide_text (self, name, value) : json_node_ref (value);
}

static JsonNode *
show_value (BureauRedaction *self, const char *name, JsonNode *value)
{
  const char *text = json_node_get_value_type (value) == G_TYPE_STRING
                         ? json_node_get_string (value)
                         : NULL;

  if (text == NULL)
    return json_node_ref (value);
  if (g_hash_table_contains (self->numbers, text))
    return bureau_json_node_for_int (
        g_ascii_strtoll (g_hash_table_lookup (self->values, text), NULL, 10));
  return make_text (show (self, text));
}

static JsonNode *map_node (BureauRedaction *self, const char *name, JsonNode *node, ValueFunc func,
                           guint depth);

static JsonObject *
copy_members (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    json_object_set_member (copy, name, json_node_ref (value));
  return copy;
}

/* Returns: NULL where all of it stays the same */
static JsonObject *
map_object (BureauRedaction *self, JsonObject *object, ValueFunc func, guint depth)
{
  JsonObject *mapped = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      g_autoptr (JsonNode) other = map_node (self, name, value, func, depth);

      if (other == value)
        continue;
      if (mapped == NULL)
        mapped = copy_members (object);
      json_object_set_member (mapped, name, g_steal_pointer (&other));
    }
  return mapped;
}

/* Returns: NULL where all of it stays the same */
static JsonArray *
map_array (BureauRedaction *self, const char *name, JsonArray *array, ValueFunc func, guint depth)
{
  g_autoptr (JsonArray) mapped = json_array_new ();
  gboolean is_other = FALSE;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonNode *other = map_node (self, name, element, func, depth);

      is_other |= other != element;
      json_array_add_element (mapped, other);
    }
  return is_other ? g_steal_pointer (&mapped) : NULL;
}

/* Returns: (transfer full): @node itself where nothing in it becomes another */
static JsonNode *
map_node (BureauRedaction *self, const char *name, JsonNode *node, ValueFunc func, guint depth)
{
  JsonObject *object = NULL;
  JsonArray *array = NULL;
  JsonNode *mapped;

  if (JSON_NODE_HOLDS_VALUE (node))
    return func (self, name, node);
  if (JSON_NODE_HOLDS_NULL (node))
    return json_node_ref (node);
  if (depth > MAX_DEPTH)
    return json_node_new (JSON_NODE_NULL);
  if (JSON_NODE_HOLDS_OBJECT (node))
    object = map_object (self, json_node_get_object (node), func, depth + 1);
  else
    array = map_array (self, name, json_node_get_array (node), func, depth + 1);
  if (object == NULL && array == NULL)
    return json_node_ref (node);
  mapped = json_node_new (JSON_NODE_TYPE (node));
  if (object != NULL)
    json_node_take_object (mapped, object);
  else
    json_node_take_array (mapped, array);
  return mapped;
}

static JsonObject *
map (BureauRedaction *self, JsonObject *object, ValueFunc func)
{
  JsonObject *mapped = map_object (self, object, func, 0);

  return mapped != NULL ? mapped : json_object_ref (object);
}

/**
 * bureau_redaction_hide_in:
 *
 * Returns: (transfer full): @object as its texts go through bureau_redaction_hide(): what holds
 *   nothing to hide is the same, so that neither may be changed
 */
JsonObject *
bureau_redaction_hide_in (BureauRedaction *self, JsonObject *object)
{
  return map (self, object, hide_value);
}

/**
 * bureau_redaction_show_in:
 *
 * Returns: (transfer full): a copy of @object in whose texts the names are what they stand for
 */
JsonObject *
bureau_redaction_show_in (BureauRedaction *self, JsonObject *object)
{
  return g_hash_table_size (self->values) > 0 ? map (self, object, show_value)
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
