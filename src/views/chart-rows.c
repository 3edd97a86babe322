/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns and cells that a chart reads. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/time.h"
#include "views/chart-private.h"
#include "views/format.h"
#include "views/meaning.h"

/* Where a column stands in a row; -1 where there is none of the name. */
int
bureau_chart_find_column (const BureauChart *self, const char *name)
{
  JsonArray *columns = bureau_json_get_array (self->wish->source, "columns");

  for (guint i = 0; name != NULL && columns != NULL && i < json_array_get_length (columns); i++)
    if (g_strcmp0 (bureau_json_get_string (json_array_get_object_element (columns, i), "name"),
                   name)
        == 0)
      return (int)i;
  return -1;
}

JsonObject *
bureau_chart_get_column (const BureauChart *self, const char *name)
{
  return name != NULL ? bureau_view_get_column (self->wish->source, name) : NULL;
}

const char *
bureau_chart_get_type (const BureauChart *self, const char *name)
{
  JsonObject *column = bureau_chart_get_column (self, name);

  return column != NULL ? bureau_json_get_string (column, "type") : NULL;
}

const char *
bureau_chart_get_label (const BureauChart *self, const char *name)
{
  JsonObject *column = bureau_chart_get_column (self, name);
  const char *label = column != NULL ? bureau_json_get_string (column, "label") : NULL;

  return label != NULL ? label : name;
}

JsonNode *
bureau_chart_get_cell (const BureauChart *self, guint row, int column)
{
  JsonArray *cells = json_array_get_array_element (self->wish->rows, row);

  return column >= 0 && cells != NULL && (guint)column < json_array_get_length (cells)
             ? json_array_get_element (cells, (guint)column)
             : NULL;
}

/* NAN where the cell holds no number. */
double
bureau_chart_get_number (JsonNode *cell)
{
  const char *text;
  double number = NAN;
  char *end;

  if (cell == NULL || !JSON_NODE_HOLDS_VALUE (cell))
    return NAN;
  text = json_node_get_value_type (cell) == G_TYPE_STRING ? json_node_get_string (cell) : NULL;
  if (text == NULL)
    number = json_node_get_double (cell);
  else
    {
      double read = g_ascii_strtod (text, &end);

      number = end != text && *end == '\0' ? read : NAN;
    }
  return isfinite (number) ? CLAMP (number, -BUREAU_CHART_HUGE, BUREAU_CHART_HUGE) : NAN;
}

/* A day, a moment, or the beginning of a month or year: "2026", "2026-11". */
gboolean
bureau_chart_get_time (JsonNode *cell, double *at)
{
  const char *text = cell != NULL && JSON_NODE_HOLDS_VALUE (cell)
                             && json_node_get_value_type (cell) == G_TYPE_STRING
                         ? json_node_get_string (cell)
                         : NULL;
  g_autofree char *whole = NULL;
  gint64 milliseconds;

  if (text == NULL || !g_ascii_isdigit (*text))
    return FALSE;
  if (strlen (text) == 4 || strlen (text) == 7)
    whole = g_strconcat (text, strlen (text) == 4 ? "-01-01" : "-01", NULL);
  if (!bureau_time_parse (whole != NULL ? whole : text, &milliseconds))
    return FALSE;
  *at = (double)milliseconds;
  return TRUE;
}

/* The code of a money column's currency in that row; NULL of what is no money. */
char *
bureau_chart_dup_currency (const BureauChart *self, guint row, const char *column)
{
  JsonObject *declared = bureau_chart_get_column (self, column);
  const char *name = declared != NULL ? bureau_json_get_string (declared, "currency_col") : NULL;
  JsonNode *cell;

  if (g_strcmp0 (bureau_chart_get_type (self, column), "money") != 0)
    return NULL;
  if (name == NULL)
    return g_strdup (self->wish->currency);
  cell = bureau_chart_get_cell (self, row, bureau_chart_find_column (self, name));
  return cell != NULL && JSON_NODE_HOLDS_VALUE (cell) ? json_node_dup_string (cell) : NULL;
}

/* A cell as a person reads it. */
char *
bureau_chart_dup_words (const BureauChart *self, guint row, const char *column)
{
  g_autofree char *currency = bureau_chart_dup_currency (self, row, column);
  JsonNode *cell = bureau_chart_get_cell (self, row, bureau_chart_find_column (self, column));
  g_autofree char *words = bureau_format_value (cell, bureau_chart_get_type (self, column),
                                                currency);

  return words != NULL && *words != '\0' ? g_steal_pointer (&words) : g_strdup ("–");
}

/* A figure of a series as a person reads it. */
char *
bureau_chart_say (const BureauChart *self, const BureauChartSeries *series, double value)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);

  if (fabs (value) < 9e15 && (double)(gint64)value == value)
    json_node_set_int (node, (gint64)value);
  else
    json_node_set_double (node, value);
  return bureau_format_value (node, bureau_chart_get_type (self, series->column), series->currency);
}

/* A figure that is a part of a whole, as a person reads it. */
char *
bureau_chart_say_part (const BureauChart *self, const BureauChartSeries *series, double value,
                       double whole)
{
  g_autofree char *figure = bureau_chart_say (self, series, value);
  /* Translators: a part of a whole: its figure, and its share of the sum */
  g_autofree char *text = g_strdup_printf (_ ("%s, %.3g %%"), figure, value / whole * 100);

  return bureau_format_isolate (text);
}

/* Takes the sentence. */
void
bureau_chart_add_note (BureauChart *self, char *sentence)
{
  if (self->note->len > 0)
    g_string_append_c (self->note, ' ');
  g_string_append (self->note, sentence);
  g_free (sentence);
}
