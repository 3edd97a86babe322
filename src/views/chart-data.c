/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From rows to places along the axis, and series of values at them. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/json.h"
#include "views/chart-private.h"

#define MOST_LINES 60 /* of a heatmap */

void
bureau_chart_place_free (BureauChartPlace *place)
{
  g_free (place->label);
  g_free (place);
}

void
bureau_chart_series_free (BureauChartSeries *series)
{
  g_free (series->label);
  g_free (series->currency);
  g_clear_pointer (&series->values, g_array_unref);
  g_clear_pointer (&series->rows, g_array_unref);
  g_free (series);
}

/* NAN where the series has none there. */
double
bureau_chart_value (const BureauChartSeries *series, guint place)
{
  return place < series->values->len ? g_array_index (series->values, double, place) : NAN;
}

int
bureau_chart_row (const BureauChartSeries *series, guint place)
{
  return place < series->rows->len ? g_array_index (series->rows, int, place) : -1;
}

static BureauChartAxis
axis_of (const char *type)
{
  static const char *const numbers[]
      = { "int", "number", "ratio", "money", "days", "duration", NULL };

  if (g_strcmp0 (type, "date") == 0 || g_strcmp0 (type, "datetime") == 0)
    return BUREAU_CHART_TIMES;
  return type != NULL && g_strv_contains (numbers, type) ? BUREAU_CHART_NUMBERS
                                                         : BUREAU_CHART_WORDS;
}

/* What is known while the rows are read. */
typedef struct
{
  BureauChart *chart;
  const char *x;
  int x_column;
  GPtrArray *drawn; /* names of columns, of the element */
  const char *by;   /* the column whose values are the series */
  int by_column;
  guint most_series;
  GHashTable *place_of;  /* words or number of x → index + 1 */
  GHashTable *series_of; /* column, series and currency → index + 1 */
  guint n_undated;
  guint n_surplus;
  gboolean is_added_up;
  gboolean is_weekday; /* along the axis, in the order of the week */
  gboolean is_each;    /* every row is drawn by itself */
} Reading;

static void
grow (GArray *values, GArray *rows, guint length)
{
  static const double nothing = NAN;
  static const int nowhere = -1;

  while (values->len < length)
    {
      g_array_append_val (values, nothing);
      g_array_append_val (rows, nowhere);
    }
}

static void
put (Reading *reading, BureauChartSeries *series, guint place, guint row, double value)
{
  double *there;

  grow (series->values, series->rows, place + 1);
  there = &g_array_index (series->values, double, place);
  if (isnan (value))
    return;
  reading->is_added_up |= !isnan (*there);
  g_array_index (series->rows, int, place) = isnan (*there) ? (int)row : -1;
  *there = isnan (*there) ? value : *there + value;
}

/* Where a cell stands in the order of its type; NAN where the rows decide. */
static double
order_of (const char *type, JsonNode *cell)
{
  double at = NAN;

  if (g_strcmp0 (type, "weekday") == 0)
    return fmod (bureau_chart_get_number (cell) + 6, 7);
  if (axis_of (type) == BUREAU_CHART_TIMES)
    return bureau_chart_get_time (cell, &at) ? at : NAN;
  return axis_of (type) == BUREAU_CHART_NUMBERS ? bureau_chart_get_number (cell) : NAN;
}

static BureauChartSeries *
add_series (Reading *reading, const char *column, const char *value, const char *currency)
{
  BureauChart *self = reading->chart;
  BureauChartSeries *series = g_new0 (BureauChartSeries, 1);
  g_autoptr (GString) label = g_string_new (value != NULL ? value
                                                          : bureau_chart_get_label (self, column));

  if (self->is_by_currency && currency != NULL)
    g_string_append_printf (label, " (%s)", currency);
  series->index = self->series->len;
  series->at = NAN;
  series->label = g_strdup (label->str);
  series->column = column;
  series->currency = g_strdup (currency);
  series->values = g_array_new (FALSE, FALSE, sizeof (double));
  series->rows = g_array_new (FALSE, FALSE, sizeof (int));
  g_ptr_array_add (self->series, series);
  return series;
}

/* NULL where there are as many as can be told apart. */
static BureauChartSeries *
find_series (Reading *reading, guint row, const char *column)
{
  g_autofree char *value = reading->by != NULL
                               ? bureau_chart_dup_words (reading->chart, row, reading->by)
                               : NULL;
  g_autofree char *currency = bureau_chart_dup_currency (reading->chart, row, column);
  g_autofree char *key = g_strjoin (
      "\x1f", column, value != NULL ? value : "",
      reading->chart->is_by_currency && currency != NULL ? currency : "", NULL);
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (reading->series_of, key));
  BureauChartSeries *series;

  if (index > 0)
    return g_ptr_array_index (reading->chart->series, index - 1);
  if (reading->chart->series->len >= reading->most_series)
    return NULL;
  g_hash_table_insert (reading->series_of, g_steal_pointer (&key),
                       GUINT_TO_POINTER (reading->chart->series->len + 1));
  series = add_series (reading, column, value, currency);
  series->at = order_of (bureau_chart_get_type (reading->chart, reading->by),
                         bureau_chart_get_cell (reading->chart, row, reading->by_column));
  return series;
}

/* Rows of one series each have a place of their own: what is not asked for is not added up. */
static gboolean
find_place (Reading *reading, guint row, guint *place)
{
  BureauChart *self = reading->chart;
  JsonNode *cell = bureau_chart_get_cell (self, row, reading->x_column);
  double at = self->places->len;
  g_autofree char *key = cell != NULL ? bureau_json_print (cell) : g_strdup ("null");
  BureauChartPlace *added;
  guint index = 0;

  if (reading->is_weekday)
    at = order_of (self->x_type, cell);
  if ((self->axis == BUREAU_CHART_TIMES && !bureau_chart_get_time (cell, &at))
      || (self->axis == BUREAU_CHART_NUMBERS && isnan (at = bureau_chart_get_number (cell))))
    return FALSE;
  if (!reading->is_each && (reading->by != NULL || self->is_by_currency))
    index = GPOINTER_TO_UINT (g_hash_table_lookup (reading->place_of, key));
  *place = index > 0 ? index - 1 : self->places->len;
  if (index > 0)
    return TRUE;
  added = g_new0 (BureauChartPlace, 1);
  added->at = at;
  added->label = bureau_chart_dup_words (self, row, reading->x);
  g_ptr_array_add (self->places, added);
  g_hash_table_insert (reading->place_of, g_steal_pointer (&key),
                       GUINT_TO_POINTER (self->places->len));
  return TRUE;
}

static void
read_row (Reading *reading, guint row)
{
  guint place;

  if (!find_place (reading, row, &place))
    {
      reading->n_undated++;
      return;
    }
  for (guint i = 0; i < reading->drawn->len; i++)
    {
      const char *column = g_ptr_array_index (reading->drawn, i);
      BureauChartSeries *series = find_series (reading, row, column);
      JsonNode *cell = bureau_chart_get_cell (reading->chart, row,
                                              bureau_chart_find_column (reading->chart, column));

      if (series != NULL)
        put (reading, series, place, row, bureau_chart_get_number (cell));
      else
        reading->n_surplus++;
    }
}

/* Amounts of several currencies are never one series. */
static gboolean
has_several_currencies (Reading *reading)
{
  g_autofree char *first = NULL;

  for (guint i = 0; i < reading->drawn->len; i++)
    for (guint row = 0; row < json_array_get_length (reading->chart->wish->rows); row++)
      {
        g_autofree char *currency = bureau_chart_dup_currency (
            reading->chart, row, g_ptr_array_index (reading->drawn, i));

        if (currency != NULL && first != NULL && !g_str_equal (first, currency))
          return TRUE;
        if (first == NULL)
          first = g_steal_pointer (&currency);
      }
  return FALSE;
}

/* In the order of the axis ------------------------------------------------------------------------
 */

static int
compare_places (gconstpointer a, gconstpointer b, gpointer data)
{
  GPtrArray *places = data;
  const BureauChartPlace *one = g_ptr_array_index (places, *(const guint *)a);
  const BureauChartPlace *other = g_ptr_array_index (places, *(const guint *)b);

  return (one->at > other->at) - (one->at < other->at);
}

static void
reorder (BureauChartSeries *series, const guint *order, guint n)
{
  GArray *values = g_array_sized_new (FALSE, FALSE, sizeof (double), n);
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (int), n);

  grow (series->values, series->rows, n);
  for (guint i = 0; i < n; i++)
    {
      g_array_append_val (values, g_array_index (series->values, double, order[i]));
      g_array_append_val (rows, g_array_index (series->rows, int, order[i]));
    }
  g_clear_pointer (&series->values, g_array_unref);
  g_clear_pointer (&series->rows, g_array_unref);
  series->values = values;
  series->rows = rows;
}

static void
sort_places (BureauChart *self)
{
  guint n = self->places->len;
  g_autofree guint *order = g_new (guint, n);
  g_autofree gpointer *sorted = g_new (gpointer, n);

  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_sort_array (order, n, sizeof (guint), compare_places, self->places);
  for (guint i = 0; i < n; i++)
    sorted[i] = g_ptr_array_index (self->places, order[i]);
  for (guint i = 0; i < n; i++)
    g_ptr_array_index (self->places, i) = sorted[i];
  for (guint i = 0; i < self->series->len; i++)
    reorder (g_ptr_array_index (self->series, i), order, n);
}

/* What is not drawn is said. */
static void
add_notes (Reading *reading)
{
  if (reading->n_undated > 0)
    bureau_chart_add_note (
        reading->chart,
        g_strdup_printf (ngettext ("%u row has no place on the axis.",
                                   "%u rows have no place on the axis.", reading->n_undated),
                         reading->n_undated));
  if (reading->n_surplus > 0)
    bureau_chart_add_note (
        reading->chart,
        g_strdup_printf (_ ("Only the first %u series are drawn."), reading->most_series));
  if (reading->is_added_up)
    bureau_chart_add_note (reading->chart, g_strdup (_ ("Rows at the same place are added up.")));
}

/* Of a heatmap, the column downwards makes the series, and the colour is what is drawn. */
static void
choose_columns (Reading *reading)
{
  JsonObject *element = reading->chart->wish->element;
  gboolean is_heatmap = g_str_equal (reading->chart->mark, "heatmap");
  JsonArray *drawn = bureau_json_get_array (element, "y");

  reading->x = bureau_json_get_string (element, "x");
  reading->x_column = bureau_chart_find_column (reading->chart, reading->x);
  reading->by = is_heatmap ? json_array_get_string_element (drawn, 0)
                           : bureau_json_get_string (element, "series");
  reading->by_column = bureau_chart_find_column (reading->chart, reading->by);
  reading->most_series = is_heatmap ? MOST_LINES : BUREAU_SCENE_COLORS;
  if (is_heatmap)
    g_ptr_array_add (reading->drawn, (char *)bureau_json_get_string (element, "value"));
  for (guint i = 0; !is_heatmap && i < json_array_get_length (drawn); i++)
    g_ptr_array_add (reading->drawn, (char *)json_array_get_string_element (drawn, i));
}

static void
choose_axis (Reading *reading)
{
  BureauChart *self = reading->chart;
  gboolean is_plane = !g_str_equal (self->mark, "pie") && !g_str_equal (self->mark, "funnel");

  self->x_type = bureau_chart_get_type (self, reading->x);
  self->axis = is_plane ? axis_of (self->x_type) : BUREAU_CHART_WORDS;
  reading->is_each = g_str_equal (self->mark, "scatter");
  reading->is_weekday = is_plane && g_strcmp0 (self->x_type, "weekday") == 0
                        && !json_object_has_member (self->wish->element, "sort");
}

static int
compare_series (gconstpointer a, gconstpointer b)
{
  const BureauChartSeries *one = *(BureauChartSeries *const *)a;
  const BureauChartSeries *other = *(BureauChartSeries *const *)b;
  int order = (one->at > other->at) - (one->at < other->at);

  return order != 0 ? order : (one->index > other->index) - (one->index < other->index);
}

/* Every series reaches as far as the axis does, and both stand in the order of their types. */
static void
put_in_order (Reading *reading)
{
  BureauChart *self = reading->chart;

  for (guint i = 0; i < self->series->len; i++)
    {
      BureauChartSeries *series = g_ptr_array_index (self->series, i);

      grow (series->values, series->rows, self->places->len);
    }
  if (self->axis != BUREAU_CHART_WORDS || reading->is_weekday)
    sort_places (self);
  for (guint i = 0; reading->is_weekday && i < self->places->len; i++)
    ((BureauChartPlace *)g_ptr_array_index (self->places, i))->at = i;
  g_ptr_array_sort (self->series, compare_series);
  for (guint i = 0; i < self->series->len; i++)
    ((BureauChartSeries *)g_ptr_array_index (self->series, i))->index = i;
}

/* Reads places and series; of a pie and a funnel all places are words. */
void
bureau_chart_read (BureauChart *self)
{
  Reading reading = { .chart = self };
  g_autoptr (GHashTable) place_of = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) series_of = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) drawn = g_ptr_array_new ();

  reading.drawn = drawn;
  choose_columns (&reading);
  choose_axis (&reading);
  reading.place_of = place_of;
  reading.series_of = series_of;
  self->is_by_currency = has_several_currencies (&reading);
  for (guint row = 0; row < json_array_get_length (self->wish->rows); row++)
    read_row (&reading, row);
  put_in_order (&reading);
  add_notes (&reading);
}

/**
 * bureau_chart_keep_places:
 * @most: how many can be told apart
 *
 * Leaves places out at the end and says so.
 */
void
bureau_chart_keep_places (BureauChart *self, guint most)
{
  guint n = self->places->len;

  if (n <= most)
    return;
  g_ptr_array_set_size (self->places, (int)most);
  bureau_chart_add_note (self, g_strdup_printf (_ ("Only the first %u of %u are drawn."), most, n));
}
