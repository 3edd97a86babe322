/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "providers/letter-private.h"

#define MAX_ITEMS 50
/* Sections in sections multiply; a letter that needs more steps than this is none. */
#define MAX_STEPS 20000

/* A letter while it is written. */
typedef struct
{
  BureauLetterManner manner;
  JsonNode *frames[BUREAU_LETTER_MAX_DEPTH + 1];
  guint n_frames;
  GString *out;
  gboolean dropped; /* whether something disappeared from the current line */
  guint steps;
} Writer;

static JsonNode *
member_of (JsonNode *node, const char *name, gsize length)
{
  char key[128];

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node) || length >= sizeof key)
    return NULL;
  memcpy (key, name, length);
  key[length] = '\0';

  return json_object_get_member (json_node_get_object (node), key);
}

/* The first part of a path is looked up from the innermost section outwards, the rest from there.
 */
static JsonNode *
look_up (const Writer *self, const char *path)
{
  gsize length = strcspn (path, ".");
  JsonNode *node = NULL;

  if (g_str_equal (path, "."))
    return self->frames[self->n_frames - 1];
  for (guint i = self->n_frames; i-- > 0 && node == NULL;)
    node = member_of (self->frames[i], path, length);
  while (node && path[length] == '.')
    {
      path += length + 1;
      length = strcspn (path, ".");
      node = member_of (node, path, length);
    }

  return node;
}

static gboolean
is_present (JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return FALSE;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) > 0;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_object_get_size (json_node_get_object (node)) > 0;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node)[strspn (json_node_get_string (node), " \t\r\n")] != '\0';

  return json_node_get_value_type (node) != G_TYPE_BOOLEAN || json_node_get_boolean (node);
}

static void
trim_line (GString *out)
{
  while (out->len > 0 && (out->str[out->len - 1] == ' ' || out->str[out->len - 1] == '\t'))
    g_string_truncate (out, out->len - 1);
}

/* A line that lost all it had goes too. */
static void
write_break (Writer *self, BureauLetterNodeKind kind)
{
  trim_line (self->out);

  gboolean at_start = self->out->len == 0 || self->out->str[self->out->len - 1] == '\n';
  if (!at_start || (kind == BUREAU_LETTER_BREAK && !self->dropped))
    g_string_append_c (self->out, '\n');
  self->dropped = FALSE;
}

/* A bare sum is in the currency that stands beside it, such as `price.currency`; else the firm's.
 */
static const char *
currency_beside (const Writer *self, const char *path)
{
  static const char *const names[] = { "currency", "fee_currency" };
  const char *dot = strrchr (path, '.');
  g_autofree char *parent = dot && dot > path ? g_strndup (path, (gsize)(dot - path)) : NULL;
  JsonNode *node = parent ? look_up (self, parent) : self->frames[self->n_frames - 1];

  for (guint i = 0; node && JSON_NODE_HOLDS_OBJECT (node) && i < G_N_ELEMENTS (names); i++)
    {
      const char *currency = bureau_json_get_string (json_node_get_object (node), names[i]);
      if (currency)
        return currency;
    }

  return self->manner.currency;
}

static gboolean
write_value (Writer *self, const BureauLetterNode *node)
{
  JsonNode *value = look_up (self, node->text);
  BureauLetterManner manner = self->manner;

  if (!is_present (value))
    return FALSE;
  if (g_strcmp0 (node->filter, "money") == 0)
    manner.currency = currency_beside (self, node->text);

  g_autofree char *text = bureau_letter_format (&manner, node->filter, value);
  if (text == NULL || *text == '\0')
    return FALSE;
  g_string_append (self->out, text);

  return TRUE;
}

static void write_nodes (Writer *self, GPtrArray *nodes);

static void
write_inside (Writer *self, GPtrArray *nodes, JsonNode *frame)
{
  if (self->n_frames == G_N_ELEMENTS (self->frames))
    return;
  self->frames[self->n_frames++] = frame;
  write_nodes (self, nodes);
  self->n_frames--;
}

static void
write_section (Writer *self, const BureauLetterNode *node)
{
  JsonNode *value = look_up (self, node->text);
  gboolean present = is_present (value);

  if (present == (node->kind == BUREAU_LETTER_INVERTED))
    self->dropped = TRUE;
  else if (!present || node->kind == BUREAU_LETTER_ONCE)
    write_nodes (self, node->children);
  else if (!JSON_NODE_HOLDS_ARRAY (value))
    write_inside (self, node->children, value);
  else
    {
      JsonArray *array = json_node_get_array (value);
      for (guint i = 0; i < MIN (json_array_get_length (array), MAX_ITEMS); i++)
        write_inside (self, node->children, json_array_get_element (array, i));
    }
}

/* Writes one node. Returns FALSE for a value that is absent. */
static gboolean
write_node (Writer *self, const BureauLetterNode *node)
{
  switch (node->kind)
    {
    case BUREAU_LETTER_TEXT:
      g_string_append (self->out, node->text);
      return TRUE;
    case BUREAU_LETTER_VALUE:
      return write_value (self, node);
    case BUREAU_LETTER_SECTION:
    case BUREAU_LETTER_ONCE:
    case BUREAU_LETTER_INVERTED:
      write_section (self, node);
      return TRUE;
    case BUREAU_LETTER_BREAK:
    case BUREAU_LETTER_BARE_BREAK:
    default:
      return TRUE;
    }
}

static gboolean
is_break (const BureauLetterNode *node)
{
  return node->kind == BUREAU_LETTER_BREAK || node->kind == BUREAU_LETTER_BARE_BREAK;
}

/* Takes the sentence back that began at @start, if it lacks a value. */
static void
end_sentence (Writer *self, gsize *start, gboolean *absent)
{
  if (*absent)
    {
      g_string_truncate (self->out, *start);
      self->dropped = TRUE;
    }
  *start = self->out->len;
  *absent = FALSE;
}

/* Writes sentence by sentence. */
static void
write_nodes (Writer *self, GPtrArray *nodes)
{
  gsize start = self->out->len;
  gboolean absent = FALSE;

  for (guint i = 0; i < nodes->len; i++)
    {
      const BureauLetterNode *node = g_ptr_array_index (nodes, i);

      if (++self->steps > MAX_STEPS || self->out->len > BUREAU_LETTER_MAX_BYTES)
        return;
      absent |= !write_node (self, node);
      if (node->ends || is_break (node))
        end_sentence (self, &start, &absent);
      if (is_break (node))
        {
          write_break (self, node->kind);
          start = self->out->len;
        }
    }
  end_sentence (self, &start, &absent);
}

/* Never more than one empty line, none at the start, one line break at the end. */
static char *
tidy (GString *out)
{
  GString *result = g_string_sized_new (out->len + 1);
  guint breaks = 2;

  for (gsize i = 0; i < out->len; i++)
    {
      breaks = out->str[i] == '\n' ? breaks + 1 : 0;
      if (breaks <= 2)
        g_string_append_c (result, out->str[i]);
    }
  g_strchomp (result->str);
  result->len = strlen (result->str);
  if (result->len > 0)
    g_string_append_c (result, '\n');

  return g_string_free (result, FALSE);
}

/**
 * bureau_letter_render:
 * @dictionary: the language of dates and lists
 * @values: what the paths of the letter lead into; `facts.currency` is the currency of bare sums
 *
 * Writes the letter. Nothing comes into it but the template's text and these values.
 *
 * Returns: (transfer full): the text, or %NULL with %BUREAU_ERROR_LIMIT where it becomes too long
 */
char *
bureau_letter_render (BureauLetter *self, const BureauDictionary *dictionary, JsonObject *values,
                      GError **error)
{
  g_return_val_if_fail (self != NULL && dictionary != NULL && values != NULL, NULL);

  JsonObject *facts = bureau_json_get_object (values, "facts");
  g_autoptr (JsonNode) root = bureau_json_node_for_object (values);
  g_autoptr (GString) out = g_string_new (NULL);
  Writer writer = {
    .manner = { dictionary, facts ? bureau_json_get_string (facts, "currency") : NULL },
    .frames = { root },
    .n_frames = 1,
    .out = out,
  };

  write_nodes (&writer, self->nodes);
  if (writer.steps > MAX_STEPS || out->len > BUREAU_LETTER_MAX_BYTES)
    {
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT,
                           "The letter becomes too long; shorten its template or its lists");
      return NULL;
    }

  return tidy (out);
}
