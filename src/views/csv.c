/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/csv.h"

#include <string.h>

#include "base/json.h"
#include "base/money.h"

/* What a spreadsheet would take for the beginning of a formula. */
#define FORMULA "=+-@\t\r\n"

static void
append_text (GString *csv, const char *text)
{
  gboolean is_formula = *text != '\0' && strchr (FORMULA, *text) != NULL;

  g_string_append_c (csv, '"');
  if (is_formula)
    g_string_append_c (csv, '\'');
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *c);
    }
  g_string_append_c (csv, '"');
}

static char *
dup_amount (BureauShownRows *rows, guint row, JsonObject *column)
{
  const char *name = bureau_json_get_string (column, "name");
  const char *by = bureau_json_get_string (column, "currency_col");
  g_autofree char *currency = by != NULL ? bureau_shown_rows_dup_text (rows, row, by, NULL) : NULL;
  gboolean is_there;
  double minor = bureau_shown_rows_get_number (rows, row, name, &is_there);
  g_autofree char *amount = NULL;
  g_auto (GStrv) parts = NULL;

  if (!is_there)
    return NULL;
  amount = bureau_money_format ((gint64)minor, currency);
  amount[strcspn (amount, " ")] = '\0';
  parts = g_strsplit (amount, ",", -1);
  return g_strjoinv (NULL, parts);
}

static void
append_value (GString *csv, BureauShownRows *rows, guint row, JsonObject *column)
{
  JsonNode *value = bureau_shown_rows_get_value (rows, row,
                                                 bureau_json_get_string (column, "name"));
  gboolean is_money = g_strcmp0 (bureau_json_get_string (column, "type"), "money") == 0;
  g_autofree char *amount = is_money ? dup_amount (rows, row, column) : NULL;
  g_autofree char *number = NULL;

  if (amount != NULL)
    g_string_append (csv, amount);
  else if (value != NULL && JSON_NODE_HOLDS_VALUE (value)
           && json_node_get_value_type (value) == G_TYPE_STRING)
    append_text (csv, json_node_get_string (value));
  else if (value != NULL && !JSON_NODE_HOLDS_NULL (value))
    {
      number = bureau_json_print (value);
      g_string_append (csv, number);
    }
}

static void
append_head (GString *csv, JsonArray *columns)
{
  for (guint i = 0; i < json_array_get_length (columns); i++)
    {
      JsonObject *column = json_array_get_object_element (columns, i);
      const char *label = bureau_json_get_string (column, "label");

      if (i > 0)
        g_string_append_c (csv, ',');
      append_text (csv, label != NULL ? label : bureau_json_get_string (column, "name"));
    }
  g_string_append (csv, "\r\n");
}

static JsonArray *
get_columns (BureauShownRows *rows)
{
  return bureau_json_get_array (bureau_shown_rows_get_source (rows), "columns");
}

static void
append_row (GString *csv, BureauShownRows *rows, guint row)
{
  JsonArray *columns = get_columns (rows);

  for (guint i = 0; i < json_array_get_length (columns); i++)
    {
      if (i > 0)
        g_string_append_c (csv, ',');
      append_value (csv, rows, row, json_array_get_object_element (columns, i));
    }
  g_string_append (csv, "\r\n");
}

/**
 * bureau_csv_append_head:
 *
 * Writes what people call the columns of a source.
 */
void
bureau_csv_append_head (GString *csv, JsonObject *source)
{
  append_head (csv, bureau_json_get_array (source, "columns"));
}

/**
 * bureau_csv_append_row:
 *
 * Writes a row as bureau_view_to_csv() says.
 */
void
bureau_csv_append_row (GString *csv, BureauShownRows *rows, guint row)
{
  append_row (csv, rows, row);
}

/**
 * bureau_view_to_csv:
 *
 * Returns: (transfer full): the rows as CSV (RFC 4180) with a head; figures without groups, amounts
 *   in whole units with a point. A text that a spreadsheet would take for a formula has an
 *   apostrophe before it
 */
char *
bureau_view_to_csv (BureauShownRows *rows)
{
  GString *csv = g_string_new (NULL);

  bureau_csv_append_head (csv, bureau_shown_rows_get_source (rows));
  for (guint row = 0; row < bureau_shown_rows_get_n (rows); row++)
    append_row (csv, rows, row);
  return g_string_free_and_steal (csv);
}
