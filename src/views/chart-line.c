/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines, areas and clouds of points. */
#include <math.h>

#include "views/chart-private.h"

#define POINT_RADIUS 3.5
#define CLOUD_RADIUS 4.0
#define POINT_ROOM 16.0 /* px a point needs, to be drawn at rest */
#define FOCUS_ROOM 8.0  /* px a point needs, to be pointed at */
#define CLOUD_CELL 3.0  /* points of a cloud that are nearer cannot be told apart */
#define CLOUD_MOST 2000

typedef struct
{
  BureauChart *chart;
  const BureauChartSeries *series;
  double *at;
  double *values; /* with what lies below added, where they are stacked */
  double *feet;
  guint n;
} Line;

static void
line_clear (Line *line)
{
  g_free (line->at);
  g_free (line->values);
  g_free (line->feet);
}

static void
line_init (Line *line, BureauChart *self, const BureauChartSeries *series, double *heights)
{
  line->chart = self;
  line->series = series;
  line->n = self->places->len;
  line->at = g_new (double, line->n);
  line->values = g_new (double, line->n);
  line->feet = g_new0 (double, line->n);
  for (guint i = 0; i < line->n; i++)
    {
      double value = bureau_chart_value (series, i);

      line->at[i] = ((BureauChartPlace *)g_ptr_array_index (self->places, i))->at;
      line->feet[i] = self->is_stacked ? heights[i] : 0;
      if (self->is_stacked && !isnan (value))
        heights[i] += value;
      line->values[i] = line->feet[i] + value;
    }
}

static BureauScenePoint
point_at (const Line *line, guint i, double value)
{
  return (BureauScenePoint){ bureau_chart_map (&line->chart->along, line->at[i]),
                             bureau_chart_map (&line->chart->value, value) };
}

static BureauSceneMark *
add_dot (const Line *line, guint i, double radius)
{
  BureauScenePoint point = point_at (line, i, line->values[i]);
  BureauSceneMark *mark = bureau_scene_add_mark (line->chart->scene, BUREAU_SCENE_POINT,
                                                 line->series->index);

  mark->box = (BureauSceneRect){ point.x - radius, point.y - radius, 2 * radius, 2 * radius };
  bureau_chart_name_mark (line->chart, mark, line->series, i);
  return mark;
}

static void
set_box (BureauSceneMark *mark)
{
  double right = mark->points[0].x, bottom = mark->points[0].y;

  mark->box.x = right;
  mark->box.y = bottom;
  for (guint i = 1; i < mark->n_points; i++)
    {
      mark->box.x = MIN (mark->box.x, mark->points[i].x);
      mark->box.y = MIN (mark->box.y, mark->points[i].y);
      right = MAX (right, mark->points[i].x);
      bottom = MAX (bottom, mark->points[i].y);
    }
  mark->box.width = right - mark->box.x;
  mark->box.height = bottom - mark->box.y;
}

static void
add_line (const Line *line, const guint *kept, guint n)
{
  BureauSceneMark *mark = bureau_scene_add_mark (line->chart->scene, BUREAU_SCENE_LINE,
                                                 line->series->index);

  mark->points = g_new (BureauScenePoint, n);
  mark->n_points = n;
  for (guint i = 0; i < n; i++)
    mark->points[i] = point_at (line, kept[i], line->values[kept[i]]);
  set_box (mark);
}

/* There along the values, and back along what they stand on. */
static void
add_area (const Line *line, const guint *kept, guint n)
{
  BureauSceneMark *mark = bureau_scene_add_mark (line->chart->scene, BUREAU_SCENE_AREA,
                                                 line->series->index);

  mark->points = g_new (BureauScenePoint, 2 * n);
  mark->n_points = 2 * n;
  for (guint i = 0; i < n; i++)
    {
      mark->points[i] = point_at (line, kept[i], line->values[kept[i]]);
      mark->points[2 * n - 1 - i] = point_at (line, kept[i], line->feet[kept[i]]);
    }
  set_box (mark);
}

/* A place without a value is a gap. */
static void
add_runs (const Line *line, GArray *kept, gboolean is_area)
{
  const guint *indices = (const guint *)(gpointer)kept->data;
  guint begin = 0;

  for (guint i = 0; i <= kept->len; i++)
    {
      if (i < kept->len && !isnan (line->values[indices[i]]))
        continue;
      if (i - begin > 1 && is_area)
        add_area (line, indices + begin, i - begin);
      if (i - begin > 1)
        add_line (line, indices + begin, i - begin);
      begin = i + 1;
    }
}

static gboolean
is_alone (const Line *line, guint i)
{
  return (i == 0 || isnan (line->values[i - 1]))
         && (i + 1 >= line->n || isnan (line->values[i + 1]));
}

static guint
columns_of (const BureauChart *self, double room)
{
  return (guint)MAX (self->scene->plot.width / room, 1);
}

static void
add_dots (const Line *line)
{
  g_autoptr (GArray) kept = bureau_chart_reduce (line->at, line->values, line->n,
                                                 columns_of (line->chart, 4 * FOCUS_ROOM));
  gboolean is_quiet = kept->len * POINT_ROOM > line->chart->scene->plot.width;

  for (guint i = 0; i < kept->len; i++)
    {
      guint index = g_array_index (kept, guint, i);

      if (!isnan (line->values[index]))
        add_dot (line, index, POINT_RADIUS)->is_quiet = is_quiet && !is_alone (line, index);
    }
}

static void
draw_line (BureauChart *self, const BureauChartSeries *series, double *heights)
{
  gboolean is_area = !g_str_equal (self->mark, "line");
  Line line;
  g_autoptr (GArray) kept = NULL;

  line_init (&line, self, series, heights);
  kept = bureau_chart_reduce (line.at, line.values, line.n, columns_of (self, 1));
  add_runs (&line, kept, is_area);
  add_dots (&line);
  line_clear (&line);
}

/* Clouds -----------------------------------------------------------------------------------------
 */

/* Of points that lie upon each other one is drawn. */
static void
draw_cloud (BureauChart *self, const BureauChartSeries *series, GHashTable *cells)
{
  Line line;

  line_init (&line, self, series, NULL);
  for (guint i = 0; i < line.n; i++)
    {
      BureauScenePoint point = point_at (&line, i, line.values[i]);
      gint64 cell = ((gint64)(point.x / CLOUD_CELL) << 32 | (gint64)(guint32)(point.y / CLOUD_CELL))
                        * BUREAU_SCENE_COLORS
                    + series->index;

      if (isnan (line.values[i]))
        continue;
      if (line.n * self->series->len <= CLOUD_MOST
          || g_hash_table_add (cells, g_memdup2 (&cell, sizeof cell)))
        add_dot (&line, i, CLOUD_RADIUS);
    }
  line_clear (&line);
}

void
bureau_chart_draw_lines (BureauChart *self)
{
  g_autofree double *heights = g_new0 (double, self->places->len);
  g_autoptr (GHashTable) cells = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < self->series->len; i++)
    if (g_str_equal (self->mark, "scatter"))
      draw_cloud (self, g_ptr_array_index (self->series, i), cells);
    else
      draw_line (self, g_ptr_array_index (self->series, i), heights);
}
