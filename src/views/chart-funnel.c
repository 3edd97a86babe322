/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stages one below the other, each as wide as what is left in it. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "views/chart-private.h"

#define STAGE_ROOM 22.0
#define GAP 3.0
#define WORDS 0.38 /* of the width, for the names at most */
#define WORD_GAP 10.0
#define THICKEST 72.0

typedef struct
{
  BureauChart *chart;
  const BureauChartSeries *series;
  double largest;
  double height; /* of a stage, with the gap below it */
} Funnel;

static double
value_of (const Funnel *funnel, guint place)
{
  double value = bureau_chart_value (funnel->series, place);

  return isnan (value) || value < 0 ? 0 : value;
}

static double
width_of (const Funnel *funnel, guint place)
{
  return funnel->largest > 0
             ? value_of (funnel, place) / funnel->largest * funnel->chart->scene->plot.width
             : 0;
}

/* The figure, and how much of the stage before has come so far. */
static char *
say (const Funnel *funnel, guint place)
{
  double value = value_of (funnel, place);
  double before = place > 0 ? value_of (funnel, place - 1) : 0;

  return before > 0 ? bureau_chart_say_part (funnel->chart, funnel->series, value, before)
                    : bureau_chart_say (funnel->chart, funnel->series, value);
}

static void
add_stage (Funnel *funnel, guint place)
{
  BureauChart *self = funnel->chart;
  const BureauSceneRect *plot = &self->scene->plot;
  BureauSceneMark *mark = bureau_scene_add_mark (self->scene, BUREAU_SCENE_POLYGON, 0);
  double middle = plot->x + plot->width / 2, top = plot->y + place * funnel->height;
  double above = width_of (funnel, place) / 2;
  double below = place + 1 < self->places->len ? width_of (funnel, place + 1) / 2 : above;
  double bottom = top + funnel->height - GAP;

  below = MIN (below, above);
  mark->points = g_new (BureauScenePoint, 4);
  mark->n_points = 4;
  mark->points[0] = (BureauScenePoint){ middle - above, top };
  mark->points[1] = (BureauScenePoint){ middle + above, top };
  mark->points[2] = (BureauScenePoint){ middle + below, bottom };
  mark->points[3] = (BureauScenePoint){ middle - below, bottom };
  mark->box = (BureauSceneRect){ middle - above, top, 2 * above, bottom - top };
  bureau_chart_name_mark (self, mark, funnel->series, place);
  g_free (mark->figure);
  mark->figure = say (funnel, place);
}

static void
write_stage (Funnel *funnel, guint place, double words)
{
  BureauChart *self = funnel->chart;
  const BureauChartPlace *there = g_ptr_array_index (self->places, place);
  double line = bureau_chart_line_height (self, BUREAU_SCENE_FONT_LEGEND);
  double y = self->scene->plot.y + place * funnel->height + (funnel->height - GAP - line) / 2;
  g_autofree char *figure = say (funnel, place);

  bureau_chart_write (self, there->label, BUREAU_SCENE_FONT_LEGEND, BUREAU_SCENE_START,
                      self->free.x, y, words - WORD_GAP);
  bureau_chart_write (self, figure, BUREAU_SCENE_FONT_VALUE, BUREAU_SCENE_END,
                      self->free.x + self->free.width, y, words - WORD_GAP);
}

static void
count_negative (BureauChart *self, const BureauChartSeries *series)
{
  guint n = 0;

  for (guint i = 0; i < self->places->len; i++)
    n += bureau_chart_value (series, i) < 0;
  if (n > 0)
    bureau_chart_add_note (self, g_strdup_printf (ngettext ("%u negative value is not drawn.",
                                                            "%u negative values are not drawn.", n),
                                                  n));
}

void
bureau_chart_draw_funnel (BureauChart *self)
{
  Funnel funnel = { .chart = self, .series = g_ptr_array_index (self->series, 0) };
  double words = self->free.width * WORDS / 1.3;

  bureau_chart_keep_places (self, (guint)(self->free.height / STAGE_ROOM));
  count_negative (self, funnel.series);
  for (guint i = 0; i < self->places->len; i++)
    funnel.largest = MAX (funnel.largest, value_of (&funnel, i));
  funnel.height = MIN (self->free.height / MAX (self->places->len, 1), THICKEST);
  self->scene->plot = (BureauSceneRect){ self->free.x + words, self->free.y,
                                         self->free.width - 2 * words,
                                         funnel.height * self->places->len };
  for (guint i = 0; i < self->places->len; i++)
    {
      add_stage (&funnel, i);
      write_stage (&funnel, i, words);
    }
}
