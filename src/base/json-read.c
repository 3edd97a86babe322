/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text becomes a tree in one pass. json-glib's own parser takes more than RFC 8259 allows, changes
 * some of it, and costs several times as much. */
#include "base/json-read-private.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"

#define MAX_NAME_BYTES 80
#define REPLACEMENT 0xfffd

typedef struct
{
  const char *start;
  const char *at;
  const char *end;
  guint depth;
  GString *string; /* the last one that was read */
  GError *error;   /* the first that was found; nothing is read after it */
} Reader;

static JsonNode *read_value (Reader *self);

/* Mistakes */

static void
fail_with (Reader *self, BureauError code, const char *what)
{
  const char *line_start = self->start;
  guint line = 1;

  if (self->error != NULL)
    return;
  for (const char *p = self->start; p < self->at; p++)
    if (*p == '\n')
      {
        line++;
        line_start = p + 1;
      }
  g_set_error (&self->error, BUREAU_ERROR, code,
               "The JSON cannot be used: line %u, column %ld: %s.", line,
               g_utf8_strlen (line_start, self->at - line_start) + 1, what);
}

static void
fail (Reader *self, const char *what)
{
  fail_with (self, BUREAU_ERROR_INVALID, what);
}

/* Characters */

static char
peek (Reader *self)
{
  return self->at < self->end ? *self->at : '\0';
}

static gboolean
take (Reader *self, char wanted)
{
  if (peek (self) != wanted)
    return FALSE;
  self->at++;
  return TRUE;
}

static void
skip_space (Reader *self)
{
  while (self->at < self->end && strchr (" \t\n\r", *self->at) != NULL)
    self->at++;
}

/* Strings */

static gboolean
read_hex (Reader *self, gunichar *unit)
{
  *unit = 0;
  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (peek (self));

      if (digit < 0)
        {
          fail (self, "four hexadecimal digits belong after “\\u”");
          return FALSE;
        }
      *unit = *unit * 16 + (gunichar)digit;
      self->at++;
    }
  return TRUE;
}

static gboolean
is_first_half (gunichar unit)
{
  return unit >= 0xd800 && unit < 0xdc00;
}

static gboolean
is_second_half (gunichar unit)
{
  return unit >= 0xdc00 && unit < 0xe000;
}

/* Strings are C strings here, so a NUL is none. */
static void
read_unicode (Reader *self)
{
  gunichar unit, second = 0;

  if (!read_hex (self, &unit))
    return;
  if (is_first_half (unit))
    {
      if (!take (self, '\\') || !take (self, 'u') || !read_hex (self, &second)
          || !is_second_half (second))
        {
          fail (self, "half of a surrogate pair stands alone");
          return;
        }
      unit = 0x10000 + ((unit - 0xd800) << 10) + (second - 0xdc00);
    }
  else if (is_second_half (unit))
    fail (self, "half of a surrogate pair stands alone");
  g_string_append_unichar (self->string, unit != 0 ? unit : REPLACEMENT);
}

static void
read_escape (Reader *self)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meant[] = "\"\\/\b\f\n\r\t";
  char letter = peek (self);
  const char *found = letter != '\0' ? strchr (letters, letter) : NULL;

  if (take (self, 'u'))
    read_unicode (self);
  else if (found == NULL)
    fail (self, "there is no such escape");
  else
    {
      g_string_append_c (self->string, meant[found - letters]);
      self->at++;
    }
}

/* Into self->string, from behind its first quote. */
static gboolean
read_string (Reader *self)
{
  g_string_truncate (self->string, 0);
  while (self->error == NULL && !take (self, '"'))
    {
      const char *from = self->at;

      while (self->at < self->end && *self->at != '"' && *self->at != '\\'
             && (guchar)*self->at >= ' ')
        self->at++;
      g_string_append_len (self->string, from, self->at - from);
      if (take (self, '\\'))
        read_escape (self);
      else if (self->at == self->end)
        fail (self, "a string has no end");
      else if (*self->at != '"')
        fail (self, "a control character stands in a string");
    }
  return self->error == NULL;
}

/* Numbers */

static gboolean
skip_digits (Reader *self)
{
  const char *from = self->at;

  while (g_ascii_isdigit (peek (self)))
    self->at++;
  if (self->at == from)
    fail (self, "a digit is missing");
  return self->at > from;
}

/* @is_whole: (out): whether it has neither a fraction nor an exponent */
static gboolean
skip_number (Reader *self, gboolean *is_whole)
{
  const char *whole_end;

  take (self, '-');
  if (!take (self, '0') && !skip_digits (self))
    return FALSE;
  whole_end = self->at;
  if (take (self, '.') && !skip_digits (self))
    return FALSE;
  if (take (self, 'e') || take (self, 'E'))
    {
      if (!take (self, '+'))
        take (self, '-');
      if (!skip_digits (self))
        return FALSE;
    }
  *is_whole = self->at == whole_end;
  return TRUE;
}

static JsonNode *
read_number (Reader *self)
{
  const char *from = self->at;
  gboolean is_whole = FALSE;
  g_autofree char *digits = NULL;
  gint64 whole;
  double value;

  if (!skip_number (self, &is_whole))
    return NULL;
  digits = g_strndup (from, (gsize)(self->at - from));
  errno = 0;
  whole = is_whole ? g_ascii_strtoll (digits, NULL, 10) : 0;
  value = is_whole ? 0 : g_ascii_strtod (digits, NULL);
  if (is_whole ? errno == ERANGE : isinf (value))
    {
      self->at = from;
      fail_with (self, BUREAU_ERROR_LIMIT, "the number is too large; send it as a string");
      return NULL;
    }
  return is_whole ? json_node_init_int (json_node_alloc (), whole)
                  : json_node_init_double (json_node_alloc (), value);
}

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
read_word (Reader *self)
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
  fail (self, self->at < self->end ? "there is no value here" : "the text ends in the middle");
  return NULL;
}

/* Arrays and objects */

static gboolean
enter (Reader *self)
{
  if (++self->depth > BUREAU_JSON_MAX_DEPTH)
    fail_with (self, BUREAU_ERROR_LIMIT,
               "it is nested deeper than " G_STRINGIFY (BUREAU_JSON_MAX_DEPTH) " levels");
  self->at++;
  skip_space (self);
  return self->error == NULL;
}

/* Behind one of several. Returns: whether another comes */
static gboolean
go_on (Reader *self, char closing, const char *otherwise)
{
  skip_space (self);
  if (take (self, closing))
    return FALSE;
  if (!take (self, ','))
    fail (self, otherwise);
  skip_space (self);
  return self->error == NULL;
}

static JsonNode *
read_array (Reader *self)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();
  gboolean more = enter (self) && !take (self, ']');

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
read_name (Reader *self, JsonObject *object)
{
  const char *from = self->at;

  if (!take (self, '"'))
    {
      fail (self, "a name in double quotes is missing");
      return NULL;
    }
  if (!read_string (self))
    return NULL;
  if (json_object_has_member (object, self->string->str))
    {
      g_autofree char *line = bureau_text_one_line (self->string->str);
      g_autofree char *shown = bureau_text_shorten (line, MAX_NAME_BYTES);
      g_autofree char *what = g_strdup_printf ("the name “%s” stands twice in one object", shown);

      self->at = from;
      fail (self, what);
      return NULL;
    }
  return g_strdup (self->string->str);
}

static gboolean
read_member (Reader *self, JsonObject *object)
{
  g_autofree char *name = read_name (self, object);
  JsonNode *value;

  if (name == NULL)
    return FALSE;
  skip_space (self);
  if (!take (self, ':'))
    fail (self, "a “:” is missing");
  skip_space (self);
  value = self->error == NULL ? read_value (self) : NULL;
  if (value != NULL)
    json_object_set_member (object, name, value);
  return value != NULL;
}

static JsonNode *
read_object (Reader *self)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  gboolean more = enter (self) && !take (self, '}');

  while (more)
    more = read_member (self, object) && go_on (self, '}', "a “,” or “}” is missing");
  self->depth--;
  json_node_take_object (node, object);
  return node;
}

static JsonNode *
read_value (Reader *self)
{
  switch (peek (self))
    {
    case '{':
      return read_object (self);
    case '[':
      return read_array (self);
    case '"':
      self->at++;
      return read_string (self) ? json_node_init_string (json_node_alloc (), self->string->str)
                                : NULL;
    case '-':
      return read_number (self);
    default:
      return g_ascii_isdigit (peek (self)) ? read_number (self) : read_word (self);
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
  Reader self = { .start = text, .at = text, .end = text + length, .string = string };
  g_autoptr (JsonNode) root = NULL;

  skip_space (&self);
  if (self.at == self.end)
    fail (&self, "it is empty");
  else
    root = read_value (&self);
  skip_space (&self);
  if (self.at < self.end)
    fail (&self, "something stands behind the end");
  if (self.error == NULL)
    return g_steal_pointer (&root);
  g_propagate_error (error, self.error);
  return NULL;
}
