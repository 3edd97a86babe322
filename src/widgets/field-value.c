/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/field-value.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/money.h"
#include "views/format.h"
#include "widgets/day-text.h"

#define BETWEEN "; "

typedef struct
{
  JsonObject *field;
  const char *text; /* without space at its ends; not empty */
  const char *currency;
  JsonObject *changes;
} Reading;

static const char *
get_name (JsonObject *field)
{
  return bureau_json_get_string (field, "name");
}

static gboolean
refuse (const char *sentence, GError **error)
{
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_INVALID, sentence);
  return FALSE;
}

static gboolean
set_text (Reading *self, const char *text)
{
  json_object_set_string_member (self->changes, get_name (self->field), text);
  return TRUE;
}

/* Reading ----------------------------------------------------------------------------------------
 */

static gboolean
read_text (Reading *self, GError **error)
{
  return set_text (self, self->text);
}

static gboolean
read_email (Reading *self, GError **error)
{
  const char *at = strchr (self->text, '@');

  if (at == NULL || at == self->text || at[1] == '\0' || strchr (at + 1, '@') != NULL
      || strpbrk (self->text, " <>,;\"") != NULL)
    return refuse (_ ("Write an address like anna@example.org"), error);
  return set_text (self, self->text);
}

static gboolean
read_url (Reading *self, GError **error)
{
  if (!g_uri_is_valid (self->text, G_URI_FLAGS_NONE, NULL))
    return refuse (_ ("Write a link like https://example.org"), error);
  return set_text (self, self->text);
}

static gboolean
read_choice (Reading *self, GError **error)
{
  JsonArray *choices = bureau_json_get_array (self->field, "choices");

  for (guint i = 0; choices != NULL && i < json_array_get_length (choices); i++)
    if (g_strcmp0 (json_array_get_string_element (choices, i), self->text) == 0)
      return set_text (self, self->text);
  return choices == NULL ? set_text (self, self->text)
                         : refuse (_ ("Choose one of the values"), error);
}

static gboolean
read_date (Reading *self, GError **error)
{
  g_autofree char *day = bureau_day_text_read (self->text);
  g_autofree char *example = bureau_day_text_write ("2026-11-22");

  if (day != NULL)
    return set_text (self, day);
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID, _ ("Write a day like %s"), example);
  return FALSE;
}

static gboolean
read_datetime (Reading *self, GError **error)
{
  g_autofree char *moment = bureau_day_text_read_moment (self->text);
  g_autofree char *example = bureau_day_text_write_moment ("2026-11-22T12:00:00.000Z");

  if (moment != NULL)
    return set_text (self, moment);
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID, _ ("Write a time like %s"), example);
  return FALSE;
}

static gboolean
read_int (Reading *self, GError **error)
{
  gint64 number;

  if (!g_ascii_string_to_signed (self->text, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return refuse (_ ("Write a whole number"), error);
  json_object_set_member (self->changes, get_name (self->field), bureau_json_node_for_int (number));
  return TRUE;
}

/* “2.5” everywhere, and “2,5” where one writes so. */
static gboolean
read_double (const char *text, double *number)
{
  char *end;

  errno = 0;
  *number = strtod (text, &end);
  if (*end != '\0' || end == text)
    *number = g_ascii_strtod (text, &end);
  return *end == '\0' && end != text && errno == 0 && *number - *number == 0;
}

static gboolean
read_number (Reading *self, GError **error)
{
  double number;

  if (!read_double (self->text, &number))
    return refuse (_ ("Write a number"), error);
  json_object_set_double_member (self->changes, get_name (self->field), number);
  return TRUE;
}

static gboolean
read_ratio (Reading *self, GError **error)
{
  g_autofree char *text = g_strdup (self->text);
  double number;

  if (g_str_has_suffix (text, "%"))
    text[strlen (text) - 1] = '\0';
  if (!read_double (g_strchomp (text), &number))
    return refuse (_ ("Write a share like 12.5 %"), error);
  json_object_set_double_member (self->changes, get_name (self->field), number / 100);
  return TRUE;
}

/* “90” are minutes, “1:30” are hours and minutes; seconds are kept. */
static gboolean
read_duration (Reading *self, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (self->text, ":", 2);
  guint64 hours = 0, minutes;

  if ((parts[1] != NULL && !g_ascii_string_to_unsigned (parts[0], 10, 0, 100000, &hours, NULL))
      || !g_ascii_string_to_unsigned (parts[1] != NULL ? parts[1] : parts[0], 10, 0,
                                      parts[1] != NULL ? 59 : 6000000, &minutes, NULL))
    return refuse (_ ("Write a duration like 1:30"), error);
  json_object_set_int_member (self->changes, get_name (self->field),
                              (gint64)(hours * 3600 + minutes * 60));
  return TRUE;
}

/* An amount in another currency changes the field that holds the code. */
static gboolean
read_money (Reading *self, GError **error)
{
  const char *beside = bureau_json_get_string (self->field, "currency");
  g_autofree char *currency = NULL;
  gint64 minor;

  if (!bureau_money_parse (self->text, self->currency, &minor, &currency))
    return refuse (_ ("Write an amount like 4200.00"), error);
  if (g_strcmp0 (currency, self->currency) != 0 && beside == NULL)
    return refuse (_ ("This amount is kept in one currency only"), error);
  if (g_strcmp0 (currency, self->currency) != 0)
    json_object_set_string_member (self->changes, beside, currency);
  json_object_set_member (self->changes, get_name (self->field), bureau_json_node_for_int (minor));
  return TRUE;
}

static gboolean
read_list (Reading *self, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (self->text, ";", -1);
  g_autoptr (JsonArray) list = json_array_new ();
  g_autofree char *json = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      json_array_add_string_element (list, parts[i]);
  json = bureau_json_print_array (list);
  return set_text (self, json);
}

/* Writing ----------------------------------------------------------------------------------------
 */

static char *
write_money (JsonNode *value, const char *currency)
{
  return bureau_format_money (bureau_json_node_to_int (value), currency);
}

static char *
write_duration (JsonNode *value, const char *currency)
{
  gint64 minutes = bureau_json_node_to_int (value) / 60;

  return g_strdup_printf ("%d:%02d", (int)(minutes / 60), (int)(minutes % 60));
}

static char *
write_ratio (JsonNode *value, const char *currency)
{
  return g_strdup_printf ("%.10g %%", json_node_get_double (value) * 100);
}

static char *
write_number (JsonNode *value, const char *currency)
{
  return g_strdup_printf ("%.10g", json_node_get_double (value));
}

static char *
write_date (JsonNode *value, const char *currency)
{
  return bureau_day_text_write (json_node_get_string (value));
}

static char *
write_datetime (JsonNode *value, const char *currency)
{
  return bureau_day_text_write_moment (json_node_get_string (value));
}

static JsonNode *
parse_list (JsonNode *value)
{
  return JSON_NODE_HOLDS_VALUE (value) && json_node_get_string (value) != NULL
             ? bureau_json_parse (json_node_get_string (value), -1, NULL)
             : NULL;
}

static char *
write_list (JsonNode *value, const char *currency)
{
  g_autoptr (JsonNode) node = parse_list (value);
  g_autoptr (GString) text = g_string_new (NULL);
  JsonArray *list = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node)
                                                                 : NULL;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? BETWEEN : "",
                            json_array_get_string_element (list, i));
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static const struct
{
  const char *type;
  gboolean (*read) (Reading *self, GError **error);
  char *(*write) (JsonNode *value, const char *currency);
} types[] = {
  { "email", read_email, NULL },
  { "url", read_url, NULL },
  { "choice", read_choice, NULL },
  { "date", read_date, write_date },
  { "datetime", read_datetime, write_datetime },
  { "int", read_int, NULL },
  { "bool", read_int, NULL },
  { "ref", read_int, NULL },
  { "number", read_number, write_number },
  { "ratio", read_ratio, write_ratio },
  { "duration", read_duration, write_duration },
  { "money", read_money, write_money },
  { "list", read_list, write_list },
};

/**
 * bureau_field_write:
 * @field: as a collection's document has it
 * @value: (nullable): its value in a record
 * @currency: (nullable): the code of its currency, for money
 *
 * Returns: (transfer full): the whole value as bureau_field_read() takes it back; empty for none
 */
char *
bureau_field_write (JsonObject *field, JsonNode *value, const char *currency)
{
  const char *type = bureau_json_get_string (field, "type");

  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    return g_strdup ("");
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_strcmp0 (types[i].type, type) == 0 && types[i].write != NULL)
      return types[i].write (value, currency);
  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
    return json_node_dup_string (value);
  return bureau_json_print (value);
}

/**
 * bureau_field_read:
 * @text: what a person wrote
 * @currency: (nullable): the code of its currency, for money
 * @changes: the new value is set in it by the field's name, null where the text is empty
 *
 * Returns: %FALSE with BUREAU_ERROR_INVALID, whose sentence says how to write it, in the operator's
 *   language
 */
gboolean
bureau_field_read (JsonObject *field, const char *text, const char *currency, JsonObject *changes,
                   GError **error)
{
  const char *type = bureau_json_get_string (field, "type");
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  Reading reading = { field, trimmed, currency, changes };

  if (*trimmed == '\0')
    {
      json_object_set_null_member (changes, get_name (field));
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_strcmp0 (types[i].type, type) == 0)
      return types[i].read (&reading, error);
  return read_text (&reading, error);
}

/**
 * bureau_field_is_writable:
 *
 * Returns: whether a value can be edited as one line; a list of more than words cannot
 */
gboolean
bureau_field_is_writable (JsonObject *field, JsonNode *value)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *list;

  if (g_strcmp0 (bureau_json_get_string (field, "type"), "list") != 0 || value == NULL
      || JSON_NODE_HOLDS_NULL (value))
    return TRUE;
  node = parse_list (value);
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  list = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *one = json_array_get_element (list, i);

      if (!JSON_NODE_HOLDS_VALUE (one) || json_node_get_string (one) == NULL
          || strchr (json_node_get_string (one), ';') != NULL)
        return FALSE;
    }
  return TRUE;
}
