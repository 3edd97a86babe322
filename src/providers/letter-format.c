/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/money.h"
#include "base/text.h"
#include "providers/letter-private.h"

#define MAX_LIST 20
#define MAX_VALUE_BYTES 2000

typedef char *(*Filter) (const BureauLetterManner *manner, JsonNode *value);

static char *plain (const BureauLetterManner *manner, JsonNode *value);

static const char *
string_of (JsonNode *value)
{
  return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING
             ? json_node_get_string (value)
             : NULL;
}

/* “4,200 EUR” or “4.200 EUR”: the neutral form in the manner of the language, without cents where
 * there are none. */
static char *
write_money (const BureauLetterManner *manner, gint64 minor, const char *currency)
{
  g_autofree char *neutral = bureau_money_format (minor, currency);
  const char *point = strchr (neutral, '.');
  gboolean has_cents = point && point[1 + strspn (point + 1, "0")] != ' '
                       && point[1 + strspn (point + 1, "0")];
  GString *text = g_string_new (NULL);

  for (const char *c = neutral; *c; c++)
    if (*c == ',')
      g_string_append (text, bureau_dictionary_get_text (manner->dictionary, "group"));
    else if (c != point)
      g_string_append_c (text, *c);
    else if (has_cents)
      g_string_append (text, bureau_dictionary_get_text (manner->dictionary, "decimal"));
    else
      c += strspn (c + 1, "0");

  return g_string_free (text, FALSE);
}

/* Minor units, or `{"minor","currency"}`. */
static char *
money (const BureauLetterManner *manner, JsonNode *value)
{
  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_INT64)
    return write_money (manner, json_node_get_int (value), manner->currency);
  if (!JSON_NODE_HOLDS_OBJECT (value)
      || !json_object_has_member (json_node_get_object (value), "minor"))
    return NULL;

  JsonObject *object = json_node_get_object (value);
  const char *currency = bureau_json_get_string (object, "currency");

  return write_money (manner, bureau_json_get_int (object, "minor", 0),
                      currency ? currency : manner->currency);
}

/* “5 December 2026” of "2026-12-05" and of a time on that day, in the language's own form. */
static char *
date (const BureauLetterManner *manner, JsonNode *value)
{
  const char *text = string_of (value);
  int year, month, day;

  if (text == NULL || sscanf (text, "%4d-%2d-%2d", &year, &month, &day) != 3 || year < 1
      || month < 1 || day < 1 || !g_date_valid_dmy (day, month, year))
    return NULL;

  g_auto (GStrv) months = g_strsplit (
      bureau_dictionary_get_text (manner->dictionary, "month_names"), " ", 13);
  if (g_strv_length (months) != 12)
    return g_strndup (text, 10);

  g_autoptr (GString) result = g_string_new (
      bureau_dictionary_get_text (manner->dictionary, "date_format"));
  g_autofree char *y = g_strdup_printf ("%d", year), *d = g_strdup_printf ("%d", day);
  g_string_replace (result, "DAY", d, 1);
  g_string_replace (result, "YEAR", y, 1);
  g_string_replace (result, "MONTH", months[month - 1], 1);

  return g_strdup (result->str);
}

/* “Anna” of “Dr. Anna Weber”; nothing of a name that is only a title or an address. */
static char *
first_name (const BureauLetterManner *manner, JsonNode *value)
{
  const char *text = string_of (value);

  if (text == NULL || strpbrk (text, "@<>{}:/\\"))
    return NULL;

  g_autofree char *line = bureau_text_one_line (text);
  g_auto (GStrv) words = g_strsplit (line, " ", 8);
  for (guint i = 0; words[i]; i++)
    if (*words[i] && !bureau_dictionary_find (manner->dictionary, BUREAU_PHRASE_TITLE, words[i]))
      return strlen (words[i]) <= 40 ? g_strdup (words[i]) : NULL;

  return NULL;
}

/* The items of a list as words. SQL hands lists over as JSON text. */
static GPtrArray *
items_of (const BureauLetterManner *manner, JsonNode *value)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_free);
  const char *text = string_of (value);
  g_autoptr (JsonNode) parsed = text && *text == '[' ? bureau_json_parse (text, -1, NULL) : NULL;

  value = parsed ? parsed : value;
  if (!JSON_NODE_HOLDS_ARRAY (value))
    {
      char *word = plain (manner, value);
      if (word)
        g_ptr_array_add (items, word);
      return items;
    }

  JsonArray *array = json_node_get_array (value);
  for (guint i = 0; i < json_array_get_length (array) && items->len < MAX_LIST; i++)
    {
      g_autofree char *item = plain (manner, json_array_get_element (array, i));
      if (item && *item)
        g_ptr_array_add (items, g_steal_pointer (&item));
    }

  return items;
}

/* “a, b and c” */
static char *
list (const BureauLetterManner *manner, JsonNode *value)
{
  g_autoptr (GPtrArray) items = items_of (manner, value);
  g_autoptr (GString) result = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      if (i > 0 && i + 1 == items->len)
        g_string_append_printf (result, " %s ",
                                bureau_dictionary_get_text (manner->dictionary, "and"));
      else if (i > 0)
        g_string_append (result, ", ");
      g_string_append (result, g_ptr_array_index (items, i));
    }

  return g_strdup (result->str);
}

/* A line each, with a dash before it. */
static char *
bullets (const BureauLetterManner *manner, JsonNode *value)
{
  g_autoptr (GPtrArray) items = items_of (manner, value);
  g_autoptr (GString) result = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (result, "%s- %s", i ? "\n" : "", (char *)g_ptr_array_index (items, i));

  return g_strdup (result->str);
}

/* The text with its line breaks, without other control characters. For what the operator wrote. */
static char *
lines (const BureauLetterManner *manner, JsonNode *value)
{
  const char *text = string_of (value);

  if (text == NULL)
    return plain (manner, value);

  GString *result = g_string_new (NULL);
  for (const char *c = text; *c && result->len < MAX_VALUE_BYTES; c = g_utf8_next_char (c))
    if (*c == '\n' || *c == '\t' || !g_unichar_iscntrl (g_utf8_get_char (c)))
      g_string_append_len (result, c, g_utf8_next_char (c) - c);

  return g_strchomp (g_string_free (result, FALSE));
}

/* An object has a word for itself, or none. */
static char *
object (const BureauLetterManner *manner, JsonObject *value)
{
  static const char *const names[] = { "title", "name", "text" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (bureau_json_get_string (value, names[i]))
      return bureau_text_one_line (bureau_json_get_string (value, names[i]));

  return NULL;
}

static char *
plain (const BureauLetterManner *manner, JsonNode *value)
{
  if (JSON_NODE_HOLDS_ARRAY (value))
    return list (manner, value);
  if (JSON_NODE_HOLDS_OBJECT (value))
    {
      char *sum = money (manner, value);
      return sum ? sum : object (manner, json_node_get_object (value));
    }
  if (!JSON_NODE_HOLDS_VALUE (value))
    return NULL;

  GType type = json_node_get_value_type (value);
  if (type == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (value));
  if (type == G_TYPE_DOUBLE)
    return g_strdup_printf ("%g", json_node_get_double (value));
  if (type != G_TYPE_STRING)
    return NULL;

  g_autofree char *line = bureau_text_one_line (json_node_get_string (value));
  return bureau_text_shorten (line, MAX_VALUE_BYTES);
}

static const struct
{
  const char *name;
  Filter format;
} filters[] = {
  { "money", money }, { "date", date },  { "first_name", first_name }, { "list", list },
  { "lines", lines }, { "names", list }, { "bullets", bullets },
};

gboolean
bureau_letter_has_filter (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    if (g_str_equal (name, filters[i].name))
      return TRUE;

  return FALSE;
}

/**
 * bureau_letter_format:
 * @filter: (nullable): the name of a filter
 * @value: any value
 *
 * Returns: (transfer full) (nullable): the words for it; %NULL or "" where there are none
 */
char *
bureau_letter_format (const BureauLetterManner *manner, const char *filter, JsonNode *value)
{
  for (guint i = 0; filter && i < G_N_ELEMENTS (filters); i++)
    if (g_str_equal (filter, filters[i].name))
      return filters[i].format (manner, value);

  return plain (manner, value);
}
