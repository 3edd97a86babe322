/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field for each pair of words, as strong in colour as its value is large. */
#include <math.h>

#include "views/chart-private.h"

#define CELL_ROOM 6.0
#define CELL_GAP 1.0
#define WORDS 0.35 /* of the width, for the names of the rows at most */
#define GAP 6.0
#define WORD_GAP 8.0
#define SCALE_FIELDS 5
#define SCALE_WIDTH 18.0
#define SCALE_HEIGHT 10.0
#define SCALE_ABOVE 10.0

/* A series is a line of fields here, a place a column of them. */
typedef struct
{
  BureauChart *chart;
  double low, high, largest;
} Heatmap;

static double
share_of (const Heatmap *heatmap, double value)
{
  return heatmap->largest > 0 ? value / heatmap->largest : 0;
}

static BureauChartSeries *
series_at (const BureauChart *self, guint index)
{
  return g_ptr_array_index (self->series, index);
}

static void
measure_values (Heatmap *heatmap)
{
  heatmap->low = NAN;
  heatmap->high = NAN;
  for (guint i = 0; i < heatmap->chart->series->len; i++)
    for (guint place = 0; place < heatmap->chart->places->len; place++)
      {
        double value = bureau_chart_value (series_at (heatmap->chart, i), place);

        if (isnan (value))
          continue;
        heatmap->low = isnan (heatmap->low) ? value : MIN (heatmap->low, value);
        heatmap->high = isnan (heatmap->high) ? value : MAX (heatmap->high, value);
      }
  heatmap->largest = MAX (fabs (heatmap->low), fabs (heatmap->high));
}

static double
widest_series (const BureauChart *self)
{
  double width = 0;

  for (guint i = 0; i < self->series->len; i++)
    width = MAX (
        width, bureau_chart_text_width (self, series_at (self, i)->label, BUREAU_SCENE_FONT_TICK));
  return width;
}

/* The scale below: from the least value to the largest. */
static void
add_scale (Heatmap *heatmap)
{
  BureauChart *self = heatmap->chart;
  double line = bureau_chart_line_height (self, BUREAU_SCENE_FONT_LEGEND);
  const BureauChartSeries *series = series_at (self, 0);
  g_autofree char *low = bureau_chart_say (self, series, heatmap->low);
  g_autofree char *high = bureau_chart_say (self, series, heatmap->high);
  double x = self->free.x, y;

  if (isnan (heatmap->low) || self->free.height < 4 * line)
    return;
  self->free.height -= line + SCALE_ABOVE;
  y = self->free.y + self->free.height + SCALE_ABOVE;
  bureau_chart_write (self, low, BUREAU_SCENE_FONT_LEGEND, BUREAU_SCENE_START, x, y, INFINITY);
  x += bureau_chart_text_width (self, low, BUREAU_SCENE_FONT_LEGEND) + WORD_GAP;
  for (guint i = 0; i < SCALE_FIELDS; i++, x += SCALE_WIDTH)
    {
      double value = heatmap->low + (heatmap->high - heatmap->low) * i / (double)(SCALE_FIELDS - 1);

      bureau_scene_add_key (
          self->scene, BUREAU_SCENE_CELL, 0, share_of (heatmap, value),
          (BureauSceneRect){ x, y + (line - SCALE_HEIGHT) / 2, SCALE_WIDTH, SCALE_HEIGHT });
    }
  bureau_chart_write (self, high, BUREAU_SCENE_FONT_LEGEND, BUREAU_SCENE_START, x + WORD_GAP, y,
                      INFINITY);
}

static void
find_plot (BureauChart *self)
{
  double line = bureau_chart_line_height (self, BUREAU_SCENE_FONT_TICK);
  double words = MIN (widest_series (self), self->free.width * WORDS) + GAP;

  self->scene->plot = (BureauSceneRect){ self->free.x + words, self->free.y,
                                         MAX (self->free.width - words, 1),
                                         MAX (self->free.height - line - GAP, 1) };
}

/* A figure stands in a field that has the room for it. */
static void
write_figure (Heatmap *heatmap, const BureauSceneMark *mark)
{
  BureauChart *self = heatmap->chart;
  double line = bureau_chart_line_height (self, BUREAU_SCENE_FONT_VALUE);
  BureauSceneText *text;

  if (bureau_chart_text_width (self, mark->figure, BUREAU_SCENE_FONT_VALUE) + GAP > mark->box.width
      || line > mark->box.height)
    return;
  text = bureau_chart_write (self, mark->figure, BUREAU_SCENE_FONT_VALUE, BUREAU_SCENE_MIDDLE,
                             mark->box.x + mark->box.width / 2,
                             mark->box.y + (mark->box.height - line) / 2, INFINITY);
  text->on_share = mark->share;
}

static void
add_cell (Heatmap *heatmap, guint line, guint place)
{
  BureauChart *self = heatmap->chart;
  const BureauSceneRect *plot = &self->scene->plot;
  double width = plot->width / self->places->len, height = plot->height / self->series->len;
  double value = bureau_chart_value (series_at (self, line), place);
  double gap = MIN (width, height) > 3 * CELL_ROOM ? CELL_GAP : 0;
  BureauSceneMark *mark;

  if (isnan (value))
    return;
  mark = bureau_scene_add_mark (self->scene, BUREAU_SCENE_CELL, line);
  mark->box = (BureauSceneRect){ plot->x + place * width + gap, plot->y + line * height + gap,
                                 width - 2 * gap, height - 2 * gap };
  mark->share = share_of (heatmap, value);
  bureau_chart_name_mark (self, mark, series_at (self, line), place);
  write_figure (heatmap, mark);
}

static void
write_words (BureauChart *self)
{
  double line = bureau_chart_line_height (self, BUREAU_SCENE_FONT_TICK);
  const BureauSceneRect *plot = &self->scene->plot;
  double width = plot->width / self->places->len, height = plot->height / self->series->len;
  guint across = (guint)ceil ((widest_series (self) > 0 ? 28.0 : 1) / width);
  guint down = (guint)ceil (line / height);

  for (guint i = 0; i < self->places->len; i += across)
    bureau_chart_write (self, ((BureauChartPlace *)g_ptr_array_index (self->places, i))->label,
                        BUREAU_SCENE_FONT_TICK, BUREAU_SCENE_MIDDLE, plot->x + (i + 0.5) * width,
                        plot->y + plot->height + GAP, MAX (across * width - WORD_GAP / 2, 1));
  for (guint i = 0; i < self->series->len; i += down)
    bureau_chart_write (self, series_at (self, i)->label, BUREAU_SCENE_FONT_TICK, BUREAU_SCENE_END,
                        plot->x - GAP, plot->y + (i + 0.5) * height - line / 2,
                        plot->x - GAP - self->free.x);
}

void
bureau_chart_draw_heatmap (BureauChart *self)
{
  Heatmap heatmap = { .chart = self };

  measure_values (&heatmap);
  add_scale (&heatmap);
  find_plot (self);
  bureau_chart_keep_places (self, (guint)(self->scene->plot.width / CELL_ROOM));
  write_words (self);
  for (guint i = 0; i < self->series->len; i++)
    for (guint place = 0; place < self->places->len; place++)
      add_cell (&heatmap, i, place);
}
