/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What models cost each day, drawn as the charts of views are. */
#include "desk/cost-chart.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/json.h"
#include "memory/usage.h"
#include "views/chart.h"
#include "widgets/scene-paint.h"
#include "widgets/scene-view.h"

#define HEIGHT 180
#define KEY "bureau-cost-chart"

/* What is drawn, in the shape of a view's chart. */
typedef struct
{
  JsonObject *element;
  JsonObject *source;
  JsonArray *rows; /* [DAY, AMOUNT] */
} Drawn;

static void
drawn_free (gpointer data)
{
  Drawn *self = data;

  g_clear_pointer (&self->element, json_object_unref);
  g_clear_pointer (&self->source, json_object_unref);
  g_clear_pointer (&self->rows, json_array_unref);
  g_free (self);
}

static BureauScene *
lay_out_cb (GtkWidget *widget, double width, double height, gpointer data)
{
  Drawn *self = data;

  return bureau_chart_lay_out (&(BureauChartWish){
      .element = self->element,
      .source = self->source,
      .rows = self->rows,
      .width = width,
      .height = height,
      .is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL,
      .measure = bureau_scene_measure,
      .measure_data = widget,
  });
}

static JsonObject *
make_column (const char *name, const char *type, const char *label)
{
  JsonObject *column = json_object_new ();

  json_object_set_string_member (column, "name", name);
  json_object_set_string_member (column, "type", type);
  json_object_set_string_member (column, "label", label);
  return column;
}

/* The axis says the currency: an amount may be less than its smallest coin. */
static JsonObject *
make_source (const char *currency)
{
  JsonObject *source = json_object_new ();
  JsonArray *columns = json_array_new ();

  json_array_add_object_element (columns, make_column ("day", "date", _ ("Day")));
  json_array_add_object_element (columns, make_column ("spent", "number", currency));
  json_object_set_array_member (source, "columns", columns);
  return source;
}

/**
 * bureau_cost_chart_new:
 *
 * Returns: (transfer floating): a chart of nothing yet
 */
GtkWidget *
bureau_cost_chart_new (void)
{
  static const char shape[]
      = "{\"id\":\"days\",\"type\":\"chart\",\"mark\":\"bar\",\"x\":\"day\",\"y\":[\"spent\"]}";
  Drawn *drawn = g_new0 (Drawn, 1);
  GtkWidget *chart;

  drawn->element = bureau_json_parse_object (shape, -1, NULL);
  drawn->source = make_source ("");
  drawn->rows = json_array_new ();
  chart = bureau_scene_view_new (lay_out_cb, drawn, HEIGHT);
  g_object_set_data_full (G_OBJECT (chart), KEY, drawn, drawn_free);
  return chart;
}

static gint64
find_cost (JsonArray *days, const char *day, const char *currency)
{
  for (guint i = 0; i < json_array_get_length (days); i++)
    {
      JsonObject *row = json_array_get_object_element (days, i);

      if (g_strcmp0 (bureau_json_get_string (row, "name"), day) == 0
          && g_strcmp0 (bureau_json_get_string (row, "currency"), currency) == 0)
        return bureau_json_get_int (row, "micros", 0);
    }
  return 0;
}

/* From the first of the month to the newest day that cost something. */
static JsonArray *
make_rows (JsonArray *days, const char *newest, const char *currency)
{
  JsonArray *rows = json_array_new ();
  gint64 n = g_ascii_strtoll (newest + strlen ("2026-11-"), NULL, 10);

  for (gint64 i = 1; i <= n; i++)
    {
      g_autofree char *day = g_strdup_printf ("%.8s%02" G_GINT64_FORMAT, newest, i);
      JsonArray *row = json_array_new ();

      json_array_add_string_element (row, day);
      json_array_add_double_element (row, (double)find_cost (days, day, currency)
                                              / (double)BUREAU_MICROS);
      json_array_add_array_element (rows, row);
    }
  return rows;
}

static const char *
find_newest (JsonArray *days, const char *currency)
{
  const char *newest = NULL;

  for (guint i = 0; i < json_array_get_length (days); i++)
    {
      JsonObject *row = json_array_get_object_element (days, i);
      const char *day = bureau_json_get_string (row, "name");

      if (g_strcmp0 (bureau_json_get_string (row, "currency"), currency) == 0
          && bureau_json_get_int (row, "micros", 0) > 0 && g_strcmp0 (day, newest) > 0)
        newest = day;
    }
  return newest;
}

/**
 * bureau_cost_chart_fill:
 * @chart: of bureau_cost_chart_new()
 * @days: rows of bureau_usage_report() by day, of one month
 * @currency: the firm's; what was paid in another is left out
 *
 * Returns: whether there is something to be seen
 */
gboolean
bureau_cost_chart_fill (GtkWidget *chart, JsonArray *days, const char *currency)
{
  Drawn *self = g_object_get_data (G_OBJECT (chart), KEY);
  const char *newest = find_newest (days, currency);

  if (newest == NULL)
    return FALSE;
  g_clear_pointer (&self->source, json_object_unref);
  g_clear_pointer (&self->rows, json_array_unref);
  self->source = make_source (currency);
  self->rows = make_rows (days, newest, currency);
  bureau_scene_view_update (BUREAU_SCENE_VIEW (chart), NULL, -1);
  return TRUE;
}
