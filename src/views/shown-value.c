/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values and figures of rows as a person reads them: with their type, their currency and their day.
 */
#include "base/json.h"
#include "views/format.h"
#include "views/shown-rows-private.h"

static JsonArray *
get_values (BureauShownRows *self, guint row)
{
  if (self->window != NULL)
    return bureau_shown_window_get (self->window, row);
  return row < bureau_shown_rows_get_n (self) ? json_array_get_array_element (self->rows, row)
                                              : NULL;
}

/**
 * bureau_shown_rows_get_value:
 *
 * Returns: (transfer none) (nullable): the value there; %NULL where there is no such row or column
 */
JsonNode *
bureau_shown_rows_get_value (BureauShownRows *self, guint row, const char *column)
{
  guint place = column != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->places, column)) : 0;
  JsonArray *values = get_values (self, row);

  return values != NULL && place > 0 && place <= json_array_get_length (values)
             ? json_array_get_element (values, place - 1)
             : NULL;
}

/**
 * bureau_shown_rows_get_number:
 * @is_there: (out) (optional): whether there is a number
 *
 * Returns: the number there, and 0 where there is none
 */
double
bureau_shown_rows_get_number (BureauShownRows *self, guint row, const char *column,
                              gboolean *is_there)
{
  JsonNode *value = bureau_shown_rows_get_value (self, row, column);
  gboolean is_value = value != NULL && JSON_NODE_HOLDS_VALUE (value);
  gboolean is_text = is_value && json_node_get_value_type (value) == G_TYPE_STRING;
  char *end = NULL;
  double number = is_text ? g_ascii_strtod (json_node_get_string (value), &end)
                          : (is_value ? json_node_get_double (value) : 0);

  if (is_there != NULL)
    *is_there = is_value && (!is_text || (end != json_node_get_string (value) && *end == '\0'));
  return number;
}

/**
 * bureau_shown_rows_is_read:
 *
 * Returns: whether the values of a row are there; of many rows they are read when they are looked
 * at
 */
gboolean
bureau_shown_rows_is_read (BureauShownRows *self, guint row)
{
  return get_values (self, row) != NULL;
}

/**
 * bureau_shown_rows_dup_row:
 *
 * Returns: (transfer full): {"COLUMN": value} of a row, as an action takes it
 */
JsonObject *
bureau_shown_rows_dup_row (BureauShownRows *self, guint row)
{
  JsonObject *copy = json_object_new ();
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      JsonNode *value = bureau_shown_rows_get_value (self, row, name);

      if (value != NULL)
        json_object_set_member (copy, name, json_node_copy (value));
    }
  return copy;
}

static const char *
get_currency (BureauShownRows *self, guint row, JsonObject *column)
{
  const char *name = bureau_json_get_string (column, "currency_col");
  JsonNode *value = name != NULL ? bureau_shown_rows_get_value (self, row, name) : NULL;

  if (name != NULL)
    return value != NULL && JSON_NODE_HOLDS_VALUE (value) ? json_node_get_string (value) : NULL;
  return bureau_shown_rows_get_currency (self);
}

static BureauFormat
make_format (BureauShownRows *self, const char *column, const char *currency, const char *format)
{
  return (BureauFormat){
    .type = bureau_shown_rows_get_type_of (self, column),
    .format = format,
    .currency = currency,
    .today = bureau_shown_rows_get_today (self),
  };
}

static BureauFormat
get_format (BureauShownRows *self, guint row, const char *column, const char *format)
{
  JsonObject *declared = bureau_shown_rows_get_column (self, column);

  return make_format (self, column, declared != NULL ? get_currency (self, row, declared) : NULL,
                      format);
}

/**
 * bureau_shown_rows_dup_text:
 * @format: (nullable): one of the formats of a view
 *
 * Returns: (transfer full): the value there as a person reads it; empty where there is none
 */
char *
bureau_shown_rows_dup_text (BureauShownRows *self, guint row, const char *column,
                            const char *format)
{
  BureauFormat how = get_format (self, row, column, format);

  return bureau_format_cell (bureau_shown_rows_get_value (self, row, column), &how);
}

static char *
say (double number, const BureauFormat *how)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);

  if (number >= -9e15 && number <= 9e15 && (double)(gint64)number == number)
    json_node_set_int (node, (gint64)number);
  else
    json_node_set_double (node, number);
  return bureau_format_cell (node, how);
}

/**
 * bureau_shown_rows_say:
 * @row: a row of the same currency
 * @number: a figure of that column, such as a sum of it
 * @format: (nullable): one of the formats of a view
 *
 * Returns: (transfer full): the figure as a person reads it
 */
char *
bureau_shown_rows_say (BureauShownRows *self, guint row, const char *column, double number,
                       const char *format)
{
  const BureauFormat how = get_format (self, row, column, format);

  return say (number, &how);
}

/**
 * bureau_shown_rows_say_in:
 * @currency: (nullable): of the figure; empty for none, %NULL is the firm's
 * @number: a figure of that column, such as a sum of it
 * @format: (nullable): one of the formats of a view
 *
 * Returns: (transfer full): the figure as a person reads it
 */
char *
bureau_shown_rows_say_in (BureauShownRows *self, const char *column, const char *currency,
                          double number, const char *format)
{
  const char *own = bureau_shown_rows_get_currency (self);
  const BureauFormat how = make_format (
      self, column, currency == NULL ? own : (*currency != '\0' ? currency : NULL), format);

  return say (number, &how);
}
