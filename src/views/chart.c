/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/json.h"
#include "views/chart-private.h"

#define BAR_ROOM 4.0 /* px a bar needs */

/* What a mark is, and its value, in words. */
void
bureau_chart_name_mark (const BureauChart *self, BureauSceneMark *mark,
                        const BureauChartSeries *series, guint place)
{
  const BureauChartPlace *there = g_ptr_array_index (self->places, place);
  double value = bureau_chart_value (series, place);

  mark->label = self->series->len > 1 ? g_strdup_printf ("%s, %s", there->label, series->label)
                                      : g_strdup (there->label);
  mark->figure = bureau_chart_say (self, series, value);
  mark->row = bureau_chart_row (series, place);
  mark->place = place;
}

/* On both axes ----------------------------------------------------------------------------------
 */

static void
lay_out_axes (BureauChart *self)
{
  gboolean is_bar = g_str_equal (self->mark, "bar");

  /* Bars as narrow as px look like an area, and are drawn as one. */
  if (is_bar && self->axis != BUREAU_CHART_WORDS && self->places->len * BAR_ROOM > self->free.width)
    self->mark = "area";
  else if (is_bar || self->axis == BUREAU_CHART_WORDS)
    bureau_chart_keep_places (self, (guint)(self->free.width / BAR_ROOM));
  bureau_chart_add_series_legend (self);
  bureau_chart_add_axes (self);
  if (g_str_equal (self->mark, "bar"))
    bureau_chart_draw_bars (self);
  else
    bureau_chart_draw_lines (self);
  bureau_chart_add_target (self);
}

static const struct
{
  const char *mark;
  void (*lay_out) (BureauChart *self);
} marks[] = {
  { "bar", lay_out_axes },
  { "line", lay_out_axes },
  { "area", lay_out_axes },
  { "scatter", lay_out_axes },
  { "pie", bureau_chart_draw_pie },
  { "heatmap", bureau_chart_draw_heatmap },
  { "funnel", bureau_chart_draw_funnel },
};

/* In words ---------------------------------------------------------------------------------------
 */

typedef struct
{
  const BureauSceneMark *least, *most;
  double low, high;
} Ends;

/* The series that the mark belongs to, and its value, are found again by its place. */
static void
take_in (Ends *ends, const BureauChart *self, const BureauSceneMark *mark)
{
  double value = mark->label != NULL && mark->series < self->series->len
                     ? bureau_chart_value (g_ptr_array_index (self->series, mark->series),
                                           mark->place)
                     : NAN;

  if (isnan (value))
    return;
  if (ends->least == NULL || value < ends->low)
    {
      ends->least = mark;
      ends->low = value;
    }
  if (ends->most == NULL || value > ends->high)
    {
      ends->most = mark;
      ends->high = value;
    }
}

static char *
describe (const BureauChart *self)
{
  Ends ends = { NULL, NULL, 0, 0 };

  for (guint i = 0; i < self->scene->marks->len; i++)
    take_in (&ends, self, g_ptr_array_index (self->scene->marks, i));
  if (ends.least == NULL)
    return g_strdup (_ ("Nothing to draw."));
  if (ends.low == ends.high)
    /* Translators: a chart told in words: a figure, and where it stands */
    return g_strdup_printf (_ ("%s at %s."), ends.most->figure, ends.most->label);
  /* Translators: a chart told in words: the least and the largest figure, and where each stands */
  return g_strdup_printf (_ ("From %s at %s to %s at %s."), ends.least->figure, ends.least->label,
                          ends.most->figure, ends.most->label);
}

/**
 * bureau_chart_has_points:
 * @element: an element of a checked view
 * @x: (out): the column along the axis
 * @y: (out): the column that is drawn
 *
 * Returns: whether it is a chart of points of one series, of which only those that stick out need
 *   to be read; both are %NULL where not
 */
gboolean
bureau_chart_has_points (JsonObject *element, const char **x, const char **y)
{
  static const char *const running[] = { "line", "area", "scatter", NULL };
  const char *mark = bureau_json_get_string (element, "mark");
  JsonArray *drawn = bureau_json_get_array (element, "y");

  *x = *y = NULL;
  if (mark == NULL || !g_strv_contains (running, mark) || json_object_has_member (element, "series")
      || json_array_get_length (drawn) != 1)
    return FALSE;
  *x = bureau_json_get_string (element, "x");
  *y = json_array_get_string_element (drawn, 0);
  return TRUE;
}

/* Laying out -------------------------------------------------------------------------------------
 */

static void
chart_init (BureauChart *self, const BureauChartWish *wish)
{
  double width = MAX (wish->width, BUREAU_CHART_MIN_WIDTH);
  double height = MAX (wish->height, BUREAU_CHART_MIN_HEIGHT);

  self->wish = wish;
  self->mark = bureau_json_get_string (wish->element, "mark");
  self->places = g_ptr_array_new_with_free_func ((GDestroyNotify)bureau_chart_place_free);
  self->series = g_ptr_array_new_with_free_func ((GDestroyNotify)bureau_chart_series_free);
  self->is_stacked = bureau_json_get_boolean (wish->element, "stack");
  self->note = g_string_new (NULL);
  self->scene = bureau_scene_new (width, height);
  self->free = (BureauSceneRect){ 0, 0, width, height };
}

static void
finish (BureauChart *self)
{
  self->scene->description = describe (self);
  if (self->note->len > 0)
    self->scene->note = g_strdup (self->note->str);
  if (self->wish->is_rtl)
    bureau_scene_mirror (self->scene);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_pointer (&self->series, g_ptr_array_unref);
  g_string_free (self->note, TRUE);
}

/**
 * bureau_chart_lay_out:
 * @wish: its element is a chart that was checked
 *
 * Turns rows into marks, axes and a legend. It takes time by the number of rows: more than a few
 * thousand belong on a worker. Rows without a value are left out, and a chart without rows is
 * empty.
 *
 * Returns: (transfer full): the scene
 */
BureauScene *
bureau_chart_lay_out (const BureauChartWish *wish)
{
  BureauChart chart = { 0 };

  chart_init (&chart, wish);
  bureau_chart_read (&chart);
  for (gsize i = 0; chart.places->len > 0 && i < G_N_ELEMENTS (marks); i++)
    if (g_strcmp0 (marks[i].mark, bureau_json_get_string (wish->element, "mark")) == 0)
      marks[i].lay_out (&chart);
  finish (&chart);
  return chart.scene;
}
