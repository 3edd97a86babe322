/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text becomes a tree in one pass. json-glib's own parser takes more than RFC 8259 allows, changes
 * some of it, and costs several times as much. */
#include "base/json-read-private.h"

#include "base/json.h"
#include "base/json-reader-private.h"
#include "base/text.h"

#define MAX_NAME_BYTES 80

static JsonNode *read_value (BureauJsonReader *self);

/* Words */

static const struct
{
  const char *word;
  JsonNodeType type;
  gboolean value;
} words[] = {
  { "true", JSON_NODE_VALUE, TRUE },
  { "false", JSON_NODE_VALUE, FALSE },
  { "null", JSON_NODE_NULL, FALSE },
};

static JsonNode *
read_word (BureauJsonReader *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i].word);

      if ((gsize)(self->end - self->at) < length || memcmp (self->at, words[i].word, length) != 0)
        continue;
      self->at += length;
      return words[i].type == JSON_NODE_NULL
                 ? json_node_new (JSON_NODE_NULL)
                 : json_node_init_boolean (json_node_alloc (), words[i].value);
    }
  bureau_json_reader_fail (self, self->at < self->end ? "there is no value here"
                                                      : "the text ends in the middle");
  return NULL;
}

/* Arrays and objects */

static gboolean
enter (BureauJsonReader *self)
{
  if (++self->depth > BUREAU_JSON_MAX_DEPTH)
    bureau_json_reader_fail_with (
        self, BUREAU_ERROR_LIMIT,
        "it is nested deeper than " G_STRINGIFY (BUREAU_JSON_MAX_DEPTH) " levels");
  self->at++;
  bureau_json_reader_skip_space (self);
  return self->error == NULL;
}

/* Behind one of several. Returns: whether another comes */
static gboolean
go_on (BureauJsonReader *self, char closing, const char *otherwise)
{
  bureau_json_reader_skip_space (self);
  if (bureau_json_reader_take (self, closing))
    return FALSE;
  if (!bureau_json_reader_take (self, ','))
    bureau_json_reader_fail (self, otherwise);
  bureau_json_reader_skip_space (self);
  return self->error == NULL;
}

static JsonNode *
read_array (BureauJsonReader *self)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();
  gboolean more = enter (self) && !bureau_json_reader_take (self, ']');

  while (more)
    {
      JsonNode *element = read_value (self);

      if (element != NULL)
        json_array_add_element (array, element);
      more = element != NULL && go_on (self, ']', "a “,” or “]” is missing");
    }
  self->depth--;
  json_node_take_array (node, array);
  return node;
}

/* json-glib would let the last of two equal names win. */
static char *
read_name (BureauJsonReader *self, JsonObject *object)
{
  const char *from = self->at;

  if (!bureau_json_reader_take (self, '"'))
    {
      bureau_json_reader_fail (self, "a name in double quotes is missing");
      return NULL;
    }
  if (!bureau_json_reader_read_string (self))
    return NULL;
  if (json_object_has_member (object, self->string->str))
    {
      g_autofree char *line = bureau_text_one_line (self->string->str);
      g_autofree char *shown = bureau_text_shorten (line, MAX_NAME_BYTES);
      g_autofree char *what = g_strdup_printf ("the name “%s” stands twice in one object", shown);

      self->at = from;
      bureau_json_reader_fail (self, what);
      return NULL;
    }
  return g_strdup (self->string->str);
}

static gboolean
read_member (BureauJsonReader *self, JsonObject *object)
{
  g_autofree char *name = read_name (self, object);
  JsonNode *value;

  if (name == NULL)
    return FALSE;
  bureau_json_reader_skip_space (self);
  if (!bureau_json_reader_take (self, ':'))
    bureau_json_reader_fail (self, "a “:” is missing");
  bureau_json_reader_skip_space (self);
  value = self->error == NULL ? read_value (self) : NULL;
  if (value != NULL)
    json_object_set_member (object, name, value);
  return value != NULL;
}

static JsonNode *
read_object (BureauJsonReader *self)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  gboolean more = enter (self) && !bureau_json_reader_take (self, '}');

  while (more)
    more = read_member (self, object) && go_on (self, '}', "a “,” or “}” is missing");
  self->depth--;
  json_node_take_object (node, object);
  return node;
}

static JsonNode *
read_value (BureauJsonReader *self)
{
  switch (bureau_json_reader_peek (self))
    {
    case '{':
      return read_object (self);
    case '[':
      return read_array (self);
    case '"':
      self->at++;
      return bureau_json_reader_read_string (self)
                 ? json_node_init_string (json_node_alloc (), self->string->str)
                 : NULL;
    case '-':
      return bureau_json_reader_read_number (self);
    default:
      return g_ascii_isdigit (bureau_json_reader_peek (self))
                 ? bureau_json_reader_read_number (self)
                 : read_word (self);
    }
}

/*
 * bureau_json_read:
 * @text: valid UTF-8 without NUL, @length bytes
 *
 * Returns: (transfer full): the tree, or %NULL with @error set
 */
JsonNode *
bureau_json_read (const char *text, gsize length, GError **error)
{
  g_autoptr (GString) string = g_string_new (NULL);
  BureauJsonReader self = { .start = text, .at = text, .end = text + length, .string = string };
  g_autoptr (JsonNode) root = NULL;

  bureau_json_reader_skip_space (&self);
  if (self.at == self.end)
    bureau_json_reader_fail (&self, "it is empty");
  else
    root = read_value (&self);
  bureau_json_reader_skip_space (&self);
  if (self.at < self.end)
    bureau_json_reader_fail (&self, "something stands behind the end");
  if (self.error == NULL)
    return g_steal_pointer (&root);
  g_propagate_error (error, self.error);
  return NULL;
}
