/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/record-fields.h"

#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/money.h"
#include "base/text.h"
#include "memory/record-currency.h"

/* Rows of a table are text; a collection's fields have types. A value that does not fit its field
 * is kept beside it as it was given. */

static JsonObject *
find_field (JsonObject *collection, const char *name)
{
  JsonArray *fields = bureau_json_get_array (collection, "fields");
  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);
      if (g_strcmp0 (bureau_json_get_string (field, "name"), name) == 0)
        return field;
    }
  return NULL;
}

static gboolean
is_money (JsonObject *collection, const char *name)
{
  return g_strcmp0 (bureau_json_get_string (find_field (collection, name), "type"), "money") == 0;
}

/* Letters and digits alone: "E-Mail:" and "email" are the same heading. */
static char *
squeeze (const char *label)
{
  g_autofree char *folded = bureau_text_fold (label);
  char *out = folded;
  for (const char *in = folded; *in != '\0'; in++)
    if ((guchar)*in >= 0x80 || g_ascii_isalnum (*in))
      *out++ = *in;
  *out = '\0';
  return g_steal_pointer (&folded);
}

static gboolean
is_same_heading (const char *squeezed, const char *name_or_title)
{
  g_autofree char *other = name_or_title != NULL ? squeeze (name_or_title) : NULL;
  return g_strcmp0 (squeezed, other) == 0;
}

/* The collection's field of that name or title, however it is written, else a name of its own. */
static char *
field_for (JsonObject *collection, const char *label)
{
  g_autofree char *squeezed = squeeze (label);
  JsonArray *fields = bureau_json_get_array (collection, "fields");
  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);
      const char *name = bureau_json_get_string (field, "name");
      if (is_same_heading (squeezed, name)
          || is_same_heading (squeezed, bureau_json_get_string (field, "title")))
        return g_strdup (name);
    }
  return bureau_text_to_name (label);
}

static JsonNode *
node_for_text (const char *text)
{
  return json_node_init_string (json_node_alloc (), text);
}

static JsonNode *
read_int (const char *text, const char *currency)
{
  gint64 value = 0;
  return g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &value, NULL)
             ? json_node_init_int (json_node_alloc (), value)
             : NULL;
}

static JsonNode *
read_number (const char *text, const char *currency)
{
  char *end = NULL;
  double value = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' ? json_node_init_double (json_node_alloc (), value) : NULL;
}

static JsonNode *
read_boolean (const char *text, const char *currency)
{
  static const char *const YES[] = { "1", "true", "yes", "y", "x", "ja", "si", NULL };
  static const char *const NO[] = { "0", "false", "no", "n", "nein", NULL };
  g_autofree char *folded = bureau_text_fold (text);
  gboolean is_yes = g_strv_contains (YES, folded);
  return is_yes || g_strv_contains (NO, folded) ? json_node_init_int (json_node_alloc (), is_yes)
                                                : NULL;
}

static JsonNode *
read_money (const char *text, const char *currency)
{
  gint64 minor = 0;
  g_autofree char *code = NULL;
  if (!bureau_money_parse (text, currency, &minor, &code))
    return NULL;
  g_autoptr (JsonObject) money = json_object_new ();
  json_object_set_int_member (money, "minor", minor);
  json_object_set_string_member (money, "currency", code);
  return bureau_json_node_for_object (money);
}

/* "2026-11-22" and "22.11.2026"; with slashes nobody can know which is the month. */
static JsonNode *
read_date (const char *text, const char *currency)
{
  int year = 0, month = 0, day = 0, used = 0;
  if (sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &used) != 3
      && sscanf (text, "%2d.%2d.%4d%n", &day, &month, &year, &used) != 3)
    return NULL;
  if (used == 0 || text[used] != '\0' || year < 1 || month < 1 || month > 12 || day < 1
      || !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return NULL;
  g_autofree char *date = g_strdup_printf ("%04d-%02d-%02d", year, month, day);
  return node_for_text (date);
}

static const struct
{
  const char *type;
  JsonNode *(*read) (const char *text, const char *currency);
} READERS[] = {
  { "int", read_int },       { "ref", read_int },      { "duration", read_int },
  { "number", read_number }, { "ratio", read_number }, { "bool", read_boolean },
  { "money", read_money },   { "date", read_date },
};

static void
add_text (JsonObject *fields, JsonObject *collection, const char *name, const char *text,
          const char *currency)
{
  const char *type = bureau_json_get_string (find_field (collection, name), "type");
  for (gsize i = 0; i < G_N_ELEMENTS (READERS); i++)
    {
      if (g_strcmp0 (type, READERS[i].type) != 0)
        continue;
      JsonNode *value = READERS[i].read (text, currency);
      if (value != NULL)
        {
          json_object_set_member (fields, name, value);
          return;
        }
      g_autofree char *beside = g_strconcat (name, "_as_given", NULL);
      json_object_set_string_member (fields, beside, text);
      return;
    }
  json_object_set_string_member (fields, name, text);
}

/* A number already, or a list: it fits or goes beside by the same rules, through its text. */
static gboolean
is_text (JsonNode *value)
{
  return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING;
}

/* Currencies -------------------------------------------------------------------------------------
 */

/* Whether it says what a sum of the row is in. */
static gboolean
says_currency (JsonObject *collection, const char *name)
{
  JsonArray *fields = bureau_json_get_array (collection, "fields");

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);
      const char *other = bureau_json_get_string (field, "name");
      g_autofree char *own = g_strconcat (other, "_currency", NULL);

      if (is_money (collection, other)
          && (g_str_equal (name, "currency") || g_str_equal (name, own)
              || g_strcmp0 (name, bureau_json_get_string (field, "currency")) == 0))
        return TRUE;
    }
  return FALSE;
}

/* “jpy” and “¥” are JPY. What is no currency, or one of several, stays as it was given. */
static void
name_currency (JsonObject *fields, const char *name, const char *currency)
{
  g_autofree char *code = bureau_money_find_currency (bureau_json_get_string (fields, name),
                                                      currency);

  if (code != NULL)
    json_object_set_string_member (fields, name, code);
}

/* Returns: (transfer full) (nullable): what the row says that a sum is in */
static char *
find_currency (JsonObject *collection, const char *name, JsonObject *fields)
{
  return bureau_money_find_currency (
      bureau_record_find_currency (find_field (collection, name), fields, NULL), NULL);
}

/* “$4200” in a row in yen: nobody can know which is meant. */
static void
check_currency (JsonObject *fields, const char *name, JsonNode *value, const char *said)
{
  JsonObject *money = bureau_json_get_object (fields, name);
  g_autofree char *beside = g_strconcat (name, "_as_given", NULL);

  if (money == NULL || said == NULL
      || g_strcmp0 (bureau_json_get_string (money, "currency"), said) == 0)
    return;
  json_object_remove_member (fields, name);
  json_object_set_member (fields, beside, json_node_copy (value));
}

static void
add_value (JsonObject *fields, JsonObject *collection, const char *name, JsonNode *value,
           const char *currency)
{
  g_autofree char *text = NULL;

  if (JSON_NODE_HOLDS_NULL (value))
    return;
  text = is_text (value) ? g_strdup (json_node_get_string (value)) : bureau_json_print (value);
  if (*g_strstrip (text) != '\0')
    add_text (fields, collection, name, text, currency);
}

/**
 * bureau_record_fields_from_row:
 * @collection: its document
 * @row: values by heading, as a table or a JSON file has them
 * @currency: of sums that name none
 *
 * Returns: (transfer full): what bureau_record_insert() takes: values in their fields' types; one
 * that does not fit as `FIELD_as_given`; empty ones left out
 */
JsonObject *
bureau_record_fields_from_row (JsonObject *collection, JsonObject *row, const char *currency)
{
  JsonObject *fields = json_object_new ();
  const char *label = NULL;
  JsonNode *value = NULL;

  /* What a sum is in may stand behind it. */
  for (gboolean sums = FALSE; sums <= TRUE; sums++)
    {
      JsonObjectIter iter;

      json_object_iter_init_ordered (&iter, row);
      while (json_object_iter_next_ordered (&iter, &label, &value))
        {
          g_autofree char *name = field_for (collection, label);
          g_autofree char *said = sums ? find_currency (collection, name, fields) : NULL;

          if (is_money (collection, name) != sums)
            continue;
          add_value (fields, collection, name, value, said != NULL ? said : currency);
          if (sums)
            check_currency (fields, name, value, said);
          else if (says_currency (collection, name))
            name_currency (fields, name, currency);
        }
    }
  return fields;
}
